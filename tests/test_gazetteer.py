"""The gazetteer: our table is sound and quick to load, one's own is checked line by line."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsextract.cli import main
from newsextract.errors import DataError
from newsextract.gazetteer import COLUMNS, Gazetteer, check_lines, default_gazetteer, load_gazetteer
from newsextract.outlets import outlet_country
from newsextract.pipeline import parse

HEADER = "\t".join(COLUMNS)
FAS = "2548885\tفاس\tFez\tMA\t34.0331\t-5.0003\t1191905\t"


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_our_table_passes_its_own_check() -> None:
    lines = files("newsextract").joinpath("data", "cities.tsv").read_text("utf-8").splitlines()
    assert list(check_lines(lines, "cities.tsv")) == lines[1:]


def test_our_table_is_small_and_quick() -> None:
    path = files("newsextract").joinpath("data", "cities.tsv")
    assert len(path.read_bytes()) < 2_000_000
    lines = path.read_text("utf-8").splitlines()[1:]
    best = min(_seconds(lines) for _ in range(5))
    assert best < 0.15  # 15 ms on an idle core; the bound leaves room for a busy machine


def _seconds(lines: list[str]) -> float:
    start = time.perf_counter()
    Gazetteer(lines)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["geoname_id\tname\tcountry", "1\tفاس\tMA"], "line 1: the header must be"),
        ([], "line 1: the header must be"),
        ([HEADER, FAS + "\tone too many"], "line 2: 9 columns, expected 8"),
        ([HEADER, FAS, "", FAS], "line 4, column geoname_id: 2548885 stands in line 2 already"),
        ([HEADER, FAS.replace("34.0331", "134.0")], "line 2, column latitude: '134.0' is not a number of degrees"),
        ([HEADER, FAS.replace("-5.0003", "west")], "line 2, column longitude: 'west' is not a number of degrees"),
        ([HEADER, FAS.replace("-5.0003", "nan")], "line 2, column longitude: 'nan' is not a number of degrees"),
        ([HEADER, FAS.replace("-5.0003", "")], "line 2, column longitude: latitude and longitude stand together"),
        ([HEADER, FAS.replace("MA", "Morocco")], "line 2, column country: 'Morocco' is not an ISO 3166-1"),
        ([HEADER, FAS.replace("2548885", "x1")], "line 2, column geoname_id: 'x1' is not a whole number"),
        ([HEADER, FAS.replace("1191905", "1.2M")], "line 2, column population: '1.2M' is not a whole number"),
        ([HEADER, FAS.replace("فاس", "")], "line 2, column name: a city needs an Arabic name"),
        ([HEADER, FAS + "فاس|?"], "line 2, column forms: '?' has no letters"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, lines: list[str], complaint: str) -> None:
    path = table(tmp_path, *lines)
    with pytest.raises(DataError) as error:
        load_gazetteer(path)
    assert str(path) in str(error.value)
    assert complaint in str(error.value)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        load_gazetteer(path)
    with pytest.raises(DataError, match="cannot be read"):
        load_gazetteer(tmp_path / "missing.tsv")


def test_a_table_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER, "\tعين الزهور\t\tMA\t\t\t\tعين الزهور|عين الزّهور|?الزهور")
    text = "انتقل من الرباط إلى عين الزُّهور، وفي مدينة الزهور حدائق."
    [city] = parse(text, gazetteer=path).cities
    assert (city.name, city.geoname_id, city.latitude, city.country) == ("عين الزهور", None, None, "MA")
    assert [mention.text for mention in city.mentions] == ["عين الزُّهور", "الزهور"]
    assert [city.name for city in parse(text).cities][:1] == ["الرباط"]


def test_forms_are_found_by_their_first_word() -> None:
    gazetteer = default_gazetteer()
    assert gazetteer.lookup("غيرموجود") is None
    node = gazetteer.lookup("الدار")
    assert node is not None
    assert gazetteer.lookup("الدار") is node
    name = gazetteer.names[node.following["البيضاء"].entries[0].key]
    assert [place.name_en for place, _ in name.places] == ["Casablanca"]


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [
        ("okaz", None, "SA"),
        ("Hespress", None, "MA"),
        (None, "https://www.hespress.com/x", "MA"),
        (None, "http://www.elkhabar.com/press/1", "DZ"),
        (None, "https://news.example.co.uk/a", "GB"),
        ("www.example.jo", None, "JO"),
        (None, "https://example.tv/1", None),
        (None, "https://example.com", None),
        (None, "http://[broken", None),
        (None, None, None),
    ],
)
def test_where_an_outlet_is(publisher: str | None, url: str | None, country: str | None) -> None:
    assert outlet_country(publisher, url) == country


def test_the_command_line_takes_a_table(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("وصل الوفد إلى عين الزهور.", "utf-8")
    good = table(tmp_path, HEADER, "\tعين الزهور\t\tMA\t\t\t\t")
    run = CliRunner().invoke(main, ["parse", str(article), "--gazetteer", str(good)])
    assert [city["name"] for city in json.loads(run.stdout)["cities"]] == ["عين الزهور"]
    bad = table(tmp_path, HEADER, "\tعين الزهور\t\tMaroc\t\t\t\t")
    run = CliRunner().invoke(main, ["batch", str(article), "--gazetteer", str(bad)])
    assert (run.exit_code, run.stdout) == (1, "")
    assert f"{bad}, line 2, column country" in run.stderr
