"""What the editions say about themselves, in sentences a reader understands. The same in every product."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from ecdosis.book.book import Book, Emendation, Group
from ecdosis.model.characters import stand_in
from ecdosis.model.source import LINE_END

EMENDATIONS: Final = "Emendations"
ABOUT: Final = "About this edition"
CONTENTS: Final = "Contents"
SET_ASIDE: Final = "Set aside"
NOTES: Final = "Notes"
QUESTIONS: Final = "Open questions"
ASKED: Final = "Where the machine was not sure it changed nothing, and asks the editor."
HANDS: Final = "Who did it"
LANDMARKS: Final = "Landmarks"
PAGES: Final = "Pages of the source"
COVER: Final = "Cover"
TITLE_PAGE: Final = "Title page"
TEXT: Final = "Text"
PAGE: Final = "page {}"
BACK: Final = "Back to marker {}"

TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "mojibake": ("wrongly decoded passage mended", "wrongly decoded passages mended"),
    "entity": ("character reference read as its character", "character references read as their characters"),
    "look-alike": ("look-alike letter of another script replaced", "look-alike letters of another script replaced"),
    "decomposed": ("decomposed letter composed", "decomposed letters composed"),
    "ligature": ("ligature written as letters", "ligatures written as letters"),
    "soft-hyphen": ("soft hyphen left out", "soft hyphens left out"),
    "zero-width": ("invisible character left out", "invisible characters left out"),
    "spelling": ("misspelt word mended", "misspelt words mended"),
    "real-word": ("word taken for another mended", "words taken for others mended"),
    "word-division": ("wrong word division mended", "wrong word divisions mended"),
    "doubled-word": ("word that stood twice left out", "words that stood twice left out"),
    "article": ("article mended", "articles mended"),
    "punctuation": ("slip of punctuation mended", "slips of punctuation mended"),
    "emendation": ("reading given by the editor", "readings given by the editor"),
    "stray-blank": ("stray blank left out", "stray blanks left out"),
    "quotation-mark": ("straight quotation mark made typographic", "straight quotation marks made typographic"),
    "apostrophe": ("straight apostrophe made typographic", "straight apostrophes made typographic"),
    "dash": ("typed dash made a dash", "typed dashes made dashes"),
    "ellipsis": ("three full stops made an ellipsis", "ellipses made of full stops made one sign"),
    "spacing": ("superfluous blank left out", "superfluous blanks left out"),
    "join": ("paragraph joined across a break", "paragraphs joined across a break"),
    "hyphen": ("line-end hyphen left out", "line-end hyphens left out"),
    "hyphen-kept": ("word joined at a line end with its hyphen", "words joined at a line end with their hyphen"),
    "control": ("character that cannot be shown", "characters that cannot be shown"),
    "undecodable": ("byte that is no character", "bytes that are no characters"),
    "running-head": ("running head", "running heads"),
    "running-foot": ("running foot", "running feet"),
    "page-number": ("page number", "page numbers"),
    "catchword": ("catchword", "catchwords"),
    "page-mark": ("page mark", "page marks"),
    "masthead": ("masthead", "mastheads"),
    "navigation": ("navigation bar", "navigation bars"),
    "copyright": ("copyright notice", "copyright notices"),
    "url": ("web address", "web addresses"),
    "widget": ("widget", "widgets"),
    "tool-trailer": ("signature of a program", "signatures of programs"),
    "contact": ("contact notice", "contact notices"),
    "slug": ("printer’s slug", "printer’s slugs"),
    "note-rule": ("rule above notes", "rules above notes"),
}
"""What one and several cases of a kind are called."""

EDITOR: Final = "editor"
"""The stage of the decisions that a person made."""
SURE: Final = (("certain", 0.99), ("almost certain", 0.95), ("very likely", 0.8), ("likely", 0.5))
"""Words for how sure something is, and from which certainty on they hold."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS: Final = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_INVISIBLE: Final[Mapping[str, str]] = {"\n": " | ", "\f": " [form feed] ", "\t": " ", "\u00ad": "[soft hyphen]"}

KEY: Final = (
    "After the number of the page stands what is read here, and after the bracket what the source has; a vertical bar "
    "is the end of a line. Then comes why, how sure that is, and who decided. The number leads to the place, and the "
    "place back to its entry."
)
KEY_ASIDE: Final = (
    "After the number of the page stands what the source has there, but is no part of the text, and after which words "
    "it would stand; then why, how sure that is, and who decided."
)
BLANKS: Final = "blanks"
EXAMPLES: Final = "The first, with their pages:"
MARGIN: Final = (
    "The numbers in the margin are the pages of the source; a thin stroke in the line shows where one begins."
)
SIGN: Final = "A dotted line below words says that they were changed; they lead to the list of emendations."
"""How a printed book is read."""


def title(group: Group) -> str:
    """The heading of a list of changes: `3 line-end hyphens left out`."""
    one, many = TITLES.get(group.kind, (group.kind, group.kind))
    return f"1 {one}" if group.count == 1 else f"{group.count:,} {many}"


def name(kind: str) -> str:
    """What one case of a kind is called."""
    return TITLES.get(kind, (kind, kind))[0]


def visible(text: str) -> str:
    """Characters of the source as they can be shown: a line end is a vertical bar, as in a bibliographer's
    transcription; what has no form is named."""
    shown = []
    for c in LINE_END.sub("\n", text):
        if c in _INVISIBLE:
            shown.append(_INVISIBLE[c])
        elif unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            shown.append(stand_in(c))
        elif unicodedata.combining(c):
            shown.append("\N{DOTTED CIRCLE}" + c if not shown else c)
        else:
            shown.append(c)
    return re.sub(" +", " ", "".join(shown))


def reading(emendation: Emendation) -> str:
    """The reading of a change as the list gives it; nothing is shown as a sign of omission."""
    shown = emendation.record.reading
    return visible(shown) if shown.strip() else "[space]" if shown else "[left out]"


def reason(emendation: Emendation) -> str:
    """Why, who decided, how surely, in one line."""
    record = emendation.record
    why = record.why[:1].upper() + record.why[1:].rstrip(".") + ". " if record.why else ""
    if record.by == EDITOR:
        return f"{why}The editor decided."
    return f"{why}{sure(record.certainty).capitalize()}: {record.certainty:.0%} ({record.by})."


def sure(certainty: float) -> str:
    """How sure something is, in words that keep apart what a reader may rely on."""
    return next((said for said, least in SURE if certainty >= least), SURE[-1][0])


def examples(group: Group) -> str:
    """For a list that was cut short."""
    return "" if len(group.listed) == group.count else f"The first {len(group.listed)} are shown; the TEI file has all."


def on_title_page(book: Book) -> list[str]:
    """What stands below title and author on a title page: who translated it, where it comes from."""
    known = book.catalogue
    told = [f"Translated by {_joined(known.translators)}"] if known.translators else []
    origin = known.origin
    title = origin.title if origin.title not in (book.title, book.display_title) else ""
    date = "" if origin.date in title or (origin.year and origin.year in title) else day(origin.date)
    from_ = ", ".join(filter(None, (title, origin.publisher, date)))
    return [*told, *([from_] if from_ else [])]


def day(date: str) -> str:
    """A date of ISO 8601 as it is spoken: `30 August 2019`, `August 2019`; any other as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date)
    if found is None:
        return date
    year, month, number = found.groups()
    return " ".join(filter(None, (str(int(number)) if number else "", MONTHS[int(month) - 1], year)))


def _joined(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def introduction(*, signs: bool) -> str:
    """What stands before the list of changes; `signs`: whether the text shows where they are."""
    told = (
        "Here is every kind of place where this edition reads something other than its source. Before the arrow stands "
        "what the source has (an upright bar is the end of a line), after it what is read instead, in the words around "
        "it; below that, why, and how sure that is. The word in brackets is the part of the program that decided, if "
        "the editor did not. What the source has leads back to its place."
    )
    return f"{told} In the text, dots stand below the words that lead here." if signs else told


def about(book: Book) -> list[str]:
    """The paragraphs of *About this edition*."""
    told = [_origin(book), _work(book), _changed(book), _sureness(book), _aside(book), _open(book), _terms(book)]
    return [paragraph for paragraph in (*told, *map(_sentence, book.notices), _file(book)) if paragraph]


def _sentence(notice: str) -> str:
    """What a build says of itself on a line, as a sentence."""
    return f"{notice[:1].upper()}{notice[1:].removesuffix('.')}."


def _origin(book: Book) -> str:
    return (
        f"This edition was made from one file, {book.filename}, by Ecdosis {book.version}, a program that repairs a "
        "text and keeps a record of every repair. Nothing was changed that cannot be seen, explained and undone: the "
        "edition’s TEI file holds the source as it came, to the last character, beside what is read here."
    )


def _work(book: Book) -> str:
    known = book.work.rstrip(".")
    at = f" It was published at {book.url}." if book.url else ""
    original = book.catalogue.original
    translated = f" It is a translation of {original}." if original and original not in known else ""
    return f"The text is that of this work: {known}.{translated}{at}" if known else ""


def _changed(book: Book) -> str:
    """What was changed, and where to look."""
    count = sum(group.count for group in book.emendations)
    if not count:
        return "No reading of the source was changed."
    places = "one place" if count == 1 else f"{number(count)} places"
    listed = f"The list of {EMENDATIONS} shows what stood there, what is read instead, and why."
    return f"In {places} this edition reads something other than its source: {_enumerated(book.emendations)}. {listed}"


def _sureness(book: Book) -> str:
    """Who decided how many of the changes, and how sure the program was of its own."""
    records = [case.record for group in book.emendations for case in group.cases]
    own = [record.certainty for record in records if record.by != EDITOR]
    told = []
    editors = len(records) - len(own)
    if len(records) == editors == 1:
        told.append("It was the editor who decided that.")
    elif editors:
        told.append(f"The editor decided {'all' if not own else number(editors)} of them.")
    if own:
        counts = Counter(map(sure, own))
        classes = [(number(counts[said]), said, f"({least:.0%} or more)") for said, least in SURE if counts[said]]
        whose = "its one change" if len(own) == 1 else f"{'all' if len(classes) == 1 else classes[0][0]} of its changes"
        calls = [f"{whose} {' '.join(classes[0][1:])}", *(" ".join(one) for one in classes[1:])]
        told.append(f"The program, which says with each change how sure it was, calls {_joined(calls)}.")
    return " ".join(told)


def _aside(book: Book) -> str:
    """What is in the source, but no part of the text."""
    if not book.asides:
        return ""
    return (
        f"The file also holds what is no part of the text: {_enumerated(book.asides)}. It was not thrown away, but "
        f"stands apart, under {SET_ASIDE}."
    )


def _open(book: Book) -> str:
    """What is missing or undecided."""
    told = []
    if book.missing_notes:
        markers = (
            "One number or sign leads" if book.missing_notes == 1 else f"{number(book.missing_notes)} markers lead"
        )
        told.append(f"{markers[:1].upper()}{markers[1:]} to a note that the file does not have.")
    if book.queries:
        places = "one place" if book.queries == 1 else f"{number(book.queries)} places"
        told.append(f"In {places} the program had a doubt that it could not settle; there it changed nothing and asks.")
    return " ".join(told)


def _enumerated(groups: tuple[Group, ...]) -> str:
    """What was done, with counts, in a sentence."""
    titles = [title(group).partition(" ") for group in groups]
    return _joined([f"{number(group.count)} {rest}" for group, (_, _, rest) in zip(groups, titles, strict=True)])


def number(count: int) -> str:
    """A number in running text: in words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _terms(book: Book) -> str:
    terms = f"Terms of use: {book.licence}." if book.licence else ""
    return f"{terms} {book.rights}".strip() or "The terms of use are not known."


def _file(book: Book) -> str:
    """How the file was read, and how it can be known again."""
    return (
        f"The file was read in the character set {book.charset}. {book.decoding} Whether a copy of it is the same to "
        f"the last bit shows its fingerprint, the SHA-256 digest {book.sha256}."
    )
