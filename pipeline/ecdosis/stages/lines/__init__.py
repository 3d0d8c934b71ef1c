"""Joins the lines of paragraphs, the halves of divided words, and letters that stand apart; what is left of line ends
are the ends of blocks.

A printer, a PDF or a mail program breaks paragraphs into lines; OCR and extraction then put page breaks, furniture and
blank lines into the middle of sentences. `layout` measures what kind of text this is, `paragraphs` judges each line end
against it, `hyphens` judges the hyphens at line ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import Final

from ecdosis.diagnosis.columns import across, columns
from ecdosis.model.document import Document, Stated
from ecdosis.model.kinds import BODIES, NOTES, Kind
from ecdosis.model.pieces import Aside, Change, Edit, Query, read
from ecdosis.model.text import Text
from ecdosis.stages.code import is_command, is_prompt, sessions
from ecdosis.stages.lines import (
    arguments,
    drop_capitals,
    initials,
    justified,
    letterspacing,
    marked,
    reflow,
    spaced_lines,
)
from ecdosis.stages.lines.addresses import divides
from ecdosis.stages.lines.borders import NOTHING_STATED, Border, Borders
from ecdosis.stages.lines.brackets import describes_on, encloses, is_label
from ecdosis.stages.lines.hyphens import HARD, MISREAD, SOFT, Evidence, Hyphen, Treatment, find
from ecdosis.stages.lines.layout import Layout, LineSequence, between, survey
from ecdosis.stages.lines.paragraphs import AMIDST, STRAY, Join, Judge
from ecdosis.stages.lines.poems import kept
from ecdosis.stages.lines.rules import LineRule
from ecdosis.stages.lines.signs import Closing, Opening, ReadingLine, lines, unspaced
from ecdosis.stages.lines.titles import titles
from ecdosis.stages.lines.unstopped import alone
from ecdosis.stages.stage import Context
from ecdosis.stages.transcription.regions import HYPHEN, INSIDE, Regions

BY: Final = "lines"
INSIDE_LINES: Final = ("widget", "note-marker", "note-label", "line-number")
"""What was set aside in the midst of lines and parts none."""
AT_PAGE_ENDS: Final = ("page-break", "page-mark", "page-number", "running-head", "running-foot")
"""What shows that a text has pages."""
SURE: Final = 0.8
"""Certainty from which a verdict on a hyphen joins lines that nothing else would."""
TOGETHER = "lines of one note"
STATED = "lines of one paragraph, by the marks of the source"
MARKED = "a transcriber has marked what is wrapped and what is not: no blank line stands between these"
RUNNING = "before it the mark that begins each line of this quotation"
ADDRESS = "the line ends inside of an address"
BRACKETED = "a bracket is open that one of the next lines closes"
INITIAL = "an initial, and the rest of its word"
_RULE: Final = re.compile(r"([-_=~*—–])(?:[^\S\n]?\1){4,}")
"""A rule as typewriters make it; four signs may be a name left blank, or a word."""
_RUNNING: Final = re.compile(r"[\"'‘“„«*•] ?(?=[^\W\d_]{2})")
"""The mark that older printers set before each line of a quotation."""
BESIDE: Final = 2
"""Lines beside a line in which a bracket may open or close..."""
DESCRIBED_LINES: Final = 20
"""... and in which one may where a transcriber describes something in it, such as music with its words."""
AROUND: Final = 3
"""Lines before a line and after it..."""
MARKED_LINES: Final = 3
"""... of which so many begin with such a mark where they all do: the OCR misses some."""
_LETTERS: Final = re.compile(r"[^\W\d_]{1,40}(?=[\s,;])")
_DASH: Final = re.compile(r"(?<=\w)(\s?)(?:—|--)(?=\s?\w)")


def repair(text: Text, language: str = "und", stated: Sequence[Stated] = ()) -> tuple[Text, tuple[Query, ...]]:
    """Join what belongs together. `language` is an ISO 639-1 code, "und" if unknown; `stated`: what the source itself
    says of its blocks. A text whose lines were joined already is left alone: what is apart then was left apart."""
    if any(isinstance(piece, Change) and piece.by == BY for piece in text.pieces):
        return text, ()
    text, _ = text.edit(letterspacing.edits(text.reading, language, BY))
    text, _ = text.edit(initials.edits(text, language, BY))
    text, doubted = text.edit(drop_capitals.edits(text, language, BY))
    text, _ = text.edit(spaced_lines.edits(text.reading, language, BY))
    evidence = Evidence(_without_doubted(text), language)
    text, _ = text.edit(marked.edits(text, evidence, BY))
    text, _ = text.edit(reflow.edits(text.reading, evidence, BY))
    worker = _Lines(text, evidence, stated=Borders.of(text, stated))
    joined, queries = text.edit(worker.edits()) if len(worker.page.lines) > 1 else (text, ())
    asked = [*doubted, *queries, *worker.queries]
    for kind in BODIES:
        apart = worker.page.spacing if kind == Kind.CAPTION else None
        joined, queries = joined.within(kind, partial(_as_one, evidence=worker.evidence, spacing=apart))
        asked += queries
    return joined, tuple(asked)


def _without_doubted(text: Text) -> str:
    """The reading with the words in two whose hyphen the transcriber was not sure of: they tell nothing of hyphens."""
    reading, at, parts = text.reading, 0, []
    for offset in _doubted(text):
        parts.append(reading[at:offset])
        at = offset
    return "\n".join((*parts, reading[at:]))


def _doubted(text: Text) -> list[int]:
    """The offsets behind hyphens in the midst of lines of which the transcriber was not sure."""
    pieces = zip(text.offsets, text.pieces, strict=True)
    return [offset for offset, piece in pieces if isinstance(piece, Aside) and piece.label == HYPHEN]


def _as_one(note: Text, evidence: Evidence, spacing: int | None = None) -> tuple[Text, tuple[Query, ...]]:
    """A note with all its lines joined: where it ends is known. `spacing`: of a caption, which has a title and
    paragraphs below it, only the lines that stand no farther apart than those of a paragraph (line ends)."""
    note, _ = note.edit(reflow.edits(note.reading, evidence, BY))
    worker = _Lines(note, evidence, together=True, spacing=spacing)
    joined, queries = note.edit(worker.edits())
    return joined, (*queries, *worker.queries)


def layout(text: Text) -> Layout:
    """What kind of text this is."""
    return survey(_page(text))


def _page(text: Text) -> LineSequence:
    spread = justified.of(text.reading, tuple(_as_printed(text, lines(text.reading))))
    found = spread.lines
    asides = [
        (offset, piece.kind)
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind not in INSIDE_LINES and not piece.label.startswith(INSIDE)
    ]
    every = [offset for offset, _ in asides]
    pages = [offset for offset, kind in asides if kind != Kind.SIDENOTE]  # which stands at the head of a paragraph
    reading = text.reading
    gaps = [reading.count("\n", a.end, b.start) for a, b in pairwise(found)]
    parted = [
        between(pages if a.closing is Closing.STOP else every, a.last, b.first)
        or (gap > 1 and "\f" in reading[a.end : b.first])
        for (a, b), gap in zip(pairwise(found), gaps, strict=True)
    ]
    paged = "\f" in reading or any(isinstance(p, Aside) and p.kind in AT_PAGE_ENDS for p in text.pieces)
    return LineSequence(found, gaps, parted, paged, spread.margin)


def _as_printed(text: Text, found: Iterable[ReadingLine]) -> Iterator[ReadingLine]:
    """Lines as wide as they were printed: with a caption among their words, or as the last of their parts, where a note
    or caption in their midst had line ends of its own."""
    held = [
        (offset, len(words) - words.rfind("\n") - 1, "\n" in words)
        for offset, piece in zip(text.offsets, text.pieces, strict=True)
        if isinstance(piece, Aside) and piece.kind in (*NOTES, Kind.CAPTION)
        for words in (read(text.source, piece.pieces),)
        if "\n" in words or piece.kind == Kind.CAPTION
    ]
    for line in found:
        edge = line.edge
        for offset, width, parted in held[bisect_left(held, (line.first,)) : bisect_left(held, (line.last,))]:
            edge = width + line.end - offset if parted else edge + width
        yield line._replace(edge=edge)


class _Lines:
    """The proposals for one text; `together`: all its lines are known to be one block, or (`spacing`) all that stand no
    farther apart than so many line ends."""

    def __init__(
        self,
        text: Text,
        evidence: Evidence,
        *,
        together: bool = False,
        spacing: int | None = None,
        stated: Borders = NOTHING_STATED,
    ) -> None:
        self.text = text
        self.reading = text.reading
        self.page = _page(text)
        self.layout = survey(self.page)
        self.judge = Judge(self.page, self.layout)
        self.evidence = evidence
        self.together = together
        self.spacing = spacing
        self.stated = stated
        self.queries: list[Query] = []
        self._columns = list(columns(text.reading))
        self._kept = kept(text.reading) if together and spacing is None else frozenset[int]()
        self._titles = frozenset[int]() if together else titles(text.reading, self.page)
        self._alone = frozenset[int]() if together else alone(text.reading, self.page.lines)
        self._arguments = frozenset[int]() if together else arguments.within(text.reading, self.page)
        self._code = frozenset(start for start, _ in sessions(text.reading))
        self._regions = Regions.of(text)
        self._softened = frozenset(
            offset
            for offset, piece in zip(text.offsets, text.pieces, strict=True)
            if isinstance(piece, Change) and piece.kind == "soft-hyphen"
        )

    def edits(self) -> Iterator[Edit]:
        """The edits that join lines, in order. Fills `queries` with those that only the words can decide."""
        every = (Join(i, LineRule.TOGETHER, TOGETHER) for i in range(len(self.page.gaps)) if not self._is_parted(i))
        joins = {join.line: join for join in (every if self.together else self.judge.joins())}
        for index, (a, b) in enumerate(pairwise(self.page.lines)):
            said = self.stated.between(a.first, b.first)
            if said is Border.APART or self._in_columns(a, b):
                continue  # what stands below a line of two columns is not what it goes on with
            if self._is_prompt(index, a, b):
                yield Edit(a.end, b.start, " ", "line-end", BY, LineRule.PROMPT, LineRule.PROMPT.what)
                continue
            if (
                b.start in self._kept
                or index in self._titles
                or self._regions.parts(a.last, b.first)
                or self._stands_alone(a)
                or self._stands_alone(b)
            ):
                continue
            if self._is_initial(index, a, b):
                yield Edit(a.last, b.first, "", "join", BY, LineRule.INITIAL_ABOVE, INITIAL)
                continue
            join = joins.get(index)
            if said is Border.TOGETHER:
                join = Join(index, LineRule.STATED, STATED)
            elif join is None or not join.safe:
                join = self._within(index, a, b) or join
            wraps = self.page.gaps[index] == 1 or ((join is None or not join.safe) and self._turns(index, a, b))
            if said is Border.UNSAID and wraps and self._regions.wraps(a.last, b.first):
                join = Join(index, LineRule.TRANSCRIBED, MARKED)
            sign = self.reading[a.last - 1]
            if sign in HARD or sign in SOFT or sign in MISREAD or a.last in self._softened:
                yield from self._divided(index, a, b, join)
            elif join:
                yield from self._joined(join, a, b)
        yield from self._marked()

    def _within(self, index: int, a: ReadingLine, b: ReadingLine) -> Join | None:
        """What joins two lines inside of something that is plainly one: an address, an argument, brackets."""
        if self.page.gaps[index] == 1 and self._in_address(a, b):
            return Join(index, LineRule.ADDRESS, ADDRESS)
        if index in self._arguments:
            return Join(index, LineRule.AMIDST, AMIDST)
        return Join(index, LineRule.BRACKETED, BRACKETED) if self._is_bracketed(index, a) else None

    def _turns(self, index: int, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether only the end of a page parts a line from the next, in a sentence that goes on with a small letter: no
        blank line does, which Distributed Proofreaders leave at the head of a page where a paragraph begins."""
        on = a.closing is not Closing.STOP and b.opening is Opening.LOWER
        return self.page.gaps[index] == 2 and self.page.parted[index] and on

    def _in_address(self, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether two lines are parted inside of an address."""
        return divides(self.reading[a.first : a.last], self.reading[b.first : b.last])

    def _is_bracketed(self, index: int, a: ReadingLine) -> bool:
        """Whether a bracket that is open at the end of a line of prose is closed in one of the next."""
        page = self.page
        if page.gaps[index] > page.spacing + 1 or page.parted[index] or a.tabular:
            return False
        if describes_on(*self._beside(index, DESCRIBED_LINES)):
            return True
        before, after = self._beside(index, BESIDE)
        if is_label(before, after):
            return True
        ended = a.closing is Closing.STOP  # behind a quotation its source stands alone
        if ended or self.judge.measure(index) is None:
            return False
        return not self.judge.paragraph_indent(index + 1) and encloses(before, after)

    def _beside(self, index: int, most: int) -> tuple[str, str]:
        """What stands before the end of a line and behind it, in so many neighbours at most."""
        page = self.page
        begin, end = index, index + 1
        while begin and page.adjacent[begin - 1] and index - begin < most:
            begin -= 1
        while end < len(page.gaps) and page.adjacent[end] and end - index < most:
            end += 1
        at = page.lines[index].last
        return self.reading[page.lines[begin].first : at], self.reading[at : page.lines[end].last]

    def _is_parted(self, index: int) -> bool:
        """Whether a blank line parts a line of a caption from the next."""
        return self.spacing is not None and self.page.gaps[index] > self.spacing

    def _marked(self) -> Iterator[Edit]:
        """The edits for hyphens in the midst of lines of which the transcriber was not sure."""
        for offset in _doubted(self.text):
            hyphen = find(self.reading[max(0, offset - 90) : offset], self.reading[offset : offset + 90])
            verdict = self.evidence.judge(hyphen) if hyphen else None
            if verdict and verdict.action == "drop":
                why = f"a hyphen of which the transcriber was not sure; {verdict.why}"
                yield Edit(offset - 1, offset, "", "hyphen", BY, verdict.certainty, why)
            elif hyphen and verdict and verdict.action == "ask":
                start, end = self._around(offset, hyphen)
                why = f"a hyphen of which the transcriber was not sure; {verdict.why}"
                self.queries.append(Query(start, end, "hyphen", BY, LineRule.HYPHEN_DOUBTED, why, hyphen.joined))

    def _around(self, offset: int, hyphen: Hyphen) -> tuple[int, int]:
        """The positions of a word that has its hyphen before an offset."""
        start = self.text.position(offset - len(hyphen.sign + hyphen.before + hyphen.left))
        return start, self.text.position_after(offset + len(hyphen.right + hyphen.after))

    def _is_initial(self, index: int, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether a line is the large initial of the paragraph that begins with it, and the next has the rest of its
        word."""
        letter = self.reading[a.first : a.last]
        first = index == 0 or self.page.gaps[index - 1] > 1 or self.page.parted[index - 1]
        rest = _LETTERS.match(self.reading, b.first, b.last)
        if not first or rest is None or not letter.isupper() or len(letter) > 1:
            return False
        return self.evidence.words.begins(letter, rest[0])

    def _stands_alone(self, line: ReadingLine) -> bool:
        """Whether a line is a rule, made of one sign, or of code, or a label or verse of a text without full stops."""
        own = line.start in self._code or line.start in self._alone
        return own or _RULE.fullmatch(self.reading, line.first, line.last) is not None

    def _is_prompt(self, index: int, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether a line is the prompt alone before the code in the next line."""
        code = self.page.gaps[index] == 1 and a.start in self._code and not is_command(self.reading[b.first : b.last])
        return code and is_prompt(self.reading[a.first : a.last])

    def _in_columns(self, a: ReadingLine, b: ReadingLine) -> bool:
        """Whether two lines stand where the text has two columns beside each other."""
        index = bisect_right(self._columns, a.start, key=lambda part: part.start) - 1
        return index >= 0 and b.start < self._columns[index].end

    def _joined(self, join: Join, a: ReadingLine, b: ReadingLine) -> Iterator[Edit]:
        closed = unspaced(self.reading[a.last - 1]) and unspaced(self.reading[b.first])
        after = "" if closed or self._in_address(a, b) else " "
        kind = "line-end" if self.page.adjacent[join.line] and self.page.gaps[join.line] == 1 else "join"
        yield Edit(a.end, b.start, after, kind, BY, join.certainty, join.why, join.safe)
        if join.safe and self.judge.stray_indent(join.line + 1):
            yield Edit(b.start, b.first, "", "stray-blank", BY, join.certainty, "no indent: the paragraph goes on here")

    def _divided(self, index: int, a: ReadingLine, b: ReadingLine, join: Join | None) -> Iterator[Edit]:
        """The edits for a line that ends with something like a hyphen."""
        first = self._behind_mark(index + 1)
        hyphen = self._hyphen(a, b, first)
        verdict = self.evidence.judge(hyphen) if hyphen else None
        if hyphen and self._crossed and not self.evidence.is_word(hyphen):
            hyphen = verdict = None  # its other half may stand elsewhere
        misread = hyphen is not None and hyphen.sign in MISREAD
        if hyphen and verdict and verdict.action == "ask" and misread:
            self._ask(a, first, hyphen, verdict)
        if hyphen is None or verdict is None or verdict.action == "space" or (misread and verdict.action == "ask"):
            if join:
                yield from self._dashed(join, a, b)
            return
        if not self._may_join(index, first, join, verdict):
            if hyphen.right.islower():
                self._ask(a, first, hyphen, verdict)
            return
        if verdict.action == "ask":
            self._ask(a, first, hyphen, verdict)
        dropped = verdict.action == "drop"
        start = a.last - 1 if dropped and a.last not in self._softened else a.last
        kind = "hyphen" if dropped else "hyphen-kept"
        why = f"{verdict.why}; {RUNNING}" if first > b.first else verdict.why
        yield Edit(start, first, "", kind, BY, verdict.certainty, why)

    def _behind_mark(self, index: int) -> int:
        """Where the words of a line begin: behind the mark of a quotation that stands before each of its lines."""
        line = self.page.lines[index]
        mark = _RUNNING.match(self.reading, line.first, line.last)
        around = self.page.lines[max(0, index - AROUND) : index + AROUND + 1]
        marked = sum(1 for one in around if _RUNNING.match(self.reading, one.first, one.last)) - 1
        return mark.end() if mark and marked >= MARKED_LINES else line.first

    def _hyphen(self, a: ReadingLine, b: ReadingLine, first: int) -> Hyphen | None:
        end = self.reading[max(a.first, a.last - 90) : a.last]
        if a.last in self._softened:
            end += SOFT[0]
        return find(end, self.reading[first : min(b.last, first + 90)])

    def _may_join(self, index: int, first: int, join: Join | None, verdict: Treatment) -> bool:
        """Whether a line and the next, whose words begin at `first`, are to be joined at a divided word."""
        if join:
            return join.safe or verdict.certainty >= SURE
        if self.judge.paragraph_indent(index + 1) or not self.reading[first].islower() or verdict.certainty < SURE:
            return False
        if not self.page.adjacent[index]:
            return True
        measure = self.judge.measure(index)
        wide = measure is not None and self.page.reach[index] >= STRAY * measure.usual
        often = verdict.certainty >= LineRule.JOINED_OFTEN  # a title in large type has short lines
        return verdict.action == "drop" and (wide or often)

    def _ask(self, a: ReadingLine, first: int, hyphen: Hyphen, verdict: Treatment) -> None:
        """Ask whether a word whose second half begins at `first` has its hyphen: about the whole word, since an answer
        gives it whole."""
        sign = 0 if a.last in self._softened else len(hyphen.sign)
        start = self.text.position(a.last - sign - len(hyphen.before + hyphen.left))
        end = self.text.position(first + len(hyphen.right + hyphen.after) - 1) + 1
        doubt = min(verdict.certainty, LineRule.HYPHEN_DOUBTED)
        self.queries.append(Query(start, end, "hyphen", BY, doubt, verdict.why, hyphen.joined))

    def _dashed(self, join: Join, a: ReadingLine, b: ReadingLine) -> Iterator[Edit]:
        """The edits for a line that ends with a dash: no blank after it if the text sets its dashes closed."""
        dash = self.reading[a.last - 1] in "—–―" or self.reading[a.last - 2 : a.last] == "--"
        spaced = self.reading[a.last - 2 : a.last - 1].isspace()
        figures = a.ranged and b.opening is Opening.DIGIT
        if dash and not spaced and join.safe and (figures or self._closed_dashes):
            why = "a dash between figures" if figures else "a dash, which this text sets without spaces"
            yield Edit(a.last, b.first, "", "hyphen-kept", BY, join.certainty, why)
        else:
            yield from self._joined(join, a, b)

    @cached_property
    def _crossed(self) -> bool:
        """Whether the lines of two columns follow each other, or stand in one line without a wide blank."""
        return bool(across(self.reading, self.evidence.language))

    @cached_property
    def _closed_dashes(self) -> bool:
        """Whether dashes inside lines mostly stand without blanks."""
        found = [match[1] for match in islice(_DASH.finditer(self.reading), 2000)]
        return sum(1 for blank in found if not blank) * 2 > len(found)


def work(document: Document, context: Context) -> Document:
    """A document with its lines joined."""
    return document.read_as(*repair(document.text, context.language, document.stated))
