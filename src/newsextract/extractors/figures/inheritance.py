"""What a bare number counts, where the quantity before it says so: «300 قتيل و500», «61 في المئة إلى 73»."""

from __future__ import annotations

from newsextract.extractors.figures.noun_kinds import PERSONS, kind_in_context
from newsextract.extractors.figures.quantities import Quantity
from newsextract.lexicon import load_tables
from newsextract.matching import Scan

AGES = frozenset({"سن", "السن", "عمر", "العمر", "عمره", "عمرها", "اعمارهم", "عاما"})
_NEXT = frozenset({"تليها", "يليها", "تليه", "يليه", "تلتها", "يليهم", "ثم"})
_INHERITANCE_REACH = 14


def inherits(scan: Scan, before: Quantity, after: Quantity) -> bool:
    """Whether a bare number counts what the one before it counts: «300 قتيل و500», «61 في المئة إلى 73»."""
    words = scan.words
    if before.kind is None or after.first - before.close > _INHERITANCE_REACH or not told_what(before):
        return False
    between = words[before.close : after.first]
    if before.kind == "percent":
        return between in (["الي"], ["مقابل"], ["و"], [])
    if (after.subset and before.kind in PERSONS) or not AGES.isdisjoint(between):
        return False
    if any(kind_in_context(word) in PERSONS - {"person", "people"} for word in between):
        return False
    end = after.first
    while end > before.close and (hit := after.sentence.cue_before("qualifier", end)):
        end = max(hit.first, before.close)
    token = end - 1
    attached = scan.folded.text[scan.starts[after.first] : after.start]
    return (
        attached[:1] == "و"
        or (before.kind in PERSONS and not _NEXT.isdisjoint(between))
        or token < before.close
        or words[token] in load_tables()["joining"].words
        or words[token][0] == "و"
    )


def take(quantity: Quantity, before: Quantity) -> bool:
    """Give a quantity what the one before it measures."""
    quantity.noun, quantity.kind = before.noun, before.kind
    quantity.currency, quantity.unit = before.currency, before.unit
    return True


def told_what(quantity: Quantity) -> bool:
    """Whether a quantity says itself what it counts, or how much of it there is."""
    return bool(quantity.counted or quantity.unit or quantity.grounded or quantity.subset or quantity.scale > 1)
