"""Evidence of LanguageTool (https://languagetool.org): a server of our own on this machine, which is only asked when
the editor wants it.

It proposes and never changes anything. Its answers are kept, by paragraph, in the user's cache folder, so that a
rebuild needs no Java and gives the same bytes. It is never the public server: that of `ECDOSIS_LANGUAGETOOL`, if the
user names one, else one that is started here and ends with us.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.rules import SpellingRule
from ecdosis.stages.spelling.words import Words
from ecdosis.storage.files import cache_folder
from ecdosis.tools import leash
from ecdosis.tools.languagetool import REMEDY, installed, version

STARTED: Final = 60.0
"""Seconds that the server has to start."""
ANSWERED: Final = 60.0
"""Seconds that it has for a paragraph."""
KINDS: Final = {"TYPOS": "spelling", "PUNCTUATION": "punctuation", "CONFUSED_WORDS": "real-word"}
"""The kind of change by its category of rules; what is not here is grammar, which takes a word for another."""
BEYOND_BMP: Final = re.compile("[\U00010000-\U0010ffff]")
"""Characters that Java counts twice; it is shown another in their place, so that its offsets are ours."""
_STAND_IN: Final = "\ufffc"


@dataclass(frozen=True, slots=True)
class Match:
    """One proposal: offsets into a paragraph, the reading it proposes first (or none), rule, category and reason."""

    start: int
    end: int
    reading: str
    rule: str
    category: str
    message: str


@cache
def settings() -> Mapping[str, object]:
    """What LanguageTool is asked, read once a run."""
    return tomllib.loads((Path(__file__).parent / "languagetool.toml").read_text(encoding="utf-8"))


def proposals(words: Words, language: str, by: str) -> list[Edit]:
    """What LanguageTool proposes for a reading: questions only. Raises ToolError, with the remedy, if it is missing,
    too slow or fails."""
    languages: Mapping[str, str] = settings()["languages"]  # type: ignore[assignment]
    if language not in languages:
        raise ToolError(f"LanguageTool was asked for, but is set up for {', '.join(languages)} only, not “{language}”.")
    paragraphs = [m for m in re.finditer(r"[^\n]+", words.reading) if m.group().strip()]
    answers = answered([m.group() for m in paragraphs], languages[language])
    found = []
    for paragraph, matches in zip(paragraphs, answers, strict=True):
        for match in matches:
            start, end = paragraph.start() + match.start, paragraph.start() + match.end
            if match.reading and not _is_known(match, words, words.reading[start:end], language):
                why = f"LanguageTool: {match.message} ({match.rule})"
                kind = KINDS.get(match.category, "real-word")
                found.append(Edit(start, end, match.reading, kind, by, SpellingRule.LANGUAGETOOL, why, safe=False))
    return found


def _is_known(match: Match, words: Words, stands: str, language: str) -> bool:
    """Whether a word that LanguageTool does not know is one all the same: a name, a word of our lists, a form that the
    text has again."""
    if match.category != "TYPOS":
        return False
    lower, known = stands.lower(), lexicon(language)
    name = stands[:1].isupper() or any(c.isdigit() for c in stands)
    listed = "words" in known.own.parts and (known.has(lower) or known.in_dictionary(lower))
    return name or listed or words.counts.get(lower, 0) > 1


def answered(paragraphs: Sequence[str], tag: str) -> list[list[Match]]:
    """What LanguageTool says of paragraphs, in a language by its own code; from the cache, where they were asked
    before. Raises ToolError."""
    with closing(_cache()) as kept:
        answers = []
        for paragraph in paragraphs:
            key = hashlib.sha256("\n".join([version(), tag, repr(settings()["off"]), paragraph]).encode()).hexdigest()
            row = kept.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
            if row is None:
                answer = json.dumps(_ask(BEYOND_BMP.sub(_STAND_IN, paragraph), tag))
                kept.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))
                kept.commit()
            answers.append([Match(*match) for match in json.loads(row[0] if row else answer)])
    return answers


def _cache() -> sqlite3.Connection:
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        kept = sqlite3.connect(cache_folder() / "languagetool.sqlite3", timeout=60)
        kept.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT)")
    except (OSError, sqlite3.Error) as error:
        raise ToolError(f"LanguageTool: its answers cannot be kept in {cache_folder()} ({error}).") from error
    return kept


def _ask(paragraph: str, tag: str) -> list[tuple[int, int, str, str, str, str]]:
    """What the server says of one paragraph, as the fields of matches. Raises ToolError."""
    from language_tool_python.exceptions import LanguageToolError

    try:
        matches = _client(tag).check(paragraph)
    except (LanguageToolError, OSError) as error:
        raise ToolError(f"LanguageTool was asked for, but failed in the middle ({_first_line(error)}).") from error
    return [
        (
            m.offset,
            m.offset + m.error_length,
            m.replacements[0] if m.replacements else "",
            m.rule_id,
            m.category,
            m.message,
        )
        for m in matches
    ]


@cache
def _client(tag: str):  # type: ignore[no-untyped-def]
    """The client of language-tool-python for a language."""
    from language_tool_python import LanguageTool
    from language_tool_python.exceptions import LanguageToolError

    class Client(LanguageTool):
        _TIMEOUT = ANSWERED  # type: ignore[assignment]

    try:
        client = Client(tag, remote_server=os.environ.get("ECDOSIS_LANGUAGETOOL") or _server())
    except (LanguageToolError, OSError, ValueError) as error:
        raise ToolError(f"LanguageTool was asked for, but does not answer ({_first_line(error)}).") from error
    off: Mapping[str, list[str]] = settings()["off"]  # type: ignore[assignment]
    client.disabled_categories = {*off["style"], *off["typography"]}
    client.disabled_rules = set(off["rules"])
    return client


@cache
def _server() -> str:
    """The address of a server of our own, started now; it ends with this process, even if that is killed."""
    java, jars = shutil.which("java"), installed()
    if jars is None:
        raise ToolError(f"LanguageTool was asked for, but is not installed. {REMEDY}")
    if java is None:
        raise ToolError("LanguageTool was asked for, but needs Java 17 or newer. Install it (Debian: default-jre).")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = os.pathsep.join(str(jars / part) for part in ("*", "libs/*"))
    command = [java, "-Xmx1g", "-cp", path, "org.languagetool.server.HTTPServer", "--port", str(port)]
    server = leash.started(command)
    Finalize(None, leash.ended, [server], exitpriority=10)
    _wait(server, f"http://127.0.0.1:{port}/v2/healthcheck")
    return f"http://127.0.0.1:{port}"


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    """Wait until a server answers. Raises ToolError if it does not."""
    until = time.monotonic() + STARTED
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    leash.ended(server)
    raise ToolError(f"LanguageTool was asked for, but its server does not start. {REMEDY} --again")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
