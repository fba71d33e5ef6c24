#include "units.h"

#include <utility>

#include "masks.h"

namespace dlq {
namespace {

// So many units are looked through for one that fits.
constexpr size_t kFarthest = 128;

bool fits(const Unit& unit, Axis axis, uint64_t flip, uint64_t parity) {
  const bool same_flip = unit.flip == flip || unit.flip == 0, same_parity = unit.parity == parity || unit.parity == 0;
  switch (axis) {
    case kX:
      return same_flip && (unit.parity == 0 || odd(unit.parity & flip));
    case kY:
      return same_flip && same_parity && (unit.flip != 0 || unit.parity != 0);
    default:
      return same_parity && (unit.flip == 0 || odd(unit.flip & parity));
  }
}

bool commutes(const Unit& unit, uint64_t flip, uint64_t parity) {
  return !odd(unit.flip & parity) && !odd(unit.parity & flip);
}

}  // namespace

void UnitFinder::add(int32_t rotation, Axis axis, uint64_t flip, uint64_t parity) {
  for (size_t k = units_.size(); k > 0 && units_.size() - k < kFarthest; k--) {
    Unit& unit = units_[k - 1];
    if (fits(unit, axis, flip, parity)) {
      unit.flip |= flip;
      unit.parity |= parity;
      unit.steps.push_back({rotation, axis});
      return;
    }
    if (!commutes(unit, flip, parity)) break;
  }
  units_.push_back({flip, parity, {{rotation, axis}}});
}

std::vector<Unit> UnitFinder::take() {
  std::vector<Unit> all;
  std::swap(all, units_);
  // Turned about X alone, either level may be the upper one.
  for (Unit& unit : all) {
    if (unit.parity == 0) unit.parity = unit.flip & -unit.flip;
  }
  return all;
}

}  // namespace dlq
