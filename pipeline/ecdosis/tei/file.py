"""A whole TEI file: header, open questions and text put together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from ecdosis.model.kinds import rule_id
from ecdosis.tei.body import Encoded
from ecdosis.tei.facts import Facts
from ecdosis.tei.header import header
from ecdosis.tei.names import TEI, data, parse, q, value
from ecdosis.tei.own import NOTHING, EncodedOwn
from ecdosis.tei.write import certainty


def digest(root: etree._Element) -> str:
    """The SHA-256 (hexadecimal) of the canonical form (exclusive C14N) of the `text` element."""
    text = root.find(q("text"))
    canonical = b"" if text is None else etree.tostring(text, method="c14n", exclusive=True, with_tail=False)
    return hashlib.sha256(canonical).hexdigest()


def write(encoded: Encoded, facts: Facts, own: EncodedOwn = NOTHING) -> bytes:
    """The TEI file as UTF-8; `own`: the editor's words before the text."""
    language = value(facts.language)
    text = f'<text xml:space="preserve" xml:lang="{language}">{_with(own.xml, encoded.xml)}</text>'
    draft = parse(f'<TEI xmlns="{TEI}">{text}</TEI>'.encode())
    [parsed] = draft
    head = header(facts, digest(draft), parsed, encoded.persons)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">{head}\n'
        f"{_stand_off(encoded, own.notes)}{text}</TEI>\n"
    ).encode()


def _with(own: str, text: str) -> str:
    """The content of `text` with divisions of the editor's own at the end of its front."""
    if not own:
        return text
    front, end, rest = text.rpartition("</front>")
    return f"{front}{own}{end}{rest}" if end else f"<front>{own}</front>{text}"


def _stand_off(encoded: Encoded, own: Sequence[str]) -> str:
    """The reasons of single cases, the open questions, and the editor's own notes."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for name, why in encoded.reasons.items():
        targets[why].append(f"#{name}")
    notes = [
        f'<note type="reason" target="{" ".join(names)}">{data(why)}</note>' for why, names in targets.items() if why
    ]
    for ids, query in encoded.queries:
        pairs = zip(("target", "targetEnd"), ids, strict=False)
        target = "".join(f' {attribute}="#{name}"' for attribute, name in pairs)
        suggestion = f"<corr>{data(query.suggestion)}</corr>" if query.suggestion else ""
        notes.append(
            f'<note type="query"{target} resp="#{query.by}" cert="{certainty(query.certainty)}" '
            f'ana="#{rule_id(query.kind)}">{data(query.why)}{suggestion}</note>'
        )
    for kind, what in (
        ("ref", "These markers have no note in the source."),
        ("note", "No marker leads to these notes."),
    ):
        if names := encoded.unmatched[kind]:
            notes.append(f'<note type="unmatched" target="{" ".join(f"#{name}" for name in names)}">{what}</note>')
    notes += (*own, *encoded.annotations)
    if not notes:
        return ""
    return "<standOff><listAnnotation>" + "\n".join(notes) + "</listAnnotation></standOff>\n"
