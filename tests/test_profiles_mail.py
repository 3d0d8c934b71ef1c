"""Mail: headers, signatures and the feet of lists are set aside and read; a mail in a novel is the novel's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.build import to_tei
from ecdosis.model.provenance import Provenance
from ecdosis.profiles.table import provenance
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse, text_of
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

HEADER = """From: "Anna Weir" <anna@river.example>
To: clerk@village.example,
 ferryman@village.example
Subject: Re: [ferries] The ice is out
Date: Mon, 3 May 1999 12:00:00 +0100
Message-ID: <199905031200.9@river.example>
X-Mailer: Otter 2

"""
BODY = """Dear clerk,

> Is the ferry tarred?

It is, and on Monday it goes.

Anna
"""
OUTLOOK = """From: Anna Weir [mailto:anna@river.example]
Sent: Monday, May 3, 1999 2:05 PM
To: The Clerk
Subject: The ice is out

"""
LIST = """From anna at river.example  Mon May  3 12:00:00 1999
From: anna at river.example (Anna Weir)
Date: Mon, 3 May 1999 12:00:00 +0100
Subject: [ferries] The ice is out
"""


def own(text: str) -> str:
    """What a text is without what its provider put in."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    return "".join(text[a:b] for a, b in zip(begins, ends, strict=True)).strip()


@pytest.mark.parametrize("header", [HEADER, OUTLOOK, LIST + "\n"])
def test_a_header_is_set_aside_and_says_title_and_author(header: str) -> None:
    told, _ = provenance(header + BODY)
    assert own(header + BODY) == BODY.strip()
    assert (told.origins, told.title, told.author) == (("mail",), "The ice is out", "Anna Weir")
    assert told.date == ("" if header is OUTLOOK else "1999-05-03")


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("=?utf-8?q?Anna_W=C3=A9ir?= <anna@river.example>", "Anna Wéir"),
        ("anna@river.example", ""),
        ("Otter <noreply@river.example>", ""),
        ("The Ferry Company <info@river.example>", ""),
        ("anna@river.example (Anna Weir)", "Anna Weir"),
        ("=?no-such-charset?q?Anna?= <anna@river.example>", ""),
    ],
)
def test_a_sender_is_an_author_if_it_is_a_persons_name(sender: str, author: str) -> None:
    text = HEADER.replace('"Anna Weir" <anna@river.example>', sender) + BODY
    assert provenance(text)[0].author == author


@pytest.mark.parametrize(
    "below",
    [
        "\n-- \nAnna Weir\nThe House by the River\n",
        "\n_______________________________________________\nferries mailing list\nferries@river.example\n",
        "\n-- \nAnna Weir\n_____________________________\nferries mailing list\nferries@river.example\n",
        "\nSent from my iPhone\n",
        "\nThis e-mail and any attachments are confidential. If you are no\nintended recipient, notify the sender.\n",
        "\n-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <http://river.example/a.html>\n",
    ],
)
def test_what_programs_and_lists_put_below_is_set_aside(below: str) -> None:
    assert own(HEADER + BODY + below) == BODY.strip()
    if "next part" not in below:
        assert own(BODY + below) == (BODY + below).strip(), "only below a mail"


@pytest.mark.parametrize(
    "below",
    [
        "\n--\n" + "and a line that goes on\n" * 12,
        "\n__________\n\nThe clerk laughed.\n",
        "\nThis message is confidential, he wrote.\n",
        "\nHe had sent from my iPhone what I never wrote.\n",
    ],
)
def test_what_only_looks_like_that_stays(below: str) -> None:
    assert own(HEADER + BODY + below) == (BODY + below).strip()


def test_of_a_mailbox_title_and_author_are_what_all_mails_agree_in() -> None:
    second = LIST.replace("anna at river.example (Anna Weir)", "john at river.example (John Pole)") + "\n" + BODY
    told, passages = provenance(LIST + "\n" + BODY + "\n" + second)
    assert len(passages) == 2
    assert (told.title, told.author) == ("The ice is out", "")
    assert own(LIST + "\n" + BODY + "\n" + second).count("From") == 0


DIGEST = """Send ferries mailing list submissions to
\tferries@river.example

Today's Topics:

   1. The ice is out (Anna Weir)

----------------------------------------------------------------------

Message: 1
Date: Mon, 3 May 1999 12:00:00 +0100
From: Anna Weir <anna@river.example>
Subject: The ice is out
Message-ID:
\t<199905031200.9@river.example>
\t
Content-Type: text/plain; charset="utf-8"

"""
DIGEST_FOOT = """
------------------------------

Subject: Digest Footer

_______________________________________________
ferries mailing list
ferries@river.example


------------------------------

End of ferries Digest, Vol 9, Issue 4
*************************************
"""


def test_of_a_digest_the_mails_are_left() -> None:
    told, _ = provenance(DIGEST + BODY + DIGEST_FOOT)
    assert own(DIGEST + BODY + DIGEST_FOOT) == BODY.strip()
    assert (told.title, told.author) == ("The ice is out", "Anna Weir")


PARTS = (
    HEADER.replace("X-Mailer: Otter 2", 'Content-Type: multipart/mixed; boundary="ICE"')
    + """--ICE
Content-Type: text/plain; charset="us-ascii"

%s
--ICE
Content-Type: image/gif; name="ferry.gif"
Content-Transfer-Encoding: base64

R0lGODdhAAEAAfAAAP///wAAACwAAAAAAAEAAQAC

--ICE--
"""
)


def test_of_a_mail_in_parts_the_text_is_left() -> None:
    assert own(PARTS % BODY) == BODY.strip()
    assert "--ICE" in own(BODY + (PARTS % BODY))
    assert "--TAR" in own((PARTS % BODY).replace("--ICE\nContent-Type: text", "--TAR\nContent-Type: text"))


def test_what_a_list_has_taken_off_is_known_in_any_text() -> None:
    scrubbed = (
        "-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <http://river.example/a>\n"
    )
    assert own(BODY + scrubbed) == BODY.strip()
    assert own(BODY + "next part of the attachment was scrubbed\n") == BODY + "next part of the attachment was scrubbed"


NOVEL = "The clerk went down to the river and looked at the ferry before breakfast.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        NOVEL + HEADER + BODY + NOVEL,  # a mail quoted in a novel
        "From: Anna Weir\nTo: The Clerk\nSubject: The ice is out\n\n" + BODY,  # a novel in mails, without addresses
        OUTLOOK + BODY + NOVEL * 150,  # a novel that begins with one
        "From: the river\nThrough: the village\nDate: never\n\n" + NOVEL,
        "From: Anna\n\n" + BODY,
        LIST + "Ferry: one\nIce: two\nTar: three\nClerk: four\nMay: five\n\n" + BODY,  # a form
        "From: Anna Weir\nDate: Mon, 3 May 1999 12:00:00 +0100\nSubject: ice\nHe wrote no more\nReferences: none\n\n"
        + BODY,
    ],
)
def test_a_mail_in_a_novel_is_the_novels(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


def test_an_edition_of_a_mail_has_what_was_written() -> None:
    text = HEADER + BODY + "\n-- \nAnna Weir\n"
    root = parse(to_tei(text.encode(), Descriptor(id="ferry"), Path("scan 12.txt")))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root) == text.encode()
    assert read(root).startswith("Dear clerk,\n")
    assert "Message" not in read(root)
    assert text_of(root, ".//tei:titleStmt/tei:title") == "The ice is out"
    assert text_of(root, ".//tei:titleStmt/tei:author") == "Anna Weir"
    assert text_of(root, ".//tei:bibl[@xml:id='work']/tei:note[@type='date']") == "1999-05-03"
