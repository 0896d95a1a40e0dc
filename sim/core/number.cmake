# Compiles sources for each Number of sim/core/number.hpp, with the instructions for it, into a target: for double as
# they stand, and where there are registers for two, four and eight side by side.
#
# What a source with wider instructions inlines must stay in its object, or the linker could take that copy of a
# function for machines without them. -fno-weak keeps copies apart (tests/sim/core/objects_test.py looks); g++ warns of
# each inline variable that it does, hence -w: the same source is compiled for double with all warnings.
function(sim_compile_for_each_number target)
  target_sources(${target} PRIVATE ${ARGN})
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    return()
  endif()
  set(options_plain "")
  set(options_avx2 -mavx2 -fno-weak -w)
  set(options_avx512 -mavx512f -mavx512bw -mavx512dq -mavx512vl -mprefer-vector-width=512 -fno-weak -w)
  set(width 1)
  foreach(set plain avx2 avx512)
    math(EXPR width "2 * ${width}")
    add_library(${target}_${set} OBJECT ${ARGN})
    target_link_libraries(${target}_${set} PRIVATE maatwerk::options)
    target_compile_definitions(${target}_${set} PRIVATE SIM_WIDTH=${width})
    target_compile_options(${target}_${set} PRIVATE ${options_${set}})
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_${set}>)
    if(NOT set STREQUAL plain)
      set_property(GLOBAL APPEND PROPERTY MAATWERK_WIDE_OBJECTS $<TARGET_OBJECTS:${target}_${set}>)
    endif()
  endforeach()
endfunction()
