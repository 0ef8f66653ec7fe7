#include "http/gzip.hpp"

#include <zlib.h>

#include <limits>

namespace souk {

namespace {

/// zlib's state, a quarter of a MiB that is dear to set up.
class compressor {
public:
  compressor() {
    // Source: zlib.h, deflateInit2: 16 more than the window's bits ask for gzip.
    constexpr int window_bits = 15 + 16;
    constexpr int memory_level = 8;
    works_ = deflateInit2(&stream_, Z_BEST_SPEED, Z_DEFLATED, window_bits, memory_level,
                          Z_DEFAULT_STRATEGY)
             == Z_OK;
  }

  ~compressor() {
    if (works_)
      deflateEnd(&stream_);
  }

  compressor(const compressor&) = delete;
  compressor& operator=(const compressor&) = delete;

  std::optional<std::string> run(std::string_view text) {
    if (!works_ || text.size() >= std::numeric_limits<uInt>::max() / 2)
      return std::nullopt;
    deflateReset(&stream_);
    std::string out;
    out.resize(deflateBound(&stream_, static_cast<uLong>(text.size())));
    // zlib does not write to its input, whatever the type says.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream_.avail_in = static_cast<uInt>(text.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END)
      return std::nullopt;
    out.resize(stream_.total_out);
    return out;
  }

private:
  z_stream stream_{};
  bool works_ = false;
};

} // namespace

std::optional<std::string> gzip(std::string_view text) {
  thread_local compressor kept;
  return kept.run(text);
}

} // namespace souk
