"""What the marks of a text mean: what a transcriber's note in it says of them, else what such marks usually mean.

`Italic text is denoted by _underscores_ and bold text by =equal signs=.` Only a sentence that speaks of words or type,
says that something shows something, and names both a style and a mark explains a mark.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from ecdosis.model.kinds import STYLES, Kind, kind
from ecdosis.stages.styles.rules import StyleRule

USUAL: Final[Mapping[str, tuple[Kind, ...]]] = {
    "_": (Kind.ITALIC,),
    "__": (Kind.BOLD,),
    "=": (Kind.BOLD,),
    "*": (Kind.ITALIC,),
    "**": (Kind.BOLD,),
    "***": (Kind.ITALIC, Kind.BOLD),
    "i": (Kind.ITALIC,),
    "em": (Kind.ITALIC,),
    "b": (Kind.BOLD,),
    "strong": (Kind.BOLD,),
    "sc": (Kind.SMALL_CAPS,),
    "g": (Kind.SPACED,),
    "f": (Kind.EMPHASISED,),
}
"""What signs around words, and elements, usually mean (Project Gutenberg, Distributed Proofreaders' formatting
guidelines, CommonMark, HTML)."""
SAID_ONLY: Final = ("~", "+", "#", "$", "^", "@", "|")
"""Signs that mark words only where the text says so, or where names stand between them before speeches."""
LEADING: Final = 8
"""Paragraphs that begin with words between two such signs..."""
AGAIN: Final = 3
"""... of which these say several times each who speaks."""
SPEAKERS: Final = 2
"""So many, at least."""
SPACING: Final = (
    *("be", "bg", "cs", "da", "de", "el", "et", "fi", "hr", "hu", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sl"),
    *("sr", "sv", "uk", "yi"),
)
"""Languages whose printers emphasised words by letterspacing (those of blackletter, and of eastern Europe): a mark that
stands for italics elsewhere may stand for that."""
LONGEST: Final = 600
"""Code points of a sentence that explains marks, at most."""
QUOTED: Final = 90
"""Code points of it that are quoted."""
_LINE_END: Final = re.compile(r"\r\n?")
_SENTENCE: Final = re.compile(r"(?:[^.;!?\n]|[.;!?](?!\s)|\n(?![ \t]*\n))+")
_SHOWN: Final = re.compile(r"(?<!\w)([_=~+#$^@*|])(?!\1)(?=\S)((?:(?!\1)[^\n]){1,60}?)(?<=\S)\1(?!\w)")
"""An example: a sign on both sides of words."""


_LEADS: Final = re.compile(
    r"(?:\A|\n[ \t]*\n)[ \t]*(?P<sign>[~+#])(?P<who>[^\W\d_](?:(?!(?P=sign))[^\n]){0,40})(?P=sign)(?=[.,:]?\s)"
)
"""A name between two signs at the beginning of a paragraph: `~Hester~. Who is there?`"""


class Meaning(NamedTuple):
    """What a mark means: kinds of `STYLES`, how sure that is and why."""

    kinds: tuple[Kind, ...]
    certainty: float
    why: str


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of what marks and styles are called, each in a group of its own, of what explains them, and of what is
    between marks that are an example."""

    named: re.Pattern[str]
    groups: Mapping[str, str]
    speaks: re.Pattern[str]
    says: re.Pattern[str]
    shows: re.Pattern[str]


def meanings(source: str, language: str) -> Mapping[str, Meaning]:
    """What each sign or element means in a text, by what it says of its marks, else as usual. `language`: BCP 47."""
    found = {sign: _usual(kinds, language if sign == "_" else "") for sign, kinds in USUAL.items()}
    source = _LINE_END.sub("\n", source)
    found |= {sign: _spaced(language) for sign in _leading(source)}
    for sentence in _sentences(source):
        why = f"a note in the text says so: “{_quoted(sentence)}”"
        found |= {sign: Meaning((style,), StyleRule.SAID, why) for sign, style in explained(sentence).items()}
    return found


def _usual(kinds: tuple[Kind, ...], language: str) -> Meaning:
    if language.partition("-")[0] in SPACING:
        why = "such marks stand for italics or for letterspacing in this language"
        return Meaning((Kind.EMPHASISED,), StyleRule.USUAL, why)
    return Meaning(kinds, StyleRule.USUAL, StyleRule.USUAL.what)


def _spaced(language: str) -> Meaning:
    """What signs around the names of speakers mean: letterspacing, where printers used it."""
    spaced = language.partition("-")[0] in SPACING
    return Meaning((Kind.SPACED if spaced else Kind.EMPHASISED,), StyleRule.USUAL, "such signs mark who speaks")


def _leading(source: str) -> Iterator[str]:
    """The signs between which paragraphs begin with a few names by turns, as the speeches of a play do."""
    names: dict[str, Counter[str]] = {}
    for match in _LEADS.finditer(source):
        names.setdefault(match["sign"], Counter())[match["who"].strip(" .:").casefold()] += 1
    for sign, who in names.items():
        if who.total() >= LEADING and sum(count >= AGAIN for count in who.values()) >= SPEAKERS:
            yield sign


def _sentences(source: str) -> Iterator[str]:
    """The sentences of a text that may explain marks: they name a style."""
    words = _words()
    past = 0
    for match in words.named.finditer(source):
        if match.start() < past or words.groups[str(match.lastgroup)] not in STYLES:
            continue
        start = max(source.rfind("\n\n", 0, match.start()) + 1, match.start() - LONGEST, past)
        for sentence in _SENTENCE.finditer(source, start, match.start() + LONGEST):
            if sentence.end() > match.start():
                yield sentence[0]
                past = sentence.end()
                break


def explained(sentence: str) -> dict[str, Kind]:
    """What a sentence says that signs mean: sign -> kind of style."""
    words = _words()
    if not (words.speaks.search(sentence) and words.says.search(sentence)):
        return {}
    shown = [(match.start(), match[1], match[2]) for match in _SHOWN.finditer(sentence)]
    inside = {sign: style for _, sign, text in shown if (style := _style(text, words))}
    told = [(at, sign) for at, sign, text in shown if words.shows.search(text)]
    told += [(m.start(), words.groups[str(m.lastgroup)]) for m in words.named.finditer(sentence)]
    return inside or _paired(_merged([name for _, name in sorted(told)]))


def _style(text: str, words: _Words) -> Kind | None:
    """The one style that the words of an example name, if they name one."""
    names = {words.groups[str(match.lastgroup)] for match in words.named.finditer(text)} & set(STYLES)
    return kind(names.pop()) if len(names) == 1 else None


def _merged(names: Sequence[str]) -> list[str]:
    """Names in order, those alone that differ from the one before."""
    return [*names[:1], *(after for before, after in pairwise(names) if after != before)]


def _paired(names: Sequence[str]) -> dict[str, Kind]:
    """Styles and signs that take turns, each with its neighbour; nothing if they do not."""
    pairs = [(names[at], names[at + 1]) for at in range(0, len(names) - 1, 2)]
    found = {}
    for first, second in pairs:
        if (first in STYLES) == (second in STYLES):
            return {}
        style, sign = (first, second) if first in STYLES else (second, first)
        found[sign] = kind(style)
    return found if len(found) * 2 == len(names) else {}


def _quoted(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= QUOTED else line[:QUOTED].rpartition(" ")[0] + " …"


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("marks.toml").read_text(encoding="utf-8"))
    groups: dict[str, str] = {}
    parts = []
    for name, stems in (*data["styles"].items(), *data["signs"].items()):
        groups[f"g{len(groups)}"] = name
        parts.append(f"(?P<g{len(groups) - 1}>{_any(stems)})")
    named = re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})", re.IGNORECASE)
    told = data["explains"]
    examples = re.compile(rf"{named.pattern}|(?<!\w)(?:{_any(told['of'])}|(?:{_any(told['so'])})(?!\w))", re.IGNORECASE)
    return _Words(named, groups, _stems(told["of"]), _stems(told["says"]), examples)


def _stems(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_any(stems)})", re.IGNORECASE)


def _any(stems: Sequence[str]) -> str:
    return "|".join(re.escape(stem).replace(r"\ ", r"\s+") for stem in stems)
