"""Cast lists: who is in a play, below a heading that says so (*Dramatis Personae*), and what is said of each.

A heading of that name proves nothing alone: novels and reports have `Characters`, too. A list is one where some of
those in it speak (`plays`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final, NamedTuple

from ecdosis.model.document import Part
from ecdosis.model.kinds import Kind
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import AND, words

ROLES: Final = 3
"""Lines of a cast list at least."""
NAMED: Final = 6
"""Words of a role at most, before what is said of it."""
BARE: Final = 5
"""Words of a line at most of which nothing more is said."""
DESCRIBED: Final = 40
"""Words of a line at most."""
GAP: Final = 3
"""Blank lines that part a cast list from what comes next."""
REACH: Final = 30
"""Blocks below a cast list within which the first heading of an act or scene stands."""
MEMBERS: Final = 2
"""So many of a cast list are a group at least..."""
SET_IN: Final = 2
"""... if they stand further in, by so many columns, than the line that names them all."""
GROUP: Final = "group"
"""What a line of a cast list is that names a group."""
SHORT: Final = 3
"""Letters of a name that is short for a longer one at least."""
_SEPARATOR: Final = re.compile(r"\s*[{}|]+\s*|\s?[,:;]\s|\s[—–-]{1,2}\s|[—–]|\.{3,}|\s{3,}|\s(?=[(\[])")
_ALIAS: Final = re.compile(r"\(([^()]{2,30})\)")
_SEVERAL: Final = re.compile(rf"&|\s(?:{AND})\s", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\w{3,12}\.?\s(?:[IVXLivxl]{1,6}|\d{1,2})(?!\w)")
_LENGTHS: Final = dict.fromkeys(map(ord, "\u0304\u0306"))
"""The signs of long and short vowels, which schoolbooks write in Latin."""
_COLUMN: Final = re.compile(r"\t|\s{3,}")
_BRACE: Final = re.compile(r"[{}|]")
_EDGES: Final = " \t{}|."
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+")


class Role(NamedTuple):
    """The name of a role in a line, and what is said of it: offsets in the line; `described` is empty where nothing
    is."""

    named: tuple[int, int]
    described: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cast:
    """A cast list: the offset of its heading, those of its lines, the words of the name in each, and the indexes of the
    blocks in which nobody speaks."""

    head: int
    lines: tuple[int, ...]
    names: tuple[frozenset[str], ...]
    silent: range


def role(text: str) -> Role | None:
    """The role that a line names; None where it goes on with what the line before says."""
    start = len(text) - len(text.lstrip(_EDGES))
    if not (text[start : start + 1].isupper() or text[start : start + 1].isdigit()):
        return None
    found = _SEPARATOR.search(text, start)
    end = found.start() if found else len(text.rstrip(_EDGES))
    last = len(text.rstrip(_EDGES)) if found else end
    described = (found.end(), last) if found and found.end() < last else (end, end)
    return Role((start, end), described) if start < end else None


def parts(text: str, offset: int) -> tuple[Part, ...]:
    """The same as parts of a block that begins at an offset of the reading."""
    found = role(text)
    if found is None:
        return ()
    spans = ((found.named, "role"), (found.described, "roleDesc"))
    return tuple(Part(offset + a, offset + b, element) for (a, b), element in spans if a < b)


def name_words(name: str) -> frozenset[str]:
    """The words of a name, in small letters."""
    return frozenset(word.casefold() for word in _WORD.findall(name))


def _words_of(text: str, found: Role) -> frozenset[str]:
    """The words of a role's name, with the other name in brackets behind it."""
    alias = _ALIAS.match(text, found.described[0])
    return name_words(text[slice(*found.named)]) | (name_words(alias[1]) if alias else frozenset())


def is_one_of(who: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a name before a speech may be that of a role: its words, or the beginning of one."""
    if who == named or not who - words("honorifics"):
        return bool(who) and who == named
    if who <= named:
        return True
    short = next(iter(who)) if len(who) == 1 else ""
    return len(short) >= SHORT and any(word.startswith(short) for word in named)


def casts(views: Sequence[View]) -> tuple[Cast, ...]:
    """What has the form of a cast list."""
    found: list[Cast] = []
    for index, view in enumerate(views):
        if found and index in found[-1].silent:
            continue
        if view.words <= BARE and _is_heading(view.text):
            lines = list(_lines(views, index + 1, repeated=True))
            reached = range(index + 1, min(max(lines, default=index) + 1 + REACH, len(views)))
            first = next((i for i in reached if _opens(views[i])), None)
            lines = [i for i in lines if first is None or i < first]
            if first is None:
                lines = list(_lines(views, index + 1, repeated=False))
            roles = [role(views[i].text) for i in lines]
            names = tuple(
                _words_of(views[i].text, one) if one else frozenset() for i, one in zip(lines, roles, strict=True)
            )
            if len(lines) >= ROLES:
                offsets = tuple(views[i].start for i in lines)
                found.append(Cast(view.start, offsets, names, range(index, first or lines[-1] + 1)))
    return tuple(found)


def _is_heading(text: str) -> bool:
    plain = _COLUMN.split(text.strip())[0].casefold()  # beside it may stand `ORIGINAL CAST`
    unmarked = unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain).translate(_LENGTHS))
    return any(" ".join(re.findall(r"[^\W\d_]+", one)) in words("casts") for one in (plain, unmarked))


def _opens(view: View) -> bool:
    """Whether a line is the heading of an act or a scene, or of what is played before the first."""
    named = set(re.findall(r"[^\W\d_]+", view.text.casefold()))
    known = words("scenes") | words("acts") | words("preludes")
    short = view.words <= BARE and not _SEPARATOR.search(view.text)
    first = _NUMBERED.match(view.text)  # acts with numbers may be a list of them
    numbered = first is not None and first[0].split()[0].casefold().strip(".") in words("scenes")
    return numbered or (short and not named.isdisjoint(known))


def _lines(views: Sequence[View], start: int, *, repeated: bool) -> Iterator[int]:
    """The lines of a list that begins with some block; one in which a name is `repeated` may be the first speech."""
    seen: list[frozenset[str]] = []
    for index in range(start, len(views)):
        view = views[index]
        told = bool(seen) and view.adjacent and _is_told(views[index - 1], view)
        if not (told or _is_line(view.text)) or (seen and view.above >= GAP):
            return
        one = role(view.text)
        first = name_words(re.split("[.:]", view.text, maxsplit=1)[0])
        if not repeated and any(first and first <= other for other in seen):
            return
        seen.append(name_words(view.text[slice(*one.named)]) if one else frozenset())
        yield index


def _is_line(text: str) -> bool:
    """Whether a line may be one of a cast list."""
    count = len(text.split())
    if _NUMBERED.match(text) and _is_setting(text[: text.index(" ")]):
        return False
    if count > DESCRIBED or text[:1] in "([_" or _is_setting(text):
        return False
    found = role(text)
    if found is None:
        return (count <= 2 * NAMED and text[:1].islower()) or text[:1] in "{}|"
    named = len(text[slice(*found.named)].split())
    return named <= (NAMED if found.described[0] < found.described[1] else BARE)


def _is_told(above: View, view: View) -> bool:
    """Whether a line in brackets, set in below a name, says who that is."""
    return (view.text[0], view.text[-1]) == ("(", ")") and view.column > above.column and view.words <= DESCRIBED


def _is_setting(text: str) -> bool:
    """Whether a line says where or when a play is set; a heading above lines that do says nothing yet."""
    if (text.isupper() and not _SEPARATOR.search(text)) or _NUMBERED.match(text):
        return False
    start = " ".join(re.findall(r"[^\W\d_]+", text.casefold())[:4]) + " "
    return any(start.startswith(f"{word} ") for word in words("settings"))


def proposals(views: Sequence[View], confirmed: Sequence[Cast]) -> Proposals:
    """Headings, lines and the place of cast lists, by the index of the block."""
    starts = {view.start: index for index, view in enumerate(views)}
    found: Proposals = {}
    for cast in confirmed:
        lines = [starts[line] for line in cast.lines]
        why = f"below the heading of a cast list, some of whose {len(lines)} lines name who speaks"
        found[starts[cast.head]] = Proposal("head", BlockRule.CAST, "the heading of a cast list", level=1)
        groups = _groups(views, lines)
        for i in lines:
            genre = GROUP if groups.get(i) == i and not _BRACE.search(views[i].text) else ""
            part = groups.get(i, -1) + 1
            found[i] = Proposal(Kind.CAST_ITEM, BlockRule.CAST, why, group=lines[0] + 1, part=part, genre=genre)
        below = lines[-1] + 1
        if below < len(views) and (_is_setting(views[below].text) or views[below].text[:1] in "(["):
            setting = "below a cast list, where the play is set"
            found[below] = Proposal("stage-direction", BlockRule.SETTING, setting)
    return found


def _groups(views: Sequence[View], lines: Sequence[int]) -> dict[int, int]:
    """The first line of the group to which each line belongs: those that a brace holds together, and those below a line
    that says nothing of a role and stands apart from them, further in."""
    found: dict[int, int] = {}
    for place, index in enumerate(lines):
        if index in found:
            continue
        below = lines[place + 1 :]
        braced = [*takewhile(lambda i: _BRACE.search(views[i].text), lines[place:])]
        one = role(views[index].text)
        bare = one is not None and one.described[0] == one.described[1] and bool(below)
        outer = next((i for i, other in enumerate(below) if views[other].column < views[index].column + SET_IN), None)
        inner = below[:outer] if bare else []
        headed = len(inner) >= MEMBERS and not views[below[0]].adjacent
        same = braced if len(braced) >= MEMBERS else [index, *inner] if headed else []
        found |= dict.fromkeys(same, index)
    return found


def levelled(taken: Proposals, heads: Proposals) -> Proposals:
    """The headings of cast lists at the level of the next heading below them."""
    found: Proposals = {}
    for index, one in taken.items():
        if one.type == "head" and taken.get(index + 1, one).type == Kind.CAST_ITEM and one.by == "blocks":
            below = min((i for i in heads if i > index), default=None)
            found[index] = replace(one, level=heads[below].level if below is not None else one.level)
    return found


def pointers(roles: Mapping[int, str], people: Mapping[str, str]) -> Mapping[int, str]:
    """The pointers to who speaks, by the index of the line that names a role; `people`: names by pointer. One who may
    be several of the roles, or a role that may be several who speak, has none: all else would be a guess."""
    named = {index: (_words_of(text, found) if (found := role(text)) else frozenset()) for index, text in roles.items()}
    led: dict[int, list[str]] = {}
    for pointer, name in people.items():
        who = name_words(name)
        same = [index for index, one in named.items() if who and who <= one] or [
            index for index, one in named.items() if is_one_of(who, one)
        ]
        if len(same) == 1:
            led.setdefault(same[0], []).append(pointer)
    return {
        index: " ".join(found)
        for index, found in led.items()
        if len(found) == 1 or ((one := role(roles[index])) and _SEVERAL.search(roles[index][slice(*one.named)]))
    }
