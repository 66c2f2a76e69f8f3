"""Figures: one row a phrasing; what it must read, and what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import parse
from newsextract.models import Figure


def figures(text: str, **source: str) -> list[Figure]:
    return parse(text, today="2026-01-01", **source).figures


def only(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


VALUES = [
    ("حضر الافتتاح مليون و150 ألف زائر", "مليون و150 ألف", 1150000),
    ("بلغت المساحة خمسة وعشرين ألفا وثلاثمائة وأربعين مترا", "خمسة وعشرين ألفا وثلاثمائة وأربعين", 25340),
    ("استقبل المعرض 2.4 مليون زائر", "2.4 مليون", 2400000),
    ("استقبل المعرض ٢٫٤ مليون زائر", "٢٫٤ مليون", 2400000),
    ("بيع 630.000 كتاب", "630.000", 630000),
    ("بيع 1 150 000 كتاب", "1 150 000", 1150000),
    ("بلغ النمو 12,5 في المائة", "12,5", 12.5),
    ("بلغ النمو 12.5%", "12.5", 12.5),
    ("بلغ النمو ٪١٢٫٥", "١٢٫٥", 12.5),
    ("قال إن ثلاثة أرباع الأشجار احترقت", "ثلاثة أرباع", 75),
    ("زرعت البلدية ربع مليون شجرة", "ربع مليون", 250000),
    ("تمتد الحديقة على هكتار واحد", "واحد", 1),
    ("أمام الوزراء الخمسة مهلة قصيرة", "الخمسة", 5),
    ("نقلت العبارة (198) راكبا", "198", 198),
    ("ضخت الشركة 64ر1 مليون لتر", "64ر1 مليون", 1640000),
    ("ارتفع الإنتاج بنسبة 37، 13 في المائة", "37، 13", 13.37),
]


@pytest.mark.parametrize(("text", "printed", "value"), VALUES)
def test_value(text: str, printed: str, value: float) -> None:
    figure = only(text)
    assert (figure.text, figure.value, figure.lower, figure.upper) == (printed, value, value, value)
    assert text[figure.start : figure.end] == printed


QUALIFIERS = {
    "exact": ["حضر 300 زائر", "بلغ عدد الزوار 300 زائر", "وصل عدد الزوار إلى 300 زائر", "ليصل إلى 300 زائر"],
    "approx": [
        "حضر نحو 300 زائر",
        "حضر حوالي 300 زائر",
        "حضر قرابة 300 زائر",
        "حضر زهاء 300 زائر",
        "حضر ما يقارب 300 زائر",
        "حضر ما يقرب من 300 زائر",
        "حضر ما يناهز 300 زائر",
        "ناهز عدد الحاضرين 300 زائر",
        "قارب عددهم 300 زائر",
        "بلغ عددهم في حدود 300 زائر",
        "يقدر عددهم بـ300 زائر",
        "عدد يقدر بثلاثمئة زائر",
        "حضر 300 زائر تقريبا",
        "حضر تقريبا 300 زائر",
        "بما يناهز 300 زائر",
        "لامس العدد 300 زائر",
    ],
    "more_than": [
        "حضر أكثر من 300 زائر",
        "حضر اكثر من 300 زائر",
        "استقطب أزيد من 300 زائر",
        "بأكثر من 300 زائر",
        "فاق عدد الحاضرين 300 زائر",
        "تجاوز عددهم 300 زائر",
        "حضر ما يزيد عن 300 زائر",
        "حضر ما يزيد على 300 زائر",
        "حضر ما يربو على 300 زائر",
        "يزيد عددهم على 300 زائر",
        "تخطى العدد حاجز الـ300 زائر",
        "حضر 300 زائر ونيف",
        "ناهز عددهم أكثر من 300 زائر",
        "عدد يتجاوز 300 زائر",
        "بعدد فاق 300 زائر",
    ],
    "at_least": [
        "حضر ما لا يقل عن 300 زائر",
        "لا يقل عددهم عن 300 زائر",
        "حضر على الأقل 300 زائر",
        "حضر 300 زائر على الأقل",
        "يستقبل 300 زائر فأكثر",
        "يستقبل 300 زائر أو أكثر",
        "يستقبل 300 زائر كحد أدنى",
        "بما لايقل عن 300 زائر",
        "لم ينخفض العدد عن 300 زائر",
    ],
    "less_than": [
        "حضر أقل من 300 زائر",
        "حضر ما يقل عن 300 زائر",
        "حضر ما دون 300 زائر",
        "ظل العدد دون 300 زائر",
        "يقل عددهم عن 300 زائر",
    ],
    "at_most": [
        "لا يتجاوز عددهم 300 زائر",
        "لم يتجاوز العدد 300 زائر",
        "لا يزيد عن 300 زائر",
        "لا تزيد الحصة على 300 زائر",
        "لم يتخط العدد 300 زائر",
        "يستقبل 300 زائر كحد أقصى",
        "يستقبل حتى 300 زائر",
        "يستقبل ما يصل إلى 300 زائر",
        "يستقبل 300 زائر على الأكثر",
        "قد يصل إلى 300 زائر",
    ],
}
BOUNDS = {
    "exact": (300, 300),
    "approx": (270, 330),
    "more_than": (300, None),
    "at_least": (300, None),
    "less_than": (0, 300),
    "at_most": (0, 300),
}


@pytest.mark.parametrize(("qualifier", "text"), [(key, text) for key, texts in QUALIFIERS.items() for text in texts])
def test_qualifier(qualifier: str, text: str) -> None:
    figure = only(text)
    assert (figure.qualifier, figure.value) == (qualifier, 300)
    assert (figure.lower, figure.upper) == BOUNDS[qualifier]


def test_bounds_of_amounts_are_open_below() -> None:
    figure = only("لا تتجاوز الغرامة 50 دولارا")
    assert (figure.lower, figure.upper) == (None, 50)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "qualifier"),
    [
        ("ما بين 200 و250 ألف شخص", 200000, 250000, "range"),
        ("بين 3 و4 آلاف زائر", 3000, 4000, "range"),
        ("بين 3 آلاف و4 آلاف زائر", 3000, 4000, "range"),
        ("تراوح العدد بين 80 و85 في المئة", 80, 85, "range"),
        ("يستغرق من 10 إلى 15 يوما", 10, 15, "range"),
        ("يستغرق 10-15 يوما", 10, 15, "range"),
        ("يستغرق 10 إلى 15 يوما", 10, 15, "range"),
        ("ينام 10 أو 15 شخصا في الخيمة", 10, 15, "range"),
        ("توافد آلاف الزوار", 1000, None, "vague"),
        ("توافد عشرات الآلاف من المشاركين", 10000, None, "vague"),
        ("سقط مئات القتلى", 100, None, "vague"),
        ("يستمر بضعة أيام", 3, 9, "vague"),
    ],
)
def test_interval(text: str, lower: float, upper: float | None, qualifier: str) -> None:
    figure = only(text)
    assert (figure.value, figure.lower, figure.upper, figure.qualifier) == (None, lower, upper, qualifier)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ارتفعت النسبة من 13.7 في المائة إلى 13.9", [(13.7, "percent"), (13.9, "percent")]),
        ("ارتفع عدد المشتركين من 20 إلى 25 مليون مشترك", [(20000000, "people"), (25000000, "people")]),
        ("خسرت 1.5 مليار دولار أو 3 مليارات", [(1500000000, "money"), (3000000000, "money")]),
        ("بيعت 40 سيارة مقابل 25 في العام الماضي", [(40, "count"), (25, "count")]),
    ],
)
def test_two_figures(text: str, values: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.kind) for figure in figures(text)] == values


def test_a_qualifier_holds_for_what_is_joined_to_it() -> None:
    killed, hurt = figures("خلف الزلزال أكثر من 300 قتيل و500 جريح")
    assert killed.qualifier == hurt.qualifier == "more_than"
    about, counted = figures("جمع المنشور نحو 800 إعجاب و144 تعليقا")
    assert (about.qualifier, counted.qualifier) == ("approx", "exact")


UNITS = [
    ("حضر 20 زائرا", "زائرا"),
    ("حضر 20 زائرًا", "زائرا"),
    ("حضر ألفا زائر وزائرة", "زائر"),
    ("تتسع القاعة لآلاف الزوار", "زوار"),
    ("شارك 1500 من هيئات المجتمع المدني", "هيئات"),
    ("استفاد 48 ألفا من صغار الفلاحين", "فلاحين"),
    ("حضر ستة من العاملين في المصنع", "عاملين"),
    ("قضى السنوات الخمس الماضية في الخارج", "سنوات"),
    ("زار المدن القديمة الأربع", "مدن"),
    ("فتحت محاورها الخمسة", "محاور"),
    ("على مساحة 30 ألف متر مربع", "متر مربع"),
    ("بلغت الحرارة 30 درجة مئوية", "درجة"),
    ("أصيب 34 آخرون", "آخرون"),
    ("بلغ النمو 5%", None),
    ("بلغ عدد الوفيات 1452", None),
    ("بقيمة 3 ملايين يورو", "يورو"),
]


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_unit(text: str, unit: str | None) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("سقط 300 قتيل و500 آخرون", ["قتيل", "آخرون"]),
        ("نقلت 600 مسافر مقابل 500 في العام السابق", ["مسافر", "مسافر"]),
        ("جمعت 650 ألف دولار، دفع الرعاة منها 420 ألفا", ["دولار", "دولار"]),
        ("سجل ثلاثية وأحرز أربع نقاط وثلاثا في الشوط", ["نقاط", "نقاط"]),
    ],
)
def test_elided_unit(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in figures(text)] == units


KINDS = [
    ("مقتل 26 شخصا", "deaths"),
    ("لقي 26 شخصا مصرعهم", "deaths"),
    ("26 شخصا لقوا حتفهم", "deaths"),
    ("قتل 26 جنديا", "deaths"),
    ("وفاة 26 مريضا", "deaths"),
    ("أودى الحريق بحياة 26 عاملا", "deaths"),
    ("انتشال 26 جثة", "deaths"),
    ("بلغ عدد الوفيات 26", "deaths"),
    ("إصابة 26 شخصا", "injured"),
    ("أصيب 26 تلميذا", "injured"),
    ("جرح 26 آخرون", "injured"),
    ("نقل 26 مصابا", "injured"),
    ("فقدان 26 بحارا", "missing"),
    ("لا يزال 26 شخصا في عداد المفقودين", "missing"),
    ("نزوح 26 ألف شخص", "displaced"),
    ("26 ألف شخص نزحوا", "displaced"),
    ("إجلاء 26 شخصا", "displaced"),
    ("وصلت 26 أسرة نازحة", "displaced"),
    ("استقبل 26 ألف سائح", "visitors"),
    ("عدد الزوار بلغ 26 ألف شخص", "visitors"),
    ("بحضور 26 ألف شخص", "visitors"),
    ("اعتقال 26 شخصا", "people"),
    ("بمشاركة 26 عارضا", "people"),
    ("شارك 26 مترشحا", "people"),
    ("يقطنها 26 ألف نسمة", "people"),
    ("أوقفت 26 سوريا", "people"),
    ("حصد المقطع 26 ألف مشاهدة", "views"),
    ("بقيمة 26 مليون دولار", "money"),
    ("بنسبة 26 في المئة", "percent"),
    ("على بعد 26 كيلومترا", "measure"),
    ("زاد الإنتاج 26 برميلا", "measure"),
    ("خلال 26 يوما", "duration"),
    ("عن عمر 26 عاما", "duration"),
    ("نصف ساعة من البحث", "duration"),
    ("من 26 دولة", "count"),
    ("تجهيز 26 سيارة إسعاف", "count"),
    ("تسجيل 26 حالة وفاة", "deaths"),
    ("قاعة بسعة 26 ألف متفرج", "count"),
    ("تتسع القاعة لـ26 شخصا", "count"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("مقتل 26 شخصا بينهم ثلاثة أطفال", ["deaths", "deaths"]),
        ("مقتل 31 مدنيا، بينهم ست نساء وعشرة أطفال، وجرح عشرات آخرين", ["deaths", "deaths", "deaths", "injured"]),
        ("لقي 27 شخصا مصرعهم وأصيب 2000 آخرون، إصابة 82 منهم بليغة", ["deaths", "injured", "injured"]),
        ("وفاة ستة أطفال في حين انخفض عدد المفقودين إلى ثمانية", ["deaths", "missing"]),
        ("قتل 5 أشخاص وأوقفت الشرطة 3 آخرين", ["deaths", "people"]),
        ("٢٦ وفاة بينهم ٦ أطفال وتراجع عدد المفقودين", ["deaths", "deaths"]),
    ],
)
def test_kinds_in_one_sentence(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure in figures(text)] == kinds


CURRENCIES = [
    ("صفقة بقيمة 45 مليون دولار", 45000000, "USD"),
    ("صفقة بقيمة 45 مليون دولار كندي", 45000000, "CAD"),
    ("منحة قدرها 20 ألف دينار تونسي", 20000, "TND"),
    ("منحة قدرها 20 ألف دينار كويتي", 20000, "KWD"),
    ("منحة قدرها 20 ألف ريال عماني", 20000, "OMR"),
    ("منحة قدرها 20 ألف درهم مغربي", 20000, "MAD"),
    ("منحة قدرها 20 ألف درهم إماراتي", 20000, "AED"),
    ("منحة قدرها 20 ألف جنيه مصري", 20000, "EGP"),
    ("منحة قدرها 20 ألف جنيه إسترليني", 20000, "GBP"),
    ("منحة قدرها 20 ألف ليرة سورية", 20000, "SYP"),
    ("منحة قدرها 20 ألف ليرة تركية", 20000, "TRY"),
    ("منحة قدرها 20 ألف فرنك سويسري", 20000, "CHF"),
    ("منحة قدرها 20 ألف أوقية", 20000, "MRU"),
    ("منحة قدرها 20 ألف شيكل", 20000, "ILS"),
    ("منحة قدرها 20 ألف دج", 20000, "DZD"),
    ("سعره $45", 45, "USD"),
    ("سعره 45€", 45, "EUR"),
    ("تكلفة الملعب في المغرب 3 مليارات سنتيم", 30000000, "MAD"),
    ("هبط النفط 65 سنتا", 0.65, "USD"),
    ("عائدات بقيمة 700 م د في تونس", 700000000, "TND"),
]


@pytest.mark.parametrize(("text", "value", "currency"), CURRENCIES)
def test_money(text: str, value: float, currency: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.value, figure.currency) == ("money", value, currency)


@pytest.mark.parametrize(
    ("text", "url", "currency"),
    [
        ("رصدت الوزارة 20 ألف دينار", "https://example.tn/1", "TND"),
        ("رصدت الوزارة 20 ألف دينار في بغداد", "https://example.com/1", "IQD"),
        ("رصدت الحكومة الأردنية 20 ألف دينار", "https://example.com/1", "JOD"),
        ("رصدت الوزارة 20 ألف ريال", "https://example.com.qa/1", "QAR"),
    ],
)
def test_currency_of_the_country(text: str, url: str, currency: str) -> None:
    assert figures(text, url=url)[0].currency == currency


NOT_FIGURES = [
    "يوم 17 ماي 2025",
    "من 17 إلى 21 ماي 2025",
    "سنة 2017",
    "دستور 2011",
    "موسم 2023-2024",
    "الساعة 10:30",
    "على الساعة 20",
    "في السابعة مساء",
    "الدورة السادسة",
    "الدورة 15",
    "الدورة الـ15 للمعرض",
    "بدورته الأربعين",
    "الذكرى 69 للثورة",
    "النسخة العشرون",
    "المادة 75 من القانون",
    "الفصل 12",
    "المادتين 12 و13",
    "القانون 09.08",
    "القانون رقم 103.13",
    "القرار 2254",
    "رقم 934",
    "الرحلة رقم 15",
    "الطريق الوطنية رقم 4",
    "الطريق 15",
    "الملف رقم 3",
    "الاتصال على هاتف 0800004747",
    "على هاتف خدمة العملاء الموحد 9911",
    "القناة 2",
    "الأيام 24",
    "فرانس 24",
    "كوفيد-19",
    "كوفيد 19",
    "آيفون 6",
    "بوينغ 737",
    "مجموعة العشرين",
    "زيارة الأربعين",
    "فاز الفريق 2-1",
    "فاز الفريق (30-20)",
    "تعادل الفريقان 1-1",
    "فاز بهدفين لواحد",
    "فاز بثلاثة أهداف مقابل هدف",
    "بنتيجة 77 مقابل 73",
    "في الدقيقة 35",
    "حامل القميص 10",
    "نصف النهائي",
    "ربع النهائي",
    "أحد المسؤولين",
    "إحدى الجارات",
    "واحد من أهم المباني",
    "واحدة من أجمل المدن",
    "لكل واحد منهم",
    "انتظر يومين",
    "شقيقان",
    "الصفحة 12",
    "العام الدراسي 2018/2019",
    "1- شراء كتاب\n2- شراء دفتر",
    "عقار A330",
    "شبكات 5G",
    "الساعة الرابعة والنصف",
    "الزلزال الذي ضرب المدينة في 1960",
    "24/24",
    "الطابق الثالث",
    "قال الأول وتبعه الثاني",
    "الرقم الأخضر 080123456",
    "من 5+1",
    "غدا على 17:00",
]


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_no_figure(text: str) -> None:
    assert [figure.text for figure in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("بلغ العدد الإجمالي للزوار 300 ألف زائر", "total"),
        ("بينهم 20 ألف زائر من الخارج", "part"),
        ("سجل يوما الذروة 90 ألف وافد", "part"),
        ("غادر 33 منهم المستشفى", "part"),
        ("رصدت 20 سيارة", None),
    ],
)
def test_scope(text: str, scope: str | None) -> None:
    assert only(text).scope == scope


def test_sentence_is_the_printed_one() -> None:
    text = "افتُتح المعرض أمس. حضر 300 زائر\nوغادروا."
    sentence = only(text).sentence
    assert sentence.text == "حضر 300 زائر" == text[sentence.start : sentence.end]


@pytest.mark.parametrize(
    ("text", "attribution", "issuer"),
    [
        ("حضر 300 زائر حسب بلاغ وزارة الثقافة.", "بلاغ وزارة الثقافة", "وزارة الثقافة"),
        ("حضر 300 زائر، وفق الجهة المنظمة.", "الجهة المنظمة", "الجهة المنظمة"),
        ("حضر 300 زائر، وفقا لوزارة الثقافة.", "وزارة الثقافة", "وزارة الثقافة"),
        ("وأعلنت وزارة الصحة، أمس، أن 300 زائر حضروا.", "وزارة الصحة", "وزارة الصحة"),
        ("وقال رئيس الجمعية، كمال نصر، إن 300 زائر حضروا.", "كمال نصر", "كمال نصر"),
        ("وقال رئيس الجمعية، الدكتور كمال نصر، إن 300 زائر حضروا.", "كمال نصر", "كمال نصر"),
        ("حضر 300 زائر.", None, None),
    ],
)
def test_attribution(text: str, attribution: str | None, issuer: str | None) -> None:
    figure = only(text)
    assert (figure.attribution, figure.issuer) == (attribution, issuer)


def test_the_same_source_again() -> None:
    text = (
        "حضر 300 زائر حسب بلاغ وزارة الثقافة. وأوضح البلاغ نفسه أن 20 عارضا شاركوا. وأضاف المصدر ذاته أن 5 دول مثلت."
        " وأضاف أن 7 ورشات نظمت."
    )
    assert [(figure.attribution, figure.issuer) for figure in figures(text)] == [
        ("بلاغ وزارة الثقافة", "وزارة الثقافة"),
        ("البلاغ نفسه", "وزارة الثقافة"),
        ("المصدر ذاته", "وزارة الثقافة"),
        (None, "وزارة الثقافة"),
    ]


PIECES = st.sampled_from(
    [
        "أكثر من",
        "نحو",
        "بين",
        "و",
        "إلى",
        "من",
        "أو",
        "-",
        "،",
        ".",
        "\n",
        "300",
        "12,5",
        "مليون",
        "آلاف",
        "ثلاثة",
        "الخمسة",
        "واحد",
        "نصف",
        "زائر",
        "قتيل",
        "درهم",
        "٪",
        "في المائة",
        "على الأقل",
        "مقتل",
        "بينهم",
        "منهم",
        "وَقال",
        "ـ",
        "رقم",
        "م د",
        "مقابل الدولار",
        "(",
        ")",
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_text(text: str) -> None:
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.sentence.start <= figure.start < figure.end <= figure.sentence.end
        assert figure.unit != ""
        if figure.value is not None and figure.lower is not None:
            assert figure.lower <= figure.value
        if figure.value is not None and figure.upper is not None:
            assert figure.value <= figure.upper


@pytest.mark.parametrize("piece", ["12 ", "مليون ", "أكثر من ", "نحو 3 و", "5 من ", "(4) ", "بينهم 3 ", "10-"])
def test_long_runs_end(piece: str) -> None:
    figures(piece * 10_000)
