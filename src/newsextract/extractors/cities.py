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
from newsextract.gazetteer import Place
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import City, Mention

TRIGGER, GOOD, SOME = 3, 2, 1
# A short name is easily misread behind a proclitic that cities seldom have: «فالس» is not ف + الس.
SHORT_NAME, RARE_PROCLITICS = 5, frozenset("وفكل")
# How a place is chosen among those that bear a name; the scale is that of the decimal logarithm of the population.
BESIDE_COUNTRY, OUTLET_COUNTRY, ARTICLE_COUNTRY, TIE = 8.0, 2.0, 5.0, 0.05
LEAST_POPULATION, WELL_KNOWN = 5_000, 300_000
# A name in a list has at most so many words.
LIST_REACH = 3
LONGEST_NAME = 4
QUOTES = "«»\"“”'‘’"
DATELINE_ENDS = ("-", ":", "/", "|", "(")
# A city whose name reads as و with another city's: the countries of both.
MISREAD_CONJUNCTION = {"وجده": ("MA", "SA")}
WHOLES = ("country", "place_word")
WORDS_BEFORE = frozenset({"place_word", "place_relation", "place_body"})
PERSON_PARTICLES = frozenset(
    {"بن", "ابن", "ابو", "ابي", "بنت", "ام", "ال", "السيد", "السيده", "الدكتور", "الدكتوره", "الشيخ", "الشيخه", "د"}
)


@dataclass
class Candidate:
    """A hit: the places that bear the name with their demands, the points of its own words, the country they give."""

    hit: Hit
    places: list[tuple[Place, int]]
    evidence: int
    beside: str | None
    standing: bool = False
    forbidden: bool = False


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in the order of their first mentions."""
    scan = document.scan
    if not scan.of("city"):
        return []
    regions = listed_regions(scan)
    countries = Counter(hit.entry.key for kind in ("country", "demonym") for hit in scan.of(kind))
    candidates = []
    for hit in scan.of("city"):
        if hit.first in regions:
            continue
        if hit.entry.form in MISREAD_CONJUNCTION:
            hit = reread(document, hit, countries)
        places = document.gazetteer.places(hit.entry.key)
        candidates.append(Candidate(hit, places, evidence(scan, hit), country_beside(scan, hit)))
    for _ in range(2):
        judge(document, candidates, countries)
    return merge(document, [c for c in candidates if c.standing], countries)


def reread(document: Document, hit: Hit, countries: Counter[str]) -> Hit:
    """«وجدة» is Oujda, but و + جدة where the article is about Saudi Arabia and not about Morocco."""
    own, other = MISREAD_CONJUNCTION[hit.entry.form]
    weights = countries + Counter([document.country] if document.country else [])
    node = document.gazetteer.lookup(hit.entry.form[1:])
    if hit.prefix or node is None or not node.entries or weights[own] >= weights[other]:
        return hit
    return hit._replace(start=hit.start + 1, prefix="و", entry=node.entries[0])


# What forbids a name.


def listed_regions(scan: Scan) -> set[int]:
    """Tokens of the lists behind «أقاليم», «محافظات», «مناطق», to the end of each list."""
    tokens: set[int] = set()
    for hit in scan.of("place_word"):
        if hit.entry.key == "regions" and not hit.definite:
            tokens.update(list_tokens(scan, hit.last))
    return tokens


def list_tokens(scan: Scan, first: int) -> Iterator[int]:
    """The tokens of a list of names that begins at `first`: names of few words, joined by commas and و."""
    since = 0
    for token in range(first, len(scan.words)):
        gap = scan.gaps[token]
        joined = token > first and ("،" in gap or "," in gap or scan.words[token].startswith("و"))
        since = 1 if joined else since + 1
        if since > LIST_REACH or (token > first and gap.strip(" ،,-" + QUOTES)) or "\n" in gap:
            return
        yield token


def forbidden(scan: Scan, candidate: Candidate) -> bool:
    """Whether the neighbours make the name a region's, a street's, a newspaper's, a person's or an adjective."""
    hit, places = candidate.hit, candidate.places
    if scan.folded.raw[scan.raw_span(hit.first, hit.last)[1] - 1] in "ًٌٍ":
        return True
    if hit.first == 0:
        return False
    return (
        inside_longer(scan, hit)
        or names_other(scan, hit, places[0][0].country)
        or names_person(scan, hit, places)
        or reads_as_adjective(scan, hit)
        or names_newspaper(scan, hit)
        or goes_on_region(scan, hit)
    )


def inside_longer(scan: Scan, hit: Hit) -> bool:
    """Whether the hit lies within a longer country name («سلطنة عمان») or a phrase such as «مسقط رأسه»."""
    for start in range(max(hit.first - LONGEST_NAME + 1, 0), hit.first + 1):
        for other in scan.at[start]:
            if other.last >= hit.last and (start, other.last) != hit[:2] and other.entry.kind in WHOLES:
                return True
    return False


def names_other(scan: Scan, hit: Hit, country: str) -> bool:
    """Whether the word before names a region, a street, a river: «محافظة القاهرة», «حي الرياض»."""
    head = word_before(scan, hit.first)
    if head is None or head.entry.kind != "place_word" or head.definite or hit.prefix:
        return False
    return head.entry.key in ("region", "regions", "other") or (head.entry.key == "area" and country == "SA")


def names_person(scan: Scan, hit: Hit, places: list[tuple[Place, int]]) -> bool:
    """Whether a particle of names or a given name stands before: «محمد القاسم», «بن فوزان»."""
    previous = scan.words[hit.first - 1]
    if not joined(scan, hit.first) or hit.prefix.endswith(("ب", "ل")):
        return False
    if previous in PERSON_PARTICLES:
        return True
    names = load_tables()
    known = max(place.population for place, _ in places)
    if hit.prefix or known >= WELL_KNOWN or (known >= LEAST_POPULATION and not hit.entry.form.startswith("ال")):
        return previous in names["given_name"].words and places[0][1] > 0
    return previous in names["given_name"].words or previous in names["foreign_name"].words


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


def names_newspaper(scan: Scan, hit: Hit) -> bool:
    """Whether the name stands alone in quotation marks, as that of a newspaper does: «وعلمت «الرياض» أن»."""
    before_name, behind_name = scan.gaps[hit.first][-1:], scan.gaps[hit.last][:1]
    if not before_name or before_name not in QUOTES or not behind_name or behind_name not in QUOTES:
        return False
    head = word_before(scan, hit.first)
    return head is None or head.entry.kind == "place_relation"


def goes_on_region(scan: Scan, hit: Hit) -> bool:
    """Whether the name goes on a region's: «جهة الدار البيضاء سطات», «جهة الرباط - سلا - القنيطرة»."""
    while hit.first > 0 and not scan.gaps[hit.first].strip(" -") and not hit.prefix:
        previous = next((h for h in hits_before(scan, hit.first) if h.entry.kind == "city"), None)
        if previous is None:
            return False
        head = word_before(scan, previous.first)
        if head and head.entry.key == "region" and not head.definite:
            return True
        hit = previous
    return False


# What stands around a name.


def hits_before(scan: Scan, token: int) -> Iterator[Hit]:
    """The hits that end right before a token."""
    for start in range(token - 1, max(token - LONGEST_NAME, 0) - 1, -1):
        for hit in scan.at[start]:
            if hit.last == token:
                yield hit


def word_before(scan: Scan, first: int) -> Hit | None:
    """The place word, relation or body right before a token, quotation marks aside."""
    if not joined(scan, first, " \t(" + QUOTES):
        return None
    return next((hit for hit in hits_before(scan, first) if hit.entry.kind in WORDS_BEFORE), None)


def joined(scan: Scan, token: int, between: str = " ") -> bool:
    """Whether a token follows another with nothing but `between` in the gap."""
    return token > 0 and not scan.gaps[token].strip(between)


def evidence(scan: Scan, hit: Hit) -> int:
    """Points from the words beside a name; see the module's first lines."""
    if hit.last < len(scan.words) and scan.words[hit.last] == "العاصمه" and joined(scan, hit.last):
        return TRIGGER
    if printed_amman(scan, hit):
        return TRIGGER
    return max(before(scan, hit), GOOD if opens_dateline(scan, hit) else 0)


def before(scan: Scan, hit: Hit) -> int:
    """Points from what stands before a name, the preposition written together with it included."""
    points = SOME if hit.prefix.endswith("ب") else 0
    head = word_before(scan, hit.first)
    if head is None:
        return TRIGGER if capital_of(scan, hit.first) else points
    kind, key = head.entry.kind, head.entry.key
    if kind == "place_relation":
        return SOME
    if kind == "place_body":
        return points if head.definite else GOOD
    if key in ("city", "cities"):
        return TRIGGER if not head.definite or head.entry.form == "عاصمه" else points
    return GOOD if key == "commune" else points


def capital_of(scan: Scan, first: int) -> str | None:
    """The country of «العاصمة الليبية» right before a token."""
    demonym = scan.hit("demonym", first - 1) if first > 1 else None
    return demonym.entry.key if demonym and scan.words[first - 2].endswith("عاصمه") else None


def opens_dateline(scan: Scan, hit: Hit) -> bool:
    """Whether a name opens a line and a dash, colon or bracket follows: «الرباط – », «صنعاء/ سبأ», «زاخو (وكالات)»."""
    opens = hit.first == 0 or "\n" in scan.gaps[hit.first]
    return opens and scan.gaps[hit.last].strip().startswith(DATELINE_ENDS)


def printed_amman(scan: Scan, hit: Hit) -> bool:
    """Whether the shadda tells Jordan's عمّان from عُمان, the sultanate."""
    return hit.entry.form == "عمان" and "مّ" in scan.raw_text(hit.first, hit.last)


def country_beside(scan: Scan, hit: Hit) -> str | None:
    """The country that the words at a name give: «القنيطرة السورية», «صور (لبنان)», «العاصمة الليبية طرابلس».

    Points of the compass may stand between: «صور جنوب لبنان», «طرابلس في شمال لبنان».
    """
    if capital := capital_of(scan, hit.first):
        return capital
    token = hit.last
    while token < min(hit.last + LIST_REACH, len(scan.words)) and not scan.gaps[token].strip(" (،,-"):
        demonym = scan.hit("demonym", token) if token == hit.last and joined(scan, token) else None
        if demonym and demonym.definite:
            return demonym.entry.key
        if country := scan.hit("country", token):
            return country.entry.key if not country.prefix.startswith("و") else None
        if scan.hit("place_relation", token) is None:
            return None
        token += 1
    return None


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
        listed = neighbours.countries(candidate.hit)
        for place, demand in candidate.places:
            points = candidate.evidence
            if listed:
                points = max(points, TRIGGER if place.country in listed else GOOD)
            if candidate.hit.entry.form in forms:
                points = max(points, TRIGGER if demand < TRIGGER else points and points + GOOD)
            points += GOOD * (place.country == candidate.beside)
            points += bool(points) and demand < TRIGGER and place.country in top
            if points >= demand and points >= demand_of(document, candidate, place, demand):
                candidate.forbidden = forbidden(document.scan, candidate)
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

    def countries(self, hit: Hit) -> set[str]:
        """The countries of the names right before and behind in the same list."""
        previous, following = self.by_end.get(hit.first), self.by_start.get(hit.last)
        found: set[str] = set()
        if previous and in_list(self.scan, hit):
            found.update(place.country for place, _ in previous.places)
        if following and in_list(self.scan, following.hit):
            found.update(place.country for place, _ in following.places)
        return found


def in_list(scan: Scan, hit: Hit) -> bool:
    """Whether a hit goes on a list: «و» or a comma before it."""
    return hit.prefix.startswith("و") or scan.gaps[hit.first].strip() in ("،", ",")


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
    return demand + GOOD * spelled_otherwise(scan, hit, place) if demand else 0


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
    """The place that a name means: the country beside it, the outlet's, the article's, then population."""
    total = sum(weights.values()) or 1

    def score(place: Place) -> float:
        return (
            log10(max(place.population, LEAST_POPULATION))
            + BESIDE_COUNTRY * (place.country == candidate.beside)
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
