"""The title before a name (Mr. Oake) into which a scan put a letter or a speck (MIr. Oake, M1rs Oake).

It is so short that neither its letters nor its neighbours, a stop and a name, tell the reader of noisy scans what it
is; that it stands before a name, and that the text has the title again and again, does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import SpellingRule

USUAL: Final = 3
"""Times that the text has the title, at least; and how many times as often as what stands."""
_BETWEEN: Final = re.compile("[.,]? ")
"""What stands between a title and a name."""


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for the misread titles of a noisy scan."""
    words, titles = scorer.words, scorer.lexicon.own.letters.before_names
    longest = max(map(len, titles), default=0) + 1
    for index, word in enumerate(words.words[:-1]):
        if len(word.text) > longest or not _is_before_a_name(scorer, index):
            continue
        for title in titles:
            put_in = _put_in(word.text, title)
            rare = USUAL * max(1, words.written[word.text]) <= words.written.get(title, 0)
            if put_in and rare and scorer.finder.is_strange(index):  # `Mir` is a title, too
                often = f"“{title}” stands {words.written[title]:,} times in this text"
                why = f"lexicon: {often}; context: before a name; confusion: {put_in} put in."
                yield Edit(word.start, word.end, title, "spelling", by, SpellingRule.TITLE, why)


def _put_in(stands: str, title: str) -> str:
    """The one letter or digit that stands in a word besides those of a title, as they are written; else empty. The last
    may be one of the title's own (Mrl for Mrs)."""
    return next((one for k, one in enumerate(stands[:-1]) if stands[:k] + stands[k + 1 :] == title), "")


def _is_before_a_name(scorer: Scorer, index: int) -> bool:
    """Whether the next word has a capital, and small letters behind it."""
    word, following = scorer.words.words[index : index + 2]
    name = following.text[0].isupper() and following.text[1:].islower()
    return name and bool(_BETWEEN.fullmatch(scorer.words.reading, word.end, following.start))
