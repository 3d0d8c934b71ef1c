"""Lines of computer code, which are neither verse nor sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

SHARE: Final = 0.25
"""Of the lines of a listing, so many show what they are."""
_SIGN: Final = re.compile(
    r"^\s*(?://|#!|#\s?include\b|\$ \w|>>> )"  # a comment, a directive, what is typed after a prompt
    r"|^\s*>\s\(?[\w.]+(?:[(\[]|\s?<-)"  # a call or an assignment after a prompt of R
    r"|^\s*(?:\+\s*)?[\w.]+ = [^.!?]*[,)]$"  # a named argument
    r"|\{\s*$"
    r"|(?<!\w)\$[a-z]\w"  # a variable
    r"|\w\(\w*\);?\s*$"
    r"|\w\s?(?:[!=]=|:=|\+=|=>|->|<-)\s?\w"
)
"""Signs of code that no prose and no verse has."""
_COMMAND: Final = re.compile(
    r"[ \t]*(?:>>> ?(?:[\w.]+(?:[(\[]| ?[+*/-]?= ?[\w\"'(\[{])|(?:import|from|def|class|for|while|print) \w|\w+$)"
    r"|>[ \t]\(?[\w.]+(?:[(\[]|\s?<-\s)|\$ [a-z][\w./-]*(?: [\w./~\"'<>|*=-]+)*(?<!\.)$)"
)
"""What is typed after a prompt of Python, R or a shell; `>` alone begins a quotation in mail, `$` is money."""
_GOES_ON: Final = re.compile(r"[ \t]*(?:\+|\.\.\.)(?:[ \t]|$)")
_LONE: Final = re.compile(r"[ \t]*\+[ \t]*$")
_PRINTED: Final = re.compile(r"[ \t]*(?:\[\d{1,5}\][ \t]|\[\[\"?\w+\"?\]\][ \t]*$|\$\w+[ \t]*$)")
"""What R prints: values behind the index of the first, the name of an element alone in its line."""
_NOTED: Final = re.compile(r"[\[\]\d*†‡]")
"""What the marker of a note is made of."""
SESSION: Final = 2
"""Commands of a text at least: a single one may be an accident."""


def is_code(line: str) -> bool:
    """Whether a line shows by itself that it is code."""
    return _SIGN.search(line) is not None


def is_listing(lines: Sequence[str]) -> bool:
    """Whether lines that belong together are code."""
    return sum(map(is_code, lines)) > SHARE * len(lines)


def is_command(line: str) -> bool:
    """Whether a line is a command typed after a prompt."""
    return _COMMAND.match(line) is not None


def is_prompt(line: str) -> bool:
    """Whether a line is the prompt alone at which a command goes on."""
    return _LONE.match(line) is not None


def sessions(reading: str) -> tuple[tuple[int, int], ...]:
    """The lines (offsets) of commands, of what they go on with below `+`, and of what they print; none in a text with
    fewer commands than a session has."""
    found: list[tuple[int, int]] = []
    lone, last, commands = False, -1, 0
    for match in re.finditer(r"[^\n]+", reading):
        line, below = match[0], last >= 0 and reading.count("\n", last, match.start()) == 1
        command = is_command(line)
        commands += command
        if command or (below and (lone or _GOES_ON.match(line) or _PRINTED.match(line))):
            found.append(match.span())
            lone, last = _LONE.match(line) is not None, match.end()
        else:
            lone, last = False, -1
    return tuple(found) if commands >= SESSION else ()


def without_marks(reading: str) -> str:
    """A reading of the same length in which nothing in the lines of sessions looks like the marker of a note."""
    parts, at = [], 0
    for start, end in sessions(reading):
        parts += [reading[at:start], _NOTED.sub("x", reading[start:end])]
        at = end
    return "".join((*parts, reading[at:]))
