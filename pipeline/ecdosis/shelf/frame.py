"""What the two pages have in common: one file each, that works from disk and fetches nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

from ecdosis import VERSION
from ecdosis.model.characters import holdable

STYLE: Final = Path(__file__).parent / "shelf.css"
SCRIPT: Final = Path(__file__).parent / "shelf.js"
INDEX: Final = "index.html"
REPORT: Final = "validity.html"


def page(template: str, title: str, place: tuple[str, str], *, scripted: bool = False, **values: object) -> bytes:
    """A whole page as UTF-8, from a template that extends the frame; `place`: where the link for the keyboard past the
    head leads, and what that is. Its style and its script are allowed by their hashes, so that no other runs, whatever
    a text may hold (Content Security Policy Level 3, 2.3.1)."""
    from markupsafe import Markup

    from ecdosis.templates import render

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
    frame = {
        "title": title,
        "place": place[0],
        "what": place[1],
        "policy": "; ".join(filter(None, policy)),
        "style": Markup(style),  # our own files, as they are hashed
        "script": Markup(script),
        "version": VERSION,
    }
    return holdable(render(template, **frame, **values)).encode()


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def anchor(*names: str) -> str:
    """Names as the id of an element, and what a link to it ends with."""
    return "--".join(re.sub(r"\W+", "-", name).strip("-").lower() for name in names)


def count(number: int, one: str, many: str) -> str:
    """`1 change`, `2,000 changes`."""
    return f"{number:,} {one if number == 1 else many}"
