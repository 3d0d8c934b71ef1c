"""What blocks are: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

import re
from itertools import count, cycle, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.pieces import Span
from ecdosis.model.text import Text
from ecdosis.stages import lines
from ecdosis.stages.blocks.division import Division, divide
from labelled import load, parameters

CASES = [*load("blocks.toml"), *load("headings.toml")]
SENTENCES = [
    "The clerk at the gate wrote it all down in the ledger",
    "Nobody at the ferry had seen the lamp since the winter",
    "The river rose in the night and the geese were counted",
    "It was late in the year when the miller came over to see",
    "Her brother kept the other half of the garden in order",
]


def filled(source: str) -> str:
    """A text with its sentences and paragraphs filled in."""
    number = count()

    def sentence() -> str:
        return SENTENCES[next(number) % len(SENTENCES)]

    def paragraph(_: re.Match[str]) -> str:
        return ". ".join(sentence() for _ in range(4)) + "."

    text = re.sub(r"\[\[P\]\]", paragraph, source)
    text = text.replace("[[LONG]]", "AND THE BELL " * 155)
    return re.sub(r"\[\[L\]\]", lambda _: sentence(), text)


def divided(source: str) -> tuple[Text, Division]:
    text, _ = lines.repair(Text.of(source), "en")
    return text, divide(text)


def types(division: Division) -> list[str]:
    """The types of blocks as the cases name them."""
    found = []
    last: dict[tuple[str, int], int] = {}
    for block in division.blocks:
        name = f"{block.type} {block.level}" if block.level and block.type != "title" else block.type
        if block.type == "quote" and (block.type, block.group) in last:
            name += "+"
        if block.type == "verse" and block.part:
            name += f"/{block.part + 1}"
        last[block.type, block.group] = 1
        found.append(name)
    return found


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text, division = divided(filled(case["text"]))
    if "without" in case:
        assert not {block.type for block in division.blocks} & set(case["without"])
        return
    assert types(division) == case["types"], [text.reading[b.start : b.end][:40] for b in division.blocks]
    assert len(division.queries) == case.get("asks", 0)


def test_every_type_gives_its_reasons() -> None:
    for case in CASES:
        for block in divided(filled(case["text"]))[1].blocks:
            assert bool(block.why) == (block.type != "p" or block.group > 0)  # what is spoken is a paragraph
            assert 0.5 < block.certainty <= 1


PARTS = st.sampled_from(
    [
        *("By Ann Example", "30 August 2019", "No. 3, March 1907", "Lantern Press, 2010, £18", "CHAPTER I", "THE LAMP"),
        *("2. The Lamp", "The lamp", "— Ann Example", "Further Reading", "- bread", "1. bread", "* * *", "----", "I"),
        *("“Who is it?”", "“It opens", "it ends.” (p. 3)", "He writes:", "The river comes,", "And goes again.", "…"),
        *("a small [small] letter", "[", "    indented", "\u2028", "漢字", "Глава 2", "“", "word " * 30, "(p. 4)"),
        *("\f", "Photo: x"),
    ]
)


@given(st.lists(PARTS, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_laws(parts: list[str], between: str) -> None:
    """Every character that is not white space is in exactly one block; what stands before the text comes first."""
    text, division = divided(between.join(parts))
    blocks = division.blocks
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    covered = "".join(text.reading[block.start : block.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.reading.split())
    assert all(a.front or not b.front for a, b in pairwise(blocks))
    assert not blocks or not blocks[-1].front
    assert all(0 <= query.start <= query.end <= len(text.source) for query in division.queries)


SMALL = (
    "the ferry goes over the river at dawn,",
    "somebody speaks of lamps and of rain,",
    "lighting the stage of the boats again,",
    "wherever the geese had gone to the barn",
    "and the rope was old and the lamp was low,",
    "nobody came with the soup for the crew,",
)
TOLD = (
    *("for", "while", "once", "and", "then", "so", "they", "thus", "because", "but", "whenever", "or", "since"),
    *("perhaps", "where", "until", "if"),
)


@pytest.mark.parametrize(("lines", "type_"), [(24, "verse"), (23, "p")])
def test_very_many_lines_that_begin_with_small_letters_and_pause_are_verse(lines: int, type_: str) -> None:
    told = [f"{how} {line}" for how, line in zip(cycle(TOLD), SMALL * len(TOLD), strict=False)]  # none comes twice
    poem, other = "\n".join(told[:lines]), "\n".join(told[-90:])
    _, division = divided(filled(f"[[P]]\n\n{poem}\n\n[[P]]\n\n{other}\n\n[[P]]"))
    assert [block.type for block in division.blocks[1 : lines + 1]] == [type_] * lines


def on_wiki(source: str, sign: str = r"\[edit\]") -> list[tuple[str, str]]:
    """The headings, epigraphs and names below these of a text in which the signs of a wiki were set aside."""
    source = filled(source)
    found = re.finditer(sign, source)
    text, _ = Text.of(source).set_aside(Span(m.start(), m.end(), "widget", "furniture", 0.9, "test") for m in found)
    text, _ = lines.repair(text, "en")
    blocks = divide(text).blocks
    return [(block.type, text.reading[block.start : block.end].strip()) for block in blocks if block.type != "p"]


WIKI = "\n\n".join(
    [
        "[[P]]\n\nSee also: The Ferry and the Bell",
        "The Boats[edit]\n\nA boat lay there that nobody had.",
        "Saltern Lamp[edit]\n\n[[P]]",
        "The Bell{sign}\n\n[[P]]\n\n\n\n\n\n     A lamp, Saltern\n\n\n[[P]]",
        "The River[edit]\n\n[[P]]\n\nA Lamp\n\n[[P]]\n\n\n\n\n\n     A boat, Saltern\n\n\n[[P]]",
        "The Frost[edit]\n\n[[P]]",
    ]
)


def test_the_signs_of_a_wiki_tell_its_headings() -> None:
    """All of them and no other line, also where a name would sign an epigraph."""
    names = ["The Boats", "Saltern Lamp", "The Bell", "The River", "The Frost"]
    assert on_wiki(WIKI.format(sign="[edit]")) == [("head", name) for name in names]


@pytest.mark.parametrize("sign", [" #", "¶"])
def test_the_signs_by_which_headings_link_to_themselves_tell_them_too(sign: str) -> None:
    names = ["The Boats", "Saltern Lamp", "The Bell", "The River", "The Frost"]
    source = WIKI.format(sign=sign).replace("[edit]", sign)
    assert on_wiki(source, sign) == [("head", name) for name in names]


def test_a_page_without_such_signs_has_other_headings() -> None:
    told = [name for type_, name in on_wiki(WIKI.format(sign="").replace("[edit]", "")) if type_ == "head"]
    assert {"The Bell", "A Lamp", "A lamp, Saltern"} <= set(told)
