"""The provenance profiles: where texts come from that people have, and what their providers put into them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from ecdosis import plugins
from ecdosis.errors import ToolError
from ecdosis.model.provenance import Provenance
from ecdosis.profiles import link_numbers
from ecdosis.profiles.profile import File, Finding, Passage, Profile, apart

BUILT_IN: Final = (
    Profile("gutenberg", "Project Gutenberg", "ecdosis.profiles.gutenberg:look"),
    Profile("gutenberg-australia", "Project Gutenberg Australia", "ecdosis.profiles.archives:gutenberg_australia"),
    Profile("gutenberg-canada", "Project Gutenberg Canada", "ecdosis.profiles.archives:gutenberg_canada"),
    Profile("gutenberg-de", "Projekt Gutenberg-DE", "ecdosis.profiles.archives:gutenberg_de"),
    Profile("liber-liber", "Liber Liber", "ecdosis.profiles.archives:liber_liber"),
    Profile("gallica", "Gallica", "ecdosis.profiles.archives:gallica"),
    Profile("google-books", "Google Books", "ecdosis.profiles.notices:google_books"),
    Profile("jstor", "JSTOR", "ecdosis.profiles.covers:jstor"),
    Profile("hal", "HAL", "ecdosis.profiles.covers:hal"),
    Profile("hathitrust", "HathiTrust", "ecdosis.profiles.covers:hathi_trust"),
    Profile("researchgate", "ResearchGate", "ecdosis.profiles.notices:research_gate"),
    Profile("publisher", "a publisher’s web site", "ecdosis.profiles.notices:publisher"),
    Profile("archive-org", "the Internet Archive", "ecdosis.profiles.notices:internet_archive"),
    Profile("biomed-central", "BioMed Central", "ecdosis.profiles.notices:biomed_central"),
    Profile("wikisource", "Wikisource", "ecdosis.profiles.wikisource:look"),
    Profile("perseus", "the Perseus Digital Library", "ecdosis.profiles.notices:perseus"),
    Profile("runeberg", "Project Runeberg", "ecdosis.profiles.notices:runeberg"),
    Profile("gpo", "the Government Publishing Office", "ecdosis.profiles.notices:gpo"),
    Profile("persee", "Persée", "ecdosis.profiles.notices:persee"),
    Profile("lib-ru", "Lib.ru", "ecdosis.profiles.notices:lib_ru"),
    Profile("moshkov", "Lib.ru in plain text", "ecdosis.profiles.moshkov:look"),
    Profile("e-library", "a Russian e-library", "ecdosis.profiles.notices:e_library"),
    Profile("fiction-book", "FictionBook", "ecdosis.profiles.fiction_book:look"),
    Profile("spacelog", "Spacelog", "ecdosis.profiles.spacelog:look"),
    Profile("timed", "a transcript with times", "ecdosis.profiles.timed:look"),
    Profile("docbook", "DocBook", "ecdosis.profiles.notices:docbook"),
    Profile("manuscript", "arXiv and the styles of journals", "ecdosis.profiles.manuscript:look"),
    Profile("word", "Word", "ecdosis.profiles.word:look"),
    Profile("mail", "mail", "ecdosis.profiles.mail:look"),
    Profile("mailing-list", "a mailing list", "ecdosis.profiles.notices:mailing_list"),
    Profile("latin-library", "The Latin Library", "ecdosis.profiles.latin_library:look"),
    Profile("mediawiki", "a page of a wiki", "ecdosis.profiles.mediawiki:look"),
    Profile("web-page", "a web page", "ecdosis.profiles.web_page:look"),
    Profile("text-browser", "a text browser", "ecdosis.profiles.text_browser:look"),
    Profile("front-matter", "the front matter of a Markdown file", "ecdosis.profiles.front_matter:look"),
    Profile("labelled", "lines of names and values", "ecdosis.profiles.labelled:look"),
    Profile("markdown-foot", "the foot of a Markdown file", "ecdosis.profiles.markdown_foot:look"),
    Profile("publisher-list", "a publisher’s list", "ecdosis.profiles.publisher_list:look"),
    Profile("library", "a library’s copy", "ecdosis.profiles.library:look"),
)
"""The profiles of Ecdosis itself. Where two say what a work is called, the first is believed."""


@cache
def profiles() -> tuple[Profile, ...]:
    """All profiles, those of plug-ins (entry points of `ecdosis.profiles`, each a `Profile`) too. Raises ToolError if
    one is none."""
    found = []
    for name, profile in plugins.loaded("ecdosis.profiles"):
        if not isinstance(profile, Profile):
            raise ToolError(f"The plug-in {name} is no profile, but {profile!r}. Update it, or take it out.")
        found.append(profile)
    return (*BUILT_IN, *found)


def provenance(text: str) -> tuple[Provenance, tuple[Passage, ...]]:
    """Where a text comes from, and the passages of it that are its provider's, in order and apart. Raises ToolError if
    a plug-in cannot be loaded."""
    found = found_in(text)
    return found.provenance, found.passages


@lru_cache(maxsize=1)
def _file(text: str) -> tuple[File, tuple[Passage, ...]]:
    """A text as profiles look at it, which they do twice: for its language, and for what it says of itself; and the
    numbers of links that it is without."""
    numbers = link_numbers.find(text)
    blanked = {one.start: one.end - one.start for one in numbers}
    return File(link_numbers.without(text, numbers), blanked), numbers


def found_in(text: str) -> Finding:
    """Where a text comes from, the passages of it that are its provider's, in order and apart, and what marks say of
    others. Raises ToolError if a plug-in cannot be loaded."""
    file, numbers = _file(text)
    findings = [finding for profile in profiles() if (finding := profile.of(file))]
    told = Provenance()
    for finding in findings:
        told = told | finding.provenance
    passages = apart([*numbers, *(passage for finding in findings for passage in finding.passages)])
    return Finding(told, tuple(passages), tuple(one for finding in findings for one in finding.meant))
