"""`ecdosis cmif`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command
from ecdosis.cli.printing import give, warn
from ecdosis.errors import MissingInputError, UsageError

TERMS: Final = "CC-BY-4.0"
FREE: Final = (
    "cmif: CMIF wants the file (names, places and dates, not the letters) to be free for everybody under CC BY 4.0, "
    "https://creativecommons.org/licenses/by/4.0/. If you agree, say --licence CC-BY-4.0."
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="X.xml", help="TEI files (default: all of the project)")
    parser.add_argument("--url", required=True, metavar="URL", help="where the file will stand on the web")
    parser.add_argument("--pages", default="", metavar="URL", help="where the web pages stand (default: beside it)")
    parser.add_argument("--licence", metavar=TERMS, help="your consent to the terms that CMIF asks for")
    parser.add_argument("--title", default="", help="of the file (default: Letters in editions of ...)")
    parser.add_argument("--editor", default="", help="who answers for the file (default: the editors)")
    parser.add_argument("--publisher", default="", help="whom the licence asks to name (default: authority)")


def _cmif(chosen: argparse.Namespace) -> int:
    from ecdosis.book.reader.load import load
    from ecdosis.project.editions import built, find_root
    from ecdosis.tei.cmif import About, cmif

    if chosen.licence != TERMS:
        raise UsageError(FREE)
    for url in filter(None, (chosen.url, chosen.pages)):
        if not url.startswith(("https://", "http://")):
            raise UsageError(f"cmif: {url} is no address on the web: write the whole of it (https://...).")
    paths = chosen.files or [path for path in built(find_root(Path.cwd())) if path.suffix == ".xml"]
    pages = chosen.pages if not chosen.pages or chosen.pages.endswith("/") else f"{chosen.pages}/"
    about = About(chosen.url, pages, chosen.title, chosen.editor, chosen.publisher)
    made = cmif([(path.stem, load(path).root) for path in paths], about)
    if not made.letters:
        raise MissingInputError("cmif: no letter is described in these editions, so there is nothing to tell of.")
    give(made.xml)
    if made.old_style:
        warn(f"{made.old_style} of {made.letters} letters are dated Old Style; CMIF has no such dates: left out there.")
    return 0


COMMAND: Final = Command(
    "cmif",
    "who wrote to whom, where and when: the letters of your editions for correspSearch (CMIF)",
    "ecdosis cmif --url https://example.org/letters/cmif.xml --licence CC-BY-4.0 > cmif.xml\n"
    "  ecdosis cmif tei/letters.xml --url https://example.org/c.xml --licence CC-BY-4.0 --editor 'Ed Example' > c.xml",
    _arguments,
    _cmif,
)
