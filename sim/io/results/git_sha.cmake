cmake_minimum_required(VERSION 3.25)

# Writes OUTPUT with the commit of SOURCE_DIR, at build time; only if it changed, so that nothing
# is rebuilt for the same commit. Works without git and outside a repository.
set(sha "unknown")
find_package(Git QUIET)
if(GIT_FOUND)
  execute_process(
    COMMAND ${GIT_EXECUTABLE} describe --always --dirty --abbrev=40 --exclude=*
    WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE described RESULT_VARIABLE failed
    ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed AND described)
    set(sha "${described}")
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT
"// Written at build time by git_sha.cmake.
#include \"sim/io/results/git_sha.hpp\"

namespace sim::io::build_config {
const char* const git_sha = \"@sha@\";
}  // namespace sim::io::build_config
")
