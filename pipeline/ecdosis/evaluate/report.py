"""What was measured, for people (lines of text) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from ecdosis import VERSION
from ecdosis.evaluate import calibration
from ecdosis.evaluate.measure import Measures, figures, total
from ecdosis.evaluate.slips import Judged

SHOWN: Final = 8
"""Examples of each sort that are printed."""
SHARES: Final = {
    "running heads and feet found": ("heads found", "heads"),
    "page numbers found": ("page numbers found", "page numbers"),
    "true text wrongly left out": ("text set aside", "text"),
    "line-end hyphens right": ("hyphens right", "hyphens"),
    "line-end hyphens wrong": ("hyphens wrong", "hyphens"),
    "line ends joined": ("line ends joined", "line ends inside"),
    "line ends wrongly joined": ("line ends wrongly joined", "line ends between"),
    "joined across pages": ("across pages joined", "across pages inside"),
    "wrongly joined across pages": ("across pages wrongly joined", "across pages between"),
}
"""What is counted of how many, by the names of `measure.figures`."""


def rows(of: Measures) -> list[tuple[str, str]]:
    """The measures as a table of two columns: what, and how much."""
    known = figures(of)
    return [
        ("words compared", f"{known['words']:,}"),
        *(_rate(name, of, key) for name, key in (("word errors (WER)", "wer"), ("character errors (CER)", "cer"))),
        ("changes to words right", _share(known["changes right"], known["changes"])),
        ("wrong words made right", _share(known["changes right"], known["changes right"] + known["word errors"])),
        ("right words spoiled", f"{known['spoiled']} ({known['spoiled per 10,000']:.2f} in 10,000)"),
        ("questions about words right", _share(known["questions right"], known["questions"])),
        *((name, _share(known[part], known[whole])) for name, (part, whole) in SHARES.items()),
    ]


def _rate(name: str, of: Measures, key: str) -> tuple[str, str]:
    steps = [100 * float(getattr(errors, key)) for errors in (of.raw, of.unread, of.repaired)]
    return name, f"{steps[0]:.2f} % as it came, {steps[1]:.2f} % before spelling, {steps[2]:.2f} % after"


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.1f} %)" if whole else "none"


def lines(measures: Sequence[Measures]) -> Iterator[str]:
    """All figures, and some examples, in lines."""
    whole = measures[0] if len(measures) == 1 else total(f"all {len(measures)} pairs", measures)
    if len(measures) > 1:
        yield f"{'pair':24} {'words':>8} {'WER':>8} {'after':>8} {'changes':>8} {'right':>8} {'spoiled':>8}"
        for one in measures:
            known = figures(one)
            rates = f"{100 * one.raw.wer:7.2f}% {100 * one.repaired.wer:7.2f}%"
            counts = f"{known['changes']:8} {known['changes right']:8} {known['spoiled']:8}"
            yield f"{one.name[:24]:24} {known['words']:8,} {rates} {counts}"
        yield ""
    yield whole.name
    yield from (f"  {name:30} {value}" for name, value in rows(whole))
    if whole.outcomes:
        yield "\nHow sure it was, and how often right"
        yield from (f"  {line}" for line in calibration.lines(whole.outcomes))
    for name, those in examples(whole).items():
        if those:
            yield f"\n{name} ({len(those)})"
            yield from (f"  {line}" for line in those[:SHOWN])


def examples(of: Measures) -> dict[str, list[str]]:
    """What went wrong and what was left, sort by sort, with the evidence for it."""
    wrong = [judged for judged in of.changes if not judged.right]
    return {
        "Right words spoiled": [described(judged) for judged in wrong if judged.spoiled],
        "Wrong words read wrongly": [described(judged) for judged in wrong if not judged.spoiled],
        "Hyphens wrong or doubtful": list(of.examples["hyphens wrong or asked"]),
        "Furniture missed": list(of.examples["furniture missed"]),
        "Text wrongly left out": list(of.examples["text set aside"]),
        "Idle questions": [described(judged) for judged in of.questions if not judged.right],
        "What still differs": list(of.examples["word errors"]),
    }


def _calibration(of: Measures) -> list[dict[str, Any]]:
    """How often findings were right, by stage, kind, whether they were asked, and certainty."""
    return [
        {"stage": stage, "kind": kind, "asked": asked, "certainty": calibration.bin_name(number)}
        | {"cases": one.count, "right": one.right, "interval": one.interval, "stated": round(one.stated, 4)}
        for (stage, kind, asked, number), one in calibration.table(of.outcomes).items()
    ]


def described(judged: Judged) -> str:
    """One change or question in a line."""
    return f"{judged.at}: “{judged.stood}” → “{judged.reading}”, true: “{judged.truth}” [{judged.kind}; {judged.why}]"


def by_kind(of: Measures) -> list[tuple[str, int, int]]:
    """For each sort of change or question: how many were right, how many not."""
    counts: dict[str, list[int]] = {}
    for judged, verb in [*((j, "") for j in of.changes), *((j, " (asked)") for j in of.questions)]:
        counts.setdefault(judged.kind + verb, [0, 0])[not judged.right] += 1
    return sorted((kind, right, wrong) for kind, (right, wrong) in counts.items())


def as_json(measures: Sequence[Measures], digest: str) -> bytes:
    """All figures, changes and questions as JSON, with the digest of the texts."""

    def entry(of: Measures) -> dict[str, Any]:
        judged = {"changes": list(map(asdict, of.changes)), "questions": list(map(asdict, of.questions))}
        return {"name": of.name, "figures": figures(of), **judged, "examples": of.examples}

    summed = total("total", measures)
    whole = {"version": VERSION, "digest": digest, "total": figures(summed), "calibration": _calibration(summed)}
    return json.dumps(whole | {"pairs": list(map(entry, measures))}, ensure_ascii=False, indent=1).encode(
        "utf-8", "replace"
    )
