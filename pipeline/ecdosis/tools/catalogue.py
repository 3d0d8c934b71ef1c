"""The programs of others that Ecdosis uses: what each is for, where it is, and how it comes to be there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError, UsageError
from ecdosis.tei.names import TEI_ALL_VERSION
from ecdosis.tools import languagetool, node, verapdf
from ecdosis.tools.packages import version_of


@dataclass(frozen=True, slots=True)
class Fetched:
    """A program that `ecdosis tools install` fetches: its name there, what it is for, its size when installed (MB),
    its version, its folder (None if it is not there), and what fetches it, `again` if so asked."""

    name: str
    use: str
    size: int
    version: Callable[[], str]
    place: Callable[[], Path | None]
    fetch: Callable[[bool], Path]


@dataclass(frozen=True, slots=True)
class ToolRow:
    """What is told of a program: its name and version (empty: unknown), what it is for, its size (MB; None: unknown),
    and its state: installed or not, with where or what to do."""

    name: str
    version: str
    use: str
    size: int | None
    installed: bool
    where: str


FETCHED: Final[tuple[Fetched, ...]] = (
    Fetched(
        "languagetool",
        "one more opinion on spelling and grammar (build --languagetool); runs in Java 17",
        245,
        languagetool.version,
        languagetool.installed,
        lambda again: languagetool.fetch(again=again),
    ),
    Fetched(
        "verapdf",
        "validate: PDF/A and PDF/UA; runs in Java",
        32,
        verapdf.version,
        verapdf.installed,
        lambda again: verapdf.fetch(again=again),
    ),
    Fetched(
        "ace",
        "validate: accessibility of EPUBs (Ace) and web pages (axe); runs in Node.js and Chromium",
        82,
        lambda: node.version("@daisy/ace-core"),
        lambda: node.folder() if node.is_there() else None,
        lambda again: node.fetch(again=again),
    ),
)
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "checkers": ("verapdf", "ace"),
    "axe": ("ace",),
    "all": tuple(tool.name for tool in FETCHED),
}
"""Names for several of them, or for a part of one."""
_BROUGHT: Final[tuple[tuple[str, Callable[[], str], str], ...]] = (
    ("TEI All", lambda: TEI_ALL_VERSION, "validate: all that the TEI allows"),
    ("EPUBCheck", lambda: version_of("epubcheck"), "validate: EPUB 3.3; runs in Java"),
    ("pandoc", lambda: version_of("pypandoc_binary"), "Word, Markdown; an editor’s introduction"),
    ("Typst", lambda: version_of("typst"), "PDF"),
)
"""What comes with Ecdosis or with the packages that it asks for: name, version (of the package), use."""
_MACHINE: Final = (
    ("Java", ("java",), "runs EPUBCheck, veraPDF, LanguageTool", "default-jre-headless"),
    ("Maven", ("mvn",), "fetches veraPDF and LanguageTool", "maven"),
    ("Node.js", ("node",), "runs Ace and axe", "nodejs"),
    ("npm", ("npm",), "fetches Ace and axe", "npm"),
    ("Chromium", node.BROWSERS, "Ace and axe look at books and pages in it", "chromium"),
)
"""What the machine has to have: name, commands that it may go by, use, package of Debian."""


def rows() -> list[ToolRow]:
    """What is told of all of them."""
    told = []
    for tool in FETCHED:
        place = tool.place()
        where = str(place) if place else f"ecdosis tools install {tool.name}"
        told.append(ToolRow(tool.name, tool.version(), tool.use, tool.size, place is not None, where))
    for name, version, use in _BROUGHT:
        told.append(ToolRow(name, version(), use, None, bool(version()), "comes with Ecdosis"))
    for name, commands, use, package in _MACHINE:
        path = next((path for command in commands if (path := shutil.which(command))), "")
        told.append(ToolRow(name, "", use, None, bool(path), path or f"Debian: apt install {package}"))
    return told


def chosen(names: Sequence[str]) -> list[Fetched]:
    """The programs that names stand for, each once, in the order of the list. Raises UsageError."""
    known = [*(tool.name for tool in FETCHED), *GROUPS]
    for name in names:
        if name not in known:
            raise UsageError(f"{name}: nothing of that name can be installed. Name some of: {', '.join(known)}.")
    if not names:
        raise UsageError(f"What is to be installed? Name some of: {', '.join(known)}.")
    wanted = {one for name in names for one in GROUPS.get(name, (name,))}
    return [tool for tool in FETCHED if tool.name in wanted]


def install(tool: Fetched, *, again: bool = False) -> Path:
    """Fetch a program, unless it is there; returns its folder. Raises ToolError, with its name."""
    try:
        return tool.fetch(again)
    except ToolError as error:
        raise ToolError(f"{tool.name} was not installed: {error}") from error
