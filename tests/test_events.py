"""Tables of event frames: one line of prose, the event that it tells, and what each figure measures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract
from newsextract.document import Document
from newsextract.extractors.events import extract_events
from newsextract.matching import Scan
from newsextract.models import City, Date, Event, Figure, Kind, Mention
from newsextract.normalize import fold
from newsextract.numerals import read_numbers
from newsextract.pipeline import vocabulary

CITIES = [
    "فاس",
    "الرباط",
    "مراكش",
    "طنجة",
    "القاهرة",
    "الرياض",
    "صفاقس",
    "وهران",
    "بغداد",
    "الموصل",
    "عمان",
    "صور",
    "دبي",
    "حلب",
    "بيروت",
]
DATES = {
    "من 3 إلى 9 ماي 2024": "2024-05-03/2024-05-09",
    "3 ماي 2024": "2024-05-03",
    "9 ماي 2024": "2024-05-09",
    "سنة 2019": "2019",
    "عام 2023": "2023",
    "أمس الأحد": "2024-05-12",
    "اليوم الاثنين": "2024-05-13",
}
REFERENCE = date(2024, 5, 13)


def read(text: str, figures: tuple[str, ...] = (), kind: Kind = "visitors") -> tuple[list[Event], list[Figure]]:
    """The events of a text whose cities and dates are those of the tables above."""
    document = Document(scan=Scan(fold(text), vocabulary()), today=REFERENCE, reference=REFERENCE)
    document.numbers = read_numbers(document.scan)
    document.cities = [City(name=name, mentions=found) for name in CITIES if (found := places(text, name))]
    document.dates = sorted(
        (Date(**found.model_dump(), value=DATES[form]) for form in DATES for found in places(text, form)),
        key=lambda day: (day.start, -day.end),
    )
    document.dates = [
        d for d in document.dates if not any(o.start <= d.start and d.end < o.end for o in document.dates)
    ]
    for printed in figures:
        start = text.index(printed)
        *_, begin, end = document.sentence(document.scan.token_at(start))
        sentence = Mention(text=text[begin:end], start=begin, end=end)
        end = start + len(printed)
        document.figures.append(Figure(text=printed, start=start, end=end, value=1, kind=kind, sentence=sentence))
    return extract_events(document)


def places(text: str, form: str) -> list[Mention]:
    """Where a form stands in the text at the end of a word."""
    found, at = [], text.find(form)
    while at >= 0:
        if not text[at + len(form) : at + len(form) + 1].isalnum() and (not at or text[at - 1] in " بلو«\n"):
            found.append(Mention(text=form, start=at, end=at + len(form)))
        at = text.find(form, at + 1)
    return found


NAMES = [
    ("قال منظمو مهرجان كناوة إن 5 آلاف شخص حضروا", "مهرجان كناوة"),
    ("اختتم مهرجان كناوة بالصويرة بحضور 5 آلاف متفرج", "مهرجان كناوة"),
    ("انطلق مهرجان مدائن التراث في شنقيط بحضور 5 آلاف زائر", "مهرجان مدائن التراث"),
    ("معرض نظمته الوزارة بالرباط زاره 5 آلاف شخص", "معرض"),
    ("معرض أقيم بالرباط زاره 5 آلاف شخص", "معرض"),
    ("الدورة 15 لمهرجان فاس للموسيقى استقطبت 5 آلاف زائر", "مهرجان فاس للموسيقى"),
    ("زار المعرض الدولي للكتاب 5 آلاف شخص", "المعرض الدولي للكتاب"),
    ("استقطب معرض القاهرة الدولي للكتاب 5 آلاف شخص", "معرض القاهرة الدولي للكتاب"),
    ("حضر مهرجان الفيلم العربي 5 آلاف شخص", "مهرجان الفيلم العربي"),
    ("حضر مهرجان ليالي رمضان للإنشاد 5 آلاف شخص", "مهرجان ليالي رمضان للإنشاد"),
    ("حضر مهرجان قرطاج الدولي 5 آلاف شخص", "مهرجان قرطاج الدولي"),
    ("حضر مهرجان «ليالي النخيل» 5 آلاف شخص", "مهرجان ليالي النخيل"),
    ("سجل صالون الصناعات التقليدية والحرف 5 آلاف شخص", "صالون الصناعات التقليدية والحرف"),
    ("شارك في ماراثون مراكش الدولي 5 آلاف شخص", "ماراثون مراكش الدولي"),
    ("زار أيام الأبواب المفتوحة للوقاية المدنية 5 آلاف شخص", "أيام الأبواب المفتوحة للوقاية المدنية"),
    ("وصل خلال موسم الحج 5 آلاف شخص", "موسم الحج"),
    ("شارك في زيارة الأربعين 5 آلاف شخص", "زيارة الأربعين"),
    ("قضى في زلزال الحوز 5 آلاف شخص", "زلزال الحوز"),
    ("قضى في انفجار مرفأ بيروت 5 آلاف شخص", "انفجار مرفأ بيروت"),
    ("لقي 5 آلاف شخص حتفهم في سيول الموصل", "سيول الموصل"),
    ("أصيب 5 آلاف شخص في حادثة سير", "حادثة سير"),
    ("أصيب 5 آلاف شخص في حادث مروري مروع", "حادث مروري"),
    ("أصيب 5 آلاف شخص في انقلاب أتوبيس", "انقلاب أتوبيس"),
    ("أصيب 5 آلاف شخص في سقوط حافلة", "سقوط حافلة"),
    ("أصيب 5 آلاف شخص في جنوح عبارة", "جنوح عبارة"),
    ("حضر مهرجان بابل للمسرح بمدينة الرباط 5 آلاف شخص", "مهرجان بابل للمسرح"),
    ("أصيب 5 آلاف شخص إثر انهيار عمارة سكنية", "انهيار عمارة"),
    ("أصيب 5 آلاف شخص في حريق مهول", "حريق"),
    ("شارك في إضراب معلمي التعليم الثانوي 5 آلاف شخص", "إضراب معلمي التعليم الثانوي"),
    ("شارك في مهرجان الملك فيصل للهجن 5 آلاف شخص", "مهرجان الملك فيصل للهجن"),
    ("شارك في بطولة المغرب العربي للملاكمة 5 آلاف شخص", "بطولة المغرب العربي للملاكمة"),
    ("زار معرض بغداد 5 آلاف شخص", "معرض بغداد"),
    ("حضر الملتقى الوطني الثالث للشعر 5 آلاف شخص", "الملتقى الوطني للشعر"),
    ("حضر المهرجان الدولي للعلوم و الهندسة 5 آلاف شخص", "المهرجان الدولي للعلوم و الهندسة"),
    ("قتل 5 آلاف شخص في تفجير انتحاري", "تفجير"),
    ("شارك في بطولة كأس العالم للأندية 5 آلاف شخص", "بطولة كأس العالم للأندية"),
    ("شارك في دوري الدرجة الأولى لكرة السلة 5 آلاف زائر", "دوري الدرجة الأولى لكرة السلة"),
    ("أصيب 5 آلاف شخص في تسرب غاز الكلور", "تسرب غاز الكلور"),
    ("أصيب 5 آلاف شخص في كارثة ميناء العقبة", "كارثة ميناء العقبة"),
    ("خرج في مسيرة العمال 5 آلاف شخص", "مسيرة العمال"),
    ("خرج في مسيرة الرباط 5 آلاف شخص", "مسيرة الرباط"),
    ("ركض في ماراطون الكورنيش 5 آلاف شخص", "ماراطون الكورنيش"),
    ("نزل في مسيرة بالرباط 5 آلاف شخص", "مسيرة"),
    ("تابع مباراة الديربي بين الاتحاد وضيفه النجم 5 آلاف شخص", "مباراة الديربي بين الاتحاد وضيفه النجم"),
    ("تابع مباراة بين الاتحاد الرياضي والنجم 5 آلاف شخص", "مباراة بين الاتحاد الرياضي والنجم"),
    ("جمعت صابة الزيتون 5 آلاف طن", "صابة الزيتون"),
    ("توافد للمعرض الدولي للتمور 5 آلاف شخص", "المعرض الدولي للتمور"),
]


@pytest.mark.parametrize(("text", "name"), NAMES, ids=[name for _, name in NAMES])
def test_name(text: str, name: str) -> None:
    events, figures = read(text, ("5 آلاف",))
    assert [event.name for event in events] == [name]
    assert figures[0].event == events[0].id


EDITIONS = [
    ("اختتمت الدورة السادسة للمعرض الدولي للكتاب", 6),
    ("اختتم المعرض الدولي للكتاب في دورته ال29", 29),
    ("تنطلق النسخة الـ 30 من مهرجان الفيلم العربي", 30),
    ("افتتحت الدورة 11 لصالون الصناعات التقليدية", 11),
    ("انطلق الملتقى الوطني الثالث للشعر", 3),
    ("افتتحت الطبعة الثانية عشرة لمهرجان الفيلم العربي", 12),
    ("اختتم الموسم الثاني من «دروب القوافل»", 2),
    ("انطلق مهرجان الفيلم العربي في نسخته الأولى", 1),
    ("الدورة الـ18 من المعرض الدولي للفرس", 18),
    ("أفادت إدارة المعرض الدولي للفرس أن الدورة 21 سجلت حضورا كبيرا", 21),
    ("تحتضن مراكش النسخة الرابعة والعشرين لمهرجان السينما المتوسطية", 24),
    ("اختتمت ٱلدَّوْرَةُ السَّابِعَةُ للمعرض الدولي للكتاب", 7),
]


@pytest.mark.parametrize(("text", "edition"), EDITIONS, ids=[text for text, _ in EDITIONS])
def test_edition(text: str, edition: int) -> None:
    events, _ = read(text)
    assert [event.edition for event in events] == [edition]


def test_the_edition_recalled_is_not_the_one_announced() -> None:
    text = "تنطلق الدورة التاسعة لمعرض فاس. وقد يستقبل المعرض 9 آلاف زائر، بعد أن استقبل في دورته الثامنة 7 آلاف."
    events, figures = read(text, ("9 آلاف", "7 آلاف"))
    editions = {event.id: event.edition for event in events}
    assert [editions[figure.event or ""] for figure in figures] == [9, 8]


def test_the_final_of_a_cup_is_a_match() -> None:
    text = "نهائي كأس العرب بين الاتحاد والنجم\n\nحضر نهائي كأس العرب بين الاتحاد والنجم 48 ألف مناصر."
    events, figures = read(text, ("48 ألف",))
    assert [event.name for event in events] == ["نهائي كأس العرب"]
    assert figures[0].event == events[0].id


def test_what_a_match_measures_in_an_article_about_it() -> None:
    text = "احتضنت فاس الديربي الكبير أمام 25 ألف متفرج.\n\nوبلغت المداخيل 3 ملايين."
    events, figures = read(text, ("3 ملايين",), "money")
    assert [event.name for event in events] == ["الديربي الكبير"]
    assert figures[0].event == events[0].id


FRAMES = [
    ("ارتفعت حصيلة زلزال طنجة إلى 23 قتيلا وفق ما أعلنته الوزارة أمس الأحد", "طنجة", None, None),
    ("افتتح المعرض الدولي للكتاب بالرباط يوم 3 ماي 2024", "الرباط", "2024-05-03", None),
    ("احتضنت مدينة فاس المعرض الدولي للكتاب من 3 إلى 9 ماي 2024", "فاس", "2024-05-03", "2024-05-09"),
    ("من 3 إلى 9 ماي 2024 أقيم المعرض الدولي للكتاب في طنجة", "طنجة", "2024-05-03", "2024-05-09"),
    ("استقبل معرض القاهرة الدولي للكتاب زواره أمس الأحد", "القاهرة", "2024-05-12", "2024-05-12"),
    ("اختتم أمس الأحد مهرجان الفيلم العربي بوهران", "وهران", None, "2024-05-12"),
    ("يتواصل مهرجان الفيلم العربي في دبي إلى غاية 9 ماي 2024", "دبي", None, "2024-05-09"),
    ("انطلقت النسخة الأولى من مهرجان الفيلم العربي بمدينة مراكش سنة 2019", "مراكش", "2019", "2019"),
    ("ضرب زلزال قرب حلب أمس الأحد", "حلب", "2024-05-12", "2024-05-12"),
    ("السيول التي اجتاحت الموصل أمس الأحد", "الموصل", "2024-05-12", "2024-05-12"),
    ("أعلنت الوزارة اليوم الاثنين أن زلزال حلب", "حلب", None, None),
    ("أفاد سكان من فاس ومن طنجة بأن حريقا اندلع أمس الأحد", None, "2024-05-12", "2024-05-12"),
    ("عاد المعرض الدولي للكتاب لأول مرة منذ سنة 2019 إلى الواجهة في الرباط", "الرباط", None, None),
    ("ارتفعت حصيلة زلزال حلب، أمس الأحد، إلى 23 قتيلا", "حلب", None, None),
    ("ارتفعت حصيلة الزلزال الذي ضرب حلب أمس الأحد إلى 23 قتيلا", "حلب", "2024-05-12", "2024-05-12"),
    ("شيعت حلب، أمس الأحد، ضحايا الزلزال", "حلب", None, None),
    ("أكدت سفارة في بيروت أن بين ضحايا حريق في حلب رعايا لها", "حلب", None, None),
    ("أعلنت اللجنة نتائج الانتخابات أمس الأحد في حلب", "حلب", None, None),
    ("أكد رئيس البلدية أن زلزال حلب خلف انهيار 31 منزلا", "حلب", None, None),
    ("أحصت المنظمة النازحين من مدينة حلب", "حلب", None, None),
    ("تلقت الزلزال الذي ضرب فاس ومراكش وطنجة", None, None, None),
]


@pytest.mark.parametrize(("text", "city", "start", "end"), FRAMES, ids=[text for text, *_ in FRAMES])
def test_frame(text: str, city: str | None, start: str | None, end: str | None) -> None:
    text += ".\n\nوشارك في ذلك 7 آلاف شخص."
    events, _ = read(text, ("7 آلاف",))
    assert [(event.city, event.start_date, event.end_date) for event in events] == [(city, start, end)]


NOTHING = [
    "عقد الوزير مؤتمرا صحفيا في الرباط",
    "قال الناطق في معرض رده على سؤال",
    "أعلنت وزارة الحج عن خدماتها",
    "دعا إلى وقف إطلاق النار فورا",
    "نظمت معارض ومهرجانات كثيرة",
    "اجتاز مباراة توظيف في فاس",
    "صدر قانون المالية",
    "لم تعرفه في أي معرض خارجي",
    "في الدورة العادية للمجلس",
    "أغلقت البلدية 17 صالونا و3 معارض",
    "أسقطوا طائرة مسيرة في بغداد",
    "نزلوا من قمة الصخرة إلى أسفلها",
    "زار الرئيس سيول عاصمة كوريا الجنوبية",
    "أدرك جوانب الفساد ومظاهره",
    "قاوم غلاء لقمة العيش",
    "اجتمع في لقائه الدوري مع الولاة",
    "الدورة الدموية للإنسان",
    "فرض وقفا لإطلاق النار",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(text: str) -> None:
    assert read(text) == ([], [])


COMPARED = """اختتمت الدورة السادسة للمعرض الدولي للكتاب بحضور 90 ألف زائر، مقابل 70 ألف زائر في الدورة الخامسة
سنة 2019، أي بزيادة قدرها 28 في المائة.""".replace("\n", " ")
PREVIOUS = """اختتمت الدورة السادسة للمعرض الدولي للكتاب بحضور 90 ألف زائر.
وكانت الدورة الماضية قد سجلت 70 ألف زائر.
ووفرت البلدية 16 حافلة."""
RETROSPECTIVE = """المعرض الدولي للكتاب يكبر
ففي النسخة الأولى بفاس سنة 2019 بلغ عدد الزوار 80 ألفا. وبيع 12 كتابا.
وفي النسخة الثانية بطنجة عام 2023 حضر 95 ألفا."""
REFERRED = "سجلت الدورة السادسة للمعرض الدولي للكتاب حضور 90 ألف زائر. وبلغ العارضون في هذه التظاهرة 300 عارض."
RUNNERS = "في النسخة الثالثة من ماراثون صور ركض 52 عداء، وفي النسخة الرابعة ارتفع العدد إلى 62 عداء من 48 دولة."
BOUND = [
    (COMPARED, {"90 ألف": 6, "70 ألف": 5, "28": 6}),
    (PREVIOUS, {"90 ألف": 6, "70 ألف": 5, "16": 6}),
    (RETROSPECTIVE, {"80 ألف": 1, "12": 1, "95 ألف": 2}),
    (REFERRED, {"90 ألف": 6, "300": 6}),
    (RUNNERS, {"52": 3, "62": 4, "48": 4}),
]


@pytest.mark.parametrize(("text", "editions"), BOUND, ids=[text[:40] for text, _ in BOUND])
def test_figures_measure_their_edition(text: str, editions: dict[str, int]) -> None:
    events, figures = read(text, tuple(editions))
    edition_of = {event.id: event.edition for event in events}
    assert {figure.text: edition_of[figure.event or ""] for figure in figures} == editions


def test_a_season_before_is_another_event() -> None:
    text = "استقبل موسم الرياض 2 مليون زائر. ويضم الموسم 11 منطقة. وكان الموسم الماضي قد استقطب 20 مليونا."
    events, figures = read(text, ("2 مليون", "11", "20 مليون"))
    assert [(event.name, event.edition) for event in events] == [("موسم الرياض", None)] * 2
    assert [figure.event for figure in figures] == ["e1", "e1", "e2"]


def test_a_year_compared_with_is_another_edition() -> None:
    text = "استقبل معرض بغداد 9 آلاف زائر أمس الأحد، مقارنة بنحو 8 آلاف زائر في عام 2023."
    events, figures = read(text.replace("في عام 2023", "سنة 2019"), ("9 آلاف", "8 آلاف"))
    assert [(event.start_date, figure.event) for event, figure in zip(events, figures, strict=True)] == [
        ("2024-05-12", "e1"),
        ("2019", "e2"),
    ]


def test_happenings_are_kept_apart_by_place_and_day() -> None:
    text = "زلزال حلب يوقع 12 قتيلا\n\nضرب زلزال قرب حلب أمس الأحد. وفي عام 2023 أودى زلزال مماثل بحياة 40 شخصا."
    events, figures = read(text, ("12", "40"), "deaths")
    assert [(event.name, event.city, event.start_date) for event in events] == [
        ("زلزال حلب", "حلب", "2024-05-12"),
        ("زلزال", None, "2023"),
    ]
    assert [figure.event for figure in figures] == ["e1", "e2"]


def test_mentions_of_one_event_are_one_entry() -> None:
    text = "صالون الحرف يستقطب 9 آلاف\nاختتم صالون الحرف التقليدية بصفاقس. وشهد الصالون إقبالا، وهذه التظاهرة سنوية."
    (event,), _ = read(text, ("9 آلاف",))
    assert [mention.text for mention in event.mentions] == [
        "صالون الحرف",
        "صالون الحرف التقليدية",
        "الصالون",
        "التظاهرة",
    ]
    assert (event.name, event.city) == ("صالون الحرف التقليدية", "صفاقس")


def test_an_article_about_no_event_binds_no_figure() -> None:
    events, figures = read("بلغت صادرات الزيت 12 ألف طن. وارتفعت الأسعار.", ("12 ألف",), "measure")
    assert (events, figures[0].event) == ([], None)


PIECES = [
    "\nالدورة",
    "السادسة",
    "لمعرض",
    "الكتاب",
    "«دروب",
    "البخور»",
    "في",
    "دورته",
    "ال29",
    "زلزال",
    "بفاس",
    "،",
    "مقابل",
    "12",
    "من",
    ".",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_mentions_are_what_is_printed(pieces: list[str]) -> None:
    text = " ".join(pieces)
    events, _ = read(text)
    for event in events:
        assert event.name
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.text


ORGANISERS = [
    ("افتتح المعرض الدولي للكتاب الذي تنظمه وزارة الثقافة بالرباط", "وزارة الثقافة"),
    ("افتتحت الدورة الثانية للمعرض الدولي للكتاب من تنظيم غرفة الصناعة والتجارة", "غرفة الصناعة والتجارة"),
    ("نظمت الهيئة العامة للترفيه مهرجان الفيلم العربي بدبي في دورته الأولى", "الهيئة العامة للترفيه"),
    ("الدورة الثالثة لمهرجان الفيلم العربي، المنظمة من طرف جمعية أصدقاء السينما", "جمعية أصدقاء السينما"),
    ("انطلقت الدورة الثالثة لمهرجان الفيلم العربي من طرف الجميع", None),
]


@pytest.mark.parametrize(("text", "organiser"), ORGANISERS, ids=[text for text, _ in ORGANISERS])
def test_organiser(text: str, organiser: str | None) -> None:
    (event,), _ = read(text + " بحضور 7 آلاف زائر", ("7 آلاف",))
    assert event.organiser == organiser


def test_people_beside_a_deed_are_apart_from_the_strike() -> None:
    text = "ضم إضراب المعلمين 900 معلم. وقال النقابي أمام نحو 30 معلما تجمعوا قبالة الوزارة إن المطلب 500."
    events, figures = read(text, ("900", "30", "500"), "people")
    assert [event.name for event in events] == ["إضراب المعلمين", "وقفة"]
    assert [figure.event for figure in figures] == ["e1", "e2", "e1"]


@pytest.mark.parametrize(
    ("text", "figure", "kind", "name"),
    [
        ("«خريف ظفار 2024» يستقطب 90 ألف زائر\nوبلغ زوار الموسم ذروتهم أمس الأحد.", "90 ألف", "visitors", "خريف ظفار"),
        ("أعلنت الهيئة أن عدد الحجاج بلغ 90 ألفا هذا العام", "90 ألف", "visitors", "موسم الحج"),
        ("لقي 12 شخصا حتفهم بعدما انقلبت حافلة قرب فاس", "12", "deaths", "حادث سير"),
        ("مقتل 12 شخصا في ظروف غامضة بطنجة", "12", "deaths", "حادث"),
    ],
)
def test_events_that_no_noun_names(text: str, figure: str, kind: Kind, name: str) -> None:
    events, figures = read(text, (figure,), kind)
    assert [(event.name, event.id) for event in events] == [(name, figures[0].event)]


def test_a_war_behind_the_news_measures_no_prices() -> None:
    text = "رفعت الحرب سعر القمح بنسبة 30 في المائة، وقال الخبير إن الحرب طويلة."
    assert read(text, ("30",), "percent")[1][0].event is None


def test_an_age_measures_no_event() -> None:
    events, figures = read("أصيب رجل يبلغ من العمر 40 عاما في حريق بفاس أوقع 3 جرحى", ("40", "3"), "duration")
    assert [figure.event for figure in figures] == [None, events[0].id]


def test_a_sentence_without_end_costs_linear_time() -> None:
    text = "قتل 5 في حريق بفاس أمس الأحد و3 في انفجار مقابل 2 في المعرض " * 300
    events, figures = read(text, ("5", "3"), "deaths")
    assert len(events) < 20
    assert all(figure.event for figure in figures)


WHOLE = [
    # the first edition told has no year; the one of an earlier year is another, at its own place
    (
        "احتضنت مدينة فاس مهرجان المدن القديمة بحضور 3000 ضيف. ونظمت نسخة 2022 في تطوان بمشاركة 2000 ضيف.",
        [("مهرجان المدن القديمة", "فاس", ["3000"]), ("مهرجان المدن القديمة", "تطوان", ["2000"])],
    ),
    # where it was spoken of is not where it is
    (
        "قال الوزير في كلمة ألقاها بالبصرة إن الانتخابات المقبلة قريبة، وإن 20 مليون ناخب سيشاركون في الانتخابات.",
        [("انتخابات", None, ["20 مليون"])],
    ),
    (
        "سجل 9 ملايين ناخب، حسب ندوة صحفية بالعاصمة تونس حول الانتخابات الرئاسية المقررة يوم 6 أكتوبر 2024.",
        [("انتخابات", None, ["9 ملايين"])],
    ),
    # what is so at any time is no outcome of a happening
    (
        "شهدت فاس زلزالا أسفر عن مقتل 100 شخص. ويعيش في الإقليم مليونا نسمة، ويبلغ عدد المدارس فيه 450 مدرسة.",
        [("زلزال", "فاس", ["100"])],
    ),
    # an explosion of years ago is not the fire of the day
    (
        "اندلع حريق في مستودع بميناء بيروت وأصيب 5 عمال. وكان انفجار المرفأ في 4 آب 2020 قد قتل أكثر من 200 شخص.",
        [("حريق", "بيروت", ["5"]), ("انفجار المرفأ", None, ["200"])],
    ),
    # those who count the protesters again
    (
        "تظاهر آلاف المحتجين في ساحة التحرير ببغداد، وقالت الشرطة إن عددهم لم يتجاوز 5000 متظاهر.",
        [("مظاهرة", "بغداد", ["آلاف", "5000"])],
    ),
    ("لقي 12 شخصا مصرعهم في حادث سقوط حافلة قرب فاس.", [("سقوط حافلة", "فاس", ["12"])]),
    ("ضرب إعصار دانيال مدينة درنة مخلفا 4000 قتيل.", [("إعصار دانيال", "درنة", ["4000"])]),
    ("سجلت الوزارة 86 إصابة جديدة بفيروس كورونا و3 وفيات.", [("كورونا", None, ["86", "3"])]),
    (
        "افتتح معرض الرياض الدولي للكتاب دورته الجديدة بمشاركة 2000 دار نشر.",
        [("معرض الرياض الدولي للكتاب", "الرياض", ["2000"])],
    ),
    # a city that hosts what stands behind it; an edition that its city and year tell
    (
        "بعد النسخة الأولى في دبي بحضور 50 ألف زائر، تستضيف مسقط النسخة الثانية من معرض الزهور بحضور 70 ألف زائر.",
        [("معرض الزهور", "دبي", ["50 ألف"]), ("معرض الزهور", "مسقط", ["70 ألف"])],
    ),
    (
        "زار أيام الأبواب المفتوحة بالجديدة مليون شخص في ماي 2025، في حين زار دورة أكادير 2024 نحو مليون شخص.",
        [("أيام الأبواب المفتوحة", "الجديدة", ["مليون"]), ("أيام الأبواب المفتوحة", "أكادير", ["مليون"])],
    ),
    (
        "أعلنت إدارة مهرجان جرش أن الدورة التاسعة والثلاثين ستنطلق في 23 تموز المقبل، بمشاركة 35 دولة.",
        [("مهرجان جرش", "جرش", ["35"])],
    ),
    ("اصطدم قطاران فلقي 19 شخصا مصرعهم، وقال رئيس الوزراء من القاهرة إن الأمر خطير.", [("حادث قطار", None, ["19"])]),
    (
        "قتل 15 شخصا في انفجار سيارة مفخخة وسط بغداد. وتشهد العاصمة منذ 2003 أعمال عنف أودت بحياة 200 ألف مدني.",
        [("سيارة مفخخة", "بغداد", ["15"])],
    ),
    (
        "انهار منجم ذهب فقتل 11 عاملا. وكان انهيار مماثل في 2022 قد أودى بحياة 14 عاملا.",
        [("انهيار", None, ["11"]), ("انهيار", None, ["14"])],
    ),
    (
        "اختتم مهرجان موازين إيقاعات العالم دورته العشرين بحضور 3 ملايين متفرج.",
        [("مهرجان موازين", None, ["3 ملايين"])],
    ),
    # a happening some time back is another one, its figures with it
    (
        "قتل 27 شخصا في زلزال قرب مراكش، بعد شهرين من زلزال الأطلس الذي أودى بحياة 2200 شخص.",
        [("زلزال", "مراكش", ["27"]), ("زلزال الأطلس", None, ["2200"])],
    ),
    # the edition before tells by its number which one this is
    (
        "استقطب معرض فاس للكتاب 60 ألف زائر. وكانت الدورة السابقة، أي السادسة والخمسون، قد سجلت 55 ألف زائر.",
        [("معرض فاس للكتاب", "فاس", ["60 ألف"]), ("معرض فاس للكتاب", "فاس", ["55 ألف"])],
    ),
    # a calamity is what befell
    (
        "بعد فاجعة فاس، فتح تحقيق في الفيضانات التي خلفت وفاة 37 شخصا. وأصيب 32 آخرون.",
        [("فاجعة فاس", "فاس", ["37", "32"])],
    ),
    # a number right before a happening that is a year counts none
    (
        "ضرب زلزال قرب فاس وقتل 5 أشخاص. وكانت المدينة قد شهدت في 7 مايو 2020 زلزالا خلف مقتل 9 أشخاص.",
        [("زلزال", "فاس", ["5"]), ("زلزال", None, ["9"])],
    ),
    ("حصنت الفرق 300 طفل ضد الحصبة في بغداد.", [("حملة التحصين", "بغداد", ["300"])]),
    # votes, budgets
    (
        "انتخب مجلس النواب رئيسه بعد حصوله على 208 أصوات مقابل 66 صوتا لمنافسه.",
        [("تصويت", None, ["208", "66"])],
    ),
    (
        "أقرت الحكومة مشروع قانون الموازنة العامة لسنة 2026 بنفقات تبلغ 13 مليار دينار.",
        [("مشروع قانون الموازنة العامة", None, ["13 مليار"])],
    ),
    ("صادرت الشرطة 12 مركبة ومعدات تفجير.", []),
    ("فاز الفريق على ملعب «النور الجديد» أمام 68 ألف متفرج.", []),
    ("وصل 300 جندي إلى مدخل محافظة لحج جنوبي اليمن.", []),
]


@pytest.mark.parametrize(("text", "events"), WHOLE, ids=[text[:40] for text, _ in WHOLE])
def test_events_of_a_text(text: str, events: list[tuple[str, str | None, list[str]]]) -> None:
    record = newsextract.parse(text, "2025-05-20")
    assert [
        (event.name, event.city, [figure.text for figure in record.figures if figure.event == event.id])
        for event in record.events
    ] == events
