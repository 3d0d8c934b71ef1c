"""Builds, rebuilds, decisions and checks that are killed at random moments (SIGKILL): no file is half written, none of
yours is touched, the next build needs not be told, and nothing is left behind."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.editor.rows import load
from ecdosis.storage.scratch import PREFIX
from ecdosis.storage.writing import DRAFTS

ROOT: Final = Path(__file__).parents[2]
FORMATS: Final = ("xml", "epub", "pdf", "html", "txt")
VERSIONS: Final = (
    b"The first line of a good text.\n\nAnd teh second paragraph of it, which is longer.\n",
    b"The first line of a good text.\n\nAnd teh second paragraph of it, which is longer.\n\nOne more.\n",
)
MINE: Final = b"a file of the user's"
COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    "build": ("build", "--force"),
    "rebuild": ("build",),
    "decide": ("decide", "one", "read", "a good text", "a fine text"),
    "validate": ("validate", "tei/one.xml", "tei/two.xml", "output/one.txt.html"),
}


@dataclass(frozen=True)
class Project:
    """A project with two texts, and a folder for temporary files of its own."""

    root: Path
    room: Path

    def run(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.room)}
        command = [sys.executable, "-m", "ecdosis", *arguments]
        return subprocess.Popen(
            command, cwd=self.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def put(self, version: int) -> None:
        """Give both texts in a version."""
        for name in ("one", "two"):
            (self.root / "seeds" / f"{name}.txt").write_bytes(VERSIONS[version])

    def products(self) -> dict[str, str]:
        """The hashes of all products that are there."""
        places = {f"{n}.{f}": self.root / ("tei" if f == "xml" else "output") for n in ("one", "two") for f in FORMATS}
        return {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name, folder in places.items()
            if (folder / name).is_file()
        }

    def litter(self) -> list[str]:
        """What runs that are over have left."""
        left = [*self.root.rglob(f"{DRAFTS}*"), *self.room.glob(f"{PREFIX}*")]
        return [path.name for path in left]


def run(number: int, seed: int = 1) -> bool:
    """Kill `number` runs; print what came of it; whether all is well."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder, "project"), Path(folder, "tmp"))
        for made in (project.root / "seeds", project.root / "output", project.room):
            made.mkdir(parents=True)
        (project.root / "output" / "mine.pdf").write_bytes(MINE)
        whole = _whole(project)
        lasting = {name: _lasts(project, command) for name, command in COMMANDS.items()}
        counted: Counter[str] = Counter()
        failures: list[str] = []
        for count in range(number):
            name = chance.choice(("build", "rebuild", "rebuild", "decide", "validate"))
            wait = chance.random() * lasting[name]
            failures += [
                f"{count} ({name}, {wait:.3f} s): {told}" for told in _kill(project, name, wait, whole, counted)
            ]
            sys.stderr.write(f"\r{count + 1} killed")
    kinds = ", ".join(f"{counted[name]} {name}" for name in COMMANDS)
    print(
        f"\r{number} runs killed ({kinds}), {counted['alive']} of them at work; {counted['between']} left files of two "
        f"versions, which the next build mended; {len(failures)} failures"
    )
    for failure in failures[:20]:
        print(f"  {failure}")
    return not failures


def _whole(project: Project) -> list[dict[str, str]]:
    """The hashes of all products by version."""
    found = []
    for version in range(len(VERSIONS)):
        project.put(version)
        assert project.run("build").wait() == 0
        found.append(project.products())
    return found


def _lasts(project: Project, command: Sequence[str]) -> float:
    started = time.monotonic()
    project.run(*command).wait()
    (project.root / "seeds" / "one.decisions.tsv").unlink(missing_ok=True)
    return time.monotonic() - started


def _kill(
    project: Project, name: str, wait: float, whole: Sequence[Mapping[str, str]], counted: Counter[str]
) -> list[str]:
    """Kill one run after some seconds; what is wrong then, and after the next build."""
    told = []
    version = 0
    if name == "build":
        shutil.rmtree(project.root / "tei", ignore_errors=True)
        for path in (project.root / "output").glob("*[!f]"):
            path.unlink()
        (project.root / "output" / "one.pdf").unlink(missing_ok=True)
        (project.root / "output" / "two.pdf").unlink(missing_ok=True)
    else:
        version = 1 - whole.index(now) if (now := project.products()) in whole else 0
        if name == "rebuild":
            project.put(version)
    rows = project.root / "seeds" / "one.decisions.tsv"
    if name == "decide":
        rows.write_bytes(b"at\ttext\tdecision\tvalue\n\tThe first line\tkeep\n")
    process = project.run(*COMMANDS[name])
    time.sleep(wait)
    counted[name] += 1
    counted["alive"] += process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    found = project.products()
    known = {key: {of.get(key) for of in whole} for key in found}
    told += [f"{key} is none of the known files" for key, of in found.items() if of not in known[key]]
    for one in ("one", "two"):
        own = {key: of for key, of in found.items() if key.startswith(one)}
        counted["between"] += not any(own.items() <= of.items() for of in whole)
    if name == "decide":
        told += [] if len(load(rows)) in (1, 2) and b"The first line" in rows.read_bytes() else ["a decision is lost"]
        rows.unlink()
    project.put(version)
    if (status := project.run("build").wait()) != 0:
        told.append(f"the next build ended with {status}")
    if project.products() != whole[version]:
        told.append("the next build left other files")
    told += [f"{left} was left behind" for left in project.litter()]
    if (project.root / "output" / "mine.pdf").read_bytes() != MINE:
        told.append("a file of the user's was touched")
    if any(json.loads(path.read_bytes()).get("fingerprint") is None for path in project.root.glob("tei/.*.json")):
        told.append("a manifest says nothing")
    return told
