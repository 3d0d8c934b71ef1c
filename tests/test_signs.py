"""Which words of the reading view are links to the list of changes."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from ecdosis.formats.html.signs import Part, SignedWords, joined


def change(name: str, reads: str = "") -> SignedWords:
    """A change with a sign; in the results it is `{name reading}`."""
    return SignedWords(Markup(f"{{{name} {reads}}}"), name, bool(reads))


OTHER = SignedWords(Markup("(other)"))
A, B = change("a", "x"), change("b", "y")
GONE, LOST = change("g"), change("l")


def shown(*parts: Part) -> str:
    """What is made of parts, each link as `[ids: words]`."""
    return re.sub(r'<a class="sign" data-c="([^"]*)" href="#list-[^"]*">(.*?)</a>', r"[\1: \2]", str(joined(parts)))


@pytest.mark.parametrize(
    ("parts", "made"),
    [
        (("no change",), "no change"),
        (("one ", A, " two"), "one [a: {a x}] two"),
        (("one wo", A, "rd two"), "one [a: wo{a x}rd] two"),
        (("don", A, "t’s-so two"), "[a: don{a x}t’s-so] two"),
        (("“", A, "word”"), "[a: “{a x}word]”"),
        (("one, ", A, "."), "one, [a: {a x}]."),
        (("a", A, "b", B, "c d"), "[a b: a{a x}b{b y}c] d"),
        (("a", A, "b c", B), "[a: a{a x}b] [b: c{b y}]"),
        ((A, B), "[a b: {a x}{b y}]"),
        (("fish &", A), "fish &amp;[a: {a x}]"),
        (("a<b", A), "a&lt;[a: b{a x}]"),
        ((OTHER, A, OTHER), "(other)[a: {a x}](other)"),
        (("wo", OTHER, A), "wo(other)[a: {a x}]"),
        (("one ", GONE, " word two"), "one {g } [g: word] two"),
        (("one ", GONE, "“word” two"), "one {g }[g: “word]” two"),
        (("one ", GONE, LOST, "word two"), "one {g }{l }[g l: word] two"),
        ((GONE, "word"), "{g }[g: word]"),
        ((OTHER, GONE, "word"), "(other){g }[g: word]"),
        (("wo", GONE, "rd two"), "[g: wo{g }rd] two"),
        (("one ", GONE, "word", A), "one [g a: {g }word{a x}]"),
        (("one ", GONE, "word", OTHER, A), "one {g }[g: word](other)[a: {a x}]"),
        (("one ", GONE, " <word"), "one {g } &lt;word"),
        (("one ", GONE), "one {g }"),
        (("one ", GONE, OTHER), "one {g }(other)"),
        (("one ", A, GONE, " word"), "one [a g: {a x}{g }] word"),
        (("one ", GONE, " two wo", A, "rd"), "one {g } [g: two] [a: wo{a x}rd]"),
    ],
)
def test_which_words_are_links(parts: tuple[Part, ...], made: str) -> None:
    assert shown(*parts) == made
