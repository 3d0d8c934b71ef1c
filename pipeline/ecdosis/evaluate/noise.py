"""A clean text damaged as scanners, typists and typesetters damage texts: seeded, so that it comes out the same again.

Words are misread by the pairs of `languages/en/confusions.toml` (each as often as it says there), mistyped (letters
left out, doubled, changed about), run together or torn; then the text is set in lines and pages, with words divided at
line ends, a running head and a page number on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ecdosis.languages import FALLBACK
from ecdosis.stages.spelling.confusion import Confusions, confusions

SHARE: Final = 0.02
"""The share of words that are damaged: that of a middling scan."""
MISREAD, MISTYPED, JOINED = 0.8, 0.12, 0.05
"""How the damages are shared out, about as scanned books have them; the rest are words torn in two."""
WIDTH: Final = 62
"""Code points of a line."""
LINES: Final = 36
"""Lines of a page."""
DIVIDED: Final = 0.5
"""How many of the words that a line end meets are divided there."""
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
_DIVISION: Final = re.compile(r"(?<=[aeiouy][bcdfghjklmnpqrstvwxz])(?=[bcdfghjklmnpqrstvwxz][aeiouy])")
"""Where English mostly divides: between two consonants that stand between vowels."""


def damaged(clean: str, seed: int, share: float = SHARE) -> str:
    """A clean text (its paragraphs parted by line ends) as a bad scan has it."""
    random = Random(seed)
    table = confusions(FALLBACK)
    paragraphs = [" ".join(part.split()) for part in clean.split("\n") if part.strip()]
    head = " ".join(paragraphs[0].split()[:4]).upper() if paragraphs else ""
    lines = [line for paragraph in paragraphs for line in _set(_worn(paragraph, random, table, share), random)]
    return "".join(_pages(lines, head))


def worn(clean: str, seed: int, share: float, language: str) -> str:
    """A clean text with the words damaged as those of a language are, and nothing else."""
    random = Random(seed)
    return _worn(clean, random, confusions(language), share, _LETTERS)


def _worn(paragraph: str, random: Random, table: Confusions, share: float, words: re.Pattern[str] = _WORD) -> str:
    def wear(match: re.Match[str]) -> str:
        return _damage(match.group(), random, table) if random.random() < share else match.group()

    damaged = words.sub(wear, paragraph)
    return damaged.replace(" \0", "")  # \0 stands where a word runs together with the one before


def _damage(word: str, random: Random, table: Confusions) -> str:
    chosen = random.random()
    if chosen < MISREAD:
        return _misread(word, random, table)
    if chosen < MISREAD + MISTYPED:
        return _mistyped(word, random)
    if chosen < MISREAD + MISTYPED + JOINED:
        return "\0" + word
    place = random.randrange(1, len(word))
    return f"{word[:place]} {word[place:]}"


def _misread(word: str, random: Random, table: Confusions) -> str:
    """One pair confused, of all that the word has, each as likely as the table says."""
    found = [
        (word[:i] + stands + word[i + len(meant) :], 10**-cost)
        for stands, pairs in table.pairs.items()
        for meant, cost, whose in pairs
        if whose == "misread"
        for i in range(len(word) - len(meant) + 1)
        if word.startswith(meant, i)
    ]
    if not found:
        return word
    forms, weights = zip(*found, strict=True)
    return str(random.choices(forms, weights)[0])


def _mistyped(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return random.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[: max(0, place - 1)] + word[max(0, place - 1) : place + 1][::-1] + word[place + 1 :],
        )
    )


def _set(paragraph: str, random: Random) -> Iterator[str]:
    """A paragraph in lines, the first of them indented."""
    line = "   "
    for word in paragraph.split(" "):
        room = WIDTH - len(line)
        if len(word) <= room:
            line += f"{word} "
            continue
        places = [m.start() for m in _DIVISION.finditer(word) if m.start() < room]
        if places and word.isalpha() and random.random() < DIVIDED:
            yield f"{line}{word[: places[-1]]}-"
            line = f"{word[places[-1] :]} "
        else:
            yield line.rstrip(" ")
            line = f"{word} "
    yield line.rstrip(" ")


def _pages(lines: list[str], head: str) -> Iterator[str]:
    """Lines in pages, from the second on with a running head, all with their number at the foot."""
    for number, start in enumerate(range(0, len(lines), LINES), 1):
        page = "\n".join(lines[start : start + LINES])
        yield f"{head}\n\n{page}\n\n{number}\n\f" if number > 1 else f"{page}\n\n{number}\n\f"
