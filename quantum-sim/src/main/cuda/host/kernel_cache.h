// Compiled kernels on disk, named by what they were compiled from, by and for. Files are written beside and moved into
// place, so that several processes may use one folder, and hold the hash of what they hold: a damaged one is as good as
// none.
#pragma once

#include <optional>
#include <string>

namespace dlq_cuda {

class KernelCache {
 public:
  // folder: made when something is put there; empty for no cache.
  explicit KernelCache(std::string folder) : folder_(std::move(folder)) {}

  std::optional<std::string> find(const std::string& key) const;
  // Where it cannot be written it is compiled again next time.
  void put(const std::string& key, const std::string& code) const;

 private:
  std::string file(const std::string& key) const { return folder_ + "/" + key + ".kernels"; }

  std::string folder_;
};

}  // namespace dlq_cuda
