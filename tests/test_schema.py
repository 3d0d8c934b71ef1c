"""Our schema: it takes what we write and nothing else, and agrees with TEI All and with the program's own lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.model.kinds import ASIDES, BLOCKS, CORRUPT, KINDS, LINES, NORMALISED, NOTES, PHRASES, UNENCODABLE, Kind
from ecdosis.stages.table import responsible
from ecdosis.tei.customisation import grammar as made
from ecdosis.tei.validate import Schema, our_schema, schema_file
from grammar import whole_grammar

SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_text(encoding="utf-8")
RNG = "{http://relaxng.org/ns/structure/1.0}"
SCHEMA = schema_file("ecdosis.rng")


@pytest.fixture(scope="module")
def ours() -> Schema:
    return our_schema()


def valid(schema: Schema, text: str) -> bool:
    return bool(schema.validator.validate(etree.fromstring(text.encode())))


def test_the_sample_is_valid(ours: Schema) -> None:
    assert valid(ours, SAMPLE), ours.validator.error_log


def test_the_sample_has_every_element_and_attribute(ours: Schema) -> None:
    grammar = whole_grammar(SCHEMA)
    sample = etree.fromstring(SAMPLE.encode())
    elements = {element.get("name") for element in grammar.iter(f"{RNG}element")}
    attributes = {element.get("name") for element in grammar.iter(f"{RNG}attribute")}
    written = {etree.QName(element).localname for element in sample.iter("*")}
    has = {
        str(name).replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
        for e in sample.iter("*")
        for name in e.attrib
    }
    assert elements == written
    assert attributes == has


def test_the_lists_are_made_from_the_tables() -> None:
    assert (SCHEMA.parent / "kinds.rng").read_bytes() == made(), "run `make schema`"


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("rule.corrupt", CORRUPT),
        ("rule.normalised", NORMALISED),
        ("rule.lines", LINES),
        ("rule.unencodable", UNENCODABLE),
        ("rule.aside", ASIDES),
        ("rule.notes", NOTES),
        ("rule.blocks", BLOCKS),
        ("rule.phrases", PHRASES),
    ],
)
def test_the_kinds_are_those_of_the_program(rule: str, kinds: dict[str, str]) -> None:
    assert set(values(rule)) == {f"#rule-{kind}" for kind in kinds}


def test_the_furniture_and_the_stages_are_those_of_the_program() -> None:
    assert set(values("furniture.kind")) == {x for kind in ASIDES for x in (kind, f"#rule-{kind}")} - {
        "page-break",
        "#rule-page-break",
        "boilerplate",  # which is surplus wherever it stands
        "#rule-boilerplate",
    }
    anonymous = {kind for kind in Kind if kind.element == f'ab type="{kind}"'}
    assert set(values("ab.kind")) == {
        *anonymous,
        *("dateline", "salute", "address", "closing", "signed", "postscript", "diary-date"),
    }
    assert {"ornament", "byline"} < set(values("ab.kind"))
    assert values("stage") == list(responsible())
    assert values("pointer.stage") == [f"#{stage}" for stage in responsible()]


def values(definition: str) -> list[str]:
    """The values that a definition of the schema lists."""
    grammar = whole_grammar(SCHEMA)
    [define] = [element for element in grammar.iter(f"{RNG}define") if element.get("name") == definition]
    return [str(value.text) for value in define.iter(f"{RNG}value")]


@pytest.mark.parametrize(
    ("of", "to", "is_valid"),
    [
        ("#rule-mojibake", "#rule-x-bell.strike", True),
        ("#rule-mojibake", "#rule-x-bell", False),
        ("#rule-mojibake", "#rule-bell.strike", False),
        ("#rule-head", "#rule-x-bell.head", False),
        ('resp="#encoding"', 'resp="#x-bell"', True),
        ('resp="#encoding"', 'resp="#bell"', False),
    ],
)
def test_kinds_and_stages_of_plug_ins_have_their_name(ours: Schema, of: str, to: str, is_valid: bool) -> None:
    assert of in SAMPLE
    assert valid(ours, SAMPLE.replace(of, to)) is is_valid


MUTATIONS: dict[str, tuple[str | re.Pattern[str], str]] = {
    "unknown element": ("<p>It was", "<p><emph>It</emph> was"),
    "element of another namespace": ("It was a", 'It <b xmlns="">was</b> a'),
    "text between blocks": ("<div><head xml", "<div>loose<head xml"),
    "no-break space between blocks": ("<div><head xml", "<div>\u00a0<head xml"),
    "paragraph after division": ("</note></div></div>", "</note></div><p>x</p></div>"),
    "head without certainty": ('cert="0.9" ana="#rule-head"', 'ana="#rule-head"'),
    "quotation without id": (' xml:id="b540"', ""),
    "title outside of front": ("<body><div>", '<body><docTitle><titlePart type="main">x</titlePart></docTitle><div>'),
    "front after the body": (re.compile("(<front>.*</front>)(.*</body>)", re.DOTALL), r"\2\1"),
    "verse outside of a poem": ("</quote>\n<lb/><cit", "</quote>\n<lb/><l>x</l><cit"),
    "text in a list": ("</item>\n", "</item>x\n"),
    "a marker by a rule of blocks": ('ana="#rule-note-marker"', 'ana="#rule-head"'),
    "a note without a place": (' place="bottom"', ""),
    "a note of an unknown type": ('type="authorial"', 'type="gloss"'),
    "an editor's note by nobody": (' subtype="editor"', ""),
    "an author's note by a translator": ('type="authorial"', 'type="authorial" subtype="translator"'),
    "a note among the words by nobody": (' subtype="translator" xml:id="b518"', ' xml:id="b518"'),
    "a note of which nobody knows the number": (' n="1" place="bottom"', ' n="" place="bottom"'),
    "a picture": ("<figure ", '<figure url="x.png" '),
    "an unknown type of block": ('<ab type="date"', '<ab type="colophon"'),
    "a reference in a reference": ("<author>Lamb</author>", "<bibl>Lamb</bibl>"),
    "a part of no reference": ("It was a good boat (", "It was a good <title>boat</title> ("),
    "a reference without its certainty": (' cert="0.95" ana="#rule-reference"', ' ana="#rule-reference"'),
    "a reference by a rule of blocks": ("#rule-reference", "#rule-entry"),
    "a cited place of an unknown unit": ('unit="page" from="44"', 'unit="shelf" from="44"'),
    "a cited place from nowhere": (' from="44"', ""),
    "a title of an unknown level": ('level="j"', 'level="x"'),
    "an entry without an id": ('<bibl xml:id="b552">', "<bibl>"),
    "a list of works without works": (re.compile('<bibl xml:id="b551-2">.*Another book</bibl>', re.DOTALL), ""),
    "a work that is not described here": ('corresp="#b456-2"', 'corresp="http://example.org"'),
    "a lead-in in another face": ('rend="uppercase"', 'rend="bold"'),
    "division without heading": (re.compile("<div><head[^>]*>II. The Boat</head>"), "<div>"),
    "empty body": (re.compile("<body>.*</body>", re.DOTALL), "<body></body>"),
    "attribute on a paragraph": ("<p>It was", '<p n="1">It was'),
    "unknown kind of furniture": ('<fw type="tool-trailer"', '<fw type="colophon"'),
    "kind and rule at odds": ('<fw type="tool-trailer"', '<fw type="masthead"'),
    "furniture without id": (' xml:id="a300"', ""),
    "furniture without certainty": ('a300" resp="#furniture" cert="0.99"', 'a300" resp="#furniture"'),
    "furniture without stage": ('a300" resp="#furniture"', 'a300"'),
    "furniture without rule": (' ana="#rule-tool-trailer"', ""),
    "unknown stage": ('a300" resp="#furniture"', 'a300" resp="#magic"'),
    "certainty above one": ('cert="0.97" ana="#rule-mojibake"', 'cert="1.01" ana="#rule-mojibake"'),
    "certainty in words": ('cert="0.97" ana="#rule-mojibake"', 'cert="high" ana="#rule-mojibake"'),
    "correction by a rule that only normalises": ("#rule-mojibake", "#rule-ligature"),
    "normalisation by a rule that corrects": ("#rule-ligature", "#rule-mojibake"),
    "correction without stage": ('<corr resp="#encoding" cert="0.97"', '<corr cert="0.97"'),
    "correction beside orig": ('<choice xml:id="c22"><orig>ﬁ</orig>', '<choice xml:id="c22"><sic>ﬁ</sic>'),
    "change without id": ('<choice xml:id="c22">', "<choice>"),
    "id with a wrong letter": ('xml:id="c22"', 'xml:id="x22"'),
    "kept hyphen in reg": ('ana="#rule-hyphen"/></choice>', 'ana="#rule-hyphen">-</reg></choice>'),
    "unknown line end": ('<lb type="CRLF"/>', '<lb type="NEL"/>'),
    "break in words": ('<lb break="no"', '<lb break="yes"'),
    "change of lines without a stage": ('<lb xml:id="c170" resp="#lines"', '<lb xml:id="c170"'),
    "unknown page break": ('<pb type="form-feed"', '<pb type="leaf"'),
    "text in a page break": ('facs="014.png" xml:id="p402"/>', 'facs="014.png" xml:id="p402">x</pb>'),
    "query without low certainty": ('<sic xml:id="q98" cert="low">', '<sic xml:id="q98">'),
    "query in a query": (
        '<sic xml:id="q98" cert="low">',
        '<sic xml:id="q98" cert="low"><sic xml:id="q97" cert="low"/>',
    ),
    "unknown character": ('ref="#char-b93"', 'ref="#b93"'),
    "surplus for furniture": ('reason="widget"', 'reason="masthead"'),
    "note of an unknown type": ('<note type="reason"', '<note type="opinion"'),
    "reason for nothing": (' target="#c61 #c120"', ""),
    "white space not preserved": (' xml:space="preserve"', ""),
    "text without language": (' xml:lang="en"', ""),
    "no digest": (re.compile('<idno type="text-sha256">[0-9a-f]*</idno>'), ""),
    "short SHA-256": (re.compile('(<idno type="sha256">)[0-9a-f]{4}'), r"\1"),
    "no charset": ('<note type="charset">utf-8</note>', ""),
    "unknown default line end": ('<note type="line-end">LF', '<note type="line-end">any'),
    "unknown status": ('status="free"', 'status="open"'),
    "date that is none": ('<date when="2026-11-23"', '<date when="2026-13-41"'),
    "an edition that does not say so": ('<title type="desc">a digital edition</title>\n', ""),
    "an editor of unknown role": ('<editor role="editor">', "<editor>"),
    "a work of unknown sort": ('<title level="j">The Riverside', '<title level="u">The Riverside'),
    "a byline that nobody answers for": (
        '<author>Ann Example</author>, <title level="a"',
        '<note type="byline">Ann</note>, <title level="a"',
    ),
    "changes said to be silent": ('<correction method="markup">', "<correction>"),
    "no word on quotation marks": (re.compile("<quotation.*</quotation>"), ""),
    "no way to cite a place": (re.compile("<refsDecl>.*</refsDecl>"), ""),
    "an element that occurs never": (re.compile('(<tagUsage gi="p" occurs=)"[0-9]*"'), r'\1"0"'),
    "a header in no language": ('<teiHeader xml:lang="en">', "<teiHeader>"),
    "a change of an unknown author": ('who="#editor"', 'who="#nobody"'),
    "no history": (re.compile("<revisionDesc>.*</revisionDesc>", re.DOTALL), ""),
    "no rules": (re.compile("<category.*</category>", re.DOTALL), ""),
    "a stage unknown to the program": ('<respStmt xml:id="lines"', '<respStmt xml:id="magic"'),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_we_do_not_write_is_refused(ours: Schema, name: str) -> None:
    old, new = MUTATIONS[name]
    altered = old.sub(new, SAMPLE, count=1) if isinstance(old, re.Pattern) else SAMPLE.replace(old, new, 1)
    assert altered != SAMPLE
    assert not valid(ours, altered)


def test_every_rule_is_in_the_taxonomy_of_the_sample() -> None:
    assert set(re.findall(r'<category xml:id="rule-([a-z-]+)"', SAMPLE)) == set(KINDS)
