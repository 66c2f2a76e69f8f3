"""Whether a figure measures the whole of its event or a part."""

from __future__ import annotations

from newsextract.extractors.figures.nouns import PERSONS
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.windows import hits_back, hits_in, parted
from newsextract.matching import Scan
from newsextract.models import Scope

_REACH_BACK = 18
_REACH_BEHIND = 6


def scope_of(scan: Scan, quantity: Quantity, floor: int, ceiling: int) -> Scope | None:
    """`part` for a subset or a sub-period, `total` where the words say or plainly mean the whole.

    `floor` and `ceiling` are the tokens of the neighbouring figures.
    """
    if quantity.subset:
        return "part"
    low = max(quantity.sentence[0], quantity.first - _REACH_BACK, floor)
    if quantity.kind in PERSONS and _says_part(scan, quantity, low, ceiling):
        return "part"
    if any(hit.entry.key == "total" for hit in hits_back(scan, "scope_word", quantity.first, low)):
        return "total"
    attended = quantity.kind == "people" and any(hits_in(scan, "attendance", low, quantity.first))
    return "total" if (quantity.kind == "visitors" or attended) and quantity.qualifier != "vague" else None


def _says_part(scan: Scan, quantity: Quantity, low: int, ceiling: int) -> bool:
    """«خلال ذروة الإقبال», «من خارج المملكة»."""
    if any(hit.entry.key == "part" for hit in hits_in(scan, "scope_word", low, quantity.first)):
        return True
    high = min(quantity.sentence[1], ceiling, quantity.close + _REACH_BEHIND)
    behind = hits_in(scan, "scope_word", quantity.close, high)
    return any(hit.entry.key == "part" and not parted(scan, quantity.close, hit.first) for hit in behind)
