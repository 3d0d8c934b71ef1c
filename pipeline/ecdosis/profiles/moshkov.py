"""Lib.ru in plain text, the form of Maksim Moshkov's library: author and title in the first line, and below it, mostly
between two rules, who made the file, and from what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.provenance import Credit, Provenance
from ecdosis.profiles.profile import File, Finding, Passage
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import is_full, persons

TOP: Final = 30
"""Lines in which the first rule stands."""
MOST: Final = 12
"""Lines between the rules at most."""
LONGEST: Final = 120
"""Code points of one of them; an epigraph between rules is no fact."""
_RULE: Final = re.compile(r"[-_=]{20,}")
_MADE: Final = re.compile(
    r"(?P<what>OCR|Spellcheck|Spell check|Сканирование|Сканировал|Вычитка|Корректура|Проверка|Подготовка текста|"
    r"Оцифровка|HTML|Форматирование)\b(?:,? ?(?:&|и|OCR|Spellcheck|SpellCheck))*\s?[:—–-]\s?(?P<who>\S.*)",
    re.IGNORECASE,
)
"""Who did what: of one of these lines there must be one."""
_SOURCE: Final = re.compile(
    r"(?:Изд(?:ание|\.)?|Источник|Оригинал|Origin|Текст)\b.{0,20}?[:—–-]\s?(?P<said>\S.*)", re.IGNORECASE
)

_ABOUT: Final = re.compile(
    r"(?:(?:©|\([cCсС]\))\s?)?(?:Copyright|Авторские права)\b.*|(?:©|\([cCсС]\)) .+|"
    r"(?:E-?mail|Date|Дата|WWW|Home ?page|From|File|Сайт)\s?:.*",
    re.IGNORECASE,
)
"""Whose rights, when the file was sent, and from where."""
_COUNTED: Final = re.compile(r"Популярность\s?:\s?\d+")
"""The line that counts the readers of a file, below it."""


def look(file: File) -> Finding | None:
    """What stands between the rules, or in lines of facts without rules, with author and title above them."""
    rules = [i for i, line in enumerate(file.lines[: TOP + MOST]) if _RULE.fullmatch(line.text)]
    facts = _ruled(file, rules) or ([] if rules and rules[0] < MOST else _listed(file))
    if not facts:
        return None
    lines = [line for part in facts for line in file.lines[part.start : part.stop]]
    made = [match for line in lines if (match := _MADE.fullmatch(line.text))]
    author, title = _named(file.lines[0].text) if facts[0].start else ("", "")
    source = next((match["said"] for line in lines if (match := _SOURCE.fullmatch(line.text))), "")
    credits = tuple(Credit(match["what"], match["who"]) for match in made)
    told = Provenance(origins=("Lib.ru",), author=author, title=title, imprint=source, credits=credits)
    foot = len(file.lines) - 1
    parts = [*facts, range(foot, foot + 1)] if _COUNTED.match(file.lines[foot].text) else facts
    return Finding(told, tuple(_passage(file, part) for part in parts))


def _ruled(file: File, rules: Sequence[int]) -> list[range]:
    """The lines from one rule to the next, if those between them say who made the file, or, below author and title, who
    holds rights in it and when it was sent."""
    if len(rules) < 2 or rules[0] > TOP or not 1 < rules[1] - rules[0] <= MOST:
        return []
    between = [line.text for line in file.lines[rules[0] + 1 : rules[1]]]
    is_made = any(map(_MADE.fullmatch, between))
    is_sent = all(map(_ABOUT.fullmatch, between)) and bool(rules[0] and _named(file.lines[0].text)[0])
    whole = range(rules[0], rules[1] + 1)
    return [whole] if (is_made or is_sent) and all(len(text) <= LONGEST for text in between) else []


def _listed(file: File) -> list[range]:
    """The lines of facts below a line of author and title, without rules: two at least, one of which says who made the
    file."""
    if not file.lines or not _named(file.lines[0].text)[0]:
        return []
    near = range(1, min(len(file.lines), MOST))
    found = [i for i in near if any(fact.fullmatch(file.lines[i].text) for fact in (_MADE, _SOURCE, _ABOUT))]
    is_made = any(_MADE.fullmatch(file.lines[i].text) for i in found)
    return [range(i, i + 1) for i in found] if is_made and len(found) > 1 else []


def _passage(file: File, part: range) -> Passage:
    start, end = file.lines[part.start].start, file.lines[part.stop - 1].end
    return Passage(start, end, ProfileRule.CREDIT, "says who made the file")


def _named(text: str) -> tuple[str, str]:
    """Author and title of a line that has both, with a full stop between them; else nothing."""
    for match in re.finditer(r"\.\s+(?=\S)", text):
        names = persons(text[: match.start()])
        if len(names) == 1 and is_full(names[0]):
            return names[0], text[match.end() :].strip(" .")
    return "", ""
