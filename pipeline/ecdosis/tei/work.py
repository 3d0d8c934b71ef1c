"""The work that a source carries, as far as it is known: the `bibl` of it in the TEI header.

A `bibl` and no `biblStruct`: that asks for an imprint, of which we mostly know nothing. What the descriptor does not
say, but the text does in the lines before it, is given in the text's own words, and as recognised by the program.
"""

from __future__ import annotations

import re
from typing import Final

from ecdosis.languages.names import language_name
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.facts import Facts, clean, element, machine_date, names
from ecdosis.tei.names import data, value
from ecdosis.tei.titlepage import years_in

DATED: Final = ("imprint", "date")
"""What may tell when the work came out."""
UNKNOWN: Final = "Nothing is known of the work but its text."
_PAGES: Final = re.compile(r"(\w+)\s?[-–]\s?(\w+)")
_TRANSLATOR: Final = ' role="translator"'
_ILLUSTRATOR: Final = ' role="illustrator"'
_EDITOR: Final = ' role="editor"'


def work(facts: Facts) -> str:
    """The `bibl` of the work, in the order of a citation: the books print its text as it is."""
    known = facts.descriptor
    parts = [
        *(element("author", name) for name in names(known.author)),
        "" if known.author or known.translator or facts.provenance.editor else _in_the_text(facts, "byline"),
        _titles(facts),
        *(f"translated by {element('editor', name, _TRANSLATOR)}" for name in names(known.translator)),
        *(f"illustrated by {element('editor', name, _ILLUSTRATOR)}" for name in names(facts.provenance.illustrator)),
        *(f"edited by {element('editor', name, _EDITOR)}" for name in names(facts.provenance.editor)),
        element("title", known.publication, _level(known)),
        "" if known.publication or known.publisher else _imprint(facts),
        _scope("vol. ", "volume", known.volume),
        _scope("no. ", "issue", known.issue),
        _scope("pp. " if _PAGES.fullmatch(known.pages) else "p. ", "page", known.pages),
        element("publisher", known.publisher),
        element("pubPlace", known.pub_place),
        element("date", known.date, machine_date(known.date)) or _date(facts),
        _number("ISBN", known.isbn),
        _number("ISSN", known.issn),
        _original(known),
    ]
    told = ", ".join(part for part in parts if part) + (f'<ptr target="{value(known.url)}"/>' if known.url else "")
    return f'<bibl xml:id="work">{told or element("note", UNKNOWN)}</bibl>'


def _titles(facts: Facts) -> str:
    """Title and subtitle, with the level of a part (a) if they were published in something larger."""
    known = facts.descriptor
    level = ' level="a"' if known.publication else ""
    title = element("title", known.title, f'{level} type="main"')
    subtitle = element("title", known.subtitle, f'{level} type="sub"')
    return f"{title}: {subtitle}" if title and subtitle else title


def _level(known: Descriptor) -> str:
    """What the publication is, if an identifier or number tells it: a journal (j) or a monograph (m)."""
    if known.issn or known.issue:
        return ' level="j"'
    return ' level="m"' if known.isbn else ""


def _scope(label: str, unit: str, text: str) -> str:
    """A part of the publication; of a span of pages also its ends."""
    span = _PAGES.fullmatch(text)
    ends = f' from="{value(span[1])}" to="{value(span[2])}"' if span and unit == "page" else ""
    found = element("biblScope", text, f' unit="{unit}"{ends}')
    return label + found if found else ""


def _number(kind: str, number: str) -> str:
    found = element("idno", number, f' type="{kind}"')
    return f"{kind} {found}" if found else ""


def _original(known: Descriptor) -> str:
    """The work that this one was translated from."""
    code = known.original_language
    language = f'<textLang mainLang="{value(code)}">{data(language_name(code))}</textLang>' if code else ""
    told = ", in ".join(part for part in (element("title", known.original_title), language) if part)
    return f'<relatedItem type="original"><bibl>original: {told}</bibl></relatedItem>' if told else ""


def _imprint(facts: Facts) -> str:
    """Where the work was published, as the text says, or else the head of the file."""
    told = element("note", facts.provenance.imprint, ' type="imprint" resp="#provenance"')
    return _in_the_text(facts, "imprint") or told


def _date(facts: Facts) -> str:
    """When the work was published, as the text says, or else the head of the file."""
    told = element("note", facts.provenance.date, ' type="date" resp="#provenance"')
    return _in_the_text(facts, "date") or told


def _in_the_text(facts: Facts, type_: str) -> str:
    """A statement in the text's own words, the year of the work in it marked as that."""
    told = clean(facts.told(type_))
    written = next((words for year, words in years_in(told) if year == facts.year), "")
    if type_ not in DATED or not written:
        return element("note", told, f' type="{type_}" resp="#blocks"')
    before, _, after = told.partition(written)
    dated = element("date", written, machine_date(facts.year))
    return f'<note type="{type_}" resp="#blocks">{data(before)}{dated}{data(after)}</note>'
