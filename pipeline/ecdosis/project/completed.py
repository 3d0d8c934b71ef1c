"""What is known of a work: what the descriptor says, and where it is silent, what the file says of it, and the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import letters_of
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.titlepage import TitlePage

PEOPLE: Final = ("author", "translator")
NAMES: Final = (*PEOPLE, "title", "subtitle")
FROM_TEXT: Final = "the lines before the text"


def completed(
    known: Descriptor, told: Provenance, page: TitlePage | None = None
) -> tuple[Descriptor, Mapping[str, str]]:
    """A descriptor with what the file says of the work where it says nothing itself, and after that the title page; and
    which facts (by name) are inferred, each from what. A subtitle goes with its title."""
    found, inferred = known, dict[str, str]()
    said = _read(page or TitlePage())
    if told.collective:  # a name above the first piece is not that of the whole
        said["author"] = ""
    stated = _against({name: getattr(told, name) for name in NAMES}, said)
    whence = ", from ".join(("the head of the file", *told.origins[:1]))
    for facts, source in ((stated, whence), (said, FROM_TEXT)):
        titled = bool(facts["title"]) and not found.title
        taken = {name: facts[name] for name in PEOPLE if not getattr(found, name)}
        taken |= {"title": facts["title"], "subtitle": found.subtitle or facts["subtitle"]} if titled else {}
        new: dict[str, Any] = {name: fact for name, fact in taken.items() if fact and not getattr(found, name)}
        found = replace(found, **new)
        inferred |= dict.fromkeys(new, source)
    return found, MappingProxyType(inferred)


def _read(page: TitlePage) -> dict[str, str]:
    """The facts of a title page as a descriptor has them."""
    people = {"author": page.authors, "translator": page.translators}
    named = {name: "; ".join(fact.value for fact in facts) for name, facts in people.items()}
    titles = {"title": page.title, "subtitle": page.subtitle}
    return named | {name: fact.value if fact else "" for name, fact in titles.items()}


def _against(stated: dict[str, str], page: Mapping[str, str]) -> dict[str, str]:
    """What the head of a file states, where the title page knows better: who only translated the work is no author of
    it, and of a part of a name the whole is told."""
    author, translators = letters_of(stated["author"]), letters_of(page["translator"])
    if author and author in translators and author not in letters_of(page["author"]):
        return stated | {"author": "", "translator": stated["translator"] or stated["author"]}
    if author and letters_of(page["author"]).endswith(author):
        return stated | {"author": page["author"]}
    return stated
