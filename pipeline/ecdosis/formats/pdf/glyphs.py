"""What a PDF needs that shows every character: the fonts in which a text is set, its directions, and what to show for a
character that no font at hand has.

PDF/UA-1 (ISO 14289-1, 7.21.8) forbids a character without a glyph, and Typst makes no tagged PDF of a text with one. So
its code point stands in brackets, `[U+E8B3]`, as in the list of emendations: that can be read, looked up and undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ecdosis.book.inlines import CONTEXT, cut_left, cut_right
from ecdosis.formats.pdf import fonts
from ecdosis.formats.pdf.fonts import Font

Machine = Callable[[], Sequence[Font]]
"""What finds the fonts of a machine."""
SCRIPTS: Final = ("Greek", "Cyrillic", "Hebrew")
"""Scripts that our font has in part. Where it lacks a letter of one, another font sets the whole script, so that no
word is set in two."""
NAMELESS: Final = {"Co": "(private)", "Cc": "(control)", "Cs": "(no character)", "Cn": "(not assigned)"}
"""What is said of a character that Unicode gives no name, by its general category."""
LISTED: Final = 40
"""Characters of one script that a message names."""
_NAMES: Final = frozenset(
    {
        "id",
        "emended",
        "place",
        "note",
        "role",
        "passage",
        "list",
        "language",
        "lang",
        "dir",
        "marks",
        "target",
        "image",
        "leads-to",
        "left-out",
        "alt",
        "paper",
        "tei",
    }
)
"""Keys whose values are not shown."""
_QUOTING: Final = frozenset({"emendations", "asides", "about", "summary", "head"})
"""Parts of the data of a book in which a character without a font is nothing to say: what they quote of the source may
be anything, and is rightly shown by its code; or it stands in the title as well."""
_PLAIN: Final = str.maketrans({"\t": " ", **dict.fromkeys("\v\f\r\x85\u2028\u2029", "\n")})
"""A blank and a line end for those beside which Typst finds no glyph for a character that shows none."""
_CODES: Final = re.compile(r"\[U\+(?:10|[0-9A-F])?[0-9A-F]{4}(?: U\+(?:10|[0-9A-F])?[0-9A-F]{4})*\]")
_JOINER: Final = "\u2060"
"""Does without harm what a byte order mark inside of a text does (The Unicode Standard, 23.8)."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A character, or a letter with its marks, that no font at hand shows; what the PDF shows for it, and some words
    around its first occurrence, as the PDF has them."""

    text: str
    shown: str
    context: str

    @property
    def lost(self) -> list[str]:
        """The characters of it that are not shown."""
        return [c for c in self.text if _code(c) in self.shown]

    @property
    def name(self) -> str:
        """The Unicode name of the first of them."""
        return unicodedata.name(self.lost[0], "") or NAMELESS.get(unicodedata.category(self.lost[0]), "(no name)")

    def __str__(self) -> str:
        return f"{', '.join(map(_code, self.lost))} {self.name}, in “{self.context}”"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The data of a template with what no font has replaced, and with what the template must know: its `fonts`, what is
    set `upright` (a regular expression) since the other cuts lack it, whether it holds `codes`, and, in a text with a
    script that runs to the left, the direction (`dir`) of every paragraph and title. Then the fonts that are used, and
    what is missing."""

    data: dict[str, Any]
    fonts: tuple[Font, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def folders(self) -> list[Path]:
        """Where Typst must look for fonts."""
        return [font.folder for font in self.fonts if font.folder]

    @property
    def own(self) -> list[str]:
        """The machine's own fonts that are used. Only if there are any need Typst look at them, so that any other book
        is the same wherever it is made."""
        return [font.family for font in self.fonts if font.machine]

    @property
    def notes(self) -> list[str]:
        """What a person should know of the fonts."""
        return [f"some letters are set in fonts of this machine: {', '.join(self.own)}"] if self.own else []


def told(missing: Sequence[Missing], otherwise: str = "") -> list[str]:
    """What a person should know of characters that no font has; `otherwise`: what can be done beside installing one."""
    if not missing:
        return []
    named = "; ".join(_listed(missing))
    remedy = f"with a font that has them (Debian: fonts-noto, fonts-junicode), make it again{otherwise}"
    return [f"no font at hand has {named}. The PDF shows their code points in brackets; {remedy}"]


def _listed(missing: Iterable[Missing]) -> Iterator[str]:
    """The characters by the first word of their names, which for letters is the script, and where the first stands."""
    groups: dict[str, list[Missing]] = {}
    for one in missing:
        groups.setdefault(one.name.split()[0], []).append(one)
    for word, (first, *others) in groups.items():
        if others:
            codes = list(dict.fromkeys(_code(c) for one in (first, *others) for c in one.lost))
            more = f" and {len(codes) - LISTED} more" if len(codes) > LISTED else ""
            yield f"{word} {', '.join(codes[:LISTED])}{more} (first in “{first.context}”)"
        else:
            yield str(first)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the odd clusters of a text are shown: those that `pattern` finds; the fonts, and which of them set a whole
    script; those that no font has in every cut, so that they are set in the roman; and of those that none has what can
    be shown, and what is lost."""

    pattern: re.Pattern[str]
    fonts: tuple[Font, ...]
    whole: Mapping[str, Font]
    upright: frozenset[str]
    lost: Mapping[str, tuple[str, str]]

    def shown(self, text: str) -> str:
        """A text as the PDF has it."""
        text = text.translate(_PLAIN)
        return _bracketed(self.pattern.sub(self._one, text)) if self.lost else text

    def _one(self, found: re.Match[str]) -> str:
        kept, lost = self.lost.get(found[0], (found[0], ""))
        return kept + (f"\x02{' '.join(map(_code, lost))}\x03" if lost else "")

    def missing(self, texts: Iterable[str]) -> Iterator[Missing]:
        """What is lost, in the order of its first occurrence."""
        seen = {cluster for cluster, (_, lost) in self.lost.items() if not lost}
        for text in texts if self.lost else ():
            start = end = -1
            for found in self.pattern.finditer(text):
                if found[0] not in self.lost:
                    continue
                start, end = (start if found.start() == end else found.start()), found.end()
                if found[0] not in seen:
                    seen.add(found[0])
                    before, after = text[max(0, start - 2 * CONTEXT) : start], text[start : start + 2 * CONTEXT]
                    context = cut_left(self.shown(before)) + cut_right(self.shown(after))
                    yield Missing(found[0], self.shown(found[0]), context)


def _code(c: str) -> str:
    return f"U+{ord(c):04X}"


def _bracketed(text: str) -> str:
    """Brackets around what stands between STX and ETX, neighbours in one pair. A text has neither: no font has them."""
    return text.replace("\x03\x02", " ").replace("\x02", "[").replace("\x03", "]")


def undone(text: str) -> str:
    """A text with the characters whose codes stand in brackets."""
    return _CODES.sub(lambda codes: "".join(chr(int(code[2:], 16)) for code in codes[0][1:-1].split()), text)


def prepared(data: Mapping[str, Any], machine: Machine | None = None) -> Prepared:
    """The data of a template, ready to be set. `machine` finds the machine's own fonts, if they are needed
    (`fonts.machine`, unless another is given)."""
    texts = list(_texts(data))
    everything = frozenset[str]().union(*texts)
    plan = _plan(everything, texts, machine or fonts.machine)
    made = _mapped(data, plan.shown, any(unicodedata.bidirectional(c) in ("R", "AL") for c in everything))
    whole = [{"name": font.family, "covers": rf"\p{{{script}}}"} for script, font in plan.whole.items()]
    made["fonts"] = [*whole, *({"name": font.family, "covers": ""} for font in plan.fonts)]
    made["upright"] = "|".join(map(re.escape, sorted(plan.upright, key=len, reverse=True)))
    made["codes"] = bool(plan.lost)
    own = {key: value for key, value in data.items() if key not in _QUOTING}
    return Prepared(made, plan.fonts, tuple(plan.missing(_texts(own))) if plan.lost else ())


def direction(text: str) -> str:
    """The direction of a paragraph, `ltr` or `rtl`: that of most of its letters, so that a paragraph on a Hebrew word
    which begins with it does not run to the left; empty if it has none."""
    kinds = Counter(map(unicodedata.bidirectional, text))
    rightward, leftward = kinds["L"], kinds["R"] + kinds["AL"]
    return "" if rightward == leftward == 0 else "rtl" if leftward > rightward else "ltr"


def _texts(value: object) -> Iterator[str]:
    """The texts in the data of a template."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NAMES:
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def _is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("M")


def _clusters(odd: Iterable[str]) -> re.Pattern[str]:
    """What finds the odd characters, and letters with their marks: a shaper takes both from one font."""
    marks = re.escape("".join(filter(_is_mark, odd)))
    letters = re.escape("".join(c for c in odd if not _is_mark(c)))
    patterns = [f"[^{marks}][{marks}]+|[{marks}]+"] * bool(marks) + [f"[{letters}]"] * bool(letters)
    return re.compile("|".join(patterns) or "(?!)", re.DOTALL)


def _shows(characters: frozenset[str], cluster: str) -> bool:
    """Whether a font with these characters shows a cluster; a shaper takes it apart or puts it together as it needs."""
    forms = (cluster, *(unicodedata.normalize(form, cluster) for form in ("NFC", "NFD")))
    return any(all(c in characters or fonts.IGNORABLE.match(c) for c in form) for form in forms)


def _plan(everything: frozenset[str], texts: Iterable[str], machine: Machine) -> _Plan:
    base = fonts.embedded()[0]
    pattern = _clusters([c for c in sorted(everything) if c not in base.every or _is_mark(c)])
    odd = frozenset(found for text in texts for found in pattern.findall(text))
    at_hand = fonts.everywhere() if odd else (base,)
    lacking = _lacking(odd, at_hand)
    for further in (fonts.signs, machine):
        at_hand += tuple(_fewest(lacking, further())) if lacking else ()
        lacking = _lacking(lacking, at_hand)
    lost = {cluster: _parted(cluster, at_hand) for cluster in lacking}
    wanted = {*(odd - lost.keys()), *(kept for kept, _ in lost.values() if kept)}
    upright = frozenset(cluster for cluster in wanted if not any(_shows(font.every, cluster) for font in at_hand))
    whole = {script: font for script in SCRIPTS if (font := _whole(script, everything, wanted, at_hand))}
    used = {base.family, *(font.family for font in (*whole.values(), *_first(wanted, at_hand)))}
    return _Plan(pattern, tuple(font for font in at_hand if font.family in used), whole, upright, lost)


def _lacking(clusters: Iterable[str], at_hand: Sequence[Font]) -> list[str]:
    """The clusters that no font shows."""
    return [cluster for cluster in clusters if not any(_shows(font.roman, cluster) for font in at_hand)]


def _fewest(clusters: Iterable[str], at_hand: Sequence[Font]) -> Iterator[Font]:
    """Few fonts that show as many of the clusters as can be: always the one that shows most of the rest."""
    rest = set(clusters)
    at_hand = [font for font in at_hand if not font.roman.isdisjoint("".join(rest))]
    while rest and at_hand:
        best = max(at_hand, key=lambda font: sum(_shows(font.roman, cluster) for cluster in rest))
        shown = {cluster for cluster in rest if _shows(best.roman, cluster)}
        if not shown:
            return
        yield best
        rest -= shown


def _first(clusters: Iterable[str], at_hand: Sequence[Font]) -> Iterator[Font]:
    """For each cluster the first font that shows it in every cut, else in the roman."""
    for cluster in clusters:
        every = (font for font in at_hand if _shows(font.every, cluster))
        roman = (font for font in at_hand if _shows(font.roman, cluster))
        if (font := next(every, None) or next(roman, None)) is not None:
            yield font


def _whole(script: str, everything: frozenset[str], odd: Iterable[str], at_hand: Sequence[Font]) -> Font | None:
    """The font for all of a script, if our own lacks some of it and another has all."""
    prefix = f"{script.upper()} "
    clusters = [cluster for cluster in odd if unicodedata.name(cluster[0], "").startswith(prefix)]
    if all(_shows(at_hand[0].roman, cluster) for cluster in clusters):
        return None
    letters = [c for c in everything if unicodedata.name(c, "").startswith(prefix) and not _is_mark(c)]
    letters = [c for c in letters if any(_shows(font.roman, c) for font in at_hand)]
    return next((font for font in at_hand if all(_shows(font.roman, c) for c in (*clusters, *letters))), None)


def _parted(cluster: str, at_hand: Sequence[Font]) -> tuple[str, str]:
    """What can be shown of a cluster, and the rest."""
    kept, lost = "", ""
    for c in cluster:
        if not lost and c == fonts.MARK_OF_ORDER:
            kept += _JOINER
        elif any(_shows(font.roman, kept + c) for font in at_hand) and (kept or not _is_mark(c)):
            kept += c
        else:
            lost += c
    return kept, lost


def _mapped(value: Any, shown: Callable[[str], str], leftward: bool) -> Any:
    """The data with its texts as they are shown, and with directions if any of them runs to the left."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, (list, tuple)):
        return [_mapped(inner, shown, leftward) for inner in value]
    if not isinstance(value, Mapping):
        return value
    made = {key: inner if key in _NAMES else _mapped(inner, shown, leftward) for key, inner in value.items()}
    inner = value.get("body", value.get("title"))
    if leftward and isinstance(inner, list) and "dir" not in value and (way := direction("".join(_texts(inner)))):
        made["dir"] = way
    return made
