"""Arabic quantities in digits, words and mixtures, as values."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.matching import Scan


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, last) and folded offsets [start, end).

    `scale` is the factor of the last scale word («3 ملايين» → 1 000 000; 1 without one): what an elided scale is
    inherited from. `vague` marks bare plural scales («آلاف», «عشرات الآلاف»), whose value is their least meaning.
    `definite` tells that the number carries the article («الخمسة», «الـ 18»).
    """

    first: int
    last: int
    start: int
    end: int
    value: int | float
    ordinal: bool = False
    vague: bool = False
    definite: bool = False
    scale: int = 1


def read_numbers(scan: Scan) -> list[Number]:
    """All numbers of a text in order, ordinals and bare digits included; none overlap."""
    return [
        Number(i, i + 1, scan.starts[i], scan.end(i), int(word))
        for i, word in enumerate(scan.words)
        if word[0].isdigit() and len(word) <= 15
    ]
