"""Repair of characters that decoding, typesetting or copying damaged.

Mojibake comes first, since its remains hold ligatures, soft hyphens and the like; what it gives back is then mended
with the rest.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Final

from ecdosis.diagnosis import marks
from ecdosis.model.alike import opcodes
from ecdosis.model.document import Document
from ecdosis.model.pieces import Edit, Query
from ecdosis.model.text import Text
from ecdosis.stages import damage, lookalikes, symbols
from ecdosis.stages.encoding_rules import EncodingRule
from ecdosis.stages.stage import Context
from ecdosis.steps import spend

BY: Final = "encoding"
ROUNDS: Final = 6
"""Damage on damage on damage has been seen (UTF-8 decoded wrongly three times); more than this is no text."""
ENTITIES_PER: Final = 2_000
"""A text that has on average a character reference in every so many code points was taken out of HTML without being
unescaped; in one that has fewer they may be what it writes about."""
ENTITIES_AT_LEAST: Final = 5

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_MARKS: Final = "“”‘’„‚«»–—…•·§°\xa0\u00ad"
_SUSPECT: Final = re.compile(rf"[^\x00-\x7f{_MARKS}][^\x00-\x7f]|[^\x00-\x7f][^\x00-\x7f{_MARKS}]|Ã ")
"""UTF-8 read in another character set gives at least two characters beyond ASCII, not both common marks; but for `à`
(`Ã` and a no-break space that something turned into a space)."""
_NO_LETTER: Final = ("Cc", "Cs", "Cn")
"""Categories (The Unicode Standard, 4.5) of controls, surrogates and what is no character: nobody wrote these."""
_C1: Final = re.compile("[\x80-\x9f]")
LOSSY: Final[Mapping[str, tuple[str, bool]]] = {
    "â€\N{REPLACEMENT CHARACTER}": ("”", True),
    "â€?": ("”", True),
    'â"¢': ("™", True),
    'â€"': ("–", False),
}
"""What is left of a mark -> the mark, and whether no other is left so. ” ends in 9D, which Windows-1252 does not have;
„ in the midst of ™, and “ or ” at the end of dashes, become the typewriter's marks."""
_LOSSY: Final = re.compile("|".join(map(re.escape, LOSSY)))
_ENTITY: Final = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?>")
_QUOTES: Final = ("”", "’", "“", "‘")
"""At the end of a word these may be the quotation marks they look like, and no half of a letter."""
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")
"""ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ (Unicode: Alphabetic Presentation Forms). æ and œ are letters and no ligatures of a typesetter."""
_DECOMPOSED: Final = re.compile("[^\\W\\d_][\u0300-\u036f]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
_SOFT_HYPHEN: Final = re.compile("\u00ad+(?![\u00ad \t]*[\n\f]|[ \t])")
"""Inside a line. At its end a soft hyphen divides a word, which `repair.lines` joins."""
_ZERO_WIDTH: Final = re.compile(
    "[\u200b\u2060\ufeff]+|(?<![^\\s\x21-\u052f\u1e00-\u206f])[\u200c\u200d]+(?![^\\s\x21-\u052f\u1e00-\u206f])"
)
"""Zero-width space, word joiner, mark in the wrong place; joiners only where no script is near that needs them."""
_DELETED: Final = re.compile("(?<!\\w)\x7f+|\x7f+(?!\\w)")
"""DEL, but for one between two letters, where one may be lost: a font of a PDF may have a letter in its place."""
_BREAKING_SCRIPTS: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer are written without spaces: a zero-width space parts their words."""


def repair(
    text: Text, language: str, quotes: str = "ask", stands_for: Mapping[str, str] = MappingProxyType({})
) -> tuple[Text, tuple[Query, ...]]:
    """The text with its characters mended, and what was doubtful. `language` is an ISO 639-1 code or `und`; `quotes`:
    the value of the policy for lost quotation marks; `stands_for`: what letters some characters stand for throughout.

    What one repair gives back may be food for another, so they are done over until nothing changes.
    """
    asked: dict[Query, None] = {}
    causes = (
        partial(damage.told_letters, stands_for=stands_for),
        partial(damage.ligatures, told="".join(stands_for)),
        damage.stray_bytes,
        damage.lost_ligatures,
        partial(damage.lost_marks, quotes=quotes),
    )
    for mended in causes:
        text, queries = text.edit(mended(text, language, BY))
        asked.update(dict.fromkeys(queries))
    text, _ = text.edit(symbols.hyphens(text, BY))
    for _ in range(ROUNDS):
        before = text
        for edits in (
            _mojibake,
            _lossy_mojibake,
            _c1_controls,
            _entities,
            _symbols,
            _invisible_or_typographic,
            _lookalikes,
        ):
            if found := list(edits(text.reading, language)):
                text, queries = text.edit(found)
                asked.update(dict.fromkeys(queries))
        if text is before or text == before:
            break
    return text, tuple(asked)


def _symbols(reading: str, language: str) -> Iterator[Edit]:
    return symbols.edits(reading, language, BY)


def _lookalikes(reading: str, language: str) -> Iterator[Edit]:
    return lookalikes.edits(reading, language, BY)


def _mojibake(reading: str, _language: str) -> Iterator[Edit]:
    """UTF-8 that was decoded as something else (`pÃ¢tÃ©`), found by ftfy. Its result is compared with what was there,
    and what it can tell of a word by itself is safe."""
    if not _NOT_ASCII.search(reading):
        return
    end = 0
    for match in _SUSPECT.finditer(reading):
        if match.start() >= end:
            start = reading.rfind("\n", 0, match.start()) + 1
            end = reading.find("\n", match.start())
            end = len(reading) if end < 0 else end
            yield from _mojibake_in(reading[start:end], start)


def _mojibake_in(line: str, start: int) -> Iterator[Edit]:
    import ftfy
    from ftfy.badness import is_bad

    spend(len(line), "it looked for UTF-8 that was read in another character set")
    if not is_bad(line):
        return
    config = ftfy.TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, uncurl_quotes=False)
    fixed = ftfy.fix_encoding(line, config)
    if fixed == line:
        return
    words, better = line.split(" "), fixed.split(" ")
    if len(words) != len(better):
        words, better = [line], [fixed]
    at = start
    for word, right in zip(words, better, strict=True):
        alone = len(words) == 1 or ftfy.fix_encoding(word, config) == right
        for a, b, c, d in _differences(word, right):
            why = f"“{word[a:b]}” is what “{right[c:d]}” becomes when UTF-8 is read in another character set."
            sound = not any(unicodedata.category(ch) in _NO_LETTER for ch in right[c:d])
            safe = alone and not (b == len(word) and word[a:b].endswith(_QUOTES) and right[c:d].isalpha())
            if sound:
                rule = EncodingRule.MOJIBAKE if safe else EncodingRule.MOJIBAKE_IN_LINE
                yield Edit(at + a, at + b, right[c:d], "mojibake", BY, rule, why, safe=safe)
        at += len(word) + 1


def _differences(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts differ, as ranges of both."""
    for tag, a, b, c, d in opcodes(before, after, "it compared damaged words with what they may have been"):
        if tag != "equal":
            yield a, b, c, d


def _c1_controls(reading: str, _language: str) -> Iterator[Edit]:
    """Quotation marks and dashes of Windows-1252 that were decoded as ISO 8859-1 and became control characters. A text
    with nothing but U+0085 among them uses it as the line separator it is."""
    found = list(_C1.finditer(reading))
    if all(match.group() == "\x85" for match in found):
        return
    for match in found:
        try:
            right = match.group().encode("latin-1").decode("cp1252")
        except UnicodeDecodeError:
            continue
        why = f"The control character U+{ord(match.group()):04X} is “{right}” in Windows-1252."
        yield Edit(match.start(), match.end(), right, "mojibake", BY, EncodingRule.CONTROL, why)


def _lossy_mojibake(reading: str, _language: str) -> Iterator[Edit]:
    """UTF-8 that was decoded as Windows-1252, where a program then lost one of its characters: of those that begin so
    only one can be meant, or a dash of either length."""
    for match in _LOSSY.finditer(reading):
        right, only = LOSSY[match.group()]
        why = f"“{match.group()}” is left of “{right}” where UTF-8 was read as Windows-1252 and a character is lost."
        yield Edit(match.start(), match.end(), right, "mojibake", BY, EncodingRule.MOJIBAKE_LOSSY, why, safe=only)


def _entities(reading: str, _language: str) -> Iterator[Edit]:
    """Character references of HTML, where the text is full of them."""
    if reading.count("&") < ENTITIES_AT_LEAST:
        return
    found = [m for m in _ENTITY.finditer(reading) if html.unescape(m.group()) != m.group()]
    if len(found) < max(ENTITIES_AT_LEAST, len(reading) / ENTITIES_PER) and not _are_left(reading, found):
        return
    for match in found:
        right = html.unescape(match.group())
        if len(right) == 1 and unicodedata.category(right) not in _NO_LETTER:
            why = f"The text has {len(found)} character references of HTML; this one is “{right}”."
            yield Edit(match.start(), match.end(), right, "entity", BY, EncodingRule.ENTITY, why)


def _are_left(reading: str, found: Sequence[re.Match[str]]) -> bool:
    """Whether some references were left by what took the text out of HTML: all are numbers, as nobody writes them but a
    program, glued to words, and no tag shows that the text is about HTML."""
    glued = (
        re.search(r"\w", reading[max(0, m.start() - 1) : m.start()] + reading[m.end() : m.end() + 1]) for m in found
    )
    return (
        len(found) >= ENTITIES_AT_LEAST
        and all(m[0].startswith("&#") and near for m, near in zip(found, glued, strict=True))
        and not _TAG.search(reading)
    )


def _invisible_or_typographic(reading: str, _language: str) -> Iterator[Edit]:
    """What only looks or sorts differently: ligatures, decomposed letters, soft hyphens, invisible characters."""
    for match in _DELETED.finditer(reading):
        why = "DEL blots out what was punched wrongly on a paper tape and shows nothing (ISO/IEC 646)."
        yield Edit(match.start(), match.end(), "", "zero-width", BY, EncodingRule.INVISIBLE, why)
    if not _NOT_ASCII.search(reading):
        return
    for match in _LIGATURE.finditer(reading):
        right = unicodedata.normalize("NFKC", match.group())
        why = "A ligature of the typesetter’s, which readers cannot search for."
        yield Edit(match.start(), match.end(), right, "ligature", BY, EncodingRule.LIGATURE, why)
    for match in _DECOMPOSED.finditer(reading):
        right = unicodedata.normalize("NFC", match.group())
        if len(right) < len(match.group()):
            why = "Unicode has one character for a letter with this mark."
            yield Edit(match.start(), match.end(), right, "decomposed", BY, EncodingRule.DECOMPOSED, why)
    for match in _SOFT_HYPHEN.finditer(reading):
        why = "A soft hyphen inside a line shows nothing and only hinders a search."
        yield Edit(match.start(), match.end(), "", "soft-hyphen", BY, EncodingRule.SOFT_HYPHEN, why)
    for match in _ZERO_WIDTH.finditer(reading):
        if not _BREAKING_SCRIPTS.search(reading[max(match.start() - 1, 0) : match.end() + 1]):
            why = "An invisible character that has no function here."
            yield Edit(match.start(), match.end(), "", "zero-width", BY, EncodingRule.INVISIBLE, why)


def work(document: Document, context: Context) -> Document:
    """A document mended in its characters."""
    quotes = context.policies.get(marks.POLICY, "ask")
    return document.read_as(*repair(document.text, context.language, quotes, context.stands_for))
