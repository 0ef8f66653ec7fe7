# souk_embed(<target> NAME <symbol> FILE <path> [GZIP])
#
# Puts the bytes of a file into <target>, so that the program needs no file at run
# time, between two symbols:
#
#   extern "C" const char souk_asset_<symbol>_begin[];
#   extern "C" const char souk_asset_<symbol>_end[];  // one past the last byte
#
# GZIP adds the compressed bytes as souk_asset_<symbol>_gz_begin and ..._gz_end.

function(souk_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "GZIP" "NAME;FILE" "")
  if(NOT arg_NAME OR NOT arg_FILE OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "souk_embed(<target> NAME <symbol> FILE <path> [GZIP])")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FILE NORMALIZE OUTPUT_VARIABLE file)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "souk_embed: there is no ${file}")
  endif()
  souk_embed_bytes(${target} ${arg_NAME} "${file}")
  if(NOT arg_GZIP)
    return()
  endif()

  find_program(GZIP_PROGRAM gzip REQUIRED)
  set(copy "${CMAKE_CURRENT_BINARY_DIR}/embed/${arg_NAME}")
  add_custom_command(OUTPUT "${copy}.gz"
    COMMAND "${CMAKE_COMMAND}" -E copy "${file}" "${copy}"
    COMMAND "${GZIP_PROGRAM}" -9nf "${copy}"
    DEPENDS "${file}"
    COMMENT "Compressing ${arg_FILE}"
    VERBATIM)
  # A command reaches a target of another folder only through a target of its own.
  add_custom_target(souk_gzip_${arg_NAME} DEPENDS "${copy}.gz")
  souk_embed_bytes(${target} ${arg_NAME}_gz "${copy}.gz")
  add_dependencies(${target} souk_gzip_${arg_NAME})
endfunction()

function(souk_embed_bytes target symbol path)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embed/${symbol}.cpp")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [==[
__asm__(R"(
  .pushsection .rodata
  .balign 16
  .global souk_asset_@symbol@_begin
souk_asset_@symbol@_begin:
  .incbin "@path@"
  .global souk_asset_@symbol@_end
souk_asset_@symbol@_end:
  .byte 0
  .popsection
)");
]==])
  target_sources(${target} PRIVATE "${source}")
  # The compiler's own dependency list does not know what .incbin reads, and of a file in a unity
  # build CMake forgets what it depends on.
  set_source_files_properties("${source}" TARGET_DIRECTORY ${target}
    PROPERTIES OBJECT_DEPENDS "${path}" SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
