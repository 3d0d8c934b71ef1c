"""The front matter of a Markdown file: names and values in YAML between two lines of `---`, or in TOML between two of
`+++`, above the text.

Site generators (Jekyll, Hugo) and pandoc have it. Only the simple forms are read: a value in the line of its name, in
quotation marks or without; a list in brackets or in lines that begin with `-`. What else stands there is set aside with
the rest, and not understood.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ecdosis.languages.names import code_of, language_name
from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule

WHY: Final = "the front matter of a Markdown file, which says of the text what a header does"
"""Why it is set aside."""
_BLOCK: Final = re.compile(
    r"\A\s{0,20}(---[ \t]*\n(?P<lines>(?:[^\n]{0,2000}\n){1,200}?)(?:---|\.\.\.)[ \t]*(?=\n|\Z))"
)
_TOML: Final = re.compile(r"\A\s{0,20}(\+\+\+[ \t]*\n(?P<lines>(?:[^\n]{0,2000}\n){1,200}?)\+\+\+[ \t]*(?=\n|\Z))")
_FIELD: Final = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_FURTHER: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t]*|[ \t]+(?P<rest>\S.*?)[ \t]*|[ \t]*|#.*")
_QUOTED: Final = re.compile(r"\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'")
SITES: Final = ("sitename", "site_name", "site", "hostname")
"""Names of what the site is called from which a program took the text."""
_SITED: Final = re.compile(r"(?P<title>\S.{0,400}\S)\s[|·•»:—–-]{1,2}\s(?P<site>\S.{0,80})")
"""A title with the name of the site behind it, as it stands in the bar of the browser."""
_LISTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]+")


def look(file: File) -> Finding | None:
    """The front matter of a file, if it has some that tells of a text."""
    match = _BLOCK.match(file.text) or _TOML.match(file.text)
    fields = (_fields if match[1][0] == "-" else _values_of_toml)(match["lines"]) if match else {}
    facts = _facts(fields)
    if match is None or not facts:
        return None
    return Finding(replace(Provenance(), **facts), (Passage(*match.span(1), ProfileRule.FRONT_MATTER, WHY),))


def _values_of_toml(lines: str) -> Mapping[str, tuple[str, ...]]:
    """The names, in small letters, with their values, of a block of TOML (Hugo); nothing if it is none."""
    try:
        table = tomllib.loads(lines)
    except tomllib.TOMLDecodeError:
        return {}
    listed = {name.lower(): told if isinstance(told, list) else [told] for name, told in table.items()}
    return {name: tuple(filter(None, map(_scalar, told))) for name, told in listed.items()}


def _scalar(value: object) -> str:
    """A value of TOML as words; of a person with facts the name."""
    value = value.get("name", "") if isinstance(value, dict) else value
    return on_one_line(str(value)) if isinstance(value, str | int | date) else ""


def _fields(block: str) -> Mapping[str, tuple[str, ...]]:
    """The names, in small letters, with their values; nothing, if a line is none of front matter."""
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in block.split("\n"):
        if field := _FIELD.fullmatch(line):
            name = field["name"].lower()
            found[name] = _values(field["value"] or "")
        elif further := _FURTHER.fullmatch(line):
            if name and (value := further["value"]):
                found[name] += (_plain(value),)
        else:
            return {}
    return found


def _values(value: str) -> tuple[str, ...]:
    """The values that stand in the line of a name."""
    if value[:1] == "[" and value[-1:] == "]":
        return tuple(plain for part in _LISTED.findall(value[1:-1]) if (plain := _plain(part.strip())))
    return (_plain(value),) if value and value not in ("|", ">", "|-", ">-") else ()


def _plain(value: str) -> str:
    """A value without its quotation marks."""
    if match := _QUOTED.fullmatch(value):
        double = match["double"]
        return match["single"].replace("''", "'") if double is None else re.sub(r"\\(.)", r"\1", double)
    return value.partition(" #")[0].rstrip()


def _facts(fields: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """What fields say of a text, by the names of `Provenance`. Of people and licences all are told, else the first."""
    names = table("front_matter")
    facts: dict[str, Any] = {}
    for fact, keys in names.items():
        values = next((fields[key] for key in keys if fields.get(key)), ())
        if values:
            facts[fact] = "; ".join(values) if fact in ("author", "translator", "editor") else values[0]
    sites = {letters_of(fields[key][0]) for key in SITES if fields.get(key)}
    if parts := _SITED.fullmatch(facts.get("title", "")):
        facts["title"] = parts["title"] if letters_of(parts["site"]) in sites else parts[0]
    if "language" in facts:
        said = facts.pop("language").replace("_", "-")
        code = code_of(said) or (said if language_name(said) != said else "")
        facts |= {"language": code} if code else {}
    return facts
