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

from pipeline import manifest, validity
from pipeline.files import write_all
from pipeline.project import FORMATS, Edition
from pipeline.publish.shelf.badges import badges
from pipeline.publish.shelf.frame import INDEX, REPORT
from pipeline.publish.shelf.index import index
from pipeline.publish.shelf.report import report
from pipeline.publish.shelf.shown import File, Shown, State

if TYPE_CHECKING:
    from pipeline.build import Outcome
    from pipeline.findings import Report
    from pipeline.validity import Validity

STATES: Final = ".shelf.json"
"""The file in `output/` that keeps what became of each edition at the last build."""
RESULTS: Final = ".validity.json"
"""The file in `output/` that keeps what was checked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of an edition at the last build, and what is known of it even without its text."""

    id: str
    state: State
    title: str
    author: str
    message: str = ""


def after_build(root: Path, editions: Sequence[Edition], outcomes: Iterable[Outcome]) -> Path:
    """Make the shelf of a project anew after all of its editions were built, as far as they could be; gives its
    path. Raises UsageError if it cannot be written."""
    became = {outcome.id: outcome for outcome in outcomes}
    of_an_id = {edition.id: edition for edition in reversed(editions)}  # of several, none is built, the first is named
    known = [edition for edition in reversed(of_an_id.values()) if edition.id in became]
    entries = [_entry(edition, became[edition.id], root) for edition in known]
    return _write(root, entries, validity.load(root / "output" / RESULTS))


def after_checks(root: Path, found: Report) -> Path:
    """Keep what checks found in the files of a project, and make its shelf anew; gives the path of the report. Raises
    UsageError if it cannot be written."""
    folder = root / "output"
    known = validity.merged(validity.load(folder / RESULTS), validity.validity(found, root, validity.now()), root)
    _write(root, _entries(root), known, {folder / RESULTS: validity.dumped(known)})
    return folder / REPORT


def _entry(edition: Edition, outcome: Outcome, root: Path) -> Entry:
    state: State = "missing" if outcome.state == "missing" else "failed" if outcome.state == "failed" else "built"
    known = edition.descriptor
    # paths as they are named in the project, so that the page is the same wherever that lies
    message = outcome.message.replace(f"{root.resolve()}{os.sep}", "") if state != "built" else ""
    return Entry(edition.id, state, known.title, known.author, message)


def _entries(root: Path) -> list[Entry]:
    """What the last build kept; if that is lost, the editions that are there."""
    try:
        return [Entry(**entry) for entry in json.loads((root / "output" / STATES).read_bytes())]
    except (OSError, ValueError, TypeError):
        return [Entry(path.stem, "built", "", "") for path in sorted((root / "tei").glob("*.xml"))]


def _write(
    root: Path, entries: Sequence[Entry], known: Validity, also: Mapping[Path, bytes] = MappingProxyType({})
) -> Path:
    """Write the pages, and other files, where they are other than before."""
    folder = root / "output"
    shelf = [_shown(root, entry, known) for entry in entries]
    states = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    wanted = {
        folder / STATES: states.encode("utf-8", "backslashreplace"),
        folder / INDEX: index(shelf),
        folder / REPORT: report(shelf, known),
        **also,
    }
    write_all({path: data for path, data in wanted.items() if _read(path) != data})
    return folder / INDEX


def _shown(root: Path, entry: Entry, known: Validity) -> Shown:
    """An edition with what its last build that worked left."""
    tei = root / "tei" / f"{entry.id}.xml"
    made = manifest.load(tei)
    paths = {"xml": tei, **{ending: root / "output" / f"{entry.id}.{ending}" for ending in FORMATS}}
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
        return path.read_bytes()
    except OSError:
        return None
