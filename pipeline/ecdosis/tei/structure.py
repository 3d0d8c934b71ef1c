"""Which elements a block stands in: front and body, divisions, quotations, poems, lists.

Each block gets its path, from `front` or `body` inwards. What two neighbours have in common of their paths stays open
between them, so the paths are all that a writer needs to know.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from ecdosis.model.document import Block
from ecdosis.model.kinds import DIARY, GLOSSING, INDEXING, TABULAR, Kind, kind
from ecdosis.stages.blocks.series import LETTER
from ecdosis.tei.letters import PARTS, letters

PARAGRAPH: Final = "p"
"""The element of a block that is a plain paragraph."""
TRAILER: Final = "trailer"
"""The element of the caption below a table."""
CONTAINERS: Final = frozenset(
    (
        *("front", "body", "div", "docTitle", "argument", "listBibl", "epigraph", "cit", "quote", "lg", "list"),
        *("figure", "sp", "castList", "castGroup", "table", "opener", "closer", "postscript", "floatingText"),
        "address",
    )
)
"""Elements that hold blocks and no text."""
ALONE: Final = frozenset(("p", "head", "ornament", "scene-break", "line", "speaker", "stage-direction", *PARTS, *DIARY))
"""Blocks that are no group with neighbours of their sort."""
LISTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cast-item": "castList",
        "item": "list",
        "entry": "listBibl",
        "contents": 'list type="contents"',
        **dict.fromkeys(INDEXING, 'list type="index"'),
        **dict.fromkeys(GLOSSING, 'list type="gloss"'),
    }
)
"""The element around blocks that are items of something, or rows, with its attributes."""

HEADED: Final = ("head", "title", "epigraph", "attribution")
"""The types of blocks that begin no division, or one with a heading."""


@dataclass(frozen=True, slots=True)
class Container:
    """An element that holds blocks. Two with the same `key` are one; `block` answers for it, if any does. `letter`: it
    is a letter, which the header describes."""

    element: str
    key: tuple[str, int]
    block: Block | None = None
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: the elements around it, its own (empty if its words stand in the innermost of those), and
    whether that carries the block's responsibility."""

    path: tuple[Container, ...]
    element: str
    responsible: bool


def places(
    blocks: Sequence[Block],
    who: Mapping[int, str] = MappingProxyType({}),
    named: Mapping[int, str] = MappingProxyType({}),
) -> list[Place]:
    """The place of each block; `who`: pointers to those who speak, by the index of the block that names them, before a
    speech or in the cast list; `named`: the ids of entries of an index to which others lead, by their index."""
    if all(block.front or block.type == "caption" for block in blocks):  # figures alone are no body for TEI
        blocks = [block if block.front else replace(block, type="p") for block in blocks]
    blocks = _explained(blocks)
    found: list[Place] = []
    divisions: list[tuple[int, Container]] = []
    fresh = False  # the innermost division holds nothing but heads
    firsts = _firsts(blocks)
    spoken = _speeches(blocks, firsts)
    above = _entries_above(blocks, firsts)
    written = letters(blocks)
    held: set[tuple[str, int]] = set()  # the divisions and texts that are letters
    for index, block in enumerate(blocks):
        is_head = block.type in ("head", "title") and not block.front
        level = max(1, block.level)
        begins = block.level > 0 and block.type not in HEADED and not block.front  # a division without a heading
        if begins or (is_head and not (fresh and divisions[-1][0] == level)):
            while divisions and divisions[-1][0] >= level:
                divisions.pop()
            type_ = "entry" if block.type in DIARY else block.genre if is_head or block.type == Kind.IMPRINT else ""
            element = f'div type="{type_}"' if type_ else "div"
            divisions.append((level, Container(element, ("div", index))))
            if is_head and type_ == LETTER:
                held.add(("div", index))
        zone = "front" if block.front else "body"
        around = [] if block.front else [container for _, container in divisions]
        outer = (Container(zone, (zone, 0)), *around)
        if (speaker := spoken.get(index)) is not None:
            told = f' who="{who[speaker]}"' if who.get(speaker) else ""
            outer = (*outer, Container(f"sp{told}", ("sp", speaker)))
        if index in written.told:
            held.add(outer[-1].key)
        for element, start in written.around.get(index, ()):
            says = blocks[start] if element == Kind.POSTSCRIPT else None
            whole = element == "floatingText"
            outer = (*outer, Container(element, (f"{element} of a letter", start), says, letter=whole))
        inner = _inner(block, firsts[index], _is_at_top(blocks, firsts[index]))
        name = f' xml:id="{named[index]}"' if index in named else ""
        if (entry := above.get(index)) is not None:
            told = f' xml:id="{named[entry]}"' if entry in named else ""
            inner = (*inner, Container(f"item{told}", ("item", entry)))
            inner += (Container("list", ("entries below", entry)),) if entry != index else ()
        of_table = block.type == "caption" and firsts[index].row is not None
        further = block.type == "caption" and firsts[index].index != index  # a further paragraph of it
        below = of_table and index > 0 and blocks[index - 1].type in TABULAR and further
        found.append(
            Place(
                outer + inner,
                TRAILER
                if below
                else PARAGRAPH
                if further and not of_table
                else f'ab type="{block.type}"'
                if index in written.loose
                else ""
                if above.get(index) == index
                else _element(block, who.get(index, "")) + name,
                of_table or (not any(c.block for c in (*outer, *inner)) and block.type != "p"),
            )
        )
        fresh = is_head
    return [_lettered(place, held) for place in found] if held else found


def _explained(blocks: Sequence[Block]) -> Sequence[Block]:
    """Blocks of which each word of a glossary has what it means right below it; others of these are plain items."""
    if not any(block.type in GLOSSING for block in blocks):
        return blocks
    near = [None, *blocks, None]
    kept = []
    for before, block, after in zip(near, blocks, near[2:], strict=False):
        other = after if block.type == Kind.GLOSS_TERM else before
        wanted = Kind.GLOSS if block.type == Kind.GLOSS_TERM else Kind.GLOSS_TERM
        paired = other is not None and other.type == wanted and (other.group, other.part) == (block.group, block.part)
        kept.append(block if block.type not in GLOSSING or paired else replace(block, type=Kind.ITEM))
    return kept


def _lettered(place: Place, held: Collection[tuple[str, int]]) -> Place:
    """A place in which the divisions and texts that are letters say so, whatever their heading says."""
    path = (replace(one, letter=True, element=_bare(one)) if one.key in held else one for one in place.path)
    return replace(place, path=tuple(path))


def _bare(one: Container) -> str:
    """The element of a letter, without what its heading says that it is; an entry of a diary stays one."""
    return one.element if one.element == 'div type="entry"' else one.element.partition(" ")[0]


def _speeches(blocks: Sequence[Block], firsts: Sequence[_Group]) -> dict[int, int]:
    """The index of the speaker of each block that belongs to a speech. Directions at its end stand below it, and verse
    that somebody signs; but where somebody only does something, that is all there is of the speech."""
    found: dict[int, int] = {}
    speaker: int | None = None
    waiting: list[int] = []
    silent = False
    for index, block in enumerate(blocks):
        says = (block.type == Kind.VERSE and not firsts[index].attributed) or (block.type == PARAGRAPH and block.group)
        done = not (says or block.type == Kind.STAGE_DIRECTION)
        if speaker is not None and silent and (done or block.level):
            found |= dict.fromkeys(waiting, speaker)
        if block.level or done:  # a division begins, or something else
            speaker = None
        if block.type == Kind.SPEAKER:
            speaker, waiting, silent = index, [], True
            found[index] = index
        elif speaker is not None and says:
            found |= dict.fromkeys((*waiting, index), speaker)
            waiting, silent = [], False
        elif speaker is not None:
            waiting.append(index)
    return found | (dict.fromkeys(waiting, speaker) if speaker is not None and silent else {})


def _entries_above(blocks: Sequence[Block], firsts: Sequence[_Group]) -> dict[int, int]:
    """The index of the entry below which each entry of an index stands, and of those entries themselves."""
    found: dict[int, int] = {}
    entry: int | None = None
    for index, block in enumerate(blocks):
        if block.type == Kind.INDEX_ENTRY:
            entry = index
        elif block.type == Kind.INDEX_SUBENTRY and entry is not None and firsts[entry].index == firsts[index].index:
            found |= {entry: entry, index: entry}
        else:
            entry = None
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """The first block of a group, its index, and whether the group says whose words it has, has several parts, or is
    the last of all; its first row, if it is a table."""

    index: int
    block: Block
    attributed: bool
    parted: bool
    last: bool
    row: Block | None


def _firsts(blocks: Sequence[Block]) -> list[_Group]:
    """The group of each block: neighbours of one type and group, and the attribution of a quotation."""
    starts: list[int] = []
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        starts.append(starts[-1] if before and _belong_together(before, block) else index)
    result: list[_Group] = []
    for index, start in enumerate(starts):
        if result and start == result[-1].index:
            result.append(result[-1])
            continue
        end = next((i for i in range(index + 1, len(starts)) if starts[i] != start), len(starts))
        same = blocks[start:end]
        attributed = same[-1].type == "attribution" and len(same) > 1
        parted = len({block.part for block in same}) > 1
        row = next((block for block in same if block.type in TABULAR), None)
        result.append(_Group(start, blocks[start], attributed, parted, end == len(starts), row))
    return result


def _belong_together(a: Block, b: Block) -> bool:
    if a.front != b.front or (b.level and b.type not in HEADED):  # a division begins
        return False
    if b.type == "attribution":
        return a.type in ("quote", "epigraph", "attribution", "verse")
    if {a.type, b.type} == {"title", "subtitle"} and b.front:
        return True
    if a.type == b.type == "caption":  # one of several paragraphs, in a transcriber's brackets
        return a.group == b.group != 0
    if {a.type, b.type} & set(TABULAR) and {a.type, b.type} <= {*TABULAR, Kind.CAPTION}:
        return a.group == b.group
    if {a.type, b.type} <= set(INDEXING) or {a.type, b.type} <= set(GLOSSING):
        return a.group == b.group
    return (
        a.type == b.type and a.group == b.group and a.type not in ALONE and (a.type != Kind.VERSE or a.genre == b.genre)
    )


def _is_at_top(blocks: Sequence[Block], group: _Group) -> bool:
    """Whether nothing but headings and epigraphs stands in the division before a group, and something after it."""
    index = group.index
    if group.last:
        return False
    while index > 0 and blocks[index - 1].type in ("epigraph", "attribution"):
        index -= 1
    if blocks[index].type == "attribution":  # of nothing: a block of its own, below which no epigraph may stand
        return False
    return blocks[index].front or index == 0 or blocks[index - 1].type == "head" or blocks[index - 1].front


def _inner(block: Block, group: _Group, at_top: bool) -> tuple[Container, ...]:
    """The elements between a block and its division."""
    first, index = group.block, group.index

    def container(element: str, by: Block | None = None) -> Container:
        return Container(element, (element, index), by)

    if first.front and first.type in ("title", "subtitle"):
        return (container("docTitle"),)
    if first.front and first.type == "standfirst":
        return (container("argument", first),)
    if first.front and first.type == "reviewed":
        return (container("listBibl", first),)
    if first.type == "epigraph":
        outer = (container("epigraph", first), container("cit")) if at_top else (container("cit", first),)
        return outer if block.type == "attribution" else (*outer, container("quote"))
    if first.type == "quote":
        if not group.attributed:
            return (container("quote", first),)
        return (container("cit", first),) + (() if block.type == "attribution" else (container("quote"),))
    if first.type == "verse":
        return _poem(block, group)
    if group.row:
        return (container("table", group.row),)
    if first.type == Kind.CAST_ITEM and block.part:
        return (container(LISTS[first.type], first), Container("castGroup", (f"group {index}", block.part)))
    if first.type in LISTS:
        return (container(LISTS[first.type], first),)
    return (container("figure", first),) if first.type == "caption" else ()


def _poem(block: Block, group: _Group) -> tuple[Container, ...]:
    """The elements around a line of verse: the poem, its stanza if there are several."""
    index, first = group.index, group.block
    cit = (Container("cit", ("cit", index), first),) if group.attributed else ()
    if block.type == "attribution":
        return cit
    quote = (Container("quote", ("quote", index)),) if cit else ()
    element = f'lg type="{first.genre}"' if first.genre else "lg"
    poem = Container(element, ("lg", index), None if cit else first)
    stanza = (Container("lg", (f"stanza {index}", block.part)),) if group.parted else ()
    return (*cit, *quote, poem, *stanza)


def _element(block: Block, who: str = "") -> str:
    if block.type == "p":
        return PARAGRAPH
    if block.type == Kind.CAST_ITEM and block.genre:
        return "head"
    if block.type == Kind.CAST_ITEM and who:
        return f'castItem corresp="{who}"'
    is_a = kind(block.type)
    return is_a.front if block.front else is_a.element
