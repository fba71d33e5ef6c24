"""The picture of `benchmarks/scaling`: python -m comparison.plot_scaling ROWS.json PICTURE.png"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt


def draw(axes, sweep, rows):
    for peer in dict.fromkeys(row["peer"] for row in rows):
        points = [(row["value"], row["median_s"]) for row in rows if row["peer"] == peer]
        axes.plot(*zip(*points), marker="o", label=peer)
    axes.set_yscale("log")
    if sweep != "qubits":
        axes.set_xscale("log", base=2)
    axes.set_xlabel(sweep)
    axes.set_ylabel("seconds")
    axes.grid(True, which="both", alpha=0.3)


def main():
    source, target = sys.argv[1:]
    with open(source) as file:
        rows = [row for row in json.load(file)["rows"] if "median_s" in row]
    sweeps = list(dict.fromkeys(row["sweep"] for row in rows))
    figure, panels = plt.subplots(1, len(sweeps), figsize=(3.6 * len(sweeps), 3.8), squeeze=False)
    for axes, sweep in zip(panels[0], sweeps):
        draw(axes, sweep, [row for row in rows if row["sweep"] == sweep])
    panels[0, 0].legend()
    figure.tight_layout()
    figure.savefig(target, dpi=110)


if __name__ == "__main__":
    main()
