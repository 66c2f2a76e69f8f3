"""Articles and records on Apache Spark, for archives that one machine does not hold; needs the `spark` extra and Java.

The map side is `parse`, the reduce side the reducer of `reconcile`: the result is that of one machine. A whole job:

    from pyspark.sql import SparkSession

    from newsextract.spark import parse_articles, reconcile_records

    spark = SparkSession.builder.appName("newsextract").getOrCreate()
    articles = spark.read.json("hdfs:///news/*.jsonl.gz")  # columns: id, text, published, publisher, …
    parsed = parse_articles(articles, today="2025-06-01").persist()
    parsed.where("error is null").select("record").write.text("hdfs:///records")
    parsed.where("error is not null").select("id", "error").write.json("hdfs:///failed")
    reconcile_records(parsed.where("error is null")).write.text("hdfs:///events")
"""

from __future__ import annotations

import hashlib
import json
import pickle
from ast import literal_eval
from collections.abc import Callable
from datetime import date

from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

from newsextract.archive.reading import Line, read_record
from newsextract.batch import extract
from newsextract.errors import InputError
from newsextract.readers import Item, Options, read
from newsextract.reconciliation.engine import read_tellings, reduce_event
from newsextract.reconciliation.frames import Frame
from newsextract.reconciliation.joining import join

PARSED = "id string, record string, error string"
TOLD = "array<struct<frame: string, telling: binary>>"


def parse_articles(articles: DataFrame, today: date | str | None = None, options: Options | None = None) -> DataFrame:
    """The records of a table of articles, as the columns `id`, `record` (JSON) and `error` (why there is no record).

    The columns of `articles` have the names that `newsextract batch` knows; an article without an id gets the SHA-256
    of its row. `today` is the day that no inferred date lies after, by default the day of the run.
    """
    day = date.fromisoformat(today) if isinstance(today, str) else today or date.today()
    parse = F.udf(_parser(day, options or Options()), PARSED, useArrow=False)
    return articles.select(parse(F.struct(*articles.columns)).alias("parsed")).select("parsed.*")


def _parser(today: date, options: Options) -> Callable[[Row], tuple[str, str | None, str | None]]:
    def parse(row: Row) -> tuple[str, str | None, str | None]:
        fields = row.asDict(recursive=True)
        name = hashlib.sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()
        try:
            article = read(Item("-", name, "fields", fields), options)
            return article.id, extract(article, today).model_dump_json(), None
        except InputError as error:
            return str(fields.get("id") or name), None, error.reason

    return parse


def reconcile_records(records: DataFrame, column: str = "record") -> DataFrame:
    """The reconciled events of records (JSON in one column), as JSON in the column `event`, in their fixed order.

    Records are told apart into what each says of an event; the events' frames, which are few, are joined on the driver;
    all that is told of one event is then brought together and reduced. Raises `InputError` for two records of one id
    that differ; a record that is none fails the job.
    """
    distinct = records.select(F.col(column).alias("record")).dropDuplicates().persist()
    ids = distinct.select(F.get_json_object("record", "$.id").alias("id"))
    if twice := ids.groupBy("id").count().where("count > 1").first():
        raise InputError(f"two records with the id {twice.id!r} differ; give each article an id of its own")
    told = (
        distinct.select(F.explode(F.udf(_tell, TOLD, useArrow=False)("record")).alias("told"))
        .select("told.*")
        .persist()
    )
    frames = [row.frame for row in told.select("frame").dropDuplicates().toLocalIterator()]
    numbers = join([Frame(*literal_eval(frame)) for frame in frames])
    events = records.sparkSession.createDataFrame(list(zip(frames, numbers, strict=True)), "frame string, number long")
    groups = told.join(events, "frame").groupBy("number").agg(F.collect_list("telling").alias("tellings"))
    reduced = groups.select("number", F.udf(_reduce, "string", useArrow=False)("tellings").alias("event"))
    return reduced.where("event is not null").orderBy("number").select("event")


def _tell(record: str) -> list[tuple[str, bytes]]:
    """What a record says of each of its events, under the event's frame; equal frames are equal text."""
    pairs = read_tellings(read_record(Line("records", 1, record.encode())))
    return [(repr(tuple(frame)), pickle.dumps(telling)) for frame, telling in pairs]


def _reduce(tellings: list[bytes]) -> str | None:
    event = reduce_event([pickle.loads(telling) for telling in tellings])
    return event.model_dump_json() if event else None
