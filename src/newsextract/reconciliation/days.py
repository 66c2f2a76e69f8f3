"""The days that an EDTF date covers."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[int, int]
"""First and last day, as proleptic ordinals."""


def span(start: str | None, end: str | None) -> Days | None:
    """First and last day of EDTF dates; `None` where the year is open.

    >>> days = span("2025-05-17", "2025-05-21")
    >>> days[1] - days[0]
    4
    >>> span("XXXX-05-17", None) is None
    True
    """
    first, last = _day(start or end, False), _day(end or start, True)
    return (first, last) if first and last and first <= last else None


def _day(value: str | None, last: bool) -> int | None:
    if value is None or "X" in value:
        return None
    ends = value.split("/")
    parts = [int(part) for part in (ends[-1] if last else ends[0]).split("-") if part.isdigit()]
    if not parts or (len(parts) > 1 and parts[1] > 12):
        parts = parts[:1]
    if not parts:
        return None
    try:
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    except ValueError:
        return None
    if not last or len(parts) == 3:
        return first.toordinal()
    following = date(first.year + 1, 1, 1) if len(parts) == 1 else (first.replace(day=28) + timedelta(4)).replace(day=1)
    return following.toordinal() - 1
