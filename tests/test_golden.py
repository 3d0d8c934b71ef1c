"""Golden files: what the specimens become, so that every difference of a change shows in its diff.

`make golden` (pytest --regenerate) writes them anew; look at the diff before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pytest

from ecdosis.book.book import Book, Cell, Emendation, Group, Item, Listing, Note, Paragraph, Passage, Section, Table
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.formats.html import html
from ecdosis.formats.html.page import policy, script, style
from ecdosis.project import descriptor, own_words
from ecdosis.tei.names import parse

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDEN = Path(__file__).parent / "golden"
WHOLE: Final = (Book, Cell, Emendation, Group, Item, Listing, Note, Paragraph, Passage, Section, Table)
"""Parts of a book that are written over several lines."""


def written(of: Any, depth: int = 0) -> Iterator[str]:
    """A book, or a part of one, as lines: what holds blocks goes over several, and what is empty is left out. The lines
    of the source and the file itself are in the page and the TEI."""
    indent = "  " * depth
    if isinstance(of, WHOLE):
        yield f"{indent}{type(of).__name__}"
        for name in (field.name for field in fields(of) if field.name not in ("lines", "tei", "sha256")):
            value = getattr(of, name)
            nested = isinstance(value, tuple) and any(isinstance(part, (*WHOLE, tuple)) for part in value)
            if value not in ("", (), None, False):
                yield f"{indent} {name}{'' if nested else f' = {value!r}'}"
            yield from written(value, depth + 1) if nested else ()
    elif isinstance(of, tuple):
        for part in of:
            yield from written(part, depth)
    else:
        yield f"{indent}{of!r}"


@pytest.mark.parametrize("name", sorted(path.stem for path in SEEDS.glob("specimen-*.txt")))
def test_nothing_has_changed(name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    path = SEEDS / f"{name}.txt"
    decided = rows.load(SEEDS / f"{name}.decisions.tsv")
    own = [own_words.load(sort, file) for sort, file in own_words.found([SEEDS], [name])]
    tei = to_tei(path.read_bytes(), descriptor.load(SEEDS / f"{name}.toml"), path, decisions=decided, own=own)
    read = book(parse(tei))
    page = html(read)
    for looks in (style(), script(), policy()):  # they would be in every diff
        page = page.replace(looks.encode(), b"")
    made = {f"{name}.xml": tei, f"{name}.html": page, f"{name}.book": "\n".join((*written(read), "")).encode()}
    if request.config.getoption("--regenerate"):
        GOLDEN.mkdir(exist_ok=True)
        for file, content in made.items():
            (GOLDEN / file).write_bytes(content)
    for file, content in made.items():
        assert content.decode() == (GOLDEN / file).read_text(encoding="utf-8"), f"{file} differs (make golden)"
