"""The room of the tools that run in Node.js and drive Chromium: Ace and axe.

`package.json` names them, `package-lock.json` pins every package by its digest. They are kept in the user's cache
folder, in a folder of the lock's own digest, so that another lock is another installation; npm fetches no browser:
that of the machine is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.storage.files import cache_folder
from ecdosis.storage.scratch import scratch
from ecdosis.tools.kept import kept

ROOM: Final = Path(__file__).parent
PACKAGES: Final = ("package.json", "package-lock.json")
OLDEST_NODE: Final = 20
"""Ace 1.4 asks for it."""
BROWSER: Final = "PUPPETEER_EXECUTABLE_PATH"
"""The environment variable that names the browser to be used (https://pptr.dev/guides/configuration)."""
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
FETCHED: Final = 600
"""Seconds that npm may take; it fetches about 30 MB."""
_REMEDY: Final = "Run: ecdosis tools install ace"


def folder(room: Path = ROOM) -> Path:
    """Where the packages that a room's lock names are kept, or will be."""
    digest = hashlib.sha256((room / "package-lock.json").read_bytes()).hexdigest()
    return cache_folder() / f"{room.name}-{digest[:12]}"


def is_there(room: Path = ROOM) -> bool:
    """Whether the packages of a room were fetched."""
    return (folder(room) / "node_modules").is_dir()


def fetch(room: Path = ROOM, *, again: bool = False) -> Path:
    """Fetch the packages of a room with npm, unless they are there, or `again` if so asked; returns their folder.
    Raises ToolError."""
    return kept(folder(room), lambda: is_there(room), partial(_fetch, room), again=again)


def _fetch(room: Path, into: Path) -> None:
    """Put the packages of a room into a new folder. Raises ToolError."""
    npm = shutil.which("npm")
    if npm is None:
        raise ToolError("npm is missing (Debian: apt install nodejs npm). Install it, then try again.")
    node()  # what would not run is not fetched
    into.mkdir()
    for name in PACKAGES:
        shutil.copy(room / name, into)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    own = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    try:
        done = subprocess.run(command, cwd=into, env=own, capture_output=True, text=True, timeout=FETCHED)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"npm could not fetch the packages of {room.name} ({error}).") from error
    if done.returncode:
        raise ToolError(f"npm could not fetch the packages of {room.name}: {_last_line(done.stderr)}")


def version(package: str, room: Path = ROOM) -> str:
    """The version of a package that a room pins."""
    return str(json.loads((room / "package.json").read_bytes())["dependencies"][package])


def installed(room: Path = ROOM) -> Path:
    """The folder of a room's packages. Raises ToolError if they were not fetched."""
    if not is_there(room):
        raise ToolError(f"the packages of {room.name} are not installed. {_REMEDY}")
    return folder(room)


def node() -> str:
    """The `node` to run. Raises ToolError if there is none, or it is too old."""
    path = shutil.which("node")
    remedy = f"Install Node.js {OLDEST_NODE} or newer (Debian: apt install nodejs npm)."
    if path is None:
        raise ToolError(f"Node.js is missing. {remedy}")
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"{path} does not run ({error}). {remedy}") from error
    version = re.match(r"v(\d+)", told)
    if version is None or int(version.group(1)) < OLDEST_NODE:
        raise ToolError(f"{path} is too old ({told.strip() or 'unknown'}). {remedy}")
    return path


def chromium() -> str:
    """The browser to drive: that of `PUPPETEER_EXECUTABLE_PATH`, else one on the path. Raises ToolError."""
    chosen = os.environ.get(BROWSER, "")
    if chosen and not Path(chosen).is_file():
        raise ToolError(f"{BROWSER} names {chosen}, which is not there.")
    found = chosen or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        raise ToolError(f"Chromium is missing (Debian: apt install chromium), and {BROWSER} names no other browser.")
    return found


def run(script: Path, question: Any, timeout: float) -> Any:
    """What a script of ours answers to a question, both as JSON. It runs with the room's packages and writes nothing
    outside of a folder that is taken away again. Raises ToolError."""
    program, browser, packages = node(), chromium(), installed()
    with scratch() as home:
        asked, answer = Path(home, "question.json"), Path(home, "answer.json")
        asked.write_text(json.dumps(question), encoding="utf-8")
        own = {BROWSER: browser, "NODE_PATH": str(packages / "node_modules"), "TMPDIR": str(home)}
        own |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(home))
        try:
            done = subprocess.run(
                [program, str(script), str(asked), str(answer)],
                env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace",
                timeout=timeout,
            )  # fmt: skip
            return json.loads(answer.read_bytes())
        except subprocess.TimeoutExpired as error:
            raise ToolError(f"{script.name} did not end within {timeout:.0f} seconds.") from error
        except (OSError, ValueError) as error:
            raise ToolError(f"{script.name} broke off: {_last_line(done.stderr)}") from error


def _last_line(told: str) -> str:
    """The line of an error that says what it is: that of the exception, else the last."""
    lines: Sequence[str] = [line.strip() for line in told.splitlines() if line.strip()]
    return next((line for line in lines if "Error:" in line), lines[-1] if lines else "no reason given")
