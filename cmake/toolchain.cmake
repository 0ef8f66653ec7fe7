# How our own targets are compiled. Nothing here reaches a program that uses souk,
# and nothing but the warnings applies when souk is a part of another project.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Linked PRIVATE by every target of ours, inside $<BUILD_INTERFACE:...>.
add_library(souk_warnings INTERFACE)
target_compile_options(souk_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# g++ 12 sees overlapping, endless and negative copies in "a" + std::to_string(n).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(souk_warnings INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
# To g++ a file of a unity build is a header, in which types without a name outside would be a fault.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(souk_warnings INTERFACE -Wno-subobject-linkage)
endif()

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

# Warnings are errors; cmake --compile-no-warning-as-error lifts it.
set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or RelWithDebInfo" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=mold SOUK_MOLD_WORKS)
  if(SOUK_MOLD_WORKS)
    add_link_options(-fuse-ld=mold)
  endif()
endif()
