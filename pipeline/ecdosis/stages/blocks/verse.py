"""Verse: short lines in a row that a writer ended where he did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.evidence import EVEN, Sign, certainty, total
from ecdosis.stages.blocks.metre import turned
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.code import is_command, is_listing
from ecdosis.stages.lines.verse import WIDEST
from ecdosis.stages.words import pattern

LONGEST: Final = 64
"""Characters of a line of verse at most; a hexameter has about 50, and few lines of verse have more."""
FEWEST: Final = 3
MANY: Final = 8
"""Lines in a row that no prose would have left apart."""
VERY_MANY: Final = 24
"""The same, where the lines of a verse begin with small letters, as in editions of Latin and modern poets."""
ENOUGH: Final = 3
"""Signs from which lines are verse; one less is asked."""
SHARE: Final = 0.5
"""The share of other short lines in a row that have no sign of verse, of each sign."""
VERSE_SHARE: Final = 0.3
"""Share of a text's lines that are surely verse from which other lines like them are verse more likely, too."""
LONGER: Final = 1.3
"""Times that a line may be longer than the longest other of its verse, or than most, without being prose."""
FREE_SHARE: Final = 0.1
"""Share of a text's lines that are surely verse from which longer lines of stanzas are, too, and it may have free
verse..."""
TURNS: Final = 5
"""... that take up so many lines at most..."""
SET_IN: Final = 2
"""... of which those below the first are set in by so many columns."""
GOES_ON: Final = "sentences go on over their ends"
CAPITALS: Final = "each begins with a capital"
MUCH: Final = "much of the text is verse"
ALL_SHARE: Final = 0.6
"""The same from which lines between blank lines that were left apart are verse, too, whatever ends them."""
ALL: Final = "most of the text is verse"
RIGHT: Final = 3
"""Columns by which the line that signs a poem stands further to the right."""
ALIKE: Final = 4
"""Stanzas..."""
SAME: Final = 0.8
"""... of which so large a share has the same number of lines: no chance, and nothing else but verse does."""
WORDS: Final = 3
"""Words of most lines that may be verse, at least."""
ABOVE: Final = 2
"""Lines with one of which another rhymes."""
GOING_ON: Final = 0.25
"""Share of the lines of verse that at least end inside a sentence."""
MARKED: Final = 0.1
"""Share of lines with a mark at their ends, up to which these are as those without any."""
_ENDS: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_PAUSE: Final = re.compile(r"[,;:–—-][\"'”’»)\]]*$")
_OPEN: Final = re.compile(r"[“«„\"]")
_SAID: Final = re.compile(r"[“«„\"].*[”»\"]|[–—]\s")
_RHYME: Final = re.compile(r"[^\W\d_]{2,3}(?=\W*$)")
_STRESSED: Final = re.compile(r"[^\W\d_](?P<vowel>[aeiou]`|[àèéìíòóùú])(?=[^\w`]*$)", re.IGNORECASE)
"""A vowel with an accent at the end of a line, which alone rhymes there; a file in ASCII has the accent behind it."""
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
ITEM: Final = re.compile(r"(?:[-–•*·]|\(?\w{1,3}[.)])\s|\W*\d")


def verse(views: Sequence[View], taken: Proposals, width: int) -> Proposals:
    """The lines of verse and who signs them; `width` is that of the prose around (columns, 0 if unknown)."""
    longest = min(LONGEST, 0.9 * width) if width else LONGEST
    short = [view.lines == 1 and len(view.text) <= longest for view in views]
    poems = _signed(views, taken, short)
    if _sure(poems) > FREE_SHARE * len(views):
        poems = _signed(views, taken, _free(views, short), much=True)
    sure = _sure(poems)
    if sure > VERSE_SHARE * len(views):
        poems = [(poem, max(signs, _unmarked(views, poem), key=len)) for poem, signs in poems]
        also = [MUCH, ALL] if sure > ALL_SHARE * len(views) else [MUCH]
        if ALL in also:
            poems = [(poem, signs or _capitals([views[index].text for index in poem])) for poem, signs in poems]
        poems = [(poem, [*signs, *also]) if CAPITALS in signs else (poem, signs) for poem, signs in poems]
    found: Proposals = {}
    for poem, signs in poems:
        own = len(signs) - (CAPITALS in signs) - (GOES_ON in signs)
        asked = len(signs) == ENOUGH - 1 and own and len(poem) > FEWEST and _has_words(views, poem)
        if len(signs) >= ENOUGH or asked:
            found.update(_poem(views, _with_last(views, poem, taken), signs, taken))
    return found


def _signed(
    views: Sequence[View], taken: Proposals, fits: Sequence[bool], *, much: bool = False
) -> list[tuple[list[int], list[str]]]:
    """The runs of lines that may be verse, each with what says so; `fits`: which lines may be; `much`: in a text with
    much verse."""
    runs = (run for run in _poems(views, taken, fits, much=much) if not _is_code([views[index].text for index in run]))
    return [(poem, _signs(views, poem)) for poem in runs]


def _sure(poems: Sequence[tuple[Sequence[int], Sequence[str]]]) -> int:
    """How many lines are surely verse."""
    return sum(len(poem) for poem, signs in poems if len(signs) >= ENOUGH)


def _free(views: Sequence[View], short: Sequence[bool]) -> list[bool]:
    """Which lines may be verse in a text that has much: short ones, all lines of a stanza, long ones whose rest stands
    set in below them, and those that are as wide as these at most."""
    turned_over = [1 < view.lines <= TURNS and view.hangs >= SET_IN for view in views]
    widths = [view.width for view, over in zip(views, turned_over, strict=True) if over]
    stanzas = list(_stood_together(views))
    if len(widths) < MANY:
        return [any(two) for two in zip(short, stanzas, strict=True)]
    widest = max(widths)
    fits = (view.lines == 1 and view.width <= widest for view in views)
    return [any(four) for four in zip(short, stanzas, turned_over, fits, strict=True)]


def _stood_together(views: Sequence[View]) -> Iterator[bool]:
    """Whether each line is one of several between blank lines that all were left apart, none wider than verse is."""
    first = 0
    for index in range(1, len(views) + 1):
        if index < len(views) and views[index].adjacent:
            continue
        block = views[first:index]
        apart = len(block) > 1 and all(view.lines == 1 and view.width <= WIDEST for view in block)
        yield from [apart] * len(block)
        first = index


def _is_code(lines: Sequence[str]) -> bool:
    """Whether lines are a listing, or what commands print."""
    return is_listing(lines) or any(map(is_command, lines))


def _has_words(views: Sequence[View], poem: Sequence[int]) -> bool:
    """Whether most lines have some words, and none is all in capitals: the others are lines of titles, labels, dirt."""
    lines = [views[index].text for index in poem]
    worded = sum(len(_WORD.findall(line)) >= WORDS for line in lines)
    return 2 * worded > len(lines) and not any(map(str.isupper, lines))


def _with_last(views: Sequence[View], poem: Sequence[int], taken: Proposals) -> Sequence[int]:
    """A poem in many stanzas with the line that stands alone below the last, if it rhymes with that: so ends each canto
    of a poem in terza rima."""
    last = poem[-1] + 1
    if last >= len(views) or last in taken or _stanzas(views, poem)[-1] < ALIKE - 1:
        return poem
    line, above = views[last].text, [views[index].text for index in poem[-ABOVE:]]
    whole = views[last].lines == 1 and len(line) <= max(len(views[index].text) for index in poem)
    stressed = [match["vowel"].casefold() if (match := _STRESSED.search(one)) else "" for one in (*above, line)]
    alike = rhymes([*above, line]) > rhymes(above) or stressed[-1] in filter(None, stressed[:-1])
    return [*poem, last] if whole and alike and _ENDS.search(line) else poem


def _poem(views: Sequence[View], poem: Sequence[int], signs: Sequence[str], taken: Proposals) -> Proposals:
    """The lines of a poem and who signs it."""
    safe = len(signs) >= ENOUGH
    sure = certainty(EVEN, total(Sign.rare(sign, SHARE) for sign in signs)) if safe else BlockRule.VERSE_DOUBTED
    why = "short lines in a row: " + ", ".join(signs)
    found = {
        index: Proposal("verse", sure, why, group=poem[0], part=stanza, safe=safe)
        for index, stanza in zip(poem, _stanzas(views, poem), strict=True)
    }
    if safe and _signs_it(views, poem, taken):
        why = "a short line below verse, further to the right"
        found[poem[-1] + 1] = Proposal("attribution", BlockRule.SIGNED, why, group=poem[0])
    return found


def _signs_it(views: Sequence[View], poem: Sequence[int], taken: Proposals) -> bool:
    """Whether the line below a poem says whose it is."""
    index = poem[-1] + 1
    if index >= len(views) or index in taken or len(views[index].text.split()) > 8:
        return False
    if not any(map(str.isalpha, views[index].text)):
        return False
    if index + 1 < len(views) and views[index + 1].above < views[index].above:
        return False  # nearer to what follows: a heading
    return views[index].indent > max(views[i].indent for i in poem) and not views[index].text.endswith(":")


def _poems(views: Sequence[View], taken: Proposals, fits: Sequence[bool], *, much: bool) -> Iterator[list[int]]:
    """Runs of lines that may be verse; a blank line between two stanzas does not end one."""
    run: list[int] = []
    for index, view in enumerate(views):
        short = index not in taken and fits[index] and not ITEM.match(view.text)
        goes_on = bool(run) and short and (view.adjacent or _is_stanza(views, run, index, fits))
        if not goes_on:
            yield from _split(views, run, much=much)
            run = []
        if short:
            run.append(index)
    yield from _split(views, run, much=much)


def _split(views: Sequence[View], run: Sequence[int], *, much: bool) -> Iterator[list[int]]:
    """A run without the line that leads to it and the one that signs it, parted where a line of prose leads to the next
    stanza: that is longer than the verse, and quotation marks close before it and open after it. `much`: in a text with
    much verse, where the first line of a stanza may end with a colon."""
    run = list(run)
    while run and views[run[0]].text.endswith(":") and not _is_first(views, run, much=much):
        run.pop(0)
    if len(run) > FEWEST and views[run[-1]].indent > max(views[index].indent for index in run[:-1]) + RIGHT:
        run.pop()
    usual = sorted(len(views[index].text) for index in run)[len(run) // 2] if run else 0
    poem: list[int] = []
    for place, index in enumerate(run):
        opens = place + 1 < len(run) and _OPEN.match(views[run[place + 1]].text) is not None
        closed = place > 0 and views[run[place - 1]].text[-1] in '”»"'
        if opens and closed and len(views[index].text) > LONGER * usual and not _OPEN.match(views[index].text):
            if len(poem) >= FEWEST:
                yield poem
            poem = []
        else:
            poem.append(index)
    if len(poem) >= FEWEST:
        yield poem


def _is_first(views: Sequence[View], run: Sequence[int], *, much: bool) -> bool:
    """Whether a line with a colon is the first of the verse right below it, rather than what leads to that: set in no
    less, about as long as the lines below, and nobody says anything. Where `much` is verse it may be shorter, and
    further out, unless a quotation begins below it."""
    first, *below = (views[index] for index in run)
    lengths = [len(view.text) for view in below]
    if not below or not below[0].adjacent or pattern("saying").search(first.text):
        return False
    if first.words < WORDS or len(first.text) > LONGER * max(lengths):  # a label, or prose
        return False
    if much:
        return not _OPEN.match(below[0].text)
    further_in = first.indent >= min(view.indent for view in below)
    return len(below) >= FEWEST and further_in and min(lengths) <= len(first.text)


def _is_stanza(views: Sequence[View], run: Sequence[int], index: int, fits: Sequence[bool]) -> bool:
    """Whether a line that follows a blank one begins another stanza: both parts have several lines."""
    following = index + 1 < len(views) and views[index + 1].adjacent and fits[index + 1]
    return following and len(run) > 1 and views[run[-1]].adjacent


def _signs(views: Sequence[View], poem: Sequence[int]) -> list[str]:
    """What speaks for verse; nothing does if the lines are plainly something else."""
    rest = turned(views, poem)
    poem = [index for index in poem if index not in rest]
    lines = [f"{views[i].text} {views[i + 1].text}" if i + 1 in rest else views[i].text for i in poem]
    on = [line for line in lines if not _ENDS.search(line)]
    pauses = sum(1 for line in lines if _PAUSE.search(line))
    said = sum(1 for line in lines if _SAID.match(line))
    if len(on) < GOING_ON * len(lines) or said > 0.4 * len(lines) or (not pauses and not any(map(_ENDS.search, lines))):
        return []
    return [*([GOES_ON] if pauses else []), *_looks(lines, pauses), *_place(views, poem)]


def _unmarked(views: Sequence[View], poem: Sequence[int]) -> list[str]:
    """What speaks for verse with hardly a mark at the end of its lines, as modern poets write it: many of them, each
    with a capital and words. In a text that is no verse these may be anything."""
    lines = [views[index].text for index in poem]
    capitals = sum(line[0].isupper() for line in lines)
    marked = sum(bool(_PAUSE.search(line) or _ENDS.search(line)) for line in lines)
    many = len(lines) >= MANY and capitals >= 0.8 * len(lines)
    return (
        [CAPITALS, f"there are {len(lines)} of them"]
        if _has_words(views, poem) and many and marked <= MARKED * len(lines)
        else []
    )


def _looks(lines: Sequence[str], pauses: int) -> Iterator[str]:
    """What the lines themselves say for verse; `pauses`: how many of them end with a mark."""
    yield from _capitals(lines)
    if len(lines) >= MANY and pauses >= GOING_ON * len(lines):
        yield f"there are {len(lines)} of them"
    if len(lines) >= VERY_MANY and pauses >= GOING_ON * len(lines):
        yield "no prose has as many"
    if rhymes(lines) >= 0.4 * len(lines):
        yield "they rhyme"


def _capitals(lines: Sequence[str]) -> list[str]:
    """Whether most lines begin with a capital, as a sign of verse."""
    capitals = sum(1 for line in lines if line.lstrip("“”\"'‘’«»„(—– ")[:1].isupper())
    return [CAPITALS] if capitals >= 0.8 * len(lines) else []


def _place(views: Sequence[View], poem: Sequence[int]) -> Iterator[str]:
    """What the place of the lines says for verse."""
    if poem[0] and all(views[i].indent > views[poem[0] - 1].indent + 1 for i in poem):
        yield "they are indented"
    if poem[0] and views[poem[0] - 1].text.endswith(":"):
        yield "a colon leads to them"
    stanzas = Counter(_stanzas(views, poem))
    if _ENDS.search(views[poem[-1]].text) and len(stanzas) > 1:
        yield "they stand in stanzas"
    (usual, count) = Counter(stanzas.values()).most_common(1)[0]
    if usual > 1 and len(stanzas) >= ALIKE and count >= SAME * len(stanzas):
        yield f"in stanzas of {usual} lines"


def rhymes(lines: Sequence[str]) -> int:
    """How many lines end as one of the two before does."""
    ends = [match.group().casefold() if (match := _RHYME.search(line)) else "" for line in lines]
    return sum(2 for index, end in enumerate(ends) if end and end in ends[max(0, index - 2) : index])


def _stanzas(views: Sequence[View], poem: Sequence[int]) -> list[int]:
    """The number of each line's stanza: a new one begins after a blank line, or where a quotation mark opens again."""
    numbers = [0]
    for _, index in pairwise(poem):
        opens = _OPEN.match(views[index].text) and _OPEN.match(views[poem[0]].text)
        numbers.append(numbers[-1] + (not views[index].adjacent or bool(opens)))
    return numbers
