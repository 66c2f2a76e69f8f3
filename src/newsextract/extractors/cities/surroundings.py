"""The words around a name: what they say of it, and how much evidence for a city they are."""

from __future__ import annotations

from functools import cache, cached_property

from newsextract.lexicon import IN_TEXT, load_tables
from newsextract.matching import Hit, Scan
from newsextract.vocabulary import Vocabulary, readings_alone

TRIGGER, GOOD, SOME = 3, 2, 1
# Words of the longest name in a list, and between a name and its country.
LIST_REACH = 3
QUOTES = "«»\"“”'‘’"
# What ends the agency's or reporter's name in a dateline, and how many words it has at most.
BYLINE_ENDS, LONGEST_BYLINE = frozenset(':\n»)"'), 4
DATED_REACH = 3
COURTS = frozenset(("الابتداييه", "الاستيناف", "التعقيب"))
# «فاز … على …»: what stands before the other side of a match, and how far before it the verb may.
AGAINST, MATCH_REACH = frozenset(("علي", "مع", "امام", "ضيفه", "مضيفه")), 6
OPPONENT_FOLLOWS = [[word] for word in sorted(AGAINST)]
COMMAS = ("،", ",")
DATELINE_ENDS = ("-", ":", "/", "|", "(")
INTERNATIONAL = [["الدولي"], ["الدوليه"], ["السينمايي"], ["السينماييه"], ["الدوليين"]]
# Letters and marks that tell a city from words that fold to the same: عمّان from عُمان, إب from أب, أطار from إطار.
TELLING_MARKS = {"عمان": "مّ", "اب": "إ", "اطار": "أ"}
COUNCIL = frozenset({"البلدي", "البلديه"})
# How near a country's name in the sentence makes it the country of an unsure name.
NEAR = 15
BEFORE_NAME, BEFORE_COUNTRY = " \t(" + QUOTES, " (،,-"


@cache
def relations_and_bodies() -> Vocabulary:
    """The words between places («في», «شمال») and those of what places bear («نادي», «جامعة»)."""
    tables = load_tables()
    return Vocabulary([tables[kind]._replace(scan=IN_TEXT) for kind in ("place_relation", "place_body")])


@cache
def words_behind_cities() -> frozenset[str]:
    """The words that may say of the name before them that it is a city's."""
    return load_tables()["city_rank"].words | COUNCIL | {"العاصمه", "عاصمه"}


@cache
def match_words() -> frozenset[str]:
    """The words that may stand before a side of a match."""
    return match_verbs() | AGAINST


@cache
def match_verbs() -> frozenset[str]:
    """The words that tell how a match ends, behind «و» or not."""
    verbs = load_tables()["match_verb"].words
    return verbs | {"و" + verb for verb in verbs}


class Surroundings:
    """An article's hits that say what a name is, by the tokens where they begin or end.

    `heads` are the place words by their ends, `countries` and `demonyms` by their beginnings.
    """

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.heads = {hit.last: hit for hit in scan.of("place_word")}
        self.countries = scan.starting("country")
        self.demonyms = scan.starting("demonym")
        self.relations_and_bodies = relations_and_bodies()
        self.words_behind_cities = words_behind_cities()
        self.match_words = match_words()

    @cached_property
    def cities(self) -> dict[int, Hit]:
        """The gazetteer's names by their ends."""
        return {hit.last: hit for hit in self.scan.of("city")}

    @cached_property
    def wholes(self) -> dict[int, Hit]:
        """The country name or phrase of several words that a token belongs to."""
        longer = [hit for hits in (self.heads, self.countries) for hit in hits.values() if hit.last > hit.first + 1]
        return {token: hit for hit in longer for token in range(hit.first, hit.last)}

    @cached_property
    def country_counts(self) -> dict[str, int]:
        """How often the article names each country or its people."""
        counts: dict[str, int] = {}
        for hit in (*self.countries.values(), *self.demonyms.values()):
            counts[hit.entry.key] = counts.get(hit.entry.key, 0) + 1
        return counts

    def is_near(self, country: str, token: int) -> bool:
        """Whether the sentence of a token names a country, itself or by its people, near it."""
        for hits in (self.countries, self.demonyms):
            for first, hit in hits.items():
                near = -NEAR <= first - token <= NEAR and hit.entry.key == country
                if near and self.in_sentence(min(first, token), max(first, token)):
                    return True
        return False

    def in_sentence(self, first: int, last: int) -> bool:
        """Whether no sentence ends between two tokens."""
        return not any("." in gap or "\n" in gap for gap in self.scan.gaps[first + 1 : last + 1])

    def region_at(self, token: int) -> Hit | None:
        """The indefinite region («ولاية») that begins at a token."""
        hit = self.scan.hit("place_word", token)
        return hit if hit and hit.entry.key == "region" and not hit.definite else None

    def word_before(self, first: int) -> Hit | None:
        """The place word, relation or body right before a token, quotation marks aside."""
        scan, head = self.scan, self.heads.get(first)
        if head is None:
            if not first or isinstance(self.relations_and_bodies[scan.words[first - 1]], str):  # neither, mostly
                return None
            head = self.relation_or_body(first - 1)
        gap = scan.gaps[first]
        return None if gap != " " and gap.strip(BEFORE_NAME) else head

    def relation_or_body(self, token: int) -> Hit | None:
        """The relation or body that a token is; these have one word."""
        readings = readings_alone(self.relations_and_bodies[self.scan.words[token]])
        if not readings:
            return None
        _, _, prefix, offset, entry = max(readings)  # a relation, where a word is both
        return Hit(token, token + 1, self.scan.starts[token] + offset, prefix, entry)

    def is_body(self, token: int) -> bool:
        """Whether a token is what places bear («نادي», «جامعة»)."""
        found = self.relations_and_bodies[self.scan.words[token]]
        return any(reading[0] == "place_body" for reading in readings_alone(found))


def joined(scan: Scan, token: int, between: str = " ") -> bool:
    """Whether a token follows another with nothing but `between` in the gap."""
    return token > 0 and not scan.gaps[token].strip(between)


def evidence(surroundings: Surroundings, hit: Hit, head: Hit | None) -> int:
    """Points from the words beside a name, `head` the one before it; see the package's first lines."""
    scan, (first, last, _, prefix, entry) = surroundings.scan, hit
    words, form = scan.words, entry.form
    opens = first == 0 or "\n" in scan.gaps[first]
    following = words[last] if last < len(words) else ""
    if following in surroundings.words_behind_cities and called_city(scan, last, following):
        return TRIGGER
    if last > first + 1 and form.startswith("مدينه "):
        return TRIGGER
    if form in TELLING_MARKS and TELLING_MARKS[form] in scan.raw_text(first, last):
        return TRIGGER
    if opens and is_dated(scan, hit):
        return TRIGGER
    points = SOME if first and words[first - 1] in surroundings.match_words and plays(scan, hit) else 0
    if prefix and prefix.endswith("ب"):
        if words[first - 1] in COURTS:  # «المحكمة الابتدائية بتونس»
            return TRIGGER
        points = SOME
    if head:
        points = before(surroundings, hit, head, points)
    elif first - 1 in surroundings.demonyms and capital_of(surroundings, first):
        points = TRIGGER
    if points and lies_in_region(surroundings, last):
        points += SOME if head else GOOD
    if opens and points < GOOD and ends_dateline(scan, hit):
        return GOOD
    return points


def plays(scan: Scan, hit: Hit) -> bool:
    """Whether a name behind one of the `match_words` is a side of a match: «فاز العلا على …», «… على العلا»."""
    if scan.words[hit.first - 1] in AGAINST:
        return not match_verbs().isdisjoint(scan.words[max(hit.first - MATCH_REACH, 0) : hit.first - 1])
    return scan.words[hit.last : hit.last + 1] in OPPONENT_FOLLOWS


def called_city(scan: Scan, last: int, following: str) -> bool:
    """Whether the words behind a name, of `words_behind_cities` the first, say that it is a city's.

    «عتق، عاصمة محافظة شبوة», «كانو، ثاني كبرى مدن نيجيريا», «مجلس البيضاء البلدي».
    """
    if following == "العاصمه":
        return joined(scan, last)
    if following in COUNCIL:
        return scan.gaps[last] == " "
    listed = scan.gaps[last].strip() in COMMAS
    return listed and (following == "عاصمه" or "مدن" in scan.words[last : last + DATED_REACH + 1])


def before(surroundings: Surroundings, hit: Hit, head: Hit, points: int) -> int:
    """Points from the word before a name, `points` at least where it says nothing against them."""
    kind, key = head.entry.kind, head.entry.key
    if kind == "place_relation":
        return SOME
    if kind == "place_body":
        if head.definite:
            return points
        if surroundings.scan.words[hit.last : hit.last + 1] in INTERNATIONAL:  # «مهرجان كان السينمائي»
            return TRIGGER
        return SOME if key == "named" else GOOD
    if key == "city":
        if head.definite and hit.first in surroundings.demonyms:  # «العاصمة الهندية» is not the town of that name
            return points
        return TRIGGER if not head.definite or head.entry.form == "عاصمه" else points
    return GOOD if key in ("cities", "commune", "quarters") else max(points, SOME * (key == "area"))


def capital_of(surroundings: Surroundings, first: int) -> str | None:
    """The country of «العاصمة الليبية» right before a token."""
    demonym = surroundings.demonyms.get(first - 1)
    if demonym is None or first < 2 or not surroundings.scan.words[first - 2].endswith("عاصمه"):
        return None
    return demonym.entry.key


def ends_dateline(scan: Scan, hit: Hit) -> bool:
    """Whether a dash, colon or bracket follows a name that opens a line: «الرباط – », «صنعاء/ سبأ», «زاخو (وكالات)»."""
    return scan.gaps[hit.last].strip().startswith(DATELINE_ENDS)


def is_dated(scan: Scan, hit: Hit) -> bool:
    """Whether a day with its month follows a name that opens a line, then a mark.

    «تونس 6 جانفي 2026 (وات) - », «النعمة، 05/03/2025 - ».
    """
    day = hit.last + (scan.words[hit.last : hit.last + 1] == ["في"])
    if day + 1 >= len(scan.words) or not scan.words[day].isdecimal():
        return False
    if "month" not in scan.at[day + 1] and scan.gaps[day + 1] != "/":
        return False
    if "weekday" in scan.at[hit.first]:
        return False  # «الخميس 6 مارس 2025 - 17:20»
    return any(gap.strip().startswith(DATELINE_ENDS) for gap in scan.gaps[day + 2 : day + 2 + DATED_REACH])


def opens_report(surroundings: Surroundings, hit: Hit) -> bool:
    """Whether a dateline names a capital, not its country: an agency or a reporter follows, up to a colon or quote.

    «الكويت - كونا: أعلنت», «الجزائر – «الوطن»», «تونس (وكالات)»; but «الجزائر: ارتفاع الأسعار», «تونس - ليبيا».
    """
    scan, last = surroundings.scan, hit.last
    opens = hit.first == 0 or "\n" in scan.gaps[hit.first]
    if not opens or not ends_dateline(scan, hit) or scan.gaps[last].strip()[0] == ":" or last in surroundings.countries:
        return False
    return any(set(gap) & BYLINE_ENDS for gap in scan.gaps[last + 1 : last + LONGEST_BYLINE + 1])


def lies_in_region(surroundings: Surroundings, last: int) -> bool:
    """Whether the region of a name follows it: «بالشريعة في ولاية تبسة», «أضم بمنطقة مكة», «أطمة بريف إدلب»."""
    scan = surroundings.scan
    if last >= len(scan.words) or scan.gaps[last].strip(" ("):
        return False
    if scan.words[last] == "في":
        last += 1
        return scan.gaps[last] == " " and surroundings.region_at(last) is not None
    region = surroundings.region_at(last)
    return scan.words[last] == "بريف" or (region is not None and region.prefix.endswith("ب"))


def country_beside(surroundings: Surroundings, hit: Hit) -> str | None:
    """The country that the words at a name give: «القنيطرة السورية», «صور (لبنان)», «العاصمة الليبية طرابلس».

    Points of the compass may stand between: «صور جنوب لبنان», «سان خوسيه بولاية كاليفورنيا».
    """
    scan, last, countries = surroundings.scan, hit.last, surroundings.countries
    if hit.first - 1 in surroundings.demonyms and (capital := capital_of(surroundings, hit.first)):
        return capital
    demonym = surroundings.demonyms.get(last)
    if demonym and demonym.definite and joined(scan, last):
        # «جمعية التضامن التونسي»: cities are feminine, clubs («ليل الفرنسي») seldom named by ordinary words.
        ordinary = hit.entry.key.startswith("???") and not demonym.entry.form.endswith("ه")
        return None if ordinary else demonym.entry.key
    for token in range(last, last + LIST_REACH):
        country = countries.get(token)
        if country and all(leads_on(surroundings, between) for between in range(last, token)):
            listed = country.prefix.startswith("و") or scan.gaps[token].strip(BEFORE_COUNTRY)
            return None if listed else country.entry.key
    return None


def leads_on(surroundings: Surroundings, token: int) -> bool:
    """Whether a token may stand between a name and its country: «جنوب», «في», «بولاية»."""
    scan = surroundings.scan
    if scan.gaps[token].strip(BEFORE_COUNTRY):
        return False
    return "place_relation" in scan.at[token] or surroundings.region_at(token) is not None
