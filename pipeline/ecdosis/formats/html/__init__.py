"""One self-contained web page: it works from disk, without a network, and can be read without scripts.

`page` is the whole, `text` the text, `changes` and `signs` the marks in it, `source` the source view, `appendix` what
comes after the text: what the templates in `templates/html` show. `style.css` and `script/` are its looks and what it
can do.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecdosis.book.book import Book
from ecdosis.formats.design import Design
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.html.page import html

__all__ = ["html", "made"]


def made(book: Book, design: Design = Design(), beside: Mapping[str, str] = NOTHING) -> Made:
    """The page as a product."""
    return Made(html(book, design, beside))
