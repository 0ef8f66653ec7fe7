# Libraries, headers and a CMake package, so that another project can say
# find_package(souk CONFIG REQUIRED) and link souk::core, souk::server, souk::client.
include(CMakePackageConfigHelpers)

set(SOUK_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/souk")

# One export file for each library: a program that wants only the client needs no CAF.
foreach(library core server client)
  install(TARGETS souk_${library} EXPORT souk-${library}-targets)
  install(EXPORT souk-${library}-targets NAMESPACE souk:: DESTINATION ${SOUK_CMAKE_DIR})
endforeach()

install(TARGETS souk)

foreach(folder messages storage actors http sdk)
  install(DIRECTORY ${folder}/
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/souk/${folder}
    FILES_MATCHING PATTERN "*.hpp")
endforeach()

configure_package_config_file(cmake/souk-config.cmake.in
  "${PROJECT_BINARY_DIR}/souk-config.cmake"
  INSTALL_DESTINATION ${SOUK_CMAKE_DIR})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/souk-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/souk-config.cmake"
  "${PROJECT_BINARY_DIR}/souk-config-version.cmake"
  DESTINATION ${SOUK_CMAKE_DIR})
install(FILES cmake/FindAsio.cmake cmake/FindCAF.cmake cmake/FindHttpParser.cmake
  cmake/FindSOCI.cmake
  DESTINATION ${SOUK_CMAKE_DIR}/modules)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
