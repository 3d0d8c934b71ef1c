"""Works as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html, csl-data.json 1.0.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from ecdosis.bibliography.merge import Bibliography
from ecdosis.bibliography.work import Name, Work

_VARIABLES: Final = {
    "title": "title", "container": "container-title", "collection": "collection-title", "publisher": "publisher",
    "place": "publisher-place", "edition": "edition", "volume": "volume", "issue": "issue", "pages": "page",
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL", "language": "language",
}  # fmt: skip
_SHORT: Final = {"page": "p.", "chapter": "ch.", "section": "sec.", "paragraph": "§", "column": "col.", "folio": "fol."}
_MANY: Final = {"page": "pp."}


def csl_json(found: Bibliography) -> str:
    """The whole bibliography."""
    return json.dumps([item(key, work) for key, work in found.works], ensure_ascii=False, indent=2) + "\n"


def item(key: str, work: Work) -> dict[str, Any]:
    """A work as CSL-JSON has it."""
    told: dict[str, Any] = {"id": key, "type": work.type}
    told |= {variable: value for name, variable in _VARIABLES.items() if (value := getattr(work, name))}
    for variable, names in (("author", work.authors), ("editor", work.editors), ("translator", work.translators)):
        if names:
            told[variable] = [person(name) for name in names]
    if work.date:
        told["issued"] = issued(work.date)
    if note := remark(work):
        told["note"] = note
    return told


def person(name: Name) -> dict[str, str]:
    """A name as CSL-JSON has it."""
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle}
    return {part: value for part, value in parts.items() if value}


def issued(date: str) -> dict[str, Any]:
    """A date as CSL-JSON has it."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return {"date-parts": [[int(part) for part in date.split("-")]]}
    return {"literal": date}


def remark(work: Work) -> str:
    """What a scholar wants to know beside: that it is reviewed, which places are cited, and the words of a reference
    that could not be taken apart."""
    told = ["Reviewed."] if work.reviewed else []
    told += [f"Cited: {places(work.cited)}."] if work.cited else []
    told += [] if work.certain else [f"As the text has it: {work.whole}"]
    return " ".join(told)


def places(cited: Iterable[tuple[str, str]]) -> str:
    """Places such as `pp. 44, 45; ch. 3`, each once, in the order of their numbers."""
    by_unit: dict[str, dict[str, None]] = {}
    for unit, number in sorted(cited, key=lambda place: _number(place[1])):
        by_unit.setdefault(unit, {})[number] = None
    several = {unit: len(numbers) > 1 or "-" in next(iter(numbers)) for unit, numbers in by_unit.items()}
    return "; ".join(
        f"{(_MANY if several[unit] else _SHORT).get(unit, _SHORT.get(unit, unit))} {', '.join(numbers)}"
        for unit, numbers in by_unit.items()
    )


def _number(text: str) -> tuple[bool, int, str]:
    """What places are sorted by: Roman numerals and the like come first."""
    match = re.match(r"\d+", text)
    return match is not None, int(match.group()) if match else 0, text
