"""Lib.ru in plain text, the form of Maksim Moshkov's library: author and title in the first line, and between two rules
who made the file, and from what."""

from __future__ import annotations

import re
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


def look(file: File) -> Finding | None:
    """What stands between the rules, and author and title above them."""
    rules = [i for i, line in enumerate(file.lines[: TOP + MOST]) if _RULE.fullmatch(line.text)]
    if len(rules) < 2 or rules[0] > TOP or not 1 < rules[1] - rules[0] <= MOST:
        return None
    lines = file.lines[rules[0] + 1 : rules[1]]
    made = [match for line in lines if (match := _MADE.fullmatch(line.text))]
    if not made or any(len(line.text) > LONGEST for line in lines):
        return None
    author, title = _named(file.lines[0].text) if rules[0] else ("", "")
    source = next((match["said"] for line in lines if (match := _SOURCE.fullmatch(line.text))), "")
    credits = tuple(Credit(match["what"], match["who"]) for match in made)
    told = Provenance(origins=("Lib.ru",), author=author, title=title, imprint=source, credits=credits)
    passage = Passage(
        file.lines[rules[0]].start, file.lines[rules[1]].end, ProfileRule.CREDIT, "says who made the file"
    )
    return Finding(told, (passage,))


def _named(text: str) -> tuple[str, str]:
    """Author and title of a line that has both, with a full stop between them; else nothing."""
    for match in re.finditer(r"\.\s+(?=\S)", text):
        names = persons(text[: match.start()])
        if len(names) == 1 and is_full(names[0]):
            return names[0], text[match.end() :].strip(" .")
    return "", ""
