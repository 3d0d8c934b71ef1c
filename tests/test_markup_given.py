"""Markup that is given as text is refused, with what to do; a text about markup is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.errors import UnusableInputError
from ecdosis.storage.files import check_text


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<html><body><p>The ferry.</p></body></html>",
        "\ufeff  <HTML lang='en'><p>The ferry.",
        "<html>",
        "<?xml version='1.0'?>\n<!-- made by hand -->\n<!doctype HTML PUBLIC '-//W3C//DTD'>",
    ],
)
def test_markup_is_refused(text: str) -> None:
    with pytest.raises(UnusableInputError, match=r"this is HTML, .* Open it in a browser, and save it as plain text"):
        check_text(text, Path("a.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "The tag <html> begins each page.",
        "<page 12>\nThe ferry.",
        "<p>The ferry.</p>",
        "<htmlx>",
        "<!-- <html> -->\nThe ferry.",
    ],
)
def test_a_text_about_markup_is_a_text(text: str) -> None:
    check_text(text, Path("a.txt"))
