"""What a bare number counts, where the quantity before it says so: «300 قتيل و500», «61 في المئة إلى 73»."""

from __future__ import annotations

from newsextract.extractors.figures.noun_kinds import PERSONS, kind_in_context
from newsextract.extractors.figures.quantities import Quantity
from newsextract.lexicon import load_tables
from newsextract.matching import Scan

AGES = frozenset({"سن", "السن", "عمر", "العمر", "عمره", "عمرها", "اعمارهم", "عاما"})
_NEXT = frozenset({"تليها", "يليها", "تليه", "يليه", "تلتها", "يليهم", "ثم"})
_INSTEAD = (["لا"], ["وليس"])
"""«63 محلا، لا 40 كما أعلنت الشرطة»."""
_WHOLES = frozenset({"اصل", "بين", "مجموع", "اجمالي", "جمله"})
_ELIDABLE = frozenset({"money", "measure", "visitors", "people", "count"})
_TOLLS = frozenset({"deaths", "injured", "missing"})
_INHERITANCE_REACH = 14
_DATE_LENGTH = 5
_PART_REACH = 3


def inherits(scan: Scan, before: Quantity, after: Quantity) -> bool:
    """Whether a bare number counts what the one before it counts: «300 قتيل و500», «61 في المئة إلى 73»."""
    words = scan.words
    if before.kind is None or after.first - before.close > _INHERITANCE_REACH or not told_what(before):
        return False
    between = words[before.close : after.first]
    if between in _INSTEAD:
        return True
    if before.kind == "percent":
        onward = len(between) <= _DATE_LENGTH and between[-1:] == ["الي"]  # «من 58 في المئة عام 2019 إلى 69»
        changed = onward and bool(after.sentence.cues("change", before.first - _INHERITANCE_REACH, before.first))
        return changed or between in (["الي"], ["مقابل"], ["و"], [])
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


def is_alike(before: Quantity, quantity: Quantity) -> bool:
    """«ناهزت الجوائز 36 مليون دولار، ونال الثاني 4 ملايين»: a bare large number counts what the one before does."""
    elided = quantity.counted is None and quantity.scale > 1 and not quantity.subset and quantity.kind not in _TOLLS
    told = before.counted is not None or before.unit is not None
    return elided and told and before.scale > 1 and before.kind in _ELIDABLE


def is_part_of(scan: Scan, part: Quantity, whole: Quantity) -> bool:
    """«7 من أصل 9 دول», «خمسة من بين 20 عضوا»: the noun is the whole's."""
    if part.counted or part.sentence is not whole.sentence:
        return False
    between = scan.words[part.close : whole.first]
    return 2 <= len(between) <= _PART_REACH and between[0] == "من" and between[1] in _WHOLES


def take(quantity: Quantity, before: Quantity) -> bool:
    """Give a quantity what the one before it measures."""
    quantity.noun, quantity.kind = before.noun, before.kind
    quantity.currency, quantity.unit = before.currency, before.unit
    return True


def told_what(quantity: Quantity) -> bool:
    """Whether a quantity says itself what it counts, or how much of it there is."""
    return bool(quantity.counted or quantity.unit or quantity.grounded or quantity.subset or quantity.scale > 1)
