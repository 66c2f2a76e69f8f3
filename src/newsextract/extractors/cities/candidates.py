"""Candidates: the names of the gazetteer in an article that its words might let stand, with what these say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsextract.document import Document
from newsextract.extractors.cities.exclusion import listed_regions
from newsextract.extractors.cities.lists import listed_names
from newsextract.extractors.cities.surroundings import GOOD, SOME, TRIGGER, Surroundings, country_beside, evidence
from newsextract.gazetteer import Name
from newsextract.lexicon import load_tables
from newsextract.matching import Hit
from newsextract.models import Mention

NOWHERE: frozenset[str] = frozenset()
# A city whose name reads as و with another city's: the countries of both.
MISREAD_CONJUNCTION = {"وجده": ("MA", "SA")}


@dataclass(slots=True)
class Candidate:
    """A hit, what the gazetteer says of its name, the word before it, the points of its own words, their country.

    A `famous` one, a well-known city's alone, needs no points: they are not counted. `listed` are the countries of its
    neighbours in a list; it has a `mention` once it stands.
    """

    hit: Hit
    name: Name
    head: Hit | None
    famous: bool = False
    evidence: int = 0
    beside: str | None = None
    listed: frozenset[str] = NOWHERE
    mention: Mention | None = None


def read_candidates(document: Document, surroundings: Surroundings) -> list[Candidate]:
    """The names that might be cities, in text order.

    What cannot come to stand is left out: a word that needs «مدينة» («كان», «الخبر») and has nothing for it, and names
    whose own words give too few points, unless a list or another mention may help them.
    """
    hits = read_names(document, surroundings)
    names, countries = document.gazetteer.names, surroundings.countries
    listed = listed_names(document.scan, hits)
    candidates: list[Candidate] = []
    weak: set[int] = set()
    for hit in hits:
        first, name, head = hit.first, names[hit.entry.key], surroundings.word_before(hit.first)
        if name.famous and first not in countries:
            candidates.append(Candidate(hit, name, head, True))
            continue
        points = evidence(surroundings, hit, head)
        helped = first in listed or first in countries
        if points or name.demand < TRIGGER or helped:
            candidate = Candidate(hit, name, head, False, points, country_beside(surroundings, hit))
            candidates.append(candidate)
            if not helped and points < name.demand and not may_suffice(surroundings, candidate):
                weak.add(first)
    if not weak:
        return candidates
    hopeful = {candidate.hit.entry.form for candidate in candidates if candidate.hit.first not in weak}
    return [candidate for candidate in candidates if candidate.hit.entry.form in hopeful]


def may_suffice(surroundings: Surroundings, candidate: Candidate) -> bool:
    """Whether a name has enough points with those of its country, beside it or what the article is about."""
    demand, points = candidate.name.demand, candidate.evidence
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


def read_names(document: Document, surroundings: Surroundings) -> list[Hit]:
    """The hits of the gazetteer's names, without regions in lists and words that no city is («وكيل» is not و + كيل)."""
    words, hits = document.scan.words, document.scan.of("city")
    if not hits:
        return []
    if regions := listed_regions(surroundings):
        hits = [hit for hit in hits if hit.first not in regions]
    if not misread_words().isdisjoint([words[hit.first] for hit in hits]):
        misread = load_tables()["misread_city"].words
        hits = [hit for hit in hits if not hit.prefix or words[hit.first] not in misread]
        hits = [reread(document, surroundings, h) if h.entry.form in MISREAD_CONJUNCTION else h for h in hits]
    return hits


@cache
def misread_words() -> frozenset[str]:
    """The words that may be no city, or not the one that they seem to be."""
    return load_tables()["misread_city"].words | MISREAD_CONJUNCTION.keys()


def reread(document: Document, surroundings: Surroundings, hit: Hit) -> Hit:
    """«وجدة» is Oujda, but و + جدة where the article is about Saudi Arabia and not about Morocco."""
    countries = surroundings.country_counts
    own, other = MISREAD_CONJUNCTION[hit.entry.form]
    weight = countries.get(own, 0) + (own == document.country) - countries.get(other, 0) - (other == document.country)
    node = document.gazetteer.lookup(hit.entry.form[1:])
    if hit.prefix or node is None or not node.entries or weight >= 0:
        return hit
    return hit._replace(start=hit.start + 1, prefix="و", entry=node.entries[0])
