"""The word lists that the grammars of roles and names consult directly, in the shape in which they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsextract.lexicon import load_tables
from newsextract.memory import remembered

# Words whose first two letters are no article.
BARE_AL = frozenset(
    (
        "الله",
        "اليه",
        "الان",
        "الفت",
        "الاء",
        "الين",
        "اليس",
        "الهي",
        "الفي",
        "اليك",
        "اليا",
        "الماني",
        "المانيه",
        "المانيا",
        "الباني",
        "البانيه",
        "البانيا",
        "البرت",
        "البيرت",
        "البير",
        "البيرتو",
        "البرتو",
        "الكسندر",
        "الكسي",
        "اليكسي",
        "الكسيس",
        "الفريد",
        "الفونسو",
        "الفارو",
        "اليزابيث",
        "اليسا",
        "الينا",
        "الياس",
        "الهام",
        "اليوت",
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words by what they can be; see the tables of the same names in `names.toml` and `roles.toml`.

    Derived: `evidence` are all lists of names together, `ambiguous` those of them that prose has too, `stop` what is
    no part of a name, `prose` what surely is none, `field` what a complement is built of, `qualifier` what stands
    before its body.
    """

    given: frozenset[str]
    surname: frozenset[str]
    evidence: frozenset[str]
    ambiguous: frozenset[str]
    particle: Mapping[str, str]
    tail: frozenset[str]
    ordinal: frozenset[str]
    honorific: frozenset[str]
    rank_part: frozenset[str]
    no_name: frozenset[str]
    news_noun: frozenset[str]
    stop: frozenset[str]
    prose: frozenset[str]
    no_family: frozenset[str]
    body: Mapping[str, str]
    ministry: frozenset[str]
    portfolio: frozenset[str]
    field: frozenset[str]
    territory: frozenset[str]
    region_part: frozenset[str]
    adjective: frozenset[str]
    nationality: frozenset[str]
    qualifier: frozenset[str]
    link: Mapping[str, str]
    preposition: frozenset[str]
    suffix: frozenset[str]
    bare_block: frozenset[str]
    namesake: frozenset[str]
    saying: frozenset[str]
    meeting: frozenset[str]
    occasion: frozenset[str]
    role_name: frozenset[str]


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
    stop = listed("no_name") | listed("news_noun")
    body = keyed("office_body")
    particle = keyed("name_particle")
    nationality = inflected("nationality")
    nationality |= {word + "ين" for word in nationality if word.endswith("ي")}
    adjective = inflected("role_adjective") | nationality
    link = keyed("portfolio_phrase")
    return Words(
        given=listed("given_name"),
        surname=listed("surname"),
        evidence=evidence,
        ambiguous=evidence & stop,
        particle=particle,
        tail=listed("name_tail"),
        ordinal=listed("regnal_number"),
        honorific=listed("honorific"),
        rank_part=listed("rank_part"),
        no_name=listed("no_name"),
        news_noun=listed("news_noun"),
        stop=stop,
        prose=(stop | listed("honorific")) - evidence - listed("regnal_number") - particle.keys(),
        no_family=listed("family_ending"),
        body=body,
        ministry=listed("ministry"),
        portfolio=listed("portfolio"),
        field=listed("portfolio") | body.keys(),
        territory=listed("territory"),
        region_part=listed("region_part"),
        adjective=adjective,
        qualifier=adjective | link.keys() | listed("role_suffix"),
        nationality=nationality,
        link=link,
        preposition=frozenset(("علي", "عن", "في")),
        suffix=listed("role_suffix"),
        bare_block=listed("bare_block"),
        namesake=listed("namesake"),
        saying=listed("saying_verb"),
        meeting=listed("meeting_verb"),
        occasion=listed("occasion"),
        role_name=listed("role_name"),
    )


def _can_complete(word: str) -> bool:
    """Whether a folded word can go on behind the closed complement of a role, unless it is a city.

    >>> can_complete("السابق"), can_complete("وزير"), can_complete("اكد")
    (True, True, False)
    """
    words = load_words()
    listed = word in words.qualifier or word in words.region_part or word in words.territory or word in words.body
    return listed or word[0] in "ولب" or word in ("عن", "من") or is_definite(word)


def _named_body(word: str) -> str:
    """The body that a folded word names, without article or preposition; empty where it names none.

    >>> named_body("للوزاره"), named_body("وزير")
    ('وزاره', '')
    """
    body = load_words().body
    return next((stem for stem in (word, without_article(word), without_article(word[1:])) if stem in body), "")


def _without_article(word: str) -> str:
    """The folded word without its article.

    >>> without_article("الداخليه"), without_article("للامن"), without_article("الله")
    ('داخليه', 'امن', 'الله')
    """
    return word[2:] if is_definite(word) or (word.startswith("لل") and len(word) > 4) else word


def _is_definite(word: str) -> bool:
    """Whether the folded word begins with the article (a word as short as «الى» has none, nor «الله»)."""
    return word.startswith("ال") and len(word) > 3 and word not in BARE_AL


can_complete = remembered(_can_complete)
named_body = remembered(_named_body)
without_article = remembered(_without_article)
is_definite = remembered(_is_definite)
