"""Texts with damage that has one cause in the whole file: what they read is known."""

from __future__ import annotations

import re
from typing import Final

from laid_out import paragraphs

ENGLISH: Final = (
    "The first officer found no flaw in the specification, and the staff were satisfied with the profit of the fifth "
    "office. A different offer would have been sufficient; but the chief, a stiff fellow, refused to confirm the "
    "effect of the flood on the traffic.\n"
    "After the fire the cliff was difficult to identify. Five figures on the final file were affected, and the coffee "
    "stood on the shelf in the draft. He left the craft, lifted the raft and offered to fly the flag of the fleet.\n"
    "It was definitely a beneficial influence: the reflection of the flames shifted, the field was filled, and fish "
    "in the effluent suffered. The scientific office classified the fluffy muffins as baffling stuff.\n"
)
"""Words with ligatures, in English."""
GERMAN: Final = (
    "Der Schiffer öffnete den Koffer und griff nach dem Stift. Die Pflicht des Offiziers war einfach: er sollte den "
    "Fluss finden, die Pflanzen pflegen und den Griff des Schiffes schaffen. Häufig traf er auf Affen, fiel über die "
    "Schwelle und hoffte auf offene Straßen.\n"
)
FRENCH: Final = (
    "Le fils du chef souffrait d’un conflit difficile. Il suffit d’offrir une fleur à la fille; le fleuve était "
    "flou, l’officier siffle, et l’effet fut efficace. Enfin la fin du film fit fuir les officiers.\n"
)
PLAIN: Final = "\n".join(paragraphs(60))
"""What the specimens read: no more words with ligatures than any text has."""
LIGATURE: Final = re.compile("ff[il]|f[fil]")


def mapped(text: str, signs: dict[str, str]) -> str:
    """A text in which other characters stand for ligatures."""
    return LIGATURE.sub(lambda match: signs.get(match[0], match[0]), text)


def all_as(sign: str) -> dict[str, str]:
    """The same character for all ligatures."""
    return dict.fromkeys(("ffi", "ffl", "ff", "fi", "fl"), sign)


def lacking(text: str, instead: str) -> tuple[str, dict[tuple[int, int], str]]:
    """A text whose ligatures are lost, with a blank (or nothing) in their place inside of words; and what must be read
    where in it, as start and end (code points) -> the ligature."""
    parts, truth, last, at = [], {}, 0, 0
    for match in LIGATURE.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        left = instead if before.isalpha() and after.isalpha() else ""
        at += match.start() - last
        truth[at, at + len(left)] = match[0]
        parts += [text[last : match.start()], left]
        at, last = at + len(left), match.end()
    return "".join([*parts, text[last:]]), truth


def parted(text: str, how: str) -> str:
    """A text in which words are parted at their ligatures: inside of it (`f f`), or before and after it."""
    cut = {"inside": r"f f\1", "before": r" ff\1", "after": r"ff\1 ", "around": r" ff\1 "}[how]
    return re.sub("(?<=[^\\W\\d_])ff([il]?)(?=[^\\W\\d_])", cut, text)
