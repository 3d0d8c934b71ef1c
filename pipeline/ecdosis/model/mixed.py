"""Two encodings in one file: UTF-8, with bytes of an older character set of eight bits among it.

Files that were put together from others are so. UTF-8 shows itself (a byte of another set hardly ever fits into it), so
the file is decoded as UTF-8, every other byte stays what it is (`model.source`), and the stage `encoding` reads each as
its character in the set that makes the likeliest words of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ecdosis.model.plausibility import beyond_ascii, fits, plausibility
from ecdosis.model.source import SAMPLE, eight_bit

LIKELY: Final = 0.6
"""How well (-1 to 1) the bytes must stand as characters of a set to be read so."""
MORE: Final = 0.1
"""By how much a file must look more like a text in two encodings than in one."""
_STRAY: Final = re.compile("[\udc80-\udcff]")
_CHANCE: Final = re.compile(
    "(?<=[\udc80-\udcff])[\u0100-\u07ff](?![\x80-\u07ff])|(?<![\x80-\u07ff])[\u0100-\u07ff](?=[\udc80-\udcff])"
)


@dataclass(frozen=True, slots=True)
class Strays:
    """The bytes that are no UTF-8 in a text: the `charset` they are in, how well they stand as its characters (`score`,
    -1 to 1), and what each place (code points) reads; those that read nothing there are not among them."""

    charset: str
    score: float
    readings: tuple[tuple[int, str], ...]


@lru_cache(maxsize=1)
def strays(text: str, language: str | None) -> Strays | None:
    """The likeliest reading of the bytes that are no UTF-8 in a text that was decoded with `surrogateescape`; None if
    there are none, or no set makes a text of them."""
    if not _STRAY.search(text):
        return None
    sample = _sample(text)
    scores = [(_score(sample, name, language), -index, name) for index, name in enumerate(eight_bit(language))]
    score, _, charset = max(scores)
    if score < LIKELY:
        return None
    return Strays(charset, score, tuple(_readings(text, charset, language)))


def _read_in(text: str, charset: str) -> str:
    """A text with its bytes read in a character set of eight bits; U+FFFD for those that it does not have."""
    table = {0xDC00 + byte: bytes([byte]).decode(charset, "replace") for byte in range(0x80, 0x100)}
    return text.translate(table)


def _score(text: str, charset: str, language: str | None) -> float:
    """How well the bytes stand in a text as characters of a set."""
    total = 0.0
    count = 0
    for match in beyond_ascii(_read_in(text, charset)):
        if size := len(_STRAY.findall(text, *match.span())):
            total += size * fits(match, language)
            count += size
    return total / count if count else 0.0


def _readings(text: str, charset: str, language: str | None) -> Iterator[tuple[int, str]]:
    """What each byte reads that does not stand badly."""
    for match in beyond_ascii(_read_in(text, charset)):
        if fits(match, language) > 0:
            for stray in _STRAY.finditer(text, *match.span()):
                yield stray.start(), match.string[stray.start()]


def _sample(text: str) -> str:
    """Lines with something beyond ASCII, as many as it takes to tell a character set: as many with bytes as without."""
    size = {True: 0, False: 0}
    lines = []
    for line in (line for line in text.split("\n") if not line.isascii()):
        has = _STRAY.search(line) is not None
        if size[has] < SAMPLE:
            size[has] += len(line)
            lines.append(line[:SAMPLE])
    return "\n".join(lines)


def decoded(data: bytes) -> str:
    """A file in two encodings decoded as UTF-8, with the bytes that are none as lone surrogates. A single character of
    two bytes (none of Latin-1) right beside such bytes is UTF-8 by chance, as in KOI8: it is two of them."""
    text = data.decode("utf-8", "surrogateescape")
    return _CHANCE.sub(lambda match: match[0].encode().decode("ascii", "surrogateescape"), text)


def looks_mixed(text: str, language: str | None) -> str:
    """What shows that a text (so decoded) is in UTF-8 and another character set of eight bits, in a sentence; nothing
    if it looks as much like a text in one set."""
    text = _sample(text)
    if not re.search("[\x80-\ud7ff\ue000-\U0010ffff]", text):
        return ""
    found = strays(text, language)
    two = plausibility(_read_in(text, found.charset) if found else _STRAY.sub(" ", text), language)
    sample = text.encode("utf-8", "surrogateescape")
    one = max(plausibility(sample.decode(name, "replace"), language) for name in eight_bit(language))
    if two < LIKELY or two < one + MORE:
        return ""
    others = f"bytes that are {found.charset}" if found else "bytes of which nothing makes words"
    return f"Two encodings are in this file: UTF-8, and {others} among it."
