"""What each decision means for what: one row a decision."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ecdosis.model.kinds import ASIDES, BLOCKS, CHANGES, CORRUPT, LINES, NORMALISED, NOTES, PHRASES, Kind

READINGS: Final = ("read", "accept", "reject")
"""Decisions about readings."""
OF_READINGS: Final = (frozenset(CORRUPT) | frozenset(NORMALISED)) - {"byte-order-mark", Kind.STYLE_MARK}
"""The kinds of changes that a decision about a reading replaces. The byte-order mark is no reading: it tells how the
file is encoded; nor is a mark of a style, which says how words are set, whatever they are."""
_WORDS: Final = frozenset(CHANGES) | frozenset(ASIDES) | frozenset(NOTES) | frozenset(PHRASES)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a decision means.

    `says` tells an editor. `stage`: after which of the stages it is carried out; none for what is said of all of them
    (`keep`) and for what the stage itself reads. `answers`: the kinds of questions about the same words that it
    answers; `wholly`: it answers any question about nothing but its own words, for these are no part of the text, or
    the editor says no. Of decisions of one `layer`, two cannot both be done about the same words. `text` says for what
    it holds with the scope `text`; it is empty where that makes no sense, and `here` then says why.
    """

    says: str
    stage: str = ""
    answers: Container[str] = ()
    wholly: bool = False
    layer: str = ""
    text: str = ""
    here: str = ""


MEANINGS: Final[Mapping[str, Meaning]] = MappingProxyType(
    {
        "keep": Meaning(
            "as the source has it: what the machine did or left out here is undone",
            answers=_WORDS,
            wholly=True,
            text="these words, wherever they stand",
        ),
        "aside": Meaning(
            "not part of the running text; value: a kind of furniture (running-head, navigation, widget, ...)",
            stage="furniture",
            answers=_WORDS,
            wholly=True,
            layer="text",
            text="each line that has just these words",
        ),
        "marker": Meaning(
            "a note's marker among these words; value: its number, if they do not show it alone",
            stage="notes",
            answers=NOTES,
            wholly=True,
            layer="text",
            here="A marker leads to a note of its own",
        ),
        "note": Meaning(
            "the body of a note at the foot of its page; value: its number or sign",
            stage="notes",
            answers=NOTES,
            layer="text",
            here="The text of a note is one passage",
        ),
        "join": Meaning(
            "the lines that these words stand on belong together",
            stage="lines",
            answers=LINES,
            here="Which lines belong together is told of each place",
        ),
        "split": Meaning(
            "a new block begins with these words",
            stage="lines",
            answers=LINES,
            here="Where a block begins is told of each place",
        ),
        "block": Meaning(
            "the block with these words is a ...; value: its type, for a head with its level (head 2), with a + if it "
            "goes on with the one before (quote +)",
            answers=BLOCKS,
            layer="blocks",
            text="each block that is a line of just these words",
        ),
        "reference": Meaning(
            "these words, in one block or note, are a reference to a work",
            answers=("reference",),
            layer="references",
            text="these words, wherever they stand",
        ),
        "foreign": Meaning(
            "these words, in one block or note, are in another language; value: its tag (fr, grc, ru-Latn)",
            answers=("foreign", "spelling", "real-word", "word-division", "doubled-word", "article"),
            layer="foreign",
            text="these words, wherever they stand",
        ),
        "italic": Meaning(
            "these words, in one block or note, are in italics", layer="italic", text="these words, wherever they stand"
        ),
        "bold": Meaning(
            "these words, in one block or note, are in bold", layer="bold", text="these words, wherever they stand"
        ),
        "spaced": Meaning(
            "these words, in one block or note, are letterspaced",
            layer="spaced",
            text="these words, wherever they stand",
        ),
        "annotate": Meaning(
            "your own note to these words; value: the note, in which _so_ is in italics",
            here="A note stands at one place",
        ),
        "read": Meaning(
            "read instead; value: the reading (empty: nothing)",
            stage="spelling",
            answers=_WORDS,
            layer="text",
            text="these words, wherever they stand",
        ),
        "accept": Meaning(
            "yes to the machine’s question or change here; value: the reading, so that it stands even if the machine "
            "no longer asks",
            stage="spelling",
            answers=_WORDS,
            layer="text",
            text="these words, wherever they stand, and all that is asked or was changed for the same cause",
        ),
        "reject": Meaning(
            "no to the machine’s question or change of a reading here; value: what it suggested, if anything",
            stage="spelling",
            answers=_WORDS,
            wholly=True,
            layer="text",
            text="these words, wherever they stand, and all that is asked or was changed for the same cause",
        ),
    }
)
"""What can be decided. Words that are said to be in another language are no misspelt ones of this."""

WHOLE_LINES: Final = ("aside", "block")
"""Decisions that hold, with the scope `text`, for whole lines alone."""
