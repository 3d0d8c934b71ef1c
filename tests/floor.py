"""The floor of quality: figures below which the repairs must not fall (`floor.json`), on texts that are known by their
digest. `make floor` measures anew and raises it; nothing lowers it but an edit of the file, which a reviewer sees.

ECDOSIS_DEVSET names the development set, if it is there: `books/`, `pages/`, `news/`, `lines.tsv` (sentences), `de/`,
`fr/`; ECDOSIS_LIBRARY a library of real texts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import library
import straightened
from ecdosis.evaluate import measured, synthetic
from ecdosis.evaluate.measure import Measures, figures, total
from ecdosis.evaluate.pairs import Pair, digest, pairs

ROOT: Final = Path(__file__).parent.parent
FILE: Final = Path(__file__).parent / "floor.json"
CORPORA: Final = (
    "specimens", "specimens damaged", "devset books", "devset pages", "devset news", "devset lines",
    "devset de", "devset fr",
)  # fmt: skip
ROWS: Final = 400
"""Sentences that are measured of those of the development set, in texts of..."""
TOGETHER: Final = 200
"""... so many."""
LOWER: Final = (
    "word errors", "spoiled", "text set aside", "hyphens wrong", "line ends wrongly joined",
    "across pages wrongly joined",
)  # fmt: skip
"""Figures that are the better the lower they are."""
HIGHER: Final = ("precision", "changes right", "heads found", "page numbers found", "hyphens right", "line ends joined")
"""Figures that are the better the higher they are."""


def language_of(name: str) -> str:
    """The language of a corpus (ISO 639-1)."""
    code = name.split()[-1]
    return code if len(code) == 2 else "en"


def pairs_of(name: str) -> tuple[Pair, ...] | None:
    """The pairs of a corpus; None if it is not there."""
    truths = Path(__file__).parent / "specimens"
    if name == "specimens":
        found = pairs(ROOT / "seeds", truths)
        return tuple(pair for pair in found if pair.name != "specimen-the-ferryman")  # which is in Russian
    if name == "specimens damaged":
        return tuple(pair for pair in synthetic(truths, 1, "en") if pair.name != "specimen-the-ferryman")
    if not os.environ.get("ECDOSIS_DEVSET"):
        return None
    folder = Path(os.environ["ECDOSIS_DEVSET"]) / name.split()[1]
    if folder.with_suffix(".tsv").is_file():
        return _sentences(folder.with_suffix(".tsv"))
    if not folder.is_dir():
        return None
    return pairs(folder, folder) if name == "devset books" else pairs(folder / "ocr", folder / "truth")


def _sentences(path: Path) -> tuple[Pair, ...]:
    """The first sentences of a table with a column `ocr` and one `truth`."""
    head, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    scan, truth = head.index("ocr"), head.index("truth")
    texts = [rows[start : start + TOGETHER] for start in range(0, ROWS, TOGETHER)]
    return tuple(
        Pair(f"{path.stem} {number}", *("\n\n".join(row[of] for row in some).encode() for of in (scan, truth)))
        for number, some in enumerate(texts)
    )


def measures_of(those: Sequence[Measures]) -> dict[str, float]:
    """The figures of a corpus that have a floor."""
    known = figures(total("all", those))
    return {name: known[name] for name in (*LOWER, *HIGHER)}


def worse(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """What is worse than before, in words."""
    bad = [n for n in before if (now[n] > before[n] if _is_lower(n) else now[n] < before[n])]
    return [f"{name}: {now[name]}, was {before[name]}" for name in bad]


def raised(now: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    """The better of two figures each."""
    return {n: (min if _is_lower(n) else max)(now[n], before.get(n, now[n])) for n in now}


def _is_lower(name: str) -> bool:
    return name in LOWER or name in library.LOWER or name in straightened.LOWER


def load() -> dict[str, Any]:
    """The floor: for each corpus its digest and figures."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return found


def _figures(name: str) -> tuple[dict[str, float], str] | None:
    """The figures of a corpus and its digest; None if it is not there."""
    if name == library.NAME:
        of = library.folder()
        return (library.checked(of, os.cpu_count() or 1), library.digest(of)) if of else None
    if name == straightened.NAME:
        of = library.folder()
        return (straightened.checked(of, os.cpu_count() or 1), library.digest(of)) if of else None
    found = pairs_of(name)
    return (measures_of(list(measured(found, language_of(name)))), digest(found)) if found is not None else None


def main() -> int:
    """Measures all that is there, and raises the floor; for other texts than before, it is laid anew. Ends with 1 if
    something has become worse, which is left as it was."""
    known = load()
    status = 0
    for name in (*CORPORA, library.NAME, straightened.NAME):
        if (found := _figures(name)) is None:
            print(f"{name}: not there")
            continue
        now, of = found
        before = known[name]["figures"] if known.get(name, {}).get("digest") == of else {}
        bad = worse(now, before)
        status = status or bool(bad)
        print(f"{name}: {'; '.join(bad) or 'as good as before, or better'}")
        known[name] = {"digest": of, "figures": raised(now, before)}
    FILE.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
