"""The wheel of this checkout, installed into an environment of its own far from it: `make wheel`.

What is not in the wheel, or not among what it says it needs, is missed there: nothing of the checkout can be imported,
and of other packages there are just those that the wheel itself asks for, in the versions of `requirements.lock`. The
wheel is made from the source distribution, so that one is tried as well. The environment is kept; what has not changed
since is not installed again.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ecdosis.storage.files import cache_folder

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements.lock"
PIP: Final = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def environment() -> Path:
    """Where the environment is: one for each checkout."""
    return cache_folder() / f"wheel-{hashlib.sha256(bytes(ROOT)).hexdigest()[:12]}"


def installed() -> Path:
    """The environment with the wheel of the sources as they are now; its wheel and source distribution lie in it, in
    `dist/`. Several processes may ask at once: one of them does the work."""
    room = environment()
    with _locked(room):
        folder = room / "dist"
        wheel = _built(folder)
        packages = folder / "packages"
        wanted = "\n".join([sys.version, *_constraints(), *_needs(wheel)])
        if not packages.is_file() or packages.read_text(encoding="utf-8") != wanted:
            _set_up(room, wheel)
            packages.write_text(wanted, encoding="utf-8")
        here = folder / "installed"
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if not here.is_file() or here.read_text(encoding="utf-8") != digest:
            _pip(room, "--no-deps", "--force-reinstall", str(wheel))
            here.write_text(digest, encoding="utf-8")
    return room


@contextmanager
def _locked(room: Path) -> Iterator[None]:
    room.parent.mkdir(parents=True, exist_ok=True)
    with room.with_suffix(".lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _built(folder: Path) -> Path:
    """The wheel, made from the source distribution of this checkout; both are reproducible. One that was made from the
    sources as they are stays where it is, since others may be reading it."""
    stamp, sources = folder / "sources", _sources()
    made = sorted(folder.glob("*.whl"))
    if len(made) == 1 and stamp.is_file() and stamp.read_text(encoding="utf-8") == sources:
        return made[0]
    for old in (*folder.glob("*.whl"), *folder.glob("*.tar.gz")):
        old.unlink()
    command = (sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(folder))
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    [source] = folder.glob("*.tar.gz")
    subprocess.run(
        (*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)), check=True
    )
    [wheel] = folder.glob("*.whl")
    stamp.write_text(sources, encoding="utf-8")
    return wheel


def _sources() -> str:
    """A digest of all that the wheel is made of."""
    named = [ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE")]
    within = [path for room in ("pipeline", "tei/schema") for path in (ROOT / room).rglob("*")]
    digest = hashlib.sha256()
    for path in sorted(path for path in (*named, *within) if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _needs(wheel: Path) -> list[str]:
    """What a wheel says that it needs."""
    with zipfile.ZipFile(wheel) as packed:
        [name] = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
        lines = packed.read(name).decode().partition("\n\n")[0].splitlines()
    return [line for line in lines if line.startswith("Requires-Dist: ") and "extra ==" not in line]


def _constraints() -> list[str]:
    """The versions of the lock: `name==1.2 ; marker`, without their digests, of which the wheel itself has none."""
    return re.findall(r"^([\w.\[\]-]+==[^\\\n]+?) *\\?$", LOCK.read_text(encoding="utf-8"), re.M)


def _set_up(room: Path, wheel: Path) -> None:
    """An environment with the wheel and what it needs, and nothing else, neither pip nor setuptools."""
    for old in room.iterdir():
        if old.name != "dist":
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    venv.create(room, with_pip=False)
    versions = room / "dist" / "constraints.txt"
    versions.write_text("\n".join(_constraints()) + "\n", encoding="utf-8")
    _pip(room, "--constraint", str(versions), str(wheel))


def _pip(room: Path, *arguments: str) -> None:
    python = str(room / "bin" / "python")
    subprocess.run((*PIP, "--python", python, "install", *arguments), check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--where", action="store_true", help="only say where the environment is")
    parser.add_argument("--remove", action="store_true", help="take it away")
    chosen = parser.parse_args()
    if chosen.remove:
        shutil.rmtree(environment(), ignore_errors=True)
        environment().with_suffix(".lock").unlink(missing_ok=True)
    else:
        print(environment() if chosen.where else installed())


if __name__ == "__main__":
    main()
