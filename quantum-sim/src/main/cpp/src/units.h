// Finds rotations that act on one two-level system after each other, whatever lies between: a unit is one 2x2 unitary.
#pragma once

#include <stdint.h>

#include <vector>

namespace dlq {

enum Axis : int32_t { kX, kY, kZ };

// A rotation about X = (flip, 0), Y = (flip, parity) or Z = (0, parity) of a two-level system.
struct UnitStep {
  int32_t rotation;
  Axis axis;
};

// States p and p ^ flip are its levels; p is the upper one where p & parity is odd. One without flip is a phase.
struct Unit {
  uint64_t flip = 0;
  uint64_t parity = 0;
  std::vector<UnitStep> steps;
};

class UnitFinder {
 public:
  // Joins the last unit that the step fits, or begins one.
  void add(int32_t rotation, Axis axis, uint64_t flip, uint64_t parity);

  // All units, in an order that they can be run in; none is left.
  std::vector<Unit> take();

 private:
  std::vector<Unit> units_;
};

}  // namespace dlq
