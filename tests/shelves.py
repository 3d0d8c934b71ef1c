"""The shelf and the report of validity of a project, read again, for the tests of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from ecdosis.shelf.frame import anchor
from ecdosis.tei.names import content
from ecdosis.validation.findings import Finding, Report

SLIPS = b"""A TITLE

The man saw teh house and said that he wil go thither at once and the the end of it was a an apple, he thought.

He had a letter form his brother, and teh men went thier ways on the next morning, as they had said.

In spite off it, tbe govemment of the town had notliing to say; whicli was sucli a thing as had nevcr been witli tlie
clerks.
"""
"""Slips of a writer and of a scan, one of which is a word, and so is asked about."""


def page(root: Path, name: str = "index") -> etree._Element:
    """The shelf or the report of a project."""
    return etree.fromstring((root / "output" / f"{name}.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))


def one(root: etree._Element, path: str) -> etree._Element:
    """The one element that a path of XPath leads to."""
    [found] = many(root, path)
    return found  # type: ignore[no-any-return]


def many(root: etree._Element, path: str) -> list[Any]:
    """All that a path of XPath leads to."""
    found: Any = root.xpath(path)
    return list(found)


def card(root: Path, name: str) -> etree._Element:
    """What the shelf has of an edition."""
    return one(page(root), f"//li[@id='{anchor('edition', name)}']")


def words(element: etree._Element) -> str:
    return " ".join(content(element).split())


def states(root: Path, name: str) -> dict[str, str]:
    """What the report's table of an edition says: name of the badge -> its state."""
    cells = many(page(root, "validity"), f"//table//tr[th/a/@href='#{anchor(name)}']/td/a")
    return {words(cell).rpartition(":")[0].lstrip("✓✕!– 0123456789"): cell.get("class").split()[1] for cell in cells}


def all_files(root: Path) -> dict[Path, tuple[int, bytes]]:
    """All products with when they were written."""
    paths = [path for folder in ("output", "tei") for path in (root / folder).iterdir() if path.is_file()]
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in paths}


def editions(root: Path) -> list[str]:
    return sorted(path.stem for path in (root / "tei").glob("*.xml"))


def checked(root: Path, *findings: Finding, **files: str) -> Report:
    """A report of checks (underscores are blanks) on the files with these endings, of the edition `slips`."""
    paths = {
        "xml": root / "tei" / "slips.xml",
        **{ending: root / "output" / f"slips.{ending}" for ending in ("epub", "pdf", "html", "txt")},
    }
    return Report(
        findings,
        {check.replace("_", " "): tuple(paths[ending] for ending in of.split()) for check, of in files.items()},
        {check.replace("_", " "): f"{check} 1.0" for check in files},
    )
