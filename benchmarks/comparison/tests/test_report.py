"""Reports of made-up rows, and what counts as agreement."""

import json
import unittest

from comparison import agreement, limits, report
from comparison.workloads import named

MACHINE = {"limits": [{"threads": 1, "fma_f32_gflops": 200.0, "fma_f64_gflops": 100.0, "triad_gbs": 20.0,
                       "in_place_gbs": 32.0}]}


def row(peer, seconds, check, ours=False, dtype="f64"):
    return {"workload": "W1", "peer": peer, "ours": ours, "dtype": dtype, "returns": dtype, "threads": 1,
            "median_s": seconds, "min_s": seconds, "runs": 3, "samples": [seconds] * 3, "check_value": check,
            "first_call_s": 1.0, "other_cpu": 0.0}


def failed(peer):
    return {"workload": "W1", "peer": peer, "ours": False, "dtype": "f64", "threads": 1, "error": "too slow"}


class ReportTest(unittest.TestCase):
    def setUp(self):
        self.workload = named("W1")
        self.rows = [row("dl4j-quantum-native", 1e-5, [1.0, 2.0], ours=True), row("library", 2e-4, [1.0, 2.0]),
                     row("torch-by-hand", 1e-4, [1.0, 2.0]), row("liar", 1e-6, [1.0, 2.1]), failed("slow")]
        agreement.judge(self.rows, self.workload, [1.0, 2.0])
        limits.fractions(self.rows[0], self.workload, MACHINE)
        self.text = report.markdown({(self.workload, "f64"): self.rows}, MACHINE, {"qsim": {"qsim"}}, None)

    def test_wrong_numbers_are_shown_and_never_the_fastest(self):
        self.assertEqual(report.fastest_peer(self.rows)["peer"], "torch-by-hand")
        self.assertEqual(report.fastest_peer(self.rows, hand=False)["peer"], "library")
        self.assertIn("**no**", self.text)

    def test_summary_has_ratios_and_share_of_the_machine(self):
        self.assertIn("| W1 | f64 | 10 µs | 1 | library | 200 µs | 20 | torch-by-hand | 100 µs | 10 |", self.text)
        # 64 * 16 * (46 + 31) multiply-adds in 10 µs are 7.9 G/s, of 50 G/s.
        self.assertIn("16 % of FMA peak", self.text)

    def test_absent_and_failed_are_named(self):
        self.assertIn("Absent: qsim (`benchmarks/install-peers qsim`)", self.text)
        self.assertIn("* slow (1 threads): too slow", self.text)

    def test_the_machine_is_as_good_as_its_better_measurement(self):
        other = {"limits": [{**MACHINE["limits"][0], "triad_gbs": 30.0, "in_place_gbs": 10.0}]}
        merged = limits.better(MACHINE, other)["limits"][0]
        self.assertEqual([merged["triad_gbs"], merged["in_place_gbs"]], [30.0, 32.0])
        self.assertEqual(limits.better(MACHINE, None), MACHINE)

    def test_rows_are_json(self):
        self.assertEqual(json.loads(json.dumps(self.rows))[0]["median_s"], 1e-5)


class AgreementTest(unittest.TestCase):
    def test_tolerance_is_relative_with_a_floor(self):
        self.assertAlmostEqual(agreement.deviation([1e-12 + 1e-10], [1e-12]), 1e-10)
        self.assertAlmostEqual(agreement.deviation([1000.001], [1000.0]), 1e-6)

    def test_missing_values_never_agree(self):
        rows = [row("short", 1.0, [1.0])]
        agreement.judge(rows, named("W1"), [1.0, 2.0])
        self.assertIs(rows[0]["agrees"], False)

    def test_shots_are_compared_by_their_standard_error(self):
        near, far = row("near", 1.0, [0.5]), row("far", 1.0, [2.0])
        agreement.judge([near, far], named("W8s"), [0.0])
        self.assertEqual([near["agrees"], far["agrees"]], [True, False])


if __name__ == "__main__":
    unittest.main()
