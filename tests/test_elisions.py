"""Texts in which speech drops letters: what is an apostrophe there that would be left elsewhere."""

from __future__ import annotations

import pytest

from ecdosis.model.pieces import Change
from ecdosis.model.text import Text
from ecdosis.stages.typography import Policies, repair
from ecdosis.stages.typography.rules import TypographyRule

READING = Policies("sure", "typographic", "typographic")
DROPPED = "He's goin' down th' river wi' 'em. "
"""Four words that lost letters for certain."""

AND_SO = "the boat, the lamp, the clerk and the"


def read(text: str, before: str = DROPPED * 5) -> str:
    """What a text reads behind another, in English, in a block of its own."""
    return repair(Text.of(f"{before}\n{text}"), "en", READING)[0].reading.rpartition("\n")[2]


@pytest.mark.parametrize(
    ("before", "drops"),
    [
        (DROPPED * 5, True),
        (DROPPED * 4 + "He's goin' down th' river wi' them. ", False),
        (DROPPED * 5 + "b" * (80_000 - 5 * len(DROPPED) - 15), True),
        (DROPPED * 5 + "b" * (80_001 - 5 * len(DROPPED) - 15), False),
        (DROPPED * 5 + "the pomest' and oblast' of the volost' and druzhest', ", False),
    ],
    ids=["twenty words", "nineteen", "one in 4000 code points", "fewer", "one that transliterates"],
)
def test_a_text_drops_letters_where_it_does_so_often(before: str, drops: bool) -> None:
    assert len("a hammoc' hung") == 14
    assert read("a hammoc' hung", before) == ("a hammoc’ hung" if drops else "a hammoc' hung")


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("a hammoc' in a wherr' by b'zonk", "a hammoc’ in a wherr’ by b’zonk"),
        ('"Hammoc\' or no," he said', "“Hammoc’ or no,” he said"),
        ("in old Zorb' and the Qur'an of B'zonk", "in old Zorb' and the Qur'an of B'zonk"),
        ("so he 'scuttered off", "so he ’scuttered off"),
        ("so he 'scutter' off", "so he ‘scutter’ off"),
        ("to 'elucidate the lamp' for him", "to ‘elucidate the lamp’ for him"),
        ("the 'rowlocked boat went", "the ’rowlocked boat went"),
        ("go 'long the bank", "go ’long the bank"),
        ("went the 'long way round' and came", "went the ‘long way round’ and came"),
        (f"go 'long the bank, {AND_SO} lodge' and", f"go ’long the bank, {AND_SO} lodge’ and"),
        (f"he said, 'long the bank, {AND_SO} lodge' and", f"he said, ‘long the bank, {AND_SO} lodge’ and"),
        ("no 'earty meal", "no ’earty meal"),
        ("''E said so,' she says", "‘’E said so,’ she says"),
    ],
)
def test_what_lacks_letters_there_has_lost_them(typed: str, reads: str) -> None:
    assert read(typed) == reads


@pytest.mark.parametrize(
    "typed",
    ["a hammoc' in a wherr' by b'zonk", "so he 'scuttered off", "go 'long the bank", "no 'earty meal"],
)
def test_elsewhere_it_is_left(typed: str) -> None:
    assert read(typed, "He's going down the river. ") == typed


@pytest.mark.parametrize(("between", "quotes"), [(36, True), (37, False)])
def test_a_word_that_such_a_text_shortens_begins_a_quotation_that_is_closed_near_it(between: int, quotes: bool) -> None:
    """The mark that closes stands up to forty code points behind the word."""
    typed = f"the 'long {'b' * between}way' and"
    assert read(typed).startswith("the ‘long" if quotes else "the ’long")


def test_such_a_mark_is_less_sure_than_others() -> None:
    text, _ = repair(Text.of(f"{DROPPED * 5}\na hammoc' hung"), "en", READING)
    found = {piece.certainty for piece in text.pieces if isinstance(piece, Change)}
    assert TypographyRule.DROPPED in found
    assert min(found - {TypographyRule.DROPPED}) > TypographyRule.DROPPED
