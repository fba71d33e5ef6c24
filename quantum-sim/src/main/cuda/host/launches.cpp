#include "launches.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace dlq_cuda {
namespace {

constexpr int kSamplesOfABlock = 4;
constexpr int kWarpsOfABlock = 4;
constexpr int64_t kFewWarps = 512;
constexpr unsigned kPrepareThreads = 128;
constexpr unsigned kReduceThreads = 128;
constexpr unsigned kGridThreads = 256;
constexpr int64_t kMostBlocks = (int64_t{1} << 31) - 1;
constexpr int64_t kMostPartsOfASample = 1024;
constexpr int64_t kMostViewBlocks = 65536;
constexpr unsigned kMostRows = 65535;  // of a grid

int64_t blocks_for(int64_t items, int64_t each) { return (items + each - 1) / each; }

}  // namespace

bool Launch::operator==(const Launch& other) const {
  if (kernel != other.kernel || blocks != other.blocks || rows != other.rows || threads != other.threads ||
      shared_bytes != other.shared_bytes || arguments.index() != other.arguments.index()) {
    return false;
  }
  return std::visit(
      [&](const auto& own) {
        return std::memcmp(&own, &std::get<std::decay_t<decltype(own)>>(other.arguments), sizeof own) == 0;
      },
      arguments);
}

Result Launch::put(const Driver& driver, void* stream) const {
  return std::visit(
      [&](auto own) {
        void* each[] = {&own};
        return driver.launch(kernel, blocks, rows, 1, threads, 1, 1, shared_bytes, stream, each, nullptr);
      },
      arguments);
}

Launch launch(const Kernels& kernels, Kernel kernel, const Views& views, int64_t threads, unsigned rows) {
  const int64_t blocks = std::clamp<int64_t>(blocks_for(threads, kViewThreads), 1, kMostViewBlocks);
  const auto shared = static_cast<unsigned>(kernel == kChainWeights ? kViewThreads * sizeof(double) : 0);
  return {kernels[kernel], static_cast<unsigned>(blocks), std::min(rows, kMostRows), kViewThreads, shared, views};
}

std::vector<Launch> draw(const Kernels& kernels, const Shots& shots) {
  const int64_t pairs = blocks_for(shots.num_shots, 2);
  const auto blocks = static_cast<unsigned>(std::min(blocks_for(pairs, kShotThreads), kMostViewBlocks));
  const auto samples = static_cast<unsigned>(shots.samples);
  return {{kernels[kAddUp], samples, 1, kShotThreads, 0, shots},
          {kernels[kDraw], blocks, std::min(samples, kMostRows), kShotThreads, 0, shots}};
}

int64_t most_samples(const Prepared& program) {
  return std::max<int64_t>(1, kMostBlocks / std::max<int64_t>(program.walks(), kMostPartsOfASample));
}

Launches::Launches(const Kernels& kernels, int shared_limit, const Prepared& program, const char* image,
                   const Layout& layout, const Call& call)
    : kernels_(kernels), shared_limit_(shared_limit), program_(program), image_(image), layout_(layout), call_(call) {
  prepare();
  if (program_.registers > 0) {
    lanes();
  } else if (program_.whole) {
    whole();
  } else {
    if (call_.kept == 0) forward_in_tiles();
    if (call_.forward != 0) measure_states();
    if (call_.backward != 0) back_in_tiles();
  }
  if (call_.backward != 0) sum_gradients();
}

void Launches::launch(Kernel kernel, int64_t blocks, unsigned rows, unsigned threads, int64_t shared) {
  launches_.push_back(
      {kernels_[kernel], static_cast<unsigned>(blocks), rows, threads, static_cast<unsigned>(shared), call_});
}

void Launches::prepare() {
  const int64_t items = call_.num_rotations + (program_.from_product ? program_.num_qubits : 0) + call_.num_diagonals;
  const int64_t longest =
      program_.whole ? std::max<int64_t>(call_.batch, int64_t{1} << program_.num_qubits) : call_.batch;
  launch(kPrepare, std::min<int64_t>(blocks_for(longest, kPrepareThreads), 1024),
         static_cast<unsigned>(std::clamp<int64_t>(items, 1, kMostRows)), kPrepareThreads, 0);
}

// States in registers. Few warps are spread over the device.
void Launches::lanes() {
  const int64_t warps = blocks_for(call_.batch, program_.samples_of_warp());
  int each = warps > kFewWarps ? kWarpsOfABlock : 1;
  while (program_.lanes_bytes(each) > shared_limit_) each /= 2;
  const auto kernel = static_cast<Kernel>(kLanes1 + __builtin_ctz(static_cast<unsigned>(program_.registers)));
  launch(kernel, blocks_for(warps, each), 1, static_cast<unsigned>(each * kWarp), program_.lanes_bytes(each));
}

void Launches::whole() {
  const bool backward = call_.backward != 0;
  // Where a warp is enough for a sample, several share a block.
  int samples = program_.team == kWarp ? kSamplesOfABlock : 1;
  while (program_.shared_bytes(backward, samples) > shared_limit_) samples /= 2;
  call_.samples = samples;
  launch(kWhole, blocks_for(call_.batch, samples), 1, static_cast<unsigned>(samples * program_.team),
         program_.shared_bytes(backward, samples));
}

void Launches::forward_in_tiles() {
  launch(kStartStates, call_.batch * layout_.parts, 1, kGridThreads, 0);
  for (size_t pass = 0; pass < program_.passes.size(); pass++) {
    program_.set_pass(pass, image_, call_);
    launch(kPassForward, call_.batch * program_.walks(), 1, static_cast<unsigned>(program_.team),
           program_.shared_bytes(false, 1));
  }
}

void Launches::measure_states() {
  call_.shares = static_cast<int>(layout_.output_shares);
  launch(kMeasureStates, call_.batch * layout_.parts, 1, kGridThreads, 0);
  if (program_.measurement != kStateVector && layout_.output_shares > 1) {
    const int64_t outputs = call_.batch * program_.num_outputs;
    launch(kSumOutputs, std::min<int64_t>(blocks_for(outputs, kReduceThreads / kWarp), 65536), 1, kReduceThreads, 0);
  }
}

void Launches::back_in_tiles() {
  launch(kStartCotangents, call_.batch * layout_.parts, 1, kGridThreads, 0);
  for (size_t pass = program_.passes.size(); pass-- > 0;) {
    program_.set_pass(pass, image_, call_);
    launch(kPassBack, call_.batch * program_.walks(), 1, static_cast<unsigned>(program_.team),
           program_.shared_bytes(true, 1));
  }
  launch(kEndGradients, call_.batch * layout_.parts, 1, kGridThreads, 0);
}

void Launches::sum_gradients() {
  if (program_.from_product) {
    call_.shares = static_cast<int>(layout_.environment_rows);
    launch(kStartGradients, blocks_for(call_.batch * program_.num_qubits, kReduceThreads), 1, kReduceThreads, 0);
  }
  if (program_.num_slots == 0) return;
  launch(kReduce, blocks_for(call_.batch, kReduceThreads),
         std::min(static_cast<unsigned>(program_.num_slots), kMostRows), kReduceThreads,
         kReduceThreads * static_cast<int64_t>(sizeof(double)));
}

}  // namespace dlq_cuda
