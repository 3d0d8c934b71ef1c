"""Paragraphs laid out in lines, as printers, programs and people do it: the truth about each line end is known."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from ecdosis.tei.names import parse
from ecdosis.tei.read import read

GOLDEN: Final = Path(__file__).parent / "golden"
TRUTH: Final = Path(__file__).parent / "specimens"
LICENCE: Final = (
    "You may copy this book, give it away or use it again under the terms of the licence that comes with it, and you "
    "may ask for as much as the copying costs."
)
PAGE: Final = 40
"""Lines of a page."""


def paragraphs(count: int = 300, seed: int = 5) -> list[str]:
    """Paragraphs of one to six sentences, from the texts of the specimens."""
    names = sorted(path.stem for path in TRUTH.glob("*.txt"))
    readings = (read(parse((GOLDEN / f"{name}.xml").read_bytes())) for name in names)
    texts = (re.sub(r"\n+(?=[(—])", " ", reading) for reading in readings)  # the source of a quotation behind it
    prose = (line for text in texts for line in text.split("\n") if len(line.split()) > 12)
    sentences = [s for line in prose for s in re.split(r"(?<=[.!?”]) (?=[A-Z“])", line) if len(s.split()) > 3]
    chance = random.Random(seed)
    return [" ".join(chance.choices(sentences, k=chance.randint(1, 6))) for _ in range(count)]


def wrapped(paragraph: str, width: int, first: str = "", ragged: Callable[[], int] = lambda: 0) -> Iterator[str]:
    """The lines of a paragraph, as many words in each as fit; `first`: the indent of the first line; `ragged`: by how
    much each is narrower."""
    line, limit = first, width - ragged()
    for word in paragraph.split(" "):
        if line.strip() and len(line) + 1 + len(word) > limit:
            yield line
            line, limit = "", width - ragged()
        line = f"{line} {word}" if line.strip() else line + word
    yield line


def _lines(paragraphs: Sequence[str], width: int, first: str = "") -> str:
    return "\n".join(line for one in paragraphs for line in wrapped(one, width, first))


def _blank(paragraphs: Sequence[str], width: int) -> str:
    return "\n\n".join("\n".join(wrapped(one, width)) for one in paragraphs)


def _paged(text: str) -> str:
    lines = text.split("\n")
    return "\n\f".join("\n".join(lines[at : at + PAGE]) for at in range(0, len(lines), PAGE))


def _in_two_sizes(paragraphs: Sequence[str], between: str, first: str = "") -> str:
    """Seven paragraphs in one size of type, seven in another, and so on."""
    sized = enumerate(paragraphs)
    return between.join("\n".join(wrapped(one, (62, 94)[at // 7 % 2], first)) for at, one in sized)


def _ragged(paragraphs: Sequence[str], between: str) -> str:
    chance = random.Random(1)
    return between.join("\n".join(wrapped(one, 66, "", lambda: chance.randint(0, 9))) for one in paragraphs)


def _with_figures(paragraphs: Sequence[str]) -> str:
    """Behind each sixth paragraph the labels of a figure, each in a line."""
    labels = "\n\n" + "\n".join("abxyz+-0189") + "\n"
    return "\n".join("\n".join(wrapped(one, 72)) + (labels if at % 6 == 5 else "") for at, one in enumerate(paragraphs))


def _with_bullets(text: str) -> str:
    """With a licence at the end that has four items with hanging indents."""
    return text + "\n\n" + "\n\n".join("* " + "\n     ".join(wrapped(LICENCE, 60)) for _ in range(4))


def _with_unwrapped(paragraphs: Sequence[str]) -> str:
    """Nine paragraphs in a line each, nine in wrapped lines, and so on."""
    return "\n\n".join(one if at // 9 % 2 else "\n".join(wrapped(one, 72)) for at, one in enumerate(paragraphs))


def _spread(paragraphs: Sequence[str]) -> str:
    """Lines of one width, as a machine spreads their words."""

    def even(line: str) -> str:
        words = line.split(" ")
        free = 72 - sum(map(len, words))
        gaps = len(words) - 1
        ends = list(accumulate(free // gaps + (at < free % gaps) for at in range(gaps))) if gaps else []
        widths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
        return "".join(word + " " * width for word, width in zip(words, [*widths, 0], strict=True))

    laid = ([*wrapped(one, 72)] for one in paragraphs)
    return "\n\n".join("\n".join([*map(even, lines[:-1]), lines[-1]]) for lines in laid)


LAYOUTS: Final[Mapping[str, Callable[[Sequence[str]], str]]] = {
    "blank lines": lambda p: _blank(p, 72),
    "blank lines on pages": lambda p: _paged(_blank(p, 72)),
    "indents": lambda p: _lines(p, 72, "   "),
    "indents in narrow lines": lambda p: _lines(p, 45, "  "),
    "indents on pages": lambda p: _paged(_lines(p, 72, "   ")),
    "double spacing": lambda p: _lines(p, 62, "     ").replace("\n", "\n\n"),
    "two sizes, blank lines": lambda p: _in_two_sizes(p, "\n\n"),
    "two sizes, indents": lambda p: _in_two_sizes(p, "\n", "   "),
    "wrapped among unwrapped": _with_unwrapped,
    "a licence with bullets": lambda p: _with_bullets(_blank(p, 72)),
    "spread lines": _spread,
    "ragged lines, blank lines": lambda p: _ragged(p, "\n\n"),
    "unwrapped": "\n".join,
    "flush": lambda p: _lines(p, 72),
    "flush on pages": lambda p: _paged(_lines(p, 72)),
    "flush, two sizes": lambda p: _in_two_sizes(p, "\n"),
    "flush, with figures": _with_figures,
    "flush, a licence with bullets": lambda p: _with_bullets(_lines(p, 72)),
    "flush, ragged lines": lambda p: _ragged(p, "\n"),
}
"""How the same paragraphs may be laid out; in those that are flush nothing shows where a paragraph begins but that the
last line before it ends short, which every twentieth does not."""


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def ends(blocks: Sequence[str]) -> dict[int, str]:
    """How many letters stand before the end of each block -> the block."""
    return dict(zip(accumulate(len(letters(block)) for block in blocks), blocks, strict=True))
