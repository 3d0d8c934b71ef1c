"""A better copy of a text, made by rules, and how well decisions about the first copy find their places in it.

Words are mended, hyphens at line ends joined, old page numbers taken out and other heads and folios put in, the lines
broken to another width, quotation marks curled. Of each character it is known which of the first copy it was.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.editor.meanings import READINGS
from ecdosis.editor.move import Move, stands
from ecdosis.editor.moves import ADDRESSES, EXTENTS, moves
from ecdosis.editor.places import Located, in_context
from ecdosis.editor.rows import Decision, cell

MENDED: Final = 33
"""One word in so many is mended."""
MISREAD: Final = (("rn", "m"), ("li", "h"), ("cl", "d"), ("c", "e"), ("h", "b"), ("a", "o"), ("e", "c"), ("t", "f"))
"""How words are misread, and what they are."""
WIDTH: Final = 58
"""Characters of a line."""
PAGE: Final = 29
"""Lines of a page."""
WORD: Final = re.compile(r"(?:[^\W\d]-[^\S\n]*\r?\n[^\S\n]*(?=[a-z])|\S)+")
"""A word, or one that a line end divides."""
Letter = tuple[str, int]
"""A character, and which of the first copy it was (-1: none)."""


@dataclass(frozen=True)
class Better:
    """A better copy: its text, and for each character which of the first copy it was (-1: none)."""

    text: str
    origin: Sequence[int]


def better(text: str, seed: int = 0) -> Better:
    """A better copy of a text."""
    chosen = random.Random(seed)
    lines: list[list[Letter]] = []
    for number, paragraph in enumerate(_paragraphs(text)):
        words = [_curled(_mended(word, chosen)) for word in _words(paragraph, text)]
        lines += [[], *_broken(words)] if number else _broken(words)
    letters = [letter for line in _paged(lines) for letter in (*line, ("\n", -1))]
    return Better("".join(letter for letter, _ in letters), [origin for _, origin in letters])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end; a page number alone is none."""
    start = 0
    for gap in (*re.finditer(r"\s*\n[^\S\n]*\n\s*|\f|\Z", text),):
        if text[start : gap.start()].strip() and not re.fullmatch(r"[\s\d]*", text[start : gap.start()]):
            yield start, gap.start()
        start = gap.end()


def _words(place: tuple[int, int], text: str) -> Iterator[list[Letter]]:
    """The words of a paragraph, those that a line end divides joined."""
    for match in WORD.finditer(text[place[0] : place[1]]):
        letters = [(letter, place[0] + match.start() + index) for index, letter in enumerate(match[0])]
        at_end = {m.start() + 1 for m in re.finditer(r"[^\W\d]-\s*\n", match[0])}
        yield [one for index, one in enumerate(letters) if index not in at_end and not one[0].isspace()]


def _mended(word: list[Letter], chosen: random.Random) -> list[Letter]:
    """A word, mended if its turn has come."""
    letters = "".join(letter for letter, _ in word)
    if chosen.randrange(MENDED) or not re.fullmatch(r"\W*[^\W\d]{3,}\W*", letters):
        return word
    for wrong, right in MISREAD:
        at = letters.find(wrong)
        if at >= 0:
            return [*word[:at], *((letter, -1) for letter in right), *word[at + len(wrong) :]]
    return word


def _curled(word: list[Letter]) -> list[Letter]:
    """A word with its quotation marks curled."""
    opening, closing = {'"': "“", "'": "‘"}, {'"': "”", "'": "’"}
    inside = next((i for i, (letter, _) in enumerate(word) if letter.isalnum()), 0)
    return [((opening if i < inside else closing).get(letter, letter), at) for i, (letter, at) in enumerate(word)]


def _broken(words: Iterable[list[Letter]]) -> list[list[Letter]]:
    """Words as lines."""
    lines: list[list[Letter]] = [[]]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH:
            lines.append([])
        lines[-1] += [(" ", -1)] * bool(lines[-1]) + word
    return lines


def _paged(lines: Sequence[list[Letter]]) -> Iterator[list[Letter]]:
    """Lines with a folio and a head where a page ends."""
    for number, line in enumerate(lines, 1):
        yield line
        if number % PAGE == 0:
            yield from ([], [(letter, -1) for letter in f"{300 + number // PAGE}    OF A BETTER COPY"], [])


def made_decisions(text: str, wanted: int, seed: int = 1) -> list[Decision]:
    """Decisions of several sorts about words of a text, some with and some without a position."""
    chosen = random.Random(seed)
    words = list(WORD.finditer(text))
    rows: list[Decision] = []
    while len(rows) < wanted:
        word = chosen.choice(words)
        sort = ("read", "accept", "reject", "keep", "split", "block", "italic", "aside")[len(rows) % 8]
        start, end = word.span()
        value = {"block": "quote", "aside": "widget"}.get(sort, "")
        if sort in READINGS:
            start, end = in_context(text, start, end)
            value = " ".join(f"{text[start : word.start()]}{word[0][:-1]}X{text[word.end() : end]}".split())
        said = " ".join(text[start:end].split())
        row = Decision(len(rows) + 1, start, cell(said), sort, cell(value))
        bare = replace(row, at=-1)
        one = stands(bare, text, "x")
        rows.append(bare if one and one.words[0] == start and len(rows) % 2 else row)
    return rows


@dataclass(frozen=True)
class Result:
    """How many decisions have their right place; of how many, that are listed, the words are `gone` (mended, or without
    a letter), and of how many they are not; and what was placed wrongly."""

    right: int
    gone: int
    listed: int
    wrong: Sequence[Move]

    @property
    def share(self) -> float:
        """How many of those whose words are there have their right place."""
        return self.right / ((self.right + self.listed + len(self.wrong)) or 1)


def tried(text: str, decisions: Sequence[Decision], copy: Better, *, known: bool = True) -> Result:
    """What becomes of decisions in a better copy of a text, the first copy being known or not."""
    found = moves(decisions, text if known else "", copy.text, "x")
    there = frozenset(copy.origin)
    verdicts = [_verdict(move, text, copy, there) for move in found]
    counts = Counter(verdicts)
    wrong = [move for move, verdict in zip(found, verdicts, strict=True) if verdict == "wrong"]
    return Result(counts["right"], counts["gone"], counts["listed"], wrong)


def _verdict(move: Move, text: str, copy: Better, there: frozenset[int]) -> str:
    was = stands(move.was, text, "x")
    assert was, move
    if move.now is None:
        letters = [at for at in range(was.start, was.end) if text[at].isalnum()]
        return "listed" if letters and there.issuperset(letters) else "gone"
    now = stands(move.now, copy.text, "x")
    return "right" if now and _is_right(was, now, text, copy) else "wrong"


def _is_right(was: Located, now: Located, text: str, copy: Better) -> bool:
    """Whether a decision is about the same characters in both copies."""
    before = [at for at in range(was.start, was.end) if text[at].isalnum()]
    after = [copy.origin[at] for at in range(now.start, now.end) if copy.text[at].isalnum()]
    if not before:
        before = [at for at in range(was.start, was.end) if not text[at].isspace()]
        after = [copy.origin[at] for at in range(now.start, now.end) if copy.text[at] not in " \n"]
    if was.decision.decision in ADDRESSES:
        first = len(text[was.start : was.end]) - len(text[was.start : was.end].lstrip())
        return copy.origin[now.start] == was.start + first
    if was.decision.decision in EXTENTS:
        return (before[0], before[-1]) == (after[0], after[-1])
    if was.decision.decision in READINGS:  # of the words that are named, more may be said to differ
        return set(before) <= set(after) <= {-1, *range(*was.words)}
    return before == after
