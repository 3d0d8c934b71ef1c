"""A language that cannot be proofread, so that a reader knows why no word was corrected. Nothing is wrong with such a
text: it is told at its build and on the shelf, and is no finding that would stand in the edition."""

from __future__ import annotations

from typing import Final

from ecdosis.languages import PROOFREAD, language, languages

LEAST: Final = 200
"""Words of a text of which it is told; a shorter one may well have none to correct."""


def not_proofread(code: str, words: int) -> tuple[str, ...]:
    """What is said of a text of so many words in a language (BCP 47; empty if it is not known) of whose words too
    little is known to correct any; nothing of others."""
    if words < LEAST or language(code.partition("-")[0]).has(PROOFREAD):
        return ()
    from ecdosis.languages.names import language_name

    *others, last = sorted(one.name for one in languages().values() if one.has(PROOFREAD))
    known = f"{', '.join(others)} and {last}" if others else last
    said = f"Misread and mistyped words are corrected in {known} only, so they stand here as they are."
    if code:
        return (f"This text is in {language_name(code)}. {said}",)
    return (f"The language of this text could not be told. {said} If you know it, say so in the descriptor.",)
