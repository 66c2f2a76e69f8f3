"""What holds of one quantity: status, value and interval, after the witnesses' agreement and the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import isfinite

from newsextract.models import Status
from newsextract.reconciliation.intervals import Interval, Number, common
from newsextract.reconciliation.quantities import Testimony

RULES = {
    "one-witness": "A single independent origin tells of the quantity; its value and interval stand.",
    "same-value": "All witnesses give one value in one way.",
    "common-point": "The claims differ in words, and some value satisfies all of them.",
    "rounding": "Printed values differ, and the finer ones lie inside the rounding of the coarser.",
    "most-precise": "Of the claimed values in the common interval the most precise stands.",
    "running-tally": "A toll rises and the missing fall: later reports replace earlier ones.",
    "own-correction": "One witness corrects itself: its later word replaces the earlier.",
    "late-outlier": "A late value with fewer witnesses replaces nothing; it dissents.",
    "no-common-point": "No value satisfies all claims, and time does not explain the difference.",
    "most-witnesses": "The value with the most independent witnesses stands.",
    "tie": "As many witnesses for one value as for another: no value stands, and none is averaged.",
    "lasting-dispute": "Named issuers hold on to different numbers; both ends are kept.",
    "copied-passage": "Outlets that print one passage are one witness.",
    "same-issuer": "Outlets that relay one issuer, or its delegate, are one witness.",
    "only-issuer": "A number that elsewhere is an issuer's is also his in an article that names him alone.",
    "same-outlet": "Articles of one outlet that name no source are one witness.",
    "relayed": "An article that gives rival numbers without telling whose they are is a witness to none of them.",
    "one-claim-an-article": "Several mentions of one article are one claim; the body speaks before the headline.",
    "forecast": "An expectation or a capacity, kept apart from the outcome.",
    "part": "A part of the whole, kept apart from the total.",
    "part-above-total": "The part is larger than the total of the same event: one of the two is wrong.",
    "edition-filled": "The edition was read from other articles about the event.",
    "date-filled": "The date was read from other articles about the event.",
    "city-filled": "The city was read from other articles about the event.",
}
"""Every rule id that a `rationale` can hold, explained."""

_QUALIFIER_CLASS = {"at_least": "more_than", "at_most": "less_than"}
_BOUNDS = frozenset({"more_than", "at_least", "less_than", "at_most"})
_RISING = frozenset({"deaths", "injured", "displaced", "views"})
_RISING_ASPECTS = frozenset({"evacuated", "rescued", "arrested", "damaged", "destroyed"})
JUMP = 2
"""A late value beyond this factor of the better attested one is an outlier."""
_CUE_ORDER = {"early": -1, "update": 1}


@dataclass
class Verdict:
    """What was decided, and on which testimonies."""

    status: Status
    value: Number | None
    low: Number | None
    high: Number | None
    supporting: list[Testimony]
    dissenting: list[Testimony] = field(default_factory=list)
    superseded: list[Testimony] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


@dataclass
class Position:
    """A claimed value with the testimonies that it satisfies and the witnesses behind them."""

    value: Number
    holders: list[Testimony]
    witnesses: frozenset[int]

    @property
    def since(self) -> tuple[str, int]:
        """When the value itself was first printed."""
        first = min(when(holder)[0] for holder in self.sharp)
        return max(when(holder) for holder in self.sharp if when(holder)[0] == first)

    @property
    def until(self) -> tuple[str, int]:
        """When the value itself was last printed."""
        last = max(when(holder)[0] for holder in self.sharp)
        return min(when(holder) for holder in self.sharp if when(holder)[0] == last)

    @property
    def exact(self) -> bool:
        """Whether somebody claims the very value."""
        return any(holder.voice.qualifier == "exact" and holder.voice.value == self.value for holder in self.holders)

    @property
    def sharp(self) -> list[Testimony]:
        """The holders that claim the value, not only a bound below or above it."""
        return [holder for holder in self.holders if holder.voice.value == self.value or _claims_value(holder)]


def _claims_value(testimony: Testimony) -> bool:
    return testimony.voice.value is not None and testimony.voice.qualifier not in _BOUNDS


def when(testimony: Testimony) -> tuple[str, int]:
    """The time of a testimony: the day it was published, then what its words say of the tally."""
    if testimony.previous:
        return (testimony.voice.published or "", -2)
    cues = [mention.cue for mention in testimony.mentions if mention.cue in _CUE_ORDER]
    return (testimony.voice.published or "", _CUE_ORDER[cues[0] or ""] if cues else 0)


def judge(testimonies: Sequence[Testimony], numbers: Sequence[int], event_end: str | None = None) -> Verdict:
    """Decide on the testimonies of one quantity; `numbers` tells the witness behind each.

    `event_end` is the last day of the event: visitors counted before it are a running tally.
    """
    witness = dict(zip(map(id, testimonies), numbers, strict=True))
    together = common(testimony.stance for testimony in testimonies)
    if together:
        return _agreement(testimonies, together, len(set(numbers)))
    positions = _positions(testimonies, witness)
    return (
        _tally(testimonies, positions, event_end)
        or _correction(testimonies, positions, witness)
        or _conflict(testimonies, positions, _sharpened(testimonies, witness))
    )


def _agreement(testimonies: Sequence[Testimony], together: Interval, witnesses: int) -> Verdict:
    best = most_precise(testimonies, together)
    if witnesses == 1:
        low, high = _finite(best.voice.bounds)
        return Verdict("single", best.voice.value, low, high, list(testimonies), rules=["one-witness"])
    low, high = _finite(together)
    value = best.voice.value if best.voice.value is not None and _inside((best.voice.value,) * 2, together) else None
    classes = {_QUALIFIER_CLASS.get(t.voice.qualifier, t.voice.qualifier) for t in testimonies}
    if len(classes) == 1 and len({(t.voice.value, t.voice.bounds) for t in testimonies}) == 1:
        return Verdict("agreed", value, low, high, list(testimonies), rules=["same-value"])
    strict = all(
        t.voice.lower is None or t.voice.upper is None or _inside(together, t.voice.bounds) for t in testimonies
    )
    rules = ["common-point", *([] if strict else ["rounding"]), "most-precise"]
    return Verdict("compatible", value, low, high, list(testimonies), rules=rules)


def _inside(inner: Interval, outer: Interval) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _finite(bounds: Interval) -> tuple[Number | None, Number | None]:
    low, high = (int(bound) if isfinite(bound) and bound == int(bound) else bound for bound in bounds)
    return (low if isfinite(low) else None, high if isfinite(high) else None)


def most_precise(testimonies: Iterable[Testimony], together: Interval) -> Testimony:
    """The testimony with the narrowest interval among those whose value lies in the common one."""

    def openness(testimony: Testimony) -> tuple[object, ...]:
        voice = testimony.voice
        inside = voice.value is not None and together[0] <= voice.value <= together[1]
        return (not inside, voice.bounds[1] - voice.bounds[0], *testimony.order)

    return min(testimonies, key=openness)


def _positions(testimonies: Sequence[Testimony], witness: dict[int, int]) -> list[Position]:
    """The claimed values, best attested first."""
    sharper = _sharpened(testimonies, witness)
    stances = {id(t): sharper.get(id(t), t.stance) for t in testimonies}
    claimed = {id(t): stances[id(t)][0][0] if id(t) in sharper else t.voice.value for t in testimonies}
    positions = []
    for value in sorted({value for value in claimed.values() if value is not None}):
        point = ((value, value), 0)
        holders = [t for t in testimonies if claimed[id(t)] == value or common([stances[id(t)], point])]
        positions.append(Position(value, holders, frozenset(witness[id(t)] for t in holders)))
    return sorted(positions, key=lambda p: (-len(p.witnesses), min(t.order for t in p.sharp)))


def _sharpened(testimonies: Sequence[Testimony], witness: dict[int, int]) -> dict[int, tuple[Interval, Number]]:
    """What a hedged relay («قدرت النقابة النسبة بـ78») means by the exact word of the same witness (78)."""
    exact: dict[int, dict[tuple[Interval, Number], Testimony]] = defaultdict(dict)
    for t in testimonies:
        if t.voice.qualifier == "exact" and t.voice.value is not None:
            exact[witness[id(t)]].setdefault(t.stance, t)
    return {
        id(t): stance
        for t in testimonies
        if t.voice.qualifier != "exact" and witness[id(t)] in exact
        for stance, own in exact[witness[id(t)]].items()
        if own.agrees(t)
    }


def _tally(testimonies: Sequence[Testimony], positions: Sequence[Position], event_end: str | None) -> Verdict | None:
    direction = _direction(testimonies, event_end)
    if not direction or any(not t.voice.published for t in testimonies):
        return None
    outliers = [p for p in positions if _rumoured(p)]
    positions = [p for p in positions if p.exact or not any(_within(p, other) for other in positions)]
    for latest in sorted(positions, key=lambda p: (p.since, direction * p.value), reverse=True):
        earlier = [p for p in positions if p is not latest and p not in outliers and not _one(p, latest)]
        if latest not in outliers and _replaces(latest, earlier, direction):
            return _superseding(testimonies, latest, earlier, bool(outliers))
        outliers.append(latest)
    return None


def _rumoured(position: Position) -> bool:
    """Whether only those who answer for nothing claim a value: «قال شاهد عيان إن القتلى خمسة»."""
    return all(mention.rumour for t in position.sharp for mention in t.mentions)


def _within(position: Position, other: Position) -> bool:
    """Whether all who allow one value allow the other, and more do: «أكثر من 180» beside 186."""
    return {id(t) for t in position.holders} < {id(t) for t in other.holders}


def _one(position: Position, other: Position) -> bool:
    """Whether two values are one at two roundings."""
    mine, theirs = ([t for t in p.sharp if _claims_value(t)] or p.sharp for p in (position, other))
    return any(one.agrees(two) for one in mine for two in theirs)


def _direction(testimonies: Sequence[Testimony], event_end: str | None) -> int:
    """1 for a number that grows with the reports, -1 for one that falls, 0 for one that stands still."""
    voice = testimonies[0].voice
    if _contests_the_final(testimonies):
        return 0
    if voice.kind == "missing":
        return -1
    if voice.kind == "visitors":
        return int(event_end is not None and min(t.voice.published or "" for t in testimonies) <= event_end)
    growing = (
        any(mention.cue in _CUE_ORDER for t in testimonies for mention in t.mentions)
        or voice.kind in _RISING
        or voice.family == "case"
        or any(t.aspect in _RISING_ASPECTS for t in testimonies)
    )
    return int((growing and voice.scope != "part") or voice.kind == "deaths")


def _contests_the_final(testimonies: Sequence[Testimony]) -> bool:
    """Whether somebody gives another number on the day of a toll called final, or after it."""
    finals = [t for t in testimonies if any(mention.cue == "final" for mention in t.mentions)]
    since = min((t.voice.published or "" for t in finals), default=None)
    return since is not None and any(
        (t.voice.published or "") >= since and not any(t.agrees(final) for final in finals) for t in testimonies
    )


def _replaces(latest: Position, earlier: Sequence[Position], direction: int) -> bool:
    if not earlier:
        return False
    told = {testimony.source: testimony for testimony in latest.sharp}
    if any(t.source in told and _disputes(told[t.source], t) for p in earlier for t in p.sharp):
        return False
    in_order = all((p.since < latest.since and p.until <= latest.since) or _outlived(p, latest) for p in earlier)
    growing = all(direction * p.value < direction * latest.value for p in earlier)
    if not (in_order and growing):
        return False
    best = max(earlier, key=lambda p: len(p.witnesses))
    if len(latest.witnesses) >= len(best.witnesses):
        return True
    factor = max(latest.value, best.value) / max(min(latest.value, best.value), 1)
    answers = any(mention.accountable or mention.cue == "update" for t in latest.sharp for mention in t.mentions)
    return answers and (factor <= JUMP or direction < 0)


def _outlived(position: Position, latest: Position) -> bool:
    """Whether of two numbers of one day one is told on later days and the other no more."""
    (day, _), (last, _) = position.since, position.until
    return day == last == latest.since[0] < latest.until[0] and not _rivals(position, latest)


def _rivals(one: Position, other: Position) -> bool:
    """Whether two numbers are those of two named issuers: the one that is repeated later is no later one."""
    mine, theirs = ([t.issuers for t in p.sharp if t.voice.published == one.since[0]] for p in (one, other))
    return all(mine) and all(theirs) and frozenset().union(*mine).isdisjoint(frozenset().union(*theirs))


def _disputes(one: Testimony, other: Testimony) -> bool:
    """Whether one article sets two issuers' numbers against each other: then the later does not replace the earlier."""
    rivals = one.issuers and other.issuers and not one.issuers & other.issuers
    return bool(rivals) and one.source == other.source and not (one.previous or other.previous)


def _superseding(
    testimonies: Sequence[Testimony], latest: Position, earlier: Sequence[Position], has_outliers: bool
) -> Verdict:
    supporting = latest.holders
    replaced = [t for p in earlier for t in p.holders if t not in supporting and when(t) <= latest.since]
    gone = {id(t) for t in (*supporting, *replaced)}
    dissenting = [t for t in testimonies if id(t) not in gone]
    best = most_precise(latest.sharp, (latest.value, latest.value))
    low, high = _finite(best.voice.bounds)
    rules = ["running-tally", *(["late-outlier"] if has_outliers else [])]
    replaced = [t for t in testimonies if any(t is one for one in replaced)]
    return Verdict("superseded", latest.value, low, high, list(supporting), dissenting, replaced, rules)


def _correction(
    testimonies: Sequence[Testimony], positions: Sequence[Position], witness: dict[int, int]
) -> Verdict | None:
    """One witness whose later word differs from its earlier one."""
    if len(set(witness.values())) != 1 or any(not t.voice.published for t in testimonies) or not positions:
        return None
    latest = max(positions, key=lambda p: p.since)
    earlier = [p for p in positions if p is not latest and not _one(p, latest)]
    if not all(p.until < latest.since for p in earlier):
        return None
    verdict = _superseding(testimonies, latest, earlier, False)
    verdict.rules = ["own-correction"]
    return verdict


def _conflict(
    testimonies: Sequence[Testimony],
    positions: Sequence[Position],
    sharper: dict[int, tuple[Interval, Number]],
) -> Verdict:
    stances = [sharper.get(id(t), (t.voice.bounds, 0)) for t in testimonies]
    asserted = [bound for bounds, _ in stances for bound in bounds if isfinite(bound)]
    low, high = min(asserted, default=None), max(asserted, default=None)
    rules = ["no-common-point"]
    if testimonies and all(t.issuers for t in testimonies):
        rules.append("lasting-dispute")
    rivals = [p for p in positions if len(p.witnesses) == len(positions[0].witnesses)]
    if not positions or any(not _one(positions[0], rival) for rival in rivals):
        return Verdict("conflict", None, low, high, [], list(testimonies), rules=[*rules, "tie"])
    best = positions[0]
    against = [t for t in testimonies if not any(t is holder for holder in best.holders)]
    return Verdict("conflict", best.value, low, high, best.holders, against, rules=[*rules, "most-witnesses"])


def confidence(verdict: Verdict, witness: dict[int, int]) -> float:
    """An evidence score from 0 to 1, no probability: independent support, its share of the witnesses, its sharpness.

    `(1 - 2^-s) * s / (s + d) * q`, where s and d count the witnesses for and against the value (superseded ones aside)
    and q is 1 for an exact value, .9 for an approximate one or a range, .8 for a bound, .6 for a vague word.
    """
    if verdict.value is None and verdict.status == "conflict":
        groups = defaultdict(set)
        for testimony in verdict.dissenting:
            groups[testimony.voice.value].add(witness[id(testimony)])
        support = max((len(group) for group in groups.values()), default=0)
        total = len({witness[id(testimony)] for testimony in verdict.dissenting})
        sharpness = 1.0
    else:
        holders = {witness[id(testimony)] for testimony in verdict.supporting}
        against = {witness[id(testimony)] for testimony in verdict.dissenting} - holders
        support, total = len(holders), len(holders) + len(against)
        sharpness = max((_SHARPNESS[t.voice.qualifier] for t in verdict.supporting), default=0.6)
    return round((1 - 0.5**support) * support / max(total, 1) * sharpness, 3)


_SHARPNESS = {"exact": 1.0, "approx": 0.9, "range": 0.9, "vague": 0.6}
_SHARPNESS |= dict.fromkeys(["more_than", "at_least", "less_than", "at_most"], 0.8)
