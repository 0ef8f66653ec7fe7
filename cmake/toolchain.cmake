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

# Parsed once for each target that asks for them with target_precompile_headers: CAF's templates
# are half of what a small file costs. Libraries' headers only, so that a change of ours rebuilds
# what includes it and nothing else; -D CMAKE_DISABLE_PRECOMPILE_HEADERS=ON builds without.
set(souk_caf_headers
  <caf/actor_system.hpp>
  <caf/actor_system_config.hpp>
  <caf/stateful_actor.hpp>
  <caf/typed_event_based_actor.hpp>
  <chrono>
  <functional>
  <string>
  <vector>)

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

# Warnings are errors; cmake --compile-no-warning-as-error lifts it, and the preset of the sanitizers
# does, whose code g++ warns of without cause. Source: GCC manual, -Wmaybe-uninitialized.
if(NOT DEFINED CMAKE_COMPILE_WARNING_AS_ERROR)
  set(CMAKE_COMPILE_WARNING_AS_ERROR ON)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or RelWithDebInfo" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache needs to know of precompiled headers. Source: its manual, "Precompiled headers".
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=mold SOUK_MOLD_WORKS)
  if(SOUK_MOLD_WORKS)
    add_link_options(-fuse-ld=mold)
  endif()
endif()
