"""What a program says of a text, asked by its command line alone, so that no renaming inside matters (`same.py`)."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

METHOD: Final = "1"
"""To be counted up when what is kept of a text changes its form: what was kept before is then asked again."""
DAY: Final = "1795824000"
"""What both programs take for today (SOURCE_DATE_EPOCH): 28 November 2026."""
LIMIT: Final = 1200
"""Seconds that one command may take; the first release has texts at which it works without end."""
UNDECIDED: Final = " without decisions"
"""What is added to the name of a text that is built without them."""
ASPECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "changes": ("changes", "--format", "jsonl", "--all"),
    "read": ("read",),
    "blocks": ("blocks",),
    "queries": ("queries",),
}
"""What is asked of a built TEI file, besides the bytes of its source."""
PRODUCTS: Final = ("txt", "html", "epub", "pdf")
"""The aspects whose lines are the words of a product, one each."""

Answers = Mapping[str, Sequence[str]]
"""What a program says of a text: aspect -> lines."""


@dataclass(frozen=True, slots=True)
class Side:
    """A program: its command, and the folder where its answers are kept (None: they are not)."""

    command: Path
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A text to build (or TEI to publish), the files that go beside it, and those that go into `seeds`."""

    path: Path
    beside: tuple[Path, ...] = ()
    seeds: tuple[Path, ...] = ()
    decided: bool = True

    @property
    def name(self) -> str:
        return self.path.name if self.decided else f"{self.path.name}{UNDECIDED}"

    @property
    def key(self) -> str:
        """What the answers depend on: method, names and bytes of all files, and whether a PDF can be read."""
        told = hashlib.sha256(f"{METHOD} {self.name} {bool(shutil.which('pdftotext'))}".encode())
        for path in (self.path, *self.beside, *self.seeds):
            told.update(f"\n{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
        return told.hexdigest()[:24]


def answers(side: Side, subject: Subject) -> dict[str, list[str]]:
    """What a program says of a text; what is kept is not asked again."""
    kept = side.kept / f"{subject.key}.json.gz" if side.kept else None
    if kept and kept.is_file():
        found: dict[str, list[str]] = json.loads(gzip.decompress(kept.read_bytes()))
        return found
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (subject.path, *subject.beside):
            shutil.copy(path, folder)
        for path in subject.seeds:
            (folder / "seeds").mkdir(exist_ok=True)
            shutil.copy(path, folder / "seeds")
        found = (_published if subject.path.suffix == ".xml" else _built)(side, subject, folder)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(gzip.compress(json.dumps(found).encode()))
        part.replace(kept)
    return found


def _published(side: Side, subject: Subject, folder: Path) -> dict[str, list[str]]:
    status, _ = _run(side, folder, "publish", subject.path.name, "-o", "out", "--to", "txt,html,epub")
    return {"publish": [status], **_words(folder / "out")}


def _built(side: Side, subject: Subject, folder: Path) -> dict[str, list[str]]:
    decided = () if subject.decided else ("--no-decisions",)
    status, _ = _run(side, folder, "build", subject.path.name, "-o", "out", *decided)
    found = {"build": [status]}
    for tei in (folder / "out").glob("*.xml"):
        for aspect, asked in ASPECTS.items():
            status, told = _run(side, folder, *asked, f"out/{tei.name}")
            found[aspect] = [status, *told.decode("utf-8", "surrogatepass").split("\n")]
        status, restored = _run(side, folder, "restore", f"out/{tei.name}")
        exact = restored == subject.path.read_bytes()
        found["restore"] = [status, "the source" if exact else hashlib.sha256(restored).hexdigest()]
    return found | _words(folder / "out")


def _run(side: Side, folder: Path, *asked: str) -> tuple[str, bytes]:
    """What a command prints, and how it ended."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("ECDOSIS_", "PYTHON"))}
    env = {**known, "SOURCE_DATE_EPOCH": DAY, "PYTHONUTF8": "1", "COLUMNS": "100"}
    if cache := os.environ.get("ECDOSIS_CACHE"):
        env["ECDOSIS_CACHE"] = cache
    try:
        done = subprocess.run([side.command, *asked], cwd=folder, env=env, capture_output=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return f"no end after {LIMIT} s", b""
    return f"exit status {done.returncode}", done.stdout


def _words(folder: Path) -> dict[str, list[str]]:
    """The words of each product in a folder."""
    found = {}
    for path in sorted(folder.glob("*")):
        match path.suffix:
            case ".epub":
                found["epub"] = _words_of_epub(path)
            case ".html":
                found["html"] = _words_of_page(path.read_bytes())
            case ".txt":
                found["txt"] = path.read_text(encoding="utf-8").split()
            case ".pdf" if shutil.which("pdftotext"):
                found["pdf"] = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout.decode().split()
    return found


def _words_of_page(page: bytes) -> list[str]:
    """What stands in a page of (X)HTML, without style and script. Elements part words: `<br>` does."""
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for other in list(root.iter("style", "script")):
        other.clear(keep_tail=True)
    return " ".join(map(str, root.itertext())).split()


def _words_of_epub(path: Path) -> list[str]:
    """What stands in a book, in the order in which it is read."""
    with zipfile.ZipFile(path) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        package_path = str(container.xpath("string(//@full-path)"))
        package = etree.fromstring(book.read(package_path))
        where = {str(item.get("id")): str(item.get("href")) for item in package.iter("{*}item")}
        pages = [where[str(item.get("idref"))] for item in package.iter("{*}itemref")]
        read = [book.read(normpath(join(dirname(package_path), page))) for page in pages]
    return [word for page in read for word in _words_of_page(page)]
