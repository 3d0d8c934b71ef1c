"""The words that a book says itself, in its language or, where that has none, in English.

They stand in the `interface.toml` of a language: tables of texts, asked for as `table.text`. `{name}` stands for what
is put in. A text that goes with a number is a table of the forms that the language has (`one`, `few`, `many`, `other`:
see `plurals`), of which `other` must be there. What a translation lacks is said in English.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.languages import FALLBACK, Language, language
from ecdosis.languages.plurals import CATEGORIES, category

Text = str | tuple[str, ...] | Mapping[str, str]
"""A text, several of which each has its number (the names of months), or one in its forms."""
PART: Final = "interface"


@dataclass(frozen=True)
class Interface:
    """What a book says itself in a `language` (ISO 639); what is not among its `texts`, the other says (None: this is
    English, which has all)."""

    language: str
    texts: Mapping[str, Text]
    other: Interface | None = None

    def __contains__(self, key: object) -> bool:
        """Whether there is a text in this language itself."""
        return key in self.texts

    def text(self, key: str, count: int | None = None, /, **values: object) -> str:
        """A text with what is put into it, in the form that goes with a number. Raises KeyError if there is none, even
        in English."""
        if key not in self.texts and self.other:
            return self.other.text(key, count, **values)
        found = self.texts[key]
        if isinstance(found, Mapping):
            found = found.get(category(self.language, 0 if count is None else count), found["other"])
        assert isinstance(found, str)
        return found.format(**values)

    def texts_of(self, key: str) -> tuple[str, ...]:
        """Several texts. Raises KeyError as `text` does."""
        if key not in self.texts and self.other:
            return self.other.texts_of(key)
        found = self.texts[key]
        return found if isinstance(found, tuple) else ()


@cache
def interface(tag: str) -> Interface:
    """The words for a book in a language (BCP 47), of which only the language itself counts. Raises ToolError if those
    of a plug-in cannot be used."""
    known = language(tag.replace("_", "-").partition("-")[0].lower())
    return spoken(known if known.has(frozenset((PART,))) else language(FALLBACK))


def spoken(known: Language) -> Interface:
    """The words of a language that has them. Raises ToolError if they cannot be used."""
    other = None if known.code == FALLBACK else interface(FALLBACK)
    texts = dict(_flat(known.table(PART)))
    made = Interface(known.code, MappingProxyType(texts), other)
    if other:
        for key, text in texts.items():
            _check(made, other, key, text)
    return made


def _flat(told: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Text]]:
    """The texts of a table, by their names."""
    for name, found in told.items():
        key = f"{before}{name}"
        if isinstance(found, dict) and not ("other" in found and found.keys() <= CATEGORIES):
            yield from _flat(found, f"{key}.")
        else:
            yield key, tuple(found) if isinstance(found, list) else found


def _check(made: Interface, english: Interface, key: str, text: Text) -> None:
    """Raises ToolError for a text of a translation that could not be said: whose sort is another than in English, or
    that wants put in what there is not."""
    own = english.texts.get(key)
    wrong = ""
    if own is None:
        wrong = "there is no such text in English" if not key.startswith(OPTIONAL) else ""
        own = ()
    elif not all(isinstance(part, str) for part in _parts(text)):
        wrong = "text was expected"
    elif isinstance(text, tuple) != isinstance(own, tuple):
        wrong = "a list was expected" if isinstance(own, tuple) else "a list was not expected"
    elif isinstance(own, tuple) and len(text) != len(own) and key != COUNTED:
        wrong = f"{len(own)} texts were expected, not {len(text)}"
    if not wrong and (fields := _fields(text) - _fields(own)):
        wrong = f"it has {', '.join(sorted(f'{{{name}}}' for name in fields))}, which nothing is put in for"
    if wrong:
        raise ToolError(
            f"The words of the language “{made.language}” ({PART}.toml) cannot be used: {key}: {wrong}. Correct it, or "
            "take the language out."
        )


OPTIONAL: Final = ("rules.", "formats.")
"""The texts that stand in English where they belong: in the tables of kinds and of formats."""
COUNTED: Final = "numbers.words"
"""The list that may be of any length."""


def _parts(text: Text) -> Sequence[str]:
    """All that a text may say."""
    return tuple(text.values()) if isinstance(text, Mapping) else text if isinstance(text, tuple) else (text,)


def _fields(text: Text) -> set[str]:
    """What is put into a text; all that is in braces, if that is not as it should be."""
    found = set()
    for part in _parts(text):
        try:
            found |= {name for _, name, spec, turned in string.Formatter().parse(part) if name is not None}
        except ValueError as error:
            found.add(str(error))
    return found
