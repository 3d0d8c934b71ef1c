"""The rules of the stage `transcription`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

from ecdosis.evidence import Rule


class TranscriptionRule(Rule):
    """What shows a mark of a transcriber."""

    BLOCK = 0.98, "two lines that open and close a block, as transcribers mark it"
    ASTERISKS = 0.95, "the same with an asterisk, as in comments of programs, in a text with other such marks"
    LEFT = 0.92, "one of these lines alone, in a text with several such blocks"
    BREAK = 0.98, "a transcriber’s mark of a break, alone in its line"
    PICTURE = 0.97, "the place of a picture, in a transcriber’s brackets"
    AMONG_WORDS = 0.9, "the same among the words of a text that has others"
    QUESTION = 0.97, "a proofreader’s question, in brackets with two asterisks"
    PAGE_END = 0.97, "an asterisk where a word goes on over the end of a page"
    HYPHEN = 0.93, "an asterisk behind a hyphen, of which a proofreader was not sure"
    DOUBTED = 0.5, "what looks like a transcriber’s mark without another to match"
    ASKED = 0.5, "what a proofreader asks"
