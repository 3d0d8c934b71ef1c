"""The programs of commits, each in an environment of its own in the cache folder (`same.py` compares them)."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
FIRST_RELEASE: Final = "1ec678b3993cac01e9657867a0f29ad4257d097a"
"""The commit of version 0.1.0."""


def cache_folder() -> Path:
    """Where the program of this checkout keeps what can be had again (the same rule; nothing is imported from it)."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return Path(os.environ.get("ECDOSIS_CACHE") or home / "ecdosis")


def program(named: str) -> tuple[Path, Path | None]:
    """The command of a program, that of a folder's own environment or of a commit, and the folder where its answers are
    kept (None: they are not). Raises SystemExit if there is no such commit."""
    if (command := Path(named).resolve() / ".venv/bin/ecdosis").is_file():
        return command, None
    commit = _git("rev-parse", "--verify", f"{named}^{{commit}}").decode().strip()
    folder = cache_folder() / ("first-release" if commit == FIRST_RELEASE else f"release-{commit[:12]}")
    with _alone(folder):
        installed(commit, folder)
    return folder / "env/bin/ecdosis", folder / "answers"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else makes something in a folder at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def installed(commit: str, folder: Path) -> None:
    """The wheel of a commit in an environment of its own (`env` in a folder), if it is not there. It finds its
    dependencies in another, made from the commit's own lock, which commits with one lock share."""
    if (folder / ".ready").exists():
        return
    print(f"Setting up the program of {commit[:12]} in {folder} (once)", file=sys.stderr)
    lock = _git("show", f"{commit}:requirements.lock")
    needs = cache_folder() / f"dependencies-{hashlib.sha256(lock).hexdigest()[:12]}"
    with _alone(needs):
        dependencies(lock, needs)
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name, "tree.tar")
        tree.write_bytes(_git("archive", commit))
        shutil.unpack_archive(tree, Path(name, "tree"), filter="data")
        offline = ("--quiet", "--no-deps", "--no-build-isolation")
        _pip(sys.executable, "wheel", *offline, "--wheel-dir", name, Path(name, "tree"))
        env = _environment(folder / "env", pip=False)
        _pip(sys.executable, "--python", env, "install", "--quiet", "--no-deps", *Path(name).glob("*.whl"))
    packages = next((folder / "env/lib").glob("python*/site-packages"))
    theirs = next((needs / "env/lib").glob("python*/site-packages"))
    (packages / "dependencies.pth").write_text(f"{theirs}\n", encoding="utf-8")
    (folder / ".ready").touch()


def dependencies(lock: bytes, folder: Path) -> None:
    """What a lock names, in an environment of its own, if it is not there."""
    if (folder / ".ready").exists():
        return
    env = _environment(folder / "env", pip=True)
    (folder / "requirements.lock").write_bytes(lock)
    _pip(env, "install", "--quiet", "--require-hashes", "-r", folder / "requirements.lock")
    (folder / ".ready").touch()


def _environment(folder: Path, *, pip: bool) -> Path:
    """A new virtual environment; its Python."""
    venv.create(folder, clear=True, symlinks=True, with_pip=pip)
    return folder / "bin/python"


def _pip(python: Path | str, *asked: Path | str) -> None:
    subprocess.run([python, "-m", "pip", "--disable-pip-version-check", *asked], check=True)


def _git(*asked: str) -> bytes:
    """What git says. Raises SystemExit where there is no such commit (a shallow clone has no history)."""
    done = subprocess.run(["git", "-C", ROOT, *asked], capture_output=True)
    if done.returncode:
        raise SystemExit(
            f"same: git {asked[0]} failed: {done.stderr.decode().strip()}\n"
            "The base is a commit of this repository's history (a shallow clone has none: git fetch --unshallow)."
        )
    return done.stdout
