"""Project Gutenberg: a head with facts, marks between which the work stands, who made the file, a licence.

The work is what stands between the marks. A file that has only one of them, or none, is its own if its licence shows
it. The head's release date is that of the file, never of the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Final

from ecdosis.languages.names import code_of
from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Line, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import catalogued, is_full, is_name

NAME: Final = "Project Gutenberg"
LICENCE: Final = "Project Gutenberg License"
FEWEST: Final = 2
"""Phrases of the licence from which a file is one of theirs."""
ABOVE: Final = 40
"""Paragraphs behind the head in which makers speak of the file."""
PROSE: Final = 60
"""Words of a paragraph from which it is the work's, if it does not speak of the file."""
LONG: Final = 150
"""Words of a paragraph from which it is an essay, by whomever, though it has a word of those that makers use."""
BETWEEN: Final = 6
"""Paragraphs between two that speak of the file which do so, too, if none has words of the title."""
NOTED: Final = ("transcribersnote", "transcribernote", "transcribersnotes")
"""How the note of a transcriber begins, by its letters."""
APART: Final = 3
"""Blank lines behind such a note whose label stands in a line of its own."""
LONGEST: Final = 600
"""Lines of a head with all its small print at most: further down somebody quotes one."""
WRAPPED: Final = 40
"""Code points of a line of credits from which it may go on in the next: a shorter one names somebody, and is whole."""
NEAR: Final = 12
"""Lines above the mark of the end in which an older one stands."""
TOP: Final = 4
"""Lines at the beginning of a file of theirs, of which one says so: a mark further down is what somebody reads out."""
LICENSED: Final = 600
"""Lines that their licence has below a work, at most; twice that of today."""
LEAD: Final = 4
"""Lines at the beginning of an old head that name the work."""
_FIELD: Final = re.compile(r"([A-Z][\w ]{2,24}?)\s*:\s+(\S.*)")
_NAMED: Final = re.compile(
    r"(?:the )?project gutenberg(?:['’]s)?(?: e-?(?:text|book))?(?: of)?,?\s+(?P<title>.+?)"
    r"(?:,?\s+by\s+(?P<author>[^,(#\[]+?))?(?:\s*[(#\[].*)?$",
    re.IGNORECASE,
)
"""`The Project Gutenberg Etext of A Book, by A. Writer (#6 in our series)`."""
_NUMBER: Final = re.compile(r"\[?E-?(?:book|text)\s*#\s*(\d{1,6})\]?", re.IGNORECASE)
_BY: Final = re.compile(r"by\s+(\S.{2,60})", re.IGNORECASE)
_SERIES: Final = re.compile(
    r"[*\s]*#\s?\d+ in (?:our|the|a) series by\s+(\S.{2,60}?)[\s*.]*(?:[\[(].*)?", re.IGNORECASE
)
"""`#4 in our series by A. Writer`, the second line of heads from 1993 to 2004."""
_DONE: Final = re.compile(
    r"((?:this )?(?:e-?text|e-?book|text|file)?\s*(?:was )?"
    r"(?:produced|prepared|transcribed|scanned|proofread|digitized|created)(?: and \w+)? (?:by|from))\s+(.+)",
    re.IGNORECASE,
)
"""What somebody did to the file."""
_WORD: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r"[\"“”']")
_OPENED: Final = re.compile(r"[\"“”„«»‘'–—-](?![-–—])")
"""How speech begins in which somebody reads a mark out."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """The phrases of `gutenberg.toml`, by their letters."""

    begins: tuple[str, ...]
    bookmarks: tuple[str, ...]
    ends: tuple[str, ...]
    licence: tuple[str, ...]
    made: tuple[str, ...]
    credits: tuple[str, ...]
    told: tuple[str, ...]
    file: re.Pattern[str]
    facts: Mapping[str, str]
    nobody: frozenset[str]
    several: frozenset[str]


@cache
def _signs() -> _Signs:
    told = table("gutenberg")
    lists = {name: tuple(map(letters_of, told[name])) for name in ("begins", "bookmarks", "ends", "licence")}
    words = {name: tuple(map(_plain, told[name])) for name in ("made", "about", "told")}
    return _Signs(
        **lists,
        made=words["made"],
        credits=(*words["made"], *words["about"]),
        told=words["told"],
        file=re.compile(told["file"]),
        facts=told["facts"],
        nobody=frozenset(map(letters_of, told["nobody"]["names"])),
        several=frozenset(map(letters_of, told["nobody"]["several"])),
    )


def look(file: File) -> Finding | None:
    """What is Project Gutenberg's in a file."""
    signs = _signs()
    if file.find("project gutenberg") is None:
        return None
    keys = [letters_of(line.text) for line in file.lines]
    head, foot = _borders(file, keys, signs)
    outside = " ".join((*keys[:head], *keys[foot:]))
    known = sum(phrase in outside.replace(" ", "") for phrase in signs.licence)
    if known < FEWEST:
        return None
    facts = _facts(file, head, signs)
    passages = [*_outside(file, head, foot), *_credits(file, head, foot, facts, signs)]
    said = (on_one_line(file.text[one.start : one.end]) for one in passages if one.certainty == ProfileRule.CREDIT)
    made = [words for words in said if _plain(words).startswith(signs.made)]
    return Finding(_provenance(facts, made, signs), tuple(passages))


def _borders(file: File, keys: Sequence[str], signs: _Signs) -> tuple[int, int]:
    """The index of the first line that may be the work's, and of the first behind it."""
    marked = next((i for i, key in enumerate(keys[:LONGEST]) if key.startswith(signs.begins)), 0)
    first = next((i for i in range(marked, len(keys)) if keys[i].startswith(signs.ends)), len(keys))
    head = max((i + 1 for i, key in enumerate(keys[: min(first, LONGEST)]) if key.startswith(signs.begins)), default=0)
    if not any("gutenberg" in key or key.startswith("etext") for key in keys[:TOP]):
        head = 0
    while 0 < head < len(keys) and file.lines[head - 1].text.startswith("***") and not _is_closed(file, head):
        head += 1
    last = 0 if head else len(keys) - LICENSED
    ends = [i for i in range(max(head, last), len(keys)) if keys[i].startswith(signs.ends)]
    ends = [i for i in ends if not _OPENED.match(file.lines[i].text)]
    foot = ends[-1] if ends else len(keys)
    while any(foot - NEAR <= i < foot for i in ends):
        foot = next(i for i in ends if foot - NEAR <= i)
    marks = next((i for i in range(head, foot) if keys[i] in signs.bookmarks), foot)
    return head, marks


def _is_closed(file: File, head: int) -> bool:
    """Whether the mark that ends before a line is whole: a long title runs over its line, to the asterisks."""
    line = file.lines[head - 1]
    return line.text.endswith("*") or head >= len(file.lines) or file.lines[head].gap > 0


def _outside(file: File, head: int, foot: int) -> Iterator[Passage]:
    if head:
        end = file.lines[head - 1].end
        yield Passage(file.lines[0].start, end, ProfileRule.MARKED, "the head of a file of Project Gutenberg")
    if foot < len(file.lines):
        start = file.lines[foot].start
        why = "the end of a file of Project Gutenberg, with its licence"
        yield Passage(start, file.lines[-1].end, ProfileRule.MARKED if head else ProfileRule.ENDS, why)


def _facts(file: File, head: int, signs: _Signs) -> Mapping[str, str]:
    """What the head says, by the names of `Provenance`. A fact goes on in lines that are indented."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in file.lines[:head]:
        field = _FIELD.fullmatch(line.text)
        if field and not line.indent:
            name = signs.facts.get(field[1].lower(), "")
            if name:
                found.setdefault(name, []).append(field[2])
        elif name and line.indent and not line.gap:
            if name == "credits" and len(found[name][-1]) >= WRAPPED and found[name][-1][-1] not in ".;)":
                found[name][-1] += f" {line.text}"
            else:
                found[name].append(("\n" if name == "title" else "") + line.text)
        else:
            name = ""
        if number := _NUMBER.search(line.text):
            found.setdefault("number", []).append(number[1])
    between = {"title": "", "credits": "\n"}
    facts = {key: between.get(key, "; ").join(told) for key, told in found.items()}
    return facts if facts.get("title") else _named(file.lines[:head]) | facts


def _named(head: Sequence[Line]) -> dict[str, str]:
    """Title and author as the first line of an old head names them, or a line below that says `by`."""
    found = _naming(head)
    if found is None:
        return {}
    title = on_one_line(_QUOTED.sub("", found["title"])).strip(" ,.*")
    author = found["author"] or ""
    for before, line in pairwise(head):
        if not author and letters_of(before.text) == letters_of(title) and (by := _BY.fullmatch(line.text)):
            author = by[1]
    series = _of_series(head)
    if series and (not author or _is_short_for(author.strip(" ,.*"), series)):
        title = title if author else _without(title, series)
        author = series
    return {"title": title, "author": author.strip(" ,.*")}


def _naming(head: Sequence[Line]) -> re.Match[str] | None:
    """The line of an old head that names the work: the first, or one that says whose it is, near it or between
    asterisks."""
    first = _NAMED.fullmatch(head[0].text) if head else None
    near = (line.text for line in head[1:LEAD])
    between = (line.text.strip("* ") for line in head if line.text[:1] == line.text[-1:] == "*")
    later = (match for words in chain(near, between) if (match := _NAMED.fullmatch(words)) and match["author"])
    return first or next(later, None)


def _of_series(head: Sequence[Line]) -> str:
    """The full name of the author in whose series an old head puts its file."""
    found = next((match[1] for line in head[:LEAD] if (match := _SERIES.fullmatch(line.text))), "")
    return found if is_name(catalogued(found)) and is_full(catalogued(found)) else ""


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name has initials where a full one has the names: E. Weir, Edwin Weir."""
    short, long = name.split(), full.split()
    return (
        len(short) == len(long)
        and short != long
        and all(a == b or (a.endswith(".") and b.startswith(a.rstrip("."))) for a, b in zip(short, long, strict=True))
    )


def _without(title: str, author: str) -> str:
    """A title without the name of its author behind it, of which that in the head may be a shorter form."""
    bare, comma, name = title.rpartition(",")
    same = name.split() and name.split()[-1].casefold() == author.split()[-1].casefold()
    return bare.strip() if comma and same else title


def _credits(file: File, head: int, foot: int, facts: Mapping[str, str], signs: _Signs) -> Iterator[Passage]:
    """The paragraphs at the beginning of the work that speak of the file."""
    if not head:
        return
    above = [p for p in file.paragraphs if p.start >= head and p.stop <= foot][:ABOVE]
    titled = [key for name in ("title", "author") if len(key := letters_of(facts.get(name, "").split("\n")[0])) > 3]
    letter = letters_of(file.lines[head - 1].text).startswith("end")  # of an old file: the small print ends here
    speaking: list[int] = []
    depth = 0
    noted = False
    for index, paragraph in enumerate(above):
        words = file.words(paragraph)
        inside, depth = depth > 0, max(0, depth + words.count("[") - words.count("]"))
        said = _plain(words).startswith(signs.made)
        noted = letters_of(words) in NOTED or (noted and file.lines[paragraph.start].gap < APART and not said)
        if inside or depth:
            continue  # a note in brackets, of several paragraphs: a transcriber's
        if not noted and _speaks(words, signs):
            between = range(speaking[-1] + 1 if speaking else 0, index)
            held = [letters_of(file.words(above[i])) for i in between]
            if letter and len(between) <= BETWEEN and not any(key in one for key in titled for one in held if one):
                speaking.extend(between)
            speaking.append(index)
        elif len(words.split()) > PROSE:
            break
    for index in speaking:
        lines = above[index]
        start, end = file.lines[lines.start].start, file.lines[lines.stop - 1].end
        yield Passage(start, end, ProfileRule.CREDIT, "says who made the file, or from what")


def _speaks(words: str, signs: _Signs) -> bool:
    """Whether a paragraph speaks of the file. A transcriber's note is an earlier editor's report, and stays."""
    if letters_of(words).startswith(NOTED):
        return False
    plain = _plain(words)
    if plain.startswith(signs.credits) and len(words.split()) <= PROSE:
        return True
    if len(words.split()) > LONG:
        return False
    return any(phrase in plain for phrase in signs.told) or signs.file.search(words) is not None


def _plain(words: str) -> str:
    """Words in lower case with one blank before, between and behind them and no signs."""
    return f" {' '.join(_WORD.findall(words.lower()))} "


def _provenance(facts: Mapping[str, str], made: Sequence[str], signs: _Signs) -> Provenance:
    title, _, subtitle = facts.get("title", "").partition("\n")
    people = {name: _people(facts.get(name, ""), signs) for name in ("author", "translator", "editor", "illustrator")}
    number = facts.get("number", "").split(";")[0]
    return Provenance(
        origins=(NAME,),
        title=title.strip(),
        subtitle=on_one_line(subtitle),
        **people,
        language=code_of(facts.get("language", "").split(";")[0]),
        number=number.strip("0") and number,
        licence=LICENCE,
        imprint=on_one_line(facts.get("imprint", "")),
        collective=letters_of(facts.get("author", "")) in signs.several,
        credits=tuple(
            dict.fromkeys(_credit(words) for words in (*facts.get("credits", "").split("\n"), *made) if words)
        ),
    )


def _people(names: str, signs: _Signs) -> str:
    """Names with semicolons between them, without those that say that nobody is known."""
    apart = (catalogued(on_one_line(name)) for name in re.split(r";|\s{1,9}and\s{1,9}(?=[A-Z])", names))
    return "; ".join(name for name in apart if name and letters_of(name) not in signs.nobody)


def _credit(words: str) -> Credit:
    """Who made a file, told from what they did."""
    plain = on_one_line(words)
    found = _DONE.fullmatch(plain)
    return Credit(found[1], found[2]) if found else Credit("", plain)
