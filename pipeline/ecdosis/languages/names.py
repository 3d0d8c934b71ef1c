"""The English names of languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "grc": "Ancient Greek", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "la": "Latin", "mk": "Macedonian",
    "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "yi": "Yiddish", "zh": "Chinese", "und": "undetermined",
}  # fmt: skip
"""English names of the languages (ISO 639) that are told; others are named by their code."""


def language_name(code: str) -> str:
    """The English name of a language by its code (BCP 47), or the code; of one that is not known, with its script."""
    base, _, more = code.partition("-")
    name = LANGUAGES.get(base.lower(), code)
    return f"{name} ({more})" if more and base == "und" else name


def code_of(name: str) -> str:
    """The code (ISO 639) of a language by its English name; empty if that is not known."""
    plain = name.strip().casefold()
    return next((code for code, known in LANGUAGES.items() if known.casefold() == plain and code != "und"), "")
