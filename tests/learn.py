"""Learns the weights of the judgement from scanned books beside their proofread texts (`make learn DEVSET=DIR`).

ECDOSIS_DEVSET names the folder: `books/NAME.ocr.txt` beside `books/NAME.clean.txt`, `pages/ocr/NAME` beside
`pages/truth/NAME`. For another language than English, which ECDOSIS_LANGUAGE names, it is `CODE/ocr/dta-NAME` beside
`CODE/truth/dta-NAME` (of the sets there the one whose terms allow that what is learnt is shipped), and
ECDOSIS_CLEAN names a folder of clean texts (`*.txt`): each is learnt from as it is, and damaged. Prints `weights.toml`,
and how good the judgement is for a book that it has not learnt from.
"""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.evaluate.noise import worn
from ecdosis.evaluate.words import Aligned, aligned
from ecdosis.languages import FALLBACK, language
from ecdosis.model.source import decode, opened
from ecdosis.stages.run import repaired
from ecdosis.stages.spelling.candidates import is_cased_oddly
from ecdosis.stages.spelling.judgement import TOGETHER, Scales, Scorer
from ecdosis.stages.spelling.spelling import is_open
from ecdosis.stages.spelling.words import Words

FIGURES: Final = (
    "gain", "own", "meant", "known", "name", "noun", "strange", "usual", "abroad", "shape", "foreign", "dictionary",
    "elided", "accent", "length", "cost", "seen", "vowels", "error_rate", "odd", "noise", "blank", "rival", "fit",
    "common",
    *(f"{a}_{b}" for a, b in TOGETHER),
)  # fmt: skip
"""The features that have a weight."""
WITNESSES: Final = {
    "lexicon": ("gain", "known", "common", "shape", "noun", "blank_gain"),
    "dictionary": ("dictionary",),
    "confusion": ("cost", "seen", "vowels", "odd", "odd_length"),
    "context": ("fit", "usual", "blank_fit", "fit_noise"),
    "this text": ("own", "meant", "error_rate", "noise", "own_noise"),
    "passage": ("strange", "usual", "abroad"),
}
"""Witnesses, and the features that they give."""
CLEAN: Final = 60_000
"""Code points of a clean text."""
PARTS: Final = 3
"""Parts of such texts, each judged by what the others teach."""
SHARES: Final = (0.002, 0.02, 0.06, 0.15)
"""The shares of words that are damaged in one text and another: a good scan to a bad one."""
NOTHING: Final = Scales(dict.fromkeys((*FIGURES, "constant"), 0.0), 0.0, 0.0)
RIDGE: Final = 6.0
"""Penalty on the squares of the (standardised) weights, so that a figure that few cases have says little."""


@dataclass(frozen=True, slots=True)
class Case:
    """A strange word: its features, whether it is wrong, whether the candidate is right, the book that it is from."""

    features: Mapping[str, float]
    wrong: bool
    right: bool
    book: str
    stands: str
    meant: str


def texts(folder: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Name of the book, scanned or damaged text, proofread text in a language that is not English."""
    for number, scan in enumerate(sorted((folder / language / "ocr").glob("dta-*"))):
        yield f"{number % PARTS}", *_texts(scan, folder / language / "truth" / scan.name, language)
    clean = os.environ.get("ECDOSIS_CLEAN")
    for number, path in enumerate(sorted(Path(clean).glob("*.txt")) if clean else ()):
        text = path.read_text(encoding="utf-8")[:CLEAN]
        yield f"{number % PARTS}", worn(text, number, SHARES[number % len(SHARES)], language), text


def books(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name of the book, scanned text, proofread text; the pages of one book have one name."""
    for scan in sorted((folder / "books").glob("*.ocr.txt")):
        yield scan.name.split(".")[0], *_texts(scan, scan.with_name(scan.name.replace(".ocr.", ".clean.")))
    for scan in sorted((folder / "pages" / "ocr").glob("*")):
        yield "pages " + scan.name[0], *_texts(scan, folder / "pages" / "truth" / scan.name)


def _texts(scan: Path, truth: Path, code: str = FALLBACK) -> tuple[str, str]:
    damaged, proofread = (
        repaired(opened(decode(path.read_bytes(), language=code)), code, without="spelling").reading
        if path == scan or code != FALLBACK
        else opened(decode(path.read_bytes(), language=code)).reading
        for path in (scan, truth)
    )
    return damaged, proofread


def cases(book: str, damaged: str, truth: str, code: str = FALLBACK) -> Iterator[Case]:
    """The strange words of a scanned text whose truth is known, and those of its truth, none of which is wrong."""
    words, clean = (Words.of(text, language(code).letters) for text in (damaged, truth))
    written = [word.text for word in clean.words]
    known = aligned([word.lower for word in words.words], [word.lower for word in clean.words])
    for score in Scorer.of(words, code).scores(NOTHING):
        one = score.candidate
        if is_open(words, score):
            continue
        stands, meant = words.words[score.index].lower, Words.of(one.meant, clean.letters)
        if (told := _told(known, one.first, one.last)) is not None:
            expected = [word.lower for word in meant.words]
            wrong = score.index not in known.same
            place = known.window(score.index)
            if place and not wrong and is_cased_oddly(words.words[score.index].text):
                wrong = words.words[score.index].text != written[place[0]]
            right = wrong and any(told[i : i + len(expected)] == expected for i in range(len(told)))
            yield Case(score.features, wrong, right, book, stands, one.meant)
    if not book.startswith("pages"):
        for score in Scorer.of(clean, code).scores(NOTHING):
            stands = clean.words[score.index].lower
            if not is_open(clean, score):
                yield Case(score.features, False, False, book, stands, score.candidate.meant)


def _told(known: Aligned, first: int, last: int) -> list[str] | None:
    """The words of the truth that stand where some words stand; None where the texts cannot be aligned."""
    spans = [known.window(index) for index in range(first, last + 1)]
    if any(span is None for span in spans):
        return None
    return list(known.truth[min(s[0] for s in spans if s) : max(s[1] for s in spans if s)])


def fit(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """Weights of a logistic regression (iteratively reweighted least squares, with a ridge), and its constant."""
    columns = [[case.features[name] for case in cases] for name in names]
    means = [sum(column) / len(cases) for column in columns]
    spreads = [math.sqrt(sum((v - m) ** 2 for v in c) / len(cases)) or 1.0 for c, m in zip(columns, means, strict=True)]
    rows = [
        [(v - m) / s for v, m, s in zip(r, means, spreads, strict=True)] + [1.0] for r in zip(*columns, strict=True)
    ]
    labels = [float(case.right) for case in cases]
    size = len(names) + 1
    weights = [0.0] * size
    penalty = [RIDGE] * len(names) + [1e-9]
    for _ in range(25):
        slope = [-p * w for p, w in zip(penalty, weights, strict=True)]
        curve = [[penalty[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, y in zip(rows, labels, strict=True):
            odds = sum(w * v for w, v in zip(weights, row, strict=True))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            for i in range(size):
                slope[i] += (y - p) * row[i]
                for j in range(i + 1):
                    curve[i][j] += p * (1 - p) * row[i] * row[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        weights = [w + step for w, step in zip(weights, _solved(curve, slope), strict=True)]
    found = {name: w / s for name, w, s in zip(names, weights, spreads, strict=False)}
    constant = weights[-1] - sum(found[name] * m for name, m in zip(names, means, strict=True))
    return {name: round(w, 3) for name, w in found.items()} | {"constant": round(constant, 3)}


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of linear equations (Gauss's elimination with pivots)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            share = rows[k][i] / rows[i][i]
            rows[k] = [a - share * b for a, b in zip(rows[k], rows[i], strict=True)]
    solution = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (rows[i][size] - rest) / rows[i][i]
    return solution


def learnt(cases: Sequence[Case], without: Collection[str] = ()) -> Scales:
    """The weights that some cases teach, those of some features left out."""
    return Scales(fit(cases, [figure for figure in FIGURES if figure not in without]), 0.0, 0.0)


def rated(cases: Sequence[Case], without: Collection[str] = ()) -> list[tuple[float, Case]]:
    """The cases, each with its probability by what the other books teach, the likeliest first."""
    found: list[tuple[float, Case]] = []
    for book in sorted({case.book for case in cases}):
        by = learnt([case for case in cases if case.book != book], without)
        found += ((by.probability(case.features), case) for case in cases if case.book == book)
    return sorted(found, key=lambda one: -one[0])


def curve(cases: Sequence[Case]) -> Iterator[str]:
    """How good the judgement is, each book judged by what the others teach: threshold, changes, right, spoiled."""
    known = rated(cases)
    for percent in (9, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95):
        done = [case for probability, case in known if probability >= percent / 100]
        right, spoiled = sum(case.right for case in done), sum(not case.wrong for case in done)
        share = f"{right / max(1, len(done)):.3f}"
        yield f"{percent / 100:.2f}  {len(done):4} changes, {right:4} right ({share}), {spoiled:3} right words spoiled"


def reach(cases: Sequence[Case], without: Collection[str] = (), precision: float = 0.98) -> int:
    """How many changes can be right if so many of those made are, some features left out."""
    right, most = 0, 0
    for number, (_, case) in enumerate(rated(cases, without), 1):
        right += case.right
        most = right if right >= precision * number else most
    return most


def found(folder: Path, code: str = FALLBACK) -> list[Case]:
    """The cases of a development set."""
    every = books(folder) if code == FALLBACK else texts(folder, code)
    return [case for book in every for case in cases(*book, code)]


def main() -> None:
    """Prints the table that belongs into `languages/CODE/weights.toml`, and the curve as comments."""
    known = found(Path(os.environ["ECDOSIS_DEVSET"]), os.environ.get("ECDOSIS_LANGUAGE", FALLBACK))
    by = learnt(known)
    for line in curve(known):
        print(f"# {line}")
    print("\n[weights]")
    for figure, weight in by.weights.items():
        print(f"{figure} = {weight}")


if __name__ == "__main__":
    main()
