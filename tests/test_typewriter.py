"""The typewriter's marks: what an edition for reading does with them, what one for scholars, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.book.book import paragraphs
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.languages.quotation import known, quoting
from ecdosis.model.document import Document
from ecdosis.model.kinds import LISTED, Kind
from ecdosis.model.pieces import Change, Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.stages.stage import Context
from ecdosis.stages.table import values
from ecdosis.stages.typography import Policies, repair, work
from ecdosis.stages.typography.quotation import pair
from ecdosis.stages.typography.untouched import Untouched
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import changes, read
from ecdosis.tei.restore import restore
from labelled import load, parameters

READING = Policies("sure", "typographic", "typographic")
TYPED = (
    '"It\'s late," said the clerk--he had a lamp--"and dark..."\n\n'
    '"Who\'s there?" she asked. "It\'s the boat."\n\nThe boats\' ropes were wet.\n'
)
SET = (
    "“It’s late,” said the clerk—he had a lamp—“and dark…”\n\n“Who’s there?” she asked. “It’s the boat.”\n\n"
    "The boats’ ropes were wet.\n"
)
MARKS = "\"'-.“”‘’„«»‚—–… \u00a0"


def _is_typed(case: Mapping[str, Any]) -> bool:
    return bool(case.get("policies", {}).get("quotation_marks") == "sure")


def made(source: str = TYPED, **policies: str) -> bytes:
    known = check({"id": "x", "language": "en", **policies}, Path("x.toml"))
    return to_tei(source.encode(), known, Path("x.txt"))


# ---------------------------------------------------------------- the purpose of an edition


@pytest.mark.parametrize(
    ("policies", "reads"),
    [
        ({}, SET),
        ({"purpose": "reading"}, SET),
        ({"purpose": "scholarly"}, TYPED),
        ({"quotation_marks": "source", "dashes": "source", "ellipses": "source"}, TYPED),
        ({"quotation_marks": "auto", "dashes": "auto", "ellipses": "auto"}, TYPED),
        ({"purpose": "scholarly", "dashes": "typographic"}, TYPED.replace("--", "—")),
        ({"dashes": "source"}, SET.replace("—", "--")),
    ],
)
def test_the_purpose_decides_where_nothing_else_is_said(policies: dict[str, str], reads: str) -> None:
    tei = made(**policies)
    assert read(parse(tei)) == reads
    assert restore(parse(tei)) == TYPED.encode()


def test_a_purpose_sets_what_is_not_stated() -> None:
    assert values({})["purpose"] == "reading"
    assert values({})["quotation_marks"] == "sure"
    scholarly = values({"purpose": "scholarly", "ellipses": "typographic"})
    names = ("quotation_marks", "dashes", "ellipses", "spacing")
    assert [scholarly[name] for name in names] == ["auto", "auto", "typographic", "auto"]


def test_the_purpose_of_a_project_holds_where_a_descriptor_says_nothing(project: Path) -> None:
    (project / "ecdosis.toml").write_text('[defaults]\npurpose = "scholarly"\n', encoding="utf-8")
    for name, says in (("plain", ""), ("read", 'purpose = "reading"\n')):
        (project / "seeds" / f"{name}.txt").write_text(TYPED, encoding="utf-8")
        (project / "seeds" / f"{name}.toml").write_text(f'language = "en"\n{says}', encoding="utf-8")
    assert main(["build"]) == 0
    assert (project / "output" / "plain.txt").read_text("utf-8") == TYPED
    assert (project / "output" / "read.txt").read_text("utf-8") == SET


def test_a_scholar_still_has_the_few_straight_marks_set_of_a_text_that_has_others() -> None:
    source = '“One,” he said. “Two.” “Three.” It\'s "four".\n'
    assert read(parse(made(source, purpose="scholarly"))) == "“One,” he said. “Two.” “Three.” It’s “four”.\n"


@pytest.mark.parametrize("case", parameters([case for case in load("typography.toml") if _is_typed(case)]))
def test_for_scholars_every_typed_mark_stays(case: dict[str, Any]) -> None:
    """All the labelled texts whose marks are set for reading: of them a scholar's edition changes no mark."""
    done = work(Document(Text.of(case["text"])), Context(case.get("language", "en"), values({"purpose": "scholarly"})))
    assert done.text.reading.replace(" ", "") == case["text"].replace(" ", "")
    assert done.notices == ()


# ---------------------------------------------------------------- how it is told


def test_such_changes_are_one_line_in_lists() -> None:
    root = parse(made())
    records = [record for record in changes(root) if record.kind == Kind.TYPEWRITER_MARK]
    assert len(records) == 15
    told = book(root)
    (group,) = told.emendations
    assert (group.kind, group.count, group.listed) == ("typewriter-mark", 15, ())
    assert all(isinstance(inline, str) for inlines in paragraphs(told.blocks) for inline in inlines)


@pytest.mark.parametrize(("straight", "is_listed"), [(LISTED, True), (LISTED + 1, False)])
def test_many_marks_set_as_the_text_has_them_elsewhere_are_one_line_too(straight: int, is_listed: bool) -> None:
    paragraphs_ = ["“It’s so,” he said. “It’s not.” “Don’t,” she said."] * 4 + ["He didn't go."] * straight
    root = parse(made("\n\n".join(paragraphs_) + "\n", purpose="scholarly"))
    (group,) = book(root).emendations
    assert (group.kind, group.count) == ("apostrophe", straight)
    assert bool(group.listed) == is_listed


def test_the_command_sums_them_up(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(made())
    rows = {}
    for options in ([], ["--all"], ["--format", "jsonl"]):
        assert main(["changes", str(path), *options]) == 0
        rows[" ".join(options)] = capsysbinary.readouterr().out.decode().count("typewriter-mark")
    assert rows == {"": 1, "--all": 15, "--format jsonl": 15}


def test_few_marks_of_a_text_that_has_others_are_listed_as_before() -> None:
    root = parse(made('“One,” he said. “Two.” “Three.” It\'s "four" -- or five — or six.\n'))
    assert [group.kind for group in book(root).emendations] == ["quotation-mark", "apostrophe", "dash"]


def test_the_header_says_it_of_quotation_marks() -> None:
    def told(tei: bytes) -> str:
        return parse(tei).findtext(".//tei:editorialDecl/tei:quotation/tei:p", "", NAMESPACES)

    assert "15 places" in told(made())
    assert "“ ”" in told(made())
    assert told(made(purpose="scholarly")).endswith("not marked up.")


# ---------------------------------------------------------------- what cannot be paired


@pytest.mark.parametrize(("pairs", "kept"), [(148, True), (149, False), (200, False)])
def test_up_to_one_mark_in_a_hundred_may_be_without_a_partner(pairs: int, kept: bool) -> None:
    """With 148 pairs three of 299 have none, with 149 three of 301."""
    source = 'He said "yes". ' * pairs + '\nThen "no.\nAnd "no.\nAnd "so.\nAnd that was all.'
    done = work(Document(Text.of(source)), Context("en", values({})))
    assert done.text.reading == (source if kept else source.replace('"yes"', "“yes”"))
    assert bool(done.notices) == kept
    if kept:
        (notice,) = done.notices
        assert f"3 of {2 * pairs + 3} straight" in notice
        assert 'quotation_marks = "typographic"' in notice


@pytest.mark.parametrize(("odd", "kept"), [(1, False), (2, False), (3, True)])
def test_two_marks_without_a_partner_say_nothing_of_a_short_text(odd: int, kept: bool) -> None:
    source = 'He said "yes", and it\'s so.\n' + 'Then "no.\n' * odd
    done = work(Document(Text.of(source)), Context("en", values({})))
    assert done.text.reading == (source if kept else source.replace('"yes"', "“yes”")).replace("'", "’")
    (notice,) = done.notices
    assert f"{odd} of {3 + odd} straight" in notice
    assert ("the others were set" in notice) != kept


def test_one_mark_of_two_hundred_is_not_spoken_of() -> None:
    source = 'He said "yes". ' * 100 + '\nThen "no.'
    assert work(Document(Text.of(source)), Context("en", values({}))).notices == ()


@pytest.mark.parametrize(("odd", "reads"), [(1, '“It’s late,” he said. "Come.\n'), (3, None)])
def test_what_is_kept_is_said_in_the_edition(odd: int, reads: str | None) -> None:
    source = '"It\'s late," he said. "Come.\n' + 'He said "so.\n' * (odd - 1)
    root = parse(made(source))
    assert read(root).replace("\n\n", "\n") == (reads or source.replace("'", "’"))
    (notice,) = root.iterfind(".//tei:note[@type='notice']", NAMESPACES)
    said = "".join(map(str, notice.itertext()))
    assert ("have no partner" in said) == (odd == 3)
    assert ("has no partner" in said) == (odd == 1)
    assert restore(root) == source.encode()


def test_what_is_untouched_is_not_counted() -> None:
    """Primes, code, transliterations and accents have no partner, and are no reason to keep the others."""
    source = 'He is 6\' 2" tall, and of old Rus\'. "Yes," he said.\nx = "a'
    done = work(Document(Text.of(source)), Context("en", values({})))
    assert done.text.reading == source.replace('"Yes,"', "“Yes,”")
    assert done.notices == ()


def test_only_straight_marks_are_told_to_have_no_partner() -> None:
    reading = 'He said two” and "three.'
    assert pair(reading, Untouched(reading), ("“", "”")).unpaired == (reading.index('"'),)


def test_apostrophes_beside_single_marks_are_no_double_marks() -> None:
    """As many pairs of single marks seem to open as to close; but single ones open more often."""
    said = "'Come i' th'' he said. ''Tis late.' " * 3
    assert said.count("''") == 6
    reading = repair(Text.of(said + "'Nay,' he said. 'Ay.'"), "en", Policies("typographic"))[0].reading
    assert "“" not in reading
    assert "”" not in reading
    assert reading.endswith("‘Nay,’ he said. ‘Ay.’")


def test_notes_are_set_as_the_text_is() -> None:
    source = '"It\'s late," he said.1\n1 See "Four", and it\'s so.'
    text, _ = Text.of(source).set_aside([Span(source.index("\n"), len(source), "footnote", "notes", 0.9, "test", "1")])
    aside = repair(text, "en", READING)[0].pieces[-1]
    changed = [piece.after for piece in aside.pieces if isinstance(piece, Change)]  # type: ignore[union-attr]
    assert changed == ["“", "”", "’"]


@pytest.mark.parametrize(("said", "changed"), [("''Late,'' he said. " * 4, ["“", "”"]), ("''Late,'' he said. ", [])])
def test_double_marks_of_two_signs_are_those_of_notes_too(said: str, changed: list[str]) -> None:
    """Where the text has them."""
    source = f"{said}\n1 See ''Four'' there."
    text, _ = Text.of(source).set_aside([Span(source.index("\n"), len(source), "footnote", "notes", 0.9, "test", "1")])
    aside = repair(text, "en", READING)[0].pieces[-1]
    assert [piece.after for piece in aside.pieces if isinstance(piece, Change)] == changed  # type: ignore[union-attr]


# ---------------------------------------------------------------- laws

WORDS = st.sampled_from(
    [
        "boat",
        "Lamp",
        "o",
        "em",
        "clerks",
        "goin",
        "d",
        "il",
        "Rus",
        "Qur",
        "an",
        "6",
        "90s",
        "1907",
        "Mr. B",
        "l",
        "pie",
    ]
)
SIGNS = st.sampled_from(
    ['"', "'", "--", "...", " ", " ", " ", "\n", ",", ".", "?", "(", ")", "_", "°", "----", "\u00a0"]
)
LANGUAGES = st.sampled_from(["en", "de", "fr", "ru", "it", "pl", "uk", "sv", "und"])


@given(st.lists(WORDS | SIGNS, max_size=50), LANGUAGES)
def test_laws(parts: list[str], language: str) -> None:
    """The source stays, words and the order of all else too, and a second run finds nothing left to do."""
    source = "".join(parts)
    once, asked = repair(Text.of(source), language, READING)
    assert asked == ()
    assert once.leaf_source() == source

    def rest(text: str) -> str:
        return "".join(c for c in text if c not in MARKS)

    assert rest(once.reading) == rest(source)
    twice, _ = repair(once, language, READING)
    assert repair(twice, language, READING)[0] == twice


@given(st.lists(WORDS | SIGNS, max_size=50), LANGUAGES)
def test_four_dots_and_blank_names_are_never_touched(parts: list[str], language: str) -> None:
    source = "".join(parts)
    reading = repair(Text.of(source), language, READING)[0].reading
    for pattern in (r"\.{4,}", r"\bB----"):
        assert re.findall(pattern, source) == re.findall(pattern, reading)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "“It’s late,” said the clerk.",
            "“Who’s there?” she asked. “Is it the clerks’ boat?”",
            "He said, “They call it ‘the lamp’ here.”",
            "“I saw—” He stopped. “No…”",
            "’Twas so in the ’90s, and ’tis so.",
            "The lamp was out (“dark”); he—the clerk—went.",
            "“‘Never,’ he says,” she said.",
        ]
    ),
    min_size=1,
    max_size=12,
)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "…": "..."})


@given(SENTENCES, st.sampled_from([" ", "\n"]))
def test_what_was_straightened_comes_back(sentences: list[str], between: str) -> None:
    curly = between.join(sentences)
    assert repair(Text.of(curly.translate(STRAIGHT)), "en", READING)[0].reading == curly


# ---------------------------------------------------------------- the marks of languages


def test_each_language_has_two_marks_a_level() -> None:
    assert all(len(one.outer) == len(one.inner) == 2 for one in known().values())
    assert quoting("de-AT") == known()["de"]
    assert quoting("fr-CH") == known()["fr-ch"]
    assert quoting("xx") is None


def test_the_descriptor_takes_the_purpose() -> None:
    assert isinstance(check({"id": "x", "purpose": "scholarly"}, Path("x.toml")), Descriptor)


@pytest.mark.parametrize(("also", "kind"), [("", Kind.TYPEWRITER_MARK), (" — so it was.", Kind.DASH)])
def test_typed_dashes_of_a_text_that_has_no_others_are_summed(also: str, kind: Kind) -> None:
    """Its quotation marks do not make them those of a text that has dashes elsewhere."""
    source = f"“One.” “Two.” “Three.” He went--and she came{also}"
    done = work(Document(Text.of(source)), Context("en", values({})))
    assert [piece.kind for piece in done.text.pieces if isinstance(piece, Change)] == [kind]
