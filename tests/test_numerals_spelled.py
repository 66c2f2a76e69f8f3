"""Whatever our speller spells, the reader reads back."""

from random import Random

import pytest

from newsextract.matching import Scan
from newsextract.normalize import fold
from newsextract.numerals import read_numbers
from newsextract.pipeline import vocabulary
from speller import Speller

CASES = 20_000


def read(text: str) -> list[float]:
    return [number.value for number in read_numbers(Scan(fold(text), vocabulary()))]


def integers(random: Random) -> int:
    """Integers below 10^12 of every length, round ones among them."""
    n = random.randrange(10 ** random.randint(1, 12))
    return n - n % 10 ** random.choice([0, 0, 0, 1, 2, 3, 6]) if n > 10 else n


@pytest.mark.parametrize("seed", range(4))
def test_spelled_integers_are_read_back(seed: int) -> None:
    random = Random(seed)
    failures = {}
    for _ in range(CASES // 4):
        n, speller = integers(random), Speller(random)
        text = speller.spell(n) if random.random() < 0.8 else speller.grouped(n)
        if (found := read(f"بلغ العدد {text} حسب البلاغ")) != [n]:
            failures[text] = (n, found)
    assert not failures, list(failures.items())[:5]


def test_spelled_decimals_are_read_back() -> None:
    random = Random(7)
    failures = {}
    for _ in range(CASES // 4):
        decimals = random.choice(["5", "05", "25", "75", str(random.randint(1, 99))])
        whole, scale = random.randrange(1000), random.choice([1, 10**3, 10**6, 10**9])
        text = (
            Speller(random).decimal(whole, decimals) + {1: "", 10**3: " ألف", 10**6: " مليون", 10**9: " مليار"}[scale]
        )
        if (found := read(f"بلغت القيمة {text} درهم")) != [pytest.approx(float(f"{whole}.{decimals}") * scale)]:
            failures[text] = found
    assert not failures, list(failures.items())[:5]
