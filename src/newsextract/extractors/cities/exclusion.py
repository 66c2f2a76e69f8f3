"""What forbids a name of the gazetteer to be a city: its neighbours name something else with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsextract.extractors.cities.surroundings import (
    BEFORE_NAME,
    LIST_REACH,
    QUOTES,
    Surroundings,
    joined,
)
from newsextract.gazetteer import UNSURE, WELL_KNOWN, Name
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

LITTLE_KNOWN = 5_000
ROUTES = frozenset({"طريق", "الطريق", "السيار", "خط", "الخط", "قطار", "محور", "رحله", "رحلات", "بين", "مباراه"})
# Words that begin as definite nouns do, and others that a definite adjective does not follow.
NOT_DEFINITE = frozenset({"الي", "والي", "الا", "الان", "التي", "والتي", "الذي", "والذي", "الذين"})
# What no list of names holds.
NOT_LISTED = frozenset({"في", "من", "الي", "علي", "عن", "بين", "مع", "منذ", "خلال", "بعد", "قبل", "ان", "حيث"})
NATIVE = frozenset({"ابن", "ابنه", "بنت"})
PERSON_PARTICLES = frozenset({"بن", "ابن", "ابو", "ابي", "بنت", "ام", "ال", "د"})
# What may stand between the words of a phrase, and of a list of names.
IN_PHRASE, IN_LIST = " " + QUOTES, " ،,-" + QUOTES
# How far behind «المحافظات» the list of their names may begin: «المديريات التي ستستفيد من المساعدات هي: …».
LIST_DISTANCE = 8
# How far behind «أحياء» its city may stand.
QUARTERS_REACH = 15
INTRODUCING = frozenset({"هي", "وهي"})


def listed_regions(surroundings: Surroundings) -> set[int]:
    """Tokens of the lists behind «أقاليم», «محافظات», «مناطق», to the end of each list.

    A list goes on behind «تليها»: «محافظة القاهرة بنسبة 10%، تليها الجيزة والقليوبية».
    """
    scan, words = surroundings.scan, surroundings.heads.values()
    keys = {hit.entry.key for hit in words}
    tokens: set[int] = set()
    if "quarters" in keys:
        for hit in words:
            if hit.entry.key == "quarters" and not hit.definite:
                tokens.update(quarters(scan, hit))
    if "regions" not in keys and "next" not in keys:
        return tokens
    region: Hit | None = None
    for hit in words:
        key = hit.entry.key
        if key == "next":
            if region and not ends_sentence(scan, region.last, hit.first):
                tokens.update(list_tokens(surroundings, hit.last))
            continue
        if key != "other":
            region = hit if key in ("region", "regions") else None
        if key == "regions":
            first = hit.last if not hit.definite else introduced_list(scan, hit.last)
            tokens.update(list_tokens(surroundings, first))
    return tokens


def quarters(scan: Scan, hit: Hit) -> range:
    """The tokens of a list of quarters, whose city follows: «أحياء القدس والوعر بحمص», not «أحياء دمشق وحلب»."""
    cities, listed = scan.starting("city"), False
    for token in range(hit.last, min(hit.last + QUARTERS_REACH, len(scan.words))):
        if token > hit.last and (scan.gaps[token].strip(IN_LIST) or "\n" in scan.gaps[token]):
            break
        city = cities.get(token + (scan.words[token] == "في"))
        if listed and city and (city.first > token or city.prefix.endswith("ب")):
            return range(hit.last, token)
        listed = listed or (token > hit.last and (scan.words[token].startswith("و") or scan.gaps[token] != " "))
    return range(0)


def ends_list(scan: Scan, hit: Hit) -> bool:
    """Whether a place word ends a list of regions: «مناطق في مدينة الزبداني», «محافظات، بينها العاصمة صنعاء».

    «المدينة المنورة» and «الجزائر العاصمة» go on.
    """
    if hit.entry.key not in ("city", "cities", "commune"):
        return False
    return not hit.definite or (hit.entry.form == "عاصمه" and not scan.hit("country", hit.first - 1))


def ends_sentence(scan: Scan, first: int, last: int) -> bool:
    """Whether a sentence ends between two tokens."""
    return any(("." in gap or "\n" in gap) for gap in scan.gaps[first : last + 1])


def introduced_list(scan: Scan, first: int) -> int:
    """Where the list that «هي», «وهي» or a colon introduces begins; the end of the text where there is none."""
    end = min(first + LIST_DISTANCE, len(scan.words) - 1)
    if INTRODUCING.isdisjoint(scan.words[first:end]) and ":" not in "".join(scan.gaps[first:end]):
        return len(scan.words)
    for token in range(first, end):
        gap = scan.gaps[token]
        if ":" in gap:
            return token
        if gap.strip(IN_PHRASE):
            break
        if scan.words[token] in INTRODUCING:
            return token + 1
    return len(scan.words)


def list_tokens(surroundings: Surroundings, first: int) -> Iterator[int]:
    """The tokens of a list of names that begins at `first`: names of few words, joined by commas and و.

    It ends before a preposition, a body («ومدير مطار عدن») and a place word («مناطق في مدينة الزبداني»).
    """
    scan, since = surroundings.scan, 0
    heads = scan.starting("place_word") if first < len(scan.words) else {}
    for token in range(first, len(scan.words)):
        gap, word, head = scan.gaps[token], scan.words[token], heads.get(token)
        joined = token > first and ("،" in gap or "," in gap or word.startswith("و"))
        since = 1 if joined else since + 1
        if since > LIST_REACH or (token > first and gap.strip(IN_LIST)) or "\n" in gap:
            return
        if word in NOT_LISTED or (head and ends_list(scan, head)) or surroundings.is_body(token):
            return
        yield token


def forbidden(surroundings: Surroundings, hit: Hit, head: Hit | None, name: Name) -> bool:
    """Whether the neighbours make the name a region's, a street's, a newspaper's, a person's or an adjective.

    `head` is the place word, relation or body right before it.
    """
    scan, first = surroundings.scan, hit.first
    if first == 0:
        return False
    unsure = hit.entry.key.startswith(UNSURE)
    if not scan.gaps[first].strip(" ") and (
        names_person(surroundings, hit, head, name)
        or (not hit.prefix and (reads_as_adjective(scan, hit) or (unsure and reads_as_indefinite(scan, hit, head))))
    ):
        return True
    return (
        (first in surroundings.wholes and inside_longer(surroundings, hit))
        or (head is not None and names_other(hit, head, name.places[0][0].country))
        or (unsure and has_adjective(surroundings, hit, head))
        or (goes_on_region(surroundings, hit) if first in surroundings.cities else names_newspaper(scan, hit, head))
    )


def inside_longer(surroundings: Surroundings, hit: Hit) -> bool:
    """Whether the hit lies within a longer country name («سلطنة عمان») or a phrase such as «مسقط رأسه».

    «فاس-مكناس» is a region, but behind a road or a train the two cities.
    """
    whole = surroundings.wholes[hit.first]
    if whole.last < hit.last or whole[:2] == hit[:2]:
        return False
    return whole.entry.key != "joint" or whole.first == 0 or surroundings.scan.words[whole.first - 1] not in ROUTES


def names_other(hit: Hit, head: Hit, country: str) -> bool:
    """Whether the word before names a region, a street, a river: «محافظة القاهرة», «حي الرياض»."""
    if head.entry.kind != "place_word" or head.definite or hit.prefix:
        return False
    return head.entry.key in ("region", "regions", "other") or (head.entry.key == "area" and country == "SA")


def names_person(surroundings: Surroundings, hit: Hit, head: Hit | None, name: Name) -> bool:
    """Whether a particle of names or a given name stands before: «محمد القاسم», «بن فوزان»."""
    scan = surroundings.scan
    previous = scan.words[hit.first - 1]
    if not may_name_person(previous) or hit.prefix.endswith(("ب", "ل")):
        return False
    if previous == "علي" and scan.raw_text(hit.first - 1, hit.first).endswith("ى"):
        return False
    names, known, unsure = load_tables(), name.population, name.places[0][1] > 0
    if previous in NATIVE and not unsure and known >= WELL_KNOWN:  # «ابن حلب»
        return False
    if previous in PERSON_PARTICLES or (not hit.prefix and previous in names["person_title"].words):
        return True
    if head and head.entry.kind == "place_body":  # «نجم المتلوي» is a club
        return False
    if hit.prefix and (city := surroundings.cities.get(hit.first)) and not city.entry.key.startswith(UNSURE):
        return False  # «في عدن وكريتر»
    if hit.prefix or known >= WELL_KNOWN or (known >= LITTLE_KNOWN and not hit.entry.form.startswith("ال")):
        return (unsure or (known < WELL_KNOWN and not hit.prefix)) and is_name(previous, "given_name")
    return is_name(previous, "given_name") or is_name(previous, "foreign_name")


def may_name_person(word: str) -> bool:
    """Whether any of the tables that tell persons' names has a word, or what follows its «و»."""
    return word in person_words() or (word.startswith("و") and word[1:] in person_words())


@cache
def person_words() -> frozenset[str]:
    """The words that stand before what is a person's name."""
    tables = load_tables()
    listed = (tables[kind].words for kind in ("person_title", "given_name", "foreign_name"))
    return frozenset(PERSON_PARTICLES | NATIVE).union(*listed)


def is_name(word: str, table: str) -> bool:
    """Whether a word, or what follows its «و», is a person's name of a table."""
    words = load_tables()[table].words
    return word in words or (word.startswith("و") and word[1:] in words)


def reads_as_adjective(scan: Scan, hit: Hit) -> bool:
    """Whether a name without proclitic that may be an adjective follows a definite noun: «الدورة الجديدة».

    A name may be one if it is unsure, ends as relative adjectives do («الفرق الديوانية»), or is listed as such.
    """
    form, previous = hit.entry.form, scan.words[hit.first - 1]
    if not form.startswith("ال"):
        return False
    unsure = hit.entry.key.startswith(UNSURE) or form.endswith("يه") or form in load_tables()["place_adjective"].words
    if previous in NOT_DEFINITE or previous.endswith("عاصمه"):
        return False
    return unsure and previous.lstrip("وفبك").startswith(("ال", "لل"))


def has_adjective(surroundings: Surroundings, hit: Hit, head: Hit | None) -> bool:
    """Whether an unsure name has an adjective as nouns do: «العقبة الكبرى», «البرك المائية».

    «القنيطرة السورية» is a city, and in «محكمة الجديدة الابتدائية» the court has the adjective.
    """
    scan, last = surroundings.scan, hit.last
    if not hit.entry.form.startswith("ال") or not joined(scan, last):
        return False
    adjective = scan.words[last] if last < len(scan.words) else ""
    if adjective in load_tables()["ranking_adjective"].words:
        return True
    relative = adjective.startswith("ال") and adjective.endswith("يه") and last not in surroundings.demonyms
    return relative and (head is None or head.entry.kind == "place_relation") and last + 1 not in surroundings.cities


def reads_as_indefinite(scan: Scan, hit: Hit, head: Hit | None) -> bool:
    """Whether an unsure feminine name agrees with an indefinite noun before it: «رحلة طويلة», «غرامات مالية»."""
    form, previous = hit.entry.form, scan.words[hit.first - 1]
    if head is not None or not form.endswith("ه") or form.startswith("ال"):
        return False
    return previous.endswith(("ه", "ات")) and "ال" not in previous[:4]


def names_newspaper(scan: Scan, hit: Hit, head: Hit | None) -> bool:
    """Whether the name is a newspaper's, alone in quotation marks («وعلمت «الرياض» أن»), or an agency's («/قنا/»)."""
    before, behind = scan.gaps[hit.first], scan.gaps[hit.last]
    if before == " " or not before or not behind:
        return False
    if before.endswith(" /") and behind.startswith("/"):
        return True
    return before[-1] in QUOTES and behind[0] in QUOTES and (head is None or head.entry.kind == "place_relation")


def goes_on_region(surroundings: Surroundings, hit: Hit) -> bool:
    """Whether the name goes on a region's: «جهة الدار البيضاء سطات», «جهة الرباط - سلا - القنيطرة»."""
    gaps = surroundings.scan.gaps
    while hit.first > 0 and not gaps[hit.first].strip(" -") and not hit.prefix:
        previous = surroundings.cities.get(hit.first)
        if previous is None:
            return False
        head = surroundings.heads.get(previous.first)
        if head and head.entry.key == "region" and not head.definite and not gaps[previous.first].strip(BEFORE_NAME):
            return True
        hit = previous
    return False
