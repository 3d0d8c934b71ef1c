"""The stages, in the order of the work: all that is done to a text between decoding it and encoding it.

Decoding comes before them (`model.source`); after each, what the editor decided about its work is carried out
(`editor.overrule`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from ecdosis import plugins
from ecdosis.errors import EcdosisError, ToolError
from ecdosis.languages import PROOFREAD
from ecdosis.model.kinds import (
    ASIDES,
    BLOCKS,
    FURTHER,
    KINDS,
    NOTES,
    OWN,
    PLUG_IN,
    STYLES,
    UNENCODABLE,
    FurtherKind,
    Sort,
    kind,
)
from ecdosis.stages.stage import CAREFUL, CORRECTION, SCHOLARLY, Policy, Stage

_FURTHER: Final = re.compile(PLUG_IN)
_FURTHER_KIND: Final = re.compile(f"{PLUG_IN}:{OWN}")
PURPOSE: Final = Policy(
    "purpose",
    "what the edition is for",
    {
        "reading": "to be read, so what was typed is set as a printer would",
        SCHOLARLY: "to be studied, so it stays as near to its source as can be",
    },
    "reading",
)
"""What an edition is for, which decides what the other policies are where nothing is said of them."""
TYPOGRAPHY: Final = {
    "auto": "as the text itself does elsewhere",
    "source": "as in the source",
    "typographic": "as a printer would",
}
"""How an edition may want its typography."""
SURE: Final = "sure"
QUOTATION: Final = {**TYPOGRAPHY, SURE: "as a printer would, if nearly all of them can be told"}
"""The same of its quotation marks."""
LABEL: Final = "note-label"
"""What the number or sign at the beginning of a note is set aside as: no kind, since it is a part of its note."""

BUILT_IN: Final = (
    Stage(
        "encoding",
        does="repair of damaged characters",
        work="ecdosis.stages.encoding:work",
        makes=frozenset(
            ("mojibake", "entity", "look-alike", "decomposed", "ligature", "soft-hyphen", "zero-width", "stray-blank")
        )
        | frozenset(("spelling", "word-division", *UNENCODABLE)),
        policies=(
            Policy(
                "lost_quotation_marks",
                "quotation marks that other characters stand for",
                {"ask": "told, and left", "double": "read as “…”", "single": "read as ‘…’"},
                "ask",
            ),
        ),
        allowance=400,
        without="damaged characters stand as the source has them",
    ),
    Stage(
        "provenance",
        does="recognition of where the file comes from, and setting aside of what its provider put in",
        work="ecdosis.stages.provenance:work",
        makes=frozenset(("boilerplate", "page-mark", "page-break", "sidenote")),
        needs=("encoding",),
        without="the licence and other words of the file’s provider stand in the text",
    ),
    Stage(
        "markdown",
        does="reading of Markdown’s marks, and of what is drawn around tables",
        work="ecdosis.stages.markdown:work",
        makes=frozenset(("markup", "comment", "style-mark", "wrapped-cell")),
        needs=("encoding", "provenance"),
        allowance=100,
        without="marks of Markdown stand in the text as characters",
    ),
    Stage(
        "transcription",
        does="reading of the marks that transcribers wrote",
        work="ecdosis.stages.transcription:work",
        makes=frozenset(("format-mark", "break-mark", "caption", "sidenote")),
        needs=("encoding", "provenance", "markdown"),
        without="marks of transcribers stand in the text",
    ),
    Stage(
        "furniture",
        does="setting aside of what is not running text",
        work="ecdosis.stages.furniture:work",
        makes=frozenset(ASIDES) - {"boilerplate", "comment", "format-mark"},
        needs=("encoding", "provenance", "markdown", "transcription"),
        without="running heads, page numbers and what web pages add stand in the text",
    ),
    Stage(
        "notes",
        does="recognition of notes and their markers",
        work="ecdosis.stages.notes:work",
        makes=frozenset(NOTES) - {"sidenote"} | {"widget", "note-tag", LABEL},
        needs=("furniture",),
        without="notes and their markers are not told from the text",
    ),
    Stage(
        "styles",
        does="recognition of the marks of italics, bold and the like",
        work="ecdosis.stages.styles:work",
        makes=frozenset(("style-mark",)),
        needs=("furniture", "notes"),
        without="marks of italics and the like (_so_, =so=) stand as characters",
    ),
    Stage(
        "lines",
        does="joining of lines and of divided words",
        work="ecdosis.stages.lines:work",
        makes=frozenset(("line-end", "join", "hyphen", "hyphen-kept", "stray-blank", "word-division", "spelling")),
        needs=("furniture", "notes", "styles"),
        without="each line is a paragraph, and words divided at line ends stay divided",
    ),
    Stage(
        "typography",
        does="regularisation of quotation marks, dashes and spaces",
        work="ecdosis.stages.typography:work",
        makes=frozenset(("typewriter-mark", "quotation-mark", "apostrophe", "dash", "ellipsis", "spacing")),
        needs=("lines",),
        policies=(
            Policy("quotation_marks", "quotation marks and apostrophes", QUOTATION, SURE, "auto"),
            Policy("dashes", "dashes", TYPOGRAPHY, "typographic", "auto"),
            Policy("ellipses", "ellipses", TYPOGRAPHY, "typographic", "auto"),
            Policy("spacing", "spaces", TYPOGRAPHY, "auto"),
        ),
        without="quotation marks, dashes and spaces stand as the source has them",
    ),
    Stage(
        "blocks",
        does="recognition of headings, quotations, verse, lists, captions",
        work="ecdosis.stages.blocks.division:work",
        instead="ecdosis.stages.blocks.division:only_decided",
        makes=frozenset(BLOCKS)
        | {"erratum", "lead-in", "inline-note", "link", "line-end", "leader", "direction", "markup"},
        needs=("lines", "notes"),
        without="all blocks are paragraphs, headings and verse too",
    ),
    Stage(
        "spelling",
        does="automatic correction of words, grammar and marks (a machine has not proofread)",
        work="ecdosis.stages.spelling:work",
        makes=frozenset(
            ("spelling", "real-word", "word-division", "doubled-word", "article", "punctuation", "hyphen-kept")
        ),
        needs=("blocks",),
        parts=PROOFREAD,
        otherwise="ecdosis.stages.spelling:asked_elsewhere",
        policies=(
            Policy(
                CORRECTION,
                "how sure a correction of words must be",
                {
                    "bold": "made where they are likely; what is less likely is asked",
                    CAREFUL: "made only where they are all but certain; all else is asked",
                },
                "bold",
                CAREFUL,
            ),
            Policy(
                "languagetool",
                "whether LanguageTool is asked",
                {
                    "no": "not asked",
                    "yes": "asked, where it is there",
                    "required": "asked; without it, the edition is not built",
                },
                "no",
            ),
        ),
        allowance=300,
        without="no slip is corrected or asked about",
    ),
    Stage(
        "references",
        does="recognition of references to works, and of lists of works",
        work="ecdosis.stages.references:work",
        instead="ecdosis.stages.references:only_decided",
        makes=frozenset(("reference", "attribution")),
        needs=("blocks", "spelling"),
        without="no reference to a work is marked",
    ),
    Stage(
        "foreign",
        does="recognition of words in other languages",
        work="ecdosis.stages.foreign:work",
        instead="ecdosis.stages.foreign:only_decided",
        makes=frozenset(("foreign",)),
        needs=("blocks", "spelling", "references"),
        without="no words are marked as being in another language",
    ),
    Stage(
        "phrases",
        does="marking of words in italics, bold and the like",
        work="ecdosis.stages.phrases:work",
        instead="ecdosis.stages.phrases:only_decided",
        makes=frozenset(STYLES),
        needs=("styles", "blocks", "references", "foreign"),
        without="no words are marked as italics, bold or the like",
    ),
)
"""The stages of Ecdosis itself.

What each may spend was measured on 37 whole texts (7 kB to 540 kB, of seven sorts of sources, damaged and clean) and
120 small damaged ones: at most 3.0 steps a code point in `encoding`, 11.4 in `spelling` and 1.2 in every other stage.
Ten times that is allowed, and more where a text may well be worse than all of these: one all of whose words are misread
takes 31 in `spelling`, and one in long paragraphs, all in another character set and with blanks lost, 30 in `encoding`.
"""


@cache
def stages() -> tuple[Stage, ...]:
    """All stages in the order of the work, those of plug-ins (entry points of `ecdosis.stages`, each a `Stage`) too.
    Raises EcdosisError if one of these cannot have its place, ToolError if it is none."""
    return ordered((*BUILT_IN, *(_checked(name, stage) for name, stage in plugins.loaded("ecdosis.stages"))))


def _checked(name: str, stage: object) -> Stage:
    """The stage of a plug-in. Raises ToolError if it does not keep to the names of plug-ins."""
    if not isinstance(stage, Stage):
        raise ToolError(f"The plug-in {name} is no stage, but {stage!r}. Update it, or take it out.")
    own = {kind.name for kind in stage.kinds}
    wrong = [one for one in own if not _FURTHER_KIND.fullmatch(one)]
    wrong += [kind.name for kind in stage.kinds if kind.sort not in FURTHER]
    wrong += stage.makes - own - set(KINDS)
    if wrong or not _FURTHER.fullmatch(stage.name):
        named = ", ".join(sorted(wrong)) or stage.name
        raise ToolError(
            f"The plug-in {name} uses names that it may not have ({named}): a stage of a plug-in is called x-name, and "
            "what it makes is of our kinds or x-name:kind."
        )
    return stage


def further() -> dict[str, FurtherKind]:
    """The kinds of plug-ins, by name."""
    return {kind.name: kind for stage in stages() for kind in stage.kinds}


def sort_of(name: str) -> Sort:
    """The sort of a kind, ours or that of a plug-in. Raises KeyError if there is none."""
    return kind(name).sort if name in KINDS else further()[name].sort


def ordered(given: Sequence[Stage]) -> tuple[Stage, ...]:
    """Stages in an order in which each comes after what it needs, else as they are given. Raises EcdosisError if there
    is none, or two have one name."""
    left, done = list(given), dict[str, Stage]()
    while left:
        ready = next((stage for stage in left if all(name in done for name in stage.needs)), None)
        if ready is None or ready.name in done:
            names = ", ".join(f"{stage.name} (needs {', '.join(stage.needs) or 'nothing'})" for stage in left)
            raise EcdosisError(f"These stages cannot be put in order, or have a name that is taken: {names}.")
        left.remove(ready)
        done[ready.name] = ready
    return tuple(done.values())


def responsible() -> dict[str, str]:
    """Who may answer for a change (`@resp`), with what they do, in the order of the work."""
    return {
        "decode": "decoding of the source's bytes",
        **{stage.name: stage.does for stage in stages()},
        "editor": "decisions of the editor",
    }


def policies() -> dict[str, Policy]:
    """The purpose of an edition, and the policies of all stages, by name."""
    return {policy.name: policy for policy in (PURPOSE, *(each for stage in stages() for each in stage.policies))}


def values(stated: Mapping[str, str]) -> dict[str, str]:
    """The value of each policy, where some are stated."""
    purpose = stated.get(PURPOSE.name, PURPOSE.default)
    return {name: stated.get(name, policy.usual(purpose)) for name, policy in policies().items()}
