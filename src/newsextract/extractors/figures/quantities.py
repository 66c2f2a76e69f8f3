"""Which numbers are quantities, and which two of them make one range."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsextract.document import Document
from newsextract.extractors.figures.labels import is_label, is_reversed_decimal, is_score
from newsextract.extractors.figures.nouns import Counted, counted_noun
from newsextract.extractors.figures.sentences import Sentence
from newsextract.matching import Scan
from newsextract.models import Qualifier
from newsextract.numerals import Number

_BETWEEN = frozenset({"بين", "مابين", "وبين", "ومابين", "فبين", "لبين"})
_DIVISIBLE = frozenset({"duration", "measure", "money"})
_SHARED = frozenset({"percent", "money"})
_CHANGE_REACH = 15
_LINK_REACH = 2


@dataclass(slots=True)
class Quantity:
    """A quantity on its way to a figure: tokens [first, last), folded offsets [start, end).

    `close` is the token behind the quantity and its noun,
    `unit` the printed noun, its own or inherited.
    """

    first: int
    last: int
    start: int
    end: int
    value: int | float | None
    sentence: Sentence
    close: int
    counted: Counted | None = None
    lower: int | float | None = None
    upper: int | float | None = None
    qualifier: Qualifier = "exact"
    scale: int = 1
    unit: str | None = None
    noun: str | None = None
    kind: str | None = None
    currency: str | None = None
    subset: bool = False
    grounded: bool = False


def read_quantities(document: Document) -> list[Quantity]:
    """The quantities of a text in order: its numbers without dates, ordinals and labels, ranges joined."""
    scan = document.scan
    found: list[Quantity] = []
    labelled = -1
    sentence: Sentence | None = None
    for number in _mended(scan, _candidates(document)):
        if sentence is None or number.first >= sentence.last:
            sentence = Sentence(document, number.first)
        counted = _percent(scan, number) if number.percent else counted_noun(scan, number, sentence.last)
        if is_label(scan, sentence, number, counted, labelled):
            labelled = number.last
            continue
        found.append(_quantity(number, counted, sentence))
    return _join_ranges(scan, found)


def _mended(scan: Scan, numbers: list[Number]) -> list[Number]:
    """The numbers with every reversed decimal put together."""
    mended: list[Number] = []
    for number in numbers:
        if mended and mended[-1].last == number.first and is_reversed_decimal(scan, mended[-1], number):
            before = mended.pop()
            decimal = float(f"{scan.words[number.first]}.{scan.words[before.first]}") * number.scale
            number = replace(number, first=before.first, start=before.start, value=_whole(decimal))
        mended.append(number)
    return mended


def _candidates(document: Document) -> list[Number]:
    """Cardinals outside dates, the dateline and the names of cities (تل سبع)."""
    first, last = document.dateline
    numbers = [n for n in document.numbers if not n.ordinal and not first <= n.first < last]
    if not numbers:
        return numbers
    spans = [(mention.start, mention.end) for mention in document.dates]
    spans += [(mention.start, mention.end) for city in document.cities for mention in city.mentions]
    spans.sort()
    raw, kept, i = document.scan.folded.raw_offset, [], 0
    for number in numbers:
        start = raw(number.start)
        while i < len(spans) and spans[i][1] <= start:
            i += 1
        if i == len(spans) or start < spans[i][0]:
            kept.append(number)
    return kept


def _quantity(number: Number, counted: Counted | None, sentence: Sentence) -> Quantity:
    value = number.value
    close = max(number.last, counted.last) if counted else number.last
    exact = Quantity(
        number.first, number.last, number.start, number.end, value, sentence, close, counted, value, value,
        scale=number.scale,
    )  # fmt: skip
    if number.vague:
        exact.value, exact.upper, exact.qualifier = None, number.upper, "vague"
    elif number.fraction and value < 1 and not (counted and counted.kind in _DIVISIBLE):
        exact.value = exact.lower = exact.upper = _whole(value * 100)
        exact.counted = Counted(number.last, number.last, number.end, number.end, "percent")
    return exact


def _percent(scan: Scan, number: Number) -> Counted:
    """The percent sign or words beside a number."""
    hit = scan.hit("percent", number.last)
    return Counted(number.last, hit.last if hit else number.last, number.end, number.end, "percent")


def _join_ranges(scan: Scan, found: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if before and quantity.first - before.close <= _LINK_REACH and _may_join(before, quantity):
            link = _link(scan, before, quantity)
            if link == "list" and _is_small_change(before, quantity):
                joined[-1] = _sum(before, quantity)
                continue
            if link == "score":
                joined.pop()
                continue
            if link:
                if link != "list":
                    _inherit_scale(before, quantity)
                _inherit_noun(before, quantity, link)
            if link == "range" and _ordered(before, quantity):
                joined[-1] = _range(before, quantity)
                continue
        joined.append(quantity)
    return [quantity for quantity in joined if not (quantity.counted and is_score(scan, quantity.counted))]


def _may_join(before: Quantity, after: Quantity) -> bool:
    return before.qualifier == "exact" == after.qualifier and before.sentence is after.sentence


def _link(scan: Scan, before: Quantity, after: Quantity) -> str | None:
    """How two neighbouring quantities hang together: `range`, `change` (two figures), `score`, or not at all."""
    i, j = before.close, after.first
    words = scan.words
    lead = words[before.first - 1] if before.first else ""
    attached = scan.folded.text[scan.starts[j] : after.start]
    between = words[i:j]
    gap = scan.gaps[j].strip()
    if j == i and gap in {"-", "--"}:
        return "range" if _kind(after) and _ascending(before, after) else "score"
    if between and before.sentence.parted(i + 1, j):
        return None
    if between == ["و"] or (not between and attached == "و"):
        return "range" if lead in _BETWEEN and not _is_small_change(before, after) else "list"
    if between in (["او"], ["ام"]):
        return "range" if before.counted is None or before.counted.kind == "percent" == _kind(after) else None
    if between in (["الي"], ["حتي"]) or (between == ["وحتي"]):
        onward = j + 1 < len(words) and words[min(after.close, len(words) - 1)] == "الي"
        if lead in _BETWEEN or not (before.counted or _changes(scan, before)) or (onward and not before.counted):
            return "range"
        return "change"
    return None


def _ascending(before: Quantity, after: Quantity) -> bool:
    return before.value is not None and after.value is not None and before.value < after.value


def _kind(quantity: Quantity) -> str | None:
    return quantity.counted.kind if quantity.counted else None


def _changes(scan: Scan, quantity: Quantity) -> bool:
    lead = scan.words[quantity.first - 1] if quantity.first else ""
    if lead != "من":
        return False
    return bool(quantity.sentence.cues("change", quantity.first - _CHANGE_REACH, quantity.first))


def _inherit_scale(before: Quantity, after: Quantity) -> None:
    """«ما بين 200 و250 ألف», «من 20 إلى 25 مليون»: the scale printed once holds for both."""
    if before.value is None or after.value is None or before.counted:
        return
    if before.scale == 1 < after.scale and before.value * after.scale <= after.value:
        before.value = before.lower = before.upper = _whole(before.value * after.scale)


def _is_small_change(before: Quantity, after: Quantity) -> bool:
    """«59 دينارا و250 مليما»: an amount in a currency and its sub-unit."""
    if not (before.counted and after.counted and before.counted.kind == after.counted.kind == "money"):
        return False
    codes, _, parts = after.counted.key.partition("/")
    if not parts or after.scale > 1 or after.value is None or after.value >= int(parts):
        return False
    return not set(codes.split(".")).isdisjoint(before.counted.key.split("."))


def _sum(before: Quantity, after: Quantity) -> Quantity:
    parts = int(after.counted.key.partition("/")[2]) if after.counted else 1
    if before.value is not None and after.value is not None:
        before.value = before.lower = before.upper = _whole(before.value + after.value / parts)
    before.last, before.end, before.close = after.last, after.end, after.close
    return before


def _inherit_noun(before: Quantity, after: Quantity, link: str) -> None:
    """«من 200 إلى 400 أستاذ», «0.98 و0.97%»: the noun printed once holds for both."""
    if before.counted is None and after.counted and (link == "change" or after.counted.kind in _SHARED):
        before.counted = after.counted


def _ordered(before: Quantity, after: Quantity) -> bool:
    return before.value is not None and after.value is not None and before.value <= after.value


def _range(before: Quantity, after: Quantity) -> Quantity:
    after.first, after.start = before.first, before.start
    after.lower, after.upper = before.value, after.value
    after.value, after.qualifier = None, "range"
    return after


def _whole(value: int | float) -> int | float:
    value = round(value, 9)
    return int(value) if value == int(value) else value
