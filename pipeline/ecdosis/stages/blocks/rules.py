"""The rules of the stage `blocks`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class BlockRule(Rule):
    """What a block is by one look: what signs are not weighed for."""

    DIVISION = 0.95, "a heading that names a division of a book"
    NUMBERED = 0.95, "a heading whose number counts up with those of others"
    SPACED = 0.85, "a heading that blank lines show"
    NAMED = 0.9, "a heading that a table of contents names"
    UNDERLINED = 0.95, "a heading that is underlined"
    ANCHORED = 0.92, "a heading that ends with the sign of a link to itself"
    CAPITALS = 0.9, "a heading that stands alone in capitals"
    TITLE_LIKE = 0.8, "a short line without a full stop, before running text"
    PART = 0.9, "the name of a part of a book"
    OF_NOTES = 0.9, "a heading above notes"
    REOPENED = 0.92, "paragraphs of which each opens the quotation mark again that only the last closes"
    QUOTATION_DOUBTED = 0.5, "a paragraph that may be a quotation"
    VERSE_DOUBTED = 0.5, "lines that may be verse"
    SIGNED = 0.85, "a short line below verse, further to the right"
    ORNAMENT = 0.95, "a line of signs without letters"
    SCENE_BREAK = 0.94, "asterisks alone between two blocks of text"
    SPACE = 0.85, "a wider space between paragraphs, where the spacing is even"
    SPACE_DOUBTED = 0.5, "the same where a page begins"
    TRANSCRIBED = 0.97, "what a transcriber’s marks around it say"
    CELLS = 0.88, "short lines in a row, most of them numbers or marks alone"
    CAPTION = 0.92, "a line alone that names the places of persons or what a picture is"
    CAPTION_BESIDE = 0.8, "a line alone that a year ends, beside other captions"
    EPIGRAPH = 0.95, "a short quotation below a heading, and the name behind a dash that signs it"
    EPIGRAPH_BARE = 0.9, "the same without a dash, or in one line"
    LEAD_IN = 0.9, "the first words of a section, in capitals"
    LIST = 0.95, "items in a row"
    LIST_DASHED = 0.8, "items in a row that only dashes show"
    CLAUSES = 0.9, "paragraphs in a row that begin alike and are left open, but for the last"
    READINGS = 0.9, "short lines below the heading of a list of books"
    REVIEWED = 0.9, "title, author and imprint of a book in three lines"
    BYLINE = 0.95, "a line above the text that names its author after “by”"
    DATE = 0.97, "a line above the text that is a date"
    IMPRINT = 0.9, "a line above the text that names an issue, a publisher or a price, and its date"
    IMPRINT_ABOVE = 0.85, "the line above the number of an issue"
    STANDFIRST = 0.9, "a paragraph among the lines above the text, or one that speaks of text and author"
    STANDFIRST_SPEAKS = 0.75, "the first paragraph, which speaks of the text or of the author"
    TITLE = 0.9, "the first line above the text that is nothing else, beside others that are something"
    TITLE_ALONE = 0.8, "the first line above the text"
    TITLE_BELOW = 0.85, "the title, after the name of the part"
    NAME = 0.8, "a name between the title and the date or imprint"
    SUBTITLE = 0.75, "the line after the title"
    TITLE_CONFIRMED = (
        0.97,
        "the line of a title page above the author or the imprint, which stands again above the text",
    )
    TITLE_DOUBTED = 0.7, "the first of several lines above the text"
    TITLE_ABOVE = 0.92, "the line of a title page above the author or the imprint"
    TITLE_OF_WORKS = 0.85, "the title below that of a set of works"
    TITLE_PAGE = 0.9, "another line of a title page"
    BYLINE_DOUBTED = 0.7, "a line that names somebody by one word"
    WHOLE = 0.9, "lines in capitals, one below the other, that are one heading"
    LEADER = 0.97, "four dots or more in an entry of a table of contents"
    CONTENTS = 0.9, "lines below the heading of a table of contents"
    EDITORIAL = 0.9, "a note in brackets that says whose it is"
