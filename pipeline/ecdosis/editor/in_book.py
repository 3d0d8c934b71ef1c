"""Decisions whose words are copied from the book, where the machine reads them otherwise than the source has them: they
are found in the reading, and named as the source has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from ecdosis.editor import folded
from ecdosis.editor.meanings import READINGS
from ecdosis.editor.places import OMITTED, meant, shortened, standing
from ecdosis.editor.rows import Decision, cell
from ecdosis.errors import UsageError
from ecdosis.model.kinds import BODIES
from ecdosis.model.pieces import Aside
from ecdosis.model.text import Text

if TYPE_CHECKING:
    from ecdosis.editor.built import Built

Place = tuple[int, int]
"""Source positions from and to."""


def of_book(decisions: Iterable[Decision], source: str) -> tuple[Decision, ...]:
    """Those decisions about one place whose words the source does not have, in whatever marks and case."""
    return tuple(one for one in decisions if not (one.is_of_text or _is_in(meant(one, source).text, source)))


def _is_in(words: str, source: str) -> bool:
    plain = OMITTED.strip() not in words
    return next(chain(standing(words, source), folded.places(words, source) if plain else ()), None) is not None


def in_source(
    decisions: Sequence[Decision], strange: Sequence[Decision], text: Text, path: str
) -> tuple[Decision, ...]:
    """Decisions, those whose words are the book's (`strange`) with the words that the source has there. `text`: how it
    is read without these. Raises UsageError, naming the row, for words that the reading has more than once."""
    texts = [
        text,
        *(Text(text.source, one.pieces) for one in text.pieces if isinstance(one, Aside) and one.kind in BODIES),
    ]
    named = {}
    for row in strange:
        found = [place for one in texts for place in _places(meant(row, text.source).text, one)]
        named[row] = _named(row, found, text.source, path)
    return tuple(named.get(row, row) for row in decisions)


def _places(words: str, text: Text) -> list[Place]:
    """Where words stand in a reading, as places of the source: of what was changed, all that the change is of."""
    reading = text.reading
    found = list(standing(words, reading)) or list(folded.places(words, reading))
    whole = [one for one in found if not any(folded.is_within(reading, at) for at in one)]
    return [(text.position(start), text.position_after(end)) for start, end in islice(whole or found, 1000)]


def _named(row: Decision, found: Sequence[Place], source: str, path: str) -> Decision:
    """A decision with the place of its words and as the source has them; as it is, if they stand nowhere."""
    fit = [one for one in found if one[0] <= row.at < one[1]] or found
    if len(fit) > 1:
        raise UsageError(
            f"{path}: row {row.row}: “{shortened(row.text)}” occurs more than once in the reading. Give its place: the "
            f"first is {fit[0][0]}."
        )
    return replace(row, at=fit[0][0], text=cell(source[slice(*fit[0])]), known_as=row.id) if fit else row


def in_built(decisions: Sequence[Decision], built: Built) -> tuple[Decision, ...]:
    """The same by an edition as it was built, in which they may have been carried out already."""
    from ecdosis.editor.seek import places

    if built.root is None:
        return tuple(decisions)
    named = {}
    for row in of_book(decisions, built.source):
        bare = meant(row, built.source)
        found = places(bare.text, built)
        if not found and row.decision in READINGS and bare.value:
            found = places(bare.value, built)
        named[row] = _named(row, found, built.source, built.name)
    return tuple(named.get(row, row) for row in decisions)
