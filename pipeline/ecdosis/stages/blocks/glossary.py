"""Glossaries: below a heading, in the order of the alphabet, words and what they mean.

A word is told from what it means by the mark behind it, the same for nearly all. An entry begins with a block, or,
where the lines that go on stand further to the right, with each line at the margin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ecdosis.model.kinds import Kind
from ecdosis.model.text import Text
from ecdosis.stages.blocks.index import is_index, is_ordered
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.source_lines import SourceLine, line_ends, lines_of
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import words

FEWEST: Final = 4
"""Entries of a glossary at least."""
TERM: Final = 5
"""Words of a term at most."""
ORDERED: Final = 0.8
"""Share of the entries that are in the order of the alphabet, at least."""
ALIKE: Final = 0.7
"""The same of those that have the same mark behind the word."""
HEADING: Final = 8
"""Words of the heading of a glossary at most."""
APART: Final = 2
"""Blank lines above a line in capitals that begins something else."""
_TERM: Final = re.compile(
    r"[_*=]?(?P<term>[^\W\d_][^,:;=—–(\[.\t]{0,48}?)[_*=]?(?:\s?[(\[][^()\[\]]{1,40}[)\]])?"
    r"(?P<mark>,|:|;|\s?=|\.?\s?(?:[—–]|--)|\s-(?=\s)|\.(?=\s)|\s{2,}|\t)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: where it begins, where what the word means does (offsets), the word and the mark behind it."""

    start: int
    meaning: int
    term: str
    mark: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """A glossary: its entries in order, where it ends, its heading."""

    entries: tuple[Entry, ...]
    end: int
    heading: str

    @property
    def cuts(self) -> Iterator[int]:
        """Where its words and what they mean begin (offsets)."""
        return (offset for entry in self.entries for offset in (entry.start, entry.meaning))


def glossaries(text: Text, views: Sequence[View]) -> tuple[Glossary, ...]:
    """The glossaries of a text that is divided into blocks."""
    heads = [index for index, view in enumerate(views) if is_glossary(view.text) or _defines(view.text)]
    ends = line_ends(text) if heads else []
    found = (_below(text, views, head, ends) for head in heads)
    return tuple(one for one in found if one is not None)


def is_glossary(text: str) -> bool:
    """Whether a line is the heading of a glossary (`GLOSSARY.`, `Glossary of Terms`)."""
    bare = text.strip(" .:*_#[]—–-").casefold()
    named = any(bare == name or bare.startswith(f"{name} ") for name in words("glossaries"))
    return named and len(bare.split()) <= HEADING and not any(map(str.isdigit, bare))


def _defines(text: str) -> bool:
    """Whether a line may be the heading of one, which other texts have above paragraphs (`Definitions`)."""
    return text.strip(" .:*_#[]—–-").casefold() in words("definitions")


def proposals(views: Sequence[View], found: Sequence[Glossary]) -> Proposals:
    """The words of glossaries and what they mean, each in its blocks."""
    starts = [view.start for view in views]
    proposed: Proposals = {}
    for one in found:
        why = f"{BlockRule.GLOSSARY.what}: “{one.heading}”"
        group = bisect_left(starts, one.entries[0].start) + 1
        ends = [*(entry.start for entry in one.entries[1:]), one.end]
        for part, (entry, end) in enumerate(zip(one.entries, ends, strict=True), 1):
            first = bisect_left(starts, entry.start)
            proposed[first] = Proposal(Kind.GLOSS_TERM, BlockRule.GLOSSARY, why, group=group, part=part)
            for index in range(first + 1, bisect_left(starts, end)):
                proposed[index] = Proposal(Kind.GLOSS, BlockRule.GLOSSARY, why, group=group, part=part)
    return proposed


def _below(text: Text, views: Sequence[View], head: int, ends: Sequence[int]) -> Glossary | None:
    """The glossary below a heading, if there is one."""
    lines: list[SourceLine] = []
    for view in views[head + 1 :]:
        if _begins_another(view):
            break
        lines += lines_of(text, view, ends)
    for begins in (_at_margin(lines), [line.opens for line in lines]):
        entries = _entries(text, lines, begins)
        if _are_entries(entries):
            last = entries[-1].start
            follows = (line.start for line, one in zip(lines, begins, strict=True) if one and line.start > last)
            return Glossary(tuple(entries), next(follows, lines[-1].end), views[head].text)
    return None


def _begins_another(view: View) -> bool:
    """Whether a block is the heading of something else."""
    capital = view.text.isupper() and view.above >= APART and len(view.text) > 1
    return capital or is_index(view.text) or is_glossary(view.text) or view.text.casefold() in words("parts")


def _at_margin(lines: Sequence[SourceLine]) -> list[bool]:
    """Which lines stand at the margin, where others right below them stand further to the right."""
    margin = min((line.indent for line in lines), default=0)
    hanging = any(line.indent > margin and not line.apart for line in lines)
    first = any(line.indent > margin and line.apart for line in lines)
    return [hanging and not first and line.indent == margin for line in lines]


def _entries(text: Text, lines: Sequence[SourceLine], begins: Sequence[bool]) -> list[Entry]:
    """The entries that some lines begin, up to the first that is none."""
    found: list[Entry] = []
    for line, one in zip(lines, begins, strict=True):
        if not one:
            continue
        match = _TERM.match(text.reading, line.start)
        if match is None or len(match["term"].split()) > TERM or match.end() > line.end:
            break
        found.append(Entry(line.start, match.end(), match["term"], match["mark"].strip()))
    return found


def _are_entries(entries: Sequence[Entry]) -> bool:
    """Whether some entries are those of a glossary: in order, and most with the same mark."""
    if len(entries) < FEWEST:
        return False
    [(_, most)] = Counter(entry.mark for entry in entries).most_common(1)
    terms = [entry.term for entry in entries]
    return most >= ALIKE * len(entries) and sum(is_ordered(terms)) >= ORDERED * len(entries)
