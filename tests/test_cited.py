"""Quotations that stand by themselves, with the reference at their end or below them: `cit` with `quote` and `bibl`."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import NAMESPACES, parse
from ecdosis.tei.read import read, reading_of
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from test_blocks import filled

QUOTED = "The ferry was never sold, and the rope across the river is the property of the parish to this day"
WHOLE = f"“{QUOTED}.”"


def encoded(quotation: str) -> etree._Element:
    source = filled(f"[[P]]\n\n[[P]]\n\nThe clerk wrote in his ledger:\n\n{quotation}\n\n[[P]]\n\n[[P]]\n").encode()
    root = parse(to_tei(source, Descriptor(id="cited"), Path("cited.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == source
    return root


def cited(root: etree._Element) -> list[tuple[str, str]]:
    """The quotations that have a source, and their sources."""
    return [
        (reading_of(cit.find("tei:quote/tei:p", NAMESPACES)), reading_of(cit.find("tei:bibl", NAMESPACES)))  # type: ignore[arg-type]
        for cit in root.iterfind(".//tei:cit", NAMESPACES)
    ]


@pytest.mark.parametrize(
    ("quotation", "quoted", "source"),
    [
        (f"{WHOLE} (The Ferry Book, page 44)", WHOLE, "(The Ferry Book, page 44)"),
        (f"{WHOLE} (Quoted in The Ferry Book, page 44).", WHOLE, "(Quoted in The Ferry Book, page 44)."),
        (f"“{QUOTED}” (pp. 44-45).", f"“{QUOTED}”", "(pp. 44-45)."),
        (f"{WHOLE} — The Ferry Book, page 44", WHOLE, "— The Ferry Book, page 44"),
        (f"{WHOLE}\n\n(The Ferry Book, page 44)", WHOLE, "(The Ferry Book, page 44)"),
        (f"{WHOLE}\n\n— The Ferry Book, page 44", WHOLE, "— The Ferry Book, page 44"),
    ],
)
def test_the_source_is_no_part_of_the_quotation(quotation: str, quoted: str, source: str) -> None:
    root = encoded(quotation)
    assert cited(root) == [(quoted, source)]
    assert f"\n\n{quoted}\n\n{source}\n\n" in read(root)
    [bibl] = root.iterfind(".//tei:cit/tei:bibl", NAMESPACES)
    assert bibl.get("ana") == ("#rule-reference" if source[0] == "(" else None)
    assert reading_of(bibl.find("tei:citedRange", NAMESPACES)).lstrip("pages. ") in ("44", "44-45")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "quotation",
    [
        WHOLE,
        f"“{QUOTED} (and so it is).”",
        f"{WHOLE} (He had it from The Times, August 8, 1936, which he kept in a drawer until his death)",
        f"{WHOLE} (He had read The Ferry Book, page 44, in a winter, and never forgot a word of what it said.)",
        f"“{QUOTED} (The Ferry Book, page 44), and nobody has doubted it since.”",
        f"{WHOLE} — and that was all.",
        f"{WHOLE}\n\nThe Ferry Book has it on page 44.",
        f"{WHOLE}\n\n— Amos said so.",
        f"[{WHOLE}—The Ferry Book, page 44]",
    ],
)
def test_what_is_no_source(quotation: str) -> None:
    assert cited(encoded(quotation)) == []


def test_a_reference_in_a_paragraph_stays_there() -> None:
    root = encoded(f"{WHOLE}\n\nHe never did (The Ferry Book, page 44).")
    assert cited(root) == []
    assert root.find(".//tei:p/tei:bibl", NAMESPACES) is not None


def test_each_quotation_has_its_own_source() -> None:
    first, second = (f"{WHOLE} (The Ferry Book, page {page})" for page in (44, 45))
    root = encoded(f"{first}\n\nAnd again he wrote in his ledger:\n\n{second}")
    assert [source for _, source in cited(root)] == ["(The Ferry Book, page 44)", "(The Ferry Book, page 45)"]
