"""Witnesses: which testimonies go back to one origin. By shared keys and union-find, never by all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from newsextract.models import Origin
from newsextract.reconciliation.mentions import RUN, Mention
from newsextract.reconciliation.quantities import Testimony, most_common
from newsextract.reconciliation.words import stems_of

CROWD = 64
"""Issuers under one head noun that are compared by name; a crowd beyond that is taken at its exact names."""

SURNAME_REACH = 4
"""Words of a name that its last word alone can stand for."""


class Unions:
    """Disjoint sets of 0 … n-1; the smallest member leads, so that the order of unions cannot show."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, item: int) -> int:
        """The leader of an item's set."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def union(self, one: int, other: int) -> None:
        """Make two sets one."""
        one, other = sorted((self.find(one), self.find(other)))
        self.parent[other] = one


class Witnesses(NamedTuple):
    """The number of the witness behind each testimony, from 0 in their order, and the rules that made several one."""

    numbers: list[int]
    rules: list[str]


def witnesses(testimonies: Sequence[Testimony]) -> Witnesses:
    """Tell how many independent origins stand behind the testimonies of one quantity."""
    if len(testimonies) == 1:
        return Witnesses([0], [])
    unions = Unions(len(testimonies))
    relays = _relays(testimonies)
    rules: set[str] = set()
    first: dict[object, int] = {}
    for index, testimony in enumerate(testimonies):
        for rule, key in _keys(testimony, index in relays):
            other = first.setdefault(key, index)
            if other != index:
                unions.union(other, index)
                rules.add(rule)
    for one, other in _sole_voices(testimonies, relays):
        unions.union(one, other)
        rules.add("only-issuer")
    for index in relays:
        spoken = next(
            (i for i, t in enumerate(testimonies) if i not in relays and _one_value(t, testimonies[index])), index
        )
        unions.union(spoken, index)
    leaders = [unions.find(index) for index in range(len(testimonies))]
    numbers = {leader: number for number, leader in enumerate(dict.fromkeys(leaders))}
    return Witnesses([numbers[leader] for leader in leaders], sorted(rules))


def _sole_voices(testimonies: Sequence[Testimony], relays: set[int]) -> Iterator[tuple[int, int]]:
    """Numbers without a source beside the same number of the one issuer that their article names elsewhere."""
    if not any(testimony.hints for testimony in testimonies):
        return
    said = {(issuer, t.voice.value): i for i, t in enumerate(testimonies) if i not in relays for issuer in t.issuers}
    for index, testimony in enumerate(testimonies):
        for issuer in testimony.hints if index not in relays and not testimony.issuers else ():
            if (issuer, testimony.voice.value) in said:
                yield index, said[issuer, testimony.voice.value]


def _one_value(one: Testimony, other: Testimony) -> bool:
    return one.voice.value == other.voice.value


def _relays(testimonies: Sequence[Testimony]) -> set[int]:
    """The testimonies of articles that give rival numbers without telling whose each is: nobody says two things."""
    if len({testimony.source for testimony in testimonies}) == len(testimonies):
        return set()
    by_source: dict[str, list[int]] = defaultdict(list)
    for index, testimony in enumerate(testimonies):
        if not testimony.previous:
            by_source[testimony.source].append(index)
    relays: set[int] = set()
    for rivals in by_source.values():
        issuers = Counter(issuer for index in rivals for issuer in testimonies[index].issuers or [""])
        relays.update(i for i in rivals if any(issuers[issuer] > 1 for issuer in testimonies[i].issuers or [""]))
    return relays


def _keys(testimony: Testimony, relay: bool) -> Iterator[tuple[str, object]]:
    """What makes two testimonies one origin, by which rule; an article that relays rival numbers is no witness."""
    for mention in testimony.mentions:
        for run in passages(mention):
            yield "copied-passage", run
    if relay:
        yield "relayed", testimony.voice.value
    elif testimony.issuers:
        for issuer in testimony.issuers:
            yield "same-issuer", issuer
    else:
        yield "same-outlet", (testimony.voice.publisher or testimony.source,)


def passages(mention: Mention) -> list[str]:
    """Every run of `RUN` tokens that covers the figure: two articles that share one copy one text.

    Each with the place of the figure in it: two figures of one sentence are no copies of each other.
    """
    window, first, last = mention.window.split(), mention.first, mention.last
    length = max(RUN, last - first)
    starts = range(max(0, last - length), min(first, len(window) - length) + 1)
    return [" ".join([*window[start : start + length], f"@{first - start}"]) for start in starts]


def issuers(names: Iterable[Sequence[str]]) -> dict[str, str]:
    """One name for every name of an issuer; `names` holds groups of names that an article uses of one.

    A body and its delegate are one, and so are a longer and a shorter name where the short one can mean no other:

    >>> issuers([["نقاب حره معلم"], ["نقاب"], ["احمد", "نقاب"]])["احمد"]
    'نقاب حره معلم'
    """
    groups = {tuple(group) for group in names if group}
    known = sorted({name for group in groups for name in group}, key=lambda name: (-len(name.split()), name))
    index = {name: number for number, name in enumerate(known)}
    unions = Unions(len(known))
    for group in groups:
        for name in group:
            unions.union(index[group[0]], index[name])
    bodies = _bodies(known)
    by_word: dict[str, list[str]] = defaultdict(list)
    for name in known:
        for word in {name.split()[0], name.split()[-1]}:
            by_word[word].append(name)
    for alike in by_word.values():
        if len(alike) <= CROWD:
            homes = {name: unions.find(index[name]) for name in alike}
            for short, longer in _contained(alike, homes, bodies):
                unions.union(index[short], index[longer])
    return {name: known[unions.find(number)] for name, number in index.items()}


def _bodies(names: Sequence[str]) -> set[str]:
    """The names of bodies, with the noun that says so and without: «لجنة المعدنين», «المعدنين»."""
    heads = stems_of("issuer_role", "body")
    bodies = {name for name in names if name.partition(" ")[0] in heads}
    return bodies | {name.partition(" ")[2] for name in bodies if " " in name}


def _contained(names: Sequence[str], homes: dict[str, int], bodies: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a short and a longer name, where the short one can mean no other; `homes` are one where names are.

    The last word stands for a person («الحسناوي»), for no body or event: «المعدنين» are not «الموارد المعدنية».
    """

    def shortens(short: str, name: str) -> bool:
        first = split[short][0] == split[name][0]
        person = not {short, name} & bodies and short not in stems_of("happening")
        return _shortens(split[short], split[name]) and (first or person)

    split = {name: name.split() for name in names}
    for short in names:
        longer = [name for name in names if homes[name] != homes[short] and shortens(short, name)]
        if all(_akin(split[one], split[other], split[short]) for one, other in combinations(longer, 2)):
            for name in longer:
                yield short, name


def _akin(one: Sequence[str], other: Sequence[str], short: Sequence[str]) -> bool:
    """Whether two names have more in common than the short name that both could be meant by."""
    return _shortens(one, other) or _shortens(other, one) or len(set(one) & set(other)) > len(set(short))


def _shortens(short: Sequence[str], longer: Sequence[str]) -> bool:
    if len(short) >= len(longer) or not set(short) <= set(longer):
        return False
    surname = len(short) == 1 and short[0] == longer[-1] and len(longer) <= SURNAME_REACH
    return short[0] == longer[0] or surname


def origins(testimonies: Sequence[Testimony], numbers: Sequence[int]) -> list[Origin]:
    """The witnesses by name, each with the records that carry its word."""
    behind: dict[int, list[Testimony]] = defaultdict(list)
    for testimony, number in zip(testimonies, numbers, strict=True):
        behind[number].append(testimony)
    return [
        Origin(name=_name(group), records=sorted({testimony.source for testimony in group}))
        for _, group in sorted(behind.items())
    ]


def _name(group: Sequence[Testimony]) -> str | None:
    mentions = [mention for testimony in group for mention in testimony.mentions]
    return most_common(mention.issuer for mention in mentions) or most_common(mention.publisher for mention in mentions)
