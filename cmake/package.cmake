# What `cmake --install` puts in place and `cpack` into a .deb. The program finds the rest from its own place:
# sim/io/scenario/shipped.cpp. Languages and words of the models are inside it.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests are not installed, and so not built for it
set(share share/maatwerk)

# Paths to libraries are as they will be installed: what the linker leaves of them cannot always be changed later.
set_target_properties(maatwerk PROPERTIES BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH_USE_LINK_PATH ON)
install(TARGETS maatwerk RUNTIME DESTINATION bin)
install(DIRECTORY scenarios analysis DESTINATION ${share} PATTERN __pycache__ EXCLUDE)
install(FILES LICENSE DESTINATION share/doc/maatwerk RENAME copyright)
install(FILES README.md CHANGELOG.md CITATION.cff DESTINATION share/doc/maatwerk)
# `import maatwerk` in Debian's Python.
install(CODE "
  set(packages \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/python3/dist-packages\")
  file(MAKE_DIRECTORY \"\${packages}\")
  file(CREATE_LINK ../../../${share}/analysis \"\${packages}/maatwerk\" SYMBOLIC)")
install(CODE "
  set(completions \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/bash-completion/completions\")
  file(MAKE_DIRECTORY \"\${completions}\")
  execute_process(COMMAND $<TARGET_FILE:maatwerk> completion bash OUTPUT_FILE \"\${completions}/maatwerk\"
                  COMMAND_ERROR_IS_FATAL ANY)")

file(STRINGS analysis/needs.txt needs)
list(TRANSFORM needs REPLACE "^[^ ]+ " "")
list(JOIN needs ", " needs)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME maatwerk)
set(CPACK_PACKAGE_CONTACT "the maatwerk authors <maatwerk@invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Simulation of tailored public services, for explanation and exposition")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "python3 (>= 3.11), fonts-dejavu-core, ${needs}")
include(CPack)
