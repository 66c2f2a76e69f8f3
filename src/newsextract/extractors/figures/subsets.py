"""Which quantities are parts of the one before: «بينهم ثلاثة أطفال», «82 منهم»."""

from __future__ import annotations

from newsextract.extractors.figures.noun_kinds import PERSONS
from newsextract.extractors.figures.quantities import Quantity
from newsextract.matching import Hit, Scan

_CUES = frozenset({"subset_of"})
_COMPLEMENT = 3
_SUBSET_REACH = 5
_SUBSET_ENDS = frozenset({"في", "علي", "الي", "عبر", "داخل", "خلال", "عدد", "بان", "وبان", "وان"})


def is_subset(scan: Scan, quantity: Quantity, before: Quantity | None, ceiling: int) -> bool:
    """«بينهم ثلاثة أطفال», «82 منهم»."""
    if quantity.sentence.lacks(_CUES):
        return False
    low = max(before.close if before else quantity.sentence.first, quantity.first - _SUBSET_REACH)
    for hit in quantity.sentence.cues("subset_of", low, quantity.first):
        if _SUBSET_ENDS.isdisjoint(scan.words[hit.last : quantity.first]) and not (
            hit.entry.form.startswith("من") and before and hit.first == before.close and _parted(hit, quantity)
        ):
            return True
    behind = quantity.sentence.cues("subset_of", quantity.last, min(quantity.close + 1, ceiling))
    if behind:
        follows = not quantity.sentence.parted(behind[0].first, behind[0].first)
        return follows and behind[0].entry.form.startswith("من")
    return before is not None and before.subset and _goes_on(scan, before, quantity)


def _goes_on(scan: Scan, before: Quantity, quantity: Quantity) -> bool:
    """«بينهم 4 حراس مرمى و9 مدافعين»: parts joined by «و», a complement between them."""
    if coordinated(scan, before, quantity):
        return True
    persons = quantity.counted is not None and quantity.counted.kind in PERSONS
    between = scan.words[before.close : quantity.first]
    attached = scan.folded.text[scan.starts[quantity.first] : quantity.start]
    joined = attached.startswith("و") or between[-1:] == ["و"]
    return (
        persons
        and joined
        and len(between) <= _COMPLEMENT
        and not quantity.sentence.parted(before.close, quantity.first)
    )


def _parted(hit: Hit, quantity: Quantity) -> bool:
    """«4 منهم فارون، بتهمة …»: «منهم» belongs to the number before it."""
    return quantity.first - hit.last > 1 and quantity.sentence.parted(hit.last, quantity.first)


def coordinated(scan: Scan, before: Quantity, after: Quantity) -> bool:
    """Whether «و» alone joins two quantities: «ست نساء وعشرة أطفال»."""
    between = scan.words[before.close : after.first]
    attached = scan.folded.text[scan.starts[after.first] : after.start]
    return between == ["و"] or (not between and attached.startswith("و"))
