"""The words that a book says itself: those of its language, in forms that go with numbers, and English where it has
none."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

import ecdosis
from ecdosis import languages
from ecdosis.book.book import Book, Statement
from ecdosis.book.reader import book
from ecdosis.book.words import SURE, about, joined, words_for
from ecdosis.errors import ToolError
from ecdosis.formats.epub import epub
from ecdosis.formats.html import html
from ecdosis.formats.html.page import policy, script, style
from ecdosis.formats.pandoc import document
from ecdosis.formats.pdf import typeset
from ecdosis.languages import Language
from ecdosis.languages.interface import Interface, Text, interface
from ecdosis.languages.plurals import CATEGORIES, RULES, category
from ecdosis.model.kinds import CHANGES, KINDS
from ecdosis.tei.names import parse

PACKAGE: Final = Path(ecdosis.__file__).parent
KEY: Final = re.compile(r"""(?:"|'|\[\[)(?P<key>[a-z]+\.(?!typ\b)[a-z_]+)(?:"|'|\]\]| \w+=)""")
"""The name of a text: in quotes, or in the brackets of a script or style sheet."""
MADE: Final = {
    "headings": "by what is headed",
    "kinds": "by kind",
    "certainty": "by how sure it is",
    "left_out": "by element",
    "beside": "by element",
    "views": "by view",
    "families": "by family",
    "formats": "by format",
}
"""Tables whose names are put together where they are asked for -> by what."""


def english() -> Interface:
    return interface("en")


def fields(text: Text) -> set[str]:
    parts = [text] if isinstance(text, str) else text if isinstance(text, tuple) else text.values()
    return {name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name}


# ------------------------------------------------------------ the file of texts


def test_what_is_asked_for_is_there_and_what_is_there_is_asked_for() -> None:
    """In the code, the templates and the scripts of the page."""
    rooms = [PACKAGE / name for name in ("book", "formats", "templates", "cli", "validation")]
    files = [
        path for room in rooms for path in room.rglob("*") if path.suffix in (".py", ".html", ".xhtml", ".js", ".css")
    ]
    asked = {found["key"] for path in files for found in KEY.finditer(path.read_text(encoding="utf-8"))}
    tables = {key.partition(".")[0] for key in english().texts}
    asked = {key for key in asked if key.partition(".")[0] in tables}
    assert asked - set(english().texts) == set()
    put_together = re.compile(rf"(?:{'|'.join(MADE)}|accessibility|page|labels|tei|imprint)\..*")
    assert [key for key in english().texts if key not in asked and not put_together.fullmatch(key)] == []


def test_all_kinds_are_called_something() -> None:
    """But for those that only are questions, notes, and marks of structure, which no book lists."""
    named = {key.partition(".")[2] for key in english().texts if key.startswith("kinds.")}
    assert named <= set(KINDS)
    assert set(CHANGES) - named <= {"line-end", "byte-order-mark", "markup"}
    assert {f"certainty.{said}" for said, _ in SURE} == {key for key in english().texts if key.startswith("certainty.")}


@pytest.mark.parametrize("code", [code for code, own in languages.built_in().items() if "interface" in own.parts])
def test_all_that_comes_with_ecdosis_can_be_said(code: str) -> None:
    assert interface(code).language == code


def test_english_has_the_two_forms_that_it_needs_and_no_other() -> None:
    forms = [text.keys() for text in english().texts.values() if not isinstance(text, (str, tuple))]
    assert len(forms) > 30
    assert all(set(found) == {"one", "other"} for found in forms)


# ------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("language", "examples"),
    [
        ("en", {"one": [1], "other": [0, 2, 11, 21, 101]}),
        ("eo", {"one": [1], "other": [0, 2, 100]}),
        ("ru", {"one": [1, 21, 101], "few": [2, 3, 4, 22, 104], "many": [0, 5, 11, 12, 14, 20, 111, 112]}),
        ("pl", {"one": [1], "few": [2, 4, 22], "many": [0, 5, 12, 14, 21, 101]}),
        ("cs", {"one": [1], "few": [2, 3, 4], "other": [0, 5, 12, 22]}),
        ("sr", {"one": [1, 21], "few": [2, 34], "other": [0, 5, 11, 12]}),
        ("sl", {"one": [1, 101], "two": [2, 102], "few": [3, 4, 103], "other": [0, 5, 11]}),
        ("lt", {"one": [1, 21], "few": [2, 9, 22], "other": [0, 10, 11, 15, 20]}),
        ("lv", {"zero": [0, 10, 11, 19, 20], "one": [1, 21, 101], "other": [2, 22]}),
        ("ro", {"one": [1], "few": [0, 2, 19, 101], "other": [20, 35, 100]}),
        ("mk", {"one": [1, 21, 31], "other": [0, 2, 11, 12]}),
        ("ar", {"zero": [0], "one": [1], "two": [2], "few": [3, 10, 103], "many": [11, 99, 111], "other": [100, 102]}),
        ("he", {"one": [1], "two": [2], "other": [0, 3, 20]}),
        ("fr", {"one": [0, 1], "many": [1_000_000], "other": [2, 100, 1_000_001]}),
        ("es", {"one": [1], "many": [1_000_000, 2_000_000], "other": [0, 2, 1_000_001]}),
        ("hi", {"one": [0, 1], "other": [2]}),
        ("ja", {"other": [0, 1, 2]}),
    ],
)
def test_which_form_goes_with_a_number(language: str, examples: dict[str, list[int]]) -> None:
    """The samples of the CLDR."""
    for expected, numbers in examples.items():
        assert {category(language, number) for number in numbers} == {expected}


def test_a_rule_knows_no_other_categories() -> None:
    assert {rule(number) for rule in RULES.values() for number in range(300)} <= CATEGORIES


# ------------------------------------------------------------ a translation


RUSSIAN: Final = """
[headings]
contents = "Содержание"
emendations = "Исправления"
about = "Об этом издании"
notes = "Примечания"

[kinds]
hyphen = { one = "перенос снят", few = "переноса снято", many = "переносов снято", other = "переноса снято" }

[imprint]
changed = { one = "Изменено {count} место: {kinds}.", other = "Изменено мест: {count}: {kinds}. См. {list}." }

[numbers]
words = []
group = " "
percent = "{number} %"

[lists]
last = " и "

[dates]
day = "{day} {month} {year} года"
months = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
]

[card]
note = "Примечание {label}: «<b>» `${{x}}` \\\\"""
HEBREW: Final = '[headings]\ncontents = "תוכן העניינים"\n'


def forget() -> None:
    for known in (languages.language, interface, words_for, script, style):
        known.cache_clear()


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if there were folders of Russian and Hebrew."""
    known = dict(languages.languages())
    for code, texts in (("ru", f'{RUSSIAN}"\n'), ("he", HEBREW)):
        (tmp_path / code).mkdir()
        (tmp_path / code / "language.toml").write_text(f'name = "{code}"\n', encoding="utf-8")
        (tmp_path / code / "interface.toml").write_text(texts, encoding="utf-8")
        known[code] = Language(code, tmp_path / code)
    forget()
    monkeypatch.setattr(languages, "languages", lambda: known)
    yield
    monkeypatch.undo()
    forget()


@cache
def edition() -> Book:
    return book(parse((Path(__file__).parent / "golden" / "specimen-the-lamplighter.xml").read_bytes()))


def russian() -> Book:
    """A book as if it were in Russian."""
    return replace(edition(), language="ru", about=tuple(about(replace(edition(), language="ru"))))


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("tag", ["ru", "ru-RU", "RU_petr1708"])
def test_a_book_is_spoken_of_in_its_language(tag: str) -> None:
    say = words_for(tag)
    assert say.language == "ru"
    assert say("headings.contents") == "Содержание"
    assert [say.name("hyphen", n) for n in (1, 2, 5, 11, 21)] == [
        "перенос снят", "переноса снято", "переносов снято", "переносов снято", "перенос снят",
    ]  # fmt: skip
    assert (say.number(3), say.figures(12345), say.percent(0.994)) == ("3", "12 345", "99 %")
    assert say.day("2019-08-30") == "30 августа 2019 года"
    assert say.enumerated(["А", "Б", "В"]) == "А, Б и В"


@pytest.mark.usefixtures("spoken")
def test_what_it_lacks_is_said_in_english() -> None:
    say = words_for("ru")
    assert say("headings.cover") == "Cover"
    assert say.day("2019-08") == "August 2019"
    assert say.name("ligature", 2) == "ligatures written as letters"
    assert words_for("ky").language == "en"
    assert words_for("und").language == "en"


def test_the_words_of_english_are_its_own() -> None:
    say = words_for("en-GB")
    assert say.english == ""
    assert (say.number(12), say.number(13), say.figures(2000)) == ("twelve", "13", "2,000")
    assert say.name("x-bell:peal") == "x-bell:peal"
    with pytest.raises(KeyError):
        say("headings.nothing_like_it")


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ('[headings]\ncontent = "x"\n', "headings.content: there is no such text in English"),
        ('[labels]\npage = "p. {pge}"\n', r"labels.page: it has \{pge\}, which nothing is put in for"),
        ('[labels]\npage = "p. {page.__class__}"\n', r"it has \{page.__class__\}"),
        ('[labels]\npage = "p. {page"\n', r"labels.page: it has \{expected '}' before end of string\}"),
        ('[dates]\nmonths = "x"\n', "dates.months: a list was expected"),
        ('[labels]\npage = ["x"]\n', "labels.page: a list was not expected"),
        ("[labels]\npage = 7\n", "labels.page: text was expected"),
        ('[dates]\nmonths = ["x"]\n', "dates.months: 12 texts were expected, not 1"),
        ('[kinds]\nhyphen = { one = "x", other = "{count}" }\n', r"kinds.hyphen: it has \{count\}"),
    ],
)
def test_what_could_not_be_said_is_told(texts: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a book is made of it."""
    (tmp_path / "language.toml").touch()
    (tmp_path / "interface.toml").write_text(texts, encoding="utf-8")
    known = {**languages.languages(), "xx": Language("xx", tmp_path)}
    monkeypatch.setattr(languages, "languages", lambda: known)
    forget()
    with pytest.raises(ToolError, match=says):
        interface("xx")
    monkeypatch.undo()
    forget()


# ------------------------------------------------------------ products


@pytest.mark.usefixtures("spoken")
def test_an_imprint_in_another_language_says_what_is_english() -> None:
    made = replace(russian(), notices=("the PDF is not tagged",))
    told = about(made)
    count = sum(group.count for group in made.emendations)
    assert any(one.text.startswith(f"Изменено мест: {count}: ") and not one.language for one in told)
    assert Statement("The PDF is not tagged.", "en") in told
    assert Statement(made.decoding, "en") in told
    assert not any("UTF" in one.text and made.decoding in one.text and not one.language for one in told)
    words = words_for("ru")
    case = made.emendations[0].cases[0]
    why, decided = words.reason(case)
    assert (why.language, decided.language) == ("en", "")
    assert words.does(made.emendations[0]) == Statement(made.emendations[0].does, "en")


def test_in_english_all_is_one_statement() -> None:
    case = edition().emendations[0].cases[0]
    [told] = words_for("en").reason(case)
    assert told.language == ""
    assert not [one for one in about(edition()) if one.language]
    parts = (Statement("One."), Statement(""), Statement("Two."), Statement("Три.", "ru"))
    assert joined(parts) == (Statement("One. Two."), Statement("Три.", "ru"))


@pytest.mark.usefixtures("spoken")
def test_a_page_in_its_language() -> None:
    page = etree.HTML(html(russian()).decode())
    bar = page.find(".//header[@id='bar']")
    assert bar is not None
    assert (bar.get("lang"), bar.get("dir")) == ("ru", "ltr")
    appendix = page.find(".//div[@id='appendix']")
    assert appendix is not None
    assert appendix.get("lang") == "ru"
    assert appendix.findtext("section/h2") == "Исправления"
    assert {reason.get("lang") for reason in appendix.iterfind(".//span[@class='reason']")} == {"en"}
    assert {does.get("lang") for does in appendix.iterfind(".//details/p[@class='does']")} == {"en"}
    assert {one.get("lang") for one in appendix.iterfind(".//li[@id]/span[@class='why']")} == {None}


@pytest.mark.usefixtures("spoken")
def test_an_epub_in_its_language_marks_only_what_is_english() -> None:
    import io
    import zipfile

    data, _ = epub(russian())
    with zipfile.ZipFile(io.BytesIO(data)) as packed_:
        texts = {name: etree.fromstring(packed_.read(name)) for name in packed_.namelist() if name.endswith(".xhtml")}
    nav = texts["EPUB/nav.xhtml"]
    [title] = [h for h in nav.iter("{*}h1") if h.get("id") == "toc-title"]
    assert (title.text, title.get("lang")) == ("Содержание", None)
    [listed] = [s for page in texts.values() for s in page.iter("{*}section") if s.get("id") == "emendations"]
    assert listed.get("lang") is None
    whys = [p for p in listed.iter("{*}p") if p.get("class") == "why"]
    assert whys
    assert {p[0].get("lang") for p in whys} == {"en"}


@pytest.mark.usefixtures("spoken")
def test_a_word_document_and_a_pdf_in_their_language() -> None:
    data = typeset.data(russian())
    assert data["own"] == {"lang": "ru", "dir": "ltr"}
    assert data["names"]["contents"] == "Содержание"
    entry = data["emendations"]["entries"][0]
    assert [part.get("lang") for part in entry["reason"]] == ["en", None]
    headers = [node["c"] for node in document(russian())["blocks"] if node["t"] == "Header"]
    assert "Об этом издании" in {"".join(i["c"] for i in words if i["t"] == "Str") for _, _, words in headers}


@pytest.mark.usefixtures("spoken")
def test_one_that_runs_to_the_left() -> None:
    made = replace(edition(), language="he")
    page = etree.HTML(html(made).decode())
    bar = page.find(".//header[@id='bar']")
    assert bar is not None
    assert (bar.get("lang"), bar.get("dir")) == ("he", "rtl")
    assert typeset.data(made)["own"] == {"lang": "he", "dir": "rtl"}
    assert "English" not in html(made).decode().partition("<body>")[0]


@pytest.mark.usefixtures("spoken")
def test_words_in_a_script_end_no_string_in_it() -> None:
    """Whatever a translation says, it is one string; what the script puts in stays code."""
    told = script("ru")
    assert "[[" not in told
    assert "[[" not in style("ru")
    assert "`Примечание ${ref.textContent}: «\\u003cb>» \\`\\${x}\\` \\\\`" in told
    assert "`Note ${ref.textContent}`" in script()
    assert policy("ru") != policy()
