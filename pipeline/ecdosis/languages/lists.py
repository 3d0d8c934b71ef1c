"""Lists of words that come with Ecdosis: for each language a folder of tables, and `sources.toml`, which says of what
each was made and under which licence it is (`pipeline/sources/` makes them)."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def rows(language: str, name: str) -> Iterator[tuple[str, str]]:
    """The rows of a list, of two columns each; none if there is no such list for the language (ISO 639-1)."""
    path = files("ecdosis.languages").joinpath(language, f"{name}.tsv.gz")
    if path.is_file():
        for line in gzip.decompress(path.read_bytes()).decode().removesuffix("\n").split("\n"):
            word, _, other = line.partition("\t")
            yield word, other


@cache
def packages() -> Mapping[str, str]:
    """The versions of the packages of which lists were made, by their names."""
    made: dict[str, str] = {}
    for folder in files("ecdosis.languages").iterdir():
        if (told := folder.joinpath("sources.toml")).is_file():
            lists = tomllib.loads(told.read_text(encoding="utf-8")).values()
            made |= {one["package"]: one["version"] for one in lists}
    return made
