"""The rules of the stage `markdown`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from typing import Final, NamedTuple

from ecdosis.evidence import Rule
from ecdosis.model.document import Stated
from ecdosis.model.pieces import Edit, Span

BY: Final = "markdown"
"""The stage that answers for what is found."""


class MarkdownRule(Rule):
    """What a mark of Markdown says, in a passage that several systems of such marks prove to be Markdown; and what is
    drawn around tables, and stands before what mails quote, in any text."""

    HEADING = 0.98, "a heading by its # marks"
    UNDERLINED = 0.95, "a heading that a line of = or - underlines"
    TITLE = 0.93, "the one heading of the first level, above the text"
    QUOTE = 0.97, "a quotation, each of whose lines, or whose first, begins with >"
    ITEM = 0.96, "an item of a list"
    RULE = 0.94, "a rule between paragraphs"
    CODE = 0.99, "computer code between two lines of ``` or ~~~"
    INDENTED = 0.85, "computer code that is indented by four blanks"
    TABLE = 0.97, "the rows of a table with its rule"
    PIPED = 0.95, "a table whose cells have pipes between them, below each other or as its rules show"
    RULED = 0.93, "a table whose words stand in columns, with rules around them"
    WRAPPED = 0.9, "a table whose words stand in columns, some of its cells in several lines"
    LED = 0.9, "a table whose numbers dots lead to"
    FRAMED = 0.95, "the frame that is drawn around words"
    QUOTED = 0.95, "what a mail quotes, each of whose lines begins with >"
    SAID = 0.9, "the line of a mail that says who wrote what it quotes"
    OWN = 0.9, "lines of a mail that had no room for the first word of the next"
    PICTURE = 0.97, "the description of a picture, which the text does not have"
    VERSE = 0.9, "lines that are to stay apart, by two blanks or \\ at their ends"
    PARAGRAPH = 0.9, "lines without a blank line between them"
    LINK = 0.99, "words with the address that they lead to"
    ADDRESS = 0.98, "an address between < and >"
    ESCAPED = 0.96, "a sign that is no mark, by the \\ before it"
    EMPHASIS = 0.98, "words between * or _"
    SPAN = 0.95, "computer code between two `"
    COMMENT = 0.97, "a comment, between <!-- and -->"
    TAG = 0.96, "a tag of HTML, which says how the words beside it are set"
    PLAYED = 0.95, "what a page runs or plays"
    PROGRAM = 0.95, "a mark for the program that makes pages"
    DEFINITION = 0.99, "the address of a link, below the text"


class Understood(NamedTuple):
    """What is said of a passage, by offsets of its text; those of `stated` as well."""

    edits: tuple[Edit, ...]
    spans: tuple[Span, ...]
    stated: tuple[Stated, ...]
