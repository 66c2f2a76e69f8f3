"""Candidates: the names of the gazetteer in an article that its words might let stand, with what these say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsextract.document import Document
from newsextract.extractors.cities.exclusion import listed_regions
from newsextract.extractors.cities.lists import listed_names
from newsextract.extractors.cities.surroundings import GOOD, SOME, TRIGGER, Surroundings, country_beside, evidence
from newsextract.gazetteer import Name
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

WELL_KNOWN = 300_000
NOWHERE: frozenset[str] = frozenset()
# A city whose name reads as و with another city's: the countries of both.
MISREAD_CONJUNCTION = {"وجده": ("MA", "SA")}


@dataclass(slots=True)
class Candidate:
    """A hit, what the gazetteer says of its name, the word before it, the points of its own words, their country.

    A `famous` one, a well-known city's alone, needs no points: they are not counted. `beside_name` tells whether
    another name stands beside it in a list; `kin` are the countries that it shares with unsure ones there, `listed`
    those of the ones that stand.
    """

    hit: Hit
    name: Name
    head: Hit | None
    famous: bool = False
    evidence: int = 0
    beside: str | None = None
    beside_name: bool = False
    kin: frozenset[str] = NOWHERE
    paired: bool = False
    listed: frozenset[str] = NOWHERE
    standing: bool = False
    forbidden: bool = False


def read_candidates(document: Document, surroundings: Surroundings) -> list[Candidate]:
    """The names that might be cities, in text order.

    What cannot come to stand is left out: a word that needs «مدينة» («كان», «الخبر») and has nothing for it, and names
    whose own words give too few points, unless a list or another mention may help them.
    """
    hits = list(read_names(document, surroundings))
    listed = listed_names(document.scan, hits)
    candidates: list[Candidate] = []
    hopeful: set[str] = set()
    for hit in hits:
        candidate = read_candidate(document, surroundings, hit, hit.first in listed)
        if candidate:
            candidates.append(candidate)
            if candidate.famous or may_stand(surroundings, candidate):
                hopeful.add(hit.entry.form)
    return [candidate for candidate in candidates if candidate.hit.entry.form in hopeful]


def read_candidate(document: Document, surroundings: Surroundings, hit: Hit, beside_name: bool) -> Candidate | None:
    """What a name's own words say; `None` where it needs more than they and another mention could give."""
    name, head = document.gazetteer.name(hit.entry.key), surroundings.word_before(hit.first)
    is_country = hit.first in surroundings.countries
    if is_famous(name) and not is_country:
        return Candidate(hit, name, head, True, beside_name=beside_name)
    points = evidence(surroundings, hit, head)
    if not points and name.demand == TRIGGER and not beside_name and not is_country:
        return None
    return Candidate(hit, name, head, False, points, country_beside(surroundings, hit), beside_name)


def is_famous(name: Name) -> bool:
    """Whether a name is a well-known city's alone."""
    return name.demand == 0 and len(name.places) == 1 and name.population >= WELL_KNOWN


def may_stand(surroundings: Surroundings, candidate: Candidate) -> bool:
    """Whether a name might stand without another mention: by its own words, in a list, or as a country's, too."""
    demand, points = candidate.name.demand, candidate.evidence
    if points >= demand or candidate.beside_name or candidate.hit.first in surroundings.countries:
        return True
    if candidate.beside in candidate.name.countries:
        points += GOOD
    if points and (demand < TRIGGER or gives_name(surroundings, candidate)):
        points += SOME
    return points >= demand


def gives_name(surroundings: Surroundings, candidate: Candidate) -> bool:
    """Whether a body bears the name («أمن الخمس»), not a club with its country («اتحاد التضامن التونسي»)."""
    head, last = candidate.head, candidate.hit.last
    if head is None or head.entry.kind != "place_body" or head.entry.key != "body" or head.definite:
        return False
    return last not in surroundings.heads and last not in surroundings.demonyms


def read_names(document: Document, surroundings: Surroundings) -> Iterator[Hit]:
    """The hits of the gazetteer's names, without regions in lists and words that no city is («وكيل» is not و + كيل)."""
    scan = document.scan
    regions, misread = listed_regions(scan), load_tables()["misread_city"].words
    for hit in scan.of("city"):
        first = hit.first
        if first in regions or (scan.words[first] in misread and hit.prefix):
            continue
        yield reread(document, surroundings, hit) if hit.entry.form in MISREAD_CONJUNCTION else hit


def reread(document: Document, surroundings: Surroundings, hit: Hit) -> Hit:
    """«وجدة» is Oujda, but و + جدة where the article is about Saudi Arabia and not about Morocco."""
    countries = surroundings.country_counts
    own, other = MISREAD_CONJUNCTION[hit.entry.form]
    weight = countries.get(own, 0) + (own == document.country) - countries.get(other, 0) - (other == document.country)
    node = document.gazetteer.lookup(hit.entry.form[1:])
    if hit.prefix or node is None or not node.entries or weight >= 0:
        return hit
    return hit._replace(start=hit.start + 1, prefix="و", entry=node.entries[0])
