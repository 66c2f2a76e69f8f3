"""Cities: gazetteer hits that the words around them leave standing, settled to places and merged.

A name of the gazetteer is a mention unless its neighbours say otherwise («محافظة القاهرة», «شارع الرياض»). A name that
is also an ordinary word has question marks in the gazetteer: each asks for one point of evidence. Points come from the
word before («مدينة», 3; «معرض», 2; «في», 1), the word behind («العاصمة», 3; «السورية», 2), a dateline (2), another city
in the same list (2, of the same country 3), the same name elsewhere in the article, and, beside any of these, from an
article that is about the city's country (1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log10

from newsextract.document import Document
from newsextract.extractors.cities.exclusion import forbidden, listed_regions
from newsextract.extractors.cities.surroundings import (
    GOOD,
    SOME,
    TRIGGER,
    Surroundings,
    country_beside,
    evidence,
    opens_report,
)
from newsextract.extractors.cities.unlisted import unlisted_cities
from newsextract.gazetteer import UNSURE, Place
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import City, Mention

# A short name is easily misread behind a proclitic that cities seldom have: «فالس» is not ف + الس.
SHORT_NAME, RARE_PROCLITICS = 5, frozenset("وفكل")
# How a place is chosen among those that bear a name; the scale is that of the decimal logarithm of the population.
BESIDE_COUNTRY, LISTED_COUNTRY, OUTLET_COUNTRY, ARTICLE_COUNTRY, TIE = 8.0, 4.0, 2.0, 5.0, 0.05
LEAST_POPULATION, KNOWN, WELL_KNOWN = 5_000, 100_000, 300_000
# Names support one another: a name that has come to stand may let its neighbours in a list stand in the next pass.
PASSES = 3
LEAST_KIN, SURE_KIN = 2, 3
# A figure in a list of names, its unit included: «طنجة 45 ملم، سلا 17».
DIGITS, LONGEST_FIGURE = tuple("0123456789"), 5
COMMAS = ("،", ",")
# «طريق الدمام - الجبيل», «طريق الوجه/ضباء».
DASHES = (" - ", " – ", "-", "–", "/", " / ")
NOWHERE: frozenset[str] = frozenset()
# A city whose name reads as و with another city's: the countries of both.
MISREAD_CONJUNCTION = {"وجده": ("MA", "SA")}


@dataclass(slots=True)
class Candidate:
    """A hit, its places with their demands, the word before it, the points of its own words, the country they give.

    `near` are the countries that its sentence names beside it.
    A `famous` one, a well-known city's alone, needs no points: they are not counted. `kin` are the countries that it
    shares with unsure neighbours in a list, `listed` those of its neighbours that stand.
    """

    hit: Hit
    places: list[tuple[Place, int]]
    head: Hit | None
    famous: bool = False
    evidence: int = 0
    beside: str | None = None
    near: frozenset[str] = NOWHERE
    named_for: bool = False
    kin: frozenset[str] = frozenset()
    paired: bool = False
    listed: frozenset[str] = frozenset()
    standing: bool = False
    forbidden: bool = False


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    surroundings = Surroundings(document.scan)
    countries = surroundings.count_countries()
    candidates = list(read_candidates(document, surroundings, countries))
    mark_kin(document.scan, candidates)
    standing: list[Candidate] = []
    for _ in range(PASSES):
        judge(document, surroundings, candidates, standing, countries)
        before, standing = len(standing), [c for c in candidates if c.standing]
        if len(standing) == before:
            break
    found = merge(document, standing, countries) + unlisted_cities(document, {c.hit.first for c in standing})
    return sorted(found, key=lambda city: city.mentions[0].start)


def read_candidates(document: Document, surroundings: Surroundings, countries: dict[str, int]) -> Iterator[Candidate]:
    """The hits that might be cities; a word that needs «مدينة» («كان», «الخبر») and has nothing for it is left out."""
    scan, gazetteer = document.scan, document.gazetteer
    regions, misread = listed_regions(scan), load_tables()["misread_city"].words
    for hit in scan.of("city"):
        first, key = hit.first, hit.entry.key
        if first in regions or (hit.prefix and scan.words[first] in misread):
            continue
        if hit.entry.form in MISREAD_CONJUNCTION:
            hit = reread(document, hit, countries)
            key = hit.entry.key
        head, places = surroundings.word_before(first), gazetteer.places(key)
        famous = key.isdigit() and places[0][0].population >= WELL_KNOWN
        if famous and first not in surroundings.countries:
            yield Candidate(hit, places, head, True)
            continue
        points = evidence(surroundings, hit, head)
        if points or key.count(UNSURE) < TRIGGER * len(places) or may_list(scan, hit):
            beside, near = country_beside(surroundings, hit), surroundings.countries_near(first)
            yield Candidate(hit, places, head, False, points, beside, near, gives_name(surroundings, hit, head))


def gives_name(surroundings: Surroundings, hit: Hit, head: Hit | None) -> bool:
    """Whether a body bears the name («أمن الخمس»), not a club with its country («اتحاد التضامن التونسي»)."""
    if head is None or head.entry.kind != "place_body" or head.entry.key != "body" or head.definite:
        return False
    return hit.last not in surroundings.heads and hit.last not in surroundings.demonyms


def reread(document: Document, hit: Hit, countries: dict[str, int]) -> Hit:
    """«وجدة» is Oujda, but و + جدة where the article is about Saudi Arabia and not about Morocco."""
    own, other = MISREAD_CONJUNCTION[hit.entry.form]
    weight = countries.get(own, 0) + (own == document.country) - countries.get(other, 0) - (other == document.country)
    node = document.gazetteer.lookup(hit.entry.form[1:])
    if hit.prefix or node is None or not node.entries or weight >= 0:
        return hit
    return hit._replace(start=hit.start + 1, prefix="و", entry=node.entries[0])


# Which names stand.


def mark_kin(scan: Scan, candidates: list[Candidate]) -> None:
    """Mark the names of a list that share a country: «البيضاء وشحات والمرج» are towns of Libya.

    Two names are so only if the article is about the country.
    """
    runs: list[list[Candidate]] = [[]]
    end = -1
    for candidate in candidates:
        if end != candidate.hit.first or not in_list(scan, candidate.hit):
            runs.append([])
        runs[-1].append(candidate)
        end = behind_figure(scan, candidate.hit.last)
    for run in runs:
        if len(run) >= LEAST_KIN:
            lands = [{place.country for place, demand in m.places if demand < TRIGGER} for m in run]
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
    countries: dict[str, int],
) -> None:
    """Let every candidate stand that its own words, its neighbours in a list, or the rest of the article support."""
    forms = {c.hit.entry.form for c in standing}
    neighbours = Neighbours(document.scan, standing)
    weights = weigh(countries, standing)
    top = {document.country, *sorted(weights, key=weights.__getitem__, reverse=True)[:2]}
    for candidate in candidates:
        if candidate.standing or candidate.forbidden:
            continue
        about = top | candidate.near
        if not candidate.famous:
            kin = candidate.kin & about if candidate.paired else candidate.kin
            candidate.listed = neighbours.countries(candidate.hit) or kin
        if candidate.famous or supported(document, surroundings, candidate, forms, about):
            candidate.forbidden = forbidden(surroundings, candidate.hit, candidate.head, candidate.places)
            if not candidate.forbidden:
                candidate.standing = True
                neighbours.add(candidate)


def supported(
    document: Document, surroundings: Surroundings, candidate: Candidate, forms: set[str], top: set[str | None]
) -> bool:
    """Whether a name has the points that one of its places needs."""
    for place, demand in candidate.places:
        points = points_of(document.scan, candidate, place, demand, forms, top)
        if points < demand and candidate.hit.first not in surroundings.countries:
            continue
        if points >= demand_of(document, surroundings, candidate, place, demand):
            return True
    return False


def weigh(countries: dict[str, int], standing: list[Candidate]) -> dict[str, int]:
    """How often the article names each country, itself or by a city that lies in no other."""
    weights = dict(countries)
    for candidate in standing:
        if len(candidate.places) == 1:
            country = candidate.places[0][0].country
            weights[country] = weights.get(country, 0) + 1
    return weights


def points_of(
    scan: Scan, candidate: Candidate, place: Place, demand: int, forms: set[str], top: set[str | None]
) -> int:
    """The points of a name for a place; `forms` are the names that stand, `top` what the article is about."""
    points = candidate.evidence
    if candidate.listed and (demand < TRIGGER or ends_name(scan, candidate.hit)):
        points = max(points, TRIGGER if place.country in candidate.listed else GOOD)
    if candidate.hit.entry.form in forms:
        points = max(points, TRIGGER if demand < TRIGGER else points and points + GOOD)
    points += GOOD * (place.country == candidate.beside)
    return points + (points > 0 and (demand < TRIGGER or candidate.named_for) and place.country in top)


class Neighbours:
    """The names that stand, by the tokens where they end and begin, for those that go on a list with them."""

    def __init__(self, scan: Scan, candidates: list[Candidate]) -> None:
        self.scan = scan
        self.by_end = {behind_figure(scan, c.hit.last): c for c in candidates}
        self.by_start = {c.hit.first: c for c in candidates}

    def add(self, candidate: Candidate) -> None:
        """Let a name that has come to stand support those behind it."""
        self.by_end[behind_figure(self.scan, candidate.hit.last)] = self.by_start[candidate.hit.first] = candidate

    def countries(self, hit: Hit) -> frozenset[str]:
        """The countries of the names right before and behind in the same list."""
        previous, following = self.by_end.get(hit.first), self.by_start.get(behind_figure(self.scan, hit.last))
        if previous is None and following is None:
            return NOWHERE
        found: set[str] = set()
        if previous and in_list(self.scan, hit):
            found.update(place.country for place, _ in previous.places)
        if following and in_list(self.scan, following.hit):
            found.update(place.country for place, _ in following.places)
        return frozenset(found)


def in_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit goes on a list: «و», a comma or a dash before it."""
    gap = scan.gaps[hit.first]
    return hit.prefix.startswith("و") or gap.strip() in COMMAS or gap in DASHES


def may_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit may stand in a list: «و», a comma or a dash before or behind it."""
    return (
        in_list(scan, hit)
        or scan.gaps[hit.last].strip() in COMMAS
        or scan.gaps[hit.last] in DASHES
        or (hit.last < len(scan.words) and scan.words[hit.last].startswith(("و", *DIGITS)))
    )


def behind_figure(scan: Scan, token: int) -> int:
    """Where a list goes on behind the figure of a name: «طنجة 45 ملم، سلا 17، …»; the token itself without one."""
    if token < len(scan.words) and scan.words[token] < ":":
        for following in range(token + 1, min(token + LONGEST_FIGURE, len(scan.words))):
            if scan.gaps[following].strip() in COMMAS:
                return following
    return token


def ends_name(scan: Scan, hit: Hit) -> bool:
    """Whether a name in a list ends where the hit does: «، الدورة الثالثة» goes on; after «و» it is taken to end."""
    return (
        hit.prefix.startswith("و")
        or bool(scan.gaps[hit.last].strip())
        or hit.last == len(scan.words)
        or scan.words[hit.last].startswith("و")
        or behind_figure(scan, hit.last) > hit.last
    )


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


# Which places they are.


def merge(document: Document, candidates: list[Candidate], countries: dict[str, int]) -> list[City]:
    """One entry a place, with its mentions in text order; a tie between places is said in a warning."""
    weights = weigh(countries, candidates)
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


def choose(document: Document, candidate: Candidate, weights: dict[str, int]) -> Place:
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
            + ARTICLE_COUNTRY * weights.get(place.country, 0) / total
        )

    ranked = [place for place, _ in candidate.places]
    if len(ranked) > 1:
        ranked.sort(key=score, reverse=True)
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
