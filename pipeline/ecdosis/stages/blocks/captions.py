"""Captions of pictures that the source does not have, and ornaments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from ecdosis.model.kinds import TABULAR
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.notes.words import words as note_words
from ecdosis.stages.transcription.brackets import describes
from ecdosis.stages.words import words

CAPTION_WORDS: Final = 50
BARE_WORDS: Final = 14
"""Words of a caption that only its form shows."""
CREDIT_WORDS: Final = 8
"""Words of who made a picture at most."""
_LEADING: Final = re.compile(r"\W{0,2}([^\W\d_][^:.\d]{0,24}?)\s*+(?:[.]\s*+)?(?:\d{1,3}\s*+)?[:.]\s")
_NUMBERED: Final = re.compile(
    r"\W{0,2}([^\W\d_]{2,24})\s(?:[IVXLC]{1,6}|\d{1,3})(?:[.:]\s?[—–]\s?|[.:]\s|\s?[—–]\s?)(?=[\"“‘«(]?(?P<first>[^\W\d_]))"
)
"""The number of a plate, and what it shows: `PLATE IV.—The Lamp`."""
_TABLE_NUMBER: Final = (
    r"\W{0,2}[^\W\d_]{2,12}\.?\s(?:N[ro]?[.°º]?\s?)?(?:\d{1,3}(?:[.–-]\d{1,3})*[a-z]?|[IVXLC]{1,7}|[A-Z])"
)
_OF_TABLE: Final = re.compile(rf"{_TABLE_NUMBER}(?:[.:)\]]*\s?[—–-]*\s*$|[.:)\]—–]|\s(?=\W{{0,2}}[A-ZÀ-ÞА-Я\d]))")
"""The number of a table and what it shows: `Table 3. The traffic`; not a sentence that it begins: `Table 3 shows`."""
_NUMBER_ALONE: Final = re.compile(rf"{_TABLE_NUMBER}[.:)\]—–-]*")
_FIRST: Final = re.compile(r"\W{0,2}([^\W\d_]+)")
_INNER: Final = re.compile(r"(?:^|[.;,(]\s*)([^\W\d_][^:.;,()]{2,24}):\s")
_YEAR: Final = re.compile(r"(?:,| in| c\.?)\s*(?:1[5-9]|20)\d\d$")
_CREDIT: Final = re.compile(
    r"^[\[(](?:[^\W\d_]+)\s*:|[\[(](?:Photo|Image|Picture|Credit|Foto|Фото)\b[^\])]*[\])]\s*$|©\s*\w"
)
_BEHIND: Final = re.compile(r"\[[^\[\]]*\]\s*\w")
_ORNAMENT: Final = re.compile(r"[\s*•·⁂❦❧~#=_—–\-+.⸻◦○●◆◇★☆]{1,80}")


def ornaments(views: Sequence[View], taken: Proposals) -> Proposals:
    """Lines of signs without letters."""
    found: Proposals = {}
    for index, view in enumerate(views):
        bare = view.text.replace(" ", "")
        if index not in taken and _ORNAMENT.fullmatch(view.text) and (len(bare) > 2 or bare[0] in "*⁂❦❧~#•"):
            found[index] = Proposal("ornament", BlockRule.ORNAMENT, "a line of signs without letters")
    return found


def captions(views: Sequence[View], taken: Proposals) -> Proposals:
    """Captions between paragraphs: such as name the places of persons or what the picture is; beside them, such as a
    year ends."""
    found: Proposals = {}
    for index, view in enumerate(views):
        if index not in taken and _stands_alone(views, index) and (why := _named(view)):
            found[index] = Proposal("caption", BlockRule.CAPTION, why)
    for index, view in enumerate(views) if found else ():
        bare = view.words <= BARE_WORDS and _YEAR.search(view.text) is not None
        if index not in taken and index not in found and bare and _stands_alone(views, index):
            found[index] = Proposal(
                "caption",
                BlockRule.CAPTION_BESIDE,
                "a line without a verb’s sentence that a year ends, beside other captions",
            )
    return found


def table_captions(views: Sequence[View], taken: Proposals) -> Proposals:
    """The captions right above or below tables: a line that begins with the number of the table, or above one that
    number alone and a line below it. They are of the table's group. One between two tables is that of the second, if
    the first has its own above."""
    found: Proposals = {}
    groups: set[int] = set()

    def is_captioned(rows: Sequence[int]) -> bool:
        return taken[rows[0]].group in groups

    tables = [list(same) for _, same in groupby(_rows(taken), key=lambda index: taken[index].group)]
    for place, rows in enumerate(tables):
        above = _above(views, taken, rows[0])
        between = place > 0 and above[:1] == [tables[place - 1][-1] + 1] and views[above[0]].above <= 1
        if not between or is_captioned(tables[place - 1]):
            found |= {index: _caption_of(taken[rows[0]].group) for index in above}
            groups |= {one.group for one in map(found.get, above) if one}
    for rows in tables:
        below = rows[-1] + 1
        near = below < len(views) and views[below].above <= 1 and below not in taken and below not in found
        between = below + 1 in taken and taken[below + 1].type in TABULAR and views[below + 1].above <= 1
        if near and not between and not is_captioned(rows) and is_of_table(views[below]):
            found[below] = _caption_of(taken[rows[0]].group)
    return found


def _rows(taken: Proposals) -> list[int]:
    return sorted(index for index, one in taken.items() if one.type in TABULAR)


def _caption_of(group: int) -> Proposal:
    return Proposal("caption", BlockRule.CAPTION_OF_TABLE, BlockRule.CAPTION_OF_TABLE.what, group=group)


def _above(views: Sequence[View], taken: Proposals, first: int) -> list[int]:
    """The lines of the caption above a table whose first row is known, in order."""
    near: list[int] = []
    for place in range(first - 1, max(first - 3, -1), -1):
        if place in taken or views[place + 1].above > 1:
            break
        near.insert(0, place)
    if near and is_of_table(views[near[-1]]):
        return near[-1:]
    titled = len(near) > 1 and views[near[1]].words <= BARE_WORDS and not views[near[1]].running
    return near if titled and _NUMBER_ALONE.fullmatch(views[near[0]].text) and _names_table(views[near[0]]) else []


def is_of_table(view: View) -> bool:
    """Whether a line begins with the number of a table, and is none of its sentences."""
    return view.words <= CAPTION_WORDS and _OF_TABLE.match(view.text) is not None and _names_table(view)


def _names_table(view: View) -> bool:
    """Whether the first word of a line names a table."""
    named = _FIRST.match(view.text)
    return named is not None and named[1].casefold() in words("tables")


def _named(view: View) -> str:
    """Why a block is a caption by its own words; empty if it is none."""
    behind = _BEHIND.match(view.text)  # what stands behind the bracket of a caption is text
    if view.words > CAPTION_WORDS or view.text[-1:] in ":,;" or describes(view.text) or behind:
        return ""
    leading = _LEADING.match(view.text)
    if leading and leading[1].strip().casefold() in words("pictures"):
        return f"it begins as captions do: “{leading[0].strip()}”"
    plate = _NUMBERED.match(view.text) if view.words <= BARE_WORDS else None
    if plate and plate["first"].isupper() and plate[1].casefold() in words("pictures"):
        return f"it begins as captions do: “{plate[0].strip()}”"
    places = [match[1] for match in _INNER.finditer(view.text) if match[1].strip().casefold() in words("places")]
    if places:
        return f"it names the places of persons: “{places[0]}”"
    return "it gives the picture’s credit" if _ends_in_credit(view.text) or _CREDIT.search(view.text) else ""


def _ends_in_credit(text: str) -> bool:
    """Whether the last words of a text name who made the picture: `Photo: Jane Example`."""
    found = [m for m in _INNER.finditer(text) if m[1].strip().casefold() in words("pictures")]
    name = text[found[-1].end() :] if found else ""
    return name[:1].isupper() and len(name.split()) <= CREDIT_WORDS and ". " not in name


def _is_note(text: str) -> bool:
    """Whether a text says in its bracket that it is a footnote: `[Footnote: ...`."""
    tag = text[1:].partition(":")[0].strip().casefold() if text[0] == "[" else ""
    return tag in note_words("tags")


def _stands_alone(views: Sequence[View], index: int) -> bool:
    """Whether a block stands between paragraphs of running text, or beside another short block that does; a note that
    says so stands where its marker is."""
    if _is_note(views[index].text):
        return False
    before = next((view for view in views[max(0, index - 2) : index][::-1] if view.prose), None)
    after = next((view for view in views[index + 1 : index + 3] if view.prose), None)
    return before is not None and (after is not None or index == len(views) - 1)
