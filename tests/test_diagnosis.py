"""What is wrong with a text as a whole is told once, before anything is repaired."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.diagnosis import EXAMINATIONS, Finding, Subject, diagnose
from ecdosis.diagnosis.finding import examples
from ecdosis.health import BAD
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, parse

SLIGHT = Finding("slight", "There is a little of it.", grave=False)
GRAVE = Finding("grave", "There is much of it.", "Look at it.")


def slight(_subject: Subject) -> Finding:
    return SLIGHT


def grave(_subject: Subject) -> Finding:
    return GRAVE


def nothing(_subject: Subject) -> None:
    return None


def test_the_grave_comes_first_and_what_finds_nothing_tells_nothing() -> None:
    table = [f"{__name__}:{examine.__name__}" for examine in (nothing, slight, grave)]
    assert diagnose(Subject("text"), table) == (GRAVE, SLIGHT)
    assert [one.told for one in (GRAVE, SLIGHT)] == ["There is much of it. Look at it.", "There is a little of it."]


def test_every_examination_is_there_and_finds_nothing_in_nothing() -> None:
    assert diagnose(Subject("")) == ()
    assert len(set(EXAMINATIONS)) == len(EXAMINATIONS)


def test_examples_have_their_words_and_lines() -> None:
    text = "one de nition\r\nof a su\0cient\rof\x9fce"
    assert examples(text, [(6, 7)]) == "“de nition” (line 1)"
    places = [(text.index(sign), text.index(sign) + 1) for sign in "\0\x9f"]
    assert examples(text, places) == "“su␀cient” (line 2), “of�ce” (line 3)"
    assert examples(text, [(6, 7)] * 9) == "“de nition” (line 1)"
    assert examples(text, [(6, 7)] * 19 + places).count("line") == 2
    assert examples(text, [(6, 7)] * 20 + places).count("line") == 1  # it looks no further
    assert examples(text, [(6, 7), *places]) == "“de nition” (line 1), “su␀cient” (line 2)"
    assert examples("a" * 90, [(45, 46)]) == f"“{'a' * 25}” (line 1)"


def test_what_is_found_stands_in_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecdosis.diagnosis.diagnose", lambda _subject: (GRAVE, SLIGHT))
    root = parse(to_tei(b"A text.", Descriptor(id="a"), Path("a.txt")))
    told = [note.text for note in root.iterfind(".//tei:note[@type='notice']", NAMESPACES)]
    assert told == [f"{BAD}{GRAVE.told}", SLIGHT.told]
