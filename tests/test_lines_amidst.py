"""Lines in the midst of sentences, before a number, a date, a title's name or a quotation; and what only looks so."""

from __future__ import annotations

import pytest

from ecdosis.model.text import Text
from ecdosis.stages.lines import repair
from test_short_lines import blocks, prose

WIDTH = 56
PASSAGE = """\
{first}
{second}
to the quay, where nobody had seen it but the dog of the
keeper, which said nothing.
"""


def together(first: str, second: str, *, around: str = "", language: str = "en") -> bool:
    """Whether two lines in the midst of a passage, between paragraphs of full lines, are joined."""
    around = around or prose(WIDTH)
    found = blocks(f"{around}\n\n{PASSAGE.format(first=first, second=second)}\n{around}", language)
    return any(first in block and " ".join(second.split()) in block for block in found)


# Lines of 36 to 44 columns: they are more than six tenths of the measure, and less than nearly full.
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("he did on each of the days there from", "1 to 6 July, and the boat was laid beside the ferry next"),
        ("he did on each of the days there from", "1 July, and the boat was laid beside the ferry and next"),
        ("he did at the turn of the year on the", "29th Day of October, when the lamps were burning next"),
        ("he did when he was told of it in", "1622, and the boat was laid beside the ferry and next"),
        ("he did in each year there, from 9 to 22", "August, and the boat was laid beside the ferry and next"),
        ("he did in the cold days of December 11,", "1916, and the boat was laid beside the ferry and next"),
        ("he did between the spring and August", "1816. As the boat was laid beside the ferry, it was next"),
        ("he did, born in the town October 29th,'", "1562, and the boat was laid beside the ferry and next"),
        ("he did when he was told of it by Mr.", "Harrow, and the boat was laid beside the ferry and next"),
        ("he did when he was told of it by the Rev.", "Harrow, and the boat was laid beside the ferry and next"),
    ],
)
def test_a_sentence_goes_on_with_a_number_a_date_or_a_name(first: str, second: str) -> None:
    assert together(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("he did when he was told of it by the", "7 Harrow and Sons, of the ferry and the quay, who were so"),
        ("he did on each of the days there from", "1. The boat was laid beside the ferry and the quay next"),
        ("he did on each of the days there from", "(1) the boat was laid beside the ferry and the quay next"),
        ("he did on each of the days there from", "4.1 The boat that was laid beside the ferry and the quay"),
        ("he did in the cold days of the year,", "1916, and the boat was laid beside the ferry and next"),
        ("he did in each year there, of the 9 or 42", "August, and the boat was laid beside the ferry and next"),
        ("he did in each year there, from 9 to 22", "Harrow, and the boat was laid beside the ferry and next"),
        ("he did when he was told, in haste,", "Harrow, and the boat was laid beside the ferry and next"),
        ("he did in the cold days of December 11,", "16 boats were laid there beside the ferry and the quay"),
        ("he did when all was told to the vol.", "Harrow, and the boat was laid beside the ferry and next"),
        ("It was as from", "1 to 6 July, and the boat was laid beside the ferry next"),  # far too short
    ],
)
def test_items_notes_and_headings_begin_something(first: str, second: str) -> None:
    assert not together(first, second)


NEARLY = "he did each year in the time as the lamp"
"""40 columns, with the next word nearly those of a full line."""


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (f"{NEARLY} called", "«Lock of the keeper» by all who lived there beside it on", True),
        (f"{NEARLY} called", "«3.0 lock» by all who had lived there beside it and on", True),
        (f"{NEARLY} born", "1560, and the boat was laid beside the ferry and next", True),
        (f"{NEARLY} born", "15600 boats were laid beside the ferry and the quay next", True),
        (f"{NEARLY} born", "70000 Boats were laid beside the ferry and the quay next", False),
        (f"{NEARLY} “seen,”", "“Lock of the keeper” was what they had called it and on", False),
        (f"{NEARLY} seen.", "“Lock of the keeper” was what they had called it and on", False),
    ],
)
def test_a_nearly_full_line_goes_on_with_a_quotation_or_a_year(first: str, second: str, joined: bool) -> None:
    assert together(first, second) is joined


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("«3.0 lock» by all who had lived there beside it and on", True),
        ("«Lock of the keeper» by all who lived there beside it on", False),  # may be the speech of the next paragraph
    ],
)
def test_where_nothing_shows_paragraphs_only_a_number_in_quotation_marks_goes_on(second: str, joined: bool) -> None:
    around = prose(WIDTH).replace("\n\n", "\n")
    found = blocks(f"{around}\n{PASSAGE.format(first=f'{NEARLY} called', second=second)}{around}")
    assert any(f"called {second}" in block for block in found) is joined


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (". the keeper had gone away and the boat was laid in and", True),  # dirt
        (". The keeper had gone away and the boat was laid in and", False),
        (". k the had gone away and the boat was laid in and the", False),
    ],
)
def test_a_full_stop_and_a_blank_before_a_word_are_dirt(second: str, joined: bool) -> None:
    assert together("he did each year when it was so that", second) is joined


def paragraph(last: str) -> str:
    lines = (
        "So was what he had asked for, and they gave him the\nhouse; for that he gave them each year a piece of gold:"
    )
    return f"{prose(WIDTH)}\n\n{lines}\n{last}\n\n{prose(WIDTH)}"


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        (paragraph("Martin was content."), True),
        (paragraph("Martin was content"), False),
        (paragraph("“Martin was content.”"), False),
        (paragraph("Martin was content.\nSo were they."), False),
        (paragraph("Martin was content.").replace("\n\n", "\n"), False),  # nothing shows paragraphs
    ],
)
def test_a_paragraph_may_end_shortly_after_a_colon_at_the_end_of_a_full_line(source: str, joined: bool) -> None:
    assert any("piece of gold: " in block for block in blocks(source)) is joined


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        # editors break no line behind a full stop: the name with its title did not fit
        (
            "qu'il lui fallait pour un long voyage ; enfin",
            "M. Vanderholt, qui vint se faire voir un jour dans sa",
            True,
        ),
        ("qu'il lui fallait pour un long jour ; enfin", "B. Vanderholt, qui vint se faire voir un jour dans sa", False),
        ("qu'il lui fallait ; enfin", "M. Vanderholt, qui vint se faire voir un jour dans sa", False),
    ],
)
def test_a_title_stands_in_one_line_with_its_name(first: str, second: str, joined: bool) -> None:
    assert together(first, second, language="fr") is joined


LINES = (
    "the keeper of the lock had told them that he would make",
    "no use of the great lamp until the winter, and proclama-",
    "tion was made of it at the ferry, on the quay and on the",
    "bridge, where nobody had seen the boat but the dog of the",
    "keeper, which said nothing.",
)


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("'''''", True),
        ('"""""', True),
        ("*****", True),
        ("•••••", True),
        (("* ", "* ", "* ", "* ", "* "), True),  # the OCR parts the mark from its word
        ("'*'\"'", True),  # or reads one for another
        (("'", "", "'", "'", "'"), True),  # or misses some
        (("", "", "'", "'", "'"), False),  # two others are no run
        (("'", "'", "", "'", "'"), True),  # nothing but the hyphen goes
        ("/////", False),
    ],
)
def test_the_mark_that_begins_each_line_of_a_quotation_parts_no_word(marks: tuple[str, ...], found: bool) -> None:
    passage = "\n".join(f"{mark}{line}" for mark, line in zip(marks, LINES, strict=True))
    source = f"{prose(WIDTH)}\n\n{passage}\n\n{prose(WIDTH)}"
    text = repair(Text.of(source), "en")[0]
    assert ("and proclamation was made of it" in " ".join(text.reading.split())) is found
    assert text.leaf_source() == source


def test_the_mark_of_a_line_far_away_proves_none() -> None:
    """Three lines before and after."""
    lines = [*LINES[:3], *LINES[3:4] * 3, *LINES[3:]]

    def marked(*places: int) -> str:
        return "\n".join([prose(WIDTH), "", *(("'" if at in places else "") + one for at, one in enumerate(lines))])

    assert any("and proclamation was" in block for block in blocks(marked(1, 2, 3, 5)))
    assert not any("and proclamation was" in block for block in blocks(marked(1, 2, 3, 6)))


def test_one_letter_behind_a_mark_is_no_half_of_a_word() -> None:
    lines = [one.replace("proclama-", "read-").replace("tion was", "y was") for one in LINES]
    passage = "\n".join(f"*{one}" for one in lines)
    assert not any("and ready was" in block for block in blocks(f"{prose(WIDTH)}\n\n{passage}"))


def test_a_question_about_a_word_across_a_mark_is_about_all_of_it() -> None:
    lines = [one.replace("proclama-", "ferry-").replace("tion was", "boat was") for one in LINES]
    passage = "\n".join(f"'{one}" for one in lines)
    source = f"{prose(WIDTH)}\n\n{passage}"
    _, [query] = repair(Text.of(source), "en")
    assert source[query.start : query.end] == "ferry-\n'boat"
    assert query.suggestion == "ferryboat"
