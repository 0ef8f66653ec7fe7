# souk_embed(<target> NAME <symbol> FILE <path>)
#
# Puts the bytes of a file into <target>, so that the program needs no file at run
# time, between two symbols:
#
#   extern "C" const char souk_asset_<symbol>_begin[];
#   extern "C" const char souk_asset_<symbol>_end[];  // one past the last byte

function(souk_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;FILE" "")
  if(NOT arg_NAME OR NOT arg_FILE OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "souk_embed(<target> NAME <symbol> FILE <path>)")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FILE NORMALIZE OUTPUT_VARIABLE file)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "souk_embed: there is no ${file}")
  endif()
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embed/${arg_NAME}.cpp")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [==[
__asm__(R"(
  .pushsection .rodata
  .balign 16
  .global souk_asset_@arg_NAME@_begin
souk_asset_@arg_NAME@_begin:
  .incbin "@file@"
  .global souk_asset_@arg_NAME@_end
souk_asset_@arg_NAME@_end:
  .byte 0
  .popsection
)");
]==])
  target_sources(${target} PRIVATE "${source}")
  # The compiler's own dependency list does not know what .incbin reads, and of a file in a unity
  # build CMake forgets what it depends on.
  set_source_files_properties("${source}" TARGET_DIRECTORY ${target}
    PROPERTIES OBJECT_DEPENDS "${file}" SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
