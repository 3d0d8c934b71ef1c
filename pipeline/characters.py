"""Characters that cannot be shown or written as they are, and what stands in their place.

What a text, a descriptor, a decision or an outside program says may hold any code point, a lone surrogate too. Where
it enters XML, or is printed, it passes through here; the text of a source itself never does (`source.opened`).
"""

from __future__ import annotations

import re
from typing import Final

NO_CHAR: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets); CR is one, but a parser would change it."""


def stand_in(character: str) -> str:
    """What is shown in the place of a character that has no form: its code point, `[U+FFFE]`; of a byte that is no
    character (U+DC80..DCFF, see `pipeline.source`) the byte, `[byte 93]`."""
    code = ord(character)
    return f"[byte {code - 0xDC00:02X}]" if 0xDC80 <= code <= 0xDCFF else f"[U+{code:04X}]"


def holdable(text: str) -> str:
    """Text that XML can hold: whatever it cannot, has its stand-in."""
    return NO_CHAR.sub(lambda match: stand_in(match.group()), text)
