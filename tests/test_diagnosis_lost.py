"""Ligatures that are lost are told once, and read where nothing else can be meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from damaged import ENGLISH, FRENCH, GERMAN, PLAIN, lacking, parted
from ecdosis.build import to_tei
from ecdosis.diagnosis import Subject, diagnose
from ecdosis.diagnosis.lost import SURE, Lost, Place, examine, lost, places
from ecdosis.editor.rows import Decision
from ecdosis.model.pieces import Change, Query
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.encoding import repair
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore

BLANK: Final = Lost(True, False, ())
BOTH: Final = Lost(True, True, ())
TEXTS: Final = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def mended(text: str, language: str = "en") -> tuple[Text, tuple[Query, ...]]:
    return repair(opened(decode(text.encode())), language)


def applied(text: str, found: Iterable[Place]) -> str:
    for place in sorted(found, key=lambda place: -place.start):
        text = text[: place.start] + place.after + text[place.end :]
    return text


def sure(text: str, how: Lost = BLANK) -> list[str]:
    """The words that are surely read in an English text."""
    return [place.word for place in places(text, "en", how) if place.weight >= SURE]


@pytest.mark.parametrize(("instead", "parted", "shortened"), [(" ", True, False), ("", False, True)])
@pytest.mark.parametrize(("language", "least"), [("en", 0.7), ("de", 0.4), ("fr", 0.4)])
def test_what_is_read_is_right(language: str, least: float, instead: str, parted: bool, shortened: bool) -> None:
    bad, truth = lacking(TEXTS[language], instead)
    how = lost(bad, language)
    assert how is not None
    assert (how.parted, how.shortened) == (parted, shortened)
    found = places(bad, language, how)
    read = [place for place in found if place.weight >= SURE]
    assert all(truth[place.start, place.end] == place.after for place in found)
    assert len(read) >= least * len(truth)
    text, asked = mended(bad, language)
    assert text.reading == applied(bad, read)
    assert len(asked) == len(found) - len(read)
    [finding] = diagnose(Subject(bad, language))
    assert (finding.name, finding.grave) == ("ligatures-lost", True)
    assert f"In {len(read)} words" in finding.sentence


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("how", ["inside", "before", "after", "around"])
def test_words_that_are_parted_at_a_ligature_are_joined(how: str, language: str) -> None:
    text = TEXTS[language] * 2
    bad = parted(text, how)
    right = set(text.split())
    read, _ = mended(bad, language)
    assert set(read.reading.split()) - right <= set(bad.split())  # what is read is right
    assert len(set(read.reading.split()) - right) < 0.5 * len(set(bad.split()) - right)
    assert {piece.kind for piece in read.pieces if isinstance(piece, Change)} == {"word-division"}


def test_a_lost_letter_is_damage_and_says_what_shows_it() -> None:
    text, _ = mended(lacking(ENGLISH, " ")[0])
    first = next(piece for piece in text.pieces if isinstance(piece, Change))
    assert (first.kind, first.by, first.after) == ("spelling", "encoding", "fi")
    assert first.why == "“first” lacks the ligature “fi” here, as others do in this file."
    assert 0.95 < first.certainty <= 0.99


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, PLAIN])
@pytest.mark.parametrize("language", ["en", "de", "fr", "it", "ru", "und"])
def test_a_sound_text_has_lost_none(language: str, text: str) -> None:
    assert examine(Subject(text, language)) is None


def test_in_a_sound_passage_of_a_bad_file_nothing_changes() -> None:
    assert sure(PLAIN, BOTH) == []
    assert sure(ENGLISH, BOTH) == []


def test_a_few_words_prove_nothing() -> None:
    few = "The de nition of the speci cation was suf cient. "
    assert lost(few, "en") is None
    assert lost(few * 9, "en") is None
    assert lost(f"{few}It was of cial.", "en") is not None


def test_a_few_words_among_many_that_are_whole_are_chance() -> None:
    few = "The de nition of the speci cation was suf cient and of cial. "
    assert lost(few + "The first officer. " * 39, "en") is not None
    assert lost(few + "The first officer. " * 40, "en") is None


def test_the_neighbours_tell_whether_a_word_lacks_its_beginning() -> None:
    assert sure("He said that the re was put out by the men.") == ["fire"]
    assert sure("It was a letter in re the estate of the late owner.") == []
    assert sure("We saw a ash of light.") == ["flash"]
    assert sure("We sat under the ash tree.") == []
    assert sure("They looked at our house at once.") == []


def test_what_is_tied_to_another_word_lacks_nothing() -> None:
    assert sure("They’re here, we've gone, and the re-election of nal. The co-re was out.") == ["final"]
    assert sure("Old Hamber eld said so.") == []
    assert sure("The NAL and PROLES went.", BOTH) == []


def test_two_words_are_one_only_if_that_is_far_likelier() -> None:
    assert [place for place in places("O ciel! il dit.", "fr", BLANK) if place.weight >= SURE] == []
    two = "The air field and the gold fish were off side; the off season began, and the out fit was off line."
    assert lost(two, "en") is None


def test_a_word_that_may_be_several_is_asked() -> None:
    [place] = places("They had ri ed it.", "en", BLANK)  # rifled, riffed
    assert place.weight < SURE


def test_a_decision_undoes_what_was_read() -> None:
    bad, _ = lacking(ENGLISH, " ")
    decisions = [Decision(1, -1, "rst o cer", "keep"), Decision(2, -1, "The rst", "keep")]
    decisions.append(Decision(3, -1, "speci cation", "read", "specialisation"))
    root = parse(to_tei(bad.encode(), Descriptor(id="a"), Path("a.txt"), decisions=decisions))
    assert read(root).startswith("The rst o cer found no ")
    assert "in the specialisation, and the staff" in read(root)


def test_the_file_is_given_back_and_read() -> None:
    data = lacking(ENGLISH, " ")[0].encode()
    root = parse(to_tei(data, Descriptor(id="a"), Path("a.txt")))
    assert restore(root) == data
    assert read(root).startswith("The first officer found no ")
