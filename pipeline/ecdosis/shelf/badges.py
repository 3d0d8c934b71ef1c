"""From the results of checks to what is said of an edition: one badge for each thing that a reader wants to be sure of.

The checks are known by their names alone: one that no badge is named for gets a badge of its own, so that a new check
shows without a word here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ecdosis.formats.table import endings, formats
from ecdosis.shelf.frame import count
from ecdosis.validation.validity import Result, Validity, worst

State = Literal["failed", "doubtful", "unchecked", "partly", "remarked", "passed"]
STATES: Final[Mapping[State, tuple[str, str]]] = {
    "failed": ("✕", "found wrong"),
    "doubtful": ("!", "to be looked at"),
    "unchecked": ("–", "not checked"),
    "partly": ("✓", "passed, but not all was checked"),
    "remarked": ("✓", "passed, with a remark"),
    "passed": ("✓", "passed"),
}
"""What a badge can say, the worst first: a sign, which is told apart by its form, and words."""
CROSS: Final = STATES["failed"][0]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a badge stands for: the checks that have to pass, on the files with these endings; those that only show
    when they find something; and what it means."""

    name: str
    endings: tuple[str, ...]
    checks: tuple[str, ...]
    means: str
    may: tuple[str, ...] = ()


SOURCE: Final = "Source"
PROMISES: Final = (
    Promise(SOURCE, ("xml",), ("source",), "The TEI file gives back the source, byte for byte."),
    Promise(
        "TEI",
        ("xml",),
        ("Ecdosis’s grammar", "Ecdosis’s rules", "TEI All", "TEI All’s rules", "digest"),
        "The file is valid TEI P5, follows our own stricter rules, and is the one that was built.",
        ("form", "file", "origin"),
    ),
    Promise("Reading", ("xml",), ("reading",), "Nothing looks odd: quotations are closed, pages are in order."),
)
"""What is promised of the TEI of each edition."""
EXTRACTION: Final = "extraction"
EXTRACTED: Final = "The text is what is extracted from the original file."
"""The check of a text that was extracted from another file, and what it means."""
SAME: Final = "All books made from the TEI say word for word what it reads."
"""What it means that products agree with their TEI file."""


def of_products() -> Iterator[Promise]:
    """What is promised of the products of each edition: that they say what the TEI says, and what programs check."""
    yield Promise("Same text", endings(one for one in formats() if one.says), ("agreement",), SAME)
    for one in formats():
        for program in one.programs:
            yield Promise(program.name, (one.name,), (program.name,), program.means)


@dataclass(frozen=True, slots=True)
class Badge:
    """What is known of a promise: `results` hold for the files as they are; `why` says why there are none, or not
    all."""

    promise: Promise
    state: State
    results: tuple[Result, ...] = ()
    why: str = ""

    @property
    def found(self) -> int:
        """How many things were found that are wrong or to be looked at."""
        return sum(one.severity != "notice" for result in self.results for one in result.told)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How it stands with some editions, in a sentence or two; `command`: what is to be run, as their last words."""

    state: State
    words: str
    command: str = ""

    @property
    def sign(self) -> str:
        return STATES[self.state][0]


def badges(name: str, hashes: Mapping[str, str], known: Validity, restored: str = "") -> tuple[Badge, ...]:
    """The badges of an edition. `hashes`: the files that it has, relative to the project's folder, with their SHA-256;
    `restored`: the SHA-256 of the TEI file that was seen to give back its source when it was built."""
    built = f"tei/{name}.xml"
    found = {
        (result.file, result.check): result
        for file in hashes
        for result in known.of(file)
        if result.sha256 == hashes[file] and result.against in ("", hashes.get(built))
    }
    if restored and restored == hashes.get(built):
        found.setdefault((built, "source"), Result(built, "source", restored, "Ecdosis, at each build"))
    return tuple(_badge(promise, hashes, found, known) for promise in promises(hashes, known))


def promises(files: Mapping[str, str], known: Validity) -> Iterator[Promise]:
    """What is promised of an edition with these files, and the further checks that were made on any of them."""
    there = set(map(_ending, files))
    every = (*PROMISES, *of_products())
    yield from (promise for promise in every if there.intersection(promise.endings))
    named = {check for promise in every for check in (*promise.checks, *promise.may)}
    means = {one.name.upper(): one.whole for one in formats()} | {EXTRACTION: EXTRACTED}
    further = {(check, _ending(file)) for file, check in known.results if file in files and check not in named}
    for check in sorted({check for check, _ in further}):
        endings = tuple(sorted(ending for other, ending in further if other == check))
        yield Promise(check, endings, (check,), means.get(check, ""))


def _badge(
    promise: Promise, hashes: Mapping[str, str], found: Mapping[tuple[str, str], Result], known: Validity
) -> Badge:
    files = [file for file in hashes if _ending(file) in promise.endings]
    wanted = [(file, check) for file in files for check in promise.checks]
    also = [(file, check) for file in files for check in promise.may if (file, check) in found]
    made = tuple(found[key] for key in (*wanted, *also) if key in found)
    lacking = [key for key in wanted if key not in found]
    severity = worst(told for result in made for told in result.told)
    state: State = (
        "failed" if severity == "error"
        else "doubtful" if severity == "warning"
        else "unchecked" if not made
        else "partly" if lacking
        else "remarked" if severity == "notice"
        else "passed"
    )  # fmt: skip
    return Badge(promise, state, made, _why(lacking, known))


def _why(lacking: Sequence[tuple[str, str]], known: Validity) -> str:
    """Why checks were not made on files."""
    if not lacking:
        return ""
    reasons = {known.missing[check] for _, check in lacking if check in known.missing}
    if reasons:
        return " ".join(sorted(reasons))
    if any(key in known.results for key in lacking):
        return "The file has changed since it was checked. Check it again: ecdosis validate."
    return "Not checked yet: ecdosis validate."


def verdict(of: Sequence[Badge]) -> CheckResult:
    """All that is known of some editions."""
    results = {(result.file, result.check): result for badge in of for result in badge.results}.values()
    if not any(result.at for result in results):
        restored = sum(badge.promise.name == SOURCE and badge.state == "passed" for badge in of)
        editions = sum(badge.promise.name == SOURCE for badge in of)
        said = f"{restored:,} of {editions:,} give back their source byte for byte."
        return CheckResult("partly", f"{said} The other checks have not been run yet:", "ecdosis validate")
    found = [told.severity for result in results for told in result.told]
    wrong, doubtful = found.count("error"), found.count("warning")
    said = f"{count(wrong, 'thing is', 'things are')} wrong." if wrong else "Nothing was found wrong."
    said += f" {count(doubtful, 'place is', 'places are')} to be looked at." if doubtful else ""
    lacking = list(dict.fromkeys(badge.promise.name for badge in of if badge.state == "unchecked"))
    said += f" Not checked everywhere: {', '.join(lacking)}." if lacking else ""
    partly = bool(lacking) or any(badge.state == "partly" for badge in of)
    return CheckResult("failed" if wrong else "doubtful" if doubtful else "partly" if partly else "passed", said)


def _ending(file: str) -> str:
    return file.rpartition(".")[2]
