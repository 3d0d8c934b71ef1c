"""The rules of the stage `notes`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class NoteRule(Rule):
    """What a marker or a note is without a run of numbers."""

    SIGN = 0.95, "a sign, and a note that begins with it"
    TAGGED = 0.98, "a note that says that it is one, and what leads to it"
    AGAIN = 0.85, "a number that leads to a note once more"
    MISREAD = 0.85, "a marker whose number was misread"
    SPACED = 0.85, "a number behind a blank, and a note that begins with it at the foot of its page"
    IN_COLUMN = 0.9, "a note at the foot of a column, one of a run from 1, and the only marker of its number before it"
    UNANSWERED = 0.8, "a note among others that no marker leads to"
    UNDER = 0.93, "a note below the catchword of its page's text"
    PARTNER = 0.9, "a letter in brackets, and the only note of its page that has it"
    REPEATED = 0.95, "a letter in brackets, and a note of its page that repeats the words before it"
    INNER = 0.9, "a marker inside of a note, and the note that it leads to"
    GOES_ON = 0.85, "a note that goes on at the foot of the next page"
    RULE = 0.95, "a line of its own right above a note"
    BACK = 0.95, "the sign that leads back to the marker"
    WORK = 0.95, "a work in a list that counts up from 1, whose numbers the text has in brackets"
    CITES = 0.95, "a number in brackets, and the work of a list that has it"
    DOUBTED = 0.5, "what may be a marker"
