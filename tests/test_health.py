"""A bad edition does not look healthy, and a good one does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ecdosis.build import to_tei
from ecdosis.diagnosis.unknown import Unknown, unknown
from ecdosis.editor.rows import Decision
from ecdosis.health import BAD, Health, Standing, _cuts, health, left_out, standing
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.shelf.card import card
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.names import parse
from ecdosis.tei.plausible import odd_omissions
from laid_out import LAYOUTS, paragraphs, wrapped

GOOD = Health(
    paragraphs=300,
    broken=6,
    blocks=400,
    specks=8,
    letters=10_000,
    aside=(("running-head", 1_000),),
    notes=50,
    unmatched=10,
    words=Unknown(1_000, 30, ("slie",)),
    mended=20,
)


def of(text: str) -> Health:
    return health(run(opened(decode(text.encode())), Context("en")))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_is_healthy_however_it_is_laid_out(layout: str) -> None:
    found = of(LAYOUTS[layout](paragraphs(50)))
    assert found.paragraphs > 20
    assert list(found.complaints()) == []


def test_what_the_editor_leaves_out_is_no_fault() -> None:
    every = paragraphs(50)
    rows = [Decision(row, -1, one, "aside", "comment") for row, one in enumerate(every[:10], 1)]
    made = to_tei("\n\n".join(every).encode(), Descriptor(id="x"), Path("x.txt"), decisions=rows)
    assert BAD not in made.decode()
    assert list(odd_omissions(parse(made))) == []


def test_lines_that_could_not_be_joined_are_told() -> None:
    chance = [23, 71, 44, 90, 38]
    lines = (line for at, one in enumerate(paragraphs(60)) for line in wrapped(one, chance[at % 5]))
    [told] = of("\n\n\n\n".join(line for line in lines if len(line) > 20)).complaints()
    assert "break off in the midst of a sentence" in told


def test_commands_break_off_no_sentence() -> None:
    typed = "> ferry(data = ferries(year = 1907), spacing = lamps(2), by = boats"
    text = [f"{one}\n\n{typed}\n\nlamps() is what the lamps are for." for one in paragraphs(30)]
    found = of("\n\n".join(text))
    assert found.paragraphs > 50
    assert found.broken == 0


def test_numbers_between_the_paragraphs_are_told() -> None:
    text = "\n\n".join(f"{one}\n\n{at * 37 % 101} {at}" for at, one in enumerate(paragraphs(60)))
    [told] = of(text).complaints()
    assert told.startswith("60 of 120 paragraphs and lines have no letter")


def test_cells_that_stand_together_are_no_dirt() -> None:
    """Labels of a figure, cells of a table that has lost its columns: lines of one block, if they stand together."""
    prose = paragraphs(40)
    cells = "\n".join(f"{at * 37 % 101}.{at}" for at in range(40))
    together = "\n\n".join([*prose[:20], cells, *prose[20:]])
    assert of(together).specks == 0
    assert len(document_lines(together)) == 40


def document_lines(text: str) -> list[str]:
    made = run(opened(decode(text.encode())), Context("en"))
    return [made.text.reading[one.start : one.end] for one in made.blocks if one.type == "line"]


def test_the_numbers_of_letters_are_their_headings() -> None:
    text = "\n\n\n\n".join(f"{at}.\n\nTO THE CLERK\n\n{one}" for at, one in enumerate(paragraphs(60), 1))
    found = of(text)
    assert (found.specks, list(found.complaints())) == (0, [])


@pytest.mark.parametrize("time", ["[00:0{}:59]", "({}:07:14.5)", "1{}:30", "00:0{}:01,250", "[01:02:0{}:44]"])
def test_times_above_what_was_said_are_no_dirt(time: str) -> None:
    text = "\n\n".join(f"{time.format(at % 10)}\n\n{one}" for at, one in enumerate(paragraphs(60)))
    found = of(text)
    assert (found.specks, list(found.complaints())) == (0, [])


@pytest.mark.parametrize("pair", ["1{}:30\n\n17:4{}", "1{}:30:\n\n1.{}", "1{},30\n\n12:345{}"])
def test_times_and_numbers_of_a_table_that_lost_its_columns_are(pair: str) -> None:
    """The last of a column of times may stand above words by chance."""
    text = "\n\n".join(f"{one}\n\n{pair.format(at % 10, at % 10)}" for at, one in enumerate(paragraphs(60)))
    [told] = of(text).complaints()
    assert "have no letter in them" in told


@pytest.mark.parametrize(
    ("worse", "word"),
    [
        ({"broken": 7}, "break off"),
        ({"specks": 9}, "no letter"),
        ({"aside": (("running-head", 900), ("masthead", 101))}, "running-head 9 %, masthead 1 %"),
        ({"aside": (("widget", 3_000), ("navigation", 501))}, "widget 30 %, navigation 5 %"),
        ({"unmatched": 11}, "no partner"),
        (
            {"words": Unknown(1_000, 31, ("slie", "tlie"))},
            "of 1,000 words 31 are in no list (“slie”, “tlie”), and 20 were",
        ),
        ({"mended": 21}, "of 1,000 words 30 are in no list (“slie”), and 21 were"),
        ({"paragraphs": 900, "cuts": ("9 ANNALS", "II", "x", "y", "z")}, "5 sentences are cut by a short line"),
    ],
)
def test_what_is_beyond_what_is_usual_is_told(worse: dict[str, Any], word: str) -> None:
    assert list(GOOD.complaints()) == []
    assert list(replace(GOOD, aside=(("widget", 3_000), ("running-head", 1_000))).complaints()) == []
    [told] = replace(GOOD, **worse).complaints()
    assert word in told


def test_few_cases_are_chance() -> None:
    few = replace(GOOD, paragraphs=10, broken=3, blocks=10, specks=3, notes=4, unmatched=3)
    assert list(few.complaints()) == []
    assert len(list(replace(few, broken=4).complaints())) == 1


def test_markers_of_notes_that_the_file_does_not_have_are_no_fault() -> None:
    text = "\n\n".join(f"{one}[{at}]" for at, one in enumerate(paragraphs(30), 1))
    assert list(of(text).complaints()) == []


def test_nothing_is_healthy() -> None:
    assert list(of("").complaints()) == []


@pytest.mark.parametrize(
    ("out", "inside", "told"),
    [
        (3, 4, True),
        (3, 3, False),  # title page, half-title and heading
        (20, 4, True),
        (21, 4, False),  # so many heads prove what it is
    ],
)
def test_words_that_are_left_out_and_stand_in_the_text(out: int, inside: int, told: bool) -> None:
    aside = [("running-head", "My dear  Silas,")] * out + [("page-number", "MMMMMMXII")] * 9
    found = standing(aside, ["My dear Silas,"] * inside + ["MMMMMMXII"] * 9)
    assert found == ((Standing("My dear Silas,", out, inside),) if told else ())
    assert len(list(left_out(1_000, (), found))) == told


def test_initials_come_again_by_chance() -> None:
    assert standing([("running-head", "A. M. P. S. T.")], ["A. M. P. S. T."] * 9) == ()
    assert standing([("running-head", "A. M. P. S. T. X.")], ["A. M. P. S. T. X."] * 9) != ()


def test_what_is_left_out_is_looked_at_in_the_file_too() -> None:
    """As a stage that takes salutations for running heads would leave it."""
    letters = "\n\n".join(f"<p>My dear Silas,</p><p>{one}</p>" for one in paragraphs(6))
    head = '<fw type="running-head" xml:id="{0}" resp="#furniture" cert="0.9" ana="#rule-running-head">{1}</fw>'
    left = "".join(head.format(name, "My dear Silas,") for name in ("a1", "a2", "a3"))
    body = f"<text><body>{letters}<p>{left}</p></body></text>"
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>'.encode())
    messages = [message for _, message, _ in odd_omissions(root)]
    assert len(messages) == 1
    assert "“My dear Silas,” (3 times, 6 in the text)" in messages[0]


# ---------------------------------------------------------------- sentences that lines cut


def halves(between: str) -> str:
    """Paragraphs, every third of them in two halves with a line between."""
    made = []
    for at, one in enumerate(paragraphs(90)):
        words = one.split()
        half = next(
            (
                i
                for i in range(len(words) // 2, len(words) - 9)
                if words[i].islower() and words[i].isalpha() and words[i - 1].isalpha()
            ),
            0,
        )
        cut = at % 3 == 0 and half > 9
        made += [" ".join(words[:half]), between.format(at), " ".join(words[half:])] if cut else [one]
    return "\n\n".join(made)


@pytest.mark.parametrize("line", ["Pi", "ii {}", ". . -"])
def test_sentences_that_a_line_cuts_are_told(line: str) -> None:
    found = of(halves(line))
    assert len(found.cuts) > 9
    assert found.cuts[0] == line.format(0)
    assert any("sentences are cut by a short line" in one for one in found.complaints())


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("x" * 39, True),
        ("x" * 40, False),
        ("the third word", False),
        ("the third", True),
        ("a = b + c", False),
        ("A = b", False),
        ("A + b", True),
        ("The third word", True),
    ],
)
def test_what_the_author_displays_in_the_midst_of_a_sentence_cuts_none(line: str, cut: bool) -> None:
    """A long line, as a verse; and one that is of the sentence itself, whose lines could not be joined."""
    long = "The ferryman went down to the water and saw"
    blocks = [("p", long), ("p", line), ("p", "the boat that nobody had asked for in the winter.")]
    assert list(_cuts(blocks)) == [line] * cut
    for at, other in (
        (0, ("p", long[:39])),
        (1, ("q", line)),
        (2, ("p", "The boat that nobody had asked for in the winter.")),
    ):
        assert list(_cuts([*blocks[:at], other, *blocks[at + 1 :]])) == []


def test_a_few_cut_sentences_are_chance() -> None:
    assert list(replace(GOOD, broken=0, paragraphs=100, cuts=("x", "y", "z")).complaints()) == []
    assert list(replace(GOOD, paragraphs=1_000, cuts=("a", "b", "c", "d", "e")).complaints()) == []


# ---------------------------------------------------------------- words that nobody knows


def misread(text: str, share: float) -> str:
    """A text so large a share of whose small letters was read as others."""
    chance = Random(3)
    return "".join(chance.choice("cetilarnoshv") if c.islower() and chance.random() < share else c for c in text)


@pytest.mark.parametrize(("share", "told"), [(0.0, False), (0.002, False), (0.02, True), (0.05, True)])
def test_many_misread_letters_are_told(share: float, told: bool) -> None:
    text = [misread(one, share) for one in paragraphs(120)]
    found = replace(GOOD, words=unknown(text, "en-GB"), mended=0)
    assert len(list(found.complaints())) == told


def test_what_is_no_misread_word() -> None:
    prose = paragraphs(40)
    latin = (
        "Quousque tandem abutere patientia nostra, quamdiu etiam furor iste tuus nos eludet, quem finem sese effrenata."
    )
    assert unknown([*prose, *[latin] * 9], "en").unknown == unknown(prose, "en").unknown
    assert unknown([latin], "en") == Unknown(0, 0)
    assert unknown(["She went to the flurbage."], "en") == Unknown(3, 1, ("flurbage",))
    assert (
        unknown(["She went to the flurbage, and the flurbage was by the flurbage."], "en").unknown == 0
    )  # its own word
    assert unknown(["She went to the flurbage, and the flurbage was there."], "en").unknown == 2
    assert unknown(["Zq to xw at Flurbage by FLURBAGE."], "en").unknown == 0  # short, names, capitals


def test_of_languages_whose_words_our_lists_lack_nothing_is_told() -> None:
    assert unknown(["Il vecchio flurbagio andava alla riva."], "it") == Unknown(0, 0)
    assert unknown(["She went to the flurbage."], "und") == Unknown(0, 0)


# ---------------------------------------------------------------- where it is told


def edition(text: str) -> Any:
    return parse(to_tei(text.encode(), Descriptor(id="x"), Path("x.txt")))


def test_what_is_bad_is_said_loudly_and_first() -> None:
    """At the build and in the header, from which the shelf has it."""
    from ecdosis.book.reader import book

    root = edition("\n\n".join(f"{one}\n\n{at * 37 % 101} {at}" for at, one in enumerate(paragraphs(60))))
    shown = card(root, book(root))
    assert [notice for notice in shown.notices if notice.startswith(BAD)]
    (words, bad), *others = shown.told
    assert bad
    assert words.startswith("60 of 120 paragraphs and lines have no letter")
    assert ("No title was found", False) in [(said[:18], is_bad) for said, is_bad in others]


def test_of_a_good_edition_nothing_is_said_loudly() -> None:
    from ecdosis.book.reader import book

    root = edition("\n\n".join(paragraphs(60)))
    assert not [notice for notice in card(root, book(root)).notices if notice.startswith(BAD)]
