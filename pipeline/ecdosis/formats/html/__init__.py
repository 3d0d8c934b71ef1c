"""One self-contained web page: it works from disk, without a network, and can be read without scripts.

`page` is the whole, `text` the text, `changes` and `signs` the marks in it, `source` the source view, `appendix` what
comes after the text: what the templates in `templates/html` show. `style.css` and `script/` are its looks and what it
can do.
"""

from __future__ import annotations

from ecdosis.formats.html.page import html

__all__ = ["html"]
