"""The program that compares two releases (tests/same.py) sees every difference, knows what it is, and allows no more
than its list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import answers
import same
from answers import Side, Subject
from changed import reading, unlike
from classed import Allowed, Difference, differences, entry, judged, listed, rounded
from same import LIST

SOURCE = "The lamp.\n\nPage 7\n\nThe bo-\nat is \u201cold\u201d.\n"
WORDS = ["The", "lamp.", "The", "boat", "is", "“old”."]
HYPHEN = ("-\n", "", "hyphen")
HEAD = ("Page 7", "", "running-head")
BLOCKS = ("exit status 0", "at\ttext\tdecision\tvalue\treason")


def row(source: str, reading: str, kind: str, *nested: Any, why: str = "so", at: int = -1, text: str = SOURCE) -> Any:
    start = text.index(source) if at < 0 else at
    where = {"id": f"c{start}", "start": start, "end": start + len(source)}
    what = {"source": source, "reading": reading, "kind": kind, "why": why, "nested": list(nested)}
    return where | what | {"by": "lines", "certainty": 0.9}


def told(read: Sequence[str], *rows: Any, **more: list[str]) -> dict[str, list[str]]:
    """What a program says that reads these lines and tells these changes."""
    return {
        "build": ["exit status 0"],
        "changes": ["exit status 0", *(json.dumps(row) for row in rows), ""],
        "read": ["exit status 0", *read, ""],
        "blocks": [*BLOCKS],
        "queries": [*BLOCKS],
        "restore": ["exit status 0", "the source"],
        **more,
    }


FIRST = told(["The lamp.", "", "Page 7", "", "The boat is “old”."], row(*HYPHEN))
NOW = told(["The lamp.", "", "The boat is “old”."], row(*HEAD), row(*HYPHEN))


def classes(old: dict[str, list[str]], new: dict[str, list[str]], source: bytes = SOURCE.encode()) -> dict[str, int]:
    return {one.what: one.number for one in differences("a.txt", source, old, new)}


def test_what_is_the_same_is_no_difference() -> None:
    assert classes(FIRST, FIRST) == {}
    other_id = [line.replace('"id": "c', '"id": "d') for line in FIRST["changes"]]
    assert classes(FIRST, FIRST | {"changes": other_id}) == {}


def test_a_change_is_classed_by_what_became_of_it_and_of_its_words() -> None:
    assert classes(FIRST, NOW) == {"changes new running-head": 1, "words gone running-head": 2}
    assert classes(NOW, FIRST) == {"changes gone running-head": 1, "words new running-head": 2}
    foot = told(["The lamp.", "The boat is “old”."], row("Page 7", "", "running-foot"), row(*HYPHEN))
    assert classes(NOW, foot) == {"changes altered running-head → running-foot": 1}
    surer = told(NOW["read"][1:], row(*HEAD, why="for another reason"), row(*HYPHEN))
    assert classes(NOW, surer) == {"changes reason running-head": 1}
    misread = told(["The lamp.", "The bott is “old”."], row(*HEAD), row("-\nat", "tt", "hyphen"))
    assert classes(NOW, misread) == {
        "changes gone hyphen": 1,
        "changes new hyphen": 1,
        "words gone hyphen": 1,
        "words new hyphen": 1,
    }


def test_the_same_change_with_another_reading_is_altered() -> None:
    ship = told(["The lamp.", "The bots is “old”."], row(*HEAD), row("-\nat", "ts", "hyphen"))
    boat = told(["The lamp.", "The boat is “old”."], row(*HEAD), row("-\nat", "at", "hyphen"))
    assert classes(ship, boat) == {"changes altered hyphen": 1, "words gone hyphen": 1, "words new hyphen": 1}


def test_marks_are_no_words_their_changes_tell_of_them() -> None:
    straight = told(["The lamp.", "", 'The boat is "old".'], *map(json.loads, NOW["changes"][1:3]))
    straight["changes"][-1:] = [json.dumps(row("\u201c", '"', "mark")), json.dumps(row("\u201d", '"', "mark"))]
    assert classes(NOW, straight) == {"changes new mark": 2}


def test_a_word_belongs_to_the_change_that_has_most_of_it() -> None:
    """A space that is new only touches the words beside it."""
    source = "One two three"
    rows = [row(" ", "  ", "spacing", text=source), row("two ", "", "speck", text=source)]
    old, new = told(["One two three"]), told(["One three"], *rows)
    assert classes(old, new, source.encode()) == {
        "changes new spacing": 1,
        "changes new speck": 1,
        "words gone speck": 1,
    }


def test_paragraphs_that_only_read_divides_are_a_difference() -> None:
    assert classes(NOW, NOW | {"read": ["exit status 0", "The lamp. The boat is “old”."]}) == {"read altered lines": 1}


@pytest.mark.parametrize("aspect", ["changes", "read", "blocks", "queries"])
def test_how_a_command_ends_is_compared(aspect: str) -> None:
    assert classes(NOW, NOW | {aspect: ["exit status 1", *NOW[aspect][1:]]}) == {
        f"{aspect} exit status 0 → exit status 1": 1
    }


def test_of_a_text_that_one_does_not_build_only_that_is_compared() -> None:
    failed = {"build": ["exit status 4"]}
    assert classes(failed, NOW) == {"build exit status 4 → exit status 0": 1}
    assert classes(NOW, failed) == {"build exit status 0 → exit status 4": 1}
    assert classes(failed, failed) == {}


def test_rows_of_decisions_are_told_apart_by_their_words() -> None:
    """Not by their places, nor by the apostrophe that guards a cell; remarks are no rows."""
    old = [*BLOCKS, "0\tThe lamp\tblock\thead 1\tso", "9\t+one\tblock\tverse\tso", "9\tlow\tblock\titem\tso", ""]
    new = [*BLOCKS, "2\tThe lamp\tblock\ttitle\tso", "9\t'+one\tblock\tverse\tnow", "9\tx\tforeign\t\tso", "# 2 more"]
    expected = {
        "blocks altered head 1 → title": 1,
        "blocks reason verse": 1,
        "blocks gone item": 1,
        "blocks new foreign": 1,
    }
    assert classes(NOW | {"blocks": old}, NOW | {"blocks": new}) == expected
    asked = [*BLOCKS, "9\tboat\taccept\tgoat\tso", "9\tlamp\t\t\tso"]
    assert classes(NOW, NOW | {"queries": asked}) == {"queries new accept": 1, "queries new asked": 1}


def test_of_a_product_its_own_words_are_compared() -> None:
    old, new = NOW | {"txt": ["Contents", *WORDS]}, NOW | {"txt": ["Corrections", "here", *WORDS]}
    assert classes(old, new) == {"txt gone own words": 1, "txt new own words": 2}
    assert classes(old, NOW | {"txt": [*WORDS, "Contents"]}) == {"txt altered order": 1}
    gone = FIRST | {"txt": ["Page", "7", *WORDS]}
    assert classes(gone, NOW | {"txt": WORDS}) == classes(FIRST, NOW)


def test_tei_of_others_is_compared_by_the_words_of_its_books() -> None:
    old = {"publish": ["exit status 0"], "txt": ["One", "two"]}
    assert classes(old, old | {"txt": ["One", "three", "four"]}) == {"txt gone words": 1, "txt new words": 2}
    assert classes(old, old | {"publish": ["exit status 4"]}) == {"publish exit status 0 → exit status 4": 1}


# Laws


def test_a_source_that_is_not_given_back_breaks_a_law_whatever_the_base_did() -> None:
    for restored in (["exit status 0", "0"], ["exit status 1", "the source"]):
        bad = NOW | {"restore": restored}
        assert classes(bad, bad) == {"law restore: not the source": 1}


LAW = "law read: not the source as it was changed"


@pytest.mark.parametrize(
    ("read", "signs"),
    [
        (["The lamp.", "The boat is “old”."], []),
        (["The lamp.", "The boat “old”."], ["-is"]),
        (["The lamp.", "The boat is very “old”."], ["+very"]),
        (["The lamp", "The boat is “old”."], ["-lamp.", "+lamp"]),
        (["The lamp.", "The bo at is “old”."], []),
        (["The lamp.", "The bo t is “old”."], ["-boat", "+bo", "+t"]),
        (["The lamp.", "The bo at is boat “old”."], ["+at", "+bo"]),
    ],
)
def test_what_is_read_is_the_source_as_it_was_changed(read: list[str], signs: list[str]) -> None:
    found = reading(SOURCE.encode(), NOW)
    assert found
    assert sorted(unlike(found, ["exit status 0", *read])) == sorted(signs)
    bad = NOW | {"read": ["exit status 0", *read]}
    assert classes(bad, bad).get(LAW, 0) == len(signs)


def test_what_is_read_is_in_the_order_of_the_source() -> None:
    bad = NOW | {"read": ["exit status 0", "The boat is “old”.", "The lamp."]}
    assert classes(NOW, bad) == {"law order: not that of the source": 1, "read altered lines": 1}
    assert classes(bad, bad) == {}
    among = NOW | {"read": ["exit status 0", "The lamp.", "[1] The goat.", "The boat is “old”."]}
    assert "law order: not that of the source" not in classes(among, among)


NOTED = "A word.1 More.\n\n1. See the\nbook.\n"


@pytest.mark.parametrize(
    ("read", "signs"),
    [
        (["A word. More.", "", "[1] See the book."], []),
        (["[1] See the book.", "", "A word. More."], []),
        (["A word. More.", "", "[1] See book."], ["-the"]),
        (["A word. More.", "", "[1] See the good book."], ["+good"]),
        (["A word. More."], ["-See", "-the"]),
    ],
)
def test_notes_stand_elsewhere_under_another_label(read: list[str], signs: list[str]) -> None:
    end = row("\n", " ", "line-end", at=NOTED.index("\nbook"), text=NOTED)
    note = row("1. See the\nbook.", "", "endnote", end, text=NOTED)
    new = told(read, row("1", "", "note-marker", text=NOTED), note)
    found = reading(NOTED.encode(), new)
    assert found
    assert unlike(found, new["read"]) == signs


@pytest.mark.parametrize(("label", "lost"), [("[ a ]", False), ("[a]", False), ("a", False), ("[ see this a ]", True)])
def test_a_label_may_be_several_words_in_brackets(label: str, lost: bool) -> None:
    source = f"A word.\n\n{label} The book.\n"
    new = told(["A word.", "[a] The book."], row(f"{label} The book.", "", "footnote", text=source))
    found = reading(source.encode(), new)
    assert found
    assert bool(unlike(found, new["read"])) == lost


def test_the_source_is_read_in_the_character_set_that_makes_it_what_was_read() -> None:
    source = "Лодка стара."
    new = told([source])
    for codec in ("utf-8", "cp1251", "koi8-r", "mac-cyrillic"):
        found = reading(source.encode(codec), new)
        assert found
        assert found.source == source
    shout = told(["Лодка стара!"], row(".", "!", "mark", text=source))
    assert classes(new, shout, source.encode("koi8-r")) == {"changes new mark": 1}


def test_changes_that_quote_another_source_break_a_law() -> None:
    bad = NOW | {"changes": [NOW["changes"][0], json.dumps(row(*HEAD) | {"source": "Page 8"})]}
    law = "law read: the changes quote another source"
    assert classes(bad, bad) == {law: 1}
    assert law in classes(NOW, bad)


def test_where_the_source_is_taken_for_other_characters_words_are_compared_without_places() -> None:
    data = "Лодка стара, а река нет.".encode("cp1251")
    old, new = told([data.decode("koi8-r")]), told([data.decode("cp1251")])
    assert classes(old, new, data) == {
        "changes altered characters of the source": 1,
        "words gone characters of the source": 5,
        "words new characters of the source": 5,
    }


def lacks(words: Sequence[str], product: str) -> bool:
    """Whether the law sees that words are lacking, and nothing else differs."""
    bad = NOW | {product: [*words]}
    assert classes(bad, bad) == {}, "the base breaks it as well"
    found = {what: number for what, number in classes({"build": ["exit status 4"]}, bad).items() if "build" not in what}
    assert found in ({}, {f"law {product}: lacks words of the reading": 1})
    return bool(found)


@pytest.mark.parametrize("product", ["txt", "epub", "pdf"])
def test_each_product_has_the_words_of_the_reading(product: str) -> None:
    """They may be divided, but not lost; where another is shown too often, one is not there for it."""
    assert not lacks(WORDS, product)
    assert not lacks([*WORDS[:3], "bo-", "at", *WORDS[4:]], product)
    assert not lacks([*WORDS[:3], "bo", "’", "at", *WORDS[4:]], product)
    assert lacks([*WORDS[:3], "bo-", *WORDS[4:]], product)
    assert lacks([*WORDS[1:], "lamp."], product)


def test_a_word_is_no_part_of_another_but_where_pdftotext_joins_them() -> None:
    assert lacks([*WORDS[:4], "this", WORDS[5]], "epub")
    assert not lacks([*WORDS[:3], "boatis", WORDS[5]], "pdf")


def test_a_page_shows_the_reading_and_the_source() -> None:
    source = ["The", "lamp.", "Page", "7", "The", "bo", "-", "at", "is", "“old”."]
    whole = ["The", "lamp.", "The", "bo", "at", "is", "“old”.", *source]
    assert not lacks(whole, "html")
    for word in ("lamp.", "is", "7", "bo"):
        lacking = list(whole)
        lacking.remove(word)
        assert lacks(lacking, "html") == (word != "bo"), "a word that was changed may have any form"


# The list


def found(what: str, number: int = 1, text: str = "a.txt") -> Difference:
    return Difference(text, what, number, ("one",))


def test_an_entry_allows_its_classes_in_its_texts_up_to_its_number() -> None:
    few = [found("changes new hyphen", 3), found("changes new hyphen", 4, "b.txt without decisions")]
    for one in (
        Allowed(("*",), "so", {"changes new hyphen": 7}),
        Allowed(("*.txt",), "so", {"changes new *": 7}),
    ):
        assert judged(few, [one]) == ([], {(0, next(iter(one.classes))): 7})
    for one in (
        Allowed(("*",), "so", {"changes new hyphen": 6}),
        Allowed(("*.xml",), "so", {"changes new hyphen": 7}),
        Allowed(("*",), "so", {"changes gone hyphen": 7, "changes new hyphen-kept": 7}),
    ):
        assert judged(few, [one])[0] == few
    assert judged(few, [Allowed(("b.*",), "so", {"changes new hyphen": 7})])[0] == few[:1]
    assert judged(few, [Allowed(("b.*", "a.*"), "so", {"changes new hyphen": 7})])[0] == []


def test_a_difference_is_counted_in_the_first_entry_that_has_it() -> None:
    few = [found("words gone speck", 5, "a.txt"), found("words gone speck", 5, "b.txt")]
    entries = [Allowed(("a*",), "so", {"words gone speck": 5}), Allowed(("*",), "so", {"words gone speck": 5})]
    assert judged(few, entries) == ([], {(0, "words gone speck"): 5, (1, "words gone speck"): 5})
    assert judged(few, entries[::-1])[0] == few


def test_what_is_left_is_written_as_an_entry_that_lacks_but_its_reason(tmp_path: Path) -> None:
    left = [
        found("blocks altered head 1 → title", 120, "a [1].txt"),
        found("blocks altered head 1 → title", 1, "b.txt"),
        found("law read: not the source as it was changed"),
    ]
    path = tmp_path / "list.toml"
    path.write_text(entry(left), encoding="utf-8")
    with pytest.raises(ValueError, match="an entry needs a reason"):
        listed(path)
    path.write_text(path.read_text(encoding="utf-8").replace('reason = ""', 'reason = "so"'), encoding="utf-8")
    assert listed(path) == [Allowed(("*",), "so", {"blocks altered head 1 → title": 130})]
    assert judged(left, listed(path))[0] == left[2:]


def test_numbers_are_rounded_up() -> None:
    assert [rounded(number, 2) for number in (1, 99, 100, 101, 1234, 12345)] == [1, 99, 100, 110, 1300, 13000]
    assert rounded(1234, 3) == 1240
    assert "= 1240" in entry([found("words gone speck", 1234)])
    assert "= 1300" in entry([found("words new speck", 1234)])


@pytest.mark.parametrize("classes", ["", '"changes new hyphen" = 0'])
def test_an_entry_without_classes_or_numbers_is_refused(classes: str, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(f'[[allowed]]\ntexts = ["a.txt"]\nreason = "so"\n[allowed.classes]\n{classes}\n')
    with pytest.raises(ValueError, match=r"a\.txt: an entry needs"):
        listed(path)


@pytest.mark.parametrize(
    "what", ["law restore: not the source", "law read: *", "law *", "*", "words gone unexplained", "words new *"]
)
def test_what_is_lost_without_a_trace_can_be_on_no_list(what: str, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(f'[[allowed]]\nreason = "so"\n[allowed.classes]\n"{what}" = 1\n')
    with pytest.raises(ValueError, match="is never meant"):
        listed(path)


def test_our_own_list_can_be_read() -> None:
    assert listed(LIST)


def test_a_class_is_shown_with_its_texts_and_examples_of_each() -> None:
    those = [Difference("a.txt", "words gone speck", 3, ("x", "y")), Difference("b.txt", "words gone speck", 4, ("z",))]
    assert same.shown(those, 2).split("\n") == [
        "",
        "words gone speck: 7 (b.txt 4, a.txt 3)",
        "  b.txt: z",
        "  a.txt: x",
    ]


def test_a_class_that_there_is_much_less_of_is_named() -> None:
    allowed = [Allowed(("*",), "so", {"changes new hyphen": 100, "changes gone hyphen": 100, "blocks new head 1": 5})]
    met = {(0, "changes new hyphen"): 80, (0, "changes gone hyphen"): 79}
    assert list(same.scarce(allowed, met)) == ["changes gone hyphen (*): 79 of 100", "blocks new head 1 (*): 0 of 5"]


# What is asked


def test_both_command_lines_are_asked_and_the_base_only_once(tmp_path: Path) -> None:
    """A program that writes down how often it is asked, and gives back the source in capitals."""
    text = tmp_path / "lamp.txt"
    text.write_text("The lamp.")
    command = tmp_path / "program"
    command.write_text(
        f"""#!/bin/sh
echo "$1" >> {tmp_path}/asked
case "$1" in
build) mkdir out; cp "$2" out/lamp.xml; echo '<p>The <b>lamp</b></p><style>no word</style>' > out/lamp.html;;
restore) tr a-z A-Z < "$2";;
*) echo "$1 of $(cat "$2")";;
esac
"""
    )
    command.chmod(0o755)
    kept = Side(command, tmp_path / "kept")
    first = answers.answers(kept, Subject(text))
    assert first["build"] == ["exit status 0"]
    assert first["queries"] == ["exit status 0", "queries of The lamp.", ""]
    assert first["restore"] != ["exit status 0", "the source"]
    assert first["html"] == ["The", "lamp"]
    asked = (tmp_path / "asked").read_text()
    assert asked.split() == ["build", "changes", "read", "blocks", "queries", "restore"]
    assert answers.answers(kept, Subject(text)) == first
    assert (tmp_path / "asked").read_text() == asked
    text.write_text("The boat.")
    assert answers.answers(kept, Subject(text))["read"] == ["exit status 0", "read of The boat.", ""]


def test_a_text_is_found_with_its_descriptor_and_twice_if_it_has_decisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same, "ROOT", tmp_path / "root")
    (tmp_path / "root" / "seeds").mkdir(parents=True)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "a.decisions.tsv", "a.expected.txt", "b.txt", "c.xml", "c.png", "README.md", "facts.toml"):
        (texts / name).write_text(name)
    descriptor = tmp_path / "root" / "seeds" / "known.toml"
    descriptor.write_text(f'sha256 = "{sha256(b"b.txt").hexdigest()}"')
    told = {one.name: {path.name for path in (*one.beside, *one.seeds)} for one in same.subjects([texts])}
    assert told == {
        "a.txt": {"a.decisions.tsv"},
        "a.txt without decisions": {"a.decisions.tsv"},
        "b.txt": {"known.toml"},
        "c.xml": {"c.png"},
    }
