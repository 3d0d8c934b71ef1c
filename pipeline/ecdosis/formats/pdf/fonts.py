"""Which fonts are at hand for a PDF, and which characters each has: those that Typst brings, those of packages, and the
machine's own."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import struct
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from typst import FontInfo

DATA: Final = Path(__file__).parent / "fonts.toml"
CUTS: Final = (("normal", 400), ("italic", 400), ("normal", 700), ("italic", 700))
"""Slope and weight of the cuts that the template asks for, the roman first."""
SANS: Final = (
    *("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam"),
    *("Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai"),
)
"""Scripts for which one package carries a font each."""
SIGNS: Final = ("Noto Sans Symbols", "Noto Emoji")
"""Families of signs. They are asked for what no other has: a telephone in a text is rather a sign than an emoji."""
PACKAGES: Final[Mapping[str, str]] = {
    "Cardo": "fontpkg_cardo",  # Hebrew with accents, Greek of inscriptions, Old Italic, medieval letters (MUFI)
    "Noto Serif": "fontpkg_noto_serif",  # Old Cyrillic, phonetic and dialect letters, marks
    "Amiri": "fontpkg_amiri",  # Arabic, Persian, Urdu
    "Noto Serif Devanagari": "pylopdf_fonts_hi",
    "Noto Serif JP": "pylopdf_fonts_cjk",  # Japanese and Chinese; 9 MB, so it is used where somebody installed it
    **dict.fromkeys((f"Noto Sans {script}" for script in SANS), "manimgx_fonts"),
    **dict.fromkeys(SIGNS, "manimgx_fonts"),
}
"""Families in the order in which they are asked, and the Python packages that carry them (all under the SIL Open Font
License)."""
MUFI_FONTS: Final = ("Alphabetum", "Andron", "Cardo", "Junicode", "LeedsUni", "Leeds Uni", "Palemonas")
"""Fonts in which private characters are those of the Medieval Unicode Font Initiative (its page `Fonts`). In any other
they are anything: icons, small capitals, a logo."""
NO_FONTS: Final = ("LastResort", ".LastResort", "Last Resort", "Adobe Blank", "AdobeBlank")
"""Families that claim all characters and show none."""
STAND_INS: Final[Mapping[str, re.Pattern[str]]] = {
    "Cardo": re.compile(
        "[\u05a2\u05c7\u16a0-\u16f8\u2112\u27f3\u2938-\u293f\ua779-\ua787\ue810\ue811\uf2f7\U00010330-\U0001034a"
        "\U0001d504-\U0001d537]"
    )
}
"""Characters for which a font draws one and the same box, in one of its cuts at the least: Cardo 1.045 for runes and
Gothic. It says that it has them, so only the drawings tell."""
MARK_OF_ORDER: Final = "\ufeff"
"""The byte order mark: it shows nothing, but PDF/UA-1 allows it nowhere."""
IGNORABLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters that show nothing where a font lacks them (Unicode, `Default_Ignorable_Code_Point`)."""
_NOWHERE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Controls, halves of characters, private characters and what is none: whatever a font has for them."""


@dataclass(frozen=True, slots=True)
class Font:
    """A family of fonts: the characters of its roman cut, those of every cut, the folder where Typst finds it (none if
    it brings it), and whether it is the machine's own."""

    family: str
    roman: frozenset[str]
    every: frozenset[str]
    folder: Path | None = None
    machine: bool = False


@cache
def embedded() -> tuple[Font, ...]:
    """The fonts that Typst brings; the first is that of our books."""
    return tuple(
        Font(font["family"], _characters(font["roman"]), _characters(font["every"])) for font in _data()["font"]
    )


@cache
def packaged() -> tuple[Font, ...]:
    """The fonts of those packages that are installed."""
    folders = {package: folder for package in PACKAGES.values() if (folder := _folder(package))}
    listed = {package: _listed(False, [folder]) for package, folder in folders.items()}
    return tuple(
        font
        for family, package in PACKAGES.items()
        if package in folders
        for font in _families(listed[package], wanted=(family,), folder=folders[package])
    )


def everywhere() -> tuple[Font, ...]:
    """The fonts of Typst and of packages, in the order in which they are asked, that of our books first; without those
    of signs."""
    base, *others = embedded()
    return (base, *(font for font in packaged() if font.family not in SIGNS), *others)


def signs() -> tuple[Font, ...]:
    """The fonts of signs."""
    return tuple(font for font in packaged() if font.family in SIGNS)


@cache
def machine() -> tuple[Font, ...]:
    """The machine's own fonts, those with serifs first."""
    found = _families(_listed(True, []))
    return tuple(sorted(found, key=lambda font: ("Serif" not in font.family, font.family)))


@cache
def at_hand() -> str:
    """A digest of which fonts the machine has."""
    listed = sorted(f"{font.path} {font.family} {font.style} {font.weight}" for font in _listed(True, []))
    return hashlib.sha256("\n".join(listed).encode("utf-8", "surrogateescape")).hexdigest()


def mufi() -> frozenset[str]:
    """The private characters of the Medieval Unicode Font Initiative."""
    return _characters(_data()["mufi"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _characters(ranges: str) -> frozenset[str]:
    """The characters of `41-5a 61`."""
    pairs = ([int(end, 16) for end in word.split("-")] for word in ranges.split())
    return frozenset(chr(code) for pair in pairs for code in range(pair[0], pair[-1] + 1))


def _folder(package: str) -> Path | None:
    """Where an installed package lies; it is not run."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _listed(system: bool, folders: list[Path]) -> list[FontInfo]:
    try:
        import typst
    except ImportError:  # then there will be no PDF, and a message of its own
        return []
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders).fonts()


def _families(listed: Iterable[FontInfo], wanted: tuple[str, ...] = (), folder: Path | None = None) -> list[Font]:
    """Families of fonts as Typst names them."""
    cuts: dict[str, list[FontInfo]] = {}
    for info in listed:
        if info.path and (info.family in wanted or not wanted) and info.family not in NO_FONTS:
            cuts.setdefault(info.family, []).append(info)
    made = []
    for family, infos in cuts.items():
        roman, *others = (_shown(family, path, index) for path, index in _cuts(infos))
        made.append(Font(family, roman, roman.intersection(*others), folder, folder is None))
    return made


def _cuts(infos: Sequence[FontInfo]) -> list[tuple[str, int]]:
    """The files (and the font in them) that Typst takes for each cut: the nearest in slope, then width, then weight."""

    def nearest(style: str, weight: int) -> FontInfo:
        return min(infos, key=lambda i: (i.style != style, abs(i.stretch - 1), abs(i.weight - weight), i.path))

    return [(info.path or "", info.index) for info in (nearest(style, weight) for style, weight in CUTS)]


@cache
def _shown(family: str, path: str, index: int) -> frozenset[str]:
    """What a font has, as far as its private characters mean something."""
    try:
        found = characters(Path(path), index)
    except (OSError, ValueError):  # what cannot be read is not at hand
        return frozenset()
    trusted = mufi() if family.startswith(MUFI_FONTS) else frozenset[str]()
    boxes = STAND_INS.get(family)
    return frozenset(c for c in found if (c in trusted or not _NOWHERE.match(c)) and not (boxes and boxes.match(c)))


def characters(path: Path, index: int = 0) -> frozenset[str]:
    """The characters of a TrueType or OpenType font, or of the font of that index in a collection (OpenType, `cmap`:
    its Unicode tables of format 4, 6 and 12). Raises OSError, and ValueError if it is no such font."""
    with path.open("rb") as file:
        try:
            return frozenset(chr(code) for code in _cmap(_table(file, index)) if not 0xD800 <= code <= 0xDFFF)
        except (struct.error, IndexError, OverflowError) as error:
            raise ValueError(f"{path} is no font that can be read ({error})") from error


def _table(file: BinaryIO, index: int) -> bytes:
    """The table `cmap` of a font."""
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        [start] = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    [count] = struct.unpack(">H6x", file.read(8))
    for _ in range(count):
        tag, place, length = struct.unpack(">4s4xII", file.read(16))
        if tag == b"cmap":
            file.seek(place)
            return file.read(length)
    raise ValueError("the font has no characters")


def _cmap(table: bytes) -> set[int]:
    [count] = struct.unpack_from(">H", table, 2)
    codes: set[int] = set()
    for number in range(count):
        platform, encoding, place = struct.unpack_from(">HHI", table, 4 + 8 * number)
        [kind] = struct.unpack_from(">H", table, place)
        if platform != 0 and (platform, encoding) not in ((3, 1), (3, 10)):
            continue
        if kind == 4:
            codes |= _segments(table[place:])
        elif kind == 6:
            first, length = struct.unpack_from(">HH", table, place + 6)
            glyphs = struct.unpack_from(f">{length}H", table, place + 10)
            codes |= {first + n for n, glyph in enumerate(glyphs) if glyph}
        elif kind == 12:
            [length] = struct.unpack_from(">I", table, place + 12)
            for start, end, glyph in struct.iter_unpack(">III", table[place + 16 : place + 16 + 12 * length]):
                codes.update(range(start + (glyph == 0), min(end, 0x10FFFF) + 1))
    return codes


def _segments(table: bytes) -> set[int]:
    """The code points of a table of format 4 that have a glyph."""
    [double] = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", table, 14 + double * part + (2 if part else 0)) for part in range(4)
    )
    codes = set()
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                [glyph] = struct.unpack_from(">H", table, 16 + double * 3 + 2 * n + offset + 2 * (code - start))
            if offset and glyph == 0:
                continue
            if (glyph + delta) & 0xFFFF:
                codes.add(code)
    return codes
