"""Which editions there are: descriptors, texts, and the place of each product."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pipeline import decisions, descriptor
from pipeline.decisions import Decision
from pipeline.descriptor import Descriptor
from pipeline.errors import EcdosisError, UsageError
from pipeline.publish.shelf.frame import INDEX, REPORT

FORMATS: Final = ("epub", "pdf", "html", "txt")
"""The products made from the TEI, and their file endings."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: what is known of it, where its text is (None if it is missing) and where its products go.

    `problem` says why it cannot be built (its descriptor or decisions are faulty, its id is taken).
    """

    descriptor: Descriptor
    text: Path | None
    tei: Path
    products: Mapping[str, Path]
    problem: EcdosisError | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def id(self) -> str:
        """The name of the edition in all products."""
        return self.descriptor.id

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that building it makes."""
        return (self.tei, *self.products.values())

    @property
    def beside(self) -> dict[str, str]:
        """The addresses of all files but the web page, and of the shelf in a project, as the page has to give them."""
        folder = self.products["html"].parent
        files = {"xml": self.tei} | {name: path for name, path in self.products.items() if name != "html"}
        files |= {} if self.tei.parent == folder else {"index": folder / "index.html"}
        return {name: quote(Path(os.path.relpath(path, folder)).as_posix()) for name, path in files.items()}


def find_root(start: Path) -> Path:
    """The project's folder: `start` or the nearest above it that has `seeds/`. Raises UsageError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "seeds").is_dir():
            return folder
    raise UsageError(
        f"{start}: this is no project of Ecdosis (there is no folder “seeds”). Go to one, or name the texts: "
        "ecdosis build TEXT.txt -o DIR."
    )


def editions(root: Path, seeds: Sequence[Path] = (), *, decided: bool = True) -> list[Edition]:
    """The editions of a project, in the order of their ids: one for each descriptor in `seeds/`, and one for each text
    there or in the further folders that no descriptor names; with the editor's decisions if `decided`. Raises
    UsageError for a folder that is not there."""
    folders = [root / "seeds", *seeds]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder. Check SEEDS or --seeds.")
    texts = _texts(folders)
    found: list[tuple[Descriptor, Path | None, EcdosisError | None]] = []
    for path in sorted((root / "seeds").glob("*.toml")):
        try:
            known = descriptor.load(path)
        except UsageError as error:
            found.append((Descriptor(id=descriptor.slug(path.stem), source=f"{path.stem}.txt"), None, error))
            continue
        found.append((known, _text_of(known, path, texts), None))
    claimed = {text for _, text, _ in found} | {
        path for path in texts if any(known.source == path.name for known, _, _ in found)
    }
    for path in texts:
        if path not in claimed:
            found.append((Descriptor(id=descriptor.slug(path.stem), source=path.name), path, None))
    made = (
        Edition(known, text, root / "tei" / f"{known.id}.xml", _products(root / "output", known.id), problem)
        for known, text, problem in found
    )
    return _distinct(_decided(edition, [root / "seeds"]) if decided else edition for edition in made)


def loose_editions(
    files: Sequence[Path], out: Path, known: Sequence[Path], use_descriptors: bool, *, decided: bool = True
) -> list[Edition]:
    """Editions for text files outside of the project, their products all in `out`.

    `known` are folders whose descriptors are used for texts with their SHA-256. Raises UsageError if two files have
    one id; a faulty descriptor beside a file is the problem of that edition alone.
    """
    by_hash = _by_hash(known) if use_descriptors else {}
    names: dict[str, Path] = {}
    found = []
    for path in files:
        name = descriptor.slug(path.stem)
        if name in names:
            raise UsageError(
                f"{path}: its products would have the name of those of {names[name]} ({name}). Rename one."
            )
        names[name] = path
        facts, problem = Descriptor(id=name, source=path.name), None
        beside = path.with_suffix(".toml")
        if use_descriptors and beside.is_file():
            try:
                facts = descriptor.load(beside)
            except UsageError as error:
                problem = error
        elif by_hash and path.is_file():
            facts = by_hash.get(hashlib.sha256(path.read_bytes()).hexdigest(), facts)
        products = _products(out, name)
        edition = Edition(replace(facts, id=name), path, out / f"{name}.xml", products, problem)
        places = [path.parent, *(known if use_descriptors else ())]
        found.append(_decided(edition, places, (path.stem, facts.id)) if decided else edition)
    return found


def _decided(edition: Edition, folders: Sequence[Path], names: Sequence[str] = ()) -> Edition:
    """An edition with the decisions of the first file that has its name (or one of `names`) in some folders."""
    paths = [folder / f"{name}.decisions.tsv" for folder in folders for name in (*names, edition.id)]
    path = next((path for path in paths if path.is_file()), None)
    if path is None or edition.problem:
        return edition
    try:
        return replace(edition, decisions=decisions.load(path))
    except UsageError as error:
        return replace(edition, problem=error)


def built(root: Path) -> list[Path]:
    """All files of built editions in a project, TEI first (plain texts apart: there is nothing to check in them)."""
    products = (
        path for format_ in FORMATS if format_ != "txt" for path in sorted((root / "output").glob(f"*.{format_}"))
    )
    return [*sorted((root / "tei").glob("*.xml")), *(path for path in products if path.name not in (INDEX, REPORT))]


def _by_hash(folders: Iterable[Path]) -> dict[str, Descriptor]:
    """Descriptors by the SHA-256 they name; a faulty one is no concern of a text it may not even mean."""
    found = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                known = descriptor.load(path)
            except UsageError:
                continue
            if known.sha256:
                found[known.sha256] = known
    return found


def _texts(folders: Iterable[Path]) -> list[Path]:
    """The texts in some folders; of two with the same name the first counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            found.setdefault(path.name, path)
    return list(found.values())


def _text_of(known: Descriptor, path: Path, texts: Sequence[Path]) -> Path | None:
    """The text a descriptor names, else the one with its stem."""
    wanted = known.source or f"{path.stem}.txt"
    return next((text for text in texts if text.name == wanted), None)


def _products(folder: Path, name: str) -> dict[str, Path]:
    return {format_: folder / f"{name}.{format_}" for format_ in FORMATS}


def _distinct(found: Iterable[Edition]) -> list[Edition]:
    """The editions by id. Of two with one id neither is built, since nobody can say which was meant; nor is one whose
    web page would have the name of a page of the project."""
    by_id: dict[str, list[Edition]] = {}
    for edition in found:
        by_id.setdefault(edition.id, []).append(edition)
    result = []
    for name, same in sorted(by_id.items()):
        for edition in same:
            problem = edition.problem
            if len(same) > 1 and problem is None:
                sources = " and ".join(other.descriptor.source or "?" for other in same)
                problem = UsageError(f"{name}: two editions have this id ({sources}). Give one of them another id.")
            if problem is None and edition.products["html"].name in (INDEX, REPORT):
                problem = UsageError(
                    f"{name}: no edition can have this id, since {edition.products['html'].name} is a page of the "
                    f'project’s own. Give it another id: id = "..." in seeds/{name}.toml, or rename the text.'
                )
            result.append(replace(edition, problem=problem))
    return result
