// What a schedule measures: words by what they flip, and where each outcome lies.
#include <algorithm>

#include "masks.h"
#include "schedule.h"

namespace dlq {

BitMap::BitMap(const std::vector<uint64_t>& parities, uint32_t offset, int bits) {
  std::vector<uint64_t> columns;
  for (int bit = 0; bit < bits; bit++) {
    uint64_t column = 0;
    for (size_t j = 0; j < parities.size(); j++) column |= (parities[j] >> bit & 1) << j;
    columns.push_back(column);
  }
  shift_ = (bits + 1) / 2;
  mask_ = (uint32_t{1} << shift_) - 1;
  low_ = sums(std::vector<uint64_t>(columns.begin(), columns.begin() + shift_));
  high_ = sums(std::vector<uint64_t>(columns.begin() + shift_, columns.end()));
  for (uint32_t& index : low_) index ^= offset;
}

void Schedule::add_maps() {
  std::vector<uint64_t> identity;
  for (int q = 0; q < layout.num_qubits; q++) identity.push_back(parity(uint64_t{1} << q));
  start = BitMap(identity, 0, layout.num_qubits);
  std::vector<uint64_t> outcomes;
  uint32_t offset = 0;
  for (int32_t j = 0; j < program_.num_measured; j++) {
    outcomes.push_back(parity(program_.measured[j].parity));
    offset |= static_cast<uint32_t>(program_.measured[j].offset) << j;
  }
  measured = BitMap(outcomes, offset, layout.num_qubits);
}

void Schedule::add_words() {
  std::vector<std::vector<uint64_t>> masks;
  for (int32_t k = 0; k < program_.num_terms; k++) {
    const Term& term = program_.terms[k];
    const uint64_t flips = flip(term.flip), signs = parity(term.parity);
    const uint32_t rows = layout.row_of(flips), lanes = layout.in_row(flips);
    const bool imaginary = (term.turns & 1) != 0;
    const auto group = std::find_if(words.begin(), words.end(), [&](const WordGroup& known) {
      return known.flip == rows && known.lane_flip == lanes && known.imaginary == imaginary;
    });
    const auto place = static_cast<size_t>(group - words.begin());
    if (group == words.end()) {
      words.push_back({rows, lanes, imaginary, Fold(), {}});
      masks.emplace_back();
    }
    // Both states of a pair contribute the same, and one of them is summed.
    const double weight = (term.turns >= 2 ? -1 : 1) * (rows != 0 ? 2 : 1);
    masks[place].push_back(layout.row_of(signs));
    words[place].terms.push_back({term.output, 0, layout.in_row(signs), weight * term.coefficient});
  }
  for (size_t g = 0; g < words.size(); g++) {
    Span span;
    span.add(words[g].flip);
    std::vector<int32_t> values;
    words[g].fold = Fold(masks[g], span.complement(layout.row_bits()), values);
    for (size_t k = 0; k < values.size(); k++) words[g].terms[k].value = values[k];
  }
}

}  // namespace dlq
