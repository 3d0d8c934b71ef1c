"""Repair of damage that has one cause in the whole file (`ecdosis.diagnosis`), place by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ecdosis.diagnosis.finding import named
from ecdosis.diagnosis.lost import SURE, lost
from ecdosis.diagnosis.lost import places as lacking
from ecdosis.diagnosis.mapped import mapped, places
from ecdosis.diagnosis.marks import QUOTES, readings
from ecdosis.editor.causes import ALL_ALIKE
from ecdosis.evidence import EVEN, certainty
from ecdosis.model.kinds import UNENCODABLE
from ecdosis.model.mixed import strays
from ecdosis.model.pieces import Change, Edit, leaves, read, width
from ecdosis.model.text import Text
from ecdosis.stages.encoding_rules import EncodingRule
from ecdosis.steps import spend


def raw(text: Text) -> str:
    """The reading of a text, with the characters and bytes of the source where XML cannot hold them: of the same
    length."""
    parts = []
    for piece in text.pieces:
        odd = isinstance(piece, Change) and piece.kind in UNENCODABLE
        under = "".join(text.source[leaf.start : leaf.end] for leaf in leaves((piece,))) if odd else ""
        parts.append(under if len(under) == width(piece) > 0 else read(text.source, (piece,)))
    return "".join(parts)


def told_letters(text: Text, _language: str, by: str, stands_for: Mapping[str, str]) -> Iterator[Edit]:
    """The letters that some characters stand for in or beside words, as the descriptor says."""
    if not stands_for:
        return
    seen = raw(text)
    one = f"[{''.join(map(re.escape, stands_for))}]"
    for match in re.finditer(rf"(?<=[^\W\d_]){one}|{one}(?=[^\W\d_])", seen):
        spend(1, "it read letters that other characters stand for")
        why = f"{named(match[0])} stands for “{stands_for[match[0]]}” in this file, as its descriptor says."
        rule = EncodingRule.LETTER_TOLD
        yield Edit(match.start(), match.end(), stands_for[match[0]], "mojibake", by, rule, why)


def ligatures(text: Text, language: str, by: str, told: str = "") -> Iterator[Edit]:
    """The ligatures, letters and apostrophes that other characters stand for; but for those of which it is `told`."""
    seen = raw(text)
    found = mapped(seen, language, told)
    rules = {one.sign: one.rule for one in found}
    for place in places(seen, found, language):
        spend(1, "it read ligatures that other characters stand for")
        sign = seen[place.start]
        if rules[sign]:
            why = f"{named(sign)} stands for “{rules[sign]}” throughout this file; so this is “{place.word}”."
            rule = EncodingRule.LIGATURE_MAPPED if place.known else EncodingRule.LIGATURE_MAPPED_UNKNOWN
        else:
            why = f"{named(sign)} stands for lost letters in this file; with “{place.after}” this is “{place.word}”."
            rule = EncodingRule.LETTER_ONLY if place.sure else EncodingRule.LETTER_LIKELIEST
        yield Edit(place.start, place.end, place.after, "mojibake", by, rule, why, safe=place.sure)


def lost_marks(text: Text, language: str, by: str, quotes: str) -> Iterator[Edit]:
    """The quotation marks and dashes that question marks and U+FFFD stand for, if the editor says which they were."""
    seen = raw(text)
    if quotes not in QUOTES:
        yield from _asked_marks(seen, language, by)
    for mark, right in readings(seen, language, quotes) if quotes in QUOTES else ():
        spend(1, "it read lost quotation marks")
        what = {"opens": "a quotation begins", "closes": "a quotation ends", "dash": "a dash stands"}[mark.role]
        why = f"{named(seen[mark.start])} stands for lost marks in this file, as its descriptor says: here {what}."
        yield Edit(mark.start, mark.end, right, "mojibake", by, EncodingRule.MARK_LOST, why)


def _asked_marks(seen: str, language: str, by: str) -> Iterator[Edit]:
    """The question what the lost marks of a text were, at the first quotation that begins with one."""
    found = list(readings(seen, language, "double"))
    first = next(((mark, right) for mark, right in found if mark.role == "opens"), None)
    if first is not None:
        spend(len(found), "it looked for lost quotation marks")
        mark, right = first
        why = (
            f"{named(seen[mark.start])} stands for lost quotation marks and dashes at {len(found):,} places: "
            f"{ALL_ALIKE} so (give ‘ instead of “ if they were single)."
        )
        yield Edit(mark.start, mark.end, right, "mojibake", by, EncodingRule.MARK_LOST, why, safe=False)


def stray_bytes(text: Text, language: str, by: str) -> Iterator[Edit]:
    """The bytes of an older character set in a file that else is UTF-8."""
    seen = raw(text)
    if (found := strays(seen, None if language == "und" else language)) is None:
        return
    for at, right in found.readings:
        spend(1, "it read bytes that are no UTF-8")
        why = (
            f"The byte {ord(seen[at]) - 0xDC00:02X} is no UTF-8, as the file else is, but “{right}” in {found.charset}."
        )
        yield Edit(at, at + 1, right, "mojibake", by, EncodingRule.STRAY_BYTE, why)


def lost_ligatures(text: Text, language: str, by: str) -> Iterator[Edit]:
    """The ligatures that words have lost, and the blanks that part words beside ligatures."""
    seen = raw(text)
    how = lost(seen, language)
    for place in lacking(seen, language, how) if how else ():
        spend(1, "it looked for words that lack a ligature")
        parted = place.end > place.start and seen[place.start : place.end].strip() == place.after
        lack = "is parted at a ligature" if parted else f"lacks the ligature “{place.after}”"
        why = f"“{place.word}” {lack} here, as others do in this file."
        kind = "word-division" if parted else "spelling"
        sure = certainty(EVEN, place.weight)
        if place.weight >= SURE or place.start < place.end:
            yield Edit(place.start, place.end, place.after, kind, by, sure, why, safe=place.weight >= SURE)
        else:
            start, end = _beside(seen, place.start)  # what is asked needs a place
            after = f"{seen[start : place.start]}{place.after}{seen[place.start : end]}"
            yield Edit(start, end, after, kind, by, sure, why, safe=False)


def _beside(seen: str, at: int) -> tuple[int, int]:
    """The letter behind an offset, or else that before it."""
    behind = at < len(seen) and seen[at].isalpha()
    return (at, at + 1) if behind or not at else (at - 1, at)
