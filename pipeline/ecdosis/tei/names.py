"""Names that everything about TEI shares."""

from __future__ import annotations

import copy
import re
from typing import Final

from lxml import etree

from ecdosis.model.characters import holdable

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
ID: Final = f"{{{XML}}}id"
NAMESPACES: Final = {"tei": TEI, "xml": XML}
TEI_ALL_VERSION: Final = "4.3.0"
"""Of the TEI Guidelines (31 August 2021) from which TEI All (`tei_all.rng`) was made, as that file says."""
EXAMPLE: Final = "{http://www.tei-c.org/ns/Examples}egXML"
"""An example of markup, whose comments are part of it."""
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
    """All text in an element; a comment or an instruction to a program has none."""
    return "".join(str(part) for part in element.itertext()) if isinstance(element.tag, str) else ""


def in_a_row(element: etree._Element) -> str:
    """All text in an element, with a blank where one element of it ends or begins."""
    if next(element.iter(etree.Comment, etree.ProcessingInstruction), None) is not None:  # in an example of markup
        element = copy.deepcopy(element)
        etree.strip_tags(element, etree.Comment, etree.ProcessingInstruction)
    return " ".join(" ".join(str(part) for part in element.itertext()).split())


def text_of(tree: etree._Element, path: str) -> str:
    """The text at the first place an XPath (prefix `tei`) leads to; empty if there is none."""
    found = tree.find(path, NAMESPACES)
    return "" if found is None else content(found)


def parse(data: bytes, *, comments: bool = False) -> etree._Element:
    """The root of a TEI file, without (or with) its comments and instructions to programs. Entities are not resolved
    and nothing is fetched. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
    root = etree.fromstring(data, parser)
    return root if comments else bare(root)


def bare(root: etree._Element) -> etree._Element:
    """The same tree, from which its comments and instructions to programs are taken out, so that whoever reads it meets
    elements and words alone: a comment may stand anywhere, also inside of a word. Those of examples of markup stay."""
    held = [(example, etree.Element("held")) for example in root.iter(EXAMPLE) if not _is_inside(example, root)]
    for example, place in held:
        _exchange(example, place)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)  # in linear time, however many there are
    for example, place in held:
        _exchange(place, example)
    return root


def _is_inside(example: etree._Element, root: etree._Element) -> bool:
    """Whether an example of markup is part of another one, or all that there is."""
    return example is root or next(example.iterancestors(EXAMPLE), None) is not None


def _exchange(old: etree._Element, new: etree._Element) -> None:
    """Put an element in the place of another, before the words that follow that."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)
