"""Ratios of two numbers as one: «3/4», «واحد على ثلاثة», «جزء من مئة»; only a lenient reading joins them."""

from __future__ import annotations

from dataclasses import replace

from newsextract.matching import Scan
from newsextract.numerals.atoms import Number

_LARGEST_DENOMINATOR_BESIDE_SLASH = 10  # 3/4 and 11/10 are ratios; 17/5 and 2018/2019 are not


def join_ratios(scan: Scan, numbers: list[Number]) -> list[Number]:
    """The numbers with those that form a ratio joined, a whole number before a ratio included («1 4/5»)."""
    joined: list[Number] = []
    for i, number in enumerate(numbers):
        joined.append(_per_mille(scan, number))
        if i and joined[-2].last <= number.first and (ratio := _ratio(scan, joined[-2], number)):
            joined[-2:] = [ratio]
            if (
                len(joined) > 1
                and scan.folded.text[joined[-2].end : ratio.start] == " "
                and "/" in _printed(scan, ratio)
            ):
                joined[-2:] = [_mixed(joined[-2], ratio)]
        elif _is_part_of(scan, number):
            joined[-1] = replace(
                number, first=number.first - 2, start=scan.starts[number.first - 2], value=1 / number.value
            )
    return joined


def _printed(scan: Scan, number: Number) -> str:
    return scan.folded.text[number.start : number.end]


def _ratio(scan: Scan, left: Number, right: Number) -> Number | None:
    """`left` and `right` as one number, where the words between them say so."""
    between = scan.folded.text[left.end : right.start].strip()
    if left.ordinal or left.vague or right.vague or not right.value or not _divides(between, left, right):
        return None
    if between == "/" and (scan.gaps[left.first].endswith("/") or scan.gaps[right.last].startswith("/")):
        return None
    value = left.value / right.value
    return replace(left, last=right.last, end=right.end, value=int(value) if value.is_integer() else value, scale=1)


def _divides(between: str, left: Number, right: Number) -> bool:
    if between == "/":
        return right.value <= _LARGEST_DENOMINATOR_BESIDE_SLASH
    if between in ("من", "جزء من"):
        return left.value < right.value
    if between == "في":
        return left.value == 1 or (right.definite and right.value >= 1000)
    return between == "علي"


def _is_part_of(scan: Scan, number: Number) -> bool:
    return number.value != 0 and number.first > 1 and scan.words[number.first - 2 : number.first] == ["جزء", "من"]


def _mixed(whole: Number, ratio: Number) -> Number:
    value = whole.value - ratio.value if whole.value < 0 else whole.value + ratio.value
    return replace(whole, last=ratio.last, end=ratio.end, value=value)


def _per_mille(scan: Scan, number: Number) -> Number:
    hit = scan.hit("percent", number.last)
    return replace(number, value=number.value / 1000) if hit and hit.entry.key == "per.1000" else number
