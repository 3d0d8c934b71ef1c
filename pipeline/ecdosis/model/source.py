"""Bytes to text, with evidence: which character set, why, and how sure.

Only a character set that gives the same bytes again is accepted. A byte that is no character stays as the lone
surrogate U+DC80..DCFF of Python's `surrogateescape` (PEP 383).
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from ecdosis.errors import UsageError
from ecdosis.model.pieces import Change, Piece, Stretch
from ecdosis.model.plausibility import plausibility
from ecdosis.model.text import Text

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks (The Unicode Standard, 23.8), the longer before those they begin with."""

LEGACY: Final = {
    "western": ("cp1252", "iso-8859-1", "iso-8859-15", "mac-roman", "cp437", "cp850"),
    "central": ("cp1250", "iso-8859-2", "mac-latin2", "cp852"),
    "cyrillic": ("cp1251", "koi8-r", "koi8-u", "iso-8859-5", "mac-cyrillic", "cp866"),
    "greek": ("cp1253", "iso-8859-7", "mac-greek"),
    "turkish": ("cp1254", "iso-8859-9"),
    "hebrew": ("cp1255", "iso-8859-8"),
    "arabic": ("cp1256", "iso-8859-6"),
}
"""The eight-bit character sets that plain texts of a region are found in, the commonest first."""

REGIONS: Final = {
    "central": ["cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"],
    "cyrillic": ["be", "bg", "mk", "ru", "sr", "uk"],
    "greek": ["el"],
    "turkish": ["tr"],
    "hebrew": ["he", "yi"],
    "arabic": ["ar", "fa", "ur"],
}
"""The languages (ISO 639-1) of each region; any other is western."""

MULTIBYTE: Final = {
    "ja": ("shift_jis", "cp932", "euc_jp"),
    "zh": ("gb18030", "big5"),
    "ko": ("euc_kr", "cp949"),
}
"""The character sets of several bytes that plain texts of a language (ISO 639-1) are found in."""

DOUBTFUL: Final = 0.5
"""Plausibility below which a text of unknown language may be in a set of several bytes, and the share of common letters
that it must have there."""

LINE_END: Final = re.compile(r"\r\n|\r|\n|\v")
"""What ends a line of a source. Never `str.splitlines`, which knows more than those."""
ENDS: Final = {"\r\n": "CR LF", "\r": "CR", "\v": "VT, as Word ends a line inside a paragraph"}
"""The line ends that are read as LF, with what is said of them."""

SAMPLE: Final = 1 << 16
"""Bytes looked at when guessing a legacy character set; the letters of a language show in far fewer."""

_UNENCODABLE: Final = re.compile("\r\n|[^\t\n\f\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""CRLF, CR, and what is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets) but for form feeds, which are
page breaks."""


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded source. `text` has a byte-order mark as its first code point; `size` is in bytes; `evidence` says in a
    sentence why it was decoded so."""

    text: str
    charset: str
    bom: bool
    certainty: float
    evidence: str
    sha256: str
    size: int

    def encode(self) -> bytes:
        """The exact bytes of the source."""
        return encode(self.text, self.charset)

    @property
    def line_end(self) -> str:
        """The commonest line end: `LF`, `CRLF` or `CR`; `LF` where there is none."""
        crlf = self.text.count("\r\n")
        counts = Counter(LF=self.text.count("\n") - crlf, CRLF=crlf, CR=self.text.count("\r") - crlf)
        return max(("LF", "CRLF", "CR"), key=lambda name: counts[name])


def encode(text: str, charset: str) -> bytes:
    """Text as bytes; the inverse of `decode`. Raises LookupError for an unknown charset, UnicodeError if it does not
    fit."""
    return text.encode(charset, _errors(charset))


def _errors(charset: str) -> str:
    """How lone surrogates go through a codec: UTF-16 and UTF-32 have code units for them, others have bytes."""
    return "surrogatepass" if charset.startswith(("utf-16", "utf-32")) else "surrogateescape"


def decode(data: bytes, *, charset: str | None = None, language: str | None = None) -> Source:
    """Decode bytes by what the descriptor says (`charset`), else by byte-order mark, UTF-8, UTF-16, and the character
    sets that fit the language (ISO 639-1). Any bytes can be decoded.

    Raises UsageError if `charset` is unknown or cannot give the same bytes again.
    """
    text, name, certainty, evidence = _given(data, charset) if charset else _found(data, language)
    bom = text.startswith("\ufeff")
    return Source(text, name, bom, certainty, evidence, hashlib.sha256(data).hexdigest(), len(data))


_Guess = tuple[str, str, float, str]


def _given(data: bytes, charset: str) -> _Guess:
    try:
        name = codecs.lookup(charset).name
    except LookupError as error:
        raise UsageError(
            f"“{charset}” is no character set that Python knows. Correct “charset” in the descriptor."
        ) from error
    text = _exact(data, name)
    if text is None:
        raise UsageError(
            f"The text cannot be {charset}: decoded and encoded again it is not the same. Correct or drop “charset” in "
            "the descriptor."
        )
    return text, name, 1.0, f"The descriptor says that the character set is {name}."


def _exact(data: bytes, charset: str, errors: str | None = None) -> str | None:
    """The text, if encoding it gives the same bytes again."""
    try:
        text = data.decode(charset, errors or _errors(charset))
        return text if encode(text, charset) == data else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _found(data: bytes, language: str | None) -> _Guess:
    for mark, name in MARKS:
        if data.startswith(mark) and (text := _exact(data, name)) is not None:
            return text, name, 1.0, f"The file begins with the byte-order mark of {name.upper()}."
    if (text := _exact(data, "utf-8", "strict")) is not None:
        what = "Every byte is ASCII." if text.isascii() else "Every byte is valid UTF-8."
        return text, "utf-8", 1.0 if text.isascii() else 0.99, what
    if (wide := _utf16(data)) is not None:
        return wide
    if (mostly := _mostly_utf8(data) or _mixed(data, language)) is not None:
        return mostly
    return _legacy(data, language)


def _utf16(data: bytes) -> _Guess | None:
    """UTF-16 without a mark: most of its high bytes are alike (NUL, for Latin), the low ones are not."""
    for name, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = data[high:SAMPLE:2]
        if (
            len(data) % 2 == 0
            and len(half) > 3
            and half.count(0) > 0.6 * len(half) > 6 * data[1 - high : SAMPLE : 2].count(0)
        ):
            text = _exact(data, name)
            if text is not None:
                return text, name, 0.95, f"Every second byte is mostly zero, as in {name.upper()}."
    return None


def _mostly_utf8(data: bytes) -> _Guess | None:
    """UTF-8 with some damage: far more well-formed sequences than stray bytes."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall("[\x80-\ud7ff\ue000-\U0010ffff]", text))
    if good < 4 * stray:
        return None
    return (
        text,
        "utf-8",
        0.9,
        f"UTF-8 but for {stray} bytes among {good} characters beyond ASCII; they are kept as they are.",
    )


def _mixed(data: bytes, language: str | None) -> _Guess | None:
    """UTF-8 and a set of eight bits in one file."""
    from ecdosis.model.mixed import decoded, looks_mixed

    evidence = looks_mixed(text := decoded(data), language)
    return (text, "utf-8", 0.9, evidence) if evidence else None


def eight_bit(language: str | None) -> tuple[str, ...]:
    """The character sets of eight bits in which texts of a language (ISO 639-1) are found, the commonest first; of an
    unknown one all."""
    region = next((name for name, codes in REGIONS.items() if language in codes), "western" if language else None)
    return LEGACY[region] if region else tuple(name for group in LEGACY.values() for name in group)


def _legacy(data: bytes, language: str | None) -> _Guess:
    """The legacy character set whose text looks most like a language; UTF-8 with every odd byte kept if none does."""
    if language in MULTIBYTE and (found := _multibyte(data, language)) is not None:
        return found
    names = eight_bit(language)
    ranked = sorted(
        ((_plausibility(data[:SAMPLE], name, language), -index, name) for index, name in enumerate(names)), reverse=True
    )
    if ranked[0][0] < DOUBTFUL and not language:
        candidates = [(_common(found[0], code), found) for code in MULTIBYTE if (found := _multibyte(data, code))]
        share, found = max(candidates, default=(0.0, None))
        if found and share > DOUBTFUL:
            return found
    for score, _, name in ranked:
        if score > 0 and (text := _exact(data, name, "strict")) is not None:
            return text, name, min(0.95, 0.5 + score / 2), f"As {name} its letters make the likeliest words."
    text = data.decode("utf-8", "surrogateescape")
    return text, "utf-8", 0.2, "No character set fits; what is not UTF-8 is kept as bytes."


def _multibyte(data: bytes, language: str) -> _Guess | None:
    """What charset-normalizer finds among the character sets of several bytes, which words cannot tell.

    It knows those of eight bits too, but reads fewer texts rightly than `_plausibility` does (measured on made-up texts
    in 14 languages and 15 sets: 286 of 340 against 339).
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=list(MULTIBYTE[language]), enable_fallback=False).best()
    text = _exact(data, best.encoding, "strict") if best else None
    if best is None or text is None:
        return None
    return text, best.encoding, 0.7, f"As {best.encoding} it looks most like a text to charset-normalizer."


def _common(text: str, language: str) -> float:
    """The share of the letters beyond ASCII that are words of a language by themselves, as most common ones are."""
    from ecdosis.languages.detect import frequencies

    letters = [c for c in text[:SAMPLE] if c.isalpha() and not c.isascii()]
    known = frequencies(language, "small")
    return sum(c in known for c in letters) / len(letters) if letters else 0.0


def _plausibility(sample: bytes, charset: str, language: str | None) -> float:
    """How much a sample looks like text in a character set (`plausibility`); below 0 if it cannot be in it."""
    try:
        return plausibility(sample.decode(charset), language)
    except UnicodeDecodeError:
        return -1.0


def opened(source: Source) -> Text:
    """The text of a source in which only LF ends lines and every character is one that XML can hold; what was not is
    a change."""
    pieces: list[Piece] = []
    last = 0
    for match in _UNENCODABLE.finditer(source.text):
        start, end = match.span()
        if start > last:
            pieces.append(Stretch(last, start))
        pieces.append(_opened(match.group(), start, end, source))
        last = end
    if last < len(source.text):
        pieces.append(Stretch(last, len(source.text)))
    if source.bom:
        pieces[:1] = _without_mark(pieces[0])
    return Text(source.text, pieces)


def _without_mark(piece: Piece) -> list[Piece]:
    why = "A byte-order mark tells how the file is encoded and is no part of the text."
    mark = Change((Stretch(0, 1),), "", "byte-order-mark", "decode", 1.0, why, 0)
    return [mark, Stretch(1, piece.end)] if isinstance(piece, Stretch) and piece.end > 1 else [mark]


def _opened(found: str, start: int, end: int, source: Source) -> Change:
    before = (Stretch(start, end),)
    if found in ENDS:
        why = f"The line ends in {ENDS[found]}."
        return Change(before, "\n", "line-end", "decode", 1.0, why, start)
    code = ord(found)
    if 0xDC80 <= code <= 0xDCFF:
        why = f"The byte {code - 0xDC00:02X} is no character in {source.charset}."
        return Change(before, "\N{REPLACEMENT CHARACTER}", "undecodable", "decode", 1.0, why, start)
    why = f"XML cannot hold the character U+{code:04X}."
    return Change(before, "\N{REPLACEMENT CHARACTER}", "control", "decode", 1.0, why, start)
