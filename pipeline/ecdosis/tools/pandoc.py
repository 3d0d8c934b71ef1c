"""pandoc, the program that writes Word and Markdown, and reads what editors write in Markdown: it comes with the wheel
`pypandoc_binary`."""

from __future__ import annotations

import calendar
import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import ToolError

EARLIEST: Final = calendar.timegm((1980, 1, 1, 0, 0, 0))
LATEST: Final = calendar.timegm((2107, 12, 31, 0, 0, 0))
"""Seconds of the first and last day that the entries of a ZIP archive can have; pandoc fails on others."""
AGAIN: Final = "Run: pip install --force-reinstall pypandoc_binary"
MISSING: Final = f"pandoc is not installed, though Ecdosis needs it. {AGAIN}"


@cache
def program() -> str:
    """The path of pandoc. Raises ToolError if it is not installed."""
    try:
        import pypandoc
    except ImportError as error:
        raise ToolError(MISSING) from error
    bundled = Path(pypandoc.__file__).parent / "files" / "pandoc"
    try:
        return str(bundled) if bundled.is_file() else str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ToolError(MISSING) from error


def run(options: Sequence[str], document: str, folder: Path, date: str) -> bytes:
    """Run pandoc on a document (its own type as JSON) in a folder, with a date (2026-01-31) for the clock's; returns
    what it prints. Raises ToolError."""
    epoch = min(max(calendar.timegm(time.strptime(date, "%Y-%m-%d")), EARLIEST), LATEST)
    return _run(["--from=json", *options], document, {"SOURCE_DATE_EPOCH": str(epoch)}, folder)


def parsed(markdown: str) -> list[dict[str, Any]]:
    """The blocks of a text in Markdown (CommonMark with footnotes, its straight quotation marks told apart), as pandoc
    has them. Raises ToolError."""
    made = _run(["--from=commonmark+footnotes+smart", "--to=json"], markdown, {})
    blocks: list[dict[str, Any]] = json.loads(made)["blocks"]
    return blocks


def _run(options: Sequence[str], document: str, variables: Mapping[str, str], folder: Path | None = None) -> bytes:
    """Run pandoc. Raises ToolError."""
    environment = {**os.environ, **variables, "LC_ALL": "C.UTF-8"}
    command = [program(), *options]
    try:
        done = subprocess.run(command, input=document.encode(), cwd=folder, env=environment, capture_output=True)
    except OSError as error:
        raise ToolError(f"pandoc cannot be started ({error.strerror}). {AGAIN}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise ToolError(f"pandoc failed: {said.splitlines()[-1] if said else f'status {done.returncode}'}")
    return done.stdout
