"""What was measured, as one web page with plots: it works from disk, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from ecdosis.evaluate.measure import Measures, total
from ecdosis.evaluate.report import examples, rows, witnesses
from ecdosis.model.characters import holdable

STYLE: Final = Path(__file__).parent / "page.css"
BARS: Final = 60
"""Pairs that have a bar of their own; the worst are shown."""
LISTED: Final = 200
"""Examples of a sort that are listed."""


def page(measures: Sequence[Measures], digest: str) -> bytes:
    """The page as UTF-8."""
    return holdable("\n".join(_page(measures, digest))).encode()


def _page(measures: Sequence[Measures], digest: str) -> Iterator[str]:
    whole = total("All", measures)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>How good the repairs are</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n<main>"
    yield "<h1>How good the repairs are</h1>"
    yield f"<p>{len(measures)} pairs of texts, SHA-256 <code>{digest}</code></p>"
    yield "<table>"
    yield from (f"<tr><th scope='row'>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows(whole))
    yield "</table>"
    yield (
        "<h2>Word errors</h2>\n<p>In each text as it came "
        '<b class="b0"></b>, before the proofs are read <b class="b1"></b>, and after <b class="b2"></b>.</p>'
    )
    worst = sorted(measures, key=lambda one: -one.raw.wer)[:BARS]
    yield _bars([(one.name, [one.raw.wer, one.unread.wer, one.repaired.wer]) for one in worst], "word error rate")
    yield (
        '<h2>Changes and questions</h2>\n<p>Of each sort, those that the true text bears out <b class="b2"></b>, '
        'and the others <b class="no"></b>.</p>'
    )
    most = max((right + wrong for _, right, wrong in witnesses(whole)), default=1)
    yield "".join(_stack(kind, right, wrong, most) for kind, right, wrong in witnesses(whole))
    for name, those in examples(whole).items():
        yield f"<details><summary>{escape(name)} ({len(those)})</summary>\n<ul>"
        yield from (f"<li>{escape(line)}</li>" for line in those[:LISTED])
        yield "</ul></details>"
    yield "</main>\n</body>\n</html>\n"


def _bars(of: Sequence[tuple[str, list[float]]], what: str) -> str:
    """Bars side by side: for each text, three."""
    most = max((value for _, values in of for value in values), default=0) or 1
    height, step = 34 * len(of), 34
    drawn = []
    for number, (name, values) in enumerate(of):
        y = number * step
        drawn.append(f'<text x="130" y="{y + 18}" text-anchor="end">{escape(name[-18:])}</text>')
        for k, value in enumerate(values):
            width = 420 * value / most
            title = f"<title>{escape(name)}: {100 * value:.2f} %</title>"
            drawn.append(
                f'<rect class="b{k}" x="138" y="{y + 3 + 9 * k}" width="{width:.1f}" height="8">{title}</rect>'
            )
        drawn.append(f'<text x="{146 + 420 * max(values) / most:.1f}" y="{y + 18}">{100 * values[-1]:.1f} %</text>')
    label = f'role="img" aria-label="Bars: {what} of {len(of)} texts as they came, unread, and repaired"'
    return f'<svg viewBox="0 0 640 {height}" {label}>{"".join(drawn)}</svg>'


def _stack(kind: str, right: int, wrong: int, most: int) -> str:
    """One bar in two parts."""
    widths = [400 * right / most, 400 * wrong / most]
    label = f"{kind}: {right} right, {wrong} not"
    return (
        f'<svg class="stack" viewBox="0 0 640 22" role="img" aria-label="{escape(label)}">'
        f'<text x="160" y="15" text-anchor="end">{escape(kind)}</text>'
        f'<rect class="b2" x="168" y="4" width="{widths[0]:.1f}" height="14"/>'
        f'<rect class="no" x="{168 + widths[0]:.1f}" y="4" width="{widths[1]:.1f}" height="14"/>'
        f'<text x="{176 + sum(widths):.1f}" y="15">{right} / {wrong}</text></svg>'
    )
