"""Which event a figure measures."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from newsextract.document import Document
from newsextract.extractors.events.mentions import EventMention
from newsextract.extractors.events.names import words_of
from newsextract.extractors.events.stories import Story
from newsextract.models import Figure
from newsextract.normalize import fold

COMPARISON_REACH = 12
"""Tokens between «مقابل» and the edition that the compared figure belongs to."""
ANSWER_REACH = 5
"""Tokens between a compared figure and the edition that it is told to belong to."""
SIGHT = 60
"""Tokens around a figure in which an event of its sentence is looked for."""
DEED_REACH = 8
"""Tokens between a figure of people and the verb that tells what they did."""
TOPIC_REACH = 8
"""Tokens at the head of a paragraph in which the event that it tells of is named."""
ATTENDANCE = frozenset({"visitors", "people", "count"})
CASUALTIES = frozenset({"visitors", "deaths", "injured", "missing", "displaced"})
BACKGROUND = frozenset({"war", "tournament", "match", "final", "heatwave"})
"""Subjects that go on behind other news: only people counted in a sentence that names one measure it."""
MATCHES = frozenset({"match", "final"})
MATCH_DAY = CASUALTIES | {"people", "money", "views"}
"""What a match measures in an article about it: neither goals nor minutes nor ages."""
VICTIMS = frozenset({"deaths", "injured", "missing", "displaced"})
PROTESTERS = frozenset({"متظاهر", "متظاهرا", "متظاهرين", "محتج", "محتجا", "محتجين", "معتصم", "معتصما", "معتصمين"})
RESIDENTS = frozenset({"نسمة", "ساكن", "ساكنا", "ساكنة"})
STANDING_REACH = 4
"""Tokens between a verb of state and its figure."""
ANGLES = frozenset({"درجة", "درجات"})


_sentence_start = attrgetter("sentence.start")

Told = tuple[EventMention, Story]
"""A mention and the story that it belongs to."""


class Passage(NamedTuple):
    """A sentence of tokens [begin, end), what it tells of, and the event that its paragraph opens with."""

    begin: int
    end: int
    told: list[Told]
    topic: Story | None


def bind(document: Document, stories: list[Story], main: Story | None) -> list[Story | None]:
    """The event of every figure, in the order of the figures; `None` where it measures none.

    The mention before the figure in its sentence decides, a comparison («مقابل 151 ألف زائر في الدورة العاشرة») by the
    mention behind it; a sentence that names no event tells of `main`, what the article is about.
    """
    if not document.figures:
        return []
    told = [(m, story) for story in stories for m in story.mentions]
    if len(stories) > 1:
        told.sort(key=lambda pair: pair[0].first)
    firsts = [mention.first for mention, _ in told]
    protests = [story for story in stories if story.series.genre == "protest"]
    protest = protests[0] if len(protests) == 1 else None
    owners: list[Story | None] = []
    for _, group in groupby(document.figures, _sentence_start):
        figures = list(group)
        spans = [document.tokens(figure) for figure in figures]
        passage = _passage(document, spans[0][0], told, firsts)
        owners += _owners(document, passage, figures, spans, main, protest)
    pilgrimages = [story for story in stories if story.only_told]
    return _counted(document, owners) if pilgrimages else owners


def _owners(
    document: Document,
    passage: Passage,
    figures: list[Figure],
    spans: list[tuple[int, int]],
    main: Story | None,
    protest: Story | None,
) -> list[Story | None]:
    """The event of every figure of a sentence, whose tokens are `spans`; `protest` is the only one of the article."""
    topic = passage.topic or main
    if not (passage.told or topic or protest):
        return [None] * len(figures)
    owners: list[Story | None] = []
    for i, (figure, span) in enumerate(zip(figures, spans, strict=True)):
        owner, near = topic, _near(passage, span, spans[max(i - 2, 0) : i])
        if near is not None:
            following = spans[i + 1][0] if i + 1 < len(spans) else passage.end
            owner = _in_sentence(document, span, following, passage.begin, near, main)
        if owner is None and figure.unit in PROTESTERS:
            owner = protest
        if owner and main and owner is not main and owner.series is main.series and _grows(document, span[0]):
            owner = main
        measured = owner and _measures(document, figure, span[0], owner, bool(near), owner is main)
        owners.append(owner if owner and measured and not owner.unsettled else None)
    return owners


def _counted(document: Document, owners: list[Story | None]) -> list[Story | None]:
    """The owners without those events that only pilgrims tell of, unless they are counted."""
    counted = {id(owner) for owner, f in zip(owners, document.figures, strict=True) if owner and f.kind == "visitors"}
    return [owner if owner and (not owner.only_told or id(owner) in counted) else None for owner in owners]


def _passage(document: Document, token: int, told: list[Told], firsts: list[int]) -> Passage:
    """The sentence of a token and what it tells of."""
    begin, end = document.sentence(token)[:2]
    before = bisect_left(firsts, begin)
    own = told[before : bisect_left(firsts, end, before)]
    topic = None if own and end - begin <= SIGHT else _topic(document, begin, told, firsts)
    return Passage(begin, end, own, topic)


def _near(passage: Passage, span: tuple[int, int], earlier: list[tuple[int, int]]) -> list[Told] | None:
    """What the sentence of a figure tells of in sight of it and is not answered by figures before; `None`: nothing."""
    told = passage.told
    if told and passage.end - passage.begin > SIGHT:
        told = [pair for pair in told if span[0] - SIGHT <= pair[0].first < span[1] + SIGHT]
    if not told:
        return None
    return [pair for pair in told if not (pair[0].compared and _is_answered(pair[0], earlier))] if earlier else told


def _topic(document: Document, token: int, told: list[Told], firsts: list[int]) -> Story | None:
    """The event that the paragraph around a token opens with: «ففي النسخة الثانية …»."""
    last = bisect_left(firsts, token)
    if not last:
        return None
    starts, text = document.scan.starts, document.scan.folded.text
    paragraph = text.rfind("\n", 0, starts[token]) + 1 if token < len(starts) else len(text)
    if starts[firsts[last - 1]] < paragraph:
        return None
    begin = bisect_left(starts, paragraph)
    first = bisect_left(firsts, begin)
    if last - first > TOPIC_REACH or firsts[first] >= begin + TOPIC_REACH or told[first][0].other:
        return None
    return told[first][1] if len({id(story) for _, story in told[first:last]}) == 1 else None


def _in_sentence(
    document: Document,
    span: tuple[int, int],
    following: int,
    begin: int,
    told: list[Told],
    main: Story | None,
) -> Story | None:
    """The event among those of the sentence; tokens throughout."""
    first, last = span
    deeds: list[Told] = []
    behind: list[Told] = []
    before = compared = None
    for mention, story in told:
        if mention.deed:
            deeds.append((mention, story))
        elif mention.first >= last:
            behind.append((mention, story))
        elif not mention.compared:
            before = story if mention.first < first else before
        elif 0 <= first - mention.last <= COMPARISON_REACH and _same_clause(document, mention.last, first):
            compared = story
    if deeds and (deed := _deed_beside(document, span, deeds)):
        return deed
    if behind and _compares(document, begin, first) and _joined(document, last, behind[0][0].first, following):
        return behind[0][1]
    if compared or before:
        return compared or before
    for mention, story in behind:
        if not mention.compared and (story is main or _joined(document, last, mention.first, following)):
            return story
    return main


def _is_answered(mention: EventMention, earlier: list[tuple[int, int]]) -> bool:
    """Whether the edition compared with has its figure: «مقابل 82 ألفا في طبعة 2023، … مشاركة 6 مؤسسات»."""
    return any(0 < mention.first - first <= ANSWER_REACH for first, _ in earlier)


def _deed_beside(document: Document, span: tuple[int, int], deeds: list[Told]) -> Story | None:
    """The happening whose verb stands beside a figure: «مئات المعلمين أمام الوزارة رافعين شعارات», «تظاهر المئات»."""
    first, last = span
    for mention, story in deeds:
        if 0 <= mention.first - last <= DEED_REACH and _joined(document, last, mention.first, last):
            return story
        if 0 <= first - mention.last <= 2:
            return story
    return None


def _compares(document: Document, begin: int, first: int) -> bool:
    """Whether a word of comparison brings in the figure at token `first`."""
    comparisons = document.scan.starting("event_comparison")
    return not comparisons.keys().isdisjoint(range(max(begin, first - 4), first))


def _grows(document: Document, first: int) -> bool:
    """Whether the figure at a token tells a growth, which is the later edition's: «بزيادة قدرها 11,4 بالمائة»."""
    return not words_of("event_growth").isdisjoint(document.scan.words[max(first - 4, 0) : first])


def _since_long(document: Document, first: int) -> bool:
    """Whether a figure counts from a year on: «منذ 2003 أودى العنف بحياة 200 ألف مدني»."""
    scan = document.scan
    words = scan.words[document.sentence(first).first : first]
    since = words.index("منذ") + 1 if "منذ" in words else len(words)
    return any(len(word) == 4 and word.isdigit() for word in words[since : since + 2])


def _is_standing(document: Document, figure: Figure, first: int) -> bool:
    """Whether a figure tells what is so at any time, no outcome of it: «يبلغ عدد المدارس 450», «مليونا نسمة»."""
    before = document.scan.words[max(first - STANDING_REACH, 0) : first]
    sized = figure.kind == "measure" and any(word.startswith("البالغ") for word in before)
    return sized or figure.unit in RESIDENTS or not words_of("event_standing").isdisjoint(before)


def _joined(document: Document, last: int, mention: int, following: int) -> bool:
    """Whether a figure and the mention behind it stand in one clause."""
    return mention - last <= COMPARISON_REACH and mention <= following + 8 and _same_clause(document, last, mention)


def _same_clause(document: Document, first: int, last: int) -> bool:
    """Whether no clause begins behind a comma between two tokens."""
    scan = document.scan
    return not any("،" in scan.gaps[i] and _opens_clause(scan.words[i]) for i in range(first, last + 1))


def _opens_clause(word: str) -> bool:
    """Whether a word behind a comma begins a clause («، ملوحا بإضراب»), not the end of an insertion («، أمس، وقفة»)."""
    conjunction = word[0] in "وف" and word not in ("وقفه", "وفد", "وزير", "وزاره")
    participle = word[0] == "م" and word[-1] == "ا" and len(word) > 4
    return conjunction or participle or word in words_of("event_clause")


def can_measure(subjects: set[str], figures: list[Figure]) -> bool:
    """Whether some of the figures can measure an event of these subjects: what goes on behind the news counts people.

    It asks less than `_measures`, and before anything is known of the events.
    """
    if not subjects <= BACKGROUND:
        return bool(figures)
    if MATCHES.isdisjoint(subjects):
        return not CASUALTIES.isdisjoint([figure.kind for figure in figures])
    return any(_of_match(figure) for figure in figures)


def _of_match(figure: Figure) -> bool:
    """Whether a figure measures a match that an article is about: its spectators, its takings, the seats."""
    return figure.kind in MATCH_DAY or fold(figure.unit or "").text in words_of("event_stands")


def _measures(document: Document, figure: Figure, first: int, story: Story, in_sentence: bool, leads: bool) -> bool:
    """Whether a figure of this kind can measure the event: an angle or an age measures none.

    `leads` says that the article is about the event: «مداخيل المباراة 5 ملايين» is then the match's, a transfer is not.
    """
    kind, gathering, subject = figure.kind, story.series.gathering, story.series.subject
    if kind == "duration":
        before = document.scan.words[max(first - 3, 0) : first]
        if not words_of("event_age").isdisjoint(before) or not (in_sentence or gathering):
            return False
    if kind == "measure" and gathering and figure.unit in ANGLES:
        return False
    if not gathering:
        if not in_sentence and _since_long(document, first):
            return False
        if kind not in VICTIMS and _is_standing(document, figure, first):
            return False
    if subject in MATCHES and leads:
        return _of_match(figure)
    if subject in BACKGROUND:
        return in_sentence and kind in CASUALTIES
    if subject == "epidemic":
        return kind in CASUALTIES | ATTENDANCE
    if story.series.genre == "meeting":
        headline = document.scan.starts[story.mentions[0].first] < document.headline[1]
        return headline or (in_sentence and kind in ATTENDANCE)
    return True
