"""Cities: gazetteer hits that the words around them leave standing, settled to places and merged.

A name of the gazetteer is a mention unless its neighbours say otherwise («محافظة القاهرة», «شارع الرياض»). A name that
is also an ordinary word has question marks in the gazetteer: each asks for one point of evidence. Points come from the
words before («مدينة», 3; «معرض», 2; «في», 1), the word behind («العاصمة», 3; «السورية», 2), a dateline or another city
in the same list (2), and from an article that is about the city's country (1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

from newsextract.document import Document
from newsextract.gazetteer import Place
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import City, Mention

TRIGGER, GOOD, SOME = 3, 2, 1
# How a place is chosen among those that bear a name; the scale is that of the decimal logarithm of the population.
BESIDE_COUNTRY, OUTLET_COUNTRY, ARTICLE_COUNTRY, TIE = 8.0, 2.0, 5.0, 0.05
LEAST_POPULATION = 5_000
LIST_REACH = 3
LONGEST_REGION = 4
COMMAS = frozenset("،,-–/و")
DATELINE_ENDS = ("-", "–", ":", "/", "|", "(")


@dataclass
class Candidate:
    """A hit that no neighbour forbids: the places that bear the name, and the evidence that it means one."""

    hit: Hit
    places: list[tuple[Place, int]]
    evidence: int
    standing: bool = False


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    scan = document.scan
    if not scan.of("city"):
        return []
    blocked = listed_regions(scan)
    candidates = []
    for hit in scan.of("city"):
        places = document.gazetteer.places(hit.entry.key)
        if hit.first not in blocked and not forbidden(scan, hit, places):
            candidates.append(Candidate(hit, places, evidence(scan, hit)))
    countries = country_mentions(document)
    for _ in range(2):
        settle_standing(scan, candidates, countries, document.country)
    return merge(document, [c for c in candidates if c.standing], countries)


def listed_regions(scan: Scan) -> set[int]:
    """Tokens of the lists behind «أقاليم», «محافظات», «مناطق», to the end of each list."""
    tokens: set[int] = set()
    for hit in scan.of("place_word"):
        if hit.entry.key == "regions" and not hit.definite:
            tokens.update(list_tokens(scan, hit.last))
    return tokens


def list_tokens(scan: Scan, first: int) -> Iterable[int]:
    """The tokens of a list of names that begins at `first`: names of few words, joined by commas and و."""
    since = 0
    for token in range(first, len(scan.words)):
        gap = scan.gaps[token]
        joined = token > first and ("،" in gap or "," in gap or scan.words[token].startswith("و"))
        since = 1 if joined else since + 1
        if since > LIST_REACH or (token > first and gap.strip(' ،,-–"«»')) or "\n" in gap:
            return
        yield token


def forbidden(scan: Scan, hit: Hit, places: list[tuple[Place, int]]) -> bool:
    """Whether the neighbours make the name a region's, a street's, a newspaper's or a person's."""
    if inside_longer(scan, hit) or hit.first == 0:
        return hit.first > 0
    head = word_before(scan, hit.first)
    if head and hit.prefix in ("", "ال"):
        key = head.entry.key
        if head.entry.kind == "place_word" and key in ("region", "regions", "other") and not head.definite:
            return True
        if key == "area" and not head.definite and places[0][0].country == "SA":
            return True
    if reads_as_adjective(scan, hit):
        return True
    if hit.entry.key.startswith("?") and scan.words[hit.first - 1] in given_names() and joined(scan, hit.first):
        return True
    if scan.words[hit.first - 1] in PERSON_PARTICLES and not hit.prefix and joined(scan, hit.first):
        return True
    return chained_region(scan, hit)


def reads_as_adjective(scan: Scan, hit: Hit) -> bool:
    """Whether an unsure name with the article follows a definite noun: «الدورة الجديدة»."""
    previous = scan.words[hit.first - 1]
    return (
        hit.entry.key.startswith("?")
        and not hit.prefix
        and hit.entry.form.startswith("ال")
        and previous.lstrip("وفبك").startswith(("ال", "لل"))
        and previous != "العاصمه"
        and joined(scan, hit.first)
    )


def given_names() -> frozenset[str]:
    """Frequent given names: a name behind one is a person's."""
    return load_tables()["given_name"].words


PERSON_PARTICLES = frozenset({"بن", "ابن", "ابو", "ابي", "بنت", "ام", "ال", "السيد", "الدكتور", "الشيخ", "السيده"})


def inside_longer(scan: Scan, hit: Hit) -> bool:
    """Whether the hit lies within a longer country name («سلطنة عمان») or a phrase such as «مسقط رأسه»."""
    for kind in ("country", "place_word"):
        for start in range(max(hit.first - 3, 0), hit.first + 1):
            other = scan.hit(kind, start)
            if other and other.last >= hit.last and other.last - other.first > hit.last - hit.first:
                return True
    return False


def word_before(scan: Scan, first: int) -> Hit | None:
    """The hit of a word list that ends right before a token, quotation marks aside."""
    if not joined(scan, first, " \t«\"“'("):
        return None
    for start in range(first - 1, max(first - 4, -1), -1):
        for hit in scan.at.get(start, ()):
            if hit.last == first and hit.entry.kind in ("place_word", "place_relation", "place_body"):
                return hit
    return None


def joined(scan: Scan, token: int, between: str = " ") -> bool:
    """Whether nothing but `between` stands before a token."""
    return token > 0 and not scan.gaps[token].strip(between)


def chained_region(scan: Scan, hit: Hit) -> bool:
    """Whether the name goes on a region's: «جهة الدار البيضاء سطات», «جهة الرباط - سلا - القنيطرة»."""
    token = hit.first
    for _ in range(LONGEST_REGION):
        if token == 0 or scan.gaps[token].strip(" -–") or hit.prefix:
            return False
        previous = next((h for h in hits_before(scan, token) if h.entry.kind == "city"), None)
        if previous is None:
            return False
        head = word_before(scan, previous.first)
        if head and head.entry.kind == "place_word" and head.entry.key == "region" and not head.definite:
            return True
        hit, token = previous, previous.first
    return False


def hits_before(scan: Scan, token: int) -> Iterable[Hit]:
    """The hits that end right before a token."""
    for start in range(token - 1, max(token - 4, -1), -1):
        for hit in scan.at.get(start, ()):
            if hit.last == token:
                yield hit


def evidence(scan: Scan, hit: Hit) -> int:
    """Points from the words beside a name; see the module's first lines."""
    return max(before(scan, hit), behind(scan, hit))


def before(scan: Scan, hit: Hit) -> int:
    """Points from what stands before a name, the prepositions written together with it included."""
    points = SOME if hit.prefix.endswith(("ب", "ل", "لل")) else 0
    head = word_before(scan, hit.first)
    if head is None:
        adjective = scan.hit("demonym", hit.first - 1) if hit.first > 1 else None
        if adjective and scan.words[hit.first - 2].endswith("العاصمه"):  # العاصمة الليبية طرابلس
            return TRIGGER
        return points
    kind, key = head.entry.kind, head.entry.key
    if kind == "place_word":
        if key in ("city", "cities"):
            return TRIGGER if not head.definite or head.entry.form == "عاصمه" else points
        return GOOD if key == "commune" else points
    if kind == "place_body":
        return max(points, GOOD if not head.definite else 0)
    return max(points, SOME if kind == "place_relation" else 0)


def behind(scan: Scan, hit: Hit) -> int:
    """Points from what stands behind a name: «العاصمة», or the dash of a dateline that it opens."""
    if hit.last < len(scan.words) and scan.words[hit.last] == "العاصمه" and joined(scan, hit.last):
        return TRIGGER
    return GOOD if opens_dateline(scan, hit) else 0


def opens_dateline(scan: Scan, hit: Hit) -> bool:
    """Whether a name opens a line and a dash, a colon or a bracket follows: «الرباط – », «صنعاء/ سبأ», «زاخو (وكالات)»."""
    opens = hit.first == 0 or "\n" in scan.gaps[hit.first]
    return opens and scan.gaps[hit.last].strip().startswith(DATELINE_ENDS)


def country_mentions(document: Document) -> Counter[str]:
    """How often the article names each country, or what is its."""
    scan = document.scan
    return Counter(hit.entry.key for kind in ("country", "demonym") for hit in scan.of(kind))


def settle_standing(scan: Scan, candidates: list[Candidate], countries: Counter[str], outlet: str | None) -> None:
    """Let every candidate stand that its own words, its neighbours in a list, or the rest of the article support."""
    standing = [c for c in candidates if c.standing]
    firm = {c.hit.entry.form for c in standing}
    by_end, by_start = {c.hit.last: c for c in standing}, {c.hit.first: c for c in standing}
    weights = countries + Counter(c.places[0][0].country for c in standing if len(c.places) == 1)
    top = {country for country, _ in weights.most_common(2)} | {outlet}
    for candidate in candidates:
        hit = candidate.hit
        points = candidate.evidence
        previous, following = by_end.get(hit.first), by_start.get(hit.last)
        if (previous and is_list(scan, hit)) or (following and is_list(scan, following.hit)):
            points = max(points, GOOD)
        if hit.entry.form in firm:
            points = TRIGGER
        country = named_beside(scan, hit)
        candidate.standing = any(
            points + (points > 0 and place.country in top) + GOOD * (place.country == country)
            >= demand_of(scan, hit, place, demand)
            if not names_country(scan, hit, place)
            else candidate.evidence >= TRIGGER or (opens_dateline(scan, hit) and outlet in (None, place.country))
            for place, demand in candidate.places
        )


def is_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit goes on a list: «و» or a comma before it."""
    gap = scan.gaps[hit.first].strip()
    return hit.prefix.startswith("و") or gap in ("،", ",")


def names_country(scan: Scan, hit: Hit, place: Place) -> bool:
    """Whether the name is its country's too: تونس, الجزائر, الكويت."""
    country = scan.hit("country", hit.first)
    return bool(country and country.last == hit.last and country.entry.key == place.country)


def demand_of(scan: Scan, hit: Hit, place: Place, demand: int) -> int:
    """The points that a name needs, more where it is another country's or is spelled like another word."""
    country = scan.hit("country", hit.first)
    if country and country.last == hit.last:
        demand = TRIGGER
    return demand + GOOD * spelled_otherwise(scan, hit, place) if demand else 0


def spelled_otherwise(scan: Scan, hit: Hit, place: Place) -> bool:
    """Whether the printed word has a hamza, or an ه for ة, that the name has not: «وأن» is not وان, «دوره» not دورة."""
    start, end = scan.raw_span(hit.first, hit.last, hit.start)
    printed = scan.folded.raw[start:end]
    if len(printed) != len(place.name):
        return False
    return any(p in "أإآؤئ" and n in "اوي" or p == "ه" and n == "ة" for p, n in zip(printed, place.name, strict=True))


def named_beside(scan: Scan, hit: Hit) -> str | None:
    """The country right behind a name: «القنيطرة السورية», «صور (لبنان)», «صور جنوب لبنان»."""
    for token in range(hit.last, min(hit.last + 3, len(scan.words))):
        if scan.gaps[token].strip(" (،-–"):
            return None
        for kind in ("country", "demonym"):
            if found := scan.hit(kind, token):
                return found.entry.key
    return None


def merge(document: Document, candidates: list[Candidate], countries: Counter[str]) -> list[City]:
    """One entry a place, with its mentions in text order; a tie between places is said in a warning."""
    firm = Counter(c.places[0][0].country for c in candidates if len(c.places) == 1)
    weights = countries + firm
    total = sum(weights.values()) or 1
    chosen: dict[str, Place] = {}
    entries: dict[tuple[int | None, str], tuple[Place, list[Mention]]] = {}
    for candidate in candidates:
        form = candidate.hit.entry.form
        beside = named_beside(document.scan, candidate.hit)
        if form not in chosen or beside:
            chosen[form] = choose(document, candidate, weights, total, beside)
        place = chosen[form]
        mentions = entries.setdefault((place.geoname_id, place.name), (place, []))[1]
        mentions.append(document.mention(candidate.hit.first, candidate.hit.last, candidate.hit.start))
    return [city(place, mentions) for place, mentions in entries.values()]


def choose(document: Document, candidate: Candidate, weights: Counter[str], total: int, beside: str | None) -> Place:
    """The place that a name means: the country beside it, the outlet's, the article's, then population."""

    def score(place: Place) -> float:
        return (
            log10(max(place.population, LEAST_POPULATION))
            + BESIDE_COUNTRY * (place.country == beside)
            + OUTLET_COUNTRY * (place.country == document.country)
            + ARTICLE_COUNTRY * weights[place.country] / total
        )

    ranked = sorted((place for place, _ in candidate.places), key=score, reverse=True)
    best = ranked[0]
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
