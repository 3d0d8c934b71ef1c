"""The descriptor of an edition: what an editor knows of a text and the text does not say itself (`seeds/<id>.toml`)."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import UsageError
from ecdosis.stages.table import policies
from ecdosis.storage.files import LARGEST_TABLE, read_regular

LONGEST: Final[Mapping[str, int]] = {
    "": 2_000,
    "id": 100,
    "summary": 20_000,
    "rights": 20_000,
    "keywords": 20_000,
    "identifiers": 20_000,
}
"""The most code points of a value: what a title page, a catalogue and the name of a file (255 bytes) can hold."""
_SLUG = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language of BCP 47, in its common form."""
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_URL = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[\w.~-]+(:\d+)?"
    r"(/([^\s\[\]{}<>\"\\^`|%?#]|%[0-9A-Fa-f]{2})*)?(\?([^\s\[\]%#]|%[0-9A-Fa-f]{2})*)?(#([^\s\[\]%#]|%[0-9A-Fa-f]{2})*)?"
)
"""A web address (RFC 3986, with letters beyond ASCII as in RFC 3987), such as XML Schema's anyURI takes."""
_CHARACTERS = re.compile(r"[^ ;=]=[^\W\d_]{1,4}(; ?[^ ;=]=[^\W\d_]{1,4})*")
_IDENTIFIERS = re.compile(rf"[^;=]+=\s*{_URL.pattern}(;\s[^;=]+=\s*{_URL.pattern})*;?\s*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORMS: Final = {
    "id": (_SLUG, "my-first-edition"),
    "edited": (_DATE, "2026-01-31"),
    "language": (_LANGUAGE, "en, or de-AT (the code of BCP 47)"),
    "original_language": (_LANGUAGE, "ru (the code of BCP 47)"),
    "isbn": (_ISBN, "978-0-00-000000-2"),
    "issn": (_ISSN, "0000-0000"),
    "url": (_URL, "https://example.org/ferry"),
    "licence_url": (_URL, "https://creativecommons.org/publicdomain/zero/1.0/"),
    "characters": (_CHARACTERS, "Þ=fi; ß=fl (what some characters stand for throughout)"),
    "identifiers": (_IDENTIFIERS, "Hester Lowe = https://viaf.org/viaf/000; Leeds = https://www.geonames.org/000"),
    "project_note": (re.compile("yes|no"), "no (without the textual-note.md of the project)"),
    "sha256": (_SHA256, "64 hexadecimal digits, as `sha256sum FILE` prints them"),
}
"""How some facts must look, with an example."""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """Facts about an edition. An empty string says that something is not known; nothing is ever invented.

    `author`, `translator`, `editor` and `keywords` may name several, with semicolons between them. `volume`, `issue`,
    `pages`, `isbn` and `issn` are of `publication`; `original_title` and `original_language` (BCP 47) of the work that
    this is a translation of; `authority` and `series` of this edition: who makes it available, and among what.
    `written` is when the text was written, `date` that of the text as given in the source, `edited` (YYYY-MM-DD) that
    of the last work of the editor on it; `source` is a file name, without folders; `charset` overrules the detection;
    `characters` says what letters some characters stand for throughout (`Þ=fi; ß=fl`); `identifiers` who and where the
    persons and places of letters are, in lists that others keep (`Hester Lowe = https://d-nb.info/gnd/…; Leeds = …`).
    `project_note` says `no` where an edition is to be without the note on the texts of its project.
    `policies` are those that it states, by name (`stages.table.policies`).
    """

    id: str
    title: str = ""
    subtitle: str = ""
    author: str = ""
    translator: str = ""
    date: str = ""
    written: str = ""
    language: str = ""
    original_title: str = ""
    original_language: str = ""
    publication: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    isbn: str = ""
    issn: str = ""
    publisher: str = ""
    pub_place: str = ""
    url: str = ""
    licence: str = ""
    licence_url: str = ""
    rights: str = ""
    summary: str = ""
    keywords: str = ""
    authority: str = ""
    series: str = ""
    editor: str = ""
    edited: str = ""
    source: str = ""
    sha256: str = ""
    charset: str = ""
    characters: str = ""
    identifiers: str = ""
    project_note: str = ""
    policies: tuple[tuple[str, str], ...] = ()

    @property
    def stands_for(self) -> Mapping[str, str]:
        """What letters some characters stand for."""
        pairs = filter(None, re.split("; ?", self.characters))
        return {pair[0]: pair[2:] for pair in pairs}

    @property
    def addresses(self) -> Mapping[str, str]:
        """The addresses of persons and places of letters, by their names in small letters."""
        pairs = (pair.partition("=") for pair in re.split(r";(?:\s|$)", self.identifiers) if pair.strip())
        return {" ".join(name.split()).casefold(): address.strip() for name, _, address in pairs}


def slug(name: str) -> str:
    """A file's stem as an id: lower-case letters without accents and digits, joined by hyphens (`My Text_2` ->
    `my-text-2`). Letters of other scripts stay."""
    decomposed = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "-".join(re.findall(r"[^\W_]+", plain)) or "text"


def load(path: Path) -> Descriptor:
    """Read a descriptor. Raises UsageError, with the place and the remedy, for anything that is not as it should be."""
    return check(table_of(path), path)


def table_of(path: Path) -> dict[str, Any]:
    """The table of a TOML file. Raises UsageError, with the place and the remedy, if it is none."""
    try:
        return tomllib.loads(read_regular(path, LARGEST_TABLE).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: this file is not valid TOML ({error}). Correct the line it names.") from error
    except RecursionError as error:
        raise UsageError(f'{path}: this file nests too deep. Write plain lines: name = "value".') from error
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be read ({error.strerror}). Check its permissions.") from error


def check(table: dict[str, Any], path: Path) -> Descriptor:
    """A descriptor from a TOML table; `path` is named in errors. Raises UsageError, with the place and the remedy."""
    switches = policies()
    _check_keys(table, [field.name for field in fields(Descriptor) if field.name != "policies"] + list(switches), path)
    stated = tuple((name, table[name]) for name in switches if name in table)
    for name, value in stated:
        if value not in (allowed := switches[name].values):
            raise UsageError(f"{path}: “{name}” is {value!r}; it must be one of {', '.join(allowed)}.")
    facts = {key: value for key, value in table.items() if key not in switches}
    own = path.stem if _SLUG.fullmatch(path.stem) else slug(path.stem)
    descriptor = Descriptor(**({"id": own} | facts), policies=stated)
    for name, (pattern, example) in _FORMS.items():
        value = getattr(descriptor, name)
        if (value or name == "id") and not pattern.fullmatch(value):
            raise UsageError(f"{path}: “{name}” is {value!r}; it should look like this: {example}.")
    if descriptor.source and (Path(descriptor.source).name != descriptor.source or descriptor.source in (".", "..")):
        raise UsageError(f"{path}: “source” must be a file name without folders, not {descriptor.source!r}.")
    return descriptor


def _check_keys(table: Mapping[str, Any], known: Sequence[str], path: Path) -> None:
    """That a table has only keys that are known, with texts that are not too long."""
    for key, value in table.items():
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f" Did you mean “{close[0]}”?" if close else f" Known are: {', '.join(known)}."
            raise UsageError(f"{path}: unknown key “{key}”.{hint}")
        if not isinstance(value, str):
            raise UsageError(f"{path}: “{key}” must be a text in quotation marks, not {value!r}.")
        if len(value) > (most := LONGEST.get(key, LONGEST[""])):
            raise UsageError(f"{path}: “{key}” has {len(value):,} characters; {most:,} are the most. Shorten it.")
