"""Runs notebooks, two at a time, and writes what came of each: a JUnit report, the executed notebook, its pictures."""

import argparse
import base64
import io
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import quoteattr

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from PIL import Image

import sources

CELL_TIMEOUT_SECONDS = 300
AT_A_TIME = 2
# Less is a frame with nothing in it.
LEAST_SVG_SHAPES = 5
ANSI_COLOUR = re.compile("\x1b\\[[0-9;]*m")
SVG_SHAPES = ("<path", "<rect", "<circle", "<line", "<text", "<polyline", "<polygon", "<ellipse", "<image", "<use")


def pictures(cell):
    """What a cell shows, as (suffix, bytes)."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "image/png" in data:
            yield "png", base64.b64decode(data["image/png"])
        svg = data.get("image/svg+xml") or data.get("text/html", "")
        if "<svg" in svg:
            yield "svg", svg.encode()


def is_empty(suffix, content):
    if suffix == "svg":
        text = content.decode()
        return sum(text.count(shape) for shape in SVG_SHAPES) < LEAST_SVG_SHAPES
    # None where there are more than two colours.
    return Image.open(io.BytesIO(content)).convert("RGB").getcolors(2) is not None


def complaints(notebook):
    """What must not be in the outputs, or is missing from them. Cells tagged `picture` show one, no others may be empty."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                trace = ANSI_COLOUR.sub("", "\n".join(output.traceback))
                yield f"cell {number}: {output.ename}: {output.evalue}\n{cell.source}\n{trace}"
            if output.output_type == "stream" and output.name == "stderr":
                yield f"cell {number}: on the error stream: {output.text.strip()}"
        shown = list(pictures(cell))
        if "picture" in cell.metadata.get("tags", []) and not shown:
            yield f"cell {number}: shows no picture"
        for suffix, content in shown:
            if is_empty(suffix, content):
                yield f"cell {number}: shows an empty {suffix}"


def run(source, kernel, folder):
    """Returns the source, the seconds it took and what is wrong."""
    # As users get it, from the .ipynb file.
    notebook = nbformat.read(sources.target(source), as_version=4)
    work = folder / source.stem
    work.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{source.stem}-*-*.*"):
        old.unlink()
    start = time.monotonic()
    wrong = []
    try:
        NotebookClient(
            notebook, kernel_name=kernel, timeout=CELL_TIMEOUT_SECONDS, resources={"metadata": {"path": str(work)}}
        ).execute()
    except CellExecutionError:
        pass  # is among the outputs
    except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
        wrong.append(str(error))
    seconds = time.monotonic() - start
    wrong.extend(complaints(notebook))
    nbformat.write(notebook, folder / f"{source.stem}.ipynb")
    count = 0
    for number, cell in enumerate(notebook.cells, 1):
        for suffix, content in pictures(cell):
            count += 1
            (folder / f"{source.stem}-{number}-{count}.{suffix}").write_bytes(content)
    print("\n".join([f"{source.stem}: {seconds:.0f} s, {count} pictures", *wrong]), flush=True)
    return source.stem, seconds, wrong


def require(kernel):
    try:
        KernelSpecManager().get_kernel_spec(kernel)
    except NoSuchKernel:
        sys.exit(f"notebooks: no kernel {kernel} is installed; samples/notebooks/install-kernel installs dl4j-quantum")


def report(results):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuite name="notebooks">']
    for name, seconds, wrong in results:
        lines.append(f'  <testcase classname="notebooks" name={quoteattr(name)} time="{seconds:.3f}">')
        if wrong:
            lines.append(f"    <failure message={quoteattr(wrong[0])}/>")
        lines.append("  </testcase>")
    return "\n".join([*lines, "</testsuite>", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kernel", required=True, help="name of an installed kernel")
    parser.add_argument("--folder", required=True, type=Path, help="for executed notebooks and pictures")
    parser.add_argument("--report", required=True, type=Path, help="file for the JUnit report")
    parser.add_argument("notebooks", nargs="*", help="names, or the beginnings of names; default: all")
    options = parser.parse_args()

    wanted = tuple(options.notebooks) or ("",)
    chosen = [source for source in sources.sources() if source.stem.startswith(wanted)]
    if not chosen:
        sys.exit(f"notebooks {' '.join(wanted)}: none of this name; there are "
                 + ", ".join(source.stem for source in sources.sources()))
    require(options.kernel)
    stale = list(sources.differences())
    chosen = [source for source in chosen if sources.target(source).exists()]
    start = time.monotonic()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        results = list(pool.map(lambda source: run(source, options.kernel, options.folder), chosen))
    results.append(("sources", 0, stale))
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text(report(results), encoding="utf-8")
    print("\n".join(stale), end="\n" if stale else "")
    failed = sum(bool(wrong) for _, _, wrong in results)
    print(f"notebooks: {len(chosen)} in {time.monotonic() - start:.0f} s, {AT_A_TIME} at a time on {os.cpu_count()} cores; "
          f"{failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
