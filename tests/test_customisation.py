"""Our customisation of the TEI: its explanation (ODD), its grammar and the writer name the same; its rules are kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from ecdosis.model.document import Document, Mark
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.tei import validate as tei
from ecdosis.tei.names import NAMESPACES, TEI, parse
from ecdosis.tei.schematron import load
from grammar import EXAMPLES, Vocabulary, of_file, of_grammar, of_odd, together, whole_grammar
from test_header import FULL, edition
from test_spacing import edition as spaced
from test_spacing import text as paragraphs
from test_tei import problems, worked
from test_tei import tei as written

SAMPLE = (Path(__file__).parent / "data" / "sample.xml").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parent / "golden"
RULES = tei.our_rules().schematron
EVERYTHING = (
    b"The tide had gone out - and the whole commu-\nnity stood on\r\nthe bank.\f\n\nIV. The Boat\n\nNobody moved, \0 "
    b"said the smith, and the ferry-\n\n12\n\nman waited for it.\n\n- a boat\n- a rope\n\n1 May 1907\n\x93 x \n"
)
"""A source with something for every element. What is done to it is drawn by lot, with the same lots each time."""

PLAY = b"PERSONS\n\nHESTER, a pilot\n\nAMOS, her brother\n\nJONAS\n\nSCENE I\n\n" + b"\n\n".join(
    name + b" [Rising.] " + what
    for what in (b"You are late.", b"The tide is.", b"So is the boat.")
    for name in (b"HESTER.", b"AMOS.", b"ALL.")
)

TABLE = b"It was late.\n\n|Lock|Keeper|\n|---|---|\n|Weir|Amos|\n|Mill|Ann|\n\nTable 1. The keepers\n\nIt was later.\n"

INDEX = b"\n\n".join(b"[Pg %d]\n\n" % page + b"It was late. " * 30 for page in range(9, 16)) + (
    b"\n\nINDEX\n\nAmos, 9, 12\nBoats, 11, 13\n  their ropes, 14\nFerries, see Boats\nTides, 12, 14\n"
)

POEM = b"It was late in the year, and the tide was out.\n\n" + b"\n".join(
    line + (b" " * 20 + b"%d" % number if number % 5 == 0 else b"")
    for number, line in enumerate(6 * (b"  The tide came in, and with the tide", b"  The boats came up to me,") * 3, 1)
)

LETTER = b"CHAPTER I\n\nIt was late.\n\n" + b"\n\n".join(
    (
        b'"Thornby, 3 May 1711, O.S.',
        b'"My dear Hester,',
        b'"The tide is out, and so am I. ' * 5,
        b'"Your affectionate brother,',
        b'"AMOS PELL.',
        b'"P.S. Come.',
        b"It was later. " * 9,
    )
)


@pytest.fixture(scope="module")
def grammar() -> Vocabulary:
    return of_grammar(whole_grammar(tei.schema_file("ecdosis.rng")))


@pytest.fixture(scope="module")
def odd() -> etree._Element:
    return parse(tei.schema_file("ecdosis.odd").read_bytes())


def test_the_grammar_names_what_the_odd_explains(grammar: Vocabulary, odd: etree._Element) -> None:
    assert of_odd(odd) == grammar


def in_german(text: bytes, kind: str) -> etree._Element:
    """The file of a text whose blocks of a kind are in another language than the text."""
    source = decode(text)
    blocks = divide(opened(source)).blocks
    marks = [Mark(b.start, b.end, "foreign", 0.9, "a test", "foreign", language="de") for b in blocks if b.type == kind]
    return written(Document(opened(source), blocks, (), tuple(marks)), source)


def test_the_grammar_names_what_is_written(grammar: Vocabulary) -> None:
    """That nothing else is written, is tested here too: each of these files is valid."""
    source = decode(EVERYTHING, charset="utf-8")
    files = [written(worked(source, Random(lot)), source) for lot in range(580)]
    files += [edition(), edition(known=replace(FULL, date="1899-1907")), edition(known=Descriptor(id="x"))]
    files += [edition(b"A boat.\n\nDigitized by the Internet Archive with funding from Ann Example\n")]
    listed = "Amos Pell = https://viaf.org/viaf/1; Thornby = https://www.geonames.org/1"
    files += [
        edition(PLAY),
        edition(LETTER, known=replace(FULL, identifiers=listed)),
        edition(TABLE),
        edition(INDEX),
        edition(POEM),
    ]
    files += [parse(path.read_bytes()) for path in sorted(GOLDEN.glob("*.xml"))]
    files.append(
        in_german(
            b"It was late.\n\nLock   Keeper  Year\nWeir   Amos    1811\nMill   Ann     1812\nBridge Silas   1813\n",
            "row",
        )
    )
    files.append(spaced(paragraphs({30: "\n\n\n"})))
    told = [found for file in files for found in problems(file)]
    assert [found for found in told if "goes on from another" not in found] == []  # see tests/test_tei.py
    assert together(*map(of_file, files)) == grammar


def test_every_element_has_an_example_that_is_written_so(grammar: Vocabulary, odd: etree._Element) -> None:
    specs = odd.findall(".//tei:elementSpec", NAMESPACES)
    assert len(specs) == len(grammar)
    for spec in specs:
        shown = {name: has for name, has in of_file(spec, EXAMPLES).items() if name != "egXML"}
        assert spec.get("ident") in shown
        assert together(shown, grammar) == grammar
        assert all("".join(map(str, desc.itertext())).strip() for desc in spec.iter(f"{{{TEI}}}desc"))


def test_the_odd_takes_the_elements_from_their_modules(grammar: Vocabulary, odd: etree._Element) -> None:
    taken = {
        (module.get("key", ""), name)
        for module in odd.iterfind(".//tei:moduleRef", NAMESPACES)
        for name in module.get("include", "").split()
    }
    explained = {(s.get("module"), s.get("ident")) for s in odd.iterfind(".//tei:elementSpec", NAMESPACES)}
    assert taken == explained
    assert {name for _, name in taken} == set(grammar)


def test_the_odd_is_tei(odd: etree._Element) -> None:
    grammar, rules = tei.tei_all()
    assert grammar.validator.validate(odd), grammar.validator.error_log
    assert list(rules.schematron.failures(odd)) == []
    # where one of TEI's own rules is broken, in XPath 1 and 2, in an element or an attribute, it shows
    broken = parse(
        f'<TEI xmlns="{TEI}"><text><body><p><ref target="#a" cRef="b"/><date calendar="#c"/><rt target="#a" from="#b"/>'
        '<path points="0,0 1,1 0,0"/></p></body></text></TEI>'.encode()
    )
    told = [failure.message for failure in rules.schematron.failures(broken)]
    assert len(told) == 5
    for words in ("@cRef", "@calendar indicates", "target= is present", "to= attribute", "closed polygon"):
        assert any(words in message for message in told), words


def failures(text: str) -> list[str]:
    return [failure.message for failure in RULES.failures(parse(text.encode()))]


def test_the_sample_keeps_the_rules() -> None:
    assert failures(SAMPLE) == []


BROKEN: dict[str, tuple[str, str, str]] = {
    "nobody did it": ('<respStmt xml:id="notes">', '<respStmt xml:id="note">', "no stage or editor"),
    "a rule that is not explained": ('xml:id="rule-hyphen"', 'xml:id="rule-hyphens"', "does not explain"),
    "reasons for what is not there": ('target="#c61 #c120"', 'target="#c61 #c121"', "not all of that"),
    "nobody of that name": ("<p>It was", '<p who="#nobody">It was', "who is not in the file"),
    "what belongs to nothing": ("<p>It was", '<p corresp="#b540 #b1">It was', "not all of that"),
    "a question that ends nowhere": ('targetEnd="#q216"', 'targetEnd="#q217"', "ends at"),
    "a marker that leads nowhere": ('target="#n520"', 'target="#n521"', "not all of that"),
    "a marker that leads to no note": ('target="#n520"', 'target="#b500"', "is no note"),
    "a marker alone": ('n="1" target="#n520"', 'n="1"', "marker “1” leads to no note"),
    "a marker alone that is not listed": ("#r515", "#r510", "marker “2” leads to no note"),
    "a note alone": (' target="#r510"', "", "No marker leads to the note “1”"),
    "a note of another marker": (' target="#r510"', ' target="#r515"', "does not lead to it"),
    "a note of the editor's elsewhere": (
        'resp="#editor" target="#m516"',
        'resp="#editor" target="#b500"',
        "nothing there",
    ),
    "a place of no note": (
        'resp="#editor" target="#e516"',
        'resp="#editor" target="#n520"',
        "is no note to this place",
    ),
    "another sign than its note has": (
        'type="editorial" n="a" resp="#editor" target="#e516"',
        'type="editorial" n="b" resp="#editor" target="#e516"',
        "is no note to this place",
    ),
    "a list of the lonely with one that is not": ("#r515", "#r515 #r510", "is not alone: “r510”"),
    "a note that does not go on": (' prev="#n520"', "", "nothing there says"),
    "a note that is not gone on with": (' next="#n530"', "", "does not say that it goes on"),
    "a character that is not described": ('ref="#char-b93"', 'ref="#char-b94"', "not described in the header"),
    "a character that is not there": ("<charDecl>", '<charDecl><char xml:id="char-u0001"/>', "the text does not have"),
    "no change": (">fi</reg>", ">ﬁ</reg>", "before and after are the same"),
    "an emendation of nobody's": ("#rule-ligature", "#rule-emendation", "an editor gave"),
    "a part of nothing": ('<lb prev="#c170"/>', '<lb prev="#c171"/>', "a further part of “#c171”"),
    "a part of another change": ('prev="#c170" resp', 'prev="#c61" resp', "another kind of change"),
    "a hyphen that is not marked": ('<reg type="hyphen"', "<reg", "not marked as such"),
    "a doubt without a question": (' target="#q98"', "", "no question is asked"),
    "text between blocks": ("<div><head xml", "<div>loose<head xml", "Between the parts of this div"),
    "a blank between blocks": ('</l>\n<lb/><l n="5">The tide went', '</l> \n<lb/><l n="5">The tide went', "of this lg"),
    "a blank in a change": ("</orig><reg", "</orig> <reg", "Between the two readings"),
    "a blank in a line end": ('<lb prev="#c170"/>', '<lb prev="#c170"> </lb>', "only marks a place"),
    "a line of the file's own": ("talking about it", "talking\nabout it", "no line end"),
    "a blank after a line end": ("go and\n<lb", "go and\n <lb", "no line end"),
    "a line of the source that is none of the file": ("go and\n<lb", "go and <lb", "the file does not"),
    "a divided word that falls apart": ('<lb break="no" prev="#c61"/>', '<lb prev="#c61"/>', "the file does not"),
    "a join in two": ('<lb xml:id="c190" prev="#c170"', '<lb xml:id="c190"', "goes on from another"),
    "a line end that left its join": ('<lb prev="#c170"/>', "<lb/>", "goes on from another"),
    "a line end that left its hyphen": ('<lb break="no" prev="#c61"/>', '<lb break="no"/>', "goes on from another"),
    "a page that divides a word": ("talking about", 'tal<pb n="3"/>king about', "the word would fall apart"),
    "a page beside what divides a word": ('<lb break="no" prev="#c61"/>', '<lb break="no"/><pb n="3"/>', "fall apart"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_rule_is_told(name: str) -> None:
    old, new, told = BROKEN[name]
    assert old in SAMPLE
    found = failures(SAMPLE.replace(old, new, 1))
    assert any(told in message for message in found), found


def test_each_rule_is_broken_by_one_of_these() -> None:
    """All but the one that ids are unique, which an XML parser sees to before."""
    schema = parse(tei.schema_file("ecdosis.sch").read_bytes())
    said = [
        re.compile(".+".join(re.escape(" ".join(str(p).split())) for p in test.itertext() if str(p).strip()))
        for test in schema.iter("{*}assert", "{*}report")
    ]
    found = [message for old, new, _ in BROKEN.values() for message in failures(SAMPLE.replace(old, new, 1))]
    silent = [pattern.pattern for pattern in said if not any(pattern.search(message) for message in found)]
    assert [pattern[:9].replace("\\", "") for pattern in silent] == ["The name"]


def test_a_name_given_twice_is_told() -> None:
    root = parse(SAMPLE.encode())
    for element in root.iter(f"{{{TEI}}}fw"):
        element.set("{http://www.w3.org/XML/1998/namespace}id", "a171")
    assert any("given to two places" in failure.message for failure in RULES.failures(root))


def test_what_is_understood_of_schematron() -> None:
    """The first rule of a pattern that matches is the one; messages have names and values; roles are severities."""
    schema = parse(
        b'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>'
        b'<rule context="tei:p[@n]"><let name="n" value="@n * 2"/>'
        b'<report test="$n > 4" role="warning"><name/> has <value-of select="$n"/></report></rule>'
        b'<rule context="tei:p"><assert test="string-length(.) gt 1" role="info">short</assert></rule></pattern>'
        b"</schema>"
    )
    text = f'<TEI xmlns="{TEI}"><p n="3"/><p n="2"/><p>x</p><p>xx</p></TEI>'.encode()
    found = [(failure.severity, failure.message) for failure in load(schema).failures(parse(text))]
    assert found == [("warning", "p has 6.0"), ("notice", "short")]
