"""The place and the days of a mention, from the cities and dates of its sentence."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter

from newsextract.document import Document, Span
from newsextract.extractors.events.layout import Layout, hits_among
from newsextract.extractors.events.mentions import EventMention
from newsextract.extractors.events.names import words_of

NATIONWIDE = frozenset({"strike", "election", "ballot", "exam", "vaccination", "epidemic", "war", "budget", "harvest"})
"""Subjects that have no place of their own unless the text says so."""
REACH, REACH_NATIONWIDE, REACH_BACK = 25, 6, 8
"""Tokens from a mention on to a city or date of its frame, and back to one."""
HOSTED_REACH = 3
"""Tokens from a city on to what it hosts."""
YEAR_REACH = 8
"""Tokens from a mention on to a bare year of its frame."""
AFTERMATH_REACH = 8
"""Tokens from the verb that tells what follows a happening on to its name."""
CLAUSE = frozenset({"ان", "بان", "انه", "انها", "عن"})
"""Words that lead from a verb of saying to what is said."""
ANOTHER_TIME = frozenset({"بعد", "قبل", "عقب"})
"""Words that tell another happening before a day: the day is then that one's."""
TIMES_OF_DAY = frozenset({"ظهر", "الظهر", "منتصف", "صلاه"})
HAPPENED = frozenset({"الذي", "التي", "وقع", "وقعت", "جري", "جرت"})
"""Words that lead from a happening to its own day."""

_first = attrgetter("first")


def frame(document: Document, layout: Layout, mentions: list[EventMention]) -> None:
    """Give every mention the city and the days that its sentence states for it."""
    places = sorted(layout.cities + layout.dates, key=_first)
    if not places:
        return
    firsts, ends = [mention.first for mention in mentions], [place.last for place in places]
    done = 0
    for mention in mentions:
        if mention.first < done or not _in_reach(mention, places, ends):
            continue
        first, done = document.sentence(mention.first)[:2]
        begin = bisect_left(firsts, first)
        _frame_sentence(document, layout, mentions[begin : bisect_left(firsts, done, begin)], first, done)


def _in_reach(mention: EventMention, places: list[Span], ends: list[int]) -> bool:
    """Whether a city or date stands near enough to a mention to be of its frame; `ends` are those of the places."""
    i = bisect_left(ends, mention.first - REACH)
    return i < len(places) and places[i].first <= mention.last + REACH


def _frame_sentence(document: Document, layout: Layout, group: list[EventMention], first: int, last: int) -> None:
    """Frame the mentions of the sentence of tokens [first, last)."""
    cities = _within(layout.cities, first, last)
    if cities:
        _place_right_behind(document, layout, last, group)
    for city in cities:
        _place(document, layout, city, _beside(group, city))
    for date in _within(layout.dates, first, last):
        _date(document, date, _beside(group, date), first)


def _within(spans: list[Span], first: int, last: int) -> list[Span]:
    return spans[bisect_left(spans, (first,)) : bisect_left(spans, (last,))]


def _beside(group: list[EventMention], span: Span) -> list[EventMention]:
    """The mentions of a sentence right before and behind a city or date."""
    if len(group) <= 2:
        return group
    i = bisect_left(group, span.first, key=_first)
    return group[max(i - 2, 0) : i + 2]


def _place_right_behind(document: Document, layout: Layout, end: int, group: list[EventMention]) -> None:
    """«السفارة في دمشق … حريق الفندق في حمص»: the city right behind a happening is its own."""
    for mention in group:
        if not mention.gathering and mention.city is None:
            for token in range(mention.last, min(mention.last + 2, end)):
                city = layout.city_at.get(token)
                if city and introduced(document, layout, city):
                    mention.city = city.value
                    break


def _place(document: Document, layout: Layout, city: Span, group: list[EventMention]) -> None:
    """A city in the name, or one that a word of place introduces, nearest first."""
    for mention in group:
        if mention.first <= city.first < mention.last:
            mention.city = city.value
            return
    if not introduced(document, layout, city) and not (group and _fled_from(document, city, group)):
        return
    hosted = _told_behind(document, city, group, HOSTED_REACH) if _hosts(document, city) else None
    nearest = hosted or _told_before(document, city, group) or _told_behind(document, city, group, REACH_BACK)
    if nearest is not None and (hosted or nearest.city is None):
        nearest.city = city.value


def _fled_from(document: Document, city: Span, group: list[EventMention]) -> bool:
    """«نزحوا من الفاشر», «النازحين من مدينة الفاشر»: what people flee from is the place of their flight."""
    before = document.scan.words[max(city.first - 2, 0) : city.first]
    left = before[-1:] == ["من"] or before == ["من", "مدينه"]
    return left and all(mention.subject == "displacement" for mention in group)


def _told_before(document: Document, city: Span, group: list[EventMention]) -> EventMention | None:
    """The last mention before a city that reaches until there."""
    for mention in reversed(group):
        if 0 <= city.first - mention.last <= _reach(mention) and not _spoken_at(document, mention.last, city.first):
            return mention
    return None


def _told_behind(document: Document, city: Span, group: list[EventMention], reach: int) -> EventMention | None:
    """The first mention behind a city that is told of there."""
    for mention in group:
        if 0 <= mention.first - city.last <= reach and not _is_content(document, city.last, mention):
            return mention
    return None


def _hosts(document: Document, city: Span) -> bool:
    """Whether a city is the subject of a verb that leads to what it sees or hosts: «تستضيف مسقط النسخة الثانية»."""
    return city.first > 0 and document.scan.words[city.first - 1].removeprefix("و") in words_of("event_host")


def _reach(mention: EventMention) -> int:
    """Tokens from a mention on to its city: what is held everywhere has one only if it stands close by."""
    return REACH_NATIONWIDE if mention.subject in NATIONWIDE else REACH


def _is_content(document: Document, first: int, mention: EventMention) -> bool:
    """Whether a city is where the mention behind it was spoken of: «ندوة بتونس حول المعرض», «قال بفاس إن الانتخابات».

    What happens at one place is often told by who heads that place: «قال مدير متحف فاس إن المعرض».
    """
    words = document.scan.words[first : mention.first]
    about = words_of("event_content") if mention.subject in NATIONWIDE else words_of("event_about")
    return not about.isdisjoint(words)


def _spoken_at(document: Document, first: int, last: int) -> bool:
    """Whether a verb of saying, and nothing said yet, stands between an event and a city: «الهجوم، وقال في جنيف إن»."""
    said = hits_among(document, "event_saying", first, last)
    return bool(said) and words_of("event_content").isdisjoint(document.scan.words[said[-1].first : last])


def introduced(document: Document, layout: Layout, city: Span) -> bool:
    """Whether the city is told as the place: «بفاس», «في مدينة فاس», «قرب فاس»; not «من فاس», «في فاس ومكناس»."""
    scan = document.scan
    listed = layout.city_at.get(city.last)
    if listed and scan.folded.text[scan.starts[listed.first]] == "و" and listed.start > scan.starts[listed.first]:
        return False
    attached = scan.folded.text[scan.starts[city.first] : city.start]
    if attached:
        return "ب" in attached
    if not city.first:
        return False
    before = scan.words[city.first - 1]
    if scan.gaps[city.first].strip():
        return False
    if before in ("مدينه", "محافظه", "العاصمه", "قريه", "بلده"):
        return city.first < 2 or scan.words[city.first - 2] not in ("من", "الي", "نحو", "بين", "عن")
    return before in words_of("event_place") or before.removeprefix("و") in words_of("event_place")


def _date(document: Document, date: Span, group: list[EventMention], first: int) -> None:
    """A date belongs to the mention before it, at the head of a sentence to the one behind it."""
    before = _dated_before(date, group)
    mention = before or _dated_behind(date, group)
    if mention is None or mention.year == date.value or (mention.year and len(date.value) == 4):
        return
    if mention.genre == "economy" and date.value.count("-") > 1:
        return  # the day on which a budget is voted is none of its own
    if before and not mention.gathering and _opens_clause(document, mention, date):
        return
    if len(date.value) == 4 and before and date.first - mention.last > YEAR_REACH:
        return
    if "/" not in date.value and _reported(document, mention.last if before else first, date.first):
        return
    if _since(document, date) or (before and not mention.gathering and _in_aftermath(document, mention, date, first)):
        return
    phase = _phase(document, mention, date, first) if len(date.value) > 4 else ""
    start, _, end = date.value.partition("/")
    if "/" in date.value:
        mention.dates.append((start, None if end == ".." else end))
    elif phase == "begin":
        mention.dates.append((start, None))
    elif phase == "end":
        mention.dates.append((None, start))
    else:
        mention.dates.append((start, start))


def _dated_before(date: Span, group: list[EventMention]) -> EventMention | None:
    """The last mention before a date that reaches until there."""
    for mention in reversed(group):
        if mention.first <= date.first <= mention.last + REACH:
            return mention
    return None


def _dated_behind(date: Span, group: list[EventMention]) -> EventMention | None:
    """The first mention behind a date that is told of there, a range of days from afar."""
    reach = REACH if "/" in date.value else REACH_BACK
    for mention in group:
        if date.last <= mention.first <= date.last + reach:
            return mention
    return None


def _reported(document: Document, first: int, last: int) -> bool:
    """Whether a verb of reporting, or another happening, stands between tokens: then the day is not the event's."""
    first = max(first, last - REACH)
    return (
        _another_time(document.scan.words[first : last + 1])
        or bool(hits_among(document, "event_saying", first, last))
        or bool(hits_among(document, "event_aftermath", first, last))
    )


def _another_time(words: list[str]) -> bool:
    """Whether a word sets one time before another: «بعد», «قبل»; not «بعد ظهر السبت»."""
    if ANOTHER_TIME.isdisjoint(words[:-1]):
        return False
    return any(one in ANOTHER_TIME and other not in TIMES_OF_DAY for one, other in pairwise(words))


def _in_aftermath(document: Document, mention: EventMention, date: Span, first: int) -> bool:
    """«ارتفعت حصيلة انقلاب الحافلة، أمس، إلى 16»: the day of the count; not «حصيلة الزلزال الذي ضرب المدينة أمس»."""
    words, begin = document.scan.words, max(first, mention.first - AFTERMATH_REACH)
    leads = hits_among(document, "event_aftermath", begin, mention.first) or (
        CLAUSE.isdisjoint(words[begin : mention.first]) and hits_among(document, "event_saying", begin, mention.first)
    )
    return bool(leads) and HAPPENED.isdisjoint(words[mention.last : date.first])


def news_day(document: Document, layout: Layout, reach: int) -> str | None:
    """The first day at the head of a text that is not the day of a report: when its happening happened."""
    reference = document.reference.isoformat() if document.reference else None
    for date in layout.dates:
        if date.first >= reach:
            return None
        first = document.sentence(date.first).first
        past = len(date.value) == 10 and (reference is None or date.value <= reference < _years_later(date.value))
        if past and not _reported(document, first, date.first):
            return date.value
    return None


def _years_later(day: str) -> str:
    """The first day of the year after next: until then, a day can still be told as news."""
    return f"{int(day[:4]) + 2:04}" if day[:4].isdigit() else "9999"


def _opens_clause(document: Document, mention: EventMention, date: Span) -> bool:
    """Whether a date behind a comma begins what happened next: «قتلوا 9 ركاب، وفي مارس الماضي خطف مسلحون قطارا»."""
    scan = document.scan
    first = date.first - (scan.words[date.first - 1] in ("وفي", "ففي"))
    return first < date.first and first >= mention.last and "،" in scan.gaps[first]


def _since(document: Document, date: Span) -> bool:
    """«للمرة الأولى منذ 2022»: a date that something is counted from, not one of the event, unless a phase says so."""
    words = document.scan.words
    since = "منذ" in words[max(date.first - 1, 0) : date.first + 1]
    return since and len(date.value) == 4


def _phase(document: Document, mention: EventMention, date: Span, first: int) -> str:
    """`begin`, `end` or nothing: what the words before the date, or else before the mention, say of its course."""
    own = mention.last if mention.first < date.first else first
    phases = hits_among(document, "event_phase", max(own, date.first - 6), date.first + 1) or hits_among(
        document, "event_phase", max(first, mention.first - 4), mention.first
    )
    return phases[-1].entry.key if phases else ""
