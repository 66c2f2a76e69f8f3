"""The words around a name: what they say of it, and how much evidence for a city they are."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.matching import Hit, Scan

TRIGGER, GOOD, SOME = 3, 2, 1
# Words of the longest name, and of the longest name in a list.
LONGEST_NAME, LIST_REACH = 4, 3
QUOTES = "«»\"“”'‘’"
DATELINE_ENDS = ("-", ":", "/", "|", "(")
LONGEST_WORD_BEFORE = 2
WORDS_BEFORE = frozenset({"place_word", "place_relation", "place_body"})


def hits_before(scan: Scan, token: int) -> Iterator[Hit]:
    """The hits that end right before a token."""
    for start in range(token - 1, max(token - LONGEST_NAME, 0) - 1, -1):
        for hit in scan.at[start].values():
            if hit.last == token:
                yield hit


def word_before(scan: Scan, first: int) -> Hit | None:
    """The place word, relation or body right before a token, quotation marks aside."""
    if not joined(scan, first, " \t(" + QUOTES):
        return None
    for start in range(first - 1, max(first - LONGEST_WORD_BEFORE, 0) - 1, -1):
        for hit in scan.at[start].values():
            if hit.last == first and hit.entry.kind in WORDS_BEFORE:
                return hit
    return None


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
        return points if head.definite else SOME if key == "named" else GOOD
    if key == "city":
        if head.definite and scan.hit("demonym", hit.first):  # «العاصمة الهندية» is not the town of that name
            return points
        return TRIGGER if not head.definite or head.entry.form == "عاصمه" else points
    return GOOD if key in ("cities", "commune") else points


def capital_of(scan: Scan, first: int) -> str | None:
    """The country of «العاصمة الليبية» right before a token."""
    if first < 2 or not scan.words[first - 2].endswith("عاصمه"):
        return None
    demonym = scan.hit("demonym", first - 1)
    return demonym.entry.key if demonym else None


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
    if not scan.at[hit.last]:
        return None
    token = hit.last
    while token < min(hit.last + LIST_REACH, len(scan.words)) and not scan.gaps[token].strip(" (،,-"):
        demonym = scan.hit("demonym", token) if token == hit.last and joined(scan, token) else None
        if demonym and demonym.definite:
            # «جمعية التضامن التونسي»: cities are feminine, clubs («ليل الفرنسي») seldom named by ordinary words.
            ordinary = hit.entry.key.startswith("???") and not demonym.entry.form.endswith("ه")
            return None if ordinary else demonym.entry.key
        if country := scan.hit("country", token):
            return country.entry.key if not country.prefix.startswith("و") else None
        if scan.hit("place_relation", token) is None and not is_region_word(scan, token):
            return None
        token += 1
    return None


def is_region_word(scan: Scan, token: int) -> bool:
    """Whether a token is «ولاية», «محافظة» and the like: «سان خوسيه بولاية كاليفورنيا»."""
    word = scan.hit("place_word", token)
    return word is not None and word.entry.key == "region" and not word.definite
