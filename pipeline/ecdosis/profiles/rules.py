"""How sure the profiles are of what they set aside (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class ProfileRule(Rule):
    """What a provider puts into its files, by what shows it."""

    MARKED = 0.99, "what stands outside of the marks between which a provider says that the work stands"
    ENDS = 0.98, "what stands below the line by which a provider says that the work ends"
    CREDIT = 0.95, "a line above the text that says who made the file"
    FRONT_MATTER = 0.98, "lines of names and values between two lines of ---, above the text"
    SAYS = 0.96, "what the file says of the work, against what its words show"
    NOTICE = 0.97, "several sentences of a notice that a provider puts into each of its files"
    AROUND = 0.93, "lines among those that are known of web pages, above the title or below the text of one"
    PLATE = 0.92, "a page of a few words before or after the work, with the words of a library’s stamp or plate"


STAGE = "provenance"
"""The stage that answers for it."""
