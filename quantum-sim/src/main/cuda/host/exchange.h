// How the arguments of a call come to the device, and where its results go.
#pragma once

#include <cstdint>
#include <memory>

#include "layout.h"
#include "memory.h"

namespace dlq_cuda {

// Samples of a batch that are on the device together.
struct Piece {
  int64_t first;
  int64_t samples;
};

// What one call at a time uses, kept for the next.
struct Workspace {
  explicit Workspace(const std::shared_ptr<Session>& session_) : session(session_), stream(session_) {}

  // Makes room where there is too little.
  void reserve(Device& device, int64_t bytes, int64_t pinned_bytes);

  std::shared_ptr<Session> session;
  Stream stream;
  std::unique_ptr<DeviceMemory> memory;
  std::unique_ptr<PinnedMemory> pinned;
  std::unique_ptr<Event> event;
};

// A piece of a call, and where everything of it lies.
struct Stage {
  const Prepared& program;
  const dlq::Call& call;
  const Shape& shape;
  const Layout& layout;
  Piece piece;
  Workspace& work;

  // Copies what lies between two offsets of the pinned memory to the same place on the device, or back.
  void copy_up(int64_t from, int64_t to) const;
  void copy_down(int64_t from, int64_t to) const;
  // Errors of kernels come to light here.
  void wait() const;
};

class Exchange {
 public:
  virtual ~Exchange() = default;

  // Whether arguments are in the device's memory already, and results stay there.
  virtual bool on_device() const = 0;
  // Pinned memory that a stage needs.
  virtual int64_t pinned_bytes(const Layout& layout) const = 0;
  // Puts on the stream what comes before the kernels of a stage,
  virtual void bring(const Stage& stage) = 0;
  // and what comes after them; returns when all is done.
  virtual void fetch(const Stage& stage) = 0;
};

}  // namespace dlq_cuda
