"""Checks of a TEI file: its form, our schema, TEI All, its pointers, its lines, its digest, and that it gives the
source back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from lxml import etree

from pipeline.findings import Finding
from pipeline.tei.file import digest
from pipeline.tei.names import ID, parse, q, tag, text_of
from pipeline.tei.restore import SOURCE, restore
from pipeline.tei.structure import CONTAINERS

Found = TypeVar("Found")

SCHEMAS: Final = (
    Path(__file__).parent / "ecdosis.rng",  # in an installed package
    Path(__file__).parents[2] / "tei" / "schema" / "ecdosis.rng",  # in the project
)
POINTERS: Final = ("ana", "corresp", "next", "prev", "ref", "resp", "target", "targetEnd", "who")
"""Attributes that point, with `#` and an id, to other elements of the file (and `target` to the outside as well)."""
BETWEEN: Final = CONTAINERS | {"text"}
"""Elements in which there are only blocks and what stands between them."""
MOST: Final = 10
"""Findings of one check in one file."""
ALTERED: Final = "It was altered after it was built, or the program has a fault. Build it again."
_HEADER: Final = "tei:teiHeader/tei:fileDesc/"


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled schema and the name that a person knows it by."""

    name: str
    validator: etree.RelaxNG


def our_schema() -> Schema:
    """The schema of what Ecdosis writes."""
    path = next(path for path in SCHEMAS if path.is_file())
    return Schema("Ecdosis's own schema", etree.RelaxNG(file=str(path)))


def tei_all(path: Path) -> Schema:
    """TEI All from its file. It takes about 5 seconds to compile: do it once a run."""
    return Schema("TEI All", etree.RelaxNG(file=str(path)))


def check(path: Path, schemas: Sequence[Schema]) -> list[Finding]:
    """All that is wrong with a TEI file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [Finding(path, "file", "error", f"It cannot be read ({error.strerror}). Build it first, or again.")]
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        return [Finding(path, "form", "error", f"It is not well-formed XML ({error.msg}). {ALTERED}", error.lineno)]
    if root.getroottree().docinfo.internalDTD is not None:  # which could declare entities: text that is not in the file
        return [
            Finding(path, "form", "error", f"It has a document type declaration, as no file of ours has. {ALTERED}")
        ]
    findings = [finding for schema in schemas for finding in _against(schema, root, path)]
    for test in CHECKS.values():
        findings += test(root, path)
    return findings


def _against(schema: Schema, root: etree._Element, path: Path) -> Iterator[Finding]:
    if schema.validator.validate(root):
        return
    # libxml2 tells also what only follows from an error; the first at a line is the one that helps
    told: dict[int, str] = {}
    for entry in schema.validator.error_log:
        told.setdefault(entry.line, entry.message)
    for line, message in list(told.items())[:MOST]:
        yield Finding(path, schema.name, "error", f"It is not valid against {schema.name}: {message}.", line)


def _pointers(root: etree._Element, path: Path) -> Iterator[Finding]:
    """Each pointer into the file leads to an id (that none is given twice, the parser sees to)."""
    seen = {element.get(ID) for element in root.iter("*")}
    broken = (
        (pointer, element)
        for element in root.iter("*")
        for attribute in POINTERS
        for pointer in (element.get(attribute) or "").split()
        if pointer.startswith("#") and pointer[1:] not in seen
    )
    for pointer, element in _some(broken):
        message = f"The {tag(element)} points to “{pointer}”, which is not in the file. {ALTERED}"
        yield Finding(path, "pointers", "error", message, line_of(element))


def _lines(root: etree._Element, path: Path) -> Iterator[Finding]:
    """Each LF of the text stands before an `lb` and nowhere else, so that a line of the source is a line of the file;
    between blocks there is nothing but such LFs."""
    text = root.find(q("text"))
    if text is None:
        return
    misplaced = (
        parent
        for parent in text.iter("*")
        if tag(parent) not in ("corr", "reg", "g")  # there stands what is read, not what is in the source
        for run, after in _runs(parent)
        if not _well_placed(run, after, between_blocks=tag(parent) in BETWEEN)
    )
    for element in _some(misplaced):
        message = f"The line ends in this {tag(element)} are not those of its lb elements. {ALTERED}"
        yield Finding(path, "lines", "error", message, line_of(element))


def _runs(parent: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """The text directly in an element, and what follows each part of it: a child, or the end (None)."""
    run = parent.text or ""
    for child in parent:
        yield run, child
        run = child.tail or ""
    yield run, None


def _well_placed(run: str, after: etree._Element | None, *, between_blocks: bool) -> bool:
    ends_line = after is not None and tag(after) == "lb" and after.get("break") is None
    if between_blocks and run.strip("\n"):
        return False
    return run.count("\n") == ends_line and run.endswith("\n") == ends_line


def _digest(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The text is the one whose SHA-256 the header gives."""
    told = text_of(root, f"{_HEADER}tei:publicationStmt/tei:idno[@type='text-sha256']")
    if told != digest(root):
        yield Finding(path, "digest", "error", f"Its text is not the one that the header’s SHA-256 is of. {ALTERED}")


def _source(root: etree._Element, path: Path) -> Iterator[Finding]:
    """The file gives the very bytes back that it was made from, by the SHA-256 in its header."""
    try:
        restored = restore(root)
    except (LookupError, ValueError) as error:
        yield Finding(path, "source", "error", f"The source cannot be restored from it ({error}). {ALTERED}")
        return
    if hashlib.sha256(restored).hexdigest() != text_of(root, f"{SOURCE}tei:idno[@type='sha256']"):
        yield Finding(path, "source", "error", f"What is restored from it is not the source, by its SHA-256. {ALTERED}")


CHECKS: Final[Mapping[str, Callable[[etree._Element, Path], Iterator[Finding]]]] = {
    "pointers": _pointers,
    "lines": _lines,
    "digest": _digest,
    "source": _source,
}
"""The checks of a TEI file beside the schemas."""


def _some(found: Iterable[Found]) -> Iterator[Found]:
    """The first few; what follows is mostly of the same cause."""
    return islice(found, MOST)


def line_of(element: etree._Element) -> int | None:
    """The line of the file (from 1) that an element begins at."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None
