"""Whether a text that may be a reference is one: precision first, so that parentheses that cite nothing stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ecdosis.languages import language as language_of
from ecdosis.stages.references.names import WORD, is_document, is_press, is_serial, lowered
from ecdosis.stages.references.parse import Known, Parsed
from ecdosis.stages.references.rules import ReferenceRule
from ecdosis.stages.references.tokens import is_day
from ecdosis.stages.words import pattern, words

PAGES: Final = ("page", "folio")
"""Units that are enough to show a reference."""
_PREPOSITION: Final = re.compile(r"(?:^|\s)(?:on|at|in|of|to|the|auf|à la|sur|на)\s*$", re.IGNORECASE)
_PROSE: Final = 2
"""Words in small letters, beside articles and the like, up to which words may be a title, in a language that
writes all others of one with a capital."""
_OF: Final = frozenset({"of", "on", "de", "der", "des", "du", "für", "d"})
_SIGNED: Final = re.compile(r"et al\.|&")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a reference may be: right after a quotation, in a review of one book, in square brackets, in a note; the
    language of the text (ISO 639-1 or "und")."""

    quoted: bool = False
    review: bool = False
    square: bool = False
    note: bool = False
    language: str = "und"


Verdict = tuple[float, str] | None
"""How sure it is that there is a reference, and why; None if there is none."""


def judge(parsed: Parsed, where: Where, known: Known) -> Verdict:
    """Whether what was parsed is a reference."""
    if not _is_closed(parsed):
        return None
    if parsed.cites(*PAGES):
        return _with_page(parsed, where)
    if parsed.has("place") and not parsed.has("date"):
        chapter = parsed.has("scope") and parsed.shows("title")
        return _plain(parsed, where, ReferenceRule.CHAPTER, "a title with a volume and chapter") if chapter else None
    if parsed.has("date"):
        return _dated(parsed, where)
    if parsed.has("imprint") and where.note and parsed.shows("title"):
        return _plain(parsed, where, ReferenceRule.IMPRINT, "an author and a title with place and year")
    if parsed.has("scope") and parsed.segments and is_press(parsed.segments[0].text) and not parsed.has("short"):
        return _plain(parsed, where, ReferenceRule.ISSUE, "the name and issue of a periodical")
    return _author_and_year(parsed)


def _is_closed(parsed: Parsed) -> bool:
    """Whether nothing that is no reference follows the last token: only a remark (`emphasis added`)."""
    last = max((token.end for token in parsed.tokens), default=0)
    rest = [segment.text for segment in parsed.segments if segment.start >= last]
    if not parsed.tokens or not rest:
        return True
    if all(pattern("remarks").match(text) for text in rest):
        return True
    return parsed.tokens[-1].kind in ("quoted", "short", "scope") or all(text[:1].isupper() for text in rest)


def _with_page(parsed: Parsed, where: Where) -> Verdict:
    before = parsed.named
    if parsed.has("short"):
        return _plain(parsed, where, ReferenceRule.EARLIER, "what points to an earlier reference, and a page")
    if not before and not parsed.has("quoted"):
        if where.review and (where.quoted or not where.square):
            return ReferenceRule.REVIEW_PAGE, "a page in a review of one book"
        return (ReferenceRule.QUOTED_PAGE, "a page right after a quotation") if where.quoted else None
    place = next(part.start for part in parsed.parts if part.element == "citedRange")
    if _PREPOSITION.search(parsed.text[parsed.lead : place]):
        return None
    told = parsed.shows("title") or parsed.shows("author")
    who = "a title" if parsed.shows("title") else "an author" if told else "what is an author or a title"
    why = f"{who}, and a page"
    return _plain(parsed, where, ReferenceRule.NAMED_PAGE if told else ReferenceRule.WORDS_PAGE, why)


def _plain(parsed: Parsed, where: Where, certainty: float, why: str) -> Verdict:
    """A verdict unless the words are prose, or speak of a table or picture."""
    for segment in parsed.segments[:1]:
        first = segment.text.split()[0].strip("“«„\"'([")
        if not (first[:1].isupper() or first[:1].isdigit() or first in words("nobiliary")):
            return None
    if any(_is_internal(segment.text) for segment in parsed.segments):
        return None
    prose = sum(lowered(segment.text) for segment in parsed.segments)
    if language_of(where.language).titles.capitals and prose > _PROSE:
        return None
    return certainty, why


def _is_internal(text: str) -> bool:
    first = text.split()[0].casefold()
    return first in words("internal") and bool(re.fullmatch(r"\S+(?:\s+\S*\d\S*.*)?", text))


def _dated(parsed: Parsed, where: Where) -> Verdict:
    """A newspaper or document with its date; a date right after a quotation."""
    day = any(is_day(token) for token in parsed.tokens)
    quotes = [parsed.text[t.parts[0].start : t.parts[0].end] for t in parsed.tokens if t.kind == "quoted"]
    names = [segment.text for segment in parsed.segments]
    if parsed.lead and not names and not quotes:
        return None
    if len(names) + len(quotes) <= 3 and any(_is_periodical(text, day=day) for text in (*names, *quotes)):
        return _plain(parsed, where, ReferenceRule.PERIODICAL, "a newspaper or periodical and its date")
    if len(names) == 1 and not quotes and where.quoted and is_document(names[0]):
        return _plain(parsed, where, ReferenceRule.DOCUMENT, "a document and its date right after a quotation")
    if not names and not quotes and day and where.quoted and not parsed.lead:
        return ReferenceRule.DATE, "a date right after a quotation"
    return None


def _is_periodical(text: str, *, day: bool) -> bool:
    """Whether words are the name of a periodical; of a newspaper only beside a day."""
    return is_press(text) and ((day and is_newspaper(text)) or is_serial(text))


def is_newspaper(text: str) -> bool:
    """Whether words are the name of a newspaper: one that they are made of stands last, or before `of` and its like;
    `Sun` without an article may be a day of the week."""
    found = [word.casefold() for word in WORD.findall(text)]
    heads = [word for word, after in zip(found, [*found[1:], "of"], strict=True) if after in _OF]
    return bool(heads) and found != ["sun"] and (heads[0] in words("press"))


def _author_and_year(parsed: Parsed) -> Verdict:
    """An author with a year, or (MLA) with a page alone, as far as they are certain."""
    if parsed.has("place") or parsed.has("quoted") or not parsed.segments or len(parsed.segments) > 2:
        return None
    years = any(part.element == "date" for part in parsed.parts)
    if parsed.shows("author") and years:
        return ReferenceRule.AUTHOR_YEAR, "an author and a year"
    if parsed.shows("author") and parsed.cites("page"):
        return ReferenceRule.AUTHOR_PAGE, "an author of the list of works, and a page"
    return None
