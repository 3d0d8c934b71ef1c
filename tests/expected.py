"""Small inputs beside what a reader expects of them: `NAME.txt`, `NAME.expected.txt`. How many blocks are read as
expected has a floor as well (`expected.json`): `make expected CASES=DIR` measures anew and raises it.

ECDOSIS_CASES names the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from ecdosis.build import to_tei
from ecdosis.errors import EcdosisError
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import read

FILE: Final = Path(__file__).parent / "expected.json"
_QUOTES: Final = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


def cases() -> Sequence[Path]:
    """The inputs that have an expected reading; none if their folder is not named."""
    folder = os.environ.get("ECDOSIS_CASES", "")
    found = sorted(Path(folder).glob("*.txt")) if folder else []
    return [path for path in found if _expected(path).is_file()]


def _expected(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.txt")


def blocks(text: str) -> list[str]:
    """The blocks of a reading, in a form in which quotation marks, compatible characters and blanks do not matter."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", folded) if block.strip()]


def digest(path: Path) -> str:
    """What tells an input and its expected reading from others."""
    return hashlib.sha256(path.read_bytes() + _expected(path).read_bytes()).hexdigest()


def right(path: Path) -> tuple[int, int]:
    """How many blocks of an input are read as expected, and how many are expected. One that is refused has none."""
    wanted = blocks(_expected(path).read_text(encoding="utf-8"))
    try:
        made = blocks(read(parse(to_tei(path.read_bytes(), Descriptor(id="case"), path))))
    except EcdosisError:
        made = []
    matching = SequenceMatcher(None, made, wanted, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matching), len(wanted)


def load() -> dict[str, list[object]]:
    """The floor: name -> digest, blocks read as expected."""
    found: dict[str, list[object]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return found


def main() -> int:
    """Prints how much is read as expected, and raises the floor; ends with 1 if something has become worse."""
    known = load()
    status = all_right = all_wanted = 0
    for path in cases():
        own, wanted = right(path)
        of, before = known.get(path.stem, ["", 0])
        worse = of == digest(path) and own < int(str(before))
        status = status or int(worse)
        known[path.stem] = [digest(path), max(own, int(str(before))) if of == digest(path) else own]
        all_right, all_wanted = all_right + own, all_wanted + wanted
        print(f"{path.stem:40} {own:4} of {wanted:4}{f' (was {before})' if worse else ''}")
    print(f"{all_right} of {all_wanted} blocks are read as expected")
    lines = (f" {json.dumps(name)}: {json.dumps(figures)}" for name, figures in sorted(known.items()))
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
