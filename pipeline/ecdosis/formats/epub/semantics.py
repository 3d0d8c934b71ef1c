"""What the parts of an EPUB are: types and roles.

The vocabulary is that of EPUB (Structural Semantics Vocabulary 1.1, `epub:type`) with the ARIA role that belongs to it
(DPUB-ARIA 1.1, EPUB Type to ARIA Role Authoring Guide). Notes are divisions, not asides: reading systems find them by
their marker and show them as pop-ups all the same, but some of them hide asides from the page. They are footnotes in a
section of endnotes, since the type and the role of a single endnote are deprecated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ecdosis.book.book import Block, Section
from ecdosis.book.fold import every


@dataclass(frozen=True, slots=True)
class SemanticKind:
    """Type and role of a section; empty if it has none."""

    type: str = ""
    role: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        told = {"epub:type": self.type, "role": self.role}
        return {name: value for name, value in told.items() if value}

    @property
    def matter(self) -> str:
        """Where in a book such a section stands."""
        return "frontmatter" if self.type in FRONT else "backmatter" if self.type in BACK else "bodymatter"


NONE: Final = SemanticKind()
CHAPTER: Final = SemanticKind("chapter", "doc-chapter")
PART: Final = SemanticKind("part", "doc-part")
OWN: Final[Mapping[str, SemanticKind]] = MappingProxyType(
    {
        "notes": SemanticKind("endnotes", "doc-endnotes"),
        "annotations": SemanticKind("endnotes", "doc-endnotes"),
        "emendations": SemanticKind("appendix", "doc-appendix"),
        "set-aside": SemanticKind("appendix", "doc-appendix"),
        "left-out": SemanticKind("appendix", "doc-appendix"),
        "about": SemanticKind("colophon", "doc-colophon"),
    }
)
"""The ids of a book's own sections -> what they are."""
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: name
        for name in (
            *("preface", "foreword", "introduction", "prologue", "epilogue", "afterword", "conclusion", "dedication"),
            *("acknowledgments", "appendix", "glossary", "bibliography", "index", "part", "volume"),
        )
    }
    | {
        "acknowledgements": "acknowledgments",
        "ack": "acknowledgments",
        "acknowledgement": "acknowledgments",
        "textual-note": "preface",
    }
)
"""What encodings call a division (TEI `@type`) -> its type."""
FRONT: Final = ("preface", "foreword", "introduction", "dedication", "acknowledgments")
BACK: Final = ("appendix", "glossary", "bibliography", "index", "afterword", "endnotes", "colophon")
"""Types that stand before and after the text; all others are in its body."""
NO_ROLE: Final = ("volume",)
"""Types without a role of their own."""


def kinds(blocks: tuple[Block, ...]) -> Iterator[tuple[str, SemanticKind]]:
    """What the sections among blocks are, by their ids."""
    for block in every(blocks):
        if isinstance(block, Section) and block.id:
            yield block.id, OWN.get(block.id) or _kind(block)


def _kind(section: Section) -> SemanticKind:
    """What the encoding calls a division, else the highest are chapters."""
    if section.kind in KINDS:
        type_ = KINDS[section.kind]
        return SemanticKind(type_, "" if type_ in NO_ROLE else f"doc-{type_}")
    if section.level == 1 and any(_is_chapter(block) for block in section.blocks):
        return PART
    return CHAPTER if section.level == 1 or _is_chapter(section) else NONE


def _is_chapter(block: Block) -> bool:
    """Whether the encoding calls a division a chapter."""
    return isinstance(block, Section) and block.kind == "chapter"
