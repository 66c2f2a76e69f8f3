"""Names in a list support one another: «طنجة وتطوان والعرائش», «طنجة 45 ملم، سلا 17»."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from newsextract.extractors.cities.surroundings import COMMAS
from newsextract.matching import Hit, Scan

# A figure in a list of names, its unit included: «طنجة 45 ملم، سلا 17».
LONGEST_FIGURE = 5
# «طريق الدمام - الجبيل», «طريق الوجه/ضباء».
DASHES = (" - ", " – ", "-", "–", "/", " / ")


def in_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit goes on a list: «و», a comma or a dash before it."""
    gap = scan.gaps[hit.first]
    return hit.prefix.startswith("و") or gap.strip() in COMMAS or gap in DASHES


def goes_on(scan: Scan, previous: Hit, hit: Hit) -> bool:
    """Whether a hit goes on the list that another stands in, right behind it or behind its figure."""
    distance = hit.first - previous.last
    if distance >= LONGEST_FIGURE or (distance and behind_figure(scan, previous.last) != hit.first):
        return False
    return in_list(scan, hit)


def listed_names(scan: Scan, hits: Iterable[Hit]) -> set[int]:
    """The first tokens of the hits that have another before or behind them in a list."""
    tokens: set[int] = set()
    for previous, hit in pairwise(hits):
        if hit.first - previous.last < LONGEST_FIGURE and goes_on(scan, previous, hit):
            tokens.update((previous.first, hit.first))
    return tokens


def behind_figure(scan: Scan, token: int) -> int:
    """Where a list goes on behind the figure of a name: «طنجة 45 ملم، سلا 17، …»; the token itself without one."""
    if token < len(scan.words) and scan.words[token] < ":":
        for following in range(token + 1, min(token + LONGEST_FIGURE, len(scan.words))):
            if scan.gaps[following].strip() in COMMAS:
                return following
    return token


def ends_name(scan: Scan, hit: Hit) -> bool:
    """Whether a name in a list ends where the hit does: «، الدورة الثالثة» goes on; after «و» it is taken to end."""
    return (
        hit.prefix.startswith("و")
        or bool(scan.gaps[hit.last].strip())
        or hit.last == len(scan.words)
        or scan.words[hit.last].startswith("و")
        or behind_figure(scan, hit.last) > hit.last
    )
