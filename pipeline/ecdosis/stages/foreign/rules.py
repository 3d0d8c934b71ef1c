"""The rules of the stage `foreign`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class ForeignRule(Rule):
    """What signs are not weighed for."""

    SCRIPT = 0.95, "words in another script"
