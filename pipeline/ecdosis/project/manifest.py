"""What is kept of a build beside its TEI file (`tei/.<id>.build.json`): from what it was made, the hash of each file,
and what the shelf shows of it. By it a build knows what is as it should be."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ecdosis import plugins, resources
from ecdosis.formats.pdf.fonts import at_hand
from ecdosis.shelf.card import Card, from_dict
from ecdosis.storage.files import read_regular
from ecdosis.storage.writing import sha256
from ecdosis.tools.packages import PACKAGES, version_of


@dataclass(frozen=True, slots=True)
class Manifest:
    """`mark` is the fingerprint of all that the files depend on (empty: they are made again anyway); `files` are their
    names with the SHA-256 of each; `fonts`: what fonts were at hand, if anything is to be said of the edition (else
    empty): with others there may be nothing."""

    mark: str
    files: Mapping[str, str]
    card: Card
    fonts: str = ""


def place(tei: Path) -> Path:
    """Where the manifest of the edition with this TEI file is kept."""
    return tei.with_name(f".{tei.stem}.build.json")


def told(mark: str, card: Card) -> dict[str, object]:
    """What a manifest keeps beside the hashes of the files, which `ecdosis.storage.writing` adds."""
    return {"fingerprint": mark, "card": card.as_dict(), "fonts": at_hand() if card.notices else ""}


def load(tei: Path) -> Manifest | None:
    """The manifest of an edition; None if there is none, or none of this program's, or the files were not all put in
    their places."""
    try:
        kept = json.loads(read_regular(place(tei)))
        return Manifest(kept["fingerprint"], kept["files"], from_dict(kept["card"]), kept["fonts"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def current(tei: Path, products: Mapping[str, Path], mark: str) -> Manifest | None:
    """The manifest of an edition if all of its files are there, unaltered, and made from just what the mark stands
    for."""
    manifest = load(tei)
    paths = {path.name: path for path in (tei, *products.values())}
    if manifest is None or manifest.mark != mark or not paths.keys() <= manifest.files.keys():
        return None  # it may claim more: what a plug-in made that is gone
    same = all(sha256(path) == manifest.files[name] for name, path in paths.items())
    return manifest if same and manifest.fonts in ("", at_hand()) else None


def fingerprint(*of: object) -> str:
    """A digest of this program and of the given, by how Python writes it."""
    return hashlib.sha256("\n".join([_code(), *map(repr, of)]).encode()).hexdigest()


@cache
def _code() -> str:
    """A digest of this program: its own files, the Python that runs it and the packages that shape the products."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in (Path(__file__).parents[1], resources.schema()):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for package, version in plugins.versions():
        digest.update(f"plug-in {package} {version}\n".encode())
    for package in PACKAGES:
        digest.update(f"{package} {version_of(package) or 'missing'}\n".encode())
    return digest.hexdigest()
