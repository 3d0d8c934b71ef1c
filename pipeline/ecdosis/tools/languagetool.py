"""LanguageTool (https://languagetool.org), a server in Java: its version, where it is, and how it is fetched.

On Maven Central its server and its languages are parts of their own, so that only four languages are fetched. Where
there is no Maven, language-tool-python downloads all of it from LanguageTool's own site into a folder of its own.
"""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError
from ecdosis.storage.files import cache_folder
from ecdosis.tools import maven
from ecdosis.tools.kept import kept

POM: Final = Path(__file__).parent / "languagetool.xml"
REMEDY: Final = "Run: ecdosis tools install languagetool"


def version() -> str:
    """The version that is pinned."""
    return maven.version(POM)


def folder() -> Path:
    """Where it is kept, or will be."""
    return cache_folder() / f"languagetool-{version()}"


def installed() -> Path | None:
    """The folder with LanguageTool: that of LTP_JAR_DIR_PATH, that of `ecdosis tools install`, or the one that
    language-tool-python has fetched."""
    named = os.environ.get("LTP_JAR_DIR_PATH")
    places = [Path(named)] if named else [folder()]
    if not named:
        places += sorted((Path.home() / ".cache" / "language_tool_python").glob("LanguageTool-*"))
    return next((place for place in places if _is_there(place)), None)


def _is_there(place: Path) -> bool:
    return any(place.glob("*languagetool-server*.jar"))


def fetch(*, again: bool = False) -> Path:
    """Fetch it unless it is there, or `again` if so asked; returns its folder. Raises ToolError."""
    found = installed()
    if found and not again:
        return found
    if shutil.which("mvn"):
        make = partial(maven.fetch, POM, name="LanguageTool")
        return kept(folder(), lambda: _is_there(folder()), make, again=again)
    return _downloaded()


def _downloaded() -> Path:
    """The folder of the copy that language-tool-python downloads. Raises ToolError."""
    from language_tool_python.download_lt import LocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError

    try:
        local = LocalLanguageTool.from_version_name()
        local.download()
        return Path(local.get_directory_path())
    except (LanguageToolError, OSError, ValueError, SystemError, ImportError) as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise ToolError(
            "Maven is missing (Debian: apt install maven), and LanguageTool could not be downloaded from its own site "
            f"either ({said}). Install Maven, then try again."
        ) from error
