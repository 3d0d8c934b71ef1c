"""The packages from outside that have a part in what is made, and their versions."""

from __future__ import annotations

from functools import cache
from typing import Final

from ecdosis.languages import packages

EVIDENCE: Final = (
    "charset-normalizer",
    "codespell",
    "english-words",
    "ftfy",
    "pocketsphinx",
    "rapidfuzz",
    "wordfreq",
)
"""The packages that have a part in what is read, so that another version may read otherwise; the header names them."""
FONTS: Final = ("fontpkg-amiri", "fontpkg-cardo", "fontpkg-noto-serif", "manimgx-fonts", "pylopdf-fonts-hi")
"""The packages whose fonts are in the PDFs (pipeline/ecdosis/formats/pdf/fonts.py)."""
PACKAGES: Final = (
    *EVIDENCE,
    *FONTS,
    "jinja2",
    "language-tool-python",
    "lxml",
    "markupsafe",
    "pypandoc_binary",
    "typst",
)
"""The packages that shape the products."""


@cache
def version_of(package: str) -> str:
    """The version of an installed package, or of one of which our lists of words were made; empty if it is missing. It
    is looked up once a run: finding a package's metadata among those of all takes as long as the repair of a page."""
    if made_of := packages().get(package):
        return made_of
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""
