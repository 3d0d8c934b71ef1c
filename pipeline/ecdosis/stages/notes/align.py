"""Which of some calls lead to which of some bodies, where both stand in the order of their labels and labels come again
(numbering begins anew in each chapter, on each page): only what each best alignment has in common.

A call that is lost, or a body, must not move all links behind it by one; and where it cannot be told which of two like
labels is meant, neither is linked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Final

MOST: Final = 200_000
"""Pairs of like labels at most: beyond (hundreds of notes that all have one sign), nothing is told."""


def aligned(
    calls: Sequence[str], bodies: Sequence[str], may: Callable[[int, int], bool] = lambda _call, _body: True
) -> Mapping[int, int]:
    """The pairs (index of a call -> index of a body) that all longest common subsequences of two sequences of labels
    have. `may`: whether a call may lead to a body at all.

    Only pairs of like labels are looked at (Hunt and Szymanski, 1977): a pair belongs to a longest subsequence if the
    longest that ends with it and the longest that begins with it are together as long; it is told if no other pair of
    its rank is.
    """
    places: dict[str, list[int]] = {}
    for index, label in enumerate(bodies):
        places.setdefault(label, []).append(index)
    if sum(len(places.get(label, ())) for label in calls) > MOST:
        return {}
    pairs = [(c, b) for c, label in enumerate(calls) for b in places.get(label, ()) if may(c, b)]
    before = _ranks(pairs)
    behind = _ranks([(-c, -b) for c, b in reversed(pairs)])[::-1]
    longest = max(before, default=0)
    of_rank: dict[int, list[tuple[int, int]]] = {}
    for pair, rank, rest in zip(pairs, before, behind, strict=True):
        if rank + rest - 1 == longest:
            of_rank.setdefault(rank, []).append(pair)
    return dict(same[0] for same in of_rank.values() if len(same) == 1)


def _ranks(pairs: Sequence[tuple[int, int]]) -> list[int]:
    """For each pair the length of the longest chain of rising pairs that ends with it. `pairs`: in order."""
    tails: list[int] = []  # the lowest second member with which a chain of each length ends
    ranks = [0] * len(pairs)
    start = 0
    while start < len(pairs):
        end = start
        while end < len(pairs) and pairs[end][0] == pairs[start][0]:
            ranks[end] = bisect_left(tails, pairs[end][1]) + 1
            end += 1
        for (_, second), rank in zip(pairs[start:end], ranks[start:end], strict=True):
            if rank > len(tails):
                tails.append(second)
            else:
                tails[rank - 1] = min(tails[rank - 1], second)
        start = end
    return ranks
