"""How sure typography is of what it finds."""

from __future__ import annotations

from ecdosis.evidence import Rule


class TypographyRule(Rule):
    """What typed marks show themselves by, each with how sure it is."""

    DASH = 0.95, "hyphens typed for a dash"
    ELLIPSIS = 0.97, "three full stops"
    BLANK_BEFORE = 0.93, "a space before a mark of punctuation"
    BLANKS = 0.95, "more than one space"
    PAIRED = 0.97, "a straight double mark, in a block whose marks pair"
    TWINNED = 0.97, "two single marks for a double one, in a text in which as many close as open"
    INSIDE = 0.98, "an apostrophe inside a word"
    BEHIND = 0.95, "an apostrophe behind a word"
    DROPPED = 0.88, "an apostrophe behind a word, in a text that often drops letters"
    ELIDED = 0.93, "an apostrophe before a word that lost its beginning"
    SINGLE = 0.9, "a single mark before a word, which another closes"
    WRONG_SIDE = 0.92, "a space on the wrong side of a mark, by the mark that it pairs with"
