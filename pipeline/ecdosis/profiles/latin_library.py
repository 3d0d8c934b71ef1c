"""The Latin Library: its pages begin with author and title, and end with three links."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.profile import File, Finding, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import persons

LAST: Final = 4
"""Lines of the links at most."""
HEAD: Final = 5
"""Lines below the first in which the title stands with the author in the genitive."""
STEM: Final = 4
"""Letters that a name and its genitive have in common at least."""
_NAMED: Final = re.compile(r"(?P<author>[^:]{3,40}):\s(?P<title>\S.{2,90})")
_LINKS: Final = "thelatinlibrarytheclassicspage"


def look(file: File) -> Finding | None:
    """The links below a text, and author and title above it if its heading proves them."""
    last = file.lines[-LAST:]
    starts = [i for i in range(len(last)) if letters_of(" ".join(line.text for line in last[i:])).endswith(_LINKS)]
    if not starts:
        return None
    first = last[starts[-1]]
    above = last[starts[-1] - 1] if starts[-1] else None
    if above and letters_of(first.text).startswith("thelatinlibrary") and _is_link(above.text):
        first = above
    why = "the links below a page of The Latin Library"
    author, title = _named(file)
    told = Provenance(origins=("The Latin Library",), author=author, title=title)
    return Finding(told, (Passage(first.start, last[-1].end, ProfileRule.MARKED, why),))


def _is_link(text: str) -> bool:
    """Whether a line is the link to an author or a century: a few words without a stop."""
    return len(text.split()) <= 3 and text[-1].isalpha() and text[0].isupper()


def _named(file: File) -> tuple[str, str]:
    """Author and title as the first line names them, if a line below has the same title behind the author's name in the
    genitive; else nothing."""
    found = _NAMED.fullmatch(file.lines[0].text)
    names = persons(found["author"]) if found else ()
    if found is None or len(names) != 1:
        return "", ""
    title, name = _latin(found["title"]), _latin(names[0].split()[-1])
    for line in file.lines[1 : 1 + HEAD]:
        words = [_latin(word) for word in re.split(r"\W+", line.text)]
        genitive = any(word != name and word[:STEM] == name[:STEM] for word in words if len(word) > STEM)
        if genitive and title in _latin(line.text):
            return names[0], found["title"]
    return "", ""


def _latin(words: str) -> str:
    """Letters as Latin writes them: u for v, i for j."""
    return letters_of(words).replace("v", "u").replace("j", "i")
