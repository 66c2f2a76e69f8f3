"""Digit groups as every press prints them: grouping and decimal marks, and the agencies' decimal «ر»."""

from __future__ import annotations

from collections.abc import Container

from newsextract.matching import Scan

_MOST_DIGITS = 15
_MARKS = frozenset(".,،٫٬'’ ")
_GROUPING_MARKS = "٬'’ "


def read_literal(
    scan: Scan, first: int, scales: Container[int], percents: Container[int]
) -> tuple[int, int | float | None]:
    """The end token and the value of the literal at a digit token; None for what is no number («1.2.3.4»).

    A dot or comma before exactly three digits groups thousands, unless a scale word follows (`scales` are the tokens
    at which one begins, `percents` those of percent words): «630.000» is 630000, «2.412 مليون» is 2.412 million. Spaces
    group thousands, too: «1 150 000».
    """
    words, gaps = scan.words, scan.gaps
    last = first + 1
    if last == len(words) or (gaps[last] == " " and words[last] > ":"):
        return last, _whole(words[first])
    if gaps[last] not in _MARKS:
        if (gaps[last] == "، " or words[last] == "ر") and _is_printed_backwards(scan, first, scales, percents):
            last += 2 if words[last] == "ر" else 1
            return last, _decimal(words[last - 1], words[first])
        return last, _whole(words[first])
    while last < len(words) and words[last] < ":" and gaps[last] in _MARKS and _continues(words, gaps, first, last):
        last += 1
    marks = gaps[first + 1 : last]
    return last, _value(words[first:last], marks, last in scales) if marks else _whole(words[first])


def _is_printed_backwards(scan: Scan, first: int, scales: Container[int], percents: Container[int]) -> bool:
    """Whether the decimals stand first, as agencies print them: «64ر1» and «64، 1 مليون» are 1.64."""
    words, gaps = scan.words, scan.gaps
    if words[first + 1] == "ر":
        return not gaps[first + 1] and first + 2 < len(words) and not gaps[first + 2] and words[first + 2] < ":"
    if words[first + 1] > ":" or len(words[first]) > 2 or "،" in gaps[first]:
        return False
    behind = first + 2
    return behind in scales or behind in percents or gaps[behind].lstrip().startswith("%")


def _continues(words: list[str], gaps: list[str], first: int, last: int) -> bool:
    """Whether the digits at `last` go on with the literal, for the marks that also part two numbers."""
    if gaps[last] == " ":
        return (
            last - first < 5
            and len(words[last]) == 3
            and _is_leading_group(words[first])
            and set(gaps[first + 1 : last]) <= {" "}
        )
    if gaps[last] in ",،":  # 2016,2017 are two years
        return len(words[last]) != 4 or len(words[last - 1]) != 4
    return True


def _is_leading_group(digits: str) -> bool:
    return len(digits) <= 3 and digits[0] != "0"


def _value(groups: list[str], marks: list[str], scale_follows: bool) -> int | float | None:
    grouped = _is_leading_group(groups[0]) and all(len(group) == 3 for group in groups[1:-1])
    if len(set(marks[:-1])) > 1 or (not grouped and len(groups) > 2):
        return None
    mark, tail = marks[-1], groups[-1]
    if len(groups) > 2 and mark != marks[0]:
        return _decimal("".join(groups[:-1]), tail)
    if grouped and len(tail) == 3 and (len(groups) > 2 or _groups_thousands(mark, tail, scale_follows)):
        return _whole("".join(groups))
    return _decimal(groups[0], tail) if len(groups) == 2 and mark not in " '’" else None


def _groups_thousands(mark: str, tail: str, scale_follows: bool) -> bool:
    """Whether a single mark before three digits groups them."""
    if mark == "٫":
        return tail == "000"
    return mark in _GROUPING_MARKS or not scale_follows


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _decimal(whole: str, decimals: str) -> int | float | None:
    if len(whole) + len(decimals) > _MOST_DIGITS:
        return None
    value = float(f"{whole}.{decimals}")
    return int(value) if value.is_integer() else value
