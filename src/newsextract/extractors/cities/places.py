"""Which places the names mean: each settled to one line of the gazetteer, and merged to one entry a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10

from newsextract.document import Document
from newsextract.extractors.cities.candidates import Candidate
from newsextract.extractors.cities.surroundings import TRIGGER, Surroundings
from newsextract.gazetteer import Place
from newsextract.models import City, Mention, unvalidated

_new_city = unvalidated(City)

# How a place is chosen among those that bear a name; the scale is that of the decimal logarithm of the population.
BESIDE_COUNTRY, LISTED_COUNTRY, OUTLET_COUNTRY, ARTICLE_COUNTRY, TIE = 8.0, 4.0, 2.0, 5.0, 0.05
LEAST_POPULATION, KNOWN = 5_000, 100_000
LONGEST_TIE = 4
NO_TIE: tuple[Place, ...] = ()


def weigh(countries: dict[str, int], standing: Iterable[Candidate]) -> dict[str, int]:
    """How often the article names each country, itself or by a city that lies in no other."""
    weights = dict(countries)
    for candidate in standing:
        if len(candidate.name.places) == 1:
            country = candidate.name.places[0][0].country
            weights[country] = weights.get(country, 0) + 1
    return weights


def merge(document: Document, surroundings: Surroundings, candidates: list[Candidate]) -> list[City]:
    """One entry a place, with its mentions in text order; a tie between places is said in a warning."""
    ambiguous = any(len(candidate.name.places) > 1 for candidate in candidates)
    weights = weigh(surroundings.country_counts, candidates) if ambiguous else {}
    chosen: dict[str, Place] = {}
    entries: dict[tuple[int | None, str], tuple[Place, list[Mention]]] = {}
    for candidate in candidates:
        form = candidate.hit.entry.form
        if form not in chosen or candidate.beside:
            chosen[form] = choose(document, candidate, weights)
        place = chosen[form]
        mentions = entries.setdefault((place.geoname_id, place.name), (place, []))[1]
        if candidate.mention:
            mentions.append(candidate.mention)
    return [city(place, mentions) for place, mentions in entries.values()]


def choose(document: Document, candidate: Candidate, weights: dict[str, int]) -> Place:
    """The place that a name means: the country beside it, its list's, the outlet's, the article's, then population.

    A little-known name with another country beside it («هورست الهولندية») is a place that the gazetteer lacks.
    """
    places = candidate.name.places
    best, tied = (places[0][0], NO_TIE) if len(places) == 1 else rank(document, candidate, weights)
    if candidate.evidence >= TRIGGER and candidate.beside not in (None, best.country) and best.population < KNOWN:
        return Place(None, best.name, None, str(candidate.beside), None, None, 0)
    if not tied:
        return best
    names = ", ".join(f"{place.name_en} ({place.country}, {place.geoname_id})" for place in tied)
    document.warnings.append(f"cities: {candidate.hit.entry.form} may be any of {names}")
    same = best.country if best.country == tied[1].country else ""
    return Place(None, best.name, None, same, None, None, 0)


def rank(document: Document, candidate: Candidate, weights: dict[str, int]) -> tuple[Place, Sequence[Place]]:
    """The likeliest of several places, and the first of them where it is hardly likelier than the next."""
    total = sum(weights.values()) or 1

    def score(place: Place) -> float:
        return (
            log10(max(place.population, LEAST_POPULATION))
            + BESIDE_COUNTRY * (place.country == candidate.beside)
            + LISTED_COUNTRY * (place.country in candidate.listed)
            + OUTLET_COUNTRY * (place.country == document.country)
            + ARTICLE_COUNTRY * weights.get(place.country, 0) / total
        )

    ranked = sorted((place for place, _ in candidate.name.places), key=score, reverse=True)
    tied = score(ranked[0]) - score(ranked[1]) < TIE
    return ranked[0], ranked[:LONGEST_TIE] if tied else NO_TIE


def city(place: Place, mentions: list[Mention]) -> City:
    """The model of a place with its mentions."""
    return _new_city(
        name=place.name,
        name_en=place.name_en,
        country=place.country or None,
        geoname_id=place.geoname_id,
        latitude=place.latitude,
        longitude=place.longitude,
        mentions=mentions,
    )
