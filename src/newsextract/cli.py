"""The command line: thin click commands over the library, which they import when they run."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from newsextract import __version__
from newsextract.errors import InputError, NewsextractError, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from newsextract.models import Record
    from newsextract.readers import Options

FAILED, CONFLICT, INTERRUPTED = 1, 3, 130
KINDS = ("dates", "cities", "figures", "officials", "events")
VERBOSITY = "newsextract.verbosity"
EXAMPLES = """\b
Examples:
  newsextract parse article.txt | jq '.figures[]'
  newsextract batch articles/ -o records.jsonl
"""


class Commands(click.Group):
    """A group in which no failure reaches the user as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises becomes a line on standard error and an exit code."""
        if "NO_COLOR" in os.environ:
            ctx.color = False
        if sys.stdout is None:
            complain("standard output is closed")
            ctx.exit(FAILED)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_stdout()
            ctx.exit(0)
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(INTERRUPTED)
        except NewsextractError as error:
            complain(str(error))
            ctx.exit(FAILED)
        except OSError as error:
            _leave_stdout()
            complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
            ctx.exit(FAILED)
        return result


def _leave_stdout() -> None:
    """Nobody takes our output any more: let what the interpreter flushes at its end go nowhere, without a message."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(f"{click.style('newsextract:', fg='red')} {message}", err=True)


def put(text: str, end: str = "\n") -> None:
    """Data on standard output, UTF-8 in every locale."""
    click.echo((text + end).encode("utf-8", "replace"), nl=False)


def note(message: str) -> None:
    """A line on standard error that `-q` silences."""
    if _verbosity() >= 0:
        click.echo(message, err=True)


def _verbosity() -> int:
    return int(click.get_current_context().meta.get(VERBOSITY, 0))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day in ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        from datetime import date

        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2025-05-22.", param, ctx)


class Encoding(click.ParamType):  # type: ignore[type-arg]
    """A character encoding that Python knows."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as given, or a usage error."""
        import codecs

        try:
            codecs.lookup(value)
        except LookupError:
            self.fail(f"{value!r} is no encoding that Python knows.", param, ctx)
        return str(value)


def _set_verbosity(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.meta[VERBOSITY] = -1 if parameter.name == "quiet" else 1


def verbosity(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add -q and -v."""
    for names, text in (
        (("-v", "--verbose"), "Say more: what was found, how far it is."),
        (("-q", "--quiet"), "Say only what failed."),
    ):
        command = click.option(*names, is_flag=True, expose_value=False, callback=_set_verbosity, help=text)(command)
    return command


def decoding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell how bytes become text."""
    size = click.option(
        "--max-bytes", type=click.IntRange(1), metavar="N", help="Refuse larger texts (default: 32 MiB)."
    )
    return click.option("--encoding", type=Encoding(), help="Character encoding (default: recognised).")(size(command))


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell how articles are read."""
    for option in (
        decoding,
        click.option("--gazetteer", type=click.Path(), metavar="FILE", help="Cities to use in place of ours."),
        click.option("--today", type=Day(), metavar="DATE", help="The day that no inferred date lies after."),
    ):
        command = option(command)
    return command


def _options(
    max_bytes: int | None, encoding: str | None, gazetteer: str | None, fields: tuple[tuple[str, str], ...] = ()
) -> Options:
    from newsextract.gazetteer import load_gazetteer
    from newsextract.readers import MAX_BYTES, Options

    if gazetteer:
        load_gazetteer(gazetteer)  # a wrong table is said once, before the first article
    return Options(max_bytes or MAX_BYTES, encoding, fields, gazetteer)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)
@click.version_option(__version__, prog_name="newsextract", message="%(prog)s %(version)s")
@verbosity
def main() -> None:
    """Dates, cities, figures and officials of Arabic news articles, as JSON with exact spans."""


@main.command(epilog="\b\nExample: newsextract parse article.txt --published 2025-05-22")
@click.argument("files", nargs=-1, required=True, metavar="FILE… | -", type=click.Path())
@click.option("--published", type=Day(), metavar="DATE", help="The day that relative dates count from.")
@click.option("--title", help="Headline, for the record.")
@click.option("--url", help="Address, for the record; its country settles ambiguous names.")
@click.option("--publisher", help="Outlet, for the record.")
@reading
@verbosity
def parse(
    files: tuple[str, ...],
    today: date | None,
    gazetteer: str | None,
    encoding: str | None,
    max_bytes: int | None,
    **given: Any,
) -> None:
    """Read articles (.txt, .html, .json; `-` is standard input), one record a file.

    A single file on a terminal is shown as indented JSON, else one record a line is written.
    """
    from datetime import date

    from newsextract.batch import warm_up

    indent = 2 if len(files) == 1 and sys.stdout.isatty() else None
    options = _options(max_bytes, encoding, gazetteer)
    today = today or date.today()
    warm_up(today, gazetteer)
    failed = False
    for path in files:
        for record in _records(path, options, today, {name: value for name, value in given.items() if value}):
            if isinstance(record, InputError):
                complain(str(record))
                failed = True
            else:
                put(record.model_dump_json(indent=indent))
                if _verbosity() > 0:
                    note(summary_of(record))
    if failed:
        click.get_current_context().exit(FAILED)


def summary_of(record: Record) -> str:
    """What was found, and the record's warnings."""
    counts = ", ".join(f"{len(getattr(record, kind))} {kind}" for kind in KINDS)
    return "\n".join(f"{printable(record.id)}: {line}" for line in [counts, *record.warnings])


def _records(path: str, options: Options, today: date, given: dict[str, Any]) -> Iterator[Record | InputError]:
    """The record of a file, or of each object of a JSON file."""
    from dataclasses import replace

    from newsextract.batch import extract
    from newsextract.readers import Item, format_of, items, read

    if os.path.isdir(path):
        yield InputError("a folder: use `newsextract batch`", path)
    elif path != "-" and format_of(path) in ("jsonl", "csv", "parquet", "warc"):
        yield InputError("an archive of articles: use `newsextract batch`", path)
    else:
        for item in [Item(path, path, "text")] if path == "-" else items(path, path, options):
            try:
                if isinstance(item, InputError):
                    raise item
                yield extract(replace(read(item, options), **given), today, options.gazetteer)
            except InputError as error:
                yield error


@main.command(epilog="\b\nExample: newsextract batch articles/ more.jsonl.gz -o records.jsonl -j 4 --resume")
@click.argument("paths", nargs=-1, required=True, metavar="PATH… | -", type=click.Path())
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write to a file, complete or not at all.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(0), metavar="N", help="Processes (0: one a core).")
@click.option("--resume", is_flag=True, help="Keep what an earlier run into the same OUT has done.")
@click.option("--errors", metavar="FILE", type=click.Path(), help="Write failed inputs to FILE, as JSON Lines.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first input that fails.")
@click.option("--text-field", metavar="NAME", help="The field of JSON, CSV and the like that holds the text.")
@click.option("--id-field", metavar="NAME", help="The field that holds the id.")
@click.option("--title-field", metavar="NAME", help="The field that holds the headline.")
@click.option("--url-field", metavar="NAME", help="The field that holds the address.")
@click.option("--publisher-field", metavar="NAME", help="The field that holds the outlet.")
@click.option("--published-field", metavar="NAME", help="The field that holds the publication date.")
@reading
@verbosity
def batch(
    paths: tuple[str, ...],
    output: str | None,
    jobs: int,
    resume: bool,
    errors: str | None,
    fail_fast: bool,
    today: date | None,
    gazetteer: str | None,
    encoding: str | None,
    max_bytes: int | None,
    **names: str | None,
) -> None:
    """Read folders and archives of articles, one record a line in the order of the inputs.

    Folders are searched for .txt, .html, .json, .jsonl, .csv, .parquet and .warc files, each also .gz or .zst; `-` is
    JSON Lines on standard input. The output is the same for any number of processes. An interrupted job has left
    OUT.partial and OUT.ledger: run it again with --resume.
    """
    from newsextract.batch import Work, run
    from newsextract.errors import StoppedError
    from newsextract.progress import Meter
    from newsextract.writers import ErrorFile, open_sink

    _check_outputs(paths, output, errors, resume)
    fields = tuple((option.removesuffix("_field"), name) for option, name in names.items() if name)
    work = Work(_options(max_bytes, encoding, gazetteer, fields), today or _day_of_job(output if resume else None))
    failures = ErrorFile(errors) if errors else None
    meter = Meter(paths, _verbosity())

    def failed(error: InputError) -> None:
        meter.clear()
        complain(str(error))
        if failures:
            failures.write(error)
        if fail_fast:
            raise StoppedError("stopped at the first failure (--fail-fast)")

    try:
        sink = open_sink(output, work.settings, resume)
        written = [*sink.files(), *([errors] if errors else [])]
        summary = run(paths, work, sink, processes=jobs, written=written, failed=failed, progress=meter.show)
    except (KeyboardInterrupt, NewsextractError):
        if output and os.path.exists(f"{output}.ledger"):
            note("what is done is kept: the same command with --resume goes on from there")
        raise
    finally:
        meter.close()
        if failures:
            failures.close()
    sink.finish(keep_ledger=resume)
    note(meter.report(summary))
    if summary.failed:
        click.get_current_context().exit(FAILED)


def _check_outputs(paths: tuple[str, ...], output: str | None, errors: str | None, resume: bool) -> None:
    """Refuse outputs that would overwrite an input or each other, or that cannot be resumed."""
    if resume and output in (None, "-"):
        raise click.UsageError("--resume needs -o OUT: standard output cannot be taken up again.")
    files = [os.path.realpath(path) for path in (output, errors) if path not in (None, "-")]
    if len(set(files)) < len(files):
        raise click.UsageError("-o and --errors name one file.")
    if taken := next((path for path in paths if os.path.realpath(path) in files), None):
        raise click.UsageError(f"{taken!r} is input and output.")


def _day_of_job(resumed: str | None) -> date:
    """Today, or the day of the run that is resumed: no record depends on when a job was interrupted."""
    from datetime import date

    from newsextract.writers import settings_of

    earlier = settings_of(resumed).get("today") if resumed else None
    return date.fromisoformat(earlier) if earlier else date.today()


@main.command(epilog="\b\nExample: newsextract schema event > event.schema.json")
@click.argument("model", type=click.Choice(["record", "event"]), default="record")
@verbosity
def schema(model: str) -> None:
    """Print the JSON Schema of a record, or of a reconciled event."""
    import json

    from newsextract.models import ReconciledEvent, Record

    contract = ReconciledEvent if model == "event" else Record
    put(json.dumps(contract.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False))


@main.command(epilog="\b\nExample: echo 'الأَبْوَابُ المفتوحة ١٧ مــاي' | newsextract normalize")
@decoding
@verbosity
def normalize(encoding: str | None, max_bytes: int | None) -> None:
    """Fold the spellings of standard input to one: what the rules see."""
    from newsextract.normalize import fold

    put(fold(_standard_input(encoding, max_bytes)).text, end="")


@main.command(epilog="\b\nExample: echo 'مليون و150 ألف زائر' | newsextract numbers")
@decoding
@verbosity
def numbers(encoding: str | None, max_bytes: int | None) -> None:
    """Find the numbers of standard input, in digits and words; one JSON object a line."""
    from newsextract.pipeline import find_numbers

    for number in find_numbers(_standard_input(encoding, max_bytes)):
        put(number.model_dump_json())


def _standard_input(encoding: str | None, max_bytes: int | None) -> str:
    from newsextract.decoding import decode
    from newsextract.readers import MAX_BYTES
    from newsextract.streams import STDIN, whole

    try:
        return decode(whole(STDIN, max_bytes or MAX_BYTES), encoding)[0]
    except InputError as error:
        raise InputError(error.reason, STDIN) from None


@main.command(epilog="\b\nExample: newsextract batch articles/ | newsextract reconcile - --min-sources 2")
@click.argument("records", nargs=-1, required=True, metavar="RECORDS… | -", type=click.Path())
@click.option(
    "--min-sources", type=click.IntRange(1), default=1, metavar="N", help="Only events of N articles or more."
)
@click.option("--only-conflicts", is_flag=True, help="Only events with a conflict, and of them only the conflicts.")
@click.option("--fail-on-conflict", is_flag=True, help="Exit with 3 where a conflict was found.")
@verbosity
def reconcile(records: tuple[str, ...], min_sources: int, only_conflicts: bool, fail_on_conflict: bool) -> None:
    """Put the claims of many records about one event side by side: what agrees, what conflicts, and why.

    Records come as `newsextract batch` writes them; each line of the output is one event.
    """
    from newsextract.archive import reconcile_files
    from newsextract.archive.selection import Selection

    failed: list[InputError] = []

    def report(error: InputError) -> None:
        failed.append(error)
        complain(str(error))

    conflict = False
    for outcome in reconcile_files(records, report, Selection(min_sources, only_conflicts)):
        conflict = conflict or outcome.conflict
        put(outcome.json)
    if failed or (conflict and fail_on_conflict):
        click.get_current_context().exit(FAILED if failed else CONFLICT)
