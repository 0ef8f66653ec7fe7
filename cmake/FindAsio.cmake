# Asio without Boost, headers only: Asio::Asio. restinio's own package neither
# depends on it nor looks for it. The definitions are restinio's: two settings of
# Asio in one program break the one definition rule. Whether there is an aligned_alloc
# Asio would decide by what stands in front of it in each file.
find_path(Asio_INCLUDE_DIR asio.hpp)
mark_as_advanced(Asio_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Asio
  REQUIRED_VARS Asio_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Debian package libasio-dev")

if(Asio_FOUND AND NOT TARGET Asio::Asio)
  find_package(Threads QUIET)
  add_library(Asio::Asio INTERFACE IMPORTED)
  set_target_properties(Asio::Asio PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${Asio_INCLUDE_DIR}"
    INTERFACE_COMPILE_DEFINITIONS
      "ASIO_STANDALONE;ASIO_HAS_STD_CHRONO;ASIO_DISABLE_STD_STRING_VIEW;ASIO_HAS_STD_ALIGNED_ALLOC")
  if(TARGET Threads::Threads)
    set_property(TARGET Asio::Asio PROPERTY INTERFACE_LINK_LIBRARIES Threads::Threads)
  endif()
endif()
