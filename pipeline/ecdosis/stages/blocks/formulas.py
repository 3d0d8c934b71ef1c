"""The formulas of letters: lines that greet somebody, take leave, or sign; and what is added below."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ecdosis.languages.dates import is_month
from ecdosis.stages.blocks.layout import is_addressed
from ecdosis.stages.blocks.numbers import is_numbered
from ecdosis.stages.blocks.views import View
from ecdosis.stages.words import AND, words

GREETING_WORDS: Final = 14
"""Words of the line that greets somebody at most."""
LEAVE_WORDS: Final = 18
"""The same of one that takes leave."""
NAME_WORDS: Final = 7
"""The same of a name that signs."""
WHOSE: Final = 5
"""Words between `your` and `friend` at most."""
BARE: Final = 4
"""Words of a line that begins with `your` and only says how somebody is, at most (`Your obedient`)."""
ADDRESSED: Final = 8
"""Words of a line that greets somebody without a formula, below a date, at most."""
_WORD: Final = re.compile(r"[^\W\d_]+")
CALLED: Final = 5
"""Words of a line that only calls somebody, below place and date, at most."""
ADDRESS_WORDS: Final = 10
"""Words of a line that says to whom a letter goes, at most."""
_GREETED: Final = re.compile(r"(?:[,;:!]|[,.:;!]?\s?[—–-]{1,3})[\s\"'”’»)\]_*]*$")
_SENTENCE: Final = re.compile(rf",\s(?!(?:{AND})\s)[^\W\d_A-ZÀ-ÖØ-ÞА-Я]|(?<=[^\W\d_]{4})[.?!]\s+[^\W\d_]")
"""What shows that a line says more than whom it greets: words behind a comma, or another sentence."""
_EDGES: Final = " \t_*\"'“”‘’«»„[]()"
_PLAIN: Final = re.compile(r"[\d?!:;=<>{}|/\\]|[^\W_][.,]?\s?[—–]\s?[^\W_]")
"""What no name has."""
_MARK: Final = re.compile(r"\[\W{0,2}[^\W\d_]{1,2}\W{0,2}\]\W?")
"""A letter or two in brackets: an editor's mark, such as that of the catalogue which a letter is taken from."""
TOKEN: Final = re.compile(r"[^\s,]+")
"""A word with the marks beside it."""


@cache
def _greetings() -> re.Pattern[str]:
    longest = sorted(words("greetings"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


@cache
def _remaining() -> re.Pattern[str]:
    longest = sorted(words("remaining"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


@cache
def _postscripts() -> re.Pattern[str]:
    longest = sorted(words("postscripts"), key=len, reverse=True)
    return re.compile(rf"[\[(]?(?:{'|'.join(map(re.escape, longest))})\b[.:]?", re.IGNORECASE)


def is_greeting(view: View) -> bool:
    """Whether a line greets somebody, as letters do."""
    bare = view.text.strip(_EDGES)
    short = view.words <= GREETING_WORDS and _GREETED.search(view.text) is not None and _SENTENCE.search(bare) is None
    speaks = any(token.strip(_EDGES).casefold() in words("speaking") for token in TOKEN.findall(view.text))
    return short and not speaks and _greetings().match(bare) is not None


def takes_leave(view: View) -> bool:
    """Whether a line has words with which letters take leave."""
    if view.words > LEAVE_WORDS or view.text[-1:] in "?":
        return False
    found = [token.strip(_EDGES + ".;:!—–-").casefold() for token in TOKEN.findall(view.text)]
    if not words("leaves").isdisjoint(found) or (found and found[-1] in words("possessives")):
        return True
    if found and found[0] in words("possessives") and len(found) <= BARE and view.text[-1:] not in ".!:;":
        return True
    last = max((i for i, word in enumerate(found) if word in words("kin")), default=-1)
    whose = [i for i in range(max(0, last - WHOSE), last) if found[i] in words("possessives")]
    spoken = bool(whose) and whose[0] > 0 and found[whose[0] - 1] in words("governing")
    return last >= len(found) - 2 and bool(whose) and not spoken


def remains(text: str) -> bool:
    """Whether words begin as those do that lead to taking leave: `I am, dear Sir, ...`."""
    return _remaining().match(text.strip(_EDGES)) is not None


def leads_on(view: View) -> bool:
    """Whether a line leads to one that takes leave: `I remain,` or `My dear Sir,`."""
    bare = view.text.strip(_EDGES)
    leads = remains(bare) and view.words <= NAME_WORDS
    return view.text.rstrip(_EDGES)[-1:] not in ".?!" and (leads or is_greeting(view))


def is_name(view: View) -> bool:
    """Whether a line may be a name that signs: words with capitals, initials, particles."""
    found = [token.strip(_EDGES + "._—–-") for token in TOKEN.findall(view.text)]
    found = [token for token in found if token]
    if (
        not found
        or len(found) > NAME_WORDS
        or _counts(view.text, found[0])
        or _PLAIN.search(view.text)
        or _MARK.fullmatch(view.text)
        or view.text.rstrip()[-1:] in ",-—–"
    ):
        return False
    if not words("addressing").isdisjoint(word.casefold() for word in found):
        return False
    lower = [word for word in found if not word[0].isupper()]
    return found[0][0].isupper() and all(word.casefold() in words("particles") for word in lower)


def _counts(text: str, first: str) -> bool:
    """Whether a line is numbered; a letter with a full stop is an initial."""
    return is_numbered(text) and len(first) > 1


def is_added(view: View) -> bool:
    """Whether a block says that it is added below the name."""
    return _postscripts().match(view.text.lstrip(_EDGES)) is not None


def is_address(view: View) -> bool:
    """Whether a line may be one of those that say to whom a letter goes, and where: words with capitals, and those that
    go with them; no sentence."""
    found = [token.strip(_EDGES + ".:;!—–-") for token in TOKEN.findall(view.text)]
    found = [token for token in found if token]
    if not found or len(found) > ADDRESS_WORDS or view.prose or re.search(r"[?!;=]", view.text):
        return False
    joining = words("particles") | words("addressed_to") | words("beside_places")
    return all(word[0].isupper() or word[0].isdigit() or word.casefold() in joining for word in found)


def is_addressed_to(view: View) -> bool:
    """Whether such a line says by its first word that it names who a letter goes to (`To Mr. Smith,`)."""
    first, *rest = [token.strip(_EDGES) for token in TOKEN.findall(view.text)] or [""]
    return first.casefold() in words("addressed_to") and any(word[:1].isupper() for word in rest) and is_address(view)


def speaks(view: View) -> bool:
    """Whether somebody speaks of himself, or to somebody, as in letters, or says that he adds something."""
    persons = words("first_person") | words("second_person")
    return is_added(view) or not persons.isdisjoint(_WORD.findall(view.text.casefold()))


def calls(view: View) -> bool:
    """Whether a line may greet somebody without a formula, as it may between place and date and the text (`BLESSED
    AMOS:`): few words in capitals, or with them, left open by a comma or colon."""
    found = TOKEN.findall(view.text)
    bare = [token.strip(_EDGES + ",:;.!—–-") for token in found]
    if not 0 < len(found) <= CALLED or view.text.rstrip(_EDGES)[-1:] not in ",:" or any(map(str.isdigit, view.text)):
        return False
    return all(word[:1].isupper() for word in bare if word) and not any(is_month(word) for word in bare)


def addresses(view: View) -> bool:
    """Whether a line addresses somebody without a formula, as it may below a date."""
    return is_addressed(view.text) and view.words <= ADDRESSED
