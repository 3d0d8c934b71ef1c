"""Mail, one or a mailbox of them: the headers of programs, signatures, the feet of mailing lists.

A header is a paragraph of names and values with something in it that only a program writes, and the first one begins
the file: a mail that somebody quotes, or writes in a novel, is none. Subject, sender and day are of the header; of
several mails what they agree in. What is quoted in a mail (`> `) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.model.provenance import Provenance
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Finding, Line, Passage, letters_of, on_one_line
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.persons import is_full, persons

SIGNATURE: Final = 8
"""Lines of a signature at most (RFC 3676 asks for four)."""
FOOT: Final = 8
"""Lines of the foot of a list at most."""
DIGEST: Final = 16
"""Lines of the end of a digest at most."""
ORIGIN: Final = "mail"
"""What such a file comes from."""
FEWEST: Final = 3
"""Phrases of a firm’s last paragraph."""
SHORT: Final = 2000
"""Words of a file whose header a person may have written; what is longer may be a story that begins with a mail."""
_HEADER: Final = re.compile(r"(?P<name>[A-Z][A-Za-z]*(?:-[A-Za-z]+)*):(?:[ \t]+(?P<said>.*))?")
_MBOX: Final = re.compile(r"From \S+(?: at \S+)? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +[A-Z][a-z]{2} +\d.* \d{4}")
_ADDRESS: Final = re.compile(r"[\w.+-](?:@| at )[\w-]{1,63}\.[\w-]")
_STAMP: Final = re.compile(r".*\d{4}.{1,6}\d{1,2}:\d\d.*")
"""A day with the time of day, as programs write it."""
_NAMED: Final = re.compile(
    r"[\"']?(?P<before>[^<>\"()@]{2,60}?)[\"']?\s*[<\[].*|\S+(?: at \S+)?\s+\((?P<behind>[^()]{2,60})\)"
)
_PREFIX: Final = re.compile(
    r"(?:(?:re|aw|fwd?|wg|tr|rv|sv|antw)(?:\[\d+\])?\s?:\s*|\[[^\[\]]{1,40}\]\s*)+", re.IGNORECASE
)
_BOUNDARY: Final = re.compile(r"boundary=\"?([^\";\s]{1,70})", re.IGNORECASE)
_RULE: Final = re.compile(r"[-_=*]{10,}|--~--~.*")


class Mail(NamedTuple):
    """The lines (indices) of a header and of what is below it, and the values of the header by their names in small
    letters."""

    header: range
    body: range
    said: Mapping[str, str]


@cache
def _letters(name: str) -> tuple[str, ...]:
    return tuple(map(letters_of, table("mail")[name]))


def look(file: File) -> Finding | None:
    """The headers of a file that is mail, and what programs put below."""
    mails = list(_mails(file))
    if not mails:
        return None
    by_machine = any(letters_of(name) in _letters("machine") for name in mails[0].said)
    if not by_machine and len(file.text.split()) > SHORT:
        return None
    passages = [passage for mail in mails for passage in _passages(file, mail)]
    if first := mails[0].header.start:
        passages.append(_passage(file, range(first), ProfileRule.MARKED, "the head of a list’s digest"))
    return Finding(_provenance(mails), tuple(passages))


def _mails(file: File) -> Iterator[Mail]:
    """The mails in a file that begins with one or with the head of a digest, each with the lines up to the next."""
    if not file.lines or not (_header(file.lines[: file.paragraphs[0].stop]) or _is_digest(file)):
        return
    told = [(lines, said) for lines in file.paragraphs if (said := _header(file.lines[lines.start : lines.stop]))]
    found = [(range(lines.start, _rest(file, lines.stop)), said) for lines, said in told]
    stops = [*(lines.start for lines, _ in found[1:]), len(file.lines)]
    for (lines, said), stop in zip(found, stops, strict=True):
        yield Mail(lines, range(lines.stop, stop), said)


def _rest(file: File, index: int) -> int:
    """The index behind further lines of a header, of which programs write some below a line of blanks alone."""
    while (
        index < len(file.lines)
        and (match := _HEADER.fullmatch(file.lines[index].text))
        and letters_of(match["name"]) in _letters("machine")
    ):
        index += 1
    return index


def _is_digest(file: File) -> bool:
    """Whether a file begins as the digest of a mailing list does (Mailman)."""
    return letters_of(file.lines[0].text).startswith(_letters("digests")) and "mailing list" in file.lines[0].text


def _header(lines: Sequence[Line]) -> Mapping[str, str]:
    """The names and values of a paragraph that is a header; nothing if it is none."""
    mailbox = bool(_MBOX.fullmatch(lines[0].text))
    said: dict[str, str] = {}
    name = ""
    for line in lines[mailbox:]:
        match = _HEADER.fullmatch(line.text)
        if match and not line.indent:
            name = match["name"].lower()
            said.setdefault(name, match["said"] or "")
        elif name and line.indent:
            said[name] += f" {line.text}"
        else:
            return {}
    names = set(map(letters_of, said))
    known = {*_letters("machine"), *_letters("known")}
    when = said.get("date", said.get("sent", ""))
    sure = (
        names & set(_letters("machine"))
        or mailbox
        or (_STAMP.fullmatch(when) and _ADDRESS.search(said.get("from", "")))
    )
    told = "from" in said and ("subject" in said or bool(when)) and len(said) > 2
    foreign = [one for one in names if one not in known and not one.startswith("x")]
    return said if told and sure and 2 * len(foreign) < len(names) else {}


def _passages(file: File, mail: Mail) -> Iterator[Passage]:
    yield _passage(file, mail.header, ProfileRule.MARKED, "the header of a mail")
    body = mail.body
    for below in (_digest_foot, _foot, _closing, _signature, _closing):
        found = below(file, body)
        if found:
            why = "what a mail program, a list or a firm puts below a mail"
            yield _passage(file, range(found, body.stop), ProfileRule.CREDIT, why)
            body = range(body.start, found)
    yield from _parts(file, body, mail.said.get("content-type", ""))
    for index in body:
        if _is_scrubbed(file, index):
            last = index + 1 if index + 1 < body.stop and file.lines[index + 1].text.startswith("URL: <") else index
            yield _passage(file, range(index, last + 1), ProfileRule.MARKED, "a list’s word for what it has taken off")


def _parts(file: File, body: range, content: str) -> Iterator[Passage]:
    """The borders of the parts of a mail and their headers (RFC 2046), and parts that are no text."""
    found = _BOUNDARY.search(content)
    borders = [i for i in body if found and file.lines[i].text in (f"--{found[1]}", f"--{found[1]}--")]
    for at, stop in pairwise([*borders, body.stop]):
        last = at + 1
        while last < stop and not file.lines[last].gap and (_HEADER.fullmatch(file.lines[last].text) or last > at + 1):
            last += 1
        head = file.words(range(at + 1, last)).lower()
        coded = "base64" in head or (head and "content-type: text/" not in head and "content-type:" in head)
        yield _passage(file, range(at, stop if coded else last), ProfileRule.MARKED, "what parts a mail into its parts")


def _passage(file: File, lines: range, certainty: float, why: str) -> Passage:
    return Passage(file.lines[lines.start].start, file.lines[lines.stop - 1].end, certainty, why)


def _digest_foot(file: File, body: range) -> int | None:
    """Where the end of a digest begins."""
    ends = _letters("digest_ends")
    last = range(max(body.start, body.stop - DIGEST), body.stop)
    at = next((i for i in last if letters_of(file.lines[i].text).startswith(ends)), None)
    return at - 1 if at and at > body.start and _RULE.fullmatch(file.lines[at - 1].text) else at


def _foot(file: File, body: range) -> int | None:
    """Where the foot of a list begins: a rule, and below it what lists say."""
    for index in range(max(body.start, body.stop - FOOT), body.stop):
        if _RULE.fullmatch(file.lines[index].text):
            words = letters_of(file.words(range(index + 1, body.stop)))
            return index if any(one in words for one in _letters("lists")) else None
    return None


def _signature(file: File, body: range) -> int | None:
    """Where the signature of a mail begins: behind two hyphens alone in a line. One above what the mail quotes, as many
    programs set it, is not the end of the mail, and stays."""
    last = range(max(body.start, body.stop - 1 - SIGNATURE), body.stop)
    found = next((i for i in last if file.lines[i].text == "--"), None)
    quoted = found is not None and any(file.lines[i].text.startswith(">") for i in range(found, body.stop))
    return None if quoted else found


def _closing(file: File, body: range) -> int | None:
    """Where the last paragraph of a mail begins if a telephone or a firm has written it."""
    first = next((i for i in reversed(body) if file.lines[i].gap and i > body.start), None)
    if first is None:
        return None
    words = letters_of(file.words(range(first, body.stop)))
    firm = sum(one in words for one in _letters("disclaims")) >= FEWEST
    return first if firm or words in _letters("ends") else None


def _is_scrubbed(file: File, index: int) -> bool:
    return letters_of(file.lines[index].text).startswith(_letters("scrubbed")) and file.lines[index].text[0] in "-A"


def _provenance(mails: Sequence[Mail]) -> Provenance:
    subjects = {_subject(mail.said.get("subject", "")) for mail in mails}
    senders = {_sender(mail.said.get("from", "")) for mail in mails}
    days = {_day(mail.said.get("date", "")) for mail in mails}
    title, author, date = (next(iter(one)) if len(one) == 1 else "" for one in (subjects, senders, days))
    return Provenance(origins=(ORIGIN,), title=title, author=author, date=date)


def _subject(said: str) -> str:
    """A subject without `Re:` and the name of a list."""
    return _PREFIX.sub("", _decoded(said), count=1).strip()


def _sender(said: str) -> str:
    """The name of a sender; empty if only an address stands there, or what is no full name."""
    found = _NAMED.fullmatch(_decoded(said))
    names = persons((found["before"] or found["behind"]).strip()) if found else ()
    return names[0] if len(names) == 1 and is_full(names[0]) else ""


def _day(said: str) -> str:
    """The day of a date (RFC 5322), as ISO 8601 has it; empty if it is none."""
    parts = parsedate(said)
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts and parts[0] > 1900 else ""


def _decoded(said: str) -> str:
    """A value with its encoded words (RFC 2047) as characters."""
    try:
        return on_one_line(str(make_header(decode_header(said))))
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return on_one_line(said)
