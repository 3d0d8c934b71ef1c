"""Made-up books whose notes have suffered: numbers misread or lost, a note for two markers, notes to notes, chapters
without any marker. What each marker leads to is known."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field
from typing import Final

from simulated import FORMS, NOTES, ROMAN, SENTENCES, SIGNS, Book, on_pages

LOOK_ALIKE: Final = {"1": "lI", "0": "O", "2": "Z", "5": "S", "8": "B"}
"""Digits and what an OCR engine reads for them."""
NAMES: Final = ("The Boat", "The Rent", "The Lamp", "The Flood", "The Geese")


@dataclass
class _Note:
    """A note as it was written, and its label as it was read."""

    label: str
    shown: str
    text: str
    marker: str = ""  # inside of its text
    inner: str = ""  # the text of the note that this leads to

    @property
    def lines(self) -> str:
        return f"{self.text}{self.marker}"


@dataclass
class _Maker:
    """One book while it is made."""

    chance: random.Random
    truth: list[tuple[str, str]] = field(default_factory=list)

    def misread(self, label: str) -> str:
        """A label with one digit misread, if it has one that is."""
        places = [i for i, c in enumerate(label) if c in LOOK_ALIKE]
        if not places:
            return label
        i = self.chance.choice(places)
        return label[:i] + self.chance.choice(LOOK_ALIKE[label[i]]) + label[i + 1 :]

    def note(self, label: str) -> tuple[_Note, str]:
        """A note and its marker as it was read: rarely misread, or lost."""
        text = self.chance.choice(NOTES).format(self.chance.randint(1, 99))
        fate = self.chance.random()
        marker = self.misread(label) if fate < 0.12 else "" if 0.18 <= fate < 0.22 else label
        return _Note(label, self.misread(label) if 0.12 <= fate < 0.18 else label, text), marker

    def again(self, known: list[_Note]) -> _Note | None:
        """A note that a marker leads to once more."""
        return self.chance.choice(known) if known and self.chance.random() < 0.06 else None


def book_with_feet(seed: int) -> Book:
    """Notes at the foot of its pages, numbered through or anew, with an asterisk in some that leads to another note."""
    maker = _Maker(random.Random(seed))
    chance = maker.chance
    anew, above = chance.random() < 0.5, chance.choice([[""], ["________"]])
    words = " ".join(chance.choice(SENTENCES) + chance.choice([".", ".", ".", ".@"]) for _ in range(200))
    pages: list[tuple[list[str], list[_Note]]] = [([], [])]
    count = 0
    for line in textwrap.wrap(words, 66):
        if len(pages[-1][0]) + 2 * len(pages[-1][1]) > 34:
            pages.append(([], []))
        page, feet = pages[-1]
        while "@" in line:
            if (old := maker.again(feet)) is not None:
                line = line.replace("@", old.label, 1)
                maker.truth.append((old.label, old.text))
                continue
            count += 1
            note, marker = maker.note(str(len(feet) + 1 if anew else count))
            line = line.replace("@", marker, 1)
            feet.append(note)
            maker.truth += [(note.label, note.text)] if marker else []
            if chance.random() < 0.06 and not any(other.inner for other in feet):
                note.marker, note.inner = SIGNS[0], f"Not so: {note.text}"
                maker.truth.append((SIGNS[0], note.inner))
        page.append(line)
    return Book(on_pages([_page(page, feet, above) for page, feet in pages]), tuple(maker.truth))


def _page(page: list[str], feet: list[_Note], above: list[str]) -> list[str]:
    notes = [f"{note.shown} {note.lines}" for note in feet]
    notes += [f"{SIGNS[0]} {note.inner}" for note in feet if note.inner]
    return [*page, *(above if feet else []), *(line for note in notes for line in textwrap.wrap(note, 66))]


def book_of_chapters(seed: int) -> Book:
    """Notes at the end of its chapters, or of the whole under the chapters' names; a chapter may have lost all its
    markers."""
    maker = _Maker(random.Random(seed))
    chance = maker.chance
    form, anew, gathered, named = (
        chance.choice(sorted(FORMS)),
        chance.random() < 0.6,
        chance.random() < 0.6,
        chance.random() < 0.5,
    )
    marker_form, label_form = FORMS[form]
    text: list[str] = []
    lists: list[str] = []
    number = 1
    for index in range(chance.randint(2, 5)):
        notes: list[_Note] = []
        number = 1 if anew else number
        lost = chance.random() < 0.1
        text += [NAMES[index].upper() if named else f"CHAPTER {ROMAN[index]}", ""]
        for _ in range(chance.randint(3, 7)):
            sentences = [chance.choice(SENTENCES) + "." for _ in range(chance.randint(6, 12))]
            for place in sorted(chance.sample(range(len(sentences)), chance.randint(1, 3))):
                if (old := maker.again(notes[:-1])) is not None and not lost:
                    sentences[place] += marker_form.format(old.label)
                    maker.truth.append((old.label, old.text))
                    continue
                note, marker = maker.note(str(number + len(notes)))
                notes.append(note)
                if marker and not lost:
                    sentences[place] += marker_form.format(marker)
                    maker.truth.append((note.label, note.text))
            text += textwrap.wrap("   " + " ".join(sentences), 66)
        number += len(notes)
        title = [NAMES[index] if named else f"Chapter {ROMAN[index]}", ""] if anew and gathered else []
        listed = [line for note in notes for line in textwrap.wrap(label_form.format(note.shown) + note.text, 66)]
        text += [""] if gathered else ["", "Notes", "", *listed, ""]
        lists += [*title, *listed, *([""] if anew else [])] if gathered else []
    return Book("\n".join([*text, *(["Notes", "", *lists] if gathered else [])]), tuple(maker.truth))
