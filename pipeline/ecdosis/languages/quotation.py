"""The quotation marks of languages (`quotation.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ecdosis.languages import FALLBACK


class Quoting(NamedTuple):
    """How a language sets quotations: the outer pair of marks and that inside of it, each two characters; `blank`: what
    stands inside of the outer marks, beside the words; `again`: the mark with which each paragraph begins in which a
    quotation goes on, if that is not the one that opens it."""

    outer: str
    inner: str
    blank: str = ""
    again: str = ""

    @property
    def nests(self) -> bool:
        """Whether the inner pair is typed with the same key as the outer one, not with that of the apostrophe."""
        return not any(mark in "‘’‚‹›" for mark in self.inner)


@cache
def known() -> Mapping[str, Quoting]:
    """Language (BCP 47, in small letters) -> how it quotes."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return MappingProxyType({tag: Quoting(**told) for tag, told in table.items()})


def quoting(language: str) -> Quoting | None:
    """How a language (BCP 47) quotes; None if that is not known."""
    tag = language.lower()
    return known().get(tag) or known().get(tag.partition("-")[0])


def usual(language: str) -> Quoting:
    """The same; of a language of which that is not known, as English does."""
    return quoting(language) or known()[FALLBACK]
