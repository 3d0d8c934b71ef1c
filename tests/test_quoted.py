"""What mails quote is quoted in the edition: its signs are left out, its paragraphs are one line each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.markdown.quoted import quotations, understood
from ecdosis.tei.names import parse
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from labelled import load, parameters

CASES = load("quoted.toml")
HEADER = """From: Anna Weir <anna@river.example>
To: Ellen Orme <ellen@river.example>
Subject: Re: The ferry
Date: Wed, 4 May 2011 10:11:12 +0100
Message-ID: <201105041011.9@river.example>

"""
QUOTED = next(case["text"] for case in CASES if case["name"] == "a mail below its answer, in two paragraphs").strip()


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    if "quoted" not in case:
        assert not list(quotations(text, mail=case.get("mail", False)))
        return
    found: dict[str, list[str]] = {"p": [], "quote": []}
    for one in quotations(text, mail=case.get("mail", False)):
        edits, _, stated = understood(one)
        for block in stated:
            words = text[block.start : block.end]
            for edit in reversed(edits):
                if block.start <= edit.start and edit.end <= block.end:
                    words = words[: edit.start - block.start] + edit.after + words[edit.end - block.start :]
            found[block.type].append(" ".join(words.split()))
    assert found == {"p": case.get("said", []), "quote": case["quoted"]}


def test_in_an_edition() -> None:
    mail = HEADER + QUOTED + "\n"
    root = parse(to_tei(mail.encode(), Descriptor(id="ferry"), Path("ferry.txt")))
    assert restore(root) == mail.encode()
    assert [block for block in read(root).split("\n\n") if block.strip()] == [
        "It does. Anna",
        "On Tue, 3 May 2011, Ellen Orme wrote:",
        "The ferry has been laid up since the autumn, and nobody in the village has missed it, as far as I can tell.",
        "Does it go again?\n",
    ]
    assert len(list(root.iter("{*}quote"))) == 1


def test_a_signature_above_what_is_quoted_does_not_take_it_along() -> None:
    signed = "It does.\n\n-- \nAnna Weir\nThe ferry house\n"
    mail = f"{HEADER}{signed}\nOn Tue, 3 May 2011, Ellen Orme wrote:\n> Does it go again?\n"
    root = parse(to_tei(mail.encode(), Descriptor(id="ferry"), Path("ferry.txt")))
    words = (
        "It does.\n\n--\n\nAnna Weir\n\nThe ferry house\n\nOn Tue, 3 May 2011, Ellen Orme wrote:\n\nDoes it go again?"
    )
    assert read(root).strip() == words
    assert all("again" not in str(aside.xpath("string()")) for aside in root.iter("{*}surplus"))


def test_the_paragraphs_of_a_mail_are_whole() -> None:
    """Its own lines as well, if they were wrapped; a list, columns and lines that end early are lines."""
    body = (
        "The hand of the second entry in the toll book must be the clerk’s,\nwho came in the spring.\n\n"
        "Tar for the left bank and the right bank of the river    2 barrels\nRope    1 coil\n\nYours,\nAnna\n"
    )
    root = parse(to_tei((HEADER + body).encode(), Descriptor(id="ferry"), Path("ferry.txt")))
    blocks = read(root).strip().split("\n\n")
    assert blocks[0] == "The hand of the second entry in the toll book must be the clerk’s, who came in the spring."
    assert blocks[-2:] == ["Yours,", "Anna"]
    assert "Rope" not in blocks[1]
