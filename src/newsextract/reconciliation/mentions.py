"""A record's figures as testimony: each with what its sentence says about quantity, source and time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsextract.models import Claim, Figure, Kind, Official, Qualifier, Record, Scope
from newsextract.normalize import fold
from newsextract.reconciliation.days import Days, span
from newsextract.reconciliation.intervals import Interval, Number, granule, interval
from newsextract.reconciliation.words import TOKEN, bare, key_of, roles_of, skeleton, stem, tokens

RUN = 8
"""Equal tokens in a row, figure included, that make two passages copies of one text."""
REACH = 7
"""Tokens to either side of a figure that can say what it measures."""
_PHRASE_END = re.compile(r"[،؛,;.:()«»]")
SIGHT = 140
"""Characters to either side of a figure that are looked at."""
_MARK = "\x1f"
_PARTS = frozenset({"abroad", "child", "woman", "critical", "discharged"})
"""Subsets that are never the whole of the visitors, the dead or the injured."""
_SHARES = frozenset({"معظمهم", "اغلبهم", "غالبيتهم", "جميعهم", "كلهم", "بعضهم"})
_UNTIL = frozenset({"حتي", "غايه"})
_TIMES = frozenset({"مساء", "صباح", "ظهر", "منتصف", "ليل", "فجر", "يوم", "امس", "اليوم", "الساعه", "نهايه"})
_BASES = (["من", "مجموع"], ["من", "اصل"], ["من", "اجمالي"], ["من", "بين"])
_INSIDE = "داخل"
_UP_TO = "الي"
WHOLE_OF_EVENT = frozenset({"visitors", "deaths", "injured", "missing", "displaced", "views"})
"""Kinds that an event has one number of."""
_GENERAL = "عامه"
"""As in الهيئة العامة للإحصاء, which is هيئة الإحصاء."""
_LAM_IS_ROOT = ("لجن", "لواء", "لواي", "لبنان", "لندن")
CONTINUOUS = frozenset({"percent", "measure"})


class Mention(NamedTuple):
    """One printed figure, digested: plain values only, so that it passes through files and processes."""

    source: str
    publisher: str | None
    published: str | None
    text: str
    start: int
    end: int
    value: Number | None
    lower: Number | None
    upper: Number | None
    qualifier: Qualifier
    attribution: str | None
    issuer: str | None
    issuers: Sequence[str]
    kind: Kind
    unit: str | None
    currency: str | None
    scope: Scope | None
    family: str
    aspect: str | None
    subset: str | None
    period: str | None
    nation: str | None
    forecast: bool
    cue: str | None
    accountable: bool
    rumour: bool
    sole: Sequence[str]
    headline: bool
    sentence: int
    window: str
    first: int
    last: int

    @property
    def bounds(self) -> Interval:
        """What the words allow."""
        return interval(self.lower, self.upper)

    @property
    def step(self) -> Number:
        """The rounding unit of an exact value, 0 for a hedged one."""
        if self.value is None or self.qualifier != "exact":
            return 0
        return granule(self.text, self.value, self.kind in CONTINUOUS)

    def claim(self) -> Claim:
        """The claim as the contract writes it."""
        return Claim(
            source=self.source,
            text=self.text,
            start=self.start,
            end=self.end,
            value=self.value,
            lower=self.lower,
            upper=self.upper,
            qualifier=self.qualifier,
            attribution=self.attribution,
            published=self.published,
        )


def read_mentions(record: Record) -> dict[str, list[Mention]]:
    """The figures of a record that measure an event, by the event's id."""
    by_event: dict[str, list[Mention]] = defaultdict(list)
    figures = sorted(record.figures, key=lambda figure: figure.start)
    named: tuple[str, ...] = ()
    for index, figure in enumerate(figures):
        before = figures[index - 1].end if index else 0
        after = figures[index + 1].start if index + 1 < len(figures) else figure.sentence.end
        issuers = issuer_keys(figure.issuer) or issuer_keys(figure.attribution)
        if figure.attribution and not issuers:  # «البلاغ ذاته»: whoever was named last
            issuers = named
        named = issuers or named
        if figure.event is not None:
            by_event[figure.event].append(_mention(record, figure, before, after, issuers))
    return by_event


def _mention(record: Record, figure: Figure, before: int, after: int, issuers: Sequence[str]) -> Mention:
    around = _surroundings(figure, before, after)
    aspect = _nearest("aspect", around.before[-REACH:], _up_to_next_deed(around.behind))
    unit = _first_word(figure.unit)
    if aspect in (None, "damaged") and key_of("noun_family", unit or "-") == "hectare" and _burns(record, figure):
        aspect = "destroyed"
    case = _is_case(figure, unit, around)
    # «المصابين الـ32 غادروا», «62 مصابا غادر معظمهم»: what follows tells of all of them, or of others
    whole = around.before[-1:] == ["ال"] or not _SHARES.isdisjoint(around.behind)
    subset = (key_of("subset", unit) if unit else None) or _nearest(
        "subset", around.before[-3:], () if whole else around.behind
    )
    issuer = figure.issuer or figure.attribution
    # «27 ألف عون من مجموع 60 ألفا»; but «13 ألفا من أصل 15 ألف عداء» are all who ran
    base = around.before[-2:] in _BASES and figure.kind == "people" and not key_of("noun_family", unit or "-")
    return Mention(
        source=record.id,
        publisher=record.source.publisher,
        published=record.source.published or record.reference_date,
        text=figure.text,
        start=figure.start,
        end=figure.end,
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        qualifier=figure.qualifier,
        attribution=figure.attribution,
        issuer=issuer,
        issuers=issuers,
        kind="count" if case else _kind(figure, unit, aspect),
        unit=figure.unit,
        currency=figure.currency,
        scope=_scope(figure, subset, around),
        family="case" if case else "base" if base else _family(figure.kind, unit, around.behind),
        aspect=aspect,
        subset=subset,
        period=_period(record, figure, before, after) if figure.scope == "part" else None,
        nation=_nation(unit, around.behind),
        forecast=_nearest("forecast", around.before, ()) is not None,
        cue=_cue(around.before, around.behind),
        accountable=bool(issuers) and not _unaccountable(issuer or ""),
        rumour=any(key_of("unaccountable", word) for word in (*around.left, *tokens(issuer or ""))),
        sole=(),
        headline=figure.sentence.start <= 5 and not figure.sentence.text.rstrip().endswith((".", "،", ":")),
        sentence=figure.sentence.start,
        window=" ".join([*around.left, *around.number, *around.right]),
        first=len(around.left),
        last=len(around.left) + len(around.number),
    )


def _burns(record: Record, figure: Figure) -> bool:
    """Whether a figure measures a fire: the land that it reached has one size, however that is told."""
    event = next((event for event in record.events if event.id == figure.event), None)
    return event is not None and any(key_of("happening", word) == "fire" for word in tokens(event.name))


class Surroundings(NamedTuple):
    """The tokens around a figure (`left`, `right`), and those that speak of it alone (`before`, `behind`)."""

    left: list[str]
    number: list[str]
    right: list[str]
    before: list[str]
    behind: list[str]


def _surroundings(figure: Figure, before: int, after: int) -> Surroundings:
    """What stands around a figure; its own words end at the neighbouring figures, behind it also at the next comma."""
    text, base = figure.sentence.text, figure.sentence.start
    at, end = figure.start - base, figure.end - base
    begin = max(0, at - SIGHT)
    cut = min(max(before - base, begin), at)
    comma = _PHRASE_END.search(text, end)
    stop = max(end, min(after - base, comma.start() if comma else len(text)))
    parts = (text[begin:cut], text[cut:at], text[at:end], text[end:stop], text[stop : end + SIGHT])
    left, own, number, behind, rest = map(TOKEN.findall, fold(_MARK.join(parts)).text.split(_MARK))
    if behind and stop == after - base and key_of("subset", behind[-1]) == "discharged":
        rest.insert(0, behind.pop())  # «سبعة مصابين غادر خمسة منهم»
    return Surroundings(
        [*left, *own][-REACH:], number, [*behind, *rest][:REACH], _clause(own)[-2 * REACH :], behind[:REACH]
    )


def _is_case(figure: Figure, unit: str | None, around: Surroundings) -> bool:
    """«540 إصابة بالكوليرا», «ارتفع عدد المصابين بالكوليرا إلى 540 حالة»: of cases an epidemic has one number."""
    if figure.kind not in ("count", "injured") or not (unit is None or key_of("disease_case", unit) == "case"):
        return False
    return any(key_of("disease_case", word) == "disease" for word in (*around.left, *around.right))


def _kind(figure: Figure, unit: str | None, aspect: str | None) -> Kind:
    """People brought out of harm's way are displaced, whatever befell those counted beside them."""
    nameless = _family(figure.kind, unit) == "person"
    moved = aspect == "evacuated" and (figure.kind == "people" or (figure.kind == "injured" and nameless))
    return "displaced" if moved else figure.kind


def _scope(figure: Figure, subset: str | None, around: Surroundings) -> Scope | None:
    if figure.kind == "deaths" and _family(figure.kind, _first_word(figure.unit)) == "hurt":
        return "part"  # «وفاة ثلاثة مصابين» adds to the toll
    if subset == "finished":  # «أكمل السباق 13 ألف عداء»
        return "part"
    if subset in _PARTS and figure.kind in WHOLE_OF_EVENT and _excludes(around):
        return "part"
    if figure.kind == "missing" and figure.scope == "part":  # «43 منهم في عداد المفقودين» is all who are missing
        return None
    return figure.scope


def _nation(unit: str | None, behind: Sequence[str]) -> str | None:
    """The country whose people alone a figure counts: «أربعة سودانيين», «ستة جرحى سودانيين»."""
    named = [word for word in (unit, *behind[:2]) if word]
    return next(
        (key for word in named if (key := key_of("demonym", word) or key_of("demonym", word[:-1] or word))), None
    )


def _excludes(around: Surroundings) -> bool:
    """Whether the words name one side only: «من خارج المملكة», not «من داخل المملكة وخارجها»."""
    return not any(bare(word) == _INSIDE for word in (*around.before[-REACH:], *around.behind))


def _up_to_next_deed(behind: list[str]) -> list[str]:
    """Without what the sentence tells next: «420 هكتارا وإجلاء السكان»."""
    deeds = [index for index, word in enumerate(behind) if word[0] == "و" and "aspect" in roles_of(word)]
    return behind[: deeds[0]] if deeds else behind


def _clause(left: list[str]) -> list[str]:
    """What stands before a figure, from the last word on that opens a clause of its own."""
    for index in range(len(left) - 1, -1, -1):
        if "clause_break" in roles_of(left[index]):
            return left[index:]
    return left


def _nearest(kind: str, left: Sequence[str], right: Sequence[str]) -> str | None:
    """The key of the nearest word of a table, before the figure first."""
    for word in (*reversed(left), *right):
        if (roles := roles_of(word)) and kind in roles:
            return roles[kind]
    return None


def _cue(left: Sequence[str], right: Sequence[str]) -> str | None:
    """Where a tally stands: `early`, `update`, `final`, or `previous` for the figure that is being replaced."""
    reach = len(left) if left and left[-1] == _UP_TO else REACH  # «لترتفع حصيلة الحادث الذي … إلى 13»
    cue = _nearest("tally_cue", left[-reach:], right) or ("early" if _so_far(left) else None)
    if cue == "previous" and not any(key_of("tally_cue", word) == "previous" for word in left[-4:]):
        return None
    return cue


def _so_far(left: Sequence[str]) -> bool:
    """«وصلت حتى مساء الاثنين إلى 1.1 مليون طفل»: what was counted up to a time."""
    return any(one in _UNTIL and other in _TIMES for one, other in pairwise(left))


@lru_cache(maxsize=16384)
def _first_word(text: str | None) -> str | None:
    return next(iter(tokens(text)), None) if text else None


def _family(kind: Kind, unit: str | None, behind: Sequence[str] = ()) -> str:
    """What a noun counts, with the word behind it where that says more: «دار نشر» are publishers."""
    if kind in ("percent", "money"):
        return kind
    if unit is None:
        return "person"
    pair = key_of("noun_family", f"{unit} {behind[1]}") if len(behind) > 1 else None
    return pair or key_of("noun_family", unit) or ("person" if key_of("demonym", unit) else skeleton(unit))


def _period(record: Record, figure: Figure, before: int, after: int) -> str | None:
    """The date that stands beside a partial figure, within the days of its event: before it, or in the same phrase."""
    event = next((event for event in record.events if event.id == figure.event), None)
    whole = span(event.start_date, event.end_date) if event else None
    sentence = figure.sentence
    behind = sentence.text[figure.end - sentence.start :]
    phrase_end = figure.end + len(_PHRASE_END.split(behind, maxsplit=1)[0])
    low, high = max(before, sentence.start), min(after, phrase_end)
    near = [date for date in record.dates if low <= date.start and date.end <= high and _within(date.value, whole)]
    near.sort(key=lambda date: (date.start > figure.start, abs(date.start - figure.start)))
    return near[0].value if near else None


def _within(value: str | None, whole: Days | None) -> bool:
    days = span(value, None)
    return bool(days and whole and whole[0] <= days[0] and days[1] <= whole[1] and days != whole)


@lru_cache(maxsize=16384)
def _unaccountable(issuer: str) -> bool:
    return any(key_of("unaccountable", word) for word in tokens(issuer))


@lru_cache(maxsize=16384)
def issuer_keys(issuer: str | None) -> tuple[str, ...]:
    """Under which names an issuer is known: as printed, and without what stands in front of its body's name.

    >>> issuer_keys("بلاغ المديرية العامة للأمن الوطني"), issuer_keys("الناطق باسم الأمن العام")
    (('امن وطن', 'مدير امن وطن'), ('امن عام',))
    >>> issuer_keys("الوزارة"), issuer_keys("البلاغ ذاته")
    (('وزار',), ())
    """
    if not issuer:
        return ()
    words = [word for word in tokens(issuer) if key_of("issuer_role", word) not in ("paper", "honour")]
    words = [word for word in words if key_of("name_boilerplate", word) != "function"]
    bodies = [index for index, word in enumerate(words) if key_of("issuer_role", word) == "body"]
    speakers = [index for index, word in enumerate(words) if key_of("issuer_role", word) == "speaker"]
    words = words[(bodies or speakers or [0])[0] :]
    while words and key_of("issuer_role", words[0]) in ("person", "speaker"):
        del words[0]
    words = [word for word in words if bare(word) != _GENERAL]
    body = list(words)
    while len(body) > 1 and key_of("issuer_role", body[0]):
        del body[0]
    return tuple(sorted({" ".join(map(_name_part, name)) for name in (words, body) if name}))


def _name_part(word: str) -> str:
    """A word of a name as names are compared, a preposition written with it left out: لمعلمي, المعلمين."""
    attached = word[0] == "ل" and word[1:2] != "ل" and len(word) > 4 and not word.startswith(_LAM_IS_ROOT)
    return stem(word[1:] if attached else word)


def official_keys(official: Official) -> list[str]:
    """Every name of an official: his own, his office's, his body's."""
    return sorted({key for name in (official.name, official.role, official.organisation) for key in issuer_keys(name)})
