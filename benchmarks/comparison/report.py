"""Rows as Markdown."""

UNITS = ((1.0, "s"), (1e-3, "ms"), (0.0, "µs"))
SCALE = {"s": 1.0, "ms": 1e3, "µs": 1e6}
OURS = "dl4j-quantum-native"


def duration(seconds):
    unit = next(unit for least, unit in UNITS if seconds >= least)
    return f"{seconds * SCALE[unit]:.3g} {unit}"


def timed(rows):
    return sorted((row for row in rows if "median_s" in row), key=lambda row: row["median_s"])


def fastest_peer(rows):
    """Among those whose numbers are not wrong; closed forms and circuits by hand count too."""
    return next((row for row in timed(rows) if not row["ours"] and row["agrees"] is not False), None)


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


def summary(groups):
    lines = []
    for (workload, dtype), rows in groups.items():
        ours, peer = our_best(rows), fastest_peer(rows)
        if ours and peer:
            lines.append([workload.name, workload.title, dtype, duration(ours["median_s"]), str(ours["threads"]),
                          peer["peer"], duration(peer["median_s"]), f"{peer['median_s'] / ours['median_s']:.3g}",
                          share(ours)])
    header = ["", "workload", "type", "native", "threads", "fastest peer", "takes", "times as long", "of the machine"]
    return table(header, lines)


def details(workload, dtype, rows):
    peer = fastest_peer(rows)
    lines = [[row["peer"], str(row["threads"]), duration(row["median_s"]), duration(row["min_s"]), str(row["runs"]),
              f"{row['median_s'] / peer['median_s']:.3g}" if peer else "", duration(row["first_call_s"]), share(row),
              agreement(row), f"{row['other_cpu']:.2f}"] for row in timed(rows)]
    header = ["", "threads", "median", "best", "runs", "to fastest peer", "first call", "of the machine", "agrees",
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
             "Medians of one run in which all took turns. The fastest peer is the fastest whose numbers agree.", ""]
    if machine:
        parts += [machine_table(machine), ""]
    parts += [summary(groups), ""]
    parts += [f"Absent: {', '.join(sorted(names))} (`benchmarks/install-peers {family}`)  "
              for family, names in sorted(absent.items())]
    if inside:
        parts += ["", "### Inside Deeplearning4j", "", inside]
    for (workload, dtype), rows in groups.items():
        parts += ["", details(workload, dtype, rows)]
    return "\n".join(parts) + "\n"
