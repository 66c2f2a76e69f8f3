"""Whether a figure measures the whole of its event or a part."""

from __future__ import annotations

from newsextract.extractors.figures.nouns import PERSONS, bare_noun
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.windows import hits_back, hits_in, parted
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.models import Scope

_UNSCOPED = frozenset({"duration", "measure"})
_REACH_BACK = 18
_REACH_BEHIND = 6
_REACH_FINAL = 10
_INCREASE = "زياده"


def scope_of(scan: Scan, quantity: Quantity, floor: int, ceiling: int) -> Scope | None:
    """`part` for a subset or a sub-period, `total` where the words say or plainly mean the whole.

    `floor` and `ceiling` are the tokens of the neighbouring figures.
    """
    if quantity.subset or _is_some_of(scan, quantity):
        return "part"
    if quantity.kind in _UNSCOPED:
        return None
    low = max(quantity.sentence[0], quantity.first - _REACH_BACK, floor)
    if quantity.kind in PERSONS and _says_part(scan, quantity, low, ceiling):
        return "part"
    total = _says_total(scan, quantity, low, ceiling) or _is_turnout(scan, quantity, low)
    return "total" if total and quantity.qualifier != "vague" else None


def _is_some_of(scan: Scan, quantity: Quantity) -> bool:
    """«أربعة من المصابين»: some of those that the article spoke of."""
    if quantity.kind not in PERSONS or quantity.qualifier == "vague" or quantity.counted is None:
        return False
    behind = scan.words[quantity.last : quantity.last + 2]
    return len(behind) == 2 and behind[0] == "من" and behind[1].startswith("ال")


def _says_total(scan: Scan, quantity: Quantity, low: int, ceiling: int) -> bool:
    """«ما مجموعه 300», «من أصل 13.250», «37 شخصا …، في حصيلة نهائية»."""
    if any(hit.entry.key == "total" for hit in hits_in(scan, "scope_word", low, quantity.first)):
        return True
    high = min(quantity.sentence[1], ceiling, quantity.close + _REACH_FINAL)
    return any(hit.entry.key == "final" for hit in hits_in(scan, "scope_word", quantity.close, high))


def _is_turnout(scan: Scan, quantity: Quantity, low: int) -> bool:
    """Whether a figure is plainly all who came, took part or was taken: «320 عارضا», «بلغت المبيعات 3 ملايين درهم»."""
    if quantity.kind == "visitors":
        return True
    if quantity.kind == "people" and any(hits_in(scan, "attendance", low, quantity.first)):
        return True
    grown = any(hit.entry.form == _INCREASE for hit in hits_back(scan, "change", quantity.first, low))
    if quantity.kind == "people" and quantity.counted:
        return not grown and bare_noun(scan.words[quantity.counted.first]) in load_tables()["turnout"].words
    table = {"money": "takings", "percent": "turnout_rate"}.get(quantity.kind or "")
    return table is not None and any(hits_in(scan, table, low, quantity.first))


def _says_part(scan: Scan, quantity: Quantity, low: int, ceiling: int) -> bool:
    """«خلال ذروة الإقبال», «من خارج المملكة»."""
    if any(hit.entry.key == "part" for hit in hits_in(scan, "scope_word", low, quantity.first)):
        return True
    high = min(quantity.sentence[1], ceiling, quantity.close + _REACH_BEHIND)
    behind = hits_in(scan, "scope_word", quantity.close, high)
    return any(hit.entry.key == "part" and not parted(scan, quantity.close, hit.first) for hit in behind)
