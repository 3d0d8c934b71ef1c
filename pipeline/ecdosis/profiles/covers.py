"""Cover pages that repositories put before an article or book (JSTOR, HAL, HathiTrust): the title, who wrote it and
where it was printed, above or around a notice that tells the repository (`notices.toml`).

The notice alone shows a cover. Of its title the words are set aside only if they stand in the work once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles import notices
from ecdosis.profiles.profile import File, Finding, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import catalogued, persons

REACH: Final = 16
"""Lines between what a cover says and its notice."""
TITLE: Final = 4
"""Lines of a title at most."""
LEFT: Final = 5000
"""Code points behind a cover in which its title comes again, at the head of the work."""
_FACT: Final = re.compile(
    r"\W{0,4}(?P<name>Author\(s\)|Review by|Reviewed [Ww]orks?(?:\(s\))?|Source|Published by|Stable URL|Accessed|Linked"
    r" references are available on JSTOR for this article|REFERENCES)\W{0,4}(?::|$)\W{0,4}(?P<said>.*)"
)
"""What JSTOR names on its covers."""
_LINK: Final = re.compile(
    r"https?://(?:links|www)\.jstor\.org/\S*|.{3,80} is currently published by .{3,80}|"
    r"You may need to log in to JSTOR to access the linked references\."
)
_PRINTED: Final = re.compile(r"[^\W\d].{3,90}, Vol\. \w+.{0,40}\(.{0,20}\d{4}\), pp?\. \w+(?:[-–]+\w+)?\.?")
"""`The Review, Vol. 3, No. 2. (May, 1990), pp. 1-20.`, below the author."""
_CITES: Final = re.compile(r"\W{0,4}(?:To cite this version|Pour citer cette version)\s?:?\W{0,4}")
_HAL: Final = re.compile(
    r"\W{0,4}(?:HAL Id\s?:.*|https?://\S*(?:hal|archives-ouvertes)\S*|(?:Preprint s|S)ubmitted on .*|HAL Authorization|"
    r"Soumis le .*|Distributed under a Creative Commons .*|\S*(?:hal|inria|tel|halshs)-\s?\d{6,8}\S*)"
)
_HEADING: Final = re.compile(r"[^\W\d_][^\d;/]{1,60},\s[^\d;/]{1,60},?\s(?:ca?\.\s?)?\d{4}-(?:\d{4})?\.?")
"""The heading of a catalogue: `Weir, Anna, 1861-1930.`"""
_STATEMENT: Final = re.compile(r"\s/\s.*|[.,;]\s+(?:[Ee]d\.|[Ee]dited|[Tt]r\.|[Tt]ranslated|[Bb]y)\s.*")
"""What a catalogue says behind a title of who had a part in the work."""
_HANDLE: Final = re.compile(
    r"\W{0,4}(?:https?://(?:hdl\.handle\.net|babel\.hathitrust\.org|www\.hathitrust\.org)\S*"
    r"|www\.hathitrust\.org|Public Domain.*|HathiTrust.*)"
)


def jstor(file: File) -> Finding | None:
    """JSTOR: the page before an article, with or without the names of its facts."""
    found = notices.look("jstor", file)
    at = _line_of(file, found)
    if found is None or at is None:
        return found
    behind = next((i for i in range(at, len(file.lines)) if file.lines[i].start > found.passages[0].end), at)
    about = range(max(0, at - REACH), behind)
    facts = {i: match for i in about if (match := _FACT.fullmatch(file.lines[i].text))}
    named = {match["name"]: i for i, match in reversed(facts.items())}
    if "Stable URL" not in named:
        return found
    rest = [range(i, i + 1) for i in facts]
    rest += [range(i, i + 1) for i in about if i not in facts and _LINK.fullmatch(file.lines[i].text)]
    passages = (*_lines(file, rest, "JSTOR"), *found.passages)
    printed = next((i for i in about if i < named["Stable URL"] and _PRINTED.fullmatch(file.lines[i].text)), None)
    if "Author(s)" in named:
        title, authors = _title(file, named["Author(s)"]), facts[named["Author(s)"]]["said"]
    elif printed and (authors := file.lines[printed - 1].text.replace(";", "; ")) and persons(authors):
        title = _title(file, printed - 1)
        passages = (*_lines(file, [range(printed - 1, printed + 1)], "JSTOR"), *passages)
    else:
        return Finding(found.provenance, passages)
    told = Provenance(
        origins=found.provenance.origins,
        title=_words(file, title),
        author="; ".join(persons(authors)),
        imprint=facts[named["Source"]]["said"] if "Source" in named else "",
        url=facts[named["Stable URL"]]["said"],
    )
    return Finding(told, (*_apart(file, title, title, found), *passages))


def hal(file: File) -> Finding | None:
    """HAL: the page before an article; the citation on it proves which lines are title and authors."""
    found = notices.look("hal", file)
    at = _line_of(file, found)
    if found is None or at is None:
        return found
    cites = next((i for i in range(max(0, at - REACH), at) if _CITES.fullmatch(file.lines[i].text)), None)
    if cites is None or cites < 2 or cites + 1 >= len(file.lines):
        return found
    cited = _paragraph(file, cites + 1)
    lines = [i for i in range(at) if _HAL.fullmatch(file.lines[i].text) and i > cited.start]
    rest = [range(cites, cited.stop), *(range(i, i + 1) for i in lines)]
    passages = (*_lines(file, rest, "HAL"), *found.passages)
    split = next((i for i in range(cites - 1, 0, -1) if _is_cited(file, i, cites, cited)), None)
    if split is None:
        return Finding(found.provenance, passages)
    title = _title(file, split)
    authors = "; ".join(persons(_words(file, range(split, cites))))
    told = Provenance(origins=found.provenance.origins, title=_words(file, title), author=authors)
    return Finding(told, (*_apart(file, title, range(title.start, cites), found), *passages))


def hathi_trust(file: File) -> Finding | None:
    """HathiTrust: the page before a book, with the catalogue's title and heading."""
    found = notices.look("hathitrust", file)
    at = _line_of(file, found)
    if found is None or at is None:
        return found
    above = range(max(0, at - REACH), at)
    rest = [range(i, i + 1) for i in above if _HANDLE.fullmatch(file.lines[i].text)]
    passages = (*_lines(file, rest, "HathiTrust"), *found.passages)
    heading = next((i for i in above if _HEADING.fullmatch(file.lines[i].text)), None)
    if not heading or not rest:
        return Finding(found.provenance, passages)
    title = _title(file, heading)
    told = Provenance(
        origins=found.provenance.origins,
        title=_STATEMENT.sub("", _words(file, title)).strip(" .,;:"),
        author=catalogued(file.lines[heading].text.rstrip(".")),
    )
    printed = range(heading, next((i for i in above if i > heading and i in {one.start for one in rest}), heading + 1))
    catalogue = range(title.start, printed.stop if len(printed) <= TITLE else heading + 1)
    return Finding(told, (*_apart(file, title, catalogue, found), *passages))


def _line_of(file: File, found: Finding | None) -> int | None:
    """The index of the line in which a notice begins."""
    if found is None:
        return None
    return next(i for i, line in enumerate(file.lines) if line.end > found.passages[0].start)


def _title(file: File, below: int) -> range:
    """The lines of a title that ends above a line: those of its paragraph, or of that before it; none
    if these are more than a title has."""
    first = below - 1
    while first > 0 and not file.lines[first].gap and not _parted(file, first):
        first -= 1
    return range(max(0, first), below) if below - first <= TITLE else range(0)


def _parted(file: File, index: int) -> bool:
    """Whether a page begins at a line."""
    return "\f" in file.text[file.lines[index - 1].end : file.lines[index].end]


def _paragraph(file: File, index: int) -> range:
    stop = index + 1
    while stop < len(file.lines) and not file.lines[stop].gap and not _parted(file, stop):
        stop += 1
    return range(index, stop)


def _is_cited(file: File, index: int, cites: int, cited: range) -> bool:
    """Whether the lines between the title and `To cite` are names, and a citation begins with them and that title."""
    authors, title = letters_of(_words(file, range(index, cites))), letters_of(_words(file, _title(file, index)))
    said = letters_of(_words(file, cited))
    return bool(authors and title) and said.startswith(authors) and said[len(authors) :].startswith(title)


def _words(file: File, lines: range) -> str:
    return on_one_line(" ".join(file.lines[i].text for i in lines))


def _apart(file: File, title: range, lines: range, found: Finding) -> Sequence[Passage]:
    """The lines that have a title, if its words come again behind the cover."""
    end = found.passages[-1].end
    again = file.find(_words(file, title), end, end + LEFT) if title else None
    return _lines(file, [lines], found.provenance.origins[0]) if again else ()


def _lines(file: File, ranges: Sequence[range], name: str) -> tuple[Passage, ...]:
    why = f"the page that {name} puts before its texts"
    return tuple(
        Passage(file.lines[one.start].start, file.lines[one.stop - 1].end, ProfileRule.NOTICE, why)
        for one in ranges
        if one
    )
