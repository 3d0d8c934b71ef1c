"""What was built in a project, by its records; and what of it nothing makes any more, since its text was taken away, or
the plug-in whose format it is in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.project.editions import EditionFiles
from ecdosis.storage.writing import claimed, sha256

RECORD: Final = ".build.json"
"""How the name of the record of an edition ends (`project.manifest`)."""


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """Files that the record of an edition claims and that are as they were written."""

    id: str
    record: Path
    files: tuple[Path, ...]


def built_files(root: Path, but: Container[Path] = ()) -> Iterator[BuiltFiles]:
    """What was built in a project, but for some files, by edition, whether or not its text is there."""
    for record in sorted((root / "tei").glob(f".*{RECORD}")):
        name = record.name.removeprefix(".").removesuffix(RECORD)
        claims = {claim: hashes for claim, hashes in claimed(record).items() if claim.startswith(f"{name}.")}
        places = {root / ("tei" if claim == f"{name}.xml" else "output") / claim: claims[claim] for claim in claims}
        ours = (path for path, hashes in places.items() if path not in but and sha256(path) in hashes)
        yield BuiltFiles(name, record, tuple(sorted(ours)))


def leftovers(root: Path, editions: Iterable[EditionFiles]) -> list[BuiltFiles]:
    """What was built in a project and none of these editions, all that there are, would make."""
    made = frozenset(path for edition in editions for path in edition.files)
    return [one for one in built_files(root, made) if one.files]
