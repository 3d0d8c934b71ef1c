"""The header tells a librarian all that is known and nothing that is not."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.catalogue import catalogue
from ecdosis.book.reader import book
from ecdosis.book.words import about
from ecdosis.build import to_tei, tools
from ecdosis.editor import rows
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.model.document import Document
from ecdosis.model.source import decode, opened
from ecdosis.project import descriptor
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.table import policies
from ecdosis.tei import validate
from ecdosis.tei.body import encode
from ecdosis.tei.facts import Facts, machine_date
from ecdosis.tei.file import write
from ecdosis.tei.names import NAMESPACES, content, parse, tag, text_of
from ecdosis.tools import languagetool
from ecdosis.tools.packages import EVIDENCE
from test_tei import problems

SEEDS = Path(__file__).parent.parent / "seeds"
HEADER = "tei:teiHeader/"
WORK = f"{HEADER}tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']"
TITLES = f"{HEADER}tei:fileDesc/tei:titleStmt/tei:title"
TERMS = f"{HEADER}tei:fileDesc/tei:publicationStmt/tei:availability"
"""What a descriptor says of how to build, not of the text."""
FULL = Descriptor(
    id="full",
    title="The Ferry at Low Water",
    subtitle="A sketch",
    author="Ann Example; Bob Other",
    translator="Tom Third",
    date="1907",
    written="1899-1900",
    original_title="Паром",
    original_language="ru",
    publication="The Riverside Review",
    volume="2",
    issue="3",
    pages="12–14",
    isbn="978-0-00-000000-2",
    issn="0000-0000",
    publisher="Example Press",
    pub_place="Leeds",
    url="https://example.org/ferry?a=1&b=2",
    licence="CC0 1.0",
    licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
    rights="Written for a test.",
    summary="A ferry, and a tide.",
    keywords="ferries; tides",
    authority="Example Archive",
    series="Texts of the River",
    editor="Ed Example",
    edited="2027-01-31",
)
LETTER = b"The tide had gone out, and the ferry lay on the mud. Nobody came to the landing all that day.\n"


def edition(
    text: bytes = LETTER, known: Descriptor = FULL, decided: tuple[Decision, ...] = (), name: str = "ferry.txt"
) -> etree._Element:
    return parse(to_tei(text, known, Path(name), decisions=decided))


def at(root: etree._Element, path: str) -> etree._Element:
    """The first element at a path, which must be there."""
    found = root.find(path, NAMESPACES)
    assert found is not None, path
    return found


def all_of(root: etree._Element, path: str) -> list[str]:
    return [content(found) for found in root.iterfind(path, NAMESPACES)]


def test_all_that_is_told_is_there() -> None:
    root = edition()
    assert problems(root) == []
    found = at(root, "tei:teiHeader")
    told = " ".join([content(found), *(str(value) for element in found.iter("*") for value in element.attrib.values())])
    for field in fields(Descriptor):
        value = getattr(FULL, field.name)
        if field.name != "policies":
            others = ("language", "source", "sha256", "charset", "characters", "identifiers", "project_note")
            assert value or field.name in others, f"{field.name}: nothing to test"
            assert all(part.strip() in told for part in value.split(";")), field.name


def test_the_work_is_a_citation_that_people_and_programs_can_read() -> None:
    work = at(edition(), WORK)
    assert content(work) == (
        "Ann Example, Bob Other, The Ferry at Low Water: A sketch, translated by Tom Third, The Riverside Review, "
        "vol. 2, no. 3, pp. 12–14, Example Press, Leeds, 1907, ISBN 978-0-00-000000-2, ISSN 0000-0000, "
        "original: Паром, in Russian"
    )
    assert [(title.get("level"), title.get("type")) for title in work.iterfind("tei:title", NAMESPACES)] == [
        ("a", "main"),
        ("a", "sub"),
        ("j", None),
    ]
    pages = at(work, "tei:biblScope[@unit='page']")
    assert (pages.get("from"), pages.get("to")) == ("12", "14")
    assert at(work, "tei:date").get("when") == "1907"


FIELDS = {
    "041 a": ("tei:profileDesc/tei:langUsage/tei:language/@ident", "en"),
    "041 h": ("tei:fileDesc/tei:sourceDesc//tei:relatedItem//tei:textLang/@mainLang", "ru"),
    "100": ("tei:fileDesc/tei:titleStmt/tei:author", "Ann Example"),
    "245 a": ("tei:fileDesc/tei:titleStmt/tei:title[@type='main']", "The Ferry at Low Water"),
    "245 b": ("tei:fileDesc/tei:titleStmt/tei:title[@type='sub']", "A sketch"),
    "250": ("tei:fileDesc/tei:editionStmt/tei:edition", "Edition of 2027-01-31"),
    "264 b": ("tei:fileDesc/tei:publicationStmt/tei:authority", "Example Archive"),
    "264 c": ("tei:fileDesc/tei:publicationStmt/tei:date/@when", "2027-01-31"),
    "300": ("tei:fileDesc/tei:extent", "20 words"),
    "490": ("tei:fileDesc/tei:seriesStmt/tei:title[@level='s']", "Texts of the River"),
    "520": ("tei:fileDesc/tei:notesStmt/tei:note[@type='summary']", "A ferry, and a tide."),
    "534 a": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:author", "Ann Example"),
    "534 c": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:pubPlace", "Leeds"),
    "534 t": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:title[@type='main']", "The Ferry at Low Water"),
    "534 z": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:idno[@type='ISBN']", "978-0-00-000000-2"),
    "540": ("tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence", "CC0 1.0"),
    "540 u": (
        "tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence/@target",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "653": ("tei:profileDesc/tei:textClass/tei:keywords/tei:term", "ferries"),
    "700 edt": ("tei:fileDesc/tei:titleStmt/tei:editor[@role='editor']", "Ed Example"),
    "700 trl": ("tei:fileDesc/tei:titleStmt/tei:editor[@role='translator']", "Tom Third"),
    "773 g": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:biblScope[@unit='volume']", "2"),
    "773 t": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:title[@level='j']", "The Riverside Review"),
    "773 x": ("tei:fileDesc/tei:sourceDesc/tei:bibl[@xml:id='work']/tei:idno[@type='ISSN']", "0000-0000"),
}
"""MARC 21 fields, and where a cataloguer looks for them (Best Practices for TEI in Libraries 4.0.0, the table of the
header; 773 and 653 by MARC itself)."""


def test_a_cataloguer_finds_each_field_where_he_looks() -> None:
    header = at(edition(), "tei:teiHeader")
    found = {}
    for field, (path, _) in FIELDS.items():
        there = header.xpath(path, namespaces=NAMESPACES)
        first = there[0] if isinstance(there, list) and there else ""
        found[field] = content(first) if isinstance(first, etree._Element) else str(first)
    assert found == {field: told for field, (_, told) in FIELDS.items()}


def test_the_edition_is_told_from_the_work() -> None:
    root = edition()
    assert all_of(root, TITLES) == ["The Ferry at Low Water", "A sketch", "a digital edition"]
    assert text_of(root, f"{HEADER}tei:fileDesc/tei:editionStmt/tei:edition") == "Edition of 2027-01-31"
    editors = root.iterfind(f"{HEADER}tei:fileDesc/tei:titleStmt/tei:editor", NAMESPACES)
    assert [(e.get("role"), e.text) for e in editors] == [("editor", "Ed Example"), ("translator", "Tom Third")]


def test_nothing_is_told_of_a_text_of_which_nothing_is_known() -> None:
    root = edition(known=Descriptor(id="x"))
    assert problems(root) == []
    assert text_of(root, WORK) == "Nothing is known of the work but its text."
    assert not any("known of the work" in one.text for one in about(book(root)))
    assert text_of(root, f"{HEADER}tei:fileDesc/tei:publicationStmt/tei:authority") == "[not identified]"
    assert at(root, TERMS).get("status") == "unknown"
    absent = (
        "author",
        "editor",
        "seriesStmt",
        "creation",
        "textClass",
        "licence",
        "pubPlace",
        "publisher",
        "biblScope",
    )
    assert [name for name in absent if root.find(f"tei:teiHeader//tei:{name}", NAMESPACES) is not None] == []
    assert root.find("tei:teiHeader//tei:respStmt[@xml:id='editor']", NAMESPACES) is None
    assert all_of(root, f"{HEADER}tei:revisionDesc/tei:change") == ["Ecdosis 0.1.0: repaired and encoded."]


def test_what_the_text_says_of_itself_is_given_in_its_words() -> None:
    path = SEEDS / "specimen-the-ferryman.txt"
    root = edition(path.read_bytes(), Descriptor(id="x"), name=path.name)
    assert all_of(root, TITLES) == ["Паромщик Савелий", "a digital edition"]
    assert text_of(root, WORK) == "Пётр Заречный, Паромщик Савелий, 12 мая 1908 года"
    assert all_of(root, f"{WORK}/tei:author") == ["Пётр Заречный"]
    assert {note.get("resp") for note in root.iterfind(f"{WORK}/tei:note", NAMESPACES)} == {"#blocks"}
    assert [date.get("when") for date in root.iterfind(f"{WORK}/tei:note/tei:date", NAMESPACES)] == ["1908"]
    assert text_of(root, "tei:teiHeader//tei:note[@type='title']") == (
        "Nobody gave the author and title: what stands here was taken from the lines before the text."
    )


def test_terms_that_the_file_names_are_said_not_to_be_those_of_the_edition() -> None:
    front = b"---\ntitle: The Ferry\nlicense: CC BY 4.0.\n---\n\n# One\n\nThe river was high that night.\n"
    where = "tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability"
    assert text_of(edition(front, Descriptor(id="x")), where) == (
        "The terms of use of this edition are not known. The file that it was made from names its own: CC BY 4.0."
    )
    assert text_of(edition(front, Descriptor(id="x", licence="CC0")), where) == "CC0"
    assert text_of(edition(b"The river was high.\n", Descriptor(id="x")), where) == "The terms of use are not known."


IMPRINT = "The Ferry\n\nBy Ann Example\n\nLONDON:\n\n{}\n\n\n\nCHAPTER I.\n\n{}\n\nCHAPTER II.\n\n{}\n"


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("PRINTED FOR J. BELL. M.DCC.XCVI.", [("1796", "M.DCC.XCVI")]),
        ("PRINTED FOR J. BELL, 1796.", [("1796", "1796")]),
        ("COPYRIGHT, 1914, BY J. BELL", [("1914", "1914")]),
        ("PRINTED FOR J. BELL, M.D.", []),
        ("PRINTED FOR J. BELL, 1796. PRINTED AGAIN 1801.", []),
    ],
)
def test_the_year_of_the_work_is_marked_in_the_words_of_its_title_page(line: str, dated: list[tuple[str, str]]) -> None:
    prose = "The river was high that night, and the clerk of the ferry kept his long ledger of the lamps."
    source = IMPRINT.format(line, prose, prose).encode()
    root = edition(source, Descriptor(id="x"))
    found = root.findall(f"{WORK}/tei:note/tei:date", NAMESPACES)
    assert [(date.get("when"), date.text) for date in found] == dated
    assert text_of(root, WORK).startswith("Ann Example, The Ferry, LONDON")
    assert catalogue(root).origin.year == "".join(year for year, _ in dated)
    assert problems(root) == []
    told = edition(source, Descriptor(id="x", date="1800"))
    assert all_of(told, f"{WORK}/tei:date") == ["1800"]


def test_what_the_editor_says_comes_before_what_the_text_says() -> None:
    path = SEEDS / "specimen-the-ferryman.txt"
    known = Descriptor(id="x", title="The Ferryman", author="P. Zarechny", date="1909")
    root = edition(path.read_bytes(), known, name=path.name)
    assert text_of(root, WORK) == "P. Zarechny, The Ferryman, 1909"
    assert root.find("tei:teiHeader//tei:note[@type='title']", NAMESPACES) is None


def test_a_text_without_a_title_has_none() -> None:
    """Never that of its file: a book says in its language that it is untitled."""
    root = edition(known=Descriptor(id="x"), name="scan 12.txt")
    assert text_of(root, f"{TITLES}[@type='main']") == ""
    assert text_of(root, "tei:teiHeader//tei:note[@type='title']").startswith("No title is known")
    assert root.find(f"{WORK}/tei:title", NAMESPACES) is None
    assert book(root).title == "Untitled"


@pytest.mark.parametrize(
    ("known", "level"),
    [
        (Descriptor(id="x", title="A", publication="P"), None),
        (Descriptor(id="x", title="A", publication="P", issue="3"), "j"),
        (Descriptor(id="x", title="A", publication="P", issn="0000-0000"), "j"),
        (Descriptor(id="x", title="A", publication="P", isbn="0-00-000000-0"), "m"),
        (Descriptor(id="x", title="A", publication="P", volume="2"), None),
    ],
)
def test_the_sort_of_a_publication_is_told_by_its_numbers_alone(known: Descriptor, level: str | None) -> None:
    [part, publication] = edition(known=known).iterfind(f"{WORK}/tei:title", NAMESPACES)
    assert (part.get("level"), publication.get("level")) == ("a", level)


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        ("1907", ' when="1907"'),
        ("1907-02", ' when="1907-02"'),
        ("1904-02-29", ' when="1904-02-29"'),
        ("1936–1938", ' from="1936" to="1938"'),
        ("1936/1938", ' from="1936" to="1938"'),
        ("1907-02-29", ""),
        ("1907-13", ""),
        ("1938-1936", ""),
        ("0000", ""),
        ("about 1907", ""),
        ("Spring 1907", ""),
        ("", ""),
    ],
)
def test_dates_for_programs_are_real_dates(date: str, attributes: str) -> None:
    assert machine_date(date) == attributes


@pytest.mark.parametrize(
    ("licence", "rights", "status"),
    [
        ("CC BY-SA 4.0", "", "free"),
        ("Public domain", "", "free"),
        ("", "All rights reserved by the author.", "restricted"),
        ("GFDL", "", "unknown"),
        ("", "Ask the archive.", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_the_terms_are_those_that_were_told(licence: str, rights: str, status: str) -> None:
    root = edition(known=Descriptor(id="x", licence=licence, rights=rights))
    assert problems(root) == []
    assert at(root, TERMS).get("status") == status
    unknown = "The terms of use are not known."
    assert text_of(root, TERMS) == (f"{licence}{rights}" or unknown)
    [told] = [p.text for p in about(book(root)) if p.text in (unknown, rights, f"Terms of use: {licence}.")]
    assert told


def decision(sort: str, words: str, editor: str, date: str, value: str = "") -> Decision:
    return Decision(1, -1, words, sort, value, "", editor, date)


def test_the_history_has_the_days_of_the_decisions_the_latest_first() -> None:
    made = (
        decision("read", "tide", "Ann", "2026-12-01", "moon"),
        decision("foreign", "mud", "Ann", "2026-12-01", "de"),
        decision("foreign", "Nobody", "Ann", "2026-12-01", "de"),
        decision("read", "ferry", "Bob", "2026-12-24", "boat"),
        decision("read", "landing", "", "", "quay"),
    )
    root = edition(decided=made)
    assert problems(root) == []
    changes = list(root.iterfind(f"{HEADER}tei:revisionDesc/tei:change", NAMESPACES))
    assert [(c.get("when"), c.get("who"), c.text) for c in changes] == [
        ("2027-01-31", None, "Ed Example: last work of the editor on it."),
        ("2026-12-24", "#editor", "Bob: 1 decision (1 read)."),
        ("2026-12-01", "#editor", "Ann: 3 decisions (2 foreign, 1 read)."),
        (None, "#editor", "Ed Example: 1 decision (1 read)."),
        (None, None, "Ecdosis 0.1.0: repaired and encoded."),
    ]
    answers = at(root, "tei:teiHeader//tei:respStmt[@xml:id='editor']")
    assert all_of(answers, "tei:name") == ["Ann", "Bob", "Ed Example"]


def test_the_same_header_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made = edition()
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert etree.tostring(made) == etree.tostring(edition())


def test_elements_are_counted() -> None:
    path = SEEDS / "specimen-the-ferry-ledger.txt"
    root = edition(path.read_bytes(), Descriptor(id="x"))
    used = {u.get("gi", ""): int(u.get("occurs", "0")) for u in root.iter("{*}tagUsage")}
    text = at(root, "tei:text")
    assert used == Counter(tag(e) for e in text.iter("*") if e is not text)
    assert "page of the source is cited by the n" in text_of(root, "tei:teiHeader//tei:refsDecl")


def test_a_text_without_pages_does_not_speak_of_them() -> None:
    assert "page" not in text_of(edition(), "tei:teiHeader//tei:refsDecl")


def test_what_had_a_part_in_the_readings_is_named_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    used = {a.get("ident"): a.get("version") for a in edition().iter("{*}application")}
    assert used == {"ecdosis": "0.1.0"} | dict(tools())
    assert set(used) == {"ecdosis", *EVIDENCE}
    monkeypatch.delenv("ECDOSIS_LANGUAGETOOL", raising=False)
    assert dict(tools(languagetool=True)) == dict(tools()) | {"LanguageTool": languagetool.version()}
    monkeypatch.setenv("ECDOSIS_LANGUAGETOOL", "http://localhost:8081")
    assert tools(languagetool=True) == tools(), "of a server of the user's nobody knows the version"


def test_all_that_can_be_told_is_explained() -> None:
    """README's example names each key of a descriptor, and no other."""
    readme = (SEEDS.parent / "README.md").read_text(encoding="utf-8")
    example = readme[readme.index("   ```toml") : readme.index("   ```\n")]
    keys = {f.name for f in fields(Descriptor)} - {"policies"} | set(policies())
    assert set(re.findall(r"(?:^ {3}|, )(\w+) = \"", example, re.MULTILINE)) == keys
    told = {key: value for key, value in tomllib.loads(example.partition("\n")[2]).items() if key != "sha256"}
    assert descriptor.check(told, Path("x.toml")).volume == "2"


def test_an_inferred_language_says_how_sure_it_is() -> None:
    [inferred] = edition(known=Descriptor(id="x")).iter("{*}language")
    [told] = edition(known=Descriptor(id="x", language="en-GB")).iter("{*}language")
    assert 0 < float(inferred.get("cert", "0")) < 1
    assert (told.get("ident"), told.get("cert"), told.text) == ("en-GB", None, "English")


def test_the_books_have_all_authors_and_the_editor_but_no_translator_for_one() -> None:
    made = book(edition())
    assert (made.author, made.editor) == ("Ann Example; Bob Other", "Ed Example")
    assert book(edition(known=Descriptor(id="x", translator="Tom"))).editor == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "English"),
        ("original_language", "ru_RU"),
        ("isbn", "12345"),
        ("issn", "00000000"),
        ("url", "example.org"),
        ("url", "https://example.org/a b"),
        ("licence_url", "https://example.org/[1]"),
    ],
)
def test_what_is_no_code_or_number_is_refused(key: str, value: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"“{key}” is '{value}'; it should look like this")):
        descriptor.check({key: value}, Path("x.toml"))


CHECKED = ("id", "language", "original_language", "edited", "url", "licence_url", "policies")
FREE_TEXT = [field.name for field in fields(Descriptor) if field.name not in CHECKED]
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    ["", " ", ";", "a; b", "1907", "12-14", "\0"]
)


@given(
    st.dictionaries(st.sampled_from(FREE_TEXT), ANYTHING),
    st.lists(st.tuples(st.sampled_from(["title", "date", "byline"]), ANYTHING), max_size=3),
)
def test_any_facts_give_a_valid_header(known: dict[str, str], front: list[tuple[str, str]]) -> None:
    source = decode(LETTER)
    text = opened(source)
    encoded = encode(Document(text, divide(text).blocks), source.line_end)
    described = Descriptor(id="x", **known)  # type: ignore[arg-type]
    facts = Facts(described, source, "x.txt", "en", 3, "0.1.0", "2026-01-01", (), front=tuple(front))
    assert problems(parse(write(encoded, facts))) == []


@pytest.mark.slow  # TEI All
def test_what_we_write_is_tei(tmp_path: Path) -> None:
    """Against TEI All: headers with all facts, with none, and with those of the text."""
    schema, rules = validate.tei_all()
    made = (decision("keep", "mud", "Ann", "2026-12-01"),)
    roots = [edition(decided=made), edition(known=Descriptor(id="x"))]
    for path in sorted(SEEDS.glob("specimen-*.txt")):
        beside = path.with_suffix(".decisions.tsv")
        known = descriptor.load(path.with_suffix(".toml"))
        roots.append(edition(path.read_bytes(), known, rows.load(beside), path.name))
        roots.append(edition(path.read_bytes(), Descriptor(id="x"), name=path.name))
    for root in roots:
        assert schema.validator.validate(root), schema.validator.error_log
        assert not list(rules.schematron.failures(root))


def test_whoever_edited_a_book_is_not_named_twice() -> None:
    """Once as the title page has it and once as the editor: the first would stand where the author does."""
    page = (
        "THE LETTERS OF A CLERK\n\nEdited by his niece\nAnn Example\n\nLondon: Lantern Press, 1907\n\n\n\n\nCHAPTER I"
    )
    prose = (
        "The ferry crossed at low water, and nobody had anything to say of it until the evening came. It rained.\n\n"
    )
    root = parse(to_tei(f"{page}\n\n{prose * 3}CHAPTER II\n\n{prose}".encode(), Descriptor(id="x"), Path("x.txt")))
    [work] = root.iterfind(WORK, NAMESPACES)
    assert content(work).count("Ann Example") == 1
    assert "edited by Ann Example" in content(work)
