// What a `throw` does in a browser: nothing in the engine catches, and Debian's library for
// WebAssembly has no exceptions. The message goes to the page, which throws it on and makes a new
// engine.
#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

extern "C" {

/// Given by the page: throws an Error with this text, and does not come back.
[[noreturn]] __attribute__((import_module("page"), import_name("fail"))) void page_fail(
    const char* text, std::size_t length);

void* __cxa_allocate_exception(std::size_t size) noexcept { return std::malloc(size); }

/// All that the engine throws is a std::exception.
[[noreturn]] void __cxa_throw(void* thrown, std::type_info* /*type*/, void (* /*destroy*/)(void*)) {
  const char* text = static_cast<std::exception*>(thrown)->what();
  page_fail(text, std::strlen(text));
}
}
