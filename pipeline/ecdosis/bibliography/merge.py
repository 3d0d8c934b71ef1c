"""Which references are to the same work, and the key of each work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from ecdosis.bibliography.work import Name, Work

_ARTICLE: Final = re.compile(r"(?:the|a|an|der|die|das|le|la|les|el|il)\s+", re.IGNORECASE)
_OURS: Final = re.compile(r"b\d+(?:-\d+)?")
"""An id that only says where an element of ours stands."""
_SMALL: Final = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "to",
        "from",
        "der",
        "die",
        "das",
        "und",
        "von",
        "le",
        "la",
        "les",
        "de",
    )
)
_CYRILLIC: Final = dict(
    zip(
        "абвгдезийклмнопрстуфхыэёжцчшщъьюя",
        [*"abvgdezijklmnoprstufhyee", "zh", "c", "ch", "sh", "shch", "", "", "yu", "ya"],
        strict=True,
    )
)
"""For keys, which programs want in Latin letters."""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Works with their keys, in the order in which they are first cited, and how many references name no work that
    could be found."""

    works: tuple[tuple[str, Work], ...]
    nameless: int


def merged(citations: Iterable[Work]) -> Bibliography:
    """The works that references are to. A reference that points to a description, or has its title (and no other author
    or date), is to that work; one that has only an author is to the only work by that author."""
    shelf = _Shelf()
    rest: list[Work] = []
    pointing: list[Work] = []
    for one in citations:
        if one.target:
            pointing.append(one)
        elif one.title or one.container:
            shelf.add(one)
        else:
            rest.append(one)
    for one in pointing:
        if (index := shelf.by_id.get(one.target)) is not None:
            shelf.cite(index, one)
        elif one.title or one.container:
            shelf.add(one)
        else:
            rest.append(one)
    nameless = 0
    for one in rest:
        by = shelf.of(one.authors) if one.authors else []
        if len(by) == 1:
            shelf.cite(by[0], one)
        else:
            nameless += 1
    return Bibliography(tuple(zip(_keys(shelf.works), shelf.works, strict=True)), nameless)


@dataclass(slots=True)
class _Shelf:
    """The works so far, found by the ids of their elements, their titles, and the surnames of their authors."""

    works: list[Work] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    by_title: dict[str, list[int]] = field(default_factory=dict)
    by_surname: dict[str, list[int]] = field(default_factory=dict)

    def add(self, one: Work) -> None:
        """Add a work, to the one that it is the same as if there is exactly one."""
        title = _plain(one.title or one.container)
        same = [index for index in self.by_title.get(title, ()) if _are_same(self.works[index], one)]
        if len(same) == 1:
            index = same[0]
            self.works[index] = _joined(self.works[index], one)
        else:
            index = len(self.works)
            self.works.append(one)
            self.by_title.setdefault(title, []).append(index)
        if one.id:
            self.by_id[one.id] = index
        if one.authors:
            of_author = self.by_surname.setdefault(_surname(one.authors), [])
            if index not in of_author:
                of_author.append(index)

    def cite(self, index: int, one: Work) -> None:
        """Add the places that a reference cites to a work."""
        self.works[index] = replace(self.works[index], cited=self.works[index].cited + one.cited)

    def of(self, authors: Sequence[Name]) -> list[int]:
        """The works whose authors some names may be."""
        return [i for i in self.by_surname.get(_surname(authors), ()) if _agree(self.works[i].authors, authors)]


def _surname(authors: Sequence[Name]) -> str:
    return _plain(authors[0].family or authors[0].literal)


def _are_same(a: Work, b: Work) -> bool:
    """Whether two references are to one work: the same title in the same periodical or book, and nothing at odds."""
    if _plain(a.title) != _plain(b.title) or (not a.title and a.date != b.date):
        return False
    apart = ("container", "date", "volume", "issue", "doi")
    for name in apart:
        first, second = getattr(a, name), getattr(b, name)
        if first and second and _plain(first) != _plain(second):
            return False
    return not (a.authors and b.authors) or _agree(a.authors, b.authors)


def _agree(a: Sequence[Name], b: Sequence[Name]) -> bool:
    """Whether two lists of persons may be the same: the same surname first."""
    first, second = _surname(a), _surname(b)
    given, other = a[0].given[:1], b[0].given[:1]
    return first == second and (not given or not other or given == other)


def _plain(text: str) -> str:
    """A title without articles before it, capitals, marks and blanks."""
    return re.sub(
        r"[\W_]+", "", _ARTICLE.sub("", text.strip(), count=1).casefold() if _ARTICLE.match(text) else text.casefold()
    )


def _joined(a: Work, b: Work) -> Work:
    """What two references say of one work: of each thing, what the first says, or else the second."""
    told = {one.name: getattr(a, one.name) or getattr(b, one.name) for one in fields(Work)}
    told["cited"] = a.cited + b.cited
    told["certain"] = a.certain or b.certain
    told["id"] = f"{a.id} {b.id}".strip()
    told["authors"] = max(a.authors, b.authors, key=lambda names: sum(len(name.given) + 1 for name in names))
    told["type"] = b.type if a.type == "document" else a.type
    return Work(**told)


def _keys(works: Sequence[Work]) -> Iterator[str]:
    """A key for each work: the id that the file's editor gave it, else made of surname, title and year."""
    taken: dict[str, int] = {}
    for work in works:
        own = next((id_ for id_ in work.id.split() if not _OURS.fullmatch(id_)), "")
        key = own or _key(work)
        taken[key] = taken.get(key, 0) + 1
        yield key if taken[key] == 1 else f"{key}-{taken[key]}"


def _key(work: Work) -> str:
    """A key such as `deutscher-stalin-1949`."""
    first = (work.authors or work.editors or (Name(),))[0]
    words = [word for word in re.findall(r"[\w’']+", work.title or work.container) if word.casefold() not in _SMALL]
    year = re.match(r"\d{4}", work.date)
    date = work.date if not work.title and len(work.date) == 10 else year.group() if year else ""
    parts = (_latin(part) for part in (first.family or first.literal, *words[: 1 if first.family else 3], date))
    return "-".join(part for part in parts if part) or "work"


def _latin(text: str) -> str:
    """Text in small Latin letters and figures, with hyphens between words."""
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in text.casefold())
    bare = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")
