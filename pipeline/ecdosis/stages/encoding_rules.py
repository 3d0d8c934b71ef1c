"""The rules of the stage `encoding`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class EncodingRule(Rule):
    """What damaged characters show themselves by."""

    MOJIBAKE = 0.97, "a word whose bytes are another in UTF-8"
    MOJIBAKE_IN_LINE = 0.6, "the same, where only the line as a whole shows it"
    MOJIBAKE_LOSSY = 0.9, "a mark whose bytes were read in another character set, and partly lost"
    CONTROL = 0.95, "a control character that is a mark in Windows-1252"
    MARK_LOST = 0.95, "a character that stands for a lost mark, which the descriptor names"
    STRAY_BYTE = 0.95, "a byte that is no UTF-8, and a character that fits in an older set"
    ENTITY = 0.95, "a character reference, in a text full of them"
    INVISIBLE = 0.97, "an invisible character without a function"
    LIGATURE = 0.99, "a typesetter’s ligature"
    LIGATURE_MAPPED = 0.98, "a character that stands for one ligature in the whole file, in a known word"
    LIGATURE_MAPPED_UNKNOWN = 0.9, "the same, in a word that nothing knows"
    LETTER_TOLD = 0.99, "a character that stands for letters, as the descriptor says"
    LETTER_ONLY = 0.95, "a character that stands for several letters, where only one makes a word"
    LETTER_LIKELIEST = 0.6, "the same, where one of several makes the commonest word"
    DECOMPOSED = 0.99, "a letter and its mark that are one character"
    SOFT_HYPHEN = 0.99, "a soft hyphen inside a line"
    SYMBOL = 0.97, "a bullet or figure of a symbol font"
    LOST_BULLET = 0.9, "a character that a PDF only numbers, and that begins each line where it stands"
    WORD_HYPHEN = 0.95, "a control character that is a hyphen in Word"
    LOOK_ALIKE = 0.97, "a letter of another script, in what is a word without it"
    LOOK_ALIKE_UNKNOWN = 0.5, "the same, in what nothing knows as a word"
