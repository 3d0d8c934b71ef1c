"""Notices: several sentences that a provider puts into each of its files, known by their words (`notices.toml`).

A notice begins a line with its first phrase, and enough of the others follow near enough. Somebody who quotes one
sentence of it has not as many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule

FEWEST: Final = 3
"""Further phrases that must follow..."""
REST: Final = 300
"""Code points of a notice behind its last known words, at most."""
FAR: Final = 700
"""... each at most so many code points behind the one before."""


def look(name: str, file: File) -> Finding | None:
    """The notices of one provider in a file."""
    known = [notice for notice in table("notices")["notice"] if notice["name"] == name]
    passages = tuple(passage for notice in known for passage in _find(notice, file))
    return Finding(Provenance(origins=(known[0]["title"],)), passages) if passages else None


def _find(notice: Mapping[str, Any], file: File) -> Iterator[Passage]:
    for phrase in notice["begins"]:
        start = 0
        while found := file.find(phrase, start):
            start = found[1]
            end = _end(notice, file, start) if file.begins_line(found[0]) else None
            if end is not None:
                begins = max(file.text.rfind(end, 0, found[0]) for end in "\n\f") + 1
                yield Passage(begins, end, ProfileRule.NOTICE, f"a notice of {notice['title']}")
                start = end


def _end(notice: Mapping[str, Any], file: File, start: int) -> int | None:
    """The end of a notice whose first phrase ends at `start`; None if too few phrases of it follow."""
    far, left, end = notice.get("far", FAR), list(notice["phrases"]), start
    while near := [(at, p) for p in left if (at := file.find(p, end, end + far))]:
        (_, end), phrase = min(near)
        left.remove(phrase)
    if len(notice["phrases"]) - len(left) < notice.get("fewest", FEWEST):
        return None
    paragraph, line = file.paragraph_end(end), file.text.find("\n", end)
    return paragraph if paragraph - end <= REST or line < 0 else line  # without blank lines all below is one paragraph


def google_books(file: File) -> Finding | None:
    """Google Books: the first pages of its PDF files, in the language of the library's country."""
    return look("google-books", file)


def internet_archive(file: File) -> Finding | None:
    """The Internet Archive: who paid for the scan, and the title above the full text of its web page."""
    found = look("archive-org", file)
    first = file.lines[0] if file.lines else None
    if first is None or not letters_of(first.text).startswith("fulltextof"):
        return found
    title = first.text[first.text.lower().find("of") + 2 :].strip(" \"'“”")
    last = next((line for line in file.lines[1:6] if letters_of(line.text) == "seeotherformats"), first)
    head = Passage(first.start, last.end, ProfileRule.NOTICE, "the title of a full text on archive.org")
    known = Provenance(origins=("the Internet Archive",), title=title)
    return Finding(known, (head, *(found.passages if found else ())))


def biomed_central(file: File) -> Finding | None:
    """BioMed Central: what stands behind its articles."""
    return look("biomed-central", file)


def lib_ru(file: File) -> Finding | None:
    """Lib.ru, the library of Maksim Moshkov: menus above and below a text."""
    return look("lib-ru", file)


def e_library(file: File) -> Finding | None:
    """Royallib and other Russian libraries of its kind: thanks, and where else the book is to be had."""
    return look("e-library", file)


def docbook(file: File) -> Finding | None:
    """DocBook by way of LaTeX (dblatex): the forms for signatures behind the title page, which nobody has filled in."""
    found = look("docbook", file)
    return Finding(Provenance(), found.passages) if found else None


def research_gate(file: File) -> Finding | None:
    """ResearchGate: what stands on the page before an article."""
    return look("researchgate", file)


def publisher(file: File) -> Finding | None:
    """Publishers: what their web sites and terms put on and before the first page of an article."""
    found = look("publisher", file)
    return Finding(Provenance(), found.passages) if found else None


def perseus(file: File) -> Finding | None:
    """The Perseus Digital Library: the controls and the licence around a text."""
    return look("perseus", file)


def runeberg(file: File) -> Finding | None:
    """Project Runeberg: what stands between the picture of a page and its text."""
    return look("runeberg", file)


def gpo(file: File) -> Finding | None:
    """The Government Publishing Office: what stands above a text from the Congressional Record or Federal Register."""
    return look("gpo", file)


def persee(file: File) -> Finding | None:
    """Persée: the page before an article."""
    return look("persee", file)


def mailing_list(file: File) -> Finding | None:
    """Mailing lists: what they put below each mail."""
    return look("mailing-list", file)
