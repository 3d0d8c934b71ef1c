"""Checks of a TEI file: its form, our schema and TEI All (grammar and rules), its digest, that it gives the source
back, and what looks odd in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from lxml import etree

from ecdosis import resources
from ecdosis.errors import UnusableInputError
from ecdosis.storage.files import read_regular
from ecdosis.tei import versions
from ecdosis.tei.file import digest
from ecdosis.tei.names import NAMESPACES, content, parse, tag, text_of
from ecdosis.tei.plausible import odd_omissions, odd_pages, odd_quotations
from ecdosis.tei.restore import SOURCE, restore
from ecdosis.tei.schematron import Schematron, load
from ecdosis.validation.findings import Finding

Found = TypeVar("Found")

MOST: Final = 10
"""Findings of one check in one file."""
WORDS: Final = 40
"""Code points of context on each side of a place."""
ALTERED: Final = "It was altered after it was built, or the program has a fault. Build it again."
GRAMMAR: Final = "Ecdosis’s grammar"
RULES: Final = "Ecdosis’s rules"
TEI_ALL: Final = "TEI All"
TEI_ALL_RULES: Final = "TEI All’s rules"
"""The checks against schemas."""
LOADED: Final = "file"
"""The name of the check that a file is there and can be read."""
FORM: Final = "form"
"""The name of the check that a file is XML of the TEI, in a format that this program knows."""
FOREIGN: Final = "origin"
"""The name of the check whether we made a file."""
_HEADER: Final = "tei:teiHeader/tei:fileDesc/"


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled grammar and the name that a person knows it by; `own`: only files that we made are to follow it."""

    name: str
    validator: etree.RelaxNG
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Schematron rules and the name that a person knows them by; `own`: only files that we made are to follow them."""

    name: str
    schematron: Schematron
    own: bool = False


def schema_file(name: str) -> Path:
    """A file of our schema: `ecdosis.rng`, `.sch` or `.odd`."""
    return resources.schema() / name


def our_schema() -> Schema:
    """The grammar of what Ecdosis writes."""
    return Schema(GRAMMAR, etree.RelaxNG(file=str(schema_file("ecdosis.rng"))), own=True)


def our_rules() -> Rules:
    """What that grammar cannot say."""
    return Rules(RULES, load(parse(schema_file("ecdosis.sch").read_bytes())), own=True)


def tei_all() -> tuple[Schema, Rules]:
    """TEI All, the schema of everything that TEI allows, with the Schematron rules that it holds. Its grammar takes
    about 5 seconds to compile: do it once a run. It comes with Ecdosis, as the TEI Consortium published it, so that no
    network is needed to check a file."""
    tree = parse(files("ecdosis.tei").joinpath("tei_all.rng").read_bytes())
    return Schema(TEI_ALL, etree.RelaxNG(tree)), Rules(TEI_ALL_RULES, load(tree))


def check(path: Path, schemas: Sequence[Schema | Rules]) -> list[Finding]:
    """All that is wrong with a TEI file."""
    try:
        data = read_regular(path)
    except OSError as error:
        return [Finding(path, LOADED, "error", f"It cannot be read ({error.strerror}). Build it first, or again.")]
    try:
        root = parse(data, comments=True)  # one that somebody has put in makes it another file
    except etree.XMLSyntaxError as error:
        return [Finding(path, FORM, "error", f"It is not well-formed XML ({error.msg}). {ALTERED}", error.lineno)]
    if root.getroottree().docinfo.internalDTD is not None:  # which could declare entities: text that is not in the file
        return [Finding(path, FORM, "error", f"It has a document type declaration, as no file of ours has. {ALTERED}")]
    if not tag(root):
        name = etree.QName(root).localname
        return [Finding(path, FORM, "error", f"It is not TEI P5 (its root is “{name}”). Name a file of TEI P5.", 1)]
    return check_tree(root, path, schemas)


def is_ours(root: etree._Element) -> bool:
    """Whether a TEI file bears any sign of having been made by Ecdosis: its name, its digest, its source."""
    signs = (
        "tei:appInfo/tei:application[@ident='ecdosis']",
        "tei:idno[@type='text-sha256']",
        "tei:bibl[@xml:id='source']",
    )
    return any(root.find(f"tei:teiHeader//{sign}", NAMESPACES) is not None for sign in signs)


def check_tree(root: etree._Element, path: Path, schemas: Sequence[Schema | Rules]) -> list[Finding]:
    """All that is wrong with what a TEI file holds. One that others made is held against what is TEI's alone."""
    ours = is_ours(root)
    findings: list[Finding] = []
    if not ours:
        message = "It was not made by Ecdosis, so that it was only checked against TEI All."
        findings.append(Finding(path, FOREIGN, "notice", message))
    named = root
    if ours:
        try:
            versions.check(root, path)
        except UnusableInputError as error:
            return [Finding(path, FORM, "error", str(error).removeprefix(f"{path}: "))]
        named = versions.current(root)
    for schema in schemas:
        if schema.own <= ours:
            findings += _against(schema, named, path) if isinstance(schema, Schema) else _by_rules(schema, named, path)
    for test in CHECKS.values() if ours else ():
        findings += test(root, path)
    return findings


def _against(schema: Schema, root: etree._Element, path: Path) -> Iterator[Finding]:
    if schema.validator.validate(root):
        return
    # libxml2 tells also what only follows from an error; the first at a line is the one that helps
    told: dict[int, etree._LogEntry] = {}
    for entry in schema.validator.error_log:
        told.setdefault(entry.line, entry)
    prefixes = {prefix: uri for element in root.iter("*") for prefix, uri in element.nsmap.items() if prefix}
    for line, entry in list(told.items())[:MOST]:
        found = place_of(root, entry.path or "", prefixes)
        near = "" if found is None else context(found)
        message = f"It is not valid against {schema.name}: {entry.message}."
        yield Finding(path, schema.name, "error", message, line, near)


def place_of(root: etree._Element, path: str, prefixes: Mapping[str, str]) -> etree._Element | None:
    """The element that libxml2 names by a path; None if it cannot be told, as where a file uses a prefix that it does
    not declare."""
    try:
        found = root.getroottree().xpath(path, namespaces=dict(prefixes)) if path else []
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


def _by_rules(rules: Rules, root: etree._Element, path: Path) -> Iterator[Finding]:
    for failure in _some(rules.schematron.failures(root)):
        element = failure.element
        yield Finding(path, rules.name, failure.severity, failure.message, line_of(element), context(element))


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


def _plausible(root: etree._Element, path: Path) -> Iterator[Finding]:
    """Nothing looks odd to a reader: quotations that are not closed, pages out of order, words left out that stand
    in the text as well."""
    for found in (odd_quotations(root), odd_pages(root), odd_omissions(root)):
        for element, message, words in _some(found):
            yield Finding(path, "reading", "warning", message, line_of(element), words or context(element))


CHECKS: Final[Mapping[str, Callable[[etree._Element, Path], Iterator[Finding]]]] = {
    "digest": _digest,
    "source": _source,
    "reading": _plausible,
}
"""The checks of a TEI file beside grammars and rules."""


def context(element: etree._Element) -> str:
    """Some words by which a person finds an element: before it, in it and after it, or those of what it is in."""
    parent, before = element.getparent(), element.getprevious()
    left = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    inside, right = content(element), element.tail or ""
    if len(inside) > 2 * WORDS:
        inside, right = f"{inside[: 2 * WORDS]}…", ""
    words = " ".join(f"{left[-WORDS:]}{inside}{right[:WORDS]}".split())
    if len(words) < 3 and parent is not None:
        return context(parent)
    return words


def _some(found: Iterable[Found]) -> Iterator[Found]:
    """The first few; what follows is mostly of the same cause."""
    return islice(found, MOST)


def line_of(element: etree._Element) -> int | None:
    """The line of the file (from 1) that an element begins at."""
    line: object = element.sourceline
    return line if isinstance(line, int) else None
