"""A TEI file of somebody else: read as if it were hostile, refused in words that say what to do.

Nothing is fetched, no file but this one is opened, no entity is expanded that the file itself does not declare, and
size, depth and expansion have bounds.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lxml import etree

from pipeline.errors import MissingInputError, UnusableInputError
from pipeline.publish.p5.elements import named
from pipeline.publish.p5.include import included
from pipeline.tei.names import TEI, q, tag

MOST_BYTES: Final = 64 << 20
"""The largest file taken. The largest single texts of the great collections have about 20 MB."""
DEEPEST: Final = 120
"""Elements within each other; texts of the great collections nest about 30 deep."""
MOST_EXPANDED: Final = 8
"""How many times as long as its file a text may be once its entities are expanded (some declare boilerplate)."""
ROOTS: Final = named(
    "TEI teiCorpus text group front body back div floatingText facsimile sourceDoc standOff teiHeader surface "
    "listPerson listPlace listBibl"
)
"""Elements that a file may have as its root: a whole document, or a part of one that can be read."""
_UNDECLARED: Final = 27
"""libxml2's error about an entity that may be declared in a part of the document type that is not loaded."""
_TOLERATED: Final = frozenset((200, 201, 202, 203, 204, 205, 513, 538, 539, 540))
"""libxml2's errors that do not stop a file from being a tree: namespaces (xmlParserErrors, 200 to 205), ids that are
given twice (513), `xml:id` and `xml:space` that are not as they should be (538 to 540)."""
_DECLARED: Final = re.compile(rb"<!ENTITY\s")
_DECLARATION: Final = re.compile(r"<!ENTITY\s+([^\s%]+)\s+[\"']")
_ELSEWHERE: Final = re.compile(rb"<!ENTITY\s+[^\s%]+\s+(?:SYSTEM|PUBLIC)\s")
_REFERENCE: Final = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|&(?P<name>[A-Za-z_][\w.-]*);", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document: its root, in the namespace of TEI, the bytes of its file, and the names of entities whose text is not
    in that file, with whether a standard set has them; parts that should have been taken in and could not be, with
    why."""

    root: etree._Element
    data: bytes
    entities: Mapping[str, bool]
    missing: tuple[str, ...]


def load(path: Path) -> Loaded:
    """A TEI P5 document. Raises MissingInputError, or UnusableInputError if nothing can be made of it."""
    data = _bytes(path)
    root, entities = _parsed(path, data)
    namespace, _, name = str(root.tag).rpartition("}")
    if name == "TEI.2":
        raise UnusableInputError(
            f"{path}: this is TEI P4 (its root is TEI.2). Convert it to TEI P5 first, as the TEI Consortium’s "
            "stylesheet p4top5.xsl does."
        )
    if not namespace and name in ("TEI", "teiCorpus"):  # the DTD, which is not loaded, gave it
        _in_namespace(root)
    if tag(root) not in ROOTS:
        raise UnusableInputError(
            f"{path}: this is not TEI P5: its root is “{name}” in {namespace[1:] or 'no namespace'}, not TEI in {TEI}."
        )
    missing = tuple(included(root, path))
    return Loaded(root, data, MappingProxyType(entities), missing)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            missing = not path.exists()
            kind = MissingInputError if missing else UnusableInputError
            raise kind(f"{path}: {'there is no such file' if missing else 'this is not a file'}.")
        if path.stat().st_size > MOST_BYTES:
            raise UnusableInputError(
                f"{path}: more than {MOST_BYTES >> 20} MB. Split it (a volume, a play, a letter to a file)."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read ({error.strerror}).") from error


def _parsed(path: Path, data: bytes) -> tuple[etree._Element, dict[str, bool]]:
    """The tree, and the entities used in it whose text is not in the file, with whether a standard set has them. What
    is wrong with ids or prefixes is no hindrance; that it is no tree is one."""
    root, error = _tree(data)
    met: dict[str, bool] = {}
    if error is not None and (error.type == _UNDECLARED or _ELSEWHERE.search(data)):
        spelt, met = _spelt_out(data)
        root, error = _tree(spelt, _UNDECLARED)
    if root is None or error is not None:
        where, what = (error.line, error.message) if error is not None else (1, "there is no element in it")
        raise UnusableInputError(f"{path}:{where}: not well-formed XML ({what}).")
    if _depth(root) > DEEPEST:
        raise UnusableInputError(f"{path}: its elements nest more than {DEEPEST} deep, as no text does.")
    if _DECLARED.search(data) and _expanded(root) > MOST_EXPANDED * len(data):
        raise UnusableInputError(f"{path}: its entities make it more than {MOST_EXPANDED} times as long as it is.")
    return root, met


def _tree(data: bytes, *tolerated: int) -> tuple[etree._Element | None, etree._LogEntry | None]:
    """A tree, and the first error that is one of form, but for some that are tolerated. libxml2 has bounds of its own
    for depth and expansion."""
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    harmless = {*_TOLERATED, *tolerated}
    grave = (e for e in parser.error_log if e.level != etree.ErrorLevels.WARNING and e.type not in harmless)
    return root, next(grave, None)


def _spelt_out(data: bytes) -> tuple[bytes, dict[str, bool]]:
    """A file whose document type lies elsewhere, with the characters of the standard sets (ISO 8879, HTML) in the place
    of entities that it does not declare itself; others stay as they are written. Their names, with whether they are
    standard."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = data.decode(codec)
    declared = {*_DECLARATION.findall(text), "amp", "lt", "gt", "quot", "apos"}
    met: dict[str, bool] = {}

    def spelt(found: re.Match[str]) -> str:
        name = found["name"]
        if not name or name in declared:
            return found[0]
        characters = html.entities.html5.get(f"{name};", "")
        met[name] = bool(characters)
        return "".join(f"&#{ord(c)};" for c in characters) or f"&amp;{name};"

    return _REFERENCE.sub(spelt, text).encode(codec), met


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _expanded(root: etree._Element) -> int:
    """Code points of all text and attributes."""
    values = (len(str(value)) for element in root.iter("*") for value in element.attrib.values())
    return sum(len(str(part)) for part in root.itertext()) + sum(values)


def _in_namespace(root: etree._Element) -> None:
    for element in root.iter("*"):
        if "}" not in str(element.tag):
            element.tag = q(str(element.tag))
