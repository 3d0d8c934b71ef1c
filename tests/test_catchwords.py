"""Where a page's text ends with its catchword and notes stand below, the text goes on over them, and the notes are
notes, though no marker leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pytest

import laid_out
from ecdosis.health import health
from ecdosis.model.document import Document
from ecdosis.model.pieces import Aside, Span, read
from ecdosis.model.source import decode, opened
from ecdosis.model.text import Text
from ecdosis.stages.notes import partners, repair, under
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.body import encode
from ecdosis.tei.names import parse
from ecdosis.tei.read import notes
from laid_out import paragraphs

PAGES: Final = 9
TEXT: Final = " ".join(one for one in paragraphs(60, seed=3) if not any(map(str.isdigit, one)))
NOTES: Final = [f"({letter}) {' '.join(paragraphs(3, seed=at))}" for at, letter in enumerate("abc", 20)]
"""Three notes, each of which goes on over pages."""


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text."""
    return list(laid_out.wrapped(text, width))


def spread(lines: Sequence[str], count: int) -> list[list[str]]:
    """Lines on so many pages, as many on each."""
    each = -(-len(lines) // count)
    return [list(lines[at : at + each]) for at in range(0, each * count, each)]


def book(text: str = TEXT, below: Sequence[str] = NOTES, *, pages: int = PAGES, own: bool = True) -> str:
    """A book with catchwords under its text, and under its notes where these go on (`own`); the last page has none."""
    bodies = spread(wrapped(text, 52), pages)
    feet = [*spread([line for note in below for line in wrapped(note, 60)], pages - 1), []]
    made = []
    for at, (body, foot) in enumerate(zip(bodies, feet, strict=True)):
        catchword = bodies[at + 1][0].split()[0] if at + 1 < pages else ""
        after = feet[at + 1][0].split()[0] if at + 1 < pages and feet[at + 1] else ""
        made.append("\n".join([*body, catchword, *foot, after if own and not after.startswith("(") else ""]))
    return "\n\f".join(made)


def document(text: str) -> Document:
    return run(opened(decode(text.encode())), Context("en"))


def asides(document: Document, *kinds: str) -> Iterator[Aside]:
    return (piece for piece in document.text.pieces if isinstance(piece, Aside) and piece.kind in kinds)


def plain(text: str) -> str:
    """The letters of a text alone."""
    return "".join(filter(str.isalpha, text))


@pytest.mark.parametrize("own", [True, False])
def test_the_text_goes_on_over_the_notes(own: bool) -> None:
    made = document(book(own=own))
    assert " ".join(made.text.reading.split()).count(TEXT[:2000]) == 1
    assert plain(made.text.reading) == plain(TEXT)
    found = health(made)
    assert (found.broken, found.specks) == (0, 0)


def test_a_note_is_whole_over_all_its_pages() -> None:
    made = document(book())
    encoded = encode(made, "\n")
    root = parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{encoded.xml}</text></TEI>'.encode())
    assert [plain(reading) for _, reading in notes(root)] == [plain(note)[1:] for note in NOTES]
    assert [piece.label for piece in asides(made, "footnote")] == ["a", "b", "c"]
    parts = list(asides(made, "note-part"))
    assert len(parts) >= 4
    assert {piece.target for piece in parts} <= {piece.at for piece in asides(made, "footnote")}


def test_the_catchwords_of_text_and_notes_are_set_aside() -> None:
    made = document(book())
    found = [read(made.text.source, piece.pieces).strip() for piece in asides(made, "catchword")]
    assert len(found) >= 2 * (PAGES - 1) - len(NOTES)


@pytest.mark.parametrize("end", ["\n\f", "\f"])
def test_the_next_page_does_not_stand_below_a_catchword(end: str) -> None:
    """Nor where it begins right behind the word, in its line."""
    bodies = spread(wrapped(TEXT, 52), PAGES)
    words = [body[0].split()[0] for body in bodies[1:]]
    pages = ["\n".join([*body, word]) for body, word in zip(bodies, [*words, ""], strict=True)]
    found = document(end.join(pages))
    assert len(list(asides(found, "catchword"))) == PAGES - 1
    assert list(asides(found, "footnote", "note-part")) == []


def test_worn_labels_and_catchwords() -> None:
    text = book().replace("(b)", "'[/J").replace("(c)", "r[c]")
    bodies = spread(wrapped(TEXT, 52), PAGES)
    word = min((word for body in bodies[1:] if len(word := body[0].split()[0]) >= 5), key=len)
    worn = text.replace(f"\n{word}\n", f"\n{word[0]}xi{word[3:]}\n")
    assert worn != text
    made = document(worn)
    assert plain(made.text.reading) == plain(TEXT)
    assert [piece.label for piece in asides(made, "footnote")] == ["a", "*", "c"]


@pytest.mark.parametrize("pages", [3, 4, 5])
def test_a_few_pages_are_no_habit(pages: int) -> None:
    made = document(book(pages=pages))
    assert bool(list(asides(made, "footnote"))) == (pages > 4)


def test_what_is_no_note_stays() -> None:
    """A line of one word with which the next page begins, and below it neither a label nor what goes on."""
    bodies = spread(wrapped(TEXT, 52), PAGES)
    pages = [[*body[:5], after[0].split()[0], *body[5:]] for body, after in pairwise([*bodies, bodies[0]])]
    made = document("\n\f".join("\n".join(page) for page in pages))
    assert list(asides(made, "footnote", "note-part", "catchword")) == []


def test_speakers_of_a_play_are_no_catchwords() -> None:
    """They stand alone in their lines, and pages begin with them; the catchwords of such a book stand at the feet."""
    said = wrapped(TEXT, 44)
    pages = [
        [*("BEATRICE.", *said[at : at + 6], "LEONATO.", *said[at + 6 : at + 12], "BEATRICE.", *said[at + 12 : at + 18])]
        for at in range(0, 18 * PAGES, 18)
    ]
    made = document("\n\f".join("\n".join([*page, "BEATRICE."]) for page in pages))
    assert len(list(asides(made, "catchword"))) == PAGES - 1
    assert list(asides(made, "footnote", "note-part")) == []
    assert plain(made.text.reading).count("BEATRICE") == 2 * PAGES + 1


def test_of_a_catchword_half_a_word_is_enough() -> None:
    bodies = spread(wrapped(TEXT, 52), PAGES)
    word = next(word for body in bodies[1:] if len(word := body[0].split()[0]) >= 5 and word.isalpha())
    made = document(book().replace(f"\n{word}\n", f"\n{word[:3]}-\n"))
    assert plain(made.text.reading) == plain(TEXT)


def test_a_page_has_one_catchword() -> None:
    """A line of one word above the items of a list is none where the page has its catchword at the foot."""
    bodies = spread(wrapped(TEXT, 52), PAGES)
    pages = [
        "\n".join([*body[:5], word, f"* {body[5]}", *body[6:], word])
        for body, after in pairwise(bodies)
        for word in [after[0].split()[0]]
    ]
    made = document("\n\f".join([*pages, "\n".join(bodies[-1])]))
    assert len(list(asides(made, "catchword"))) == PAGES - 1
    assert list(asides(made, "footnote", "note-part")) == []


def test_lines_of_a_quotation_that_signs_begin_are_one_note() -> None:
    """An OCR engine reads the marks before each line as asterisks; they go on over a page."""
    marked = [wrapped(paragraphs(1, seed=at)[0], 56)[:5] for at in range(60, 60 + PAGES)]
    feet = [
        "\n".join([*(["(a) He says,"] if at % 2 == 0 else []), *(f"* {line.rstrip('.')}" for line in lines)])
        for at, lines in enumerate(marked)
    ]
    bodies = spread(wrapped(TEXT, 52), PAGES)
    pages = [
        "\n".join([*body, after[0].split()[0], foot])
        for body, after, foot in zip(bodies, [*bodies[1:], bodies[0]], feet, strict=True)
    ]
    made = document("\n\f".join(pages))
    assert [piece.label for piece in asides(made, "footnote")] == ["a"] * ((PAGES - 1) // 2)
    assert len(list(asides(made, "note-part"))) == (PAGES - 1) // 2


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["* See the ledger.", "It is there."], ["*"]),
        (["* and so it went on.", "It is there."], [""]),
        (["It is there.", "* See the ledger."], [""]),
        (["* See the ledger,", "* And the book,", "* And the boat."], [""]),
        (["(a) See the ledger,", "* And the book,", "(b) The boat."], ["a", "b"]),
        (["* See the ledger,", "(b) The boat."], ["*", "b"]),
    ],
)
def test_what_is_a_label_below_a_catchword(lines: list[str], labels: list[str]) -> None:
    reading = "\n".join(["The boat went", "down", *lines])
    text, _ = Text.of(reading).set_aside([Span(14, 18, "catchword", "furniture", 1, "test")])
    found = list(under.find(text, [], []))
    assert [one.label for one in found] == labels
    assert " ".join(text.reading[one.start : one.end] for one in found).split() == " ".join(lines).split()
    assert list(under.find(text, [], [(found[0].start, found[0].end)])) == []


@pytest.mark.parametrize(("pages", "goes_on"), [((0, 1), [False, True]), ((0, 2), [False, False])])
def test_only_on_the_next_page_a_note_goes_on(pages: tuple[int, int], goes_on: list[bool]) -> None:
    page = "The boat went\ndown\nto the note\n"
    breaks = [at * len(page) for at in (1, 2)]
    downs = [page.index("down") + at * len(page) for at in pages]
    text, _ = Text.of(page * 3).set_aside(Span(at, at + 4, "catchword", "furniture", 1, "test") for at in downs)
    shorter = [at - sum(1 for down in downs if down < at) * 4 for at in breaks]
    assert [one.goes_on for one in under.find(text, shorter, [])] == goes_on


LEMMA: Final = "Upon this he wrote a very long letter to the clerk of the ferry"


def led(lines: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    """The markers on a page (its lines, those below its catchword), each with the note that it leads to; and that the
    note leads back to it."""
    page = "\n".join([*lines, "down", *below])
    start = len("\n".join(lines)) + 1
    source = f"The lamp.\n\f{page}"
    cut = len("The lamp.\n")
    spans = [
        Span(cut, cut + 1, "page-break", "furniture", 1, "test"),
        Span(cut + 1 + start, cut + 1 + start + 4, "catchword", "furniture", 1, "test"),
    ]
    text, _ = repair(Text.of(source).set_aside(spans)[0])
    found = [piece for piece in text.pieces if isinstance(piece, Aside)]
    at = {piece.at: piece for piece in found}
    markers = [piece for piece in found if piece.kind == "note-marker"]
    assert all(one.target and at[one.target].target == one.at and at[one.target].label == one.label for one in markers)
    return [
        (read(source, one.pieces), " ".join(Text(source, at[one.target or 0].pieces).reading.split()))
        for one in markers
    ]


@pytest.mark.parametrize(
    ("lines", "below", "found"),
    [
        # one letter and its note, with blanks inside of the brackets or without
        (["It was the miller [g]", "and the boat."], ["[g] At Leeds."], [(" [g]", "At Leeds.")]),
        (["It was the miller [ g ]", "and the boat."], ["[g] At Leeds."], [(" [ g ]", "At Leeds.")]),
        (["It was the miller[g]", "and the boat."], ["[ g ] At Leeds."], [("[g]", "At Leeds.")]),
        (["The miller [g] came", "late [h]."], ["[g] A.", "[h] B."], [(" [g]", "A."), (" [h]", "B.")]),
        # two of one letter: it cannot be told which
        (["It was [g] the miller [g]", "and the boat."], ["[g] At Leeds."], []),
        (["It was the miller [g]", "and the boat."], ["[g] At Leeds.", "[g] At York."], []),
        # another letter
        (["It was the miller [h]", "and the boat."], ["[g] At Leeds."], []),
        # a letter that is part of a word, or a bracket with more in it
        (["It was the mill[e]r", "and the boat."], ["[e] At Leeds."], []),
        (["It was the miller [eds]", "and the boat."], ["[e] At Leeds."], []),
        # words that the note repeats: the letter was misread, or stands twice
        ([f"{LEMMA} [b]", "and"], [f"[h] {LEMMA}.] It is lost."], [(" [b]", f"{LEMMA}.] It is lost.")]),
        ([f"{LEMMA} [#]", "and"], ["[h] Uppn this he wrotc a vcry long lettcr to the clcrk of tbe ferry.] It is."],
         [(" [#]", "Uppn this he wrotc a vcry long lettcr to the clcrk of tbe ferry.] It is.")]),
        (["See the note [h], for", f"{LEMMA} [h]", "and"], [f"[h] {LEMMA}.] It is."], [(" [h]", f"{LEMMA}.] It is.")]),
        ([f"{LEMMA} [b]", "and"], [f"[»] {LEMMA}.] It is."], [(" [b]", f"{LEMMA}.] It is.")]),
        # words that it repeats twice, that are not those, that are few, or that stand far on in it
        ([f"{LEMMA} [b] {LEMMA} [c]", "and"], [f"[h] {LEMMA}.] It is."], []),
        (["The miller had a boat and a lamp [b]", "and"], [f"[h] {LEMMA}.] It is."], []),
        (["at the ferry [b]", "and"], ["[h] At the ferry.] It is."], []),
        ([f"{LEMMA} [b]", "and"], [f"[h] {'A boat was late, and then another. ' * 9}{LEMMA}.]"], []),
    ],
)  # fmt: skip
def test_what_leads_to_a_note_below_a_catchword(
    lines: list[str], below: list[str], found: list[tuple[str, str]]
) -> None:
    assert led(lines, below) == found


@pytest.mark.parametrize(("word", "found"), [("mmmmmmmmmmmmmmmmmmmm", True), ("mmmmmmmmmmmmmmmmmmm", False)])
def test_twenty_letters_tell_whose_words_a_note_repeats(word: str, found: bool) -> None:
    page = f"{word} [b]"
    note = under.Under(len(page) + 1, len(page) + 40, "h", goes_on=False)
    assert bool([*partners.find(f"{page}\n[h] {word}.] It is.", 0, [note])]) == found


def test_the_label_of_a_note_that_was_lost_is_no_word_of_it() -> None:
    assert under.label_end("[»] He wrote", under.LOST) == 3
    assert under.label_end("[b] He wrote", under.LOST) == 0
    assert under.label_end("* [»] He wrote", under.LOST) == 0


@pytest.mark.parametrize("label", ["[g]", "[ g ]"])
def test_a_note_below_a_catchword_goes_on_whatever_its_label(label: str) -> None:
    pages = ["The lamp [ g ]", "and", f"{label} At Leeds, where", "", "and the boat", "was", "the clerk wrote it."]
    source = "\n".join([*pages[:3], f"\f{pages[4]}", *pages[5:]])
    cut, first, second = source.index("\f"), source.index("\nand\n") + 1, source.index("was")
    spans = [Span(cut, cut + 1, "page-break", "furniture", 1, "test")]
    spans += [Span(at, at + 3, "catchword", "furniture", 1, "test") for at in (first, second)]
    text, _ = repair(Text.of(source).set_aside(spans)[0])
    found = {piece.kind: piece for piece in text.pieces if isinstance(piece, Aside) and piece.by == "notes"}
    assert found.keys() == {"note-marker", "footnote", "note-part"}
    assert found["note-marker"].target == found["note-part"].target == found["footnote"].at


def headed(heads: Sequence[str], feet: Sequence[Sequence[str]], speck: str = "") -> str:
    """A book with a catchword at the foot of each page but the last, of which each page begins with a heading."""
    bodies = spread(wrapped(TEXT, 52), len(heads))
    tops = [[speck, head] if speck else [head] for head in heads]
    pages = ["\n".join([*top, "", *body, *foot]) for top, body, foot in zip(tops, bodies, [*feet, []], strict=True)]
    return "\n\f".join(pages)


LETTERSPACED: Final = [f"C H A P. {number}." for number in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")]
FEET: Final = [head.replace("C H A P", "CHAP") for head in LETTERSPACED[1:]]


@pytest.mark.parametrize(
    ("feet", "speck", "count"),
    [
        (FEET, "", 8),
        (FEET, "1", 8),
        ([*FEET[:6], "CIIAP. VIII.", *FEET[7:]], "", 8),
        ([*FEET[:6], "CHAP. VTU.", *FEET[7:]], "", 7),
        ([*FEET[:6], "CHAP. VIIi.", *FEET[7:]], "", 7),
        ([foot.replace("CHAP", "BOOK") for foot in FEET], "", 0),
    ],
    ids=["letterspaced", "below a speck", "misread", "much misread", "small", "another"],
)
def test_headings_as_catchwords(feet: list[str], speck: str, count: int) -> None:
    made = document(headed(LETTERSPACED, [[foot] for foot in feet], speck))
    assert len(list(asides(made, "catchword"))) == count
