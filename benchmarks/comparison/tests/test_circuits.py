"""Circuits as data, and the numbers that go in."""

import json
import unittest

from comparison import decompose
from comparison.circuits import Angle
from comparison.workloads import RESOURCES, named, workloads


class CircuitsTest(unittest.TestCase):
    def test_angles_are_read(self):
        angle = Angle.parse("2.0*x0 + w3*x0 + 0.5")
        self.assertEqual(angle.value([3.0], [0, 0, 0, 7.0]), 27.5)
        self.assertEqual(Angle.parse("w4").variable(), ("w", 4))
        self.assertIsNone(Angle.parse("2.0*w4").variable())

    def test_everything_decomposes_into_basic_gates(self):
        for workload in workloads():
            for operation in decompose.to((), workload.operations):
                self.assertIn(operation.gate, decompose.BASIC)

    def test_random_circuit_has_every_weight(self):
        weights = json.loads((RESOURCES / "all-gates.json").read_text())["circuit"]["weights"]
        self.assertEqual(len(named("Gd").weights()), weights)

    def test_numbers_follow_the_formulas(self):
        workload = named("W1")
        self.assertAlmostEqual(workload.inputs()[1][2], 0.6569865987187891)
        self.assertAlmostEqual(workload.weights()[0], 0.5403023058681398)
        self.assertEqual(workload.cotangents()[1], 0.5)


if __name__ == "__main__":
    unittest.main()
