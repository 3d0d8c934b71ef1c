"""The closed list of what can happen to a text, with the words the TEI's taxonomy and the editions use for it.

`CORRUPT` kinds mend damage (`sic`/`corr` in TEI), `NORMALISED` ones only regularise what was not wrong (`orig`/`reg`),
`LINES` are about line ends, `UNENCODABLE` about characters that XML cannot hold (`g`), `ASIDES` about what is not
running text (`fw`, `surplus`, `pb`), `NOTES` about notes and what leads to them (`ref`, `note`), `BLOCKS` about what a
paragraph or a line is, `PHRASES` about what some words in one are (`hi`, `bibl`, `foreign`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

CORRUPT: Final = MappingProxyType(
    {
        "mojibake": "Characters that were once decoded with the wrong character set, decoded again with the right one.",
        "entity": "A character reference of HTML left in the text, read as its character.",
        "look-alike": "A letter of another script that looks like the right one, inside a word of this script.",
        "spelling": "A word that is none, read as the word that was meant.",
        "real-word": "A word that was taken for another of like look.",
        "word-division": "Words run together, or a word in two.",
        "doubled-word": "A small word that stands twice.",
        "article": "A before a vowel, or an before a consonant.",
        "punctuation": "A mark of punctuation, or the blank after it, that is missing or too many.",
        "emendation": "A reading that the editor gives.",
    }
)
NORMALISED: Final = MappingProxyType(
    {
        "decomposed": "A letter and its combining mark, written as the one character Unicode has for both.",
        "ligature": "A typesetter's ligature, written as its letters.",
        "soft-hyphen": "A soft hyphen, which only allows a line break, left out.",
        "zero-width": "An invisible character without meaning here, left out.",
        "byte-order-mark": "The byte-order mark at the beginning of a file, left out.",
        "stray-blank": "A blank at the beginning of a line that opens no paragraph, left out.",
        "quotation-mark": "A straight quotation mark, set as the typographic one that the text uses elsewhere.",
        "apostrophe": "A straight apostrophe, set as the typographic one that the text uses elsewhere.",
        "dash": "A typewriter's dash (two or three hyphens), set as the dash.",
        "ellipsis": "Three full stops, set as the one sign that the text uses elsewhere.",
        "spacing": "A blank before a mark of punctuation, or a doubled blank, left out.",
    }
)
LINES: Final = MappingProxyType(
    {
        "line-end": "A line end inside a paragraph, read as a space.",
        "join": "Lines that a blank line, a page break or furniture had parted, read as one paragraph.",
        "hyphen": "A hyphen that only divided a word at a line end, left out.",
        "hyphen-kept": "A word divided at its own hyphen at a line end, joined with the hyphen.",
    }
)
UNENCODABLE: Final = MappingProxyType(
    {
        "control": "A control character that XML cannot hold, shown as the replacement character.",
        "undecodable": "A byte that is no character of the source's character set, shown as the replacement character.",
    }
)
ASIDES: Final = MappingProxyType(
    {
        "running-head": "The line at the head of the pages of a book.",
        "running-foot": "The line at the foot of the pages of a book or journal.",
        "page-number": "A page number.",
        "page-mark": "A mark of the page of the scan, set by the program that read it.",
        "masthead": "The name of a publication or site above its text.",
        "navigation": "Links to other parts of a web site.",
        "copyright": "A copyright notice repeated on a page.",
        "url": "A web address of the template, standing alone.",
        "widget": "Words of a web page's controls: loading, share, subscribe, cookies.",
        "tool-trailer": "The signature of the program that made the file.",
        "contact": "An invitation to get in touch, from the template of a site or newsletter.",
        "slug": "A printer's line: file name, sheet, date and time.",
        "note-rule": "The rule above the notes at the foot of a page.",
        "page-break": "The beginning of a page.",
    }
)
NOTES: Final = MappingProxyType(
    {
        "note-marker": "The number or sign in the text that leads to a note.",
        "footnote": "A note at the foot of its page or below its paragraph.",
        "endnote": "A note at the end of a chapter or of the text.",
        "note-part": "The rest of a note that goes on at the foot of the next page.",
    }
)
BLOCKS: Final = MappingProxyType(
    {
        "title": "The title of the work.",
        "subtitle": "The subtitle of the work.",
        "byline": "The line that names the author.",
        "date": "The line that dates the text.",
        "imprint": "The line that names publisher, periodical, issue or price.",
        "standfirst": "The paragraph before the text that introduces it.",
        "reviewed": "The lines that describe the work under review.",
        "head": "The heading of a chapter or section.",
        "quote": "A quotation set apart as a block.",
        "epigraph": "A quotation at the head of a text or chapter.",
        "attribution": "The line that says whose words a quotation has.",
        "verse": "A line of verse.",
        "item": "An item of a list.",
        "caption": "The caption of a picture, which the source does not have.",
        "ornament": "An ornament or rule between paragraphs.",
        "entry": "An entry of a bibliography or of a list for further reading.",
    }
)
PHRASES: Final = MappingProxyType(
    {
        "lead-in": "The first words of a section in capitals, a typographer's opening.",
        "reference": "A reference to a work or to a place in it: title, author, page, newspaper and date.",
        "foreign": "Words in another language than the text’s.",
        "inline-note": "A note in brackets among the words of the text, by an editor or translator.",
    }
)
CHANGES: Final = MappingProxyType(dict(CORRUPT) | dict(NORMALISED) | dict(LINES) | dict(UNENCODABLE))
KINDS: Final = MappingProxyType(dict(CHANGES) | dict(ASIDES) | dict(NOTES) | dict(BLOCKS) | dict(PHRASES))
