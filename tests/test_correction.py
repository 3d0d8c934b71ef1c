"""How sure a correction of words must be: bold, for reading, or careful, for scholars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.evaluate.measure import figures, measure
from ecdosis.evaluate.pairs import Pair
from ecdosis.model.document import Document
from ecdosis.model.pieces import Edit
from ecdosis.model.text import Text
from ecdosis.project.descriptor import check
from ecdosis.shelf.card import card
from ecdosis.stages import spelling as proof
from ecdosis.stages.spelling import careful, spelling
from ecdosis.stages.spelling.candidates import NO_HABITS, Candidate
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.judgement import Score, Scorer
from ecdosis.stages.spelling.lexicon import lexicon
from ecdosis.stages.spelling.words import Words
from ecdosis.stages.table import values
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.restore import restore
from test_noisy import NOISE
from test_proof_edges import NOTHING

SENTENCE = "\n\nHe wont to the river, and he said that he Is in the house of the clork.\n"


@pytest.mark.parametrize(
    ("stated", "correction"),
    [
        ({}, "bold"),
        ({"purpose": "reading"}, "bold"),
        ({"purpose": "scholarly"}, "careful"),
        ({"purpose": "scholarly", "correction": "bold"}, "bold"),
        ({"correction": "careful"}, "careful"),
    ],
)
def test_the_purpose_says_how_sure_a_declaredmust_be(stated: Mapping[str, str], correction: str) -> None:
    assert values(stated)["correction"] == correction


def test_what_is_not_done_carefully_is_asked() -> None:
    text = Text.of(NOISE + SENTENCE)
    bold, exact = (proof.repair(Document(text), "en", careful=which) for which in (False, True))
    done = [len([piece for piece in one.text.pieces if getattr(piece, "kind", "")]) for one in (bold, exact)]
    assert done[1] < done[0]
    assert len(exact.queries) > len(bold.queries)
    assert "that he is in the house" in bold.text.reading
    assert "that he Is in the house" in exact.text.reading
    assert ("Is", "is") in {(text.source[query.start : query.end], query.suggestion) for query in exact.queries}


def notices(correction: str, text: str = NOISE) -> list[str]:
    known = check({"id": "x", "language": "en", "title": "The Ferry", "correction": correction}, Path("x.toml"))
    root = parse(to_tei(text.encode(), known, Path("x.txt")))
    assert restore(root) == text.encode()
    [declared] = root.iterfind(".//tei:editorialDecl/tei:correction", NAMESPACES)
    said = content(declared)
    assert ("all but certain" in said) is (correction == "careful")
    assert ("where they are likely" in said) is (correction == "bold")
    return [notice for notice, _ in card(root, book(root)).told if "boldly" in notice]


def test_a_noisy_scan_that_was_corrected_boldly_says_so_in_the_header_and_on_the_shelf() -> None:
    [notice] = notices("bold")
    assert notice.startswith("This is a noisy scan, and 3")
    assert notice.endswith('For a text to be cited, set correction = "careful".')
    assert notices("careful") == []
    assert notices("bold", "The ferry lay at the foot of the steps, and the clerk waited there.\n") == []


@pytest.mark.parametrize(
    ("text", "after", "certainty", "is_done"),
    [
        ("He saw the rivor of it.", "river", 0.95, True),
        ("He saw the rivor of it.", "river", 0.94, False),
        ("He saw the Rivor of it.", "River", 0.99, False),  # the capital may be another letter
        ("He saw the Londen of it.", "London", 0.99, True),
        ("He came. Rivor was there.", "River", 0.99, True),
    ],
)
def test_what_is_done_carefully(text: str, after: str, certainty: float, is_done: bool) -> None:
    start = next(k for k in (text.lower().find("rivor"), text.find("Londen")) if k >= 0)
    edit = Edit(start, start + len(after), after, "spelling", "spelling", certainty, "")
    [found] = careful.asked(Scorer.of(Words.of(text), "en"), [edit])
    assert found.safe is is_done
    assert not next(careful.asked(Scorer.of(Words.of(text), "en"), [replace(edit, safe=False)])).safe


@pytest.mark.parametrize(
    ("probability", "said", "bold", "exact"),
    [
        (0.98, {"seen": 1.0}, True, True),
        (0.96, {"seen": 1.0}, True, False),
        (0.999, {"seen": 1.0, "listed": 1.0}, True, True),
        (0.999, {"seen": 0.0, "listed": 1.0}, True, False),  # a slip of writers: the source's own
        (0.999, {"vowels": 1.0, "common": -6.0, "fit": 1.0}, True, False),  # it may be an old word
        (0.999, {"vowels": 1.0, "common": -5.0, "fit": 1.0}, True, True),
        (0.999, {"vowels": 1.0, "common": -6.0, "fit": 1.0, "error_rate": 1.0}, True, True),
        (0.999, {"vowels": 0.0, "common": -6.0, "fit": 1.0}, True, True),
    ],
)
def test_what_is_judged_carefully(probability: float, said: dict[str, float], bold: bool, exact: bool) -> None:
    words = Words.of("He wrote the wrods down in the evening.")
    score = Score(
        3, Candidate(3, 3, "words", -4.0, -9.0, Slip("words", 2.0, "so")), probability, NOTHING | {"gain": 5.0} | said
    )
    finder = SimpleNamespace(is_strange=lambda _: False, is_half=lambda *_: False, habits=NO_HABITS)
    scorer = SimpleNamespace(words=words, scores=lambda: [score], lexicon=lexicon("en"), finder=finder, model=True)
    for which, safe in ((False, bold), (True, exact)):
        scorer.careful = which
        assert [edit.safe for edit in spelling.edits(cast(Scorer, scorer), "spelling")] == [safe]


def test_both_can_be_measured() -> None:
    truth = NOISE.replace("Tho", "The") + SENTENCE
    bold, exact = (
        figures(measure(Pair("x", (NOISE + SENTENCE).encode(), truth.encode()), "en", {"correction": which}))
        for which in ("bold", "careful")
    )
    assert exact["changes"] < bold["changes"]
    assert exact["questions"] > bold["questions"]
