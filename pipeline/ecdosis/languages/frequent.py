"""wordfreq's lists of words, read from its files: its own functions load data of all the languages of the world before
they read one list, and read a whole list for its first words."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Final

import msgpack

UNITS: Final = 100
"""Parts of a log10 unit by which one group of words of a list is rarer than the group before it (centibels)."""
_DIGITS: Final = re.compile(r"\d[\d.,]+")
"""Numbers, which wordfreq does not count among its commonest words."""


@cache
def _files() -> Mapping[str, Path]:
    """The files of wordfreq's lists, by `LIST_LANGUAGE`."""
    spec = find_spec("wordfreq")
    folders = map(Path, (spec.submodule_search_locations if spec else None) or ())
    return {path.name.split(".")[0]: path for one in folders for path in (one / "data").glob("*.msgpack.gz")}


def _file(language: str, wordlist: str) -> Path | None:
    """The file of a list (`small`, or `best`: the largest there is) for exactly this language."""
    names = ("large", "small") if wordlist == "best" else (wordlist,)
    return next((_files()[f"{name}_{language}"] for name in names if f"{name}_{language}" in _files()), None)


def shares(language: str, wordlist: str) -> dict[str, float]:
    """The words of a list, the commonest first, and their shares of all words. Raises LookupError if there is none for
    the language or one that is hardly another."""
    if (path := _file(language, wordlist)) is None:
        from wordfreq import get_frequency_dict

        return get_frequency_dict(language, wordlist)
    _, *groups = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
    found: dict[str, float] = {}
    for number, words in enumerate(groups):
        found.update(zip(words, repeat(10 ** (-number / UNITS)), strict=False))
    return found


def commonest(language: str, count: int) -> Sequence[str]:
    """So many of the commonest words of a language, by its small list. Raises LookupError as `shares` does."""
    if (path := _file(language, "small")) is None:
        from wordfreq import top_n_list

        return top_n_list(language, count, wordlist="small")
    words = chain.from_iterable(_groups(path))
    return tuple(islice((word for word in words if not _DIGITS.search(word)), count))


def _groups(path: Path) -> Iterator[Sequence[str]]:
    """The groups of a list, each read when it is asked for."""
    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file, raw=False)
        groups = unpacker.read_array_header()
        unpacker.skip()  # what the file says of itself
        for _ in range(groups - 1):
            yield unpacker.unpack()
