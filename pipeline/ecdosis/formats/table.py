"""The output formats: all that a book can become. Everything that lists formats reads this table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from ecdosis.errors import ToolError, UsageError
from ecdosis.formats.format import Format, Program

GROUP: Final = "ecdosis.formats"
TEI: Final = Format("xml", "TEI", "application/tei+xml", "")
"""What all of them are made from: no product, but linked among them (RFC 6129)."""
TAKEN: Final = (TEI.name, "toml")
"""The endings that no format can have: those of the edition and of the descriptor that may lie beside a product."""
_ENDING: Final = re.compile("[a-z][a-z0-9]{0,15}")

BUILT_IN: Final = (
    Format(
        "epub",
        "EPUB",
        "application/epub+zip",
        "ecdosis.formats.epub:made",
        built=True,
        programs=(
            Program("EPUBCheck", "The W3C’s validator of EPUB 3.", "ecdosis.tools.epubcheck", needs="Java"),
            Program("Ace", "DAISY’s checker of the accessibility of EPUBs.", "ecdosis.tools.ace", needs="browser"),
        ),
        says="ecdosis.validation.agreement:epub_says",
    ),
    Format(
        "pdf",
        "PDF",
        "application/pdf",
        "ecdosis.formats.pdf:made",
        built=True,
        check="ecdosis.validation.products:check_pdf",
        whole="The PDF is whole, and tagged for screen readers.",
        programs=(
            Program("veraPDF", "The open validator of PDF/UA and PDF/A.", "ecdosis.tools.verapdf", needs="Java"),
        ),
        says="ecdosis.validation.agreement:pdf_says",
    ),
    Format(
        "html",
        "Web page",
        "text/html",
        "ecdosis.formats.html:made",
        built=True,
        links=True,
        check="ecdosis.validation.products:check_html",
        whole="The web page is whole, stands alone, and its links lead somewhere.",
        programs=(
            Program("axe", "Deque’s checker of the accessibility of web pages.", "ecdosis.tools.axe", needs="browser"),
        ),
        says="ecdosis.validation.agreement:html_says",
    ),
    Format(
        "txt",
        "Plain text",
        "text/plain",
        "ecdosis.formats.plain:made",
        built=True,
        says="ecdosis.validation.agreement:txt_says",
    ),
    Format(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ecdosis.formats.convert:docx",
    ),
    Format("md", "Markdown", "text/markdown", "ecdosis.formats.convert:markdown"),
)
"""The formats of Ecdosis itself, in the order in which they are named."""


@cache
def formats() -> tuple[Format, ...]:
    """All formats, those of plug-ins (entry points of `ecdosis.formats`, each a `Format`) too. Raises ToolError if one
    of these is none, or has an ending that is taken."""
    from ecdosis import plugins

    return distinct((*BUILT_IN, *(_checked(name, found) for name, found in plugins.loaded(GROUP))))


def _checked(name: str, found: object) -> Format:
    """The format of a plug-in, with its package. Raises ToolError if it is none, or has no name of a format."""
    from dataclasses import replace

    from ecdosis import plugins

    package = plugins.package(GROUP, name)
    if not isinstance(found, Format):
        raise ToolError(f"The plug-in {package} has no format, but {found!r:.60}. Update it, or take it out.")
    if not _ENDING.fullmatch(found.name) or found.name in TAKEN:
        raise ToolError(
            f"The plug-in {package} has a format with the name “{found.name}”: it must be the ending of its files, in "
            f"small letters and figures, and not {' or '.join(TAKEN)}. Update it, or take it out."
        )
    return replace(found, package=package)


def distinct(given: Sequence[Format]) -> tuple[Format, ...]:
    """Formats that all have their own endings. Raises ToolError, naming both packages, if two have one."""
    known: dict[str, Format] = {}
    for one in given:
        if other := known.get(one.name):
            whose, also = other.package or "Ecdosis itself", one.package or "Ecdosis itself"
            raise ToolError(
                f"Two formats have the ending “.{one.name}”: one is of {whose}, the other of {also}. Take one out of "
                "this environment."
            )
        known[one.name] = one
    return tuple(known.values())


def named(name: str) -> Format:
    """The format with an ending. Raises UsageError if there is none."""
    found = next((one for one in formats() if one.name == name), None)
    if found is None:
        there = ", ".join(one.name for one in formats())
        raise UsageError(f"There is no format “{name}”; there are {there}.")
    return found


def built() -> tuple[str, ...]:
    """The endings of what a build makes."""
    return endings(one for one in formats() if one.built)


def endings(of: Iterable[Format]) -> tuple[str, ...]:
    """The endings of some formats."""
    return tuple(one.name for one in of)
