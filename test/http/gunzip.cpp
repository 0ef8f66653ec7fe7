#include "test/http/gunzip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace souk::test {

std::string gunzip(std::string_view bytes) {
  constexpr std::size_t step = 16'384;
  z_stream stream = {};
  // Source: zlib.h, inflateInit2: 16 more than the window's bits take gzip and nothing else.
  if (inflateInit2(&stream, 15 + 16) != Z_OK)
    throw std::runtime_error{"no memory for zlib"};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  int state = Z_OK;
  while (state == Z_OK) {
    text.resize(stream.total_out + step);
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + stream.total_out);
    stream.avail_out = step;
    state = inflate(&stream, Z_NO_FLUSH);
  }
  text.resize(stream.total_out);
  const bool is_whole = state == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (!is_whole)
    throw std::runtime_error{"not gzip, or not all of it"};
  return text;
}

} // namespace souk::test
