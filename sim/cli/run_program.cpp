#include "sim/cli/run_program.hpp"

#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "sim/cli/commands/help.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/commands.hpp"
#include "sim/cli/options/guarded.hpp"
#include "sim/cli/setup/choose_model.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/signals.hpp"
#include "sim/core/error.hpp"
#include "sim/io/files/utf8.hpp"

namespace sim::cli {

namespace {
Exit dispatch(const Program& all, const std::vector<std::string>& words) {
  if (words.empty()) {
    note("{}", short_help({all.models, all.models.front()}));
    return Exit::usage;
  }
  const Arguments arguments = parse_arguments(words);
  if (arguments.command().is_handed_on()) return arguments.command().execute(all, arguments);
  keep_operands(arguments);
  const auto execute = [&] {
    const Program program = choose_model(all, arguments);
    const Exit exit = arguments.has("help") ? print_help(program, arguments.command())
                                            : arguments.command().execute(program, arguments);
    finish_printing();  // a full disk shows only when the last bytes of a table leave
    return exit;
  };
  const Reads reads = arguments.has("help") ? Reads::nothing : arguments.command().reads;
  if (reads == Reads::nothing) return execute();
  // Whether a file can be read at all shows in a bounded time, whatever is then done with it.
  if (reads == Reads::results) {
    const Exit readable = guarded(arguments, Bounds::of_reading, [&] {
      choose_model(all, arguments);
      return Exit::done;
    });
    if (readable != Exit::done) return readable;
  }
  return guarded(arguments, reads == Reads::results ? Bounds::of_memory : Bounds::of_reading,
                 execute);
}

int fail(const std::string& message, Exit exit) {
  note("maatwerk: {}\n", io::cut_words(message));
  return static_cast<int>(exit);
}

int fail_ourselves(const std::exception& error) {
  return fail(fmt::format("{} (an error of the program itself). Please report it.", error.what()),
              Exit::failure);
}

/// The C++ library says it by a code, and oneTBB by its text alone.
bool is_about_threads(const std::runtime_error& error) {
  const auto* const of_system = dynamic_cast<const std::system_error*>(&error);
  return (of_system != nullptr && of_system->code() == std::errc::resource_unavailable_try_again) ||
         std::string_view(error.what()).starts_with("pthread_create");
}

/// glibc asks the system for memory 128 kB at a time, which a study with a file needs by the
/// megabyte: a hundredth of the time of twenty short runs.
void ask_for_memory_in_large_pieces() {
#ifdef __GLIBC__
  constexpr int piece = 8 << 20;
  mallopt(M_TOP_PAD, piece);  // NOLINT(concurrency-mt-unsafe): there is one thread yet
#endif
}
}  // namespace

int run_program(const Program& program, int argument_count, char** arguments) {
  open_standard_streams();
  break_no_work_off();
  ask_for_memory_in_large_pieces();
  try {
    const std::vector<std::string> words(arguments + (argument_count > 0 ? 1 : 0),
                                         arguments + argument_count);
    return static_cast<int>(dispatch(program, words));
  } catch (const Error& error) {
    return fail(error.what(), error.exit());
  } catch (const std::bad_alloc&) {
    // At once: what libraries do at the end of a program may need memory too.
    std::_Exit(
        fail("out of memory (before a run began). Ask for fewer runs, fewer threads or a smaller "
             "population.",
             Exit::failure));
  } catch (const std::runtime_error& error) {
    if (is_about_threads(error))
      return fail(
          "no thread could be started (the system gives no more). Use -j 1, or raise "
          "ulimit -u.",
          Exit::failure);
    return fail_ourselves(error);
  } catch (const std::exception& error) {
    return fail_ourselves(error);
  }
}

}  // namespace sim::cli
