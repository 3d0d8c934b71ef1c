"""The specimens: texts of our own with all sorts of damage, whose right reading is known to the last character.

What is right of each stands in `specimens/`; of those that come in as a provider of texts has them, with its marks, and
of letters, a diary and minutes, in `provenances/`, and of those that show a structure (a play), in `structures/`, so
that what is made of the other texts (damaged anew, laid out anew) stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.model.kinds import ASIDES, LINES, NOTES, Kind
from ecdosis.model.source import decode
from ecdosis.project import descriptor
from ecdosis.tei.correspondence import sent
from ecdosis.tei.names import ID, NAMESPACES, parse, q, tag
from ecdosis.tei.read import Record, changes, queries, read, reading_of
from ecdosis.tei.restore import restore
from shapes import markers, played, typed

SEEDS = Path(__file__).parent.parent / "seeds"
TRUTHS = tuple(Path(__file__).parent / folder for folder in ("specimens", "provenances", "structures"))
SPECIMENS = sorted(path.stem for folder in TRUTHS for path in folder.glob("*.txt"))
TYPED = sorted(path.name.removesuffix(".blocks.tsv") for folder in TRUTHS for path in folder.glob("*.blocks.tsv"))
PLAYS = sorted(path.name.removesuffix(".play.tsv") for folder in TRUTHS for path in folder.glob("*.play.tsv"))
PROVENANCES = sorted(path.stem for path in TRUTHS[1].glob("*.txt"))
PARTS = ("author", "title", "publisher", "pubPlace", "date", "biblScope", "citedRange")
DAMAGE = {
    "mojibake",
    "decomposed",
    "ligature",
    "soft-hyphen",
    "zero-width",
    "look-alike",
    "stray-blank",
    "quotation-mark",
}


@cache
def tei(name: str) -> etree._Element:
    path = SEEDS / f"{name}.txt"
    decided = rows.load(SEEDS / f"{name}.decisions.tsv")
    return parse(to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path, decisions=decided))


def source_of(name: str) -> str:
    return decode((SEEDS / f"{name}.txt").read_bytes()).text


def right(name: str, of: str) -> Path:
    """The file that says what is right of a specimen."""
    return next(path for folder in TRUTHS if (path := folder / f"{name}.{of}").is_file())


def truth(name: str, of: str) -> list[list[str]]:
    """The rows of a table of what is right."""
    return [line.split("\t") for line in right(name, f"{of}.tsv").read_text(encoding="utf-8").splitlines()]


def on_one_line(source: str) -> str:
    """Words of a source as the tables have them: without blanks around them, a line end written as `\\n`."""
    return source.strip().replace("\n", "\\n").replace("\f", "\\f")


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_reading_is_right_to_the_last_character(name: str) -> None:
    assert read(tei(name)) == right(name, "txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TYPED)
def test_every_block_is_what_it_is(name: str) -> None:
    assert typed(tei(name)) == [(kind, text) for kind, text in truth(name, "blocks")]


@pytest.mark.parametrize("name", TYPED)
def test_every_marker_leads_to_its_note(name: str) -> None:
    assert markers(tei(name)) == [(label, before, note) for label, before, note in truth(name, "notes")]


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_reference_is_marked(name: str) -> None:
    """Its words, whether it leads to the description of a work, and its parts."""
    found = [
        [
            reading_of(bibl),
            "work" if bibl.get("corresp") else "",
            " | ".join(f"{tag(part)}: {reading_of(part)}" for part in bibl if tag(part) in PARTS),
        ]
        for bibl in tei(name).iterfind(".//tei:bibl[@ana='#rule-reference']", NAMESPACES)
    ]
    assert found == truth(name, "references")


@pytest.mark.parametrize("name", TYPED)
def test_nothing_else_is_changed(name: str) -> None:
    """Marks that are everywhere in a text show in its reading, and in how its words are set."""
    apart = {*ASIDES, *NOTES, *LINES, Kind.TYPEWRITER_MARK, Kind.STYLE_MARK, Kind.NOTE_TAG}
    made = [r for r in changes(tei(name)) if r.kind not in apart]
    assert [[r.kind, r.source.replace("\n", "\\n"), r.reading] for r in made] == truth(name, "changes")


@pytest.mark.parametrize("name", PLAYS)
def test_a_play_says_who_speaks_which_lines_belong_together_and_what_is_sung(name: str) -> None:
    assert played(tei(name)) == truth(name, "play")


@pytest.mark.parametrize("name", PROVENANCES)
def test_words_are_set_as_the_marks_of_the_file_say(name: str) -> None:
    found = [[hi.get("rend", ""), reading_of(hi)] for hi in tei(name).iterfind("tei:text//tei:hi", NAMESPACES)]
    assert found == truth(name, "styles")


@pytest.mark.parametrize("name", PROVENANCES)
def test_the_file_says_what_it_is_an_edition_of(name: str) -> None:
    """Title, author and translator, language, who made the file; never its provider as a publisher."""
    places = {
        "title": "//tei:titleStmt/tei:title[@type='main']",
        "subtitle": "//tei:titleStmt/tei:title[@type='sub']",
        "author": "//tei:titleStmt/tei:author",
        "translator": "//tei:titleStmt/tei:editor[@role='translator']",
        "language": "//tei:langUsage/tei:language/@ident",
        "imprint": "//tei:bibl[@xml:id='work']/tei:note[@type='imprint']",
        "publisher": "//tei:publisher",
        "date": "//tei:bibl[@xml:id='work']/*[self::tei:date or self::tei:note[@type='date']]",
        "credit": "//tei:bibl[@xml:id='source']/tei:respStmt",
    }
    found = []
    for fact, path in places.items():
        said = tei(name).xpath(f"/tei:TEI/tei:teiHeader{path}", namespaces=NAMESPACES)
        assert isinstance(said, list)
        found += [
            [fact, " ".join(map(str, one.itertext())) if isinstance(one, etree._Element) else str(one)] for one in said
        ]
    assert found == truth(name, "facts")


@pytest.mark.parametrize("name", SPECIMENS)
def test_the_source_comes_back(name: str) -> None:
    assert restore(tei(name)) == (SEEDS / f"{name}.txt").read_bytes()


@pytest.mark.parametrize("name", SPECIMENS)
def test_all_furniture_is_set_aside_and_nothing_else(name: str) -> None:
    found = [r for r in changes(tei(name)) if r.kind in ASIDES and r.kind != "page-break"]
    assert [[r.kind, on_one_line(r.source)] for r in found] == [
        [kind, text.strip()] for kind, text in truth(name, "furniture")
    ]


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_page_begins_where_it_should(name: str) -> None:
    source = source_of(name)
    breaks = [r for r in changes(tei(name)) if r.kind == "page-break"]
    assert [r.start for r in breaks] == [match.start() for match in re.finditer("\f", source)]
    pages = [[pb.get("n", ""), pb.get("facs", "")] for pb in tei(name).iter("{*}pb")]
    if name in PROVENANCES:
        assert pages == truth(name, "pages")
    else:
        first = int(pages[0][0]) if pages else 0
        assert pages == [[str(first + at), ""] for at in range(len(breaks))]


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_hyphen_at_a_line_end_is_right(name: str) -> None:
    source = source_of(name)
    made = {r.start: r.kind for r in changes(tei(name)) if r.kind.startswith("hyphen")}
    divided = [m.start() for m in re.finditer(r"(?<=\w)-(?=\n)", source)]
    expected = [kind for *_, kind in truth(name, "hyphens")]
    assert [(made.get(at), made.get(at + 1)) for at in divided] == [
        ("hyphen", None) if kind == "drop" else (None, "hyphen-kept") for kind in expected
    ]


@pytest.mark.parametrize("name", PROVENANCES)
def test_what_proofreaders_ask_is_asked_until_the_editor_answers(name: str) -> None:
    path = SEEDS / f"{name}.txt"
    alone = parse(to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path))
    asked = [[query.source] for query in queries(alone) if query.kind == Kind.FORMAT_MARK]
    assert asked == truth(name, "asked")


@pytest.mark.parametrize("name", SPECIMENS)
def test_there_is_nothing_to_ask(name: str) -> None:
    assert queries(tei(name)) == ()


def test_what_letters_say_and_where_an_index_leads() -> None:
    root = tei("specimen-the-gauge-at-sull")
    text = root.find("tei:text", NAMESPACES)
    assert text is not None
    told = [(one.senders, one.place, one.when, one.receivers) for one in sent(text)]
    tom, hannah = ("Thomas Corry",), ("Hannah Corry",)
    assert told == [
        (hannah, "The School-house, Sull", "1887-10-04", tom),
        (("H. C.",), "Sull", "--10-30", tom),
        (("J. Quill",), "Harbour Office, Skarra", "1887-11-12", ("Miss Corry",)),
        (("H. Corry",), "Sull", "1887-11-15", ("Mr. Quill",)),
        (("Hannah",), "Sull", "1887-12-02", tom),
        (hannah, "Sull", "1888-03-03", ()),
    ]
    index = next(one for one in root.iter(q("list")) if one.get("type") == "index")
    pages = {str(pb.get(ID)): pb.get("n", "") for pb in root.iter(q("pb")) if pb.get(ID)}
    links = [(reading_of(ref), str(ref.get("target"))[1:]) for ref in index.iter(q("ref"))]
    led = [(words, pages[target]) for words, target in links if target in pages]
    assert len(led) > 40
    assert all(words == page for words, page in led)
    entries = {str(item.get(ID)): reading_of(item) for item in index.iter(q("item")) if item.get(ID)}
    others = [(words, entries[target]) for words, target in links if target not in pages]
    assert others == [("Preface", "Preface, by T. Corry, 1"), ("Tides", "Tides, 2-6, 8")]


def test_the_specimens_have_every_sort_of_damage() -> None:
    def kinds(records: tuple[Record, ...]) -> set[str]:
        return {r.kind for r in records}.union(*(kinds(r.nested) for r in records))

    assert set().union(*(kinds(changes(tei(name))) for name in SPECIMENS)) >= DAMAGE
