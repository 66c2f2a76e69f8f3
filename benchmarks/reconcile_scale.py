"""Time and memory of reconciling an archive: `python benchmarks/reconcile_scale.py 100000 1000000`.

Each argument is a number of claims; ten claims tell of one event, in three articles of different outlets. The archive
is written to a temporary folder first, then reconciled in a process of its own, whose peak memory is read at its end.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CITIES = ["تطوان", "وهران", "صفاقس", "المنيا", "جدة", "حلب", "البصرة", "صلالة", "المكلا", "نواذيبو"]
THEMES = ["الكتاب", "التمور", "العسل", "الخيول", "الزيتون", "السجاد", "الفخار", "الورود", "المسرح", "النحاس"]
OUTLETS = ["alpha", "beta", "gamma"]
SENTENCES = [
    ("visitors", "زائر", "وبلغ عدد الذين دخلوا فضاءات المعرض منذ افتتاحه {} زائر حسب اللجنة المنظمة في تصريح لنا"),
    ("count", "رواقا", "ويضم المعرض هذا العام {} رواقا موزعة على قاعتين كبيرتين وسط المدينة القديمة"),
    ("money", "درهم", "وقدرت المبيعات المباشرة خلال أيام التظاهرة بنحو {} درهم وفق أرقام غرفة التجارة"),
    ("people", "عارضا", "وشارك في التظاهرة {} عارضا قدموا من مدن كثيرة ومن خارج البلاد أيضا"),
]


def lines(claims: int) -> Iterator[str]:
    """Records of `claims` claims in all, shuffled over the archive."""
    events = claims // 10
    order = [(event, outlet) for event in range(events) for outlet in range(3)]
    random.Random(1).shuffle(order)
    for event, outlet in order:
        yield json.dumps(record(event, outlet), ensure_ascii=False) + "\n"


def record(event: int, outlet: int) -> dict[str, object]:
    """What one outlet tells of one event; every third event has its visitors disputed."""
    chance = random.Random(event)
    city, theme = CITIES[event % 10], THEMES[event // 10 % 10]
    edition, year = event // 100 % 40 + 1, 1985 + event // 100 % 40
    name = f"معرض {theme} {'بتثجحخدذرزسشصضطظعغفقكلمنه'[event // 4000 % 25] * 3} بمدينة {city}"
    figures = []
    at = 100
    for kind, unit, sentence in SENTENCES[: 4 if outlet == 0 else 3]:
        value = chance.randrange(100, 90_000) + (outlet if kind == "visitors" and event % 3 == 0 else 0)
        text = sentence.format(value)
        start = at + text.index(str(value))
        figures.append(
            {
                "text": str(value), "start": start, "end": start + len(str(value)), "value": value, "lower": value,
                "upper": value, "qualifier": "exact", "unit": unit, "kind": kind,
                "currency": "MAD" if kind == "money" else None, "scope": "total", "attribution": None, "issuer": None,
                "event": "e1", "sentence": {"text": text, "start": at, "end": at + len(text)},
            }
        )  # fmt: skip
        at += len(text) + 2
    day = f"{year}-05-1{outlet}"
    return {
        "schema_version": "1.0", "id": f"{event}-{outlet}",
        "source": {"path": None, "url": None, "publisher": OUTLETS[outlet], "title": None, "published": day,
                   "encoding": None, "sha256": None},
        "reference_date": day, "dates": [], "figures": figures, "officials": [], "warnings": [],
        "cities": [{"name": city, "name_en": None, "country": "MA", "geoname_id": None, "latitude": None,
                    "longitude": None, "mentions": []}],
        "events": [{"id": "e1", "name": name, "edition": edition, "city": city, "start_date": f"{year}-05-02",
                    "end_date": f"{year}-05-09", "organiser": None, "mentions": []}],
    }  # fmt: skip


def measure(claims: int) -> None:
    """Print what reconciling that many claims costs."""
    with tempfile.TemporaryDirectory() as folder:
        archive, events = Path(folder) / "records.jsonl", Path(folder) / "events.jsonl"
        with archive.open("w", encoding="utf-8") as file:
            file.writelines(lines(claims))
        began = time.perf_counter()
        with events.open("wb") as out:
            subprocess.run([sys.executable, "-m", "newsextract", "reconcile", str(archive)], stdout=out, check=True)
        seconds = time.perf_counter() - began
        with events.open("rb") as found:
            number = sum(1 for _ in found)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = archive.stat().st_size / 1e6
        print(f"{claims:>9,} claims ({size:,.0f} MB): {number:,} events, {seconds:.1f} s, peak {peak:,.0f} MiB")


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["100000"]:
        measure(int(argument))
