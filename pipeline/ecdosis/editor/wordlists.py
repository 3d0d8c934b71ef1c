"""Lists of words that an editor keeps beside a text, as Distributed Proofreaders' WordCheck has them: words that are
right (`good_words.txt`) and words that are asked about wherever they stand (`bad_words.txt`).

One word a line; what follows a # is a remark. Behind a bad word a tab or `=>` may stand, and what is probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from ecdosis.editor.places import whole_words
from ecdosis.errors import UsageError
from ecdosis.model.characters import NO_CHAR
from ecdosis.model.pieces import Edit
from ecdosis.storage.files import LARGEST_TABLE, read_regular

GOOD: Final = "good_words.txt"
BAD: Final = "bad_words.txt"
NAMES: Final = (GOOD, BAD)
"""How the files of lists end; or, of those that are for all texts of a folder, their whole names."""
WORD_KINDS: Final = frozenset({"spelling", "real-word", "word-division", "article", "doubled-word"})
"""What the proofs change or ask about words."""
SURE: Final = 0.5
"""How sure it is that a bad word is wrong where it stands: the editor only suspects it."""
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_REMARK: Final = re.compile(r"(?:^|\s)#.*")
_PARTED: Final = re.compile(r"\t(?:[ \t]{0,9}=>)?|=>")
_WORD: Final = re.compile(r"\w+(?:['’\-‐]\w+)*")


@dataclass(frozen=True)
class WordLists:
    """The words of an editor's lists: those that are right, and the bad with what is probably meant (nothing, where
    that is not said), each in order; and the lists that they are from, with the number of words in each."""

    good: tuple[str, ...] = ()
    bad: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, int], ...] = ()

    @cached_property
    def _good(self) -> frozenset[str]:
        return frozenset(form for word in self.good for form in _forms(word))

    @cached_property
    def _bad(self) -> dict[str, str]:
        return {form: right for word, right in self.bad for form in (word, *_capital(word))}

    def is_good(self, word: str) -> bool:
        """Whether a word is right, as the editor says; one in small letters with a capital or in capitals, too."""
        return _plain(word) in self._good

    def untouched(self, found: Iterable[Edit], reading: str) -> Iterator[Edit]:
        """Proposals for a reading, but for those to change or ask about words that are right."""
        for edit in found:
            if not self.good or edit.kind not in WORD_KINDS or not any(map(self.is_good, _touched(edit, reading))):
                yield edit

    def asked(self, reading: str, by: str) -> Iterator[Edit]:
        """The questions about the bad words in a reading."""
        for match in _WORD.finditer(reading) if self.bad else ():
            right = self._bad.get(_plain(match[0]))
            if right is not None:
                why = f"“{match[0]}” is among the bad words of the editor’s list."
                yield Edit(*match.span(), _cased(right, match[0]), "spelling", by, SURE, why, safe=False)


NO_LISTS: Final = WordLists()


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‐", "-")


def _forms(word: str) -> tuple[str, ...]:
    """How a word may be written that stands in a list so."""
    plain = _plain(word)
    return (plain, plain.upper(), *_capital(plain))


def _capital(word: str) -> tuple[str, ...]:
    """A word in small letters with a capital, as at the beginning of a sentence."""
    return (word[:1].upper() + word[1:],) if word == word.lower() else ()


def _cased(right: str, stands: str) -> str:
    """What is meant, with a capital where the bad word has one that its list has not."""
    return right[:1].upper() + right[1:] if stands[:1].isupper() else right


def _touched(edit: Edit, reading: str) -> Iterator[str]:
    """The words of a reading that a proposal has a part of."""
    last = max(edit.end, edit.start + 1)
    for match in _WORD.finditer(reading, *whole_words(reading, edit.start, last)):
        if match.start() < last and edit.start < match.end():
            yield match[0]


def load(paths: Iterable[Path]) -> WordLists:
    """The words of some lists; what a later one says of a word counts. Raises UsageError, naming the line, for a list
    that is none."""
    said: dict[str, tuple[bool, str]] = {}
    lists = []
    for path in paths:
        is_bad = path.name.endswith(BAD)
        words = dict(_read(path, is_bad))
        said |= {word: (is_bad, right) for word, right in words.items()}
        lists.append((path.name, len(words)))
    good = tuple(sorted(word for word, (is_bad, _) in said.items() if not is_bad))
    bad = tuple(sorted((word, right) for word, (is_bad, right) in said.items() if is_bad))
    return WordLists(good, bad, tuple(lists))


def _read(path: Path, is_bad: bool) -> Iterator[tuple[str, str]]:
    try:
        data = read_regular(path, LARGEST_TABLE)
        text = data.decode(next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8"))
    except UnicodeDecodeError as error:
        said = f"{path}: the letters of this list cannot be told. Save it as plain text in UTF-8."
        raise UsageError(said) from error
    except OSError as error:
        raise UsageError(f"{path}: this list cannot be read ({error.strerror}). Check its permissions.") from error
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        word, *right = map(str.strip, _PARTED.split(_REMARK.sub("", line).strip(), maxsplit=1))
        if not word and not right:
            continue
        if NO_CHAR.search(line):
            raise UsageError(f"{path}: line {number} has a character that no text can hold. Remove it.")
        if not _WORD.fullmatch(word):
            raise UsageError(f"{path}: line {number}: “{word}” is not one word. Write one word on each line.")
        if right and not is_bad:
            raise UsageError(f"{path}: line {number}: a good word stands alone. What a bad word means goes into {BAD}.")
        yield word, " ".join(right[0].split()) if right else ""


def is_list(path: Path) -> bool:
    """Whether a file is a list of words, and no text."""
    return path.name in NAMES or path.name.endswith(tuple(f".{name}" for name in NAMES))
