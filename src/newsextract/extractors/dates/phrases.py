"""What a date phrase prints, before anything is inferred: points in time and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsextract.models import Inference

Direction = Literal["", "past", "now", "ahead"]


@dataclass(slots=True)
class Point:
    """A day, month, year or other period as printed at tokens [first, last), from the folded offset `start`.

    `month` may be an EDTF season, quarter or half (21 to 41). `pattern` is a finished EDTF value (decade, century).
    `shift`, `month_shift`, `year_shift` count days, months or years from the reference date («أمس»: -1).
    `weekday` is 1 (Monday) to 7. `direction` is what «الماضي», «الجاري», «المقبل» say. `month_as` and `year_as` mark
    «منه», «من نفس السنة»: the month or the year of the mention before. `weeks` shifts a weekday by weeks. `head` is
    the token behind «يوم», a relative word and a weekday. `start_token` is the first token of the mention, behind
    «بتاريخ», «ليلة». `steps` is 2 for «قبل الماضي», «بعد القادم». `nth` counts the
    weekday within its month (-1: the last). `away` is a distance from the reference date, its number and unit
    («قبل يومين»: -2, "day"). A `doubtful` month needs the same `name` elsewhere in the article; a
    `feast` is a Hijri day of a Gregorian year. `sources` are what the year was found from, `equal` the same time as
    printed in the Gregorian calendar.
    """

    first: int
    last: int = 0
    start: int = 0
    head: int = 0
    start_token: int = 0
    hijri: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: bool = False
    weekday: int | None = None
    shift: int | None = None
    month_shift: int | None = None
    year_shift: int | None = None
    weeks: int | None = None
    direction: Direction = ""
    steps: int = 1
    nth: int | None = None
    away: tuple[int, str] | None = None
    doubtful: bool = False
    name: str = ""
    feast: bool = False
    month_as: bool = False
    year_as: bool = False
    pattern: str | None = None
    noun: str = ""
    numeric: bool = False
    sources: tuple[Inference, ...] = ()
    equal: Point | None = None

    def because(self, *sources: Inference) -> None:
        """Note what the year was found from."""
        self.sources += tuple(source for source in sources if source not in self.sources)

    def in_year(self, year: int) -> date | None:
        """The Gregorian day of the point in a year (the first day of a month); `None` where there is none."""
        try:
            return date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None

    def bare_day(self) -> bool:
        """A day number alone, which only its neighbours can make a date."""
        return self.day is not None and self.month is None and self.month_shift is None and not self.month_as

    def stands_alone(self) -> bool:
        """Whether the point says a time without its neighbours."""
        if self.day is None:
            return not self.empty()
        return self.month is not None or not self.bare_day()

    def weekday_only(self) -> bool:
        """A weekday without a number («يومي السبت والأحد»)."""
        return self.weekday is not None and self.day is None and self.month is None and self.shift is None

    def year_only(self) -> bool:
        """A year without anything smaller."""
        return self.month is None and self.day is None and (self.year is not None or self.year_shift is not None)

    def empty(self) -> bool:
        """Nothing that says a time."""
        return (
            self.year is None
            and self.month is None
            and self.day is None
            and self.weekday is None
            and self.shift is None
            and self.month_shift is None
            and self.year_shift is None
            and self.pattern is None
            and self.away is None
        )


@dataclass(slots=True)
class Phrase:
    """One mention at tokens [first, last): a point, or a range to `end`; `open` where only its beginning is said.

    A `name` is a place that is named for a day («مدينة 6 أكتوبر») and no mention.
    """

    first: int
    last: int
    start: int
    begin: Point
    end: Point | None = None
    open: bool = False
    name: bool = False

    def points(self) -> tuple[Point, ...]:
        """The point, or both ends of the range."""
        return (self.begin,) if self.end is None else (self.begin, self.end)
