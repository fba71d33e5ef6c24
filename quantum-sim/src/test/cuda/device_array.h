// Arrays in the memory of the device that is none, in every layout that a caller may have, with gaps that nobody may
// touch.
#pragma once

#include <dlfcn.h>

#include <cstring>
#include <vector>

#include "device.h"

namespace dlq_test {

enum class Layout { kRows, kColumns, kGaps };
constexpr Layout kLayouts[] = {Layout::kRows, Layout::kColumns, Layout::kGaps};

class DeviceArray {
 public:
  DeviceArray(int64_t rows, int64_t columns, bool is_double, Layout layout)
      : rows_(rows), columns_(columns), is_double_(is_double) {
    offset_ = layout == Layout::kGaps ? 3 : 0;
    row_stride_ = layout == Layout::kRows ? columns : layout == Layout::kColumns ? 1 : 2 * columns + 1;
    column_stride_ = layout == Layout::kRows ? 1 : layout == Layout::kColumns ? rows : 2;
    size_ = offset_ + (rows - 1) * row_stride_ + (columns - 1) * column_stride_ + 1;
    if (rows * columns > 0) memory_ = mock<void* (*)(size_t)>("mock_allocate")(static_cast<size_t>(size_ * bytes()));
  }
  DeviceArray(int64_t rows, int64_t columns, bool is_double, Layout layout, const std::vector<double>& numbers)
      : DeviceArray(rows, columns, is_double, layout) {
    for (int64_t i = 0; i < rows * columns; i++) set(i, numbers[static_cast<size_t>(i)]);
  }
  ~DeviceArray() {
    if (memory_ != nullptr) mock<void (*)(void*)>("mock_free")(memory_);
  }
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;

  dlq_cuda_view view() const {
    return {memory_ == nullptr ? 0 : reinterpret_cast<int64_t>(static_cast<char*>(memory_) + offset_ * bytes()),
            row_stride_, column_stride_, is_double_ ? 1 : 0};
  }

  // Row by row.
  std::vector<double> numbers() const {
    std::vector<double> all;
    for (int64_t i = 0; i < rows_ * columns_; i++) {
      const int64_t at = place(i);
      all.push_back(is_double_ ? static_cast<const double*>(memory_)[at]
                               : static_cast<double>(static_cast<const float*>(memory_)[at]));
    }
    return all;
  }
  void set(int64_t i, double value) {
    if (is_double_) {
      static_cast<double*>(memory_)[place(i)] = value;
    } else {
      static_cast<float*>(memory_)[place(i)] = static_cast<float>(value);
    }
  }

  // Whether all that lies between the numbers is as it was at first.
  bool gaps_are_untouched() const {
    std::vector<char> bytes_now(static_cast<size_t>(size_ * bytes()));
    if (memory_ != nullptr) std::memcpy(bytes_now.data(), memory_, bytes_now.size());
    for (int64_t i = 0; i < rows_ * columns_; i++) {
      std::memset(bytes_now.data() + place(i) * bytes(), 0xff, static_cast<size_t>(bytes()));
    }
    for (const char byte : bytes_now) {
      if (byte != static_cast<char>(0xff) && memory_ != nullptr) return false;
    }
    return true;
  }

 private:
  template <class Function>
  static Function mock(const char* name) {
    static void* const library = dlopen(driver_path(), RTLD_NOW | RTLD_LOCAL);
    return reinterpret_cast<Function>(dlsym(library, name));
  }
  int64_t bytes() const { return is_double_ ? 8 : 4; }
  int64_t place(int64_t i) const { return offset_ + i / columns_ * row_stride_ + i % columns_ * column_stride_; }

  int64_t rows_, columns_;
  bool is_double_;
  int64_t offset_, row_stride_, column_stride_, size_;
  void* memory_ = nullptr;
};

}  // namespace dlq_test
