"""What the editions say about themselves, in sentences a reader understands. The same in every product.

The words are those of a language (`languages/en/interface.toml`); here they are put together. Of what the TEI says in
English (the reasons of changes, how the file was decoded) a book in another language says that it is English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ecdosis.book.book import Book, Emendation, Group, Section, Statement
from ecdosis.book.inlines import words_of
from ecdosis.evidence import LEVELS
from ecdosis.languages import FALLBACK
from ecdosis.languages.interface import Interface, interface
from ecdosis.model.characters import stand_in
from ecdosis.model.source import LINE_END
from ecdosis.project.own_words import SORTS

EDITOR: Final = "editor"
"""The stage of the decisions that a person made."""
SURE: Final = tuple(zip(("certain", "almost certain", "very likely", "likely"), LEVELS, strict=True))
"""Words for how sure something is, and from which certainty on they hold."""
LONGEST: Final = 600
"""Code points of the source that a list of changes gives in full; TEI and page have all."""
_INVISIBLE: Final[Mapping[str, str]] = {"\f": "changes.form_feed", "\u00ad": "changes.soft_hyphen"}


@dataclass(frozen=True)
class BookWords:
    """What a book says, in the words of a language. Calling it gives one of these words: see `Interface.text`."""

    interface: Interface

    @property
    def language(self) -> str:
        """The language of the words (ISO 639)."""
        return self.interface.language

    @property
    def english(self) -> str:
        """That of what the TEI says; empty if the words are in it as well."""
        return "" if self.language == FALLBACK else FALLBACK

    def __call__(self, key: str, count: int | None = None, /, **values: object) -> str:
        return self.interface.text(key, count, **values)

    # ------------------------------------------------------------ one change

    def title(self, group: Group) -> str:
        """The heading of a list of changes: `3 line-end hyphens left out`."""
        return self("changes.counted", count=self.figures(group.count), kind=self.name(group.kind, group.count))

    def name(self, kind: str, count: int = 1) -> str:
        """What so many cases of a kind are called."""
        key = f"kinds.{kind}"
        return self(key, count) if self.has(key) else kind

    def does(self, group: Group) -> Statement:
        """What was done with the cases of a kind; and that they are not all there, if a book lists only some."""
        key = f"rules.{group.kind}"
        return Statement(self(key)) if key in self.interface else Statement(group.does, self.english)

    def examples(self, group: Group) -> str:
        """For a list that was cut short, or is not given."""
        listed = len(group.listed)
        if not listed:
            return self("changes.summed")
        return "" if listed == group.count else self("changes.cut_short", listed, count=listed)

    def visible(self, text: str) -> str:
        """Characters of the source as they can be shown: a line end is a vertical bar, as in a bibliographer's
        transcription; what has no form is named."""
        shown: list[str] = []
        for c in LINE_END.sub("\n", text):
            if c in "\n\t":
                shown.append(" | " if c == "\n" else " ")
            elif c in _INVISIBLE:
                named = self(_INVISIBLE[c])
                shown.append(f" {named} " if c == "\f" else named)
            elif unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn"):
                shown.append(stand_in(c))
            elif unicodedata.combining(c):
                shown.append("\N{DOTTED CIRCLE}" + c if not shown else c)
            else:
                shown.append(c)
        return re.sub(" +", " ", "".join(shown))

    def source(self, text: str) -> str:
        """What the source has at a place; blanks are named. Of a long passage the first and last words are given."""
        shown = self.visible(text).strip()
        if len(shown) > LONGEST:
            first, last = shown[: LONGEST * 2 // 3].rsplit(None, 1)[0], shown[-LONGEST // 3 :].split(None, 1)[-1]
            shown = f"{first} […] {last}"
        return shown or self("changes.blank")

    def reading(self, emendation: Emendation) -> str:
        """The reading of a change as the list gives it; nothing is shown as a sign of omission."""
        shown = emendation.record.reading
        if shown.strip():
            return self.visible(shown)
        return self("changes.space") if shown else self("changes.left_out")

    def why(self, why: str) -> Statement:
        """The reason of a change, which the TEI gives in English, as a sentence."""
        return Statement(f"{_capital(why).rstrip('.')}." if why else "", self.english)

    def reason(self, emendation: Emendation) -> tuple[Statement, ...]:
        """Why, who decided, how surely, in one line: what is in one language together."""
        record = emendation.record
        why = self.why(record.why)
        if record.by == EDITOR:
            decided = self("changes.editor_decided")
        else:
            said, percent = self.sure(record.certainty).capitalize(), self.percent(record.certainty)
            decided = self("changes.sureness", sure=said, percent=percent, by=record.by)
        return joined((why, Statement(decided)))

    def sure(self, certainty: float) -> str:
        """How sure something is, in words."""
        return self(f"certainty.{sure(certainty)}")

    def percent(self, certainty: float) -> str:
        """A certainty as a percentage."""
        return self("numbers.percent", number=f"{100 * certainty:.0f}")

    # ------------------------------------------------------------ numbers, dates, lists

    def has(self, key: str) -> bool:
        """Whether anything is said for a key, be it in English."""
        return key in self.interface or (self.interface.other is not None and key in self.interface.other)

    def figures(self, count: int) -> str:
        """A number in figures: `2,000`."""
        return f"{count:,}".replace(",", self("numbers.group"))

    def number(self, count: int) -> str:
        """A number in running text: in words up to twelve."""
        words = self.interface.texts_of("numbers.words")
        return words[count] if count < len(words) else self.figures(count)

    def enumerated(self, parts: Sequence[str]) -> str:
        """Names and the like in a sentence."""
        *first, last = parts or ("",)
        return self("lists.last").join(filter(None, (self("lists.between").join(first), last)))

    def day(self, date: str) -> str:
        """A date of ISO 8601 as it is spoken: `30 August 2019`, `August 2019`; any other as it is."""
        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date)
        if found is None:
            return date
        year, month, number = found.groups()
        months = self.interface.texts_of("dates.months" if number else "dates.months_alone")
        if not number:
            return self("dates.month", month=months[int(month) - 1], year=year)
        return self("dates.day", day=int(number), month=months[int(month) - 1], year=year)

    # ------------------------------------------------------------ the book

    def on_title_page(self, book: Book) -> list[str]:
        """What stands below title and author on a title page: who translated it, where it comes from."""
        known = book.catalogue
        names = known.translators
        told = [self("imprint.translated", len(names), names=self.enumerated(names))] if names else []
        origin = known.origin
        title = origin.title if origin.title not in (book.title, book.display_title) else ""
        date = "" if origin.date in title or (origin.year and origin.year in title) else self.day(origin.date)
        from_ = self("lists.between").join(filter(None, (title, origin.publisher, date)))
        return [*told, *([from_] if from_ else [])]

    def introduction(self, *, signs: bool) -> str:
        """What stands before the list of changes; `signs`: whether the text shows where they are."""
        told = self("changes.introduction")
        return f"{told} {self('changes.signs')}" if signs else told

    def cover(self, book: Book) -> str:
        """What a cover shows, in words."""
        title, author = book.display_title, book.author
        return self("labels.cover_by", title=title, author=author) if author else self("labels.cover", title=title)

    def terms(self, book: Book) -> str:
        """The terms of use."""
        terms = self("imprint.terms", licence=book.licence) if book.licence else ""
        return f"{terms} {rights(book)}".strip() or self("imprint.no_terms")


@cache
def words_for(tag: str) -> BookWords:
    """The words for a book in a language (BCP 47)."""
    return BookWords(interface(tag))


def sure(certainty: float) -> str:
    """How sure something is, in words that keep apart what a reader may rely on."""
    return next((said for said, least in SURE if certainty >= least), SURE[-1][0])


def rights(book: Book) -> str:
    """What a header tells of the rights; nothing if it only says, in English, that they are not known."""
    from ecdosis.tei.header import NO_TERMS

    return "" if book.rights == NO_TERMS else book.rights


def joined(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements one after the other, those in one language as one; without those that say nothing."""
    made: list[Statement] = []
    for one in statements:
        if one.text and made and made[-1].language == one.language:
            made[-1] = Statement(f"{made[-1].text} {one.text}", one.language)
        elif one.text:
            made.append(one)
    return tuple(made)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---------------------------------------------------------------- About this edition


def about(book: Book) -> list[Statement]:
    """The paragraphs of *About this edition*."""
    say = words_for(book.language)
    own = (
        _origin,
        _work,
        _changed,
        _sureness,
        _aside,
        _own_words,
        _annotations,
        _open,
        lambda say, book: say.terms(book),
    )
    parts: Sequence[Callable[[BookWords, Book], str]] = own
    told = [Statement(part(say, book)) for part in parts]
    told += [Statement(f"{_capital(notice).removesuffix('.')}.", say.english) for notice in book.notices]
    return [one for one in (*told, *_file(say, book)) if one.text]


def _origin(say: BookWords, book: Book) -> str:
    told = [say("imprint.origin", filename=book.filename, version=book.version)]
    told += [say("imprint.provider", provider=book.provider)] if book.provider else []
    told += [say("imprint.credits", credits="; ".join(one.rstrip(".") for one in book.credits))] if book.credits else []
    return " ".join(told)


def _work(say: BookWords, book: Book) -> str:
    known = book.work.rstrip(".")
    if not known:
        return ""
    original = book.catalogue.original
    told = [say("imprint.work", work=known)]
    told += [say("imprint.translation", title=original)] if original and original not in known else []
    told += [say("imprint.published", address=book.url)] if book.url else []
    return " ".join(told)


def _changed(say: BookWords, book: Book) -> str:
    """What was changed, and where to look."""
    count = sum(group.count for group in book.emendations)
    if not count:
        return say("imprint.unchanged")
    kinds, listed = _enumerated(say, book.emendations), say("headings.emendations")
    return say("imprint.changed", count, count=say.number(count), kinds=kinds, list=listed)


def _sureness(say: BookWords, book: Book) -> str:
    """Who decided how many of the changes, and how sure the program was of its own."""
    records = [case.record for group in book.emendations for case in group.cases]
    own = [record.certainty for record in records if record.by != EDITOR]
    editors = len(records) - len(own)
    told = []
    if len(records) == editors == 1:
        told.append(say("imprint.editor_decided_it"))
    elif editors and not own:
        told.append(say("imprint.editor_decided_all"))
    elif editors:
        told.append(say("imprint.editor_decided", editors, count=say.number(editors)))
    if own:
        told.append(say("imprint.program_sure", classes=say.enumerated(list(_classes(say, own)))))
    return " ".join(told)


def _own_words(say: BookWords, book: Book) -> str:
    """Which sections before the text are the editor's."""
    titles = [
        words
        for block in book.blocks
        if isinstance(block, Section) and block.id in SORTS
        if (words := "".join(map(words_of, block.title)))
    ]
    if not titles:
        return ""
    parts, names = say.enumerated([f"“{title}”" for title in titles]), book.editor.replace(";", ",")
    return (
        say("imprint.own_words", parts=parts, names=names) if names else say("imprint.own_words_unnamed", parts=parts)
    )


def _annotations(say: BookWords, book: Book) -> str:
    """That some notes are the editor's, by their signs."""
    labels = [note.label for note in book.notes if note.own]
    return say("imprint.annotations", len(labels), first=labels[0], last=labels[-1]) if labels else ""


def _classes(say: BookWords, own: Sequence[float]) -> Iterator[str]:
    """How many of the program's changes are how sure."""
    counts = Counter(map(sure, own))
    classes = [(counts[said], least) for said, least in SURE if counts[said]]
    for at, (count, least) in enumerate(classes):
        first = "one" if len(own) == 1 else "all" if len(classes) == 1 else "first"
        key = f"imprint.program_{first if not at else 'further'}"
        values = {"sure": say.sure(least), "percent": say.percent(least)}
        yield say(key, count, count=say.number(count), **values)


def _aside(say: BookWords, book: Book) -> str:
    """What is in the source, but no part of the text."""
    kinds = _enumerated(say, book.asides)
    return say("imprint.aside", kinds=kinds, list=say("headings.aside")) if kinds else ""


def _open(say: BookWords, book: Book) -> str:
    """What is missing or undecided."""
    counts = {"missing_notes": book.missing_notes, "untold_notes": book.untold_notes, "undecided": book.queries}
    told = (say(f"imprint.{key}", count, count=say.number(count)) for key, count in counts.items() if count)
    return " ".join(map(_capital, told))


def _enumerated(say: BookWords, groups: Sequence[Group]) -> str:
    """What was done, with counts, in a sentence."""
    counted = ((say.number(group.count), say.name(group.kind, group.count)) for group in groups)
    return say.enumerated([say("changes.counted", count=count, kind=kind) for count, kind in counted])


def _file(say: BookWords, book: Book) -> Iterator[Statement]:
    """How the file was read, and how it can be known again. How it was decoded is told in English."""
    decoding = "" if say.english else book.decoding
    told = say("imprint.file", charset=book.charset, decoding=decoding, sha256=book.sha256)
    yield Statement(" ".join(told.split()) if say.english else told)
    if say.english:
        yield Statement(book.decoding, say.english)
