"""Furniture: labelled texts, the laws that hold for any text, and the measure of it.

In `cases/furniture/*.toml`, `text` is a whole source. `[[fill 900]]` in it stands for so many characters of prose made
up for the purpose, in full lines of 60, `[[fill 900 open]]` for prose that breaks off in the midst of a sentence. What
must be set aside is in `aside` (kind, colon, text; empty: nothing may be), what must only be asked in `asks`; with
`may_ask` any question is as good as none.
"""

from __future__ import annotations

import random
import re
import textwrap
import tomllib
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Aside, Span, leaves
from ecdosis.model.text import Text
from ecdosis.stages.furniture import find, repair

CASES: list[dict[str, Any]] = [
    case | {"id": f"{path.stem}: {case['name']}"}
    for path in sorted((Path(__file__).parent / "cases/furniture").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
NOUNS = [
    "river",
    "lamp",
    "ferry",
    "clerk",
    "bell",
    "orchard",
    "ledger",
    "harbour",
    "garden",
    "winter",
    "market",
    "letter",
    "bridge",
    "miller",
    "window",
]
VERBS = [
    "remembered",
    "crossed",
    "watched",
    "mended",
    "carried",
    "followed",
    "answered",
    "painted",
    "counted",
    "reached",
    "left",
    "found",
]
ENDS = ["before the rain came down", "with a heavy heart", "as everyone had said", "in the old town", "at first light"]


def prose(length: int, seed: int, *, broken: bool = False) -> str:
    """Made-up prose in lines of 60, about as long as asked for; if `broken`, it stops in the midst of a sentence."""
    chance = random.Random(seed)
    sentences: list[str] = []
    while sum(map(len, sentences)) + len(sentences) < length:
        first, second, third = chance.sample(NOUNS, 3)
        end = chance.choice(ENDS)
        sentences.append(f"The {first} of the {second} {chance.choice(VERBS)} every {third} {end}.")
    text = textwrap.fill(" ".join(sentences), 60)
    return re.sub(r" [\w]+\.$", "", text) if broken else text


def source(case: dict[str, Any]) -> str:
    """The text of a case, its prose filled in."""
    number = count(1)
    filled = re.sub(
        r"\[\[fill (\d+)( open)?\]\]", lambda m: prose(int(m[1]), next(number), broken=bool(m[2])), case["text"]
    )
    return filled.removeprefix("\n")


def parameters(failure: str, unless: str = "") -> list[Any]:
    """The cases, those that are known to fail marked so."""
    return [
        pytest.param(
            case, id=case["id"], marks=[pytest.mark.xfail(strict=True, reason=case[failure])] if failure in case else []
        )
        for case in CASES
        if not case.get(unless)
    ]


def spans(case: dict[str, Any], *, safe: bool) -> list[str]:
    """What is found in the text of a case: kind, colon, text; page breaks apart."""
    text = source(case)
    found = find(text, case.get("language", "en"))
    return [f"{s.kind}: {text[s.start : s.end]}" for s in found if s.safe == safe and s.kind != "page-break"]


@pytest.mark.parametrize("case", parameters("known_failure"))
def test_set_aside(case: dict[str, Any]) -> None:
    assert spans(case, safe=True) == case.get("aside", [])


@pytest.mark.parametrize("case", parameters("known_question", unless="may_ask"))
def test_asked(case: dict[str, Any]) -> None:
    assert spans(case, safe=False) == case.get("asks", [])


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES if "labels" in c])
def test_labels_of_the_pages(case: dict[str, Any]) -> None:
    found = find(source(case), case.get("language", "en"))
    assert [span.label for span in found if span.kind == "page-break"] == case["labels"]


def test_the_corpus_is_balanced() -> None:
    stays = sum(not case.get("aside") for case in CASES)
    assert stays >= 80
    assert len(CASES) - stays >= 80
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES])
def test_laws_of_the_cases(case: dict[str, Any]) -> None:
    laws(source(case), case.get("language", "en"))


def laws(text: str, language: str) -> None:
    """The source stays, what is not set aside stays, and a second run sets nothing more aside."""
    once, asked = repair(Text.of(text), language)
    assert once.leaf_source() == text
    aside = sum(leaf.end - leaf.start for piece in once.pieces if isinstance(piece, Aside) for leaf in leaves((piece,)))
    assert len(once.reading) == len(text) - aside
    assert all(0 <= query.start <= query.end <= len(text) for query in asked)
    twice, _ = repair(once, language)
    assert twice == once


LINES = st.sampled_from(
    [
        *("1", "2", "3", "4", "12", "[13]", "xiv", "IV", "- 7 -", "Page 3 of 9", "I2", "l3", "1840"),
        *("THE FERRY LEDGER", "THE FERRY LEDGEE", "12 THE FERRY LEDGER", "THE FERRY LEDGER 13", "CHAPTER II."),
        *("<page 1>", "<page 2>", "<page 3>", "--- Page 4 ---", "[Page 5]", "<pb n='6'/>", "\f", "\f7", "B", "C 2"),
        *("Home | About us | Contact", "Home > News > Archive", "Loading...", "Share", "Загрузка...", "Home", "News"),
        *("© 2004 A Company", "All rights reserved", "http://www.example.org", "a@example.org", "Contact us at:"),
        *("Powered by TCPDF (www.tcpdf.org)", "ledger_03.indd 14   12/03/2011  14:05", "The Weekly Lamp   News"),
        *(
            "It was the ferry which",
            "came over in the night.",
            "“No,” he said.",
            "* * *",
            "",
            "",
            "",
            " ",
            "\u00a0",
            "I",
        ),
    ]
)


@given(st.lists(LINES, max_size=40), st.sampled_from(["en", "de", "ru", "zh", "und"]))
def test_laws_of_lines(lines: list[str], language: str) -> None:
    laws("\n".join(lines), language)


@given(st.lists(st.tuples(LINES, LINES, st.integers(0, 3)), min_size=4, max_size=9))
def test_laws_of_pages(pages: list[tuple[str, str, int]]) -> None:
    parts = (f"{head}\n\n{prose(600, seed, broken=seed < 2)}\n\n{foot}" for head, foot, seed in pages)
    laws("\n\n".join(parts), "en")


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    laws(text, "und")


@given(st.text(alphabet="\n\f <>page12 IVX|©.:[]-—\u00a0\u2028\r", max_size=80))
def test_nasty_text(text: str) -> None:
    laws(text, "en")


def test_nothing_but_links() -> None:
    laws(8 * "Home\nSearch\nMenu\nSite map\n\n", "en")


def test_every_proposal_gives_its_reasons() -> None:
    for case in CASES:
        for span in find(source(case), "en"):
            assert isinstance(span, Span)
            assert span.why
            assert span.by == "furniture"
