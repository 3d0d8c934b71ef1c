"""Running heads that the OCR damaged more than those around: told by the heads of the whole book, and by the number of
the page beside them or a sentence that goes on across them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.numbers import damaged, numerals, roman
from ecdosis.stages.furniture.pages import DEPTH, NEAR, Pages
from ecdosis.stages.furniture.plates import PAGED
from ecdosis.stages.furniture.similar import plain_figures, ratio_of

PROVEN: Final = 3
"""Pages around one that have a like head from which it is one of the book's."""
LIKE: Final = 60
"""Per cent of letters alike (rapidfuzz's ratio) from which a line beside the page's number is such a head."""
ALIKE: Final = 70
"""The same without a number, in the midst of a sentence."""
LETTERS: Final = 8
"""Of a head that is compared; shorter ones are alike by chance."""
SHORT: Final = 0.75
"""Share of the width of the text that such a line does not reach, but if it is a head letter for letter."""
_NOTE: Final = re.compile(r"[*†‡§]\s?[^\W\d_“\"‘]|[*†‡§]\s[“\"‘]")
"""The beginning of a note at the foot of a page: its sign, and a letter or quotation mark."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The worn heads, with the indices of their lines. `known`: what else is furniture, by the index of its line."""
    heads = _heads(pages, known)
    exact = {pages.text(line) for line, span in known.items() if span.safe and span.kind == "running-head"}
    for before, page in zip((-1, *pages.filled), pages.filled, strict=False):
        line = _first(pages, page, known)
        text = pages.text(line) if line >= 0 else ""
        long = len(text) >= SHORT * pages.lines.width and text not in exact
        if not heads or not text or long or PAGED.search(text):
            continue
        number, rest = _numbered(pages, page, line, known)
        like = max((ratio_of(_letters(rest), head) for head in heads), default=0.0)
        below = _text_below(pages, line, known)
        cut = any(cuts(end, below) for end in _ends(pages, before, known))
        if len(_letters(rest)) < LETTERS or like < (LIKE if number else ALIKE) or not (number or cut):
            continue
        signs = [Sign.rare("much like a head of this book", 0.7), Sign.rare("stands at the head of a page", 0.5)]
        signs += [Sign.rare(number, 0.7)] if number else []
        signs += [Sign.rare("a sentence goes on across it", 0.6)] if cut else []
        place = pages.lines.lines[line]
        if span := judged(place.start, place.end, "running-head", signs):
            yield line, span


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text)).casefold()


def _heads(pages: Pages, known: Mapping[int, Span]) -> Collection[str]:
    """The letters of the heads that pages of the book have."""
    sure = (line for line, span in known.items() if span.safe and span.kind == "running-head")
    often = {pages.keys[line].letters for line in sure if pages.repeats.get(line, (0,))[0] >= PROVEN}
    return [letters for letters in often if len(letters) >= LETTERS]


def _first(pages: Pages, page: int, known: Mapping[int, Span]) -> int:
    """The first line of a page that has no head, but for its number; -1 if it has a head."""
    for line in pages.lines.pages[page][:DEPTH]:
        if not _is_safe(line, known):
            return line
        if known[line].kind == "running-head":
            return -1
    return -1


def _is_safe(line: int, known: Mapping[int, Span]) -> bool:
    return line in known and known[line].safe


def _numbered(pages: Pages, page: int, line: int, known: Mapping[int, Span]) -> tuple[str, str]:
    """What the page's number in a line, or alone on the page beside it, is; and the rest of the line."""
    text = pages.text(line)
    for numeral in numerals(plain_figures(text)):
        if numeral.place != "alone" and not numeral.roman and _rises(pages, page, numeral.value):
            return f"the number {numeral.value} is one of those that rise with the pages", numeral.rest
    words = text.split()
    for value in sorted({*pages.likely.get(page, ()), *_expected(pages, page)}):
        for count in range(1, min(4, len(words))):
            for token, rest in (
                ("".join(words[:count]), words[count:]),
                ("".join(words[-count:]), words[:-count]),
            ):
                if damaged(token, value) and not roman(token.rstrip(".")):  # `II. The Lamp` is a heading
                    return f"the page's number {value}, damaged", " ".join(rest)
    others = [other for other in pages.lines.pages[page] if other != line]
    if others and all(_is_safe(other, known) for other in others):
        return "nothing but furniture stands on its page", text
    return "", text


def _expected(pages: Pages, page: int) -> Iterator[int]:
    value, is_roman = pages.expected.get(page, (0, True))
    if not is_roman:
        yield value


def _rises(pages: Pages, page: int, value: int) -> bool:
    """Whether a number may be that of a page although others are not as many pages from it: leaves without a number
    stand between."""
    around = [p for step in range(1, NEAR + 1) for p in (page - step, page + step) if p in pages.numbers]
    known = [(p, pages.numbers[p][1].value) for p in around if not pages.numbers[p][1].roman]  # the nearest first
    before, after = [one for one in known if one[0] < page][:1], [one for one in known if one[0] > page][:1]
    low = all(n < value <= n + page - p for p, n in before)
    return bool(before or after) and low and all(n - (p - page) <= value < n for p, n in after)


def _ends(pages: Pages, page: int, known: Mapping[int, Span]) -> Iterator[str]:
    """The last line of a page that is no furniture; and above the notes at its foot that of its text."""
    lines = pages.lines.pages[page] if page >= 0 else range(0)
    text = [line for line in lines if not _is_safe(line, known)]
    yield from (pages.text(line) for line in text[-1:])
    noted = [at for at in range(1, len(text)) if pages.lines.lines[text[at]].gap and _NOTE.match(pages.text(text[at]))]
    yield from (pages.text(text[at - 1]) for at in noted[:1])


def _text_below(pages: Pages, line: int, known: Mapping[int, Span]) -> str:
    """The first line below another, on its page, that is no furniture."""
    below = range(line + 1, pages.lines.pages[pages.lines.lines[line].page].stop)
    return next((pages.text(one) for one in below if not _is_safe(one, known)), "")
