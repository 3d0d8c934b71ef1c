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
"""Lines below the first in which the author stands in the genitive."""
STEM: Final = 4
"""Letters that a name and its genitive have in common at least."""
_NAMED: Final = re.compile(r"(?P<author>[^:]{3,40}):\s(?P<title>\S.{2,90})")
_GENITIVE: Final = ("i", "is", "ae")
_LINKS: Final = "thelatinlibrarytheclassicspage"


def look(file: File) -> Finding | None:
    """The links below a text, and author and title above it if its heading proves them."""
    last = file.lines[-LAST:]
    starts = [i for i in range(len(last)) if letters_of(" ".join(line.text for line in last[i:])).endswith(_LINKS)]
    if not starts:
        return None
    first, link = last[starts[-1]], ""
    above = last[starts[-1] - 1] if starts[-1] else None
    if above and letters_of(first.text).startswith("thelatinlibrary") and _is_link(above.text):
        first = above
    if (named := first.text.partition("The Latin Library")[0].strip()) and _is_link(named):
        link = named
    why = "the links below a page of The Latin Library"
    author, title = _named(file, link)
    told = Provenance(origins=("The Latin Library",), author=author, title=title)
    return Finding(told, (Passage(first.start, last[-1].end, ProfileRule.MARKED, why),))


def _is_link(text: str) -> bool:
    """Whether a line is the link to an author or a century: a few words without a stop."""
    return len(text.split()) <= 3 and text[-1].isalpha() and text[0].isupper()


def _named(file: File, link: str) -> tuple[str, str]:
    """Author and title: the author is whom the first line names before a colon, or the link, and the heading below has
    the name in the genitive; the title stands behind the author's name and colon. Else nothing."""
    found = _NAMED.fullmatch(file.lines[0].text)
    before = persons(found["author"]) if found else ()
    heading = [_latin(word) for line in file.lines[: 1 + HEAD] for word in re.split(r"\W+", line.text)]
    for name in (*before, *((link,) if len(link.split()) == 1 else ())):
        if _is_in_genitive(_latin(name.split()[-1]), heading):
            return name, found["title"] if found and before == (name,) else ""
    return "", ""


def _is_in_genitive(name: str, heading: Sequence[str]) -> bool:
    """Whether one of the words of a heading is a name in the genitive."""
    return any(
        word != name and word[:STEM] == name[:STEM] and word.endswith(_GENITIVE) for word in heading if len(word) > STEM
    )


def _latin(words: str) -> str:
    """Letters as Latin writes them: u for v, i for j."""
    return letters_of(words).replace("v", "u").replace("j", "i")
