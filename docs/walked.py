"""A tutorial that can be walked: its commands are run, its files written, in the order in which a reader would.

What a page must keep to: a block of `sh` is run in the folder of the project; a block of `text` after it is what it
prints, in which `...` stands for anything; a block of another language is the whole of the file in `seeds/` that was
named last. The tests walk each page; docs/pictures.py takes its pictures on the way.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).resolve().parent
TUTORIALS: Final = ("tutorial.md", "overrule-tutorial.md")
SAMPLE: Final = re.compile(r"seeds/(specimen-[a-z-]+)\.txt")
STEP: Final = re.compile(
    r"^```(?P<language>\w+)\n(?P<block>.*?)^```$|!\[[^\]]*\]\((?P<picture>[^)\s]+)\)|`(?P<file>seeds/[^`\s]+)`",
    re.M | re.S,
)
ANYTHING: Final = "..."
VARIES: Final = ((r"\b\d{4}-\d\d-\d\d\b", "DATE"), (r"\b\d+\.\d$", "SECONDS"), (r"[ \t]+$", ""), (r"-{3,}", "---"))
"""What differs with the day and the machine, and what then stands for it."""


@dataclass(frozen=True)
class Command:
    """A script of the shell, and what the page says that it prints (nothing: the page does not say)."""

    script: str
    printed: str = ""


@dataclass(frozen=True)
class Written:
    """A file that the reader writes, and the whole of it."""

    path: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture of what is to be seen at this step, by its path from the folder of the page."""

    path: str


Step = Command | Written | Picture


def steps(page: str) -> Sequence[Step]:
    """What a page tells its reader to do, in order."""
    found: list[Step] = []
    named = ""
    for match in STEP.finditer(page):
        language, block, picture, file = match.group("language", "block", "picture", "file")
        if file:
            named = file
        elif picture:
            found.append(Picture(picture))
        elif language == "sh":
            found.append(Command(block))
        elif language == "text":
            last = found[-1] if found else None
            assert isinstance(last, Command), f"no command prints this: {block}"
            found[-1] = Command(last.script, block)
        else:
            found.append(Written(named, block))
    return found


def tutorials() -> Mapping[str, str]:
    """The pages that can be walked, by their names."""
    return {name: (DOCS / name).read_text(encoding="utf-8") for name in TUTORIALS}


def project(root: Path, page: str) -> None:
    """A project in an empty folder, set up, with the samples that a page names; its `make` builds the editions."""
    (root / "seeds").mkdir()
    for name in {*SAMPLE.findall(page)}:
        for path in (DOCS.parent / "seeds").glob(f"{name}.*"):
            shutil.copy(path, root / "seeds")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "activate").touch()
    (root / "docs").symlink_to(DOCS)
    (root / "Makefile").write_text("build:\n\t@ecdosis build\n", encoding="utf-8")


def walk(page: str, root: Path) -> Iterator[tuple[Step, str]]:
    """Each step of a page, after it was done in a project, with what it printed."""
    outer = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for step in steps(page):
        printed = ""
        if isinstance(step, Written):
            (root / step.path).write_text(step.text, encoding="utf-8")
        elif isinstance(step, Command):
            done = subprocess.run(
                ["bash", "-e", "-c", step.script],
                cwd=root,
                env={**outer, "PATH": path, "PYTHONUTF8": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
                encoding="utf-8",
            )
            printed = done.stdout
            assert done.returncode == 0, f"{step.script}{printed}"
        yield step, printed


def agrees(shown: str, printed: str) -> bool:
    """Whether a command printed what the page shows, but for days, seconds and the width of columns."""
    pattern = re.escape(_plain(shown)).replace(re.escape(ANYTHING), ".*")
    return re.fullmatch(pattern, _plain(printed), re.S) is not None


def _plain(said: str) -> str:
    for pattern, sign in VARIES:
        said = re.sub(pattern, sign, said, flags=re.M)
    return re.sub(r"(?<=\S) {2,}(?=\S)", "  ", said).strip("\n")
