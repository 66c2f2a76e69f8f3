"""Which event a figure measures."""

from __future__ import annotations

from bisect import bisect_left

from newsextract.document import Document
from newsextract.extractors.events.layout import Layout
from newsextract.extractors.events.mentions import EventMention
from newsextract.extractors.events.stories import Story
from newsextract.models import Figure

COMPARISON_REACH = 12
"""Tokens between «مقابل» and the edition that the compared figure belongs to."""
TELLING_START = 60
"""Tokens at the head of a text in which the story's event is named."""
ATTENDANCE = frozenset({"visitors", "people", "count", "deaths", "injured"})


def bind(document: Document, layout: Layout, stories: list[Story]) -> list[Story | None]:
    """The event of every figure, in the order of the figures; `None` where it measures none.

    The mention before the figure in its sentence decides, a comparison («مقابل 151 ألف زائر في الدورة العاشرة») by the
    mention behind it; a sentence that names no event tells of the article's main one.
    """
    markers = sorted(((m.first, m, story) for story in stories for m in story.mentions), key=lambda marker: marker[0])
    firsts = [first for first, _, _ in markers]
    main = main_story(document, stories)
    spans = [layout.tokens(figure) for figure in document.figures]
    owners: list[Story | None] = []
    for i, figure in enumerate(document.figures):
        begin, end = (bisect_left(document.scan.starts, layout.folded_offset(o)) for o in _sentence(figure))
        told = [(m, story) for _, m, story in markers[bisect_left(firsts, begin) : bisect_left(firsts, end)]]
        following = spans[i + 1][0] if i + 1 < len(spans) else end
        owner = _in_sentence(document, spans[i], following, begin, told, main) if told else main
        owners.append(owner if owner and _measures(figure, owner, bool(told)) else None)
    return owners


def _sentence(figure: Figure) -> tuple[int, int]:
    return figure.sentence.start, figure.sentence.end


def _in_sentence(
    document: Document,
    span: tuple[int, int],
    following: int,
    begin: int,
    told: list[tuple[EventMention, Story]],
    main: Story | None,
) -> Story | None:
    """The event among those of the sentence; tokens throughout."""
    first, last = span
    behind = [(m, story) for m, story in told if m.first >= last]
    if behind and _compares(document, begin, first) and _joined(document, last, behind[0][0].first, following):
        return behind[0][1]
    before = [(m, story) for m, story in told if m.first < first and not m.compared]
    if before:
        return before[-1][1]
    for mention, story in behind:
        if not mention.compared and (story is main or _joined(document, last, mention.first, following)):
            return story
    return main


def _compares(document: Document, begin: int, first: int) -> bool:
    """Whether a word of comparison brings in the figure at token `first`."""
    scan = document.scan
    return any(scan.hit("event_comparison", i) for i in range(max(begin, first - 4), first))


def _joined(document: Document, last: int, mention: int, following: int) -> bool:
    """Whether a figure and the mention behind it stand in one clause."""
    gaps = document.scan.gaps[last : mention + 1]
    return mention - last <= COMPARISON_REACH and mention <= following + 8 and not any("،" in gap for gap in gaps)


def _measures(figure: Figure, story: Story, in_sentence: bool) -> bool:
    """Whether a figure of this kind can measure the event: an angle measures none, prices no congress."""
    if figure.unit in ("درجة", "درجات") and story.series.gathering:
        return False
    return story.series.genre != "meeting" or (in_sentence and figure.kind in ATTENDANCE) or figure.kind == "visitors"


def main_story(document: Document, stories: list[Story]) -> Story | None:
    """The event that the article is about: named in its headline or its first lines, and again later."""
    best: tuple[int, Story] | None = None
    for story in stories:
        weight = _weight(document, story)
        if weight >= 3 and (best is None or weight > best[0]):
            best = weight, story
    return best[1] if best else None


def _weight(document: Document, story: Story) -> int:
    own = [m for m in story.mentions if not m.compared and m.turn not in (-1, 1)]
    if not own:
        return 0
    in_title = any(document.scan.starts[m.first] < document.title_end for m in own)
    at_start = own[0].first < TELLING_START
    framed = bool(story.city) + bool(story.start_date) + bool(story.edition)
    return len(own) + 3 * in_title + 2 * at_start + (framed if at_start or in_title else 0)
