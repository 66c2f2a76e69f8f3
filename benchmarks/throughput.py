"""How fast articles become records, on one core.

    uv run python benchmarks/throughput.py                      # a corpus made here, from the sentences below
    uv run python benchmarks/throughput.py articles.jsonl …     # JSON Lines with a "text" field

Prints megabytes of UTF-8 and articles a second end to end (bytes in, JSON out), the share of every stage, and how
many times the floor that is: decoding, folding, one scan and dumping the same record, measured in the same run. Times
are processor time, of every chunk the least of five rounds, but for the first run, in which every word is new.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from newsextract import pipeline
from newsextract.batch import warm_up
from newsextract.document import Article
from newsextract.matching import Scan
from newsextract.models import Record
from newsextract.normalize import FoldedText, fold

TODAY = date(2026, 1, 1)
ROUNDS = 5
ARTICLES_AT_ONCE = 45  # what a job reads together
STAGES = {
    "fold": ["fold"],
    "layout": ["article_text", "headline", "outlet_country"],
    "scan": ["Scan"],
    "numbers": ["read_numbers"],
    "dates": ["extract_dates"],
    "cities": ["extract_cities"],
    "figures": ["extract_figures"],
    "officials": ["extract_officials"],
    "events": ["extract_events"],
    "record": ["Record"],
}

SENTENCES = [
    (
        "أعلنت وزارة {body} أن عدد زوار معرض {city} الدولي بلغ {number} زائر، أي بزيادة {percent} في المائة "
        "مقارنة مع السنة الماضية."
    ),
    (
        "وقال {person}، مدير المعرض، في تصريح للصحافة إن الدورة {ordinal} استقبلت ما بين {small} و{number} "
        "زائر من داخل البلاد وخارجها."
    ),
    (
        "لقي {small} أشخاص مصرعهم وأصيب {number} آخرون بجروح متفاوتة الخطورة في حادثة سير وقعت صباح "
        "{weekday} بضواحي {city}."
    ),
    "وأوضح بلاغ للمديرية العامة أن المصالح المختصة فتحت بحثا لتحديد ظروف الحادث، دون أن يقدم تفاصيل أخرى.",
    "خصصت الحكومة غلافا ماليا يناهز {number} درهم لإعادة بناء الطرق والقناطر التي جرفتها السيول في {city}.",
    "ومن المرتقب أن تنطلق الأشغال ابتداء من {day} {month} {year}، على أن تنتهي قبل نهاية السنة الموالية.",
    "أكد وزير {body}، {person}، خلال زيارة قام بها إلى {city}، أن المشروع سيوفر أزيد من {number} منصب شغل.",
    "وتابع المصدر ذاته أن نسبة الإنجاز وصلت إلى {percent} في المائة، رغم التأخر الذي عرفته الأشغال خلال فصل الشتاء.",
    "شارك آلاف المواطنين يوم {weekday} {day} {month} {year} في مسيرة جابت أهم شوارع {city} للمطالبة بتحسين الخدمات.",
    "وأضافت الصحيفة أن المفاوضات بين الطرفين ما زالت متواصلة، وأن اللقاء المقبل سينعقد في {city} بحضور وسطاء.",
    "سجلت صادرات القطاع ارتفاعا بنسبة {percent} في المائة لتبلغ {number} دولار مع متم شهر {month} {year}.",
    "ويرى مراقبون أن هذه الأرقام تعكس تحسنا في الطلب الخارجي، لكنها لا تكفي لتعويض خسائر الموسم السابق.",
]
# What most of an article is made of: sentences in which there is little to find.
PLAIN_SENTENCES = [
    "وأبرز المتدخلون خلال هذا اللقاء أهمية العمل المشترك بين مختلف الفاعلين من أجل تجاوز الصعوبات التي تعترض القطاع.",
    "وأشار إلى أن الساكنة المحلية تعلق آمالا كبيرة على هذا الورش لما سيكون له من أثر إيجابي على حياتها اليومية.",
    "ومن جانبها، عبرت جمعيات المجتمع المدني عن استعدادها للانخراط في كل المبادرات الرامية إلى حماية التراث المحلي.",
    "ولم تخف مصادر مطلعة وجود خلافات بين الشركاء حول طريقة التدبير وتوزيع المسؤوليات داخل اللجنة المشرفة.",
    "وتتميز هذه المنطقة بتنوع طبيعي وثقافي يجعل منها وجهة مفضلة لدى عشاق الجبال والمشي في الهواء الطلق.",
    "كما شدد على ضرورة إشراك الشباب والنساء في اتخاذ القرار، وعلى توفير فضاءات ملائمة للحوار والإبداع.",
    "وبحسب متابعين للشأن المحلي، فإن تأخر الربط بالشبكة يظل العائق الأبرز أمام إقبال المستثمرين على المشروع.",
    "وتأتي هذه الخطوة في سياق يتسم بارتفاع أسعار المواد الأولية وتراجع القدرة الشرائية للأسر ذات الدخل المحدود.",
    "ودعا المشاركون إلى تبسيط المساطر الإدارية وتقريب الخدمات من المواطنين، خصوصا في القرى البعيدة عن المراكز.",
    "وخلص التقرير إلى أن الحلول الترقيعية لم تعد كافية، وأن الإصلاح العميق وحده كفيل باستعادة ثقة المرتفقين.",
    "واستمع الحاضرون بعد ذلك إلى شهادات مؤثرة لأشخاص عاشوا التجربة عن قرب وتحدثوا عن معاناتهم بكثير من الصدق.",
    "وتخللت الحفل فقرات فنية من أداء مجموعات شعبية، نالت استحسان الجمهور الذي تفاعل معها طويلا بالتصفيق.",
    "ويراهن القائمون على المبادرة على تكوين جيل جديد من الحرفيين القادرين على صون المهارات المتوارثة وتطويرها.",
    "وفي انتظار ذلك، يواصل السكان الاعتماد على وسائلهم الخاصة لتأمين حاجاتهم من الماء والحطب طيلة موسم البرد.",
]
SLOTS = {
    "body": ["الداخلية", "الصحة", "الثقافة والتواصل", "الفلاحة والصيد البحري", "التجهيز والنقل"],
    "city": ["فاس", "الرباط", "القاهرة", "الرياض", "تونس", "عمان", "طنجة", "الإسكندرية", "جدة", "وهران", "أكادير"],
    "number": ["2.4 مليون", "630 ألف", "1.150.000", "خمسة وعشرين ألف", "مليون و200 ألف", "300", "٤٥٠", "ثلاثة ملايين"],
    "small": ["3", "سبعة", "12", "أربعة", "تسعة"],
    "percent": ["3,5", "12.4", "20", "7,25"],
    "ordinal": ["السادسة", "الثانية عشرة", "الخامسة والعشرون"],
    "person": ["محمد العلوي", "فاطمة الزهراء بناني", "خالد عبد الرحمن", "أحمد بن يوسف"],
    "weekday": ["الاثنين", "الأربعاء", "السبت"],
    "day": ["3", "17", "21", "30"],
    "month": ["ماي", "أكتوبر", "نيسان", "يوليوز", "ديسمبر"],
    "year": ["2023", "2024", "2025"],
}


def made_corpus(articles: int = 300) -> list[bytes]:
    """Articles of fifteen sentences, always the same, in which there is as much to find as in the news."""
    random = Random(1)
    texts = []
    for _ in range(articles):
        filled = [s.format(**{slot: random.choice(values) for slot, values in SLOTS.items()}) for s in SENTENCES]
        chosen = random.sample(filled, 4) + random.sample(PLAIN_SENTENCES, 11)
        texts.append("\n".join(random.sample(chosen, len(chosen))))
    return [text.encode() for text in texts]


def read_corpus(paths: list[str]) -> list[bytes]:
    """The texts of JSON Lines files."""
    lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    return [json.loads(line)["text"].encode() for line in lines]


def timed(seconds: Counter[str], stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, adding the time of its calls to a stage."""

    def run(*args: object, **kwargs: object) -> Any:
        started = process_time()
        result = function(*args, **kwargs)
        seconds[stage] += process_time() - started
        return result

    return run


def stage_seconds(chunks: list[list[Article]]) -> Counter[str]:
    """Processor time of each stage over a corpus."""
    seconds: Counter[str] = Counter()
    originals = {name: getattr(pipeline, name) for names in STAGES.values() for name in names}
    try:
        for stage, names in STAGES.items():
            for name in names:
                setattr(pipeline, name, timed(seconds, stage, originals[name]))
        for chunk in chunks:
            for record in pipeline.parse_all(chunk, TODAY):
                timed(seconds, "json", record.model_dump_json)()
    finally:
        for name, original in originals.items():
            setattr(pipeline, name, original)
    return seconds


def best(rounds: int, function: Callable[[Any], object], items: list[Any]) -> float:
    """Processor time of a function on all items, of each the least of several rounds: so a busy machine adds little."""
    times = [float("inf")] * len(items)
    for _ in range(rounds):
        for i, item in enumerate(items):
            started = process_time()
            function(item)
            times[i] = min(times[i], process_time() - started)
    return sum(times)


def end_to_end(chunk: list[bytes]) -> list[str]:
    """Bytes in, JSON out."""
    return [record.model_dump_json() for record in pipeline.parse_all(articles(chunk), TODAY)]


def floor(chunk: list[tuple[bytes, Record]]) -> list[str]:
    """The least that any reader of the articles does: decode, fold, scan, and dump the records."""
    for text, _ in chunk:
        scan(fold(text.decode()))
    return [record.model_dump_json() for _, record in chunk]


def scan(text: FoldedText) -> Scan:
    """The one pass over a text for every lexicon."""
    return Scan(text, pipeline.vocabulary())


def articles(chunk: list[bytes]) -> list[Article]:
    """Articles of which nothing is known but their text."""
    return [Article("-", text.decode()) for text in chunk]


def main() -> None:
    """Measure the files given, or the corpus made here."""
    corpus = read_corpus(sys.argv[1:]) if sys.argv[1:] else made_corpus()
    megabytes = sum(map(len, corpus)) / 1e6
    warm_up(TODAY)  # as every job does
    chunks = [corpus[start : start + ARTICLES_AT_ONCE] for start in range(0, len(corpus), ARTICLES_AT_ONCE)]

    def show(name: str, seconds: float, more: str = "") -> None:
        print(f"{name:12s}{megabytes / seconds:6.1f} MB/s {len(corpus) / seconds:8.0f} articles/s{more}")

    print(f"{len(corpus)} articles, {megabytes:.2f} MB of UTF-8")
    show("first run", best(1, end_to_end, chunks))
    read = [list(zip(chunk, pipeline.parse_all(articles(chunk), TODAY), strict=True)) for chunk in chunks]
    folded = [fold(text.decode()) for text in corpus]
    least, total = best(ROUNDS, floor, read), best(ROUNDS, end_to_end, chunks)
    show("end to end", total, f" {total / least:6.1f} times the floor")
    show("floor", least)
    show("scan", best(3 * ROUNDS, scan, folded))  # short, so that a busy moment counts more
    seconds = stage_seconds([articles(chunk) for chunk in chunks])
    for stage, spent in seconds.most_common():
        print(f"  {stage:10s} {100 * spent / seconds.total():5.1f} %")


if __name__ == "__main__":
    main()
