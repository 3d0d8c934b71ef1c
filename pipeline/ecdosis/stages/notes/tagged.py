"""Notes that say that they are notes: `[Footnote 3: …]`, as Project Gutenberg and Distributed Proofreaders write them
below their paragraph, at the end of a chapter or of the book, or in the midst of a sentence, where their call would
stand (`in_place`); `Footnote 3: …` and `[Note 3] …` before a
paragraph, or `Footnote 3:` alone above one; `[^3]: …` of Markdown; `[A] …`, `{3} …` and `(*) …`, where a
call of just this form leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ecdosis.stages.notes.bodies import Body
from ecdosis.stages.notes.markers import SIGNS
from ecdosis.stages.notes.words import words

LONGEST: Final = 30_000
"""Characters of a note at most: a bracket that closes later is not its own."""
ANY_SIGN: Final = "*"
"""The label of a note that has none: Distributed Proofreaders leave it out where the printer had an asterisk."""
LABEL: Final = rf"\d{{1,4}}[a-z]?|[ivxlc]{{2,7}}|[a-z]{{1,2}}|{SIGNS}|\|\||\#"
"""A label (a regular expression; capitals count for nothing)."""
TYPED: Final = rf"{SIGNS}|\+{{1,3}}"
"""A sign in parentheses (a regular expression), as typists write them: a plus is a dagger there."""
CLOSING: Final = {"[": "]", "{": "}", "(": ")", "": ""}
_BRACKETS: Final = {"[": re.compile(r"[\[\]]"), "{": re.compile(r"[{}]")}
_MARKDOWN: Final = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_TOKEN: Final = re.compile(
    rf"^[ \t]*(?P<token>\[ ?(?:[a-z]{{1,2}}|{SIGNS}) ?\]|\{{ ?(?:\d{{1,3}}|[a-z]{{1,2}}|{SIGNS}) ?\}}"
    rf"|\( ?(?:{TYPED}) ?\))[ \t]+(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_TOKEN: Final = re.compile(rf"\n[ \t]*(?:[\[{{] ?(?:\w{{1,3}}|[*†‡§¶]+) ?[\]}}]|\( ?(?:{TYPED}) ?\))[ \t]")
_PARAGRAPH: Final = re.compile(r"[ \t]*\n[ \t]*(?:\n|\Z)|\s*\Z")
_SET_IN: Final = re.compile(r"\s*\n(?:\t| {2,})(?=[ \t]*\S)")
_AFTER_BLANK: Final = re.compile(r"(?:\n|\A)[ \t]*(?:\n[ \t]*)+\Z|\A\s*\Z")
_CLOSED: Final = re.compile(r"\][ \t]*\Z")
_BEFORE: Final = 80


@dataclass(frozen=True, slots=True)
class Tag:
    """What a note begins with: where it stands and the note's words begin (offsets), its label and where this stands
    (both empty if it has none), the bracket that it opens and that closes behind the note (empty: none, the note is its
    paragraph); `on`: it goes on from an earlier page; `above`: it has a line for itself, above its note."""

    start: int
    end: int
    label: str = ""
    at: int = 0
    bracket: str = ""
    on: bool = False
    above: bool = False


def notes(reading: str) -> tuple[list[Body], list[tuple[int, int]]]:
    """The notes of a reading that say that they are, in order, and where one goes on (offsets)."""
    bodies: list[Body] = []
    parts: list[tuple[int, int]] = []
    before = 0
    for tag in _tags(reading):
        if tag.start >= before:
            before = _end(reading, tag)
            begins = not reading[reading.rfind("\n", 0, tag.start) + 1 : tag.start].strip()
            if not tag.label and not begins:
                continue  # words of an editor among the author's
            if tag.on and not tag.label:
                parts.append((tag.start, before))
            else:
                bodies.append(_body(tag.start, before, tag.label or ANY_SIGN, "tag"))
    bodies += [*_markdown(reading), *_tokens(reading)]
    return sorted(bodies, key=lambda body: body.start), parts


def in_place(reading: str) -> Iterator[tuple[int, Body]]:
    """The notes of a reading that stand in a sentence, right where their call would, in order: `word [Footnote: …]
    word`, as the older texts of Project Gutenberg have them. Each with the offset at which what stands for its call
    begins: the bracket with its word, and the blank before it. What only says *note* may be an editor's word."""
    before = 0
    for match in _pattern().finditer(reading):
        tag = _tag(match, reading)
        if tag is None or tag.start < before or tag.bracket != "[" or not match["tag"] or tag.on:
            continue
        before = _end(reading, tag)
        if reading[before - 1] == "]" and not _begins(reading, tag.start):
            blank = reading[tag.start - 1] == " "
            yield tag.start - blank, _body(tag.end, before, ANY_SIGN, "place")


def marks(note: str, label: str) -> list[tuple[int, int]]:
    """Where (offsets) the marks stand that only say that a note is one: what stands before its label, between that and
    its words, and what closes it; none if it does not say so, or has another label (a misread one)."""
    tag = _tag_of(note)
    if tag is None and not note.startswith(label) and note.count("[") < note.count("]"):
        return [found.span() for found in _CLOSED.finditer(note)]  # its bracket opened with its tag, right before it
    if tag is None or tag.label not in ("", label):
        return []
    inside = (tag.at, tag.at + len(tag.label)) if tag.label else (0, 0)
    closed = re.search(rf"\*?{re.escape(CLOSING[tag.bracket])}\s*\Z", note) if tag.bracket else None
    spans = [(0, inside[0]), (inside[1], tag.end), closed.span() if closed else (0, 0)]
    return [(start, end) for start, end in spans if start < end]


def words_at(note: str) -> int:
    """The offset at which the words of a note begin that says that it is one; 0 if it does not say so."""
    tag = _tag_of(note)
    return tag.end if tag else 0


def _tag_of(note: str) -> Tag | None:
    if match := _MARKDOWN.match(note):
        return Tag(0, match.end(), match["label"], match.start("label"))
    if match := _TOKEN.match(note):
        label = match["token"][1:-1].strip()
        return Tag(0, match.end(), label, match["token"].index(label) + match.start("token"))
    found = _pattern().match(note)
    return _tag(found, note) if found else None


def _body(start: int, end: int, label: str, family: str) -> Body:
    number = int(label) if label.isdecimal() else 0
    return Body(start, end, label, number, family)


@cache
def _pattern() -> re.Pattern[str]:
    tags, labelled = (
        "|".join(sorted(map(re.escape, words(name)), key=len, reverse=True)) for name in ("tags", "labelled_tags")
    )
    return re.compile(
        rf"(?P<on>\*)?(?P<open>[\[{{]) ?(?:(?P<tag>{tags})|(?:{labelled}))(?!\w)[ \t]*"
        rf"(?:[\[(#] ?)?(?P<label>{LABEL})?(?:[\])](?=[ \t]*[:.]))?"
        r"(?:(?P<colon>[ \t]*:)|\.|(?P<blank>(?=[ \t]))|(?P<closed>[\]}]))\s*"
        rf"|^[ \t]*(?:{tags})[ \t]+[\[(]?(?P<alone>\d{{1,4}}|[a-z]|{SIGNS})[\])]?[:.][ \t]+(?=\S)"
        rf"|^[ \t]*(?:{tags})[ \t]+(?P<above>\d{{1,4}}|[a-z]|{SIGNS}):[ \t]*\n[ \t]*\n {{0,8}}(?=\S)",
        re.IGNORECASE | re.MULTILINE,
    )


def _tags(reading: str) -> Iterator[Tag]:
    """The tags in a reading; one without a bracket around its note begins a paragraph."""
    for match in _pattern().finditer(reading):
        tag = _tag(match, reading)
        if tag and (tag.bracket or _begins(reading, tag.start)):
            yield tag


def _begins(reading: str, offset: int) -> bool:
    """Whether only blank lines, or nothing, stand before an offset."""
    return _AFTER_BLANK.search(reading[max(0, offset - _BEFORE) : offset]) is not None


def _tag(match: re.Match[str], reading: str) -> Tag | None:
    """The tag that a match is, if it is one: a word that says other things, too, needs a label, and a tag without a
    label needs its colon."""
    start, end = match.start(), match.end()
    if match["alone"]:
        return Tag(start, end, match["alone"], match.start("alone"))
    if match["above"]:
        return Tag(start, end, match["above"], match.start("above"), above=True)
    label = match["label"] or ""
    if match["blank"] is not None and (
        label.isalpha() or not match["tag"]
    ):  # [Footnote in another hand], [Note 3 of …]
        return None
    if not label and not (match["tag"] and match["colon"]):
        return None
    at = match.start("label") if label else 0
    if match["closed"]:  # [Note 3] The words of the note
        return Tag(start, end, label, at) if reading[match.end("closed") : end] else None
    return Tag(start, end, label, at, match["open"], bool(match["on"]))


def _end(reading: str, tag: Tag) -> int:
    """The offset at which a note ends: behind its own bracket; where there is none, or it is not found, with its
    paragraph; where its tag stands above that, with those that are set in below it."""
    if tag.above:
        return _set_in_end(reading, tag.end)
    depth = 0
    brackets = _BRACKETS[tag.bracket].finditer(reading, tag.start, tag.start + LONGEST) if tag.bracket else ()
    for match in brackets:
        another = match[0] == tag.bracket and match.start() > tag.end and _pattern().match(reading, match.start())
        if another and reading[match.start() - 1 : match.start()] in ("\n", "*"):
            break  # the next note: the bracket of this one is lost
        depth += 1 if match[0] == tag.bracket else -1
        if depth == 0:
            return match.end()
    return _paragraph_end(reading, tag.end)


def _markdown(reading: str) -> Iterator[Body]:
    """The notes that Markdown defines: to the end of their paragraph, with those below that are set in."""
    for match in _MARKDOWN.finditer(reading):
        yield _body(match.start(), _set_in_end(reading, match.end()), match["label"], "markdown")


def _set_in_end(reading: str, start: int) -> int:
    """The offset at which the paragraph at an offset ends, with those below it that are set in."""
    end = _paragraph_end(reading, start)
    while (below := _SET_IN.match(reading, end)) and not _MARKDOWN.match(reading, below.end()):
        end = _paragraph_end(reading, below.end())
    return end


def _tokens(reading: str) -> Iterator[Body]:
    """What may be notes because a bracket with a letter or sign, or a brace with a number, begins a paragraph, or a
    line below such a one."""
    before = -1
    for match in _TOKEN.finditer(reading):
        start = match.start("token")
        if _begins(reading, match.start()) or match.start() == before + 1:
            end = _PARAGRAPH.search(reading, match.end())
            another = _NEXT_TOKEN.search(reading, match.end())
            before = min(one.start() for one in (end, another) if one)
            yield _body(start, before, match["token"][1:-1].strip(), "token")


def _paragraph_end(reading: str, start: int) -> int:
    """The offset at which the paragraph at an offset ends; the definition of another note of Markdown ends it, too."""
    end = _PARAGRAPH.search(reading, start)
    stop = end.start() if end else len(reading)
    following = _MARKDOWN.search(reading, start, stop)
    return len(reading[: following.start()].rstrip()) if following else stop
