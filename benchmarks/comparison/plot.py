"""Times of a comparison as a picture: python -m comparison.plot ROWS.json PICTURE.png"""

import json
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

OURS = {"dl4j-quantum-native": "black", "dl4j-quantum-java": "dimgray", "dl4j-quantum-closed-form": "silver"}
TITLES = {"f32": "single precision", "f64": "double precision"}


def palette(rows):
    """One colour a name, the same in both panels."""
    others = sorted({row["peer"] for row in rows} - set(OURS))
    colours = plt.get_cmap("tab20").colors
    return {**OURS, **{peer: colours[k % len(colours)] for k, peer in enumerate(others)}}


def draw(axes, rows, dtype, colours):
    """One column a workload: ours as dots, others as crosses, each at its best number of threads."""
    names = list(dict.fromkeys(row["workload"] for row in rows))
    best = {}
    for row in rows:
        key = row["workload"], row["peer"]
        best[key] = min(best.get(key, row["median_s"]), row["median_s"])
    for peer, colour in colours.items():
        points = [(names.index(w), t) for (w, p), t in best.items() if p == peer]
        if points:
            ours = peer in OURS
            axes.scatter(*zip(*points), label=peer, s=60 if ours else 36, marker="o" if ours else "x", color=colour,
                         zorder=3 if ours else 2)
    axes.set_yscale("log")
    axes.set_xticks(range(len(names)), names)
    axes.set_title(TITLES[dtype])
    axes.set_ylabel("seconds")
    axes.grid(True, axis="y", alpha=0.4)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5))


def main():
    source, target = sys.argv[1:]
    with open(source) as file:
        rows = [row for row in json.load(file)["rows"] if "median_s" in row]
    colours = palette(rows)
    dtypes = [d for d in TITLES if any(row["dtype"] == d for row in rows)]
    figure, panels = plt.subplots(len(dtypes), 1, figsize=(12, 5 * len(dtypes)), squeeze=False)
    for axes, dtype in zip(panels[:, 0], dtypes):
        draw(axes, [row for row in rows if row["dtype"] == dtype], dtype, colours)
    figure.tight_layout()
    figure.savefig(target, dpi=110)


if __name__ == "__main__":
    main()
