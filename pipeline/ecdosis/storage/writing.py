"""Writing files: nothing of the user's is overwritten, what belongs together appears together or not at all.

A *record* beside the files (a hidden JSON file) keeps the SHA-256 of each that was written. A file that no record
claims, or that is no longer as it was written, is the user's. Drafts are made in a private folder beside their place,
brought to the disk, and only then put in place, all at once; for as long as that takes the folders are locked. A
process that dies half-way leaves whole files that its record claims, and drafts that the next one takes away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.errors import UsageError
from ecdosis.storage.files import read_regular

DRAFTS: Final = ".ecdosis-drafts-"
"""How the name of a folder with drafts begins."""
PATIENCE: Final = 60.0
"""Seconds to wait for another process that writes into the same folder, which takes it some hundredths."""
LOOK_AGAIN: Final = 0.02
"""Seconds between two tries to have the folder."""
UNLOCKABLE: Final = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EINVAL)
"""What file systems say that know no locks (flock(2)): there, two builds at once are still each whole."""
REMEDIES: Final[Mapping[int, str]] = {
    errno.ENOSPC: "Free some space",
    errno.EDQUOT: "Free some of your space on that disk",
    errno.EFBIG: "Raise the limit on the size of files (ulimit -f)",
    errno.ENAMETOOLONG: "Give the text a shorter name",
}
"""What to do about an error, if it is not about the folder (errno)."""
MOST_FORMER: Final = 1000
"""Files that are kept of one that was rewritten."""
NOTHING: Final[Mapping[str, frozenset[str]]] = MappingProxyType({})
Identity = tuple[int, int, str]
"""A file, as its device, its inode and ""; or a name, as the device and inode of its folder and how it is spelt."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a run reads and therefore never writes, whatever is asked for."""

    known: frozenset[Identity] = frozenset()

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Inputs:
        """Those at some paths, and where links lead to from there."""
        return cls(frozenset(one for path in paths for place in {path, _real(path)} for one in _identities(place)))

    def __contains__(self, path: Path) -> bool:
        """Whether a path leads to one of them, or would on a disk that takes capitals and small letters, or letters
        with accents in one sign and in two, for the same (as those of macOS and Windows do)."""
        return not self.known.isdisjoint(_identities(path))


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _identities(path: Path) -> Iterator[Identity]:
    with contextlib.suppress(OSError):
        folder = path.parent.stat()
        spelt = unicodedata.normalize("NFC", unicodedata.normalize("NFD", path.name).casefold())
        yield folder.st_dev, folder.st_ino, spelt
        file = path.stat()
        yield file.st_dev, file.st_ino, ""


@dataclass(frozen=True, slots=True)
class Permit:
    """What may be written over: never the `inputs`; what is the user's only if he says so (`overwrite`)."""

    inputs: Inputs = Inputs()
    overwrite: bool = False


def claimed(record: Path) -> Mapping[str, frozenset[str]]:
    """The names of the files that were written with a record, each with the SHA-256 of what it may be: that of the
    last writing, and that of one which was cut short. Nothing if there is no record. They are names without folders,
    whoever wrote the record: it leads nowhere else."""
    told = _told(record)
    files = told.get("files") if isinstance(told, dict) else None
    if not isinstance(files, dict):
        return NOTHING
    found = {name: _hashes(of) for name, of in files.items() if Path(name).name == name and name not in ("", "..")}
    return {name: hashes for name, hashes in found.items() if hashes}


def _hashes(told: object) -> frozenset[str]:
    """The hashes that a record gives of a file: one, or several."""
    return frozenset(one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str) and one)


def _told(record: Path) -> object:
    """What a record says; nothing if there is none, or if it is none."""
    try:
        return json.loads(read_regular(record))
    except (OSError, ValueError, RecursionError):
        return None


def is_record(path: Path) -> bool:
    """Whether a file is a record: ours, or that of the shelf by release 0.1.0, a list."""
    told = _told(path)
    return not path.is_symlink() and (isinstance(told, list) or (isinstance(told, dict) and "files" in told))


def sha256(path: Path) -> str:
    """The SHA-256 of a file (hexadecimal); empty if there is none, or if it cannot be read."""
    try:
        return hashlib.sha256(read_regular(path)).hexdigest()
    except OSError:
        return ""


def check_inputs(paths: Iterable[Path], permit: Permit) -> None:
    """Raise UsageError if one of the paths that are to be written is that of an input."""
    for path in paths:
        if path in permit.inputs:
            raise UsageError(
                f"{path}: this file is one of those that are read, or on some disks would be taken for one. So nothing "
                "of this edition was written. Choose another folder with -o."
            )


def _check(hashes: Mapping[Path, str], record: Path, claims: Mapping[str, frozenset[str]], permit: Permit) -> None:
    """Raise UsageError if something of the user's lies where a file with a SHA-256, or the record, is to be. A file
    that has its SHA-256 already is as it should be, whoever wrote it."""
    check_inputs((*hashes, record), permit)
    if permit.overwrite:
        return
    in_the_way = [path for path, wanted in hashes.items() if not _is_ours(path, {*claims.get(path.name, ()), wanted})]
    in_the_way += [record] if os.path.lexists(record) and not is_record(record) else []
    if in_the_way:
        first, *others = in_the_way
        why = "was altered since Ecdosis made it" if first.name in claims else "was not made by Ecdosis"
        also = f" (so it is with {', '.join(path.name for path in others)})" if others else ""
        raise UsageError(
            f"{first}: this file {why}{also}. So it was left as it is, and nothing of this edition was written. Move "
            "it away, or choose another folder with -o; or, if it may be lost, say --overwrite (with make: make "
            "OVERWRITE=yes)."
        )


def _is_ours(path: Path, hashes: Set[str]) -> bool:
    """Whether nothing lies at a path, or a file with one of the hashes."""
    return not os.path.lexists(path) or (not path.is_symlink() and sha256(path) in hashes)


def write(
    files: Mapping[Path, bytes],
    record: Path,
    told: Mapping[str, object] = MappingProxyType({}),
    permit: Permit = Permit(),
    gone: Iterable[Path] = (),
) -> None:
    """Write files so that all are there or, if one cannot be written, all are as before; with a record of them, which
    keeps `told` as well, and in which files that it claimed before, and that are not written now, stay. `gone` are
    removed, if they are as they were written.

    Raises UsageError if an input or something of the user's is in the way, if a folder cannot be written to, if the
    disk is full, or if another process does not let go of the folder.
    """
    with locked(record.parent, *(path.parent for path in files)):
        write_locked(files, record, told, permit, gone)


def write_locked(
    files: Mapping[Path, bytes],
    record: Path,
    told: Mapping[str, object] = MappingProxyType({}),
    permit: Permit = Permit(),
    gone: Iterable[Path] = (),
    earlier: Mapping[str, frozenset[str]] = NOTHING,
) -> None:
    """The same by a caller who has locked the folders, and may know of files that were written without a record
    (`earlier`: as `claimed` gives them)."""
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    before = {**earlier, **claimed(record)}
    with _explained(record):
        _check(hashes, record, before, permit)
        leaving = [path for path in gone if sha256(path) in before.get(path.name, ())]
        written = {path.name: frozenset({new}) for path, new in hashes.items()}
        either = {
            name: before.get(name, frozenset()) | written.get(name, frozenset()) for name in {**before, **written}
        }
        names = {path.name for path in leaving}
        after = _dumped({name: of for name, of in before.items() if name not in names} | written, told)
        changed = {path: data for path, data in files.items() if path.is_symlink() or sha256(path) != hashes[path]}
        steps: list[_Step] = []
        if changed or leaving:
            steps = [(record, _dumped(either)), *changed.items(), *((path, None) for path in leaving)]
        if steps or sha256(record) != hashlib.sha256(after).hexdigest():
            _put([*steps, (record, after)])


def remove(record: Path, paths: Iterable[Path], inputs: Inputs, *, keep: bool = False) -> int:
    """Remove those of some files that a record claims, if they are as they were written and no inputs, and then the
    record, if it is one and not to be kept; gives the number of those files. Raises UsageError if that cannot be
    done."""
    if not is_record(record):
        return 0
    paths = [path for path in paths if path not in inputs]
    folders = [path.parent for path in paths if path.parent.is_dir()]
    with locked(record.parent, *folders), _explained(record):
        claims = claimed(record)
        ours = [path for path in paths if os.path.lexists(path) and _is_ours(path, claims.get(path.name, frozenset()))]
        for path in (*ours, *([] if keep else [record])):
            path.unlink()
    return len(ours)


def write_user_file(path: Path, data: bytes) -> None:
    """Write a file that is the user's, by his order, through a link if it is one; it stays as open to others as it was.
    The caller has locked its folder and read it since. Raises UsageError if that cannot be done."""
    with _explained(path):
        _put([(_real(path), data)], like_before=True)


def keep_former(path: Path) -> Path:
    """Keep the user's file as it is now beside it, under a name that nothing has: `<name>.before-move`, or with a
    number. The caller has locked its folder. Raises UsageError if that cannot be done."""
    place = _real(path)
    with _explained(place):
        names = (place.with_name(f"{place.name}.before-move{number}") for number in ("", *range(2, MOST_FORMER)))
        kept = next((name for name in names if not os.path.lexists(name)), None)
        if kept is None:
            raise UsageError(f"{place}: too many former files lie beside it. Move those away that you do not need.")
        _put([(kept, place.read_bytes())])
    return kept


def _dumped(claims: Mapping[str, frozenset[str]], told: Mapping[str, object] = MappingProxyType({})) -> bytes:
    """A record. What is told of files stands there only once all are in their places."""
    files = {name: next(iter(of)) if len(of) == 1 else sorted(of) for name, of in sorted(claims.items())}
    return json.dumps({**told, "files": files}, ensure_ascii=False).encode("utf-8", "backslashreplace")


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """For what writes: an error of the system as one that says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or path.parent
        if DRAFTS in str(where):  # of no use to anybody, since it is gone by now
            where = str(where).partition(f"{os.sep}{DRAFTS}")[0]
        if error.errno in (errno.EEXIST, errno.ENOTDIR):
            raise UsageError(
                f"{where}: this is a file, so that nothing can be put into it. Choose another folder with -o."
            ) from error
        remedy = REMEDIES.get(error.errno or 0, "Check who may write there")
        raise UsageError(
            f"{where}: cannot be written ({error.strerror or error}). Nothing was changed there. {remedy}, or choose "
            "another folder with -o."
        ) from error


@contextlib.contextmanager
def locked(*folders: Path) -> Iterator[None]:
    """Folders, made if need be, for this process alone, and without drafts that were left behind. The lock is gone with
    the process, however that ends (flock(2)). Raises UsageError if another has them for too long."""
    with contextlib.ExitStack() as held:
        for folder in sorted({_real(folder) for folder in folders}):
            with _explained(folder):
                folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
                held.callback(os.close, handle)
                _wait_for(handle, folder)
                _tidy(folder)
        yield


def _wait_for(handle: int, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not _locks(handle):
        if time.monotonic() > until:
            raise UsageError(f"{folder}: another run of Ecdosis is writing there. Wait for its end, then try again.")
        time.sleep(LOOK_AGAIN)


def _locks(handle: int) -> bool:
    """Whether a folder could be locked, or cannot be locked at all."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in UNLOCKABLE
    return True


def tidy(*folders: Path) -> None:
    """Take away what runs that were killed left in folders, if nobody is writing there now."""
    for folder in folders:
        with contextlib.suppress(OSError):
            if not any(folder.glob(f"{DRAFTS}*")):
                continue
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                if _locks(handle):
                    _tidy(folder)
            finally:
                os.close(handle)


def _tidy(folder: Path) -> None:
    """Take away folders of drafts: such as we make, and only if nothing else is in them."""
    for left in list(folder.glob(f"{DRAFTS}*")):
        if _OURS.fullmatch(left.name) and not left.is_symlink():
            with contextlib.suppress(OSError):
                drafts = [path for path in left.iterdir() if _DRAFT.fullmatch(path.name)]
                for path in drafts:
                    path.unlink()
                left.rmdir()


_OURS: Final = re.compile(rf"{re.escape(DRAFTS)}[a-z0-9_]{{8}}")
"""The names that `tempfile.mkdtemp` gives."""
_DRAFT: Final = re.compile(r"[0-9]+\.(?:new|old)")
_Step = tuple[Path, bytes | None]
"""A file and what is to be in it; nothing if it is to go."""


def _put(steps: Sequence[_Step], *, like_before: bool = False) -> None:
    """Put files in their places and take others away, in this order; if one fails, all are as before. Raises
    OSError."""
    rooms: dict[Path, Path] = {}
    with contextlib.ExitStack() as leaving:
        for folder in {path.parent for path, _ in steps}:
            rooms[folder] = Path(tempfile.mkdtemp(prefix=DRAFTS, dir=folder))
            leaving.callback(shutil.rmtree, rooms[folder], ignore_errors=True)
        drafts = [rooms[path.parent] / f"{number}.new" for number, (path, _) in enumerate(steps)]
        for draft, (path, data) in zip(drafts, steps, strict=True):
            if data is not None:
                _draft(draft, data, path if like_before else None)
        done: list[tuple[Path, Path]] = []
        try:
            for draft, (path, data) in zip(drafts, steps, strict=True):
                kept = draft.with_suffix(".old")
                _keep(path, kept)
                done.append((path, kept))
                if data is None:
                    path.unlink()
                else:
                    draft.replace(path)
        except OSError:
            for path, kept in reversed(done):
                _bring_back(path, kept)
            raise
        for folder in rooms:
            _sync(folder)


def _bring_back(path: Path, kept: Path) -> None:
    """Undo a step, as far as that can be done."""
    with contextlib.suppress(OSError):
        if os.path.lexists(kept):
            kept.replace(path)
        else:
            path.unlink(missing_ok=True)


def _draft(draft: Path, data: bytes, like: Path | None) -> None:
    """A new file, on the disk, with the owner and the permissions of another, if that is there."""
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a disk without permissions, or a file of another's
            if like is not None:
                was = like.stat()
                os.fchmod(file.fileno(), was.st_mode & 0o777)
                os.fchown(file.fileno(), was.st_uid, was.st_gid)


def _keep(path: Path, room: Path) -> None:
    """Keep what lies at a path, if anything does, under another name as well."""
    if not os.path.lexists(path):
        return
    try:
        os.link(path, room, follow_symlinks=False)
    except OSError:  # a disk without links
        shutil.copy2(path, room, follow_symlinks=False)


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where that can be done."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
