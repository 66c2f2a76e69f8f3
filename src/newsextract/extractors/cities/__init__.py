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

from newsextract.document import Document
from newsextract.extractors.cities.candidates import NOWHERE, WELL_KNOWN, Candidate, gives_name, read_candidates
from newsextract.extractors.cities.exclusion import forbidden
from newsextract.extractors.cities.lists import ends_name, goes_on
from newsextract.extractors.cities.places import merge, weigh
from newsextract.extractors.cities.surroundings import GOOD, SOME, TRIGGER, Surroundings, opens_report
from newsextract.extractors.cities.unlisted import unlisted_cities
from newsextract.gazetteer import Place
from newsextract.matching import Hit, Scan
from newsextract.models import City

# A short name is easily misread behind a proclitic that cities seldom have: «فالس» is not ف + الس.
SHORT_NAME, RARE_PROCLITICS = 5, frozenset("وفكل")
# Names support one another: a name that has come to stand may let its neighbours in a list stand in the next pass.
PASSES = 3
LEAST_KIN, SURE_KIN = 2, 3


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    surroundings = Surroundings(document.scan)
    candidates = read_candidates(document, surroundings)
    judge_all(document, surroundings, candidates)
    standing = [candidate for candidate in candidates if candidate.standing]
    found = merge(document, standing, surroundings.country_counts) if standing else []
    found += unlisted_cities(document, {candidate.hit.first for candidate in standing})
    return sorted(found, key=lambda city: city.mentions[0].start)


def judge_all(document: Document, surroundings: Surroundings, candidates: list[Candidate]) -> None:
    """Let the names stand that have the points, in passes: what has come to stand supports others in the next."""
    neighbours = Neighbours(document.scan, candidates)
    standing: list[Candidate] = []
    open_ones = candidates
    for _ in range(PASSES):
        judge(document, surroundings, open_ones, standing, neighbours)
        came = [candidate for candidate in open_ones if candidate.standing]
        open_ones = [candidate for candidate in open_ones if not candidate.standing and not candidate.forbidden]
        if not came or not open_ones:
            break
        standing += came


class Neighbours:
    """The candidates right before and behind each in a list, by its first token."""

    def __init__(self, scan: Scan, candidates: list[Candidate]) -> None:
        self.previous: dict[int, Candidate] = {}
        self.following: dict[int, Candidate] = {}
        runs: list[list[Candidate]] = []
        listed = [candidate for candidate in candidates if candidate.beside_name]
        for candidate, following in pairwise(listed):
            if goes_on(scan, candidate.hit, following.hit):
                self.following[candidate.hit.first], self.previous[following.hit.first] = following, candidate
                if runs and runs[-1][-1] is candidate:
                    runs[-1].append(following)
                else:
                    runs.append([candidate, following])
        for run in runs:
            mark_kin(run)

    def countries(self, candidate: Candidate) -> frozenset[str]:
        """The countries of the names that stand right before and behind a candidate in its list."""
        first = candidate.hit.first
        previous, following = self.previous.get(first), self.following.get(first)
        countries = previous.name.countries if previous and previous.standing else NOWHERE
        return countries | following.name.countries if following and following.standing else countries


def mark_kin(run: list[Candidate]) -> None:
    """Mark the names of a list that share a country: «البيضاء وشحات والمرج» are towns of Libya.

    Two names are so only if the article is about the country.
    """
    lands = [{place.country for place, demand in m.name.places if demand < TRIGGER} for m in run]
    countries = Counter([country for land in lands for country in land])
    least = min(sum(map(bool, lands)), SURE_KIN)
    kin = frozenset(country for country, count in countries.items() if count >= max(least, LEAST_KIN))
    for candidate in run:
        candidate.kin, candidate.paired = kin, least < SURE_KIN


def judge(
    document: Document,
    surroundings: Surroundings,
    candidates: list[Candidate],
    standing: list[Candidate],
    neighbours: Neighbours,
) -> None:
    """Let every candidate stand that its own words, its neighbours in a list, or the rest of the article support."""
    forms = {candidate.hit.entry.form for candidate in standing}
    focus = Focus(document, surroundings, standing)
    for candidate in candidates:
        if candidate.beside_name and not candidate.famous:
            candidate.listed = neighbours.countries(candidate) or shared(candidate, focus)
        if candidate.famous or supported(document, surroundings, candidate, forms, focus):
            candidate.forbidden = forbidden(surroundings, candidate.hit, candidate.head, candidate.name)
            candidate.standing = not candidate.forbidden


class Focus:
    """The countries that an article is about: the outlet's, and the two that it and the names that stand weigh most."""

    def __init__(self, document: Document, surroundings: Surroundings, standing: list[Candidate]) -> None:
        self.surroundings = surroundings
        weights = weigh(surroundings.country_counts, standing)
        self.countries = {document.country, *sorted(weights, key=weights.__getitem__, reverse=True)[:2]}

    def holds(self, country: str, token: int) -> bool:
        """Whether the article, or the sentence near a token, is about a country."""
        return country in self.countries or self.surroundings.is_near(country, token)


def shared(candidate: Candidate, focus: Focus) -> frozenset[str]:
    """The countries that a name shares with unsure neighbours; with one only where they are spoken of."""
    if not candidate.paired:
        return candidate.kin
    return frozenset(country for country in candidate.kin if focus.holds(country, candidate.hit.first))


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
    if hit.entry.form in forms:
        points = max(points, TRIGGER if demand < TRIGGER else points and points + GOOD)
    if place.country == candidate.beside:
        points += GOOD
    if not points or (demand >= TRIGGER and not gives_name(surroundings, candidate)):
        return points
    return points + focus.holds(place.country, hit.first)


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
    if RARE_PROCLITICS & set(hit.prefix) and is_short(hit) and place.population < WELL_KNOWN and not listed:
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
    return any((p in "أإآؤئ" and n in "اوي") for p, n in pairs) or pairs[-1] in (("ه", "ة"), ("ى", "ي"), ("ي", "ى"))
