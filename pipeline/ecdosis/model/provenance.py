"""Where a file comes from, and what it says there of the work that it carries."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Credit:
    """Who had a part in making the file, in its own words: what was done (“Produced by”), and by whom."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file comes from (`origins`: names of providers, the first found first), and what it says of the work.
    What it does not say is empty. Of several people the names stand between semicolons.

    `language`: BCP 47; `number`: under which the provider has the file; `url`: where; `licence`: under what terms the
    provider gives it out; `imprint`: the publication that it was made from; `date`: of the work or of
    that publication, never of the file; `credits`: who made it; `collective`: it says that several people wrote the
    work, whom it does not name.
    """

    origins: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    author: str = ""
    translator: str = ""
    editor: str = ""
    illustrator: str = ""
    language: str = ""
    number: str = ""
    url: str = ""
    licence: str = ""
    imprint: str = ""
    date: str = ""
    credits: tuple[Credit, ...] = ()
    collective: bool = False

    def __or__(self, other: Provenance) -> Provenance:
        """What both say; where they differ, this one."""
        facts = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        both: dict[str, Any] = {
            "origins": tuple(dict.fromkeys((*self.origins, *other.origins))),
            "credits": tuple(dict.fromkeys((*self.credits, *other.credits))),
        }
        return replace(self, **(facts | both))


NOTHING_TOLD: Final = Provenance()
"""A file that says nothing."""
