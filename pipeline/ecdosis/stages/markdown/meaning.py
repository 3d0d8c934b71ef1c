"""What a passage of Markdown says of its own words: edits that take out its marks, asides, and what its parts are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ecdosis.model.document import LITERAL, Stated
from ecdosis.model.pieces import Edit, Span
from ecdosis.stages.markdown import hypertext
from ecdosis.stages.markdown.drawing import lines_of
from ecdosis.stages.markdown.drawn import understood as table
from ecdosis.stages.markdown.grammar import Element, Inline
from ecdosis.stages.markdown.pipes import of_markdown
from ecdosis.stages.markdown.rows import begin_large, is_in_word, parted, reached, sole_picture
from ecdosis.stages.markdown.rules import BY, MarkdownRule, Understood

BULLET: Final = "•"
"""What a bullet is read as; the source's may be a hyphen, an asterisk or a plus sign."""
BREAK: Final = "* * *"
"""What a rule between paragraphs is read as."""
VERSE: Final = 80
"""Characters of the longest line of what may be verse: longer lines are paragraphs, or an address."""
FULL: Final = 0.8
"""Share of the passage's usual width that a line with the first word of the next must reach to be one that was
wrapped..."""
MOSTLY: Final = 0.7
"""... in this share of a paragraph's lines, for the paragraph to be one."""
PROSE: Final = 60
"""Characters a line, on the average, from which lines are prose, whatever their ends: a sentence a line, say."""
USUAL: Final = 0.8
"""The share of the lines of a passage that are not wider than its usual width."""
UNDERLINED: Final = 100
"""Characters of the longest line that is a heading because of the line below."""
ABSOLUTE: Final = re.compile(r"(?:https?|ftps?|mailto|urn|doi):\S", re.IGNORECASE)
"""An address that leads somewhere from a book; others are places in a folder or page that the reader does not have."""
_PREFIX: Final = re.compile(r"(?P<quote>>[ \t]?)|(?P<bullet>[-+*])(?=\s)|(?P<number>\d{1,9}[.)])(?=\s)|(?P<other>.)")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE: Final = re.compile(r"[{}<>=;$\\|`@#]|\w\(|\w[._/]\w|^[ \t]*(?:--|//|\w+:$)", re.M)
"""What computer code has in it and prose has not."""
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)[^*_]{1,80}(?<![\s,;])\1")
"""A line that is strong as a whole."""
_NEW: Final = re.compile(r"[^\w\s]{0,3}[^\W\d_a-zß-öø-ÿа-я]")
"""What begins anew: with a capital, or in a script that has none."""
_NUMBERED: Final = re.compile(r"\[\W*\d{1,4}\W*\]")
_ATTRIBUTION: Final = re.compile(r"(?:—|―|–|--) ?\w")


def understood(text: str, found: Sequence[Element], *, opens: bool = False) -> Understood:
    """What the blocks of a passage (`text`, line ends LF) say of it; `opens`: the work begins with it."""
    reader = _Reader(text, found, opens)
    for element in found:
        reader.read(element)
    return Understood(
        tuple(sorted(reader.edits, key=lambda edit: (edit.start, edit.end))),
        tuple(reader.spans),
        tuple(sorted(reader.stated, key=lambda one: (one.start, -one.end))),
    )


@dataclass(slots=True)
class _Lines:
    """Where the lines of a text begin."""

    text: str
    starts: Sequence[int]

    def of(self, number: int) -> tuple[int, int]:
        """The first and the last sign of a line that are not blank (offsets)."""
        start, end = self.starts[number], self.starts[number + 1] - 1
        line = self.text[start:end]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


class _Reader:
    """Collects what the blocks of one passage say."""

    def __init__(self, text: str, found: Sequence[Element], opens: bool) -> None:
        self.text = text
        self.found = found
        self.edits: list[Edit] = []
        self.spans: list[Span] = []
        self.stated: list[Stated] = []
        starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
        self.lines = _Lines(text, starts)
        self._title = self._title_of(found) if opens else None
        self._stanza = (-1, 0, 0)  # the line after the last verse, its group and part

    def read(self, element: Element) -> None:
        """Read one block."""
        match element.sort:
            case "heading":
                self._heading(element)
            case "paragraph":
                self._paragraph(element)
            case "hr":
                self._rule(element)
            case "fence":
                self._fenced(element)
            case "code_block":
                self._indented(element)
            case "table":
                self._table(element)
            case "blockquote" if element.last == self._quotes.get(element.first):
                self._empty_lines(element)
            case "html_block":
                self._html(element)
            case "definition":
                self._definition(element)

    def _cut(self, start: int, end: int, rule: MarkdownRule, after: str = "") -> None:
        """Marks that are left out, or read as something."""
        if start < end:
            self.edits.append(Edit(start, end, after, "markup", BY, rule, f"Markdown: {rule.what}"))

    def _state(self, start: int, end: int, type_: str, rule: MarkdownRule, target: str = "") -> Stated:
        return Stated(start, end, type_, rule, f"Markdown: {rule.what}", BY, target=target)

    def _title_of(self, found: Sequence[Element]) -> Element | None:
        """The one heading of the first level, if nothing stands before it."""
        highest = [one for one in found if one.sort == "heading" and one.level == 1 and not one.around]
        first = next((one for one in found if one.sort not in ("definition", "html_block")), None)
        return first if len(highest) == 1 and first is highest[0] else None

    def _heading(self, element: Element) -> None:
        if not element.words:
            return
        start, end = element.words[0][0], element.words[-1][1]
        rule = MarkdownRule.HEADING
        if element.markup[:1] == "#":
            last = self.lines.of(element.first)[1]
            place = self.text.index("#", self.lines.starts[element.first])
            self._prefix(element, 0, place)
            self._cut(place, start, rule)
            self._cut(end, last, rule)
        elif end - start > UNDERLINED:
            self._paragraph(replace(element, sort="paragraph", last=element.last - 1))
            self._rule(replace(element, sort="hr", first=element.last - 1))
            return
        else:
            rule = MarkdownRule.UNDERLINED
            for number in range(len(element.words)):
                self._prefix(element, number)
            self._cut(*self._signs(element.last - 1), rule)
        self._inlines(element.inlines)
        words = hypertext.attributes(self.text, start, end)
        self._cut(words, end, MarkdownRule.PROGRAM)
        end = words
        if start < end:
            is_title = element is self._title
            one = self._state(start, end, "title" if is_title else "head", MarkdownRule.TITLE if is_title else rule)
            self.stated.append(replace(one, level=element.level, front=is_title))

    def _signs(self, number: int) -> tuple[int, int]:
        """Where a line stands behind the signs of the quotations and lists that it is in."""
        first, last = self.lines.of(number)
        quote = re.compile(r"(?:>[ \t]*)*").match(self.text, first, last)
        return (quote.end() if quote else first), last

    def _rule(self, element: Element) -> None:
        """A rule between paragraphs."""
        first, last = self._signs(element.first)
        if self.text[first:last] != BREAK:
            self._cut(first, last, MarkdownRule.RULE, BREAK)
        self.stated.append(self._state(first, last, "ornament", MarkdownRule.RULE))

    def _fenced(self, element: Element) -> None:
        last = self._signs(element.last - 1)
        closed = element.last - 1 > element.first and self.text.startswith(element.markup[:3], last[0])
        self._cut(*self._signs(element.first), MarkdownRule.CODE)
        if closed:
            self._cut(*last, MarkdownRule.CODE)
        self._as_code(element.first + 1, element.last - closed, MarkdownRule.CODE, element.first)

    def _indented(self, element: Element) -> None:
        """Lines that are indented by four blanks; prose that is indented is left to others."""
        start, end = self.lines.starts[element.first], self.lines.starts[element.last] - 1
        if _CODE.search(self.text[start:end]):
            self._as_code(element.first, element.last, MarkdownRule.INDENTED, element.first)

    def _as_code(self, first: int, last: int, rule: MarkdownRule, group: int) -> None:
        for number in range(first, last):
            start, end = self._quoted(number)
            if start < end:
                self.stated.append(replace(self._state(start, end, "code", rule), group=group))
                self.stated.append(self._state(start, end, LITERAL, rule))

    def _table(self, element: Element) -> None:
        """The rows of a table; one in a quotation stays as it was typed."""
        if any(sort == "blockquote" for sort, _ in element.around):
            self._as_code(element.first, element.last, MarkdownRule.TABLE, element.first)
            return
        starts = self.lines.starts
        lines = lines_of(self.text[starts[element.first] : starts[element.last] - 1], starts[element.first])
        said = table(of_markdown(list(lines)))
        self.edits += said.edits
        self.stated += said.stated
        self._inlines(element.inlines)

    def _quoted(self, number: int) -> tuple[int, int]:
        """Where a line begins and ends whose signs of quotations are left out."""
        first, last = self.lines.of(number)
        begins = self._signs(number)[0]
        if ">" in self.text[first:begins] and number in self._quoted_lines:
            self._cut(first, begins, MarkdownRule.QUOTE)
            return begins, last
        return first, last

    def _empty_lines(self, quote: Element) -> None:
        """The signs of the lines of a quotation that have nothing else."""
        for number in range(quote.first, quote.last):
            first, last = self.lines.of(number)
            if first < last and self._signs(number)[0] == last:
                self._cut(first, last, MarkdownRule.QUOTE)

    @cached_property
    def _quotes(self) -> dict[int, int]:
        """The quotations that stand in no other: their first line -> the line after the last."""
        return {
            one.first: one.last
            for one in self.found
            if one.sort == "blockquote" and not any(sort == "blockquote" for sort, _ in one.around)
        }

    @cached_property
    def _quoted_lines(self) -> frozenset[int]:
        """The lines that stand in quotations."""
        return frozenset(number for first, last in self._quotes.items() for number in range(first, last))

    def _definition(self, element: Element) -> None:
        """The address of links elsewhere; one that no link has stays."""
        if element.markup in self._led_to:
            first, last = self.lines.of(element.first)[0], self.lines.of(element.last - 1)[1]
            self._cut(first, last, MarkdownRule.DEFINITION)

    @cached_property
    def _led_to(self) -> frozenset[str]:
        """The addresses that links have from their definitions."""
        return frozenset(
            one.target
            for element in self.found
            for one in element.inlines
            if one.rule in ("link", "image") and self._is_defined(one) and not self._is_number(one)
        )

    def _is_defined(self, one: Inline) -> bool:
        """Whether the address of a link stands elsewhere."""
        return not self.text.startswith("](", one.last)

    def _is_number(self, one: Inline) -> bool:
        """Whether a link is nothing but a number in brackets: the marker of a note, rather."""
        return self._is_defined(one) and _NUMBERED.fullmatch(self.text, one.start, one.end) is not None

    def _html(self, element: Element) -> None:
        """A block of HTML: comments, and what a page runs or plays, are set aside, and tags left out."""
        start, end = self.lines.starts[element.first], self.lines.starts[element.last] - 1
        aside = [match.span() for match in _COMMENT.finditer(self.text, start, end)]
        for place in aside:
            self._aside(*place, MarkdownRule.COMMENT)
        played = list(hypertext.played(self.text, start, end))
        for place in played:
            self._aside(*place, MarkdownRule.PLAYED)
        for tag in hypertext.tags(self.text, start, end):
            if not any(a <= tag.start < b for a, b in (*aside, *played)):
                self._cut(tag.start, tag.end, MarkdownRule.TAG, tag.after)
        for head in hypertext.headings(self.text, start, end):
            one = self._state(head.start, head.end, "head", MarkdownRule.TAG)
            self.stated.append(replace(one, level=head.level))

    def _aside(self, start: int, end: int, rule: MarkdownRule) -> None:
        self.spans.append(Span(start, end, "comment", BY, rule, f"Markdown: {rule.what}"))

    def _prefix(self, element: Element, number: int, upto: int | None = None) -> int:
        """Leave out the signs before a line of a block's words that say what it stands in; where the line begins that
        is read. `upto`: where the signs end, if not where the words begin."""
        place = element.words[number][0]
        row = bisect_right(self.lines.starts, place) - 1
        start, end = self.lines.starts[row], place if upto is None else upto
        begins = place
        items = ("list_item", row) in element.around and number == 0
        for match in _PREFIX.finditer(self.text, start, end):
            if match["quote"]:
                self._cut(*match.span(), MarkdownRule.QUOTE)
            elif match["bullet"] and items:
                begins = min(begins, match.start())
                self._cut(*match.span(), MarkdownRule.ITEM, BULLET)
            elif match["number"] and items:
                begins = min(begins, match.start())
        return begins

    def _paragraph(self, element: Element) -> None:
        mine = [place for place in element.words if hypertext.is_for_program(self.text[slice(*place)])]
        if mine:
            for place in mine:
                self._cut(*place, MarkdownRule.PROGRAM)
            element = replace(element, words=tuple(place for place in element.words if place not in mine))
            if not element.words:
                return
        begins = [self._prefix(element, number) for number in range(len(element.words))]
        self._inlines(element.inlines)
        if found := sole_picture(element, self.text):
            if found.first < found.last:
                self.stated.append(self._state(found.first, found.last, "caption", MarkdownRule.PICTURE))
            return
        breaks = {one.start for one in element.inlines if self._is_break(one)}
        rows = [(start, end) for start, (_, end) in zip(begins, element.words, strict=True)]
        parts = list(parted(rows, breaks))
        whole = self._of(element)
        if len(parts) > 1 and len(parts) == len(rows) and max(end - start for start, end in rows) <= VERSE:
            self._verse(element, rows)
            return
        if len(rows) > 1 and _STRONG.fullmatch(self.text, *rows[0]) and _NEW.match(self.text, rows[1][0]):
            parts = list(parted(rows, breaks | {rows[0][1]}))  # a heading in all but name
        for part in parts:
            start, end = part[0][0], part[-1][1]
            joined = whole.type == "item" or self._is_wrapped(part)
            self.stated.append(replace(whole, start=start, end=end, joined=joined))

    def _is_break(self, one: Inline) -> bool:
        """Whether a line is to end here."""
        tagged = one.rule == "html_inline" and hypertext.is_break(self.text, one.start, one.end)
        return one.rule == "hardbreak" or tagged

    def _of(self, element: Element) -> Stated:
        """What a paragraph is by what it stands in; its place is still to be told."""
        start, end = element.words[0][0], element.words[-1][1]
        around = dict(reversed(element.around))  # the outermost of each sort
        if "blockquote" in around:
            group = around["blockquote"]
            signed = element.last == self._quotes.get(group) and element.first > group
            is_signed = signed and len(element.words) == 1 and _ATTRIBUTION.match(self.text, start)
            type_ = "attribution" if is_signed else "quote"
            return replace(self._state(start, end, type_, MarkdownRule.QUOTE), group=group)
        lists = [first for sort, first in element.around if sort in ("bullet_list", "ordered_list")]
        if lists:
            return replace(self._state(start, end, "item", MarkdownRule.ITEM), group=lists[0])
        return self._state(start, end, "p", MarkdownRule.PARAGRAPH)

    def _verse(self, element: Element, rows: Sequence[tuple[int, int]]) -> None:
        """Lines that are to stay apart; those of stanzas that follow each other are one poem."""
        line, group, part = self._stanza
        group, part = (group, part + 1) if element.first - line == 1 else (element.first, 0)
        self._stanza = (element.last, group, part)
        for start, end in rows:
            one = self._state(start, end, "verse", MarkdownRule.VERSE)
            self.stated.append(replace(one, group=group, part=part))

    @cached_property
    def _width(self) -> int:
        """How far a line that was wrapped would usually reach with the first word of the next."""
        reaches = sorted(
            reach
            for element in self.found
            if element.sort == "paragraph"
            for reach in reached(self.text, element.words)
        )
        return reaches[int(USUAL * (len(reaches) - 1))] if reaches else 0

    def _is_wrapped(self, rows: Sequence[tuple[int, int]]) -> bool:
        """Whether some lines are those of a paragraph, and no verse whose writer has not said so."""
        reaches = reached(self.text, rows)
        if not reaches or sum(end - start for start, end in rows) >= PROSE * len(rows):
            return True
        return not begin_large(self.text, rows) and sum(
            reach >= FULL * self._width for reach in reaches
        ) >= MOSTLY * len(reaches)

    def _inlines(self, inlines: Sequence[Inline]) -> None:
        """Leave out what is a mark inside of a block."""
        for one in inlines:
            match one.rule:
                case "link" | "image" | "autolink":
                    self._link(one)
                case "backticks" if one.first > one.start:
                    self._edges(one, MarkdownRule.SPAN)
                    self.stated.append(self._state(one.first, one.last, LITERAL, MarkdownRule.SPAN))
                case "escape":
                    self._edges(one, MarkdownRule.ESCAPED)
                    self.stated.append(self._state(one.first, one.last, LITERAL, MarkdownRule.ESCAPED))
                case "emphasis" if not is_in_word(self.text, one):
                    why = f"Markdown: {MarkdownRule.EMPHASIS.what}"
                    said = ("", "style-mark", BY, MarkdownRule.EMPHASIS, why)
                    for start, end in ((one.start, one.first), (one.last, one.end)):
                        self.edits.append(Edit(start, end, *said, at=one.start))
                case "hardbreak":
                    end = self.text.find("\n", one.start)
                    self._cut(one.start, end, MarkdownRule.VERSE)
                case "html_inline" if self.text.startswith("<!--", one.start):
                    self._aside(one.start, one.end, MarkdownRule.COMMENT)
                case "html_inline":
                    for tag in hypertext.tags(self.text, one.start, one.end):
                        self._cut(tag.start, tag.end, MarkdownRule.TAG, tag.after)

    def _link(self, one: Inline) -> None:
        if self._is_number(one):
            return
        rule = {"link": MarkdownRule.LINK, "image": MarkdownRule.PICTURE}.get(one.rule, MarkdownRule.ADDRESS)
        self._edges(one, rule)
        if one.rule != "image" and ABSOLUTE.match(one.target) and self.text[one.first : one.last].strip():
            self.stated.append(self._state(one.first, one.last, "link", rule, one.target))

    def _edges(self, one: Inline, rule: MarkdownRule) -> None:
        """Leave out what stands around the words."""
        self._cut(one.start, one.first, rule)
        self._cut(one.last, one.end, rule)
