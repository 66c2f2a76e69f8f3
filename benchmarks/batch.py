"""Jobs end to end: speed and memory of `newsextract batch` for several numbers of processes, and of its start.

    uv run benchmarks/batch.py                      # a corpus of our own sentences
    uv run benchmarks/batch.py --megabytes 1000 ARTICLES.jsonl

The corpus is repeated to the size asked for, each article under an id of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

COMMAND = [sys.executable, "-m", "newsextract"]
SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="*", type=Path, help="JSON Lines with a text each (default: our samples)")
    arguments.add_argument("--megabytes", type=float, default=10)
    arguments.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    given = arguments.parse_args()
    print(f"start: --help {start('--help'):.2f} s, parse {start('parse', str(sample())):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        size, articles = write_corpus(corpus, given.files, given.megabytes * 1e6)
        print(f"corpus: {articles:,} articles, {size / 1e6:,.1f} MB of text")
        single = None
        for jobs in given.jobs:
            seconds, memory = run(corpus, Path(folder) / "records.jsonl", jobs)
            single = single or seconds
            print(
                f"-j {jobs}: {seconds:7.1f} s {articles / seconds:8,.0f} articles/s {size / 1e6 / seconds:6.2f} MB/s "
                f"{single / seconds:5.2f} x {memory:6.0f} MB at most in one process"
            )


def sample() -> Path:
    """An article of our own."""
    return min(SAMPLES.glob("*.txt"))


def start(*arguments: str) -> float:
    """Median seconds of a short command."""
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([*COMMAND, *arguments], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - begin)
    return median(seconds)


def texts(files: list[Path]) -> Iterator[dict[str, object]]:
    """The articles of the files given, or else our samples."""
    for path in files:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    if not files:
        yield from ({"text": path.read_text("utf-8")} for path in sorted(SAMPLES.glob("*.txt")))


def write_corpus(path: Path, files: list[Path], size: float) -> tuple[int, int]:
    """Repeat the articles until they have `size` bytes of text; returns bytes and articles."""
    articles, written, number = list(texts(files)), 0, count()
    with path.open("w", encoding="utf-8") as lines:
        while written < size:
            for article in articles:
                lines.write(json.dumps(article | {"id": str(next(number))}, ensure_ascii=False) + "\n")
                written += len(str(article["text"]).encode())
                if written >= size:
                    break
    return written, next(number)


def run(corpus: Path, output: Path, jobs: int) -> tuple[float, float]:
    """Seconds, and the greatest resident memory of a process in MB."""
    begin = time.perf_counter()
    command = [*COMMAND, "batch", str(corpus), "-o", str(output), "-j", str(jobs), "-q"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
