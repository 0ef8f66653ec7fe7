-- For wrk: prints what a round was as one line of JSON, behind wrk's own words.

function done(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50_us": %d, "p99_us": %d, '
      .. '"refused": %d, "failed": %d, "journeys": %d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50),
    latency:percentile(99), errors.status, failed, journeys and journeys() or 0))
end
