"""Words that run to the left in a PDF: the check knows them however they are drawn, and misses none."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats import pdf
from ecdosis.formats.pdf import glyphs, leftward
from ecdosis.formats.pdf.leftward import LINE
from ecdosis.formats.pdf.structure import _Pen, tagged
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.restore import restore
from ecdosis.validation import agreement

ENGLISH = "The clerk wrote it down in a book, and nobody read it until the ferry came back in the evening"
HEBREW = "הלמד כתב את הכל בספר הגדול ואיש לא קרא בו עד אשר שבה הסירה בערב"
ARABIC = "كتب الرجل كل شيء في الدفتر ولم يقرأه احد حتى عاد القارب في المساء"
POINTED = "שָׁלוֹם לָכֶם"
TEXTS = {
    "a word": f"He said שלום to them. {ENGLISH}.",
    "some words": f"He said ({HEBREW[:20]}) to them, “סירה”; {ENGLISH}. {HEBREW[:30]}",
    "over a line": f"{ENGLISH[:60]} {HEBREW} {ENGLISH}.",
    "over lines": f"{ENGLISH}: {HEBREW} {HEBREW[::3]} {HEBREW} and so on.",
    "a paragraph": f"{HEBREW}. {HEBREW}, {HEBREW}.",
    "a paragraph with English": f"{HEBREW} the ferry {HEBREW[:40]}. {HEBREW}",
    "numbers": f"He counted 12 ספר 34, סירה 56 and 1,234 to 7. {HEBREW} 12 {HEBREW[:30]} 1874 {HEBREW[:9]}",
    "with points": f"He said {POINTED} to them. {ENGLISH}. {POINTED} {HEBREW} {POINTED}.",
    "Arabic": f"He said سلام to them, and {ARABIC[:30]}. {ENGLISH}.\n\n{ARABIC}. {ARABIC}",
    "Arabic with marks": f"He said بِسْمِ اللَّهِ to them. {ENGLISH}.",
    "Syriac, whose letters no font has": f"He said ܫܠܡ to them. {ENGLISH}.",
    "Khmer, whose letters are drawn in parts": f"He said ខ្មែរ and ស្រី ព្រះ to them. {ENGLISH}.",
    "Tamil": f"He said தமிழ் ஸ்ரீ to them. {ENGLISH}.",
    "a heading": f"CHAPTER I\n\n{HEBREW[:20]}\n\n{ENGLISH}. {ENGLISH}.\n\nCHAPTER II\n\nOf the סירה\n\n{ENGLISH}.",
    "notes": f"{ENGLISH} סירה.[1] {ENGLISH}.[2]\n\n{ENGLISH}.\n\n[1] So {HEBREW[:30]} in the book.\n\n[2] {HEBREW}.",
}


LEFTWARD = re.compile("[\u05d0-\u05ea\u0621-\u064a]+")


@cache
def edition(name: str, language: str) -> tuple[bytes, bytes]:
    """TEI and PDF of a text."""
    tei = to_tei(TEXTS[name].encode(), Descriptor(id="x", title="A book", language=language), Path("x.txt"))
    return tei, pdf.pdf(book(parse(tei)))[0]


def told(tei: bytes, made: bytes) -> list[str]:
    return [finding.message for finding in agreement.check(parse(tei), Path("x.pdf"), made)]


@pytest.mark.parametrize(
    ("name", "language"),
    [(name, lang) for name in TEXTS for lang in ("en", "he", "ar") if lang == "en" or LEFTWARD.search(TEXTS[name])],
)
def test_the_pdf_says_what_the_tei_reads(name: str, language: str) -> None:
    tei, made = edition(name, language)
    assert restore(parse(tei)) == TEXTS[name].encode()
    assert told(tei, made) == []


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("name", [name for name in TEXTS if LEFTWARD.search(TEXTS[name])])
def test_what_is_lost_or_changed_is_told(name: str, language: str) -> None:
    """Each word in its turn: lost, without its first letter, with another, doubled."""
    tei, made = edition(name, language)
    head, body = tei.decode().split("<body>")
    found = [match.span() for match in LEFTWARD.finditer(body) if len(match[0]) > 1]
    assert found
    for start, end in random.Random(1).sample(found, min(4, len(found))):
        word = body[start:end]
        for other in ("", word[1:], f"{word[:-1]}ץ", f"{word} {word}"):
            altered = f"{head}<body>{body[:start]}{other}{body[end:]}"
            assert "differ" in "".join(told(altered.encode(), made)), (word, other)


@pytest.mark.parametrize(("name", "word"), [("Khmer, whose letters are drawn in parts", "ស្រី"), ("Tamil", "தமிழ்")])
def test_so_it_is_in_other_scripts(name: str, word: str) -> None:
    tei, made = edition(name, "en")
    for other in ("", word[1:], word[:-1], f"{word} {word}"):
        altered = tei.decode().replace(word, other).encode()
        assert "differs from the TEI" in "".join(told(altered, made)), other


def test_a_word_in_another_place_is_told() -> None:
    tei, made = edition("numbers", "en")
    moved = tei.decode().replace(" ספר ", " ", 1).replace("counted ", "ספר counted ", 1)
    assert "differs from the TEI" in "".join(told(moved.encode(), made))


def test_english_beside_it_is_compared_as_ever() -> None:
    tei, made = edition("over lines", "en")
    for old, new in (
        ("nobody", "nobady"),
        ("book, and", "book and"),
        ("and so on", "so on"),
        ("clerk wrote", "wrote clerk"),
    ):
        assert "differs from the TEI" in "".join(told(tei.decode().replace(old, new).encode(), made)), old


def test_the_text_of_a_pdf_is_told_as_it_is_read() -> None:
    _, made = edition("over lines", "en")
    found = tagged(made)
    assert found is not None
    text = " ".join(found.root.text.replace("\N{SOFT HYPHEN}", "").split())
    assert " ".join(TEXTS["over lines"].split()) in text
    assert LINE not in text


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (f"com\u00ad{LINE}mon well-{LINE}known", "com\u00admon well-known"),
        ("he said םולש to", "he said שלום to"),
        ("he םכל םולש to", "he שלום לכם to"),
        (f"he םולש{LINE}םכל to", "he שלום לכם to"),
        (f"the boat{LINE}came רפס", "the boat came ספר"),
        (f"the well-{LINE}known רפס", "the well-known ספר"),
        ("\u2067םולש\u2069", "שלום"),
        ("םוֹלשָׁ", "שָׁלוֹם"),
    ],
)
def test_lines_are_turned(drawn: str, expected: str) -> None:
    assert leftward.read(drawn) == expected


def test_a_ligature_is_told_as_if_its_letters_were_drawn() -> None:
    assert leftward.as_drawn("لا") == "ال"
    assert leftward.read(f"م{leftward.as_drawn('لا')}س") == "سلام"
    assert leftward.as_drawn("ffi") == "ffi"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("he said, “so”.", "he said, “so”."),
        ("he said, (שלום) so", "he said שלום so"),
        ("he said – שלום – “so”", "he said שלום so”"),
        ("א ב 12 ג, he", "12 א ב ג he"),
        ("אב – כתב", "אב כתב"),
        ("it.אבכתב", "it אבכתב"),
        (
            "\u0627\u0644\u0644\u064e\u0651\u0644\u064e\u0651\u0647\u0650\u0647\u0650",
            "\u0627\u0644\u0644\u064e\u0651\u0647\u0650",
        ),
        ("no. 12 – 13", "no. 12 – 13"),
        ("papa ខ្មែខ្មែរ", "papa ខ្មែរ"),
    ],
)
def test_what_is_compared(words: str, expected: str) -> None:
    assert " ".join(leftward.apart(words.split())) == expected
    assert " ".join(leftward.apart(expected.split())) == expected


def test_what_is_compared_by_letters() -> None:
    assert leftward.apart(["he", "said", "(אבג", "ת)", "12"], by_letter=True) == (
        "he",
        "said",
        "1",
        "2",
        "א",
        "ב",
        "ג",
        "ת",
    )


def test_codes_are_compared_as_the_letters_that_they_are_of() -> None:
    """Also where the text itself has such a code; what is no code is none."""
    for text in ("a ܫܠ", "x\U0001f600", "[U+072B]", "[U+D] and [U+12345678]"):
        assert glyphs.undone(glyphs.prepared({"text": text}, tuple).data["text"]) == glyphs.undone(text)
    assert glyphs.undone("[U+072B U+0720] [U+10FFFF]") == "ܫܠ \U0010ffff"
    assert glyphs.undone("[U+D] [U+110000] [U+072B") == "[U+D] [U+110000] [U+072B"


@pytest.mark.parametrize(
    ("height", "size", "begins"),
    [(0, 10.6, False), (5.3, 6.4, False), (-3, 8, False), (-14, 10.6, True), (-11.6, 8.8, True), (20, 6, True)],
)
def test_where_a_line_begins(height: float, size: float, begins: bool) -> None:
    """Above or below by more than a raised letter: 14 points are the lines of the text, 11.6 those of notes."""
    pen = _Pen()
    pen.obey(b"Tf", ["/f0", 10.6 if size != 8.8 else 8.8])
    pen.obey(b"cm", [1, 0, 0, -1, 30, 400])
    assert not pen.begins_line()
    pen.obey(b"q", [])
    pen.obey(b"cm", [1, 0, 0, 1, 7, -height])
    pen.obey(b"Tm", [1, 0, 0, -1, 3, 0])
    pen.obey(b"Tf", ["/f0", size])
    assert pen.begins_line() == begins
    pen.obey(b"Q", [])
    pen.obey(b"Tm", [1, 0, 0, -1, 9, 0])
    assert pen.begins_line() == begins  # back again
