"""Which form of a text goes with a number: the categories of the Unicode CLDR (48, supplemental/plurals.xml), for whole
numbers. A language that is not here has `one` for 1 and `other`, as most of those of Europe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

Category = Literal["zero", "one", "two", "few", "many", "other"]
CATEGORIES: Final[frozenset[str]] = frozenset(("zero", "one", "two", "few", "many", "other"))
Rule = Callable[[int], Category]


def _between(n: int, first: int, last: int) -> bool:
    """Whether the last figure is one of some, and the last two are none of 11 to 19."""
    return first <= n % 10 <= last and not 11 <= n % 100 <= 19


def _one(n: int) -> Category:
    return "one" if n == 1 else "other"


def _none(n: int) -> Category:
    return "other"


def _romance(n: int) -> Category:
    return "one" if n == 1 else "many" if n and n % 1_000_000 == 0 else "other"


def _french(n: int) -> Category:
    return "one" if n < 2 else "many" if n % 1_000_000 == 0 else "other"


def _up_to_one(n: int) -> Category:
    return "one" if n < 2 else "other"


def _east_slavic(n: int) -> Category:
    return "one" if _between(n, 1, 1) else "few" if _between(n, 2, 4) else "many"


def _polish(n: int) -> Category:
    return "one" if n == 1 else "few" if _between(n, 2, 4) else "many"


def _czech(n: int) -> Category:
    return "one" if n == 1 else "few" if 2 <= n <= 4 else "other"


def _south_slavic(n: int) -> Category:
    return "one" if _between(n, 1, 1) else "few" if _between(n, 2, 4) else "other"


def _macedonian(n: int) -> Category:
    return "one" if n % 10 == 1 and n % 100 != 11 else "other"


def _slovene(n: int) -> Category:
    return "one" if n % 100 == 1 else "two" if n % 100 == 2 else "few" if n % 100 in (3, 4) else "other"


def _lithuanian(n: int) -> Category:
    return "one" if _between(n, 1, 1) else "few" if _between(n, 2, 9) else "other"


def _latvian(n: int) -> Category:
    return "zero" if n % 10 == 0 or 11 <= n % 100 <= 19 else "one" if n % 10 == 1 else "other"


def _romanian(n: int) -> Category:
    return "one" if n == 1 else "few" if n == 0 or 1 <= n % 100 <= 19 else "other"


def _arabic(n: int) -> Category:
    few: Category = "few" if 3 <= n % 100 <= 10 else "many" if n % 100 >= 11 else "other"
    small: Mapping[int, Category] = {0: "zero", 1: "one", 2: "two"}
    return small.get(n, few)


def _hebrew(n: int) -> Category:
    return "one" if n == 1 else "two" if n == 2 else "other"


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **dict.fromkeys(("id", "ja", "ko", "lo", "ms", "my", "th", "vi", "zh"), _none),
        **dict.fromkeys(("ca", "es", "it"), _romance),
        **dict.fromkeys(("fr", "pt"), _french),
        **dict.fromkeys(("fa", "hi", "hy"), _up_to_one),
        **dict.fromkeys(("be", "ru", "uk"), _east_slavic),
        **dict.fromkeys(("bs", "hr", "sh", "sr"), _south_slavic),
        **dict.fromkeys(("cs", "sk"), _czech),
        "ar": _arabic,
        "he": _hebrew,
        "lt": _lithuanian,
        "lv": _latvian,
        "mk": _macedonian,
        "pl": _polish,
        "ro": _romanian,
        "sl": _slovene,
    }
)
"""Languages (ISO 639) -> the rule of each."""


def category(language: str, count: int) -> Category:
    """The category of a whole number in a language."""
    return RULES.get(language, _one)(count)
