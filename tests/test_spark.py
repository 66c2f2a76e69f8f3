"""Spark in local mode: the result is that of one machine."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsextract.batch import extract
from newsextract.document import Article
from newsextract.errors import InputError
from newsextract.models import Event, Figure, Mention, Record, Source
from newsextract.reconciliation.engine import reconcile

pytest.importorskip("pyspark")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java", allow_module_level=True)

TODAY = date(2025, 6, 1)
EVENTS = 1000
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def test_articles_give_the_same_records(spark: Any) -> None:
    from newsextract.spark import parse_articles

    rows = [(path.name, path.read_text("utf-8"), "2025-05-20") for path in SAMPLES]
    table = spark.createDataFrame([*rows, ("empty", "", None)], "id string, body string, date_publish string")
    found = {row.id: row for row in parse_articles(table, "2025-06-01").collect()}
    for name, text, published in rows:
        article = Article(name, text, published=date.fromisoformat(published))
        assert found[name].record == extract(article, TODAY).model_dump_json()
        assert found[name].error is None
    assert (found["empty"].record, found["empty"].error[:7]) == (None, "no text")


def record(number: int, outlet: str, visitors: int) -> Record:
    """What an outlet says of one edition of a festival."""
    text = f"استقطبت الدورة {number} لمهرجان الربيع {visitors} زائر"
    start = text.index(f"{visitors} ")
    end = start + len(str(visitors))
    figure = Figure(
        text=text[start:end],
        start=start,
        end=end,
        value=visitors,
        lower=visitors,
        upper=visitors,
        unit="زائر",
        kind="visitors",
        event="e1",
        sentence=Mention(text=text, start=0, end=len(text)),
    )
    return Record(
        id=f"{number}-{outlet}",
        source=Source(publisher=outlet, published="2025-05-20"),
        reference_date="2025-05-20",
        dates=[],
        cities=[],
        figures=[figure],
        officials=[],
        events=[Event(id="e1", name="مهرجان الربيع", edition=number, mentions=[])],
        warnings=[],
    )


def test_records_give_the_same_events(spark: Any) -> None:
    from newsextract.spark import reconcile_records

    records = [
        record(event, outlet, 1000 + event * len(outlet)) for event in range(1, EVENTS + 1) for outlet in ("a", "bb")
    ]
    expected = [event.model_dump_json() for event in reconcile(records)]
    assert len(expected) == EVENTS
    twice = [(record.model_dump_json(),) for record in [*reversed(records), *records[:10]]]
    found = reconcile_records(spark.createDataFrame(twice, "record string"))
    assert [row.event for row in found.collect()] == expected


def test_two_records_of_one_id_are_refused(spark: Any) -> None:
    from newsextract.spark import reconcile_records

    records = [record(1, "a", 1000), record(1, "a", 2000)]
    table = spark.createDataFrame([(record.model_dump_json(),) for record in records], "record string")
    with pytest.raises(InputError, match="two records with the id '1-a' differ"):
        reconcile_records(table)
