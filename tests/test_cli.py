"""The commands as a user types them: output, messages and exit codes."""

import gzip
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from newsextract import __version__
from newsextract.cli import main

TEXT = "حضر 25 زائرا معرض الكتاب بالرباط يوم 17 ماي 2025."


def run(*arguments: str | Path, stdin: bytes | str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def records(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def all_commands() -> list[str]:
    return sorted(main.commands)


@pytest.mark.parametrize("name", all_commands())
def test_every_command_has_help_and_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"newsextract {name}" in result.stdout.split("Example:")[1]
    assert main.commands[name].help
    for parameter in main.commands[name].params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


def test_help_lists_every_command() -> None:
    result = run("--help")
    assert all(name in result.stdout for name in all_commands())
    assert "Examples:" in result.stdout


def test_version() -> None:
    assert run("--version").stdout == f"newsextract {__version__}\n"


def test_parse_writes_the_record(article: Path) -> None:
    [record] = records(run("parse", article, "--published", "2025-05-18", "--publisher", "map", "--title", "المعرض"))
    assert list(record) == [
        "schema_version", "id", "source", "reference_date",
        "dates", "cities", "figures", "officials", "events", "warnings",
    ]  # fmt: skip
    assert record["source"] | {"sha256": ""} == {
        "path": str(article),
        "url": None,
        "publisher": "map",
        "title": "المعرض",
        "published": "2025-05-18",
        "encoding": "utf-8",
        "sha256": "",
    }
    assert record["reference_date"] == "2025-05-18"


def test_parse_reads_standard_input() -> None:
    [record] = records(run("parse", "-", stdin=TEXT))
    assert record["id"] == "-"
    assert record["source"]["path"] is None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_encodings_give_the_same_record(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    [record] = records(run("parse", tmp_path / "a.txt"))
    [expected] = records(run("parse", "-", stdin=TEXT))
    assert record["source"].pop("encoding") == name
    assert record["source"]["sha256"] == expected["source"]["sha256"]
    assert record["figures"] == expected["figures"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file or directory"),
        ("empty.txt", b"", "empty file"),
        ("blank.txt", b" \n\n", "empty file"),
        ("nul.txt", b"\0" * 100, "binary data, not text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary data, not text"),
        ("torn.txt", TEXT.encode()[:-1] + b"\xd9", "not valid UTF-8 at byte"),
        ("torn.txt.gz", gzip.compress(TEXT.encode())[:-9], "the compressed data is damaged or ends too early"),
        ("plain.txt.gz", TEXT.encode(), "the compressed data is damaged or ends too early"),
        ("many.jsonl", b"{}", "an archive of articles: use `newsextract batch`"),
        ("broken.json", b'{"text": "', "line 1: not valid JSON"),
        ("without.json", b'{"id": 1}', "line 1: no text: none of text, content"),
        ("list.json", b"[1]", "line 1: not an object"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_the_rest_is_written(
    tmp_path: Path, article: Path, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("parse", tmp_path / name, article)
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"newsextract: {tmp_path / name}")
    assert reason in line
    assert [record["id"] for record in records(result)] == [str(article)]


def test_a_folder_is_for_batch(tmp_path: Path) -> None:
    result = run("parse", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"newsextract: {tmp_path}: a folder: use `newsextract batch`\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["parse"],
        ["batch"],
        ["parse", "-", "--published", "yesterday"],
        ["parse", "-", "--encoding", "klingon"],
        ["batch", "-", "--max-bytes", "0"],
        ["schema", "article"],
        ["no-such-command"],
        ["parse", "-", "--no-such-option"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error:" in result.stderr


def test_schema_has_every_key() -> None:
    contract = json.loads(run("schema").stdout)
    assert contract["title"] == "Record"
    assert contract["required"] == list(contract["properties"])
    assert json.loads(run("schema", "event").stdout)["title"] == "ReconciledEvent"


def test_normalize() -> None:
    assert run("normalize", stdin="الأَبْوَابُ المفتوحة ١٧ مــاي\n").stdout == "الابواب المفتوحه 17 ماي\n"


def test_numbers() -> None:
    [number] = records(run("numbers", stdin="حضر 25 زائرا"))
    assert number == {"text": "25", "start": 4, "end": 6, "value": 25, "ordinal": False}


@pytest.mark.parametrize("command", ["normalize", "numbers"])
def test_standard_input_is_decoded_like_files(command: str) -> None:
    expected = run(command, stdin="حضر 25 زائرا").stdout
    assert run(command, stdin="حضر 25 زائرا".encode("windows-1256")).stdout == expected
    assert run(command, "--encoding", "mac-arabic", stdin="حضر 25 زائرا".encode("mac-arabic")).stdout == expected
    result = run(command, stdin=b"\0\0")
    assert (result.exit_code, result.stderr) == (1, "newsextract: standard input: binary data, not text\n")


def test_verbose_and_quiet(article: Path) -> None:
    assert run("parse", article, "-v").stderr.startswith(f"{article}: 1 dates, 1 cities, 1 figures, 0 officials, ")
    assert run("parse", article).stderr == run("parse", article, "-q").stderr == ""
    assert run("batch", article).stderr.startswith("done 1, failed 0, skipped 0: ")
    assert run("batch", article, "-q").stderr == ""
    assert run("batch", article.parent / "missing", "-q").stderr.count("\n") == 1
