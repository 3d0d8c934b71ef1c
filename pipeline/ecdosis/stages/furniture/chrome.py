"""The shapes of what web pages put around and between their texts, beyond the words of single controls: notices of
consent, invitations to a newsletter, advertisements, heads of readers' comments, lists of other articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from ecdosis.evidence import Sign
from ecdosis.stages.furniture import phrases
from ecdosis.stages.furniture.shapes import SHORT, Shape

LABEL: Final = 40
"""Code points of a link or label at most."""
LABEL_WORDS: Final = 6
HEADLINE: Final = 120
"""Code points of the headline of another article."""
PROSE: Final = 60
"""Code points of a line from which it may be one of prose."""
CUES: Final = 2
"""Words of a notice of consent, beside that for what is consented to."""
NAME: Final = 50
"""Code points before the age of a reader's comment."""
_NAMES: Final = r"(?:[^\W\d_][\w.-]{1,30}?(?=\d)|(?:[^\W\d_a-zà-ÿа-я][\w.'’-]*,? +){0,4})(?:[·•|–-] *)?"
"""A name, its words parted from the age; or one word with which a copy of the page has run it together."""
_AGO: Final = re.compile(
    rf"{_NAMES}(?:(?:\d+|[Aa]n?) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|[Vv]or (?:\d+|einer?m?) (?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)\w*"
    r"|[Ii]l y a (?:\d+|une?) (?:seconde|minute|heure|jour|semaine|mois|an)s?"
    r"|[Hh]ace (?:\d+|una?) (?:segundo|minuto|hora|día|semana|mes|año)\w*"
    r"|[Hh]á (?:\d+|uma?) (?:segundo|minuto|hora|dia|semana|mês|ano)\w*"
    r"|(?:\d+|un['oa]?) ?(?:second|minut|or|giorn|settiman|mes|ann)[ioae] fa"
    r"|\d+ (?:секунд|минут|час|дн|недел|месяц|год|лет|хвилин|годин|тижн|місяц|рок)\w* (?:назад|тому))"
)
"""How old a reader's comment is, behind the reader's name."""
_OVER_COMMENT: Final = Sign.rare("a name and how long ago it was, as over a comment", 0.6)
_EDIT: Final = re.compile(
    r"\[\s?(?:edit|bearbeiten|modifier|editar|modifica|bewerken|redigera|edytuj|editovat|править|ред\.|düzenle|编辑|編集)"
    r"(?: \| [^\[\]]{1,30})?\s?\]$",
    re.IGNORECASE,
)
"""What a wiki puts behind each heading."""
_PERMALINK: Final = re.compile(r"(?<=\S)(?:\s*[¶🔗]|\s+#)$")
"""The link of a heading to itself: ¶ of docutils, Sphinx and MkDocs, # of markdown-it and Hugo, 🔗. `C#` is a name."""
HEADING: Final = 100
"""Code points of a line at most that such a sign stands behind."""
_WORDS: Final = re.compile(r"\S+")
_ARROW: Final = re.compile(r"[«»‹›←→<>]{1,2}")
_BULLET: Final = re.compile(r"(?:[*•·+o-]|\d{1,3}[.)])\s+")


def shape_of(text: str) -> Shape | None:
    """The shape of a line (stripped) as a part of a web page; None if it has none."""
    looks: Sequence[Callable[[str], Shape | None]] = (_consent, _opener, _invitation, _age, _turning, _row)
    return next((shape for look in looks if (shape := look(text))), None)


def edit_mark(text: str) -> int:
    """Where (code points) the mark begins, with the blanks before it, by which a section of a wiki can be edited; -1 if
    a line has none."""
    found = _EDIT.search(text) if text.endswith("]") else None
    return len(text[: found.start()].rstrip()) if found else -1


def permalink(text: str) -> int:
    """Where (code points) the sign begins, with the blanks before it, by which a heading of a page links to itself; -1
    if a line has none, or is a sentence."""
    found = _PERMALINK.search(text) if len(text) <= HEADING else None
    return found.start() if found and text[found.start() - 1] not in ".:;," else -1


def caption_mark(text: str) -> int:
    """Where the words of a caption begin behind what a site says before them; 0 if it says nothing."""
    return phrases.begins("caption", text)


def is_over_comment(shape: Shape) -> bool:
    """Whether a shape is that of the line over a reader's comment."""
    return shape.signs[0] == _OVER_COMMENT


def is_label(text: str) -> bool:
    """Whether a line is as short as a link or label, and no sentence."""
    return len(text) <= LABEL and text.count(" ") < LABEL_WORDS and text[-1] not in ".!?:;,"


def is_headline(text: str) -> bool:
    """Whether a line may be the headline of another article, or a link."""
    return len(text) <= HEADLINE and text[-1] not in ".:;,"


def is_prose(text: str) -> bool:
    """Whether a line may be one of prose."""
    return len(text) >= PROSE


def bullet_of(text: str) -> str:
    """The sort of bullet or number before an item (`1.` and `2.` are one); empty if it has none."""
    found = _BULLET.match(text)
    return re.sub(r"\d+", "1", found.group().strip()) if found else ""


def item_of(text: str) -> str:
    """The words of an item without its bullet or number, as they are put in order."""
    return _BULLET.sub("", text, count=1).casefold()


def _consent(text: str) -> Shape | None:
    if not phrases.mentions("consent", "of", text):
        return None
    cues = phrases.count("consent", "cues", text)
    sign = Sign.rare("asks for consent to cookies", 0.75)
    return Shape("widget", (sign,), strong=True) if cues >= CUES else None


def _opener(text: str) -> Shape | None:
    if len(text) > SHORT or not phrases.is_one_of("opener", "lists", text):
        return None
    return Shape("widget", (Sign.rare("the words over a list of other pages of a site", 0.6),), strong=False)


def sole(text: str) -> Shape | None:
    """What stands between the paragraphs of a page: an advertisement's place, a link to another article."""
    if phrases.is_one_of("sole", "lines", text) and text[-1] not in "\"'”’»?":
        share = 0.85 if text.count(" ") > 1 else 0.7
        return Shape("widget", (Sign.rare("the words of a web page’s own between its paragraphs", share),), False, True)
    start = phrases.begins("sole", text) if len(text) <= HEADLINE else 0
    if start and not text[0].islower() and not text[start:].lstrip()[:1].islower():
        return Shape(
            "widget", (Sign.rare("leads to another article, or names the source of a picture", 0.8),), False, True
        )
    return None


def _invitation(text: str) -> Shape | None:
    if len(text) > 2 * HEADLINE or text[0].islower() or not phrases.mentions("invitation", "to", text):
        return None
    if not phrases.count("invitation", "cues", text):
        return None
    return Shape("widget", (Sign.rare("invites to a newsletter", 0.65),), strong=False)


def _age(text: str) -> Shape | None:
    if len(text) > NAME + 20 or not _AGO.fullmatch(text):
        return None
    return Shape("widget", (_OVER_COMMENT,), strong=False)


def _turning(text: str) -> Shape | None:
    """An arrow with the words for the next or the last page; its title may follow."""
    words = text.strip("«»‹›←→<> ")
    if not words or len(text) > HEADLINE or not (_ARROW.match(text) or _ARROW.search(text[-2:])):
        return None
    if not any(phrases.control(words.split(":")[0])):
        return None
    return Shape("navigation", (Sign.rare("leads to the next or the last page, with an arrow", 0.7),), False, True)


def _row(text: str) -> Shape | None:
    """The words of several controls in one line, with nothing between."""
    if len(text) > SHORT or " " not in text or text[-1] in "\"'”’»?.":
        return None
    if not phrases.begins_as_control(text):
        return None
    words = _WORDS.findall(text)
    parts: list[str] = []
    at = 0
    while at < len(words):
        last = next((n for n in range(min(len(words), at + 4), at, -1) if _is_control(words[at:n])), 0)
        if not last:
            return None
        parts.append(" ".join(words[at:last]))
        at = last
    plain = sum(not phrases.ambiguous(part) for part in parts)
    if len(parts) < 2 or (plain < 1 and len(parts) < 3) or any(map(str.islower, (part[0] for part in parts))):
        return None
    sign = Sign.rare(f"the words of {len(parts)} controls of a web page", 0.6 if len(parts) == 2 else 0.8)
    return Shape("navigation", (sign,), strong=len(parts) > 2 and plain > 1)


def _is_control(words: Sequence[str]) -> bool:
    return any(phrases.control(" ".join(words))) or words == ["|"]
