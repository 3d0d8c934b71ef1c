"""Catchwords: the first word of the next page, which old printers set at the foot of each for the binder, often with
the signature of the sheet in the same line. Where notes stand at the foot, the text above them has its catchword, and a
note that goes on overleaf another."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.furniture.pages import DEPTH, Pages
from ecdosis.stages.notes.lines import ENDED, label_of
from ecdosis.stages.notes.under import LABEL

HABIT: Final = 0.2
"""Share of a book's pages with a catchword from which it has catchwords: nearly all have one where all are readable."""
NEEDED: Final = 4
"""Pages at least that have one."""
ALIKE: Final = 75
"""Per cent of letters alike (rapidfuzz's ratio) from which two words are one but for the OCR's mistakes."""
SAME: Final = 100.0
HEADING: Final = 80
"""The same for a heading, of which the catchword is all."""
SMALL: Final = 4
"""Letters; shorter words are like others by chance."""
LONGEST: Final = 24
"""Letters and figures of a line that is a catchword and the signature beside it: specks may make it much longer."""
BESIDE: Final = 50
"""The same as ALIKE for a word beside a signature, which says already what the line is."""
FULL: Final = 0.8
"""Share of the width of the text from which a line is full."""
FORMED: Final = 3
"""Letters of a word below such a line: two words of two letters have one in common by chance."""
NUMBER: Final = 9
"""Code points of the number of a page with its brackets, and some dirt."""
NOTES: Final = 2
"""Lines of notes that may stand below a catchword as the OCR orders the foot of a page."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_MARK: Final = re.compile(r"[^\w\s]+[^\W\d_]")
_OWN: Final = re.compile(r"[\W_]*(?P<word>[^\W\d_][\w'’-]*?)[\W_]*")
_SPECK: Final = re.compile(r"[\W_]*\w?[\W_]*")
"""What may stand after a catchword: its marks, and one that the OCR read as a letter."""
_PLAIN: Final = re.compile(r"[\"'“‘«(]?[^\W\d_]{3,}[\W_]*")
_VOLUME: Final = re.compile(r"[\W_]*(?:v[o0]\w|[ivx]{3,4})[\W_]*", re.IGNORECASE)
"""What may stand before it is the volume, the letter and leaf of the sheet, and specks: no other plain word."""
_LONG_S: Final = str.maketrans({"ſ": "s", "f": "s"})
"""In the type that has catchwords an OCR engine reads the long s as f."""


class Catchword(NamedTuple):
    """A line at the foot of a page, or of the text on it (its index), whose last word is that which the next page
    begins with, or, of a divided word, its second half; whether it is so letter for letter; the first line of the notes
    below it, if any stand there."""

    line: int
    word: str
    exact: bool
    notes: int = -1


def find(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Span]]:
    """The lines of catchwords, with their indices. `known`: what else is furniture, by the index of its line."""
    if not pages.marked:
        return
    at_foot = dict(_candidates(pages, known))
    above = dict(_above_notes(pages, known, {page: one for page, one in at_foot.items() if one.exact}))
    count = len(at_foot | above)
    if count < max(NEEDED, HABIT * len(pages.filled)):
        return
    found = {one.line: one for one in (*at_foot.values(), *above.values(), *_of_notes(pages, known, above))}
    for one in found.values():
        line = pages.lines.lines[one.line]
        where = "the foot of a page" if one.notes < 0 else "the end of a page’s text, and below it a note"
        signs = [
            Sign.rare(f"{count} pages of this book end with the first word of the next", 0.8),
            Sign.rare(f"the next page begins with “{one.word}”", 0.8 if one.exact else 0.6),
            Sign.rare(f"a line of one word at {where}", 0.5),
        ]
        if span := judged(line.start, line.end, "catchword", signs):
            yield one.line, span


def _candidates(pages: Pages, known: Mapping[int, Span]) -> Iterator[tuple[int, Catchword]]:
    """The catchwords at the feet of pages, by page."""
    for page, following in pairwise(pages.filled):
        words = _first_words(pages, following, known)
        word = _first(words)
        for last in islice(_body(reversed(pages.lines.pages[page]), known), 1 + NOTES) if word else ():
            text = pages.text(last)
            formed = _is_formed(pages, last, words)
            least = BESIDE if formed or _is_slug(last - 1, known) else ALIKE
            if likeness := _likeness_of(text, words, least, formed=formed):
                yield page, Catchword(last, word, likeness == SAME)
            if likeness or not (label_of(text) or _SPECK.fullmatch(text)):
                break


def _is_formed(pages: Pages, line: int, words: Sequence[str]) -> bool:
    """Whether a line is one of a word below a full one, and a sentence goes on over both into the next page, which
    begins with some words: no printer ends a line there but below a catchword."""
    text = pages.text(line)
    letters = "".join(_LETTER.findall(text)).casefold()
    another = len(letters) < FORMED or _first(words).casefold().startswith(letters)  # `the`, where a page has `then`
    if another or len(text.split()) > 1 or line - 1 not in pages.lines.pages[pages.lines.lines[line].page]:
        return False
    full = len(pages.text(line - 1)) >= FULL * pages.lines.width and pages.lines.lines[line].gap == 0
    return full and cuts(pages.text(line - 1), text) and cuts(text, " ".join(words))


def _above_notes(pages: Pages, known: Mapping[int, Span], at_foot: Container[int]) -> Iterator[tuple[int, Catchword]]:
    """The catchwords between the text of a page and its notes, by page: one of these has a label, or they go on from
    the page before. `at_foot`: pages that have theirs there."""
    before, open_ = "", False
    for page, following in pairwise(pages.filled):
        lines = [index for index in pages.lines.pages[page] if not _is_known(index, known)]
        words = _first_words(pages, following, known)
        found = None
        for at in range(1, len(lines) - 1) if words else ():
            below = pages.text(lines[at + 1])
            likeness = _likeness_of(pages.text(lines[at]), words, BESIDE if _is_labelled(below) else ALIKE)
            goes_on = open_ or _is_catchword(before, _first(below.split())) == SAME
            noted = likeness and any(_is_labelled(pages.text(line)) for line in lines[at + 1 :])
            if likeness and (noted or (page not in at_foot and (goes_on or LABEL.match(below)))):
                found = Catchword(lines[at], _first(words), likeness == SAME, lines[at + 1])
                yield page, found
                break
        before = pages.text(lines[-1]) if lines and (found or page not in at_foot) else ""
        open_ = found is not None and not ENDED.search(before)


def _is_labelled(line: str) -> bool:
    """Whether a note begins a line with a letter in brackets; signs are also what quotation marks are misread as."""
    label = LABEL.match(line)
    return label is not None and label["letter"] is not None


def _of_notes(pages: Pages, known: Mapping[int, Span], above: Mapping[int, Catchword]) -> Iterator[Catchword]:
    """The catchwords at the feet of pages whose notes go on overleaf. `above`: those of the text, by page."""
    for page, following in pairwise(pages.filled):
        last = next(_body(reversed(pages.lines.pages[page]), known), -1)
        if following in above and page in above and last > above[page].notes:
            words = pages.text(above[following].notes).split()
            if likeness := _likeness_of(pages.text(last), words):
                yield Catchword(last, _first(words), likeness == SAME)


def _first_words(pages: Pages, page: int, known: Mapping[int, Span]) -> list[str]:
    """The words of the line that the text of a page begins with, but for specks and a worn number above it; none if
    there is no letter in the first."""
    texts = (pages.text(line) for line in _body(iter(pages.lines.pages[page]), known))
    words = next((text.split() for text in texts if not _SPECK.fullmatch(text) and not _is_worn(text)), [])
    return words if _first(words) else []


def _is_worn(text: str) -> bool:
    """Whether a line is what a scan may have left of the number of a page: short, with a bracket or a figure, and no
    word in it."""
    number = any(c.isdigit() or c in "()" for c in text)
    return number and len(text) <= NUMBER and not _WORD.search(text)


def _first(words: Sequence[str]) -> str:
    """The letters of the first of two words that has any; one letter beside a sign is what a scan made of a quotation
    mark."""
    tokens = words[1:2] if len(words) > 1 and _MARK.fullmatch(words[0]) else words[:2]
    return next((found for token in tokens if (found := "".join(_LETTER.findall(token)))), "")


def _likeness_of(text: str, words: Sequence[str], least: float = ALIKE, *, formed: bool = False) -> float:
    """How alike a line that may be a catchword is to what a page begins with, per cent; 0 if it is none. `formed`: by
    where it stands it is one."""
    return _begun_by(words, text) or _is_catchword(text, _first(words), least, formed=formed)


def _begun_by(words: Sequence[str], text: str) -> float:
    """How alike a line is to the first two or three words of another, as some printers have it, per cent; 0 if they are
    not the same, but for a heading in capitals: that may be misread in one of the lines, or letterspaced."""
    from rapidfuzz.fuzz import ratio

    tokens = text.split()
    if len(text) > LONGEST or not 1 < len(tokens) < 4:
        return 0.0
    if [_plain(token) for token in tokens] == [_plain(word) for word in words[: len(tokens)]]:
        return SAME
    one, other = ("".join(filter(str.isalnum, "".join(found))) for found in (tokens, words))
    return float(ratio(one, other, score_cutoff=HEADING)) if one.isupper() and other.isupper() else 0.0


def _plain(token: str) -> str:
    """A word without the marks around it, of which dirt makes more."""
    return token.strip("\"'“”‘’.,*") or token


def _is_catchword(text: str, word: str, least: float = ALIKE, *, formed: bool = False) -> float:
    """How alike the last word of a line is to the first of the next page, per cent; 0 if the line is no catchword.
    `least`: how alike they must be where no signature stands before it."""
    tokens = text.split()
    if len(tokens) > 1 and _SPECK.fullmatch(tokens[-1]):
        tokens.pop()
    own = _OWN.fullmatch(tokens[-1]) if tokens and sum(map(str.isalnum, text)) <= LONGEST else None
    before = tokens[:-1]
    if own is None or any(_PLAIN.fullmatch(token) and not _VOLUME.fullmatch(token) for token in before):
        return 0.0
    signed = any(map(str.isalnum, "".join(before)))
    letters = "".join(_LETTER.findall(own["word"]))
    if text.endswith("-") and len(letters) > 1 and word.startswith(letters):  # “how-”, where “however” begins the page
        return SAME
    likeness = _likeness(letters, word, signed=signed or formed)
    return likeness if likeness >= (BESIDE if signed else least) else 0.0


def _body(lines: Iterator[int], known: Mapping[int, Span]) -> Iterator[int]:
    """The indices of those of the first lines of some that are not known as furniture."""
    return (index for index in islice(lines, DEPTH + 1) if not _is_known(index, known))


def _is_slug(index: int, known: Mapping[int, Span]) -> bool:
    """Whether a line is the signature of a sheet, which says what stands below it."""
    return _is_known(index, known) and known[index].kind == "slug"


def _is_known(index: int, known: Mapping[int, Span]) -> bool:
    return index in known and known[index].safe


def _likeness(catchword: str, word: str, *, signed: bool) -> float:
    """How alike two words are, per cent; a catchword may be cut off or be the beginning of a longer word. Of small
    words that no signature stands beside only those of as many letters are like: `to` at the end of a page is not what
    `together` begins with."""
    from rapidfuzz.fuzz import ratio

    one, other = (w.casefold().translate(_LONG_S) for w in (catchword, word))
    if one == other or len(one) == 1:
        return SAME if one == other else 0.0
    if len(one) < SMALL:
        return float(ratio(one, other)) if signed or len(one) == len(other) else 0.0
    return SAME if other.startswith(one) else float(ratio(one, other))
