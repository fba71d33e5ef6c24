#include "sha256.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>

namespace dlq_cuda {
namespace {

using Words = std::array<uint32_t, 8>;

uint32_t turned(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

// The first 32 bits of the fractional part of the square or cube root of the first primes.
template <size_t N, class Root>
std::array<uint32_t, N> of_primes(Root root) {
  std::array<uint32_t, N> words{};
  size_t count = 0;
  for (int number = 2; count < N; number++) {
    bool prime = true;
    for (int divisor = 2; divisor * divisor <= number; divisor++) prime &= number % divisor != 0;
    if (!prime) continue;
    const long double value = root(static_cast<long double>(number));
    words[count++] = static_cast<uint32_t>((value - std::floor(value)) * 4294967296.0L);
  }
  return words;
}

void add_block(const unsigned char* block, Words& state) {
  static const auto kConstants = of_primes<64>([](long double n) { return std::cbrt(n); });
  std::array<uint32_t, 64> w{};
  for (size_t i = 0; i < 16; i++) {
    for (size_t byte = 0; byte < 4; byte++) w[i] = w[i] << 8 | block[4 * i + byte];
  }
  for (size_t i = 16; i < 64; i++) {
    const uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ a >> 3) + w[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ b >> 10);
  }
  Words s = state;
  for (size_t i = 0; i < 64; i++) {
    const uint32_t one = s[7] + (turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)) +
                         ((s[4] & s[5]) ^ (~s[4] & s[6])) + kConstants[i] + w[i];
    const uint32_t two =
        (turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    s = {one + two, s[0], s[1], s[2], s[3] + one, s[4], s[5], s[6]};
  }
  for (size_t i = 0; i < 8; i++) state[i] += s[i];
}

}  // namespace

std::string sha256(const std::string& text) {
  Words state = of_primes<8>([](long double n) { return std::sqrt(n); });
  std::string padded = text + '\x80';
  while (padded.size() % 64 != 56) padded += '\0';
  for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>(uint64_t{text.size()} * 8 >> shift);
  for (size_t at = 0; at < padded.size(); at += 64) {
    add_block(reinterpret_cast<const unsigned char*>(padded.data()) + at, state);
  }
  std::string digits;
  for (const uint32_t word : state) {
    char eight[9];
    std::snprintf(eight, sizeof eight, "%08x", word);
    digits += eight;
  }
  return digits;
}

}  // namespace dlq_cuda
