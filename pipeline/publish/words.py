"""What the editions say about themselves, in sentences a reader understands. The same in every product."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.publish.book import Book, Emendation, Group

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
    for c in re.sub(r"\r\n?", "\n", text):
        if c in _INVISIBLE:
            shown.append(_INVISIBLE[c])
        elif "\udc80" <= c <= "\udcff":
            shown.append(f"[byte {ord(c) - 0xDC00:02X}]")
        elif unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            shown.append(f"[U+{ord(c):04X}]")
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
    """Why, by whom, how surely, in one line."""
    record = emendation.record
    why = record.why[:1].upper() + record.why[1:].rstrip(".") + ". " if record.why else ""
    return f"{why}Certainty {record.certainty:.0%} ({record.by})."


def examples(group: Group) -> str:
    """For a list that was cut short."""
    return "" if len(group.listed) == group.count else f"The first {len(group.listed)} are shown; the TEI file has all."


def on_title_page(book: Book) -> list[str]:
    """What stands below title and author on a title page: who translated it, where it comes from."""
    known = book.catalogue
    told = [f"Translated by {_joined(known.translators)}"] if known.translators else []
    origin = known.origin
    title = origin.title if origin.title not in (book.title, book.display_title) else ""
    from_ = ", ".join(filter(None, (title, origin.publisher, "" if origin.date in title else origin.date)))
    return [*told, *([from_] if from_ else [])]


def _joined(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def about(book: Book) -> list[str]:
    """The paragraphs of *About this edition*."""
    told = [
        _origin(book),
        _work(book),
        _done(book),
        _terms(book),
        f"The source was decoded as {book.charset}. {book.decoding} Its SHA-256 is {book.sha256}.",
    ]
    return [paragraph for paragraph in (*told, *book.notices) if paragraph]


def _origin(book: Book) -> str:
    return (
        f"This edition was made from the file {book.filename} by Ecdosis {book.version}, which repairs a text and "
        "records every repair. Nothing was changed that cannot be seen, explained and undone: the TEI file of this "
        "edition gives back the source byte for byte."
    )


def _work(book: Book) -> str:
    known = book.work.rstrip(".")
    at = f" It was published at {book.url}." if book.url else ""
    return f"The work: {known}.{at}" if known else ""


def _done(book: Book) -> str:
    changes, asides = (_enumerated(groups) for groups in (book.emendations, book.asides))
    sentences = [f"Changed: {changes}." if changes else "No reading was changed."]
    sentences.append(f"Set aside, because it is not part of the running text: {asides}." if asides else "")
    if book.missing_notes:
        markers = "One note marker leads" if book.missing_notes == 1 else f"{book.missing_notes:,} note markers lead"
        sentences.append(f"{markers} to notes that the source does not have.")
    if book.queries:
        places = "one place was" if book.queries == 1 else f"{book.queries:,} places were"
        sentences.append(f"Where the machine was not sure it changed nothing; {places} left to the editor to decide.")
    return " ".join(sentence for sentence in sentences if sentence)


def _enumerated(groups: tuple[Group, ...]) -> str:
    return ", ".join(title(group) for group in groups)


def _terms(book: Book) -> str:
    terms = f"Terms of use: {book.licence}." if book.licence else ""
    return f"{terms} {book.rights}".strip()
