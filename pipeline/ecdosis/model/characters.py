"""Characters that cannot be shown or written as they are, and what stands in their place.

What a text, a descriptor, a decision or an outside program says may hold any code point, a lone surrogate too. Where
it enters XML, or is printed, it passes through here; the text of a source itself never does (`source.opened`).
"""

from __future__ import annotations

import re
from typing import Final

NO_CHAR: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets); CR is one, but a parser would change it."""


ORDERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal takes for an order: controls (ECMA-48) but for tabs and LF, and what turns the direction of the words
after it (Unicode Technical Report #36, 3.1); and what cannot be printed, lone surrogates."""


def stand_in(character: str) -> str:
    """What is shown in the place of a character that has no form: its code point, `[U+FFFE]`; of a byte that is no
    character (U+DC80..DCFF, see `ecdosis.model.source`) the byte, `[byte 93]`."""
    code = ord(character)
    return f"[byte {code - 0xDC00:02X}]" if 0xDC80 <= code <= 0xDCFF else f"[U+{code:04X}]"


def harmless(text: str) -> str:
    """Text that can be printed: nothing in it is an order to the terminal."""
    return ORDERS.sub(lambda match: stand_in(match.group()), text)


def holdable(text: str) -> str:
    """Text that XML can hold: whatever it cannot, has its stand-in."""
    return NO_CHAR.sub(lambda match: stand_in(match.group()), text)
