"""Where the entries of an index lead: to the pages of the source that they name, and to other entries.

A link that is wrong is worse than none: a page must be the only one with its number (those of two volumes are not), and
an entry the only one that has the name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import INDEXING, Kind
from ecdosis.model.pages import page_ids
from ecdosis.model.text import Text
from ecdosis.stages.blocks.locators import key, leads_in, locators, name_of
from ecdosis.stages.blocks.rules import BlockRule


def pointers(text: Text, blocks: Sequence[Block]) -> Iterator[Mark]:
    """The pages and entries to which the entries of indexes lead, as links: `#` and the id of the page (`p`, of a form
    feed `a`, and its position) or of the entry (`i` and its position)."""
    entries = [block for block in blocks if block.type in INDEXING]
    if not entries:
        return
    pages = page_ids(text)
    named = _Named.of(text, entries)
    for entry in entries:
        words = text.reading[entry.start : entry.end]
        for start, end, page in locators(words):
            if target := pages.get(page.casefold()):
                why = f"the page of the source that alone has the number {page}"
                yield _link(entry.start + start, entry.start + end, BlockRule.LOCATOR, why, f"#{target}")
        for start, end in leads_in(words):
            other = named.entry(words[start:end])
            if other is not None and other is not entry:
                why = f"the entry “{name_of(text.reading[other.start : other.end])}”"
                target = f"#i{text.position(other.start)}"
                yield _link(entry.start + start, entry.start + end, BlockRule.SEE, why, target)


def _link(start: int, end: int, rule: BlockRule, why: str, target: str) -> Mark:
    return Mark(start, end, Kind.LINK, rule, why, target=target)


@dataclass(frozen=True, slots=True)
class _Named:
    """The entries of the first level by their whole names, and by what stands before the first comma of these."""

    whole: Mapping[str, Sequence[Block]]
    first: Mapping[str, Sequence[Block]]

    @classmethod
    def of(cls, text: Text, entries: Sequence[Block]) -> _Named:
        whole: dict[str, list[Block]] = {}
        first: dict[str, list[Block]] = {}
        for entry in entries:
            if entry.type == Kind.INDEX_ENTRY:
                name = name_of(text.reading[entry.start : entry.end])
                whole.setdefault(key(name), []).append(entry)
                first.setdefault(key(name.partition(",")[0]), []).append(entry)
        return cls(whole, first)

    def entry(self, name: str) -> Block | None:
        """The only entry that has a name."""
        for found in (self.whole.get(key(name), ()), self.first.get(key(name), ())):
            if len(found) == 1:
                return found[0]
        return None
