"""The place and the days of a mention, from the cities and dates of its sentence."""

from __future__ import annotations

from bisect import bisect_left

from newsextract.document import Document, Span
from newsextract.extractors.events.layout import Layout
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
HAPPENED = frozenset({"الذي", "التي", "وقع", "وقعت", "جري", "جرت"})
"""Words that lead from a happening to its own day."""


def frame(document: Document, layout: Layout, mentions: list[EventMention]) -> None:
    """Give every mention the city and the days that its sentence states for it."""
    by_sentence: dict[int, list[EventMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(document.sentence_at(document.scan.starts[mention.first])[0], []).append(mention)
    for start, group in by_sentence.items():
        end = document.sentence_at(start)[1]
        tokens = bisect_left(document.scan.starts, start), bisect_left(document.scan.starts, end)
        firsts = [mention.first for mention in group]
        for city in _within(layout.cities, tokens):
            _place_right_behind(document, layout, city, _beside(group, firsts, city))
        for city in _within(layout.cities, tokens):
            _place(document, layout, city, _beside(group, firsts, city))
        for date in _within(layout.dates, tokens):
            _date(document, date, _beside(group, firsts, date), tokens[0])


def _within(spans: list[Span], tokens: tuple[int, int]) -> list[Span]:
    return spans[bisect_left(spans, (tokens[0],)) : bisect_left(spans, (tokens[1],))]


def _beside(group: list[EventMention], firsts: list[int], span: Span) -> list[EventMention]:
    """The mentions of a sentence right before and behind a city or date."""
    i = bisect_left(firsts, span.first)
    return group[max(i - 2, 0) : i + 2]


def _place_right_behind(document: Document, layout: Layout, city: Span, group: list[EventMention]) -> None:
    """«السفارة في دمشق … حريق الفندق في حمص»: the city right behind a happening is its own."""
    for mention in group:
        if not mention.gathering and mention.city is None and 0 <= city.first - mention.last <= 1:
            mention.city = city.value if introduced(document, layout, city) else None


def _place(document: Document, layout: Layout, city: Span, group: list[EventMention]) -> None:
    """A city in the name, or one that a word of place introduces, nearest first."""
    for mention in group:
        if mention.first <= city.first < mention.last:
            mention.city = city.value
            return
    if not introduced(document, layout, city) and not (group and _fled_from(document, city, group)):
        return
    before = [
        m
        for m in group
        if m.last <= city.first and city.first - m.last <= _reach(m) and not _spoken_at(document, m.last, city.first)
    ]
    after = [
        m
        for m in group
        if m.first >= city.last and m.first - city.last <= REACH_BACK and not _is_content(document, city.last, m)
    ]
    hosted = [m for m in after if m.first - city.last <= HOSTED_REACH and _hosts(document, city)]
    nearest = hosted[0] if hosted else before[-1] if before else after[0] if after else None
    if nearest is not None and (hosted or nearest.city is None):
        nearest.city = city.value


def _fled_from(document: Document, city: Span, group: list[EventMention]) -> bool:
    """«نزحوا من الفاشر», «النازحين من مدينة الفاشر»: what people flee from is the place of their flight."""
    before = [word for word in document.scan.words[max(city.first - 2, 0) : city.first] if word != "مدينه"]
    return before[-1:] == ["من"] and all(mention.subject == "displacement" for mention in group)


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
    scan = document.scan
    for token in range(last - 1, first - 1, -1):
        if scan.words[token] in words_of("event_content"):
            return False
        if scan.hit("event_saying", token):
            return True
    return False


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
    before = [m for m in group if m.first <= date.first and date.first - m.last <= REACH]
    back = REACH if "/" in date.value else REACH_BACK
    after = [m for m in group if m.first >= date.last and m.first - date.last <= back]
    mention = before[-1] if before else after[0] if after else None
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


def _reported(document: Document, first: int, last: int) -> bool:
    """Whether a verb of reporting, or another happening, stands between tokens: then the day is not the event's."""
    scan = document.scan
    return any(
        scan.hit("event_saying", i) or scan.hit("event_aftermath", i) or scan.words[i] in ("بعد", "قبل", "عقب")
        for i in range(max(first, last - REACH), last)
    )


def _in_aftermath(document: Document, mention: EventMention, date: Span, first: int) -> bool:
    """«ارتفعت حصيلة انقلاب الحافلة، أمس، إلى 16»: the day of the count; not «حصيلة الزلزال الذي ضرب المدينة أمس»."""
    scan = document.scan
    before = range(max(first, mention.first - AFTERMATH_REACH), mention.first)
    leads = any(scan.hit("event_aftermath", i) for i in before)
    said = CLAUSE.isdisjoint(scan.words[i] for i in before) and any(scan.hit("event_saying", i) for i in before)
    return (leads or said) and HAPPENED.isdisjoint(scan.words[mention.last : date.first])


def news_day(document: Document, layout: Layout, reach: int) -> str | None:
    """The first day at the head of a text that is not the day of a report: when its happening happened."""
    scan, reference = document.scan, document.reference.isoformat() if document.reference else None
    for date in layout.dates:
        if date.first >= reach:
            return None
        first = bisect_left(scan.starts, document.sentence_at(date.start)[0])
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
    scan = document.scan
    own = mention.last if mention.first < date.first else first
    near = [
        *range(date.first, max(own, date.first - 6) - 1, -1),
        *range(mention.first - 1, max(first, mention.first - 4) - 1, -1),
    ]
    return next((hit.entry.key for i in near if (hit := scan.hit("event_phase", i))), "")
