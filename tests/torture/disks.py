"""Disks that are full, may not be written to, or take no large files: what was there stays whole, and the build says
what to do."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
TEXT: Final = b"The first line of a good text.\n\nAnd another paragraph of it.\n"
EXPECTED: Final = (0, 2, 5)
"""Done; a folder cannot be written to; a program from outside failed."""


def run() -> bool:
    """Try them all; print what came of it; whether all is well."""
    failures: list[str] = []
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "letter.txt")
        for limit in (*range(512, 20_000, 1_500), *range(20_000, 120_000, 8_000)):
            tried += 1
            failures += _cycle(text, Path(folder, f"limit-{limit}"), limit=limit)
        for small in ("products", "scratch"):
            for size in range(16, 400, 24):
                tried += 1
                with _disk(Path(folder, "disk"), f"size={size}k") as disk:
                    if disk is None:
                        print("  no disk can be mounted here: those that are full were not tried")
                        break
                    out = disk / "out" if small == "products" else Path(folder, f"out-{size}")
                    failures += _cycle(text, out, room=disk if small == "scratch" else None)
        failures += _read_only(text, Path(folder, "still"))
    print(f"{tried + 1} disks; {len(failures)} failures")
    for failure in failures[:20]:
        print(f"  {failure}")
    return not failures


@contextmanager
def _disk(folder: Path, options: str) -> Iterator[Path | None]:
    """A small disk; None where none can be had."""
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def _build(text: Path, out: Path, limit: int = 0, room: Path | None = None) -> tuple[int, str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    environment = os.environ | {"PYTHONPATH": str(ROOT)} | ({"TMPDIR": str(room)} if room else {})
    done = subprocess.run(
        [sys.executable, "-m", "ecdosis", "build", text, "-o", out, "--no-descriptor"],
        env=environment, capture_output=True, preexec_fn=limited if limit else None,
    )  # fmt: skip
    return done.returncode, done.stderr.decode()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _cycle(text: Path, out: Path, limit: int = 0, room: Path | None = None) -> Iterator[str]:
    """Build where it may fail, and change the text and build again: nothing is half, mixed, lost or left."""
    for version in (TEXT, TEXT + b"More of it.\n"):
        text.write_bytes(version)
        before = _files(out)
        status, told = _build(text, out, limit, room)
        after = _files(out)
        where = f"{out.name} (limit {limit}, room {room is not None})"
        if status not in EXPECTED or "fault of the program" in told:
            yield f"{where}: status {status}: {told.strip().splitlines()[-1:]}"
        if text.read_bytes() != version:
            yield f"{where}: the text was altered"
        shown = {name: data for name, data in after.items() if not name.startswith(".")}
        if status == 2 and shown != {name: data for name, data in before.items() if not name.startswith(".")}:
            yield f"{where}: what was there was altered, though the build failed"
        if status == 0 and version.decode() not in after.get("letter.txt", b"").decode():
            yield f"{where}: the build says that it is done, and is not"
    text.write_bytes(TEXT)
    if room is None and not limit:
        return
    status, told = _build(text, out)
    if status != 0:
        yield f"{out.name}: the next build ended with {status}: {told.strip().splitlines()[-1:]}"


def _read_only(text: Path, folder: Path) -> Iterator[str]:
    with _disk(folder, "size=4m") as disk:
        if disk is None:
            return
        text.write_bytes(TEXT)
        _build(text, disk / "out")
        before = _files(disk)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        text.write_bytes(TEXT + b"More.\n")
        status, told = _build(text, disk / "out")
        if status != 2 or "cannot be written" not in told:
            yield f"a disk that cannot be written to: status {status}: {told}"
        if _files(disk) != before:
            yield "a disk that cannot be written to: files were altered"
