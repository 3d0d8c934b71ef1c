"""The Latin Library: its pages begin with author and title, and end with three links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import persons

LAST: Final = 4
"""Lines of the links at most."""
HEAD: Final = 5
"""Lines below the first in which the author stands."""
STEM: Final = 4
"""Letters that a name and its genitive have in common at least."""
_NAMED: Final = re.compile(r"(?P<author>[^:]{3,40}):\s(?P<title>\S.{2,90})")
_GAP: Final = re.compile(r"\s*[\t\n]\s*|\s{2,}")
_GENITIVE: Final = ("i", "is", "ae")
_LINKS: Final = "thelatinlibrarytheclassicspage"


def look(file: File) -> Finding | None:
    """The links below a text, and author and title above it if its heading proves them."""
    last = file.lines[-LAST:]
    starts = [i for i in range(len(last)) if letters_of(" ".join(line.text for line in last[i:])).endswith(_LINKS)]
    if not starts:
        return None
    first = last[starts[-1]]
    named = _NAMED.fullmatch(file.lines[0].text)
    names = {file.lines[0].text, named["author"] if named else ""}
    for above in reversed(last[: starts[-1]]):
        alone = letters_of(first.text).startswith("thelatinlibrary") and _is_link(above.text)
        if not alone and above.text not in names:
            break
        first = above
    links = [
        link for link in _GAP.split(file.text[first.start : last[-1].end].partition("The Latin Library")[0]) if link
    ]
    why = "the links below a page of The Latin Library"
    heading = [line.text for line in file.lines[1 : 1 + HEAD] if line.start < first.start]
    author, title = _named(file.lines[0].text, heading, [link for link in links if _is_link(link)])
    told = Provenance(origins=("The Latin Library",), author=author, title=title)
    return Finding(told, (Passage(first.start, last[-1].end, ProfileRule.MARKED, why),))


def _is_link(text: str) -> bool:
    """Whether a line is the link to an author or a century: a few words without a stop."""
    return len(text.split()) <= 3 and text[-1].isalpha() and text[0].isupper()


def _named(first: str, below: Sequence[str], links: Sequence[str]) -> tuple[str, str]:
    """Author and title: the author is whom the first line names before a colon, or a link, and the lines below it have
    the name in the genitive, or in any case if first line and link agree; the title stands behind the author's name and
    colon, or below a first line that is the name. Else nothing."""
    found = _NAMED.fullmatch(first)
    of_his = found and any(set(link.split()) < set(found["author"].split()) for link in links)
    before = persons(found["author"]) if found and not of_his else ()  # `Digest of Justinian`: his work
    heading = [_latin(word) for line in below for word in re.split(r"\W+", line)]
    for name in (*before, *(link for link in links if len(link.split()) == 1 or link == first)):
        agreed = name in links and name in (*before, first)
        if _is_in_genitive(_latin(name.split()[-1]), heading) or (agreed and _is_there(name, heading)):
            title = found["title"].removeprefix(f"{name}: ") if found and before == (name,) else ""
            named = below[0] if below[0].isupper() else ""
            return name, named if first == name else first if of_his else title
    return "", ""


def _is_there(name: str, heading: Sequence[str]) -> bool:
    """Whether a heading has one of the words of a name in some case."""
    stems = [_latin(word)[:STEM] for word in name.split() if len(word) > STEM]
    return any(word.startswith(stem) for word in heading for stem in stems)


def _is_in_genitive(name: str, heading: Sequence[str]) -> bool:
    """Whether one of the words of a heading is a name in the genitive."""
    return any(
        word != name and word[:STEM] == name[:STEM] and word.endswith(_GENITIVE) for word in heading if len(word) > STEM
    )


def _latin(words: str) -> str:
    """Letters as Latin writes them: u for v, i for j."""
    return letters_of(words).replace("v", "u").replace("j", "i")
