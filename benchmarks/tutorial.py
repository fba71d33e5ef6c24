"""Types the tutorial in as it is written, in a clone, and says what came of every step, as rows of a table.

Usage: tutorial.py CLONE. What is on the PATH, in JAVA_HOME and in HOME is what the reader has.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)
IN_FILE = re.compile(r"// in (\S+)\n")
NUMBER = re.compile(r"-?\d+\.\d+")


def agrees(page, printed):
    """Word by word, numbers to one unit in the last digit shown, and to the end where a line ends in dots."""
    if page.endswith("..."):
        return printed.startswith(page[:-3])
    words, others = (re.split(r"[\s,\[\]()]+", line.strip()) for line in (page, printed))
    return len(words) == len(others) and all(
        word == other
        or NUMBER.fullmatch(word)
        and NUMBER.fullmatch(other)
        and abs(float(word) - float(other)) < 1.5 * 10 ** -len(word.partition(".")[2])
        for word, other in zip(words, others)
    )


class Reader:
    def __init__(self, clone):
        self.clone = clone
        self.printed = ""
        self.server = None
        self.wrong = 0

    def row(self, step, seconds, outcome):
        print(f"| {step} | {seconds:.0f} | {outcome} |", flush=True)
        self.wrong += outcome.startswith("**")

    def command(self, command, step=None):
        """Types a command; one that serves goes on beside what follows."""
        start = time.monotonic()
        process = subprocess.Popen(
            # The shell becomes the command, so that ending it ends what serves.
            ["bash", "-c", "exec " + command], cwd=self.clone, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        if "Serve" in command:
            self.server = process
            self.printed = process.stdout.readline()
            outcome = "serves" if "http://" in self.printed else "**does not serve**"
        else:
            self.printed, errors = process.communicate()
            outcome = "done" if process.returncode == 0 else f"**ends with {process.returncode}**: {errors.strip()[-300:]}"
        self.row(step or f"`{command}`", time.monotonic() - start, outcome)

    def compare(self, text):
        page, printed = ([line for line in each.splitlines() if line.strip()] for each in (text, self.printed))
        same = len(page) == len(printed) and all(map(agrees, page, printed))
        self.row("what it prints", 0, "as on the page" if same else f"**other than on the page**: {self.printed!r}")

    def changed(self, file, block):
        """Replaces the statement that declares the same variable, with the block's imports put to the others."""
        path = self.clone / file
        before = path.read_text()
        imports = "".join(line + "\n" for line in block.splitlines() if line.startswith("import "))
        statement = "\n".join(line for line in block.splitlines() if not line.startswith("import ")).strip()
        declares = statement[: statement.index("=") + 1]
        first = before.index(declares)
        last = before.index(";\n", first) + 1
        path.write_text(imports + before[:first] + statement + before[last:])
        self.command(f"samples/run {file}", f"`samples/run {file}` with `{statement.split('new ')[1].split('(')[0]}` changed")
        path.write_text(before)
        return file

    def follow(self, page):
        changed = None
        for language, title, block in FENCE.findall(page):
            inside = IN_FILE.match(block)
            if language == "java" and title:
                if changed:
                    self.command(f"samples/run {changed}", f"`samples/run {changed}` with the first version put back")
                    changed = None
                (self.clone / title).write_text(block)
            elif inside:
                changed = self.changed(inside.group(1), block[inside.end() :])
            elif language == "bash":
                self.command(block.strip())
            elif language == "text":
                self.compare(block)


def main():
    clone = Path(sys.argv[1])
    reader = Reader(clone)
    try:
        reader.follow((clone / "docs/tutorial.md").read_text())
    finally:
        if reader.server:
            reader.server.kill()
    return 1 if reader.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
