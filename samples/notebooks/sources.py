"""Turns notebooks' sources, Markdown in sources/, into .ipynb files without outputs, and compares the two."""

import sys
from pathlib import Path

import jupytext
import nbformat

HERE = Path(__file__).parent
KERNEL = {"name": "dl4j-quantum", "display_name": "Java (dl4j-quantum)", "language": "java"}


def sources():
    return sorted((HERE / "sources").glob("*.md"))


def notebook_of(source):
    """The text of the .ipynb file, the same each time: cells are numbered, as random names would change."""
    notebook = jupytext.read(source)
    notebook.metadata = nbformat.NotebookNode(
        kernelspec=KERNEL, language_info={"name": "java", "file_extension": ".java", "mimetype": "text/x-java-source"}
    )
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
    nbformat.validate(notebook)
    return nbformat.writes(notebook, ensure_ascii=False) + "\n"


def target(source):
    return HERE / f"{source.stem}.ipynb"


def differences():
    """What is wrong with the .ipynb files, a sentence each."""
    expected = {target(source): notebook_of(source) for source in sources()}
    found = set(HERE.glob("*.ipynb"))
    for file in sorted(found | expected.keys()):
        if file not in expected:
            yield f"{file.name}: has no source in {HERE / 'sources'}"
        elif file not in found or file.read_text(encoding="utf-8") != expected[file]:
            yield f"{file.name}: is not what its source says; samples/notebooks/test --write makes it anew"


def write():
    for source in sources():
        target(source).write_text(notebook_of(source), encoding="utf-8")
        print(target(source).name)


if __name__ == "__main__":
    sys.exit(write())
