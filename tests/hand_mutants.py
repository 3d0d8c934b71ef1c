"""Faults put into the code by hand, one at a time, to see whether `make quick` would find them (`make mutants`).

Each is one line of the central type, of the decisions, of a guard or of a threshold, changed as somebody might change
it by mistake. The checkout is copied, the copy is altered, and the quick tests run on it; what they do not find is told
at the end (exit status 1). `test_hand_mutants.py` sees to it that each fault can still be put in.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = Path("pipeline", "ecdosis")
LEFT_OUT: Final = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "output", "node_modules", "dist", "build")
"""What is not copied."""


@dataclass(frozen=True, slots=True)
class Fault:
    """In the one file of a room (a folder of the package, or a module) where the text `old` stands, which stands there
    once, it is replaced by `new`; `breaks` says what is wrong then."""

    room: str
    old: str
    new: str
    breaks: str

    def put_into(self, package: Path) -> Path:
        """Alter a copy of the package: the file that was altered. Raises ValueError if the text does not stand in the
        room just once."""
        room = package / self.room
        codes = {path: path.read_text(encoding="utf-8") for path in ([room] if room.is_file() else room.rglob("*.py"))}
        found = [path for path, code in codes.items() for _ in range(code.count(self.old))]
        if len(found) != 1:
            raise ValueError(f"{self.room}: “{self.old}” stands there {len(found)} times. Correct or remove the row.")
        found[0].write_text(codes[found[0]].replace(self.old, self.new), encoding="utf-8")
        return found[0]


MODEL: Final = "model"
EDITOR: Final = "editor"
SPELLING: Final = "stages/spelling"
TYPOGRAPHY: Final = "stages/typography"
FURNITURE: Final = "stages/furniture"
FOREIGN: Final = "stages/foreign"
STYLES: Final = "stages/styles"
MARKDOWN: Final = "stages/markdown"
PHRASES: Final = "stages/phrases"
BLOCKS: Final = "stages/blocks"
PROFILES: Final = "profiles"
NOTES: Final = "stages/notes"
REFERENCES: Final = "stages/references"
LINES: Final = "stages/lines"
EVIDENCE: Final = "evidence"
EVALUATE: Final = "evaluate"
MARKS: Final = "stages/transcription"
FAULTS: Final = (
    # strangers of Project Gutenberg
    Fault(f"{PROFILES}/gutenberg.py", "LEAD: Final = 4", "LEAD: Final = 1", "old heads: the series"),
    Fault(f"{PROFILES}/gutenberg.py", "LONG: Final = 150", "LONG: Final = 1500", "an essay of a maker"),
    Fault(
        f"{PROFILES}/gutenberg.py",
        "return bare.strip() if comma and same else title",
        "return bare.strip() if comma else title",
        "old heads: what stands behind a comma",
    ),
    Fault(
        f"{PROFILES}/gutenberg.py", "is_name(catalogued(found)) and is_full", "is_full", "old heads: who is no author"
    ),
    Fault(f"{NOTES}/lists.py", "LONGEST: Final = 150", "LONGEST: Final = 26", "long notes in lists"),
    Fault(f"{NOTES}/lists.py", ' and f"[{line.label}]" not in between', "", "long notes in lists: another chapter"),
    Fault(f"{LINES}/measures.py", "MANY: Final = 60", "MANY: Final = 61", "verse: many pauses"),
    Fault(f"{LINES}/measures.py", "MANY: Final = 60", "MANY: Final = 57", "verse: few pauses"),
    Fault(f"{LINES}/verse.py", "FULL: Final = 2", "FULL: Final = 1", "verse: names at the beginning of full lines"),
    Fault(LINES, "or self._is_rule(a) or self._is_rule(b)", "", "rules of hyphens"),
    Fault(f"{BLOCKS}/verse.py", "VERY_MANY: Final = 24", "VERY_MANY: Final = 25", "verse: small letters"),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "or (index in page.prints and not inside)",
        "or index in page.prints",
        "a title that speaks of printing",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "return list(dropwhile(page.prints.__contains__, found))",
        "return found",
        "a printer above the title",
    ),
    Fault(
        f"{BLOCKS}/numbers.py",
        "return total if _NUMERAL.fullmatch(roman) else None",
        "return total if 0 < total <= 100 else None",
        "chapters by the hundred",
    ),
    Fault(f"{BLOCKS}/layout.py", "seen[views[i].text] == 1", "True", "speakers above verse"),
    Fault(f"{BLOCKS}/heads.py", "sung[views[i].text] < 2", "True", "speakers above verse: short lines"),
    Fault(f"{BLOCKS}/numbers.py", " or _is_two(line)", "", "acts and scenes in one line"),
    Fault(f"{BLOCKS}/epigraphs.py", " and below.above >= min(view.above, NEW_PAGE)", "", "the title of the next poem"),
    # heads beside damaged numbers
    Fault(
        f"{FURNITURE}/pages.py",
        "if number and not (beside.isdigit() and damaged(more, value)):",
        "if number:",
        "damaged: figures apart",
    ),
    Fault(
        f"{FURNITURE}/pages.py",
        "(beside.isdigit() and damaged(more, value))",
        "beside.isdigit()",
        "damaged: beside a year",
    ),
    Fault(f"{FURNITURE}/pages.py", "WORDS: Final = 12", "WORDS: Final = 11", "damaged: long heads"),
    Fault(f"{FURNITURE}/pages.py", "WORDS: Final = 12", "WORDS: Final = 13", "damaged: lines of the text"),
    Fault(
        f"{FURNITURE}/pages.py",
        "sum(len(word) > 1 for word in words) > WORDS",
        "len(words) > WORDS",
        "damaged: letterspaced heads",
    ),
    # diagnosis
    Fault("diagnosis/bytes.py", "FEW: Final = 3", "FEW: Final = 2", "diagnosis: three bytes make a bad edition"),
    Fault(
        "diagnosis/finding.py", "LOOKED_AT: Final = 20", "LOOKED_AT: Final = 19", "diagnosis: examples that are alike"
    ),
    Fault("diagnosis/finding.py", "LOOKED_AT: Final = 20", "LOOKED_AT: Final = 21", "diagnosis: examples far off"),
    Fault("diagnosis/lost.py", "SHARE: Final = 0.05", "SHARE: Final = 0.045", "diagnosis: parted words by chance"),
    Fault("diagnosis/lost.py", "SHARE: Final = 0.05", "SHARE: Final = 0.055", "diagnosis: few parted words"),
    Fault("diagnosis/tables.py", "FIELDS: Final = 3", "FIELDS: Final = 2", "diagnosis: two numbers make a row"),
    Fault("diagnosis/columns.py", "LONGEST: Final = 42", "LONGEST: Final = 40", "diagnosis: halves of long words"),
    Fault("diagnosis/columns.py", "GAP: Final = 2", "GAP: Final = 1", "diagnosis: columns one blank apart"),
    Fault("diagnosis/unspaced.py", "LONG: Final = 25", "LONG: Final = 24", "diagnosis: long compounds run together"),
    Fault("diagnosis/unspaced.py", "LONG: Final = 25", "LONG: Final = 26", "diagnosis: words run together"),
    Fault("diagnosis/capitals.py", "SHARE: Final = 0.8", "SHARE: Final = 0.7", "diagnosis: many capitals"),
    Fault("diagnosis/order.py", "APART: Final = 8", "APART: Final = 6", "diagnosis: numbers of tables are pages"),
    Fault("diagnosis/twice.py", "AGREE: Final = 0.4", "AGREE: Final = 0.3", "diagnosis: copies that hardly agree"),
    Fault("diagnosis/markup.py", "PER: Final = 500", "PER: Final = 700", "diagnosis: a few tags"),
    Fault("diagnosis/reversed.py", "SHARE: Final = 0.2", "SHARE: Final = 0.15", "diagnosis: some words reversed"),
    # marks of transcribers
    Fault(MARKS, "FARTHEST: Final = 3000", "FARTHEST: Final = 6000", "marks: closed far below"),
    Fault(MARKS, "LONGEST: Final = 4000", "LONGEST: Final = 9000", "marks: brackets of chapters"),
    Fault(MARKS, "USUAL: Final = 3", "USUAL: Final = 2", "marks: one line alone beside two blocks"),
    Fault(MARKS, "USUAL: Final = 3", "USUAL: Final = 4", "marks: one line alone beside three blocks"),
    Fault(MARKS, "NEAR: Final = 3", "NEAR: Final = 1", "marks: comments above a blank line"),
    Fault(
        MARKS, "if any(not line.blank and not _is_mark(line) for line in beside):", "if False:", "marks: in paragraphs"
    ),
    Fault(MARKS, "if any(_INSIDE.match(line.text)", "if False and any(_INSIDE.match(line.text)", "marks: comments"),
    Fault(
        MARKS, "    if not _is_evident(text.reading, lines, pairs):", "    if False:", "marks: in texts without others"
    ),
    Fault(MARKS, "mark.alone and mark.strong", "mark.alone", "marks: words that web pages have in brackets"),
    Fault(MARKS, "in _QUOTES and reading[end", "in () and reading[end", "marks: what only speaks of one"),
    Fault(MARKS, "or not _is_capital(match", "or not (match", "marks: small letters"),
    Fault(MARKS, 'endswith("**")', 'endswith("***")', "marks: bold words in brackets"),
    Fault(MARKS, "yield caption or (opened", "yield (opened", "marks: blocks in a caption"),
    Fault(f"{BLOCKS}/marked.py", "and below == region", "and below", "marks: headings in other blocks"),
    Fault(f"{BLOCKS}/marked.py", "inner = 0 < index < len(views) - 1 and", "inner =", "marks: breaks at an end"),
    Fault(FURNITURE, "span.kind in PAGES or not regions", "True or not regions", "marks: captions at feet of pages"),
    Fault(
        f"{LINES}/__init__.py",
        "if self._regions.parts(a.last, b.first) or",
        "if",
        "marks: lines",
    ),
    # breaks that a space shows
    Fault(f"{BLOCKS}/spacing.py", "FEWEST: Final = 40", "FEWEST: Final = 39", "spaces: few"),
    Fault(f"{BLOCKS}/spacing.py", "FEWEST: Final = 40", "FEWEST: Final = 41", "spaces: just enough"),
    Fault(f"{BLOCKS}/spacing.py", "EVEN: Final = 0.97", "EVEN: Final = 0.96", "spaces: uneven"),
    Fault(f"{BLOCKS}/spacing.py", "EVEN: Final = 0.97", "EVEN: Final = 0.98", "spaces: nearly even"),
    Fault(f"{BLOCKS}/spacing.py", "space.blank > usual and", "space.blank != usual and", "spaces: smaller ones"),
    Fault(f"{BLOCKS}/spacing.py", "not (before.prose and after.prose)", "False", "spaces: below short lines"),
    Fault(f"{BLOCKS}/spacing.py", "whole = _ENDS", "whole = True or _ENDS", "spaces: in sentences"),
    Fault(f"{BLOCKS}/spacing.py", "if space.page:", "if False:", "spaces: of pages"),
    # catchwords above notes, and the notes below them
    Fault(
        f"{FURNITURE}/catchwords.py",
        "if likeness and (noted or (page not in at_foot and (goes_on or LABEL.match(below)))):",
        "if likeness:",
        "catchwords: what stands below any is a note",
    ),
    Fault(f"{FURNITURE}/catchwords.py", "(page not in at_foot and (", "(True and (", "catchwords: two on a page"),
    Fault(
        f"{FURNITURE}/catchwords.py",
        "BESIDE if _is_labelled(below) else ALIKE",
        "ALIKE",
        "catchwords: worn ones above labels",
    ),
    Fault(
        f"{FURNITURE}/catchwords.py",
        'label is not None and label["letter"] is not None',
        "label is not None",
        "catchwords: signs are labels",
    ),
    Fault(
        f"{FURNITURE}/catchwords.py", 'text.endswith("-") and len(letters) > 1', "False", "catchwords: halves of words"
    ),
    Fault(f"{NOTES}/under.py", "QUOTED: Final = 3", "QUOTED: Final = 30", "catchwords: quotation marks are labels"),
    Fault(f"{NOTES}/under.py", "page == done or page in known", "page == done", "catchwords: notes twice"),
    Fault(f"{NOTES}/under.py", "goes_on and label is None", "label is None", "catchwords: notes of pages apart"),
    Fault(
        "tei/write.py",
        "for before, after in pairwise(places)",
        "for before, after in [(places[0], places[-1])]",
        "notes of many parts lose some",
    ),
    # lines beside an initial, lines between halves of sentences, misread words
    Fault(f"{LINES}/paragraphs.py", "INITIAL: Final = 6", "INITIAL: Final = 2", "initials: tall ones"),
    Fault(
        f"{LINES}/paragraphs.py",
        "page.runs_on[index - 1] and page.runs_on[index])",
        "page.runs_on[index - 1])",
        "initials: specks like dashes",
    ),
    Fault("health.py", "CUT: Final = 0.005", "CUT: Final = 0.05", "health: sentences that lines cut"),
    Fault("health.py", "SHORT: Final = 40", "SHORT: Final = 39", "health: long lines cut none"),
    Fault("health.py", " if kind != Kind.LINE]", "]", "health: cells that stand together"),
    Fault("health.py", "not _FORMULA.search(line) and", "", "health: formulas cut none"),
    Fault("health.py", "OWN: Final = 3", "OWN: Final = 2", "health: lines of a sentence cut none"),
    Fault("health.py", "MISREAD: Final = 0.05", "MISREAD: Final = 0.5", "health: misread words"),
    Fault("diagnosis/unknown.py", "AGAIN: Final = 3", "AGAIN: Final = 2", "unknown words: those of the text"),
    Fault("diagnosis/unknown.py", "SHORTEST: Final = 3", "SHORTEST: Final = 2", "unknown words: short ones"),
    Fault("diagnosis/unknown.py", "<= len(inside)", "<= 9 * len(inside)", "unknown words: another language"),
    Fault("diagnosis/markup.py", r"(?![a-z\d])", "", "markup: paths of files are control words"),
    # furniture: constants that once survived
    Fault(
        f"{FURNITURE}/catchwords.py", "BESIDE: Final = 50", "BESIDE: Final = 40", "survivors: signed lines of any word"
    ),
    Fault(
        f"{FURNITURE}/catchwords.py",
        "BESIDE: Final = 50",
        "BESIDE: Final = 60",
        "survivors: catchwords that are misread",
    ),
    Fault(
        f"{FURNITURE}/breaks.py", "MOST: Final = 0.6", "MOST: Final = 0.5", "survivors: heads above half of the numbers"
    ),
    Fault(f"{FURNITURE}/breaks.py", "MOST: Final = 0.6", "MOST: Final = 0.7", "survivors: heads above most numbers"),
    Fault(f"{FURNITURE}/line_numbers.py", "EACH: Final = 0.8", "EACH: Final = 0.7", "survivors: items of two lines"),
    Fault(
        f"{FURNITURE}/line_numbers.py", "EACH: Final = 0.8", "EACH: Final = 0.9", "survivors: lines without a number"
    ),
    Fault(
        FURNITURE,
        " and not pages.cut.get(edge.page)\n",
        "\n",
        "survivors: heads in the midst of a sentence above short lines",
    ),
    # numbers of pages in their midst
    Fault(FURNITURE, "UNLIKE: Final = 1000\n", "UNLIKE: Final = 100\n", "numbers astray: that other things may have"),
    Fault(FURNITURE, "UNLIKE: Final = 1000\n", "UNLIKE: Final = 2000\n", "numbers astray: great ones"),
    Fault(FURNITURE, "(parted and value >= UNLIKE)", "value >= UNLIKE", "numbers astray: within a paragraph"),
    Fault(
        FURNITURE,
        "if pages.text(index) == label and proven",
        "if pages.text(index).isdigit() and proven",
        "numbers astray: of other pages",
    ),
    Fault(
        FURNITURE,
        "if value == 0 or page in pages.numbers or page in",
        "if value == 0 or page in",
        "numbers astray: on pages that have theirs",
    ),
    # health: times above what was said
    Fault("health.py", " and _LETTER.search(after) is not None", "", "health: columns of times"),
    Fault("health.py", "labelled = _TIME.fullmatch(words) is not None and", "labelled =", "health: columns of numbers"),
    # short lines that go on
    Fault(LINES, "TITLE: Final = 48", "TITLE: Final = 50", "short lines: of titles"),
    Fault(LINES, "TITLE: Final = 48", "TITLE: Final = 46", "short lines: as long as a verse"),
    Fault(LINES, "long = a.opening in (Opening.UPPER, Opening.LOWER) and ", "long = ", "short lines: of machines"),
    Fault(
        LINES,
        "a.opening is Opening.UPPER and a.closing is Closing.OPEN and not",
        "a.closing is Closing.OPEN and not",
        "short lines: halves that begin small",
    ),
    Fault(
        LINES,
        "a.opening is Opening.UPPER and a.closing is Closing.OPEN and not",
        "a.opening is Opening.UPPER and not",
        "short lines: halves with a comma",
    ),
    Fault(LINES, "Closing.OPEN and not a.quote\n", "Closing.OPEN\n", "short lines: halves that are speech"),
    Fault(LINES, "return long or (not b.quote and self", "return long or (self", "short lines: halves before speech"),
    Fault(LINES, "index == 0 or not self.page.adjacent[index - 1]:", "index == 0:", "short lines: below a blank line"),
    Fault(
        LINES,
        "index == 0 or not self.page.adjacent[index - 1]:",
        "not self.page.adjacent[index - 1]:",
        "short lines: the first of a text",
    ),
    Fault(
        LINES,
        "halved and self.page.lines[index - 1].closing is Closing.OPEN",
        "halved",
        "short lines: after a line that is not open",
    ),
    Fault(LINES, "self.page.reach[index - 1] >= measure.full", "True", "short lines: after a line that is not full"),
    # clauses of one sentence, columns of leaves, words that marks part
    Fault(f"{BLOCKS}/clauses.py", "LEAST: Final = 3", "LEAST: Final = 2", "clauses: two"),
    Fault(f"{BLOCKS}/clauses.py", "BEGIN: Final = 2", "BEGIN: Final = 1", "clauses: that begin with one word"),
    Fault(f"{BLOCKS}/clauses.py", "WORDS: Final = 8", "WORDS: Final = 7", "clauses: short ones"),
    Fault(f"{BLOCKS}/clauses.py", "WORDS: Final = 8", "WORDS: Final = 9", "clauses: long ones only"),
    Fault(f"{BLOCKS}/clauses.py", "{1,4})?[", "{1,14})?[", "clauses: left open with any word"),
    Fault(f"{BLOCKS}/clauses.py", "2 * signs", "3 * signs", "clauses: with commas"),
    Fault(f"{BLOCKS}/clauses.py", " and _OPEN.search(views[run[-1]].text)", "", "clauses: sentences"),
    Fault(f"{FURNITURE}/page_marks.py", "before != label and ", "", "page marks: one leaf time and again"),
    Fault(f"{FURNITURE}/page_marks.py", "b - a in (0, 1)", "True", "page marks: leaves in any order"),
    Fault(f"{FURNITURE}/page_marks.py", 'kind != "a" and', 'kind == "b" and', "page marks: leaves near to each other"),
    Fault(f"{LINES}/marked.py", " and counts[right[2]] == 1", "", "marked words: of two words"),
    Fault(
        f"{LINES}/marked.py", "if counts[(left[1] + right[2]).casefold()] and", "if", "marked words: of unknown words"
    ),
    Fault(f"{LINES}/marked.py", "(?<![\\w'’-])(", "(", "marked words: of the last part of a word"),
    # slugs
    Fault(FURNITURE, "PAGES: Final = 4\n", "PAGES: Final = 3\n", "slugs: three pages prove a code"),
    Fault(FURNITURE, "SHARE: Final = 0.6\n", "SHARE: Final = 0.5\n", "slugs: of a code that is named often"),
    Fault(FURNITURE, "ONCE: Final = 1.1\n", "ONCE: Final = 2.0\n", "slugs: of what stands twice on each page"),
    Fault(FURNITURE, "ONCE: Final = 1.1\n", "ONCE: Final = 1.0\n", "slugs: one page with two keeps them all"),
    Fault(f"{FURNITURE}/slugs.py", "WORDS: Final = 6\n", "WORDS: Final = 16\n", "slugs: sentences with a code"),
    Fault(FURNITURE, "(?=\\S{6})", "(?=\\S{3})", "slugs: short codes"),
    Fault(FURNITURE, '(around < SECOND or text.startswith("("))', "around < SECOND", "heads: items in brackets"),
    Fault(FURNITURE, '(around < SECOND or text.startswith("("))', 'text.startswith("(")', "heads: items with a stop"),
    Fault(
        FURNITURE,
        '(around < SECOND or text.startswith("("))',
        "True",
        "heads: a number with a full stop makes a head an item",
    ),
    Fault(FURNITURE, r"(?P<n>\d{1,5}|", r"(?P<n>\d{1,4}|", "numbers: of five figures"),
    # positions and offsets
    Fault(
        MODEL,
        "else width(piece)\n        return self.offsets[index] + inside",
        "else 0\n        return self.offsets[index] + inside",
        "offset_after: before a change",
    ),
    Fault(
        MODEL,
        "max(0, position - piece.start) if isinstance(piece, Stretch) else width",
        "max(0, position - piece.start + 1) if isinstance(piece, Stretch) else width",
        "offset_after: one off",
    ),
    Fault(
        MODEL,
        "if offset <= 0:\n            return 0\n        index = self.piece_at(offset - 1)",
        "if offset <= 0:\n            return 0\n        index = self.piece_at(offset)",
        "position_after: of the next piece",
    ),
    Fault(
        MODEL,
        "bisect_right(self.offsets, offset) - 1",
        "bisect_right(self.offsets, offset - 1) - 1",
        "piece_at: one off",
    ),
    # which of two proposals is done
    Fault(MODEL, "new.certainty > kept[-1].certainty", "new.certainty >= kept[-1].certainty", "of a tie the last wins"),
    Fault(MODEL, "elif new != kept[-1]:", "else:", "the same twice is a question"),
    Fault(MODEL, "return second.start < first.end or", "return second.start <= first.end or", "what touches overlaps"),
    Fault(
        MODEL, " or (first.start, first.end) == (second.start, second.end)", "", "two things are put in at one place"
    ),
    Fault(MODEL, "self._edge(edit.start, 0) < end:", "self._edge(edit.start, 0) <= end:", "edits that touch are one"),
    Fault(
        MODEL, "certainty = min(edit.certainty", "certainty = max(edit.certainty", "two edits are as sure as the surer"
    ),
    # what an edit takes in
    Fault(
        MODEL,
        "not isinstance(piece, Change) or start == offset:",
        "not isinstance(piece, Change):",
        "an edit takes in the change that it touches",
    ),
    Fault(MODEL, "int(span.end > span.start)", "1", "an empty span stands behind the change that it cuts"),
    Fault(
        MODEL,
        "offset + width(piece) <= start:",
        "offset + width(piece) < start:",
        "what is set aside at an edge is taken in",
    ),
    Fault(
        MODEL,
        "border - i1 if letter_by_letter",
        "border if letter_by_letter",
        "a change that is cut is dealt out wrongly",
    ),
    Fault(
        MODEL,
        "trail, rest, after = _stripped(source, rest, after, left=False)",
        "trail: list[Piece] = []",
        "an edit is not narrowed at its end",
    ),
    Fault(MODEL, "key=lambda piece: isinstance(piece, Aside)", "key=lambda _: False", "what is set aside is swallowed"),
    # the editor's decisions
    Fault(
        "",
        "any(under[0].start < b and a < under[-1].end for",
        "any(under[0].start <= b and a <= under[-1].end for",
        "a no undoes what is beside its words",
    ),
    Fault(
        "",
        "any(a <= piece.at <= b for a, b in places)",
        "any(a < piece.at < b for a, b in places)",
        "what was put in at the edge of words stays",
    ),
    Fault(
        EDITOR,
        "first is not None and first[0] == decision.at",
        "first is not None",
        "words are found elsewhere than said",
    ),
    Fault(
        EDITOR,
        "    if second:\n",
        "    if second and decision.at < 0:\n",
        "words that have moved need not be the only ones",
    ),
    Fault(
        EDITOR,
        "and one.start < found[i].end]",
        "and one.start <= found[i].end]",
        "decisions about words that touch are at odds",
    ),
    Fault(
        EDITOR,
        "or start >= max(query.end, query.start + 1)",
        "or start > max(query.end, query.start + 1)",
        "a decision answers the question before it",
    ),
    Fault(EDITOR, "if query.start >= end", "if query.start > end", "a decision answers the question behind it"),
    Fault(
        EDITOR, '!= "reject" or not _queries(one, asked)]', '!= ""]', "a no to a question undoes the change beside it"
    ),
    Fault(
        EDITOR,
        "for count, (c, _) in enumerate(same, 1)",
        "for count, (c, _) in enumerate(same, 0)",
        "a reading takes in the sign beside it",
    ),
    Fault(
        EDITOR,
        "return outer.start <= inner.start and inner.end <= outer.end",
        "return outer.start <= inner.start",
        "a decision takes the place of one about more words",
    ),
    Fault(
        EDITOR,
        'return readings and outer.decision.decision == "reject" and _within(inner, outer)',
        "return readings and _within(inner, outer)",
        "of two readings at one place both are done",
    ),
    Fault(EDITOR, "and not (is_wide and bare)", "", "a no about many words loses a reading among them"),
    Fault(EDITOR, "if index not in replaced)", ")", "an earlier decision stands beside the later one"),
    # guards
    Fault(SPELLING, "(edit.certainty >= OVERWHELMING or not inside)", "True", "verse is never guarded"),
    Fault(SPELLING, "OVERWHELMING: Final = 0.97\n", "OVERWHELMING: Final = 0.9\n", "verse is guarded less"),
    Fault(
        SPELLING,
        "place >= 0 and edit.start < guarded[place][1]",
        "place > 0 and edit.start < guarded[place][1]",
        "the first verse is not guarded",
    ),
    Fault(SPELLING, "if not known(language).has(PROOFREAD):", "if False:", "other languages are read without words"),
    Fault(SPELLING, 'or (name and bool(given["vowels"]))', "", "another form of a name is a slip"),
    Fault(
        SPELLING,
        'plural = longer == f"{shorter}s"',
        'plural = longer == f"{shorter}es"',
        "an s of the plural is a slip",
    ),
    Fault(TYPOGRAPHY, "elif mark.straight and not", "elif not", "marks of others have no partner"),
    Fault(
        TYPOGRAPHY,
        "else replace(style, quotes=None), found",
        "else style, found",
        "marks that do not pair are set",
    ),
    Fault(TYPOGRAPHY, "SLIPS: Final = 2\n", "SLIPS: Final = 1\n", "two odd marks of a short text keep all"),
    Fault(TYPOGRAPHY, "SLIPS: Final = 2\n", "SLIPS: Final = 3\n", "a short text of three odd marks is set"),
    Fault(TYPOGRAPHY, "SPEECHES: Final = 3\n", "SPEECHES: Final = 2\n", "two lines with dashes are speech"),
    Fault(TYPOGRAPHY, "SPEECHES: Final = 3\n", "SPEECHES: Final = 4\n", "three lines with dashes are no speech"),
    Fault(TYPOGRAPHY, "(?<!\\w)(?<!\\w['’])(?:", "(?<!\\w)(?:", "a letter behind an apostrophe is a name left blank"),
    Fault(TYPOGRAPHY, "TWOS: Final = 3\n", "TWOS: Final = 2\n", "two pairs of two marks are a habit"),
    Fault(TYPOGRAPHY, "TWOS: Final = 3\n", "TWOS: Final = 4\n", "three pairs of two marks are no habit"),
    Fault(TYPOGRAPHY, "and opening > others", "", "an apostrophe beside a mark is a double one"),
    Fault(TYPOGRAPHY, "_TICKED, _MEASURE, _DITTO", "_TICKED, _MEASURE", "signs of ditto are quotations"),
    Fault(TYPOGRAPHY, "if one.again and quotes.again", "if quotes.again", "each quotation in Spanish goes on"),
    Fault(TYPOGRAPHY, "DROPS: Final = 20\n", "DROPS: Final = 19\n", "nineteen words are a habit of speech"),
    Fault(TYPOGRAPHY, "DROPS: Final = 20\n", "DROPS: Final = 21\n", "twenty words are no habit of speech"),
    Fault(TYPOGRAPHY, "PER_DROP: Final = 4000\n", "PER_DROP: Final = 4001\n", "rare words are a habit of speech"),
    Fault(TYPOGRAPHY, "PER_DROP: Final = 4000\n", "PER_DROP: Final = 3999\n", "words are too rare for speech"),
    Fault(TYPOGRAPHY, "UNKNOWN: Final = 2.0\n", "UNKNOWN: Final = 3.0\n", "a rare word has lost its beginning"),
    Fault(TYPOGRAPHY, "NEAR: Final = 40\n", "NEAR: Final = 39\n", "a quotation is closed too far off"),
    Fault(TYPOGRAPHY, "NEAR: Final = 40\n", "NEAR: Final = 41\n", "an apostrophe far before a mark opens"),
    Fault(
        TYPOGRAPHY, "if self.transliterates or not use.letters", "if not use.letters", "soft signs are dropped letters"
    ),
    Fault(TYPOGRAPHY, "self.words.drops and self._is_small(place)", "self.words.drops", "names have lost letters"),
    Fault(TYPOGRAPHY, "found is not None and self.words.usage", "self.words.usage", "the letter a is “have”"),
    Fault(
        TYPOGRAPHY, 'before[-1:] == "," and not _SENTENCE', 'before[-1:] == "," or not _SENTENCE', "sentences are a tag"
    ),
    Fault(TYPOGRAPHY, "UNPAIRED: Final = 0.01\n", "UNPAIRED: Final = 0.02\n", "a text of many odd marks is set"),
    Fault(TYPOGRAPHY, "if start and _BLANK_NAME", "if False and _BLANK_NAME", "a name left blank gets a dash"),
    Fault(TYPOGRAPHY, "_TICKED, _MEASURE, _DITTO", "_TICKED, _DITTO", "measures are quotations"),
    Fault(TYPOGRAPHY, "CELL: Final = 40\n", "CELL: Final = 400\n", "joined lines are a table"),
    Fault(TYPOGRAPHY, "SIGNS: Final = 4\n", "SIGNS: Final = 40\n", "soft signs are apostrophes"),
    Fault(TYPOGRAPHY, "KNOWN: Final = 3.0\n", "KNOWN: Final = 1.0\n", "a rare word has lost letters"),
    Fault(TYPOGRAPHY, "USUAL: Final = 4.0\n", "USUAL: Final = 1.0\n", "a rare word has lost its end"),
    Fault(TYPOGRAPHY, "RARER: Final = 1.0\n", "RARER: Final = -9.0\n", "a usual word has lost its end"),
    Fault(TYPOGRAPHY, "or left.casefold() in _INITIALS", "", "the syllables of Chinese have lost letters"),
    Fault(
        TYPOGRAPHY,
        "and after[1:].isupper() and (before[-1:].isalpha() or tagged)",
        "",
        "a mark that was lost is a space too many",
    ),
    Fault(TYPOGRAPHY, "and language not in _FRENCH\n", "\n", "French loses its blanks"),
    Fault(FOREIGN, "and not _ALIKE.issuperset(letters)", "", "letters that look Latin are a foreign word"),
    # thresholds
    Fault(FURNITURE, "SURE: Final = 0.975\n", "SURE: Final = 0.7\n", "furniture on less evidence"),
    Fault(FURNITURE, "len(signs) < 2:", "len(signs) < 1:", "furniture on one sign"),
    Fault(FURNITURE, "NEAR: Final = 10\n", "NEAR: Final = 12\n", "heads are compared over more pages"),
    Fault(FURNITURE, "RUN: Final = 4\n", "RUN: Final = 3\n", "three numbers are a run of pages"),
    Fault(FURNITURE, "MISSED: Final = 0.4\n", "MISSED: Final = 0.6\n", "a long page is taken for two"),
    Fault(TYPOGRAPHY, "STYLE: Final = 0.2\n", "STYLE: Final = 0.4\n", "a style is a slip"),
    Fault(TYPOGRAPHY, "FEW: Final = 3\n", "FEW: Final = 2\n", "two pairs of marks are a style"),
    Fault(SPELLING, "MEANT: Final = 3\n", "MEANT: Final = 4\n", "what stands three times is not meant"),
    Fault(SPELLING, "OFTEN: Final = 12\n", "OFTEN: Final = 20\n", "what stands twelve times is no word of the text"),
    Fault(SPELLING, "CLEAN: Final = 1.5\n", "CLEAN: Final = 1.0\n", "a text of few slips is not clean"),
    Fault(FOREIGN, "FEWEST: Final = 4\n", "FEWEST: Final = 3\n", "three words are a foreign phrase"),
    Fault(BLOCKS, "LONGEST: Final = 64\n", "LONGEST: Final = 80\n", "long lines are verse"),
    Fault(BLOCKS, "DASHED_WORDS: Final = 120\n", "DASHED_WORDS: Final = 200\n", "a long paragraph is an epigraph"),
    Fault(LINES, "GAP: Final = 2.0\n", "GAP: Final = 4.0\n", "no one is a word"),
    Fault(LINES, "SMALL: Final = 5.0\n", "SMALL: Final = 9.0\n", "what a scan ran together is a word"),
    Fault(LINES, "SHORTEST: Final = 4\n", "SHORTEST: Final = 3\n", "three letters are closed up"),
    Fault(LINES, "HABIT: Final = 3\n", "HABIT: Final = 2\n", "two dashes are the hyphen of a text"),
    Fault(LINES, "HABITUAL: Final = 0.7\n", "HABITUAL: Final = 0.5\n", "dashes are the hyphen of a text"),
    # the layout of passages, pages, notes
    Fault(LINES, "HANGING: Final = 3\n", "HANGING: Final = 9\n", "few hanging indents are none"),
    Fault(LINES, "ANOTHER: Final = 1.08\n", "ANOTHER: Final = 2\n", "there is one size of type"),
    Fault(LINES, "NARROWEST: Final = 20\n", "NARROWEST: Final = 1\n", "labels of figures have a measure"),
    Fault(LINES, "LOOSE: Final = 0.4\n", "LOOSE: Final = 0.9\n", "stanzas are joined"),
    Fault(LINES, "SHORTEST: Final = 12\n", "SHORTEST: Final = 1\n", "labels of figures are stanzas"),
    Fault(FURNITURE, "AWAY: Final = 3\n", "AWAY: Final = 30\n", "salutations are heads"),
    Fault(FURNITURE, "IDENTICAL: Final = 5\n", "IDENTICAL: Final = 50\n", "heads as long as the lines stay"),
    Fault(FURNITURE, "HABIT: Final = 0.2\n", "HABIT: Final = 1.1\n", "catchwords stay"),
    Fault(
        FURNITURE, "max(NEEDED, HABIT * len(pages.filled))", "HABIT * len(pages.filled)", "three catchwords are a habit"
    ),
    Fault(FURNITURE, "OFTEN: Final = 3\n", "OFTEN: Final = 30\n", "the stamps of services stay"),
    Fault(FURNITURE, "PLATES: Final = 4\n", "PLATES: Final = 9\n", "letters far apart are marks of sheets"),
    Fault(FURNITURE, "NUMBERED: Final = 0.5\n", "NUMBERED: Final = 0.1\n", "few numbers make worn lines numbers"),
    Fault(FURNITURE, "INSIDE: Final = 2\n", "INSIDE: Final = 20\n", "bullets are specks"),
    Fault(FURNITURE, "SELDOM: Final = 0.1\n", "SELDOM: Final = 0.0\n", "the numbers of sonnets are those of pages"),
    Fault(LINES, "CENTRED: Final = 3\n", "CENTRED: Final = 0\n", "centred lines are parted"),
    Fault(LINES, 'SPREAD: Final = 3\n"""Lines,', 'SPREAD: Final = 1\n"""Lines,', "lines that stand apart are parted"),
    Fault(
        "",
        "max(STANDING, STANDING_SHARE",
        "max(40, STANDING_SHARE",
        "words left out of a text that has them look healthy",
    ),
    Fault(FURNITURE, "STEPS: Final = 4\n", "STEPS: Final = 3\n", "four numbers beside verse are those of lines"),
    Fault(FURNITURE, "FILLED: Final = 0.75\n", "FILLED: Final = 0.1\n", "numbers of items are those of lines"),
    Fault(FURNITURE, "RISING: Final = 0.9\n", "RISING: Final = 0.1\n", "pages that are cited begin there"),
    Fault(FURNITURE, "SECTIONS: Final = 6\n", "SECTIONS: Final = 3\n", "headings are the menu of a newspaper"),
    Fault(NOTES, "if rank + rest - 1 == longest:", "if True:", "links that other best alignments lack"),
    Fault(
        NOTES, "for same in of_rank.values() if len(same) == 1", "for same in of_rank.values()", "a choice is a link"
    ),
    Fault(NOTES, "return begin <= calls[call].start < end", "return True", "a chapter's notes go to another"),
    Fault(NOTES, "if not PARTED.search(", "if PARTED.search(", "a call of another section leads to a note"),
    Fault(NOTES, "if often[bodies[to].label] == 1 and 0 <", "if 0 <", "of two notes of one label one has all calls"),
    Fault(NOTES, "if len(loose) == len(marks) else {}", "if loose and marks else {}", "any mark is a sign"),
    Fault(NOTES, 'dirt = line.family == "sign" and line.small', "dirt = False", "dirt in a paragraph begins a note"),
    Fault(NOTES, "if max(HABIT, len(others)) <= len(answered):", "if HABIT <= len(answered):", "items are notes"),
    Fault(NOTES, "(foot.apart or not self.markers[i].misread)", "True", "a line and a mark make a note"),
    Fault(
        NOTES,
        "marked = bisect_left(starts, end) < bisect_left(starts, one.start)",
        "marked = False",
        "lists with text between them are one",
    ),
    Fault(NOTES, "CROWDED: Final = 3\n", "CROWDED: Final = 30\n", "quotation marks are labels of notes"),
    Fault(NOTES, "text_above < last + 1 - first", "text_above < 0", "a page of the text is a part of a note"),
    Fault("", "BROKEN: Final = 0.02\n", "BROKEN: Final = 0.2\n", "a bad edition looks healthy"),
    Fault("", "SPECKS: Final = 0.02\n", "SPECKS: Final = 0.6\n", "numbers among the paragraphs look healthy"),
    # how sure
    Fault(EVIDENCE, "MOST: Final = 0.99\n", "MOST: Final = 0.999\n", "what a program finds is all but certain"),
    Fault(EVIDENCE, "LEAST: Final = 0.01\n", "LEAST: Final = 0.0\n", "what is unlikely is impossible"),
    Fault(EVIDENCE, "-math.log10(1 - share)", "math.log10(1 + share)", "a rare sign says little"),
    Fault(EVIDENCE, "(0.99, 0.95, 0.8, 0.5)", "(0.99, 0.9, 0.8, 0.5)", "almost certain from nine in ten on"),
    Fault(
        EVIDENCE,
        "math.fsum(sign.weight for sign in signs)",
        "sum(s.weight for s in signs)",
        "the order of signs counts",
    ),
    Fault(FURNITURE, "ASK: Final = 0.39\n", "ASK: Final = 0.45\n", "furniture is asked about on more evidence"),
    Fault(FURNITURE, "PRIOR: Final = -0.046\n", "PRIOR: Final = 0.2\n", "furniture is surer than its signs"),
    Fault(BLOCKS, "PRIOR: Final = -0.55\n", "PRIOR: Final = -0.4\n", "quotations are surer than their signs"),
    Fault(NOTES, "SHARED: Final = NAT / 3\n", "SHARED: Final = NAT / 2\n", "runs of notes are surer"),
    Fault(STYLES, "LEAST: Final = 2\n", "LEAST: Final = 1\n", "one pair of signs is a mark"),
    Fault(STYLES, "LEAST: Final = 2\n", "LEAST: Final = 3\n", "two pairs of signs are no marks"),
    Fault(STYLES, "AROUND: Final = 10\n", "AROUND: Final = 8\n", "a passage is shorter"),
    Fault(STYLES, "AROUND: Final = 10\n", "AROUND: Final = 14\n", "a passage is longer"),
    Fault(STYLES, "PER_PAIR: Final = 0.2\n", "PER_PAIR: Final = 0.25\n", "more marks are alone"),
    Fault(STYLES, "PER_PAIR: Final = 0.2\n", "PER_PAIR: Final = 0.19\n", "fewer marks are alone"),
    Fault(STYLES, "LONGEST: Final = 4000\n", "LONGEST: Final = 4001\n", "a chapter is in italics"),
    Fault(STYLES, "if _ADDRESS.fullmatch(_run(reading, match.start())):", "if False:", "addresses have marks in them"),
    Fault(STYLES, " and not _CODE.search(inside)", "", "code has marks in it"),
    Fault(STYLES, " and left not in _NOT_BESIDE", "", "formulas have marks in them"),
    Fault(STYLES, "mark.closes if pending.opens else", "mark.closes or", "two marks that close are a pair"),
    Fault(STYLES, "offset in asides for offset", "False for offset", "no paragraph goes on beyond what is set aside"),
    Fault(STYLES, "words.speaks.search(sentence) and ", "", "any sentence explains marks"),
    Fault(STYLES, " and words.says.search(sentence)", "", "any sentence about words explains marks"),
    Fault(STYLES, " if words.shows.search(text)", "", "any words in italics explain the marks"),
    Fault(PHRASES, "word.end - word.start > 2", "word.end - word.start > 1", "an initial is letterspaced"),
    Fault(PHRASES, " or one.kind == Kind.EMPHASISED", "", "what the editor says is said twice"),
    Fault(PHRASES, "_borders([*around, *own])", "_borders(around)", "italics overlap the editor's"),
    Fault(EDITOR, 'if stage != "styles" else []', "", "a new block undoes the marks before it"),
    Fault(EDITOR, "value = _without_marks(plain, one)", "value = decision.value", "a reading shows marks of styles"),
    Fault(MARKDOWN, "PRIOR: Final = -2.5\n", "PRIOR: Final = -2.0\n", "a mail with bullets is Markdown"),
    Fault(MARKDOWN, "PRIOR: Final = -2.5\n", "PRIOR: Final = -3.0\n", "headings and lists are no Markdown"),
    Fault(MARKDOWN, "DENSE: Final = 0.003\n", "DENSE: Final = 0.002\n", "two links make a long text Markdown"),
    Fault(MARKDOWN, "DENSE: Final = 0.003\n", "DENSE: Final = 0.006\n", "two links do not make a short one Markdown"),
    Fault(MARKDOWN, "NEAR: Final = 60\n", "NEAR: Final = 61\n", "a passage is longer"),
    Fault(MARKDOWN, "NEAR: Final = 60\n", "NEAR: Final = 59\n", "a passage is shorter"),
    Fault(MARKDOWN, " 2, -1.5)", " 2, 0.0)", "a mail with a link is Markdown"),
    Fault(MARKDOWN, "(named or len", "(len", "the name of a file does not count"),
    Fault(MARKDOWN, "VERSE: Final = 80\n", "VERSE: Final = 800\n", "long lines are verse"),
    Fault(MARKDOWN, "FULL: Final = 0.8\n", "FULL: Final = 0.1\n", "verse is run together"),
    Fault(MARKDOWN, "PROSE: Final = 60\n", "PROSE: Final = 10\n", "verse of longer lines is run together"),
    Fault(MARKDOWN, "PROSE: Final = 60\n", "PROSE: Final = 600\n", "a sentence a line is no paragraph"),
    Fault(MARKDOWN, "UNDERLINED: Final = 100\n", "UNDERLINED: Final = 1000\n", "a paragraph above a rule is a heading"),
    Fault(MARKDOWN, "if _CODE.search(self.text[start:end]):", "if True:", "prose that is indented is code"),
    Fault(MARKDOWN, "if element.markup in self._led_to:", "if True:", "an address that no link has is lost"),
    Fault(MARKDOWN, " and not self._is_number(one)", "", "the body of a note is the address of a link"),
    Fault(MARKDOWN, " and ABSOLUTE.match(one.target)", "", "a book has links that lead nowhere"),
    Fault(MARKDOWN, "if not _is_in_word(self.text, one)", "if True", "a formula has emphasis"),
    Fault(MARKDOWN, 'whole.type == "item" or ', "", "items break off"),
    Fault(MARKDOWN, "is_signed = signed and", "is_signed =", "a speech says whose the quotation is"),
    Fault(BLOCKS, "paragraphs if headed else ()", "()", "short lines beside marked headings are headings"),
    Fault(BLOCKS, "paragraphs if headed else ()", "paragraphs", "where none is marked, none is a heading"),
    Fault(BLOCKS, "and not (a <= link.start and link.end <= b) and", "and", "no link stands in a reference"),
    Fault(LINES, "return Border.APART", "return Border.UNSAID", "what the source parts is joined"),
    Fault(LINES, "if one >= 0 and self.joined[one] else", "if one >= 0 else", "verse of Markdown is joined"),
    Fault(EDITOR, "or not taken.meets(one.start, one.end))\n    read", "or True)\n    read", "code is asked about"),
    Fault("profiles/front_matter.py", "        else:\n            return {}\n", "", "a dialogue is front matter"),
    Fault(
        "profiles/archives.py",
        'len(sentences) < archive.get("fewest", 2)',
        "len(sentences) < 1",
        "who names an archive has a card",
    ),
    Fault("profiles/archives.py", "NEAR: Final = 6", "NEAR: Final = 60", "facts of the work are a card's"),
    Fault(
        "profiles/archives.py", "FAR: Final = 700\n", "FAR: Final = 7000\n", "who quotes a card loses the pages before"
    ),
    Fault("profiles/archives.py", "REST: Final = 400", "REST: Final = 40000", "a card takes the first paragraph along"),
    Fault("profiles/covers.py", " if again else ()", "", "a title that comes but once goes with its cover"),
    Fault("profiles/covers.py", "TITLE: Final = 4", "TITLE: Final = 40", "verses are a title"),
    Fault("profiles/mail.py", "SHORT: Final = 2000", "SHORT: Final = 200000", "a novel that begins with a mail is one"),
    Fault("profiles/mail.py", "2 * len(foreign) < len(names)", "True", "a form is the header of a mail"),
    Fault("profiles/mail.py", 'if len(one) == 1 else ""', 'if one else ""', "a mailbox is by one of its writers"),
    Fault("profiles/word.py", "FEWEST: Final = 2", "FEWEST: Final = 1", "a book about Word loses its example"),
    Fault(
        "profiles/web_page.py", 'found.pop() if len(found) == 1 else ""', "found.pop()", "who comments is the author"
    ),
    Fault("profiles/web_page.py", "LONGEST: Final = 3500", "LONGEST: Final = 350000", "half a page is its foot"),
    Fault("profiles/web_page.py", "chain(above[:-1], below)", "chain(above, below)", "a heading is a control"),
    Fault("profiles/menus.py", "CONTROLS: Final = 2", "CONTROLS: Final = 1", "a list of the text is a menu"),
    Fault("profiles/latin_library.py", " and word.endswith(_GENITIVE)", "", "any case of a name proves an author"),
    Fault("profiles/publisher_list.py", "LIST: Final = 6", "LIST: Final = 5", "a title page is a publisher's list"),
    Fault("profiles/library.py", " and not any(one in key for one in never)", "", "a series is a library's stamp"),
    Fault(
        "profiles/moshkov.py",
        "LONGEST: Final = 120",
        "LONGEST: Final = 1200",
        "what stands between rules is the file's",
    ),
    Fault(FOREIGN, "SHARED: Final = 0.04\n", "SHARED: Final = 0.06\n", "foreign phrases are surer"),
    Fault(SPELLING, "OPEN: Final = -0.75\n", "OPEN: Final = 0.0\n", "what is open is as sure as what is done"),
    Fault(EVALUATE, "self.count >= FEWEST", "self.count > FEWEST", "thirty cases do not count"),
    Fault(EVALUATE, "self.stated > self.interval[1]", "self.stated > self.share", "what may be chance is too sure"),
    Fault(EVALUATE, "sum(certainty >= edge", "sum(certainty > edge", "an edge belongs to the bin below"),
    Fault(EVALUATE, "if text or (known and lacking(", "if text or (lacking(", "what nobody knows is right"),
    Fault(EVALUATE, 'asked = made == "left"', 'asked = made == "dropped"', "a hyphen that went was asked about"),
    # title pages, tables of contents and headings
    Fault(
        f"{BLOCKS}/titlepage.py",
        "TITLE_LINES: Final = 6",
        "TITLE_LINES: Final = 2",
        "title pages: titles of several lines",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "SUBTITLE: Final = 24",
        "SUBTITLE: Final = 1",
        "title pages: subtitles of several words",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "ENOUGH: Final = 1000",
        "ENOUGH: Final = 0",
        "title pages: a person whom the text names is the author",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "HEADED: Final = 4",
        "HEADED: Final = 1",
        "title pages: a title and a subtitle above a heading",
    ),
    Fault(f"{BLOCKS}/titlepage.py", "FAR: Final = 8", "FAR: Final = 0", "title pages: the head of a site"),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "AGAIN: Final = 60",
        "AGAIN: Final = 0",
        "title pages: the title of a volume stands again above the text",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "sure = page.headed or bool(page.prints) or apart <= 2",
        "sure = True",
        "title pages: one of many lines is surely the title",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "if _MARK.search(page.views[index].text):",
        "if False:",
        "title pages: names of pictures part a title",
    ),
    Fault(
        f"{BLOCKS}/titlepage.py",
        "if _is_collective(page.views[lines[0]].text):",
        "if False:",
        "title pages: a set of works is the work",
    ),
    Fault(
        f"{BLOCKS}/frontmatter.py",
        "NEAR_IMPRINT: Final = 15",
        "NEAR_IMPRINT: Final = 1",
        "title pages: far from the imprint",
    ),
    Fault(
        f"{BLOCKS}/frontmatter.py",
        "ADVERTISED: Final = 6",
        "ADVERTISED: Final = 1",
        "title pages: below an advertisement",
    ),
    Fault(f"{BLOCKS}/frontmatter.py", "MOST: Final = 150", "MOST: Final = 5", "title pages: after a long list"),
    Fault(f"{BLOCKS}/frontmatter.py", "LINE: Final = 16", "LINE: Final = 3", "title pages: lines of several words"),
    Fault(f"{BLOCKS}/frontmatter.py", 'and text[-1] not in ".,"', "", "title pages: names in a sentence are authors"),
    Fault(f"{BLOCKS}/frontmatter.py", "or index - 1 not in prints", "", "title pages: publishers below any line"),
    Fault(
        f"{BLOCKS}/frontmatter.py",
        "return views[index].adjacent and views[index + 1].adjacent and",
        "return",
        "title pages: publishers apart from city and year",
    ),
    Fault(f"{BLOCKS}/contents.py", "SHORT: Final = 12", "SHORT: Final = 2", "contents: entries of several words"),
    Fault(f"{BLOCKS}/contents.py", "LONGEST: Final = 120", "LONGEST: Final = 12", "contents: entries that tell all"),
    Fault(
        f"{BLOCKS}/contents.py",
        "AHEAD: Final = 6",
        "AHEAD: Final = 2",
        "contents: headings with lines below them are entries",
    ),
    Fault(f"{BLOCKS}/contents.py", "GOES_ON: Final = 3", "GOES_ON: Final = 0", "contents: entries of several lines"),
    Fault(f"{BLOCKS}/contents.py", "SHARE: Final = 0.4", "SHARE: Final = 0.0", "contents: lines that lead nowhere"),
    Fault(f"{BLOCKS}/layout.py", "SECTION: Final = 2", "SECTION: Final = 1", "sections: every line"),
    Fault(f"{BLOCKS}/layout.py", "SPACED_WORDS: Final = 7", "SPACED_WORDS: Final = 2", "sections: of several words"),
    Fault(f"{BLOCKS}/layout.py", "ENOUGH: Final = 3", "ENOUGH: Final = 1", "sections: one line alone"),
    Fault(f"{BLOCKS}/layout.py", "EVEN: Final = 0.9", "EVEN: Final = 0.0", "sections: uneven blank lines"),
    Fault(f"{BLOCKS}/layout.py", "CUT: Final = 0.2", "CUT: Final = 2.0", "sections: heads of pages"),
    Fault(f"{BLOCKS}/layout.py", "is not None or is_addressed(text)", "is not None", "headings: who is addressed"),
    Fault(f"{BLOCKS}/layout.py", "or _closes(views, index)", "", "headings: signatures"),
    Fault(f"{BLOCKS}/layout.py", "dated or is_halved(text) or", "is_halved(text) or", "headings: places and years"),
    Fault(f"{BLOCKS}/heads.py", "LED: Final = 3", "LED: Final = 30", "headings: lines that lead elsewhere"),
    Fault(f"{BLOCKS}/heads.py", "and not is_of_pictures(_above(views, p.group))", "", "headings: captions"),
    Fault(f"{BLOCKS}/heads.py", "and not is_part(views[below].text)", "", "headings: notes of the last chapter alone"),
    Fault(
        f"{BLOCKS}/heads.py", "level=above + 1", "level=above", "headings: notes beside the chapter that they are of"
    ),
    Fault(f"{BLOCKS}/titlepage.py", "(?-i:a)", "a", "title pages: an article links two pages"),
    Fault(
        "stages/furniture/breaks.py",
        "run = sorted([*run, *_single(lines, run)])",
        "",
        "pages: heads of one page each",
    ),
    Fault(
        "stages/furniture/breaks.py",
        " or _is_titled(lines, index, number.rest)",
        "",
        "pages: heads that say what a heading says",
    ),
    Fault(
        "stages/furniture/breaks.py",
        "LEFT_OPEN.search(lines.lines[index - 1].text[-3:]) or _is_titled",
        "True or _is_titled",
        "pages: any line in capitals with a number is a head",
    ),
    Fault(
        "stages/furniture/breaks.py", "above = lines.lines[index].gap > 0 or not index", "above = True", "pages: lines"
    ),
    Fault(
        "stages/furniture/breaks.py", "if any(damaged(token, a.value + far)", "if any(False", "pages: damaged numbers"
    ),
    Fault("profiles/library.py", "GAP: Final = 3", "GAP: Final = 2", "libraries: a card next to the title"),
    Fault("profiles/library.py", "and not any(map(file.find, SCANNED))", "", "libraries: cards in any file"),
    Fault(
        "stages/typography/quotation.py",
        'outer in ("", " ", "\\n")',
        'outer == " "',
        "spaces: marks at the edge of a line",
    ),
    Fault("formats/hypertext.py", "and not leads else", "else", "accessibility: what can be opened in a separator"),
    Fault("book/diplomatic.py", "return not is_inline(element)", "return True", "source view: notes among the words"),
    Fault(
        "stages/furniture/heads.py", " or blank_page(pages.text(i))", "", "pages: those that say that they are blank"
    ),
    Fault(
        "stages/transcription/signs.py",
        "if after is None or not _NOTE.match(after.text):",
        "if True:",
        "marks: words that go on over notes at the foot of a page",
    ),
    Fault("stages/transcription/signs.py", "FOOT: Final = 60", "FOOT: Final = 1", "marks: notes of several lines"),
    Fault(
        "stages/lines/__init__.py",
        "pages if a.closing is Closing.STOP else every",
        "every",
        "lines: notes in the margin between paragraphs",
    ),
    Fault(
        "stages/lines/__init__.py",
        "pages if a.closing is Closing.STOP else every",
        "pages",
        "lines: notes in the margin in a paragraph",
    ),
    Fault("stages/typography/edits.py", 'r"[ ]{3,}(?:', 'r"[ ]{2,}(?:', "spaces: a doubled one before a number"),
    Fault("stages/typography/edits.py", "and not _LEADER.match(reading, match.start())", "", "spaces: contents"),
    Fault(f"{BLOCKS}/numbers.py", "RECURRING: Final = 5", "RECURRING: Final = 50", "headings: unread numbers"),
    Fault(f"{BLOCKS}/numbers.py", "index not in listed", "True", "headings: lists of scenes"),
    Fault(
        f"{BLOCKS}/whole.py",
        "if document.text.position(b.start) in cuts:",
        "if False:",
        "headings of two lines: an editor has them apart",
    ),
    Fault(f"{BLOCKS}/below.py", "CHAPTERS: Final = 4", "CHAPTERS: Final = 2", "headings: how three chapters begin"),
    Fault(f"{BLOCKS}/below.py", "MOST: Final = 0.75", "MOST: Final = 0.1", "headings: how some chapters begin"),
    Fault(f"{BLOCKS}/below.py", "USUAL: Final = 0.34", "USUAL: Final = 2.0", "headings: short paragraphs"),
    Fault(f"{BLOCKS}/below.py", "CAPITALS: Final = 0.7", "CAPITALS: Final = 1.0", "headings: THE FERRY vs. THE BRIDGE"),
    Fault(f"{BLOCKS}/below.py", " or _goes_on(views, below)", "", "headings: the first line of a paragraph"),
    Fault(f"{BLOCKS}/below.py", " and _WITHIN.search(view.text) is None", "", "headings: two sentences"),
    Fault(f"{BLOCKS}/below.py", " and not view.text.startswith(_OPENS)", "", "headings: what somebody says"),
    Fault(f"{BLOCKS}/cells.py", "FEWEST: Final = 3", "FEWEST: Final = 2", "cells: two numbers"),
    Fault(f"{BLOCKS}/cells.py", "APART: Final = 4", "APART: Final = 5", "cells: far apart"),
    Fault(f"{BLOCKS}/cells.py", "APART: Final = 4", "APART: Final = 3", "cells: four labels"),
    Fault(f"{BLOCKS}/cells.py", "PROVEN: Final = 3", "PROVEN: Final = 30", "cells: beside other plots"),
    Fault(f"{BLOCKS}/cells.py", "if last > run[-1] and", "if False and", "cells: a heading below"),
    Fault(f"{BLOCKS}/numbers.py", "index in taken or is_halved(line)", "index in taken", "headings: half of a bracket"),
    Fault(f"{BLOCKS}/numbers.py", "> len(chain) >= RECURRING and", "> len(chain) and", "headings: four sentences"),
    Fault(
        f"{BLOCKS}/numbers.py", "titled if 2 * len(titled) >", "titled if 9 * len(chain) <", "headings: a number alone"
    ),
    Fault(f"{BLOCKS}/numbers.py", "(chain[0][1] == 1 or signed[places[0]])", "True", "headings: heads of pages"),
    Fault(
        f"{BLOCKS}/numbers.py", " and len(_opening(views, places)) >= 0.8 * len(places)", "", "headings: alike lines"
    ),
    Fault(f"{BLOCKS}/heads.py", 'if kind == "alike" or', "if", "headings: lines between a number and its text"),
    Fault(f"{BLOCKS}/numbers.py", "ROW: Final = 3", "ROW: Final = 2", "headings: one without a text"),
    Fault(
        f"{BLOCKS}/numbers.py",
        "(len(row) > 1 and _begins(views[row[0]].text))",
        "False",
        "headings: parts on a title page",
    ),
    Fault(f"{BLOCKS}/entries.py", "(?<=[^\\W\\d_])\\W\\s?", "[^\\W\\d_]\\W\\s?", "contents: the s at an entry's end"),
    Fault(f"{BLOCKS}/numbers.py", "return found if len(found) > 2", "return found if found", "headings: § in a text"),
    Fault(f"{BLOCKS}/numbers.py", "listed |= set(_run_in", "set(_run_in", "headings: articles of one sentence"),
    Fault(f"{BLOCKS}/epigraphs.py", "LEAST: Final = 3", "LEAST: Final = 0", "epigraphs: a year"),
    Fault(f"{BLOCKS}/numbers.py", 'few = ".)" if', 'few = "" if', "headings: stanzas"),
    Fault(f"{BLOCKS}/numbers.py", "long and not works.issuperset", "long or not works.issuperset", "headings: works"),
    Fault(f"{BLOCKS}/heads.py", "again if 2 * len(again) > len(found)", "again if False", "headings: who speaks"),
    Fault(f"{BLOCKS}/below.py", 'if text[-1] in ",;:":', "if False:", "headings: who is addressed below a number"),
    Fault(f"{BLOCKS}/heads.py", "SEVERAL: Final = 3", "SEVERAL: Final = 30", "headings: long ones in capitals"),
    Fault(f"{BLOCKS}/heads.py", "SEVERAL: Final = 3", "SEVERAL: Final = 1", "headings: a long line in capitals alone"),
    Fault(f"{BLOCKS}/heads.py", " or view.text in cut", "", "headings: heads of pages"),
    Fault(f"{BLOCKS}/heads.py", " or is_signature(views, index)", "", "headings: a name with initials"),
    Fault(f"{BLOCKS}/heads.py", 'in words("refrains")', "in ()", "headings: Chorus"),
    Fault(f"{BLOCKS}/layout.py", " and view.above < SECTION)", ")", "headings: whose letter it is"),
    Fault(f"{BLOCKS}/layout.py", "NAME: Final = 3", "NAME: Final = 0", "headings: a name above a day"),
    Fault(f"{BLOCKS}/layout.py", " or _is_signed(views, index)", "", "headings: who signs a letter"),
    Fault(f"{BLOCKS}/layout.py", ' and word not in words("small")', "", "sections: small words"),
    Fault(f"{BLOCKS}/contents.py", ' or int(match["page"]) < page', "", "contents: figures that fall"),
    Fault(f"{BLOCKS}/contents.py", " and not view.adjacent", "", "contents: its last chapters"),
    Fault(f"{BLOCKS}/contents.py", "ENOUGH: Final = 6", "ENOUGH: Final = 60", "contents: without a heading"),
    Fault(f"{BLOCKS}/whole.py", " or _is_numbered(reading, a, b)", "", "headings: a number and whose letter it is"),
    Fault(f"{BLOCKS}/whole.py", "and not is_titled(first)", "", "headings: of a part, in two lines"),
    Fault("stages/persons.py", "MOST: Final = 6", "MOST: Final = 2", "names: of several words"),
    Fault(
        "tei/titlepage.py", "LEAST: Final = 0.8", "LEAST: Final = 0.9", "facts of title pages: what is sure is not said"
    ),
    Fault(
        "tei/titlepage.py", "LEAST: Final = 0.8", "LEAST: Final = 0.6", "facts of title pages: what is doubted is said"
    ),
    Fault(f"{BLOCKS}/front.py", "FAR: Final = 8", "FAR: Final = 80", "title pages: the head of a site"),
    Fault(f"{PROFILES}/gutenberg.py", "FEWEST: Final = 2", "FEWEST: Final = 0", "Gutenberg: without a licence"),
    Fault(f"{PROFILES}/gutenberg.py", "PROSE: Final = 60", "PROSE: Final = 6000", "Gutenberg: credits behind prose"),
    Fault(f"{PROFILES}/gutenberg.py", "BETWEEN: Final = 6", "BETWEEN: Final = 0", "Gutenberg: letters of makers"),
    Fault(f"{PROFILES}/gutenberg.py", "NEAR: Final = 12", "NEAR: Final = 0", "Gutenberg: the older mark of the end"),
    Fault(f"{PROFILES}/gutenberg.py", "if inside or depth:", "if False:", "Gutenberg: notes in brackets are credits"),
    Fault(f"{PROFILES}/gutenberg.py", "if letter and len(between)", "if len(between)", "Gutenberg: between credits"),
    Fault(f"{PROFILES}/gutenberg.py", ".startswith(NOTED):", ".startswith('x' * 9):", "Gutenberg: transcriber's notes"),
    Fault(f"{PROFILES}/notices.py", "FEWEST: Final = 3", "FEWEST: Final = 0", "notices: one sentence is enough"),
    Fault(f"{PROFILES}/notices.py", "FAR: Final = 700", "FAR: Final = 7", "notices: sentences apart"),
    Fault(f"{PROFILES}/notices.py", "if file.begins_line(found[0]) else None", "", "notices: in the midst of a line"),
    Fault(f"{PROFILES}/library.py", "WORDS: Final = 70", "WORDS: Final = 700", "libraries: full pages are cards"),
    Fault(f"{PROFILES}/library.py", "FULL: Final = 120", "FULL: Final = 1200", "libraries: which pages are the work's"),
    Fault(f"{PROFILES}/library.py", "signs > 1 and", "signs > 0 and", "libraries: one word of them is enough"),
    Fault(f"{PROFILES}/fiction_book.py", "FIRST: Final = 40", "FIRST: Final = 400", "e-libraries: far from the top"),
    Fault(f"{PROFILES}/spacelog.py", "FEWEST: Final = 3", "FEWEST: Final = 1", "Spacelog: two marks are enough"),
    Fault(f"{PROFILES}/spacelog.py", "or above < len(found)", "", "Spacelog: without times"),
    Fault(f"{PROFILES}/text_browser.py", "INDENT: Final = 3", "INDENT: Final = 0", "text browsers: not set in"),
    Fault(f"{BLOCKS}/verse.py", "ABOVE: Final = 2", "ABOVE: Final = 1", "verse: the last line of a canto"),
    Fault(f"{BLOCKS}/verse.py", "if whole and rhymes and", "if whole and", "verse: what does not rhyme ends a canto"),
    Fault(f"{BLOCKS}/titlepage.py", "SENTENCES: Final = 2", "SENTENCES: Final = 20", "title pages: prose is a title"),
)


def run(fault: Fault | None, tests: Sequence[str]) -> int:
    """The exit status of the quick tests (or some) on a copy of the checkout with a fault in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if fault:
            fault.put_into(copy / PACKAGE)
        # the path goes before those of the environment, where the editable install leads to the checkout itself
        known = os.environ | {
            "ECDOSIS_EXAMPLES": "20",
            "PYTHONPATH": str(copy / PACKAGE.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        where = "import ecdosis; print(ecdosis.__file__)"
        found = subprocess.run([sys.executable, "-c", where], env=known, cwd=copy, capture_output=True, text=True)
        if not Path(found.stdout.strip()).is_relative_to(copy):
            raise RuntimeError(f"the tests would run on {found.stdout}{found.stderr}, not on the copy")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not slow", *tests]
        return subprocess.run(
            command, env=known, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only faults in whose room or description one of these words stands")
    parser.add_argument("--tests", nargs="*", default=[], help="these test files only")
    chosen = parser.parse_args()
    faults = [f for f in FAULTS if not chosen.words or any(word in f"{f.room} {f.breaks}" for word in chosen.words)]
    if run(None, chosen.tests):
        print("The quick tests fail as it is: correct that first.", file=sys.stderr)
        return 2
    survived = []
    for fault in faults:
        found = run(fault, chosen.tests) == 1
        survived += [] if found else [fault]
        print(f"{'found' if found else 'SURVIVED':<10}{fault.room or 'anywhere'}: {fault.breaks}", flush=True)
    print(f"{len(faults) - len(survived)} of {len(faults)} found")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
