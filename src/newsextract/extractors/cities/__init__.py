"""Cities: gazetteer hits that the words around them leave standing, settled to places and merged.

A name of the gazetteer is a mention unless its neighbours say otherwise («محافظة القاهرة», «شارع الرياض»). A name that
is also an ordinary word has question marks in the gazetteer: each asks for one point of evidence. Points come from the
word before («مدينة», 3; «معرض», 2; «في», 1), the word behind («العاصمة», 3; «السورية», 2), a dateline (2), another city
in the same list (2, of the same country 3), the same name elsewhere in the article, and, beside any of these, from an
article that is about the city's country (1).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log10

from newsextract.document import Document
from newsextract.extractors.cities.exclusion import forbidden, listed_regions
from newsextract.extractors.cities.surroundings import GOOD, SOME, TRIGGER, country_beside, evidence, opens_dateline
from newsextract.extractors.cities.unlisted import unlisted_cities
from newsextract.gazetteer import Place
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import City, Mention

# A short name is easily misread behind a proclitic that cities seldom have: «فالس» is not ف + الس.
SHORT_NAME, RARE_PROCLITICS = 5, frozenset("وفكل")
# How a place is chosen among those that bear a name; the scale is that of the decimal logarithm of the population.
BESIDE_COUNTRY, LISTED_COUNTRY, OUTLET_COUNTRY, ARTICLE_COUNTRY, TIE = 8.0, 4.0, 2.0, 5.0, 0.05
LEAST_POPULATION, KNOWN, WELL_KNOWN = 5_000, 100_000, 300_000
# A city whose name reads as و with another city's: the countries of both.
MISREAD_CONJUNCTION = {"وجده": ("MA", "SA")}


@dataclass
class Candidate:
    """A hit: the places that bear the name with their demands, the points of its own words, the country they give.

    `listed` are the countries of its neighbours in a list.
    """

    hit: Hit
    places: list[tuple[Place, int]]
    evidence: int
    beside: str | None
    listed: frozenset[str] = frozenset()
    standing: bool = False
    forbidden: bool = False


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    scan = document.scan
    regions, misread = listed_regions(scan), load_tables()["misread_city"].words
    countries = Counter(hit.entry.key for kind in ("country", "demonym") for hit in scan.of(kind))
    candidates = []
    for hit in scan.of("city"):
        if hit.first in regions or (hit.prefix and scan.words[hit.first] in misread):
            continue
        if hit.entry.form in MISREAD_CONJUNCTION:
            hit = reread(document, hit, countries)
        places = document.gazetteer.places(hit.entry.key)
        candidates.append(Candidate(hit, places, evidence(scan, hit), country_beside(scan, hit)))
    for _ in range(2):
        judge(document, candidates, countries)
    standing = [c for c in candidates if c.standing]
    found = [*merge(document, standing, countries), *unlisted_cities(document, {c.hit.first for c in standing})]
    return sorted(found, key=lambda city: city.mentions[0].start)


def reread(document: Document, hit: Hit, countries: Counter[str]) -> Hit:
    """«وجدة» is Oujda, but و + جدة where the article is about Saudi Arabia and not about Morocco."""
    own, other = MISREAD_CONJUNCTION[hit.entry.form]
    weights = countries + Counter([document.country] if document.country else [])
    node = document.gazetteer.lookup(hit.entry.form[1:])
    if hit.prefix or node is None or not node.entries or weights[own] >= weights[other]:
        return hit
    return hit._replace(start=hit.start + 1, prefix="و", entry=node.entries[0])


# Which names stand.


def judge(document: Document, candidates: list[Candidate], countries: Counter[str]) -> None:
    """Let every candidate stand that its own words, its neighbours in a list, or the rest of the article support."""
    standing = [c for c in candidates if c.standing]
    forms = {c.hit.entry.form for c in standing}
    neighbours = Neighbours(document.scan, standing)
    weights = countries + Counter(c.places[0][0].country for c in standing if len(c.places) == 1)
    top = {country for country, _ in weights.most_common(2)} | {document.country}
    for candidate in candidates:
        if candidate.standing or candidate.forbidden:
            continue
        candidate.listed = neighbours.countries(candidate.hit)
        ends = ends_name(document.scan, candidate.hit)
        for place, demand in candidate.places:
            points = candidate.evidence
            if candidate.listed and (ends or demand < TRIGGER):
                points = max(points, TRIGGER if place.country in candidate.listed else GOOD)
            if candidate.hit.entry.form in forms:
                points = max(points, TRIGGER if demand < TRIGGER else points and points + GOOD)
            points += GOOD * (place.country == candidate.beside)
            points += bool(points) and demand < TRIGGER and place.country in top
            if points >= demand and points >= demand_of(document, candidate, place, demand):
                candidate.forbidden = forbidden(document.scan, candidate.hit, candidate.places)
                candidate.standing = not candidate.forbidden
                neighbours.add(candidate)
                break


class Neighbours:
    """The names that stand, by the tokens where they end and begin, for those that go on a list with them."""

    def __init__(self, scan: Scan, candidates: list[Candidate]) -> None:
        self.scan = scan
        self.by_end = {c.hit.last: c for c in candidates}
        self.by_start = {c.hit.first: c for c in candidates}

    def add(self, candidate: Candidate) -> None:
        """Let a name that has come to stand support those behind it."""
        if candidate.standing:
            self.by_end[candidate.hit.last] = self.by_start[candidate.hit.first] = candidate

    def countries(self, hit: Hit) -> frozenset[str]:
        """The countries of the names right before and behind in the same list."""
        previous, following = self.by_end.get(hit.first), self.by_start.get(hit.last)
        found: set[str] = set()
        if previous and in_list(self.scan, hit):
            found.update(place.country for place, _ in previous.places)
        if following and in_list(self.scan, following.hit):
            found.update(place.country for place, _ in following.places)
        return frozenset(found)


def in_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit goes on a list: «و» or a comma before it."""
    return hit.prefix.startswith("و") or scan.gaps[hit.first].strip() in ("،", ",")


def ends_name(scan: Scan, hit: Hit) -> bool:
    """Whether a name in a list ends where the hit does: «، الدورة الثالثة» goes on; after «و» it is taken to end."""
    return (
        hit.prefix.startswith("و")
        or bool(scan.gaps[hit.last].strip())
        or hit.last == len(scan.words)
        or scan.words[hit.last].startswith("و")
    )


def demand_of(document: Document, candidate: Candidate, place: Place, demand: int) -> int:
    """The points that a name needs here, more where it is a country's too or is spelled like another word."""
    scan, hit = document.scan, candidate.hit
    country = scan.hit("country", hit.first)
    if country and country.last == hit.last:
        if country.entry.key != place.country:
            return TRIGGER
        dateline = opens_dateline(scan, hit) and document.country in (None, place.country)
        return 0 if candidate.evidence >= TRIGGER or dateline else 2 * TRIGGER
    if RARE_PROCLITICS & set(hit.prefix) and is_short(hit) and place.population < WELL_KNOWN:
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


# Which places they are.


def merge(document: Document, candidates: list[Candidate], countries: Counter[str]) -> list[City]:
    """One entry a place, with its mentions in text order; a tie between places is said in a warning."""
    weights = countries + Counter(c.places[0][0].country for c in candidates if len(c.places) == 1)
    chosen: dict[str, Place] = {}
    entries: dict[tuple[int | None, str], tuple[Place, list[Mention]]] = {}
    for candidate in candidates:
        form = candidate.hit.entry.form
        if form not in chosen or candidate.beside:
            chosen[form] = choose(document, candidate, weights)
        place = chosen[form]
        mentions = entries.setdefault((place.geoname_id, place.name), (place, []))[1]
        mentions.append(document.mention(candidate.hit.first, candidate.hit.last, candidate.hit.start))
    return [city(place, mentions) for place, mentions in entries.values()]


def choose(document: Document, candidate: Candidate, weights: Counter[str]) -> Place:
    """The place that a name means: the country beside it, its list's, the outlet's, the article's, then population.

    A little-known name with another country beside it («هورست الهولندية») is a place that the gazetteer lacks.
    """
    total = sum(weights.values()) or 1

    def score(place: Place) -> float:
        return (
            log10(max(place.population, LEAST_POPULATION))
            + BESIDE_COUNTRY * (place.country == candidate.beside)
            + LISTED_COUNTRY * (place.country in candidate.listed)
            + OUTLET_COUNTRY * (place.country == document.country)
            + ARTICLE_COUNTRY * weights[place.country] / total
        )

    ranked = sorted((place for place, _ in candidate.places), key=score, reverse=True)
    best = ranked[0]
    if candidate.evidence >= TRIGGER and candidate.beside not in (None, best.country) and best.population < KNOWN:
        return Place(None, best.name, None, str(candidate.beside), None, None, 0)
    if len(ranked) > 1 and score(best) - score(ranked[1]) < TIE:
        names = ", ".join(f"{p.name_en} ({p.country}, {p.geoname_id})" for p in ranked[:4])
        document.warnings.append(f"cities: {candidate.hit.entry.form} may be any of {names}")
        same = best.country if best.country == ranked[1].country else ""
        return Place(None, best.name, None, same, None, None, 0)
    return best


def city(place: Place, mentions: list[Mention]) -> City:
    """The model of a place with its mentions."""
    return City(
        name=place.name,
        name_en=place.name_en,
        country=place.country or None,
        geoname_id=place.geoname_id,
        latitude=place.latitude,
        longitude=place.longitude,
        mentions=mentions,
    )
