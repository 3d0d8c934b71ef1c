"""What letters say of themselves in the header, and the file of them for correspSearch (CMIF)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.tei.cmif import About, cmif
from ecdosis.tei.correspondence import sent
from ecdosis.tei.names import NAMESPACES, TEI, content, parse
from ecdosis.tei.validate import our_rules, our_schema, tei_all
from labelled import load, parameters
from test_letters import text_of

CASES = load("correspondence.toml")
LISTED = "Hester Lowe = https://viaf.org/viaf/1; THORNBY = https://example.org/?a=2"
FACTS: dict[str, Any] = {"editor": "Ed Example", "authority": "Example Archive", "author": "Hester Lowe"}
ABOUT = About("https://example.org/letters/cmif.xml")
WHOLE = "letters with heads, dates and greetings"
AMONG = "a letter among other text"


def letter(case: dict[str, Any]) -> str:
    """A letter as TEI, with the parts that a case has, below one to Silas Lowe."""
    head = f"<head>{case['head'].replace('&', '&amp;')}</head>" if "head" in case else ""
    dates = {"Thornby, May 19, 1811.": "May 19, 1811"}
    line = case.get("dateline", "")
    told = f'<date when="{case["when"]}">' if "when" in case else "<date>"
    words = dates.get(line) or next((w for w in ("3 May 1811", "1817", "Monday") if w in line), "")
    when = '<date when="1823">1823</date>' if "?" in line else f"{told}{words}</date>"
    line = line.replace(words or "1823", when)
    opener = f"<opener><dateline>{line}</dateline></opener>" if line else ""
    closer = f"<closer><signed>{case['signed']}</signed></closer>" if "signed" in case else ""
    return f'<div xml:id="letter-2">{head}{opener}<p>x</p>{closer}</div>'


@pytest.mark.parametrize("case", parameters(CASES))
def test_what_a_letter_says(case: dict[str, Any]) -> None:
    before = '<div xml:id="letter-1"><head>TO SILAS LOWE.</head><p>x</p></div>'
    text = parse(f'<text xmlns="{TEI}" xml:lang="en"><body>{before}{letter(case)}</body></text>'.encode())
    *_, one = sent(text)
    assert list(one.senders) == case.get("from", [])
    assert list(one.receivers) == case.get("to", [])
    assert (one.place, one.when) == (case.get("place", ""), case.get("when", ""))


@pytest.mark.parametrize(("count", "found"), [(2, ("Hester Lowe",)), (1, ())])
def test_a_heading_that_names_both_counts_if_it_does_so_again(count: int, found: tuple[str, ...]) -> None:
    one = '<div xml:id="letter-{}"><head>HESTER LOWE TO AMOS PELL.</head><p>x</p></div>'
    divisions = "".join(one.format(i) for i in range(count))
    text = parse(f'<text xmlns="{TEI}" xml:lang="en"><body>{divisions}</body></text>'.encode())
    assert [letter.senders for letter in sent(text)] == [found] * count
    assert next(sent(text)).receivers == ("Amos Pell",)


def test_the_same_is_nobody_where_a_division_stands_between() -> None:
    one = '<div xml:id="letter-{}"><head>{}</head><p>x</p></div>'
    divisions = one.format(1, "TO SILAS LOWE.") + "<div><p>x</p></div>" + one.format(2, "TO THE SAME.")
    text = parse(f'<text xmlns="{TEI}" xml:lang="en"><body>{divisions}</body></text>'.encode())
    assert [letter.receivers for letter in sent(text)] == [("Silas Lowe",), ()]


@pytest.mark.parametrize(
    ("line", "found"),
    [("To Mr. Amos Pell,", ("Amos Pell",)), ("Amos Pell, Thornby", ()), ("To the Mill, at Eddon", ())],
)
def test_the_lines_of_an_address_say_who_received_a_letter(line: str, found: tuple[str, ...]) -> None:
    """So does `To the same` below it; a heading that names somebody says it first."""
    address = f"<address><addrLine>{line}</addrLine><addrLine>Thornby.</addrLine></address>"
    one = '<div xml:id="letter-{}">{}<opener>{}</opener><p>x</p></div>'
    divisions = one.format(1, "", address) + one.format(2, "<head>TO THE SAME.</head>", "")
    divisions += one.format(3, "<head>TO SILAS LOWE.</head>", address)
    text = parse(f'<text xmlns="{TEI}" xml:lang="en"><body>{divisions}</body></text>'.encode())
    assert [letter.receivers for letter in sent(text)] == [found, found, ("Silas Lowe",)]


def edition(name: str, text: str = "", *, decisions: tuple[Decision, ...] = (), **facts: str) -> etree._Element:
    source = text or text_of(name)
    known = check({"id": "letters", **facts}, Path("letters.toml"))
    root = parse(to_tei(source.encode(), known, Path("letters.txt"), decisions=decisions))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert list(our_rules().schematron.failures(root)) == []
    return root


def told(root: etree._Element) -> list[str]:
    found = root.iterfind(".//tei:correspDesc", NAMESPACES)
    return ["|".join(" ".join(map(content, action)) for action in one) for one in found]


def test_each_letter_has_its_description() -> None:
    root = edition(WHOLE, identifiers=LISTED)
    assert told(root) == [
        "Hester Lowe Thornby May 19, 1811|Amos Pell",
        "Hester Lowe Eddon 3 June, 1811|Amos Pell",
        "Hester Lowe 1812|Amos Pell",
        "Hester Lowe|Amos Pell",
    ]
    descriptions = root.findall(".//tei:correspDesc", NAMESPACES)
    ids = [div.get("{http://www.w3.org/XML/1998/namespace}id") for div in root.iterfind(".//tei:div", NAMESPACES)]
    assert [one.get("corresp") for one in descriptions] == [f"#{id_}" for id_ in ids]
    refs = [one.get("ref") for one in descriptions[0].iter("{*}persName", "{*}placeName")]
    assert refs == ["https://viaf.org/viaf/1", "https://example.org/?a=2", None]


def test_what_is_decided_is_what_is_described() -> None:
    decision = Decision(1, -1, "Thornby, May 19, 1811.", "block", "p")
    assert told(edition(WHOLE, decisions=(decision,)))[0] == "Hester Lowe|Amos Pell"


def test_a_letter_among_other_text_and_one_alone_are_described() -> None:
    root = edition(AMONG)
    assert told(root) == ["Amos Pell Thornby 3 May 1811"]
    assert root.find(".//tei:floatingText[@type='letter']", NAMESPACES) is not None
    alone = text_of(AMONG).split("\n\n")[3:8]
    root = edition("", "\n\n".join(part.strip('"') for part in alone) + "\n")
    assert told(root) == ["Amos Pell Thornby 3 May 1811"]
    assert [one.get("corresp") for one in root.iterfind(".//tei:correspDesc", NAMESPACES)] == [None]


def test_a_text_without_letters_says_nothing_of_them() -> None:
    assert told(edition("", "CHAPTER I\n\nThe tide was out.\n")) == []


@pytest.mark.parametrize("value", ["Hester Lowe", "Hester = viaf 1", "= https://viaf.org/viaf/1"])
def test_identifiers_are_names_with_addresses(value: str) -> None:
    with pytest.raises(UsageError, match="identifiers"):
        check({"id": "letters", "identifiers": value}, Path("letters.toml"))


# ---------------------------------------------------------------- CMIF


def test_cmif_is_tei_and_leads_to_each_letter() -> None:
    roots = [("letters", edition(WHOLE, identifiers=LISTED, **FACTS)), ("one", edition(AMONG, **FACTS))]
    made = cmif(roots, ABOUT)
    assert (made.letters, made.old_style) == (5, 0)
    root = parse(made.xml.encode())
    schema, rules = tei_all()
    assert schema.validator.validate(root), schema.validator.error_log
    assert list(rules.schematron.failures(root)) == []
    first, last = root.findall(".//tei:correspDesc", NAMESPACES)[::4]
    assert first.get("ref") == "https://example.org/letters/letters.html#s0"
    assert (last.get("ref") or "").startswith("https://example.org/letters/one.html#p")
    assert [one.get("type") for one in last] == ["sent", "received"]
    assert content(last[1]).strip() == "Unknown"
    assert [date.get("when") for date in root.iterfind(".//tei:correspAction/tei:date", NAMESPACES)] == [
        "1811-05-19",
        "1811-06-03",
        "1812",
        "1811-05-03",
    ]
    licence = root.find(".//tei:licence", NAMESPACES)
    assert licence is not None
    assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    sources = {f"#{one.get('{http://www.w3.org/XML/1998/namespace}id')}" for one in root.iter("{*}bibl")}
    assert {one.get("source") for one in root.iter("{*}correspDesc")} == sources


def test_old_style_is_left_out_of_cmif_and_told() -> None:
    text = text_of(WHOLE).replace("May 19, 1811.", "May 19, 1711, O.S.")
    made = cmif([("x", edition("", text))], About("https://example.org/c.xml", editor="E", publisher="P"))
    assert made.old_style == 1
    assert "1711" not in made.xml


def test_cmif_of_others_keeps_what_it_may_have() -> None:
    others = (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc>'
        '<correspDesc ref="https://example.org/7"><correspAction type="sent"><orgName>Mill</orgName><note>x</note>'
        '<date notBefore="1811-05">May</date></correspAction><correspAction type="read"><persName>B</persName>'
        "</correspAction></correspDesc></profileDesc></teiHeader><text><body><p/></body></text></TEI>"
    )
    made = cmif([("x", parse(others.encode()))], About("https://example.org/c.xml", editor="E", publisher="P"))
    [one] = parse(made.xml.encode()).iterfind(".//tei:correspDesc", NAMESPACES)
    assert one.get("ref") == "https://example.org/7"
    assert [[content(part) for part in action] for action in one] == [["Mill", ""], ["Unknown"]]
    assert one[0][1].get("notBefore") == "1811-05"


def run(path: Path, *more: str) -> int:
    return main(["cmif", str(path), "--url", "https://example.org/c.xml", *more])


def test_the_command_asks_for_the_licence_and_for_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letters.xml"
    path.write_bytes(to_tei(text_of(WHOLE).encode(), Descriptor(id="letters"), Path("letters.txt")))
    assert run(path) == 2
    assert "CC BY 4.0" in capsys.readouterr().err
    assert run(path, "--licence", "CC-BY-4.0") == 2
    assert "--editor" in capsys.readouterr().err
    names = ("--licence", "CC-BY-4.0", "--editor", "E", "--publisher", "P")
    assert run(path, *names, "--pages", "https://example.org/books") == 0
    assert 'ref="https://example.org/books/letters.html#s0"' in capsys.readouterr().out
    assert run(path, *names, "--pages", "books") == 2
    path.write_bytes(to_tei(b"It was late.\n", Descriptor(id="x"), Path("x.txt")))
    assert run(path, *names) == 3
