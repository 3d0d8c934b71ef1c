"""The works that a TEI file cites, for Zotero, pandoc and BibTeX: from our files, and from TEI by others."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.bibliography import bibliography
from ecdosis.bibliography.bibtex import bibtex, escaped
from ecdosis.bibliography.csl import csl_json
from ecdosis.bibliography.names import told
from ecdosis.bibliography.work import Name
from ecdosis.book.reader.load import load
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse

PROSE = (
    "The clerk at the gate wrote it all down in the ledger. Nobody at the ferry had seen the lamp since the winter. "
    * 2
)
REVIEW = f"""\
The clerk

Small Sums: A Life in the Tollhouse

By Edmund Farrow

Lantern Press, 2010, £18

{PROSE} It is a sum (p. 61). On page 117 he is lonely (pp. 9-10).

It rose (Josiah Brand, The Tides of Saltern, p. 32). It fell (The Tides of Saltern, p. 7; Brand, Op. Cit., p. 8).

“It was free.” (The Times, August 8, 1936) “It was dear.” (The Times, August 9, 1936)

It was late (No Lamps, No Masters, vol. 1, p. 57), and “later” (August 21, 1936).

Further Reading

Low Water or High by Lamb

Rise and Fall of the Tide Covers it all fully
"""
OTHERS = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A study</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><bibl><title>What this file was made from</title></bibl></sourceDesc>
</fileDesc></teiHeader><text><body><p>So it is (<bibl><ref target="#brand1949">Brand 1949</ref>, <biblScope
unit="page">45</biblScope></bibl>), as <bibl corresp="#lamb"><citedRange unit="page" from="3" to="5">pp.
3–5</citedRange></bibl> says. <bibl>Brand 1950</bibl> <bibl><author>Farrow</author>, <title>Small
   Sums</title></bibl></p></body><back><listBibl>
<biblStruct xml:id="brand1949" type="journalArticle"><analytic><title level="a">The price of ink &amp; salt</title>
<author><persName><forename>Josiah</forename> <surname>Brand</surname></persName></author>
<author><persName><forename>Ann</forename> <nameLink>van der</nameLink> <surname>Lamb</surname></persName></author>
</analytic><monogr><title level="j">Harbour Review</title><imprint><biblScope unit="volume">17</biblScope>
<biblScope unit="issue">2</biblScope><biblScope unit="page" from="34" to="56">34–56</biblScope><date when="1949-06">June
1949</date></imprint></monogr><idno type="DOI">10.1000/182</idno></biblStruct>
<biblStruct xml:id="lamb"><analytic><title level="a">Geese</title><author>Lamb, Ann</author></analytic><monogr>
<title level="m">Waterfowl</title><title level="m" type="sub">A Reader</title><editor>Edmund Farrow</editor><imprint>
<pubPlace>Leeds</pubPlace><publisher>Example Press</publisher><date>1907</date></imprint></monogr>
<series><title level="s">Tides</title></series></biblStruct>
<biblFull xml:id="full"><titleStmt><title>A Full Ledger</title><author><orgName>Callow Bridge Company</orgName></author>
</titleStmt><publicationStmt><publisher>Lantern Press</publisher><date when="1911">1911</date></publicationStmt>
</biblFull><bibl><author>Amble, A.</author> <title level="m">The Gate</title> <relatedItem><bibl>
<title>The Gate, translated</title></bibl></relatedItem></bibl>
</listBibl></back></text></TEI>
"""


def of(source: str) -> list[dict[str, Any]]:
    root = parse(
        source.encode() if source.startswith("<") else to_tei(source.encode(), Descriptor(id="x"), Path("x.txt"))
    )
    items: list[dict[str, Any]] = json.loads(csl_json(bibliography(root)))
    return items


def pandoc(*options: str, given: str) -> str:
    """What pandoc makes of a text; it fails on what it cannot read."""
    command = [pypandoc.get_pandoc_path(), *options]
    return subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8").stdout


def test_our_own_files() -> None:
    items = {item.pop("id"): item for item in of(REVIEW)}
    assert items == {
        "farrow-small-2010": {
            "type": "book",
            "title": "Small Sums: A Life in the Tollhouse",
            "author": [{"family": "Farrow", "given": "Edmund"}],
            "publisher": "Lantern Press",
            "issued": {"date-parts": [[2010]]},
            "note": "Reviewed. Cited: pp. 9-10, 61, 117.",
        },
        "brand-tides": {
            "type": "book",
            "title": "The Tides of Saltern",
            "author": [{"family": "Brand", "given": "Josiah"}],
            "note": "Cited: pp. 7, 8, 32.",
        },
        "times-1936-08-08": {
            "type": "article-newspaper",
            "container-title": "The Times",
            "issued": {"date-parts": [[1936, 8, 8]]},
        },
        "times-1936-08-09": {
            "type": "article-newspaper",
            "container-title": "The Times",
            "issued": {"date-parts": [[1936, 8, 9]]},
        },
        "no-lamps-no": {
            "type": "document",
            "title": "No Lamps, No Masters",
            "volume": "1",
            "note": "Cited: p. 57. As the text has it: No Lamps, No Masters, vol. 1, p. 57",
        },
        "lamb-low": {"type": "book", "title": "Low Water or High", "author": [{"family": "Lamb"}]},
        "rise-fall-tide": {
            "type": "document",
            "title": "Rise and Fall of the Tide Covers it all fully",
            "note": "As the text has it: Rise and Fall of the Tide Covers it all fully",
        },
    }


def test_tei_by_others() -> None:
    items = {item.pop("id"): item for item in of(OTHERS)}
    assert items == {
        "brand1949": {
            "type": "article-journal",
            "title": "The price of ink & salt",
            "container-title": "Harbour Review",
            "volume": "17",
            "issue": "2",
            "page": "34-56",
            "DOI": "10.1000/182",
            "author": [
                {"family": "Brand", "given": "Josiah"},
                {"family": "Lamb", "given": "Ann", "non-dropping-particle": "van der"},
            ],
            "issued": {"date-parts": [[1949, 6]]},
            "note": "Cited: p. 45.",
        },
        "lamb": {
            "type": "chapter",
            "title": "Geese",
            "container-title": "Waterfowl: A Reader",
            "collection-title": "Tides",
            "author": [{"family": "Lamb", "given": "Ann"}],
            "editor": [{"family": "Farrow", "given": "Edmund"}],
            "publisher": "Example Press",
            "publisher-place": "Leeds",
            "issued": {"date-parts": [[1907]]},
            "note": "Cited: pp. 3-5.",
        },
        "full": {
            "type": "book",
            "title": "A Full Ledger",
            "author": [{"literal": "Callow Bridge Company"}],
            "publisher": "Lantern Press",
            "issued": {"date-parts": [[1911]]},
        },
        "amble-gate": {"type": "book", "title": "The Gate", "author": [{"family": "Amble", "given": "A."}]},
        "farrow-small": {"type": "document", "title": "Small Sums", "author": [{"family": "Farrow"}]},
    }


@pytest.mark.parametrize("source", [REVIEW, OTHERS], ids=["ours", "others"])
def test_pandoc_reads_both_formats(source: str) -> None:
    root = parse(
        source.encode() if source.startswith("<") else to_tei(source.encode(), Descriptor(id="x"), Path("x.txt"))
    )
    found = bibliography(root)
    keys = [key for key, _ in found.works]
    through_csl = json.loads(pandoc("--from=csljson", "--to=csljson", given=csl_json(found)))
    assert sorted(item["id"] for item in through_csl) == sorted(keys)
    through_bibtex = json.loads(pandoc("--from=bibtex", "--to=csljson", given=bibtex(found)))
    assert {item["id"]: item.get("title") for item in through_bibtex} == {
        key: work.title or None for key, work in found.works
    }
    listed = pandoc("--from=csljson", "--citeproc", "--to=plain", "--wrap=none", given=csl_json(found))
    assert len([line for line in listed.split("\n\n") if line.strip()]) == len(keys)


def test_bibtex() -> None:
    written = bibtex(bibliography(parse(OTHERS.encode())))
    [article] = [entry for entry in written.split("\n\n") if entry.startswith("@article")]
    assert article == (
        "@article{brand1949,\n  author = {Brand, Josiah and van der Lamb, Ann},\n"
        "  title = {{The price of ink \\& salt}},\n  journal = {{Harbour Review}},\n  volume = {17},\n  number = {2},\n"
        "  doi = {10.1000/182},\n  pages = {34--56},\n  year = {1949},\n  month = jun,\n  note = {Cited: p. 45.},\n}"
    )


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_nothing_is_a_command_of_tex(text: str) -> None:
    written = escaped(text)
    depth = 0
    for before, character in zip(" " + written, written, strict=False):
        depth += (character == "{" and before != "\\") - (character == "}" and before != "\\")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Edmund Farrow", Name("Farrow", "Edmund")),
        ("Farrow, E. H.", Name("Farrow", "E. H.")),
        ("E. H. Carr", Name("Carr", "E. H.")),
        ("Карр Э. Х.", Name("Карр", "Э. Х.")),
        ("Anna van der Meer", Name("Meer", "Anna", "van der")),
        ("von Beispiel, Anna", Name("Beispiel", "Anna", "von")),
        ("Serge", Name("Serge")),
        ("Serge.", Name("Serge")),
        ("Carroll, Lewis [pseud.] (1832-1898)", Name("Carroll", "Lewis")),
        ("A. B.", Name(literal="A. B.")),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert told(text) == name


def test_keys_stay_when_the_text_grows() -> None:
    grown = REVIEW.replace("It fell", "It rose again (Ann Lamb, The Gate, p. 5). It fell")
    before, after = ([item["id"] for item in of(source)] for source in (REVIEW, grown))
    assert set(before) < set(after)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(to_tei(REVIEW.encode(), Descriptor(id="x"), Path("x.txt")))
    assert main(["bibliography", str(path)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)[0]["id"] == "farrow-small-2010"
    assert err == f"{path}: 1 reference names no work that could be found.\n"
    assert main(["bibliography", str(path), "--format", "bibtex"]) == 0
    assert capsys.readouterr().out.startswith("@book{farrow-small-2010,\n")


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "foreign").glob("*.xml")), ids=lambda path: path.stem)
def test_any_tei_gives_a_bibliography(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format_ in ("csljson", "bibtex"):
        assert main(["bibliography", str(path), "--format", format_]) == 0
        out = capsys.readouterr().out
        pandoc(f"--from={format_}", "--to=csljson", given=out)
    assert all(key for key, _ in bibliography(load(path).root).works)


def test_a_corpus_of_several_texts() -> None:
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{OTHERS}{OTHERS.replace("xml:id=", "n=")}</teiCorpus>'
    one, both = ({item.get("title") for item in of(source)} for source in (OTHERS, corpus))
    assert one == both


def test_a_file_that_cites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(to_tei(PROSE.encode(), Descriptor(id="x"), Path("x.txt")))
    assert main(["bibliography", str(path)]) == 0
    assert capsys.readouterr() == ("[]\n", "")
    assert main(["bibliography", str(path), "--format=bibtex"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["bibliography", str(tmp_path / "none.xml")]) == 3
