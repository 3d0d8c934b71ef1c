"""The rules of the stage `references`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class ReferenceRule(Rule):
    """What shows that words cite a work."""

    EARLIER = 0.95, "what points to an earlier reference, and a page"
    NAMED_PAGE = 0.95, "an author or a title, and a page"
    WORDS_PAGE = 0.85, "what is an author or a title, and a page"
    REVIEW_PAGE = 0.9, "a page in a review of one book, in brackets"
    REVIEW_RUNNING = 0.85, "a page or chapter in a review of one book, in running text"
    QUOTED_PAGE = 0.85, "a page right after a quotation"
    CHAPTER = 0.85, "a title with a volume and chapter"
    IMPRINT = 0.9, "an author and a title with place and year, in a note"
    ISSUE = 0.85, "the name and issue of a periodical"
    PERIODICAL = 0.95, "a newspaper or periodical and its date"
    NEWSPAPER_RUNNING = 0.9, "a newspaper and its date in running text"
    DOCUMENT = 0.85, "a document and its date right after a quotation"
    DATE = 0.8, "a date right after a quotation"
    AUTHOR_YEAR = 0.9, "an author and a year"
    AUTHOR_PAGE = 0.9, "an author of the list of works, and a page"
    SOURCE = 0.9, "words behind a dash that name a work or page, at the end of a quotation or below it"
    SENTENCE = 0.8, "a sentence in parentheses that says where something stands"
    REVIEWED = 0.85, "a work that the text names often, and whose pages it cites"
