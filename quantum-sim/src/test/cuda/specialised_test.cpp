// Kernels compiled for one program: run in two steps by the script, which between them compiles what the first one
// writes.
#include "specialised.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "parser.h"
#include "question.h"

namespace {

using dlq_test::Question;

constexpr int kSharedLimit = 227 << 10;

// In a lane two amplitudes.
Question question() { return {6, 9, true, 0, 3, 21}; }

std::string source(const Question& question, bool is_double) {
  const dlq_test::Code& code = question.code;
  const dlq::OwnedProgram parsed(code.words.data(), static_cast<int64_t>(code.words.size()), code.reals.data(),
                                 static_cast<int64_t>(code.reals.size()));
  return dlq_cuda::specialised_source(dlq_cuda::Prepared(parsed.program, is_double, kSharedLimit));
}

TEST(Specialised, SourceNamesTheOneKernelAndTheOperations) {
  const std::string text = source(question(), true);
  EXPECT_NE(std::string::npos, text.find("#define DLQ_WANTED DLQ_KERNEL_lanes2(double, f64)\n")) << text;
  EXPECT_NE(std::string::npos, text.find("call.num_qubits = 6;")) << text;
  EXPECT_NE(std::string::npos, text.find("#define DLQ_KNOWN_COUNT 9\n")) << text;
  if (const char* const to = std::getenv("DLQ_SPECIALISED_SOURCE")) std::ofstream(to) << text;
}

TEST(Specialised, SourceIsEmptyWhereStatesLieInTheMemoryOfTheDevice) {
  EXPECT_EQ("", source(Question(14, 1, true, 0, 1, 3), false));
}

// With the kernels for all programs too, and then with those for this one.
TEST(Specialised, KernelsAgreeWithTheTextbook) {
  const dlq_test::Device device;
  Question asked = question();
  for (const bool is_double : {true, false}) dlq_test::expect_answered(asked, device, is_double);
}

}  // namespace
