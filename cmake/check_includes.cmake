# Who may include whom: cmake -D ROOT=<checkout> -P cmake/check_includes.cmake
#
#   messages <- storage <- actors <- http <- main, an arrow may skip a folder
#   sdk stands alone; demo is an embedding program; test and bench see everything
#
# Names every forbidden include line and fails if there is one.
cmake_minimum_required(VERSION 3.25)

if(NOT ROOT)
  message(FATAL_ERROR "usage: cmake -D ROOT=<checkout> -P check_includes.cmake")
endif()
cmake_path(ABSOLUTE_PATH ROOT NORMALIZE)

set(folders messages storage actors http main sdk demo test bench)
set(messages_sees messages)
set(storage_sees storage messages)
set(actors_sees actors storage messages)
set(http_sees http actors storage messages)
set(main_sees main http actors storage messages)
set(sdk_sees sdk)
set(demo_sees demo sdk http actors storage messages)
set(test_sees ${folders})

# Libraries that only some folders know: <library>_lines matches what is included,
# <library>_users the path of the including file.
set(libraries restinio asio json sql toml)
set(restinio_lines "^(restinio/|http_parser\\.h$)")
set(restinio_users "^(http|bench|test/http|test/fuzz)/")
set(asio_lines "^(asio/|asio\\.hpp$|boost/asio)")
set(asio_users "^(http|bench|test/http)/")
set(json_lines "^nlohmann/")
set(json_users "^(http|sdk|test|bench)/")
set(sql_lines "^(soci/|sqlite3\\.h$|libpq|postgresql/)")
set(sql_users "^(storage|test|bench)/")
set(toml_lines "^toml\\+\\+/")
set(toml_users "^(main|test/main)/")

# All that sdk may see: std (no folder, no suffix), POSIX, libcurl, JSON and itself.
set(sdk_lines "^([a-z0-9_]+|(sys|netinet|arpa)/.+|[a-z0-9_]+\\.h|curl/.+|nlohmann/.+|sdk/.+)$")
# What a program that includes sdk/client.hpp need not have installed.
set(sdk_hidden "^(curl|caf|restinio|asio|nlohmann)/")

# includes_of(<file> <lines>): the include lines of a file.
function(includes_of file lines)
  file(STRINGS "${ROOT}/${file}" found REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
  set(${lines} "${found}" PARENT_SCOPE)
endfunction()

# name_of(<line> <name>): what a line includes; souk/x/y.hpp is x/y.hpp.
function(name_of line name)
  string(REGEX MATCH "[<\"]([^>\"]+)[>\"]" ignored "${line}")
  string(REGEX REPLACE "^souk/" "" found "${CMAKE_MATCH_1}")
  set(${name} "${found}" PARENT_SCOPE)
endfunction()

# Sets reason to why file must not include name, or to nothing.
function(judge file name)
  set(reason "" PARENT_SCOPE)
  string(REGEX MATCH "^[^/]+" folder "${file}")
  string(REGEX MATCH "^[^/]+" target "${name}")
  if(name MATCHES "(^|/)\\.\\./")
    set(reason "write the folder's name instead of .." PARENT_SCOPE)
    return()
  endif()
  if(NOT name STREQUAL target AND target IN_LIST folders
     AND NOT target IN_LIST ${folder}_sees)
    set(reason "${folder}/ may not include ${target}/" PARENT_SCOPE)
    return()
  endif()
  foreach(library IN LISTS libraries)
    if(name MATCHES "${${library}_lines}" AND NOT file MATCHES "${${library}_users}")
      set(reason "${folder}/ does not know this library" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  if(folder STREQUAL "sdk" AND NOT name MATCHES "${sdk_lines}")
    set(reason "sdk/ stands alone on libcurl and JSON" PARENT_SCOPE)
  endif()
endfunction()

set(forbidden "")

# report(<file> <line> <reason>): appends "file:number: line (reason)" to forbidden.
function(report file line reason)
  file(READ "${ROOT}/${file}" before)
  string(FIND "${before}" "${line}" position)
  string(SUBSTRING "${before}" 0 ${position} before)
  string(REGEX REPLACE "[^\n]" "" before "${before}")
  string(LENGTH "${before}" number)
  math(EXPR number "${number} + 1")
  set(forbidden ${forbidden} "${file}:${number}: ${line} (${reason})" PARENT_SCOPE)
endfunction()

set(count 0)
foreach(folder IN LISTS folders)
  if(folder STREQUAL "bench")
    continue()
  endif()
  file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/${folder}/*.hpp" "${ROOT}/${folder}/*.cpp"
       "${ROOT}/${folder}/*.h")
  # Fixtures are wrong on purpose; the consumer is a project of its own.
  list(FILTER files EXCLUDE REGEX "^test/(fixtures|consumer)/")
  foreach(file IN LISTS files)
    math(EXPR count "${count} + 1")
    includes_of("${file}" lines)
    foreach(line IN LISTS lines)
      name_of("${line}" name)
      judge("${file}" "${name}")
      if(reason)
        report("${file}" "${line}" "${reason}")
      endif()
    endforeach()
  endforeach()
endforeach()

# The headers that sdk/client.hpp leads to.
set(queue sdk/client.hpp)
set(seen "")
while(queue)
  list(POP_FRONT queue file)
  if(file IN_LIST seen OR NOT EXISTS "${ROOT}/${file}")
    continue()
  endif()
  list(APPEND seen "${file}")
  includes_of("${file}" lines)
  foreach(line IN LISTS lines)
    name_of("${line}" name)
    if(name MATCHES "^sdk/")
      list(APPEND queue "${name}")
    elseif(name MATCHES "${sdk_hidden}")
      report("${file}" "${line}" "reached from sdk/client.hpp, which must not need it")
    endif()
  endforeach()
endwhile()

list(REMOVE_DUPLICATES forbidden)
foreach(line IN LISTS forbidden)
  message("${line}")
endforeach()
list(LENGTH forbidden faults)
if(faults GREATER 0)
  message(FATAL_ERROR "${faults} forbidden includes")
endif()
message(STATUS "The includes of ${count} files keep to the arrows")
