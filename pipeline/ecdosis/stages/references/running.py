"""References in running text and in notes: where they may be, and as what they are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ecdosis.model.document import Block, Mark, Part
from ecdosis.stages.references.judge import PAGES, Verdict, Where, is_newspaper, judge
from ecdosis.stages.references.names import is_title, lowered, persons
from ecdosis.stages.references.parse import Known, Parsed, lead_pattern, moved, parse
from ecdosis.stages.references.rules import ReferenceRule
from ecdosis.stages.references.tokens import QUOTED, Token, dates_near_years, is_day, places
from ecdosis.stages.words import pattern

BY: Final = "references"
_ROUND: Final = re.compile(r"\((?:[^()\n]|\([^()\n]{0,120}\)){2,400}\)")
_SQUARE: Final = re.compile(r"\[[^\[\]\n]{3,300}\]")
_QUOTE_END: Final = re.compile(r"[”\"»“’'][\s.,;!?]*$")
_PART: Final = re.compile(r"[^;]+")
_AND: Final = re.compile(
    r"(?<=\d),?\s+(?:and|und|et|и)\s+(?=[^\W\d_a-zа-яß-ÿ]{2}|[^\W\d_a-zа-яß-ÿ][a-zа-яß-ÿ]{2}|[“«„])"
)
_SENTENCE: Final = re.compile(
    r"(?<=[^\W\d_]{3})[.!?][”\"»)]?\s+(?=[\W\d_]*[^\W\d_a-zа-яß-ÿ])|;|(?<=[\d)])\.\s+(?=[^\W\d_a-zа-яß-ÿ])"
)
"""The end of a sentence in a note: not after an initial or an abbreviation of two letters."""
_CAPITAL: Final = r"[^\W\d_a-zа-яß-ÿ][\w’'-]*"
_NAMED: Final = rf"{_CAPITAL}(?:\s+(?:(?:of|de|du|la|der)\s+)*{_CAPITAL})*"
_IN_PRESS: Final = re.compile(
    rf"\b(?:in|from|by|im|in der|dans)\s+(?P<name>(?:the\s+)?{_NAMED})(?:,|,?\s+(?:of|on|for|dated|vom|du|le))?\s+$"
)
_ARTICLE: Final = re.compile(rf"{QUOTED.pattern}\s*(?:(?:which\s+)?(?:was\s+)?(?:published|printed|appeared)\s+)?$")
_TREATED: Final = re.compile(rf"(?:by\s+(?P<author>{_NAMED})\s+)?in\s+(?P<title>[^\W\d_a-zа-я][^()\n,“”\"]+)$")
_NOTHING: Final = re.compile(r'[ .”"]*')
_OF: Final = re.compile(r"\s+(?:of|du|des|der)\s")
_WEAK: Final = frozenset({"in", "from", "aus", "из", "s.", "v.", "compare"})
"""Words that lead to a reference, but to much else as well."""
_BETWEEN: Final = frozenset({"", "and", "und", "et", "и"})
REACH: Final = 200
"""Characters between a word that leads to a reference and the page at most."""


@dataclass(frozen=True, slots=True)
class ReferenceCandidate:
    """Words that may be a reference: where they begin in the reading, and where they stand."""

    start: int
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that was found: its candidate, what it says, how sure it is and why."""

    start: int
    parsed: Parsed
    certainty: float
    why: str

    @property
    def bare(self) -> bool:
        """Whether it says nothing but a place (and, at most, that it is to be seen)."""
        others = any(self.parsed.has(kind) for kind in ("quoted", "short", "date"))
        return not self.parsed.segments and not others

    def mark(self, work: int | None = None, note: int | None = None) -> Mark:
        """Its mark; `work` is the offset of the description of the work that a bare place belongs to."""
        parsed = self.parsed
        told = [(one.start, one.end) for some in (parsed.tokens, parsed.named, parsed.parts) for one in some]
        starts, ends = zip(*told, strict=True)
        start = len(parsed.text) - len(parsed.text.lstrip(" ([")) if parsed.lead else min(starts)
        parts = moved(parsed.parts, self.start)
        at = self.start
        return Mark(
            at + start,
            at + max(ends),
            "reference",
            self.certainty,
            self.why,
            BY,
            parts,
            work if self.bare else None,
            note,
        )


def in_block(reading: str, block: Block, where: Where) -> Iterator[ReferenceCandidate]:
    """The parentheses and brackets of a block that may hold a reference, parted at semicolons."""
    for form, square in ((_ROUND, False), (_SQUARE, True)):
        for match in form.finditer(reading, block.start, block.end):
            inside = match.group()
            if not square and any(_holds_place(inner.group(), where.language) for inner in _SQUARE.finditer(inside)):
                continue  # the brackets in it are the reference
            if not (any(map(str.isdigit, inside)) or _unnumbered().search(inside)):
                continue
            before = reading[max(block.start, match.start() - 4) : match.start()]
            closes = block.type == "quote" and _NOTHING.fullmatch(reading, match.end(), block.end)
            here = replace(where, square=square, quoted=bool(closes) or _QUOTE_END.search(before) is not None)
            for start, end in _parted(reading, match.start() + 1, match.end() - 1, where.language):
                yield ReferenceCandidate(start, reading[start:end], here)


def _parted(reading: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Where the references in a parenthesis stand: parted at semicolons, and at an `and` between two with places."""
    for part in _PART.finditer(reading, start, end):
        at = part.start()
        for cut in _AND.finditer(reading, part.start(), part.end()):
            halves = reading[at : cut.start()], reading[cut.end() : part.end()]
            if all(_holds_place(half, language) for half in halves):
                yield at, cut.start()
                at = cut.end()
        yield at, part.end()


def _holds_place(text: str, language: str) -> bool:
    return next(places(text, language), None) is not None


@cache
def _unnumbered() -> re.Pattern[str]:
    """Words of references that may have no number."""
    names = ("published", "treated", "short")
    return re.compile("|".join([r"\bpp?\.", *(pattern(name).pattern for name in names)]), re.IGNORECASE)


def in_note(reading: str, where: Where) -> Iterator[ReferenceCandidate]:
    """The sentences of a note."""
    at = 0
    for end in [*(match.end() for match in _SENTENCE.finditer(reading)), len(reading)]:
        if reading[at:end].strip(" ;"):
            yield ReferenceCandidate(at, reading[at:end].rstrip(" ;"), where)
        at = end


def reference(candidate: ReferenceCandidate, known: Known) -> Reference | None:
    """The reference that a candidate is, or that words in it lead to; None if there is none."""
    where = candidate.where
    parsed = parse(candidate.text, where.language, known, page=where.note)
    for told in (parsed, _published(parsed, where), _treated(parsed, where)):
        if told and (verdict := judge(told, where, known) if told is parsed else _WHOLE):
            return Reference(candidate.start, told, *verdict)
    lead = _last_lead(candidate.text)
    if lead:
        inner = parse(candidate.text[lead:], where.language, known, page=where.note)
        verdict = judge(inner, where, known) if inner.segments or inner.has("quoted") else None
        if verdict:
            return Reference(candidate.start + lead, inner, *verdict)
    return None


_WHOLE: Final[Verdict] = (ReferenceRule.SENTENCE, "a sentence in parentheses that says where something stands")


def _last_lead(text: str) -> int:
    """Where, after other words, those begin that lead to a reference; 0 if there are none."""
    strong = (match for match in lead_pattern().finditer(text, 1) if match[0].casefold() not in _WEAK)
    return max((match.start() for match in strong), default=0)


def _published(parsed: Parsed, where: Where) -> Parsed | None:
    """What says when and where something was published, with its date and the name of a periodical that it calls so."""
    text = parsed.text
    match = pattern("published").match(text.lstrip())
    if where.note or not match or not parsed.has("date"):
        return None
    parts = [part for token in parsed.tokens if token.kind == "date" for part in token.parts]
    named = re.compile(rf"(?:{pattern('periodicals').pattern})\s+(?P<name>(?-i:{_NAMED}))", re.IGNORECASE)
    if name := named.search(text):
        parts.append(Part(name.start("name"), name.end("name"), "title", (("level", "j"),)))
    return _whole(parsed, parts)


def _treated(parsed: Parsed, where: Where) -> Parsed | None:
    """What says that something is explained by an author in a work."""
    text = parsed.text.rstrip(" .")
    match = pattern("treated").search(text)
    found = _TREATED.search(text, match.end()) if match else None
    if where.note or not found or not is_title(found["title"]) or lowered(found["title"]):
        return None
    if len(found["title"].split()) < 3 or (found["author"] and not persons(found["author"])[0]):
        return None
    names = [name for name in ("author", "title") if found[name]]
    return _whole(parsed, [Part(found.start(name), found.end(name), name) for name in names])


def _whole(parsed: Parsed, parts: Iterable[Part]) -> Parsed:
    """A reference of which only some parts are told, but which goes from the first word to the last."""
    text = parsed.text
    ends = Token(len(text) - len(text.lstrip()), len(text.rstrip(" .")), "whole")
    return replace(parsed, lead=0, tokens=(ends,), segments=(), parts=tuple(sorted(parts, key=lambda p: p.start)))


def in_sentences(reading: str, block: Block, where: Where, known: Known) -> Iterator[Reference]:
    """References outside of parentheses: `see` with author, title and page; an article in a newspaper of a day."""
    text = reading[block.start : block.end]
    for match in _seeing().finditer(text):
        window = text[match.start() : match.start() + REACH]
        run = _first_run(
            [t for t in places(window, where.language) if dict(t.parts[0].attributes)["unit"] in PAGES], window
        )
        if run and not _SENTENCE.search(window, 0, run):
            parsed = parse(window[:run], where.language, known)
            verdict = judge(parsed, where, known)
            if verdict and (parsed.shows("title") or parsed.shows("author")):
                yield Reference(block.start + match.start(), parsed, *verdict)
    for date in filter(is_day, dates_near_years(text)):
        before = text[max(0, date.start - 80) : date.start]
        press = _IN_PRESS.search(before)
        if press and is_newspaper(press["name"]):
            yield _in_newspaper(text, date, date.start - len(before) + press.start(), press, block.start)


@cache
def _seeing() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:[Ss]ee(?: also)?|[Cc]f\.|[Vv]gl\.|[Ss]iehe|[Vv]oir|[Сс]м\.|[Ср]р\.)\s+(?=[^\W\d_a-zа-я]|[“«„])"
    )


def _first_run(found: Sequence[Token], text: str) -> int:
    """Where the first of some places, and those that follow it closely, end; 0 if there is none."""
    end = 0
    for token in found:
        if end and text[end : token.start].strip(" ,") not in _BETWEEN:
            break
        end = token.end
    return end


def _in_newspaper(text: str, date: Token, start: int, press: re.Match[str], at: int) -> Reference:
    """A newspaper and its date in running text, with the article in quotation marks that was published in it."""
    shift = date.start - len(press.string)
    first, last = press.start("name") + shift, press.end("name") + shift
    first += len("the ") if text[first : first + 4] == "the " else 0
    parts = [Part(first, last, "title", (("level", "j"),)), *date.parts]
    if article := _ARTICLE.search(text, max(0, start - REACH), start):
        parts.insert(0, Part(article.start("title"), article.end("title"), "title", (("level", "a"),)))
        first = article.start()
    whole = Token(first, date.end, "whole")
    parsed = Parsed(text, 0, (whole,), (), tuple(parts))
    return Reference(at, parsed, ReferenceRule.NEWSPAPER_RUNNING, "a newspaper and its date in running text")


def in_review(reading: str, block: Block, language: str) -> Iterator[Reference]:
    """The pages and chapters that a review names in running text: `on page 290`, `in chapter 18`."""
    text = reading[block.start : block.end]
    run: list[Token] = []
    for token in [*filter(_is_of_book, places(text, language)), None]:
        if run and (token is None or text[run[-1].end : token.start].strip(" ,") not in _BETWEEN):
            parts = tuple(part for one in run for part in one.parts)
            if not _OF.match(text, run[-1].end):
                parsed = Parsed(text, 0, tuple(run), (), parts)
                yield Reference(
                    block.start, parsed, ReferenceRule.REVIEW_RUNNING, "a page or chapter in a review of one book"
                )
            run = []
        run += [token] if token else []


def _is_of_book(token: Token) -> bool:
    return dict(token.parts[0].attributes)["unit"] in ("page", "chapter")
