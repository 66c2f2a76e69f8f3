"""Towns and villages that no gazetteer lists: «بلدة صرين في شمال سوريا», «مدينة ميرلو الهولندية».

The word «مدينة», «بلدة» or «قرية» alone makes no name of what follows it («مدينة جميلة»): the words behind must place
the name, in a grammar that an adjective would break. An indefinite adjective agrees with its noun and takes no
definite one behind it, so «مدينة ميرلو الهولندية» is a name, and so is a word without the feminine ending before
«في شمال».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsextract.document import Document
from newsextract.extractors.cities.surroundings import QUOTES, joined
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import City, Mention

MOST_WORDS = 3
LEAST_LETTERS = 3
NAMELESS = frozenset(
    {
        "place_word",
        "place_relation",
        "place_body",
        "country",
        "demonym",
        "place_locator",
        "relative_day",
        "weekday",
        "month",
    }
)
# «قرية أكياد، »: what ends a phrase, the villages' nouns, and how words begin and end that are no bare masculine noun.
PHRASE_ENDS = ("،", ",", ".", "؛", ":", ")")
VILLAGE = frozenset({"قريه", "بلده", "ضيعه"})
NO_NAME_BEGINS, NO_NAME_ENDS = ("ال", "و", "ف", "ب", "ل", "ك", "ي", "ت"), ("ه", "ات", "ي", "ا", "ين", "ون", "هم")
LEAST_BARE = 4
ATTACHED = frozenset({"", "و", "ب", "ل", "وب", "ول"})
COMPASS = ("شمال", "جنوب", "شرق", "غرب")


def unlisted_cities(document: Document, place_words: Iterable[Hit], known: set[int]) -> list[City]:
    """The cities behind «مدينة», «بلدة», «قرية» of the place words, at whose first token no known one stands."""
    scan = document.scan
    found: dict[tuple[str, ...], City] = {}
    for hit in place_words:
        if hit.entry.key != "city" or hit.entry.form == "عاصمه" or hit.definite or hit.last in known:
            continue
        name = unlisted_name(scan, hit)
        if name is None:
            continue
        last, country = name
        mention = document.mention(hit.last, last)
        words = tuple(scan.words[hit.last : last])
        if words in found:
            found[words].mentions.append(mention)
        else:
            found[words] = City(name=mention.text, country=country, mentions=[mention])
    for words, city in found.items():
        if len(words) == 1:
            city.mentions.extend(repeats(document, words[0], {mention.start for mention in city.mentions}))
            city.mentions.sort(key=lambda mention: mention.start)
    return list(found.values())


def repeats(document: Document, name: str, known: set[int]) -> Iterator[Mention]:
    """The other places of the article where a name stands, bare or behind one attached letter."""
    scan = document.scan
    for token, word in enumerate(scan.words):
        if word.endswith(name) and word[: -len(name)] in ATTACHED and not scan.at[token]:
            mention = document.mention(token, token + 1, scan.starts[token] + len(word) - len(name))
            if mention.start not in known:
                yield mention


def unlisted_name(scan: Scan, hit: Hit) -> tuple[int, str | None] | None:
    """The token behind the name that follows a place word, and its country where the words behind tell."""
    first = hit.last
    if first == len(scan.words) or not joined(scan, first, " " + QUOTES):
        return None
    most = 1 if scan.words[first].startswith("ال") else MOST_WORDS
    for last in range(first + 1, min(first + most, len(scan.words) - 1) + 1):
        if not could_name(scan, last - 1) or (last - 1 > first and scan.words[last - 1].startswith("و")):
            return None
        located = "" if last == first + 1 and is_bare_village(scan, hit) else placed(scan, first, last)
        if located is not None:
            return last, located or None
        if not joined(scan, last):
            return None
    return None


def is_bare_village(scan: Scan, hit: Hit) -> bool:
    """Whether one masculine word alone stands behind «قرية», which no adjective could be: «بقرية أكياد، »."""
    word, gap = scan.words[hit.last], scan.gaps[hit.last + 1]
    if hit.entry.form not in VILLAGE or not gap.startswith(PHRASE_ENDS) or len(word) < LEAST_BARE:
        return False
    return not (word.startswith(NO_NAME_BEGINS) or word.endswith(NO_NAME_ENDS))


def could_name(scan: Scan, token: int) -> bool:
    """Whether a word could be part of a name: letters, and nothing that the place words or countries are."""
    word = scan.words[token]
    if word in load_tables()["role_adjective"].words:  # «رئيس بلدية سابق»
        return False
    return len(word) >= LEAST_LETTERS and "\u0621" <= word[0] <= "\u064a" and NAMELESS.isdisjoint(scan.at[token])


def reads_as_adjective(scan: Scan, token: int) -> bool:
    """Whether a word could be an adjective of «مدينة»: feminine and indefinite."""
    word = scan.words[token]
    return word.endswith(("ه", "ات", "ي")) and not word.startswith("ال")


def placed(scan: Scan, first: int, token: int) -> str | None:
    """What the words at a token place the name from `first` in: a country's code, "" for another place, or nothing."""
    if not joined(scan, token, " (" + QUOTES):
        return None
    demonym = scan.hit("demonym", token)
    if demonym and demonym.prefix == "ال":
        # «مدينة الملاهي الألمانية»: behind a definite noun the adjective proves nothing.
        return None if scan.words[first].startswith("ال") else demonym.entry.key
    if scan.hit("place_locator", token):
        return ""
    return None if reads_as_adjective(scan, first) else region_or_country(scan, token)


def region_or_country(scan: Scan, token: int) -> str | None:
    """The same for «بمحافظة …», «في تركيا», «في شمال سوريا»."""
    compass = related = False
    while token < len(scan.words) and (relation := scan.hit("place_relation", token)):
        related, compass = True, compass or relation.entry.form.lstrip("ب").startswith(COMPASS)
        token += 1
    country, word = scan.hit("country", token), scan.hit("place_word", token)
    if country and (related or country.prefix.endswith("ب")):
        return country.entry.key
    if word and word.entry.key in ("region", "area") and (related or word.prefix.endswith("ب")):
        return ""
    return "" if compass else None
