#include "runner.h"

#include <algorithm>

#include "layout.h"

namespace dlq_cuda {
namespace {

constexpr int kSamplesOfABlock = 4;
constexpr int kWarpsOfABlock = 4;
constexpr int64_t kFewWarps = 512;
constexpr unsigned kPrepareThreads = 128;
constexpr unsigned kReduceThreads = 128;
constexpr unsigned kGridThreads = 256;
constexpr int64_t kMostBlocks = (int64_t{1} << 31) - 1;
constexpr unsigned kMostRows = 65535;  // of a grid
// Pieces of a batch leave room for what else there is.
constexpr int64_t kShareOfMemory = 2;

int64_t blocks_for(int64_t items, int64_t each) { return (items + each - 1) / each; }

template <class Number>
void pack(const dlq::View& from, int64_t first, int64_t rows, int64_t columns, Number* to) {
  for (int64_t row = 0; row < rows; row++) {
    for (int64_t column = 0; column < columns; column++) {
      *to++ = static_cast<Number>(from.get(first + row, column));
    }
  }
}

template <class Number>
void unpack(const Number* from, int64_t first, int64_t rows, int64_t columns, const dlq::View& to) {
  for (int64_t row = 0; row < rows; row++) {
    for (int64_t column = 0; column < columns; column++) {
      to.set(first + row, column, static_cast<double>(*from++));
    }
  }
}

int64_t count_angles(const Prepared& program, const dlq::Call& call) {
  int64_t count = 0;
  for (int slot = 0; slot < program.num_slots; slot++) {
    count = std::max(count, call.slot_start[slot] + (call.slot_shared[slot] != 0 ? 1 : call.batch));
  }
  return count;
}

}  // namespace

// One piece of a batch after the other.
class Runner::Running {
 public:
  Running(Runner& runner, Workspace& workspace, const dlq::Call& call, bool backward, const char* image)
      : runner_(runner),
        program_(runner.prepared_),
        work_(workspace),
        session_(*workspace.session),
        call_(call),
        shape_{call.batch, backward, false, backward && call.initial_gradient.data != nullptr,
               count_angles(runner.prepared_, call)},
        image_(image) {}

  void run(States* states);

 private:
  int64_t bytes_of(int64_t samples) const;
  int64_t samples_at_once() const;
  void reserve(int64_t bytes, int64_t pinned_bytes);
  void piece(const Layout& layout, int64_t first, int64_t samples, const States* states, bool kept, bool keep);
  void upload(const Layout& layout, int64_t first, int64_t samples);
  void download(const Layout& layout, int64_t first, int64_t samples, bool last);
  void launch(Kernel kernel, int64_t blocks, unsigned rows, unsigned threads, int64_t shared);
  void launch_lanes();
  void launch_whole();
  void launch_tiles(const Layout& layout, bool kept);
  void launch_gradients(const Layout& layout);

  Runner& runner_;
  const Prepared& program_;
  Workspace& work_;
  Session& session_;
  const dlq::Call& call_;
  Shape shape_;
  const char* image_;
  Call device_{};
};

int64_t Runner::Running::bytes_of(int64_t samples) const {
  Shape shape = shape_;
  shape.batch = samples;
  return Layout(program_, call_, shape).all;
}

// As many as leave room for other calls; the number depends on the program and the device, not on what is free.
int64_t Runner::Running::samples_at_once() const {
  const int64_t room = runner_.device_.memory() / kShareOfMemory;
  int64_t most = std::max<int64_t>(1, kMostBlocks / std::max<int64_t>(program_.walks(), 1024));
  if (bytes_of(call_.batch) > room) {
    const int64_t one = bytes_of(1), two = bytes_of(2);
    most = std::min(most, std::max<int64_t>(1, (room - one) / std::max<int64_t>(1, two - one)));
  }
  return std::min<int64_t>(most, call_.batch);
}

void Runner::Running::reserve(int64_t bytes, int64_t pinned_bytes) {
  if (work_.memory == nullptr || work_.memory->bytes() < bytes) {
    work_.memory.reset();
    work_.memory = std::make_unique<DeviceMemory>(runner_.device_, work_.session, bytes);
  }
  if (work_.pinned == nullptr || work_.pinned->bytes() < pinned_bytes) {
    work_.pinned.reset();
    work_.pinned = std::make_unique<PinnedMemory>(work_.session, pinned_bytes);
  }
}

void Runner::Running::run(States* states) {
  const bool kept = shape_.backward && states != nullptr;
  if (kept && states->memory == nullptr) throw dlq::BadArgument("states: none are kept");
  if (kept && (states->batch != call_.batch || states->program != &runner_)) {
    throw dlq::BadArgument("states: kept of another batch or program");
  }
  const int64_t samples = samples_at_once();
  // States are kept where the whole batch is on the device at once.
  const bool keep = !shape_.backward && states != nullptr && samples == call_.batch;
  if (states != nullptr && !shape_.backward) states->clear();
  if (keep) {
    states->memory = runner_.idle_states_.take(runner_.device_, work_.session, call_.batch * program_.state_bytes());
    states->program = &runner_;
    states->batch = call_.batch;
  }
  shape_.outside_states = keep || kept;
  try {
    // Of the largest piece, so that every piece finds the gradient of those before in its place.
    shape_.batch = samples;
    const Layout layout(program_, call_, shape_);
    reserve(layout.all, layout.down);
    for (int64_t first = 0; first < call_.batch; first += samples) {
      piece(layout, first, std::min<int64_t>(samples, call_.batch - first), states, kept, keep);
    }
  } catch (...) {
    if (states != nullptr) states->clear();
    throw;
  }
  if (kept) runner_.idle_states_.give(std::move(states->memory));
}

void Runner::Running::piece(const Layout& layout, int64_t first, int64_t samples, const States* states, bool kept,
                            bool keep) {
  device_ = program_.call(image_);
  char* const at = reinterpret_cast<char*>(work_.memory->get());
  device_.angles = reinterpret_cast<const double*>(at + layout.angles);
  device_.places = reinterpret_cast<const Place*>(at + layout.place);
  device_.tables = reinterpret_cast<const long long*>(at + layout.table_place);
  device_.coefficients = at + layout.coefficients;
  device_.table = at + layout.table;
  device_.starts = at + layout.starts;
  device_.gradients = at + layout.gradients;
  device_.environments = at + layout.environments;
  device_.initial = at + layout.initial;
  device_.outputs = at + layout.outputs;
  device_.partials = layout.output_shares > 1 ? at + layout.partials : at + layout.outputs;
  device_.cotangents = at + layout.cotangents;
  device_.initial_gradient = shape_.initial_gradient ? at + layout.initial_gradient : nullptr;
  device_.psi = shape_.outside_states ? reinterpret_cast<char*>(states->memory->get()) + first * program_.state_bytes()
                                      : at + layout.psi;
  device_.lambda = at + layout.lambda;
  device_.angle_gradient = reinterpret_cast<double*>(at + layout.angle_gradient);
  device_.first_sample = first;
  device_.batch = samples;
  device_.parts = layout.parts;
  device_.forward = shape_.backward ? 0 : 1;
  device_.backward = shape_.backward ? 1 : 0;
  device_.kept = kept ? 1 : 0;
  device_.keep = keep ? 1 : 0;

  upload(layout, first, samples);
  const int64_t items =
      device_.num_rotations + (program_.from_product ? program_.num_qubits : 0) + device_.num_diagonals;
  const int64_t longest = program_.whole ? std::max<int64_t>(samples, int64_t{1} << program_.num_qubits) : samples;
  launch(kPrepare, std::min<int64_t>(blocks_for(longest, kPrepareThreads), 1024),
         static_cast<unsigned>(std::clamp<int64_t>(items, 1, kMostRows)), kPrepareThreads, 0);
  if (program_.registers > 0) {
    launch_lanes();
  } else if (program_.whole) {
    launch_whole();
  } else {
    launch_tiles(layout, kept);
  }
  if (shape_.backward) launch_gradients(layout);
  download(layout, first, samples, first + samples == call_.batch);
}

void Runner::Running::upload(const Layout& layout, int64_t first, int64_t samples) {
  char* const at = work_.pinned->get();
  std::copy_n(call_.angles, shape_.num_angles, reinterpret_cast<double*>(at + layout.angles));
  std::copy(layout.places.begin(), layout.places.end(), reinterpret_cast<Place*>(at + layout.place));
  std::copy(layout.tables.begin(), layout.tables.end(), reinterpret_cast<long long*>(at + layout.table_place));
  const auto put = [&](const dlq::View& from, int64_t columns, int64_t to) {
    if (program_.is_double) {
      pack(from, first, samples, columns, reinterpret_cast<double*>(at + to));
    } else {
      pack(from, first, samples, columns, reinterpret_cast<float*>(at + to));
    }
  };
  if (shape_.backward) put(call_.outputs, program_.num_outputs, layout.cotangents);
  if (!program_.from_product) put(call_.initial, int64_t{2} << program_.num_qubits, layout.initial);
  session_.check(
      session_.driver().copy_to_device(work_.memory->get(), at, static_cast<size_t>(layout.up), work_.stream.get()),
      "copying arguments to the device");
}

void Runner::Running::download(const Layout& layout, int64_t first, int64_t samples, bool last) {
  char* const at = work_.pinned->get();
  if (layout.down > layout.up) {
    session_.check(session_.driver().copy_to_host(at + layout.up, work_.memory->get() + static_cast<Pointer>(layout.up),
                                                  static_cast<size_t>(layout.down - layout.up), work_.stream.get()),
                   "copying results from the device");
  }
  // Errors of kernels come to light here.
  session_.check_launch(session_.driver().stream_synchronize(work_.stream.get()), "running kernels");
  const auto get = [&](int64_t from, int64_t columns, const dlq::View& to) {
    if (program_.is_double) {
      unpack(reinterpret_cast<const double*>(at + from), first, samples, columns, to);
    } else {
      unpack(reinterpret_cast<const float*>(at + from), first, samples, columns, to);
    }
  };
  if (!shape_.backward) get(layout.outputs, program_.num_outputs, call_.outputs);
  if (shape_.initial_gradient) get(layout.initial_gradient, int64_t{2} << program_.num_qubits, call_.initial_gradient);
  if (!shape_.backward || !last) return;
  const auto* const gradient = reinterpret_cast<const double*>(at + layout.angle_gradient);
  for (int slot = 0; slot < program_.num_slots; slot++) {
    const int64_t start = call_.slot_start[slot], count = call_.slot_shared[slot] != 0 ? 1 : call_.batch;
    const bool turns_nothing = program_.by_slot[static_cast<size_t>(slot)].empty();
    for (int64_t i = start; i < start + count; i++) call_.angle_gradient[i] = turns_nothing ? 0 : gradient[i];
  }
}

void Runner::Running::launch(Kernel kernel, int64_t blocks, unsigned rows, unsigned threads, int64_t shared) {
  void* arguments[] = {&device_};
  session_.check_launch(
      session_.driver().launch(session_.kernel(kernel, program_.is_double), static_cast<unsigned>(blocks), rows, 1,
                               threads, 1, 1, static_cast<unsigned>(shared), work_.stream.get(), arguments, nullptr),
      "launching a kernel");
}

// States in registers. Few warps are spread over the device.
void Runner::Running::launch_lanes() {
  const int64_t warps = blocks_for(device_.batch, program_.samples_of_warp());
  int each = warps > kFewWarps ? kWarpsOfABlock : 1;
  while (program_.lanes_bytes(each) > session_.shared_limit()) each /= 2;
  const auto kernel = static_cast<Kernel>(kLanes1 + __builtin_ctz(static_cast<unsigned>(program_.registers)));
  launch(kernel, blocks_for(warps, each), 1, static_cast<unsigned>(each * kWarp), program_.lanes_bytes(each));
}

void Runner::Running::launch_whole() {
  // Where a warp is enough for a sample, several share a block.
  int samples = program_.team == kWarp ? kSamplesOfABlock : 1;
  while (program_.shared_bytes(shape_.backward, samples) > session_.shared_limit()) samples /= 2;
  device_.samples = samples;
  launch(kWhole, blocks_for(device_.batch, samples), 1, static_cast<unsigned>(samples * program_.team),
         program_.shared_bytes(shape_.backward, samples));
}

void Runner::Running::launch_tiles(const Layout& layout, bool kept) {
  const int64_t everywhere = device_.batch * layout.parts, walks = device_.batch * program_.walks();
  const auto threads = static_cast<unsigned>(program_.team);
  if (!kept) {
    launch(kStartStates, everywhere, 1, kGridThreads, 0);
    for (size_t pass = 0; pass < program_.passes.size(); pass++) {
      program_.set_pass(pass, image_, device_);
      launch(kPassForward, walks, 1, threads, program_.shared_bytes(false, 1));
    }
  }
  if (!shape_.backward) {
    device_.shares = static_cast<int>(layout.output_shares);
    launch(kMeasureStates, everywhere, 1, kGridThreads, 0);
    if (program_.measurement != kStateVector && layout.output_shares > 1) {
      const int64_t outputs = device_.batch * program_.num_outputs;
      launch(kSumOutputs, std::min<int64_t>(blocks_for(outputs, kReduceThreads / kWarp), 65536), 1, kReduceThreads, 0);
    }
    return;
  }
  launch(kStartCotangents, everywhere, 1, kGridThreads, 0);
  for (size_t pass = program_.passes.size(); pass-- > 0;) {
    program_.set_pass(pass, image_, device_);
    launch(kPassBack, walks, 1, threads, program_.shared_bytes(true, 1));
  }
  launch(kEndGradients, everywhere, 1, kGridThreads, 0);
}

void Runner::Running::launch_gradients(const Layout& layout) {
  if (program_.from_product) {
    device_.shares = static_cast<int>(layout.environment_rows);
    launch(kStartGradients, blocks_for(device_.batch * program_.num_qubits, kReduceThreads), 1, kReduceThreads, 0);
  }
  if (program_.num_slots == 0) return;
  launch(kReduce, blocks_for(device_.batch, kReduceThreads),
         std::min(static_cast<unsigned>(program_.num_slots), kMostRows), kReduceThreads,
         kReduceThreads * static_cast<int64_t>(sizeof(double)));
}

Runner::Runner(Device& device, const dlq::Program& program, bool is_double)
    : device_(device), prepared_(program, is_double, device.shared_limit()) {}

std::shared_ptr<DeviceMemory> Runner::image(const std::shared_ptr<Session>& session) {
  const std::lock_guard<std::mutex> guard(mutex_);
  if (image_ == nullptr || image_->session() != session) {
    image_.reset();
    const std::vector<char>& bytes = prepared_.image.get();
    auto made = std::make_shared<DeviceMemory>(device_, session, static_cast<int64_t>(bytes.size()));
    const Stream stream(session);
    session->check(session->driver().copy_to_device(made->get(), bytes.data(), bytes.size(), stream.get()),
                   "copying a program to the device");
    session->check(session->driver().stream_synchronize(stream.get()), "copying a program to the device");
    image_ = made;
  }
  return image_;
}

std::unique_ptr<Workspace> Runner::take(const std::shared_ptr<Session>& session) {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    while (!idle_.empty()) {
      std::unique_ptr<Workspace> found = std::move(idle_.back());
      idle_.pop_back();
      if (found->session == session) return found;
    }
  }
  return std::make_unique<Workspace>(session);
}

void Runner::run(const dlq::Call& call, bool backward, States* states) {
  const std::shared_ptr<Session> session = device_.session();
  // States that were lost with their session are computed again.
  if (backward && states != nullptr && states->memory != nullptr && states->memory->session() != session) {
    states->clear();
    states = nullptr;
  }
  const Current current(*session);
  const std::shared_ptr<DeviceMemory> program = image(session);
  std::unique_ptr<Workspace> workspace = take(session);
  Running running(*this, *workspace, call, backward, reinterpret_cast<const char*>(program->get()));
  try {
    running.run(states);
  } catch (...) {
    // Nothing that is still under way may find its memory freed.
    if (!session->lost()) session->driver().stream_synchronize(workspace->stream.get());
    throw;
  }
  const std::lock_guard<std::mutex> guard(mutex_);
  idle_.push_back(std::move(workspace));
}

}  // namespace dlq_cuda
