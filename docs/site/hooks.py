"""What the site needs beyond MkDocs: pages of docs/ stand at its root, Javadoc beside them, formulas are MathML
(which browsers draw without scripts), and links to other sites are well-formed."""

import html
import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

from latex2mathml.converter import convert
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link

log = logging.getLogger("mkdocs.hooks.docs")
REPOSITORY = Path(__file__).parents[2]
FORMULA = re.compile(r'<(span|div) class="arithmatex">(\\\(|\\\[)(.*?)(\\\)|\\\])</\1>', re.DOTALL)
FILE_LINK = re.compile(r"\]\(([^)\s#:]+)(#[^)\s]*)?\)")
OUTER_LINK = re.compile(r'(?:href|src)="([a-z]+:[^"]*)"')


def on_files(files, config):
    for page in files.documentation_pages():
        text = Path(page.abs_src_path).read_text(encoding="utf-8")
        for path, _ in FILE_LINK.findall(text):
            add_where_missing(files, page, path, config)
    for file in files:
        if file.src_uri.startswith("docs/"):
            file.dest_uri = file.dest_uri.removeprefix("docs/")
        elif file.src_uri == "README.md":
            file.dest_uri = "readme.html"  # index.html is that of docs/
    return files


def add_where_missing(files, page, path, config):
    """Files that pages refer to and that are no pages: sources, licences."""
    target = (REPOSITORY / page.src_uri).parent.joinpath(path).resolve()
    if target.is_file() and target.is_relative_to(REPOSITORY):
        uri = target.relative_to(REPOSITORY).as_posix()
        if files.get_file_from_path(uri) is None and not uri.endswith(".md"):
            files.append(File(uri, str(REPOSITORY), config.site_dir, False))


def on_nav(nav, config, files):
    """Javadoc is no page, so the list of pages cannot have it."""
    reference = next(item for item in nav.items if item.title == "Reference")
    reference.children.insert(0, Link("Javadoc", "javadoc/index.html"))
    return nav


def on_page_content(content, page, config, files):
    for link in OUTER_LINK.findall(content):
        parts = urlsplit(html.unescape(link))
        if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or " " in link:
            log.warning(f"Doc file '{page.file.src_uri}' contains a link '{link}' that is no address of a page.")
    return FORMULA.sub(formula, content)


def formula(match):
    block = match[2] == r"\["
    return convert(html.unescape(match[3]), display="block" if block else "inline")
