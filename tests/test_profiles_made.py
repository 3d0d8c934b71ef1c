"""What programs for writing leave in texts: the fields of Word, the stamp of arXiv, the lines of journals' styles."""

from __future__ import annotations

import pytest

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.table import provenance

TEXT = """The Last Ferry

The ferry had been laid up since the autumn, and nobody in the village had
missed it. When the ice broke they tarred it again.
"""


def own(text: str) -> str:
    """What a text is without what its provider put in, its blank lines apart."""
    _, passages = provenance(text)
    begins, ends = [0, *(p.end for p in passages)], [*(p.start for p in passages), len(text)]
    left = "".join(text[a:b] for a, b in zip(begins, ends, strict=True))
    return "\n".join(line.rstrip() for line in left.split("\n") if line.strip())


def plain(text: str) -> str:
    """A text without its blank lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())


CONTENTS = """ TOC \\o "1-3" \\h \\z \\u  HYPERLINK \\l "_Toc508288855" 1.\tThe Ice\t PAGEREF _Toc508288855 \\h 3
 HYPERLINK \\l "_Toc508288856" 2.\tThe Tar\t PAGEREF _Toc508288856 \\h 4

"""


def test_the_codes_of_fields_are_set_aside_and_their_words_stay() -> None:
    told, _ = provenance(CONTENTS + TEXT)
    assert own(CONTENTS + TEXT) == " 1.\tThe Ice\t 3\n 2.\tThe Tar\t 4\n" + plain(TEXT)
    assert told == Provenance(origins=("Word",))


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (
            'See HYPERLINK "http://river.example" \\o "ferry" the river, and HYPERLINK "http://x.example" that.',
            "See the river, and that.",
        ),
        ("Table SEQ Table \\* ARABIC 1: ice\nTable SEQ Table \\* ARABIC 2: tar", "Table 1: ice\nTable 2: tar"),
        ('By AUTHOR  \\* MERGEFORMAT Anna Weir\n DOCPROPERTY "Status"  \\* MERGEFORMAT Draft', "By Anna Weir\n Draft"),
        (
            "The Ice ........ Error! Bookmark not defined.\nThe Tar\tError! Bookmark not defined.",
            "The Ice ........\nThe Tar",
        ),
        (
            'Formatted: Font: Italic\nThe ice\nFormatted: Indent: Left: 0.5", Space After: 6 pt\nThe tar',
            "The ice\nThe tar",
        ),
        ("The ice\nClick or tap here to enter text.\nThe tar\n[Type here]", "The ice\nThe tar"),
    ],
)
def test_what_word_leaves_is_set_aside(source: str, left: str) -> None:
    assert own(TEXT + source).removeprefix(plain(TEXT)).strip() == left.strip()


@pytest.mark.parametrize(
    "text",
    [
        TEXT + 'The field `PAGEREF _Toc123 \\h` and the field `TOC \\o "1-3"` are Word\'s.',
        TEXT + '{ PAGEREF _Toc123 \\h } and {TOC \\o "1-3"} and “HYPERLINK "http://x.example"”',
        TEXT + "A PAGEREF _Toc123 \\h stood there.",  # one
        TEXT + "He saw “Error! Bookmark not defined.” twice: Error! Bookmark not defined.",
        TEXT + "Formatted: nicely\nFormatted: badly",
        TEXT + "TITLE PAGE and AUTHOR of it, DATE unknown, REF none, TOC too",
        TEXT + "Click here to enter text. Then [Type here] again.",
    ],
)
def test_who_writes_about_word_keeps_his_words(text: str) -> None:
    assert provenance(text) == (Provenance(), ())


def test_the_stamp_of_arxiv_tells_number_and_day() -> None:
    for stamp in ("arXiv:1711.01234v2  [math.HO]  3 May 2018", "# arXiv:math.HO/0312345v1 [math.HO] 3 Dec 2003"):
        told, _ = provenance(TEXT + stamp + "\n\n" + TEXT)
        assert own(TEXT + stamp + "\n\n" + TEXT) == plain(TEXT + TEXT)
        assert told.origins == ("arXiv",)
    told, _ = provenance(TEXT + "arXiv:1711.01234v2  [math.HO]  3 May 2018\n")
    assert (told.number, told.date) == ("arXiv:1711.01234v2", "2018-05-03")


def test_a_stamp_that_stands_upright_is_one_too() -> None:
    stamp = "\n".join("8102 yaM 3 ]OH.htam[ 2v43210.1171:viXra".replace(" ", "")) + "\n\n"
    assert own(stamp + TEXT) == plain(TEXT)
    assert own("\n".join("abcdefghijklmnopqrstuvwxyz") + "\n" + TEXT).startswith("a\nb\n")


@pytest.mark.parametrize(
    "line",
    [
        "Preprint submitted to Elsevier",
        "Preprint submitted to The River Review May 3, 2018",
        "A. Weir et al.: Preprint submitted to Elsevier Page 1 of 10",
        "Draft version May 3, 2018",
        "Typeset using LATEX twocolumn style in AASTeX63",
        "JOURNAL OF LATEX CLASS FILES, VOL. 14, NO. 8, AUGUST 2015 1",
        "Under review as a conference paper at ICLR 2018",
        "31st Conference on Neural Information Processing Systems (NIPS 2017), Long Beach, CA, USA.",
    ],
)
def test_the_lines_of_styles_are_set_aside(line: str) -> None:
    assert own(f"{TEXT}\n{line}\n\n{TEXT}") == plain(TEXT + TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "It is a Preprint submitted to Elsevier, he said.",
        "Preprint submitted to nobody.",
        "The paper is arXiv:1711.01234v2 [math.HO] 3 May 2018 and no other.",
        "arXiv:1711.01234",
        "Draft version of the ferry",
        "Under review as a conference paper at night",
    ],
)
def test_a_sentence_of_them_stays(line: str) -> None:
    assert provenance(f"{TEXT}\n{line}\n\n{TEXT}") == (Provenance(), ())
