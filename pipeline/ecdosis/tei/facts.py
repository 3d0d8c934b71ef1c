"""What the TEI header is made of: the facts of one build, and how a fact is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date as date_of
from types import MappingProxyType
from typing import Any, Final

from ecdosis.editor.rows import Decision
from ecdosis.inputs.input import Original
from ecdosis.model.provenance import NOTHING_TOLD, Provenance
from ecdosis.model.source import Source
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import data

CREDITS: Final = "Credits"
"""What it is called if a file names people and not what they did."""
_BLANKS: Final = re.compile(r"[\t-\r]+")
"""Tabs and line ends."""
_SPAN: Final = re.compile(r"(\d{4})\s?[-–/]\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the header tells beside the descriptor: the work of one build.

    `sure` is how sure an inferred language is; `front` is what stands before the text, as it was recognised (type of
    block, reading); `decisions` are the editor's; `tools` are names and versions of what else had a part in it;
    `original`: the file that the text was extracted from; `inferred` names the facts that the descriptor did not have,
    each with what it was inferred from; `provenance`: where the file comes from; `word_lists`: the editor's lists of
    words, each with how many are in it; `year`: that of the work, by its title page.
    """

    descriptor: Descriptor
    source: Source
    filename: str
    language: str
    words: int
    version: str
    date: str
    characters: tuple[str, ...]
    sure: float = 1.0
    front: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    original: Original | None = None
    inferred: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    provenance: Provenance = NOTHING_TOLD
    word_lists: tuple[tuple[str, int], ...] = ()
    year: str = ""

    def told(self, type_: str) -> str:
        """What the text itself has as its byline, date or imprint; empty if nothing."""
        found = (clean(text).rstrip(" ,;") for type_of, text in self.front if type_of == type_)
        return " · ".join(filter(None, found))

    @property
    def cleaned(self) -> Facts:
        """The same with each fact of the descriptor on one line, so that one of blanks alone is none."""
        known = self.descriptor
        told = {f.name: getattr(known, f.name) for f in fields(known)}
        plain: dict[str, Any] = {name: clean(fact) for name, fact in told.items() if isinstance(fact, str)}
        return replace(self, descriptor=replace(known, **plain))


def element(name: str, text: str, attributes: str = "") -> str:
    """An element with a fact in it; nothing if the fact is not known."""
    return f"<{name}{attributes}>{data(clean(text))}</{name}>" if clean(text) else ""


def clean(text: str) -> str:
    """A fact on one line."""
    return _BLANKS.sub(" ", text).strip()


def names(text: str) -> list[str]:
    """The names (or subjects) in a fact that may have several, with semicolons between them."""
    return [name for part in text.split(";") if (name := clean(part))]


def machine_date(text: str) -> str:
    """The attributes that say a date to a program: @when for a year, month or day, @from and @to for a span of years;
    none for what is no such date, which stays in words alone."""
    if span := _SPAN.fullmatch(text.strip()):
        return f' from="{span[1]}" to="{span[2]}"' if span[1] < span[2] else ""
    parts = re.fullmatch(r"(\d{4})(-\d\d)?(-\d\d)?", text.strip())
    if parts is None or parts[1] == "0000":
        return ""
    try:
        date_of.fromisoformat(f"{parts[1]}{parts[2] or '-01'}{parts[3] or '-01'}")
    except ValueError:
        return ""
    return f' when="{parts[0]}"'
