"""How healthy an edition looks: what a whole text shows of faults that no single place shows. A bad edition must not
look like a good one, so what is bad is said at its build, on the shelf and in its header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.diagnosis.unknown import Unknown, unknown
from ecdosis.editor.decisions import EDITOR
from ecdosis.editor.wordlists import NO_LISTS, WordLists
from ecdosis.model.document import Document
from ecdosis.model.kinds import ASIDES, TABULAR, Kind
from ecdosis.model.pieces import Aside, Change, leaves
from ecdosis.stages.code import is_command

LONG: Final = 40
"""Code points of a paragraph of which it can be told whether it ends in the midst of a sentence."""
BROKEN: Final = 0.02
"""Share of the paragraphs that may do so. Measured on thirty texts of many kinds, each beside itself in print: 0 to
1 % where paragraphs are whole, 2.6 % and more where they are not."""
SPECKS: Final = 0.02
"""Share of the blocks that may have no letter (numbers of pages, bits of tables and figures, dirt): 0 to 1 % in good
texts, 3 % and more in bad ones."""
ASIDE: Final = 0.1
"""Share of the letters of the source that may be left out of the running text, beside what a page of the web has around
it: a head on each page is 1 to 3 %."""
OF_THE_WEB: Final = 0.35
"""The same for what a page of the web has around its text: up to a third of a short one."""
STANDING: Final = 4
"""Times that words stand in the text as a line of their own, though they are left out elsewhere, from which they may be
the author's wherever they stand: a title page, a half-title and a heading are three, each with the head's words..."""
STANDING_SHARE: Final = 0.2
"""... if they are so many for each time that they are left out."""
LETTERS: Final = 6
"""Letters of words of which that is asked; numbers and initials come again by chance."""
TOLD: Final = 3
"""Examples that are told."""
UNMATCHED: Final = 0.2
"""Share of the markers and notes that may lack their partner."""
CUT: Final = 0.005
"""Share of the paragraphs that a short line may cut in the midst of a sentence: none of any good text; 1 to 5 % where
heads, signatures of sheets or dirt are left."""
SHORT: Final = 40
"""Code points of the longest line that is taken for such a one: what is longer may be displayed there by the author."""
OWN: Final = 3
"""Words of a line that begins with a small letter from which it is one of the sentence itself."""
MISREAD: Final = 0.05
"""Share of the words that may be in no list, or were corrected: up to 3 % in English texts that an OCR engine read, 9
to 13 % where one letter in fifty to thirty is misread."""
FEW: Final = 3
"""Cases that may be chance, whatever share they are."""
BAD: Final = "This edition is not sound: "
"""What is said before what is bad of an edition as a whole, wherever it is told: at its build, on the shelf, in its
header."""
NO_WORDS: Final = Unknown(0, 0)
_OPEN: Final = re.compile(r"[^\W\d_][\"'”’»)]*$|[,-]$")
_SMALL: Final = re.compile(r"[\"'“‘«(„]*([^\W\d_])")
_FORMULA: Final = re.compile(r"[=<>≤≥≠≈≡∈∑∫√±×÷→]")
"""What a formula has that its author displays in the midst of a sentence."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_TIME: Final = re.compile(r"[\[(]?\d{1,3}(?::\d\d){1,3}(?:[.,]\d{1,3})?[\])]?")
"""The time above the words that were said then, in transcripts; in a table that lost its columns times stand above
times."""


_BETWEEN: Final = frozenset(("p", "head", "ornament"))
"""What a line that is left between the halves of a sentence is taken for."""
_WITHOUT_LETTERS: Final = frozenset(("ornament", "head", *TABULAR))
"""What may have no letter: an ornament, the number of a poem or letter as its heading, numbers in a row of a table."""
NOBODYS: Final = frozenset((Kind.BOILERPLATE, Kind.FORMAT_MARK))
"""What is no part of a text, however much it is: words of a file's provider, marks of its transcriber."""
_REPEATED: Final = frozenset((Kind.RUNNING_HEAD, Kind.RUNNING_FOOT, Kind.MASTHEAD, Kind.NAVIGATION, Kind.WIDGET))
"""What is left out because it comes again and again."""


OF_PAGES: Final = frozenset((Kind.RUNNING_HEAD, Kind.RUNNING_FOOT, Kind.MASTHEAD, Kind.PAGE_NUMBER))
"""What is left out wherever it comes again, by an editor, too, who may not have thought of each place; other words an
editor has left out one by one."""
_AROUND: Final = frozenset((Kind.NAVIGATION, Kind.WIDGET))
"""What a page of the web has around its text."""


class Standing(NamedTuple):
    """Words that are left out of a text so many times, and stand in it as blocks so many times."""

    words: str
    out: int
    inside: int


@dataclass(frozen=True, slots=True)
class Health:
    """What is counted in an edition: its long paragraphs with another behind them, and those of them that end in the
    midst of a sentence which that goes on; its blocks, and those without a letter; the letters of its source (without
    those of its provider and what the editor leaves out), and those that are left out of the running text, by kind; its
    markers and notes, and those without a partner; the words that are left out though they stand in the text as well
    (`standing`); those that nobody knows, and how many were misspelt or misread and put right (`mended`); the short
    lines that stand between the halves of a sentence (`cuts`)."""

    paragraphs: int
    broken: int
    blocks: int
    specks: int
    letters: int
    aside: tuple[tuple[str, int], ...]
    notes: int
    unmatched: int
    standing: tuple[Standing, ...] = ()
    words: Unknown = NO_WORDS
    mended: int = 0
    cuts: tuple[str, ...] = ()

    def complaints(self) -> Iterator[str]:
        """What is bad, in a sentence each with what to do."""
        if _is_bad(self.broken, self.paragraphs, BROKEN):
            yield (
                f"{self.broken:,} of {self.paragraphs:,} paragraphs break off in the midst of a sentence: lines or "
                "columns of this text were probably not told rightly. Look at some pages before you use this edition."
            )
        if _is_bad(len(self.cuts), self.paragraphs, CUT):
            named = "; ".join(f"“{line}”" for line in self.cuts[:TOLD])
            yield (
                f"{len(self.cuts):,} sentences are cut by a short line that stands between their halves ({named}): "
                "heads or numbers of pages, or dirt of the scan, are left in the text."
            )
        if _is_bad(self.specks, self.blocks, SPECKS):
            yield (
                f"{self.specks:,} of {self.blocks:,} paragraphs and lines have no letter in them: numbers of pages, "
                "pieces of tables or figures, or dirt of the scan, stand in the text."
            )
        yield from left_out(self.letters, self.aside, self.standing)
        if _is_bad(self.unmatched, self.notes, UNMATCHED):
            yield (
                f"{self.unmatched:,} of {self.notes:,} markers and notes have no partner: notes are missing, or were "
                "not told from the text."
            )
        if _is_bad(self.words.unknown + self.mended, self.words.words, MISREAD):
            named = ", ".join(f"“{word}”" for word in self.words.examples)
            unknown_words = f"{self.words.unknown:,} are in no list{f' ({named})' if named else ''}"
            yield (
                f"Many letters were misread, if this is no dialect or old spelling: of {self.words.words:,} words "
                f"{unknown_words}, and {self.mended:,} were put right. Read it against the original, or get a better "
                "scan."
            )


def left_out(count: int, aside: Iterable[tuple[str, int]], also: Sequence[Standing]) -> Iterator[str]:
    """What is bad of what is left out of a text of so many letters: `aside`, the letters left out by kind, most first;
    `also`, the words that stand in the text as well."""
    kinds = list(aside)
    out = sum(letters_of for _, letters_of in kinds)
    around = sum(letters_of for kind, letters_of in kinds if kind in _AROUND)
    if out - around > ASIDE * count or around > OF_THE_WEB * count:
        told = ", ".join(f"{kind} {100 * letters_of / count:.0f} %" for kind, letters_of in kinds[:TOLD])
        yield (
            f"{100 * out / count:.0f} % of this text is left out of the running text ({told}). Look at what was left "
            "out: words of the author may be among it."
        )
    if also:
        named = "; ".join(f"“{one.words}” ({one.out:,} times, {one.inside:,} in the text)" for one in also[:TOLD])
        yield (
            f"Words that are left out of the running text also stand in it: {named}. Look at them: they may be the "
            "author's in both places."
        )


def standing(aside: Iterable[tuple[str, str]], blocks: Iterable[str]) -> tuple[Standing, ...]:
    """The words that are left out of a text (kind, words) although they stand in it as blocks of their own (`blocks`:
    the readings of all), more often than a title does; those that stand there most often first."""
    words: dict[str, str] = {}
    out: Counter[str] = Counter()
    for kind, text in aside:
        key = _key(text)
        if kind in _REPEATED and len(key) >= LETTERS:
            words.setdefault(key, " ".join(text.split()))
            out[key] += 1
    inside = Counter(key for block in blocks if (key := _key(block)) in out)
    found = [Standing(words[key], out[key], count) for key, count in inside.most_common()]
    return tuple(one for one in found if one.inside >= max(STANDING, STANDING_SHARE * one.out))


def letters(text: str) -> int:
    """How many letters a text has."""
    return len(_LETTER.findall(text))


def _key(text: str) -> str:
    """The letters of a line."""
    return "".join(_LETTER.findall(text)).casefold()


def _is_bad(count: int, among: int, share: float) -> bool:
    return count > FEW and count > share * among


def health(document: Document, language: str = "und", lists: WordLists = NO_LISTS) -> Health:
    """What is counted in a document whose blocks are known. `language`: BCP 47; `lists`: words that are right."""
    text = document.text
    every = [(block.type, text.reading[block.start : block.end]) for block in document.blocks]
    blocks = [(kind, words) for kind, words in every if kind != Kind.LINE]  # cells and labels, which stand together
    long = [(a, b) for (kind, a), (after, b) in pairwise(every) if kind == after == "p" and len(a) >= LONG]
    aside: Counter[str] = Counter()
    repeated: list[tuple[str, str]] = []
    partners: Counter[tuple[bool, bool]] = Counter()
    supplied = 0
    for piece in text.pieces:
        if not isinstance(piece, Aside):
            continue
        if piece.kind in NOBODYS or (piece.kind in ASIDES and piece.kind not in OF_PAGES and piece.by == EDITOR):
            supplied += sum(letters(text.source[leaf.start : leaf.end]) for leaf in leaves(piece.pieces))
        elif piece.kind in ASIDES:
            source = "".join(text.source[leaf.start : leaf.end] for leaf in leaves(piece.pieces))
            aside[piece.kind] += letters(source)
            repeated.append((piece.kind, source))
        elif piece.kind in ("note-marker", "footnote", "endnote"):
            partners[piece.kind == "note-marker", piece.target is not None] += 1
    bodies = partners[False, True] + partners[False, False]  # without any, the file has none: that is no fault
    return Health(
        paragraphs=len(long),
        broken=sum(1 for a, b in long if _goes_on(a, b)),
        blocks=len(blocks),
        specks=sum(_specks(blocks)),
        letters=letters(text.source) - supplied,
        aside=tuple(aside.most_common()),
        notes=partners.total() if bodies else 0,
        unmatched=partners[True, False] + partners[False, False] if bodies else 0,
        standing=standing(repeated, (words for _, words in every)),
        words=unknown((words for _, words in every), language, lists.is_good),
        mended=sum(1 for piece in text.pieces if isinstance(piece, Change) and piece.by == "spelling"),
        cuts=tuple(_cuts(every)),
    )


def _cuts(blocks: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The short lines among blocks (their types and words) before which a paragraph breaks off in the midst of a
    sentence that goes on behind them."""
    for (kind, a), (between, line), (after, b) in zip(blocks, blocks[1:], blocks[2:], strict=False):
        prose = kind == after == "p" and between in _BETWEEN and min(len(a), len(b)) >= LONG
        own = line[:1].islower() and len(line.split()) >= OWN  # a line of that sentence
        if prose and len(line) < SHORT and not own and not _FORMULA.search(line) and _goes_on(a, b):
            yield line


def _specks(blocks: Sequence[tuple[str, str]]) -> Iterator[bool]:
    """For each block (its type and words), whether it has no letter, as only dirt has."""
    for (kind, words), (_, after) in pairwise([*blocks, ("", "")]):
        labelled = _TIME.fullmatch(words) is not None and _LETTER.search(after) is not None
        yield kind not in _WITHOUT_LETTERS and not _LETTER.search(words) and not labelled


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph breaks off in the midst of a sentence that the next one goes on with. What ends with a figure
    or a dash does not say so: here, unlike at the edge of a page (`furniture.lines.cuts`), that ends items of lists.
    Nor does a command, below which the text may begin with the name of one."""
    first = _SMALL.match(after)
    on = first is not None and first[1].islower() and _OPEN.search(before[-3:]) is not None
    return on and not is_command(before)
