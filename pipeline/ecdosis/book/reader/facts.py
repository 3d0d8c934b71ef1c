"""What must be known of a whole document before its first word is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ecdosis.book.reader.looks import language_tag
from ecdosis.tei.names import ID, XML, content, q, tag

DOCUMENTS: Final = ("TEI", "teiCorpus")
"""Elements that are a document, not a part of one."""
POINTING: Final = ("target", "targetEnd", "corresp", "from", "to")
"""Attributes whose `#id` may ask for a place in the book."""
QUOTING: Final = ("q", "quote", "said", "soCalled")
MARKS: Final = "\"'“”„‟‘’‚‛«»‹›「」『』—–"
"""Signs that open or close a quotation, or stand for that in dialogue."""
SAMPLE: Final = 400
"""Quotations looked at to see whether a document has their marks in its text."""


@dataclass(frozen=True, slots=True)
class BookFacts:
    """`wanted`: ids of elements that something in the document leads to -> the name of that place in the book. `by_id`:
    the first element of each of these. `renditions`: id -> CSS. `glyphs`: id of a `char` or `glyph` -> how it is shown.
    `sigla`: id of a witness -> its siglum. `people`: id of a person -> the name. `quoted`: quotations have their marks
    in the text. `c_blanks`: blanks between words are `c` elements. `joins`: words say with `@join` where no blank is.
    `counted`: lines of verse have numbers. `language`: that of the document. `exact`: the text has each blank and sign
    that is to be read, and each look and language that is to be seen, so that nothing has to be supplied; then `names`
    are those of the blocks and divisions that have permanent ones."""

    wanted: Mapping[str, str]
    by_id: Mapping[str, etree._Element]
    renditions: Mapping[str, str]
    glyphs: Mapping[str, str]
    sigla: Mapping[str, str]
    people: Mapping[str, str]
    quoted: bool
    c_blanks: bool
    joins: bool
    counted: bool
    language: str
    exact: bool = False
    names: Mapping[etree._Element, str] = field(default_factory=dict)


def facts(root: etree._Element) -> BookFacts:
    """One look at the whole document."""
    wanted: dict[str, str] = {}
    c_blanks = joins = False
    for element in root.iter("*"):
        attributes = element.attrib
        for name in POINTING:
            for pointer in str(attributes.get(name, "")).split():
                if pointer.startswith("#") and len(pointer) > 1:
                    wanted.setdefault(pointer[1:], f"x{len(wanted) + 1}")
        joins = joins or "join" in attributes
        c_blanks = c_blanks or (element.tag == q("c") and not (element.text or "").strip())
    by_id: dict[str, etree._Element] = {}
    for element in root.iter("*"):
        if (id_ := element.get(ID, "")) in wanted:
            by_id.setdefault(id_, element)
    return BookFacts(
        wanted,
        by_id,
        {r.get(ID, ""): content(r) for r in root.iter(q("rendition")) if r.get(ID)},
        dict(_glyphs(root)),
        {w.get(ID, ""): _siglum(w) for w in root.iter(q("witness")) if w.get(ID)},
        {p.get(ID, ""): _named(p) for p in root.iter(q("person"), q("personGrp")) if p.get(ID)},
        _quoted(root),
        c_blanks,
        joins,
        any(line.get("n") for line in root.iter(q("l"))),
        _language(root),
    )


def text_elements(root: etree._Element) -> list[etree._Element]:
    """What is to be read first of a document: its texts, else what transcribes its pages; of a part of one all."""
    if tag(root) not in DOCUMENTS:
        return [root]
    own = [child for child in root if tag(child) == "text"]
    return own or [child for child in root if tag(child) == "sourceDoc"] or [c for c in root if tag(c) == "facsimile"]


def _glyphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Characters that the header describes (TEI Guidelines, 5): the plainest mapping, else the name in brackets."""
    for described in (*root.iter(q("char")), *root.iter(q("glyph"))):
        mappings = {m.get("type", ""): content(m).strip() for m in described.iter(q("mapping"))}
        chosen = next(
            (mappings[kind] for kind in ("standard", "simplified", "normalized", "Unicode") if kind in mappings), ""
        )
        name = next((content(n).strip() for n in described.iter(q("charName"), q("glyphName"), q("desc"))), "")
        chosen = chosen or next(iter(mappings.values()), "") or (f"[{name}]" if name else "")
        if described.get(ID) and chosen:
            yield described.get(ID, ""), chosen


def _siglum(witness: etree._Element) -> str:
    """What stands for a witness in an apparatus."""
    named = witness.get("n") or next((content(a) for a in witness.iter(q("abbr"), q("siglum"), q("label"))), "")
    return " ".join(named.split()) or witness.get(ID, "")


def _named(person: etree._Element) -> str:
    """The name of a person, as the header has it first."""
    named = next(person.iter(q("persName"), q("name"), q("label")), None)
    return " ".join(content(named).split()) if named is not None else person.get("n", "") or person.get(ID, "")


def _quoted(root: etree._Element) -> bool:
    """Whether the marks of quotations are text: the header says so, or one in four has them inside or beside it."""
    for declared in root.iter(q("quotation")):
        if declared.get("marks") in ("all", "some"):
            return True
    seen = have = 0
    for element in root.iter(*(q(name) for name in QUOTING)):
        if seen >= SAMPLE:
            break
        previous = element.getprevious()
        before = (previous.tail if previous is not None else getattr(element.getparent(), "text", "")) or ""
        inside = content(element).strip()
        seen += 1
        have += inside[:1] in MARKS or before.rstrip()[-1:] in tuple(MARKS) or "quo" in (element.get("rend") or "")
    return seen > 0 and have * 4 >= seen


def _language(root: etree._Element) -> str:
    """The language of the text as BCP 47 has it; `und` if the document does not say."""
    told = [root.get(f"{{{XML}}}lang", "")] if tag(root) != "TEI" else []
    told += [text.get(f"{{{XML}}}lang", "") for text in text_elements(root)]
    used = [element.get("ident", "") for element in root.iter(q("language"))]
    told += used if len(used) == 1 else []
    told += [root.get(f"{{{XML}}}lang", "")]
    told += used[:1]
    return next((language for name in told if (language := language_tag(name))), "und")


def in_namespace(element: etree._Element) -> str:
    """The local name of an element of any namespace; empty for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_examples(element: etree._Element) -> bool:
    """Whether an element is an example of markup (`egXML`)."""
    return isinstance(element.tag, str) and element.tag.startswith("{http://www.tei-c.org/ns/Examples}")


def number(told: str | None, most: int) -> int:
    """A count from an attribute, between 1 and `most`."""
    return min(max(int(told), 1), most) if told and re.fullmatch(r"\d{1,6}", told) else 1
