"""Addresses of pages and of mail that a line end divides: no blank stands in them."""

from __future__ import annotations

import re
from typing import Final

EDGE: Final = 200
"""Code points beside a line end that are looked at."""
_OPEN: Final = re.compile(r"(?:https?:(?://)?|(?:https?://|www\.)[^\s<>]*[/=_?&@])$", re.IGNORECASE)
"""An address that ends with a sign after which another part of it must follow."""
_MAIL: Final = re.compile(r"(?<![^\s(<,;])[\w.+-]+@$")
_PART: Final = re.compile(r"(?://|[a-z0-9%?&=#~_-]*[\d./%?&=#~_-])\S*|[A-Za-z]+&\w+=\S*|www\.\S+", re.ASCII)
"""What goes on in an address: no word of a sentence, but one with signs or figures in it."""
_DOMAIN: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?=[\s.,;:)>]|$)")


def divides(before: str, after: str) -> bool:
    """Whether a line end stands in an address: what stands before it, and after it."""
    before, after = before[-EDGE:], after[:EDGE]
    return (_OPEN.search(before) is not None and _PART.match(after) is not None) or (
        _MAIL.search(before) is not None and _DOMAIN.match(after) is not None
    )
