"""Words in other languages: labelled texts, and the laws that hold for any text."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.book import Paragraph, all_inlines
from ecdosis.book.inlines import Emended, Styled, collapsed
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Mark
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages import lines
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.foreign import WHOLE, foreign
from ecdosis.stages.foreign.phrases import phrases
from ecdosis.stages.references import references
from ecdosis.tei.diff import diff
from ecdosis.tei.names import NAMESPACES, XML, parse, q
from ecdosis.tei.read import Recognised, notes, read, recognised
from ecdosis.tei.restore import restore
from labelled import load, parameters
from test_references import PROSE
from test_tei import problems

CASES = load("foreign.toml")
LANG = f"{{{XML}}}lang"


def found(source: str, language: str = "en") -> tuple[str, tuple[Block, ...], tuple[Mark, ...], tuple[Mark, ...]]:
    """The reading of a text, its blocks, its references, and its foreign words."""
    text, _ = lines.repair(Text.of(source), language)
    division = divide(text)
    blocks, marks = references(text, division.blocks, language, division.marks)
    return text.reading, blocks, marks, foreign(text, blocks, marks, language)


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    reading, blocks, _, marks = found(case["text"].replace("[[P]]", PROSE), case.get("language", "en"))
    spans = {(block.start, block.end) for block in blocks if block.type in WHOLE}
    whole = {True: " whole", False: ""}
    told = [
        f"{mark.language}{whole[(mark.start, mark.end) in spans]}: {reading[mark.start : mark.end]}" for mark in marks
    ]
    assert told == case.get("marks", [])


WORDS = """
“ ” ( ) . , ’ [1] 12 1. p. 4 Farrow Ann_Lamb,_The_Tide, The_clerk_was_late and_went_home_with_the_rope
Le_bac_ne_passe_plus depuis_que_la_lampe_est_cassée l’eau_de_la_rivière raison_d’être Der_Fluss_ist_still
und_keiner_weiß_warum nihil_est_in_flumine Я_не_знаю,_что_делать Правда θάλαττα שלום
"""
PIECES = st.sampled_from([*(word.replace("_", " ") for word in WORDS.split()), *([" "] * 9), "\n", "\n\n", "\n  "])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, st.sampled_from(["en", "fr", "de", "ru", "en-GB", "la", "xx", "und"]))
def test_foreign_words_lie_in_blocks_and_nest(source: str, language: str) -> None:
    _, blocks, others, marks = found(source, language)
    whole = {(block.start, block.end) for block in blocks}
    spans = [(one.start, one.end) for one in others]
    spans += [(part.start, part.end) for one in others for part in one.parts]
    spans += [(part.start, part.end) for block in blocks for part in block.parts]
    inner = [mark for mark in marks if (mark.start, mark.end) not in whole]
    assert all(one.end <= other.start for one, other in pairwise(inner))
    for mark in marks:
        assert mark.start < mark.end
        assert any(block.start <= mark.start and mark.end <= block.end for block in blocks)
        assert mark.language.split("-")[0] != language.split("-")[0]
        assert 0.5 < mark.certainty <= 1
        assert mark.why
    for mark in inner:
        assert all(b <= mark.start or mark.end <= a or (a <= mark.start and mark.end <= b) for a, b in spans)
    assert not marks or language not in ("la", "xx", "und")


@given(TEXTS)
def test_the_file_is_right_and_reads_as_if_nothing_were_marked(source: str) -> None:
    source = f"{PROSE} {source}"
    root = parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt")))
    assert restore(root) == source.encode()
    assert problems(root) == []
    reading = read(root)
    for element in root.iterfind(".//tei:foreign", NAMESPACES):
        element.tag = q("seg")
    assert read(root) == reading


@pytest.mark.parametrize("case", [case for case in CASES if "known_failure" not in case], ids=lambda case: case["name"])
def test_what_is_read_is_told_alike(case: dict[str, Any]) -> None:
    """A second run, on the reading of the first, finds the same words."""
    text, language = case["text"].replace("[[P]]", PROSE), case.get("language", "en")
    reading, _, _, marks = found(text, language)
    again, _, _, more = found(reading, language)
    told = [(mark.language, reading[mark.start : mark.end]) for mark in marks]
    assert [(mark.language, again[mark.start : mark.end]) for mark in more] == told


NOTED = """\
The clerk at the gate wrote it all down in the ledger.1 Nobody at the ferry had seen the lamp since the winter.2 The
river rose in the night and the geese were counted.3 And so it went on until there was nobody left who knew it.4

Notes

1. Ann Lamb, Histoire du bac et de ses passeurs (Leeds: Lantern Press, 1950), p. 44.

2. He only said: «Я не знаю, что теперь делать».

3. He seldom did, and his wife was late.

4. “Le bac ne passe plus le soir depuis que la lampe est cassée,” as he says.
"""


def decided(source: str, *rows: tuple[str, str, str]) -> etree._Element:
    made = [Decision(n, -1, text, decision, value) for n, (text, decision, value) in enumerate(rows, 1)]
    return parse(to_tei(source.encode(), Descriptor(id="x", language="en"), Path("x.txt"), decisions=made))


def words(root: etree._Element) -> list[tuple[str, str, str]]:
    """The foreign words of a file: source, language, and who said so."""
    return [(" ".join(r.source.split()), r.type, r.by) for r in recognised(root) if r.type.startswith("foreign")]


def test_foreign_words_in_notes() -> None:
    root = decided(NOTED)
    assert len(list(notes(root))) == 4
    assert words(root) == [
        ("Histoire du bac et de ses passeurs", "foreign fr", "foreign"),
        ("Я не знаю, что теперь делать", "foreign ru", "foreign"),
        ("Le bac ne passe plus le soir depuis que la lampe est cassée", "foreign fr", "foreign"),
    ]
    [title] = root.iterfind(".//tei:note/tei:bibl/tei:title", NAMESPACES)
    assert [child.get(LANG) for child in title] == ["fr"]
    assert problems(root) == []


def test_the_more_words_a_phrase_has_the_surer_it_is() -> None:
    """One that has just enough is far from certain, though its words would say so if each told something of its own."""
    title = "Histoire de la révolution russe"
    longer = f"{title} et des hommes qui ne sont pas nés pour la servitude"
    short, long = (
        phrases(f"He had read of the {one} of that year.", "en", "Latn")[0].certainty for one in (title, longer)
    )
    assert 0.85 <= short <= 0.9
    assert long == 0.99


def test_the_editor_decides_what_is_foreign() -> None:
    source = f"{PROSE} “Je ne sais pas où il est,” she said; it was a bon mot, like “quem di diligunt”.\n\n{PROSE}\n"
    assert words(decided(source)) == [("Je ne sais pas où il est", "foreign fr", "foreign")]
    root = decided(
        source, ("Je ne sais pas où il est", "keep", ""), ("bon mot", "foreign", "fr"), ("quem di", "foreign", "la")
    )
    assert words(root) == [("bon mot", "foreign fr", "editor"), ("quem di", "foreign la", "editor")]
    assert problems(root) == []
    root = decided(source, ("sais pas où il", "foreign", "oc"))
    assert words(root) == [("sais pas où il", "foreign oc", "editor")]


def test_the_editor_decides_within_a_paragraph() -> None:
    french = "Le bac ne passe plus le soir depuis que la lampe est cassée, et personne ne sait quand il passera."
    root = decided(f"{PROSE}\n\n{french}\n", ("la lampe", "foreign", "oc"))
    assert [p.get(LANG) for p in root.iterfind(".//tei:body//tei:p[@xml:lang]", NAMESPACES)] == ["fr"]
    assert [e.get(LANG) for e in root.iterfind(".//tei:p/tei:foreign", NAMESPACES)] == ["oc"]
    assert problems(root) == []


def test_the_editor_decides_about_notes_too() -> None:
    root = decided(
        NOTED,
        ("Я не знаю, что теперь делать", "keep", ""),
        ("his wife was late", "foreign", "sco"),
        ("Histoire du bac et de ses passeurs (Leeds: Lantern", "foreign", "oc"),
    )
    assert words(root) == [
        ("Histoire du bac et de ses passeurs", "foreign oc", "editor"),
        ("Leeds", "foreign oc", "editor"),
        ("Lantern", "foreign oc", "editor"),
        ("his wife was late", "foreign sco", "editor"),
        ("Le bac ne passe plus le soir depuis que la lampe est cassée", "foreign fr", "foreign"),
    ]
    assert restore(root) == NOTED.encode()


def test_of_a_whole_paragraph_a_word_can_be_kept_alone() -> None:
    french = "Le bac ne passe plus le soir depuis que la lampe est cassée, et personne ne sait quand il passera."
    source = f"{PROSE}\n\n{french}\n\n{PROSE}\n"
    for words_kept, languages in (("la lampe", ["fr"]), (french, [])):
        root = decided(source, (words_kept, "keep", ""))
        assert [p.get(LANG) for p in root.iterfind(".//tei:body//tei:p[@xml:lang]", NAMESPACES)] == languages


def test_foreign_words_stand_in_one_paragraph() -> None:
    with pytest.raises(UsageError, match=r"row 1: “over to see\. \[\.\.\.\] The clerk” is not in one block"):
        decided(f"{PROSE}\n\n{PROSE}", ("over to see. [...] The clerk", "foreign", "fr"))


def test_a_change_in_foreign_words_keeps_their_language() -> None:
    source = f"{PROSE} “Je ne sais pas oû il est depuis que la lampe est caséee,” she said.\n\n{PROSE}\n"
    root = decided(source, ("oû", "read", "où"), ("caséee", "read", "cassée"))
    inlines = all_inlines(book(root).blocks)
    said = [inline for inline in inlines if isinstance(inline, (Emended, Styled)) and inline.language == "fr"]
    assert "".join(inline.text for inline in said) == "Je ne sais pas où il est depuis que la lampe est cassée"
    assert [type(inline) for inline in said] == [Styled, Emended, Styled, Emended, Styled]
    assert restore(root) == source.encode()


def test_words_that_a_change_borrows_keep_their_language() -> None:
    french = partial(Styled, language="fr")
    joined = Emended("c1", "", language="fr")
    assert collapsed(["It was ", french("la lampe est cas"), joined, french("sée  et"), " ", french("la"), " out"]) == [
        "It was ",
        french("la lampe est cas"),
        Emended("c1", "sée", borrowed=True, language="fr"),
        french(" et"),
        " ",
        french("la"),
        " out",
    ]
    assert collapsed([french("la "), french("lampe"), joined]) == [french("la lampe"), joined]


def test_a_paragraph_in_another_language_says_so_in_the_book() -> None:
    french = "Le bac ne passe plus le soir depuis que la lampe est cassée, et personne ne sait quand il passera."
    blocks = book(decided(f"{PROSE}\n\n{french}\n\n{PROSE}\n")).blocks
    assert [block.language for block in blocks if isinstance(block, Paragraph)] == ["", "fr", ""]


def test_the_header_names_the_languages_of_words() -> None:
    told = decided(NOTED).findall(".//tei:langUsage/tei:language", NAMESPACES)
    assert [(language.get("ident"), language.text) for language in told] == [
        ("en", "English"),
        ("fr", "French"),
        ("ru", "Russian"),
    ]
    [_, word] = decided(f"{PROSE} It stood in «Правда».").findall(".//tei:langUsage/tei:language", NAMESPACES)
    assert (word.get("ident"), word.text) == ("und-Cyrl", "undetermined (Cyrl)")


def test_another_language_is_a_difference() -> None:
    source = f"{PROSE} It stood in «Правда» in the spring."
    told = diff(decided(source), decided(source, ("Правда", "foreign", "ru")))
    [altered] = [difference for difference in told if difference.what == "block"]
    assert isinstance(altered.old, Recognised)
    assert isinstance(altered.new, Recognised)
    assert (altered.old.type, altered.new.type, altered.new.by) == ("foreign und-Cyrl", "foreign ru", "editor")
