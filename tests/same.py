"""Whether the program still does to texts what its first release did: `make same TEXTS="DIR DIR"`.

Two programs are asked, and only by their command lines, so that no renaming inside of either matters: the base (the
first release, or with `--base` any other commit or folder) and that of this checkout. A commit is built into a wheel
from git's history and installed into an environment of its own in the cache folder, beside the dependencies that its
own lock names. Each text is built by both, without and with the editor's decisions; compared are what `changes`,
`read`, `blocks`, `queries` and `restore` say and the words of each product. TEI that others made is published and
its books compared. What the base says of a text is kept, so it is asked only once.

`tests/same.toml` lists the differences from the first release that are meant, each with its reason. Another base has
no list unless one is named (`--list`): from one step of a rebuilding to the next nothing may differ. A difference that
is not on the list is shown, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from glob import escape
from itertools import repeat
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from releases import FIRST_RELEASE, program

ROOT: Final = Path(__file__).resolve().parent.parent
LIST: Final = ROOT / "tests/same.toml"
METHOD: Final = "1"
"""To be counted up when what is kept of a text changes its form: what was kept before is then asked again."""
DAY: Final = "1795824000"
"""What both programs take for today (SOURCE_DATE_EPOCH): 28 November 2026."""
LIMIT: Final = 1200
"""Seconds that one command may take; the first release has texts at which it works without end."""
SHOWN: Final = 6
"""Differing lines that are shown of each difference."""
WIDTH: Final = 160
"""Characters that are shown of a line."""
UNDECIDED: Final = " without decisions"
"""What is added to the name of a text that is built without them."""
TEXTS: Final = (".txt", ".html", ".htm", ".md")
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


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect of a text in which the two differ: the differing lines, `-` of the base and `+` of this checkout."""

    text: str
    aspect: str
    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.lines).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something on the list that makes both sides alike before they are compared: what a pattern finds in some aspects
    (in each line, or in the words of a product with one space between them) is written in another way. For what has
    another name now, or another form, and nothing else."""

    aspects: tuple[str, ...]
    pattern: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """A difference on the list: patterns (as of files' names) for the text and the aspects, the reason, and how far it
    goes: the digests of the differing lines, or at most so many lines of any content."""

    text: str
    aspects: tuple[str, ...]
    reason: str
    digests: tuple[str, ...] = ()
    lines: int = 0

    def covers(self, found: Difference) -> bool:
        """Whether this is that difference."""
        if not fnmatchcase(found.text, self.text) or not any(fnmatchcase(found.aspect, a) for a in self.aspects):
            return False
        return found.digest in self.digests if self.digests else len(found.lines) <= self.lines


def listed(path: Path) -> tuple[list[Rule], list[Allowed]]:
    """What a list of differences says. Raises ValueError for an entry without reason or bounds."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    alike = ((e, pair) for e in told.get("alike", ()) for pair in e["pairs"])
    rules = [Rule(tuple(e["aspects"]), pattern, to, e["reason"]) for e, (pattern, to) in alike]
    allowed = []
    for e in told.get("allowed", ()):
        one = Allowed(e["text"], tuple(e["aspects"]), e["reason"], tuple(e.get("digests", ())), e.get("lines", 0))
        if not one.reason or bool(one.digests) == bool(one.lines):
            raise ValueError(f"{path}: {one.text}: an entry needs a reason, and either digests or lines")
        allowed.append(one)
    return rules, allowed


def differences(name: str, old: Answers, new: Answers, rules: Sequence[Rule] = ()) -> Iterator[Difference]:
    """The aspects of a text in which two programs differ, once what is only written otherwise is alike. Of a text that
    the base did not build there is nothing to compare with but the exit status."""
    for aspect in old:
        before, after = (_alike(side.get(aspect, ()), aspect, rules) for side in (old, new))
        if before != after:
            yield Difference(name, aspect, tuple(differing(before, after)))


def _alike(lines: Sequence[str], aspect: str, rules: Sequence[Rule]) -> list[str]:
    found = [" ".join(lines)] if aspect in PRODUCTS else list(lines)
    for rule in rules:
        if aspect in rule.aspects:
            found = [re.sub(rule.pattern, rule.to, line) for line in found]
    return found[0].split() if aspect in PRODUCTS else found


def differing(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The lines that only one has, as git finds them, each with its sign."""
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("old", old), ("new", new)):
            text = "".join(f"{line}\n" for line in lines)
            Path(folder, name).write_bytes(text.encode("utf-8", "surrogatepass"))
        git = ["git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--text", "--unified=0", "old", "new"]
        told = subprocess.run(git, cwd=folder, capture_output=True).stdout.decode("utf-8", "surrogatepass")
    _head, *hunks = re.split(r"^@@ .*$\n", told, flags=re.M)
    return [line for hunk in hunks for line in hunk.split("\n") if line[:1] in ("-", "+")]


# What a program says of a text


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


# The base


def base_side(named: str) -> Side:
    """The program to compare with: that of a folder's own environment, or of a commit."""
    return Side(*program(named))


# The texts


def subjects(folders: Sequence[Path]) -> Iterator[Subject]:
    """The texts and TEI files in some folders and those inside of them; a text with decisions is there twice."""
    known = _descriptors(ROOT / "seeds")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".xml":
                yield Subject(path, tuple(other for other in sorted(path.parent.iterdir()) if _goes_with(other, path)))
            elif path.suffix in TEXTS and not path.stem.endswith(".expected") and path.name != "README.md":
                beside = (path.with_suffix(".toml"), path.with_suffix(".decisions.tsv"))
                there = tuple(other for other in beside if other.is_file())
                seeds = known.get(hashlib.sha256(path.read_bytes()).hexdigest(), ())
                yield Subject(path, there, seeds)
                if any(other.name.endswith(".decisions.tsv") for other in (*there, *seeds)):
                    yield Subject(path, there, seeds, decided=False)


def _goes_with(other: Path, path: Path) -> bool:
    """Whether a file beside a TEI file may be a part of it: it may include others and show pictures."""
    return other.is_file() and other != path and other.suffix in (".xml", ".png", ".jpg", ".svg", ".ent", ".dtd")


def _descriptors(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The SHA-256 of texts that are described in a folder -> descriptor and, if there are any, decisions."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        decided = path.with_suffix(".decisions.tsv")
        if digest := tomllib.loads(path.read_text(encoding="utf-8")).get("sha256"):
            found[str(digest)] = (path, decided) if decided.is_file() else (path,)
    return found


def both(subject: Subject, base: Side, here: Side) -> tuple[Answers, Answers]:
    return answers(base, subject), answers(here, subject)


def shown(found: Difference) -> str:
    """A difference with the first of its lines."""
    head = f"\n{found.text}: {found.aspect}: {len(found.lines)} lines differ (digest {found.digest})"
    return "\n".join((head, *(f"  {line[:WIDTH]}" for line in found.lines[:SHOWN])))


def entries(left: Sequence[Difference]) -> str:
    """What would put some differences on the list, one entry a text. Their reasons are empty, so that the list is
    refused until somebody has looked at each of them and written why it is meant."""
    texts: dict[str, list[Difference]] = {}
    for found in left:
        texts.setdefault(found.text.removesuffix(UNDECIDED), []).append(found)
    written = []
    for name, those in texts.items():
        asked = {
            "text": f"{escape(name)}*",
            "aspects": sorted({found.aspect for found in those}),
            "digests": sorted({found.digest for found in those}),
            "reason": "",
        }
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in asked.items())
        written.append("\n".join(("[[allowed]]", *lines, "")))
    return "\n".join(written)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", nargs="*", action="extend", type=Path, default=[], metavar="DIR", help="further texts"
    )
    parser.add_argument("--only", default="*", metavar="PATTERN", help="of the texts those with such names")
    parser.add_argument("--base", default=FIRST_RELEASE, metavar="COMMIT|DIR", help="another commit, or a checkout")
    parser.add_argument("--list", type=Path, metavar="FILE", help="the differences that are meant")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="texts at a time")
    chosen = parser.parse_args()
    base, here = base_side(chosen.base), Side(ROOT / ".venv/bin/ecdosis")
    meant: Path | None = chosen.list or (LIST if chosen.base == FIRST_RELEASE else None)
    rules, allowed = listed(meant) if meant else ([], [])
    folders = [ROOT / "seeds", ROOT / "tests/foreign", *(folder.resolve(strict=True) for folder in chosen.texts)]
    asked = [subject for subject in subjects(folders) if fnmatchcase(subject.name, chosen.only)]
    met: list[Difference] = []
    left: list[Difference] = []
    with ProcessPoolExecutor(chosen.jobs) as pool:
        results = zip(asked, pool.map(both, asked, repeat(base), repeat(here)), strict=True)
        for number, (subject, (old, now)) in enumerate(results, 1):
            print(f"\r{number} of {len(asked)} ", end="", file=sys.stderr, flush=True)
            for found in differences(subject.name, old, now, rules):
                met.append(found)
                if not any(entry.covers(found) for entry in allowed):
                    left.append(found)
                    print(shown(found))
    idle = [one for one in allowed if not any(one.covers(found) for found in met)]
    print(f"\n{len(asked)} texts, {len(met)} differences, {len(left)} of them not on the list")
    if idle and chosen.only == "*":
        print("On the list, but not met with these texts:", *(f"  {one.text}: {one.reason}" for one in idle), sep="\n")
    if left and meant:
        print(f"\nWhat is meant of these goes on the list ({meant.name}), each with its reason:\n\n{entries(left)}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
