# Compiles the TOML files of a folder into a target, as NAMESPACE::text_files(): the program finds its texts wherever it
# is, and a language is one more file.
function(maatwerk_compile_texts target namespace folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.toml)
  if(MAATWERK_WASM)
    set(files "")  # the page has its texts from the program
  endif()
  set(rows "")
  foreach(file ${files})
    cmake_path(GET file STEM name)
    file(READ ${file} text)
    string(APPEND rows "      {\"${name}\", R\"toml(${text})toml\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  endforeach()
  configure_file(${PROJECT_SOURCE_DIR}/cmake/texts.cpp.in texts.cpp @ONLY)
  # Compilers need take no more than 64 kB in a literal (-Wpedantic); those of this century do.
  set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/texts.cpp PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/texts.cpp)
endfunction()
