"""Twice the text is about twice the work, whatever the text is made of: nothing in a build is quadratic."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecdosis
import grown
from backtracking import Engine, TooManySteps
from ecdosis import languages
from ecdosis.model.plausibility import beyond_ascii
from ecdosis.model.text import Answer, Text
from ecdosis.stages import encoding, furniture, notes
from ecdosis.stages.foreign.phrases import silent
from grown import PATTERNS, Pattern, numbered
from growth import lines, stages

MOST: Final = 2.5
"""Times the work for twice the length, at most."""
LENGTH: Final = 600
"""Code points at which loops in loops already show."""
LONGEST: Final = 8 * LENGTH
"""Code points of the longest text whose work is compared with that of twice as much."""
SHARE: Final = 0.1
"""A stage that does less than this share of the whole work is not looked at alone."""


@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """Or it is so from some length on: what only begins there (a third page, a name that comes again, so many unknown
    words that the text is damaged) begins once or twice, and what is quadratic stays so."""
    pattern = PATTERNS[name]
    found, length = overdone(pattern, LENGTH), LENGTH
    while found and length < LONGEST:
        length *= 2
        found &= overdone(pattern, length)
    assert not found


def overdone(pattern: Pattern, length: int) -> set[str]:
    """The stages that take too much more work for a text of twice a length; “all” for all together."""
    long = pattern(2 * length)
    stages(long, lines)  # so that what is kept for the next text (words looked up) does not count
    once, twice = stages(pattern(length), lines), stages(long, lines)
    whole = sum(twice.values())
    found = {stage for stage, work in twice.items() if work > MOST * once[stage] and work > SHARE * whole}
    return found | ({"all"} if whole > MOST * sum(once.values()) else set())


NOTES: Final[dict[str, Pattern]] = {
    "begun anew": grown.repeated("".join(f"the lamp.{n} so " for n in range(1, 10))),
    "of one page": grown.between("a\f", grown.halves(numbered("the lamp.{n}\n"), numbered("{n} In May.\n")), ""),
    "in a list": grown.halves(numbered("the lamp.{n} so "), numbered("\n\n{n}. In May.")),
    "cited again": numbered("the lamp [{n}] so [1] and "),
}
"""Texts of hardly anything but notes."""
MANY: Final = 8_000
"""Code points of so dense a text at which it tells, in the one stage that is concerned, whether all are compared with
all."""
HARDLY: Final = 2.2
"""Times the work that one stage alone takes for twice the length, at most."""


@pytest.mark.parametrize("name", NOTES)
def test_notes_are_not_all_compared_with_all(name: str) -> None:
    once, twice = (
        lines(partial(notes.repair, furniture.repair(Text.of(NOTES[name](length)), "en")[0], "en"))[1]
        for length in (MANY, 2 * MANY)
    )
    assert twice <= HARDLY * once


def test_what_is_quadratic_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that looks back to the beginning of the text for each line."""
    look = encoding.repair

    def slow(text: Text, *more: Any) -> Answer:
        places = [place for place, letter in enumerate(text.reading) if letter == "\n"]
        for index in range(len(places)):
            for place in places[:index]:
                text.position(place)
        return look(text, *more)

    pattern = PATTERNS["one-letter lines"]
    assert overdone(pattern, LENGTH) == set()
    monkeypatch.setattr(encoding, "repair", slow)
    assert overdone(pattern, LENGTH) == {"encoding", "all"}


RUNS: Final = (
    "a", "A", "é", "1", " ", "\t", "\n", " \n", ".", ",", "-", "—", "(", ")", "[", '"', "“", "*", "/", "_", "|", "&",
    "a ", "A ", "1 ", "a.", "A.", "1.", "a-", "a'", "a,", "a, ", "a/", "(a", "(a)", "[1] ", "Aa ", "II. ", "p. 1, ",
    "a@", "a1", "the ", "“a” ", "a by ", ". . ", "- ", "a\n", "I\n\n", "и", "и ",
)  # fmt: skip
"""What is said again and again to regular expressions."""
FEW: Final = 30
"""Code points of a first look."""
MORE: Final = 250
"""Code points of a second look, at what may only be bounded."""
LOOKED_AT: Final = 6
"""Steps for a code point with which a regular expression need not be looked at again."""
BOUNDED: Final = {
    "ecdosis.stages.references.tokens._PLACE_AND_PUBLISHER": "in the few words of an imprint",
    "ecdosis.stages.spelling.words._OPENS": "in the six code points before a word",
    "ecdosis.stages.furniture.numbers._AFTER": "of a line that is shorter than a head and its number",
    "ecdosis.stages.furniture.numbers._BEFORE": "of a line that is shorter than a head and its number",
    "ecdosis.stages.furniture.shapes._FILE": "of a short line",
    "ecdosis.stages.furniture.shapes._SERVICE": "of a line of 400 code points",
    "ecdosis.stages.furniture.shapes._URL_INSIDE": "of a short line",
    "ecdosis.stages.lines.hyphens._LEFT": "in the end of a line",
    "ecdosis.stages.notes.markers._TOKEN": "in the code points before a number",
}
"""Regular expressions that may be quadratic, since they only ever see so little; the rest of `in`."""
SAMPLED: Final = ("ecdosis.stages.blocks.quotations", "ecdosis.stages.references.parse", "ecdosis.stages.notes.markers")
"""Modules on whose expressions the engine that counts is tried."""
LATER: Final = ("book", "formats", "evaluate", "cli", "bibliography", "tools", "validation", "shelf", "__main__")
"""Rooms in which nothing works on the text of a source."""
OURS: Final = ("ecdosis.tei.schematron", "ecdosis.tei.declarations")
"""Modules that read nothing but our own schema."""
INLINE: Final = re.compile(r"\bre\.(search|match|fullmatch|sub|split|findall|finditer)\((r?\"(?:[^\"\\]|\\.)*\")[,)]")


def modules() -> Iterator[str]:
    """The names of the modules that work on the text of a source."""
    for found in pkgutil.walk_packages(ecdosis.__path__, "ecdosis."):
        if found.name.split(".")[1] not in LATER and found.name not in OURS:
            yield found.name


def expressions(module: str) -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """The regular expressions of a module by name, with the methods by which it looks for them."""
    loaded = importlib.import_module(module)
    source = inspect.getsource(loaded)
    found = {
        f"{module}.{name}": (value, set(re.findall(rf"\b{name}\.(\w+)\(", source)))
        for name, value in vars(loaded).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and f"\n{name}: Final" in source
    }
    for match in INLINE.finditer(source):
        found[f"{module}: {match[2]}"] = re.compile(ast.literal_eval(match[2])), {match[1]}
    return found


def steps(pattern: re.Pattern[str], methods: set[str], text: str, most: float = float("inf")) -> int:
    """The steps that looking for an expression in a text takes, up to `most`."""
    engine = Engine(pattern, most)
    try:
        if methods and methods <= {"match", "fullmatch"}:
            engine.match(text, whole=methods == {"fullmatch"})
        else:
            engine.finditer(text)
    except TooManySteps:
        pass
    return engine.steps


def repeated(unit: str, length: int) -> str:
    return (unit * length)[:length]


def grows(pattern: re.Pattern[str], methods: set[str], unit: str) -> bool:
    """Whether an expression takes more than about twice the steps for twice the text."""
    once, twice = (steps(pattern, methods, repeated(unit, length)) for length in (FEW, 2 * FEW))
    if twice <= max(MOST * once, LOOKED_AT * 2 * FEW):
        return False
    most = MOST * steps(pattern, methods, repeated(unit, MORE))
    return steps(pattern, methods, repeated(unit, 2 * MORE), most + 1) > most


@pytest.mark.parametrize("module", [module for module in modules() if expressions(module)])
def test_no_regular_expression_goes_back_and_back(module: str) -> None:
    found = {name: given for name, given in expressions(module).items() if name not in BOUNDED}
    assert [(name, unit) for name, given in found.items() for unit in RUNS if grows(*given, unit)] == []


@pytest.mark.parametrize("code", languages.built_in())
def test_nor_does_one_that_a_language_brings(code: str) -> None:
    """That of a work's mention sees no more than so many code points of a paragraph."""
    own = languages.language(code)
    found = {"compounds": (own.grammar.compounds, {"finditer"}), "early": (own.spellings.early, {"fullmatch"})}
    assert [(name, unit) for name, given in found.items() for unit in RUNS if grows(*given, unit)] == []


def test_what_is_bounded_is_there() -> None:
    """A name that has changed would free another expression."""
    for name in BOUNDED:
        assert name in expressions(name.rpartition(".")[0])


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        (r"\S*@", "a"),
        (r"\s+x", " "),
        (r"a*+b", "a"),
        (r"[a-z]+-il\b", "a"),
        (r"(?:a|b)*c", "a"),
        (r"\w+?\d", "a"),
        (r"(\w+)\1!", "a"),
    ],
)
def test_what_grows_is_seen(expression: str, unit: str) -> None:
    assert grows(re.compile(expression), {"search"}, unit)


@pytest.mark.parametrize("expression", [r"a{0,80}b", r"\s{0,60}x", r"(?<!\s)\s+$", r"\S+", r"(?<!a)a*+b"])
def test_what_does_not_grow_is_not(expression: str) -> None:
    assert not any(grows(re.compile(expression), {"search"}, unit) for unit in RUNS)


@given(text=st.text("aAé1 \n.,-—()[]\"“”'*/|:;@_", max_size=12))
def test_the_counting_engine_finds_what_pythons_does(text: str) -> None:
    for module in SAMPLED:
        for pattern, _ in expressions(module).values():
            assert Engine(pattern).finditer(text) == [match.span() for match in pattern.finditer(text)], pattern


@given(st.text("aB1_é²½ª\x85\xa0“ \n.я०", max_size=15))
def test_words_beyond_ascii_are_those_of_one_expression(text: str) -> None:
    """Which would look on to the end of a long word from each of its letters."""
    one = re.compile(r"(?=\w*[^\W\d_a-zA-Z])[^\W\d_]+|[^\w\s\0-\x7f]|[\x80-\xa0]")
    assert [match.span() for match in beyond_ascii(text)] == [match.span() for match in one.finditer(text)]


@given(st.lists(st.sampled_from(["a", "b.c/", "www.x", "://", "@", "/d/", " ", "\n", "e."]), max_size=8).map("".join))
def test_addresses_are_those_of_one_expression(text: str) -> None:
    """Which would go back over the rest of a long run without blanks from each of its characters."""
    one = re.compile(r"\S*(?:://|@|/\w+/|www\.|\w\.\w+/)\S*")
    assert silent(text, "und") == one.sub(lambda match: "/" * len(match[0]), text)
