"""Letters of another script that look like the right ones, inside a word.

They come from OCR trained on several scripts, from keyboards left in the wrong layout, and from people who mean to
deceive a search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.encoding_rules import EncodingRule

PAIRS: Final = {
    "Cyrillic": ("аеорсухіѕјһԛԝАВЕКМНОРСТХІЅЈ", "aeopcyxisjhqwABEKMHOPCTXISJ"),
    "Greek": ("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧϳ", "oABEZHIKMNOPTYXj"),
}
"""Letters of a script, and the Latin ones that Unicode Technical Standard #39 (confusables.txt) holds to look the same;
only those whose shapes agree in common text faces."""

_MIXED: Final = re.compile("[A-Za-zÀ-ɏ][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-zÀ-ɏ]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def edits(reading: str, language: str, by: str) -> Iterator[Edit]:
    """Proposals for words of two scripts: safe if the mended word is one, asked if it only could be."""
    if not _MIXED.search(reading):
        return
    whole = Counter(word.lower() for word in _WORD.findall(reading))
    for match in _WORD.finditer(reading):
        word = match.group()
        if len(word) > 2 and _MIXED.search(word):
            yield from _edits_in(word, match.start(), whole, language, by)


def _edits_in(word: str, start: int, whole: Counter[str], language: str, by: str) -> Iterator[Edit]:
    from ecdosis.languages.detect import is_word

    scripts = Counter(_script(letter) for letter in word)
    (main, most), *others = scripts.most_common()
    table = _table(main)
    strangers = [i for i, letter in enumerate(word) if _script(letter) != main]
    if len(others) != 1 or most <= others[0][1] or not all(word[i] in table for i in strangers):
        return
    right = "".join(table[c] if i in strangers else c for i, c in enumerate(word))
    known = is_word(right, None if language == "und" else language) or is_word(right, None)
    sure = known or whole[right.lower()] > 0
    rule = EncodingRule.LOOK_ALIKE if sure else EncodingRule.LOOK_ALIKE_UNKNOWN
    for i in strangers:
        why = f"A {_script(word[i])} letter in the {main} word “{right}”."
        yield Edit(start + i, start + i + 1, right[i], "look-alike", by, rule, why, safe=sure)


def _script(letter: str) -> str:
    return "Cyrillic" if "Ѐ" <= letter <= "ӿ" or "Ԁ" <= letter <= "ԯ" else "Greek" if "Ͱ" <= letter <= "Ͽ" else "Latin"


@cache
def _table(main: str) -> dict[str, str]:
    """Stranger -> the letter of the main script that it looks like."""
    if main == "Latin":
        return {other: latin for others, latins in PAIRS.values() for other, latin in zip(others, latins, strict=True)}
    others, latins = PAIRS[main]
    return dict(zip(latins, others, strict=True))
