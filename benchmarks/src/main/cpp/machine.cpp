// Measures what the machine can do at best, as one line of JSON: fused multiply-adds out of registers, and traffic to
// memory. Build with -O3 -march=native; figures are the best of several runs, for one thread and for all.
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

double seconds() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

/// Twelve independent chains hide the latency of two FMA units. Returns seconds; `sink` keeps the work alive.
template <typename Real>
double fmaChains(long iterations, volatile Real* sink) {
  typedef Real Vector __attribute__((vector_size(kVectorBytes)));
  const Vector m = Vector{} + Real(0.999);
  const Vector a = Vector{} + Real(0.001);
  // By name: gcc spills an array of them to memory.
  Vector x0 = a, x1 = a * 2, x2 = a * 3, x3 = a * 4, x4 = a * 5, x5 = a * 6;
  Vector x6 = a * 7, x7 = a * 8, x8 = a * 9, x9 = a * 10, x10 = a * 11, x11 = a * 12;
  const double start = seconds();
  for (long i = 0; i < iterations; ++i) {
    x0 = x0 * m + a, x1 = x1 * m + a, x2 = x2 * m + a, x3 = x3 * m + a;
    x4 = x4 * m + a, x5 = x5 * m + a, x6 = x6 * m + a, x7 = x7 * m + a;
    x8 = x8 * m + a, x9 = x9 * m + a, x10 = x10 * m + a, x11 = x11 * m + a;
  }
  const double time = seconds() - start;
  const Vector sum = x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
  *sink = sum[0];
  return time;
}

/// Runs `work(thread)` on so many threads at once.
void together(int threads, const std::function<void(int)>& work) {
  std::vector<std::thread> others;
  for (int t = 1; t < threads; ++t) others.emplace_back(work, t);
  work(0);
  for (std::thread& other : others) other.join();
}

/// Billions of operations a second, a multiply-add counting as two.
template <typename Real>
double fmaPeak(int threads) {
  constexpr long kIterations = 40'000'000;
  constexpr double kFlops = 12.0 * 2 * (kVectorBytes / sizeof(Real));
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    std::vector<double> rates(static_cast<std::size_t>(threads));
    together(threads, [&](int t) {
      volatile Real sink = 0;
      rates[static_cast<std::size_t>(t)] = kIterations * kFlops / fmaChains<Real>(kIterations, &sink) / 1e9;
    });
    double sum = 0;
    for (double rate : rates) sum += rate;
    if (sum > best) best = sum;
  }
  return best;
}

struct Bandwidth {
  double triad;    ///< a = b + 3 c, 24 bytes an element, as STREAM counts
  double inPlace;  ///< a = 3 a, 16 bytes an element: what a pass over a state does
};

/// Gigabytes a second on arrays far larger than any cache.
Bandwidth bandwidth(int threads) {
  constexpr std::size_t kElements = std::size_t(1) << 26;
  std::vector<double> a(kElements, 1), b(kElements, 2), c(kElements, 3);
  const std::size_t share = kElements / static_cast<std::size_t>(threads);
  const auto timed = [&](const auto& loop) {
    const double start = seconds();
    together(threads, [&](int t) {
      const std::size_t first = share * static_cast<std::size_t>(t);
      loop(first, first + share);
    });
    return seconds() - start;
  };
  Bandwidth best{0, 0};
  for (int run = 0; run < 8; ++run) {
    const double triad = timed([&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) a[i] = b[i] + 3.0 * c[i];
    });
    const double inPlace = timed([&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i < last; ++i) a[i] = 3.0 * a[i];
    });
    if (24.0 * kElements / triad / 1e9 > best.triad) best.triad = 24.0 * kElements / triad / 1e9;
    if (16.0 * kElements / inPlace / 1e9 > best.inPlace) best.inPlace = 16.0 * kElements / inPlace / 1e9;
  }
  return best;
}

}  // namespace

int main() {
  const int all = static_cast<int>(std::thread::hardware_concurrency());
  std::printf("{\"vector_bytes\": %d, \"limits\": [", kVectorBytes);
  for (int threads = 1; threads <= all; threads = threads < all ? all : all + 1) {
    const Bandwidth memory = bandwidth(threads);
    std::printf(
        "%s{\"threads\": %d, \"fma_f32_gflops\": %.1f, \"fma_f64_gflops\": %.1f, \"triad_gbs\": %.1f, "
        "\"in_place_gbs\": %.1f}",
        threads == 1 ? "" : ", ", threads, fmaPeak<float>(threads), fmaPeak<double>(threads), memory.triad,
        memory.inPlace);
  }
  std::printf("]}\n");
}
