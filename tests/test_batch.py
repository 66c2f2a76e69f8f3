"""Jobs: order, workers, interruption, resumption, bad input; the output is always that of an undisturbed run."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import batch, pipeline
from newsextract.batch import Summary, UniqueIds, Work
from newsextract.cli import main
from newsextract.document import Document
from newsextract.models import City
from newsextract.readers import Options
from newsextract.workers import in_order
from newsextract.writers import Store

CI = os.environ.get("HYPOTHESIS_PROFILE") == "ci"
KILLS = 20 if CI else 3
ARTICLES = 600 if CI else 300  # of a job that is disturbed
WORK = Work(Options(), date(2025, 6, 1))
SENTENCES = [
    "حضر {0} زائرا معرض الكتاب بالرباط يوم 17 ماي 2025.",
    "وأعلن والي الجهة أن {0} شخصا أصيبوا في الحادث.",
    "وبلغت كلفة المشروع {0} مليون درهم، حسب بلاغ الوزارة.",
]


def text(number: int, length: int = 3) -> str:
    return " ".join(SENTENCES[(number + i) % len(SENTENCES)].format(number + i) for i in range(length))


def archive(path: Path, count: int, length: int = 3) -> Path:
    lines = [json.dumps({"id": f"a{i}", "text": text(i, length)}, ensure_ascii=False) for i in range(count)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["batch", "--today", "2025-06-01", *map(str, arguments)], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def job(source: Path, output: Path, resume: bool = False) -> Summary:
    store = Store(str(output), WORK.settings, resume)
    summary = batch.run([str(source)], WORK, store, written=store.files())
    store.finish(keep_ledger=True)
    return summary


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder of every plain format, with inputs that fail."""
    folder = tmp_path / "mixed"
    (folder / "below").mkdir(parents=True)
    archive(folder / "b.jsonl", 30)
    with (folder / "b.jsonl").open("ab") as lines:
        lines.write(b'{"id": "torn", "text": "\n{"id": "none"}\n[1]\n{"id": "last", "text": "25"}')
    (folder / "a.txt").write_text(text(1), "utf-8")
    (folder / "below" / "a.txt").write_bytes(text(2).encode("windows-1256"))
    (folder / "c.txt.gz").write_bytes(gzip.compress(text(3).encode()))
    (folder / "d.json").write_text(json.dumps([{"content": text(4)}, {"body": text(5)}]), "utf-8")
    (folder / "e.csv").write_text(f'Title,Content\nt,"{text(6)}"\nt,"{text(7)}"\n', "utf-8-sig")
    (folder / "empty.txt").touch()
    (folder / "noise.txt").write_bytes(bytes(range(256)))
    (folder / "picture.png").write_bytes(b"not an article")
    return folder


def test_a_mixed_folder_gives_every_record_once_and_in_order(mixed: Path, tmp_path: Path) -> None:
    result = run(mixed, "--errors", tmp_path / "errors.jsonl")
    assert result.exit_code == 1
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    files = ["below/a.txt", "c.txt.gz", "d.json#1", "d.json#2", "e.csv#1", "e.csv#2"]
    assert ids == ["a.txt", *(f"a{i}" for i in range(30)), "last", *files]
    errors = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()]
    assert [(Path(e["input"]).name, e["line"]) for e in errors] == [
        ("b.jsonl", 31), ("b.jsonl", 32), ("b.jsonl", 33), ("empty.txt", None), ("noise.txt", None),
    ]  # fmt: skip
    assert result.stderr.count("\n") == len(errors) + 1
    assert "done 38, failed 5, skipped 0" in result.stderr


@pytest.mark.parametrize("processes", [2, 3])
def test_any_number_of_processes_gives_the_same_bytes(mixed: Path, processes: int) -> None:
    archive(mixed / "more.jsonl", 500)
    one, several = run(mixed), run(mixed, "-j", processes)
    assert (one.stdout, one.exit_code) == (several.stdout, several.exit_code)
    assert one.stderr.splitlines()[:-1] == several.stderr.splitlines()[:-1]


def test_the_output_appears_when_complete_and_alone(mixed: Path, tmp_path: Path) -> None:
    output = tmp_path / "out" / "records.jsonl"
    output.parent.mkdir()
    assert run(mixed, "-o", output).stdout == ""
    assert output.read_text("utf-8") == run(mixed).stdout
    assert os.listdir(output.parent) == ["records.jsonl"]


def test_its_own_output_is_no_input(tmp_path: Path) -> None:
    archive(tmp_path / "a.jsonl", 3)
    for _ in range(2):
        assert run(tmp_path, "-o", tmp_path / "records.jsonl", "--errors", tmp_path / "errors.jsonl").exit_code == 0
    assert (tmp_path / "records.jsonl").read_bytes().count(b"\n") == 3


def test_fail_fast_stops_and_can_be_resumed(tmp_path: Path) -> None:
    source, output = tmp_path / "a.jsonl", tmp_path / "o.jsonl"
    good = archive(source, 3).read_bytes()
    source.write_bytes(good + b"{}\n" + good)
    result = run(source, "-o", output, "--fail-fast")
    assert result.exit_code == 1
    assert not output.exists()
    assert "line 4: no text" in result.stderr
    result = run(source, "-o", output, "--resume")
    assert "done 3, failed 1, skipped 3" in result.stderr
    assert output.read_text("utf-8") == run(source).stdout


def test_an_article_that_breaks_an_extractor_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(document: Document) -> list[City]:
        if "b2" in document.scan.folded.raw:
            raise ZeroDivisionError
        return []

    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps({"id": f"b{i}", "text": f"b{i} حضر"}) + "\n" for i in range(5)), "utf-8")
    monkeypatch.setattr(pipeline, "extract_cities", fragile)
    result = run(source)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["b0", "b1", "b3", "b4"]
    assert "ZeroDivisionError" in result.stderr
    assert result.exit_code == 1


def test_ids_are_unique(tmp_path: Path) -> None:
    line = json.dumps({"id": "same", "text": "قال"}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 3)
    ids = [json.loads(line)["id"] for line in run(tmp_path).stdout.splitlines()]
    assert ids == ["same", "same#2", "same#3"]


def test_many_equal_ids_take_no_quadratic_time() -> None:
    unique = UniqueIds()
    ids = [unique("same") for _ in range(50_000)]
    assert (len(set(ids)), ids[-1]) == (50_000, "same#50000")
    assert unique("same#7") == "same#7#2"


def test_several_folders_keep_their_names_apart(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("قال", "utf-8")
    ids = [json.loads(line)["id"] for line in run(tmp_path / "a", tmp_path / "b").stdout.splitlines()]
    assert ids == [str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt")]


def test_a_link_that_leads_back_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("قال", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [json.loads(line)["id"] for line in run(tmp_path).stdout.splitlines()] == ["x.txt"]


def test_odd_names_are_printed_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").touch()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("قال", "utf-8")
    result = run(tmp_path)
    assert "two\\nlines.txt: empty file" in result.stderr.splitlines()[0]
    assert json.loads(result.stdout)["id"] == "\\xff.txt"


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.jsonl", "a.jsonl.gz", "a.csv", "a.json"])
def test_larger_articles_are_refused_by_name(tmp_path: Path, name: str) -> None:
    content = ("قال " * 6000).encode()
    if ".json" in name:
        content = b'{"text": "' + content + b'"}\n{"text": "\xd9\x82\xd8\xa7\xd9\x84"}\n'
    if ".csv" in name:
        content = b"text\n" + content
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    result = run(tmp_path, "--max-bytes", 20000)
    assert result.exit_code == 1
    assert name in result.stderr.splitlines()[0]
    assert "20000" in result.stderr
    assert result.stdout.count("\n") == (1 if "json" in name else 0)


def test_resume_needs_an_output(tmp_path: Path) -> None:
    assert run(archive(tmp_path / "a.jsonl", 1), "--resume").exit_code == 2


def test_resume_skips_what_is_done(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "a.jsonl", 5), tmp_path / "o.jsonl"
    assert "done 5, failed 0, skipped 0" in run(source, "-o", output, "--resume").stderr
    before = output.read_bytes()
    assert "done 0, failed 0, skipped 5" in run(source, "-o", output, "--resume").stderr
    assert output.read_bytes() == before


CHANGES: dict[str, Callable[[list[str]], list[str]]] = {
    "added in front": lambda lines: ["new", *lines],
    "added behind": lambda lines: [*lines, "new"],
    "removed": lambda lines: lines[1:],
    "last removed": lambda lines: lines[:-1],
    "moved": lambda lines: lines[::-1],
    "changed": lambda lines: [*lines[:2], "new", *lines[3:]],
    "doubled": lambda lines: lines + lines,
}


@pytest.mark.parametrize("change", CHANGES)
def test_resume_follows_inputs_that_changed(tmp_path: Path, change: str) -> None:
    source, output = tmp_path / "a.jsonl", tmp_path / "o.jsonl"
    lines = archive(source, 6).read_text("utf-8").splitlines()
    job(source, output)
    changed = CHANGES[change](lines)
    new = json.dumps({"text": text(99)})
    source.write_text("\n".join(new if line == "new" else line for line in changed), "utf-8")
    assert job(source, output, resume=True).done == changed.count("new") + 6 * (change == "doubled")
    expected = tmp_path / "expected.jsonl"
    job(source, expected)
    assert output.read_bytes() == expected.read_bytes()
    again = job(source, output, resume=True)
    assert (again.done, again.skipped) == (0, len(changed))
    assert output.read_bytes() == expected.read_bytes()


def test_resume_tries_failures_again(tmp_path: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(text(1), "utf-8")
    source, output = tmp_path, tmp_path / "o.records"
    (tmp_path / "b.txt").touch()
    for _ in range(2):
        summary = job(source, output, resume=True)
        assert summary.failed == 1
    (tmp_path / "b.txt").write_text(text(2), "utf-8")
    summary = job(source, output, resume=True)
    assert (summary.done, summary.failed, summary.skipped) == (1, 0, 2)
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["a.txt", "b.txt", "c.txt"]
    assert job(source, output, resume=True).skipped == 3
    (tmp_path / "0.txt").write_text(text(4), "utf-8")  # the order is no longer that of the ledger
    summary = job(source, output, resume=True)
    assert (summary.done, summary.skipped) == (1, 3)
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["0.txt", "a.txt", "b.txt", "c.txt"]


def test_other_settings_start_afresh(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "a.jsonl", 2), tmp_path / "o.jsonl"
    run(source, "-o", output, "--resume")
    assert "done 2" in run(source, "-o", output, "--resume", "--today", "2025-06-02").stderr


@settings(max_examples=100 if CI else 30)
@given(st.floats(0, 1), st.floats(0, 1))
def test_resume_after_an_end_at_any_byte(tmp_path_factory: pytest.TempPathFactory, data: float, log: float) -> None:
    folder = tmp_path_factory.mktemp("cut")
    source, output = archive(folder / "a.jsonl", 6, 1), folder / "o.jsonl"
    source.write_text(source.read_text("utf-8") + "{}\n" + json.dumps({"id": "a1", "text": "قال"}), "utf-8")
    job(source, output)
    complete, ledger = output.read_bytes(), Path(f"{output}.ledger")
    output.rename(f"{output}.partial")
    os.truncate(f"{output}.partial", round(data * len(complete)))
    os.truncate(ledger, round(log * ledger.stat().st_size))
    job(source, output, resume=True)
    assert output.read_bytes() == complete


COMMAND = [sys.executable, "-m", "newsextract", "batch", "--today", "2025-06-01"]


def test_killed_at_random_moments_nothing_is_lost_doubled_or_torn(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "a.jsonl", ARTICLES, 12), tmp_path / "o.jsonl"
    expected = subprocess.run([*COMMAND, source], capture_output=True, check=True).stdout
    moments, killed, begin = random.Random(7), 0, time.monotonic()
    while killed < KILLS:
        process = subprocess.Popen([*COMMAND, source, "-o", output, "--resume", "-j", "2", "-q"])
        while not Path(f"{output}.partial").exists() and process.poll() is None:
            time.sleep(0.01)
        try:
            process.wait(moments.uniform(0, 0.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        else:  # it came to its end: once more from the beginning
            assert output.read_bytes() == expected
            output.unlink()
        assert time.monotonic() - begin < 300
    subprocess.run([*COMMAND, source, "-o", output, "--resume", "-j", "2"], check=True)
    assert output.read_bytes() == expected


@pytest.mark.skipif(sys.platform != "linux", reason="the worker gets its work by forking")
@pytest.mark.parametrize("slow", [{0}, {3}, {0, 1}, {10, 25}, {39}, set()])
def test_slow_tasks_keep_the_others_waiting_and_lose_none(slow: set[int]) -> None:
    def work(tasks: list[int]) -> list[int]:
        time.sleep(0.1 * sum(task in slow for task in tasks))
        return tasks

    chunks = [[task] if task % 7 else [] for task in range(1, 41)]
    results = in_order(work, iter(chunks), 2, lambda task: -task)
    assert list(results) == chunks


@pytest.mark.skipif(sys.platform != "linux", reason="the worker gets its work by forking")
def test_a_task_that_kills_each_worker_fails_alone() -> None:
    def work(tasks: list[int]) -> list[str]:
        if 5 in tasks:
            os.kill(os.getpid(), signal.SIGKILL)
        return [f"{task} done" for task in tasks]

    results = in_order(work, [[1, 2], [3, 4, 5, 6], [7], [8, 9]], 2, lambda task: f"{task} died")
    expected = [f"{task} {'died' if task == 5 else 'done'}" for task in range(1, 10)]
    assert [result for chunk in results for result in chunk] == expected


def children(process: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_a_killed_worker_loses_nothing_and_none_outlives_the_job(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "a.jsonl", ARTICLES, 12), tmp_path / "o.jsonl"
    expected = subprocess.run([*COMMAND, source], capture_output=True, check=True).stdout
    process = subprocess.Popen([*COMMAND, source, "-o", output, "-j", "2"], stderr=subprocess.PIPE)
    while len(workers := children(process.pid)) < 2:
        time.sleep(0.01)
    os.kill(workers[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, output.read_bytes()) == (0, expected), errors
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


@pytest.mark.skipif(sys.platform != "linux", reason="the worker gets its work by forking")
def test_a_worker_killed_while_it_sends_loses_nothing(tmp_path: Path) -> None:
    killed, large = tmp_path / "killed", b"x" * (1 << 22)

    def work(tasks: list[int]) -> list[bytes]:
        if tasks == [1] and not killed.exists():
            killed.touch()
            Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
            time.sleep(0.1)
        return [b"%d" % task + large for task in tasks]

    results = in_order(work, ([task] for task in range(3)), 2, lambda task: b"died %d" % task)
    first = next(results)
    time.sleep(0.6)  # meanwhile nobody takes what the worker sends
    assert [result[:4] for chunk in [first, *results] for result in chunk] == [b"0xxx", b"1xxx", b"2xxx"]
    assert killed.exists()


def test_interrupted(tmp_path: Path) -> None:
    source, output = archive(tmp_path / "a.jsonl", ARTICLES, 12), tmp_path / "o.jsonl"
    process = subprocess.Popen([*COMMAND, source, "-o", output, "-j", "2"], stderr=subprocess.PIPE)
    while not Path(f"{output}.partial").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().splitlines()[-1].startswith("newsextract: interrupted")
    assert b"Traceback" not in errors
    assert not output.exists()


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    source = archive(tmp_path / "a.jsonl", 500)
    process = subprocess.Popen([*COMMAND, source], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["-o", "/dev/full"], []])
def test_a_full_disk_is_a_clear_line(tmp_path: Path, arguments: list[str]) -> None:
    source = archive(tmp_path / "a.jsonl", 5)
    with open("/dev/full", "wb") as full:
        result = subprocess.run([*COMMAND, source, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 1
    assert result.stderr.decode().splitlines()[-1].endswith("no space left on device")
    assert result.stderr.count(b"\n") == 1


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    result = run(archive(tmp_path / "a.jsonl", 1), "-o", tmp_path / "missing" / "o.jsonl")
    assert result.exit_code == 1
    assert "o.jsonl cannot be written: no such file or directory" in result.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_errors_into_a_pipe_leave_it_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "errors"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    (tmp_path / "empty.txt").touch()
    assert run(tmp_path / "empty.txt", "--errors", pipe).exit_code == 1
    assert json.loads(os.read(reader, 1000))["error"] == "empty file"
    os.close(reader)
    assert pipe.is_fifo()
    assert sorted(os.listdir(tmp_path)) == ["empty.txt", "errors"]


@pytest.mark.parametrize("output", [".", "a.jsonl", "e.jsonl"])
def test_outputs_that_would_overwrite_something(tmp_path: Path, output: str) -> None:
    source = archive(tmp_path / "a.jsonl", 1)
    before = source.read_bytes()
    result = run(source, "-o", tmp_path / output, "--errors", tmp_path / "e.jsonl")
    assert result.exit_code == (1 if output == "." else 2)
    assert source.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) in (["a.jsonl"], ["a.jsonl", "e.jsonl"])
