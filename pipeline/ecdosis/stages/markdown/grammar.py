"""What the marks of a Markdown text mean, each with its place.

The blocks are those of CommonMark (https://spec.commonmark.org/0.31.2/) with the tables of GitHub, as markdown-it-py
finds them: it gives the lines of each. It gives no places inside a line; so its rules for links, images and the like
are called through a record of where each of them began and ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ecdosis.stages.markdown.drawing import piped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

RECORDED: Final[Mapping[str, str]] = {
    "link": "link",
    "image": "image",
    "autolink": "autolink",
    "escape": "escape",
    "backticks": "backtick",
    "html_inline": "html_inline",
    "newline": "newline",
}
"""The rules of markdown-it-py whose places are recorded, with the function of its `rules_inline` that each is."""
_QUOTED: Final = re.compile(r">[ \t]?")
_BULLET: Final = re.compile(r"[-+*](?=\s|$)")
_NUMBER: Final = re.compile(r"\d{1,9}[.)](?=\s|$)")


class Inline(NamedTuple):
    """Something inside of a block: by which rule (RECORDED), from where to where; where the words that are read begin
    and end (of a link, an image, code); where a link leads."""

    rule: str
    start: int
    end: int
    first: int
    last: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A block: its sort (the name of its token in markdown-it, without `_open`), its lines (`first` to `last`, the
    last excluded), and what holds it: the sort of each with the line at which that begins, outermost first. `level`:
    of a heading; `markup`: the signs that show it, of a definition the address; `words`: for each line of its words
    where these begin and end (offsets); `inlines`: what stands in them."""

    sort: str
    first: int
    last: int
    around: tuple[tuple[str, int], ...] = ()
    level: int = 0
    markup: str = ""
    words: tuple[tuple[int, int], ...] = ()
    inlines: tuple[Inline, ...] = ()


@dataclass(slots=True)
class _Record:
    """What the rules found in one block, where the tokens of * and _ stand (by their identity), and how many rules are
    at work on the description of a picture."""

    found: list[Inline] = field(default_factory=list)
    signs: dict[int, int] = field(default_factory=dict)
    within: int = 0


def elements(text: str) -> tuple[Element, ...]:
    """The blocks of a text whose line ends are LF, in order; what defines links is one of the sort `definition`."""
    return tuple(_Reader(text).elements())


@cache
def parser() -> MarkdownIt:
    """markdown-it-py with its rules recorded (in `env`, under `record`)."""
    from markdown_it import MarkdownIt, rules_inline

    made = MarkdownIt("commonmark").enable("table").disable("entity")
    for name, rule in RECORDED.items():
        made.inline.ruler.at(name, _recorded(name, getattr(rules_inline, rule)))
    made.inline.ruler.at("emphasis", _signs(rules_inline.emphasis.tokenize))
    return made


Rule = Callable[["StateInline", bool], bool]


def _recorded(name: str, rule: Rule) -> Rule:
    """A rule that records where it found something."""

    def recorded(state: StateInline, silent: bool) -> bool:
        record: _Record | None = state.env.get("record")
        start, before = state.pos, len(state.tokens)
        if silent or record is None or record.within:
            return rule(state, silent)
        record.within += name == "image"
        label = _label(state, name)
        at = len(record.found)
        found = rule(state, silent)
        record.within -= name == "image"
        if found:
            one = _inline(state, name, start, label, state.tokens[before:])
            record.found.insert(at, one)
        return found

    return recorded


def _signs(rule: Rule) -> Rule:
    """The rule for * and _, each of which is a token of its own, with a record of where they stand."""

    def recorded(state: StateInline, silent: bool) -> bool:
        record: _Record | None = state.env.get("record")
        start = state.pos
        found = rule(state, silent)
        if found and not silent and record is not None and not record.within:
            signs = state.tokens[start - state.pos :]
            record.signs.update({id(token): start + place for place, token in enumerate(signs)})
        return found

    return recorded


def _emphases(tokens: Iterable[Token], signs: Mapping[int, int]) -> Iterator[Inline]:
    """The words between * or _: single signs, or two of them, of which the inner is the token."""
    opened: list[int] = []
    for token in tokens:
        place = signs.get(id(token))
        if token.type not in ("em_open", "em_close", "strong_open", "strong_close") or place is None:
            continue
        further = len(token.markup) - 1
        if token.nesting > 0:
            opened.append(place)
        elif opened:
            first = opened.pop()
            yield Inline("emphasis", first - further, place + 1 + further, first + 1, place)


def _label(state: StateInline, name: str) -> int:
    """Where the label of what may be a link or an image ends; -1 if it has none."""
    if name == "link" and state.src[state.pos] == "[":
        return int(state.md.helpers.parseLinkLabel(state, state.pos, True))
    if name == "image" and state.src.startswith("![", state.pos):
        return int(state.md.helpers.parseLinkLabel(state, state.pos + 1, False))
    return -1


def _inline(state: StateInline, name: str, start: int, label: int, tokens: Sequence[Token]) -> Inline:
    """What a rule found from `start` on; `tokens` are what it made of that."""
    end = state.pos
    leading = (token.attrs.get("href") or token.attrs.get("src") for token in tokens)
    target = str(next(filter(None, leading), ""))
    kinds = {token.type for token in tokens}
    if "hardbreak" in kinds and name in ("newline", "escape"):
        return Inline("hardbreak", start, end, start, start)
    match name:
        case "link":
            return Inline(name, start, end, start + 1, label, target)
        case "image":
            return Inline(name, start, end, start + 2, label, target)
        case "autolink":
            return Inline(name, start, end, start + 1, end - 1, target)
        case "backticks" if "code_inline" in kinds:
            ticks = len(tokens[-1].markup)
            return Inline(name, start, end, start + ticks, end - ticks)
        case "escape":
            return Inline(name, start, end, start + 1, end)
    return Inline(name, start, end, start, end)


class _Reader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.env: dict[str, Any] = {}

    def elements(self) -> Iterator[Element]:
        """The blocks, in order; the definitions of links last."""
        tokens: list[Token] = []
        parser().block.parse(self.text, parser(), self.env, tokens)
        around: list[tuple[str, int]] = []
        open_: Token | None = None
        for token in tokens:
            sort = token.type.removesuffix("_open").removesuffix("_close")
            if token.type in ("heading_open", "paragraph_open"):
                open_ = token
            elif token.type == "inline" and open_ is not None:
                yield from self._of_words(open_, token, tuple(around))
                open_ = None
            elif token.nesting > 0 and token.map:
                around.append((sort, token.map[0]))
                if sort == "table":
                    yield replace(_element(sort, token, around[:-1]), inlines=tuple(self._in_cells(*token.map)))
                elif sort in ("list_item", "blockquote"):
                    yield _element(sort, token, around[:-1])
            elif token.nesting < 0 and around and around[-1][0] == sort:
                around.pop()
            elif token.nesting == 0 and token.map and token.type != "inline":
                yield _element(sort, token, around)
        for one in (*self.env.get("references", {}).values(), *self.env.get("duplicate_refs", [])):
            first, last = one["map"]
            yield Element("definition", first, last, markup=one["href"])

    def _of_words(self, open_: Token, token: Token, around: tuple[tuple[str, int], ...]) -> Iterator[Element]:
        """A heading or paragraph, with the places of its words; none, if it has none (a line with a form feed)."""
        first, last = token.map or (0, 0)
        sort = open_.type.removesuffix("_open")
        level = int(open_.tag[1:]) if sort == "heading" else 0
        contents = [line.lstrip(" \t") for line in token.content.split("\n")]
        first = next((i for i in range(first, last) if self.lines[i].strip()), first)
        places = list(self._places(contents, first, open_))
        if not token.content.strip():
            return
        begins, ends = open_.map or (first, last)
        yield Element(sort, begins, ends, around, level, open_.markup, tuple(places), tuple(self._inlines(places)))

    def _inlines(self, places: Sequence[tuple[int, int]]) -> Iterator[Inline]:
        """What stands in some words, the lines of which are at these places."""
        record = _Record()
        self.env["record"] = record
        tokens: list[Token] = []
        contents = "\n".join(self.text[start:end] for start, end in places)
        parser().inline.parse(contents, parser(), self.env, tokens)
        del self.env["record"]
        offsets = [offset for start, end in places for offset in range(start, end + 1)]
        yield from (_moved(one, offsets) for one in (*record.found, *_emphases(tokens, record.signs)))

    def _in_cells(self, first: int, last: int) -> Iterator[Inline]:
        """What stands in the cells of a table, whose second line is its rule."""
        for number in (first, *range(first + 2, last)):
            for start, end in piped(self.lines[number]).cells:
                cell = self.lines[number][start:end]
                begins = self.starts[number] + start + len(cell) - len(cell.lstrip())
                if cell.strip():
                    yield from self._inlines([(begins, begins + len(cell.strip()))])

    def _places(self, contents: Sequence[str], first: int, open_: Token) -> Iterator[tuple[int, int]]:
        """For each line of the words of a block where it stands in the text. Raises ValueError if it does not."""
        for number, content in enumerate(contents, first):
            line, start = self.lines[number], self.starts[number]
            if open_.markup.startswith("#"):
                at = line.index(content, line.index(open_.markup) + len(open_.markup))
            else:
                at = line.rindex(content)
            yield start + at, start + at + len(content)


def _element(sort: str, token: Token, around: Sequence[tuple[str, int]]) -> Element:
    """A block without words of its own."""
    first, last = token.map or (0, 0)
    return Element(sort, first, last, tuple(around), markup=token.markup)


def _moved(one: Inline, offsets: Sequence[int]) -> Inline:
    """The same with offsets of the text instead of those of the words of its block."""
    start, end, first, last = (offsets[place] for place in one[1:5])
    return one._replace(start=start, end=end, first=first, last=last)
