"""Language facts: `data/*.toml` read into tables of `key → form`, checked and cached.

A table is a TOML table whose `forms` hold one naturally spelled Arabic form a line behind an ASCII key:

    [month]
    about = "Gregorian months in every convention of the Arabic press."
    proclitics = ["conjunction", "preposition"]
    forms = '''
    05   مايو      # international
    05   أيار      # Levant, Iraq
    '''

The forms stand in one literal string because that is what `tomllib` reads at full speed. Folding happens here, so a
form is written once, in its best spelling; two forms of a table that fold to one are an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsextract.errors import DataError
from newsextract.normalize import fold

CONJUNCTION, PREPOSITION, ARTICLE, ACCUSATIVE = 1, 2, 4, 8
"""What may be written together with a form: و ف, ب ل ك, ال لل, and the indefinite accusative's ا behind it."""

_ATTACHMENTS = {
    "conjunction": CONJUNCTION,
    "preposition": PREPOSITION,
    "article": ARTICLE,
    "accusative": ACCUSATIVE,
}
_SETTINGS = {"about", "proclitics", "scan", "forms", "words"}


IN_TEXT, BESIDE, IN_FIGURES = SCANS = "text", "beside", "figures"
"""Where the forms of a table are looked for."""


class Form(NamedTuple):
    """One line of a table: its key, the form as written and as folded."""

    key: str
    form: str
    folded: str


class Table(NamedTuple):
    """The forms of one kind, with the bit set of what may be attached to them.

    A table with `scan = false` is not looked for in the text; its owner consults it directly. One with
    `scan = "beside"` is looked for only at the tokens that an extractor asks about, beside its triggers: frequent words
    go there; one with `scan = "figures"` only in sentences with figures. A long list whose words need no key stands
    under `words`, many words a line, and is never looked for.
    """

    kind: str
    attachments: int
    forms: tuple[Form, ...]
    scan: str = IN_TEXT
    words: frozenset[str] = frozenset()


def parse_tables(text: str, file: str) -> Iterator[Table]:
    """Read the tables of one TOML file; `DataError` names file, table and line of what is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file}: not valid TOML ({error})") from None
    for kind, settings in document.items():
        yield _parse_table(kind, settings, file, text)


def _parse_table(kind: str, settings: object, file: str, text: str) -> Table:
    if isinstance(settings, Mapping) and isinstance(words := settings.get("words"), str) and "forms" not in settings:
        return Table(kind, 0, (), "", _parse_words(kind, words, file))
    if not isinstance(settings, Mapping) or not isinstance(settings.get("forms"), str):
        raise DataError(f"{file}: [{kind}] must be a table with a string `forms` or a string `words`")
    if unknown := settings.keys() - _SETTINGS:
        raise DataError(f"{file}: [{kind}] has an unknown setting {sorted(unknown)[0]!r}; known: {sorted(_SETTINGS)}")
    attachments = 0
    for name in settings.get("proclitics", []):
        if name not in _ATTACHMENTS:
            raise DataError(f"{file}: [{kind}] proclitics: {name!r} is not one of {sorted(_ATTACHMENTS)}")
        attachments |= _ATTACHMENTS[name]
    first_line = text.count("\n", 0, text.find(settings["forms"])) + 1
    forms: dict[str, Form] = {}
    lines = settings["forms"].splitlines()
    for number, (line, folded_line) in enumerate(
        zip(lines, fold(settings["forms"]).text.splitlines(), strict=True), first_line
    ):
        words, folded = line.partition("#")[0].split(), folded_line.partition("#")[0].split()
        if not words:
            continue
        if len(words) < 2 or not words[0].isascii():
            raise DataError(f"{file}, line {number}: [{kind}] expected `key form`, found {line.strip()!r}")
        form = Form(words[0], " ".join(words[1:]), " ".join(folded[1:]))
        if form.folded in forms:
            raise DataError(f"{file}, line {number}: [{kind}] {form.form!r} stands there already (after folding)")
        forms[form.folded] = form
    scan = settings.get("scan", IN_TEXT) or ""
    if scan not in ("", *SCANS):
        raise DataError(f"{file}: [{kind}] scan: {scan!r} is not false and not one of {sorted(SCANS)}")
    return Table(kind, attachments, tuple(forms.values()), scan)


def _parse_words(kind: str, text: str, file: str) -> frozenset[str]:
    lines = [line.partition("#")[0] for line in fold(text).text.splitlines()]
    listed = [word for line in lines for word in line.split()]
    words = frozenset(listed)
    if len(words) < len(listed):
        twice = next(word for word in listed if listed.count(word) > 1)
        raise DataError(f"{file}: [{kind}] {twice!r} is listed twice (after folding)")
    return words


@cache
def load_tables() -> Mapping[str, Table]:
    """All tables of `data/*.toml` by kind, read once a process."""
    tables: dict[str, Table] = {}
    for path in sorted(files("newsextract").joinpath("data").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            for table in parse_tables(path.read_text("utf-8"), path.name):
                if table.kind in tables:
                    raise DataError(f"{path.name}: [{table.kind}] stands in another file already")
                tables[table.kind] = table
    return tables
