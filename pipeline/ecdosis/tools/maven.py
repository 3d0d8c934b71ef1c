"""Maven, which fetches programs in Java: those that a `pom.xml` of ours names, in its versions, with all they need."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError

FETCHED: Final = 1800
"""Seconds that Maven may take; LanguageTool is 245 MB."""


def program() -> str:
    """The path of `mvn`. Raises ToolError if there is none."""
    found = shutil.which("mvn")
    if found is None:
        raise ToolError("Maven is missing (Debian: apt install maven). Install it, then try again.")
    return found


def version(pom: Path) -> str:
    """The version that a `pom.xml` of ours states first: its own, which is that of the program."""
    found = re.search(r"<version>([\d.]+)</version>", pom.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def fetch(pom: Path, folder: Path, name: str) -> None:
    """Put the programs that a `pom.xml` of ours names into a new folder. Raises ToolError."""
    command = [program(), "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCHED, errors="replace", check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"Maven could not fetch {name} ({error}).") from error
    if done.returncode or not folder.is_dir():
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        errors = [line for line in lines if "ERROR" in line] or lines
        raise ToolError(f"Maven could not fetch {name}: {errors[0] if errors else 'no reason given'}")
