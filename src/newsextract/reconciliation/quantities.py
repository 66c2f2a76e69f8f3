"""Claims about one quantity: mentions of an article made one claim, claims of several articles brought together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import TypeVar

from newsextract.reconciliation.intervals import Interval, Number, common
from newsextract.reconciliation.mentions import WHOLE_OF_EVENT, Mention
from newsextract.reconciliation.words import key_of, stem

Named = TypeVar("Named", bound=str)
NEAR = 1.25
"""Two hedged values further apart than this factor are not taken for one quantity on their values alone."""
SAME = 1.02
"""Two values of one number, differently rounded, lie within this factor."""
APART = 2
"""Two open bounds of one article further apart than this factor bound two quantities."""
_BODIES = frozenset({"exhibitor", "publisher"})
"""Who takes part is counted as persons or as firms: «1500 عارض», «1500 شركة عارضة»."""
RIVALS_FROM = 10
"""Smaller numbers of things are near each other by chance."""
FAR = 5
"""A figure of no stated scope that many times below the total is a part of it."""


class Testimony:
    """What one article says of one quantity: its mentions, and the one that speaks for them."""

    __slots__ = (
        "aspect",
        "hints",
        "issuers",
        "mentions",
        "order",
        "period",
        "previous",
        "source",
        "stance",
        "subset",
        "voice",
    )

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = sorted(mentions, key=_position)
        voice = self.mentions[0] if len(self.mentions) == 1 else min(self.mentions, key=_weight)
        told = [voice, *self.mentions]
        self.voice = voice
        """The mention that speaks for all: the body's over the headline's, the finer, the hedged over the bare."""
        self.previous = False
        """Whether the article gives the number as one that another has replaced."""
        self.source = voice.source
        self.stance: tuple[Interval, Number] = (voice.bounds, voice.step)
        """The asserted interval and its rounding unit."""
        self.issuers = frozenset(key for mention in self.mentions for key in mention.issuers)
        """Every name of every issuer of its mentions."""
        self.hints = frozenset(key for mention in self.mentions for key in mention.sole)
        """The one issuer that its article names at all."""
        self.aspect = next((mention.aspect for mention in told if mention.aspect), None)
        self.subset = next((mention.subset for mention in told if mention.subset), None)
        self.period = next((mention.period for mention in told if mention.period), None)
        exact = voice.qualifier == "exact" and voice.value is not None
        self.order = (not exact, voice.value is None, _coarseness(voice), voice.source, voice.start, voice.end)
        """A total order that no batching changes: the firmest first."""

    def agrees(self, other: Testimony) -> bool:
        """Whether some value satisfies both."""
        return common([self.stance, other.stance]) is not None


def _position(mention: Mention) -> tuple[int, int]:
    return (mention.start, mention.end)


def _weight(mention: Mention) -> tuple[object, ...]:
    exact = mention.qualifier == "exact"
    return (mention.headline, mention.value is None, _coarseness(mention), exact, mention.start)


def _coarseness(mention: Mention) -> float:
    """How much of a value its print leaves open, relative to the value."""
    if mention.value is None:
        return inf
    digits = f"{mention.value:.10g}".replace(".", "").strip("-").strip("0")
    return -len(digits)


def align(mentions: Iterable[Mention]) -> list[list[Testimony]]:
    """The testimonies of each quantity among the mentions of one event, in a fixed order."""
    groups: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in _wholes_told_as_parts(_visitors_told_as_persons(list(mentions))):
        groups[_group(mention)].append(mention)
    _adopt_nameless(groups)
    quantities: list[list[Testimony]] = []
    for key in sorted(groups, key=str):
        quantities += _align_group(groups[key])
    return [sorted(quantity, key=lambda testimony: testimony.order) for quantity in quantities]


def _visitors_told_as_persons(mentions: list[Mention]) -> list[Mention]:
    """«18 ألف شخص» are the «18 ألف زائر» of the same article."""
    if all(m.kind != "people" for m in mentions):
        return mentions
    visitors = {(m.source, m.value) for m in mentions if m.kind == "visitors" and m.value is not None}
    return [
        m._replace(kind="visitors", scope=m.scope or "total")
        if m.kind == "people" and m.family == "person" and (m.source, m.value) in visitors
        else m
        for m in mentions
    ]


def _wholes_told_as_parts(mentions: list[Mention]) -> list[Mention]:
    """Take for the whole what words make a part where that very number is given for the whole, too.

    «6.535.190 معتمرا من خارج المملكة» is «نحو 6.5 ملايين معتمر» of a headline or of another article; an article that
    counts more besides tells of a part indeed.
    """
    if all(m.scope != "part" for m in mentions):
        return mentions
    totals: dict[str, dict[Number, Mention]] = defaultdict(dict)
    most: dict[tuple[str, str], Number] = defaultdict(int)
    for m in mentions:
        if m.scope != "part" and m.kind in WHOLE_OF_EVENT and m.value and not m.forecast:
            totals[m.kind].setdefault(m.value, m)
            most[m.source, m.kind] = max(most[m.source, m.kind], m.value)
    values = {kind: sorted(found) for kind, found in totals.items()}

    def is_whole(part: Mention) -> bool:
        value, known = part.value or 0, values.get(part.kind, [])
        if most[part.source, part.kind] > value * NEAR:
            return False
        near = known[bisect_left(known, value / SAME) : bisect_right(known, value * SAME)]
        return any(_same_number(totals[part.kind][one], part) for one in near)

    return [
        m._replace(scope="total") if m.scope == "part" and m.value and _may_be_whole(m) and is_whole(m) else m
        for m in mentions
    ]


def _may_be_whole(part: Mention) -> bool:
    """Whether the words leave open which days or whom alone it counts: those from abroad can be all pilgrims."""
    return part.period is None and part.nation is None and part.subset in (None, "abroad")


def _same_number(one: Mention, other: Mention) -> bool:
    if one.value is None or other.value is None:
        return False
    small, large = sorted([abs(one.value), abs(other.value)])
    return large <= small * SAME and common([(one.bounds, one.step), (other.bounds, other.step)]) is not None


def _group(mention: Mention) -> tuple[object, ...]:
    """What claims must share: kind and noun, currency, outcome or forecast, and of participants part or whole."""
    part = mention.scope == "part" and is_participant(mention)
    family = "" if part or mention.kind in WHOLE_OF_EVENT - {"visitors"} else mention.family
    kind = "" if mention.forecast else "people" if mention.family in _BODIES else mention.kind
    return (kind, family, part, mention.currency or "", mention.forecast)


def _adopt_nameless(groups: dict[tuple[object, ...], list[Mention]]) -> None:
    """Let «300 شخص» count what the one named family of its kind counts: visitors, or those who took part."""
    for key in [key for key in groups if key[1] in ("person", "participant") and key[0] in ("visitors", "people")]:
        named = [
            other
            for other in groups
            if other != key
            and other[1] != "participant"
            and (other[0], *other[2:]) == (key[0], *key[2:])
            and key_of("participant", str(other[1]))
        ]
        beside = {(m.source, m.sentence) for other in named for m in groups[other]}
        adopted = [
            m
            for m in groups[key]
            if len(named) == 1
            and (m.kind == "visitors" or key[1] == "participant" or _takes_part(m) or (m.source, m.sentence) in beside)
        ]
        if adopted:
            groups[named[0]] += adopted
            groups[key] = [mention for mention in groups[key] if mention not in adopted]
            if not groups[key]:
                del groups[key]


def _takes_part(mention: Mention) -> bool:
    return mention.scope == "total" or mention.aspect in ("turnout", "gathering")


def is_participant(mention: Mention) -> bool:
    """Whether an event has one number of what the mention counts, so that two numbers are at odds."""
    return mention.kind in WHOLE_OF_EVENT or key_of("participant", mention.family) is not None


def _align_group(mentions: Sequence[Mention]) -> list[list[Testimony]]:
    whole = mentions[0].scope != "part" and is_participant(mentions[0]) and not mentions[0].forecast
    by_record: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_record[mention.source].append(mention)
    slots = [_slots(by_record[source], whole) for source in sorted(by_record)]
    return _align_whole(slots) if whole else _align_by_value([slot for record in slots for slot in record])


def _slots(mentions: Sequence[Mention], whole: bool) -> list[Testimony]:
    """One article's mentions, those of one quantity together."""
    slots: list[Testimony] = []
    for single in sorted((Testimony([mention]) for mention in set(mentions)), key=lambda slot: slot.order):
        home = next((slot for slot in slots if _restates(single, slot) and (whole or _may_restate(single, slot))), None)
        if home is None:
            slots.append(single)
        else:
            slots[slots.index(home)] = Testimony([*home.mentions, *single.mentions])
    return slots


def _restates(single: Testimony, slot: Testimony) -> bool:
    """Whether a mention says again what its article said, with the same mouth: not «أكثر من 1.2» and «أكثر من 6.5»."""
    mine, theirs = single.voice, slot.voice
    if _cut_short(mine, theirs) or _cut_short(theirs, mine):
        return True
    if not single.agrees(slot):
        return False
    if mine.value == theirs.value or mine.value is None or theirs.value is None:
        return True
    if mine.headline or theirs.headline:
        return True
    if single.issuers and slot.issuers and not single.issuers & slot.issuers:
        return False
    small, large = sorted([abs(mine.value), abs(theirs.value)])
    return large <= small * APART


def _cut_short(headline: Mention, body: Mention) -> bool:
    """«16.5 مليون معتمر» in a headline over «16,558,241» in the body: headlines cut off what they do not round."""
    if not headline.headline or body.headline or headline.value is None or body.value is None:
        return False
    return bool(headline.step) and headline.value <= body.value < headline.value + headline.step


def _may_restate(single: Testimony, slot: Testimony) -> bool:
    """Whether words allow two numbers of an article to be one; a headline's verb may be another than the body's."""
    titled = (single.voice.headline or slot.voice.headline) and single.voice.value == slot.voice.value is not None
    return (titled and single.voice.scope == slot.voice.scope) or _same_side(single, slot)


def _same_side(one: Testimony, other: Testimony) -> bool:
    """Whether nothing in the words tells the two quantities apart."""
    if one.aspect and other.aspect and one.aspect != other.aspect and not _one_number_of_things(one, other):
        return False
    for name in ("subset", "period"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs and mine != theirs:
            return False
    scopes = {one.voice.scope, other.voice.scope}
    if len(scopes) == 2 and "part" in scopes and ("total" in scopes or one.voice.value != other.voice.value):
        return False
    if scopes == {"part"}:
        families = {one.voice.family, other.voice.family} - {"person"}
        return len(families) < 2 or (one.subset is not None and one.subset == other.subset)
    return True


def _one_number_of_things(one: Testimony, other: Testimony) -> bool:
    """«عرض 80 فيلما», «بمشاركة 80 فيلما»: of things that the noun names, one number is one whatever the verb."""
    return one.voice.kind == "count" and one.voice.value is not None and one.stance == other.stance


def _align_whole(records: Sequence[list[Testimony]]) -> list[list[Testimony]]:
    """One quantity for all articles; what an article counts besides stands apart."""
    firsts = {id(slots): slots[0] for slots in records if len(slots) == 1}
    together: list[Testimony] = list(firsts.values())
    apart: list[Testimony] = []
    for slots in records:
        if len(slots) > 1:
            main = _main_slots(slots, list(firsts.values()))
            together += main
            apart += [slot for slot in slots if slot not in main]
    together, parts = _split_far_below(together)
    return ([together] if together else []) + _align_by_value([*apart, *parts])


def _main_slots(slots: list[Testimony], others: Sequence[Testimony]) -> list[Testimony]:
    """The slot that answers what the other articles answer, its rivals, and the tally that it replaces."""
    previous = [slot for slot in slots if all(mention.cue == "previous" for mention in slot.mentions)]
    current = [slot for slot in slots if slot not in previous] or slots

    def fitness(slot: Testimony) -> tuple[object, ...]:
        company = sum(slot.agrees(other) for other in others)
        close = sum(_same_number(slot.voice, other.voice) for other in others)
        updates = any(mention.cue == "update" for mention in slot.mentions)
        toll = -(slot.voice.value or 0) if slot.voice.kind == "deaths" else 0
        titled = any(mention.headline for mention in slot.mentions)
        return (-close, not updates, -company, not slot.voice.scope, not titled, toll, slot.voice.start)

    main = [min(current, key=fitness)]
    for slot in current:
        rivals = slot.issuers and all(other.issuers and not slot.issuers & other.issuers for other in main)
        beside = any(slot.voice.sentence == other.voice.sentence for other in main)
        if slot not in main and ((rivals and (beside or not far_below(slot, main[0]))) or _rumoured(slot, main[0])):
            main.append(slot)
    for slot in slots:
        elsewhere = [other for other in others if other.stance == slot.stance]
        if slot not in main and (slot in previous or elsewhere):
            slot.previous = slot in previous or any(_earlier(other, main[0]) for other in elsewhere)
            main.append(slot)
    return main


def _rumoured(slot: Testimony, main: Testimony) -> bool:
    """«زعم نشطاء أن القتلى 35»: a greater toll by those who answer for nothing, beside the article's own."""
    rumour = any(mention.rumour for mention in slot.mentions)
    return rumour and slot.voice.nation is None and (slot.voice.value or 0) > (main.voice.value or inf)


def _earlier(other: Testimony, main: Testimony) -> bool:
    """Whether an article repeats, beside its own number, the one that an earlier article gave."""
    dates = (other.voice.published, main.voice.published)
    return dates[0] is not None and dates[1] is not None and dates[0] < dates[1]


def far_below(one: Testimony, other: Testimony) -> bool:
    """Whether a value is so small beside another that both can hardly count the same."""
    mine, theirs = one.voice.value or one.voice.upper, other.voice.value or other.voice.lower
    return mine is not None and theirs is not None and mine * FAR < theirs


def _split_far_below(slots: Sequence[Testimony]) -> tuple[list[Testimony], list[Testimony]]:
    totals = [slot for slot in slots if slot.voice.scope == "total"]
    most = max((slot.voice.value or 0 for slot in slots if slot.voice.nation is None), default=0)
    parts = [
        slot
        for slot in slots
        if (
            slot.voice.scope is None
            and slot.voice.kind == "visitors"
            and any(far_below(slot, total) for total in totals)
        )
        or (slot.voice.nation and (slot.voice.value or inf) < most)  # «ستة جرحى سودانيين» of 23
        or (slot.aspect == "gathering" and any(other.aspect == "turnout" and far_below(slot, other) for other in slots))
    ]
    return [slot for slot in slots if slot not in parts], parts


def _align_by_value(slots: Iterable[Testimony]) -> list[list[Testimony]]:
    """Quantities that only value and words can tell: claims meet where both fit, rivals where words do."""
    quantities: list[list[Testimony]] = []
    for slot in sorted(slots, key=lambda slot: slot.order):
        fits = [quantity for quantity in quantities if _fits(slot, quantity)]
        home = next((quantity for quantity in fits if any(_near(slot, other) for other in quantity)), None) or next(
            (quantity for quantity in fits if _at_odds(slot, quantity)), None
        )
        if home is None:
            quantities.append([slot])
        else:
            home.append(slot)
    return _with_rivals(quantities)


def _with_rivals(quantities: list[list[Testimony]]) -> list[list[Testimony]]:
    """Put a number that stood alone to the one that its own sentence sets against it, by another mouth."""
    for lone in [quantity for quantity in quantities if len(quantity) == 1]:
        homes = [q for q in quantities if q is not lone and _fits(lone[0], q) and _contrasted(lone[0], q)]
        if len(homes) == 1:
            homes[0] += lone
            quantities = [quantity for quantity in quantities if quantity is not lone]
    return quantities


def _contrasted(slot: Testimony, quantity: Sequence[Testimony]) -> bool:
    sentences = {(other.source, other.voice.sentence) for other in quantity}
    rates = slot.voice.kind == "percent" or is_participant(slot.voice)
    return rates and (slot.source, slot.voice.sentence) in sentences


def _fits(slot: Testimony, quantity: Sequence[Testimony]) -> bool:
    """Whether nothing in words or article speaks against slot and quantity being one.

    Two numbers of one article are rivals only where it names two issuers, or where other articles give both.
    """
    if not all(_same_side(slot, other) and not _contradicts_itself(slot, other) for other in quantity):
        return False
    same_article = [other for other in quantity if other.source == slot.source]
    if not same_article or any(other.stance == slot.stance for other in quantity if other.source != slot.source):
        return True
    return all(slot.issuers and other.issuers and not slot.issuers & other.issuers for other in same_article)


def _contradicts_itself(slot: Testimony, other: Testimony) -> bool:
    """Whether one issuer would say two things on one day: then it speaks of two quantities."""
    one_day = slot.voice.published is not None and slot.voice.published == other.voice.published
    return bool(one_day and slot.issuers & other.issuers) and not slot.agrees(other)


def _near(slot: Testimony, other: Testimony) -> bool:
    if not slot.agrees(other) or not _context(slot, other):
        return False
    if slot.voice.value == other.voice.value:
        return True
    if slot.voice.value is None or other.voice.value is None:
        return _of_magnitude(slot, other) or _of_magnitude(other, slot)
    small, large = sorted([abs(slot.voice.value), abs(other.voice.value)])
    return large <= small * NEAR or (slot.subset is not None and slot.subset == other.subset)


def _of_magnitude(vague: Testimony, other: Testimony) -> bool:
    """«مئات» is said of some hundred, not of some thousand."""
    least, value = vague.voice.lower, other.voice.value or other.voice.lower
    return vague.voice.value is None and least is not None and value is not None and least <= value < least * 10


def _context(slot: Testimony, other: Testimony) -> bool:
    """Durations agree by chance: those of one quantity share words of their sentences, too."""
    if slot.voice.kind != "duration" or slot.source == other.source:
        return True
    return len(_content(slot.voice) & _content(other.voice)) >= 2


def _content(mention: Mention) -> set[str]:
    window = mention.window.split()
    words = [*window[: mention.first], *window[mention.last + 1 :]]
    return {stem(word) for word in words if len(word) > 3}


def _at_odds(slot: Testimony, quantity: Sequence[Testimony]) -> bool:
    """Whether slot and quantity say different things of one and the same."""
    anchor = quantity[0]
    if slot.voice.kind == "duration" or slot.voice.forecast:
        return False
    if slot.voice.scope == "part":
        return slot.subset is not None and slot.subset == anchor.subset and slot.voice.family == anchor.voice.family
    rivals = [other for other in quantity if other.source == slot.source]
    if any(other.voice.sentence == slot.voice.sentence for other in rivals):
        return True
    if any(_updates(one, other) for one, other in ((slot, anchor), (anchor, slot))):
        return True
    if all(_much_the_same(slot, other) for other in quantity):
        return True
    rival = slot.aspect is not None and key_of("rival_aspect", slot.aspect) is not None
    return rival and any(slot.aspect == other.aspect for other in quantity)


def _updates(later: Testimony, earlier: Testimony) -> bool:
    """«ارتفعت الكميات إلى 3.9 مليون طن»: a greater number of what the same issuer counted on an earlier day.

    What was counted so far («حتى الآن») any later and greater number replaces.
    """
    dates = (earlier.voice.published, later.voice.published)
    values = (earlier.voice.value, later.voice.value)
    if None in dates or None in values or not dates[0] < dates[1] or not values[0] < values[1]:  # type: ignore[operator]
        return False
    risen = any(mention.cue == "update" for mention in later.mentions) and bool(later.issuers & earlier.issuers)
    so_far = any(mention.cue == "early" for mention in earlier.mentions)
    return (risen or so_far) and later.voice.kind in ("count", "measure", "people") and later.voice.unit is not None


def _much_the_same(slot: Testimony, other: Testimony) -> bool:
    """«80 فيلما», «83 فيلما»: numbers of what a noun names, in two articles, are one quantity where they are near."""
    one, two = slot.voice, other.voice
    if one.kind != "count" or slot.source == other.source or not (one.qualifier == two.qualifier == "exact"):
        return False
    small, large = sorted([abs(one.value or 0), abs(two.value or 0)])
    return small >= RIVALS_FROM and large <= small * NEAR and (slot.aspect is None) == (other.aspect is None)


def most_common(values: Iterable[Named | None]) -> Named | None:
    """The value named most often, the first in alphabetical order among equals."""
    given = [value for value in values if value]
    if len(set(given)) < 2:
        return given[0] if given else None
    counts = Counter(given)
    return min(counts, key=lambda value: (-counts[value], value))
