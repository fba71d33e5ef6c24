// The text of all kernels, cut into one for each.
#include <gtest/gtest.h>

#include "kernels.h"

namespace {

using dlq_cuda::KernelTexts;

const std::string kHead = ".version 7.8\n.func helper;\n";
const std::string kFirst = ".visible .entry dlq_draw_f32(\n)\n{\n\tmov.b32 %r, {1, 2};\n\tret;\n}\n";
const std::string kSecond = ".visible .entry dlq_draw_f64(\n)\n{\n\tret;\n}\n";
const std::string kHelper = ".func helper\n{\n\tret;\n}\n";

TEST(KernelTexts, HaveOneKernelAndWhatAllNeed) {
  for (const std::string& all : {kHead + kFirst + kSecond + kHelper, kHead + kFirst + kHelper + kSecond}) {
    const KernelTexts texts(all);
    EXPECT_EQ(kHead + kFirst + kHelper, texts.of("dlq_draw_f32"));
    EXPECT_EQ(kHead + kSecond + kHelper, texts.of("dlq_draw_f64"));
    // The driver says that it is not there.
    EXPECT_EQ(kHead + kHelper, texts.of("dlq_draw"));
  }
}

TEST(KernelTexts, AreTheWholeWhereNothingCanBeCut) { EXPECT_EQ(kHead, KernelTexts(kHead).of("dlq_draw_f64")); }

}  // namespace
