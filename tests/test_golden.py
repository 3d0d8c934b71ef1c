"""Golden files: what the specimens become, so that every difference of a change shows in its diff.

`make golden` (pytest --regenerate) writes them anew; look at the diff before it is committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.book.gather import book
from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.formats.html import html
from ecdosis.formats.html.page import policy, script, style
from ecdosis.project import descriptor
from ecdosis.tei.names import parse

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(path.stem for path in SEEDS.glob("specimen-*.txt")))
def test_nothing_has_changed(name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path = SEEDS / f"{name}.txt"
    decided = rows.load(SEEDS / f"{name}.decisions.tsv")
    tei = to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path, decisions=decided)
    page = html(book(parse(tei)))
    for looks in (style(), script(), policy()):  # they would be in every diff
        page = page.replace(looks.encode(), b"")
    made = {f"{name}.xml": tei, f"{name}.html": page}
    if request.config.getoption("--regenerate"):
        GOLDEN.mkdir(exist_ok=True)
        for file, content in made.items():
            (GOLDEN / file).write_bytes(content)
    for file, content in made.items():
        assert content.decode() == (GOLDEN / file).read_text(encoding="utf-8"), f"{file} differs (make golden)"
