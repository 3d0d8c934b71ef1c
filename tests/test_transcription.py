"""Marks of transcribers: labelled texts, what is written and read of them, and that all comes back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from ecdosis.book.book import Paragraph
from ecdosis.book.inlines import words_of
from ecdosis.book.reader import book
from ecdosis.book.reader import read as published_as
from ecdosis.book.reader.load import Loaded
from ecdosis.book.reader.walk import View
from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision
from ecdosis.model.pieces import Span
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.furniture.lines import split
from ecdosis.stages.furniture.pages import Pages
from ecdosis.stages.transcription import repair
from ecdosis.stages.transcription.table import bracket_words, weak_words
from ecdosis.tei.captions import paragraphs
from ecdosis.tei.names import NAMESPACES, TEI, parse, tag
from ecdosis.tei.read import blocks, changes, is_marginal, queries, read, reading_of
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters

CASES: Final = load("transcription.toml")
PROSE: Final = (
    "Nobody at the mill had seen the pond so low since the year of the drought, and\n"
    "the miller said as much to anyone who would stop at the gate and listen to him\n"
    "for the length of a pipe. The wheel had stood for nine days."
)


@cache
def edition(text: str) -> etree._Element:
    """The edition of a text in English."""
    return parse(to_tei(text.encode(), Descriptor(id="text", language="en"), Path("text.txt")))


def shown(element: etree._Element) -> str:
    """What a block is, and its words."""
    name, parent = tag(element), element.getparent()
    around = tag(parent) if parent is not None else ""
    if name == "ab":
        kind = "scene-break" if element.find("tei:milestone", NAMESPACES) is not None else element.get("type", "")
    elif name == "l" and parent is not None:
        stanza = sum(tag(before) == "lg" for before in parent.itersiblings(preceding=True))
        kind = f"verse/{stanza}" if stanza else "verse"
    else:
        kind = "sidenote" if is_marginal(element) else {"quote": "quote", "figure": "caption"}.get(around, name)
    return f"{kind}: {reading_of(element)}"


def headed(depth: int) -> str:
    """A text with the page marks of Proofreaders, which leave `depth` blank lines before a chapter."""
    chapter, begun = (
        "\n" * depth,
        iter(["The reeve", "A cooper", "Her uncle", "Old Marl", "No clerk", "One carter", "My aunt", "Each boy"]),
    )

    def prose() -> str:
        return f"{next(begun)} knew it. {PROSE}\n\n{PROSE}"

    pages = [
        f"{chapter}On Ropes\n\n\n{prose()}",
        f"\n\nTheir Making.\n\n{prose()}\n\n\nTheir Wear.\n\n{prose()}",
        f"\n{prose()}",
        f"{chapter}On Lamps\n\n\n{prose()}",
        f"\n{prose()}",
    ]
    marked = (f"-----File: 00{number}.png---\n{page}" for number, page in enumerate(pages, 1))
    return f"<tb>\n\n{prose()}\n" + "\n".join(marked) + "\n"


@pytest.mark.parametrize(("depth", "levels"), [(4, [1, 2, 2, 1]), (3, [1, 1])])
def test_proofreaders_leave_blank_lines_at_the_top_of_a_page_as_elsewhere(depth: int, levels: list[int]) -> None:
    """What they leave before chapters shows that; else the top of a page may be that of a chapter."""
    heads = edition(headed(depth)).iterfind(".//tei:text//tei:head", NAMESPACES)
    assert [sum(tag(one) == "div" for one in head.iterancestors()) for head in heads] == levels


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"].replace("[[P]]", PROSE) + "\n"
    root = edition(text)
    assert list(map(shown, blocks(root))) == [one.replace("[[P]]", " ".join(PROSE.split())) for one in case["reads"]]
    asked = [f"{query.kind}: {query.source}" for query in queries(root) if query.kind in ("format-mark", "hyphen")]
    assert asked == case.get("asks", [])
    noted = root.findall(".//tei:note[@place='inline']", NAMESPACES)
    assert [f"{one.get('subtype')}: {reading_of(one)}" for one in noted] == case.get("notes", [])
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root).decode() == text


EVERYTHING: Final = "\n\n".join(case["text"].replace("[[P]]", PROSE) for case in CASES if "/*\n *" not in case["text"])


def test_a_second_look_finds_nothing_new() -> None:
    text, asked = repair(opened(decode(EVERYTHING.encode())))
    assert asked
    assert repair(text) == (text, ())
    assert text.leaf_source() == EVERYTHING


def test_nothing_is_lost() -> None:
    """Every character of a text with all marks comes back; each mark that is not read is listed as left out."""
    root = edition(EVERYTHING)
    assert restore(root).decode() == EVERYTHING
    left_out = [record for record in changes(root) if record.kind == "format-mark" and record.aside]
    assert {"/#", "#/", "[Illustration]", "<tb>"} - {record.source for record in left_out} == {"<tb>"}
    assert all(record.by == "transcription" and record.why for record in left_out)


def test_no_mark_is_read() -> None:
    text = "\n\n".join(case["text"].replace("[[P]]", PROSE) for case in CASES if "none" not in case["name"])
    said = read(edition(text))
    assert "<tb>" not in said
    assert "[**rhyme?]" not in said
    assert "[Illustratie" not in said
    assert "[Sidenote: The" not in said
    assert "/L" not in said


def test_a_note_in_the_margin_is_read_in_brackets_and_is_no_note_at_the_end() -> None:
    text = f"{PROSE}\n\n[Sidenote: The rain at\nlast.]\n\n{PROSE}\n"
    assert read(edition(text)).split("\n\n")[1:2] == ["[The rain at last.]"]


def test_a_question_is_about_the_word_before_it() -> None:
    [asked] = [query for query in queries(edition(f"{PROSE}\n\nThe rime[**rhyme?] is his.\n")) if "rhyme" in query.why]
    assert asked.why == "a proofreader asks here: “rhyme?”"
    assert asked.source == "rime[**rhyme?]"


def test_words_that_others_have_in_brackets_are_words_of_brackets() -> None:
    assert weak_words() < set(bracket_words())


def test_a_caption_whose_words_come_again_at_the_feet_of_pages_stays() -> None:
    """They are the caption's, however often they recur at an edge."""
    page = f"{PROSE}\n\n[Illustration: SOME WORKERS IN THE\n\nFILLING-HOUSE\n]\n"
    text = "".join(f"-----File: {number:03}.png-------------\n{page}" for number in range(12, 24))
    assert read(edition(text)).count("FILLING-HOUSE") == 12


BEFORE: Final = "The miller said that the wheel had stood for nine days, and that the"
BEHIND: Final = "sluice was dry on both sides, so that a boy could walk under it."


def interrupted(caption: str) -> str:
    """A sentence in the midst of which a picture stands."""
    return f"{BEFORE}\n\n[Illustration: {caption}]\n\n{BEHIND}\n"


def of_picture(root: etree._Element) -> list[str]:
    """The elements in a figure that hold words, with these."""
    return [f"{tag(one)}: {reading_of(one)}" for one in root.iterfind(".//tei:figure/*", NAMESPACES) if reading_of(one)]


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("THE WHEEL", ["head: THE WHEEL"]),
        ("THE WHEEL\n\n(From a drawing)", ["head: THE WHEEL", "p: (From a drawing)"]),
        (
            "THE WHEEL\nAND ITS POND\n\n\n  It stood\nin the west.",
            ["head: THE WHEEL AND ITS POND", "p: It stood in the west."],
        ),
        ("THE WHEEL OF THE\n\nMILL\n\n1811", ["head: THE WHEEL OF THE", "p: MILL", "p: 1811"]),
        ("THE WHEEL\n-----\n(From a drawing)", ["head: THE WHEEL", "p: -----", "p: (From a drawing)"]),
        ("THE WHEEL\n\f\nIt stood in the west.", ["head: THE WHEEL", "p: It stood in the west."]),
    ],
)
def test_a_caption_in_a_sentence_has_the_parts_of_one_between_paragraphs(caption: str, parts: list[str]) -> None:
    text = interrupted(caption)
    inside = edition(text)
    assert of_picture(inside) == parts
    assert of_picture(edition(f"{PROSE}\n\n[Illustration: {caption}]\n\n{PROSE}\n")) == parts
    assert read(inside).split("\n\n") == [*(part.partition(": ")[2] for part in parts), f"{BEFORE} {BEHIND}\n"]
    assert restore(inside).decode() == text
    assert our_schema().validator.validate(inside), our_schema().validator.error_log


def test_where_all_lines_stand_apart_those_of_a_caption_are_one() -> None:
    apart = [f"{PROSE}\n"] * 6 + [interrupted("THE WHEEL AND\nITS POND")]
    text = "\n".join(apart).replace("\n\n", "\n").replace("\n", "\n\n")
    assert of_picture(edition(text)) == ["head: THE WHEEL AND ITS POND"]


def test_lines_are_apart_between_the_parts_of_a_caption_and_one_in_them() -> None:
    """So the record of what was changed says it, whatever line ends the source has."""
    text = interrupted("THE WHEEL\n\nIt stood\nin the west.").replace("\n", "\r\n")
    root = edition(text)
    first, last = text.index("THE WHEEL"), text.index("]")
    ends = [one for one in changes(root, everything=True) if one.kind == "line-end" and first < one.start < last]
    assert [(one.source, one.reading, one.by) for one in ends] == [
        ("\r\n", "\n", "decode"),
        ("\r\n", "\n", "decode"),
        ("\r\n", " ", "lines"),
    ]
    assert restore(root).decode() == text


def test_a_blank_line_in_a_note_in_the_margin_is_one_that_was_joined() -> None:
    """A note has no title: what parts its lines is recorded as a change."""
    found = changes(edition(f"{BEFORE}\n\n[Sidenote: The rain\n\nat last.]\n\n{BEHIND}\n"))
    [note] = [one for one in found if one.kind == "sidenote"]
    assert [(one.kind, one.source) for one in note.nested if not one.aside] == [("join", "\n\n")]


def test_italics_end_and_begin_again_where_a_caption_is_parted() -> None:
    root = edition(interrupted("The _wheel\n-----\nof the_ mill") + "\nSo it _was_ and _is_.\n")
    words = [
        [one.text for one in part.iterfind("tei:hi", NAMESPACES)]
        for part in root.iterfind(".//tei:figure/*", NAMESPACES)
    ]
    assert [part for part in words if part] == [["wheel"], ["-----"], ["of the"]]
    assert our_schema().validator.validate(root), our_schema().validator.error_log


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("format-mark", ["THE WHEEL", "(From a drawing)"]),
        ("page-break", ["THE WHEEL", "(From a drawing)"]),
        ("note-marker", ["THE WHEEL\n\n*", "(From a drawing)"]),
        ("annotation", ["THE WHEEL\n\n*", "(From a drawing)"]),
        ("boilerplate", ["THE WHEEL\n\n*", "(From a drawing)"]),
    ],
)
def test_what_was_set_aside_stands_between_the_parts_of_a_caption_unless_it_belongs_to_words(
    kind: str, parts: list[str]
) -> None:
    source = "\nTHE WHEEL\n\n*\n\n(From a drawing)\n"
    at = source.index("*")
    caption, _ = Text.of(source).set_aside((Span(at, at + 1, kind, "test", 1.0, ""),))
    found = list(paragraphs(caption))
    assert [Text(source, one.pieces).leaf_source().strip("\n") for one in found] == parts
    assert caption.reading[found[1].start :] == "(From a drawing)\n"
    assert Text(source, (piece for one in found for piece in (*one.above, *one.pieces))).leaf_source() == source


def decided(source: str, row: Decision) -> etree._Element:
    """The edition of a text with one decision of its editor."""
    known = Descriptor(id="text", language="en")
    root = parse(to_tei(source.encode(), known, Path("text.txt"), decisions=(row,)))
    assert restore(root).decode() == source
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    return root


@pytest.mark.parametrize(
    ("decision", "words", "parts"),
    [
        ("split", "ITS POND", ["head: THE WHEEL AND", "p: ITS POND", "p: It stood in the west."]),
        ("join", "POND It", ["head: THE WHEEL AND ITS POND It stood in the west."]),
        ("read", "POND It", ["head: THE WHEEL AND ITS ponds. They stood in the west."]),
    ],
)
def test_an_editor_parts_and_joins_a_caption_and_not_the_sentence(decision: str, words: str, parts: list[str]) -> None:
    source = interrupted("THE WHEEL AND\nITS POND\n\nIt stood in the west.")
    value = "ponds. They" if decision == "read" else ""
    at = source.index(words.split()[0])
    root = decided(source, Decision(1, at, words, decision, value))
    assert of_picture(root) == parts
    assert read(root).endswith(f"\n\n{BEFORE} {BEHIND}\n")


def test_where_no_line_of_a_caption_begins_it_is_the_sentence_that_is_parted() -> None:
    """The paragraphs of a caption are lines of it; and no decision is passed over."""
    source = interrupted("THE WHEEL\n\nIt stood in the west.\n  There it stands.")
    root = decided(source, Decision(1, source.index("in the west"), "in the west", "split"))
    assert of_picture(root) == ["head: THE WHEEL", "p: It stood in the west. There it stands."]
    assert read(root).split("\n\n")[-1] == f"{BEHIND}\n"


def test_each_part_of_a_caption_is_a_paragraph_of_the_book() -> None:
    made = book(edition(interrupted("THE WHEEL\n\n(From a drawing)")))
    found = [(one.role, "".join(map(words_of, one.inlines))) for one in made.blocks if isinstance(one, Paragraph)]
    assert found == [("caption", "THE WHEEL"), ("caption", "(From a drawing)"), ("", f"{BEFORE} {BEHIND}")]


def test_a_mark_that_is_opened_far_above_is_not_closed() -> None:
    """What is never closed does not enclose the rest of a book."""
    text = "/X\n" + "a line\n\n" * 2000 + "X/\n"
    found, _ = repair(opened(decode(text.encode())))
    assert found.reading == text


def test_a_bracket_that_closes_far_below_is_none() -> None:
    text = f"[Illustration: {'a mill and ' * 400}]\n"
    assert repair(opened(decode(text.encode())))[0].reading == text


def published(milestone: str, view: View = "reading") -> list[tuple[str, str]]:
    """The paragraphs of a TEI document of others, between whose two a milestone stands: role and words."""
    text = f'<TEI xmlns="{TEI}"><teiHeader/><text><body><p>One.</p>{milestone}<p>Two.</p></body></text></TEI>'
    made, _ = published_as(Loaded(parse(text.encode())), Path("x.xml"), view)
    return [(one.role, "".join(map(words_of, one.inlines))) for one in made.blocks if isinstance(one, Paragraph)]


@pytest.mark.parametrize("says", ['rend="stars"', 'rend="asterisks"', 'rendition="#hr"', 'unit="thought-break"'])
def test_a_milestone_of_others_that_says_so_is_a_break(says: str) -> None:
    assert published(f"<milestone {says}/>") == [("", "One."), ("scene-break", "* * *"), ("", "Two.")]


@pytest.mark.parametrize("says", ['unit="section"', 'unit="line"', ""])
def test_a_milestone_that_does_not_say_so_is_none(says: str) -> None:
    assert published(f"<milestone {says}/>") == [("", "One."), ("", "Two.")]


@pytest.mark.parametrize("view", ["reading", "diplomatic", "critical"])
@pytest.mark.parametrize("unit", ["card", "section", "stephanus", "bekker page"])
def test_a_milestone_with_a_number_is_that_number_whatever_it_looks_like(unit: str, view: View) -> None:
    assert published(f'<milestone unit="{unit}" n="17a" rend="stars"/>', view) == [("", "One."), ("", "17a Two.")]


def test_the_numbers_of_lines_are_not_shown() -> None:
    assert published('<milestone unit="ftln" n="1.1.3"/>') == [("", "One."), ("", "Two.")]


FULL: Final = (
    "The lock stands at the end of the lane, and the clerk who keeps it has no key\n"
    "of his own, so that on market days he must ask for it at the mill like others\n"
    "and come back by the river, where nobody can see that"
)
FILLED: Final = " he has had to fetch it."
"""Words that fill the last line."""


@pytest.mark.parametrize(("end", "begin", "kinds"), [(FILLED, "The", ["p", "note", "p"]), ("", "the", ["note", "p"])])
def test_behind_a_note_in_the_margin_a_paragraph_begins_unless_a_sentence_goes_on(
    end: str, begin: str, kinds: list[str]
) -> None:
    after = FULL.removeprefix("The")
    root = edition(
        f"{PROSE}\n\n<tb>\n\n{PROSE}\n\n{FULL}{end}\n\n[Sidenote: 1811.]\n\n{begin}{after}{FILLED}\n\n{PROSE}\n"
    )
    assert [tag(one) for one in blocks(root)] == ["p", "ab", "p", *kinds, "p"]
    assert [query for query in queries(root) if query.kind == "join"] == []


LAMP: Final = (
    "[Picture: A man with a lamp and his old dog] He had come to us with Merry\n"
    "Andrew, and he left us as a sad man, because the wheel stood still.  Nobody\n"
    "could say when it would go again."
)


def test_the_line_in_which_a_picture_stands_goes_on() -> None:
    """It is as wide as it was with the picture's mark, and not for want of words."""
    source = "\n\n".join([PROSE, LAMP, PROSE, LAMP.replace("lamp", "bell"), PROSE, PROSE])
    found = [" ".join("".join(map(str, one.itertext())).split()) for one in edition(source).iter(f"{{{TEI}}}p")]
    assert sum("with Merry Andrew, and he left" in words for words in found) == 2


def test_what_stands_behind_the_bracket_of_a_picture_is_text() -> None:
    source = "\n\n".join([PROSE, "[Picture: A lamp] The wheel had stood for nine days.", PROSE])
    assert not [
        one for one in edition(source).iter(f"{{{TEI}}}figure") if "nine days" in "".join(map(str, one.itertext()))
    ]


def paged(*pages: str) -> str:
    """Pages with the marks of Proofreaders."""
    return "".join(f"-----File: {number:03}.png-------------\n{page}\n" for number, page in enumerate(pages, 5))


def full(number: int, note: str) -> str:
    """A page with a note at its foot."""
    return f"Of the mill, {number}.[1] {PROSE}\n\n{PROSE}\n\n[Footnote 1: {note}]"


def test_notes_at_feet_that_are_much_alike_are_no_running_feet() -> None:
    root = edition(paged(*(full(number, f"Weir, <i>Old Mills</i>, p. {number}{number}.") for number in range(2, 9))))
    noted = [reading_of(one) for one in root.iterfind(".//tei:note", NAMESPACES) if one.get("type") != "query"]
    assert [one for one in noted if "Old Mills" in one] == [f"Weir, Old Mills, p. {n}{n}." for n in range(2, 9)]


HALF: Final = "\n\n\n\nTHE OLD MILL"


def between(count: int, mark: str = "-----File: {:03}.png-----") -> str:
    """Pages of which `count`, with one between them, have the same line at their head."""
    prose = f"The {{}} man went on. {PROSE}\n\n{PROSE} He had"
    pages = [f"{HALF if number % 2 and number < 2 * count else ''}\n\n{prose.format(number)}" for number in range(16)]
    return "".join(f"{mark.format(number + 5)}\n{page}\n" for number, page in enumerate(pages)) + "<tb>\n"


def test_proofreaders_take_the_heads_out_so_that_a_few_are_half_titles() -> None:
    half = "\n\n\n\nTHE OLD GREY MILL"
    titles = [half, "[Blank Page]", "\n\n\n\n/*\nTHE\nOLD GREY MILL\n\nby\n\nAnn Weir\n*/"]
    titles += [f"\n\n\n\nPREFACE\n\n\n{PROSE}", PROSE, f"{half}\n\n\n\n\nCHAPTER I\n\n\n{PROSE} He had"]
    root = edition(paged(*titles, *(f"went on. {number} men saw it. {PROSE} He had" for number in range(20, 30))))
    assert not [one for one in changes(root) if one.aside and "MILL" in one.source]
    scanned = edition(between(8))
    assert [one.kind for one in changes(scanned) if one.source.strip() == "THE OLD MILL"][1:] == ["running-head"] * 6


@pytest.mark.parametrize(("mark", "proofread"), [("-----File: {:03}.png-----", True), ("## p. {0} (#{0}) ####", False)])
def test_only_proofreaders_name_the_files_of_images(mark: str, proofread: bool) -> None:
    assert Pages(split(between(4, mark)), marked=True).proofread == proofread
