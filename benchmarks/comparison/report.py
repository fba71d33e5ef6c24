"""Rows as Markdown."""

UNITS = ((1.0, "s"), (1e-3, "ms"), (0.0, "µs"))
SCALE = {"s": 1.0, "ms": 1e3, "µs": 1e6}
OURS = "dl4j-quantum-native"


def duration(seconds):
    unit = next(unit for least, unit in UNITS if seconds >= least)
    return f"{seconds * SCALE[unit]:.3g} {unit}"


def timed(rows):
    return sorted((row for row in rows if "median_s" in row), key=lambda row: row["median_s"])


def by_hand(row):
    """Written for its circuit, on a numeric library: no simulator that can be installed."""
    return row["peer"].endswith(("-by-hand", "-closed-form"))


def fastest_peer(rows, hand=None):
    """Among those whose numbers are not wrong; libraries only or circuits by hand only, where `hand` says so."""
    return next((row for row in timed(rows) if not row["ours"] and row["agrees"] is not False
                 and hand in (None, by_hand(row))), None)


def our_best(rows):
    return next((row for row in timed(rows) if row["peer"] == OURS), None)


def table(header, lines):
    return "\n".join("| " + " | ".join(line) + " |" for line in [header, ["---"] * len(header), *lines])


def share(row):
    if "fma_peak" in row:
        return f"{100 * row['fma_peak']:.0f} % of FMA peak"
    return f"{row['passes']:.1f} passes a layer" if "passes" in row else ""


def agreement(row):
    if row["agrees"] is None:
        return ""
    return ("yes" if row["agrees"] else "**no**") + f", {row['deviation']:.1e}"


def beside(row, ours):
    """Who, and how many times as long as ours."""
    if row is None:
        return ["", "", ""]
    return [row["peer"], duration(row["median_s"]), f"{row['median_s'] / ours['median_s']:.3g}"]


def summary(groups):
    lines = []
    for (workload, dtype), rows in groups.items():
        ours = our_best(rows)
        if ours:
            lines.append([workload.name, dtype, duration(ours["median_s"]), str(ours["threads"]),
                          *beside(fastest_peer(rows, hand=False), ours), *beside(fastest_peer(rows, hand=True), ours),
                          share(ours)])
    header = ["", "type", "native", "threads", "fastest library", "takes", "times", "by hand", "takes", "times",
              "of the machine"]
    titles = dict.fromkeys(f"* {workload.name}: {workload.title}" for workload, _ in groups)
    return table(header, lines) + "\n\n" + "\n".join(titles)


def epochs(groups):
    """Networks with the quantum layer against the same with its closed form, on as many threads."""
    lines = []
    for (workload, _), rows in groups.items():
        if workload.kind == "epoch":
            for ours in (row for row in rows if row["peer"] == OURS and "median_s" in row):
                form = next((row for row in timed(rows) if row["threads"] == ours["threads"] and row["ours"]
                             and row["peer"].endswith("-closed-form")), None)
                if form:
                    lines.append([workload.name, str(ours["threads"]), duration(ours["median_s"]),
                                  duration(form["median_s"]), f"{ours['median_s'] / form['median_s']:.3f}"])
    return table(["epoch", "threads", "quantum layer", "closed form", "ratio"], lines) if lines else ""


def details(workload, dtype, rows):
    peer = fastest_peer(rows)
    lines = [[row["peer"], str(row["threads"]), duration(row["median_s"]), duration(row["min_s"]), str(row["runs"]),
              f"{row['median_s'] / peer['median_s']:.3g}" if peer else "", duration(row["first_call_s"]), share(row) if row["ours"] else "",
              agreement(row), f"{row['other_cpu']:.2f}"] for row in timed(rows)]
    header = ["", "threads", "median", "best", "runs", "to the fastest peer", "first call", "of the machine", "agrees",
              "other CPU"]
    failed = [f"* {row['peer']} ({row['threads']} threads): {row['error']}" for row in rows if "error" in row]
    return "\n".join([f"### {workload.name}, {dtype}: {workload.title}", "", table(header, lines), *([""] if failed else []),
                      *failed])


def machine_table(machine):
    lines = [[str(l["threads"]), f"{l['fma_f32_gflops']:.0f}", f"{l['fma_f64_gflops']:.0f}", f"{l['triad_gbs']:.1f}",
              f"{l['in_place_gbs']:.1f}"] for l in machine["limits"]]
    return table(["threads", "FMA f32, GFLOP/s", "FMA f64, GFLOP/s", "triad, GB/s", "in place, GB/s"], lines)


def markdown(groups, machine, absent, inside):
    parts = ["# Comparison", "",
             "Medians of one run in which all took turns; `times` is their time over ours.", ""]
    if machine:
        parts += [machine_table(machine), ""]
    parts += [summary(groups), ""]
    parts += [f"Absent: {', '.join(sorted(names))} (`benchmarks/install-peers {family}`)  "
              for family, names in sorted(absent.items())]
    within = [text for text in (inside, epochs(groups)) if text]
    if within:
        parts += ["", "### Inside Deeplearning4j", "", "\n\n".join(within)]
    for (workload, dtype), rows in groups.items():
        parts += ["", details(workload, dtype, rows)]
    return "\n".join(parts) + "\n"
