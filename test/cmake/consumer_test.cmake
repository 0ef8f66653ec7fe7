# Installs a build tree below WORK, builds the project CONSUMER against nothing but that,
# and runs its programs; then once more for a consumer of the client on a machine where
# CAF and RESTinio cannot be found:
#   cmake -D BUILD=<build tree> -D CONSUMER=<source> -D WORK=<folder> -P consumer_test.cmake
cmake_minimum_required(VERSION 3.25)

# Compiler, flags (the sanitizers' too) and generator are those of the build tree.
load_cache("${BUILD}" READ_WITH_PREFIX built_
  CMAKE_GENERATOR CMAKE_BUILD_TYPE CMAKE_CXX_COMPILER CMAKE_CXX_FLAGS)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# consume(<name> <argument>...): configures, builds and runs the consumer.
function(consume name)
  run("${CMAKE_COMMAND}" -S "${CONSUMER}" -B "${WORK}/${name}"
    -G "${built_CMAKE_GENERATOR}"
    -D "CMAKE_BUILD_TYPE=${built_CMAKE_BUILD_TYPE}"
    -D "CMAKE_CXX_COMPILER=${built_CMAKE_CXX_COMPILER}"
    -D "CMAKE_CXX_FLAGS=${built_CMAKE_CXX_FLAGS}"
    -D "CMAKE_PREFIX_PATH=${WORK}/prefix"
    ${ARGN})
  run("${CMAKE_COMMAND}" --build "${WORK}/${name}")
  run("${CMAKE_CTEST_COMMAND}" --test-dir "${WORK}/${name}" --output-on-failure --no-tests=error)
endfunction()

file(REMOVE_RECURSE "${WORK}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
consume(whole)
consume(client_only -D CLIENT_ONLY=ON
  -D CMAKE_DISABLE_FIND_PACKAGE_CAF=ON
  -D CMAKE_DISABLE_FIND_PACKAGE_restinio=ON)
