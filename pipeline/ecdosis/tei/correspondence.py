"""Who wrote a letter to whom, where and when: the `correspDesc` of each letter, for the header.

Each part stands for itself, and only where the letter says it: the name that signs, the place and the date of the
dateline, the name in the heading (`To Amos Pell`). What a letter does not say is left out; nothing is inferred from
other letters but what `To the same` says. Ids of persons and places are the editor's alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree

from ecdosis.languages.dates import is_month
from ecdosis.stages.blocks.datelines import SHORTEST, is_weekday
from ecdosis.stages.persons import is_full, persons
from ecdosis.stages.words import AND, table, words
from ecdosis.tei.names import ID, NAMESPACES, XML, data, q, tag, value
from ecdosis.tei.read import reading_of

LETTER: Final = "letter-"
"""How the ids of letters begin; the position follows at which the letter begins in the source."""
THE_SAME: Final = ("",)
"""For who received the letter before."""
RECURS: Final = 2
"""Headings that name somebody as who writes, from which it is a name."""
HOLDERS: Final = ("div", "floatingText")
"""Elements that a letter is."""
_NUMBER: Final = re.compile(r"^\W*(?:[\dIVXLCivxlc]+\b\W*)?")
"""The number of a letter, at the beginning of its heading."""
_ENDS: Final = re.compile(r"[;\[(]|,|\s?(?:[—–]|-{2,3})(?=\s?[^\W_])|\s-\s|\.\s*$")
"""Behind what a heading says more than the name: what somebody is, where."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.\s?){1,4}")
_EDGES: Final = " \t_*\"'“”‘’«»„,;:—–-"
_EDITED: Final = re.compile(r"[\[\]?*]|--|——")
"""What shows that a name or date is doubted, supplied by somebody else, or left out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a letter says of itself: who sent it, from where, when (the words, the date in the form of ISO 8601, a
    pointer to its calendar), and who received it; empty where it does not say it. `letter`: its id."""

    letter: str
    senders: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    when: str = ""
    calendar: str = ""
    receivers: tuple[str, ...] = ()

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return bool(self.senders or self.place or self.date or self.receivers)


def correspondence(text: etree._Element, ids: Mapping[str, str]) -> str:
    """The descriptions of the letters of a `text` element, as the header has them; nothing if there are none. `ids`:
    addresses of persons and places, by their names in small letters."""
    return "".join(_described(one, ids) for one in sent(text) if one.says)


def sent(text: etree._Element) -> Iterator[Sent]:
    """What the letters of a text say, in order."""
    language = text.get(f"{{{XML}}}lang", "").partition("-")[0]
    found = list(letters(text))
    headed = [_headed(_heads(letter), language) for letter in found]
    writers = Counter(one[0] for one in headed)
    last: etree._Element | None = None
    before: tuple[str, ...] = ()
    for letter, (from_, to) in zip(found, headed, strict=True):
        follows = last is not None and next(letter.itersiblings(q("div"), preceding=True), None) is last
        to = (before if follows else ()) if to == THE_SAME else to
        told = _sent(letter, from_ if writers[from_] >= RECURS else (), to)
        yield told
        last, before = letter, told.receivers


def letters(text: etree._Element) -> Iterator[etree._Element]:
    """The elements that are letters; the body, if the whole text is one."""
    for element in text.iter(*map(q, ("body", *HOLDERS))):
        around = element.getparent()
        alone = tag(element) == "body" and around is text and element.find("tei:opener", NAMESPACES) is not None
        if alone or element.get(ID, "").startswith(LETTER):
            yield element


def _around(letter: etree._Element) -> etree._Element:
    """The element in which the parts of a letter stand."""
    body = letter.find("tei:body", NAMESPACES)
    return letter if body is None else body


def _heads(letter: etree._Element) -> list[str]:
    return [reading_of(head) for head in _around(letter).findall("tei:head", NAMESPACES)]


def _sent(letter: etree._Element, from_: tuple[str, ...], to: tuple[str, ...]) -> Sent:
    """What one letter says; whose it is, and to whom, as its heading says."""
    around = _around(letter)
    opener, closer = (around.findall(f"tei:{name}/*", NAMESPACES) for name in ("opener", "closer"))
    datelines = [one for one in opener if tag(one) == "dateline"] or [one for one in closer if tag(one) == "dateline"]
    date, when, calendar = _date(datelines)
    place = next((found for one in datelines if (found := _place(one))), "")
    signed = next((reading_of(one) for one in closer if tag(one) == "signed"), "")
    to = to or next((_addressed(one) for one in (*opener, *closer) if tag(one) == "address"), ())
    return Sent(letter.get(ID, ""), _signed(signed) or from_, place, date, when, calendar, to)


def _addressed(address: etree._Element) -> tuple[str, ...]:
    """The names in the first line of an address that says by its first word whom it names."""
    first, _, name = reading_of(address[0]).partition(" ")
    return _names(name.strip(_EDGES)) if first.casefold() in words("addressed_to") else ()


def _date(datelines: Sequence[etree._Element]) -> tuple[str, str, str]:
    """The words of the date, the date told to programs, and its calendar; without the two where it is doubted, and
    nothing where there are two of them."""
    dates = [date for line in datelines for date in line.findall("tei:date", NAMESPACES)]
    told = [date for date in dates if date.get("when")] or dates
    if len(told) != 1:
        return "", "", ""
    [date] = told
    doubted = any("?" in reading_of(line) for line in datelines)
    return reading_of(date), "" if doubted else date.get("when", ""), "" if doubted else date.get("calendar", "")


def _place(dateline: etree._Element) -> str:
    """The place that stands before the date, as it stands; empty if the words may be something else."""
    date, line = dateline.find("tei:date", NAMESPACES), reading_of(dateline)
    before = line[: line.index(reading_of(date))] if date is not None else line
    parts = [part.strip(_EDGES + ".") for part in before.split(",")]
    parts = [part for part in parts if part and not _is_time(part)]
    return ", ".join(parts) if parts and _EDITED.search(before) is None and all(map(_names_place, parts)) else ""


def _is_time(part: str) -> bool:
    """Whether words tell the day or its hour."""
    found = [word.strip(".").casefold() for word in part.split()]
    days = [word for word in found if len(word) > SHORTEST and is_weekday(word)]
    told = bool(days) or any(word in words("times") or is_month(word) for word in found)
    return told or all(word in words("beside_dates") for word in found)


def _names_place(part: str) -> bool:
    """Whether words may be the name of a place: capitals, and small words among them; no sentence."""
    found = part.split()
    big = [word for word in found if word[0].isupper()]
    small = all(word.casefold() in words("beside_dates") for word in found if not word[0].isupper())
    return bool(big) and small and not re.search(r"\d|(?<![^\W\d_])[^\W\d_]{3,}\.\s", part)


def _signed(line: str) -> tuple[str, ...]:
    """The names in a signature; none if they are no names of persons, or somebody else's words."""
    bare = line.strip(_EDGES)
    if _INITIALS.fullmatch(bare):
        return (bare,)
    return _names(bare)


def _names(text: str) -> tuple[str, ...]:
    """The names that words are, if these are nothing else."""
    folded = {word.strip(".").casefold() for word in text.split()}
    if folded & (words("kin") | words("whose") | words("possessives") | words("firms")) or "&" in text:
        return ()
    found = persons(text)
    if len(found) == 1 and (led := _led(text, found[0])):
        return (led,)
    counted = len(re.split(rf"\s(?:{AND})\s", text, flags=re.IGNORECASE))
    return found if len(found) in (1, counted) else ()


def _led(text: str, name: str) -> str:
    """A name that begins with a particle and is none without the title before it (Herr von Schlemmer)."""
    title, _, rest = text.partition(" ")
    first = name.partition(" ")[0].casefold().rstrip(".")
    if first not in words("particles") | {"v"} or rest.casefold().rstrip(".") != name.casefold().rstrip("."):
        return ""
    return f"{title.capitalize()} {name[0].lower()}{name[1:]}"


def _headed(heads: Sequence[str], language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who writes to whom, as headings say (`Hester Lowe to Amos Pell`)."""
    for head in heads if language in table("to") else ():
        bare = _NUMBER.sub("", head)
        match = _to(language).search(bare)
        if match is None:
            continue
        from_ = bare[: match.start()].strip(_EDGES + ".")
        senders = _names(from_) if is_full(from_) else ()
        if senders or _heads_letters(from_):
            return senders, _received(bare[match.end() :])
    return (), ()


def _received(told: str) -> tuple[str, ...]:
    """The names behind `To`."""
    told = told.strip(_EDGES + "()[]" if told.endswith((")", "]")) else _EDGES)
    bare = _ENDS.split(told, maxsplit=1)[0].strip(_EDGES)
    rest = [word.strip(" .,&").casefold() for word in told[len(bare) :].split()]
    if bare.casefold().rstrip(".") in words("the_same"):
        return THE_SAME
    if _EDITED.search(bare) or "&" in told or not words("firms").isdisjoint(rest):
        return ()
    first, _, name = bare.partition(" ")
    ranked = first.casefold() in words("articles") and name.partition(" ")[0].casefold() in words("ranks")
    return _names(name if ranked else bare)


def _heads_letters(text: str) -> bool:
    """Whether words only say that this is a letter, and which."""
    found = [word.strip(_EDGES + ".").casefold() for word in text.split()]
    return all(word in words("addressing") or re.fullmatch(r"[\divxlc]*", word) for word in found)


@cache
def _to(language: str) -> re.Pattern[str]:
    """The word before the name of who receives a letter."""
    return re.compile(rf"(?:^|(?<=[\s—–-]))(?:{'|'.join(map(re.escape, table('to')[language]))})\s+", re.IGNORECASE)


def _described(one: Sent, ids: Mapping[str, str]) -> str:
    when = f' when="{value(one.when)}"' if one.when else ""
    when += f' calendar="{value(one.calendar)}"' if one.calendar else ""
    actions = {
        "sent": [
            *(_named("persName", name, ids) for name in one.senders),
            _named("placeName", one.place, ids) if one.place else "",
            f"<date{when}>{data(one.date)}</date>" if one.date else "",
        ],
        "received": [_named("persName", name, ids) for name in one.receivers],
    }
    told = "".join(
        f'<correspAction type="{type_}">{"".join(parts)}</correspAction>'
        for type_, parts in actions.items()
        if any(parts)
    )
    letter = f' corresp="#{one.letter}"' if one.letter else ""
    return f"<correspDesc{letter}>{told}</correspDesc>"


def _named(element: str, name: str, ids: Mapping[str, str]) -> str:
    address = ids.get(name.casefold(), "")
    ref = f' ref="{value(address)}"' if address else ""
    return f"<{element}{ref}>{data(name)}</{element}>"
