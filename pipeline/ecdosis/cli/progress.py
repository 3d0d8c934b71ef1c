"""What a person sees while editions are built."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ecdosis.cli.printing import console

if TYPE_CHECKING:
    from ecdosis.build import Outcome

LINES: Final = 12
"""Editions whose lines are shown at a time, so that the bar stays in sight."""
SIGNS: Final = {
    "built": ("✓", "green"),
    "unchanged": ("·", "dim"),
    "missing": ("–", "dim"),
    "failed": ("✗", "bold red"),
}
"""The sign and the style of what became of an edition."""


def watched(outcomes: Iterable[Outcome], count: int, *, quiet: bool = False) -> Iterator[Outcome]:
    """The outcomes of `count` editions as they come, with a line for each and a bar on standard error meanwhile, if
    that is a terminal; both vanish at the end."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Group
    from rich.live import Live
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    bar = Progress(
        SpinnerColumn(),
        TextColumn("editions"),
        MofNCompleteColumn(),
        BarColumn(),
        TimeElapsedColumn(),
        auto_refresh=False,
    )
    task = bar.add_task("", total=count)
    lines: deque[Text] = deque(maxlen=LINES)
    with Live(bar, console=console(stderr=True), transient=True) as live:
        for outcome in outcomes:
            sign, style = SIGNS[outcome.state]
            seconds = f"  {outcome.seconds:.1f} s" if outcome.state == "built" else ""
            lines.append(Text.assemble(f"  {sign} {outcome.id}", (seconds, "dim"), style=style))
            bar.advance(task)
            live.update(Group(*lines, bar), refresh=True)
            yield outcome
