"""Real texts with typographic marks, typed as on a typewriter and set again: how many of the marks come back.

What a text has is the truth, so each text with such marks is a measure. Run as `python tests/straightened.py FILE...`
for a line a text (`--wrong N` shows that many of what went wrong in each); `make bench LIBRARY=DIR` does so for the
texts of a library, and its sums have a floor (`floor.json`, as `library marks`).

Marks are compared by what they do, since a typist's double mark does not say which signs the printer had: „deutsch“
may have been »deutsch«. Short dashes between numbers are no typist's, and what is set aside is not looked at.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

import library
from ecdosis.errors import EcdosisError
from ecdosis.languages.detect import infer
from ecdosis.languages.quotation import Quoting, usual
from ecdosis.model.document import Document
from ecdosis.model.kinds import BODIES
from ecdosis.model.pieces import Aside, Change, Piece, Stretch, leaves
from ecdosis.model.quotation import conventions
from ecdosis.model.source import decode, opened
from ecdosis.stages.run import each
from ecdosis.stages.stage import Context
from ecdosis.stages.table import stages, values

FEWEST: Final = 60
"""Quotation marks and apostrophes of a printer's from which a text is a measure."""
NAME: Final = "library marks"
RIGHT, WRONG, STRAIGHT = "marks right", "marks wrong", "marks left straight"
LOWER: Final = (WRONG, STRAIGHT)
"""Figures that are the better the lower they are."""
RARE: Final = 100
"""Printer's marks beside each straight one from which those were left straight with a reason."""
LEFT: Final = "left as typed"
"""The kind of what an edition leaves as a typist had it: primes, names left blank, four dots, and what was straight."""
_BETWEEN_NUMBERS: Final = re.compile(r"(?<=\d)–(?=\d)")
_DOUBLE, _SINGLE, _DASHES = "“”„‟«»", "‘’‚‛‹›", "—–―"
_TYPED: Final = (
    dict.fromkeys(_DOUBLE + "″", '"')
    | dict.fromkeys(_SINGLE + "′‵", "'")
    | dict.fromkeys(_DASHES, "--")
    | {"⸺": "----", "…": "...", '"': '"', "'": "'"}
)
_KEYS: Final = (("'", _SINGLE), ('"', _DOUBLE))
_MARK: Final = re.compile("[" + "".join(_TYPED) + "]")
_TWICE: Final = re.compile(f"‘‘|’’|{_MARK.pattern}")
"""The same where double marks are two single ones (as the United States' Government Publishing Office sets them)."""


class Mark(NamedTuple):
    """A mark of a text: the place of what is typed for it (code points, end excluded), the sign, what kind it is, and
    a phrase around it."""

    start: int
    end: int
    sign: str
    kind: str
    phrase: str


class Result(NamedTuple):
    """What became of the marks of a text, by kind: those that came back, those that are another mark now, those that
    stayed as they were typed; what the edition says of it; and examples of what is not right (what became of it, and
    the phrase)."""

    name: str
    language: str
    right: Counter[str]
    wrong: Counter[str]
    left: Counter[str]
    notices: tuple[str, ...]
    examples: tuple[tuple[str, str, str], ...]

    @property
    def share(self) -> float:
        """Share of the marks that came back."""
        count = self.right.total() + self.wrong.total() + self.left.total()
        return self.right.total() / count if count else 1.0


def typed(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A text as it would be typed, and its marks."""
    parts: list[str] = []
    found: list[Mark] = []
    at = length = 0
    text = _BETWEEN_NUMBERS.sub("-", text)
    doubled = "“" not in text and min(text.count("‘‘"), text.count("’’")) >= 3
    for match in (_TWICE if doubled else _MARK).finditer(text):
        sign = match.group()
        becomes = "".join(map(_TYPED.__getitem__, sign))
        parts += [text[at : match.start()], becomes]
        length += match.start() - at
        phrase = text[max(0, match.start() - 32) : match.end() + 24].replace("\n", " ")
        kind = _kind(text, match.start()) if len(sign) == 1 else "double quotation"
        found.append(Mark(length, length + len(becomes), sign, kind, phrase))
        at, length = match.end(), length + len(becomes)
    return "".join((*parts, text[at:])), tuple(found)


def _kind(text: str, place: int) -> str:
    """The kind of a mark by its sign and place, as it is told in figures."""
    sign = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign in _DOUBLE:
        return "double quotation"
    if sign == "’":
        if before.isalpha() and after.isalpha():
            return "’ in a word"
        return "’ before a word" if after.isalnum() else "’ behind a word"
    if sign in _SINGLE:
        return "single quotation"
    if sign in _DASHES:
        return "dash"
    return "ellipsis" if sign == "…" and "." not in (before, after) else LEFT


def measured(name: str, text: str) -> Result:
    """What comes back of the marks of a text."""
    source, marks = typed(text.replace("\r\n", "\n"))
    language = infer(text)[0]
    document = _set(source, language)
    pieces = list(_flat(document.text.pieces, source))
    starts = [start for start, _, _ in pieces]
    mixed = "".join(_not_told(text))
    of_text, ours = _roles_of_text(text), _roles_of(usual(language))
    right, wrong, left = Counter[str](), Counter[str](), Counter[str]()
    examples = []
    for mark in marks:
        start, end, read = pieces[bisect_right(starts, mark.start) - 1]
        if not read or mark.start >= end:
            continue  # it is set aside, or is no part of the reading
        if mark.sign in mixed:
            continue
        straight = source[mark.start : mark.end]
        became = straight if read == source[start:end] else read.strip(" \u00a0\u202f")
        to = right if _is_right(mark, became, straight, of_text, ours) else left if became == straight else wrong
        to[mark.kind] += 1
        if to is not right:
            examples.append((mark.sign, became, mark.phrase))
    return Result(name, language, right, wrong, left, document.notices, tuple(examples))


def _not_told(text: str) -> Iterator[str]:
    """The signs of a text that say nothing of what is right: straight ones that were typed for those of a printer,
    which is so unless these are many; and a
    printer's, unless they are twice as many."""
    for sign, printed in _KEYS:
        straight, set_so = text.count(sign), sum(map(text.count, printed))
        if straight * RARE > set_so:
            yield sign
        if straight * 2 > set_so:
            yield printed


def _is_right(mark: Mark, became: str, straight: str, of_text: Mapping[str, str], ours: Mapping[str, str]) -> bool:
    if mark.kind == LEFT:
        return became in (straight, mark.sign)
    if mark.kind == "dash":
        return bool(became) and set(became) <= set(_DASHES)
    true, found = of_text.get(mark.sign, mark.sign), ours.get(became, became)
    return found == true or (found.isalpha() and true.isalpha() and "either" in (found, true))


def _roles(pairs: Iterable[tuple[str, str]], low: bool) -> Mapping[str, str]:
    """What quotation marks do, by the pairs of a text or a language. `low`: single quotations begin with a low mark."""
    found = {"‘": "single closes" if low else "single opens", "‚": "single opens", "‘‘": "opens", "’’": "closes"}
    for opening, closing in pairs:
        for mark, role in ((opening, "opens"), (closing, "closes")):
            single = "single " if mark in _SINGLE else ""
            if mark != "’":
                found[mark] = f"{single}either" if opening == closing else single + role
    return found


def _roles_of_text(text: str) -> Mapping[str, str]:
    pairs = conventions(text)
    outward = pairs.get("«") == "»"
    return _roles([*pairs.items(), ("‹", "›") if outward else ("›", "‹")], low="‚" in text)


def _roles_of(quotes: Quoting) -> Mapping[str, str]:
    return _roles([(pair[0], pair[1]) for pair in (quotes.inner, quotes.outer)], low="‚" in quotes.inner)


def _set(source: str, language: str) -> Document:
    """A text after typography has set its marks, as an edition for reading has it."""
    before = takewhile(lambda stage: stage.name != "typography", stages())
    last = [stage for stage in stages() if stage.name == "typography"]
    document = Document(opened(decode(source.encode())))
    for step in each(document.text, Context(language, values({})), stages=[*before, *last]):
        document = step.document
    return document


def _flat(pieces: Iterable[Piece], source: str) -> Iterator[tuple[int, int, str | None]]:
    """What each range of a source is read as, in order; nothing if it is set aside, notes apart."""
    for piece in pieces:
        if isinstance(piece, Stretch):
            yield piece.start, piece.end, source[piece.start : piece.end]
        elif isinstance(piece, Aside) and piece.kind in BODIES:
            yield from _flat(piece.pieces, source)
        elif under := list(leaves((piece,))):
            yield under[0].start, under[-1].end, piece.after if isinstance(piece, Change) else None


def of_file(path: Path) -> Result | None:
    """What comes back of a file's marks; None if it has too few to be a measure."""
    try:
        text = decode(path.read_bytes()).text
    except EcdosisError:
        return None
    told = sum(map(text.count, {*_DOUBLE, *_SINGLE} - {*"".join(_not_told(text))}))
    return measured(path.name, text) if told >= FEWEST else None


def of_files(paths: Iterable[Path], processes: int) -> list[Result]:
    """The same of many files, those apart that are no measure."""
    with ProcessPoolExecutor(processes) as pool:
        return [result for result in pool.map(of_file, paths) if result is not None]


def report(results: Iterable[Result], shown: int = 0) -> Iterator[str]:
    """A line a text, one for each kind of mark, and examples of what is not right."""
    right, wrong, left = Counter[str](), Counter[str](), Counter[str]()
    for one in results:
        counts = (one.right.total(), one.wrong.total(), one.left.total())
        said = " (says so)" if any("no partner" in notice for notice in one.notices) else ""
        yield f"  {one.name:32} {one.language:3} {_line(*counts)}{said}"
        step = max(1, len(one.examples) // max(1, shown))
        yield from (f"      {sign} -> {became:3} {phrase}" for sign, became, phrase in one.examples[::step][:shown])
        right += one.right
        wrong += one.wrong
        left += one.left
    for kind in sorted({*right, *wrong, *left}):
        yield f"  {kind:36} {_line(right[kind], wrong[kind], left[kind])}"
    yield f"  {'all':36} {_line(right.total(), wrong.total(), left.total())}"


def checked(of: Path, processes: int) -> dict[str, float]:
    """The figures of the texts of a folder that have a floor."""
    found = of_files(library.texts(of), processes)
    return {
        RIGHT: sum(one.right.total() for one in found),
        WRONG: sum(one.wrong.total() for one in found),
        STRAIGHT: sum(one.left.total() for one in found),
    }


def _line(right: int, wrong: int, left: int) -> str:
    count = right + wrong + left
    return f"{count:7,} marks, {right / max(1, count):8.2%} came back, {wrong:4} wrong, {left:5} left straight"


def main() -> None:
    """Measures the files that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="how many examples to show of each text")
    parser.add_argument("--jobs", type=int, default=1, help="how many texts at once")
    given = parser.parse_args()
    for line in report(of_files(given.files, given.jobs), given.wrong):
        print(line)


if __name__ == "__main__":
    main()
