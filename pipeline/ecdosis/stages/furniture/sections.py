"""What stands among the proven furniture of a web page and has no words of its own that tell: unknown links of a menu,
the items below the head of a list of other pages, the comments of readers. Structure proves it, and the place: nothing
after which there is prose is taken for the end of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.evidence import Sign
from ecdosis.stages.furniture import phrases
from ecdosis.stages.furniture.chrome import bullet_of, is_headline, is_label, is_over_comment, is_prose, item_of
from ecdosis.stages.furniture.lines import Lines
from ecdosis.stages.furniture.shapes import CONTROLS, MENU, MenuPiece, Shape

UNKNOWN: Final = 3
"""Links in a row within a menu whose words are not known."""
KNOWN: Final = 0.5
"""Share of the links of a menu whose words must be known."""
WORDS: Final = 3
"""Words of such a link at most."""
ITEMS: Final = 12
"""Items below the head of a list of other pages..."""
TAGS: Final = 150
"""... and of a cloud of tags, which are numbered or have bullets."""
COMMENT: Final = 8
"""Lines of a reader's comment between its head and its controls."""
TONGUES: Final = 5
"""Names of languages, each in its own, that are a menu."""


SECTIONS: Final = 6
"""Links and names of sections in a menu that has more of these than of links."""
CLOUD: Final = 10
"""Items in the order of the alphabet that are a cloud of tags, or an index of the site."""


class Found(NamedTuple):
    """The pieces that shapes have found, by the index of their line; the index of the first line after the prose."""

    pieces: Mapping[int, MenuPiece]
    end: int


def prose(lines: Lines, pieces: Mapping[int, MenuPiece]) -> tuple[int, int]:
    """The indices of the first line of prose, and of the first line after all of it."""
    covered = {index for piece in pieces.values() for index in range(piece.first, piece.last + 1)}
    found = [i for i, line in enumerate(lines.lines) if i not in covered and is_prose(line.text)]
    return (found[0], found[-1] + 1) if found else (len(lines.lines), 0)


def further(lines: Lines, pieces: Mapping[int, MenuPiece]) -> dict[int, MenuPiece]:
    """The further pieces of the page, by the index of their line, and those that these prove."""
    found = Found(pieces, prose(lines, pieces)[1])
    added: dict[int, MenuPiece] = {}
    for look in (_in_menus, _of_sections, _below_openers, _comments, _languages):
        for index, piece in look(lines, found):
            if index not in pieces or (piece.shape.strong and pieces[index].first == pieces[index].last):
                added.setdefault(index, piece)
    return added


def _piece(index: int, kind: str, what: str, share: float) -> tuple[int, MenuPiece]:
    return index, MenuPiece(index, index, Shape(kind, (Sign.rare(what, share),), False), told=False)


def _in_menus(lines: Lines, found: Found) -> Iterator[tuple[int, MenuPiece]]:
    """Short lines between the links of a menu, and its last items, if all have one bullet."""
    for menu in _menus(lines, found.pieces):
        known = [index for index in menu if index in found.pieces]
        if len(known) < MENU:
            continue
        unknown = [index for index in menu if index not in found.pieces]
        bullet = bullet_of(lines.lines[menu[-1]].text)
        last = menu[-1] + 1
        while (
            bullet
            and last < len(lines.lines)
            and bullet_of(lines.lines[last].text) == bullet
            and not lines.lines[last].gap
        ):
            unknown += [last] if last not in found.pieces and is_label(lines.lines[last].text) else []
            last += 1
        if len(known) >= KNOWN * (len(known) + len(unknown)):
            for index in (one for one in unknown if not _has_tools(lines, one)):
                yield _piece(index, "navigation", "a short line among the links of a menu", 0.5)


def _has_tools(lines: Lines, index: int) -> bool:
    """Whether what a page offers to do with its text stands right below a line: this may be the title of it."""
    return index + 1 < len(lines.lines) and phrases.is_one_of("tools", "lines", lines.lines[index + 1].text)


def _of_sections(lines: Lines, found: Found) -> Iterator[tuple[int, MenuPiece]]:
    """The menu of a newspaper, a magazine, a shop: names of its sections, with some links that are known."""
    known = [
        i
        for i, line in enumerate(lines.lines)
        if _is_link(found, i) or phrases.is_one_of("section", "words", line.text)
    ]
    run: list[int] = known[:1]
    for before, index in pairwise([*known, len(lines.lines) + UNKNOWN]):
        between = range(before + 1, min(index, len(lines.lines)))
        if len(between) < UNKNOWN and all(_is_unknown_link(lines.lines[other].text) for other in between):
            run.append(index)
            continue
        yield from _one_of_sections(lines, found, run)
        run = [index]


def _is_link(found: Found, index: int) -> bool:
    return index in found.pieces and found.pieces[index].shape.kind in CONTROLS


def _one_of_sections(lines: Lines, found: Found, run: Sequence[int]) -> Iterator[tuple[int, MenuPiece]]:
    """The lines of a menu with these links and names of sections."""
    links = [index for index in run if _is_link(found, index)]
    plain = [index for index in links if not phrases.ambiguous(lines.lines[index].text)]
    whole = range(run[0], run[-1] + 1) if run else range(0)
    if len(run) < SECTIONS or len(run) < KNOWN * len(whole) or not (plain or len(links) > 1):
        return
    what = f"one of {len(whole)} links and sections of a site, one under the other"
    for index in (one for one in whole if one in run or not _has_tools(lines, one)):
        kind = found.pieces[index].shape.kind if index in links else "navigation"
        yield index, MenuPiece(index, index, Shape(kind, (Sign.rare(what, 0.9),), True), told=index in links)


def _menus(lines: Lines, pieces: Mapping[int, MenuPiece]) -> Iterator[Sequence[int]]:
    """The lines from the first to the last link of each menu, in which no blank line stands."""
    links = [index for index, piece in sorted(pieces.items()) if piece.shape.kind in CONTROLS]
    menu: list[int] = links[:1]
    for before, index in pairwise(links):
        between = range(before + 1, index)
        near = len(between) <= UNKNOWN and all(_is_unknown_link(lines.lines[other].text) for other in between)
        parted = between and any(lines.lines[other].gap for other in range(before + 1, index + 1))
        if near and not parted:
            menu += range(before + 1, index + 1)
        else:
            yield menu
            menu = [index]
    if menu:
        yield menu


def _is_unknown_link(text: str) -> bool:
    return is_label(text) and text.count(" ") < WORDS


def _below_openers(lines: Lines, found: Found) -> Iterator[tuple[int, MenuPiece]]:
    """The items below the words over a list of other pages: after the prose of the page, or numbered or with bullets
    before it."""
    for index, piece in found.pieces.items():
        opener = lines.lines[index].text
        if piece.first != piece.last or not phrases.is_one_of("opener", "lists", opener):
            continue
        items = list(_items(lines, found, index, after=index >= found.end))
        words = [item_of(lines.lines[item].text) for item in items]
        cloud = len(items) >= CLOUD and words == sorted(words)
        for item in items:
            what = f"an item of the list of other pages under “{opener}”"
            yield _piece(item, "navigation", what + ", in the order of the alphabet" * cloud, 0.95 if cloud else 0.8)
        if cloud:
            sign = Sign.rare("a list in the order of the alphabet stands below it", 0.8)
            yield index, piece._replace(shape=piece.shape._replace(signs=(*piece.shape.signs, sign), strong=True))


def _items(lines: Lines, found: Found, opener: int, *, after: bool) -> Iterator[int]:
    """The lines of the list under an opener."""
    following = range(opener + 1, min(len(lines.lines), opener + 1 + (ITEMS if after else TAGS)))
    first = next(iter(following), -1)
    end = next((index for index in following if index in found.pieces), -1)
    closed = after and all(is_headline(lines.lines[index].text) for index in range(opener + 1, end))
    bullet = bullet_of(lines.lines[first].text) if first >= 0 else ""
    for index in following:
        line = lines.lines[index]
        if index in found.pieces or (bullet and bullet_of(line.text) != bullet):
            return
        if not after and not (bullet and is_label(line.text)):
            return
        if after and (not is_headline(line.text) or (line.gap and index > first and not (bullet or closed))):
            return
        yield index


def _comments(lines: Lines, found: Found) -> Iterator[tuple[int, MenuPiece]]:
    """The comments of readers after the prose of the page: what stands between the head of one and its controls."""
    heads = [i for i, piece in found.pieces.items() if i >= found.end and is_over_comment(piece.shape)]
    for head in heads:
        body: list[int] = []
        for index in range(head + 1, min(len(lines.lines), head + 2 + COMMENT)):
            if index in found.pieces:
                for line in body:
                    yield _piece(line, "widget", "a reader’s comment, between its head and its controls", 0.8)
                break
            body.append(index)


def _languages(lines: Lines, found: Found) -> Iterator[tuple[int, MenuPiece]]:
    """The names of languages, each in its own, one below the other; between two, one that is not known may stand."""
    names = [i for i, line in enumerate(lines.lines) if phrases.is_one_of("languages", "names", line.text)]
    run: list[int] = names[:1]
    for before, index in pairwise([*names, len(lines.lines) + 2]):
        between = range(before + 1, min(index, len(lines.lines)))
        if len(between) <= 1 and all(_is_unknown_link(lines.lines[other].text) for other in between):
            run += [*between, index]
            continue
        if len(run) >= TONGUES:
            for one in run:
                yield _piece(one, "navigation", f"one of {len(run)} names of languages that the page is there in", 0.95)
        run = [index]
