#include "polynomials.h"

#include <cmath>
#include <limits>
#include <string>

#include "parser.h"

namespace dlq_cuda {
namespace {

class Code {
 public:
  Code(const int64_t* words, int64_t length) : words_(words), length_(length) {}

  int next(const char* what, int64_t least, int64_t most) {
    if (at_ >= length_) throw dlq::BadArgument(std::string("polynomials: end at ") + what);
    const int64_t word = words_[at_++];
    if (word < least || word > most) {
      throw dlq::BadArgument(std::string("polynomials: ") + what + " " + std::to_string(word) + " outside " +
                             std::to_string(least) + ".." + std::to_string(most));
    }
    return static_cast<int>(word);
  }
  bool at_end() const { return at_ == length_; }

 private:
  const int64_t* words_;
  int64_t length_;
  int64_t at_ = 0;
};

constexpr int64_t kMost = std::numeric_limits<int>::max();

}  // namespace

Polynomials::Polynomials(const int64_t* words, int64_t length, const double* coefficients, int64_t num_coefficients,
                         const Prepared& program) {
  Code code(words, length);
  num_inputs = code.next("inputs", 0, kMost);
  num_weights = code.next("weights", 0, kMost);
  num_amplitudes = code.next("amplitudes", 0, program.from_product ? 0 : int64_t{1} << program.num_qubits);
  if (num_amplitudes > num_inputs || (num_amplitudes == 0) != program.from_product) {
    throw dlq::BadArgument("polynomials: " + std::to_string(num_amplitudes) + " amplitudes do not fit the program");
  }
  std::vector<Monomial> terms;
  std::vector<int> factors;
  std::vector<std::vector<Use>> uses(static_cast<size_t>(num_inputs) + static_cast<size_t>(num_weights));
  int shared_before = 0, own_before = 0;
  for (int s = 0; s < program.num_slots; s++) {
    const bool shared = code.next("sharing", 0, 1) == 1;
    const int count = code.next("terms", 0, kMost);
    const auto first_term = static_cast<int>(terms.size());
    for (int t = 0; t < count; t++) {
      if (static_cast<int64_t>(terms.size()) >= num_coefficients)
        throw dlq::BadArgument("polynomials: too few coefficients");
      const double coefficient = coefficients[terms.size()];
      if (!std::isfinite(coefficient)) throw dlq::BadArgument("polynomials: a coefficient that is not finite");
      const auto first = static_cast<int>(factors.size());
      const int degree = code.next("factors", 0, kMost);
      for (int k = 0; k < degree; k++) {
        const int factor = code.next("factor", -int64_t{num_weights}, shared ? -1 : num_inputs - 1);
        const size_t variable = static_cast<size_t>(factor >= 0 ? factor : num_inputs + ~factor);
        uses[variable].push_back({s, static_cast<int>(terms.size()), static_cast<int>(factors.size())});
        factors.push_back(factor);
      }
      terms.push_back({coefficient, first, static_cast<int>(factors.size())});
    }
    slots_.push_back({first_term, static_cast<int>(terms.size()), shared_before, own_before, shared ? 0 : 1});
    shared_.push_back(shared ? 1 : 0);
    (shared ? shared_before : own_before)++;
  }
  if (!code.at_end()) throw dlq::BadArgument("polynomials: words behind the last slot");
  std::vector<Use> all;
  std::vector<int> starts = {0};
  for (const std::vector<Use>& of_variable : uses) {
    all.insert(all.end(), of_variable.begin(), of_variable.end());
    starts.push_back(static_cast<int>(all.size()));
  }
  slots_at_ = image_.add(slots_);
  terms_at_ = image_.add(terms);
  factors_at_ = image_.add(factors);
  uses_at_ = image_.add(all);
  starts_at_ = image_.add(starts);
}

Function Polynomials::on_device(const char* image) const {
  Function function{};
  function.slots = reinterpret_cast<const Slot*>(image + slots_at_);
  function.terms = reinterpret_cast<const Monomial*>(image + terms_at_);
  function.factors = reinterpret_cast<const int*>(image + factors_at_);
  function.uses = reinterpret_cast<const Use*>(image + uses_at_);
  function.use_starts = reinterpret_cast<const int*>(image + starts_at_);
  function.num_slots = static_cast<int>(slots_.size());
  function.num_inputs = num_inputs;
  function.num_weights = num_weights;
  function.num_amplitudes = num_amplitudes;
  return function;
}

}  // namespace dlq_cuda
