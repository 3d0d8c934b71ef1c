"""Pages of wikis as a browser has them: what MediaWiki sets below them is none of the text. All words are ours."""

from __future__ import annotations

import pytest

from ecdosis.profiles.table import provenance
from test_profiles_web import WORK, own, plain

TEXT = "The Last Ferry\n\n" + WORK * 3
BOX = "v\nt\ne\n\nFerries\n\nThe Old Ferry\nThe New Ferry\n\n"
ADDRESS = "https://en.wikipedia.org/w/index.php?title=The_Last_Ferry&oldid=1234"
FOOT = (
    f'Retrieved from "{ADDRESS}"\nCategories:\nFerries\nBoats\n\nNavigation menu\nTalk\n\nDeutsch\nFrançais\n\n'
    "This page was last edited on 3 May 2019, at noon.\n"
    "It may be used by all under the Creative Commons Attribution License 4.0.\n"
)


def test_what_stands_below_the_text_of_a_wiki() -> None:
    assert own(TEXT + FOOT) == plain(TEXT)
    assert own(TEXT + BOX + FOOT) == plain(TEXT)
    assert own(TEXT + BOX + BOX + FOOT) == plain(TEXT)


def test_a_box_beside_the_text_is_above_it() -> None:
    assert own(BOX + TEXT + FOOT) == plain(BOX + TEXT)
    assert own(TEXT + BOX + WORK + FOOT) == plain(TEXT + BOX + WORK)
    short = "One.\n\nTwo.\n\n"
    assert own(short + BOX * 3 + FOOT) == plain(short + BOX * 2)  # no more than half of the page


def test_what_a_wiki_says_of_its_page() -> None:
    told, _ = provenance(TEXT + FOOT)
    assert told.origins[0] == "Wikipedia"
    assert told.url == ADDRESS
    assert told.title == "The Last Ferry"
    assert told.licence == "Creative Commons Attribution License 4.0"
    other, _ = provenance(TEXT + "Retrieved from https://wiki.example.org/wiki/index.php?title=X&oldid=7.\n")
    assert other.origins == ("a wiki",)
    assert other.title == ""


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "Retrieved from https://en.wikipedia.org/wiki/The_Last_Ferry\nThe Old Ferry\n",
        TEXT + "The clerk of the ferry, who had read it all in the year before that, had it retrieved from\n"
        "another page, and he said to all that he had found it in this one: " + ADDRESS + "\n",
        TEXT + BOX,
        TEXT + f"Sources\n\nRetrieved from {ADDRESS}\n\nExample, A. The Lamp of the River. Leeds, 1907.\n",
    ],
    ids=["no revision", "a sentence", "no address", "a source"],
)
def test_what_is_no_page_of_a_wiki(text: str) -> None:
    assert own(text) == plain(text)
