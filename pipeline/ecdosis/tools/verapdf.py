"""veraPDF (https://verapdf.org), the validator of PDF/A and PDF/UA: a Java program, fetched with Maven.

It checks each file by the standards that the file claims to meet. Quirks: on Maven Central there is its command line
and its parser, but nothing that puts them together (`verapdf.js` does); a file without a claim is taken for a PDF/A-1b,
so that such files are not given to it; one whose name does not end with `.pdf` is passed over.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ecdosis.errors import ToolError
from ecdosis.storage.files import cache_folder
from ecdosis.storage.scratch import scratch
from ecdosis.tools import epubcheck, maven
from ecdosis.tools.kept import kept
from ecdosis.validation.findings import Finding

CHECK: Final = "veraPDF"
FOLDER: Final = Path(__file__).parent
POM: Final = FOLDER / "verapdf.xml"
SCRIPT: Final = FOLDER / "verapdf.js"
REMEDY: Final = "Run: ecdosis tools install verapdf"
TIMEOUT: Final = 60
"""Seconds to start up; a file may take as many more (a novel of 1 MB takes 10)."""
CLAIMS: Final[Mapping[bytes, str]] = MappingProxyType({b"pdfaid:part": "PDF/A", b"pdfuaid:part": "PDF/UA"})
"""What the metadata of a PDF have that claims to be a PDF/A (ISO 19005-3, 6.6.4) or a PDF/UA (ISO 14289-1, 5)."""


def version() -> str:
    """The version that is pinned."""
    return maven.version(POM)


def folder() -> Path:
    """Where it is kept, or will be."""
    return cache_folder() / f"verapdf-{version()}"


def installed() -> Path | None:
    """Its folder; None if it was not fetched."""
    return folder() if any(folder().glob("cli-*.jar")) else None


def fetch(*, again: bool = False) -> Path:
    """Fetch it with Maven, unless it is there, or `again` if so asked; returns its folder. Raises ToolError."""
    return kept(folder(), lambda: bool(installed()), partial(maven.fetch, POM, name=CHECK), again=again)


def program() -> str:
    """The program that checks, with its version."""
    return f"veraPDF {version()}"


def check(pdfs: Sequence[Path]) -> list[Finding]:
    """What veraPDF finds in some PDFs (files that exist) that claim to be PDF/A or PDF/UA; a notice of each that does
    not claim to be both. Raises ToolError if it, or Java, is not there."""
    lacking = {path: [name for claim, name in CLAIMS.items() if claim not in path.read_bytes()] for path in pdfs}
    unclaimed = [
        Finding(path, CHECK, "notice", f"It does not claim to be a {' or a '.join(names)}, so that was not checked.")
        for path, names in lacking.items()
        if names
    ]
    claiming = [path for path in pdfs if len(lacking[path]) < len(CLAIMS)]
    if not claiming:
        return unclaimed
    runner = epubcheck.java("veraPDF did not check the PDFs")
    if not installed():
        raise ToolError(f"veraPDF is not installed; the PDFs were not checked by it. {REMEDY}")
    with scratch() as room:
        links = [Path(room, f"{number}.pdf") for number in range(len(claiming))]
        for link, path in zip(links, claiming, strict=True):
            link.symlink_to(path.resolve())
        jobs = _run(runner, links)
    told = zip(claiming, links, strict=True)
    return unclaimed + [finding for path, link in told for finding in _findings(path, jobs.get(link.name))]


def _run(java: str, files: Sequence[Path]) -> dict[str, Mapping[str, Any]]:
    """What veraPDF says of each file, by its name."""
    script = ["-cp", str(folder() / "*"), "org.mozilla.javascript.tools.shell.Main", str(SCRIPT)]
    options = ["--format", "json", "--loglevel", "0", "--maxfailuresdisplayed", "1"]
    try:
        done = subprocess.run(
            [java, *epubcheck.FLAGS, *script, *options, *map(str, files)],
            capture_output=True, timeout=TIMEOUT * (1 + len(files)), env=os.environ | {"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        jobs = json.loads(done.stdout)["report"]["jobs"]
    except subprocess.TimeoutExpired as error:
        raise ToolError(
            f"veraPDF did not end within {error.timeout:.0f} seconds; it did not check the PDFs."
        ) from error
    except (OSError, ValueError, KeyError) as error:
        raise ToolError(f"veraPDF broke off ({error}); the PDFs were not checked by it.") from error
    return {Path(job["itemDetails"]["name"]).name: job for job in jobs}


def _findings(pdf: Path, job: Mapping[str, Any] | None) -> Iterator[Finding]:
    """A finding for each rule that is broken."""
    if job is None or not job.get("validationResult"):
        said = (job or {}).get("taskException", {}).get("exceptionMessage", "no reason given")
        yield Finding(pdf, CHECK, "error", f"veraPDF broke off ({said}). Build it again.")
        return
    for result in job["validationResult"]:
        standard = result["profileName"].removesuffix(" validation profile")
        for rule in result["details"]["ruleSummaries"]:
            times = rule["failedChecks"]
            where = (rule.get("checks") or [{}])[0].get("context", "")
            said = f"{standard}, {rule['clause']}: {' '.join(rule['description'].split())}"
            yield Finding(pdf, CHECK, "error", said + (f" ({times} times)" if times > 1 else ""), context=where)
