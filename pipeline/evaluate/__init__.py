"""How good the repairs are: a damaged text against a proofread text of the same work."""

from __future__ import annotations


def report(damaged: bytes, clean: bytes, language: str) -> list[str]:
    """The figures of a damaged text against a proofread one, line by line. `language`: ISO 639-1.

    Both are files in any character set that `pipeline.source.decode` knows.
    """
    from pipeline.build import NOTHING_KNOWN, repairs
    from pipeline.evaluate import furniture, hyphens
    from pipeline.source import decode, opened

    truth = opened(decode(clean, language=language)).reading
    before = after = opened(decode(damaged, language=language))
    states, queries = {}, 0
    for name, stage in repairs(NOTHING_KNOWN):
        if name == "typography":  # what is measured here is done
            break
        states[name] = after
        after, asked = stage(after, language)
        queries += len(asked)
    set_aside = furniture.score(before, states["notes"], truth)
    broken = hyphens.score(states["lines"], after, truth)
    ends = hyphens.joins(states["lines"], after, truth)
    hyphens_made = f"{broken.dropped} dropped, {broken.kept} kept; {broken.wrong} wrong, {broken.left} left as queries"
    figures = {
        "running heads found": _share(set_aside.heads_found, set_aside.heads),
        "page numbers found": _share(set_aside.numbers_found, set_aside.numbers),
        "true text wrongly set aside": f"{len(set_aside.faults)} of {set_aside.words} words",
        "line-end hyphens right": f"{_share(broken.dropped + broken.kept, broken.total)} ({hyphens_made})",
        "line ends joined": _share(ends.joined, ends.inside),
        "line ends wrongly joined": _share(ends.false, ends.between),
        "joined across pages, blanks": _share(ends.across_joined, ends.across_inside),
        "wrongly joined across": _share(ends.across_false, ends.across_between),
        "queries": str(queries),
    }
    return [f"{name:28} {value}" for name, value in figures.items()]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "none to find"
