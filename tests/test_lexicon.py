"""Tables of language facts: what is read, and what a wrong one says."""

from typing import get_args

import pytest

from newsextract.errors import DataError
from newsextract.lexicon import ARTICLE, CONJUNCTION, IN_TEXT, load_tables, parse_tables
from newsextract.models import Category, Kind, Qualifier


def table(forms: str, settings: str = "") -> str:
    return f"[month]\nabout = 'Months.'\n{settings}\nforms = '''\n{forms}\n'''\n"


def test_a_line_is_a_key_and_a_form() -> None:
    (months,) = parse_tables(table("05  مايو   # international\n\n# a comment\n01 كانون الثاني"), "months.toml")
    assert [(form.key, form.form, form.folded) for form in months.forms] == [
        ("05", "مايو", "مايو"),
        ("01", "كانون الثاني", "كانون الثاني"),
    ]
    assert months.scan == IN_TEXT


def test_settings() -> None:
    (months,) = parse_tables(table("05 مايو", 'proclitics = ["conjunction", "article"]\nscan = false'), "months.toml")
    assert months.attachments == CONJUNCTION | ARTICLE
    assert not months.scan


def test_a_list_of_words_has_no_keys() -> None:
    (names,) = parse_tables("[name]\nwords = '''\nأحمد  إيمان # two\nسعاد\n'''\n", "names.toml")
    assert names.words == {"احمد", "ايمان", "سعاد"}
    assert not names.forms
    assert not names.scan


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[name]\nwords = 'أحمد احمد'", "'احمد' is listed twice"),
        ("[month\n", "not valid TOML"),
        ("month = 3\n", "must be a table"),
        ("[month]\nforms = 3\n", "a string `forms`"),
        (table("05 مايو", "colour = 'red'"), "unknown setting 'colour'"),
        (table("05 مايو", "scan = 'twice'"), "scan: 'twice' is not false and not one of"),
        (table("05 مايو", 'proclitics = ["suffix"]'), "'suffix' is not one of"),
        (table("مايو"), "line 5: \\[month\\] expected `key form`"),
        (table("05"), "line 5: \\[month\\] expected `key form`"),
        (table("مايو 05"), "line 5: \\[month\\] expected `key form`"),
        (table("04 أبريل\n04 ابريل"), "line 6: \\[month\\] 'ابريل' stands there already"),
    ],
)
def test_a_wrong_table_is_named(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as raised:
        list(parse_tables(text, "months.toml"))
    assert "months.toml" in str(raised.value)


def test_the_shipped_tables_load() -> None:
    tables = load_tables()
    assert tables
    assert all(table.forms or table.words for table in tables.values())


@pytest.mark.parametrize(
    ("kind", "values", "others"),
    [
        ("role", Category, set()),
        ("office_body", Category, {"place", "part"}),
        ("toll", Kind, {"persons"}),
        ("qualifier", Qualifier, set()),
        ("qualifier_bare", Qualifier, set()),
        ("qualifier_after", Qualifier, set()),
    ],
)
def test_keys_that_the_record_prints_are_its_values(kind: str, values: object, others: set[str]) -> None:
    keys = {form.key.partition(".")[0] for form in load_tables()[kind].forms}
    assert keys <= {*get_args(values), *others}
