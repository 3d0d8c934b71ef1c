"""One self-contained web page: it works from disk, without a network, and can be read without scripts.

`page` is the frame, `blocks` the text, `changes` the marks in it and what explains them, `source` the source view,
`appendix` what comes after the text; `style.css` and `script/` are its looks and what it can do.
"""

from __future__ import annotations

from ecdosis.formats.html.page import html

__all__ = ["html"]
