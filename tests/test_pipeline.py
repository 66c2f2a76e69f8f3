"""The whole record: whatever the text, no crash, and every span leads back to the printed words."""

import gc
import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import parse
from newsextract.document import Article
from newsextract.lexicon import load_tables
from newsextract.models import Mention, Record
from newsextract.pipeline import parse_all

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
PUNCTUATION = [" ", " ", " ", "\n", "،", ". ", "-", "/", "(", ")", "«", "»", ":", "%", "–", "ـ", "ً"]


@cache
def words() -> list[str]:
    """Every form of the lexicon, with digits: the stuff that rules are triggered by."""
    forms = [form.form for table in load_tables().values() for form in table.forms]
    return [*forms, *map(str, range(32)), "2018", "1446", "2.4", "1.150.000", "و", "من", "إلى", "في", "علي", "فاس"]


def mentions(record: Record) -> Iterator[Mention]:
    yield from record.dates
    for figure in record.figures:
        yield figure
        yield figure.sentence
    for entry in [*record.cities, *record.officials, *record.events]:
        yield from entry.mentions


def check(text: str) -> Record:
    record = parse(text, published="2025-10-20", today="2025-12-01")
    assert Record.model_validate(record.model_dump(), strict=True) == record  # our own values are not validated
    for mention in mentions(record):
        assert text[mention.start : mention.end] == mention.text
    for figure in record.figures:
        assert figure.sentence.start <= figure.start < figure.end <= figure.sentence.end
    assert {figure.event for figure in record.figures} <= {None, *(event.id for event in record.events)}
    return record


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_beginning_of_a_sample_is_read(path: Path) -> None:
    text = path.read_text("utf-8")
    for end in range(0, len(text), 7):
        check(text[:end])


@pytest.mark.parametrize("mark", sorted(set(PUNCTUATION)))
def test_a_text_may_end_in_anything(mark: str) -> None:
    check(f"{mark}حضر الحفل{mark}25{mark}زائرا{mark}")


def test_articles_read_together_give_the_same_records() -> None:
    today = date(2025, 12, 1)
    articles = [Article(path.name, path.read_text("utf-8")) for path in SAMPLES]
    assert parse_all(articles, today) == [parse(article.text, id=article.id, today=today) for article in articles]


def test_an_article_leaves_the_garbage_collector_nothing() -> None:
    def read() -> None:
        for path in SAMPLES:
            parse(path.read_text("utf-8"), published="2025-10-20", today="2025-12-01").model_dump_json()

    read()  # what is built once
    gc.collect()
    gc.disable()
    try:
        read()
        assert gc.collect() == 0
    finally:
        gc.enable()


@given(st.data())
def test_any_jumble_of_trigger_words_is_read(data: st.DataObject) -> None:
    jumble = data.draw(st.lists(st.sampled_from(words()), max_size=40))
    gaps = data.draw(st.lists(st.sampled_from(PUNCTUATION), min_size=len(jumble), max_size=len(jumble)))
    check("".join(word + gap for word, gap in zip(jumble, gaps, strict=True)))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(text)


def test_any_long_jumble_is_read() -> None:
    draw = random.Random(7)
    for _ in range(40):
        check(" ".join(draw.choices([*words(), ".", "\n"], k=400)))


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "و", "٬٬٬", "1.2.3.4", "مليون " * 2000, "1 " * 2000, "17 ماي " * 2000, "وزير " * 2000, "فاس " * 2000,
     "قال " * 2000, "الدورة السادسة " * 1000, "(" * 2000, "من 17 إلى " * 1000, "محمد " * 2000],
    ids=lambda text: text[:12].strip() or "blank",
)  # fmt: skip
def test_bad_input_is_read(text: str) -> None:
    check(text)
