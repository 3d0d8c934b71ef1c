"""Certainty: how signs are weighed, and the rules whose certainty is written down."""

from __future__ import annotations

import ast
import json
import math
import pickle
import re
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from itertools import permutations
from pathlib import Path
from pkgutil import walk_packages
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecdosis import stages
from ecdosis.evidence import EVEN, NAT, Rule, Sign, certainty, log_odds, probability, stated, total

WEIGHTS: Final = st.floats(-30, 30)
SIGNS: Final = st.lists(st.builds(Sign, st.just("so"), WEIGHTS), max_size=6)
FINDINGS: Final = frozenset(
    {"Edit", "Span", "Query", "Mark", "Proposal", "Treatment", "Reason", "Join", "Marker", "Reference", "Phrase"}
)
"""What says how sure it is."""


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(Path(stages.__file__).parent.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def in_tei() -> Iterator[str]:
    """The code of what encodes the findings, some of which it makes itself."""
    for path in sorted((Path(stages.__file__).parents[1] / "tei").glob("*.py")):
        yield path.read_text(encoding="utf-8")


def rules() -> dict[str, type[Rule]]:
    """The classes of rules, by stage."""
    for module in walk_packages(stages.__path__, "ecdosis.stages."):
        import_module(module.name)
    return {
        one.__module__.removeprefix("ecdosis.stages."): one
        for one in Rule.__subclasses__()
        if "stages" in one.__module__
    }


@given(SIGNS, SIGNS)
def test_it_grows_with_each_sign_for_and_shrinks_with_each_against(some: list[Sign], more: list[Sign]) -> None:
    for sign in more:
        before, after = certainty(EVEN, total(some)), certainty(EVEN, total([*some, sign]))
        assert before <= after if sign.weight >= 0 else before >= after


@given(WEIGHTS, WEIGHTS)
def test_more_weight_or_better_odds_are_never_less_sure(first: float, second: float) -> None:
    less, more = sorted((first, second))
    assert certainty(less, 0) <= certainty(more, 0)
    assert certainty(EVEN, less) <= certainty(EVEN, more)
    assert probability(less) < probability(more) or more - less < 1e-9 or abs(less) > 10 or abs(more) > 10


@example([Sign("so", 0.1), Sign("so", 0.2), Sign("so", 0.3)])  # added up one after another, 0.6 and a little more
@given(st.lists(st.builds(Sign, st.just("so"), WEIGHTS), max_size=4))
def test_the_order_of_signs_is_nothing_to_it(signs: list[Sign]) -> None:
    assert len({total(order) for order in permutations(signs)}) == 1


@given(st.floats(allow_nan=False), st.floats(-1e300, 1e300))
def test_it_is_never_0_or_1_and_in_hundredths(prior: float, weight: float) -> None:
    sure = certainty(prior, weight)
    assert 0.01 <= sure <= 0.99
    assert sure == round(sure, 2) == stated(sure)


@given(st.fractions(Fraction(1, 50), Fraction(49, 50)), st.lists(st.fractions(Fraction(1, 20), 20), max_size=4))
def test_it_is_what_bayes_theorem_says(before: Fraction, factors: list[Fraction]) -> None:
    """`factors`: how many times likelier each sign is if the finding is right."""
    odds = before / (1 - before) * math.prod(factors)
    signs = [Sign("so", math.log10(factor)) for factor in factors]
    prior = math.log10(before / (1 - before))
    assert probability(prior + total(signs)) == pytest.approx(float(odds / (1 + odds)), abs=1e-9)


@given(st.floats(-6, 6))
def test_odds_and_probability_are_one(weight: float) -> None:
    assert log_odds(probability(weight)) == pytest.approx(weight, abs=1e-6)


@given(st.floats(-12, 12))
def test_a_logistic_regression_is_the_same_sum(natural: float) -> None:
    assert probability(NAT * natural) == pytest.approx(1 / (1 + math.exp(-natural)), abs=1e-12)


@pytest.mark.parametrize(
    ("shares", "sure"),
    [
        ((), 0.5),
        ((0.0,), 0.5),
        ((0.5,), 0.67),  # odds of 2
        ((0.9,), 0.91),  # of 10
        ((0.5, 0.5), 0.8),  # of 4
        ((0.5, 0.5, 0.5), 0.89),  # of 8
        ((0.75, 0.75), 0.94),  # of 16
        ((0.99,), 0.99),
        ((0.9, 0.999), 0.99),
    ],
)
def test_rare_signs(shares: tuple[float, ...], sure: float) -> None:
    """A sign that one in ten other things has by chance makes the odds ten times as good."""
    assert certainty(EVEN, total(Sign.rare("so", share) for share in shares)) == sure


@pytest.mark.parametrize(
    ("chance", "sure"), [(0, 0.01), (0.004, 0.01), (0.0151, 0.02), (0.9849, 0.98), (0.995, 0.99), (1, 0.99)]
)
def test_how_a_probability_is_stated(chance: float, sure: float) -> None:
    assert stated(chance) == sure


# ---------------------------------------------------------------- rules


class Some(Rule):
    ONE = 0.9, "one thing"
    OTHER = 0.9, "another"


def test_a_rule_is_a_number_with_a_name() -> None:
    one, other = Some
    assert one == other == 0.9
    assert one is not other
    assert [rule.what for rule in Some] == ["one thing", "another"]
    assert (f"{Some.ONE:.2f}", str(Some.ONE), repr(Some.ONE), json.dumps(Some.ONE)) == (
        "0.90",
        "0.9",
        "Some.ONE",
        "0.9",
    )
    assert pickle.loads(pickle.dumps(Some.OTHER)) is Some.OTHER
    assert hash(Some.ONE) == hash(0.9)


@pytest.mark.parametrize("wrong", [0, 1, 0.995, 1.2, -0.5])
def test_what_is_no_certainty_is_no_rule(wrong: float) -> None:
    with pytest.raises(ValueError, match="no certainty"):

        class Wrong(Rule):
            A = wrong, "so"


def test_each_stage_that_finds_something_has_its_rules_in_one_place() -> None:
    named = {name.split(".")[0].removesuffix("_rules") for name in rules()}
    assert named == {path.stem for path, _ in sources() if path.stem in named} | {
        path.parent.name for path, _ in sources() if path.stem == "rules"
    }
    assert named == {
        "encoding",
        "markdown",
        "transcription",
        "styles",
        "furniture",
        "lines",
        "notes",
        "blocks",
        "typography",
        "spelling",
        "references",
        "foreign",
    }


@pytest.mark.parametrize("stage", rules())
def test_rules_are_told_apart_and_used(stage: str) -> None:
    """None says what another says, and each is named somewhere beside where it is defined."""
    these = rules()[stage]
    assert len(these.__members__) == len(list(these))
    assert len({rule.what for rule in these}) == len(list(these))
    code = "\n".join((*(text for _, text in sources()), *in_tei()))
    assert [rule.name for rule in these if not re.search(rf"\b{these.__name__}\.{rule.name}\b", code)] == []


def test_signs_of_furniture_are_rare_ones() -> None:
    """They say how rare they are elsewhere; a weight would be another number."""
    furniture = {path.name: text for path, text in sources() if path.parent.name == "furniture"}
    assert [name for name, text in furniture.items() if re.search(r"(?<!\w)Sign\(", text)] == []


def test_no_certainty_is_written_down_elsewhere() -> None:
    """No finding is made with a number between 0 and 1: that belongs to a rule."""
    found = []
    for path, text in sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FINDINGS:
                inside = [*node.args, *(keyword.value for keyword in node.keywords)]
                numbers = [n for one in inside for n in ast.walk(one) if isinstance(n, ast.Constant)]
                found += [f"{path.name}:{n.lineno}" for n in numbers if isinstance(n.value, float) and 0 < n.value < 1]
    assert found == []
