"""Archives that put a card above each text: facts with their names before them, and sentences on what may be done with
the file (`archives.toml`).

A card begins at the top of the file, its own line and enough of its sentences show it, and it ends with the last line
that is known. Somebody who writes of such an archive has one of its phrases, and no facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ecdosis.languages.names import code_of
from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import catalogued

TOP: Final = 40
"""Lines in which a card begins: above it stand the menus of a page, or the title alone."""
LONGEST: Final = 150
"""Lines of a card at most."""
NEAR: Final = 6
"""Lines between a known line of a card and a further fact of it; what stands between is said by the archive, too."""
FAR: Final = 700
"""Code points between a known line of a card and a further sentence of it."""
MOST: Final = 3
"""Further lines of a fact at most, each behind a full one or indented."""
FULL: Final = 50
"""Code points of a line that may be full."""
REST: Final = 400
"""Code points of a sentence of a card behind its known words, at most."""
FOOT: Final = 25
"""Lines below the line by which an archive ends a text, at most, if none of them is known."""
_FIELD: Final = re.compile(r"[\W_]{0,9}(?P<name>[^\W_](?:[^:\n]{0,40}[^\W_])?)[\W_]{0,4}[:\t#][\s_=]*(?P<said>.*)")
_AND: Final = re.compile(r"\s?;\s?|\s(?:and|und|et|e|y|&)\s(?=[^\W\d_][\w.'’-]{0,40}\.?\s\S)")
_ROLE: Final = re.compile(r"(?<=\))\.\s.*|\.\s+Auteur du texte.*")
"""What the Bibliothèque nationale adds to a name: `. Auteur du texte`."""
PEOPLE: Final = ("author", "translator", "editor", "illustrator")


@dataclass(frozen=True, slots=True)
class _Card:
    """A card in a file: the indices of its first line and of the first behind it, where it ends, and what it says: the
    names of facts with the words behind them."""

    first: int
    stop: int
    end: int
    said: tuple[tuple[str, str], ...]


def look(name: str, file: File) -> Finding | None:
    """What one archive says of a file and has put into it."""
    for archive in table("archives")["archive"]:
        if archive["name"] == name and (found := _of(archive, file)):
            return found
    return None


def _of(archive: Mapping[str, Any], file: File) -> Finding | None:
    card = _card(archive, file)
    if card is None:
        return None
    why = f"the card that {archive['title']} puts above its texts"
    passages = [Passage(file.lines[card.first].start, card.end, ProfileRule.MARKED, why)]
    passages.extend(_feet(archive, file, card.stop))
    return Finding(_provenance(archive, card.said), tuple(passages))


def _card(archive: Mapping[str, Any], file: File) -> _Card | None:
    lines = file.lines[: TOP + LONGEST]
    begins = tuple(map(letters_of, archive["begins"]))
    at = next((i for i, line in enumerate(lines[:TOP]) if letters_of(line.text).startswith(begins)), None)
    if at is None:
        return None
    fields = _fields(archive, file, len(lines))
    sentences = sorted(_sentences(archive, file, at, len(lines)))
    if len(sentences) < archive.get("fewest", 2) or len(fields) < archive.get("facts", 2):
        return None
    first, last, end = at, at, lines[at].end
    while above := [i for i in fields if first - NEAR <= i < first]:
        first = min(above)
    known = sorted([*((i, file.lines[fact[2]].end, False) for i, fact in fields.items()), *sentences])
    for index, stops, is_sentence in known:
        if index >= at and (lines[index].start - end <= FAR if is_sentence else index <= last + NEAR):
            last, end = max(last, index), max(end, stops)
    said = tuple(fact[:2] for index, fact in fields.items() if first <= index <= last and fact[0])
    stop = next((i for i in range(last, len(file.lines)) if file.lines[i].start >= end), len(file.lines))
    return _Card(first, stop, end, said)


def _closed(file: File, end: int) -> int:
    """The end of the paragraph of a known sentence: if that is far, of its line."""
    paragraph, line = file.paragraph_end(end), file.text.find("\n", end)
    return paragraph if paragraph - end <= REST or line < 0 else line


def _fields(archive: Mapping[str, Any], file: File, stop: int) -> dict[int, tuple[str, str, int]]:
    """The lines that name a fact: index -> what it is of `Provenance` (empty: nothing), what is said, and the index of
    the last line of that. It may stand in the next line, and goes on where a line is indented or the last one full."""
    names = {letters_of(name): fact for name, fact in archive["fields"].items()}
    named = {
        i: (names[key], match["said"])
        for i, line in enumerate(file.lines[:stop])
        if (match := _FIELD.fullmatch(line.text)) and (key := letters_of(match["name"])) in names
    }
    own = tuple(map(letters_of, (*archive["begins"], *archive["phrases"])))
    found = {}
    for index, (fact, said) in named.items():
        words, last = [said] if said else [], index
        for i in range(index + 1, min(index + 1 + MOST, len(file.lines))):
            line, before = file.lines[i], file.lines[i - 1]
            goes_on = not line.gap and (line.indent > file.lines[index].indent or len(before.text) >= FULL)
            if i in named or letters_of(line.text).startswith(own) or not (goes_on or not words):
                break
            words.append(line.text)
            last = i
        found[index] = (fact, on_one_line(" ".join(words)).strip("_= "), last)
    return found


def _sentences(archive: Mapping[str, Any], file: File, at: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """The known sentences in the lines about a card: the index of the line in which one begins, and where it ends."""
    first, end = file.lines[max(0, at - NEAR)].start, file.lines[stop - 1].end
    starts = [line.start for line in file.lines[:stop]]
    for phrase in archive["phrases"]:
        if found := file.find(phrase, first, end):
            yield sum(start <= found[0] for start in starts) - 1, _closed(file, found[1]), True


def _feet(archive: Mapping[str, Any], file: File, stop: int) -> Iterator[Passage]:
    """What stands below the line by which an archive ends its texts."""
    ends = tuple(map(letters_of, archive.get("ends", ())))
    last = len(file.lines)
    at = next((i for i in range(last - 1, max(stop, last - FOOT) - 1, -1) if _begins(file, i, ends)), None)
    if at is not None:
        why = f"the line by which {archive['title']} ends its texts, and what stands below"
        yield Passage(file.lines[at].start, file.lines[-1].end, ProfileRule.ENDS, why)


def _begins(file: File, index: int, phrases: Sequence[str]) -> bool:
    return bool(phrases) and letters_of(file.lines[index].text).startswith(tuple(phrases))


def _provenance(archive: Mapping[str, Any], said: Sequence[tuple[str, str]]) -> Provenance:
    facts: dict[str, str] = {}
    for name, words in said:
        if words:
            facts.setdefault(name, words)
    credit = facts.pop("credits", "")
    language = facts.pop("language", "")
    people = {name: _people(facts.pop(name)) for name in PEOPLE if name in facts}
    return Provenance(
        origins=(archive["title"],),
        language=_language(language),
        licence=facts.pop("licence", "") or archive.get("licence", ""),
        credits=(Credit("", credit),) if credit else (),
        collective=False,
        **{name: words.strip(" .") if name == "title" else words for name, words in facts.items()},
        **people,
    )


def _people(names: str) -> str:
    """Names with semicolons between them."""
    nobody = frozenset(map(letters_of, table("gutenberg")["nobody"]["names"]))
    apart = (catalogued(_ROLE.sub("", name)) for name in _AND.split(on_one_line(names)))
    return "; ".join(name for name in apart if name and letters_of(name) not in nobody)


def _language(said: str) -> str:
    """The code of a language by its English name, or by its own name as archives write it."""
    own = {letters_of(name): code for name, code in table("archives")["languages"].items()}
    return code_of(said) or own.get(letters_of(said), "")


def gutenberg_australia(file: File) -> Finding | None:
    """Project Gutenberg Australia."""
    return look("gutenberg-australia", file)


def gutenberg_canada(file: File) -> Finding | None:
    """Distributed Proofreaders Canada (Faded Page) and Project Gutenberg Canada."""
    return look("faded-page", file) or look("gutenberg-canada", file)


def gutenberg_de(file: File) -> Finding | None:
    """Projekt Gutenberg-DE: the facts above each of its pages."""
    return look("gutenberg-de", file)


def liber_liber(file: File) -> Finding | None:
    """Liber Liber, the library of the progetto Manuzio."""
    return look("liber-liber", file)


def gallica(file: File) -> Finding | None:
    """Gallica: the facts above a text in its text mode."""
    return look("gallica", file)
