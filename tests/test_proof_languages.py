"""Reading the proofs in languages that have a list of all forms of words: German and French."""

from __future__ import annotations

from typing import Any, Final

import pytest

from ecdosis.languages import language
from ecdosis.model.text import Text
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.words import Words, modern
from labelled import load, parameters
from test_proof import proofread, shown

FILES: Final = {"de": "proof_german.toml", "fr": "proof_french.toml"}
DIRT: Final = {
    "de": """

Der Zweisel war gross, uud der Hetr wollte übetall manchmäl durch die Wiefen gehen, wie es die Borfahren gethan \
hatten; felbst die Natux war gegenwäktig.""",
    "fr": """

Le prêtre sortit dans la ruelle, eucore surpris de trouver le cbemin fermé; les jonrnaux avaient annoncé la nonvelle, \
et le conscil des hommcs parlait daus la graude salle du chàteau.""",
}
MENDED: Final = {
    "de": """

Der Zweifel war gross, und der Herr wollte überall manchmal durch die Wiesen gehen, wie es die Vorfahren gethan \
hatten; selbst die Natur war gegenwärtig.""",
    "fr": """

Le prêtre sortit dans la ruelle, encore surpris de trouver le chemin fermé; les journaux avaient annoncé la nouvelle, \
et le conseil des hommes parlait dans la grande salle du château.""",
}
"""A paragraph of a scan, and what it reads."""
CASES: Final = [{**case, "language": code} for code, name in FILES.items() for case in load(name)]


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    code = case["language"]
    dirt, mended = (DIRT[code], MENDED[code]) if case.get("dirty") else ("", "")
    text, asked = proofread(Text.of(case["text"] + dirt), code)
    told, before, rest = text.reading.rpartition("\n\n") if dirt else (text.reading, "", "")
    assert (told, before + modern(rest)) == (case.get("reads", case["text"]), mended)
    assert [shown(query, case["text"]) for query in asked if query.end <= len(case["text"])] == case.get("asks", [])


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        (
            "de",
            "thür giebt seyn theil todt noth rathhaus bildniß gethan jhr könig nemlich ächt hülfe theyl hoffnungsfähre",
            "ift uud dentsche cin felbst zufammen glucklich verfetzt einsach weniget meuschen äber",
        ),
        (
            "fr",
            "avoit étoit françois enfans tems collége poëte roy sçavoir mesme connoître aujourd'hui jusqu",
            "qne hommcs dernieres meme daus discouis lcs augmentalion",
        ),
    ],
)
def test_which_words_are_words(code: str, right: str, wrong: str) -> None:
    """Old spellings are, and compounds; what a scan makes of words is none, though it looks made of them."""
    known = lexicon(code)
    assert [word for word in right.split() if not known.has(word)] == []
    assert [word for word in wrong.split() if known.has(word)] == []


def test_an_elision_is_a_word_of_its_own() -> None:
    words = Words.of("L'homme qu’il aime, aujourd'hui", language("fr").letters)
    assert [word.lower for word in words.words] == ["l", "homme", "qu", "il", "aime", "aujourd'hui"]
    assert [words.is_elided(index) for index in range(4)] == [False] * 4
    assert lexicon("fr").has_in_capitals("etat")
    assert not lexicon("de").has_in_capitals("etat")


def test_a_small_e_above_is_an_umlaut() -> None:
    words = Words.of("Der Koͤnig, die Fluͤsse.", language("de").letters)
    assert [word.lower for word in words.words] == ["der", "könig", "die", "flüsse"]
    assert words.as_written("schön", 0, 3) == "schoͤn"
    assert Words.of("Der König und der Koͤnig der Flüsse.").as_written("schön", 0, 3) == "schön"
    assert modern("Aͤpfel, aͤ eͤ") == "Äpfel, ä eͤ"
