"""XML from strangers: parsed as if it were hostile. Nothing is fetched, no entity is expanded that the file itself does
not declare, and depth and expansion have bounds."""

from __future__ import annotations

import html.entities
import re
from pathlib import Path
from typing import Final

from lxml import etree

from ecdosis.errors import UnusableInputError

DEEPEST: Final = 120
"""Elements within each other; texts of the great collections nest about 30 deep."""
MOST_EXPANDED: Final = 8
"""How many times as long as its file a text may be once its entities are expanded (some declare boilerplate)."""
_UNDECLARED: Final = 27
"""libxml2's error about an entity that may be declared in a part of the document type that is not loaded."""
_TOLERATED: Final = frozenset((200, 201, 202, 203, 204, 205, 513, 538, 539, 540))
"""libxml2's errors that do not stop a file from being a tree: namespaces (xmlParserErrors, 200 to 205), ids that are
given twice (513), `xml:id` and `xml:space` that are not as they should be (538 to 540)."""
_DECLARATION: Final = re.compile(r"<!ENTITY\s+([^\s%]+)\s+[\"']")
_ELSEWHERE: Final = re.compile(rb"<!ENTITY\s+[^\s%]+\s+(?:SYSTEM|PUBLIC)\s")
_REFERENCE: Final = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|&(?P<name>[A-Za-z_][\w.-]*);", re.DOTALL)


def parsed(path: Path, data: bytes) -> tuple[etree._Element, dict[str, bool]]:
    """The tree, and the entities used in it whose text is not in the file, with whether a standard set has them. What
    is wrong with ids or prefixes is no hindrance; that it is no tree is one. Raises UnusableInputError."""
    root, error = _tree(data)
    met: dict[str, bool] = {}
    if error is not None and (error.type == _UNDECLARED or _ELSEWHERE.search(data)):
        spelt, met = _spelt_out(data)
        root, error = _tree(spelt, _UNDECLARED)
    if root is None or error is not None:
        where, what = (error.line, error.message) if error is not None else (1, "there is no element in it")
        raise UnusableInputError(f"{path}:{where}: not well-formed XML ({what}).")
    if depth(root) > DEEPEST:
        raise UnusableInputError(f"{path}: its elements nest more than {DEEPEST} deep, as no text does.")
    if root.getroottree().docinfo.internalDTD is not None and _expanded(root) > MOST_EXPANDED * len(data):
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


def depth(root: etree._Element) -> int:
    """How deep the elements of a tree nest."""
    deepest = level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _expanded(root: etree._Element) -> int:
    """Code points of all text and attributes."""
    values = (len(str(value)) for element in root.iter("*") for value in element.attrib.values())
    return sum(len(str(part)) for part in root.itertext()) + sum(values)
