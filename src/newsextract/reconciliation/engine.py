"""From records to reconciled events: the reducer, and the two ways to feed it (in memory, and through a database)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsextract.errors import InputError
from newsextract.models import Claim, Event, EventFrame, Kind, ReconciledEvent, ReconciledFigure, Record
from newsextract.reconciliation.frames import Frame, plain_name, read_frame
from newsextract.reconciliation.joining import join
from newsextract.reconciliation.mentions import Mention, issuer_keys, official_keys, read_mentions
from newsextract.reconciliation.origins import issuers, origins, witnesses
from newsextract.reconciliation.quantities import Testimony, align, most_common
from newsextract.reconciliation.resolve import confidence, judge

TOLLS = frozenset({"deaths", "injured", "missing", "displaced"})
"""What is counted anew from report to report."""
_ORGANISERS = "المنظمون"
"""Who holds an event, where an article does not say the name."""


class Telling(NamedTuple):
    """What one record tells of one event: plain values, so that it passes through files and processes."""

    source: str
    name: str
    edition: int | None
    city: str | None
    country: str | None
    start_date: str | None
    end_date: str | None
    organiser: str | None
    mentions: Sequence[Mention]
    officials: Sequence[Sequence[str]]


def read_tellings(record: Record) -> list[tuple[Frame, Telling]]:
    """The events of a record with their frames and figures."""
    mentions = read_mentions(record)
    frames = [read_frame(event, record, mentions.get(event.id, ())) for event in record.events]
    return [
        (frame, _telling(event, record, frame, mentions)) for event, frame in zip(record.events, frames, strict=True)
    ]


def _telling(event: Event, record: Record, frame: Frame, mentions: dict[str, list[Mention]]) -> Telling:
    return Telling(
        record.id,
        event.name,
        event.edition,
        event.city,
        frame.country,
        event.start_date,
        event.end_date,
        event.organiser,
        mentions.get(event.id, []),
        [keys for official in record.officials if len(keys := official_keys(official)) > 1],
    )


def check(record: Record) -> None:
    """Raise `InputError` for a record that passes the schema and still makes no sense."""
    known = {event.id for event in record.events}
    for figure in record.figures:
        where = f"figure {figure.text!r} at {figure.start}"
        if figure.lower is not None and figure.upper is not None and figure.lower > figure.upper:
            raise InputError(f"record {record.id!r}: {where}: lower {figure.lower} is above upper {figure.upper}")
        if figure.end - figure.start != len(figure.text):
            raise InputError(f"record {record.id!r}: {where}: the span does not have the length of the text")
        if figure.event is not None and figure.event not in known:
            raise InputError(f"record {record.id!r}: {where}: there is no event {figure.event!r}")


def reconcile(records: Iterable[Record]) -> list[ReconciledEvent]:
    """Put the claims of several articles about one event side by side and say what holds.

    The result depends on the set of records alone: neither their order nor repetition changes it. Raises `InputError`
    for two records of one id with different content, and for figures that contradict themselves.
    """
    by_id: dict[str, Record] = {}
    for record in records:
        if by_id.setdefault(record.id, record) != record:
            raise InputError(f"two records with the id {record.id!r} differ; give each article an id of its own")
        check(record)
    told = [pair for _, record in sorted(by_id.items()) for pair in read_tellings(record)]
    groups: dict[int, list[Telling]] = defaultdict(list)
    for (_, telling), number in zip(told, join([frame for frame, _ in told]), strict=True):
        groups[number].append(telling)
    return [event for number in sorted(groups) if (event := reduce_event(groups[number]))]


def reduce_event(tellings: Sequence[Telling]) -> ReconciledEvent | None:
    """One event from all that is told of it, `None` where nobody counts anything: a pure function of the set."""
    tellings = sorted(tellings, key=lambda telling: (telling.source, [mention.start for mention in telling.mentions]))
    frame, filled = _merge_frames(tellings)
    figures = [_figure(testimonies, frame, filled) for testimonies in align(_mentions(tellings))]
    if not figures:
        return None
    figures = sorted(_flag_parts(figures), key=lambda f: (f.kind, f.scope == "part", f.currency or "", _first(f)))
    return ReconciledEvent(event=frame, sources=sorted({telling.source for telling in tellings}), figures=figures)


def _mentions(tellings: Sequence[Telling]) -> list[Mention]:
    """What the tellings count, each issuer under one name for all articles, and the only one that an article names."""
    mentions = {_hashable(mention) for telling in tellings for mention in telling.mentions}
    groups = [*(mention.issuers for mention in mentions), *(keys for telling in tellings for keys in telling.officials)]
    if len(held_by := {keys for t in tellings if (keys := issuer_keys(t.organiser))}) == 1:
        groups.append((*held_by.pop(), *issuer_keys(_ORGANISERS)))
    known = issuers(groups)
    named = [
        m._replace(issuers=tuple(sorted({known[name] for name in m.issuers}))) if m.issuers else m for m in mentions
    ]
    by_source: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in named:
        if mention.issuers:
            by_source[mention.source].add(tuple(mention.issuers))
    sole = {source: next(iter(named_there)) for source, named_there in by_source.items() if len(named_there) == 1}
    told = [m._replace(sole=sole[m.source]) if not m.issuers and m.source in sole else m for m in named]
    return sorted(_with_the_tally(told), key=_place)


def _with_the_tally(mentions: Sequence[Mention]) -> list[Mention]:
    """Let the word that the dead are now more («ارتفع إلى 9») date the injured of the same article, too."""
    cues: dict[str, set[str]] = defaultdict(set)
    dated: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.cue in ("early", "update") and mention.kind in TOLLS:
            cues[mention.source].add(mention.cue)
            dated.add((mention.source, mention.kind))

    def undated(m: Mention) -> bool:
        return m.cue is None and m.kind in TOLLS and m.scope != "part" and (m.source, m.kind) not in dated

    return [
        m._replace(cue=next(iter(cues[m.source]))) if undated(m) and len(cues.get(m.source, ())) == 1 else m
        for m in mentions
    ]


def _place(mention: Mention) -> tuple[str, int, int]:
    return (mention.source, mention.start, mention.end)


def _hashable(mention: Mention) -> Mention:
    return mention if isinstance(mention.issuers, tuple) else mention._replace(issuers=tuple(mention.issuers))


def _first(figure: ReconciledFigure) -> tuple[str, int]:
    claim = min([*figure.supporting, *figure.dissenting, *figure.superseded], key=lambda c: (c.source, c.start))
    return (claim.source, claim.start)


def _merge_frames(tellings: Sequence[Telling]) -> tuple[EventFrame, dict[str, set[str]]]:
    """The event as its tellings together describe it, and which sources had each part filled."""
    names = Counter(telling.name for telling in tellings)
    name = min(names, key=lambda name: (-len(name.split()), -names[name], name))
    edition = next((telling.edition for telling in tellings if telling.edition is not None), None)
    dated = [t for t in tellings if t.start_date or t.end_date]
    start, end = min(((t.start_date, t.end_date) for t in dated), key=_vagueness, default=(None, None))
    start = start or min((t.start_date for t in dated if t.start_date), default=None)
    end = end or max((t.end_date for t in dated if t.end_date), default=None)
    city = most_common(telling.city for telling in tellings)
    filled = {
        "edition-filled": {t.source for t in tellings if edition is not None and t.edition is None},
        "date-filled": {t.source for t in tellings if dated and not (t.start_date or t.end_date)},
        "city-filled": {t.source for t in tellings if city and not t.city},
    }
    parts = [plain_name(name), "" if edition is None else str(edition), plain_name(city or ""), start or ""]
    frame = EventFrame(
        key="|".join(parts),
        name=name,
        edition=edition,
        city=city,
        country=most_common(t.country for t in tellings),
        start_date=start,
        end_date=end,
        organiser=most_common(t.organiser for t in tellings),
    )
    return frame, filled


def _vagueness(dates: tuple[str | None, str | None]) -> tuple[object, ...]:
    start, end = dates
    return (not (start and end), "X" in f"{start}{end}", -len(f"{start}{end}"), start or "", end or "")


def _figure(testimonies: list[Testimony], frame: EventFrame, filled: dict[str, set[str]]) -> ReconciledFigure:
    numbers, shared = witnesses(testimonies)
    verdict = judge(testimonies, numbers, frame.end_date)
    mentions = [mention for testimony in testimonies for mention in testimony.mentions]
    voice = testimonies[0].voice
    sources = {testimony.source for testimony in testimonies}
    rules = [rule for rule, without in filled.items() if without & sources]
    rules += _kind_rules(testimonies) + shared + verdict.rules
    return ReconciledFigure(
        kind=voice.kind,
        unit=most_common(mention.unit for mention in mentions),
        currency=voice.currency,
        scope="part" if voice.scope == "part" else most_common(mention.scope for mention in mentions),
        period=most_common(mention.period for mention in mentions),
        status=verdict.status,
        value=verdict.value,
        low=verdict.low,
        high=verdict.high,
        confidence=confidence(verdict, dict(zip(map(id, testimonies), numbers, strict=True))),
        witnesses=max(numbers) + 1,
        origins=origins(testimonies, numbers),
        supporting=_claims(verdict.supporting),
        dissenting=_claims(verdict.dissenting),
        superseded=_claims(verdict.superseded),
        rationale=rules,
    )


def _claims(testimonies: Sequence[Testimony]) -> list[Claim]:
    mentions = [mention for testimony in testimonies for mention in testimony.mentions]
    return [mention.claim() for mention in sorted(mentions, key=lambda m: (m.published or "", *_place(m)))]


def _kind_rules(testimonies: Sequence[Testimony]) -> list[str]:
    """The rules that decided what belongs together."""
    voice = testimonies[0].voice
    rules = ["forecast"] if voice.forecast else ["part"] if voice.scope == "part" else []
    return [*rules, "one-claim-an-article"] if any(len(t.mentions) > 1 for t in testimonies) else rules


def _flag_parts(figures: Sequence[ReconciledFigure]) -> list[ReconciledFigure]:
    """Flag every part whose least value lies above its total."""
    totals: dict[tuple[Kind, str | None], float] = {}
    for figure in figures:
        if figure.scope == "total" and figure.high is not None and "forecast" not in figure.rationale:
            key = (figure.kind, figure.currency)
            totals[key] = max(totals.get(key, 0), figure.high)
    return [
        figure.model_copy(update={"rationale": [*figure.rationale, "part-above-total"]})
        if figure.scope == "part" and (figure.low or 0) > totals.get((figure.kind, figure.currency), float("inf"))
        else figure
        for figure in figures
    ]
