"""Sixty and more patterns that a text can be made of, each as long as one likes: what is quadratic in one of them takes
four times the work for twice the length. They are of our own words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Final

SENTENCE: Final = "The ferry lay at the foot of the stone steps, and nobody asked why the lantern hung so low. "
LINE: Final = "The ferry lay at the foot of the stone steps, and nobody who came"
SYLLABLES: Final = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "da", "fe", "gi", "ho", "pu")
Pattern = Callable[[int], str]
"""A length in code points -> a text of about that length."""


def repeated(unit: str) -> Pattern:
    """The same again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def numbered(unit: str, first: int = 1) -> Pattern:
    """The same with a number that counts up (`{n}`), one in Roman numerals (`{roman}`), or a word or name that comes in
    no other (`{word}`, `{name}`)."""

    def grown(length: int) -> str:
        parts: list[str] = []
        size = 0
        for n in count(first):
            if size >= length:
                return "".join(parts)
            parts.append(unit.format(n=n, word=word(n), name=word(n).capitalize(), roman=roman(n)))
            size += len(parts[-1])
        raise AssertionError

    return grown


def between(before: str, grown: Pattern, after: str) -> Pattern:
    """Something that grows, with something before and behind it that does not."""
    return lambda length: before + grown(length) + after


def halves(first: Pattern, second: Pattern) -> Pattern:
    """Two that grow, one behind the other."""
    return lambda length: first(length // 2) + second(length // 2)


def word(n: int) -> str:
    """The nth of many made-up words."""
    made = ""
    n += len(SYLLABLES)
    while n:
        n, rest = divmod(n, len(SYLLABLES))
        made += SYLLABLES[rest]
    return made


def roman(n: int) -> str:
    """A number up to 3999 in Roman numerals; higher ones begin again."""
    made = ""
    n = n % 3999 or 3999
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        times, n = divmod(n, value)
        made += sign * times
    return made


PATTERNS: Final[dict[str, Pattern]] = {
    "dotted letters": repeated("a.b."),
    "dotted capitals": repeated("I."),
    "dotted words": numbered("{word}."),
    "dots": repeated("."),
    "one letter": repeated("a"),
    "one capital": repeated("A"),
    "capitals with blanks": repeated("I A V "),
    "digits": repeated("1234567890"),
    "figures with commas": numbered("{n},"),
    "figures with blanks": numbered("{n} "),
    "hyphens": repeated("-"),
    "hyphenated words": numbered("{word}-"),
    "hyphens at line ends": numbered("the com-\nmunity of the fer-\nry {word}\n"),
    "soft hyphens": repeated("com\xadmu\xadnity "),
    "apostrophes": repeated("o'"),
    "opened quotation marks": repeated("“so he said, "),
    "closed quotation marks": repeated("so he said” and "),
    "straight quotation marks": repeated('"so" he said '),
    "single quotation marks": repeated("'so' he said "),
    "quotations in quotations": repeated("“he said ‘so”’ "),
    "opened brackets": repeated("(see "),
    "nothing but opened brackets": repeated("(["),
    "closed brackets": repeated("so) and] "),
    "brackets in brackets": halves(repeated("("), repeated(")")),
    "note markers": numbered("the lantern.{n} Nobody asked "),
    "note markers in brackets": numbered("the lantern [{n}] and nobody asked "),
    "signs of notes": repeated("the lantern* and the boat† and the steps‡ "),
    "markers and a list of notes": halves(
        numbered("the lantern hung low.{n} Nobody asked why it was. "),
        between("\n\nNotes\n\n", numbered("{n}. Crane to Lamb, May.\n"), ""),
    ),
    "markers that begin anew": repeated("".join(f"the lantern.{n} Nobody asked " for n in range(1, 10))),
    "a page full of notes": between(
        "a\f", halves(numbered(f"{LINE}.{{n}}\n"), numbered("{n} Crane to Lamb, May.\n")), ""
    ),
    "a list of notes": numbered("{n}. Letter of the ferryman to the clerk.\n"),
    "notes at feet": numbered(f"{LINE}{{n}}\n________\n{{n}} Crane to Lamb, 3 May.\n\f"),
    "notes of many letters": numbered("word{word} [note {word}] "),
    "form feeds": between("a", repeated("\f"), "b"),
    "pages": numbered(f"THE FERRY LEDGER\n\n{LINE}\n{LINE}\n\n{{n}}\n\f"),
    "pages without form feeds": numbered(f"THE FERRY LEDGER   {{n}}\n\n{LINE}\n{LINE}\n{LINE}\n\n"),
    "page numbers": numbered("{n}\n\n"),
    "running heads": numbered("{n}  A HISTORY OF SALTERN\n"),
    "blank lines": between("a", repeated("\n"), "b"),
    "lines of blanks": between("a", repeated("   \n"), "b"),
    "blanks": between("a", repeated(" "), "b"),
    "tabs": repeated("a\t"),
    "one long line": repeated(SENTENCE),
    "long paragraphs": numbered(f"{SENTENCE * 20}{{word}}\n\n"),
    "lines": numbered(f"{LINE} {{word}}\n"),
    "one-letter lines": repeated("a\n"),
    "short lines": numbered("{word}\n"),
    "short paragraphs": numbered("{word}\n\n"),
    "carriage returns": repeated("a\r\n\r"),
    "addresses of the web": numbered("https://example.org/{word}/{n}?a=b "),
    "one address of the web": between("https://", numbered("{word}/"), ""),
    "addresses of mail": numbered("{word}@example.org, "),
    "an address of mail without end": repeated("a.b@"),
    "at signs": repeated("@"),
    "slashes": repeated("a/"),
    "colons and slashes": repeated("://"),
    "dates": numbered("on 12 May {n}, "),
    "dates in figures": repeated("12.05.1871–"),
    "citations": numbered("(Crane, The Ferry, p. {n}) "),
    "citations together": numbered("Crane, p. {n}; "),
    "ibid.": repeated("Ibid., p. 12. "),
    "citations without end": between("(Crane, ", numbered("The Ferry of {n}, p. "), ""),
    "references in italics": numbered("_The Ferry_, vol. {n}, p. {n}. "),
    "Roman numerals": numbered("{roman}. "),
    "Roman numerals alone": numbered("{roman}\n\n"),
    "chapters": numbered(f"CHAPTER {{roman}}\n\n{LINE}.\n\n"),
    "verse": numbered("    The tide went out at {word},\n    The ferry did not wait,\n\n"),
    "long verse": numbered("    The tide went out at {word}\n"),
    "a list": numbered("- a rope for {word}\n"),
    "a list with letters": repeated("(a) a rope\n(b) a lamp\n(c) a boat\n"),
    "a list with Roman numerals": numbered("({roman}) a rope\n"),
    "contents": numbered("Chapter {n} . . . . . . . . . {n}\n"),
    "columns": numbered("{word}        {n}      the lamp\n"),
    "a table of signs": repeated("| a | b |\n|---|---|\n"),
    "rules": repeated("________\n"),
    "asterisks": repeated("* * *\n\n"),
    "underscores": repeated("_so_ "),
    "mojibake": repeated("the ferrymanâ€™s lamp was â€œlowâ€\x9d "),
    "mojibake alone": repeated("Ã©Ã¨"),
    "mojibake twice": repeated("ÃƒÂ©"),
    "replacement characters": repeated("the \ufffderryman \ufffd"),
    "control characters": repeated("the ferryman stood\x01 at the steps \x7f"),
    "Cyrillic": repeated("Паром стоял у ступеней, и никто не спросил. "),
    "Cyrillic in Latin": numbered("the паром of {word} "),
    "Cyrillic look-alikes": repeated("thе fеrrу "),
    "Greek": repeated("ὁ πορθμεὺς οὐκ ἦλθεν· "),
    "Hebrew": repeated("המעבורת עמדה ליד המדרגות. "),
    "Arabic": repeated("كان المركب عند الدرج. "),
    "Chinese": repeated("渡船停在石阶下。"),
    "Chinese without marks": repeated("渡船"),
    "combining marks": repeated("e\u0301\u0323"),
    "nothing but combining marks": repeated("\u0301"),
    "emoji": repeated("the 🚢 and 👩\u200d👧 "),
    "zero width": repeated("\u200b\u200d"),
    "directions": repeated("\u202ea\u202c"),
    "mail quoting": numbered("> > the ferry of {word}\n"),
    "greater-than signs": repeated(">"),
    "headers of mail": numbered("From: {word}@example.org\nSubject: the ferry\nDate: 12 May 1871\n\n"),
    "dialogue with dashes": numbered("— Who is there? — The ferryman, — said {word}.\n"),
    "dialogue": numbered("“Who is there?” asked {word}.\n\n“The ferryman.”\n\n"),
    "a play": numbered("CLERK. Who is there?\n\nFERRYMAN. {word}.\n\n"),
    "dashes": repeated("—"),
    "dashes of hyphens": repeated("the boat--the lamp--"),
    "repeated paragraphs": repeated(f"{SENTENCE}\n\n"),
    "words that come but once": numbered("{word} "),
    "names that come but once": numbered("Mr. {word} Lamb met "),
    "names in two forms": numbered("the {name} Bank, {name} Bank, {name} Bank and {name}er Bank "),
    "capitalised words": numbered("The Ferry of {word} And The Lamp "),
    "misread words": numbered("tlie ferrynian of tbe hoat {word} "),
    "words in pieces": repeated("the f e r r y m a n "),
    "ligatures": repeated("the ﬁrst oﬃce ﬂoated "),
    "long s": repeated("the ſhip of ſtones "),
    "French": repeated("Le passeur ne savait pas pourquoi la lanterne était si basse dans la nuit. "),
    "French and English by turns": repeated("The ferry of le passeur qui ne savait pas, and nobody asked him why. "),
    "Latin": repeated("navis in flumine stabat et nemo nautam rogavit. "),
    "signatures": numbered("Crane to Lamb\n\nDear Sir,\n\nThe boat is {word}.\n\nYours, Crane\n\n"),
    "captions": numbered("Fig. {n}. The ferry at {word}.\n\n"),
    "entities": repeated("&amp;&#8217;&lt;"),
    "tags": repeated("<p>the <b>ferry</b></p>"),
    "ellipses": repeated("the lamp . . . and ... the boat… "),
    "questions": repeated("?!"),
    "commas": repeated(",, "),
    "semicolons": repeated("so; and: "),
    "widgets": repeated("Share this page\nPrint\nHome > Texts > Ferries\n"),
    "licence": repeated("Copyright 1999 by Ann Example. All rights reserved.\n\n"),
    "letters and figures": repeated("a1b2"),
    "measures": numbered("£{n} 6s. 8d. and 3½ lb. "),
    "signs": repeated("§¶†‡•°"),
    "code points of the private use": repeated("\ue000\uf0b7 "),
}
"""Name -> a pattern."""
