// Writes how many bytes kernels of engine cuda move for one layer, counted from the plans that they run: see the
// script.
#include <cstdio>
#include <set>

#include "../cpp/code.h"
#include "prepared.h"
#include "shim/cuda_words.h"
// After the words of CUDA that it needs.
#include "../device/units.h"

namespace {

using dlq_cuda::Prepared;

constexpr int kSharedLimit = 227 << 10;  // of an H100 or H200
constexpr int kLayers = 5;

// Layers of RZ, RY and RZ on every qubit and a ring of CNOTs, as the planner has them: a layer is a diagonal and
// rotations about Y, on masks that the rings so far have made.
dlq_test::Code layers(int qubits) {
  dlq_test::Code code;
  std::vector<int64_t> flip, parity;
  for (int q = 0; q < qubits; q++) flip.push_back(int64_t{1} << q), parity.push_back(int64_t{1} << q);
  code.add({qubits, 1, 1});
  for (int q = 0; q < qubits; q++) code.add({0});
  code.add({kLayers * (qubits + 1)});
  for (int layer = 0; layer < kLayers; layer++) {
    for (int q = 0; q < qubits; q++) {
      const auto control = static_cast<size_t>(q), target = static_cast<size_t>((q + 1) % qubits);
      parity[target] ^= parity[control];
      flip[control] ^= flip[target];
    }
    code.add({1, qubits});
    for (int q = 0; q < qubits; q++) code.add({parity[static_cast<size_t>(q)], 0, code.real(0.5)});
    for (int q = 0; q < qubits; q++) {
      code.add({0, flip[static_cast<size_t>(q)], parity[static_cast<size_t>(q)], 1, 0, code.real(0.5)});
    }
  }
  code.add({0, 1, 1, 0, 0, parity[0], 0, code.real(1)});
  return code;
}

// Times that the memory is turned to for what threads side by side ask at once, where one would do.
double turns_of_banks(const dlq_cuda::Call& call, unsigned banks) {
  const dlq_cuda::Tile<float> tile = {call, {0, static_cast<unsigned>(call.team)}, 0, 0, 0, false};
  size_t turns = 0, asked = 0;
  for (int i = call.first_unit; i < call.last_unit; i++) {
    for (unsigned first = 0; first < tile.size() / dlq_cuda::kAmplitudes; first += banks) {
      for (unsigned j = 0; j < dlq_cuda::kAmplitudes; j++, asked++) {
        std::multiset<unsigned> used;
        for (unsigned t = first; t < first + banks; t++) {
          used.insert(dlq_cuda::Coset<float>(tile, call.units[i], t).at[j] % banks);
        }
        size_t most = 0;
        for (const unsigned bank : used) most = std::max(most, used.count(bank));
        turns += most;
      }
    }
  }
  return static_cast<double>(turns) / static_cast<double>(asked);
}

void report(int qubits, bool is_double) {
  const dlq_test::Code code = layers(qubits);
  const dlq::OwnedProgram parsed(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
                                 static_cast<int64_t>(code.reals.size()), Prepared::kMostQubits);
  const Prepared prepared(parsed.program, is_double, kSharedLimit);
  // Forward the state is read and written, back it and the cotangent are.
  const double each = 3.0 * 4.0 * static_cast<double>(prepared.number_bytes());
  std::printf("| %d | %s | ", qubits, is_double ? "double" : "float");
  if (prepared.registers > 0) {
    std::printf("registers of a warp | %.0f | 0 | | 0 |\n", each * (qubits + 1));
    return;
  }
  const dlq_cuda::Call call = prepared.call(prepared.image.get().data());
  const double units = static_cast<double>(prepared.passes.back().last_unit) / kLayers;
  const double passes = prepared.whole ? 0 : static_cast<double>(prepared.passes.size()) / kLayers;
  std::printf("%s | %.0f | %.0f | %.2f | %.0f |\n",
              prepared.whole ? "a block" : ("tiles of 2^" + std::to_string(prepared.tile_bits)).c_str(),
              each * (qubits + 1), each * units, turns_of_banks(call, is_double ? 8 : 16), each * passes);
}

}  // namespace

int main() {
  std::puts(
      "# Memory traffic of engine `cuda`\n\n"
      "By `quantum-sim/src/test/cuda/traffic`: bytes for each amplitude of one layer, forward and back, of circuits "
      "of\n"
      "RZ RY RZ on every qubit and a ring of CNOTs, counted from the plans that kernels run; on a device whose thread\n"
      "blocks share 227 KiB. Counted, not measured.\n\n"
      "* *One by one*: shared memory, were each operation done between two barriers of its own.\n"
      "* *Joined*: shared memory as kernels do it, a diagonal and up to three rotations between two barriers.\n"
      "* *Turns*: of the memory for 128 bytes that threads side by side ask for; 1 is without conflicts of banks.\n"
      "* *Device*: memory of the device, 0 where a state never leaves its block or warp.\n\n"
      "| qubits | numbers | state is in | one by one | joined | turns | device |\n|---|---|---|---|---|---|---|");
  for (const int qubits : {4, 6, 8, 9, 10, 11, 12, 13, 14, 16, 20, 26, 30, 32}) {
    for (const bool is_double : {false, true}) report(qubits, is_double);
  }
}
