"""The forms in which a play may say who speaks, and the headings of its acts and scenes: what a block alone tells.

A name stands in a line of its own or before the words, in capitals or not; a full stop, a colon, a dash or a direction
ends it (`HESTER.`, `Hester, aside. — Who?`), or dashes stand around it (`- Hester -`). Whether a text is a play,
`plays` tells from all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import AND, pattern, words

LONGEST: Final = 30
"""Code points of a name at most (`FIRST GENTLEMAN OF THE COURT` has 28)."""
WORDS: Final = 5
"""Words of a name at most."""
GAP: Final = 3
"""Blank lines before what is rather a heading than a name in some style."""
SET: Final = 24
"""Words at most of a heading with where the scene is set, or of a name with how somebody speaks."""
_WORD: Final = r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}"
_NEXT: Final = rf",?\s(?:(?:{AND})\s(?:[^\W\d_]{{1,4}}\.\s)?)?{_WORD}"
NAME: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.|er|e)?\s)?{_WORD}(?:{_NEXT}){{0,{WORDS - 1}}}"
_DIRECTION: Final = r"(?:\s{0,2}(?:\([^()]{1,240}\)|\[[^\[\]]{1,240}\]))?"
_DASH: Final = r"\s?[—–-]{1,3}\s?"
_SIGN: Final = rf"(?P<sign>[.:])(?:(?P<dash>{_DASH})|\s+|(?=[¡¿(]))(?=\S)"
_RUN_IN: Final = re.compile(rf"(?P<who>{NAME}){_DIRECTION}{_SIGN}")
_ALONE: Final = re.compile(rf"(?P<who>{NAME}){_DIRECTION}(?P<sign>[.:]?)")
_DASHED: Final = re.compile(rf"(?P<sign>[—–-])\s?(?P<who>{NAME}){_DIRECTION}\s?[—–-]")
UPPER: Final = r"[^\W\d_a-zß-öø-ÿа-яё]"
_CAPITALS: Final = rf"{UPPER}(?:{UPPER}|['’-]){{0,20}}"
_HOW: Final = re.compile(rf"(?P<who>{_CAPITALS}(?:\s{_CAPITALS}){{0,3}})[,.]?\s(?!{UPPER})[^\n]{{1,160}}")
_HOW_RUN_IN: Final = re.compile(
    rf"(?P<who>{_WORD}(?:\s{_WORD}){{0,{WORDS - 1}}}),\s(?!{UPPER}|(?:{AND})\s)[^\n.:—–]{{1,160}}{_SIGN}"
)
"""How somebody speaks, behind the name (`Dorine, aside. — Who?`)."""
_UNSTOPPED: Final = re.compile(
    rf"(?P<who>{NAME})\s{{1,2}}(?:\[[^\[\]]{{1,240}}\]|\([^()]{{1,240}}\))(?:\s+(?=_?[^\W\d_a-zß-öø-ÿа-яё])|(?=\s?[—–-]))"
)
_DIVISION: Final = re.compile(
    r"(?P<word>[^\W\d_]{3,12})\.?\s(?:[IVXLivxl]{1,6}|\d{1,2}|(?P<numeral>[^\W\d_]+))(?![\w’'])"
)
_SONG: Final = re.compile(r"([^\W\d_]{3,12})\s(?:[IVXLC]{1,7}|\d{1,3})\b")
_INITIAL: Final = re.compile(rf"{UPPER}[^\W\d_]?\.\s(?={UPPER}[^\W\d_]+)")
_OPEN: Final = re.compile(rf",$|\s(?:{AND})$")
_COUNTED: Final = re.compile(r"\W{0,3}(?:\d|[IVXLCivxlc]{1,6}(?!\w))")
"""The number of a chapter, behind its name."""


class Speaker(NamedTuple):
    """Where it is said who speaks: offsets of the reading, the name in small letters, its form (the sign behind it
    and whether it stands in a line of its own, and in capitals), the index of the block, the blank lines before it,
    how many of its characters are a dash behind the sign, and whether a direction in brackets stands before the sign.
    """

    start: int
    end: int
    who: str
    sign: str
    alone: bool
    capitals: bool
    place: int
    above: int = 0
    dash: int = 0
    directed: bool = False

    @property
    def form(self) -> tuple[str, bool, bool]:
        """What speakers of one play have in common."""
        return (self.sign, self.alone, self.alone and self.capitals)

    @property
    def undashed(self) -> Speaker:
        """The same where a dash behind the sign belongs to what is spoken."""
        return self._replace(end=self.end - self.dash, dash=0)


def key_of(who: str) -> str:
    """A name as it is compared."""
    return " ".join(who.casefold().split())


def is_scene(text: str) -> bool:
    """Whether a line has a word for an act or a scene."""
    named = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return not named.isdisjoint(words("scenes") | words("acts"))


def division_of(text: str) -> str:
    """The word, in small letters, for an act or a scene that a line begins with before its number; empty if it does
    not."""
    match = _DIVISION.match(text)
    if not match or not is_scene(match["word"]):
        return ""
    counted = match["numeral"] is None or match["numeral"].casefold() in words("numerals")
    return match["word"].casefold() if counted else ""


def is_heading(view: View) -> bool:
    """Whether a block is the heading of an act or a scene, with its number and where it is set or who is on the stage,
    or without."""
    if view.words <= WORDS:
        return is_scene(view.text) and not _is_told(view.text) and view.text[-1] not in "!?"
    return view.words <= SET and bool(division_of(view.text))


def _is_told(text: str) -> bool:
    """Whether a line is a sentence on where the scene is (`La scène est à Paris.`)."""
    first = re.findall(r"[^\W\d_]+", text.casefold())
    return len(first) > 1 and first[0] in words("articles") and first[1] in words("scenes")


def names_song(text: str) -> bool:
    """Whether a line begins with the number of a song (`AIR IV. The hills of home`)."""
    match = _SONG.match(text)
    return match is not None and match[1].casefold() in words("songs")


def is_open_entrance(view: View) -> bool:
    """Whether a direction that says who comes goes on below: it ends with a comma or an *and*."""
    return pattern("entrances").match(view.text) is not None and _OPEN.search(view.text) is not None


def may_speak(view: View, index: int) -> bool:
    """Whether a block begins as a speech does, with a name before its words."""
    return any(not one.alone for one in candidates(view, index))


def candidates(view: View, index: int, styled: int = 0) -> Iterator[Speaker]:
    """What may be a name at the beginning of a block; `styled`: the length of the words there that are set in some
    style, which are the name as a whole (`_Amos jun._`)."""
    one = _dashed(view, index) or _told(view, index) or _named(view, index, styled)
    if one is not None and len(one.who) <= LONGEST and not (is_scene(one.who) or names_song(view.text)):
        yield one


def _dashed(view: View, index: int) -> Speaker | None:
    """A name between dashes in a line of its own."""
    match = _DASHED.fullmatch(view.text)
    if not match or not match["who"][0].isupper():
        return None
    return Speaker(view.start, view.end, key_of(match["who"]), match["sign"], True, False, index, view.above)


def _told(view: View, index: int) -> Speaker | None:
    """A name with how somebody speaks, before the words: a dash stands behind that, or the name is in capitals."""
    match = _HOW_RUN_IN.match(view.text)
    if not match or not (match["dash"] or match["who"].isupper()):
        return None
    dash = len(match["dash"] or "")
    end = view.start + match.end("sign") + dash
    who = match["who"]
    return Speaker(view.start, end, key_of(who), match["sign"], False, who.isupper(), index, view.above, dash)


def counted(view: View, index: int) -> Iterator[Speaker]:
    """What may be a name that begins with a number (`2. Soldier: `), as the items of a list do."""
    one = _named(view, index, 0, numbers=True) if view.text[0].isdigit() else None
    if one is not None and len(one.who) <= LONGEST and not is_scene(one.who):
        yield one


def _named(view: View, index: int, styled: int, *, numbers: bool = False) -> Speaker | None:
    """A name alone or before the words, with the sign behind it; with `numbers` before it or not."""
    text = view.text
    title = _title(text)
    match = (
        (_ALONE.fullmatch(text, title) or _RUN_IN.match(text, title))
        if text[0].isupper() or text[0].isdigit()
        else None
    )
    if match is None:
        return None
    alone, who, stop = match.re is _ALONE, text[:title] + match["who"], match.end("sign")
    if not alone and styled > stop and text[styled - 1] == match["sign"]:
        who, stop = text[: styled - 1], styled
    shown = match["sign"] or who.isupper() or (styled >= len(who) and view.above < GAP)
    sentence = alone and not (who.split()[-1][0].isupper() and shown)
    numbered = is_numbered(who) and not (numbers or _INITIAL.match(who))
    if numbered or key_of(who) in words("entrances") or sentence:
        return None
    if who.split()[-1].casefold() in words("divisions") and _COUNTED.match(text, stop):
        return None  # `CHAP. II.`, `In chap. 3.`
    dash = 0 if alone else max(0, match.end("dash") - stop)
    directed = not alone and not dash and stop == match.end("sign") and match.end("who") < match.start("sign")
    end = view.start + (match.end() if alone else match.end("who") if directed else stop + dash)
    return Speaker(view.start, end, key_of(who), match["sign"], alone, who.isupper(), index, view.above, dash, directed)


def _title(text: str) -> int:
    """The length of a title with a full stop before a name (`Mrs. `), or of what one is called besides (`Q. `); 0 if
    there is none."""
    first, stop, rest = text.partition(". ")
    titled = stop and rest and first.casefold() in words("honorifics") | {"st"}
    initial = _INITIAL.match(text)
    return len(first) + 2 if titled else initial.end() if initial else 0


def told_how(view: View, index: int) -> Speaker | None:
    """A name in capitals in a line of its own with words on how somebody speaks (`DORINE, aside.`)."""
    match = _HOW.fullmatch(view.text) if view.words <= SET else None
    if not match or not match["who"].isupper():
        return None
    return Speaker(view.start, view.end, key_of(match["who"]), "", True, True, index)


def unstopped(view: View, index: int) -> Speaker | None:
    """A name before words, where a direction in brackets stands for the sign behind it."""
    title = _title(view.text)
    match = _UNSTOPPED.match(view.text, title)
    if not match:
        return None
    who = view.text[: match.end("who")]
    return Speaker(view.start, view.start + len(who), key_of(who), "", False, who.isupper(), index)
