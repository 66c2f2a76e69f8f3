"""The word lists that the grammars of roles and names consult directly, in the shape in which they ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from newsextract.lexicon import load_tables


class Words(NamedTuple):
    """Folded words by what they can be; see the tables of the same names."""

    given: frozenset[str]
    evidence: frozenset[str]
    particle: Mapping[str, str]
    tail: frozenset[str]
    honorific: frozenset[str]
    no_name: frozenset[str]
    no_family: frozenset[str]
    body: Mapping[str, str]
    portfolio: frozenset[str]
    territory: frozenset[str]
    region_part: frozenset[str]
    adjective: frozenset[str]
    nationality: frozenset[str]
    ambiguous: frozenset[str]
    link: Mapping[str, str]
    suffix: frozenset[str]
    bare_block: frozenset[str]
    namesake: frozenset[str]


@cache
def load_words() -> Words:
    """Read the lists once a process."""
    tables = load_tables()

    def listed(kind: str) -> frozenset[str]:
        return tables[kind].words

    def keyed(kind: str) -> dict[str, str]:
        return {form.folded: form.key for form in tables[kind].forms}

    def inflected(kind: str) -> frozenset[str]:
        return frozenset(article + stem + end for stem in listed(kind) for article in ("", "ال") for end in ("", "ه"))

    evidence = listed("given_name") | listed("foreign_name") | listed("surname")
    return Words(
        given=listed("given_name"),
        evidence=evidence,
        particle=keyed("name_particle"),
        tail=listed("name_tail"),
        honorific=listed("honorific"),
        no_name=listed("no_name"),
        no_family=listed("family_ending"),
        body=keyed("office_body"),
        portfolio=listed("portfolio"),
        territory=listed("territory"),
        region_part=listed("region_part"),
        adjective=inflected("role_adjective") | inflected("nationality"),
        nationality=inflected("nationality"),
        ambiguous=evidence & listed("no_name"),
        link=keyed("portfolio_phrase"),
        suffix=listed("role_suffix"),
        bare_block=listed("bare_block"),
        namesake=listed("namesake"),
    )


def without_article(word: str) -> str:
    """The folded word without its article.

    >>> without_article("الداخليه"), without_article("للامن"), without_article("الله")
    ('داخليه', 'امن', 'الله')
    """
    if word.startswith(("ال", "لل")) and len(word) > 4:
        return word[2:]
    return word


def is_definite(word: str) -> bool:
    """Whether the folded word begins with the article (a word as short as «الي» has none)."""
    return (word.startswith("ال") and len(word) > 4) or word in ("الحج", "الري", "الغد")
