"""From what phrases print to values: missing years, relative days, both calendars.

The year of a date that prints none is looked for, in this order, in a neighbouring date of its sentence, elsewhere in
the article for the same day and month, by its weekday, and by the reference date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from newsextract import calendars
from newsextract.calendars import NoSuchDayError
from newsextract.document import Document
from newsextract.extractors.dates.outlook import Outlook
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.relative import relative_day
from newsextract.extractors.dates.values import SEASON_BEGINS, edtf_of
from newsextract.extractors.dates.words import Words
from newsextract.models import Calendar, Date, Inference

WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COMPARISONS = {"مقارنه", "مقابل", "مقارنة", "بالمقارنه", "نفس", "نظيره", "نظيرتها"}
WEEKDAY_YEARS = 28
"""After so many years weekdays and days of the month meet again in the same order."""
HIJRI_COUNTRIES = {"SA"}
"""Where a year between 1343 and 1500 without an era mark is Hijri."""
SOON = timedelta(days=75)
"""A programme of days to come goes on within so many days; so long before, a vote is known for its day."""
REFERENCE_YEARS = range(1000, 9000)
"""Around a day of publication outside these years the calendars end."""
RECENT = 10
"""A weekday is not dated by a year that the article prints as long past («من مواليد 1962»)."""
NEAR = timedelta(days=200)


Rule = Callable[[Point, Phrase], int | None]
"""A way to find a missing year; it remembers what it was found from."""


class Resolver:
    """Gives the points of one article their years and values.

    `current`: nothing but a date is typed; without a word that places it, it is of the reference year or to come.
    """

    def __init__(self, document: Document, words: Words, phrases: list[Phrase], current: bool = False) -> None:
        self.document = document
        self.words = words
        self.phrases = phrases
        self.current = current
        reference = document.reference
        self.reference = reference if reference is not None and reference.year in REFERENCE_YEARS else None
        self.points = [point for phrase in phrases for point in phrase.points]
        self.sources: dict[int, list[Inference]] = {}
        self.equals: dict[int, Point] = {}
        self.days: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
        self.years: set[int] = set()
        self.position = {id(phrase): i for i, phrase in enumerate(phrases)}
        self.ends = {phrase.last: phrase for phrase in phrases}
        self.outlook = Outlook(document, words, phrases)
        self.ahead: date | None = None
        self.undated: list[tuple[Point, Phrase]] = []
        self.ahead_days: set[tuple[bool, int | None, int | None]] | None = None

    def resolve(self) -> list[Date]:
        """The mentions of the article, in order, without those that nothing places."""
        self._hijri_years()
        self._anaphora()
        self._pair_calendars()
        self._collect()
        for phrase in self.phrases:
            self._place(phrase)
        found = (self._mention(phrase) for phrase in self.phrases)
        return [mention for mention in found if mention is not None]

    # --- What the article prints --------------------------------------------------------------------------------------

    def _hijri_years(self) -> None:
        """«عام 1434» is a Hijri year where the article or its outlet counts so."""
        years = [p for p in self.points if p.year_only and p.year in calendars.HIJRI_YEARS and not p.hijri]
        if years and (self.document.country in HIJRI_COUNTRIES or any(p.hijri for p in self.points)):
            for point in years:
                point.hijri = True

    def _anaphora(self) -> None:
        """«منه», «الشهر نفسه», «العام ذاته»: the month or the year of the mention before."""
        before: Point | None = None
        of_month: Point | None = None
        if self.reference is not None and self.document.dateline[1]:
            before = of_month = Point(first=0, month=self.reference.month, year=self.reference.year)
        for point in self.points:
            if point.month_as and of_month is not None:
                point.month, point.hijri = of_month.month, of_month.hijri
                point.month_shift, point.direction = of_month.month_shift, of_month.direction
                point.year = of_month.year if point.year is None else point.year
                point.year_shift = of_month.year_shift if point.year is None else None
                point.month_as = False
            if point.year_as and point.year is None and before is not None:
                point.year, point.year_shift = before.year, before.year_shift
                point.year_as = False
            if point.month is not None or point.month_shift is not None:
                of_month = point
            if point.month is not None or point.year is not None or point.month_shift is not None:
                before = point

    def _pair_calendars(self) -> None:
        """«19 ذو القعدة 1446 هـ الموافق 17 ماي»: one day in two calendars; each gives the other what it lacks."""
        for phrase, following in zip(self.phrases, self.phrases[1:], strict=False):
            if phrase.begin.hijri == following.begin.hijri or not self._equivalent(phrase, following):
                continue
            ends = zip(phrase.points, following.points, strict=False)
            for point, other in ends:
                hijri, gregorian = (point, other) if point.hijri else (other, point)
                if gregorian.month is None or (gregorian.day is None) != (hijri.day is None):
                    continue
                if gregorian.year is None and hijri.year is not None:
                    gregorian.year = _gregorian_year(hijri, gregorian)
                self.equals[id(hijri)] = gregorian

    def _equivalent(self, phrase: Phrase, following: Phrase) -> bool:
        words = self.words
        i = phrase.last
        if i == following.first:
            return words.gap(i).strip(" ،,") in ("(", "/", "-", ")", ")(", "") and words.joined(i, "()/-،,")
        hit = words.hit("equivalent", i)
        if hit is None and words.word(i) not in ("اي", "م"):
            return False
        i = hit.last if hit else i + 1
        return following.first - i <= 1

    def _collect(self) -> None:
        """Which years the article prints, for which days and months, and which of these lack one."""
        for phrase in self.phrases:
            self.undated += [(point, phrase) for point in phrase.points if point.month and point.year is None]
        for point in self.points:
            if point.year is None or point.hijri:
                continue
            self.years.add(point.year)
            if point.month is not None and point.month <= 12 and point.pattern is None:
                self.days[point.month, point.day].add(point.year)
                self.days[point.month, None].add(point.year)

    # --- Years that are not printed -----------------------------------------------------------------------------------

    def _place(self, phrase: Phrase) -> None:
        """Find the year of a phrase; the ends of a range have one year, or two that follow."""
        begin, end = phrase.begin, phrase.end
        for point in phrase.points:
            self._shift(point)
        dated = end is not None and end.weekday_only and (begin.weekday_only or begin.month is not None)
        if not dated:
            for point in phrase.points:
                self._from_reference(point)
        if end is None or begin.hijri != end.hijri:
            for point in phrase.points:
                self._infer(point, phrase)
            return
        if begin.weekday_only and end.weekday_only:
            self._weekdays(begin, end)
            return
        if end.weekday_only:
            self._infer(begin, phrase)
            self._end_on_weekday(begin, end)
            return
        if begin.year is None and end.year is None and begin.month and end.month:
            fixed = begin.weekday is None and (end.weekday is not None or self._same_day(end, phrase) is not None)
            lead, other = (end, begin) if fixed else (begin, end)
            self._infer(lead, phrase)
            if lead.year is not None and other.year is None:
                turn = begin.month > end.month
                other.year = lead.year + (turn if other is end else -turn)
                self.sources[id(other)] = self.sources.get(id(lead), [])
            return
        for point in phrase.points:
            self._infer(point, phrase)

    def _shift(self, point: Point) -> None:
        """Resolve what counts from the reference date."""
        reference = self.reference
        if point.month_shift is not None and reference is not None:
            if self._hijri_news(point):
                year, month = calendars.hijri_month_of(reference)
                point.hijri = True
            else:
                year, month = reference.year, reference.month
            point.year, point.month = calendars.add_months(year, month, point.month_shift)
            self._because(point, "reference")
        elif point.month_shift == 0 and point.day is not None and reference is None:
            months = {(month, year) for (month, day), years in self.days.items() if day for year in years}
            if len(months) == 1:
                ((point.month, point.year),) = months
                self._because(point, "article")
        if point.year_shift is not None and point.year is None:
            if reference is not None:
                now = calendars.hijri_year_of(reference) if point.hijri else reference.year
                point.year = now + point.year_shift
                self._because(point, "reference")
            elif point.year_shift == 0 and point.month is not None:
                point.year = self._article_year(point)
                if point.year is not None:
                    self._because(point, "article")

    def _hijri_news(self, point: Point) -> bool:
        """Whether «الشهر الجاري» beside a day means a Hijri month: its mention before was one."""
        return point.hijri

    def _infer(self, point: Point, phrase: Phrase) -> None:
        if point.year is not None:
            self.sources.setdefault(id(point), ["printed"])
            return
        if point.month is None or point.pattern is not None:
            return
        if point.hijri:
            self._infer_hijri(point, phrase)
            return
        rules: tuple[Rule, ...] = (
            self._beside,
            self._by_direction,
            self._neighbour,
            self._same_day,
            self._by_weekday,
            self._by_reference,
            self._current,
        )
        if self.current:
            rules = self._beside, self._by_reference, self._neighbour, self._same_day, self._by_weekday
        for rule in rules:
            year = rule(point, phrase)
            if year is not None:
                point.year = year
                return

    def _because(self, point: Point, *sources: Inference) -> None:
        known = self.sources.setdefault(id(point), [])
        known.extend(source for source in sources if source not in known)

    def _fits(self, point: Point, year: int) -> bool:
        """Whether a year makes the point a day that its weekday and its direction allow."""
        day = point.in_year(year)
        if day is None or (point.weekday is not None and point.day and day.isoweekday() != point.weekday):
            return False
        if self.reference is None or not point.direction:
            return True
        month = (day.year, day.month) if point.day is None else day
        now = (self.reference.year, self.reference.month) if point.day is None else self.reference
        if point.direction == "now":
            return day.year == self.reference.year
        return month <= now if point.direction == "past" else month >= now  # type: ignore[operator]

    def _beside(self, point: Point, _phrase: Phrase) -> int | None:
        """«اليوم الاثنين (22 يناير)»: the year of the day that the relative word says."""
        if point.shift is None or self.reference is None or point.day is None:
            return None
        said = self.reference + timedelta(days=point.shift)
        days = [day for year in (said.year - 1, said.year, said.year + 1) if (day := point.in_year(year))]
        if not days:
            return None
        self._because(point, "reference")
        return min(days, key=lambda day: abs(day - said)).year

    def _by_direction(self, point: Point, phrase: Phrase) -> int | None:
        """«الماضي», «الجاري», «المقبل» count from a known reference date, whatever else is printed."""
        return self._by_reference(point, phrase) if point.direction and point.weekday is None else None

    def _neighbour(self, point: Point, phrase: Phrase) -> int | None:
        """The year that a neighbouring date of the same sentence prints."""
        at = self.position[id(phrase)]
        bounds: tuple[int, int] | None = None
        for other in (*self.phrases[at + 1 : at + 2], *self.phrases[max(at - 1, 0) : at]):
            beside = other.begin
            if beside.year is not None and beside.year_only and self._ranges_from(other, phrase):
                self._because(point, "printed")
                return beside.year
            if beside.year is None or beside.hijri or not beside.month or beside.month > 12 or beside.numeric:
                continue
            if "printed" not in self.sources.get(id(beside), ["printed"]) or (beside.month, beside.day) == (
                point.month,
                point.day,
            ):
                continue
            bounds = bounds or self.document.sentence_at(phrase.start)
            if not bounds[0] <= other.start < bounds[1] or not self._fits(point, beside.year):
                continue
            between = self.words.words[min(phrase.last, other.last) : max(phrase.first, other.first)]
            if (beside.day is None) != (point.day is None) or COMPARISONS.intersection(between):
                continue
            self._because(point, "printed")
            return beside.year
        return None

    def _ranges_from(self, other: Phrase, phrase: Phrase) -> bool:
        """«منذ مطلع العام 2024 وحتى الأول من ديسمبر»: whether a range leads from a year to the date."""
        words = self.words
        until = words.hit("until", other.last)
        while until is not None and until.last < phrase.first and words.key("edge", until.last):
            until = until._replace(last=until.last + 1)
        return until is not None and until.last == phrase.first and self.words.joined(other.last)

    def _same_day(self, point: Point, _phrase: Phrase) -> int | None:
        """The one year that the article prints elsewhere for the same day and month."""
        if point.day is None and self.reference is not None:
            return None
        years = {year for year in self.days.get((point.month, point.day), ()) if self._fits(point, year)}
        if len(years) != 1:
            return None
        self._because(point, "article")
        return next(iter(years))

    def _by_weekday(self, point: Point, _phrase: Phrase) -> int | None:
        """The year that makes the day its printed weekday: one that the article prints, else the most recent."""
        if point.weekday is None or point.day is None:
            return None
        limit = self.reference or self.document.today
        printed = [year for year in sorted(self.years, reverse=True) if year <= limit.year + 1]
        printed = [year for year in printed if year >= printed[0] - RECENT]
        year = next((year for year in printed if self._fits(point, year)), None)
        if year is not None:
            self._because(point, "weekday", "article")
        else:
            years = self._weekday_years(point, limit)
            year = next((year for year in years if self._fits(point, year)), None)
            if year is not None:
                self._because(point, "weekday")
                if self.reference:
                    self._because(point, "reference")
        if year is not None:
            self.days[point.month, point.day].add(year)
            self.days[point.month, None].add(year)
        return year

    def _weekday_years(self, point: Point, limit: date) -> list[int]:
        if point.direction == "ahead":
            return [y for y in range(limit.year, limit.year + WEEKDAY_YEARS) if (point.in_year(y) or limit) >= limit]
        past = [y for y in range(limit.year, limit.year - WEEKDAY_YEARS, -1) if (point.in_year(y) or limit) <= limit]
        if self.reference is None:
            return past
        # A paper announces a day of the next months rather than recalls one of a decade ago.
        soon = [y for y in (limit.year, limit.year + 1) if limit < (point.in_year(y) or limit) <= limit + NEAR]
        return past[:1] + soon + past[1:]

    def _by_reference(self, point: Point, phrase: Phrase) -> int | None:
        """The nearest such day or month not after the reference date, or ahead where the text says so."""
        reference = self.reference
        if reference is None or self._names_event(phrase) or self._comes_yearly(point, phrase):
            return None
        self._because(point, "reference")
        if point.month is not None and point.month > 12:
            return self._season_year(point, reference)
        if point.direction == "now" or (self.current and not point.direction):
            return reference.year
        return self._year_around(point, phrase, reference) or reference.year

    def _names_event(self, phrase: Phrase) -> bool:
        """«ثورة 25 يناير», «ثورتي 25 يناير و30 يونيو»: an event that is called by its day."""
        words = self.words
        before = phrase.first - 1
        while words.word(before) == "و" and (listed := self.ends.get(before)):
            before = listed.first - 1
        return bool(words.key("undated_event", before))

    def _comes_yearly(self, point: Point, phrase: Phrase) -> bool:
        """«الـ 28 من يوليو من كل عام»: a day of no year."""
        words = self.words
        i = phrase.last + (words.word(phrase.last) == "من")
        yearly = words.word(i) == "كل" and words.hit("year_noun", i + 1) is not None
        turns = phrase.end is not None and (phrase.begin.month or 0) > (phrase.end.month or 0)
        return yearly and point.month is not None and not turns

    def _year_around(self, point: Point, phrase: Phrase, reference: date) -> int | None:
        """The year of a day or month before the reference date, or after it where the text says so."""
        before, after = occurrences(point, reference)
        if point.direction == "ahead" or (not point.direction and self._lies_ahead(point, phrase, before, after)):
            self.ahead = after.day if after else None
            return after.year + point.steps - 1 if after else None
        this = before is not None and point.day is None and _same_month(point, before.day, reference)
        back = (point.direction == "past" and this) + point.steps - 1
        return before.year - back if before else None

    def _lies_ahead(self, point: Point, phrase: Phrase, before: Occurrence | None, after: Occurrence | None) -> bool:
        """Whether the text says that a date is to come: by its own words, by the same day elsewhere, by a series."""
        reference = self.reference
        if after is None or reference is None:
            return False
        nearer = before is None or after.day - reference < reference - before.day
        side = self.outlook.side(phrase)
        if side == "past" or not (nearer or after.day.year == reference.year):
            return False
        if side == "ahead" or (side == "near" and nearer) or (side == "soon" and after.day - reference <= SOON):
            return True
        return self._same_day_ahead(point) or (self.ahead is not None and self.ahead <= after.day <= self.ahead + SOON)

    def _same_day_ahead(self, point: Point) -> bool:
        """Whether the article says of the same day and month elsewhere that it is to come."""
        if self.ahead_days is None:
            self.ahead_days = {
                (known.hijri, known.month, day)
                for known, phrase in self.undated
                for day in (known.day, None)
                if known.direction == "ahead" or (not known.direction and self.outlook.side(phrase) == "ahead")
            }
        return (point.hijri, point.month, point.day) in self.ahead_days

    def _season_year(self, point: Point, reference: date) -> int:
        """The year of «الصيف الماضي», «الشتاء المقبل»: a season is past when its last month is."""
        first = SEASON_BEGINS.get(point.month or 0, 1)
        if point.direction == "ahead":
            return reference.year + (first <= reference.month)
        return reference.year - (point.direction == "past" and first + 2 >= reference.month)

    def _current(self, point: Point, _phrase: Phrase) -> int | None:
        """«الجاري» without a reference date: the year that the rest of the article fixes."""
        if point.direction != "now" or self.reference is not None:
            return None
        year = self._article_year(point)
        if year is not None:
            self._because(point, "article")
        return year

    def _article_year(self, point: Point) -> int | None:
        """The year of the dates that the article prints or that weekdays fix: of the same month, else the latest."""
        self._fix_weekdays()
        years = self.days.get((point.month, None)) or {y for found in self.days.values() for y in found}
        past = [year for year in years if year <= self.document.today.year]
        return max(past, default=None)

    def _fix_weekdays(self) -> None:
        """Let weekdays fix their years before a «الجاري» asks for them."""
        for phrase in self.phrases:
            for point in phrase.points:
                if point.year is None and point.weekday and point.day and point.month and not point.hijri:
                    self._by_weekday(point, phrase)

    def _infer_hijri(self, point: Point, phrase: Phrase) -> None:
        """The Hijri year: of the article's own Hijri dates, else by the reference date."""
        equal = self.equals.get(id(point))
        if equal is not None and equal.year is not None:
            return
        reference = self.reference
        if reference is None:
            years = {p.year for p in self.points if p.hijri and p.year is not None}
            if len(years) == 1:
                point.year = years.pop()
                self._because(point, "article")
            return
        now = calendars.hijri_year_of(reference)
        self._because(point, "reference")
        if point.direction == "now" or (self.current and not point.direction):
            point.year = now
        else:
            point.year = self._year_around(point, phrase, reference)

    # --- Weekdays -----------------------------------------------------------------------------------------------------

    def _from_reference(self, point: Point) -> None:
        """Give a point without any date the day that it counts from the reference date."""
        if self.reference is None or point.pattern or point.day or point.month or point.year is not None:
            return
        day = relative_day(point, self.reference, self.current)
        if day is None:
            return
        point.year, point.month, point.day = day.year, day.month, day.day
        if point.shift is None:
            self._because(point, "weekday")
        self._because(point, "reference")

    def _weekdays(self, begin: Point, end: Point) -> None:
        """«السبت والأحد»: two weekdays that follow; the second is placed, the first lies before it."""
        if self.reference is None:
            return
        last = relative_day(end, self.reference, self.current)
        if last is None:
            return
        first = last - timedelta(days=((end.weekday or 0) - (begin.weekday or 0)) % 7)
        for point, day in ((begin, first), (end, last)):
            point.year, point.month, point.day = day.year, day.month, day.day
            self._because(point, "weekday", "reference")

    def _end_on_weekday(self, begin: Point, end: Point) -> None:
        """«من الأربعاء 11 شتنبر 2024 إلى الاثنين»: the first such weekday behind the beginning."""
        first = begin.in_year(begin.year or 1) if begin.day and not begin.hijri else None
        if first is None or end.weekday is None:
            return
        day = first + timedelta(days=(end.weekday - first.isoweekday()) % 7)
        end.year, end.month, end.day = day.year, day.month, day.day
        self._because(end, "weekday")

    # --- Values -------------------------------------------------------------------------------------------------------

    def _mention(self, phrase: Phrase) -> Date | None:
        start, end = self._span(phrase)
        text = self.words.scan.folded.raw[start:end]
        try:
            value = self._value(phrase)
        except NoSuchDayError as error:
            self.document.warnings.append(f"«{text}» at {start}: {error}; the date is left without a value")
            value = None
        else:
            if value is None and not self._stands(phrase):
                return None
            self._check_weekdays(phrase, text, start)
        sources: list[Inference] = []
        for point in phrase.points:
            sources += [s for s in self.sources.get(id(point), []) if s not in sources]
        hijri = any(point.hijri for point in phrase.points)
        calendar: Calendar = "hijri" if hijri else "gregorian"
        return Date(text=text, start=start, end=end, value=value, calendar=calendar, inferred_from=sources)

    def _stands(self, phrase: Phrase) -> bool:
        """Whether a mention is one though nothing places it: a Hijri day whose year is unknown."""
        return phrase.begin.hijri and phrase.begin.day is not None and phrase.begin.month is not None

    def _span(self, phrase: Phrase) -> tuple[int, int]:
        """Raw offsets, with the bracket that closes one opened inside («اليوم (الخميس)»)."""
        folded = self.words.scan.folded
        end = self.words.scan.end(phrase.last - 1)
        inside = folded.text[phrase.start : end]
        if inside.count("(") > inside.count(")") and folded.text[end : end + 2].lstrip(" ").startswith(")"):
            end = folded.text.index(")", end) + 1
        start, end = folded.raw_span(phrase.start, end)
        return start, end + folded.raw.startswith("ـ", end)

    def _value(self, phrase: Phrase) -> str | None:
        begin = edtf_of(self._known(phrase.begin))
        if phrase.end is None:
            return f"{begin.split('/')[0]}/.." if phrase.open and begin else begin
        end = edtf_of(self._known(phrase.end))
        if begin is None or end is None:
            return None
        first, last = begin.split("/")[0], end.split("/")[-1]
        if first == last:
            return first
        if not calendars.ordered(first, last):
            if phrase.begin.year_only and phrase.end.year_only and phrase.begin.numeric:
                return f"{last}/{first}"
            raise NoSuchDayError("the range ends before it begins")
        return f"{first}/{last}"

    def _known(self, point: Point) -> Point:
        """The point, or its printed equivalent in the Gregorian calendar, which is surer than the computed one."""
        equal = self.equals.get(id(point))
        return equal if equal is not None and equal.month is not None and point.pattern is None else point

    def _check_weekdays(self, phrase: Phrase, text: str, start: int) -> None:
        """Warn where a printed weekday contradicts the printed date, which is kept."""
        for point in phrase.points:
            if (
                point.hijri
                or point.weekday is None
                or not point.day
                or not point.month
                or point.year is None
                or point.nth
            ):
                continue
            day = point.in_year(point.year)
            if day and day.isoweekday() != point.weekday:
                self.document.warnings.append(
                    f"«{text}» at {start}: {day} is a {WEEKDAYS[day.isoweekday()]}, not a {WEEKDAYS[point.weekday]}; "
                    "kept as printed"
                )


class Occurrence(NamedTuple):
    """The year of its calendar in which a day or month falls, and its first Gregorian day."""

    year: int
    day: date


def occurrences(point: Point, reference: date) -> tuple[Occurrence | None, Occurrence | None]:
    """The last time that a day or month without a year came until the reference date, and the next time after it."""
    now = calendars.hijri_year_of(reference) if point.hijri else reference.year
    before = after = None
    for year in range(now - 8, now + 9):
        day = _first_day(point, year)
        if day is not None and day <= reference:
            before = Occurrence(year, day)
        elif day is not None:
            after = Occurrence(year, day)
            break
    return before, after


def _first_day(point: Point, year: int) -> date | None:
    if not point.hijri:
        return point.in_year(year)
    try:
        return calendars.hijri_days(year, point.month, point.day)[0]
    except NoSuchDayError:
        return None


def _same_month(point: Point, day: date, reference: date) -> bool:
    """Whether a month that begins on a day is the one of the reference date."""
    if point.hijri:
        return calendars.hijri_month_of(day) == calendars.hijri_month_of(reference)
    return (day.year, day.month) == (reference.year, reference.month)


def _gregorian_year(hijri: Point, gregorian: Point) -> int | None:
    """The year of a Gregorian day that a Hijri day with its year stands beside."""
    assert hijri.year is not None
    try:
        first, _ = calendars.hijri_days(hijri.year, hijri.month, hijri.day)
    except NoSuchDayError:
        return None
    month = gregorian.month or 1
    if month == 12 and first.month == 1:
        return first.year - 1
    return first.year + 1 if month == 1 and first.month == 12 else first.year
