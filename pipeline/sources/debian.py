"""The lists of German and French words in `ecdosis/languages/CODE/words/`, made of Debian's lists for spellers.

`make words-debian LISTS=DIR` (by default /usr/share/dict): DIR has the files `ngerman`, `ogerman` and `french` of the
packages wngerman, wogerman and wfrench, in the versions that stand below; who takes others puts theirs there. Each list
is a table with a tab between its two columns, sorted by code point, compressed (`.tsv.gz`); what it was made of stands
beside it in `sources.toml`, which is made here too.
"""

from __future__ import annotations

import gzip
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "ecdosis" / "languages"
LISTS: Final = Path("/usr/share/dict")


@dataclass(frozen=True, slots=True)
class Forms:
    """The list of a language: the packages that it was made of with their versions, the files these have, what the list
    says, under which licence (SPDX)."""

    code: str
    packages: str
    version: str
    files: tuple[str, ...]
    says: str
    licence: str = "GPL-2.0-or-later"


ALL: Final = (
    Forms(
        "de",
        "wngerman and wogerman",
        "20161207-11 and 2-38",
        ("ngerman", "ogerman"),
        "the forms of words in igerman98 (spelling of 2006) and in hkgerman (that before 1996); s: written in small "
        "letters only, c: with a capital only",
    ),
    Forms("fr", "wfrench", "1.2.7-2", ("french",), "the forms of words in the list of Paul Leyland and others"),
)


def rows(words: Iterable[str], *, cased: bool) -> Iterator[tuple[str, str]]:
    """The words in small letters, and how they are written, if the list tells (`cased`)."""
    all_ = {word for word in words if word.replace("'", "").replace("-", "").isalpha() and len(word) > 1}
    for lower in sorted({word.lower() for word in all_}):
        small, capital = lower in all_, lower.capitalize() in all_
        yield lower, ("" if not cased or small == capital else "s" if small else "c")


def table(found: Iterable[tuple[str, str]]) -> bytes:
    """Rows as a table, before it is compressed."""
    return "".join(f"{word}\t{written}\n" for word, written in sorted(found)).encode()


def sources(one: Forms, data: bytes) -> str:
    """What is written down of a list: `sources.toml`."""
    return (
        "# Of what the list beside this was made (pipeline/sources/debian.py).\n"
        f'\n[forms]\npackage = "{one.packages}"\nversion = "{one.version}"\nlicence = "{one.licence}"\n'
        f'says = """{one.says}"""\nsha256 = "{hashlib.sha256(data).hexdigest()}"   # of the table, unpacked\n'
    )


def main(lists: Path = LISTS) -> None:
    for one in ALL:
        words = [word for name in one.files for word in (lists / name).read_text(encoding="utf-8").split()]
        data = table(rows(words, cased=one.code == "de"))
        (FOLDER / one.code / "words" / "forms.tsv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        (FOLDER / one.code / "words" / "sources.toml").write_text(sources(one, data), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
