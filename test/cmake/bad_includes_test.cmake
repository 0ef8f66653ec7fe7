# The include check must name exactly the lines that end in "// forbidden" below
# FIXTURE, and fail:
#   cmake -D CHECK=<check_includes.cmake> -D FIXTURE=<folder> -P bad_includes_test.cmake
cmake_minimum_required(VERSION 3.25)

execute_process(
  COMMAND "${CMAKE_COMMAND}" -D "ROOT=${FIXTURE}" -P "${CHECK}"
  RESULT_VARIABLE result
  OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
set(faults "")
if(result EQUAL 0)
  list(APPEND faults "the check passed")
endif()

set(count 0)
file(GLOB_RECURSE files RELATIVE "${FIXTURE}" "${FIXTURE}/*.hpp" "${FIXTURE}/*.cpp")
foreach(file IN LISTS files)
  file(STRINGS "${FIXTURE}/${file}" lines)
  set(forbidden "${lines}")
  list(FILTER forbidden INCLUDE REGEX "// forbidden$")
  foreach(line IN LISTS forbidden)
    math(EXPR count "${count} + 1")
    string(FIND "${said}" "${line}" position)
    if(position EQUAL -1)
      list(APPEND faults "not named: ${file}: ${line}")
    endif()
  endforeach()
endforeach()

string(FIND "${said}" "${count} forbidden includes" position)
if(count EQUAL 0 OR position EQUAL -1)
  list(APPEND faults "not named exactly ${count} lines")
endif()
if(NOT said MATCHES "actors/a\\.cpp:2: #include \"http/a\\.hpp\"")
  list(APPEND faults "no file and line number")
endif()

if(faults)
  list(JOIN faults "\n  " faults)
  message(FATAL_ERROR "  ${faults}\nThe check said:\n${said}")
endif()
