"""Names that everything about TEI shares."""

from __future__ import annotations

from typing import Final

from lxml import etree

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
ID: Final = f"{{{XML}}}id"
NAMESPACES: Final = {"tei": TEI, "xml": XML}


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
