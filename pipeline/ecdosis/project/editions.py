"""Which editions there are: descriptors, texts, and the place of each product."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from ecdosis.editor import rows
from ecdosis.editor.rows import Decision
from ecdosis.editor.wordlists import NAMES, NO_LISTS, WordLists, is_list
from ecdosis.editor.wordlists import load as load_words
from ecdosis.errors import EcdosisError, UnusableInputError, UsageError
from ecdosis.formats import table
from ecdosis.inputs.table import endings, is_read
from ecdosis.project import defaults, descriptor, own_words
from ecdosis.project.descriptor import Descriptor
from ecdosis.project.own_words import OwnWords
from ecdosis.shelf.frame import INDEX, REPORT
from ecdosis.storage.files import is_file
from ecdosis.storage.writing import sha256

DECISIONS: Final = ".decisions.tsv"
"""How the name of a file of decisions ends."""
UNPLACED: Final = (
    "{}: {} of your decisions have no place in this copy of the text. They stand there as remarks: line {}."
)
"""What is said of decisions that lost their places."""
DOCUMENTS: Final = (
    *(".pdf", ".docx", ".doc", ".odt", ".rtf", ".pages", ".wpd"),
    *(".html", ".htm", ".xhtml", ".epub", ".mobi", ".djvu", ".md", ".tex", ".xml"),
)
"""Endings of files that people keep texts in."""
FEW: Final = 20
"""Lines that are named."""
ELSEWHERE: Final = (
    "{} is not used: the {} of a project are in its own folder “seeds”. Move it there; or build the text by its name, "
    "which uses what lies beside it: ecdosis build TEXT.txt -o DIR."
)
"""What is said of a descriptor, of decisions or the like in a further folder of texts."""
OTHER_ID: Final = "{} says id = “{}”, but what is built of a file has the name of that file: {}."
"""What is said of an id that a descriptor gives to a text which is built by its name."""


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """One edition: what is known of it, where its text is (None if it is missing) and where its products go.

    `problem` says why it cannot be built (its descriptor or decisions are faulty, its id is taken). `own` are the
    editor's words before the text. `beside_text` are the files of its descriptor, its decisions, these and its lists of
    words (`words`); `notices` say what lies there and is not used.
    """

    descriptor: Descriptor
    text: Path | None
    tei: Path
    products: Mapping[str, Path]
    problem: EcdosisError | None = None
    decisions: tuple[Decision, ...] = ()
    own: tuple[OwnWords, ...] = ()
    beside_text: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()
    words: WordLists = NO_LISTS

    @property
    def id(self) -> str:
        """The name of the edition in all products."""
        return self.descriptor.id

    @property
    def decisions_file(self) -> Path | None:
        """The file of the editor's decisions, if there is one."""
        return next((path for path in self.beside_text if path.name.endswith(DECISIONS)), None)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that building it makes."""
        return (self.tei, *self.products.values())

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All files that it is made from."""
        return (*([self.text] if self.text else []), *self.beside_text)

    @property
    def beside(self) -> dict[str, str]:
        """The addresses of all files but the web page, and of the shelf in a project, as the page has to give them."""
        folder = self.products["html"].parent
        files = {"xml": self.tei} | {name: path for name, path in self.products.items() if not table.named(name).links}
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


def editions(root: Path, seeds: Sequence[Path] = (), *, decided: bool = True) -> list[EditionFiles]:
    """The editions of a project, in the order of their ids: one for each descriptor in `seeds/`, and one for each text
    there or in the further folders that no descriptor names; with the defaults of the project, and the editor's
    decisions if `decided`. Raises UsageError for a folder that is not there, and for defaults that are faulty."""
    folders = [root / "seeds", *seeds]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder. Check --seeds (with make: SEEDS).")
        if not os.access(folder, os.R_OK | os.X_OK):
            raise UnusableInputError(f"{folder}: this folder cannot be read. Check its permissions.")
    shared, style = defaults.load(root), own_words.of_project(root)
    texts = _texts(folders)
    found: list[tuple[Descriptor, Path | None, EcdosisError | None, tuple[Path, ...]]] = []
    for path in sorted((root / "seeds").glob("*.toml")):
        try:
            known = descriptor.load(path)
        except UsageError as error:
            found.append((Descriptor(id=descriptor.slug(path.stem), source=f"{path.stem}.txt"), None, error, (path,)))
            continue
        found.append((known, _text_of(known, path, texts), _unread(known, folders), (path,)))
    named = {known.source for known, *_ in found}
    claimed = {text for _, text, *_ in found} | {path for path in texts if path.name in named}
    for path in texts:
        if path not in claimed:
            found.append((Descriptor(id=descriptor.slug(path.stem), source=path.name), path, None, ()))
    made = (
        EditionFiles(
            defaults.with_defaults(known, shared),
            text,
            root / "tei" / f"{known.id}.xml",
            _products(root / "output", known.id),
            problem,
            beside_text=(*beside, *([root / defaults.NAME] if shared else [])),
            notices=tuple(_unused(text)) if text and text.parent != root / "seeds" else (),
        )
        for known, text, problem, beside in found
    )
    edited = (_edited(edition, [root / "seeds"], (), decided=decided) for edition in made)
    return _distinct(_in_style(edition, style) for edition in edited)


def loose_editions(
    files: Sequence[Path], out: Path, known: Sequence[Path], use_descriptors: bool, *, decided: bool = True
) -> list[EditionFiles]:
    """Editions for text files outside of the project, their products all in `out`.

    `known` are folders whose descriptors are used for texts with their SHA-256. Of files with one id none is built,
    nor is one whose descriptor is faulty, or that is no file; that is the problem of those editions alone.
    """
    by_hash = _by_hash(known) if use_descriptors else {}
    named: dict[str, list[Path]] = {}
    texts = [path for path in files if not _is_beside(path)]
    if files and not texts:
        raise UsageError(f"{files[0]}: this is an editor’s file, and no text. Name the text that it lies beside.")
    for path in dict.fromkeys(texts):
        named.setdefault(descriptor.slug(path.stem), []).append(path)
    found = []
    for name, same in named.items():
        for path in same:
            facts, beside, problem = _facts(path, name, by_hash, use_descriptors)
            if len(same) > 1:
                others = ", ".join(str(other) for other in same if other != path)
                problem = UsageError(
                    f"{path}: its products would have the name of those of {others} ({name}), so that neither was "
                    "built. Rename one, or build them into different folders."
                )
            products = _products(out, name)
            edition = EditionFiles(
                replace(facts, id=name), path, out / f"{name}.xml", products, problem, beside_text=beside
            )
            if beside and facts.id not in (name, path.stem):
                edition = replace(edition, notices=(OTHER_ID.format(beside[0], facts.id, name),))
            places = [path.parent, *(known if use_descriptors else ())]
            found.append(_edited(edition, places, (path.stem, facts.id), decided=decided))
    return found


def _is_beside(path: Path) -> bool:
    """Whether a file has what an editor says of texts, and is none."""
    return is_list(path) or own_words.is_own(path)


def _unused(text: Path) -> Iterator[str]:
    """What is said of files of the editor's beside a text in a further folder: descriptor, decisions and the like."""
    files = {"toml": "descriptors", "decisions.tsv": "decisions"}
    files |= dict.fromkeys(NAMES, "lists of words") | {f"{sort}.md": "words of the editor" for sort in own_words.SORTS}
    for ending, what in files.items():
        if is_file(beside := text.with_name(f"{text.stem}.{ending}")):
            yield ELSEWHERE.format(beside, what)


def _facts(
    path: Path, name: str, by_hash: Mapping[str, Descriptor], use_descriptors: bool
) -> tuple[Descriptor, tuple[Path, ...], EcdosisError | None]:
    """What is known of a loose text: by the descriptor beside it, with the file of that, else by its SHA-256, else
    nothing; and what is wrong with that."""
    unknown = Descriptor(id=name, source=path.name)
    beside = path.parent / f"{path.stem}.toml"
    if use_descriptors and is_file(beside):
        try:
            return descriptor.load(beside), (beside,), None
        except UsageError as error:
            return unknown, (beside,), error
    return (by_hash.get(sha256(path), unknown) if by_hash else unknown), (), None


def _edited(edition: EditionFiles, folders: Sequence[Path], names: Sequence[str], *, decided: bool) -> EditionFiles:
    """An edition with the editor's decisions and lists of words, if these are wanted, and words before it."""
    edition = _listed(_decided(edition, folders, names), folders, names) if decided else edition
    if edition.problem:
        return edition
    files = list(own_words.found(folders, (*names, edition.id)))
    edition = replace(edition, beside_text=(*edition.beside_text, *(path for _, path in files)))
    try:
        return replace(edition, own=tuple(own_words.load(sort, path) for sort, path in files))
    except UsageError as error:
        return replace(edition, problem=error)


def _in_style(edition: EditionFiles, path: Path | None) -> EditionFiles:
    """An edition with the note on the texts of the project behind its own, unless its descriptor says that it does not
    want it."""
    if edition.problem or edition.descriptor.project_note == "no" or path is None:
        return edition
    try:
        own = (*edition.own, own_words.load("textual-note", path))
    except UsageError as error:
        return replace(edition, problem=error)
    return replace(edition, own=own, beside_text=(*edition.beside_text, path))


def _decided(edition: EditionFiles, folders: Sequence[Path], names: Sequence[str] = ()) -> EditionFiles:
    """An edition with the decisions of the first file that has its name (or one of `names`) in some folders."""
    paths = [folder / f"{name}.decisions.tsv" for folder in folders for name in (*names, edition.id)]
    path = next((path for path in paths if is_file(path)), None)
    if path is None or edition.problem:
        return edition
    edition = replace(edition, beside_text=(*edition.beside_text, path))
    try:
        table_of = rows.opened(path)
        edition = replace(edition, decisions=rows.decided(path, table_of))
    except UsageError as error:
        return replace(edition, problem=error)
    lines = table_of.unplaced
    told = UNPLACED.format(path.name, len(lines), ", ".join(map(str, lines[:FEW])) + (" …" if lines[FEW:] else ""))
    return replace(edition, notices=(*edition.notices, told)) if lines else edition


def _listed(edition: EditionFiles, folders: Sequence[Path], names: Sequence[str] = ()) -> EditionFiles:
    """An edition with the editor's lists of words: those for all texts of a folder, and those that have its name (or
    one of `names`), which count where both have a word."""
    if edition.problem:
        return edition
    stems = dict.fromkeys((*names, edition.id))
    own = [folder / f"{stem}.{name}" for name in NAMES for folder in folders for stem in stems]
    paths = [
        path
        for path in dict.fromkeys((*(folder / name for name in NAMES for folder in folders), *own))
        if is_file(path)
    ]
    if not paths:
        return edition
    edition = replace(edition, beside_text=(*edition.beside_text, *paths))
    try:
        return replace(edition, words=load_words(paths))
    except UsageError as error:
        return replace(edition, problem=error)


def built(root: Path) -> list[Path]:
    """All files of built editions in a project, TEI first (but for those in which there is nothing to check)."""
    checked = [one.name for one in table.formats() if one.built and one.checkable]
    products = (path for name in checked for path in sorted((root / "output").glob(f"*.{name}")))
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
        for path in sorted(path for path in folder.iterdir() if is_read(path.name) and path.name[0] != "."):
            if _is_beside(path):
                continue
            found.setdefault(path.name, path)
    return list(found.values())


def unread(folders: Iterable[Path]) -> list[Path]:
    """The documents in some folders that nothing here reads (DOCUMENTS): somebody may wait for their editions."""
    files = (path for folder in folders for path in sorted(folder.iterdir()) if is_file(path))
    documents = (path for path in files if path.suffix.lower() in DOCUMENTS and path.stem.upper() != "README")
    return [path for path in documents if not (is_read(path.name) or _is_beside(path))]


def _text_of(known: Descriptor, path: Path, texts: Sequence[Path]) -> Path | None:
    """The text a descriptor names, else the one with its stem."""
    wanted = [known.source] if known.source else [f"{path.stem}.{ending}" for ending in endings()]
    return next((text for name in wanted for text in texts if text.name == name), None)


def _unread(known: Descriptor, folders: Iterable[Path]) -> EcdosisError | None:
    """What is wrong if the file that a descriptor names is there, but none that anything reads."""
    if not known.source or is_read(known.source):
        return None
    path = next((path for folder in folders if is_file(path := folder / known.source)), None)
    if path is None:
        return None
    return UnusableInputError(
        f"{path}: nothing here reads files with the ending “{path.suffix}”. Install the plug-in that does, or save the "
        "text as a plain one (.txt)."
    )


def _products(folder: Path, name: str) -> dict[str, Path]:
    return {format_: folder / f"{name}.{format_}" for format_ in table.built()}


def _distinct(found: Iterable[EditionFiles]) -> list[EditionFiles]:
    """The editions by id. Of two with one id neither is built, since nobody can say which was meant; nor is one whose
    web page would have the name of a page of the project."""
    by_id: dict[str, list[EditionFiles]] = {}
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
