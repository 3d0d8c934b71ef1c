"""Texts that are ill as a whole, made of the specimens' sentences: what an examination must find.

Each takes a generator of random numbers, and gives a text; the same without its illness is `sound`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Final

SPECIMENS: Final = Path(__file__).parent / "specimens"
_SENTENCE: Final = re.compile(r"[A-Z][a-z ,;]{30,200}[.!?](?=\s)")
HEBREW: Final = (
    "הים",
    "שלום",
    "ארץ",
    "הספן",
    "ימים",
    "דרך",
    "עץ",
    "כסף",
    "לאן",
    "מלך",
    "בתים",
    "אין",
    "הנהר",
    "זקן",
    "היה",
    "עמוק",
    "ילדים",
    "סוף",
    "לחם",
    "אדם",
)
"""Words in the order in which they are spelt; half of them end with a final letter."""
ARABIC: Final = (
    "المدينة",
    "في",
    "على",
    "الى",
    "كتاب",
    "مدرسة",
    "طويلة",
    "كبيرة",
    "النهر",
    "رجل",
    "مستشفى",
    "البحر",
    "قديمة",
    "ليلة",
    "جميلة",
    "السوق",
)


def sentences() -> list[str]:
    """Sentences of the specimens that have only letters and common marks."""
    found: dict[str, None] = {}
    for path in sorted(SPECIMENS.glob("*.txt")):
        text = " ".join(path.read_text(encoding="utf-8").split())
        found.update(dict.fromkeys(_SENTENCE.findall(text)))
    return list(found)


def prose(random: Random, count: int) -> str:
    """So many sentences, each once."""
    return " ".join(random.sample(sentences(), count))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many code points, where long words are divided."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
        elif len(word) >= 8 and room - 1 >= 4 and word.isalpha():
            at = min(room - 1, len(word) - 3)
            lines[-1] = f"{lines[-1]} {word[:at]}-".lstrip()
            lines.append(word[at:])
        else:
            lines.append(word)
    return lines


def sound(random: Random) -> str:
    """Prose in paragraphs on numbered pages."""
    return "\n".join(paged(pages(random)))


def pages(random: Random, count: int = 12) -> list[list[str]]:
    """The lines of some pages."""
    lines = wrapped(prose(random, 120), random.choice((50, 60, 66)))
    each = -(-len(lines) // count)
    return [lines[start : start + each] for start in range(0, each * count, each)]


def paged(bodies: Sequence[Sequence[str]], first: int = 1) -> Iterator[str]:
    """Pages with their numbers below them."""
    for number, body in enumerate(bodies, first):
        yield from (*body, "", f"{number:>30}", "")


def columns(random: Random) -> str:
    """Two columns with a blank between them."""
    width = random.choice((30, 34, 40))
    left, right = wrapped(prose(random, 14), width), wrapped(prose(random, 14), width)
    indent, gap = " " * random.randint(0, 3), random.randint(2, 6)
    rows = zip_longest(left, right, fillvalue="")
    return "\n".join(f"{indent}{a:<{width + gap}}{b}".rstrip() for a, b in rows)


def columns_closed(random: Random) -> str:
    """The same with one blank: each line goes on with that of the other column."""
    left, right = wrapped(prose(random, 120), 24), wrapped(prose(random, 120), 24)
    return "\n".join(f"{a} {b}" for a, b in zip(left, right, strict=False))


def columns_by_turns(random: Random) -> str:
    """A line of one column, a line of the other."""
    left, right = wrapped(prose(random, 120), 24), wrapped(prose(random, 120), 24)
    return "\n".join(line for pair in zip(left, right, strict=False) for line in pair)


def columns_whole(random: Random) -> str:
    """The same where no word is divided: only the ends of sentences show it."""
    left, right = textwrap.wrap(prose(random, 120), 34), textwrap.wrap(prose(random, 120), 34)
    return "\n".join(line for pair in zip(left, right, strict=False) for line in pair)


def stacked(random: Random) -> str:
    """One word in each line."""
    return "\n".join(prose(random, 40).split())


def tex(random: Random) -> str:
    """A file of LaTeX."""
    parts = (f"\\section{{The Ferry}}\n{prose(random, 4)} \\emph{{Nobody}} came." for _ in range(8))
    return "\\documentclass{article}\n\\begin{document}\n" + "\n\n".join(parts) + "\n\\end{document}\n"


def table_parted(random: Random) -> str:
    """A table each cell of which is a line of its own."""
    rows = (
        f"{random.choice(('Saltern', 'Thornby', 'Rushby'))}\n{random.randint(1, 99)}\n{random.randint(1, 9)}.5"
        for _ in range(12)
    )
    return f"{prose(random, 20)}\n\n" + "\n".join(rows) + f"\n\n{prose(random, 20)}"


def page_twice(random: Random) -> str:
    """A page of some that stands twice, the second time read anew, with other slips."""
    bodies = pages(random, 6)
    at = random.randrange(1, 5)
    again = [_misread(random, line) for line in bodies[at]]
    return "\n".join(paged([*bodies[: at + 1], again, *bodies[at + 1 :]]))


def _misread(random: Random, line: str) -> str:
    """A line with some letters misread."""
    return "".join("c" if letter == "e" and random.random() < 0.07 else letter for letter in line)


def overlapping(random: Random) -> str:
    """Pages that begin with the last lines of the page before."""
    bodies = pages(random)
    return "\n".join(paged([[*(a[-3:] if a else []), *b] for a, b in zip([[], *bodies], bodies, strict=False)]))


def shuffled(random: Random) -> str:
    """Pages some of which stand where others belong."""
    numbered = [list(paged([body], number)) for number, body in enumerate(pages(random), 31)]
    at = random.randrange(2, 8)
    size, by = random.randint(1, 2), random.randint(1, 2)
    block = numbered[at : at + size]
    rest = numbered[:at] + numbered[at + size :]
    return "\n".join(line for page in rest[: at + by] + block + rest[at + by :] for line in page)


def backwards(random: Random) -> str:
    """Pages from the last to the first."""
    numbered = [list(paged([body], number)) for number, body in enumerate(pages(random), 31)]
    return "\n".join(line for page in reversed(numbered) for line in page)


def unspaced(random: Random) -> str:
    """Prose that has lost its blanks, but for some."""
    return "".join(" " if c == " " and random.random() < 0.1 else c.strip() for c in prose(random, 20))


def letterspaced(random: Random) -> str:
    """Prose with a blank behind each letter of some of its sentences, and wider ones between words."""
    spaced = ["  ".join(" ".join(word) for word in sentence.split()) for sentence in random.sample(sentences(), 9)]
    return "\n\n".join((*random.sample(sentences(), 9), *spaced))


def capitals(random: Random) -> str:
    """Prose in capitals, with a line by a person below it."""
    return f"{textwrap.fill(prose(random, 20), 60).upper()}\n\nTaken down at the signal box.\n"


def reversed_hebrew(random: Random) -> str:
    """Words of Hebrew, their letters the wrong way round."""
    return textwrap.fill(" ".join(random.choice(HEBREW)[::-1] for _ in range(120)), 60)


def reversed_arabic(random: Random) -> str:
    """Words of Arabic, their letters the wrong way round."""
    return textwrap.fill(" ".join(random.choice(ARABIC)[::-1] for _ in range(120)), 60)


def table(random: Random) -> str:
    """Prose with a table in it, of rows or with each cell in a line of its own."""
    count, fields = random.randint(7, 20), random.randint(3, 6)
    rows = [[str(random.randint(1, 9999)) for _ in range(fields)] for _ in range(count)]
    if random.random() < 0.5:
        lines = [f"{random.choice(('Barges', 'Coal', 'Rope'))} {' '.join(row)}" for row in rows]
    else:
        lines = [cell for row in rows for cell in row]
    return "\n".join((*wrapped(prose(random, 8), 60), "", *lines, "", *wrapped(prose(random, 8), 60)))


def tagged(random: Random) -> str:
    """A piece of a web page with its tags."""
    lines = [f"<p class='a'>{sentence}</p><br />" for sentence in random.sample(sentences(), 12)]
    return "\n".join(('<div id="main">', *lines, "</div>"))
