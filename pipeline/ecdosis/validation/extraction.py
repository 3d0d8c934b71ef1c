"""Whether the text of an edition is still what is extracted from its original file, where that is at hand: the file
that the header names, with its SHA-256, beside the TEI file or in `seeds/` of the project."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from ecdosis.errors import EcdosisError
from ecdosis.inputs import table
from ecdosis.inputs.stream import read, stream
from ecdosis.storage.writing import sha256
from ecdosis.tei.names import text_of
from ecdosis.tei.restore import SOURCE
from ecdosis.validation.findings import Finding

CHECK: Final = "extraction"
_ORIGINAL: Final = f"{SOURCE}tei:relatedItem[@type='extracted-from']/tei:bibl/"


def original(root: etree._Element, path: Path) -> Path | None:
    """The original file of the TEI document at a path; None if it has none, or it is not at hand."""
    name = text_of(root, f"{_ORIGINAL}tei:idno[@type='filename']")
    digest = text_of(root, f"{_ORIGINAL}tei:idno[@type='sha256']")
    if not name or Path(name).name != name:
        return None
    folder = path.absolute().parent
    folders = [folder, *([folder.parent / "seeds"] if folder.name == "tei" else [])]
    return next((place for one in folders if sha256(place := one / name) == digest), None)


def check(root: etree._Element, path: Path, file: Path) -> Iterator[Finding]:
    """Whether the same text is extracted again from the original file of a TEI document."""
    then = text_of(root, f"{_ORIGINAL}tei:note[@type='extractor']")
    by = table.of(file)
    if not by.extract:
        message = f"Its text was extracted by {then}, which is not installed here, so that this was not done again."
        yield Finding(path, CHECK, "notice", message)
        return
    now = f"{by.name} ({by.whose})"
    try:
        again = hashlib.sha256(stream(file, read(file)).data).hexdigest()
    except EcdosisError as error:
        yield Finding(path, CHECK, "warning", f"Its text cannot be extracted again: {error}")
        return
    if again != text_of(root, f"{SOURCE}tei:idno[@type='sha256']"):
        message = f"Its text was extracted by {then}; {now} now extracts another from {file.name}. Build it again."
        yield Finding(path, CHECK, "error" if now == then else "warning", message)
