"""What a decision will change, in a sentence, before it is written; and whether it would change anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from ecdosis.book.words import words_for
from ecdosis.editor.built import Built
from ecdosis.editor.causes import cause
from ecdosis.editor.decisions import answers
from ecdosis.editor.footnotes import label_of
from ecdosis.editor.meanings import OF_READINGS, READINGS
from ecdosis.editor.places import Located, shortened
from ecdosis.languages import FALLBACK
from ecdosis.model.kinds import BODIES, PHRASES, STYLES, Kind
from ecdosis.model.pieces import Query
from ecdosis.tei.editorial import editorial
from ecdosis.tei.names import ID, content, q
from ecdosis.tei.read import OpenQuery, Record

LOOKED_AT: Final = 50
"""Places of a decision that holds for all like it, of which one is told."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is said of a decision, in a sentence; `idle`: it would leave everything as it is; `answered`: how many
    questions it answers."""

    sentence: str
    idle: bool = False
    answered: int = 0


def foretold(places: Sequence[Located], built: Built) -> Foretold:
    """What a decision will change in an edition as it was built: at its places, of which there are several if it holds
    for all like it."""
    asked = [_query(query) for query in built.queries]
    met = [query for query in asked if any(answers(one, query) for one in places)]
    if places[0].decision.is_of_text and places[0].decision.decision in ("accept", "reject"):
        causes = {cause(query.kind, query.by, query.why) for query in met} - {""}
        met += [q for q in asked if q not in met and cause(q.kind, q.by, q.why) in causes]
    told = [_TOLD.get(one.decision.decision, _marked)(one, built) for one in places[:LOOKED_AT]]
    done = [one for one in told if not one.idle]
    sentence = (done or told)[0].sentence
    if len(places) > 1:
        sentence = f"In {len(places):,} places, such as: {sentence}"
    return Foretold(sentence, not done and not met, len(met))


def _query(query: OpenQuery) -> Query:
    said = (query.start, query.end, query.kind, query.by, query.certainty, query.why, query.suggestion)
    return Query(*said)


def _named(one: Located, built: Built) -> str:
    start, end = one.words
    return f"“{shortened(built.source[start:end])}” ({built.where(start)})"


def _reading(one: Located, built: Built) -> Foretold:
    """What is said of a reading; and of a yes or no to what the machine reads or asks."""
    decision, value = one.decision.decision, one.decision.value
    start, end = built.widened(one.start, one.end)
    before, behind = _beside(start, one.start, built), _beside(one.end, end, built)
    changes = [r for r in built.over(built.changed, one.start, one.end) if r.kind in (*OF_READINGS, Kind.STYLE_MARK)]
    asked = [query for query in built.over(built.queries, one.start, one.end) if query.suggestion]
    if (
        one.decision.decision != "read"
        and not value
        and not changes
        and not built.over(built.queries, one.start, one.end)
    ):
        return Foretold(
            f"Nothing was changed or is asked in {_named(one, built)}, so that there is no yes or no to it.", idle=True
        )
    now = built.read(start, end)
    where = built.where(one.start)
    if decision == "reject":
        stands = shortened(built.stands(start, end))
        doubted = built.over(built.queries, one.start, one.end)
        if doubted or not changes:  # a no to a question leaves the changes beside it alone
            return Foretold(f"“{stands}” ({where}) will stay as it is.", idle=not doubted)
        return Foretold(f"“{stands}” ({where}) will read as it stands in the source; it read “{now}”.")
    if decision == "accept" and not value:
        value = asked[0].suggestion if asked and not changes else ""
        then = " ".join(f"{before}{value}{behind}".split()) if value else now
    else:
        then = " ".join(f"{before}{value}{behind}".split())
    stands, now, then = _bare(built.stands(start, end), now, then)
    if then == now:
        mine = any(record.by == "editor" for record in changes)
        same = f"“{stands}” ({where}) reads “{now}” already"
        if changes and not mine:
            return Foretold(f"{same}; now this is your reading.")
        return Foretold(f"{same}.", idle=True)
    return Foretold(f"“{stands}” ({where}) will {f'read “{then}”' if then else 'be left out'}; it read “{now}”.")


def _beside(start: int, end: int, built: Built) -> str:
    """How the words beside those of a decision are read, with the blanks at their ends."""
    source = built.source[start:end]
    read = built.read(start, end)
    before, behind = (" " * (bool(source) and at.isspace()) for at in (source[:1], source[-1:]))
    return f"{before}{read}{behind}" if read else source if source.isspace() else ""


def _shared(several: Sequence[str]) -> int:
    """How many marks several words have in common at their beginning."""
    shared = takewhile(lambda same: len(set(same)) == 1 and not same[0].isalnum(), zip(*several, strict=False))
    return sum(1 for _ in shared)


def _bare(*several: str) -> tuple[str, ...]:
    """Words without the marks that all of them begin or end with."""
    first = _shared(several)
    last = _shared([one[first:][::-1] for one in several])
    return tuple(one[first : len(one) - last] for one in several)


def _kept(one: Located, built: Built) -> Foretold:
    records = (*built.over(built.changed, one.start, one.end), *_notes(one, built))
    counted = Counter(record.kind for record in records if record.kind != "page-break")
    marks = [r for r in built.over(built.recognised, one.start, one.end) if r.type.partition(" ")[0] in PHRASES]
    say = words_for(FALLBACK)
    undone = [f"{count:,} {say.name(kind, count)}" for kind, count in counted.items() if say.has(f"kinds.{kind}")]
    undone += [
        f"{count:,} {kind.replace('-', ' ')}"
        for kind, count in counted.items()
        if not say.has(f"kinds.{kind}") and kind != "line-end"
    ]
    undone += ["its lines stand apart"] * ("line-end" in counted)
    undone += [mark.type.partition(" ")[0] for mark in marks]
    said = f"{_named(one, built)} will stay as the source has it"
    if not undone:
        return Foretold(
            f"{_named(one, built)} is as the source has it: nothing was changed or left out here.", idle=True
        )
    return Foretold(f"{said}; undone there: {', '.join(undone)}.")


def _notes(one: Located, built: Built) -> list[Record]:
    """The notes whose text begins in the words of a decision."""
    return [r for r in built.over(built.records, one.start, one.end) if r.kind in BODIES and one.start <= r.start]


def _aside(one: Located, built: Built) -> Foretold:
    kind = one.decision.value
    name = words_for(FALLBACK).name(kind)
    inside = [r for r in built.over(built.changed, one.start, one.end) if r.aside and r.kind == kind]
    if any(r.start <= one.start and one.end <= r.end for r in inside):
        return Foretold(f"{_named(one, built)} is left out already, as a {name}.", idle=True)
    return Foretold(f"{_named(one, built)} will be left out of the running text, as a {name}.")


def _note(one: Located, built: Built) -> Foretold:
    """What is said of a marker or the text of a note."""
    is_marker = one.decision.decision == "marker"
    label = label_of(one)
    around = built.over(built.changed, one.start, one.end)
    there = [r for r in around if r.kind == Kind.NOTE_MARKER] if is_marker else _notes(one, built)
    if is_marker and any(record.source.strip("[]() ") == label for record in there):
        return Foretold(f"{_named(one, built)} is the marker of note {label} already.", idle=True)
    out = [r for r in around if r.aside and r.kind != Kind.NOTE_MARKER and r.start <= one.start and one.end <= r.end]
    if out:
        name = out[0].kind.replace("-", " ")
        return Foretold(f"{_named(one, built)} is left out of the running text, as a {name}: keep it first.", idle=True)
    if is_marker:
        shows = built.source[one.start : one.end].strip("[]() ")
        other = "" if shows == label else f"; the source has “{shows}” there"
        return Foretold(f"{_named(one, built)} will be the marker of note {label}{other}.")
    what = f"the text of note {label}" if one.decision.value else "the text of a note"
    if any(r.end <= one.end for r in there) and not one.decision.value:
        return Foretold(f"{_named(one, built)} is {what} already.", idle=True)
    return Foretold(f"{_named(one, built)} will be {what}.")


def _joined(one: Located, built: Built) -> Foretold:
    if not built.source[one.start : one.end].strip().count("\n"):
        return Foretold(
            f"{_named(one, built)} stands on one line: name words of both lines that belong together.", idle=True
        )
    if built.root is not None and "\n" not in _raw(one, built):
        return Foretold(f"The lines of {_named(one, built)} are one paragraph already.", idle=True)
    return Foretold(f"The lines of {_named(one, built)} will be one paragraph.")


def _raw(one: Located, built: Built) -> str:
    """How the words of a decision are read, with the ends of paragraphs."""
    inside = [piece for piece in built.pieces if piece.start < one.end and one.start < piece.end]
    return "".join(
        piece.reading if piece.record else piece.source[max(0, one.start - piece.start) : one.end - piece.start]
        for piece in inside
    )


def _split(one: Located, built: Built) -> Foretold:
    before = [piece for piece in built.pieces if piece.start < one.start]
    text = before[-1].reading if before and before[-1].record else built.source[: one.start]
    if built.root is not None and (not text.strip() or text.rstrip(" ").endswith("\n")):
        return Foretold(f"A paragraph begins with {_named(one, built)} already.", idle=True)
    return Foretold(f"A new paragraph will begin with {_named(one, built)}.")


def _block(one: Located, built: Built) -> Foretold:
    kinds = [r for r in built.recognised if r.type.partition(" ")[0] not in (*PHRASES, *STYLES)]
    around = [r for r in kinds if r.start <= one.start < r.end]
    now = min(around, key=lambda r: r.end - r.start).type if around else "p"
    if now == one.decision.value:
        return Foretold(f"The block with {_named(one, built)} is a “{now}” already.", idle=True)
    return Foretold(f"The block with {_named(one, built)} will be a “{one.decision.value}”; it was a “{now}”.")


def _annotated(one: Located, built: Built) -> Foretold:
    """What is said of a note of the editor's own: of one that stands there already, or can not."""
    last = built.over(built.changed, one.end - 1, one.end)
    if any(record.aside for record in last):
        return Foretold(f"{_named(one, built)} is left out of the running text, so no note can stand there.", idle=True)
    root = built.root
    places = () if root is None else root.iterfind(f".//{q('ptr')}[@{ID}]")
    there = {place.get("target", "")[1:] for place in places if place.get(ID, "").partition("-")[0] == f"m{one.end}"}
    same = [note for note in editorial(root) if note.get(ID) in there] if root is not None else []
    if any(content(note) == one.decision.value.replace("_", "") for note in same):
        return Foretold(f"{_named(one, built)} has this note already.", idle=True)
    also = f", behind {len(same)} that {'is' if len(same) == 1 else 'are'} there" if same else ""
    note = shortened(one.decision.value)
    return Foretold(f"{_named(one, built)} will have your note “{note}”{also}.")


def _marked(one: Located, built: Built) -> Foretold:
    """What is said of a reference, of words of another language or in another style."""
    type_ = " ".join(filter(None, (one.decision.decision, one.decision.value)))
    same = [r for r in built.recognised if r.type == type_ and r.start <= one.start and one.end <= r.end]
    said = _MARKED[one.decision.decision].format(one.decision.value)
    if one.decision.decision == "foreign" and one.decision.value.casefold() == built.language.casefold():
        return Foretold(f"The whole text is in this language ({built.language}).", idle=True)
    if same:
        return Foretold(f"{_named(one, built)} is {said} already.", idle=True)
    return Foretold(f"{_named(one, built)} will be {said}.")


_MARKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "reference": "a reference to a work",
        "foreign": "marked as words in another language ({})",
        "italic": "in italics",
        "bold": "in bold",
        "spaced": "letterspaced",
    }
)
_TOLD: Final[Mapping[str, Callable[[Located, Built], Foretold]]] = MappingProxyType(
    dict.fromkeys(READINGS, _reading)
    | {
        "keep": _kept,
        "aside": _aside,
        "marker": _note,
        "note": _note,
        "join": _joined,
        "split": _split,
        "block": _block,
        "annotate": _annotated,
    }
)
