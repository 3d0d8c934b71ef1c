"""What few lines say alone: two that rhyme, who said what stands above, the title where it stands again."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.blocks.cast import casts
from ecdosis.stages.blocks.frontmatter import is_motto
from ecdosis.stages.blocks.views import views
from test_blocks import divided, filled, types

PAIR = "    The ferry came at last to land,\n    And nobody had lent a hand."
POEM = f"{PAIR}\n    The miller kept the lamp alight,\n    And counted geese throughout the night,"

PROSE = "[[P]]\n\n" * 4


def between(
    lines: str, above: str = "The clerk at the gate wrote it all down in the ledger of the ferry:"
) -> list[str]:
    """The types of the blocks below a line and above a paragraph."""
    _, division = divided(filled(f"[[P]]\n\n{above}\n\n{lines}\n\n[[P]]\n\n[[P]]"))
    return types(division)[2:-2]


@pytest.mark.parametrize(
    ("lines", "verse"),
    [
        (PAIR, True),
        (PAIR.replace("hand", "hat"), False),  # no rhyme
        (PAIR.replace("lent a hand", "come to land"), False),  # the same word
        (PAIR.replace("And nobody", "and nobody"), False),
        (PAIR.replace("    ", ""), False),  # as far out as the prose
        (PAIR.replace("    ", " "), False),
        (PAIR.replace("    ", "  "), True),
        ("    The land,\n    The hand.", False),  # too few words
        ("    The boat went down the river flowing,\n    And all the geese stood by it growing.", True),
        ("    A Letter on the Confusion\n    Of Our Ancient Provision", False),  # endings alike rhyme with anything
        (f"{PAIR}\n\n    And so it stood.", True),
        (f"{PAIR}\n                       (p. 25)", True),
        ("    I. The ferry came at last to land,\n    V. And nobody had lent a hand.", False),
        (f"{PAIR}\n    12 oars.", False),
    ],
)
def test_two_lines_that_rhyme(lines: str, verse: bool) -> None:
    assert (between(lines)[:2] == ["verse", "verse"]) is verse


@pytest.mark.parametrize(
    ("first", "second", "above", "verse"),
    [
        ("see", "free", "The clerk wrote it all down in the ledger:", True),  # in two letters, which a colon leads to
        ("see", "free", "The clerk wrote it all down in the ledger.", False),
        ("flee", "glee", "The clerk wrote it all down in the ledger.", True),
        ("see", "fro", "The clerk wrote it all down in the ledger:", False),
    ],
)
def test_rhymes_of_few_letters(first: str, second: str, above: str, verse: bool) -> None:
    lines = f"    The geese upon the water {first},\n    And all the lamps again {second}."
    assert (between(lines, above) == ["verse", "verse"]) is verse


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("    --HESTER LOWE.", "attribution"),
        ("    —Hester Lowe.", "attribution"),
        ("    —LOWE.", "attribution"),
        ("    —Lowe.", "p"),  # as one who speaks says it
        ("                  —Lowe.", "attribution"),
        ("    —LOWE: The Lamp.", "attribution"),
        ("    —Hester at Saltern.", "p"),
        ("    —Hester von Saltern.", "attribution"),
        ("    —[DR. HESTER LOWE]", "attribution"),
        ("    —Hester Lowe!", "p"),
        ("    —Hester Lowe And Amos Pell Of The Old Ferry.", "p"),
        ("    (Pt. 2, p. 25)", "attribution"),
        ("    (The Lamp, canto iv.)", "attribution"),
        ("    (The lamp was out.)", "p"),
        ("    (Act II. Sc. 3)", "attribution"),
        ("    (The Lamp, book iv.)", "attribution"),
        ("    (He shut the book in anger)", "p"),
        ("    (Lines crossed out)", "p"),
        ("    (S. Croce)", "p"),
    ],
)
def test_who_said_what_stands_above(line: str, type_: str) -> None:
    lines = POEM.removesuffix(",") + "."
    assert between(f"{lines}\n\n{line}") == ["verse"] * 4 + [type_]


@pytest.mark.parametrize(
    ("above", "below", "type_"),
    [("\n\n", "\n\n", "attribution"), ("\n\n\n\n", "\n\n\n\n", "p"), ("\n\n\n", "\n\n", "p"), ("\n\n", "\n", "p")],
)
def test_where_it_stands(above: str, below: str, type_: str) -> None:
    """Near what is said, and no nearer to what follows."""
    _, division = divided(filled(f"{PROSE}{POEM.removesuffix(',')}.{above}    —HESTER LOWE.{below}{PROSE}"))
    assert division.blocks[8].type == type_


def test_lines_of_a_dialogue_sign_nothing() -> None:
    lines = POEM.removesuffix(",") + "."
    assert "attribution" not in between(f"{lines}\n\n—HESTER LOWE.\n\n—AMOS PELL.")


TITLE = "THE LAMP\n\nBY HESTER LOWE\n\nLONDON:\n\nBRAND & SONS\n\n1907\n\n\n\nPREFACE\n\n[[P]]\n\n[[P]]"


@pytest.mark.parametrize(
    ("again", "lines"),
    [
        ("\n\n\n\nTHE LAMP\n\n\n\n", 1),
        ("\n\n\n\nTHE\n\nLAMP\n\n\n\n", 2),
        ("\n\n\n\nTHE LAMPS\n\n\n\n", 0),
        ("\n\n\nTHE LAMP\n\n\n\n", 0),  # no wide space above
        ("\n\n\n\nTHE LAMP\n\n", 0),  # nor below
        ("\n\n\n\nTHE LAMP\n\n\nto\n\n", 0),  # nor a heading
    ],
)
def test_the_title_alone_above_the_first_chapter(again: str, lines: int) -> None:
    _, division = divided(filled(f"{TITLE}{again}CHAPTER I\n\n[[P]]\n\n[[P]]\n\n\n\nCHAPTER II\n\n[[P]]"))
    found = types(division)
    assert [one for one in found if one.startswith("title-page")] == ["title-page 1", "title-page"][:lines]


@pytest.mark.parametrize(("numbers", "lines"), [(("1", "2"), 1), (("I", "II"), 1)])
def test_the_title_above_bare_numbers(numbers: tuple[str, str], lines: int) -> None:
    """It is that above the first of them, and not above another."""
    first, second = numbers
    title = TITLE.replace("THE LAMP", "THE MILL")
    for above, expected in ((first, lines), (second, 0)):
        heads = (f"THE MILL\n\n\n\n{n}" if n == above else n for n in (first, second, "III" if first == "I" else "3"))
        _, division = divided(filled(title + "".join(f"\n\n\n\n{head}\n\n[[P]]\n\n[[P]]" for head in heads)))
        assert [block.type for block in division.blocks].count("title-page") == expected


def test_a_story_of_the_same_name_is_a_chapter() -> None:
    source = f"{TITLE}\n\n\n\nTHE GEESE\n\n[[P]]\n\n[[P]]\n\n\n\nTHE LAMP\n\n\n\nTHE BELL\n\n[[P]]\n\n[[P]]"
    _, division = divided(filled(source))
    assert "title-page" not in {block.type for block in division.blocks}


def test_a_preface_above_the_title_is_signed() -> None:
    end = "I thank all who helped me.\n\nH. LOWE.\n\nSaltern, May, 1907."
    source = f"{TITLE}\n\n{end}\n\n\n\nTHE LAMP\n\n\n\nCHAPTER I\n\n[[P]]\n\nCHAPTER II\n\n[[P]]"
    text, division = divided(filled(source))
    told = {block.type: text.reading[block.start : block.end] for block in division.blocks}
    assert (told["signed"], told["dateline"]) == ("H. LOWE.", "Saltern, May, 1907.")


@pytest.mark.parametrize(
    ("head", "count"), [("CHARACTERS", 1), ("CHARACTERS        FIRST CAST", 1), ("CHARACTERS FIRST CAST", 0)]
)
def test_who_played_whom_stands_beside_the_heading(head: str, count: int) -> None:
    text, _ = divided(
        f"{head}\n\nThe Clerk      Amos Pell.\n\nHester      Ann Bell.\n\nA Ferryman      Silas Low.\n\nACT I\n"
    )
    assert len(casts(views(text, ()))) == count


@pytest.mark.parametrize(
    ("told", "lines"),
    [("    (Of the ferry at Saltern)", 4), ("(Of the ferry at Saltern)", 1), ("    (Of the ferry", 1)],
)
def test_who_somebody_is_stands_below_the_name(told: str, lines: int) -> None:
    text, _ = divided(f"PERSONS OF THE PLAY\n\nTHE CLERK\n{told}\nHESTER LOWE\nA FERRYMAN\nSILAS\n\nACT I\n")
    found = casts(views(text, ()))
    assert [len(one.lines) for one in found] == ([lines + 1] if lines > 1 else [])


@pytest.mark.parametrize(
    ("lines", "motto"),
    [
        (["“The ferry came at last to land,", "And nobody had lent a hand.”"], True),
        (["“The ferry came at last to land,”", "“And nobody had lent a hand.”"], False),
        (["“The ferry came at last to land,", "And nobody had lent a hand."], False),
        (["“The lamp,", *["The boat,"] * 14, "The land.”"], True),
        (["“The lamp,", *["The boat,"] * 15, "The land.”"], False),
    ],
)
def test_mottos_of_title_pages(lines: list[str], motto: bool) -> None:
    found = views(Text.of("\n".join(lines)), ())
    assert is_motto(found, range(len(found))) is motto


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("                    PELLOW.", "attribution"),
        ("            PELLOW.", "other"),
        ("                    Pellow.", "other"),
        ("                    II.", "other"),
    ],
)
def test_a_name_far_to_the_right_signs_an_epigraph(line: str, type_: str) -> None:
    quoted = "  No lamp was ever lit too early, the clerk told them."
    page = "THE LAMP\n\nBY HESTER LOWE\n\n1907\n\n\n\nCHAPTER I"
    source = f"{page}\n\n\n{quoted}\n\n{line}\n\n\n[[P]]\n\n[[P]]\n\n\n\nCHAPTER II\n\n[[P]]"
    text, division = divided(filled(source))
    told = {text.reading[block.start : block.end]: block.type for block in division.blocks}
    assert (told[line.strip()] == "attribution") is (type_ == "attribution")
