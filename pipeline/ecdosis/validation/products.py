"""Checks of the products that no outside program makes: PDF and web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from ecdosis.tei.validate import line_of
from ecdosis.validation.findings import Finding

AGAIN: Final = "Build it again."
_TAGS: Final = (b"/StructTreeRoot", b"pdfuaid:part")
"""What a PDF/UA has: the tree of its structure, and its own word for it in the metadata (ISO 14289-1, 5 and 7.1)."""
_LOADING: Final = frozenset({"src", "srcset", "poster", "data"})
"""Attributes whose address a browser loads by itself (`href` of `link` does so too)."""
_FAR: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""How an address begins that leads away (RFC 3986, 3.1 and 4.2)."""
_NUMBER: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def check_pdf(path: Path, data: bytes) -> Iterator[Finding]:
    """Whether a PDF is whole; a notice if it is not tagged for screen readers. The rest is veraPDF's."""
    if not data.startswith(b"%PDF-"):
        yield Finding(path, "PDF", "error", f"It is not a PDF. {AGAIN}")
        return
    end = _NUMBER.search(data[-1024:])
    if end is None or int(end.group(1)) >= len(data):
        yield Finding(path, "PDF", "error", f"Its end is missing. {AGAIN}")
        return
    if not all(mark in data for mark in _TAGS):
        yield Finding(path, "PDF", "notice", "It is not tagged, so that screen readers can make little of it.")


def check_html(path: Path, data: bytes) -> Iterator[Finding]:
    """Whether a web page is whole, stands alone, and its links within it and to what lies beside it lead somewhere."""
    if not data.lstrip()[:15].lower().startswith(b"<!doctype html>") or not data.rstrip().endswith(b"</html>"):
        yield Finding(path, "HTML", "error", f"It is not a whole HTML page. {AGAIN}")
        return
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if not root.get("lang") or not (root.findtext("head/title") or "").strip():
        yield Finding(path, "HTML", "error", f"Its language or its title is missing. {AGAIN}")
    ids = Counter(name for element in root.iter("*") if (name := element.get("id")))
    for name in sorted(name for name, times in ids.items() if times > 1):
        yield Finding(path, "HTML", "error", f"The id “{name}” is given more than once. {AGAIN}")
    for element in root.iter("*"):
        yield from _links(path, element, ids)


def _links(path: Path, element: etree._Element, ids: Container[str]) -> Iterator[Finding]:
    """What is wrong with where an element of a page leads, and with what it loads."""
    target = element.get("href") or ""
    if target.startswith("#") and target[1:] not in ids:
        message = f"A link leads to “{target}”, which is not in the page. {AGAIN}"
        yield Finding(path, "HTML", "error", message, line_of(element))
    elif element.tag == "a" and not _is_there(path, target):
        message = f"A link leads to “{target}”, which does not lie beside the page. {AGAIN}"
        yield Finding(path, "HTML", "warning", message, line_of(element))
    loaded = [element.get(name) or "" for name in _LOADING] + [target if element.tag == "link" else ""]
    for address in loaded:
        if address and not address.startswith(("data:", "#")):
            message = f"It loads “{address}”, so that it does not stand alone. {AGAIN}"
            yield Finding(path, "HTML", "error", message, line_of(element))


def _is_there(page: Path, address: str) -> bool:
    """Whether the file that a relative address leads to is there; of other addresses nothing is known."""
    return not address or bool(_FAR.match(address)) or (page.parent / unquote(address.partition("#")[0])).exists()
