"""Works as BibTeX, which BibLaTeX reads as well. What BibTeX does not know (`date`), it passes over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecdosis.bibliography.csl import remark
from ecdosis.bibliography.merge import Bibliography
from ecdosis.bibliography.work import Name, Work

_TYPES: Final = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "entry-encyclopedia": "incollection", "entry-dictionary": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished",
}  # fmt: skip
_FIELDS: Final = {
    "publisher": "publisher", "place": "address", "edition": "edition", "collection": "series", "volume": "volume",
    "issue": "number", "doi": "doi", "isbn": "isbn", "issn": "issn", "url": "url",
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL: Final = re.compile(r"[\\{}&%$#_~^]")
_WRITTEN: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(found: Bibliography) -> str:
    """The whole bibliography."""
    return "\n".join(entry(key, work) for key, work in found.works)


def entry(key: str, work: Work) -> str:
    """A work as an entry."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work))
    return f"@{_TYPES.get(work.type, 'misc')}{{{re.sub(r'[^A-Za-z0-9:._-]', '-', key)},\n{fields}}}\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    for name, people in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        if people:
            yield name, f"{{{_names(people)}}}"
    if work.title:
        yield "title", f"{{{{{escaped(work.title)}}}}}"  # the second braces keep its capitals
    if work.container:
        article = _TYPES.get(work.type) == "article"
        yield ("journal" if article else "booktitle"), f"{{{{{escaped(work.container)}}}}}"
    yield from ((field, f"{{{escaped(value)}}}") for name, field in _FIELDS.items() if (value := getattr(work, name)))
    if work.pages:
        yield "pages", f"{{{escaped(work.pages).replace('-', '--')}}}"
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(-\d\d)?", work.date):
        yield "year", f"{{{match[1]}}}"
        if match[2] and 1 <= int(match[2]) <= 12:
            yield "month", _MONTHS[int(match[2]) - 1]
        if match[3]:
            yield "date", f"{{{work.date}}}"
    elif work.date:
        yield "year", f"{{{escaped(work.date)}}}"
    if note := remark(work):
        yield "note", f"{{{escaped(note)}}}"


def _names(people: Sequence[Name]) -> str:
    return " and ".join(
        f"{{{escaped(name.literal)}}}"
        if name.literal
        else ", ".join(filter(None, (escaped(f"{name.particle} {name.family}".strip()), escaped(name.given))))
        for name in people
    )


def escaped(text: str) -> str:
    """Text without what TeX would read as a command."""
    return _SPECIAL.sub(lambda match: _WRITTEN.get(match.group(), "\\" + match.group()), " ".join(text.split()))
