"""`ecdosis bibliography`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import give, warn


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("tei", type=Path, metavar="X.xml")
    parser.add_argument("--format", choices=("csljson", "bibtex"), default="csljson")


def _bibliography(chosen: argparse.Namespace) -> int:
    from ecdosis.bibliography import bibliography
    from ecdosis.bibliography.bibtex import bibtex
    from ecdosis.bibliography.csl import csl_json
    from ecdosis.book.reader.load import load
    from ecdosis.tei.load import current
    from ecdosis.tei.validate import is_ours

    root = load(chosen.tei).root
    found = bibliography(current(root, chosen.tei) if is_ours(root) else root)
    written = csl_json(found) if chosen.format == "csljson" else bibtex(found)
    give(written)
    if found.nameless:
        told = "1 reference names" if found.nameless == 1 else f"{found.nameless} references name"
        warn(f"{chosen.tei}: {told} no work that could be found.")
    return 0


COMMAND: Final = Command(
    "bibliography",
    "the works that a TEI file cites, for Zotero, pandoc and BibTeX",
    "ecdosis bibliography tei/my-text.xml --format csljson > my-text.json\n"
    "  ecdosis bibliography tei/my-text.xml --format bibtex > my-text.bib",
    _arguments,
    _bibliography,
)
