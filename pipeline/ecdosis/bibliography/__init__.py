"""The works that a TEI file cites, for programs that keep bibliographies: Zotero, pandoc, BibTeX.

It reads our own files and any TEI P5: `bibl`, `biblStruct` and `biblFull`, in the text, its notes and its lists. What
describes the file itself (its header) is not cited in it.
"""

from __future__ import annotations

from lxml import etree

from ecdosis.bibliography.gather import citations
from ecdosis.bibliography.merge import Bibliography, merged

__all__ = ["Bibliography", "bibliography"]


def bibliography(root: etree._Element) -> Bibliography:
    """The works that a TEI document cites, each once, with the places that are cited, in the order of the document."""
    return merged(citations(root))
