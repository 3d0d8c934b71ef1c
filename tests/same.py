"""Whether the program still does to texts what its first release did: `make same TEXTS="DIR DIR"`.

Two programs are asked, and only by their command lines: the base (the first release, or with `--base` any other commit
or folder) and that of this checkout. A commit is built into a wheel from git's history and installed into an
environment of its own in the cache folder, beside the dependencies that its own lock names. Each text is built by both,
without and with the editor's decisions; compared are what `changes`, `read`, `blocks`, `queries` and `restore` say and
the words of each product (`answers.py`). TEI that others made is published and its books compared. What the base says
of a text is kept, so it is asked only once.

What differs is classed by what it is (`classed.py`): ten thousand new page marks are one class, a word that no change
accounts for is another. `tests/same.toml` lists the classes that are meant, each with the reason and the largest number
that it may have. A class that is not on the list, or is there with a smaller number, is shown with examples, and the
exit status is 1. A class of which there is much less than the list allows is named: the program may do again what the
first release did. A source that is not given back and a word that is lost without a trace (`law`) are on no list.

When to put something on the list: once what is done to texts was changed on purpose, and somebody has looked at the
examples of each class (`--examples 50`; `--only "dp-*"` for some texts). A word of the author's that is gone is a
fault, whatever the reason. Within a piece of work compare with the commit where it began (`BASE=HEAD~3`): no list is
used then, so that nothing may differ, unless one is named (`--list`).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatchcase
from itertools import repeat, zip_longest
from pathlib import Path
from typing import Final

from answers import Side, Subject, answers
from classed import Allowed, Difference, differences, entry, judged, listed
from releases import FIRST_RELEASE, program

ROOT: Final = Path(__file__).resolve().parent.parent
LIST: Final = ROOT / "tests/same.toml"
TOLD: Final = 6
"""Texts that are named of a class, and examples that are shown of it, if nobody says how many."""
WIDTH: Final = 220
"""Characters that are shown of an example."""
FEWER: Final = 0.8
"""A class of which there is less than this part of its number on the list is named."""
TEXTS: Final = (".txt", ".html", ".htm", ".md")
NO_TEXTS: Final = (".expected", ".introduction", ".textual-note", "textual-note")
"""How the stems of files end that are beside texts: what is expected of one, an editor's words."""

# The texts


def subjects(folders: Sequence[Path]) -> Iterator[Subject]:
    """The texts and TEI files in some folders and those inside of them; a text with decisions is there twice."""
    known = _descriptors(ROOT / "seeds")
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".xml":
                yield Subject(path, tuple(other for other in sorted(path.parent.iterdir()) if _goes_with(other, path)))
            elif path.suffix in TEXTS and not path.stem.endswith(NO_TEXTS) and path.name != "README.md":
                beside = (path.with_suffix(".toml"), path.with_suffix(".decisions.tsv"))
                there = tuple(other for other in beside if other.is_file())
                seeds = known.get(hashlib.sha256(path.read_bytes()).hexdigest(), ())
                yield Subject(path, there, seeds)
                if any(other.name.endswith(".decisions.tsv") for other in (*there, *seeds)):
                    yield Subject(path, there, seeds, decided=False)


def _goes_with(other: Path, path: Path) -> bool:
    """Whether a file beside a TEI file may be a part of it: it may include others and show pictures."""
    return other.is_file() and other != path and other.suffix in (".xml", ".png", ".jpg", ".svg", ".ent", ".dtd")


def _descriptors(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The SHA-256 of texts that are described in a folder -> descriptor and, if there are any, decisions."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        decided = path.with_suffix(".decisions.tsv")
        if digest := tomllib.loads(path.read_text(encoding="utf-8")).get("sha256"):
            found[str(digest)] = (path, decided) if decided.is_file() else (path,)
    return found


# What is said


def checkout() -> Side:
    """The program of this checkout. What it says is kept in `build` until something of it changes, since the list is
    written by looking at one run again and again."""
    told = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((*(ROOT / "pipeline").rglob("*"), *(ROOT / "tei/schema").rglob("*"))):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(f"\n{path.relative_to(ROOT)} ".encode() + path.read_bytes())
    return Side(ROOT / ".venv/bin/ecdosis", ROOT / "build/same" / told.hexdigest()[:24])


def compared(subject: Subject, base: Side, here: Side) -> list[Difference]:
    """In what the two programs differ over a text, by classes."""
    return differences(subject.name, subject.path.read_bytes(), answers(base, subject), answers(here, subject))


def shown(those: Sequence[Difference], examples: int) -> str:
    """A class: how many there are, the texts that have most of it, and examples, some of each text."""
    most = sorted(those, key=lambda one: -one.number)
    texts = [f"{one.text} {one.number:,}" for one in most]
    told = ([f"  {one.text}: {example}"[:WIDTH] for example in one.examples if example] for one in most)
    lines = [line for lines in zip_longest(*told) for line in lines if line]
    number, several = sum(one.number for one in those), ", …" if texts[TOLD:] else ""
    return "\n".join((f"\n{those[0].what}: {number:,} ({', '.join(texts[:TOLD])}{several})", *lines[:examples]))


def scarce(allowed: Sequence[Allowed], met: Mapping[tuple[int, str], int]) -> Iterator[str]:
    """The classes on the list of which there is much less than it allows."""
    for i, one in enumerate(allowed):
        for what, number in one.classes.items():
            if (now := met.get((i, what), 0)) < FEWER * number:
                yield f"{what} ({', '.join(one.texts)}): {now:,} of {number:,}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", nargs="*", action="extend", type=Path, default=[], metavar="DIR", help="further texts"
    )
    parser.add_argument("--only", default="*", metavar="PATTERN", help="of the texts those with such names")
    parser.add_argument("--base", default=FIRST_RELEASE, metavar="COMMIT|DIR", help="another commit, or a checkout")
    parser.add_argument("--list", type=Path, metavar="FILE", help="the classes of differences that are meant")
    parser.add_argument("--examples", type=int, default=TOLD, metavar="N", help="how many are shown of a class")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="texts at a time")
    chosen = parser.parse_args()
    base, here = Side(*program(chosen.base)), checkout()
    meant: Path | None = chosen.list or (LIST if chosen.base == FIRST_RELEASE else None)
    allowed = listed(meant) if meant else []
    folders = [ROOT / "seeds", ROOT / "tests/foreign", *(folder.resolve(strict=True) for folder in chosen.texts)]
    asked = [subject for subject in subjects(folders) if fnmatchcase(subject.name, chosen.only)]
    found: list[Difference] = []
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for number, those in enumerate(pool.map(compared, asked, repeat(base), repeat(here)), 1):
            print(f"\r{number} of {len(asked)} ", end="", file=sys.stderr, flush=True)
            found += those
    left, met = judged(found, allowed)
    for what in sorted({one.what for one in left}):
        print(shown([one for one in left if one.what == what], chosen.examples))
    print(f"\n{len(asked)} texts, {len({one.what for one in found})} classes of differences, ", end="")
    print(f"{len({one.what for one in left})} of them not on the list, or there with a smaller number")
    if left and meant:
        print(f"\nWhat is meant of these goes on the list ({meant.name}), with its reason:\n\n{entry(left)}")
    if meant and chosen.only == "*" and (few := list(scarce(allowed, met))):
        print("\nMuch less than the list allows, with these texts:", *(f"  {line}" for line in few), sep="\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
