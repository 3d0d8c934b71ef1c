"""Where files lie that belong to the package but are kept elsewhere in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def schema() -> Path:
    """The folder of our customisation of TEI: in the package, where that was installed; in a checkout, `tei/schema` at
    its top. There is no link from the one to the other, since a checkout on Windows or an archive may have none."""
    packed = Path(str(files("ecdosis"))) / "tei" / "schema"
    return packed if packed.is_dir() else packed.parents[3] / "tei" / "schema"
