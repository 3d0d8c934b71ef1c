"""The public interface: repair a text, look at what was done, decide, make books; open a TEI file, publish anybody's.

Everything here is a value: a decision makes a new edition and leaves the old one as it is. Nothing is written to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecdosis.build import to_tei
from ecdosis.editor.rows import Decision, checked
from ecdosis.errors import UnusableInputError, UsageError
from ecdosis.formats import from_file, products
from ecdosis.formats.design import Design
from ecdosis.formats.table import BUILT_IN
from ecdosis.project.descriptor import Descriptor, check
from ecdosis.tei import editorial, read, restore
from ecdosis.tei.load import current, data_of, loaded, ours
from ecdosis.tei.read import OpenQuery, Recognised, Record

if TYPE_CHECKING:
    from lxml import etree

    from ecdosis.book.reader.walk import View

BOOKS: Final = tuple(one.name for one in BUILT_IN if one.built)
"""What a book is made as, where nothing else is said."""


@dataclass(frozen=True)
class Edition:
    """An edition: the bytes of its TEI file, from which everything else follows.

    One that was made here knows also what it was made from: what is known of the text (`facts`) and the editor's
    decisions. `path` names it in errors. Positions are code points of the decoded source.
    """

    tei: bytes
    facts: Descriptor | None = None
    decisions: tuple[Decision, ...] = ()
    path: Path = Path("text.xml")

    @cached_property
    def root(self) -> etree._Element:
        """The TEI document as it is in the file. Raises UnusableInputError if it is none."""
        return loaded(self.tei, self.path)

    @cached_property
    def _current(self) -> etree._Element:
        """The same with the names that kinds and stages have now."""
        return current(self.root, self.path)

    @property
    def reading(self) -> str:
        """The reading text: a block a line, blank lines between them, notes at the end. Raises UnusableInputError."""
        return read.read(self._current)

    @property
    def source(self) -> bytes:
        """The exact bytes of the source. Raises UnusableInputError if the file was altered so that they are lost."""
        try:
            return restore.restore(self.root)
        except (LookupError, ValueError) as error:
            said = f"{self.path}: its source cannot be restored ({error}); it was altered."
            raise UnusableInputError(said) from error

    @cached_property
    def text(self) -> str:
        """The decoded source, in which positions are counted; a byte-order mark is its first character."""
        return restore.source_text(self.root)

    @cached_property
    def changes(self) -> tuple[Record, ...]:
        """What was changed or set aside, outermost, in order, without plain line ends. Raises UnusableInputError."""
        return self.records(everything=False)

    def records(self, *, everything: bool = True) -> tuple[Record, ...]:
        """What was changed or set aside; `everything`: plain line ends, too. Raises UnusableInputError."""
        with ours(self.path):
            return read.changes(self._current, everything=everything)

    @cached_property
    def questions(self) -> tuple[OpenQuery, ...]:
        """The doubtful readings that are left for an editor to decide. Raises UnusableInputError."""
        with ours(self.path):
            return read.queries(self._current)

    @cached_property
    def recognised(self) -> tuple[Recognised, ...]:
        """What headings, quotations, references, foreign words were taken for. Raises UnusableInputError."""
        with ours(self.path):
            return read.recognised(self._current)

    def decide(
        self,
        decision: str,
        words: str,
        value: str = "",
        *,
        at: int = -1,
        reason: str = "",
        editor: str = "",
        scope: str = "here",
    ) -> Edition:
        """The edition made anew with one more decision (see `ecdosis decide --help` and the documentation); of two
        about the same words the later counts; with the scope `text` it holds for all like it. Raises UsageError if it
        cannot be carried out, or if the edition was opened from a file, which does not say all that it was made from:
        then make it with `edition`."""
        if self.facts is None:
            raise UsageError("This edition was opened from a file: make it from its source, with all of its decisions.")
        row = len(self.decisions) + 1
        cells = ["" if at < 0 else str(at), words, decision, value, reason, editor, "", scope]
        new = checked(Path("decisions"), row, cells)
        return edition(
            self.source, facts=self.facts, decisions=(*self.decisions, new), filename=f"{self.path.stem}.txt"
        )

    def books(self, formats: Iterable[str] = BOOKS, design: Design = Design()) -> Mapping[str, bytes]:
        """The edition as books, by format (of `epub`, `pdf`, `html`, `txt`, `docx`, `md`, and those of plug-ins). One
        that an outside program could not make is missing. Raises UsageError for a format that there is not."""
        from ecdosis.book.reader import book

        wanted = tuple(formats)
        made = products(replace(book(self._current), tei=self.tei), [name for name in wanted if name != "txt"], design)
        every = {**made.files, "txt": editorial.whole(self._current).encode()}
        return {name: every[name] for name in wanted if name in every}


def edition(
    source: bytes | str,
    *,
    facts: Descriptor | None = None,
    decisions: Iterable[Decision] = (),
    filename: str = "text.txt",
) -> Edition:
    """The edition of a source: repaired, with every repair recorded, as TEI. `facts`: what is known of the text, with
    its policies; `filename` is only named in the TEI. Raises UnusableInputError if it is no text, UsageError for facts
    or decisions that do not fit it."""
    data = source.encode("utf-8", "surrogateescape") if isinstance(source, str) else source
    known, rows = facts or Descriptor("text"), tuple(decisions)
    tei = to_tei(data, known, Path(filename), decisions=rows)
    return Edition(tei, known, rows, Path(filename).with_suffix(".xml"))


def repair(source: bytes | str, *, language: str = "", **policies: str) -> Edition:
    """The edition of a text of which nothing is known but perhaps its language (BCP 47) and how its typography is
    wanted (`dashes="source"`, ...). Raises UnusableInputError if it is no text, UsageError for a policy that there is
    not."""
    facts = check({"id": "text", "language": language, **policies}, Path("policies"))
    return edition(source, facts=facts)


def open(path: str | Path) -> Edition:
    """The edition in a TEI file that Ecdosis wrote. Raises MissingInputError or UnusableInputError."""
    return Edition(data_of(Path(path)), path=Path(path))


def publish(
    path: str | Path, formats: Iterable[str] = BOOKS, *, view: View = "reading", design: Design = Design()
) -> Mapping[str, bytes]:
    """The books of a TEI P5 file, made by anybody. `view`: which text is shown (`reading`, `diplomatic`, `critical`).
    Raises MissingInputError or UnusableInputError; UsageError for a format that there is not."""
    made, _ = from_file(Path(path), view)
    return products(made, formats, design).files
