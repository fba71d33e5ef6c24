"""The runner of the notebooks has to see what is wrong with one."""

import base64
import io
import tempfile
import unittest
import unittest.mock
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image, ImageColor

import execute


def png(*colours):
    image = Image.new("RGB", (8, 8), "white")
    for x, colour in enumerate(colours):
        image.putpixel((x, 0), ImageColor.getrgb(colour))
    file = io.BytesIO()
    image.save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


def complaints(output, *tags):
    cell = new_code_cell("code", metadata={"tags": list(tags)}, outputs=[output] if output else [])
    return list(execute.complaints(new_notebook(cells=[cell])))


def shown(**data):
    return new_output("display_data", {key.replace("_", "/").replace("svg", "svg+xml"): value for key, value in data.items()})


class ComplaintsTest(unittest.TestCase):
    FULL_SVG = "<svg>" + "<rect/>" * 5 + "</svg>"

    def test_errors(self):
        error = new_output("error", ename="EvalException", evalue="/ by zero", traceback=["\x1b[31mat line 1\x1b[0m"])
        self.assertEqual(["cell 1: EvalException: / by zero\ncode\nat line 1"], complaints(error))

    def test_the_error_stream(self):
        self.assertEqual(["cell 1: on the error stream: WARN"], complaints(new_output("stream", name="stderr", text="WARN\n")))
        self.assertEqual([], complaints(new_output("stream", name="stdout", text="fine\n")))

    def test_missing_pictures(self):
        text = new_output("execute_result", {"text/plain": "Circuit"})
        self.assertEqual([], complaints(text))
        self.assertEqual(["cell 1: shows no picture"], complaints(text, "picture"))
        self.assertEqual(["cell 1: shows no picture"], complaints(None, "picture"))

    def test_empty_pictures(self):
        self.assertEqual(["cell 1: shows an empty png"], complaints(shown(image_png=png()), "picture"))
        self.assertEqual(["cell 1: shows an empty png"], complaints(shown(image_png=png("red"))))
        self.assertEqual(["cell 1: shows an empty svg"], complaints(shown(image_svg="<svg><rect/></svg>"), "picture"))

    def test_pictures(self):
        self.assertEqual([], complaints(shown(image_png=png("red", "blue")), "picture"))
        self.assertEqual([], complaints(shown(image_svg=self.FULL_SVG), "picture"))
        self.assertEqual([], complaints(shown(text_html=self.FULL_SVG), "picture"))


class RequireTest(unittest.TestCase):
    def test_a_kernel_that_is_not_installed(self):
        with self.assertRaises(SystemExit) as refused:
            execute.require("none-such")
        self.assertEqual(
            "notebooks: no kernel none-such is installed; samples/notebooks/install-kernel installs dl4j-quantum",
            str(refused.exception),
        )

    def test_a_kernel_that_is(self):
        with tempfile.TemporaryDirectory() as folder, unittest.mock.patch.dict("os.environ", JUPYTER_PATH=folder):
            kernel = Path(folder) / "kernels/some"
            kernel.mkdir(parents=True)
            (kernel / "kernel.json").write_text('{"argv": ["java"], "display_name": "Java", "language": "java"}')
            execute.require("some")


if __name__ == "__main__":
    unittest.main()
