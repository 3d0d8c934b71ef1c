"""The table of kinds: all that can happen to a text and that its parts can be, one row a kind.

From it come the taxonomy in the TEI header, the lists of the grammar and of the ODD (`tei.customisation`), the elements
that blocks and phrases are encoded as, and the sorts by which the program tells them apart. A new kind begins here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final


class Sort(Enum):
    """What a kind is about, which decides how TEI encodes it."""

    CORRUPT = "damage that is corrected: `choice` with `sic` and `corr`"
    NORMALISED = "what was not wrong and is only regularised: `choice` with `orig` and `reg`"
    LINES = "line ends and divided words: `lb`, `choice` with `orig` and `reg`"
    UNENCODABLE = "characters that XML cannot hold: `g`"
    ASIDES = "what is not running text: `fw`, `surplus`, `pb`"
    NOTES = "notes and what leads to them: `note`, `ref`"
    BLOCKS = "what a paragraph or a line is"
    PHRASES = "what some words in one are"


class Kind(StrEnum):
    """A kind. Its value is its name in the TEI (`#rule-` and that in `@ana`; of an aside, also its `@type`), in
    decisions and in `ecdosis changes`.

    `sort`: what it is about; `rule`: what the taxonomy says of it. `element`: of a block or phrase, its TEI element
    with the attributes that are always the same; `front`: that of a block that stands before the text, if it is
    another (elsewhere TEI does not have these, or at the top of a division only: there a title is a heading, the others
    `ab`).
    """

    sort: Sort
    rule: str
    element: str
    front: str

    def __new__(cls, name: str, sort: Sort, rule: str, element: str = "", front: str = "") -> Kind:
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.sort, kind.rule, kind.element, kind.front = sort, rule, element, front or element
        return kind

    MOJIBAKE = (
        "mojibake",
        Sort.CORRUPT,
        "Characters that were once decoded with the wrong character set, decoded again with the right one.",
    )
    ENTITY = ("entity", Sort.CORRUPT, "A character reference of HTML left in the text, read as its character.")
    LOOK_ALIKE = (
        "look-alike",
        Sort.CORRUPT,
        "A letter of another script that looks like the right one, inside a word of this script.",
    )
    SPELLING = ("spelling", Sort.CORRUPT, "A word that is none, read as the word that was meant.")
    REAL_WORD = ("real-word", Sort.CORRUPT, "A word that was taken for another of like look.")
    WORD_DIVISION = ("word-division", Sort.CORRUPT, "Words run together, or a word in two.")
    DOUBLED_WORD = ("doubled-word", Sort.CORRUPT, "A small word that stands twice.")
    ARTICLE = ("article", Sort.CORRUPT, "A before a vowel, or an before a consonant.")
    PUNCTUATION = (
        "punctuation",
        Sort.CORRUPT,
        "A mark of punctuation, or the space after it, that is missing or too many.",
    )
    ERRATUM = ("erratum", Sort.CORRUPT, "A slip that the book’s own list of errata corrects.")
    EMENDATION = ("emendation", Sort.CORRUPT, "A reading that the editor gives.")
    DECOMPOSED = (
        "decomposed",
        Sort.NORMALISED,
        "A letter and its combining mark, written as the one character Unicode has for both.",
    )
    LIGATURE = ("ligature", Sort.NORMALISED, "A typesetter's ligature, written as its letters.")
    SOFT_HYPHEN = ("soft-hyphen", Sort.NORMALISED, "A soft hyphen, which only allows a line break, left out.")
    ZERO_WIDTH = ("zero-width", Sort.NORMALISED, "An invisible character without meaning here, left out.")
    BYTE_ORDER_MARK = ("byte-order-mark", Sort.NORMALISED, "The byte-order mark at the beginning of a file, left out.")
    NOTE_TAG = (
        "note-tag",
        Sort.NORMALISED,
        "The words and brackets by which a plain text says that a note is one, left out.",
    )
    LEADER = (
        "leader",
        Sort.NORMALISED,
        "The dots that lead from an entry of a table of contents to its page, set as one sign.",
    )
    STRAY_BLANK = (
        "stray-blank",
        Sort.NORMALISED,
        "A space at the beginning of a line that opens no paragraph, left out.",
    )
    TYPEWRITER_MARK = (
        "typewriter-mark",
        Sort.NORMALISED,
        "A straight quotation mark or apostrophe, hyphens or full stops, set as the printer’s mark they stand for.",
    )
    QUOTATION_MARK = (
        "quotation-mark",
        Sort.NORMALISED,
        "A straight quotation mark, set as the typographic one that the text uses elsewhere.",
    )
    APOSTROPHE = (
        "apostrophe",
        Sort.NORMALISED,
        "A straight apostrophe, set as the typographic one that the text uses elsewhere.",
    )
    DASH = ("dash", Sort.NORMALISED, "A typewriter's dash (two or three hyphens), set as the dash.")
    ELLIPSIS = ("ellipsis", Sort.NORMALISED, "Three full stops, set as the one sign that the text uses elsewhere.")
    SPACING = ("spacing", Sort.NORMALISED, "A space before a mark of punctuation, or a repeated space, left out.")
    STYLE_MARK = (
        "style-mark",
        Sort.NORMALISED,
        "Characters that only say how the words between them are set (_italic_, =bold=), left out.",
    )
    MARKUP = (
        "markup",
        Sort.NORMALISED,
        "Characters that only say what the words beside them are (the # of a heading, a link's address), left out.",
    )
    BREAK_MARK = (
        "break-mark",
        Sort.NORMALISED,
        "A transcriber’s mark of a break, read as the sign that books have for one.",
    )
    WRAPPED_CELL = (
        "wrapped-cell",
        Sort.NORMALISED,
        "Words of a table’s cell that stand in the next line, below its first words, read behind these.",
    )
    LINE_END = ("line-end", Sort.LINES, "A line end inside a paragraph, read as a space.")
    JOIN = ("join", Sort.LINES, "Lines that a blank line, a page break or furniture had parted, read as one paragraph.")
    HYPHEN = ("hyphen", Sort.LINES, "A hyphen that only divided a word at a line end, left out.")
    HYPHEN_KEPT = ("hyphen-kept", Sort.LINES, "A word divided at its own hyphen at a line end, joined with the hyphen.")
    CONTROL = (
        "control",
        Sort.UNENCODABLE,
        "A control character that XML cannot hold, shown as the replacement character.",
    )
    UNDECODABLE = (
        "undecodable",
        Sort.UNENCODABLE,
        "A byte that is no character of the source's character set, shown as the replacement character.",
    )
    RUNNING_HEAD = ("running-head", Sort.ASIDES, "The line at the head of the pages of a book.")
    RUNNING_FOOT = ("running-foot", Sort.ASIDES, "The line at the foot of the pages of a book or journal.")
    PAGE_NUMBER = ("page-number", Sort.ASIDES, "A page number.")
    PAGE_MARK = ("page-mark", Sort.ASIDES, "A mark of the page of the scan, set by the program that read it.")
    LINE_NUMBER = (
        "line-number",
        Sort.ASIDES,
        "The number of a line, printed beside it: of every fifth of verse, of every line of a transcript.",
    )
    MASTHEAD = ("masthead", Sort.ASIDES, "The name of a publication or site above its text.")
    NAVIGATION = ("navigation", Sort.ASIDES, "Links to other parts of a web site.")
    COPYRIGHT = ("copyright", Sort.ASIDES, "A copyright notice repeated on a page.")
    URL = ("url", Sort.ASIDES, "A web address of the template, standing alone.")
    WIDGET = ("widget", Sort.ASIDES, "Words of a web page's controls: loading, share, subscribe, cookies.")
    TOOL_TRAILER = ("tool-trailer", Sort.ASIDES, "The signature of the program that made the file.")
    CONTACT = ("contact", Sort.ASIDES, "An invitation to get in touch, from the template of a site or newsletter.")
    SLUG = ("slug", Sort.ASIDES, "A printer's line: file name, sheet, date and time.")
    CATCHWORD = (
        "catchword",
        Sort.ASIDES,
        "The first word of the next page, set at the foot of a page, with what stands beside it for the binder.",
    )
    SPECK = ("speck", Sort.ASIDES, "What a reading program made of dirt, a rule or an ornament at the edge of a page.")
    BOILERPLATE = (
        "boilerplate",
        Sort.ASIDES,
        "What a provider of texts puts before and after a work: its licence, how to use the file, who made it.",
    )
    COMMENT = ("comment", Sort.ASIDES, "A remark that its writer has kept out of the text.")
    NOTE_RULE = ("note-rule", Sort.ASIDES, "The rule above the notes at the foot of a page.")
    FORMAT_MARK = (
        "format-mark",
        Sort.ASIDES,
        "A mark by which transcribers say how something is printed, or ask about it.",
    )
    PAGE_BREAK = ("page-break", Sort.ASIDES, "The beginning of a page.")
    NOTE_MARKER = ("note-marker", Sort.NOTES, "The number or sign in the text that leads to a note.")
    FOOTNOTE = ("footnote", Sort.NOTES, "A note at the foot of its page or below its paragraph.")
    ENDNOTE = ("endnote", Sort.NOTES, "A note at the end of a chapter or of the text.")
    NOTE_PART = ("note-part", Sort.NOTES, "The rest of a note that goes on at the foot of the next page.")
    SIDENOTE = ("sidenote", Sort.NOTES, "A note in the margin, beside what it is about.")
    TITLE = ("title", Sort.BLOCKS, "The title of the work.", "head", 'titlePart type="main"')
    SUBTITLE = ("subtitle", Sort.BLOCKS, "The subtitle of the work.", 'ab type="subtitle"', 'titlePart type="sub"')
    BYLINE = ("byline", Sort.BLOCKS, "The line that names the author.", 'ab type="byline"', "byline")
    DATE = ("date", Sort.BLOCKS, "The line that dates the text.", 'ab type="date"', "docDate")
    IMPRINT = (
        "imprint",
        Sort.BLOCKS,
        "The line that names publisher, periodical, issue or price.",
        'ab type="imprint"',
        "docImprint",
    )
    TITLE_PAGE = (
        "title-page",
        Sort.BLOCKS,
        "Another line of the title page: a series, a volume, what else the author wrote.",
        'ab type="title-page"',
    )
    STANDFIRST = (
        "standfirst",
        Sort.BLOCKS,
        "The paragraph before the text that introduces it.",
        'ab type="standfirst"',
        "p",
    )
    DEDICATION = (
        "dedication",
        Sort.BLOCKS,
        "The lines that say to whom a book is dedicated.",
        'ab type="dedication"',
    )
    REVIEWED = ("reviewed", Sort.BLOCKS, "The lines that describe the work under review.", 'ab type="reviewed"', "bibl")
    HEAD = ("head", Sort.BLOCKS, "The heading of a chapter or section.", "head")
    QUOTE = ("quote", Sort.BLOCKS, "A quotation set apart as a block.", "p")
    EPIGRAPH = ("epigraph", Sort.BLOCKS, "A quotation at the head of a text or chapter.", "p")
    ATTRIBUTION = ("attribution", Sort.BLOCKS, "The line that says whose words a quotation has.", "bibl")
    VERSE = ("verse", Sort.BLOCKS, "A line of verse.", "l")
    ITEM = ("item", Sort.BLOCKS, "An item of a list.", "item")
    CONTENTS = (
        "contents",
        Sort.BLOCKS,
        "An entry of a table of contents, or of a list of pictures or maps.",
        "item",
    )
    GLOSS_TERM = ("gloss-term", Sort.BLOCKS, "A word that a glossary explains.", "label")
    GLOSS = ("gloss", Sort.BLOCKS, "What a glossary says of a word.", "item")
    INDEX_ENTRY = (
        "index-entry",
        Sort.BLOCKS,
        "An entry of an index: a name or thing, and the pages that have it.",
        "item",
    )
    INDEX_SUBENTRY = ("index-subentry", Sort.BLOCKS, "What an index says further below an entry.", "item")
    CAPTION = (
        "caption",
        Sort.BLOCKS,
        "The caption of a picture, which the source does not have, or of a table.",
        "head",
    )
    ORNAMENT = ("ornament", Sort.BLOCKS, "An ornament or rule between paragraphs.", 'ab type="ornament"')
    CODE = ("code", Sort.BLOCKS, "A line of computer code, as it stands.", 'ab type="code"')
    SCENE_BREAK = (
        "scene-break",
        Sort.BLOCKS,
        "A break between scenes or thoughts, shown by asterisks.",
        'ab type="ornament"',
    )
    LINE = (
        "line",
        Sort.BLOCKS,
        "One of several lines that stand as they are, no verse and no prose.",
        'ab type="line"',
    )
    SPEAKER = ("speaker", Sort.BLOCKS, "The name of who speaks, in a play.", "speaker")
    CAST_ITEM = ("cast-item", Sort.BLOCKS, "One of the list of who is in a play.", "castItem")
    STAGE_DIRECTION = ("stage-direction", Sort.BLOCKS, "A stage direction that stands alone.", "stage")
    ROW = ("row", Sort.BLOCKS, "A row of a table.", "row")
    HEADER_ROW = ("header-row", Sort.BLOCKS, "The row of a table that says what stands below.", 'row role="label"')
    ATTENDANCE = (
        "attendance",
        Sort.BLOCKS,
        "Who is present at a meeting, or absent, as its minutes say.",
        'ab type="attendance"',
    )
    MOTION = ("motion", Sort.BLOCKS, "What is moved or resolved at a meeting.", 'ab type="motion"')
    DATELINE = ("dateline", Sort.BLOCKS, "Where and when a letter was written.", "dateline")
    SALUTE = ("salute", Sort.BLOCKS, "The words with which a letter greets somebody.", "salute")
    ADDRESS = ("address", Sort.BLOCKS, "A line that says to whom a letter goes, and where.", "addrLine")
    CLOSING = ("closing", Sort.BLOCKS, "The words with which a letter takes leave.", "salute")
    SIGNED = ("signed", Sort.BLOCKS, "The name that signs a letter.", "signed")
    POSTSCRIPT = ("postscript", Sort.BLOCKS, "What is added to a letter below the name.", "p")
    DIARY_DATE = ("diary-date", Sort.BLOCKS, "The day of a diary’s entry, in a line alone.", "dateline")
    DIARY_ENTRY = (
        "diary-entry",
        Sort.BLOCKS,
        "The first paragraph of a diary’s entry, which begins with the day.",
        "p",
    )
    ENTRY = ("entry", Sort.BLOCKS, "An entry of a bibliography or of a list for further reading.", "bibl")
    LEAD_IN = (
        "lead-in",
        Sort.PHRASES,
        "The first words of a section in capitals, a typographer's opening.",
        'hi rend="uppercase"',
    )
    REFERENCE = (
        "reference",
        Sort.PHRASES,
        "A reference to a work or to a place in it: title, author, page, newspaper and date.",
        "bibl",
    )
    FOREIGN = ("foreign", Sort.PHRASES, "Words in another language than the text’s.", "foreign")
    INLINE_NOTE = (
        "inline-note",
        Sort.PHRASES,
        "A note in brackets among the words of the text, by an editor or translator.",
        'note place="inline"',
    )
    DIRECTION = ("direction", Sort.PHRASES, "A stage direction among the words of a speech.", "stage")
    ITALIC = ("italic", Sort.PHRASES, "Words that the source has in italics.", 'hi rend="italic"')
    BOLD = ("bold", Sort.PHRASES, "Words that the source has in bold.", 'hi rend="bold"')
    SPACED = ("spaced", Sort.PHRASES, "Words whose letters the source spaces out.", 'hi rend="letter-spaced"')
    SMALL_CAPS = ("small-caps", Sort.PHRASES, "Words that the source has in small capitals.", 'hi rend="small-caps"')
    EMPHASISED = (
        "emphasised",
        Sort.PHRASES,
        "Words that the source sets apart from those around, without saying whether in italics or letterspaced.",
        'hi rend="emphasised"',
    )
    LINK = (
        "link",
        Sort.PHRASES,
        "Words that lead to an address on the web, to a heading or page of the text, or to an entry of its index.",
        "ref",
    )


@dataclass(frozen=True, slots=True)
class FurtherKind:
    """A kind of a plug-in: its name is `x-plugin:kind`, its sort one of FURTHER."""

    name: str
    sort: Sort
    rule: str


FURTHER: Final = (Sort.CORRUPT, Sort.NORMALISED, Sort.ASIDES)
"""Sorts of which a plug-in may have kinds of its own."""
PLUG_IN: Final = "x-[a-z0-9]+(-[a-z0-9]+)*"
"""How what a plug-in makes is called (a regular expression, as Python and XML Schema have it); after it a kind has a
colon and OWN."""
OWN: Final = "[a-z0-9]+(-[a-z0-9]+)*"
RULE: Final = "rule-"


def rule_id(name: str) -> str:
    """The id of a kind in the taxonomy (a name of XML has no colon)."""
    return RULE + name.replace(":", ".")


def kind_of(pointer: str) -> str:
    """The name of the kind that an id in the taxonomy, or a pointer to it, names."""
    name = pointer.removeprefix("#").removeprefix(RULE)
    return name.replace(".", ":", 1) if name.startswith("x-") else name


def kind(name: str) -> Kind:
    """The kind of a name. Raises KeyError if there is none."""
    return _BY_NAME[name]


def of(*sorts: Sort) -> Mapping[str, str]:
    """The names of the kinds of some sorts, in the order of the table, with their rules."""
    return MappingProxyType({kind.value: kind.rule for kind in Kind if kind.sort in sorts})


_BY_NAME: Final[Mapping[str, Kind]] = MappingProxyType({kind.value: kind for kind in Kind})
CORRUPT: Final = of(Sort.CORRUPT)
NORMALISED: Final = of(Sort.NORMALISED)
LINES: Final = of(Sort.LINES)
UNENCODABLE: Final = of(Sort.UNENCODABLE)
ASIDES: Final = of(Sort.ASIDES)
NOTES: Final = of(Sort.NOTES)
WITH_WORDS: Final = (*NOTES, Kind.CAPTION.value)
"""What may be set aside with words that are read by themselves: notes, and a caption in the midst of a paragraph."""
BODIES: Final = tuple(name for name in WITH_WORDS if name != Kind.NOTE_MARKER)
"""Those of them that are repaired as texts of their own."""
BLOCKS: Final = of(Sort.BLOCKS)
PHRASES: Final = of(Sort.PHRASES)
TABULAR: Final = (Kind.ROW, Kind.HEADER_ROW)
"""Blocks that are rows of tables: their parts are cells."""
DIARY: Final = (Kind.DIARY_DATE, Kind.DIARY_ENTRY)
"""Blocks that begin the entry of a diary."""
GLOSSING: Final = (Kind.GLOSS_TERM, Kind.GLOSS)
"""Blocks of a glossary: a word, and what it means."""
INDEXING: Final = (Kind.INDEX_ENTRY, Kind.INDEX_SUBENTRY)
"""Blocks that are entries of an index, in its two levels."""
CELL: Final = "cell"
"""The element of a cell."""
STYLES: Final = (Kind.ITALIC, Kind.BOLD, Kind.SPACED, Kind.SMALL_CAPS, Kind.EMPHASISED)
"""How words are set: `hi` with its `@rend`."""
CHANGES: Final = of(Sort.CORRUPT, Sort.NORMALISED, Sort.LINES, Sort.UNENCODABLE)
KINDS: Final = of(*Sort)
AS_ELSEWHERE: Final = frozenset(map(str, (Kind.QUOTATION_MARK, Kind.APOSTROPHE, Kind.DASH, Kind.ELLIPSIS)))
"""Kinds of marks that are set as the text has them elsewhere: few of them are told each, many say nothing new."""
LISTED: Final = 30
"""Of a kind of change with more cases than this a book gives the number and some examples, not a list."""


def is_summed(kind: str, count: int) -> bool:
    """Whether some changes of a kind are everywhere in a text and all alike: lists have one line for all of them."""
    return kind in (Kind.TYPEWRITER_MARK, Kind.LEADER) or (kind in AS_ELSEWHERE and count > LISTED)
