"""Quotation marks in pairs, as languages have them; pages in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecdosis.model.quotation import conventions, unpaired
from ecdosis.tei.names import parse
from ecdosis.tei.plausible import odd_pages, odd_quotations, page_number

CASES: dict[str, tuple[list[str], list[str]]] = {
    "English": (["“Well,” said the smith. “It’s the dogs’ boat.”"], []),
    "English, not closed": (["“Well, said the smith, and went."], ["“"]),
    "English, not opened": (["Well,” said the smith, and went."], ["”"]),
    "an apostrophe is no mark": (["’Twas the ferryman’s ’90 boat, the boys’ own."], []),
    "a speech of three paragraphs": (["“It rose.", "“It fell.", "“It rose again.” So he said."], []),
    "a speech that the next paragraph does not open again": (["“It rose and fell.", "He went."], ["“"]),
    "verse": (["“The tide came in,", "The tide went out.”"], []),
    "a quotation in a quotation": (["“He said “no” and went.”"], []),
    "German": (["„Na“, sagte der Schmied, „das Boot.“"], []),
    "German, not closed": (["„Na, sagte der Schmied und ging davon, ohne ein Wort zu sagen."], ["„"]),
    "Polish": (["„No”, powiedział kowal."], []),
    "French": (["« Bon », dit le forgeron."], []),
    "French, not closed": (["« Bon, dit le forgeron."], ["«"]),
    "Danish": (["»Nå«, sagde smeden. »Båden«."], []),
    "Danish, not closed": (["»Nå«, sagde smeden. »Båden, sagde han, og gik sin vej, og ingen så ham mere."], ["»"]),
    "Russian": (["«Ну», — сказал кузнец. «Лодка»."], []),
    "Swedish": (["”Jaså”, sade smeden. ”Båten.”"], []),
    "Swedish, not closed": (["”Jaså”, sade smeden. ”Båten, sade han och gick sin väg utan att säga mer."], ["”"]),
    "Finnish": (["»Vai niin», sanoi seppä."], []),
    "straight": (['"Well," said the smith. "The boat."'], []),
    "straight, not closed": (['"Well," said the smith. "The boat lies on the mud, and nobody comes for it.'], ['"']),
    "straight, of two paragraphs": (['"It rose.', '"It fell."'], []),
    "inches": (['A plank of 12" by 3" was 6" too long.'], []),
    "German and English marks in one text": (["„Na“ and “well” and “so"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_marks_without_their_other(name: str) -> None:
    paragraphs, wanted = CASES[name]
    found = list(unpaired(paragraphs, conventions("\n".join(paragraphs))))
    assert [paragraphs[mark.paragraph][mark.place] for mark in found] == wanted


@given(st.lists(st.lists(st.sampled_from(list("“”„«»\"()a ’'")), max_size=12).map("".join), max_size=5))
def test_what_is_told_is_a_mark(paragraphs: list[str]) -> None:
    for pairs in (conventions("\n".join(paragraphs)), {"“": "”", "(": ")"}):
        for mark in unpaired(paragraphs, pairs):
            assert paragraphs[mark.paragraph][mark.place] in {*pairs, *pairs.values()}


@given(st.lists(st.text("abc ’", max_size=9).map("“{}”".format), max_size=6).map(" ".join))
def test_pairs_are_never_told(text: str) -> None:
    assert list(unpaired([text], conventions(text))) == []


@pytest.mark.parametrize(
    ("label", "number"),
    [("12", 12), ("i", 1), ("iv", 4), ("XLIX", 49), ("mcmxc", 1990), ("iiii", None), ("12a", None), ("", None)],
)
def test_numbers_of_pages(label: str, number: int | None) -> None:
    assert page_number(label) == number


def body(inner: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{inner}</body></text></TEI>'


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("iii iv 1 2 v 3", []),
        ("1 2 4 3", ["Page 3 comes after page 4."]),
        ("9 9", ["Page 9 comes after page 9."]),
        ("ix iv 12a 1 A", ["Page iv comes after page ix."]),
    ],
)
def test_pages_rise_within_their_series(labels: str, told: list[str]) -> None:
    root = parse(body("".join(f'<p><pb n="{label}"/></p>' for label in labels.split())).encode())
    assert [message for _, message, _ in odd_pages(root)] == told


def test_quotations_are_looked_at_in_the_reading() -> None:
    """A mark that is corrected counts as corrected; a poem is one; a note stands by itself."""
    root = parse(
        body(
            "<p>“It rose,<choice><sic>'</sic><corr>”</corr></choice> he said.<fw>“</fw></p>"
            "<lg><lg><l>“The tide came in, and brought the ferry, and the ferryman, and all,</l></lg>"
            "<lg><l>and took them out again, and never gave them back to any of us all.”</l></lg></lg>"
            '<p>And so <note xml:id="n1" n="1"><label>1</label> He “said so.</note>he went.</p>'
        ).encode()
    )
    assert [(element.tag.rpartition("}")[2], words) for element, _, words in odd_quotations(root)] == [
        ("note", "He “said so.")
    ]
