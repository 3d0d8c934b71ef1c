"""What a provenance profile says of itself, what it is given, and what it finds."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis import plugins
from ecdosis.model.provenance import Provenance
from ecdosis.steps import spend

SEARCHED: Final = 100
"""Letters that are searched for a phrase in a step."""
_BLANK: Final = re.compile(r"\s+")


class Line(NamedTuple):
    """A line that is not blank: offsets of its text without the blanks around it, that text, how many blank lines
    stand before it, and how many blanks it is indented by."""

    start: int
    end: int
    text: str
    gap: int
    indent: int


class Passage(NamedTuple):
    """Words that a provider has put into the file: offsets of the text, how sure, why. `page`: they mark the beginning
    of the page of that number; `asked`: they may be the work's, and stay until somebody says that they are not."""

    start: int
    end: int
    certainty: float
    why: str
    page: str = ""
    asked: bool = False


class Meant(NamedTuple):
    """Words of the work of which a provider's mark says what they are: offsets of the text; the type of a block
    (`ecdosis.model.document.TYPES`) or `sidenote`; how sure, why; the level of a heading; whether it is of the
    front."""

    start: int
    end: int
    type: str
    certainty: float
    why: str
    level: int = 0
    front: bool = False


class Finding(NamedTuple):
    """What a profile finds: where the file comes from, what in it is not the work's, and what its marks say of the
    work's words."""

    provenance: Provenance
    passages: tuple[Passage, ...] = ()
    meant: tuple[Meant, ...] = ()


@dataclass(frozen=True)
class File:
    """The text of a file, as profiles look at it. Offsets are code points. `blanked`: where blanks stand for what was
    told already, which indent no line."""

    text: str
    blanked: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its lines that are not blank."""
        return tuple(_lines(self.text, self.blanked))

    @cached_property
    def paragraphs(self) -> tuple[range, ...]:
        """The lines that stand together without a blank line, as ranges of their indices."""
        begins = [index for index, line in enumerate(self.lines) if line.gap or not index]
        return tuple(range(a, b) for a, b in pairwise([*begins, len(self.lines)]))

    def words(self, paragraph: range) -> str:
        """The words of a paragraph, in one line."""
        return " ".join(self.lines[index].text for index in paragraph)

    @cached_property
    def letters(self) -> tuple[str, array[int]]:
        """The letters and figures of the text alone, in lower case, and the offset of each: however a reading program
        has broken and spaced a phrase, its letters are the same."""
        places = array("l")
        found = []
        for match in re.finditer(r"[^\W_]+", self.text):
            low = match[0].lower()
            if len(low) != len(match[0]):  # İ becomes two
                low = match[0]
            found.append(low)
            places.extend(range(match.start(), match.end()))
        return "".join(found), places

    def find(self, phrase: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where the letters of a phrase stand first between two offsets: the offsets of the first and behind the last
        of them; None if nowhere."""
        letters, places = self.letters
        first = bisect_right(places, start - 1)
        last = len(letters) if end is None else bisect_right(places, end - 1)
        spend(1 + (last - first) // SEARCHED, "it compared the text with what providers of texts put in")
        key = letters_of(phrase)
        at = letters.find(key, first, last) if key else -1
        return None if at < 0 else (places[at], places[at + len(key) - 1] + 1)

    def begins_line(self, offset: int) -> bool:
        """Whether nothing but signs stands before an offset in its line."""
        return not re.search(r"\w", self.text[self.text.rfind("\n", 0, offset) + 1 : offset])

    def paragraph_end(self, offset: int) -> int:
        """The end of the paragraph that an offset lies in."""
        blank = re.compile(r"\s*?\n[ \t]*\n|\s*\Z|\s*\f").search(self.text, offset)
        return blank.start() if blank else len(self.text)


def _lines(text: str, blanked: Mapping[int, int]) -> Iterator[Line]:
    offset = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            before = len(raw) - len(raw.lstrip())
            start = offset + before
            indent = before - sum(blanked.get(place, 0) for place in range(offset, start)) if blanked else before
            yield Line(start, start + len(stripped), stripped, gap, indent)
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1


def letters_of(phrase: str) -> str:
    """The letters and figures of a phrase, in lower case."""
    return "".join(re.findall(r"[^\W_]+", phrase)).lower()


def on_one_line(words: str) -> str:
    """Words with each run of blanks as one."""
    return _BLANK.sub(" ", words).strip()


Look = Callable[[File], Finding | None]


@dataclass(frozen=True, slots=True)
class Profile:
    """One provenance. `name`: as a plug-in or a person names it; `title`: as readers know it; `look`: the `Look` that
    tells files of it, as `module:function`, so that nothing is loaded before it is needed."""

    name: str
    title: str
    look: str

    def of(self, file: File) -> Finding | None:
        """What it finds in a file; None if this does not come from there."""
        look: Look = plugins.attribute(self.look)
        return look(file)


def apart(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Passages in order; of two that overlap the one that begins first, and then what is left of the other."""
    end = 0
    for passage in sorted(passages):
        start = max(end, passage.start)
        if start < passage.end:
            yield passage._replace(start=start)
            end = passage.end
