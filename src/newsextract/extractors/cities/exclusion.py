"""What forbids a name of the gazetteer to be a city: its neighbours name something else with it."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.extractors.cities.surroundings import (
    LIST_REACH,
    LONGEST_NAME,
    QUOTES,
    hits_before,
    joined,
    word_before,
)
from newsextract.gazetteer import Place
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

LITTLE_KNOWN, WELL_KNOWN = 5_000, 300_000
WHOLES = ("country", "place_word")
PERSON_PARTICLES = frozenset(
    {"بن", "ابن", "ابو", "ابي", "بنت", "ام", "ال", "السيد", "السيده", "الدكتور", "الدكتوره", "الشيخ", "الشيخه", "د"}
)


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


def forbidden(scan: Scan, hit: Hit, places: list[tuple[Place, int]]) -> bool:
    """Whether the neighbours make the name a region's, a street's, a newspaper's, a person's or an adjective."""
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
        for other in scan.at[start].values():
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
    if previous == "علي" and scan.raw_text(hit.first - 1, hit.first).endswith("ى"):
        return False
    if previous in PERSON_PARTICLES:
        return True
    names = load_tables()
    known = max(place.population for place, _ in places)
    if hit.prefix or known >= WELL_KNOWN or (known >= LITTLE_KNOWN and not hit.entry.form.startswith("ال")):
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
