"""What surrounds the text of a web page is set aside, and no line of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from ecdosis.build import to_tei
from ecdosis.profiles.profile import File, apart
from ecdosis.profiles.surroundings import find
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from labelled import load, parameters

CASES: Final = load("surroundings.toml")
PROSE: Final = """
The ferry had been laid up since the autumn, and nobody in the village had missed it but the clerk, \
who went down to look at it before breakfast.

When the ice broke they tarred it again, on the left bank first, and the boys who had fished from it \
all winter were sent to fetch the oars.

In May it lay at its stage as if it had never been away, and the bell was rung for it as it had been \
rung for sixty years and more.
"""


def labelled(text: str) -> list[tuple[str, str]]:
    """The lines of a case with their labels."""
    lines = text.replace("(prose)", f"\n{PROSE}\n").strip("\n").split("\n")
    return [(line[0], line[2:]) if line[:2] in ("- ", "? ") else ("", line) for line in lines]


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    lines = labelled(case["text"])
    text = "\n".join(words for _, words in lines)
    found = list(apart(list(find(File(text)))))
    told = {
        label: [line for one in found if one.asked is asked for line in text[one.start : one.end].split("\n") if line]
        for label, asked in (("-", False), ("?", True))
    }
    assert told == {label: [words for one, words in lines if one == label] for label in ("-", "?")}


def test_in_an_edition_the_tags_are_asked_and_the_rest_is_gone() -> None:
    text = "\n".join(words for _, words in labelled(CASES[0]["text"])) + "\n"
    root = parse(to_tei(text.encode(), Descriptor(id="toll"), Path("toll.txt")))
    assert restore(root) == text.encode()
    blocks = [line for line in read(root).split("\n") if line]
    assert blocks[0] == "How the toll came to be"
    assert blocks[-3:] == ["Harbours", "Tides", "142"]
    assert not {"Share", "Why I row", "Tide Lines", "Home"} & set(blocks)
    asked = [str(note.xpath("string()")) for note in root.iter("{*}note") if note.get("type") == "query"]
    assert any("tags" in one for one in asked)
