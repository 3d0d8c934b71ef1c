"""Names that everything about TEI shares."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pipeline.characters import holdable

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
ID: Final = f"{{{XML}}}id"
NAMESPACES: Final = {"tei": TEI, "xml": XML}
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPED: Final = re.compile(r"[&<>]")


def data(text: str) -> str:
    """Text as XML character data. Everything that is written into a TEI file passes through here or through `value`,
    so that no character of a reason or a title can make it unreadable."""
    return _ESCAPED.sub(lambda match: _ENTITIES[match.group()], holdable(text))


def value(text: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return re.sub(r"[\t\n]", " ", data(text)).replace('"', "&quot;")


def tag(element: etree._Element) -> str:
    """The local name of a TEI element; of anything else (comments, other namespaces) the empty string."""
    name = element.tag
    return name[len(TEI) + 2 :] if isinstance(name, str) and name.startswith(f"{{{TEI}}}") else ""


def q(name: str) -> str:
    """The name of a TEI element as lxml wants it."""
    return f"{{{TEI}}}{name}"


def content(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(part) for part in element.itertext())


def text_of(tree: etree._Element, path: str) -> str:
    """The text at the first place an XPath (prefix `tei`) leads to; empty if there is none."""
    found = tree.find(path, NAMESPACES)
    return "" if found is None else content(found)


def parse(data: bytes) -> etree._Element:
    """The root of a TEI file. Entities are not resolved and nothing is fetched. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
    return etree.fromstring(data, parser)
