"""Glyphs: every character of a PDF is shown or named, the PDF stays tagged, an ordinary book needs no other font."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats import pdf
from ecdosis.formats.cover import cover
from ecdosis.formats.pdf import fonts, glyphs
from ecdosis.formats.pdf.fonts import Font
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tools.packages import FONTS, PACKAGES
from typst_fonts import FAMILIES, candidates, covered

TEMPLATE = Path(pdf.__file__).parent / "letters.typ"
SOURCE = """
#set document(title: "t")
#let book = json(bytes(sys.inputs.data))
#set text(font: families(book), style: sys.inputs.style, weight: int(sys.inputs.weight))
#let spelled = speller(book)
#for it in book.texts { par(spelled(it)) }
"""


def nothing() -> tuple[Font, ...]:
    """A machine without fonts."""
    return ()


def shown(text: str) -> str:
    """A text as the PDF has it, on a machine without fonts."""
    found = glyphs.prepared({"text": text}, nothing).data["text"]
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("odd", ["ܫ ", "\U00010300 ", "ܫ\U00010300 ܫ a "])
def test_a_paragraph_may_have_any_number_of_odd_letters(odd: str) -> None:
    """Of what a `show` rule finds, Typst takes 512 in a paragraph."""
    made = glyphs.prepared({"texts": [odd * 700]}, nothing)
    assert b"pdfuaid:part" in tagged(made)


def tagged(made: glyphs.Prepared, style: str = "normal", weight: int = 400) -> bytes:
    """A tagged PDF of texts; RuntimeError if Typst refuses."""
    options: dict[str, Any] = {"font_paths": made.folders, "ignore_system_fonts": not made.own}
    options["sys_inputs"] = {"data": json.dumps(made.data), "style": style, "weight": str(weight)}
    return compiled(TEMPLATE.read_text(encoding="utf-8") + SOURCE, options)


def compiled(source: str, options: dict[str, Any]) -> bytes:
    """A tagged PDF; RuntimeError if Typst refuses."""
    made = typst.compile(source.encode(), pdf_standards=["ua-1"], timestamp=0, **options)
    assert isinstance(made, bytes)
    return made


def plain(source: str) -> bytes:
    """A tagged PDF of markup, in the fonts that Typst brings."""
    return compiled(f'#set document(title: "t")\n{source}', {"ignore_system_fonts": True})


# ---------------------------------------------------------------- which font has which character


@pytest.mark.parametrize("family", FAMILIES)
def test_the_data_are_what_typst_shows(family: str) -> None:
    """At both sides of both ends of every range, so that another release of the fonts would be seen."""
    [font] = [font for font in fonts.embedded() if font.family == family]
    ends = {c for c in font.roman | font.every if {chr(ord(c) - 1), chr(ord(c) + 1)} - font.roman & font.every}
    around = {chr(ord(c) + step) for c in ends for step in (-1, 0, 1) if 0 <= ord(c) + step <= 0x10FFFF}
    asked = sorted(around & set(candidates()))
    assert covered(family, asked) == ({*asked} & font.roman, {*asked} & font.every)


def test_the_packages_are_installed_and_their_fonts_are_read() -> None:
    found = {font.family: font for font in fonts.packaged()}
    assert {"Cardo", "Noto Serif", "Amiri", "Noto Serif Devanagari"} <= set(found)
    assert {"\u0591", "\U00010300", "\ue8b3"} <= found["Cardo"].roman  # a Hebrew accent, Old Italic A, MUFI
    assert {"\u0627", "\u06cc"} <= found["Amiri"].every
    assert {"\ua64b", "\u2ded", "\u1ab0"} <= found["Noto Serif"].every
    assert "\u0915" in found["Noto Serif Devanagari"].every
    assert set(fonts.PACKAGES) - {"Noto Serif JP"} <= set(found)


def test_a_release_of_a_font_makes_the_books_anew() -> None:
    """What an edition depends on has the versions of all packages with fonts, but for one that few install."""
    carried = metadata.packages_distributions()
    assert {name for package in fonts.PACKAGES.values() for name in carried.get(package, ())} - {
        "pylopdf-fonts-cjk"
    } == set(FONTS)
    assert set(FONTS) <= set(PACKAGES)


def test_a_box_in_a_font_is_no_letter() -> None:
    """Cardo says that it has runes and Gothic, but draws a box for most of them."""
    [cardo] = [font for font in fonts.packaged() if font.family == "Cardo"]
    assert not cardo.roman & {*map(chr, range(0x16A0, 0x16F9)), *map(chr, range(0x10330, 0x1034B)), "\u2112", "\uf2f7"}


def test_private_characters_mean_something_only_in_fonts_for_medievalists() -> None:
    assert all(not re.search("[\ue000-\uf8ff]", "".join(font.roman)) for font in fonts.embedded())
    assert all("\uf0b7" not in font.roman for font in (*fonts.packaged(), *fonts.machine()))
    assert shown("\uf0b7 item") == "[U+F0B7] item"


def cmap(kind: int, codes: set[int]) -> bytes:
    """A table `cmap` with these code points, each a glyph of its own."""
    ordered = sorted(codes)
    if kind == 12:
        groups = b"".join(struct.pack(">III", code, code, n + 1) for n, code in enumerate(ordered))
        table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(ordered)) + groups
    elif kind == 6:
        first, length = ordered[0], ordered[-1] - ordered[0] + 1
        ids = [n + 1 if first + n in codes else 0 for n in range(length)]
        table = struct.pack(f">HHHHH{length}H", 6, 10 + 2 * length, 0, first, length, *ids)
    else:  # one segment over all with a list of glyphs, and the last, which is none
        first, last = ordered[0], ordered[-1]
        ids = [1 if code in codes else 0 for code in range(first, last + 1)]
        head = struct.pack(">HHHHHHH", 4, 0, 0, 4, 4, 1, 0)
        table = head + struct.pack(">HHHHHHHHH", last, 0xFFFF, 0, first, 0xFFFF, 0, 1, 4, 0)
        table += struct.pack(f">{len(ids)}H", *ids)
    return struct.pack(">HHHHI", 0, 1, 3, 10 if kind == 12 else 1, 12) + table


@given(st.data(), st.sampled_from((4, 6, 12)), st.booleans())
@settings(max_examples=60)
def test_the_characters_of_a_font_are_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, kind: int, collection: bool
) -> None:
    low = data.draw(st.integers(0x20, 0x1FFFF if kind == 12 else 0xD000))
    codes = data.draw(st.sets(st.integers(low, low + 200), min_size=1))
    table, start = cmap(kind, codes), 16 if collection else 0
    head = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, start + 28, len(table))
    path = tmp_path_factory.mktemp("font") / "x.ttf"
    path.write_bytes((struct.pack(">4sIII", b"ttcf", 0x10000, 1, 16) if collection else b"") + head + table)
    assert fonts.characters(path) == {chr(code) for code in codes if not 0xD800 <= code <= 0xDFFF}
    path.write_bytes(path.read_bytes()[: start + 40])
    with pytest.raises(ValueError, match="no font that can be read"):
        fonts.characters(path)


@pytest.mark.parametrize("content", [b"", b"<html>", bytes(100)])
def test_what_is_no_font_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.ttf").write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.ttf is no font|no characters"):
        fonts.characters(tmp_path / "x.ttf")


# ---------------------------------------------------------------- what a text needs


def test_an_ordinary_book_needs_one_font_and_is_left_alone() -> None:
    data = {
        "title": "The Ferry",
        "blocks": [{"id": "p1", "body": [{"text": "Naïve “quotes” — Ελληνικά, русский."}]}],
    }
    made = glyphs.prepared(data, nothing)
    assert [font.family for font in made.fonts] == ["Libertinus Serif"]
    assert (made.folders, made.own, made.missing, made.notes) == ([], [], (), [])
    added = {"fonts": [{"name": "Libertinus Serif", "covers": ""}], "upright": "", "codes": False}
    assert made.data == data | added


def test_the_template_itself_needs_one_font() -> None:
    own = "".join(path.read_text(encoding="utf-8") for path in TEMPLATE.parent.glob("*.typ"))
    assert set(own) <= fonts.embedded()[0].every


@pytest.mark.parametrize(
    ("text", "families"),
    [
        pytest.param("שלום", [], id="Hebrew letters are in ours"),
        pytest.param("בָּרָ֣א", [r"Cardo \p{Hebrew}", "Cardo"], id="an accent: then all of the Hebrew"),
        pytest.param("ꙋ бⷭ҇ слово", [r"Noto Serif \p{Cyrillic}", "Noto Serif"], id="Old Cyrillic"),
        pytest.param("ἐν ἀρχῇ ἦν ὁ λόγος", [], id="Greek"),
        pytest.param("السلام", ["Amiri"], id="Arabic"),
        pytest.param("क्षत्रिय", ["Noto Serif Devanagari"], id="Devanagari"),
        pytest.param("ꝑ \ue8b3", ["Cardo", "Noto Serif"], id="medieval; Noto Serif for the bold"),
        pytest.param("ⲡⲛⲟⲩⲧⲉ", ["New Computer Modern"], id="Coptic"),
        pytest.param("a\u1dc0", ["Cardo"], id="a letter and a mark are set in one font"),
        pytest.param("አማርኛ ኢትዮጵያ", ["Noto Sans Ethiopic"], id="Ethiopic"),
        pytest.param("தமிழ் ஸ்ரீ", ["Noto Sans Tamil"], id="Tamil"),
        pytest.param("বাংলা ক্ষ", ["Noto Sans Bengali"], id="Bengali"),
        pytest.param("తెలుగు ક્ષ", ["Noto Sans Gujarati", "Noto Sans Telugu"], id="Telugu and Gujarati"),
        pytest.param("ਗੁਰਮੁਖੀ ಕನ್ನಡ", ["Noto Sans Gurmukhi", "Noto Sans Kannada"], id="Gurmukhi and Kannada"),
        pytest.param("മലയാളം ଓଡ଼ିଆ", ["Noto Sans Malayalam", "Noto Sans Oriya"], id="Malayalam and Odia"),
        pytest.param("සිංහල ශ්\u200dරී", ["Noto Sans Sinhala"], id="Sinhala, with a joiner"),
        pytest.param("ภาษาไทย ພາສາລາວ", ["Noto Sans Lao", "Noto Sans Thai"], id="Thai and Lao"),
        pytest.param("ខ្មែរ မြန်မာ", ["Noto Sans Khmer", "Noto Sans Myanmar"], id="Khmer and Burmese"),
        pytest.param("Հայերեն ქართული", ["Noto Sans Armenian", "Noto Sans Georgian"], id="Armenian and Georgian"),
        pytest.param("➀ ⚳", ["Noto Sans Symbols"], id="a sign"),
        pytest.param("☎", ["DejaVu Sans Mono"], id="a sign that Typst has is no emoji"),
        pytest.param("😀 👩\u200d🚀", ["Noto Emoji"], id="emoji, two of them one"),
    ],
)
def test_fonts_of_packages(text: str, families: list[str]) -> None:
    made = glyphs.prepared({"texts": [text]}, nothing)
    named = [f"{font['name']} {font['covers']}".strip() for font in made.data["fonts"]]
    assert [name for name in named if name != "Libertinus Serif"] == families
    assert made.data["texts"] == [text]
    for style, weight in fonts.CUTS:
        assert b"pdfuaid:part" in tagged(made, style, weight)


def test_what_only_the_roman_has_is_set_in_it() -> None:
    """Cardo has Old Italic in the roman alone."""
    made = glyphs.prepared({"texts": ["\U00010300"]}, nothing)
    assert made.data["upright"] == "\U00010300"
    assert b"Cardo-Regular" in tagged(made, "italic")


def test_the_machines_fonts_are_asked_last_and_said() -> None:
    small = Font("Small", frozenset("\u0710"), frozenset("\u0710"), machine=True)
    large = Font("Large", frozenset("\u0710\u0712"), frozenset("\u0710\u0712"), machine=True)
    made = glyphs.prepared({"text": "ܒܐ בָּרָ֣א"}, lambda: (small, large))
    assert made.own == ["Large"]
    assert made.notes == ["some letters are set in fonts of this machine: Large"]

    def never() -> tuple[Font, ...]:
        raise AssertionError("the machine was asked for nothing")

    assert glyphs.prepared({"text": "plain, שלום, السلام, ꝑ"}, never).own == []


# ---------------------------------------------------------------- what no font has


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the word ܫܠܡܐ here", "the word [U+072B U+0720 U+0721 U+0710] here"),
        ("ܫ ܠ", "[U+072B] [U+0720]"),
        ("a\x01b", "a[U+0001]b"),
        ("x\udc80", "x[U+DC80]"),
        ("x\ufeffy", "x\u2060y"),
        ("\r\tx\u2028\u00ad", "\n x\n\u00ad"),
        ("x\u20dd\u0951y", "x\u20dd[U+0951]y"),  # a circle is shown, with a Devanagari accent above no font has it
        ("ب\u0951 and क\u0951", "ب[U+0951] and क\u0951"),  # the same mark, with a letter that it belongs to
        ("\u0fff", "[U+0FFF]"),
        ("no\u00adhyphen, zero\u200bwidth, r\u200etl", "no\u00adhyphen, zero\u200bwidth, r\u200etl"),
    ],
)
def test_its_code_point_stands_in_brackets(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_it_is_named_with_its_place() -> None:
    data = {
        "id": "ܐ",
        "body": [{"text": "plain"}, {"emended": "e-ܐ", "text": "and here ܫܠ it is"}, {"text": "ܫ again"}],
    }
    made = glyphs.prepared(data, nothing)
    assert [(one.text, one.shown, one.context) for one in made.missing] == [
        ("ܫ", "[U+072B]", "and here [U+072B U+0720] it is"),
        ("ܠ", "[U+0720]", "and here [U+072B U+0720] it is"),
    ]
    assert made.data["id"] == "ܐ"  # not shown, so it is nothing's
    assert made.data["body"][1]["emended"] == "e-ܐ"
    [note] = glyphs.told(made.missing)
    assert note.startswith("no font at hand has SYRIAC U+072B, U+0720 (first in “and here [U+072B U+0720] it is”). ")
    [alone] = glyphs.prepared({"text": "ab\uf0b7"}, nothing).missing
    assert str(alone) == "U+F0B7 (private), in “ab[U+F0B7]”"


ODD = st.characters() | st.sampled_from(
    "ܫ漢\t\r\n\x85\u2028\u00ad\u0301\u1dc0\u05b8\u0591אשابкⷭꙋ\ue8b3\uf0b7\U00010300\ufeff\u200dक\u0951ᚠ𐌰[]"
)


@given(st.text(ODD, max_size=20), st.sampled_from(fonts.CUTS))
@settings(max_examples=150, deadline=None)
def test_any_text_makes_a_tagged_pdf(text: str, cut: tuple[str, int]) -> None:
    assert b"pdfuaid:part" in tagged(glyphs.prepared({"texts": [text]}, nothing), *cut)


@given(st.text(ODD, max_size=20))
def test_what_stands_in_brackets_can_be_undone(text: str) -> None:
    back = re.sub(
        r"\[((?:U\+[0-9A-F]{4,6} ?)+)\]", lambda m: "".join(chr(int(c[2:], 16)) for c in m[1].split()), shown(text)
    )
    assert back == re.sub("[\v\f\r\x85\u2028\u2029]", "\n", text.replace("\ufeff", "\u2060").replace("\t", " "))


# ---------------------------------------------------------------- directions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "ltr"),
        ("שיר השירים", "rtl"),
        ("السلام عليكم (peace)", "rtl"),
        ("שלום is the word for peace", "ltr"),
        ("12–14 [3]", ""),
    ],
)
def test_a_paragraph_runs_as_most_of_its_letters(text: str, expected: str) -> None:
    assert glyphs.direction(text) == expected
    made = glyphs.prepared({"blocks": [{"body": [{"text": text}]}], "other": "א"}, nothing)
    assert made.data["blocks"][0].get("dir", "") == expected


def test_it_is_set_so(tmp_path: Path) -> None:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("needs pdftotext (Debian: poppler-utils)")
    text = "An English paragraph, on a line that is its own.\n\nשיר השירים אשר לשלמה ישקני מנשיקות פיהו.\n"
    made, notes = pdf.pdf(
        book(parse(to_tei(text.encode(), Descriptor(id="x", title="T", language="en"), Path("x.txt"))))
    )
    assert notes == []
    (tmp_path / "x.pdf").write_bytes(made)
    boxes = subprocess.run([tool, "-bbox", tmp_path / "x.pdf", "-"], check=True, capture_output=True, text=True).stdout
    place = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)" [^>]*>([^<]+)</word>', boxes)}
    assert place["English"] < 150  # points, of a page of 420
    assert place[next(word for word in place if "שיר" in word or "ריש" in word)] > 250


# ---------------------------------------------------------------- the PDF


def test_a_book_with_odd_characters_is_tagged_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "machine", nothing)
    text = "A heading ܐ\n\nThe word ܫܠܡܐ stands in this paragraph, which is *long* enough; and \uf0b7 too.\n"
    root = parse(to_tei(text.encode(), Descriptor(id="x", title="On ܫ", language="en"), Path("x.txt")))
    made, notes = pdf.pdf(book(root))
    assert b"pdfuaid:part" in made
    assert notes[0].startswith("no font at hand has SYRIAC U+072B, ")
    assert cover(book(root)).startswith(b"\x89PNG")
    assert pdf.pdf(book(root))[0] == made


def test_what_an_archive_refuses_is_named_as_people_name_it() -> None:
    root = parse(
        to_tei(b"The sign \xee\xa2\xb3 stands here.\n", Descriptor(id="x", title="T", language="en"), Path("x"))
    )
    _, [said] = pdf.pdf(book(root))
    assert "no PDF/A" in said
    assert "the codepoint U+E8B3)" in said


IMAGE = "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), format: \"svg\""


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("漢", "could not be displayed"),
        ("\ue8b3", "could not be displayed"),
        ("a\x01", "could not be displayed"),
        ("a\ufeffb", "disallowed codepoint"),
        ("== b", "first heading must be of level 1"),
        ("= a\n=== b", "skipped from heading level 1 to 3"),
        ("#heading(level: 1, [])", "heading title is empty"),
        ("#heading(level: 1, metadata(1))", "heading title is empty"),
        (f"#{IMAGE})", "missing alt text"),
        (f'#{IMAGE}, alt: "")', "missing alt text"),
        (f"#figure({IMAGE}), caption: [c])", "missing alt text"),
        ("$x^2$", "missing alt text"),
        ('#set page(header: link("http://x.y")[a])\nx', "artifacts may not contain links"),
        ('#pdf.artifact(link("http://x.y")[a])', "artifacts may not contain links"),
        ("#link(<nowhere>)[x]", "does not exist"),
        ('#link("")[x]', "must not be empty"),
    ],
)
def test_what_typst_refuses_of_a_tagged_pdf(source: str, reason: str) -> None:
    with pytest.raises(RuntimeError, match=reason):
        plain(source)


@pytest.mark.parametrize(
    "source",
    [
        "tab\tff\x0cvt\x0bnel\x85 \u2028 \u2029",
        "soft\u00adhyphen \u200b \u200c \u200d \u2060 a\ufe0f \u034f",
        "unpaired \u202b \u202c \u2067 \u2069 \u200e \u200f",
        '#heading(level: 1, " ")',
        "= a\n== b\n=== c\n= d\n== e",
        "= a #footnote[x]",
        f'#{IMAGE}, alt: "漢")',
        f'#figure({IMAGE}), alt: "f", caption: [c])',
        f"#pdf.artifact({IMAGE}))",
        '#math.equation(alt: "x squared", $x^2$)',
        "#table(columns: 2, table.header[a][b], table.cell(rowspan: 2)[c], [d], [e])",
        "#table(columns: 2)",
        '#link("http://x.y/漢")[z] #link("http://x.y")[]',
        "x#footnote[] y#footnote[z #footnote[again]]",
        "#list[] - a\n  - b",
        '#set document(title: "漢")',
    ],
)
def test_what_it_takes(source: str) -> None:
    assert b"pdfuaid:part" in plain(source)
