#include "bench/stress/generator.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

namespace souk::stress {

namespace {

using namespace std::chrono_literals;

constexpr auto connect_time_max = 10s;
constexpr auto answer_time_max = 15s;
/// A server that closes what it has accepted must not be asked again without a pause.
constexpr auto reconnect_pause = 10ms;

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

sockaddr_in loopback(std::uint32_t last, std::uint16_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_port = htons(port);
  result.sin_addr.s_addr = htonl(0x7f000000u + last);
  return result;
}

generator::clock::duration seconds(double count) {
  return std::chrono::duration_cast<generator::clock::duration>(
    std::chrono::duration<double>{count});
}

} // namespace

generator::generator(load chosen)
  : load_(std::move(chosen)), epoll_(epoll_create1(EPOLL_CLOEXEC)), connections_(load_.connections),
    buffer_(std::size_t{256} * 1024) {
  if (epoll_ < 0)
    fail("epoll_create1");
}

generator::~generator() {
  for (auto& each : connections_)
    if (each.socket >= 0)
      ::close(each.socket);
  ::close(epoll_);
}

findings generator::run() {
  connect_all();
  total_ = static_cast<std::uint64_t>(load_.per_second * load_.seconds);
  start_ = clock::now();
  end_ = start_ + seconds(load_.seconds);
  for (auto now = start_; !is_over(now); now = clock::now()) {
    stop_due(now);
    reconnect_due(now);
    wait(now);
  }
  for (auto& each : connections_)
    if (each.now == phase::waiting)
      count_lost(each);
  for (auto sent : lost_late_)
    ++(sent < listened_at_ ? found_.lost : found_.lost_after_stop);
  return std::move(found_);
}

/// Begins to connect; `wait` sees the end of it.
void generator::connect(std::size_t index) {
  auto& made = connections_[index];
  made.socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (made.socket < 0)
    fail("socket");
  const int on = 1;
  setsockopt(made.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(made.socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const auto number = load_.first_address + index / load_.connections_per_address;
  const auto from = loopback(static_cast<std::uint32_t>(number), 0);
  if (bind(made.socket, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0)
    fail("bind");
  const auto to = loopback(1, load_.port);
  if (::connect(made.socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0
      && errno != EINPROGRESS)
    fail("connect");
  made.now = phase::connecting;
  ++open_;
  epoll_event wanted{EPOLLIN | EPOLLOUT | EPOLLRDHUP, {.u64 = index}};
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, made.socket, &wanted) != 0)
    fail("epoll_ctl");
}

void generator::connect_all() {
  for (std::size_t i = 0; i < connections_.size(); ++i)
    connect(i);
  start_ = clock::now();
  const auto give_up_at = start_ + connect_time_max;
  while (idle_.size() < connections_.size()) {
    const auto now = clock::now();
    reconnect_due(now);
    if (now > give_up_at)
      throw std::runtime_error{"only " + std::to_string(idle_.size()) + " of "
                               + std::to_string(connections_.size()) + " connections were taken"};
    end_ = now; // nothing is due yet
    wait(now);
  }
}

void generator::reconnect_due(clock::time_point now) {
  while (!reconnects_.empty() && reconnects_.front().first <= now && !is_stopping_) {
    const auto index = reconnects_.front().second;
    reconnects_.pop_front();
    connect(index);
  }
}

void generator::close(std::size_t index) {
  auto& ended = connections_[index];
  if (ended.now == phase::connecting)
    ++found_.connects_failed;
  if (ended.now == phase::waiting) {
    --waiting_;
    count_lost(ended);
  }
  ::close(ended.socket);
  ended.socket = -1;
  ended.now = phase::closed;
  --open_;
  reconnects_.emplace_back(clock::now() + reconnect_pause, index);
}

void generator::count_lost(const connection& ended) {
  // Where an answer has begun, the request was taken.
  if (is_stopping_ && ended.sent >= stopped_ && !ended.reader.has_begun())
    lost_late_.push_back(ended.sent);
  else
    ++found_.lost;
}

generator::clock::time_point generator::due_at(std::uint64_t number) const {
  return start_ + seconds(static_cast<double>(number) / load_.per_second);
}

/// Sends what is due. Whatever finds no free connection is not sent later: it would only tell how
/// long the queue of this program is.
void generator::offer(clock::time_point now) {
  for (; next_ < total_ && due_at(next_) <= now; ++next_) {
    ++found_.due;
    while (!idle_.empty() && connections_[idle_.front()].now != phase::idle)
      idle_.pop_front();
    if (idle_.empty()) {
      ++found_.unsent;
      continue;
    }
    const auto index = idle_.front();
    idle_.pop_front();
    send(index, due_at(next_));
  }
}

void generator::send(std::size_t index, clock::time_point due) {
  auto& used = connections_[index];
  request_ = load_.method + ' ' + load_.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  if (const auto at = request_.find("{n}"); at != request_.npos)
    request_.replace(at, 3, std::to_string(next_));
  if (!load_.field.empty())
    request_ += load_.field + "\r\n";
  if (load_.method != "GET")
    request_ += "Content-Length: 0\r\n";
  request_ += "\r\n";
  used.due = due;
  used.sent = clock::now();
  used.now = phase::waiting;
  used.reader.begin();
  ++waiting_;
  if (is_stopping_)
    ++found_.sent_after_stop;
  const auto sent = ::send(used.socket, request_.data(), request_.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(request_.size()))
    close(index);
}

void generator::stop_due(clock::time_point now) {
  if (is_stopping_)
    return look_for_listener();
  if (load_.stop_pid == 0 || now < start_ + seconds(load_.stop_after))
    return;
  is_stopping_ = true;
  stopped_ = listened_at_ = clock::now();
  if (kill(load_.stop_pid, SIGTERM) != 0)
    fail("kill");
}

/// A request that was sent while the server still took connections must be answered.
void generator::look_for_listener() {
  if (!is_listening_)
    return;
  const auto before = clock::now();
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0)
    fail("socket");
  const auto to = loopback(1, load_.port);
  is_listening_ = ::connect(probe, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  if (is_listening_)
    listened_at_ = before;
  ::close(probe);
}

bool generator::is_over(clock::time_point now) {
  if (is_stopping_)
    return open_ == 0 || now > stopped_ + answer_time_max;
  return now > end_ && (waiting_ == 0 || now > end_ + answer_time_max);
}

void generator::wait(clock::time_point now) {
  // Where no connection is free, nothing can be sent before one is.
  const bool waits_for_time = now < end_ && !idle_.empty();
  const auto wake = waits_for_time ? std::min(due_at(next_), now + 10ms) : now + 10ms;
  const auto left = std::chrono::nanoseconds{std::max(wake - clock::now(), clock::duration{})};
  const timespec timeout{0, left.count()};
  std::array<epoll_event, 256> events;
  const int count =
    epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
  if (count < 0 && errno != EINTR)
    fail("epoll_pwait2");
  // What was due meanwhile found the connections as they were.
  offer(std::min(clock::now(), end_));
  for (int i = 0; i < count; ++i)
    handle(events[static_cast<std::size_t>(i)].data.u64,
           events[static_cast<std::size_t>(i)].events);
}

void generator::handle(std::size_t index, std::uint32_t events) {
  auto& used = connections_[index];
  if (used.now == phase::connecting && !(events & (EPOLLERR | EPOLLHUP))) {
    used.now = phase::idle;
    idle_.push_back(index);
    epoll_event wanted{EPOLLIN | EPOLLRDHUP, {.u64 = index}};
    epoll_ctl(epoll_, EPOLL_CTL_MOD, used.socket, &wanted);
    if (!(events & (EPOLLIN | EPOLLRDHUP)))
      return;
  }
  const auto count = recv(used.socket, buffer_.data(), buffer_.size(), 0);
  if (count < 0 && errno == EAGAIN)
    return;
  if (count <= 0)
    return close(index);
  const std::string_view bytes{buffer_.data(), static_cast<std::size_t>(count)};
  if (used.now != phase::waiting)
    return give_up(index, bytes);
  if (used.reader.take(bytes))
    finish(index);
}

/// A server may say why it closes a connection on which it was asked nothing.
void generator::give_up(std::size_t index, std::string_view farewell) {
  answer_reader reader;
  reader.begin();
  if (!reader.take(farewell) || !reader.closes())
    throw std::runtime_error{"an answer that nobody has asked for: " + std::string{farewell}};
  close(index);
}

void generator::finish(std::size_t index) {
  auto& used = connections_[index];
  const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - used.due);
  const auto status = used.reader.status();
  if (status / 100 == 2)
    found_.admitted.push_back(static_cast<std::uint32_t>(taken.count()));
  else if (status == 429 || status == 503)
    found_.refused.push_back(static_cast<std::uint32_t>(taken.count()));
  else
    ++found_.other;
  --waiting_;
  used.now = phase::idle;
  if (used.reader.closes())
    return close(index);
  idle_.push_back(index);
}

} // namespace souk::stress
