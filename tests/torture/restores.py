"""Random and damaged texts in every encoding, with random decisions of every kind: each is given back byte for byte, no
exception but those that tell an editor what to do, none takes longer than a second."""

from __future__ import annotations

import contextlib
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ecdosis.build import to_tei
from ecdosis.editor.meanings import MEANINGS, READINGS
from ecdosis.editor.places import OMITTED
from ecdosis.editor.rows import Decision, cells, checked
from ecdosis.errors import EcdosisError, UsageError
from ecdosis.model.document import TYPES
from ecdosis.model.kinds import ASIDES
from ecdosis.model.source import LEGACY, decode
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.restore import restore

ROOT: Final = Path(__file__).parents[2]
CODECS: Final = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    *(codec for codecs in LEGACY.values() for codec in codecs),
    *("shift_jis", "gb18030", "big5", "euc_kr", "cp1256"),
)
MOST: Final = 700
"""Code points of an input: short, so that there can be many."""
LONGEST: Final = 1.0
"""Seconds of the processor that one may take."""
WORDS: Final = ("a", "The rest", "é", "x\u0301", "—", "", "fi", "«Да»", "12", "line one line two", "\ufffe", "\x1b[31m")
LANGUAGES: Final = ("", "", "en", "ru", "fr", "de", "la", "he", "ja")


@dataclass(frozen=True)
class Found:
    """What a part of the inputs came to: `tried`, how many of them with decisions, how many of those were refused in
    words; the longest (seconds), and the failures, each with the seed that makes it again."""

    tried: int
    decided: int
    refused: int
    longest: float
    failures: tuple[str, ...]


def texts() -> tuple[str, ...]:
    """Real damage: the specimens, and the inputs of the labelled cases."""
    specimens = [decode(path.read_bytes()).text for path in sorted((ROOT / "seeds").glob("specimen-*.txt"))]
    tables = [tomllib.loads(path.read_text()) for path in sorted((ROOT / "tests" / "cases").rglob("*.toml"))]
    return (*specimens, *(text for table in tables for text in _strings(table) if len(text) > 20))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def source(chance: random.Random, real: Sequence[str]) -> bytes:
    """An input: bytes at random, a piece of a real text in some encoding, or a mixture of such pieces."""
    match chance.randrange(8):
        case 0:
            return chance.randbytes(chance.randrange(1, MOST // 2))
        case 1:
            return "".join(map(chr, (_code(chance) for _ in range(chance.randrange(1, 120))))).encode(
                "utf-8", "surrogatepass"
            )
        case 2 | 3:
            return b"".join(_piece(chance, real, MOST // 4) for _ in range(chance.randrange(2, 5)))
        case 4:
            data = bytearray(_piece(chance, real, MOST))
            for _ in range(chance.randrange(1, 9)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            return bytes(data)
        case _:
            return _piece(chance, real, MOST)


def _code(chance: random.Random) -> int:
    return chance.choice((chance.randrange(0x110000), chance.randrange(0x3000), chance.randrange(0x100), 10, 32))


def _piece(chance: random.Random, real: Sequence[str], most: int) -> bytes:
    text = chance.choice(real)
    start = chance.randrange(max(1, len(text) - most // 2))
    piece = text[start : start + chance.randrange(1, most)]
    if chance.random() < 0.3:
        piece = piece.replace("\n", chance.choice(("\r\n", "\r", "\u2028", "\x0b", "\f", "\n\n", "-\n")))
    return piece.encode(chance.choice(CODECS), "replace") or b"x"


def decisions(chance: random.Random, data: bytes) -> list[Decision]:
    """Decisions about random places of an input, of random kinds."""
    text = decode(data).text
    found: list[Decision] = []
    for number in range(1, chance.choice((2, 2, 3, 4))):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((1, 2, 5, 12, 40, 200)))
        words = " ".join(text[start:end].split())
        if chance.random() < 0.1 and len(words) > 20:
            words = words[:8].rstrip() + OMITTED + words[-8:].lstrip()
        kind = chance.choice(tuple(MEANINGS))
        row = cells(start, words, kind, _value(chance, kind), chance.choice(WORDS), "", "")
        with contextlib.suppress(UsageError):  # as a row of a file would be refused
            found.append(checked(Path("x.decisions.tsv"), number, row))
    return found


def _value(chance: random.Random, kind: str) -> str:
    if kind == "aside":
        return chance.choice(tuple(ASIDES))
    if kind == "block":
        return chance.choice(TYPES) + chance.choice(("", "", " +"))
    if kind == "foreign":
        return chance.choice(("fr", "grc", "ru-Latn"))
    if kind in ("marker", "note"):
        return chance.choice(("", "1", "*", "12"))
    return chance.choice(WORDS) if kind in READINGS else ""


def part(first: int, last: int, longest: float = LONGEST) -> Found:
    """What the inputs of some seeds come to."""
    real = texts()
    for language in LANGUAGES:  # what is loaded once is no matter of one input
        to_tei(
            b"The first words of a text, and w0rds that are none.\n", Descriptor(id="x", language=language), Path("x")
        )
    counted: Counter[str] = Counter()
    slowest, failures = 0.0, []
    for seed in range(first, last):
        chance = random.Random(seed)
        data = source(chance, real)
        rows = decisions(chance, data) if chance.random() < 0.5 else []
        known = Descriptor(id="x", language=chance.choice(LANGUAGES))
        started = time.process_time()
        try:
            restored = restore(parse(to_tei(data, known, Path("x.txt"), decisions=rows)))
        except EcdosisError:
            counted["refused" if rows else "no text"] += 1
            restored = data
        except Exception as error:
            failures.append(f"seed {seed}: {type(error).__name__}: {error}")
            continue
        took = time.process_time() - started
        slowest = max(slowest, took)
        counted["decided"] += bool(rows)
        if restored != data:
            failures.append(f"seed {seed}: other bytes are given back")
        if took > longest:
            failures.append(f"seed {seed}: took {took:.1f} s")
    return Found(last - first, counted["decided"], counted["refused"], slowest, tuple(failures))


def run(number: int, first: int = 0, jobs: int | None = None) -> bool:
    """Try `number` inputs; print what came of them; whether all is well."""
    step = 2_000
    ranges = [(seed, min(seed + step, first + number)) for seed in range(first, first + number, step)]
    started = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        found = []
        for one in pool.map(part, *zip(*ranges, strict=True)):
            found.append(one)
            sys.stderr.write(f"\r{sum(part.tried for part in found):,} restores")
    failures = [failure for one in found for failure in one.failures]
    total, decided, refused = (sum(getattr(one, name) for one in found) for name in ("tried", "decided", "refused"))
    print(
        f"\r{total:,} restores, {decided:,} with decisions (of which {refused:,} were refused in words), in "
        f"{time.monotonic() - started:.0f} s; the longest {max(one.longest for one in found):.2f} s; "
        f"{len(failures)} failures"
    )
    for failure in failures[:20]:
        print(f"  {failure}")
    return not failures
