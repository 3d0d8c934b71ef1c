"""A work as a bibliography has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, `given`, the particle between them) or a body (`literal`)."""

    family: str = ""
    given: str = ""
    particle: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of a work. Empty: not known.

    `id` is that of its element, `target` that of the description it points to; `type` is one of CSL's
    (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types). `date` is ISO 8601 (YYYY, YYYY-MM
    or YYYY-MM-DD) or, where it is none, as the source has it. `container` is the title of the periodical or book that
    holds it. `cited` are the places that are cited, as (unit, number); `whole` is the reference as the text has it.
    `certain`: the title was told apart.
    """

    id: str = ""
    target: str = ""
    type: str = "document"
    title: str = ""
    container: str = ""
    collection: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    date: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    language: str = ""
    cited: tuple[tuple[str, str], ...] = ()
    whole: str = ""
    certain: bool = True
    reviewed: bool = False
