"""Which characters the fonts that Typst brings have, asked of Typst itself: `make glyphs` writes
`pipeline/ecdosis/formats/pdf/fonts.toml` anew, after an update of Typst.

Every character is set between two letters, on a line of its own, in one cut of one font without fallback, as SVG. There
the same shape has the same name, so a line that shows what U+10FFFF shows (which no font has), or a dotted circle below
a mark, lacks its character. In some fonts U+10FFFF shows nothing; so does a line without a shape, but for blanks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import typst

from ecdosis.formats.pdf import fonts

FAMILIES: Final = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
HEAD: Final = """# Made by `make glyphs`: which characters the fonts that Typst brings have, in hexadecimal: in the
# roman cut, and in every cut (roman, italic, bold, bold italic).

# Code points of the Medieval Unicode Font Initiative's character recommendation (version 4.0) in the Private Use Area;
# without U+F020 to U+F0FF, where Microsoft's symbol fonts have their own.
"""
_SOURCE: Final = b"""#set page(width: 4000pt, height: auto, margin: 0pt)
#set text(font: sys.inputs.family, style: sys.inputs.style, weight: int(sys.inputs.weight), size: 5pt, fallback: false)
#for it in json(bytes(sys.inputs.data)) { block(above: 0pt, below: 0pt)[a#{it}a] }
"""
BLANKS: Final = "\t\n\v\f\r\x85 \xa0\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space that Typst ends a line for, or makes of the blank of a font."""
_NONE: Final = "\U0010ffff"
_CIRCLE: Final = "\u25cc"
"""What a shaper puts below a mark that it cannot place, instead of the mark."""


def shown(characters: Sequence[str], family: str, style: str, weight: int) -> set[str]:
    """Those of the characters that Typst shows in a cut of an embedded font."""
    inputs = {
        "family": family,
        "style": style,
        "weight": str(weight),
        "data": json.dumps([_NONE, _CIRCLE, *characters]),
    }
    made = typst.compile(_SOURCE, format="svg", ignore_system_fonts=True, sys_inputs=inputs, timestamp=0)
    lines = re.split(r'<g transform="translate\(0 [\d.]+\)">', made.decode().partition("<defs")[0])
    assert len(lines) == len(characters) + 2
    absent, circle, *drawn = ({*re.findall(r'href="#(\w+)"', line)} - {_letter(lines[0])} for line in lines)
    absent |= circle
    return {
        c
        for c, found in zip(characters, drawn, strict=True)
        if c in (_CIRCLE, "a") or (not found & absent if found else c in BLANKS or fonts.IGNORABLE.match(c) is not None)
    }


def _letter(line: str) -> str:
    """The name of the shape of the letter that stands at either end of a line."""
    [name, *_] = re.findall(r'href="#(\w+)"', line)
    return str(name)


def candidates() -> Iterator[str]:
    """Every character that a font may have: no controls but those that are blanks, nothing private or unassigned."""
    for code in range(0x110000):
        c = chr(code)
        kind = unicodedata.category(c)
        if kind not in ("Cn", "Co", "Cs") and (kind != "Cc" or c in BLANKS) and c != fonts.MARK_OF_ORDER:
            yield c


def covered(family: str, characters: Sequence[str]) -> tuple[set[str], set[str]]:
    """The characters in the roman cut of a font, and those in every one."""
    found = [shown(characters, family, style, weight) for style, weight in fonts.CUTS]
    roman, every = found[0], set.intersection(*found)
    if family.endswith("Math"):  # has letters only for formulas; they don't join to words
        roman = {c for c in roman if unicodedata.category(c)[0] in "PS" or "\U0001d400" <= c <= "\U0001d7ff"}
    return roman, every & roman


def ranges(characters: Iterable[str]) -> str:
    """Code points as `41-5a 61`, in lines that the file can hold."""
    codes = sorted(map(ord, characters))
    starts = [code for before, code in zip([-2, *codes], codes, strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -2], strict=False) if after != code + 1]
    words = [f"{a:x}" if a == b else f"{a:x}-{b:x}" for a, b in zip(starts, ends, strict=True)]
    return re.sub(r"(.{1,116})(?: |$)", r"\1\n", " ".join(words))


def written(mufi: Iterable[str]) -> str:
    """The data file."""
    everything = list(candidates())
    parts = [HEAD + f'mufi = """\n{ranges(mufi)}"""\n']
    for family in FAMILIES:
        roman, every = set[str](), set[str]()
        for start in range(0, len(everything), 10_000):
            a, b = covered(family, everything[start : start + 10_000])
            roman, every = roman | a, every | b
        parts.append(
            f'[[font]]\nfamily = "{family}"\nroman = """\n{ranges(roman)}"""\nevery = """\n{ranges(every)}"""\n'
        )
    return "\n".join(parts)


if __name__ == "__main__":
    Path(fonts.DATA).write_text(written(fonts.mufi()), encoding="utf-8")
