"""What an entry of a list of errata says: the words that stand there and those that should, and where.

It names both (`for cat read hat`), or what is to be left out (`dele the comma after cat`) or to be put in (`after cat
insert black`); then the words that stand there are those beside the change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_FROM: Final = (
    r"(?:from\s(?:the\s)?(?:bottom|foot|below)|von\sunten|v\.?\s?u\.?(?!\w)|d['’]en\sbas|du\sbas|en\sremontant|снизу)"
)
FROM_FOOT: Final = re.compile(_FROM, re.IGNORECASE)
_TOP: Final = r"(?:from\s(?:the\s)?top|von\soben|v\.?\s?o\.?(?!\w)|d['’]en\shaut|сверху)"
_LINE: Final = (
    rf"(?:lines?|ll?\.|Z\.|Zeile|ligne|lig\.|línea|riga|lin\.|строка)\s?(?P<line>\d{{1,3}})(?P<up>[,.]?\s{_FROM})?"
    rf"(?:[,.]?\s{_TOP})?"
)
_PAGE: Final = (
    r"(?:pages?|pp?\.|[—–-]{1,2}|S\.|Seite|pag\.|pág\.|стр\.|bladz\.|blz\.)\s?(?P<page>\d{1,4}|[ivxlc]{1,7})(?![^\W_])"
)
PLACE: Final = re.compile(rf"(?:^|(?<=[\s;.(—–-])){_PAGE}(?:[,.;:]?\s{_LINE})?[,.;:)\s—–-]*", re.IGNORECASE)
_LINE_ALONE: Final = re.compile(rf"(?<=[;.]\s){_LINE}[,.;:)\s—–-]*", re.IGNORECASE)
_QUOTED: Final = r"[“„«\"‘'_]{1,2}(?P<%s>[^“”„«»\"_]{1,60}?)[”“»\"’'_]{1,2}"
_BARE: Final = r"(?P<%s>[^“”„«»\";:]{1,60}?)"


def _said(form: str) -> re.Pattern[str]:
    """A pattern of words of which WRONG and RIGHT are in quotation marks, or both not."""
    ways = [
        form.replace("WRONG", way % f"wrong{n}").replace("RIGHT", way % f"right{n}")
        for n, way in enumerate((_QUOTED, _BARE))
    ]
    return re.compile("|".join(f"(?:{way})" for way in ways), re.IGNORECASE)


_END: Final = r"(?=\s*(?:[.;]?\s*$|[.;]\s))"
_FORMS: Final = (
    _said(rf"(?<![^\W_])_?(?:for|instead\sof)_?,?\s+WRONG,?\s+_?(?:read|lege|r\.)_?,?\s+RIGHT{_END}"),
    _said(rf"WRONG,?\s+should\s(?:be|read),?\s+RIGHT{_END}"),
    _said(rf"WRONG\s?\]\s*RIGHT{_END}"),
    _said(rf"(?<!\w)read,?\s+RIGHT,?\s+(?:for|instead\sof)\s+WRONG{_END}"),
    _said(rf"(?<!\w)(?:statt|anstatt|für|st\.):?,?\s+WRONG,?\s+(?:lies|lese|ist\szu\slesen|l\.):?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:lies|lese|l\.):?,?\s+RIGHT,?\s+(?:statt|anstatt|für|st\.)\s+WRONG{_END}"),
    _said(rf"(?<!\w)au\slieu\sde\s?:?,?\s+WRONG,?\s+(?:lisez|lis\.|lire)\s?:?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:lisez|lis\.|lire)\s?:?,?\s+RIGHT,?\s+au\slieu\sde\s?:?\s+WRONG{_END}"),
    _said(rf"(?<!\w)вместо:?,?\s+WRONG,?\s+(?:читать|читай|следует\sчитать|надо):?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)(?:dice|donde\sdice):?,?\s+WRONG,?\s+(?:debe\sdecir|léase):?,?\s+RIGHT{_END}"),
    _said(rf"(?!(?:for|instead|statt|anstatt|au)\s)WRONG,?\s+_?(?:read|lege|r\.|lies|lisez)_?:?,?\s+RIGHT{_END}"),
    _said(rf"(?<!\w)invece\sdi:?,?\s+WRONG,?\s+(?:leggi|leggasi):?,?\s+RIGHT{_END}"),
)


_MARK: Final = {
    **dict.fromkeys(("comma", "komma", "beistrich", "virgule", "la virgule", "запятую"), ","),
    **dict.fromkeys(("semicolon", "semikolon", "strichpunkt", "le point-virgule"), ";"),
    **dict.fromkeys(("colon", "doppelpunkt", "les deux points"), ":"),
    **dict.fromkeys(("full stop", "period", "full point", "punkt", "le point", "точку"), "."),
    **dict.fromkeys(("hyphen", "bindestrich", "le trait d'union"), "-"),
}
_MARKS: Final = "|".join(sorted(map(re.escape, _MARK), key=len, reverse=True))
_DELE: Final = (
    r"(?:dele(?:te|atur)?\.?|omit|strike\sout|remove|supprimez|effacez|ôtez|streiche|исключить|вычеркнуть)_?,?\s+"
)
_WORD: Final = r"(?:the\s)?(?:words?\s|mots?\s|le\smot\s|les\smots\s|das\swort\s|слово\s)?"
_BESIDE: Final = r"(?P<side>after|before|hinter|nach|vor|après|avant|после|перед)"
_PUT: Final = r"(?:insert|add|supply|place|put|ajoutez|insérez|mettez|füge|setze|добавить|вставить)_?,?\s+"
_PUT_END: Final = rf"(?:\s(?:ein|hinzu))?{_END}"
_LEFT_OUT: Final = (
    re.compile(rf"_?{_DELE}(?:the\s|das\s|den\s|a\s)?(?P<mark>{_MARKS})\s{_BESIDE}\s+{_QUOTED % 'word'}{_END}", re.I),
    re.compile(rf"_?{_DELE}(?:the\s|das\s|den\s|a\s)?(?P<mark>{_MARKS})\s{_BESIDE}\s+{_BARE % 'word'}{_END}", re.I),
    re.compile(rf"_?{_DELE}{_WORD}{_QUOTED % 'word'}{_END}", re.I),
    re.compile(rf"_?{_DELE}{_WORD}{_BARE % 'word'}{_END}", re.I),
)
_PUT_IN: Final = tuple(
    re.compile(form, re.I)
    for way in (_QUOTED, _BARE)
    for form in (
        rf"_?{_BESIDE}_?\s+{way % 'word'},?\s+_?{_PUT}(?:a\s|ein(?:en)?\s)?(?P<mark>{_MARKS}){_PUT_END}",
        rf"_?{_BESIDE}_?\s+{way % 'word'},?\s+_?{_PUT}{_WORD}{way % 'put'}{_PUT_END}",
        rf"_?{_PUT}(?:a\s|ein(?:en)?\s)?(?P<mark>{_MARKS})\s{_BESIDE}\s+{way % 'word'}{_END}",
        rf"_?{_PUT}{_WORD}{way % 'put'}\s{_BESIDE}\s+{way % 'word'}{_END}",
    )
)
_BEFORE: Final = ("before", "vor", "avant", "перед")


@dataclass(frozen=True, slots=True)
class Erratum:
    """An entry of a list of errata: the words that stand there and those that should (none: they are left out), on
    which page (as it is numbered; empty if the list does not say), in which line (0 if it does not), counted from the
    foot of the page if `up`."""

    wrong: str
    right: str
    page: str = ""
    line: int = 0
    up: bool = False


def errata(text: str) -> Iterator[tuple[int, int, Erratum]]:
    """The entries in a block of a list of errata, with their places in it; a page holds for those that name none."""
    places = {match.start(): match for pattern in (_LINE_ALONE, PLACE) for match in pattern.finditer(text)}
    page = ""
    for start, end in pairwise(sorted({0, *places, len(text)})):
        place = places.get(start)
        page = (place.groupdict().get("page") if place else None) or page
        said = _changed(text[place.end() if place else start : end], page)
        if said is not None:
            line, up = (int(place["line"] or 0), place["up"] is not None) if place else (0, False)
            yield start, end, Erratum(*said, page, line, up)


def _changed(text: str, page: str) -> tuple[str, str] | None:
    """The words that stand there and those that should, as an entry says behind its place; words without quotation
    marks need a page, or a sentence might have them."""
    beside = _beside(text)
    if beside is not None:
        quoted, wrong, right = beside
        return (wrong, right) if page or quoted else None
    for form in _FORMS:
        if match := form.match(text):
            told = {name: said.strip(" .,_") for name, said in match.groupdict().items() if said}
            wrong, right = (told.get(f"{name}0") or told.get(f"{name}1", "") for name in ("wrong", "right"))
            quoted = "wrong0" in told
            return (wrong, right) if wrong and right and wrong != right and (page or quoted) else None
    return None


def _beside(text: str) -> tuple[bool, str, str] | None:
    """What an entry says that wants something left out or put in, and whether its words are in quotation marks."""
    for number, form in enumerate((*_LEFT_OUT, *_PUT_IN)):
        match = form.match(text)
        if match is None or match["word"].strip(" .,_").casefold() in _MARK:  # of which comma, nobody knows
            continue
        told = match.groupdict()
        word = told["word"].strip(" .,_")
        mark = _MARK.get((told.get("mark") or "").casefold(), "")
        before = (told.get("side") or "").casefold() in _BEFORE
        quoted = match.start("word") > 0 and text[match.start("word") - 1] in "“„«\"‘'_"
        if number < len(_LEFT_OUT):
            whole = (mark + word if before else word + mark) if mark else word
            return quoted, whole, word if mark else ""
        added = mark or " " + (told.get("put") or "").strip(" .,_")
        return quoted, word, f"{added} {word}".strip() if before else word + added
    return None
