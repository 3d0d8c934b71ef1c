"""Lists, tables, and what describes people, places and manuscripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from lxml import etree

from ecdosis.book.book import Block, Cell, Item, Listing, Paragraph, Table
from ecdosis.book.inlines import POINT, Inline
from ecdosis.book.reader.around import holds_blocks
from ecdosis.book.reader.breaks import heads_division
from ecdosis.book.reader.elements import named
from ecdosis.book.reader.facts import number
from ecdosis.book.reader.looks import Look
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import content, q, tag

if TYPE_CHECKING:
    from ecdosis.book.reader.walk import Handler, Walk

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("ordered", "numbered", "number", "decimal", "1", "arabic"), "ordered"),
        **dict.fromkeys(("bulleted", "bullet", "bullets", "unordered", "disc", "ul", "marked"), "bulleted"),
        **dict.fromkeys(("gloss", "glossary", "definition", "labelled", "labeled"), "gloss"),
        **dict.fromkeys(("inline", "run-on", "runon", "run-in"), "inline"),
    }
)
"""What projects write in `@type` or `@rend` of a list -> its kind; any other is simple."""
LONGEST_LABEL: Final = 8
MOST_SPAN: Final = 60
"""Columns or rows that a cell may reach over."""
DESCRIBED: Final = named(
    "person personGrp place org event nym object relation category taxonomy msDesc msPart msFrag msContents "
    "msItem physDesc objectDesc supportDesc layoutDesc handDesc typeDesc scriptDesc decoDesc bindingDesc sealDesc "
    "history additional adminInfo listPerson listPlace listOrg listEvent listWit listApp listNym listObject "
    "listRelation listBibl listForest annotationBlock musicNotation listAnnotation schemaSpec moduleSpec "
    "elementSpec classSpec macroSpec specGrp attList attDef valList valItem exemplum dataSpec constraintSpec "
    "sourceDesc notesStmt encodingDesc projectDesc samplingDecl editorialDecl correction normalization quotation "
    "hyphenation segmentation stdVals punctuation interpretation tagsDecl styleDefDecl refsDecl classDecl appInfo "
    "charDecl char glyph profileDesc langUsage textClass keywords calendarDesc calendar correspDesc correspAction "
    "correspContext particDesc settingDesc setting textDesc handNotes abstract revisionDesc recordingStmt recording "
    "broadcast equipment scriptStmt geoDecl unitDecl unitDef variantEncoding metDecl transcriptionDesc"
)


def listing(walk: Walk, element: etree._Element, look: Look) -> None:
    """A list. Labels before the items make it one of labels and what they mean."""
    kind = next((KINDS[t] for t in (element.get("type", ""), *element.get("rend", "").split()) if t in KINDS), "simple")
    if kind == "inline" and not holds_blocks(element):
        _inline(walk, element, look)
        return
    if walk.flow.too_deep:
        walk.block(element, look, "", "record")
        return
    items: list[Item] = []
    label: tuple[Inline, ...] = ()
    walk.loose(element.text, look)
    for child in element:
        name = tag(child)
        if name in ("label", "headLabel"):
            walk.place(child)
            label = (*label, " ", *walk.inlines(child, look)) if label else walk.inlines(child, look)
        elif name in ("item", "headItem"):
            walk.place(child)
            label = label or _number(child, kind, len(items) + 1)
            items.append(Item(label, walk.blocks(child, look)))
            label = ()
        elif name in ("pb", "lb", "cb", "milestone", "fw", "anchor", "note") or not isinstance(child.tag, str):
            walk.node(child, look)
        else:
            _finished(walk, kind, [*items, Item(label, ())])
            items, label = [], ()
            walk.node(child, look)
        if made := walk.stray(child.tail, look):
            items.append(Item(label, made))
            label = ()
    if label:
        items.append(Item(label, ()))
    _finished(walk, kind, items)


def _number(item: etree._Element, kind: str, count: int) -> tuple[Inline, ...]:
    """The number of an item, where the list does not count by itself, or not so."""
    told = " ".join((item.get("n") or "").split())
    counted = kind == "ordered" and told.strip("().") == str(count)
    shown = told and not counted and not content(item).strip().startswith(told) and len(told) < LONGEST_LABEL
    return (told,) if shown else ()


def _finished(walk: Walk, kind: str, items: list[Item]) -> None:
    items = [item for item in items if item.label or item.blocks]
    if items:
        walk.flow.put(
            [Listing("gloss" if kind == "gloss" and all(i.label for i in items) else _plain(kind, items), tuple(items))]
        )


def _plain(kind: str, items: list[Item]) -> str:
    return "simple" if kind in ("gloss", "inline") or any(item.label for item in items) else kind


def _inline(walk: Walk, element: etree._Element, look: Look) -> None:
    """A list that runs on in its paragraph."""
    walk.text(element.text, look)
    for child in element:
        walk.flow.space()
        walk.node(child, look) if tag(child) not in ("item", "label", "head") else walk.children(child, look)
        walk.text(child.tail, look)
    walk.flow.space()


def table(walk: Walk, element: etree._Element, look: Look) -> None:
    """A table: rows of cells, its heading above it, what follows the rows below it; what stands between them, as it
    should not, is a row. Within other tables, deep down, its cells are paragraphs."""
    if walk.flow.too_deep:
        walk.block(element, look, "", "")
        return
    caption: tuple[Inline, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    below: list[Block] = []
    last = next(element.iterchildren(q("row"), reversed=True), None)
    walk.loose(element.text, look)
    after = False
    for child in element:
        if tag(child) == "head" and not rows:
            walk.place(child)
            caption = (*caption, " ", *walk.inlines(child, look)) if caption else walk.inlines(child, look)
            made: tuple[Block, ...] = ()
        elif tag(child) == "row":
            walk.place(child)
            rows += [cells] if (cells := _cells(walk, child, look)) else []
            after, made = child is last, ()
        elif tag(child) == "trailer":
            captured = walk.captured(child, look)
            made = tuple(replace(b, role=Kind.CAPTION) if isinstance(b, Paragraph) else b for b in captured)
        else:
            made = walk.captured(child, look)
        made = (*made, *walk.stray(child.tail, look))
        if after:
            below += made
        elif made and (rows or caption):
            rows.append((Cell(made),))
        else:
            walk.flow.put(made)
    if rows:
        walk.flow.put([Table(caption, regular(rows))])
    elif caption:
        walk.flow.put([Paragraph(walk.flow.new_id("p"), caption, "heading")])
    walk.flow.put(below)


def regular(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows that fill a grid: no cell reaches over others or out of the table, and where one is missing there is an
    empty one."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, Cell]]] = []
    for y, row in enumerate(rows):
        placed.append([])
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            columns = next((n for n in range(1, cell.columns) if (x + n, y) in taken), cell.columns)
            over = min(cell.rows, len(rows) - y)
            taken |= {(x + i, y + j) for i in range(columns) for j in range(over)}
            placed[y].append((x, replace(cell, columns=columns, rows=over)))
    width = max(x for x, _ in taken) + 1
    for y, found in enumerate(placed):
        found += [(x, Cell(())) for x in range(width) if (x, y) not in taken]
    return tuple(tuple(cell for _, cell in sorted(found, key=lambda pair: pair[0])) for found in placed)


def _cells(walk: Walk, row: etree._Element, look: Look) -> tuple[Cell, ...]:
    """The cells of a row. What stands between them, as it should not, is one."""
    heads = row.get("role") == "label"
    cells = [Cell(made)] if (made := walk.stray(row.text, look)) else []
    for child in row:
        if tag(child) in ("cell", "table"):
            walk.place(child)
            head = heads or child.get("role") == "label"
            columns, over = number(child.get("cols"), MOST_SPAN), number(child.get("rows"), MOST_SPAN)
            cells.append(Cell(_named(walk, child, walk.blocks(child, look)), head, columns, over))
        elif made := walk.captured(child, look):
            cells.append(Cell(made))
        if made := walk.stray(child.tail, look):
            cells.append(Cell(made))
    return tuple(cells)


def _named(walk: Walk, cell: etree._Element, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a cell, the first of them with its permanent name, if the document has one for it."""
    name = walk.facts.names.get(cell, "")
    return tuple(replace(b, id=name) if name and isinstance(b, Paragraph) and b is blocks[0] else b for b in blocks)


def described(walk: Walk, element: etree._Element, look: Look) -> None:
    """A thing with what is known of it, a line for each fact."""
    walk.flow.begin("group", "record")
    if (element.text or "").strip():
        walk.children(element, look)
    else:
        for child in element:
            walk.flow.begin("", "record")
            walk.node(child, look)
            walk.text(child.tail, look)
            walk.flow.end()
    walk.flow.end()


def label(walk: Walk, element: etree._Element, look: Look) -> None:
    """A label that is none of a list's: a heading among blocks."""
    parent = element.getparent()
    if parent is not None and tag(parent) in ("div", "body", "front", "back", "lg", "figure", "div1", "div2", "div3"):
        walk.block(element, look, "", "heading")
    else:
        walk.children(element, look)
        if _numbers_head(element):
            walk.flow.text(POINT, look)


def _numbers_head(label: etree._Element) -> bool:
    """Whether a label is what a heading begins with, above its title."""
    head = label.getparent()
    if head is None or not heads_division(head) or head[0] is not label or (head.text or "").strip():
        return False
    return bool(content(head).strip().removeprefix(content(label).strip()).strip(" .:\n\t"))


HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {"list": listing, "table": table, "label": label, **dict.fromkeys(DESCRIBED, described)}
)
