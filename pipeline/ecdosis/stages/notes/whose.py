"""Whose a note is, where it says so: `—Ed.`, `[Note by the translator]`, `Author’s note:`.

Only what the note says of itself counts. A bracket at its end that holds more than such a signature (`Livy, iii. 2.
[The passage is lost.—Ed.]`) signs what it holds, not the note; initials and names say who, but not in what part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

ROLES: Final = ("author", "editor", "translator", "publisher", "transcriber")
"""In what part somebody wrote a note."""
FULL: Final = 6
"""Letters of a word from which it is no abbreviation and needs no full stop."""
_PAIRS: Final = {"[": "]", "(": ")"}
_WORDS: Final = r"[^\W\d_][^\d_\[\]()—–:;,!?]{0,40}?"
_AT_END: Final = (
    re.compile(rf"(?:[—–]|(?<=[\s.!?])--?)\s*(?P<words>{_WORDS})\s*$"),
    re.compile(
        rf"(?P<ended>(?<!\b[^\W\d_])(?<!\b[^\W\d_]{{2}})[.!?…][\"'”’»]*)?\s*[\[(]\s*(?:[—–]\s*)?(?P<words>{_WORDS})\s*[\])]\.?\s*$"
    ),
    re.compile(rf"[.!?…][\"'”’»]*\s+(?P<phrase>{_WORDS})\s*$"),
)
_AT_BEGINNING: Final = re.compile(
    rf"(?P<phrase>{_WORDS})\s*+(?P<colon>:|(?:[.]\s*+)?[—–])\s*\S|(?P<stop>{_WORDS})[.]\s+\S"
)
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼ")


def whose(note: str) -> tuple[str, str]:
    """In what part (ROLES) somebody wrote a note by its own words, and these words; both empty if it does not say."""
    text = note.strip()
    bracketed = is_bracketed(text)
    inner = text[1:-1].strip() if bracketed else text
    return _at_end(inner) or _at_beginning(inner, bracketed=bracketed) or ("", "")


def of_label(text: str) -> str:
    """Whose a note is by its heading: a role (ROLES), `reader` if it says for whom it is, else nothing."""
    return _of_phrase(text) or ("reader" if _plain(text) in _table()["readers"] else "")


def is_bracketed(text: str) -> bool:
    """Whether one pair of brackets holds a whole text."""
    closing = _PAIRS.get(text[:1])
    if closing is None or not text.endswith(closing):
        return False
    depth = 0
    for place, c in enumerate(text):
        depth += (c == text[0]) - (c == closing)
        if depth == 0:
            return place == len(text) - 1
    return False


def _at_end(text: str) -> tuple[str, str] | None:
    for form in _AT_END:
        match = form.search(text)
        if match is None or not match.start():
            continue
        found = match.groupdict()
        role = "" if "phrase" in found else _of_word(found["words"])
        if role and "ended" in found and found["ended"] is None:  # J. Smith (Ed.)
            role = ""
        role = role or _of_phrase(found.get("words") or found.get("phrase") or "")
        if role:
            return role, (found.get("words") or found.get("phrase") or "").strip()
    return None


def _at_beginning(text: str, *, bracketed: bool) -> tuple[str, str] | None:
    match = _AT_BEGINNING.match(text)
    if match is None:
        return None
    words = match["phrase"] or match["stop"]
    abbreviated = bracketed and match["colon"] == ":" and words.rstrip().endswith(".")
    role = _of_phrase(words) or (_of_word(words) if abbreviated else "")
    return (role, words.strip()) if role else None


def _of_word(words: str) -> str:
    """The role of one word with a capital, which is an abbreviation with its full stop, or a whole word."""
    word = words.strip()
    abbreviated = word.endswith(".") or word.isupper()
    if not word[:1].isupper() or not (abbreviated or len(word) >= FULL):
        return ""
    return _table()["words"].get(_plain(word), "")


def _of_phrase(words: str) -> str:
    return _table()["phrases"].get(_plain(words), "")


def _plain(words: str) -> str:
    """Words in small letters, without marks of punctuation."""
    return " ".join(re.findall(r"[^\W\d_]+", words.translate(_APOSTROPHES).casefold()))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    """The forms of `whose.toml` -> their role."""
    table = tomllib.loads(Path(__file__).with_name("whose.toml").read_text(encoding="utf-8"))
    roles = {
        name: {_plain(form): role for role in ROLES for form in table[name].get(role, ())}
        for name in ("words", "phrases")
    }
    return roles | {"readers": {_plain(form): "reader" for form in table["readers"]}}
