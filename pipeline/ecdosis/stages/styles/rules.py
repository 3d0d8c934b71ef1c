"""The rules of the stages `styles` and `phrases`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class StyleRule(Rule):
    """What marks of styles are, and what they mean."""

    PAIR = 0.97, "two marks around words, as others in the text, hardly one of which is alone"
    ALONE = 0.5, "a mark like those around words, without its partner"
    SAID = 0.99, "what a note in the text says that its marks mean"
    USUAL = 0.95, "what such marks usually mean"
    LETTERS = 0.95, "a word whose letters stand apart"
