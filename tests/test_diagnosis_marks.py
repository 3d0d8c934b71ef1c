"""Quotation marks that question marks stand for are one question for the whole text, and no question mark is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

from damaged import ENGLISH, FRENCH, GERMAN, PLAIN, all_as, mapped
from ecdosis.build import to_tei
from ecdosis.diagnosis import Finding, Subject
from ecdosis.diagnosis.marks import LEAST, examine, marks
from ecdosis.editor.decide import answers
from ecdosis.editor.rows import Decision, cells, checked
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.encoding import repair
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import changes, queries, read
from ecdosis.tei.restore import restore
from test_proof import DIRT

TALK: Final = (
    "“Good evening,” said the miller. “The water – what is left of it – is low.” “Is it?” she asked. What did he know? "
    "“You could wait (“or go,” he added).” He looked up. Who would come now? “Nobody,” he said.\n"
)
"""Speech, with dashes and questions."""


def lossy(sign: str, text: str = TALK) -> str:
    return text.translate(dict.fromkeys(map(ord, "“”–"), sign))


def found(text: str, language: str = "en", policy: str = "ask") -> Finding | None:
    return examine(Subject(text, language, policies={"lost_quotation_marks": policy}))


def mended(text: str, quotes: str) -> str:
    return repair(opened(decode(text.encode())), "en", quotes)[0].reading


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_lost_marks_are_one_question(sign: str) -> None:
    finding = found(lossy(sign))
    assert finding is not None
    assert (finding.name, finding.grave) == ("marks-lost", True)
    lost = sum(TALK.count(mark) for mark in "“”–")
    assert f" at {lost} places: " in finding.sentence
    assert "lost_quotation_marks" in finding.ask
    assert mended(lossy(sign), "ask") == lossy(sign)


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
@pytest.mark.parametrize(("policy", "right"), [("double", TALK), ("single", TALK.translate(str.maketrans("“”", "‘’")))])
def test_what_the_descriptor_says_is_read_and_questions_stay(sign: str, policy: str, right: str) -> None:
    assert mended(lossy(sign), policy) == right
    finding = found(lossy(sign), policy=policy)
    assert finding is not None
    assert (finding.grave, finding.ask) == (False, "")


@pytest.mark.parametrize("policy", ["ask", "double", "single"])
@pytest.mark.parametrize("text", [ENGLISH, PLAIN, TALK, "Well? Who? What?! No?? (Yes?) “Is it?” He said: what?\n" * 9])
def test_in_a_sound_text_every_question_mark_stays(text: str, policy: str) -> None:
    assert mended(text, policy) == text
    assert found(text) is None


def test_one_quotation_proves_nothing() -> None:
    assert LEAST == 2
    assert marks("?Yes,? he said.", "en") == ()
    assert len(marks("?Yes,? he said. ?No,? she said.", "en")) == 4
    assert marks("?Yes he said. ?No she said,? and so on.", "en") == ()
    assert marks("\ufffdyes he said. \ufffdno, he \ufffd, she\ufffd said", "en") == ()


def test_a_turned_question_mark_may_be_lost_in_spanish() -> None:
    text = "?Quien viene,? dijo. ?Nadie,? dijo ella.\n"
    assert found(text, "es") is None
    assert found(text, "it") is not None


@pytest.mark.parametrize(("language", "text"), [("en", ENGLISH), ("de", GERMAN), ("fr", FRENCH)])
@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_what_stands_for_letters_stands_for_no_marks(language: str, text: str, sign: str) -> None:
    assert found(mapped(text, all_as(sign)), language) is None


def test_what_nobody_could_read_is_told_and_much_of_it_makes_a_bad_edition() -> None:
    finding = found("The \ufffd ferry and th\ufffd\ufffd boat.")
    assert finding is not None
    assert (finding.name, finding.grave) == ("characters-unknown", False)
    assert "is in 3 places: “\ufffd” (line 1), “th\ufffd\ufffd” (line 1)" in finding.sentence
    worse = found("The \ufffd ferry and th\ufffd\ufffd boat \ufffd.")
    assert worse is not None
    assert worse.grave


def test_what_is_left_of_a_quotation_mark_is_known() -> None:
    assert found("He wrote â€œnoâ€\ufffd and â€œyesâ€\ufffd and â€œwellâ€\ufffd and â€œhereâ€\ufffd.") is None


def test_the_descriptor_says_it_and_the_source_is_given_back() -> None:
    data = lossy("?").encode()
    known = Descriptor(id="a", policies=(("lost_quotation_marks", "double"),))
    root = parse(to_tei(data, known, Path("a.txt")))
    assert restore(root) == data
    assert read(root).split() == TALK.split()
    [correction] = root.iterfind(".//tei:correction", NAMESPACES)
    assert content(correction).endswith("stands for are read as “…”, as the editor says.")
    [plain] = parse(to_tei(data, Descriptor(id="a"), Path("a.txt"))).iterfind(".//tei:correction", NAMESPACES)
    assert "the editor says" not in content(plain)


@pytest.mark.parametrize(("mark", "closes"), [("“", "”"), ("‘", "’")])
@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_one_yes_reads_them_all(sign: str, mark: str, closes: str) -> None:
    """The row that `queries` prints, or the same with the other marks; each place names the one decision."""
    source, facts = lossy(sign), Descriptor("x", language="en")
    asked = parse(to_tei(source.encode(), facts, Path("x.txt")))
    [query] = [one for one in queries(asked) if one.by == "encoding"]
    assert query.source == sign
    [row] = [row for row in pasted(asked, source) if row.is_of_text]
    row = replace(row, value=row.value.replace("“", mark))
    made = parse(to_tei(source.encode(), facts, Path("x.txt"), decisions=(row,)))
    assert read(made).rstrip() == mended(source, {"“": "double", "‘": "single"}[mark]).rstrip()
    assert closes in read(made)
    assert restore(made) == source.encode()
    mine = [one for one in changes(made) if one.by == "editor"]
    assert {one.source for one in mine} == {sign}
    assert len(mine) == sum(one.kind == "mojibake" for one in changes(made))
    assert all(row.id in one.why for one in mine)
    assert [one for one in queries(made) if one.by == "encoding"] == []


def pasted(asked: etree._Element, source: str) -> list[Decision]:
    """The decisions that are printed as rows."""
    return [checked(Path("x"), number, cells(*row)) for number, row in enumerate(answers(queries(asked), source), 1)]


def test_the_question_comes_first() -> None:
    prose = "The clerk of the river had seen the lamp in that year, and nobody had told him whose it was. "
    source = f"{prose}They could not go on working on this bases for another year.{DIRT}\n\n{lossy('?')}"
    asked = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt")))
    rows = pasted(asked, source)
    assert rows[0].is_of_text
    assert len(rows) > 1


def test_no_to_it_leaves_them() -> None:
    source = lossy("?")
    asked = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt")))
    row = replace(pasted(asked, source)[0], decision="reject", value="")
    made = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt"), decisions=(row,)))
    assert read(made).rstrip() == source.rstrip()
    assert [one for one in queries(made) if one.by == "encoding"] == []
