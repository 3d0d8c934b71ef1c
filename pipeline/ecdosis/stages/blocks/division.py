"""Division of the reading into blocks, and what each of them is.

A line end that `repair.lines` has left in the reading is a boundary between blocks. The recognitions are made in the
order below, each among the blocks that those before have left; what none of them claims is a paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType

from ecdosis.editor.decisions import EDITOR
from ecdosis.model.document import FRONT, Block, Document, Mark, Stated
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Aside, Query, Span
from ecdosis.model.text import Text
from ecdosis.profiles.rules import STAGE as PROVENANCE
from ecdosis.stages.blocks import cast, decided, staged, transcriber
from ecdosis.stages.blocks.acts import acts
from ecdosis.stages.blocks.addressed import addressed
from ecdosis.stages.blocks.attributed import attributed
from ecdosis.stages.blocks.backmatter import back_matter
from ecdosis.stages.blocks.bylines import bylines
from ecdosis.stages.blocks.captions import captions, ornaments, table_captions
from ecdosis.stages.blocks.cells import cells
from ecdosis.stages.blocks.contents import begun_below, contents
from ecdosis.stages.blocks.couplets import couplets
from ecdosis.stages.blocks.dedication import dedications
from ecdosis.stages.blocks.diaries import diaries
from ecdosis.stages.blocks.editorial import inline_notes
from ecdosis.stages.blocks.epigraphs import epigraphs, lead_ins
from ecdosis.stages.blocks.errata import begun as errata_begun
from ecdosis.stages.blocks.errata import lists_of_errata
from ecdosis.stages.blocks.errata import questions as errata
from ecdosis.stages.blocks.flytitle import fly_titles, half_titles
from ecdosis.stages.blocks.front import front
from ecdosis.stages.blocks.glossary import glossaries
from ecdosis.stages.blocks.glossary import proposals as explained
from ecdosis.stages.blocks.greetings import confirmed, run_in
from ecdosis.stages.blocks.heads import heads, numbered
from ecdosis.stages.blocks.index import Index, indexes
from ecdosis.stages.blocks.index import proposals as indexed
from ecdosis.stages.blocks.leads import leads
from ecdosis.stages.blocks.letters import letters, levelled
from ecdosis.stages.blocks.lists import lists
from ecdosis.stages.blocks.marked import FIRST, SECOND, marked, scene_breaks, standing_lines
from ecdosis.stages.blocks.matter import with_types
from ecdosis.stages.blocks.metre import placed
from ecdosis.stages.blocks.minutes import minutes
from ecdosis.stages.blocks.minutes import proposals as recorded
from ecdosis.stages.blocks.onward import going_on
from ecdosis.stages.blocks.plays import known_to_speak, speakers, speeches
from ecdosis.stages.blocks.plays import proposals as spoken
from ecdosis.stages.blocks.pointers import pointers
from ecdosis.stages.blocks.prefaces import signatures, signing
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.quotations import quotations
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.scenes import below_acts, headings
from ecdosis.stages.blocks.series import in_series, labels
from ecdosis.stages.blocks.songs import songs
from ecdosis.stages.blocks.spacing import spaces
from ecdosis.stages.blocks.speakers import Speaker
from ecdosis.stages.blocks.spoken import lines_spoken
from ecdosis.stages.blocks.staged import Styled
from ecdosis.stages.blocks.stated import by_block, links, with_links
from ecdosis.stages.blocks.stated import spoken as told
from ecdosis.stages.blocks.tables import tables, with_cells
from ecdosis.stages.blocks.verse import verse
from ecdosis.stages.blocks.views import View, oriented, usual_width, views
from ecdosis.stages.blocks.whole import whole
from ecdosis.stages.blocks.within import within
from ecdosis.stages.stage import Context
from ecdosis.stages.transcription.regions import Region, Regions, is_transcribed


@dataclass(frozen=True, slots=True)
class Division:
    """The blocks of a text in order, the marks in them, what the editor is asked about them, and the breaks between
    them that only a space shows."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    queries: tuple[Query, ...] = ()
    spaces: tuple[Span, ...] = ()

    def spaced(self, text: Text, read: Text) -> tuple[Text, tuple[Query, ...]]:
        """The same text with those breaks marked, and what is asked about them; `read`: as what it was divided. One in
        which they are marked already stays as it is."""
        if any(isinstance(piece, Aside) and piece.kind == Kind.SCENE_BREAK for piece in text.pieces):
            return text, ()
        places = ((one, read.position(one.start), read.position_after(one.end)) for one in self.spaces)
        moved = [
            replace(
                one, start=text.offset(start), end=text.offset_after(end) if one.end > one.start else text.offset(start)
            )
            for one, start, end in places
        ]
        return text.set_aside(moved)


@dataclass(frozen=True, slots=True)
class _Played:
    """What a text has of a play: who speaks, the cast lists, where words are set in some style."""

    speakers: Sequence[Speaker] = ()
    casts: Sequence[cast.Cast] = ()
    styled: Styled = field(default_factory=Styled)


def divide(
    text: Text,
    cuts: Iterable[int] = (),
    given: Mapping[int, Proposal] = MappingProxyType({}),
    *,
    recognised: bool = True,
    stated: Sequence[Stated] = (),
    greeted: Sequence[int] | None = None,
) -> Division:
    """The blocks of a text, further divided at some offsets (`cuts`); every character of the reading that is not white
    space is in exactly one. `given`: what the blocks at some offsets are, whatever the recognitions say; `stated`: what
    the source itself says of them. Not `recognised`: all others are paragraphs. `greeted`: behind which greetings
    paragraphs are parted; if that is not known, it is found out."""
    cuts = (*cuts, *told(text, stated))
    found = views(text, (*cuts, *(greeted or ())))
    listed = cast.casts(found) if recognised else ()
    styled = Styled.of(text)
    speaking = speakers(found, casts=listed, styled=styled.spans) if recognised else ()
    if speaking:  # what is spoken begins behind the name
        found = views(text, sorted({*cuts, *(one.end for one in speaking if not one.alone)}))
    elif recognised and greeted is None and (may := tuple(run_in(found))):
        parted = divide(text, cuts, given, stated=stated, greeted=may)
        sure = confirmed(parted.blocks, may)
        again = parted if sure == may else divide(text, cuts, given, stated=stated, greeted=sure)
        return again if confirmed(again.blocks, sure) == sure else divide(text, cuts, given, stated=stated, greeted=())
    listed_in = indexes(text, found) if recognised else ()
    explains = glossaries(text, found) if recognised else ()
    corrects = tuple(errata_begun(text, found)) if recognised else ()
    met = minutes(found) if recognised and not speaking else ()
    if listed_in or explains or corrects or met:
        explained_at = (offset for one in explains for offset in one.cuts)
        listed_at = (*_begun(listed_in), *explained_at, *corrects, *(one.spoken for one in met if one.spoken))
        begun = (*(one.end for one in speaking if not one.alone), *listed_at)
        found = views(text, sorted({*cuts, *(greeted or ()), *begun}))
    said = by_block(text, found, stated)
    if not recognised:
        settled = _settled(said.proposals | _by_index(found, given), len(found))
        blocks = tuple(_block(view, settled.get(index)) for index, view in enumerate(found))
        return Division(placed(with_cells(blocks, found, said.cells), found))
    regions = list(Regions.of(text).around((view.start, view.end) for view in found))
    known = said.proposals | _by_index(found, given)
    proposals, asked = recognise(
        found,
        known,
        regions,
        said.paragraphs,
        _Played(speaking, known_to_speak(listed, speaking), styled),
        indexed(found, listed_in) | explained(found, explains) | recorded(found, met),
    )
    blocks = with_cells([_block(view, proposals.get(index)) for index, view in enumerate(found)], found, said.cells)
    blocks = with_types(songs(placed(blocks, found), found), found)
    openings = lead_ins(found, [block.type for block in blocks])
    noted = inline_notes(text.reading, blocks, transcribed=is_transcribed(text))
    directed = within(text, blocks, speaking) if speaking else ()
    marks = with_links(_apart([*openings, *noted, *directed]), links(text, stated))
    return Division(blocks, marks, tuple(_queries(text, found, asked)), tuple(spaces(text, found, proposals)))


def _begun(found: Iterable[Index]) -> Iterator[int]:
    """Where the entries of indexes begin (offsets)."""
    return (offset for one in found for offset in one.cuts)


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order, of two that overlap the first."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        if not found or found[-1].end <= mark.start:
            found.append(mark)
    return tuple(found)


def _by_index(found: Sequence[View], decided: Mapping[int, Proposal]) -> Proposals:
    """Decisions by the index of their block. One that goes on with the block before has its group; others that are
    neighbours are apart."""
    result: Proposals = {}
    starts = [view.start for view in found]
    for offset, proposal in sorted(decided.items()) if found else ():
        index = max(0, bisect_right(starts, offset) - 1)
        result[index] = replace(proposal, group=index + 1)
    return result


def recognise(
    found: Sequence[View],
    decided: Proposals,
    regions: Sequence[Region | None],
    paragraphs: frozenset[int] = frozenset(),
    played: _Played | None = None,
    listed_in: Mapping[int, Proposal] = MappingProxyType({}),
) -> tuple[Proposals, Proposals]:
    """What blocks are, and what they may be; `regions`: in which marks of a transcriber each stands. What is decided
    stands, then what these say; `paragraphs` are those that are no headings; `listed_in`: the entries of indexes and
    glossaries, the parts of minutes."""
    width = usual_width(found)
    quoting = oriented(found)
    corrects = lists_of_errata(found)  # whose pages and lines are no imprint
    lettered = {index for letter in addressed(found, {}).values() for index, _ in letter.top}  # nor these its date
    none = corrects.keys() | lettered
    first = {index: proposal for index, proposal in _before(found, regions).items() if index not in none}
    taken = _besides(first, decided) | marked(found, regions, FIRST) | decided
    asked: Proposals = {}

    def take(proposals: Proposals) -> None:
        asked.update((i, p) for i, p in proposals.items() if not p.safe and i not in taken)
        taken.update((i, p) for i, p in proposals.items() if p.safe and i not in taken)

    played = played or _Played()
    take(cast.proposals(found, played.casts))
    take(fly_titles(found, taken, numbered(found)))
    take(contents(found, taken))
    take(dedications(found, taken))
    take(dict(listed_in))
    take(corrects)
    take(back_matter(found, taken))
    take(ornaments(found, taken))
    take(tables(found, taken))
    take(table_captions(found, taken))
    take(cells(found, taken))
    take(spoken(found, played.speakers))
    take(staged.alone(found, taken, played.speakers, played.styled))
    take(lines_spoken(found, taken, played.speakers))
    if not played.speakers:
        take(diaries(found, taken))
    written = {} if played.speakers else letters(found, taken, numbered(found), strict=True)  # no verse, no list
    take(written)
    take(verse(quoting, taken, width))
    take(couplets(quoting, taken))
    take(attributed(found, taken))
    take(speeches(found, taken, played.speakers))
    take(lists(found, taken))
    take(captions(found, taken))
    take(marked(found, regions, SECOND))
    titles = {i: p for i, p in heads(found, taken).items() if i not in paragraphs}
    titles |= headings(found, taken, titles)
    again = half_titles(found, taken, titles)
    take(again)
    named = bylines(found, taken, titles)
    none = again.keys() | named.keys() | signing(found, taken, titles) | labels(found, titles)
    titles = {i: p for i, p in titles.items() if i not in none}
    take(named)
    taken.update(cast.levelled(taken, titles))
    if not played.speakers:
        taken = {i: p for i, p in taken.items() if written.get(i) is not p}
        take(letters(found, taken, titles))
    take(signatures(found, taken, titles))
    take(acts(found, taken))
    take(epigraphs(quoting, titles, taken))
    take({i: p for i, p in titles.items() if i not in taken})
    take(speeches(found, taken, played.speakers, rest=True))
    take(going_on(found, taken, played.speakers))
    if not any(region and region.meaning == "quote" for region in regions):  # who marks them, marks them all
        take(quotations(quoting, taken, width))
    take(attributed(found, taken))
    taken.update(standing_lines(found, regions, taken))
    taken.update(scene_breaks(found, taken))
    taken.update(begun_below(found, taken))
    taken.update(below_acts(found, taken) if played.speakers else {})
    if not played.speakers:
        taken.update({i: p for i, p in in_series(found, taken).items() if i not in decided})
    return _settled(levelled(taken), len(found)), {i: p for i, p in asked.items() if i not in taken}


def _before(found: Sequence[View], regions: Sequence[Region | None]) -> Proposals:
    """What stands before the text: pictures among it, whose captions a transcriber has marked, are none of it."""
    table = min(tables(found, {}), default=len(found))  # which is none of a title page
    own = [index for index, region in enumerate(regions) if region is None or region.meaning != Kind.CAPTION]
    views = [found[index] for index in own]
    noted = transcriber.note_before(views)
    before = front(views[noted:], numbered(views[noted:]), bisect_left(own, table) - noted)
    note = dict(zip(own, transcriber.proposals(views, noted), strict=False)) if before else {}
    return note | {own[noted + index]: proposal for index, proposal in before.items()}


def _besides(before: Proposals, decided: Proposals) -> Proposals:
    """What stands before the text, where the editor, or the page of the web, has said what the title is: nothing else
    is, nor a subtitle."""
    if not any(one.type == Kind.TITLE and one.by in (EDITOR, PROVENANCE) for one in decided.values()):
        return before
    none = Proposal(Kind.TITLE_PAGE, BlockRule.TITLE_PAGE, "another line of a title page, or before it", front=True)
    return {i: none if one.type in (Kind.TITLE, Kind.SUBTITLE) else one for i, one in before.items()}


def _settled(taken: Proposals, count: int) -> Proposals:
    """The proposals for `count` blocks, with those that an editor has go on with the one before in its group. What
    stands before the text is what comes first; there must be some text after it."""
    result: Proposals = {}
    front = True
    last = max((index for index, proposal in taken.items() if proposal.front), default=0)
    for index in sorted(taken):
        proposal, before = taken[index], taken.get(index - 1)
        pictured = proposal.type == Kind.CAPTION and index < last
        front = front and (index == 0 or before is not None) and (proposal.front or proposal.type in FRONT or pictured)
        proposal = replace(proposal, front=front)
        if proposal.goes_on and before and before.type == proposal.type:
            proposal = replace(proposal, group=result[index - 1].group, part=result[index - 1].part)
        result[index] = proposal
    if len(result) == count and front:
        return {index: replace(proposal, front=False) for index, proposal in result.items()}
    return result


def _block(view: View, proposal: Proposal | None) -> Block:
    if proposal is None:
        return Block(view.start, view.end)
    p = proposal
    is_role = p.type == Kind.CAST_ITEM and p.genre != cast.GROUP
    parts = cast.parts(view.text, view.start) if is_role else ()
    return Block(
        view.start, view.end, p.type, p.level, p.group, p.part, p.front, p.certainty, p.why, p.by, parts, genre=p.genre
    )


def _queries(text: Text, found: Sequence[View], asked: Proposals) -> Iterator[Query]:
    """One question about each group of blocks."""
    for _, same in groupby(sorted(asked), key=lambda index: (asked[index].type, asked[index].group)):
        indices = list(same)
        proposal = asked[indices[0]]
        start, end = text.position(found[indices[0]].start), text.position_after(found[indices[-1]].end)
        yield Query(start, end, proposal.type, "blocks", proposal.certainty, proposal.why)


def still_open(queries: Iterable[Query], division: Division, text: Text) -> tuple[Query, ...]:
    """The questions that a division leaves open: a block that is no paragraph is not to be joined to the one before."""
    starts = sorted(text.position(block.start) for block in division.blocks if block.type != "p")

    def is_answered(query: Query) -> bool:
        place = bisect_left(starts, query.start)
        return query.kind == "join" and place < len(starts) and starts[place] <= query.end

    return tuple(query for query in queries if not is_answered(query))


def work(document: Document, context: Context) -> Document:
    """A document divided into blocks, as its editor wants them, with what is asked about them."""
    text = decided.as_read(document.text, context.decisions)
    said = context.decisions
    cuts = decided.cuts(text, said)
    division = divide(text, cuts, decided.proposals(text, said), stated=document.stated)
    asked = (*still_open(document.queries, division, text), *division.queries)
    divided = replace(document, text=text, blocks=division.blocks, queries=asked, marks=division.marks)
    spaced = divided.read_as(*division.spaced(document.text, text))
    done = whole(spaced, {text.position(cut) for cut in cuts})
    lead = (*leads(done.text, done.blocks), *pointers(done.text, done.blocks))
    asked = (*done.queries, *errata(done.text, done.blocks))
    return replace(done, marks=with_links(done.marks, lead), queries=asked)


def only_decided(document: Document, context: Context) -> Document:
    """A document divided into paragraphs, but for what its editor says that blocks are."""
    text = document.text
    said = context.decisions
    given = decided.proposals(text, said)
    division = divide(text, decided.cuts(text, said), given, recognised=False, stated=document.stated)
    return replace(document, blocks=division.blocks, marks=())
