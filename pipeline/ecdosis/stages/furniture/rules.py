"""The rules of the stage `furniture`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class FurnitureRule(Rule):
    """What signs are not weighed for."""

    PAGE_MARK = 0.99, "a form feed, or the mark of a page by the program that read it"
    BLANK_PAGE = 0.96, "the only line of a page says that it is blank"
    NUMBER_ASTRAY = 0.95, "the number that a page must have, alone in a line in its midst"
    LIST_GOES_ON = 0.94, "the name of a list that began on the page before, at the head of its next page"
    SECTION_LINKS = 0.96, "numbers that rise above the text, each of which begins a section below: links of a web page"
    SIDEWAYS = 0.96, "a letter a line, read downwards a running head of this book: it was printed sideways"
    HEAD_OF_PARTS = (
        0.96,
        "in capitals, or cut short, at the head of a page what the text’s headings have in small letters",
    )
    FOOT_OF_SECTION = 0.95, "beside the page’s number the number and title of a heading, as other feet of this text are"
    PICTURE = 0.93, "on a page without a word, across which a sentence goes on"
    BARE_PAGE = 0.92, "on a page that has no word, number or ornament"
    GARBLED = 0.92, "on a page where hardly anything is a word: a picture, a stamp, or print that shines through"
    VIGNETTE = 0.9, "hardly anything is a word, at the edge of a page, in a book whose pages have specks there"
    DIRT_AMIDST = 0.92, "no word, between blank lines, and a sentence goes on across it"
    PICTURE_AMIDST = 0.92, "what is left of a picture, above its caption, and a sentence goes on across both"
    STRAY = 0.9, "a few points alone in a line, in a book whose pages have specks at their edges"
    ABOVE_HEAD = 0.92, "signs without a word above the head of a page, where nothing of the text stands"
    INK = 0.9, "signs that nobody writes, in a book whose pages have specks at their edges"
    PLATE_PAGED = 0.95, "a caption that names the page of its plate, between the halves of a sentence"
    PLATE_QUOTED = (
        0.9,
        "a plate’s caption: a sentence between the halves of another, whose words stand near by",
    )
    PLATE_DRAWN = 0.9, "a sentence right below what is left of a picture, between the halves of another"
    EDIT_MARK = 0.98, "what a wiki puts behind each of its headings"
    PERMALINK = 0.97, "the sign by which each heading of a page links to itself"
    CAPTION_MARK = 0.94, "what a site says before the caption of a picture"
    MARK_AMONG_WORDS = 0.97, "marks of pages among the words, each of the page after the one before"
    PAGE_BEGINS = 0.95, "a page begins where the number or head of one was set aside"
    PAGE_PARTED = 0.96, "as many blank lines as part pages here, across most of which sentences go on"
    EDGE = 0.89, "what stands alone at the edge of a text, whatever its signs amount to"
