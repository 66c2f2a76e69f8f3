"""The gazetteer: cities by their Arabic names, `data/cities.tsv` or a file of one's own.

A tab-separated table with a header line, one city a line:

    geoname_id  name           name_en     country  latitude  longitude  population  forms
    2553604     الدار البيضاء  Casablanca  MA       33.5883   -7.6114    3665954     الدار البيضاء|كازابلانكا

`forms` lists the spellings, separated by `|`; an empty cell means the name alone. A `?` before a form says that it is
also an ordinary word or a person's name, so that an article must give evidence for the city: `?` some, `??` more
(«??الجديدة»), `???` the word «مدينة» itself. Id, coordinates, population, English name and country may be empty.

The table has some 14,000 lines and an article names a dozen: a line is read, and the trie of the forms that begin with
a word is built, when an article first has that word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from newsextract.errors import DataError
from newsextract.lexicon import CONJUNCTION, PREPOSITION
from newsextract.matching import TOKEN
from newsextract.normalize import fold
from newsextract.vocabulary import Entry, Node, add_form

COLUMNS = ("geoname_id", "name", "name_en", "country", "latitude", "longitude", "population", "forms")
UNSURE = "?"
WELL_KNOWN = 300_000
"""Inhabitants of a city that everybody knows."""


@dataclass(slots=True, eq=False)
class Place:
    """A line of the gazetteer; coordinates in degrees, `None` where unknown."""

    geoname_id: int | None
    name: str
    name_en: str | None
    country: str
    latitude: float | None
    longitude: float | None
    population: int


@dataclass(slots=True, eq=False)
class Name:
    """The places that bear a form, each with how much evidence it needs (0: none, 3: the word «مدينة»).

    `demand` is the least of these, `population` that of the largest place, `countries` are where they lie; a `famous`
    name is a well-known city's alone and needs no evidence.
    """

    places: tuple[tuple[Place, int], ...]
    demand: int
    population: int
    countries: frozenset[str]
    famous: bool


class Names(dict[str, Name]):
    r"""What the keys of the gazetteer's entries say; a key is read when it is first met.

    >>> names = Names(["2553604\tالدار البيضاء\tCasablanca\tMA\t33.5\t-7.6\t3665954\tالدار البيضاء"])
    >>> [(place.name_en, demand) for place, demand in names["??0"].places]
    [('Casablanca', 2)]
    """

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines
        self._places: dict[int, Place] = {}

    def __missing__(self, key: str) -> Name:
        demands = [number.count(UNSURE) for number in key.split()]
        bearers = [self._place(int(number)) for number in key.replace(UNSURE, "").split()]
        places, countries = tuple(zip(bearers, demands, strict=True)), frozenset([place.country for place in bearers])
        demand, population = min(demands), max([place.population for place in bearers])
        famous = demand == 0 and len(places) == 1 and population >= WELL_KNOWN
        name = self[key] = Name(places, demand, population, countries, famous)
        return name

    def _place(self, number: int) -> Place:
        if number not in self._places:
            own, name, english, country, latitude, longitude, population, _ = self._lines[number].split("\t")
            self._places[number] = Place(
                int(own) if own else None,
                name,
                english or None,
                country,
                float(latitude) if latitude else None,
                float(longitude) if longitude else None,
                int(population or 0),
            )
        return self._places[number]


class Gazetteer:
    """Places by the folded forms of their names.

    An entry of kind `city` has as its key the numbers of the lines that bear the form, each behind the form's
    question marks: `names` gives its places.
    """

    attachments = CONJUNCTION | PREPOSITION

    def __init__(self, lines: list[str]) -> None:
        """Index `lines`: valid, without header, with folded forms."""
        self._lines = lines
        self._by_first_word: dict[str, list[int]] = {}
        self._nodes: dict[str, Node | None] = {}
        self.names = Names(lines)
        index = self._by_first_word
        for number, line in enumerate(lines):
            for form in line[line.rindex("\t") + 1 :].replace(UNSURE, "").split("|"):
                first = form.partition(" ")[0]
                if first in index:
                    index[first].append(number)
                else:
                    index[first] = [number]

    @property
    def first_words(self) -> Collection[str]:
        """The folded words that names begin with."""
        return self._by_first_word.keys()

    def lookup(self, word: str) -> Node | None:
        """The node of the forms that begin with a folded word."""
        if word not in self._by_first_word:
            return None
        if word not in self._nodes:
            self._nodes[word] = self._build(word)
        return self._nodes[word]

    def _build(self, word: str) -> Node:
        bearers: dict[str, list[str]] = {}
        for number in dict.fromkeys(self._by_first_word[word]):
            line = self._lines[number]
            for form in line[line.rindex("\t") + 1 :].split("|"):
                bare = form.lstrip(UNSURE)
                if bare.startswith(word) and bare.partition(" ")[0] == word:
                    bearers.setdefault(bare, []).append(f"{form[: -len(bare)]}{number}")
        root: dict[str, Node] = {}
        for form, numbers in bearers.items():
            add_form(root, form.split(), Entry("city", " ".join(numbers), form, self.attachments))
        return root[word]


@cache
def default_gazetteer() -> Gazetteer:
    """The table that comes with newsextract; it is valid, and its forms are folded."""
    return Gazetteer(files("newsextract").joinpath("data", "cities.tsv").read_text("utf-8").splitlines()[1:])


def load_gazetteer(path: str | Path) -> Gazetteer:
    """A table of one's own; `DataError` names file, line and column of what is wrong, and nothing is loaded."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a UTF-8 table ({error})") from None
    return Gazetteer(list(check_lines(text.splitlines(), str(path))))


def check_lines(lines: list[str], file: str) -> Iterable[str]:
    """The lines of a table, checked, their forms folded."""
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise DataError(f"{file}, line 1: the header must be the tab-separated columns {', '.join(COLUMNS)}")
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(COLUMNS):
            raise DataError(f"{file}, line {number}: {len(cells)} columns, expected {len(COLUMNS)}")
        row = dict(zip(COLUMNS, cells, strict=True))
        for column, complaint in _complaints(row):
            raise DataError(f"{file}, line {number}, column {column}: {complaint}")
        if row["geoname_id"]:
            if row["geoname_id"] in seen:
                raise DataError(
                    f"{file}, line {number}, column geoname_id: {row['geoname_id']} stands in line "
                    f"{seen[row['geoname_id']]} already"
                )
            seen[row["geoname_id"]] = number
        forms = [_fold_form(form) for form in (row["forms"] or row["name"]).split("|")]
        yield "\t".join([*cells[:-1], "|".join(forms)])


def _complaints(row: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """What is wrong with the cells of one line, as pairs of column and complaint."""
    if not row["name"]:
        yield "name", "a city needs an Arabic name"
    if row["country"] and not (len(row["country"]) == 2 and row["country"].isascii() and row["country"].isupper()):
        yield "country", f"{row['country']!r} is not an ISO 3166-1 alpha-2 code"
    for column in ("geoname_id", "population"):
        if row[column] and not (row[column].isascii() and row[column].isdigit()):
            yield column, f"{row[column]!r} is not a whole number"
    for column, bound in (("latitude", 90), ("longitude", 180)):
        if row[column] and not _within(row[column], bound):
            yield column, f"{row[column]!r} is not a number of degrees between -{bound} and {bound}"
    if bool(row["latitude"]) != bool(row["longitude"]):
        yield "longitude", "latitude and longitude stand together or not at all"
    for form in (row["forms"] or row["name"]).split("|"):
        if not TOKEN.search(form):
            yield "forms", f"{form!r} has no letters"


def _within(number: str, bound: int) -> bool:
    try:
        return abs(float(number)) <= bound
    except ValueError:
        return False


def _fold_form(form: str) -> str:
    return UNSURE * form.count(UNSURE) + " ".join(TOKEN.findall(fold(form).text))
