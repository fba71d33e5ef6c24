// One call of a program: its batch in pieces that fit the device, one after the other.
#pragma once

#include <cstdint>
#include <memory>

#include "layout.h"
#include "memory.h"
#include "transfer.h"

namespace dlq_cuda {

// What one call at a time uses, kept for the next.
struct Workspace {
  explicit Workspace(const std::shared_ptr<Session>& session_) : session(session_), stream(session_) {}

  std::shared_ptr<Session> session;
  Stream stream;
  std::unique_ptr<DeviceMemory> memory;
  std::unique_ptr<PinnedMemory> pinned;
};

// Where final states lie on the device, and whether a forward pass is to leave them there, or has left them.
struct Final {
  char* states = nullptr;
  bool keep = false;
  bool kept = false;
};

class Running {
 public:
  // image: the program's address on the device.
  Running(Device& device, const Prepared& program, const dlq::Call& call, bool backward, Workspace& workspace,
          const char* image);

  // How many samples are on the device together: as many as leave room for other calls. The number depends on the program
  // and the device, not on what is free.
  int64_t samples_at_once() const;

  void run(const Final& final);

 private:
  int64_t bytes_of(int64_t samples) const;
  void reserve(int64_t bytes, int64_t pinned_bytes);
  void run(const Layout& layout, Piece piece, const Final& final);
  Call place(const Layout& layout, Piece piece, const Final& final) const;

  Device& device_;
  const Prepared& program_;
  const dlq::Call& call_;
  Workspace& work_;
  Session& session_;
  Shape shape_;
  const char* const image_;
};

}  // namespace dlq_cuda
