"""The shelf of a project, `output/index.html`, and its report of validity: gathered from what builds and checks left in
files, and written only where something has changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ecdosis.formats.table import built
from ecdosis.project import manifest
from ecdosis.project.editions import EditionFiles
from ecdosis.shelf.badges import badges
from ecdosis.shelf.frame import INDEX, REPORT
from ecdosis.shelf.index import index
from ecdosis.shelf.report import report
from ecdosis.shelf.shown import File, Shown, State
from ecdosis.storage.files import read_regular
from ecdosis.storage.writing import Permit, locked, sha256, write_locked
from ecdosis.validation import validity

if TYPE_CHECKING:
    from ecdosis.build import Outcome
    from ecdosis.validation.findings import Report
    from ecdosis.validation.validity import Validity

STATES: Final = ".shelf.json"
"""The file in `output/` that keeps what became of each edition at the last build, and the hashes of the pages."""
RESULTS: Final = ".validity.json"
"""The file in `output/` that keeps what was checked."""

SIGN: Final = b'<meta name="generator" content="Ecdosis 0.1.0">'
"""By what the pages of release 0.1.0 are known."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """What became of an edition at the last build, and what is known of it even without its text."""

    id: str
    state: State
    title: str
    author: str
    message: str = ""


def after_build(
    root: Path, editions: Sequence[EditionFiles], outcomes: Iterable[Outcome], permit: Permit = Permit()
) -> Path:
    """Make the shelf of a project anew after all of its editions were built, as far as they could be; gives its
    path. Raises UsageError if it cannot be written."""
    became = {outcome.id: outcome for outcome in outcomes}
    of_an_id = {edition.id: edition for edition in reversed(editions)}  # of several, none is built, the first is named
    known = [edition for edition in reversed(of_an_id.values()) if edition.id in became]
    entries = [_entry(edition, became[edition.id], root) for edition in known]
    with locked(root / "output"):
        return _write(root, entries, validity.load(root / "output" / RESULTS), permit)


def after_checks(root: Path, found: Report) -> Path:
    """Keep what checks found in the files of a project, and make its shelf anew; gives the path of the report. Raises
    UsageError if it cannot be written."""
    folder = root / "output"
    new = validity.validity(found, root, validity.now())
    with locked(folder):
        known = validity.merged(validity.load(folder / RESULTS), new, root)
        _write(root, _entries(root), known, also={folder / RESULTS: validity.dumped(known)})
    return folder / REPORT


def _entry(edition: EditionFiles, outcome: Outcome, root: Path) -> ShelfEntry:
    state: State = "missing" if outcome.state == "missing" else "failed" if outcome.state == "failed" else "built"
    known = edition.descriptor
    # paths as they are named in the project, so that the page is the same wherever that lies
    message = outcome.message.replace(f"{root.resolve()}{os.sep}", "") if state != "built" else ""
    return ShelfEntry(edition.id, state, known.title, known.author, message)


def _entries(root: Path) -> list[ShelfEntry]:
    """What the last build kept; if that is lost, the editions that are there."""
    try:
        kept = json.loads(read_regular(root / "output" / STATES))
        entries = [ShelfEntry(**entry) for entry in (kept if isinstance(kept, list) else kept["editions"])]
        if not all(isinstance(value, str) for entry in entries for value in asdict(entry).values()):
            raise ValueError("not as it was written")
        return entries
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return [ShelfEntry(path.stem, "built", "", "") for path in sorted((root / "tei").glob("*.xml"))]


def _write(
    root: Path,
    entries: Sequence[ShelfEntry],
    known: Validity,
    permit: Permit = Permit(),
    also: Mapping[Path, bytes] = MappingProxyType({}),
) -> Path:
    """Write the pages, and other files, where they are other than before. The folder is locked."""
    folder = root / "output"
    shelf = [_shown(root, entry, known) for entry in entries]
    wanted = {folder / INDEX: index(shelf), folder / REPORT: report(shelf, known), **also}
    told = {"editions": [asdict(entry) for entry in entries]}
    write_locked(wanted, folder / STATES, told, permit, earlier=_without_record(folder))
    return folder / INDEX


def _without_record(folder: Path) -> dict[str, frozenset[str]]:
    """The hashes of our pages if release 0.1.0 made them, which kept none (its file of states is a list); and that of
    the results of checks, if they are such."""
    made = [RESULTS] if validity.is_kept(folder / RESULTS) else []
    try:
        if isinstance(json.loads(read_regular(folder / STATES)), list):
            made += [name for name in (INDEX, REPORT) if SIGN in (_read(folder / name) or b"")]
    except (OSError, ValueError, RecursionError):
        pass
    return {name: frozenset({found}) for name in made if (found := sha256(folder / name))}


def _shown(root: Path, entry: ShelfEntry, known: Validity) -> Shown:
    """An edition with what its last build that worked left."""
    tei = root / "tei" / f"{entry.id}.xml"
    made = manifest.load(tei)
    paths = {"xml": tei, **{ending: root / "output" / f"{entry.id}.{ending}" for ending in built()}}
    found = {ending: data for ending, path in paths.items() if made and (data := _read(path)) is not None}
    if made is None or not found:
        return Shown(entry.id, entry.state, entry.title, entry.author, entry.message)
    files = {
        ending: File(quote(Path(os.path.relpath(paths[ending], root / "output")).as_posix()), len(data))
        for ending, data in found.items()
    }
    hashes = {
        paths[ending].relative_to(root).as_posix(): hashlib.sha256(data).hexdigest() for ending, data in found.items()
    }
    restored = made.files.get(tei.name, "")
    said = badges(entry.id, hashes, known, restored)
    return Shown(entry.id, entry.state, entry.title, entry.author, entry.message, made.card, files, said)


def _read(path: Path) -> bytes | None:
    try:
        return read_regular(path)
    except OSError:
        return None
