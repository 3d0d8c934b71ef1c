"""Inlines of a book before they are set: headings cut to running heads, pages out of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from ecdosis.book.inlines import AsidePlace, Asked, Emended, Inline, PageBreak, Styled, words_of

RUNNING: Final = 52
"""Characters of a running head, so that it stands in one line."""


def cut(inlines: Iterable[Inline], room: int = RUNNING) -> list[Inline]:
    """A heading cut to the length of a running head, at the end of a word."""
    kept: list[Inline] = []
    for inline in inlines:
        shown = words_of(inline)
        if len(shown) > room:
            shown = shown[: room + 1].rpartition(" ")[0].rstrip(" ,;:.·–—-") + "…"
            return [*kept, replace(inline, text=shown) if isinstance(inline, Styled) else shown]
        kept.append(inline)
        room -= len(shown)
    return kept


def apart(inlines: Sequence[Inline]) -> list[Inline]:
    """Inlines with every page that begins inside of a word put before the word, where its sign can stand."""
    inlines = [inline for inline in inlines if not isinstance(inline, Asked)]
    made: list[Inline] = []
    for at, inline in enumerate(inlines):
        word: list[Inline] = []
        if isinstance(inline, PageBreak) and _goes_on(islice(inlines, at + 1, None)):
            while made and _is_of_word(made[-1]):
                last = made.pop()
                if " " in words_of(last) and isinstance(last, (str, Styled)):
                    first, rest = _cut_at_word(last)
                    made.append(first)
                    word.insert(0, rest)
                    break
                word.insert(0, last)
        made += [inline, *word]
    return made


def _cut_at_word(inline: str | Styled) -> tuple[Inline, Inline]:
    """An inline before its last word, and that word."""
    head, blank, tail = words_of(inline).rpartition(" ")
    if isinstance(inline, str):
        return head + blank, tail
    return replace(inline, text=head + blank), replace(inline, text=tail)


def _is_of_word(inline: Inline) -> bool:
    """Whether a word may end with an inline: it has words and no blank at their end, or only marks a place."""
    shown = words_of(inline)
    return not shown[-1].isspace() if shown else isinstance(inline, (Emended, AsidePlace))


def _goes_on(inlines: Iterable[Inline]) -> bool:
    """Whether the first words among inlines may be the rest of a word."""
    shown = next(filter(None, map(words_of, inlines)), "")
    return shown[:1].isalnum()
