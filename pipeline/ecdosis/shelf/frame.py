"""What the two pages have in common: one file each, that works from disk and fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path
from typing import Final

from ecdosis import VERSION
from ecdosis.model.characters import holdable

STYLE: Final = Path(__file__).parent / "shelf.css"
SCRIPT: Final = Path(__file__).parent / "shelf.js"
INDEX: Final = "index.html"
REPORT: Final = "validity.html"
MARK: Final = (
    '<svg class="mark" viewBox="0 0 120 16" aria-hidden="true"><path class="rule" d="M0 9H120"/>'
    '<path class="caret" d="M54 14 60 2 66 14"/></svg>'
)
"""The mark of the series: a line struck out and mended, as in a proof; that of the covers."""


ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='2' fill='%23f3ecdd'/%3E"
    "%3Cpath d='M4 13 8 3l4 10' fill='none' stroke='%23a5402d' stroke-width='2'/%3E%3C/svg%3E"
)
"""The caret of the mark, for the tab of the browser."""


def page(title: str, body: str, *, scripted: bool = False) -> bytes:
    """A whole page as UTF-8. Its style and its script are allowed by their hashes, so that no other runs, whatever a
    text may hold (Content Security Policy Level 3, 2.3.1)."""
    style = STYLE.read_text(encoding="utf-8")
    script = SCRIPT.read_text(encoding="utf-8") if scripted else ""
    policy = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'" if script else "",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    made = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(filter(None, policy))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="Ecdosis {VERSION}">\n<link rel="icon" href="{ICON}">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"{f'<script>{script}</script>' if script else ''}</body>\n</html>\n"
    )
    return holdable(made).encode()


def top(title: str, place: str, what: str) -> str:
    """The beginning of a page's header, with a link for the keyboard past it, to a place that is named."""
    return (
        f'<a class="skip" href="#{place}">To the {what}</a>\n'
        f'<header class="top"><p class="series">Ecdosis</p>{MARK}\n<h1>{escape(title)}</h1>'
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def anchor(*names: str) -> str:
    """Names as the id of an element, and what a link to it ends with."""
    return "--".join(re.sub(r"\W+", "-", name).strip("-").lower() for name in names)


def count(number: int, one: str, many: str) -> str:
    """`1 change`, `2,000 changes`."""
    return f"{number:,} {one if number == 1 else many}"


def sign(character: str) -> str:
    """A sign, which words beside it say as well."""
    return f'<b class="sign" aria-hidden="true">{character}</b>'


def hidden(text: str) -> str:
    """Words for those who cannot see what a sign or a picture shows."""
    return f'<span class="hidden">{escape(text)}</span>'
