"""A web page as somebody selected it all, or a program took its text: who posted it, and the foot of its site.

Menus and controls are told with the furniture; here is what only their words tell, and only in a text that has such
controls, or that a browser wrote (`web_page.toml`). Below the foot of a site nothing of the page follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

from ecdosis.languages.dates import is_date
from ecdosis.model.kinds import Kind
from ecdosis.model.provenance import Provenance
from ecdosis.profiles import menus, page_name, surroundings, text_browser
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Line, Meant, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.furniture import phrases
from ecdosis.stages.persons import is_full, persons

FEWEST: Final = 2
"""Different words of controls from which a text is a web page."""
LOW: Final = 0.5
"""Share of a page above its foot at least."""
LONGEST: Final = 3500
"""Code points of a foot at most: comments, or a text after a licence, are none."""
ORIGIN: Final = "a web page"
"""What such a file comes from."""
TITLED: Final = 0.9
"""How sure the line is by which a page names itself."""
TITLE: Final = 120
"""Code points of a title at most."""
CONTROL: Final = 60
"""Code points of a control."""
_POSTED: Final = (
    re.compile(
        r"\W{0,3}(?:Posted|Published|Written|Submitted)(?: (?:on|at) (?P<when>[^|]{4,50}?))? by:? "
        r"(?P<who>[^|@]{3,60}?)\.?\W{0,3}"
    ),
    re.compile(r"(?P<day>[^|]{6,40}?) by (?P<who>[^|@]{3,60}?)\.?"),
    re.compile(r"(?:By|[Pp]ar|[Vv]on|[Pp]or|[Dd]i) (?P<who>[^|@\d]{5,60}?)\s*[|•·—–,-]\s*(?P<day>[^|]{6,40})"),
    re.compile(r"By (?P<who>[A-Z][A-Z .'’-]{4,50}?) (?P<day>[A-Z]{3,9}\.? \d{1,2}, \d{4})"),
    re.compile(r".{6,90}\| (?:By|Par|Von|Por|Di) (?P<who>[^|@\d(]{5,50}?)(?: \([^|]{0,60})?"),
)
"""`Posted by Anna Weir.`, `Tuesday 15 October 2019 by Anna Weir`, `By Anna Weir | May 3, 2019`, `By ANNA WEIR MAY 3,
2019`, `The Gazette | 03.05.2019 | Par Anna Weir (with John Pole)`."""
_ON: Final = re.compile(
    r"(?:\d{1,5}|One|Two|Three|Four|Five) (?:thoughts?|comments?|responses?|replies|reply|Gedanken?|Kommentare?"
    r"|Antworten|réflexions?|commentaires?|pensieri|commenti|comentarios?|pensamientos?|respuestas?) "
    r"(?:on|to|zu|auf|sur|su|en|sobre) [“„«\"](?P<title>.{4,120})[”“»\"]"
)
"""The head of the comments on a page, as WordPress' themes and others have it: `3 thoughts on “The Boat”`."""
_BYLINE: Final = re.compile(r"(?:By|Von|Par|Por|Di) (?P<who>[^|@\d]{5,60})")
_DATED: Final = re.compile(r"(?<!\d)\d{4}(?!\d)|\d[./]\d")
"""A year, or a day in figures."""
_BROWSER: Final = re.compile(
    r"\(BUTTON\)(?:\s+\S+){0,8}|#alternate(?: alternate)*|_{8,} Search"
    r"|\[[^\[\]\s]{1,80}\.(?:jpe?g|png|gif|svg|webp)(?:\?[^\[\]\s]{1,40})?\]"
)
"""What lynx writes for what is no text."""
_FIELD: Final = re.compile(r"(?<!_)_{8,40}(?!_)|^\[ \] ")
"""A field of a form, or a box to be ticked, as browsers write them; a rule is longer."""
_RIGHTS: Final = re.compile(r"\W{0,3}(?:Copyright |©)\W{0,3}\d{4}")
_SCRIPT: Final = re.compile(r"[A-Za-z_$][\w.$]{1,40}\(.*\);?")
"""A call of a script that a program took for text."""
_RULE: Final = re.compile(r"[-_=*•·—]{3,}")
_TIME: Final = re.compile(r",?\s?(?:at\s|@\s?|-\s)?\d{1,2}[:.]\d\d\s?(?:[AaPp]\.?[Mm]\.?)?$")


@cache
def _letters(name: str) -> tuple[str, ...]:
    return tuple(map(letters_of, table("web_page")[name]))


def look(file: File) -> Finding | None:
    """The foot of a web page's site, and who posted the page."""
    browsed = list(_browsed(file))
    page = bool(browsed) or len(_controls(file)) >= FEWEST or text_browser.look(file) is not None
    named = page_name.named(file, page=page)
    title = file.lines[named.title] if named else _title(file) if page else None
    meant = (
        (Meant(title.start, title.end, Kind.TITLE, TITLED, "the line by which a page names itself"),) if title else ()
    )
    if not page:
        return Finding(Provenance(title=on_one_line(title.text)), (), meant) if title else None
    why = "what a browser writes for a frame or a button of a page"
    passages = [Passage(line.start, line.end, ProfileRule.MARKED, why) for line in browsed]
    told = Provenance(origins=(ORIGIN,), author=_poster(file), title=on_one_line(title.text) if title else "")
    return Finding(told, (*passages, *(_above(file, named) if named else ()), *_passages(file)), meant)


def _above(file: File, named: page_name.Named) -> Iterator[Passage]:
    """What a page calls itself in the bar of the browser, and the menus above its title."""
    first = file.lines[0]
    yield Passage(first.start, first.end, ProfileRule.MARKED, "what a page calls itself in the bar of the browser")
    for index in named.menus:
        line = file.lines[index]
        yield Passage(line.start, line.end, ProfileRule.AROUND, "a line of the menus above the title of a page")


def _browsed(file: File) -> Iterator[Line]:
    """The lines that a browser writes for what is no text; an address may stand in the next lines."""
    frame = False
    for line in file.lines:
        frame = line.text.startswith("IFRAME:") or (frame and not line.gap and " " not in line.text)
        if frame or _BROWSER.fullmatch(line.text):
            yield line


def _controls(file: File) -> set[str]:
    """The words of controls that are nothing else, alone in their lines."""
    short = {phrases.plain(line.text) for line in file.lines if len(line.text) <= CONTROL}
    return {words for words in short if any(phrases.control(words)) and not phrases.ambiguous(words)}


def _poster(file: File) -> str:
    """Who posted a page, if only one person did: whoever comments on it posts, too."""
    found = {name for line in file.lines if len(line.text) <= 2 * CONTROL and (name := _named(line.text))}
    return found.pop() if len(found) == 1 else ""


def _title(file: File) -> Line | None:
    """The title of a page: what the head of the comments quotes, else the line above who posted it, or above what is
    said of it above its author and day."""
    return _commented(file) or _posted(file) or _above_byline(file)


def _commented(file: File) -> Line | None:
    """The line of a page that the head of its comments quotes as what they are on."""
    quoted = {match["title"].strip() for line in file.lines if (match := _ON.fullmatch(line.text))}
    return next((line for line in _high(file) if line.text in quoted), None) if len(quoted) == 1 else None


def _high(file: File) -> Sequence[Line]:
    """The lines in the upper part of a file."""
    return [line for line in file.lines if line.start < LOW * len(file.text)]


def _posted(file: File) -> Line | None:
    """The line right above the one that says, above the text, who posted it and when; none if that is no title."""
    dated = (i for i, line in enumerate(file.lines) if len(line.text) <= 2 * CONTROL and _DATED.search(line.text))
    index = next((i for i in dated if _named(file.lines[i].text)), 0)
    high = 0 < index < len(_high(file))
    return file.lines[index - 1] if high and _may_be_title(file.lines[index - 1].text) else None


def _above_byline(file: File) -> Line | None:
    """The line above the first author's, below which a day stands; a sentence that says what the page is about may
    stand between. None if another line of a title's length stands above it, which may be the title as well, or a
    sentence, below which it may be the caption of a picture."""
    lines = [line.text for line in _high(file)]
    signed = (i for i, text in enumerate(lines) if (match := _BYLINE.fullmatch(text)) and _is_full(match["who"]))
    index = next((i for i in signed if any(is_date(text) for text in lines[i + 1 : i + 3])), 0) - 1
    index -= index > 0 and lines[index].endswith(".")
    if index < 0 or not _may_be_title(lines[index]):
        return None
    above = lines[index - 1] if index else ""
    doubtful = (_may_be_title(above) and above.count(" ") > 1) or above.endswith(".")
    return None if doubtful else file.lines[index]


def _may_be_title(text: str) -> bool:
    return 0 < len(text) <= TITLE and " " in text and text[-1] not in ".,;:|" and not _is_control(text)


def _is_full(text: str) -> bool:
    names = persons(text)
    return len(names) == 1 and is_full(names[0])


def _named(text: str) -> str:
    """The person that a line names as who posted; a day beside the name must be one."""
    for pattern in _POSTED:
        if match := pattern.fullmatch(text):
            day = match.groupdict().get("day")
            names = persons(match["who"])
            if len(names) == 1 and is_full(names[0]) and (not day or is_date(_TIME.sub("", day.rstrip()))):
                return names[0]
    return ""


def _passages(file: File) -> Iterator[Passage]:
    for line in file.lines:
        if len(line.text) <= 2 * CONTROL and letters_of(line.text).startswith(_letters("lines")):
            yield Passage(line.start, line.end, ProfileRule.NOTICE, "a control of a web page")
    above, below = menus.outside(file)
    for index in chain(above[:-1], below):  # the line right above the prose is its heading
        line = file.lines[index]
        opener = phrases.is_one_of("opener", "lists", line.text)  # by which the list below it is told later
        field = len(line.text) <= 2 * CONTROL and _FIELD.search(line.text)
        if (_is_control(line.text) and not opener) or _SCRIPT.fullmatch(line.text) or field:
            yield Passage(line.start, line.end, ProfileRule.NOTICE, "a control, field or script of a web page")
    for index in chain.from_iterable(menus.find(file)):  # line by line: the gap that is left parts the title from it
        line = file.lines[index]
        yield Passage(line.start, line.end, ProfileRule.NOTICE, "a menu of a site, above or below the text of a page")
    yield from surroundings.find(file)
    foot = _foot(file)
    if foot < len(file.lines):
        yield Passage(file.lines[foot].start, file.lines[-1].end, ProfileRule.NOTICE, "the foot of a site")


def _foot(file: File) -> int:
    """The index of the first line of a site's foot, with the rule and controls right above it; that behind the last
    line if it has none."""
    end, below = len(file.text), menus.outside(file)[1]
    for index, line in enumerate(file.lines):
        low = line.start >= LOW * end and end - line.start <= LONGEST
        if low and (
            letters_of(line.text).startswith(_letters("feet")) or (index in below and _RIGHTS.match(line.text))
        ):
            while index and (_RULE.fullmatch(file.lines[index - 1].text) or _is_control(file.lines[index - 1].text)):
                index -= 1
            return index
    return len(file.lines)


def _is_control(text: str) -> bool:
    return len(text) <= CONTROL and any(phrases.control(text)) and not phrases.ambiguous(text)
