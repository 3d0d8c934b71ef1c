"""How much work a regular expression does on a text, counted in steps and not in seconds.

Python's engine tells nobody how often it goes back. So this is another one, which matches as that does (backtracking,
leftmost, by priority), and counts each look at a character. It is slow, and only for short texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

Node = tuple[Any, Any]
SINGLE: Final = frozenset((op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN))
CATEGORIES: Final[Mapping[Any, Callable[[str], bool]]] = {
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    op.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
}


class TooManySteps(Exception):  # noqa: N818
    """More steps than are worth counting."""


class Engine:
    """A regular expression whose steps are counted, up to `most`."""

    def __init__(self, pattern: re.Pattern[str], most: float = float("inf")) -> None:
        self.nodes: list[Node] = list(_parser.parse(pattern.pattern, pattern.flags))
        self.ignore_case, self.multiline = bool(pattern.flags & re.IGNORECASE), bool(pattern.flags & re.MULTILINE)
        self.dot_all = bool(pattern.flags & re.DOTALL)
        self.steps = 0
        self.most = most
        self._text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self._known: dict[tuple[int, str], bool] = {}

    def finditer(self, text: str) -> list[tuple[int, int]]:
        """The spans of all matches, as `finditer`, `sub` and `split` look for them."""
        found: list[tuple[int, int]] = []
        start, empty = 0, False  # an empty match is not followed by another at its place
        while start <= len(text):
            end = next((end for end in self._ends(text, start) if not (empty and end == start)), None)
            if end is None:
                start, empty = start + 1, False
                continue
            found.append((start, end))
            start, empty = end, start == end
        return found

    def match(self, text: str, whole: bool = False) -> int | None:
        """Where a match at the beginning ends, one of the `whole` text if that is asked for; None if there is none."""
        return next((end for end in self._ends(text, 0) if not whole or end == len(text)), None)

    def _ends(self, text: str, start: int) -> Iterator[int]:
        self._text = text
        self._groups.clear()
        self._step()
        return self._all(self.nodes, 0, start)

    def _step(self, steps: int = 1) -> None:
        self.steps += steps
        if self.steps > self.most:
            raise TooManySteps

    def _all(self, nodes: list[Node], index: int, at: int) -> Iterator[int]:
        """Where what the nodes from one on match ends, the ends that are preferred first."""
        while index < len(nodes) and nodes[index][0] in SINGLE:
            if not self._is(nodes[index], at):
                return
            index, at = index + 1, at + 1
        if index == len(nodes):
            yield at
            return
        what, given = nodes[index]
        for end in self._MEANING[what](self, what, given, at):
            yield from self._all(nodes, index + 1, end)

    def _repeat(self, what: Any, given: Any, at: int) -> Iterator[int]:
        least, most, inner = given
        nodes, lazy = list(inner), what is op.MIN_REPEAT
        if len(nodes) == 1 and nodes[0][0] in SINGLE:
            ends = self._singles(lazy, least, most, nodes[0], at)
        else:
            ends = self._several(lazy, least, most, nodes, at)
        yield from _first(ends) if what is op.POSSESSIVE_REPEAT else ends

    def _singles(self, lazy: bool, least: int, most: int, node: Node, at: int) -> Iterator[int]:
        end = at
        while end - at < least:
            if not self._is(node, end):
                return
            end += 1
        if lazy:
            yield end
            while end - at < most and self._is(node, end):
                end += 1
                yield end
            return
        while end - at < most and self._is(node, end):
            end += 1
        for back in range(end, at + least - 1, -1):
            self._step()
            yield back

    def _several(self, lazy: bool, least: int, most: int, nodes: list[Node], at: int) -> Iterator[int]:
        if lazy and least <= 0:
            yield at
        if most > 0:
            for end in self._all(nodes, 0, at):
                if end > at or least > 0:
                    yield from self._several(lazy, least - 1, most - 1, nodes, end)
        if not lazy and least <= 0:
            yield at

    def _group(self, _what: Any, given: Any, at: int) -> Iterator[int]:
        group, _, _, inner = given
        for end in self._all(list(inner), 0, at):
            if group is not None:
                self._groups[group] = (at, end)
            yield end

    def _branch(self, _what: Any, given: Any, at: int) -> Iterator[int]:
        for inner in given[1]:
            yield from self._all(list(inner), 0, at)

    def _atomic(self, _what: Any, given: Any, at: int) -> Iterator[int]:
        return _first(self._all(list(given), 0, at))

    def _look(self, what: Any, given: Any, at: int) -> Iterator[int]:
        direction, inner = given
        start = at if direction > 0 else at - inner.getwidth()[0]
        stands = start >= 0 and next(self._all(list(inner), 0, start), None) is not None
        if stands == (what is op.ASSERT):
            yield at

    def _back(self, _what: Any, given: Any, at: int) -> Iterator[int]:
        start, end = self._groups.get(given, (-1, -1))
        self._step(max(1, end - start))
        if start >= 0 and self._text.startswith(self._text[start:end], at):
            yield at + end - start

    def _place(self, _what: Any, where: Any, at: int) -> Iterator[int]:
        self._step()
        if self._stands_at(where, at):
            yield at

    def _stands_at(self, where: Any, at: int) -> bool:
        text = self._text
        if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            line = self.multiline and where is op.AT_BEGINNING
            return at == 0 or (line and text[at - 1] == "\n")
        if where in (op.AT_END, op.AT_END_STRING):
            if at == len(text):
                return True
            line = self.multiline or at == len(text) - 1
            return where is op.AT_END and line and text[at] == "\n"
        word = CATEGORIES[op.CATEGORY_WORD]
        border = (at > 0 and word(text[at - 1])) != (at < len(text) and word(text[at]))
        return border if where is op.AT_BOUNDARY else not border

    def _is(self, node: Node, at: int) -> bool:
        """Whether one character is what a node wants."""
        self._step()
        if at >= len(self._text):
            return False
        key = id(node[1]) if node[0] is op.IN else hash(node), self._text[at]
        if key not in self._known:
            self._known[key] = self._fits(node, self._text[at])
        return self._known[key]

    def _fits(self, node: Node, letter: str) -> bool:
        what, given = node
        forms = {letter, letter.lower(), letter.upper()} if self.ignore_case else {letter}
        codes = {ord(form) for form in forms if len(form) == 1}
        if what is op.ANY:
            return letter != "\n" or self.dot_all
        if what in (op.LITERAL, op.NOT_LITERAL):
            same = given in codes or (self.ignore_case and chr(given).lower() == letter.lower())
            return same if what is op.LITERAL else not same
        negated = given[0][0] is op.NEGATE
        rest = given[1:] if negated else given
        return any(_has(one, code) for one in rest for code in codes) != negated

    _MEANING: Final[Mapping[Any, Callable[[Engine, Any, Any, int], Iterator[int]]]] = {
        op.MAX_REPEAT: _repeat,
        op.MIN_REPEAT: _repeat,
        op.POSSESSIVE_REPEAT: _repeat,
        op.SUBPATTERN: _group,
        op.BRANCH: _branch,
        op.ATOMIC_GROUP: _atomic,
        op.ASSERT: _look,
        op.ASSERT_NOT: _look,
        op.GROUPREF: _back,
        op.AT: _place,
    }


def _first(ends: Iterator[int]) -> Iterator[int]:
    end = next(ends, None)
    if end is not None:
        yield end


def _has(one: Node, code: int) -> bool:
    what, given = one
    if what is op.LITERAL:
        return bool(code == given)
    if what is op.RANGE:
        return bool(given[0] <= code <= given[1])
    return CATEGORIES[given](chr(code))
