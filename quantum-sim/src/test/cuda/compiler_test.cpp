// Kernels compiled for single programs while they run, by a compiler that is none of NVIDIA's, and kept on disk.
#include <dirent.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "kernel_cache.h"
#include "nvrtc.h"
#include "sha256.h"
#include "small_program.h"
#include "specialised.h"

namespace {

using dlq_test::call;
using dlq_test::code;
using dlq_test::control;
using dlq_test::Device;
using dlq_test::DeviceCall;
using dlq_test::DeviceProgram;
using dlq_test::expect_nothing_left;
using dlq_test::expect_right;
using dlq_test::reset_driver;

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// With headers in place of their names, each once, as the jar's reader does it.
std::string source_of(const std::string& file, std::set<std::string>& seen) {
  if (!seen.insert(file).second) return "";
  std::istringstream lines(read("main/cuda/device/" + file));
  std::string text, line;
  while (std::getline(lines, line)) {
    if (line.rfind("#include \"", 0) == 0) {
      text += source_of(line.substr(10, line.size() - 11), seen);
    } else if (line != "#pragma once") {
      text += line + "\n";
    }
  }
  return text;
}

std::string source() {
  std::set<std::string> seen;
  return source_of("kernels.cu", seen);
}

class Compiling : public testing::Test {
 protected:
  Compiling() : folder_(make_folder()), log_(folder_ + "/log") {
    const std::string driver = dlq_test::driver_path();
    nvrtc_ = driver.substr(0, driver.rfind('/')) + "/libnvrtc-mock.so";
    setenv("DLQ_MOCK_NVRTC_LOG", log_.c_str(), 1);
  }
  ~Compiling() override {
    for (const char* const name : {"DLQ_MOCK_NVRTC", "DLQ_MOCK_NVRTC_FAILS", "DLQ_MOCK_NVRTC_LOG"}) unsetenv(name);
    reset_driver();
    if (std::system(("rm -rf " + folder_).c_str()) != 0) ADD_FAILURE() << folder_;
  }

  static std::string make_folder() {
    char folder[] = "/tmp/dlq-cache-XXXXXX";
    return mkdtemp(folder);
  }
  std::string cache() const { return folder_ + "/deep/down"; }
  std::vector<std::string> cached() const {
    std::vector<std::string> files;
    DIR* const folder = opendir(cache().c_str());
    while (folder != nullptr) {
      const dirent* const entry = readdir(folder);
      if (entry == nullptr) break;
      if (entry->d_name[0] != '.') files.push_back(cache() + "/" + entry->d_name);
    }
    if (folder != nullptr) closedir(folder);
    return files;
  }

  // Calls a program until its kernels could be there, and then some more; returns how many modules of its own were
  // loaded.
  int64_t run(const std::string& kernels) {
    const int64_t before = control().own_modules;
    {
      const Device device(0, {0}, kernels.c_str(), nvrtc_.c_str(), cache().c_str());
      EXPECT_EQ(DLQ_CUDA_OK, device.status) << dlq_cuda_last_error();
      compiler_ = dlq_cuda_compiler(device.device);
      const DeviceProgram program(device, code(2), true);
      DeviceCall asked = call();
      for (int i = 0; i < 3; i++) {
        EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << dlq_cuda_last_error();
        expect_right(asked);
      }
      dlq_cuda_compiler_finish(device.device);
      std::vector<double> outputs = asked.outputs;
      for (int i = 0; i < 3; i++) {
        EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << dlq_cuda_last_error();
        EXPECT_EQ(DLQ_CUDA_OK, asked.backward(program)) << dlq_cuda_last_error();
        expect_right(asked);
        EXPECT_NEAR(-std::sin(0.3) * std::cos(1.1), asked.gradient[0], 1e-13);
      }
      failure_ = dlq_cuda_compiler_failure(device.device);
    }
    expect_nothing_left();
    return control().own_modules - before;
  }

  std::string folder_, log_, nvrtc_, compiler_, failure_;
};

TEST_F(Compiling, GoesOnBesideCallsAndIsKeptOnDisk) {
  const std::string kernels = source();
  EXPECT_EQ(1, run(kernels));
  EXPECT_EQ("NVRTC 12.9", compiler_);
  EXPECT_EQ("", failure_);
  EXPECT_EQ("compute_90\n", read(log_));
  ASSERT_EQ(1U, cached().size());
  // From disk.
  EXPECT_EQ(1, run(kernels));
  EXPECT_EQ("compute_90\n", read(log_));
  // Damaged: anew.
  const std::string whole = read(cached()[0]);
  std::ofstream(cached()[0], std::ios::binary) << whole.substr(0, whole.size() / 2);
  EXPECT_EQ(1, run(kernels));
  EXPECT_EQ("compute_90\ncompute_90\n", read(log_));
  EXPECT_EQ(whole.size(), read(cached()[0]).size());
}

// Newer than the driver, it would write PTX that the driver does not understand.
TEST_F(Compiling, IsToMachineCodeWhereTheDriverIsOlder) {
  setenv("DLQ_MOCK_NVRTC", "13.2", 1);
  EXPECT_EQ(1, run(source()));
  EXPECT_EQ("sm_90\n", read(log_));
}

TEST_F(Compiling, LeavesProgramsTheKernelsForAllWhereItFails) {
  setenv("DLQ_MOCK_NVRTC_FAILS", "yes", 1);
  EXPECT_EQ(0, run(source()));
  EXPECT_EQ("NVRTC, compute_90: as the test says", failure_);
  unsetenv("DLQ_MOCK_NVRTC_FAILS");
  EXPECT_EQ(0, run("what is no source"));
  EXPECT_NE(std::string::npos, failure_.find("error"));
  EXPECT_TRUE(cached().empty());
  nvrtc_ = "/no/such/folder";
  EXPECT_EQ(0, run(source()));
  EXPECT_EQ(0U, compiler_.find("no NVRTC at /no/such/folder: ")) << compiler_;
  nvrtc_ = "libm.so.6";
  EXPECT_EQ(0, run(source()));
  EXPECT_EQ("the library found is no NVRTC: it lacks nvrtcVersion", compiler_);
}

// Loading, looking kernels up and unloading, each once; calls go on with the kernels for all.
TEST_F(Compiling, DoesNotFailACallWhereTheDriverRefusesWhatItMade) {
  const std::string kernels = source();
  run(kernels);
  for (int64_t at = 1; at < 60; at += 3) {
    const Device device(0, {0}, kernels.c_str(), nvrtc_.c_str(), cache().c_str());
    const DeviceProgram program(device, code(2), true);
    DeviceCall asked = call();
    for (int i = 0; i < 3; i++) EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program));
    dlq_cuda_compiler_finish(device.device);
    control().calls = 0;
    control().fail_with = 218;
    control().fail_at = at;
    control().failed[0] = 0;
    const int32_t status = asked.forward(program);
    control().fail_at = 0;
    const std::string failed = control().failed;
    if (failed == "cuModuleLoadDataEx" || failed == "cuModuleGetFunction" || failed == "cuFuncSetAttribute") {
      EXPECT_EQ(DLQ_CUDA_OK, status) << failed << ": " << dlq_cuda_last_error();
    }
    EXPECT_EQ(DLQ_CUDA_OK, asked.forward(program)) << failed << ": " << dlq_cuda_last_error();
    expect_right(asked);
  }
  expect_nothing_left();
}

TEST(Architectures, AreTheNewestThatCompilerDeviceAndDriverKnow) {
  const std::string driver = dlq_test::driver_path();
  const dlq_cuda::Nvrtc nvrtc(driver.substr(0, driver.rfind('/')) + "/libnvrtc-mock.so");
  EXPECT_EQ("compute_90", nvrtc.architecture(90, 12090)->name());
  EXPECT_EQ("compute_90", nvrtc.architecture(120, 13000)->name());
  EXPECT_EQ("compute_80", nvrtc.architecture(86, 12090)->name());
  EXPECT_EQ("sm_80", nvrtc.architecture(86, 12080)->name());
  EXPECT_FALSE(nvrtc.architecture(120, 12080));
  EXPECT_FALSE(nvrtc.architecture(61, 12090));
}

// The real ones, where they are: what single programs are compiled from is what they understand. CI has them.
TEST(RealCompilers, CompileForSinglePrograms) {
  const char* const given = std::getenv("DLQ_NVRTC");
  std::istringstream folders(given == nullptr ? "" : given);
  std::string folder;
  int compilers = 0;
  const std::string kernels = source();
  while (std::getline(folders, folder, ':')) {
    const dlq_cuda::Nvrtc nvrtc(folder);
    compilers++;
    for (const int64_t qubits : {4, 10}) {
      const dlq_test::Code words = code(qubits);
      const dlq::OwnedProgram parsed(words.words.data(), static_cast<int64_t>(words.words.size()), words.reals.data(),
                                     static_cast<int64_t>(words.reals.size()));
      const dlq_cuda::Prepared program(parsed.program, qubits == 4, 227 << 10);
      // PTX for an old device where the driver is new enough, machine code for a newer one where it is not.
      const dlq_cuda::Architecture architecture =
          qubits == 4 ? *nvrtc.architecture(70, nvrtc.version()) : *nvrtc.architecture(90, nvrtc.version() - 10);
      const std::string made = nvrtc.compile(dlq_cuda::specialised_source(program) + kernels, architecture);
      EXPECT_EQ(qubits == 4, made.find(".target sm_70") != std::string::npos) << architecture.name();
      EXPECT_EQ(qubits == 4 ? std::string::npos : 1, made.find("ELF", 0, 3)) << architecture.name();
      EXPECT_NE(std::string::npos, made.find(qubits == 4 ? "dlq_lanes1_f64" : "dlq_whole_f32"));
    }
  }
  if (compilers == 0 && std::getenv("CI") == nullptr) GTEST_SKIP() << "no NVRTC: main/cuda/ptx --fetch downloads it";
  EXPECT_EQ(2, compilers);
}

// FIPS 180-4, and a length at which the padding takes a block more.
TEST(Sha256, IsTheStandards) {
  EXPECT_EQ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", dlq_cuda::sha256("abc"));
  EXPECT_EQ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", dlq_cuda::sha256(""));
  EXPECT_EQ("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            dlq_cuda::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
}

}  // namespace
