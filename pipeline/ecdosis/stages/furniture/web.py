"""Furniture of web pages and of files made from them: what single lines look like, weighed with where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.model.pieces import Span
from ecdosis.stages.furniture import chrome, phrases
from ecdosis.stages.furniture.judge import STAGE, judged
from ecdosis.stages.furniture.lines import Lines, cuts
from ecdosis.stages.furniture.rules import FurnitureRule
from ecdosis.stages.furniture.scripts import script_of, scripts_of
from ecdosis.stages.furniture.sections import further, prose
from ecdosis.stages.furniture.shapes import (
    CONTROLS,
    LONGEST_STAMP,
    MENU,
    SHORT,
    STAMP,
    MenuPiece,
    Shape,
    ends_in_address,
    is_address,
    shape_of,
)

EDGE: Final = 12
"""Pieces of furniture in a row that still count as standing at the edge of the text."""
NOTICE: Final = 3
"""Lines of a notice that invites to get in touch."""
CUT: Final = Sign.rare("a sentence goes on across it", 0.7)
END: Final = Sign.rare("stands at the end of the text", 0.6)
OFTEN: Final = 3
"""Times that a stamp comes, its numbers apart, from which no blank lines need part it from the text."""
PAGE: Final = 3
"""Different words of controls, set aside for other signs, from which a text is the copy of a web page."""
PLAIN: Final = 6
"""The same, whether they are set aside or not, if they are the words of nothing else."""
OF_A_PAGE: Final = Sign.rare("the text has other controls of a web page", 0.5)
STANDING: Final = 4
"""Links and controls one under the other from which no blank line need part them from the text."""
ALONE: Final = 1
"""What a sign weighs from which a line that has no words of its own that tell needs no web page around it."""
MANY: Final = 5
"""Signs that agree."""
REMEMBERED: Final = 1 << 14
"""Lines whose shapes are remembered: those of a long book."""
_CELL_END: Final = re.compile(r"[\s\u00a0]{3,}|\t|\s[|·•–—-]\s")
_CELLS: Final = re.compile(r"[\s\u00a0]{3,}|\t|\s[|·•]\s")


@dataclass(frozen=True)
class MenuRow:
    """Candidates that stand in a row; how many of them are links and controls, and how many of these (`plain`) have
    words that are nothing else."""

    pieces: tuple[MenuPiece, ...]
    links: int
    plain: int

    @property
    def first(self) -> int:
        """The index of the first line."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """The index of the last line."""
        return self.pieces[-1].last

    @cached_property
    def _strong(self) -> tuple[MenuPiece, ...]:
        """Two strong addresses and two other strong candidates, if there are so many: as good as all."""
        strong = [piece for piece in self.pieces if piece.shape.strong]
        addresses = [piece for piece in strong if piece.shape.kind == "url"][:2]
        return (*addresses, *[piece for piece in strong if piece.shape.kind != "url"][:2])

    def proof(self, piece: MenuPiece) -> MenuPiece | None:
        """Another candidate that helps to prove one; not addresses each other: they may be sources."""
        url = piece.shape.kind == "url"
        return next((o for o in self._strong if o is not piece and not (url and o.shape.kind == "url")), None)

    def has_furniture(self) -> bool:
        """Whether one of them is strong and more than an address."""
        return any(piece.shape.kind != "url" for piece in self._strong)


@lru_cache(maxsize=REMEMBERED)
def _shape_of(text: str) -> Shape | None:
    """The shape of a line, if it has one: a text is looked at twice, before what its pages carry is known and then."""
    return chrome.sole(text) or shape_of(text) or chrome.shape_of(text)


@dataclass(frozen=True)
class Site:
    """The lines of a text, its language, and the lines that are known to be furniture of its pages; `page`: whether the
    text is known to be the copy of a web page."""

    lines: Lines
    language: str
    taken: Container[int]
    page: bool = False

    def text(self, line: int) -> str:
        """A line's text; empty beyond the edges."""
        return self.lines.lines[line].text if 0 <= line < len(self.lines.lines) else ""

    @cached_property
    def script(self) -> str:
        """The script most of the text is in."""
        return script_of(line.text for line in self.lines.lines[:2000])

    @cached_property
    def pieces(self) -> tuple[MenuPiece, ...]:
        """The candidates in order."""
        found: dict[int, MenuPiece] = {}
        skip = -1
        for index, line in enumerate(self.lines.lines):
            if index <= skip or len(line.text) > LONGEST_STAMP:
                continue
            shape = _shape_of(line.text)
            if shape is None and (notice := self._notice(index)):
                shape, skip = notice[1], notice[0]
            if shape:
                found[index] = MenuPiece(index, max(index, skip), shape)
        if any(piece.shape.kind in CONTROLS for piece in found.values()):
            found |= further(self.lines, found)
        return tuple(piece for _, piece in sorted(found.items()))

    @cached_property
    def prose(self) -> tuple[int, int]:
        """The indices of the first line of prose, and of the first line after all of it."""
        return prose(self.lines, {piece.first: piece for piece in self.pieces})

    def _notice(self, line: int) -> tuple[int, Shape] | None:
        """The last line of a notice that begins at a line, and its shape, if an address follows or ends it."""
        if len(self.text(line)) > 100 or not phrases.contact(self.text(line)):
            return None
        for last in range(line, min(line + NOTICE, len(self.lines.lines))):
            if last > line and self.lines.lines[last].gap:
                return None
            if ends_in_address(self.text(last)) or (is_address(self.text(last + 1)) and self.text(last).endswith(":")):
                shape = Shape("contact", (Sign.rare("an invitation to get in touch, with an address", 0.75),), True)
                return last, shape
            if self.text(last).endswith((".", "!", "?")):
                return None
        return None

    @cached_property
    def rows(self) -> tuple[MenuRow, ...]:
        """The candidates that stand in a row."""
        rows: list[list[MenuPiece]] = []
        for piece in self.pieces:
            if rows and self._in_a_row(rows[-1][-1].last, piece.first):
                rows[-1].append(piece)
            else:
                rows.append([piece])
        return tuple(self._row(row) for row in rows)

    def _row(self, pieces: Sequence[MenuPiece]) -> MenuRow:
        links = [self.text(piece.first) for piece in pieces if piece.shape.kind in CONTROLS and piece.told]
        return MenuRow(tuple(pieces), len(links), sum(1 for text in links if not phrases.ambiguous(text)))

    def _in_a_row(self, last: int, first: int) -> bool:
        return all(index in self.taken for index in range(last + 1, first))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each candidate's text comes, figures apart."""
        return Counter(_masked(self.text(piece.first), piece.shape) for piece in self.pieces)

    def find(self) -> Iterator[Span]:
        """What is furniture of a site, and what may be."""
        found = dict(self._candidates())
        controls = {self.text(line): span.safe for line, span in found.items() if span.kind in CONTROLS}
        plain = {phrases.plain(text) for text in controls if not phrases.ambiguous(text)}
        if self.page or sum(controls.values()) >= PAGE or len(plain) >= PLAIN:
            page = replace(self, page=True)
            found = dict(page._candidates())
            yield from page._within()
        yield from found.values()
        if masthead := self._masthead():
            yield masthead

    def _candidates(self) -> Iterator[tuple[int, Span]]:
        """What single lines are, with their indices."""
        lines = self.lines.lines
        for row in self.rows:
            around = self._around(row)
            for piece in row.pieces:
                signs = self._signs(piece, row, around)
                span = (
                    judged(lines[piece.first].start, lines[piece.last].end, piece.shape.kind, signs) if signs else None
                )
                if span and span.safe and not self._is_sure(piece, row, around, signs):
                    span = replace(span, safe=False, certainty=FurnitureRule.EDGE)
                if span and (span.safe or piece.told):
                    yield piece.first, span

    def _within(self) -> Iterator[Span]:
        """What a page has within the lines of its text: what a site says before captions, a wiki behind headings."""
        edits = [(line, at) for line in self.lines.lines if (at := chrome.edit_mark(line.text)) >= 0]
        for line, at in edits if len(edits) >= PAGE else ():
            why = FurnitureRule.EDIT_MARK.what
            yield Span(line.start + at, line.end, "widget", STAGE, FurnitureRule.EDIT_MARK, why)
        links = [(line, at) for line in self.lines.lines if line.gap and (at := chrome.permalink(line.text)) >= 0]
        for line, at in links if len(links) >= PAGE and len({line.text[-1] for line, _ in links}) == 1 else ():
            why = FurnitureRule.PERMALINK.what
            yield Span(line.start + at, line.end, "widget", STAGE, FurnitureRule.PERMALINK, why)
        for line in self.lines.lines:
            if end := chrome.caption_mark(line.text):
                why = FurnitureRule.CAPTION_MARK.what
                yield Span(line.start, line.start + end, "widget", STAGE, FurnitureRule.CAPTION_MARK, why)

    def _around(self, row: MenuRow) -> tuple[str, str, list[Sign]]:
        """The running text before and after a row of candidates, and what its place says."""
        first, last = row.first, row.last
        while first - 1 in self.taken:
            first -= 1
        while last + 1 in self.taken:
            last += 1
        before, after = self.text(first - 1), self.text(last + 1)
        signs = []
        if (first, last) != (row.first, row.last):
            signs.append(Sign.rare("stands beside the furniture of a page", 0.5))
        if cuts(before, after) and not (
            row.pieces[-1].shape.kind == "url" and len(row.pieces) == 1 and phrases.introduces(before)
        ):
            signs.append(CUT)
        few = sum(piece.told for piece in row.pieces) <= max(EDGE, 2 * row.plain)
        if not after and few:
            signs.append(END)
        elif not before and few:
            signs.append(Sign.rare("stands at the beginning of the text", 0.5))
        elif first == 1 and row.pieces[0].shape.strong and self._may_be_masthead():
            signs.append(Sign.rare("stands below the name of a periodical or site", 0.6))
        elif self._at_page_edge(first, last):
            signs.append(Sign.rare("stands at the edge of a page", 0.4))
        return before, after, signs

    def _at_page_edge(self, first: int, last: int) -> bool:
        lines = self.lines.lines
        above = first > 0 and lines[first - 1].page != lines[first].page
        return above or (last + 1 < len(lines) and lines[last + 1].page != lines[last].page)

    def _signs(self, piece: MenuPiece, row: MenuRow, around: tuple[str, str, list[Sign]]) -> list[Sign]:
        before, after, place = around
        lone = self._is_lone(row.first, row.last)
        count = self.counts[_masked(self.text(piece.first), piece.shape)]
        stamp = piece.shape.kind in (STAMP, "slug") and piece.shape.strong and count >= OFTEN
        if not (lone or place or stamp or self._stands(piece, row, before)) or self._is_of_the_text(
            piece, row, before, place
        ):
            return []
        signs = list(piece.shape.signs)
        if scripts := self._other_scripts(piece, before, after):
            signs.append(Sign.rare(f"in another script ({'/'.join(sorted(scripts))}) than the text", 0.75))
        elif self._in_other_language(piece):
            signs.append(Sign.rare("in another language than the text", 0.6))
        if lone:
            signs.append(Sign.rare("blank lines or furniture part it from the text", 0.4))
        signs.extend(place)
        if other := row.proof(piece):
            weight = 0.6 if other.shape.kind == piece.shape.kind == "slug" else 0.5
            signs.append(Sign.rare(f"stands beside other furniture ({other.shape.kind})", weight))
        signs.extend(self._menu(piece, row))
        if self.page and piece.shape.kind in CONTROLS:
            signs.append(OF_A_PAGE)
        sole = self.page and piece.shape.sole
        if stamp or (count > 1 and (sole or (lone and (piece.shape.strong or CUT in place)))):
            signs.append(Sign.rare(f"comes {count} times", 0.5 if count == 2 else 0.7))
        log = self._is_log(piece, count, place) and row.proof(piece) is None
        return [] if log else signs

    def _stands(self, piece: MenuPiece, row: MenuRow, before: str) -> bool:
        """Whether a row of links, or a line of a web page's own, needs no blank lines around it."""
        menu = row.links >= STANDING and row.plain >= 2 and not cuts(before, self.text(row.first))
        return self.page and (menu or piece.shape.sole)

    @staticmethod
    def _is_log(piece: MenuPiece, count: int, place: Sequence[Sign]) -> bool:
        """Whether a date and time of day may be one of many in a log, or no more than that."""
        log = count > 1 and CUT not in place
        return piece.shape.kind == "slug" and not piece.shape.strong and (log or not place)

    def _is_of_the_text(self, piece: MenuPiece, row: MenuRow, before: str, place: Sequence[Sign]) -> bool:
        """Whether an address that a colon leads to, or the words of a control, are plainly none."""
        led = row.pieces[0].shape.kind == "url" and before.endswith(":") and not row.has_furniture()
        control = piece.shape.kind in CONTROLS and not piece.shape.strong
        return led or (control and self._is_word(piece, row, place))

    def _is_word(self, piece: MenuPiece, row: MenuRow, place: Sequence[Sign]) -> bool:
        """Whether nothing tells the words of a control alone in their line from a heading or a short paragraph."""
        beside = row.proof(piece) is not None or any(self._menu(piece, row)) or (self.page and piece.shape.sole)
        return phrases.ambiguous(self.text(piece.first)) and not beside and CUT not in place

    def _is_sure(
        self, piece: MenuPiece, row: MenuRow, around: tuple[str, str, list[Sign]], signs: Sequence[Sign]
    ) -> bool:
        """Whether the words of a control may be set aside: not for standing alone at an edge of the text."""
        before, after, place = around
        if piece.shape.kind not in CONTROLS or piece.shape.strong or CUT in place or (self.page and piece.shape.sole):
            return True
        last = not phrases.ambiguous(self.text(piece.first)) and piece.first >= self.prose[1]
        if row.proof(piece) is not None or any(self._menu(piece, row)) or (self.page and (last or not piece.told)):
            return True
        if not piece.told:
            return piece.shape.signs[0].weight >= ALONE
        dots = self.text(piece.first).endswith(("...", "…"))
        if self._other_scripts(piece, before, after):
            return dots or END in place or len(signs) >= MANY
        return dots and self._in_other_language(piece)

    def _is_lone(self, first: int, last: int) -> bool:
        """Whether blank lines, furniture or the text's edges part some lines from the running text."""
        lines = self.lines.lines
        if self.lines.one_a_block:
            return True
        above = (
            first == 0
            or lines[first].gap > 0
            or first - 1 in self.taken
            or lines[first - 1].page != lines[first].page
            or (first == 1 and self._may_be_masthead())
        )
        below = last + 1 == len(lines) or lines[last + 1].gap > 0 or last + 1 in self.taken
        return above and (below or lines[last + 1].page != lines[last].page)

    def _other_scripts(self, piece: MenuPiece, before: str, after: str) -> frozenset[str]:
        """The scripts of a control's words, if neither the text nor the lines around it are in one of them."""
        scripts = scripts_of(self.text(piece.first)) if piece.shape.kind in CONTROLS else frozenset()
        return frozenset() if scripts & ({self.script} | scripts_of(before) | scripts_of(after)) else scripts

    def _in_other_language(self, piece: MenuPiece) -> bool:
        """Whether the words of a control are in the script of the text, but not in its language."""
        if piece.shape.kind != "widget" or self.language == "und":
            return False
        text = self.text(piece.first)
        scripts = scripts_of(text)
        languages = frozenset.union(*phrases.control(text))
        return (not scripts or self.script in scripts) and bool(languages) and self.language not in languages

    def _menu(self, piece: MenuPiece, row: MenuRow) -> Iterator[Sign]:
        """The sign that a short line is one of several links, one under the other."""
        at_edge = row.last < self.prose[0] or row.last == len(self.lines.lines) - 1
        menu = row.links >= MENU and row.plain >= (1 if at_edge else 2)
        if menu and piece.shape.kind in CONTROLS:
            yield Sign.rare(f"one of {row.links} links or controls one under the other", 0.7)

    def _masthead(self) -> Span | None:
        """The name of a periodical or site in the first line, apart from a title."""
        if not self.lines.lines or 0 in self.taken or (self.pieces and self.pieces[0].first == 0):
            return None
        line = self.lines.lines[0]
        if len(line.text) > 120 or (line.text.endswith((".", "!", "?", ",", ";", ":")) and "www" not in line.text):
            return None
        signs = [Sign.rare("stands first", 0.2)]
        links = (p for p in self.pieces if p.shape.kind == "navigation" and p.shape.strong)
        bars = [p.first for p in links if shape_of(self.text(p.first)) == p.shape]  # not the menus of further pieces
        if bars[:1] == [1] and self._may_be_masthead():
            signs.append(Sign.rare("a bar of links stands below it", 0.7))
        if _CELLS.search(line.text) and not _CELLS.search(self.text(1)):
            signs.append(Sign.rare("cells of a page's template side by side", 0.5))
        if self._may_be_masthead():
            signs.append(Sign.rare("names a periodical or site", 0.4))
        if self._names_issue(line.text):
            signs.append(Sign.rare("the next line is its issue", 0.7))
        if bars:
            signs.append(Sign.rare("the text has a bar of links", 0.4))
        if self._is_owner(line.text):
            signs.append(Sign.rare("names the site that signs the text elsewhere", 0.7))
        return judged(line.start, line.end, "masthead", signs) if len(signs) > 2 else None

    def _may_be_masthead(self) -> bool:
        """Whether the first line has a word that names a periodical or a site."""
        return len(self.text(0)) < SHORT + 30 and phrases.periodical(self.text(0))

    def _names_issue(self, text: str) -> bool:
        """Whether one of the next two lines begins with the name in a line and goes on with number or date."""
        name = _name(text)
        if len(name) < 4:
            return False
        following = (self.text(1), self.text(2))
        return any(
            _letters(other).startswith(name) and re.search(r"\d", other) and len(other) < 120 for other in following
        )

    def _is_owner(self, text: str) -> bool:
        """Whether a copyright line or an address alone in its line names what a line names."""
        name = _name(text)
        if len(name) < 5:
            return False
        owners = (_letters(self.text(p.first)) for p in self.pieces if p.shape.kind in ("copyright", "url"))
        return any(name in owner for owner in owners)


def _masked(text: str, shape: Shape) -> str:
    """A line with its numbers masked; a web address as it is, since another number makes another address; of the stamp
    of a service its first words, since scans misread the others."""
    if shape.kind == STAMP:
        return " ".join(text.split()[:2]).casefold()
    return text if shape.kind == "url" else re.sub(r"\d+", "#", text)


def _name(text: str) -> str:
    """The letters of a masthead's first cell."""
    return _letters(_CELL_END.split(text, maxsplit=1)[0])


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())
