# Debian's clang for WebAssembly: the engine in a browser. CMake 3.25 does not know WASI, hence Generic.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)

find_program(WASM_CLANG NAMES clang++-22 clang++-21 clang++-20 clang++-19 REQUIRED)
set(CMAKE_CXX_COMPILER ${WASM_CLANG})
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
# Any archiver packs objects of any machine; the linker reads them without an index.
find_program(WASM_ARCHIVER NAMES llvm-ar-22 llvm-ar-21 llvm-ar-20 llvm-ar-19 ar REQUIRED)
set(CMAKE_AR ${WASM_ARCHIVER})
set(CMAKE_CXX_ARCHIVE_CREATE "<CMAKE_AR> qcS <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_APPEND "<CMAKE_AR> qS <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "")
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
