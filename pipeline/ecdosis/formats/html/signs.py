"""The signs of changes in the reading view: which words are links to the list of changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from ecdosis.formats.hypertext import NOTHING
from ecdosis.templates import partial

_LETTERS: Final = r"[\w’'-]"
_BEFORE: Final = re.compile(rf"(?:{_LETTERS}+|[^\s<>&;]?)\Z")
_AFTER: Final = re.compile(rf"{_LETTERS}*")
"""What of the text beside a change is of its word; the character before one that stands in no word."""
_NEXT: Final = re.compile(rf"(\s?)([^\s\w<>&]*+{_LETTERS}++)")
"""A blank, and the word after it."""


@dataclass(frozen=True, slots=True)
class SignedWords:
    """A part that is markup; `sign`: the id of the change that it is, if that has a sign; `reads`: whether anything in
    it is read."""

    markup: Markup
    sign: str = ""
    reads: bool = True


Part = str | SignedWords
"""A part of a paragraph: text, or what is made already."""


def joined(parts: Iterable[Part]) -> Markup:
    """Parts in which the words with a change that has a sign are links to the list; if nothing of the change is read
    and no word is beside it, the next word."""
    whole = _together(parts)
    if any(isinstance(part, SignedWords) and part.sign for part in whole):
        whole = _words(_left_out(whole))
    return NOTHING.join(part.markup if isinstance(part, SignedWords) else escape(part) for part in whole)


def _together(parts: Iterable[Part]) -> list[Part]:
    """Parts with neighbouring texts in one, and none that is empty."""
    made: list[Part] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] += part
        elif part if isinstance(part, str) else part.markup:
            made.append(part)
    return made


def _is_signed(part: Part) -> bool:
    return isinstance(part, SignedWords) and bool(part.sign)


def _left_out(parts: Sequence[Part]) -> list[Part]:
    """The word after what was left out between blanks is the link."""
    made: list[Part] = []
    waiting = list(parts)
    while waiting:
        run = _run(waiting) if _is_apart(made) else []
        after = waiting[len(run)] if len(run) < len(waiting) else None
        found = _NEXT.match(after) if run and isinstance(after, str) else None
        rest = after[found.end() :] if found and isinstance(after, str) else ""
        if found is None or (not rest and any(map(_is_signed, waiting[len(run) + 1 : len(run) + 2]))):
            made.append(waiting.pop(0))
            continue
        blank, word = found.groups()
        made += [SignedWords(part.markup, reads=False) for part in run]
        made += [blank] if blank else []
        made.append(SignedWords(_link([part.sign for part in run], escape(word))))
        waiting[: len(run) + 1] = [rest] if rest else []
    return made


def _run(parts: Sequence[Part]) -> list[SignedWords]:
    """The changes with a sign at the beginning of some parts, if nothing of them is read."""
    run: list[SignedWords] = []
    for part in parts:
        if not isinstance(part, SignedWords) or not part.sign:
            break
        run.append(part)
    return [] if any(part.reads for part in run) else run


def _is_apart(before: Sequence[Part]) -> bool:
    """Whether what follows some parts stands after a blank, or another element."""
    if not before:
        return True
    last = before[-1]
    return not last.sign if isinstance(last, SignedWords) else last[-1:].isspace()


def _words(parts: Sequence[Part]) -> list[Part]:
    """The word around a change is the link, with all the changes in it."""
    made: list[Part] = []
    waiting = list(parts)
    while waiting:
        if not _is_signed(waiting[0]):
            made.append(waiting.pop(0))
            continue
        word: list[Part] = []
        if made and isinstance(made[-1], str):
            before = made[-1]
            at = _BEFORE.search(before).start()  # type: ignore[union-attr]
            word += [before[at:]] if before[at:] else []
            made[-1:] = [before[:at]] if before[:at] else []
        while waiting and _is_signed(waiting[0]):
            word.append(waiting.pop(0))
            if waiting and isinstance(waiting[0], str):
                end = _AFTER.match(waiting[0]).end()  # type: ignore[union-attr]
                word += [waiting[0][:end]] if end else []
                waiting[:1] = [waiting[0][end:]] if waiting[0][end:] else []
        made.append(_word(word))
    return made


def _word(parts: Sequence[Part]) -> SignedWords:
    """A link, if there is anything to read in it."""
    ids = [part.sign for part in parts if isinstance(part, SignedWords)]
    markup = NOTHING.join(part.markup if isinstance(part, SignedWords) else escape(part) for part in parts)
    return SignedWords(_link(ids, markup) if any(isinstance(part, str) or part.reads for part in parts) else markup)


def _link(ids: Sequence[str], words: Markup) -> Markup:
    return partial("html/text.html", "sign", ids=ids, words=words)
