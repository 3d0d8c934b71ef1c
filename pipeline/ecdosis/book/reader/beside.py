"""What a document has: a text, and what stands beside it (the transcription of its pages, lists of persons), each with
a heading that says what it is. Of one that has nothing but a header, what that says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lxml import etree

from ecdosis.book.book import Paragraph, Section
from ecdosis.book.reader.facts import DOCUMENTS, in_namespace, text_elements
from ecdosis.book.reader.lists import described
from ecdosis.book.reader.looks import Look
from ecdosis.book.reader.walk import Walk
from ecdosis.book.words import BookWords
from ecdosis.tei.names import content, tag


def heading(say: BookWords, name: str) -> str:
    """What a book calls what stands beside a text, or a part of a header, by the name of its element (TEI Guidelines,
    2, 11 and 16)."""
    return say(f"beside.{name}") if say.has(f"beside.{name}") else say("tei.beside", element=name)


@contextmanager
def section(walk: Walk, title: str, element: etree._Element | None = None) -> Iterator[None]:
    """What is walked through meanwhile is a section with a title, if anything of it is to be seen; without a title it
    stands for itself. `element`: the one that it is made of."""
    if not title:
        yield
        return
    id_ = walk.flow.new_id("s")
    walk.level += 1
    walk.flow.open_capture()
    if element is not None:
        walk.place(element)
    yield
    blocks = walk.flow.captured()
    walk.level -= 1
    if blocks:
        walk.flow.put([Section(id_, walk.level + 1, (title,), blocks)])


def read(walk: Walk, root: etree._Element, document: Callable[[etree._Element], None]) -> None:
    """All of a document: its text (with the documents in it and stray words, in their order), then what stands beside
    that; `document` reads a document within it."""
    if tag(root) == "teiHeader":
        _described(walk, root)
        return
    if tag(root) not in DOCUMENTS:
        _text(walk, root)
        return
    taken = text_elements(root)
    walk.loose(root.text, Look())
    for child in root:
        if child in taken:
            _text(walk, child)
        elif tag(child) in DOCUMENTS:
            document(child)
        walk.loose(child.tail, Look())
    for child in root:
        if child not in taken and tag(child) not in (*DOCUMENTS, "teiHeader"):
            _beside(walk, child)
    if _is_only_described(root):
        for child in root.iterchildren("{*}teiHeader"):
            _described(walk, child)


def _text(walk: Walk, element: etree._Element) -> None:
    """A text of the document, or what stands for it."""
    walk.node(element, Look())
    walk.flow.flush()


def _beside(walk: Walk, element: etree._Element) -> None:
    """What stands beside the text."""
    name = in_namespace(element)
    if not content(element).strip():
        walk.tally.note("dropped", name, "beside the text it is not shown: it has no words", element)
        return
    with section(walk, heading(walk.say, name)):
        walk.node(element, Look())


def _is_only_described(root: etree._Element) -> bool:
    """Whether a document has no words but those of its header."""
    parts = [child for child in root if tag(child) != "teiHeader"]
    return not any(tag(part) in DOCUMENTS or content(part).strip() for part in parts)


def _described(walk: Walk, header: etree._Element) -> None:
    """What a header says, part by part."""
    walk.flow.put([Paragraph(walk.flow.new_id("p"), (walk.say("tei.empty"),))])
    with section(walk, heading(walk.say, "teiHeader")):
        walk.loose(header.text, Look())
        for part in header:
            name = in_namespace(part)
            with section(walk, heading(walk.say, name)):
                described(walk, part, Look()) if tag(part) else walk.node(part, Look())
            walk.loose(part.tail, Look())
