"""An output format: the words of a book with how often each occurs, as a bell-ringer learns them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from ecdosis.book.book import Book
from ecdosis.formats.design import Design
from ecdosis.formats.format import Format, Made
from ecdosis.formats.plain import plain
from ecdosis.validation.findings import Finding


def made(book: Book, design: Design, beside: Mapping[str, str]) -> Made:
    """The list as UTF-8: a word a line, a tab, its number; the commonest first."""
    counted = Counter(re.findall(r"\w+", plain(book).decode().lower()))
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))
    return Made("".join(f"{word}\t{times}\n" for word, times in rows).encode())


def check(path: Path, data: bytes) -> Iterator[Finding]:
    """Whether each line has a word and a number."""
    for number, line in enumerate(data.decode().splitlines(), 1):
        if not re.fullmatch(r"\w+\t\d+", line):
            yield Finding(path, "WORDS", "error", "This is no word with a number. Build it again.", number)


FORMAT = Format(
    "words",
    "Word list",
    "text/tab-separated-values",
    "ecdosis_bell.format:made",
    built=True,
    check="ecdosis_bell.format:check",
    whole="Each line of the list has a word and how often it occurs.",
)
