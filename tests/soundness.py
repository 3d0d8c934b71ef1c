"""When an edition is bad, by the check of a library (`library.py`): bounds that are open, and are not those of
`ecdosis.health`, which measures other things in another way; and whether the edition says so itself.

`python tests/soundness.py DIR LIBRARY` prints the table of the editions in DIR (`<id>.xml`, `<id>.txt`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ecdosis.health import BAD
from ecdosis.tei.names import content, parse, q

FEW: Final = 3
"""Cases that may be chance."""
MID: Final = 0.02
"""Share of the paragraphs that may end in mid-sentence."""
PARAGRAPHS: Final = 0.05
"""Share by which the count of paragraphs may be off, where it is known."""
WORDS: Final = 0.001
"""Share of the words of a work that may be lost, or set aside beyond what is known to be furniture."""
HEADS: Final = 0.05
"""Share of the running heads that may be left."""
SPECKS: Final = 0.02
"""Share of the blocks that may be only a number or only marks."""
LOOSE: Final = 0.2
"""Share of the notes that no marker may lead to."""
PHRASES: Final = 5
"""Phrases of a provider's that are left from which they are many, if they are half of those that are known."""
FURNITURE: Final[Mapping[str, int]] = {
    "arch-life-of-abbot": 110,  # running heads whose letters were misread, catchwords
    "arch-the-monk": 60,  # catchwords with the signatures of sheets
    "arch-vee-boers": 120,  # heads of chapters, misread
    "dp-calais-base": 22,  # questions of proofreaders
    "pdf-federal-register": 11,  # slugs of the printer
    "md-aruba-bonaire-curacao": 13,  # who edited a page of the web, and when
    "pdf-research-capacity": 7,  # numbers of pages, as “Page 2 of 10”
    "web-ebb-org": 120,  # the words of a menu
    "web-mozilla-wikipedia": 65,  # the controls of the site, names of languages
}
"""Words that the check counts as set aside and that are furniture: each of them was looked at."""
NO_COLUMN: Final[Mapping[str, str]] = {
    "arch-vee-boers": "ten sentences are cut by dirt of the scan and by captions",
    "arch-kolonialzeitung": "a dozen dashes stand among the advertisements before the text that is checked",
    "pdf-federal-register": "a table of prices has lost its columns: “$85 ....” is no number to the check",
}
"""Editions that are bad by eye in what the check has no column for."""


class Verdict(NamedTuple):
    """An edition, what is bad of it by the check, and what it says itself."""

    id: str
    ills: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def unsaid(self) -> bool:
        """Whether it is bad and does not say so."""
        return bool(self.ills) and not self.told

    @property
    def doubted(self) -> bool:
        """Whether it says so though it is good."""
        return bool(self.told) and not self.ills and self.id not in NO_COLUMN


def ills(row: Mapping[str, Any], blocks: int, numbered: int, notes: int, loose: int) -> Iterator[str]:
    """What is bad of an edition by a row of the check; `blocks`: of its reading; `numbered`: headings that are only a
    number; `notes`, and those that no marker leads to (`loose`)."""
    if not row["built"]:
        yield "not built"
        return
    words = max(1, row["words"])
    if many(row["mid"], row["mid_of"], MID):
        yield f"mid-sentence {row['mid']}/{row['mid_of']}"
    if "para_of" in row and abs(row["para"] - row["para_of"]) > PARAGRAPHS * row["para_of"]:
        yield f"paragraphs {row['para']}/{row['para_of']}"
    if many(row["lost"], words, WORDS):
        yield f"lost {row['lost']} words"
    if many(row.get("aside", 0) - FURNITURE.get(row["id"], 0), words, WORDS):
        yield f"set aside {row['aside']} words"
    if "heads_of" in row and many(row["heads"], row["heads_of"], HEADS):
        yield f"running heads left {row['heads']}/{row['heads_of']}"
    if many(specks := max(0, row["num"] - numbered) + row["pun"], blocks, SPECKS):
        yield f"numbers and marks alone {specks}/{blocks}"
    if many(loose, notes, LOOSE):
        yield f"notes without a marker {loose}/{notes}"
    if row.get("boil", 0) >= max(PHRASES, row.get("boil_of", 0) / 2):
        yield f"boilerplate left {row['boil']}/{row['boil_of']}"
    if row.get("title") == "x":
        yield "wrong title"


def many(count: int, among: int, share: float) -> bool:
    """Whether some are more than a share, and no chance."""
    return count > FEW and count > share * among


def verdict(row: Mapping[str, Any], made: Path) -> Verdict:
    """What the check and an edition itself say of it. `made`: the folder with its TEI and its reading."""
    path = made / f"{row['id']}.xml"
    if not path.exists():
        return Verdict(row["id"], tuple(ills(row, 0, 0, 0, 0)), ("refused",))
    root = parse(path.read_bytes())
    said = [content(note) for note in root.iter(q("note")) if note.get("type") == "notice"]
    blocks = len(re.split(r"\n\s*\n", (made / f"{row['id']}.txt").read_text(encoding="utf-8").strip()))
    text = root.find(q("text"))
    heads = [] if text is None else [" ".join(content(head).split()) for head in text.iter(q("head"))]
    numbered = sum(1 for head in heads if re.fullmatch(r"[\d\s.]+", head))
    of_text = [] if text is None else list(text.iter(q("note")))
    notes = [note for note in of_text if note.get("place") in ("bottom", "end") and note.get("prev") is None]
    loose = sum(1 for note in notes if note.get("target") is None)
    told = tuple(one.removeprefix(BAD) for one in said if one.startswith(BAD))
    return Verdict(row["id"], tuple(ills(row, blocks, numbered, len(notes), loose)), told)


def check(of: Path, made: Path) -> dict[str, Any]:
    """What the check of a library (the folder `of`) says of the editions in a folder. Raises CalledProcessError."""
    command = [sys.executable, str(of / "check.py"), str(made), str(of / "facts.toml"), "--json"]
    said = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def table(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as a table in plain text, with the counts below."""
    lines = [
        f"{v.id:28} {'; '.join(v.ills) or '.':60} {' | '.join(one[:70] for one in v.told) or '.'}" for v in verdicts
    ]
    bad = [v for v in verdicts if v.ills]
    good = [v for v in verdicts if not v.ills]
    told = sum(1 for v in good if v.told)
    known = sum(1 for v in good if v.told and not v.doubted)
    lines.append(
        f"bad by the check: {len(bad)}, of which {sum(1 for v in bad if v.told)} say so; good: {len(good)}, of which "
        f"{told} say that they are bad ({known} of these by eye)"
    )
    return "\n".join(lines)


def main() -> None:
    made, of = map(Path, sys.argv[1:3])
    sys.stdout.write(f"{table([verdict(row, made) for row in check(of, made)['texts']])}\n")


if __name__ == "__main__":
    main()
