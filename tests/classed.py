"""In what two programs differ over a text, classed by what it is and not by its words, and the list of those classes
that are meant (`same.py`).

A class is a few words: the aspect, whether something of the base is `gone`, is `new`, is `altered` (another thing at
the same place) or has another `reason` (why, by whom or how surely), and the kind: `changes new page-mark`, `blocks
altered head 1 → title`. Of `read` the words are classed (`words gone running-head`), each by the change that reads it
otherwise, or does not any more, at that place of the source. Words are their letters and digits: what became of a mark
is told by its change. Of a product only those words are classed that are its own (headings, lists of changes, what it
says of the edition): as many of each as `read` has are the text's.

Some laws are asked of the new program's answers: `restore` gives the source, and `read` is the source as the changes
have it, word by word, so that no word can be gone that no change accounts for, whatever the base says; and, if the base
does not break it in the same way, `read` is in the order of the source, each product has the words that `read` has, and
a page shows the source as well. What breaks one is of the aspect `law`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import repeat, zip_longest
from pathlib import Path
from typing import Final

from answers import PRODUCTS, UNDECIDED, Answers
from changed import Reading, Row, Word, moved, reading, unlike

KEPT: Final = 60
"""Examples of a class that are kept of each text."""
NEVER: Final = ("law restore: *", "law read: *", "words gone unexplained", "words new unexplained")
"""Classes that no list may have: a source, or a word of the author's, is lost without a trace."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A class of what differs in a text: how many there are, and the first of them."""

    text: str
    what: str
    number: int
    examples: tuple[str, ...] = ()


Found = Iterator[tuple[str, str]]
"""The class of each thing that differs, and how it is shown."""


def differences(text: str, data: bytes, old: Answers, new: Answers) -> list[Difference]:
    """In what two programs differ over a text whose bytes these are, and what breaks a law."""
    found: dict[str, list[str]] = {}
    for what, example in _found(data, old, new):
        found.setdefault(what, []).append(example)
    return [Difference(text, what, len(those), tuple(those[:KEPT])) for what, those in found.items()]


def _found(data: bytes, old: Answers, new: Answers) -> Found:
    before, now = (reading(data, side) if "read" in side else None for side in (old, new))
    if "read" in new:
        known = Counter(_broken(old, before)) if "read" in old else Counter()
        for broken, number in Counter(_broken(new, now)).items():
            yield from repeat(broken, number if _is_never_meant(broken[0]) else number - known[broken])
    ended = "publish" if "publish" in old else "build"
    yield from _status(ended, old, new)
    if old[ended] != new[ended]:
        return  # there is nothing to compare with
    if "read" in old:
        yield from _told_of(old, new, before, now)
    for product in PRODUCTS:
        yield from _own_words(product, old, new)


def _told_of(old: Answers, new: Answers, before: Reading | None, now: Reading | None) -> Found:
    """What differs of what two programs tell of a text; if nothing does, whether `read` has other lines."""
    for aspect in ("changes", "read", "blocks", "queries"):
        yield from _status(aspect, old, new)
    found = [*_rows("blocks", old["blocks"], new["blocks"])]
    if before and now:
        found += _changes(before, now) if before.source == now.source else _other_source(before, now)
    if not found and old["read"][1:] != new["read"][1:]:
        found = [("read altered lines", "")]
    yield from (*found, *_rows("queries", old["queries"], new["queries"]))


def _status(aspect: str, old: Answers, new: Answers) -> Found:
    before, after = (side.get(aspect, ["nothing"])[0] for side in (old, new))
    if before != after:
        yield f"{aspect} {before} → {after}", ""


# What is compared


def _changes(old: Reading, new: Reading) -> Found:
    for start, end, before, after in _differing(old, new):
        for one, other in zip_longest(before, after):
            yield f"changes {_class(one, other)}", _shown(start, end, one, other)
    yield from _moved_words(old, new)


def _other_source(old: Reading, new: Reading) -> Found:
    """Where the bytes were taken for other characters places say nothing, and each word may be another."""
    yield "changes altered characters of the source", ""
    before, after = (Counter(_letters(word.text) for word in one.words()) for one in (old, new))
    for how, those in (("gone", before - after), ("new", after - before)):
        yield from ((f"words {how} characters of the source", word) for word in those.elements())


def _differing(old: Reading, new: Reading) -> Iterator[tuple[int, int, list[Row], list[Row]]]:
    """The spans of the source of which the two tell different changes, with the changes that only one of them has."""
    sides: list[dict[tuple[int, int], list[Row]]] = [{}, {}]
    for side, rows in zip(sides, (old.rows, new.rows), strict=True):
        for row in rows:
            side.setdefault((row["start"], row["end"]), []).append(row)
    before, after = sides
    for span in sorted(before.keys() | after.keys()):
        left, right = before.get(span, []), after.get(span, [])
        alike = [_told(row) for row in left if _told(row) in map(_told, right)]
        only = [[row for row in those if _told(row) not in alike] for those in (left, right)]
        if any(only):
            yield *span, only[0], only[1]


def _told(row: Row) -> str:
    """All that a row says, but for its id."""
    return json.dumps({**row, "id": "", "nested": [_told(inner) for inner in row["nested"]]}, sort_keys=True)


def _class(old: Row | None, new: Row | None) -> str:
    """What became of a change."""
    if not old or not new:
        return f"gone {old['kind']}" if old else f"new {(new or {})['kind']}"
    if old["kind"] != new["kind"]:
        return f"altered {old['kind']} → {new['kind']}"
    return f"{'altered' if _done(old) != _done(new) else 'reason'} {new['kind']}"


def _done(row: Row) -> object:
    """What a row does to the text, and not why."""
    return row["start"], row["end"], row["kind"], row["reading"], [_done(inner) for inner in row["nested"]]


def _doing(left: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    """Of changes at one place those that only one of two makes; what has another reason alone does the same."""
    sides = [[_done(row) for row in side] for side in (left, right)]
    return [row for row in (*right, *left) if not all(_done(row) in side for side in sides)]


def _shown(start: int, end: int, old: Row | None, new: Row | None) -> str:
    source = (new or old or {})["source"]
    told = (f"{row['reading']!r} ({row['kind']}: {row['why']})" for row in (old, new) if row)
    return f"{start}–{end} {source[:80]!r}: {' → '.join(told)}"


def _moved_words(old: Reading, new: Reading) -> Found:
    """The words that only one of two reads, each by the kind of the change that differs at its place."""
    before, after = ({(w.start, _letters(w.text)): w for w in one.words()} for one in (old, new))
    spans = [(start, end, row["kind"]) for start, end, *sides in _differing(old, new) for row in _doing(*sides)]
    for how, here, there in (("gone", before, after), ("new", after, before)):
        words = [here[key] for key in sorted(here.keys() - there.keys()) if key[1]]
        for word, kind in _explained(words, spans):
            yield f"words {how} {kind}", f"{word.start} {word.text}"


def _explained(words: Iterable[Word], spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[Word, str]]:
    """Words in the order of their places, each with the kind of that change, of `spans` in order, which has most of it;
    one that only touches it (a space that is new) has least."""
    waiting = deque(spans)
    near: list[tuple[int, int, str]] = []
    for word in words:
        while waiting and waiting[0][0] <= word.end:
            near.append(waiting.popleft())
        near = [span for span in near if span[1] >= word.start]
        most = max(near, key=lambda span: min(span[1], word.end) - max(span[0], word.start), default=None)
        yield word, most[2] if most else "unexplained"


def _rows(aspect: str, old: Sequence[str], new: Sequence[str]) -> Found:
    """What differs of the rows of decisions, told apart by their words alone: the first release counts places from the
    beginning of the line, and does not guard cells with an apostrophe."""
    before, after = _decisions(old), _decisions(new)
    for words in sorted(before.keys() | after.keys()):
        left, right = before.get(words, Counter()), after.get(words, Counter())
        for one, other in zip_longest((left - right).elements(), (right - left).elements()):
            shown = f"{words[:80]}: {' → '.join(f'{row[0]} ({row[1]})' for row in (one, other) if row)}"
            if not one or not other:
                yield f"{aspect} {'gone' if one else 'new'} {(one or other)[0]}", shown
            elif one[0] == other[0]:
                yield f"{aspect} reason {one[0]}", shown
            else:
                yield f"{aspect} altered {one[0]} → {other[0]}", shown


def _decisions(lines: Sequence[str]) -> Mapping[str, Counter[tuple[str, str]]]:
    """The words of rows of decisions -> what is said of them (of a block, what it is), and why."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for line in lines[2:]:
        if line and not line.startswith("#"):
            _at, words, *rest = (cell.removeprefix("'") for cell in line.split("\t"))
            decision, value, reason = (*rest, "", "", "")[:3]
            found.setdefault(words, Counter())[value if decision == "block" else decision or "asked", reason] += 1
    return found


def _own_words(product: str, old: Answers, new: Answers) -> Found:
    """The words of a product, less those of the text, that only one has; if there are none, whether they are in
    another order."""
    kind = "own words" if "read" in new else "words"  # TEI of others has no `read`: all words count
    texts = [" ".join(side.get("read", ())[1:]).split() for side in (old, new)]
    words = [list(side.get(product, ())) for side in (old, new)]
    before, after = (Counter(all_) - Counter(text) for all_, text in zip(words, texts, strict=True))
    for how, those in (("gone", before - after), ("new", after - before)):
        for word in those.elements():
            yield f"{product} {how} {kind}", word
    if before == after and texts[0] == texts[1] and words[0] != words[1]:
        yield f"{product} altered order", ""


# Laws


def _broken(new: Answers, told: Reading | None) -> Found:
    if new["restore"] != ["exit status 0", "the source"]:
        yield "law restore: not the source", " ".join(new["restore"])
    if told is None:
        yield "law read: the changes quote another source", ""
        return
    wrong = unlike(told, new["read"])
    yield from (("law read: not the source as it was changed", word) for word in wrong)
    if not wrong and (word := moved(told, new["read"])):
        yield "law order: not that of the source", word
    for product in PRODUCTS:
        if product in new:
            for word in _lacking(told, new["read"], product, new[product]):
                yield f"law {product}: lacks words of the reading", word


def _lacking(told: Reading, read: Sequence[str], product: str, words: Sequence[str]) -> Iterator[str]:
    """The words that a product has less often than `read`, though they may be divided in it. A page shows each change
    in two forms, so of it the words that were not changed are asked, and those of the source as well."""
    if product == "html":
        there = (*told.text, *(word for note in told.notes for word in note[1:]))
        same = (word.text for word in there if told.source[word.start : word.end] == word.text)
        asked = [*same, *(word for word in told.source.split() if word.isprintable())]
    else:
        asked = " ".join(read[1:]).split()
    expected = Counter(map(_letters, asked))
    del expected[""]
    shown = list(filter(None, map(_letters, words)))
    missing = expected - Counter(shown)
    text = " ".join(shown) if missing else ""
    for word in missing:
        for _ in range(expected[word] - _number(word, text, product)):
            yield word


def _number(word: str, text: str, product: str) -> int:
    """How often a word stands in a text, whole or divided. pdftotext also joins what a hyphen at a line end parts, so
    of a PDF it may be a part of another."""
    if product == "pdf":
        return text.replace(" ", "").count(word)
    return len(re.findall(rf"(?<!\S){' ?'.join(word)}(?!\S)", text))


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()


# The list


def _is_never_meant(what: str) -> bool:
    return any(fnmatchcase(what, never) for never in NEVER)


@dataclass(frozen=True, slots=True)
class Allowed:
    """An entry of the list: patterns (as of files) for classes, each with the largest number that those may have in all
    texts whose names have one of some patterns, and the reason."""

    texts: tuple[str, ...]
    reason: str
    classes: Mapping[str, int]

    def pattern(self, found: Difference) -> str | None:
        """The pattern that a difference has, if it belongs to this entry."""
        if not any(fnmatchcase(found.text.removesuffix(UNDECIDED), one) for one in self.texts):
            return None
        return next((one for one in self.classes if fnmatchcase(found.what, one)), None)


def listed(path: Path) -> list[Allowed]:
    """What a list says. Raises ValueError for an entry without reason or classes, or with one that is never meant."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("allowed", ())
    allowed = [Allowed(tuple(e.get("texts", ("*",))), e.get("reason", ""), e.get("classes", {})) for e in entries]
    for one in allowed:
        if not one.reason or not one.classes or min(one.classes.values()) < 1:
            raise ValueError(f"{path}: {', '.join(one.texts)}: an entry needs a reason, and classes with numbers")
        for what in one.classes:
            if any(fnmatchcase(what, never) or fnmatchcase(never, what) for never in NEVER):
                raise ValueError(f"{path}: {', '.join(one.texts)}: {what!r} is never meant")
    return allowed


def judged(
    found: Sequence[Difference], allowed: Sequence[Allowed]
) -> tuple[list[Difference], dict[tuple[int, str], int]]:
    """What is not on the list, or is there with a smaller number; and the number met of each pattern of each entry. A
    difference belongs to the first entry that has its text and class."""
    met: dict[tuple[int, str], list[Difference]] = {}
    left = []
    for one in found:
        fits = ((i, pattern) for i, e in enumerate(allowed) if (pattern := e.pattern(one)))
        if key := next(fits, None):
            met.setdefault(key, []).append(one)
        else:
            left.append(one)
    numbers = {key: sum(one.number for one in those) for key, those in met.items()}
    for (i, pattern), those in met.items():
        if numbers[i, pattern] > allowed[i].classes[pattern]:
            left += those
    return left, numbers


def entry(left: Sequence[Difference]) -> str:
    """What would put some differences on the list. It has no reason, so that the list is refused until somebody has
    looked at each class and written why it is meant. Numbers are rounded up, since one more is no news, but a tenth
    more is; those of words that are gone are rounded less."""
    numbers: Counter[str] = Counter()
    for one in left:
        if not _is_never_meant(one.what):
            numbers[one.what] += one.number
    classes = (
        f"{json.dumps(what, ensure_ascii=False)} = {rounded(number, 3 if what.startswith('words gone') else 2)}"
        for what, number in sorted(numbers.items())
    )
    return "\n".join(("[[allowed]]", 'reason = ""', "[allowed.classes]", *classes, ""))


def rounded(number: int, digits: int) -> int:
    """A number with so many of its first digits, rounded up: 1,234 with two is 1,300."""
    step = int(10 ** max(0, len(str(number)) - digits))
    return -(-number // step) * step
