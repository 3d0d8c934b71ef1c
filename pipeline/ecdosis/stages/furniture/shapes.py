"""The shapes of furniture that one line shows by itself: a web address, a copyright line, a bar of links, ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.stages.furniture import phrases

LONGEST: Final = 160
"""Code points; a longer line is a paragraph or a line of one."""
LONGEST_STAMP: Final = 400
"""Code points of the longest stamp of a service; those of Wiley have about 300."""
STAMP: Final = "tool-trailer"
PATH: Final = 3
"""Parts of the path that leads to a page of a site at least: Home > Essays > this."""
MENU: Final = 3
"""Links one under the other that make a menu."""
CONTROLS: Final = ("widget", "navigation")
"""What is told by its words: they may be words of the text, too."""
SHORT: Final = 70
"""Code points; the words of a control are shorter."""
_DOMAIN: Final = (
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|org|net|edu|gov|info|biz|eu|uk|us|de|fr|es|it|pt|br|nl|be|pl|cz|sk|at|ch|ru|su|ua|by|tr|gr|se|no|dk|fi|hu|ro|bg|rs|il|ir|in|cn|tw|jp|kr|au|nz|ca|mx|ar|cl|za|ie|io|co|cc|tv|me|ly|int|xyz|online|site|blog)"
)
URL: Final = re.compile(rf"<?(?:(?:https?|ftp)://\S+?|(?:www\.)?{_DOMAIN}(?:[/?#:]\S*?)?)>?[.,;]?", re.IGNORECASE)
_URL_PAGE: Final = re.compile(
    r"(?:https?://|www\.)\S+\s+[\[(]?(?:\d{1,3}\s*/\s*|(?:page )?\d{1,3} of )\d{1,3}.{0,30}", re.IGNORECASE
)
_URL_INSIDE: Final = re.compile(rf"(?:https?://|www\.)\S+|\(\s*{_DOMAIN}\S*\s*\)|\b{_DOMAIN}(?:/\S*)?$", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?:e-?mail\s*:?\s*)?\S+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_COPYRIGHT: Final = re.compile(
    r"(?:copyright|\(c\)\s*copyright)\s*(?:©|\(c\)|\d{4}\b|by\b[^.]*\d{4}|[-–:]\s*\d{4})|©\s+\w|©(?-i:[^\W_a-zß-ÿа-я])|\(c\)\s*\d{4}\b|&copy;",
    re.IGNORECASE,
)
_CLAIM: Final = re.compile(r"(?:19|20)\d\d\b")
_TRIAL: Final = re.compile(
    r"trial version|evaluation (?:copy|version)|unregistered|demo version|testversion", re.IGNORECASE
)
_SCAN: Final = re.compile(r"(?:digiti[sz]ed|scanned) by(?: the)? \S+(?: \S+){0,2}$", re.IGNORECASE)
"""`Digitized by Google`, of which OCR programs seldom can read the name."""
_WHEN: Final = re.compile(
    r"\b(?:on|at|date) [\[|\s]*(?:\d{1,2}[ /.-]\w{2,9}[ /.-](?:19|20)\d\d|\w{3,9} \d{1,2}, ?(?:19|20)\d\d|"
    r"\d{1,2}:\d\d|\d{1,2}/\d{1,2}/\d\d)"
    r"|Restrictions apply\.|All rights reserved\.?$|prohibited without permission",
    re.IGNORECASE,
)
"""When somebody fetched a page, and other words that no stamp goes without."""
_INTERNET: Final = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
"""The number of a reader's computer (IP address)."""
_READER: Final = re.compile(rf"{_INTERNET.pattern} on \S.{{0,40}}\d:\d\d")
"""Whose computer fetched a page, and when, where a line of its own says it..."""
_BEGUN: Final = re.compile(r"(?:this )?content downloaded from", re.IGNORECASE)
"""... below this one."""
_SERVICE: Final = re.compile(rf"{_INTERNET.pattern}|(?:https?://|www\.)\S|\b{_DOMAIN}(?![\w.-])", re.IGNORECASE)
_FILE: Final = re.compile(
    r"\b[\w-]+(?: [\w-]+){0,3}\.(?:indd|indb|qxd|qxp|p65|pm6|fm|idml|pub|sla|cdr|ai|eps|job)\b", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_DATE: Final = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2} \w{3,9} \d{4})"
_STAMP: Final = re.compile(rf"{_DATE}[\s,|–-]+\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_STAMPED: Final = re.compile(
    rf"{_STAMP.pattern}|\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?[\s,]+(?:{_DATE}|\w{{3,9}} \d{{1,2}}, \d{{4}})",
    re.IGNORECASE,
)
_LOCATOR: Final = re.compile(r"VerDate .*|Jkt \d{6}|PO \d{5}|Frm \d{5}|S?[Ff]mt \d{4}|\S{6,}</GP[HO]>")
"""What MicroComp, the program that typesets the laws and the Federal Register of the United States, prints on each page
for the printer: the version of the file, the jacket, the print order, the frame, formats; and behind a picture."""
_SENTENCE: Final = re.compile(r"[.!?]\s+[^\W\d_]\w*\s+[^\W\d_]")
_SPLITTERS: Final = (
    (re.compile(r"\s*[|│¦‖]\s*|\s+[·•∙●■▪◦⋅]\s+|\s*::\s*"), 2, 0.4),
    (re.compile(r"\s+[>»›→▸]+\s+"), 2, 0.5),
    (re.compile(r"\s*\]\s*\[\s*"), 2, 0.6),
    (re.compile(r"\s+[/~*–—-]\s+"), 3, 0.75),
    (re.compile(r"[\s\u00a0]{2,}|\t"), 3, 0.6),
)
"""What parts the links of a bar; how many of them must be known phrases, and what share."""
_SPLITS: Final = re.compile(r"[|│¦‖·•∙●■▪◦⋅>»›→▸\]/~*–—\t-]|::|\s\s")
"""What a line must have that any of them parts."""
_QUOTES: Final = "\"'“‘„«("
_ARROW: Final = re.compile(r"[«»‹›←→<>]{1,2}")


class Shape(NamedTuple):
    """What kind of furniture a line may be, by itself, and the signs of it. `strong`: it may prove its neighbours;
    `sole`: where the text is a web page's, it stands between paragraphs without any."""

    kind: str
    signs: tuple[Sign, ...]
    strong: bool
    sole: bool = False


class MenuPiece(NamedTuple):
    """A candidate: the indices of its first and last line, and its shape; `told`: by its own words, not only by those
    around it."""

    first: int
    last: int
    shape: Shape
    told: bool = True


def shape_of(text: str) -> Shape | None:
    """The shape of a line (stripped); None if it has none."""
    if len(text) <= LONGEST_STAMP and (stamp := _stamp(text)):
        return stamp
    if len(text) > LONGEST:
        return None
    for look in (_address, _copyright, _trailer, _slug, _bar, _control):
        if shape := look(text):
            return shape
    return None


def is_address(text: str) -> bool:
    """Whether a line is a web or mail address and nothing else."""
    return bool(URL.fullmatch(text) or _MAIL.fullmatch(text))


def names_service(text: str) -> bool:
    """Whether a line names a place in the web, or a reader's computer."""
    return "." in text and _SERVICE.search(text) is not None


def is_stamped(text: str) -> bool:
    """Whether a line is a date and a time of day, and nothing else."""
    return _STAMPED.fullmatch(text) is not None


def ends_in_address(text: str) -> bool:
    """Whether a line's last words are a web or mail address."""
    words = text.split()
    return bool(words) and is_address(words[-1])


def _address(text: str) -> Shape | None:
    if "." not in text:
        return None
    if _URL_PAGE.fullmatch(text):
        return Shape("url", (Sign.rare("a web address and a page count alone in a line", 0.8),), True)
    if URL.fullmatch(text):
        return Shape("url", (Sign.rare("a web address alone in its line", 0.5),), True)
    alone = Sign.rare("a mail address alone in its line", 0.4)
    return Shape("contact", (alone,), False) if _MAIL.fullmatch(text) else None


def _copyright(text: str) -> Shape | None:
    if text[0] in _QUOTES:
        return None
    if phrases.reserved(text) and len(text) < SHORT and not _SENTENCE.search(text):
        return Shape("copyright", (Sign.rare("reserves all rights", 0.7),), True)
    if not _COPYRIGHT.match(text) or len(text.split()) > 16:
        return None
    sentence = text.endswith((".", "!", "?")) and not (_CLAIM.search(text) or phrases.reserved(text))
    if sentence or (_SENTENCE.search(text) and not phrases.reserved(text)):
        return Shape("copyright", (Sign.rare("begins with the copyright sign", 0.2),), False)
    return Shape("copyright", (Sign.rare("a copyright line", 0.6),), True)


def _trailer(text: str) -> Shape | None:
    if not phrases.signed(text) or len(text) > 120:
        return None
    named, address = phrases.program(text), _URL_INSIDE.search(text)
    if _TRIAL.search(text) and len(text.split()) < 16:
        return Shape("tool-trailer", (Sign.rare("the mark of a program's trial version", 0.85),), True)
    if named and (address or (len(text.split()) < 9 and not phrases.ordinary(named))):
        return Shape("tool-trailer", (Sign.rare(f"signed by a program ({named})", 0.85 if address else 0.7),), True)
    if address:
        return Shape("tool-trailer", (Sign.rare("signed with a web address", 0.7),), True)
    return None


def _stamp(text: str) -> Shape | None:
    """What a service puts on each page that it gives out: its words, with an address, a computer or a date."""
    if not (phrases.stamped(text) or _READER.match(text)):
        return None
    if (
        _BEGUN.fullmatch(text)
        or _SCAN.match(text)
        or _INTERNET.search(text)
        or _URL_INSIDE.search(text)
        or _WHEN.search(text)
    ):
        return Shape(STAMP, (Sign.rare("the stamp of a service that gives out scans", 0.85),), True)
    return None


def _slug(text: str) -> Shape | None:
    if len(text) > 110:
        return None
    if phrases.proof(text) and len(text) < SHORT:
        return Shape("slug", (Sign.rare("says that the page is one of a proof", 0.65),), True)
    if not _DIGIT.search(text):
        return None
    if _LOCATOR.fullmatch(text):
        return Shape("slug", (Sign.rare("what MicroComp prints on each page for the printer", 0.85),), True)
    stamp, file = _STAMP.search(text), _FILE.search(text)
    if file and (stamp or re.search(r"\s\d{1,4}\b", text)):
        return Shape("slug", (Sign.rare("a typesetter's file name with page or date", 0.85),), True)
    if stamp and len(text) < SHORT and not text.endswith((".", ":")) and ":" not in text[: stamp.start()]:
        return Shape("slug", (Sign.rare("a date and time of day", 0.3),), False)
    return None


def _bar(text: str) -> Shape | None:
    """A bar of links: short items, several of them known from the navigation of sites."""
    if not _SPLITS.search(text):
        return None
    for splitter, needed, share in _SPLITTERS:
        items = [item for item in splitter.split(text.strip("[]|·•<> ")) if item.strip()]
        if len(items) < 2 or max(map(len, items)) > 40:
            continue
        known = sum(1 for item in items if any(phrases.control(item)))
        if splitter is _SPLITTERS[1][0] and _is_path(items, text):
            return Shape("navigation", (Sign.rare(f"the path of a page in its site, from “{items[0]}”", 0.7),), True)
        arrows = len(items) <= 4 and len(_ARROW.findall(text[:3] + " " + text[-3:])) == 2
        if known >= needed and known >= share * len(items):
            weight = _bar_weight(len(items), known, arrows=arrows)
            return Shape(
                "navigation", (Sign.rare(f"a bar of {len(items)} links, {known} known from sites", weight),), True
            )
        if splitter is _SPLITTERS[0][0] and arrows:
            return Shape("navigation", (Sign.rare("links between arrows", 0.6),), True)
    return None


def _is_path(items: Sequence[str], text: str) -> bool:
    """Whether the items of a bar are the path of a page in its site."""
    known = len(items) >= PATH and any(phrases.control(items[0]))
    return known and phrases.plain(items[0]) not in ("", phrases.plain(text))


def _bar_weight(items: int, known: int, *, arrows: bool) -> float:
    if known >= 4 and known >= 0.7 * items:
        return 0.88
    return 0.8 if known >= 3 or arrows else 0.6


def _control(text: str) -> Shape | None:
    """One phrase of a control or link, alone in its line."""
    if len(text) > SHORT or text[0] in _QUOTES or text[-1] in "\"'”’»?":
        return None
    languages, links = phrases.control(text)
    if not (languages or links):
        return None
    words, dots = phrases.plain(text).count(" ") + 1, text.endswith(("...", "…"))
    weight = 0.3 if phrases.ambiguous(text) else 0.65 if words > 2 else 0.5
    kind = "widget" if languages else "navigation"
    signs = [Sign.rare(f"the words of a web page's control ({'/'.join(sorted(languages or links))})", weight)]
    if dots and languages:
        signs.append(Sign.rare("ends in dots as a progress notice does", 0.2))
    return Shape(kind, tuple(signs), False)
