"""wordfreq's lists are what wordfreq itself says that they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
import wordfreq

from ecdosis.languages.detect import COMMON, CYRILLIC, LATIN, frequencies
from ecdosis.languages.frequent import commonest, shares

LISTED = sorted({*LATIN, *CYRILLIC, "ar", "ja", "sh", "zh"} - {"la"})


@pytest.mark.parametrize("language", LISTED)
def test_the_commonest_words_are_those_of_wordfreq(language: str) -> None:
    """Numbers are none of them."""
    assert list(commonest(language, COMMON)) == wordfreq.top_n_list(language, COMMON, wordlist="small")
    assert list(commonest(language, 900)) == wordfreq.top_n_list(language, 900, wordlist="small")


@pytest.mark.parametrize("wordlist", ["small", "best"])
@pytest.mark.parametrize("language", ["en", "fi", "ru", "zh"])
def test_the_shares_are_those_of_wordfreq_and_fall(language: str, wordlist: str) -> None:
    """Whether there is a larger list or not."""
    found = shares(language, wordlist)
    assert list(found.items()) == list(wordfreq.get_frequency_dict(language, wordlist).items())
    assert all(one >= two for one, two in pairwise(found.values()))


def test_a_language_without_a_list_of_its_own_has_that_of_its_twin() -> None:
    """wordfreq knows that Croatian is written as Serbo-Croatian is."""
    assert shares("hr", "small") == shares("sh", "small")
    assert list(commonest("hr", 9)) == list(commonest("sh", 9))


@pytest.mark.parametrize("language", ["und", "grc"])
def test_a_language_without_any_has_none(language: str) -> None:
    with pytest.raises(LookupError):
        shares(language, "best")
    with pytest.raises(LookupError):
        commonest(language, COMMON)
    assert not frequencies(language)
