"""Cities: gazetteer hits that the words around them leave standing, settled to places and merged.

A name of the gazetteer is a mention unless its neighbours say otherwise («محافظة القاهرة», «شارع الرياض»). A name that
is also an ordinary word has question marks in the gazetteer: each asks for one point of evidence. Points come from the
word before («مدينة», 3; «معرض», 2; «في», 1), the word behind («العاصمة», 3; «السورية», 2), a dateline (2), another city
in the same list (2, of the same country 3), the same name elsewhere in the article, and, beside any of these, from an
article that is about the city's country (1).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from newsextract.document import Document
from newsextract.extractors.cities.candidates import NOWHERE, Candidate, gives_name, read_candidates
from newsextract.extractors.cities.exclusion import forbidden
from newsextract.extractors.cities.lists import ends_name, goes_on
from newsextract.extractors.cities.places import merge, weigh
from newsextract.extractors.cities.surroundings import GOOD, SOME, TRIGGER, Surroundings, joined, opens_report
from newsextract.extractors.cities.unlisted import unlisted_cities
from newsextract.gazetteer import WELL_KNOWN, Place
from newsextract.matching import Hit, Scan
from newsextract.models import City

# A short name is easily misread behind a proclitic that cities seldom have: «فالس» is not ف + الس.
SHORT_NAME, RARE_PROCLITICS = 5, tuple("وفكل")
# The marks of an indefinite noun.
INDEFINITE = ("ً", "ٌ", "ٍ")
# Names support one another: a name that has come to stand may let its neighbours in a list stand in the next pass.
PASSES = 3
LEAST_KIN, SURE_KIN = 2, 3


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    surroundings = Surroundings(document.scan)
    candidates = read_candidates(document, surroundings)
    standing = judge_all(document, surroundings, candidates) if candidates else []
    found = merge(document, surroundings, standing) if standing else []
    found += unlisted_cities(document, surroundings.heads.values(), {candidate.hit.first for candidate in standing})
    return sorted(found, key=lambda city: city.mentions[0].start)


def judge_all(document: Document, surroundings: Surroundings, candidates: list[Candidate]) -> list[Candidate]:
    """The names that have the points, judged in passes: what has come to stand supports others in the next."""
    asked = any(not candidate.famous for candidate in candidates)
    neighbours = Neighbours(document.scan, candidates if asked else [])
    standing: list[Candidate] = []
    unsure = candidates
    for _ in range(PASSES):
        unsure, fewer = judge(document, surroundings, unsure, standing, neighbours), len(standing)
        standing = [candidate for candidate in candidates if candidate.mention]
        if not unsure or len(standing) == fewer:
            break
    return standing


class Neighbours:
    """The candidates that stand in a list beside others, by their first tokens: the ones before, behind, and alike."""

    def __init__(self, scan: Scan, candidates: list[Candidate]) -> None:
        self.previous: dict[int, Candidate] = {}
        self.following: dict[int, Candidate] = {}
        self.kin: dict[int, Kin] = {}
        run: list[Candidate] = []
        for candidate, following in pairwise(candidates):
            if goes_on(scan, candidate.hit, following.hit):
                self.following[candidate.hit.first], self.previous[following.hit.first] = following, candidate
                run = run or [candidate]
                run.append(following)
            elif run:
                self.add_kin(run)
                run = []
        if run:
            self.add_kin(run)

    def add_kin(self, run: list[Candidate]) -> None:
        """Enter the names of a list as kin."""
        kin = kin_of(run)
        self.kin.update((candidate.hit.first, kin) for candidate in run)

    def countries(self, candidate: Candidate, focus: Focus) -> frozenset[str]:
        """The countries of the names that stand right before and behind a candidate, else those of its kin."""
        first, countries = candidate.hit.first, NOWHERE
        for neighbour in (self.previous.get(first), self.following.get(first)):
            if neighbour and neighbour.mention:
                countries |= neighbour.name.countries
        kin = self.kin[first]
        if countries or kin.many:
            return countries or kin.countries
        return frozenset(country for country in kin.countries if focus.holds(country, first))


class Kin(NamedTuple):
    """The countries that the names of a list share, and whether they are many.

    «البيضاء وشحات والمرج» are towns of Libya; two names are kin only if the article is about the country.
    """

    countries: frozenset[str]
    many: bool


def kin_of(run: list[Candidate]) -> Kin:
    """What the names of a list share that might be cities without the word «مدينة»."""
    lands = [{place.country for place, demand in candidate.name.places if demand < TRIGGER} for candidate in run]
    counts = Counter([country for land in lands for country in land])
    least = min(sum(map(bool, lands)), SURE_KIN)
    shared = frozenset(country for country, count in counts.items() if count >= max(least, LEAST_KIN))
    return Kin(shared, least == SURE_KIN)


def judge(
    document: Document,
    surroundings: Surroundings,
    candidates: list[Candidate],
    standing: list[Candidate],
    neighbours: Neighbours,
) -> list[Candidate]:
    """Let every candidate stand that its own words, its neighbours in a list, or the rest of the article support.

    Returned are those that lack support as yet; the others stand or are no cities.
    """
    forms = {candidate.hit.entry.form for candidate in standing}
    focus = Focus(document, surroundings, standing)
    unsure = []
    for candidate in candidates:
        if not candidate.famous:
            if candidate.hit.first in neighbours.kin:
                candidate.listed = neighbours.countries(candidate, focus)
            if not supported(document, surroundings, candidate, forms, focus):
                unsure.append(candidate)
                continue
        hit = candidate.hit
        if not forbidden(surroundings, hit, candidate.head, candidate.name):
            mention = document.mention(hit.first, hit.last, hit.start)
            if not mention.text.endswith(INDEFINITE):
                candidate.mention = mention
    return unsure


class Focus:
    """The countries that an article is about: the outlet's, and the two that it and the names that stand weigh most."""

    def __init__(self, document: Document, surroundings: Surroundings, standing: list[Candidate]) -> None:
        self._outlet = document.country
        self._surroundings = surroundings
        self._standing = standing
        self._countries: set[str | None] = set()

    def holds(self, country: str, token: int) -> bool:
        """Whether the article, or the sentence near a token, is about a country."""
        if not self._countries:
            weights = weigh(self._surroundings.country_counts, self._standing)
            self._countries = {self._outlet, *sorted(weights, key=weights.__getitem__, reverse=True)[:2]}
        return country in self._countries or self._surroundings.is_near(country, token)


def supported(
    document: Document, surroundings: Surroundings, candidate: Candidate, forms: set[str], focus: Focus
) -> bool:
    """Whether a name has the points that one of its places needs."""
    for place, demand in candidate.name.places:
        points = points_of(surroundings, candidate, place, demand, forms, focus)
        if points < demand and candidate.hit.first not in surroundings.countries:
            continue
        if points >= demand_of(document, surroundings, candidate, place, demand):
            return True
    return False


def points_of(
    surroundings: Surroundings, candidate: Candidate, place: Place, demand: int, forms: set[str], focus: Focus
) -> int:
    """The points of a name for a place; `forms` are the names that stand."""
    hit, points = candidate.hit, candidate.evidence
    if candidate.listed and (demand < TRIGGER or ends_name(surroundings.scan, hit)):
        points = max(points, TRIGGER if place.country in candidate.listed else GOOD)
    if hit.entry.form in forms and (points or demand < GOOD or not governs(surroundings, hit)):
        points = max(points, TRIGGER if demand < TRIGGER else points and points + GOOD)
    if place.country == candidate.beside:
        points += GOOD
    if not points or (demand >= TRIGGER and not gives_name(surroundings, candidate)):
        return points
    return points + focus.holds(place.country, hit.first)


def governs(surroundings: Surroundings, hit: Hit) -> bool:
    """Whether an indefinite word has a definite one behind it as nouns do: «حجة النظام» beside the city of حجة."""
    scan, last = surroundings.scan, hit.last
    if hit.entry.form.startswith("ال") or not joined(scan, last) or last == len(scan.words):
        return False
    following = scan.words[last]
    return following.startswith("ال") and not following.endswith("يه") and last not in surroundings.heads


def demand_of(document: Document, surroundings: Surroundings, candidate: Candidate, place: Place, demand: int) -> int:
    """The points that a name needs here, more where it is a country's too or is spelled like another word."""
    scan, hit = document.scan, candidate.hit
    country = surroundings.countries.get(hit.first)
    if country and country.last == hit.last:
        if country.entry.key != place.country:
            return TRIGGER
        if place.country in candidate.listed:  # «بين تونس وصفاقس»
            return 0
        return 0 if candidate.evidence >= TRIGGER or opens_report(surroundings, hit) else 2 * TRIGGER
    listed = hit.prefix == "و" and place.country in candidate.listed
    if hit.prefix.endswith(RARE_PROCLITICS) and is_short(hit) and place.population < WELL_KNOWN and not listed:
        demand += GOOD if hit.prefix != "و" else len(hit.entry.form) < SHORT_NAME
    if (demand or place.population < WELL_KNOWN) and spelled_otherwise(scan, hit, place):
        demand += GOOD if demand else SOME
    return demand


def is_short(hit: Hit) -> bool:
    """Whether a name is one short word without the article."""
    return len(hit.entry.form) <= SHORT_NAME and not hit.entry.form.startswith("ال")


def spelled_otherwise(scan: Scan, hit: Hit, place: Place) -> bool:
    """Whether the printed word differs from the name as another word does: «وأن» from وان, «دوره» from دورة."""
    start, end = scan.raw_span(hit.first, hit.last, hit.start)
    printed = scan.folded.raw[start:end]
    if len(printed) != len(place.name) or printed == place.name:
        return False
    pairs = list(zip(printed, place.name, strict=True))
    if place.name[0] == "ا" and place.name[1:2] != "ل":  # «إزرع» is how «ازرع» should be spelled
        pairs = pairs[1:]
    return any((p in "أإآؤئ" and n in "اوي") for p, n in pairs) or pairs[-1] in (("ه", "ة"), ("ى", "ي"), ("ي", "ى"))
