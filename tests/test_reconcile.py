"""What several records say of one event: events joined, witnesses counted, values judged."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from newsextract import reconcile, reconciliation
from newsextract.archive import reconcile_files, spill
from newsextract.cli import main
from newsextract.errors import InputError, NewsextractError
from newsextract.models import City, Event, Figure, Mention, ReconciledFigure, Record, Source
from newsextract.reconciliation.resolve import RULES

NOUNS = {
    "visitors": "زائر",
    "deaths": "قتيلا",
    "missing": "مفقودا",
    "injured": "مصابا",
    "percent": None,
    "count": "رواقا",
}


def bounds(value: float | None, qualifier: str) -> tuple[float | None, float | None]:
    if value is None:
        return 1000, None
    return {
        "exact": (value, value),
        "approx": (value * 0.9, value * 1.1),
        "more_than": (value, None),
        "at_most": (0, value),
    }[qualifier]


def figure(
    value: float | None,
    kind: str = "visitors",
    qualifier: str = "exact",
    sentence: str = "{} {}",
    printed: str | None = None,
    **more: Any,
) -> Figure:
    """A figure of event `e1` in a sentence of its own."""
    if value is None:
        qualifier = "vague"
    number = printed or (str(value) if value is not None else "آلاف")
    lower, upper = bounds(value, qualifier)
    unit = more.pop("unit", NOUNS.get(kind))
    text = sentence.format(number, unit or "") + "."
    start = more.pop("start", 100)
    at = start + text.index(number)
    return Figure(
        text=number,
        start=at,
        end=at + len(number),
        value=value,
        lower=more.pop("lower", lower),
        upper=more.pop("upper", upper),
        qualifier=qualifier,
        unit=unit,
        kind=kind,
        event=more.pop("event", "e1"),
        sentence=Mention(text=text, start=start, end=start + len(text)),
        **more,
    )


def event(name: str = "معرض الكتاب", city: str | None = "تطوان", **more: Any) -> Event:
    return Event(id=more.pop("id", "e1"), name=name, city=city, mentions=[], **more)


def record(
    id_: str, *figures: Figure, events: list[Event] | None = None, day: str | None = "2025-05-20", country: str = "MA"
) -> Record:
    events = [event(start_date="2025-05-10", end_date="2025-05-18")] if events is None else events
    cities = [City(name=name, country=country, mentions=[]) for name in sorted({e.city for e in events if e.city})]
    return Record(
        id=id_,
        source=Source(publisher=id_, published=day),
        reference_date=day,
        dates=[],
        cities=cities,
        figures=list(figures),
        officials=[],
        events=events,
        warnings=[],
    )


def only(records: list[Record]) -> ReconciledFigure:
    (found,) = reconcile(records)
    assert len(found.figures) == 1
    return found.figures[0]


def verdict(claims: list[tuple[Any, ...]], kind: str = "visitors") -> tuple[Any, ...]:
    """Status, value, low, high of claims (value, qualifier, day, issuer), one article each."""
    records = []
    for number, (value, qualifier, day, issuer) in enumerate(claims):
        records.append(
            record(f"r{number}", figure(value, kind, qualifier, attribution=issuer), day=f"2025-06-{day:02}")
        )
    found = only(records)
    return found.status, found.value, found.low, found.high


EXACT, APPROX, ABOVE, VAGUE = "exact", "approx", "more_than", "vague"
ORGANISER, POLICE, HOSPITAL = "اللجنة المنظمة", "الشرطة", "مستشفى المدينة"


@pytest.mark.parametrize(
    ("kind", "claims", "expected"),
    [
        ("visitors", [(5200, EXACT, 1, None)], ("single", 5200, 5200, 5200)),
        ("visitors", [(5000, APPROX, 1, None)], ("single", 5000, 4500, 5500)),
        ("visitors", [(50, EXACT, 1, None), (50, EXACT, 2, None)], ("agreed", 50, 50, 50)),
        ("visitors", [(50, EXACT, 1, None), (50, ABOVE, 2, None)], ("compatible", 50, 50, 50)),
        ("visitors", [(2000, APPROX, 1, None), (None, VAGUE, 2, None)], ("compatible", 2000, 1800, 2200)),
        ("visitors", [(15000, ABOVE, 1, None), (16500, APPROX, 2, None)], ("compatible", 16500, 15000, 18150)),
        ("visitors", [(500, EXACT, 1, ORGANISER), (123, EXACT, 1, POLICE)], ("conflict", None, 123, 500)),
        ("injured", [(37, EXACT, 1, POLICE), (52, EXACT, 1, HOSPITAL), (52, EXACT, 1, None)], ("conflict", 52, 37, 52)),
        ("deaths", [(9, EXACT, 1, POLICE), (17, EXACT, 2, HOSPITAL), (26, EXACT, 3, None)], ("superseded", 26, 26, 26)),
        ("deaths", [(9, EXACT, 1, POLICE), (12, EXACT, 3, POLICE)], ("superseded", 12, 12, 12)),
        ("missing", [(31, EXACT, 1, None), (19, EXACT, 2, None), (3, EXACT, 3, None)], ("superseded", 3, 3, 3)),
        ("missing", [(3, EXACT, 1, None), (31, EXACT, 2, None)], ("conflict", None, 3, 31)),
        ("deaths", [(26, EXACT, 1, None), (26, EXACT, 2, None), (61, EXACT, 3, "ناشط")], ("conflict", 26, 26, 61)),
        (
            "deaths",
            [(9, EXACT, 1, None), (26, EXACT, 2, POLICE), (26, EXACT, 3, HOSPITAL), (61, EXACT, 4, "ناشط")],
            ("superseded", 26, 26, 26),
        ),
        ("deaths", [(3, EXACT, 1, POLICE), (5, EXACT, 1, "شاهد عيان"), (4, EXACT, 3, None)], ("superseded", 4, 4, 4)),
        (
            "deaths",
            [(250, ABOVE, 1, None), (1411, EXACT, 2, None), (2200, ABOVE, 4, HOSPITAL)],
            ("superseded", 2200, 2200, None),
        ),
    ],
)
def test_what_holds(kind: str, claims: list[tuple[Any, ...]], expected: tuple[Any, ...]) -> None:
    assert verdict(claims, kind) == expected


def test_finer_value_inside_the_rounding_of_the_coarser() -> None:
    coarse, fine = figure(2_400_000, printed="2.4 مليون"), figure(2_412_000, printed="2.412.000")
    found = only([record("a", coarse), record("b", fine)])
    assert (found.status, found.value, found.low, found.high) == ("compatible", 2_412_000, 2_412_000, 2_412_000)
    assert "rounding" in found.rationale


def test_hedged_body_speaks_before_the_bare_headline() -> None:
    headline = figure(2_400_000, sentence="{} {} في المعرض", start=0)
    headline = headline.model_copy(
        update={"sentence": headline.sentence.model_copy(update={"text": "2400000 زائر في المعرض"})}
    )
    found = only([record("a", headline, figure(2_400_000, qualifier="approx"))])
    assert (found.value, found.low, found.high) == (2_400_000, 2_160_000, 2_640_000)
    assert len(found.supporting) == 2


PASSAGE = "اختتم المعرض الذي نظم هذا الأسبوع في المدينة بعدما زاره {} {} من كل الأعمار والمناطق خلال أيامه"


def test_copied_passages_are_one_witness() -> None:
    copies = [record(f"r{number}", figure(4321, sentence=PASSAGE)) for number in range(3)]
    found = only(copies)
    assert (found.status, found.witnesses) == ("single", 1)
    assert found.origins[0].records == ["r0", "r1", "r2"]


@pytest.mark.parametrize(
    ("one", "other", "witnesses"),
    [
        ("بلاغ المديرية العامة للأمن الوطني", "المديرية العامة للأمن الوطني", 1),
        ("النقابة", "النقابة الحرة للمعلمين", 1),
        ("الناطق باسم مديرية الأمن العام", "الأمن العام", 1),
        ("وزير الصحة", "وزارة الصحة", 1),
        ("عبد المحسن الملحم", "الملحم", 1),
        ("مديرية الصحة في محافظة دهوك", "محافظ دهوك", 2),
        ("وزارة الصحة", "وزارة الداخلية", 2),
        (None, None, 2),
    ],
)
def test_one_issuer_is_one_witness(one: str | None, other: str | None, witnesses: int) -> None:
    records = [record("a", figure(77, attribution=one)), record("b", figure(77, attribution=other))]
    assert only(records).witnesses == witnesses


YESTERDAY = {"start_date": "2025-05-19"}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"edition": 4}, {"edition": 4}, True),
        ({"edition": 4}, {"edition": 5}, False),
        ({"city": "تطوان"}, {"city": "فاس"}, False),
        ({"start_date": "2025-05-10", "end_date": "2025-05-18"}, {"start_date": "2024-05-10"}, False),
        ({"edition": 4, "start_date": "2025-05-10"}, {}, True),
        ({"name": "المعرض الدولي للكتاب"}, {"name": "معرض الكتاب"}, True),
        ({"name": "سيول تطوان", "start_date": "2025-05-10"}, {"name": "فيضان تطوان", "start_date": "2025-05-10"}, True),
        ({"name": "سيول تطوان"}, {"name": "حريق تطوان"}, False),
        ({"name": "حريق", "start_date": "2025-05-19"}, {"name": "حريق تطوان"}, True),
        ({"name": "حريق", "start_date": "2025-05-11"}, {"name": "حريق تطوان"}, False),
        ({"name": "قصف", "start_date": "2025-05-11"}, {"name": "قصف تطوان"}, False),
        ({"name": "قصف المشفى", "start_date": "2025-05-19"}, {"name": "قصف المخيم", "start_date": "2025-05-19"}, False),
        ({"name": "انقلاب حافلة تطوان"}, {"name": "حادث سقوط حافلة", "start_date": "2025-05-18"}, True),
        ({"name": "حادث", "start_date": "2025-05-18"}, {"name": "غرق مركب", "start_date": "2025-05-18"}, True),
        ({"name": "حادث", "start_date": "2025-05-18"}, {"name": "سيول", "start_date": "2025-05-18"}, False),
        ({"name": "انقلاب قارب", "start_date": "2025-05-18"}, {"name": "انقلاب حافلة"}, False),
        ({"name": "مهرجان بابل للمسرح", "city": "بابل"}, {"name": "مهرجان بابل للمسرح", "city": "الحلة"}, True),
        ({"name": "مهرجان بابل للمسرح", "city": "بابل"}, {"name": "مهرجان المسرح", "city": "الحلة"}, False),
        ({"name": "إضراب الممرضين", "city": None, **YESTERDAY}, {"name": "إضراب الممرضين", "city": None}, True),
        ({"name": "إضراب الممرضين", "city": None, **YESTERDAY}, {"name": "إضراب المعلمين", "city": None}, False),
        ({"name": "موسم الحج", "city": None, "start_date": "2025-06-05"}, {"name": "حج", "start_date": "2025"}, True),
        ({"name": "مهرجان تطوان لسينما الهجرة", "edition": 4}, {"name": "مهرجان سينما الهجرة"}, True),
        ({"name": "تفشي الوباء", "start_date": "2025-05"}, {"name": "وباء الكوليرا"}, True),
        ({"name": "تفجير تطوان", **YESTERDAY}, {"name": "هجوم"}, False),
        ({"name": "تفجير تطوان", **YESTERDAY}, {"name": "سيارة مفخخة", **YESTERDAY}, True),
        ({"name": "تفجير", **YESTERDAY}, {"name": "سيارة مفخخة"}, False),
        ({"name": "مواجهات", **YESTERDAY}, {"name": "مواجهات", **YESTERDAY}, True),
        ({"name": "مواجهات", **YESTERDAY}, {"name": "مواجهات", "start_date": "2025-05-15"}, False),
        ({"name": "موسم الحج", "city": None, "start_date": "2025"}, {"name": "مناسك الحج", "city": None}, True),
        ({"name": "موسم الحج", "city": None, "start_date": "2024"}, {"name": "مناسك الحج", "city": None}, False),
        ({"name": "ماراثون تطوان", "start_date": "2025-05-18"}, {"name": "ماراطون الكورنيش"}, True),
        ({"name": "معرض الكتاب"}, {"name": "معرض الزيتون"}, False),
        ({"edition": 4, "start_date": "2025-05-10"}, {"edition": 4, "start_date": "2025-05-14"}, True),
        ({"name": "مهرجان تطوان للتمور", "city": None, **YESTERDAY}, {"name": "مهرجان التمور"}, True),
        ({"name": "زيارة أربعينية الإمام الحسين", "start_date": "2025-05-19"}, {"name": "زيارة الأربعين"}, True),
        ({"name": "غارة تطوان"}, {"name": "غارة", **YESTERDAY}, True),
        ({"name": "تسمم غذائي"}, {"name": "حادثة تسمم"}, True),
        ({"start_date": "2025-05-10"}, {"start_date": "2025-05-14", "end_date": "2025-05-14"}, True),
        ({"name": "سيول تطوان", "start_date": "2025-05-10"}, {"name": "فاجعة تطوان", "start_date": "2025-05-10"}, True),
        ({"name": "مشروع الموازنة", "city": None, "start_date": "2026"}, {"name": "الموازنة", "city": None}, True),
        ({"name": "صابة الزيتون", "start_date": "2026"}, {"name": "محصول التمور", "start_date": "2026"}, False),
        ({"name": "نزوح", "start_date": "2025-05-10"}, {"name": "نزوح"}, True),
        ({"name": "انتخابات", "start_date": "XXXX-10-07"}, {"name": "انتخابات", "start_date": "XXXX-04-28"}, False),
    ],
)  # fmt: skip
def test_events_join_or_stay_apart(one: dict[str, Any], other: dict[str, Any], together: bool) -> None:
    records = [record("a", figure(77), events=[event(**one)]), record("b", figure(77), events=[event(**other)])]
    assert len(reconcile(records)) == (1 if together else 2)


@pytest.mark.parametrize(("value", "together"), [(4170, True), (4000, False)])
def test_nameless_events_join_by_telling_numbers(value: int, together: bool) -> None:
    events = [event(name, None) for name in ("إضراب", "إضراب المعلمين")]
    records = [record(f"r{n}", figure(value, "people", unit="معلما"), events=[one]) for n, one in enumerate(events)]
    assert len(reconcile(records)) == (1 if together else 2)


def test_article_that_relays_both_sides_is_no_witness() -> None:
    union, ministry = {"attribution": "النقابة"}, {"attribution": "الوزارة"}
    both = "بين {} {} مضرب اختلفت الأرقام كثيرا"
    records = [
        record("a", figure(11_400, "people", unit="مضربا", **union)),
        record("b", figure(4170, "people", unit="مضربا", **ministry)),
        record(
            "c", figure(11_400, "people", sentence=both), figure(4170, "people", sentence="أما {} {} فلا", start=300)
        ),
    ]
    relay = records[2].model_copy(
        update={"figures": [f.model_copy(update={"unit": "مضربا"}) for f in records[2].figures]}
    )
    found = only([*records[:2], relay])
    assert (found.status, found.value, found.witnesses) == ("conflict", None, 2)
    assert [origin.records for origin in found.origins] == [["a", "c"], ["b", "c"]]


def test_both_sides_in_one_sentence_are_two_witnesses() -> None:
    both = "قدرت النقابة النسبة بنحو 78 وحصرتها الوزارة في 24 فقط."
    sides = [
        figure(78, "percent", sentence=both.replace("78", "{}{}"), qualifier="approx", attribution="النقابة"),
        figure(24, "percent", sentence=both.replace("24", "{}{}"), attribution="الوزارة"),
    ]
    observer = figure(76, "percent", sentence="بلغت نسبة المشاركة {}{}", attribution="المرصد")
    union = figure(78, "percent", sentence="بلغت نسبة المشاركة {}{}", attribution="النقابة")
    found = only([record("a", *sides), record("b", observer), record("c", union)])
    assert (found.status, found.value, found.witnesses) == ("conflict", None, 3)


def test_one_issuer_does_not_contradict_itself_on_one_day() -> None:
    rates = [figure(v, "percent", sentence="بلغت نسبة المشاركة {}{}", attribution="النقابة") for v in (78, 91)]
    (found,) = reconcile([record("a", rates[0]), record("b", rates[1])])
    assert [figure.status for figure in found.figures] == ["single", "single"]


def test_organiser_and_its_director_are_one_witness() -> None:
    director = figure(77, attribution="مدير مهرجان تطوان للمسرح")
    office = figure(77, attribution="إدارة المهرجان")
    assert only([record("a", director), record("b", office)]).witnesses == 1
    guests = figure(50, attribution="صحفيون حضروا المهرجان")
    assert only([record("a", director), record("b", office), record("c", guests)]).witnesses == 2


def test_the_organiser_by_name_is_the_organisers() -> None:
    march = event("مسيرة تطوان", organiser="الجبهة الاجتماعية")
    named = record("a", figure(60_000, attribution="الجبهة الاجتماعية"), events=[march])
    relayed = record("b", figure(60_000, attribution="المنظمون"), events=[event("مسيرة تطوان")])
    assert only([named, relayed]).witnesses == 1


@pytest.mark.parametrize(("other", "witnesses"), [("الغرفة", 1), (None, 2)])
def test_an_article_that_names_one_issuer_alone_speaks_with_his_voice(other: str | None, witnesses: int) -> None:
    sales = figure(85_000, "money", currency="USD", unit="دولار", attribution=other, start=300)
    records = [record("a", figure(210), sales), record("b", figure(210, attribution="الغرفة"))]
    (found,) = reconcile(records)
    assert [figure.witnesses for figure in found.figures if figure.kind == "visitors"] == [witnesses]


def test_the_rising_dead_date_the_injured_of_their_article() -> None:
    risen = figure(9, "deaths", sentence="ارتفع عدد القتلى إلى {} {}")
    later = record("b", risen, figure(22, "injured", start=300))
    (found,) = reconcile([record("a", figure(5, "deaths"), figure(17, "injured", start=300)), later])
    assert [(figure.status, figure.value) for figure in found.figures] == [("superseded", 9), ("superseded", 22)]


def test_of_two_tolls_of_one_day_the_one_that_lives_on_is_the_later() -> None:
    tolls = [record("a", figure(17, "injured"), day="2025-05-19"), record("b", figure(22, "injured"), day="2025-05-19")]
    assert only(tolls).status == "conflict"
    found = only([*tolls, told_on(20, figure(22, "injured"))])
    assert (found.status, found.value) == ("superseded", 22)
    named = [
        record(a, figure(v, "injured", attribution=a), day="2025-05-19") for v, a in ((17, POLICE), (22, HOSPITAL))
    ]
    found = only([*named, told_on(20, figure(22, "injured"))])
    assert (found.status, found.value, found.low) == ("conflict", 22, 17)


def test_a_committee_is_no_company_for_its_last_word() -> None:
    company, committee = (figure(77, attribution=a) for a in ("شركة الموارد المعدنية", "لجنة المعدنين"))
    assert only([record("a", company), record("b", committee)]).witnesses == 2


def test_cases_of_an_epidemic_are_a_running_tally() -> None:
    cases = [
        told_on(19, figure(312, "count", sentence="سجلت الوزارة {} {} بالكوليرا", unit="إصابة")),
        told_on(21, figure(540, "injured", sentence="ارتفع عدد المصابين بالكوليرا إلى {} {}", unit="")),
        told_on(22, figure(540, "count", sentence="بلغت حالات الكوليرا {} {}", unit="حالة")),
    ]
    assert (only(cases).status, only(cases).value, len(only(cases).supporting)) == ("superseded", 540, 2)
    faints = [figure(value, "count", sentence="سجلت الفرق {} {} إغماء", unit="حالة") for value in (86, 9)]
    (found,) = reconcile([record("a", faints[0]), record("b", faints[1])])
    assert {figure.status for figure in found.figures} == {"single"}


def test_what_an_issuer_counts_higher_later_replaces_its_earlier_number() -> None:
    port = "هيئة الموانئ"
    first = told_on(19, figure(2_700_000, "measure", unit="طن", attribution=port))
    risen = figure(3_900_000, "measure", sentence="ارتفعت الكميات إلى {} {}", unit="طن", attribution=port)
    assert (only([first, told_on(21, risen)]).status, only([first, told_on(21, risen)]).value) == (
        "superseded",
        3_900_000,
    )
    (found,) = reconcile([first, told_on(21, risen.model_copy(update={"attribution": "الجمارك"}))])
    assert [figure.status for figure in found.figures] == ["single", "single"]


def test_things_that_a_noun_names_have_one_number() -> None:
    told = {"shown": figure(80, "count", sentence="عرضت {} {}", unit="فيلما")}
    told["sent"] = figure(80, "count", sentence="مشاركة {} {}", unit="فيلما")
    assert only([record(source, claim) for source, claim in told.items()]).status == "agreed"
    near, far = (figure(value, "count", unit="فيلما") for value in (83, 14))
    (found,) = reconcile([record("a", figure(80, "count", unit="فيلما")), record("b", near), record("c", far)])
    assert sorted((figure.status, figure.high) for figure in found.figures) == [("conflict", 83), ("single", 14)]


def test_firms_that_exhibit_are_the_exhibitors() -> None:
    firms = figure(1500, "count", sentence="شاركت {} {} عارضة", unit="شركة")
    found = only([record("a", firms), record("b", figure(1500, "people", unit="عارض"))])
    assert (found.status, found.value) == ("agreed", 1500)


def test_what_most_of_the_injured_do_makes_no_part_of_them() -> None:
    left = figure(62, "injured", sentence="{} {} غادر معظمهم المستشفى")
    assert only([record("a", left), record("b", figure(62, "injured"))]).status == "agreed"
    left = figure(62, "injured", sentence="المصابين الـ{} {} غادروا المستشفى", unit=None)
    assert only([record("a", left), record("b", figure(62, "injured"))]).status == "agreed"


def test_a_sit_in_is_no_turnout_and_no_workforce() -> None:
    told = [
        figure(52_000, "people", sentence="شارك {} {} في الإضراب", unit="مضرب", scope="total", attribution="النقابة"),
        figure(27_000, "people", sentence="لم يضرب سوى {} {}", unit="مضرب", scope="total", attribution="الوزارة"),
        figure(60_000, "people", sentence="من مجموع {} {}", unit=None, scope="total", start=300),
        figure(1_500, "people", sentence="تجمع قرابة {} {} أمام الوزارة", unit="مضرب", scope="total"),
    ]
    strike = {"events": [event("إضراب أعوان الصحة", start_date="2025-05-19")]}
    (found,) = reconcile(
        [record("a", told[0], **strike), record("b", *told[1:3], **strike), record("c", told[3], **strike)]
    )
    assert sorted(figure.high or 0 for figure in found.figures if figure.status == "single") == [1_500, 60_000]


def test_a_bound_of_the_value_replaced_is_replaced() -> None:
    tolls = [
        told_on(19, figure(5, "deaths")),
        told_on(20, figure(5, "deaths", "more_than")),
        told_on(22, figure(6, "deaths")),
    ]
    found = only(tolls)
    assert (found.status, found.value, found.dissenting) == ("superseded", 6, [])


def test_what_was_counted_so_far_is_a_running_tally() -> None:
    so_far = told_on(19, figure(1100, "people", sentence="وصلت حتى مساء الاثنين إلى {} {}", unit="طفل"))
    found = only([so_far, told_on(21, figure(1290, "people", unit="طفل"))])
    assert (found.status, found.value) == ("superseded", 1290)


def test_an_edition_compared_with_is_not_the_one_without_number() -> None:
    name = "مهرجان تطوان للإبل"
    mention = [Mention(text=name, start=at, end=at + len(name)) for at in (0, 200)]
    current = event(name).model_copy(update={"mentions": mention[:1]})
    before = event(name, id="e2", edition=2).model_copy(update={"mentions": mention[1:]})
    told = record("a", figure(411), figure(349, event="e2", start=200), events=[current, before])
    other = record("b", figure(411), events=[event(name, edition=3, end_date="2025-05-19")])
    assert sorted(len(found.sources) for found in reconcile([told, other])) == [1, 2]


def test_those_who_finish_are_a_part_of_those_who_ran() -> None:
    finished = figure(13_480, "people", sentence="أكمل {} {} السباق", unit="عداء")
    ran = figure(15_112, "people", sentence="من أصل {} {}", unit="عداء", start=300)
    race = {"events": [event("ماراثون تطوان", start_date="2025-05-19")]}
    (found,) = reconcile(
        [record("a", finished, ran, **race), record("b", figure(15_112, "people", unit="عداء"), **race)]
    )
    assert {(figure.status, figure.value) for figure in found.figures} == {("single", 13_480), ("agreed", 15_112)}


def test_a_happening_without_city_joins_by_its_day_and_a_telling_number() -> None:
    def crash(name: str, city: str | None) -> list[Event]:
        return [event(name, city, start_date="2025-05-19")]

    told = "أصيب {} {} قرب تطوان في المغرب"
    records = [record("a", figure(26, "injured"), events=crash("انقلاب حافلة", "تطوان"))]
    other = record("b", figure(26, "injured", sentence=told), events=crash("انقلاب حافلة", None))
    assert len(reconcile([*records, other])) == 1
    other = record("b", figure(31, "injured", sentence=told), events=crash("انقلاب حافلة", None))
    assert len(reconcile([*records, other])) == 2


def titled(claim: Figure) -> Figure:
    """A figure of a headline: its sentence stands first and has no full stop."""
    text = claim.sentence.text.removesuffix(".")
    return claim.model_copy(update={"sentence": Mention(text=text, start=0, end=len(text))})


def test_a_headline_may_cut_a_number_short() -> None:
    headline = titled(figure(16_500_000, printed="16.5 مليون", sentence="{} {} في الموسم", start=0))
    body = figure(16_558_241, sentence="بلغ عدد الزوار {} {}")
    found = only([record("a", headline, body)])
    assert (found.status, found.value, len(found.supporting)) == ("single", 16_558_241, 2)


def test_a_headline_may_tell_by_another_verb() -> None:
    headline = titled(figure(7, "people", sentence="الشرطة توقف {} {}", unit="أشخاص", start=0))
    body = figure(7, "people", sentence="أوقفت الشرطة {} {}", unit="أشخاص")
    assert len(only([record("a", headline, body)]).supporting) == 2


def test_participants_are_the_runners() -> None:
    headline = figure(15_000, "people", printed="15 ألف", unit="مشارك", start=0)
    found = only([record("a", headline, figure(15_200, "people", unit="عداء"))])
    assert (found.value, len(found.supporting)) == (15_200, 2)


def test_burnt_land_has_one_size() -> None:
    fire = {"events": [event("حرائق غابات تطوان", start_date="2025-05-18")]}
    claims = [
        figure(v, "measure", sentence=s, unit="هكتار") for v, s in ((900, "أتت على {} {}"), (1400, "المساحة {} {}"))
    ]
    found = only(
        [record(f"r{day}", claim, day=f"2025-05-{day}", **fire) for day, claim in zip((19, 20), claims, strict=True)]
    )
    assert (found.status, found.value) == ("superseded", 1400)


def test_a_rumour_beside_the_toll_dissents() -> None:
    rumour = figure(35, "deaths", sentence="زعم نشطاء أن عدد القتلى بلغ {} {}")
    held = figure(16, "deaths", sentence="تتمسك السلطات بحصيلة {} {}", start=300)
    found = only([told_on(19, figure(11, "deaths")), told_on(20, figure(16, "deaths")), told_on(21, rumour, held)])
    assert (found.status, found.value, len(found.dissenting)) == ("superseded", 16, 1)


def test_a_part_that_others_give_for_the_whole_is_the_whole() -> None:
    whole = figure(6_535_190, scope="part", unit="معتمرا")
    records = [record("a", whole), record("b", figure(6_500_000, qualifier="approx", scope="total", unit="معتمرا"))]
    assert only(records).value == 6_535_190
    part, total = figure(6_500_000, scope="part"), figure(9_000_000, scope="total", start=300)
    (found,) = reconcile([record("a", part, total), *records[1:]])
    assert sorted(figure.value or 0 for figure in found.figures if figure.scope == "part") == [6_500_000]


def test_people_of_one_nation_are_no_lower_toll() -> None:
    (found,) = reconcile([record("a", figure(6, "injured", unit="سودانيين")), record("b", figure(23, "injured"))])
    assert [figure.status for figure in found.figures] == ["single", "single"]


def test_two_open_bounds_far_apart_are_two_quantities() -> None:
    bounds_of_one = [
        figure(v, qualifier="more_than", start=at, scope="total") for v, at in ((1_200, 100), (6_500, 300))
    ]
    (found,) = reconcile([record("a", *bounds_of_one), record("b", figure(6_535, scope="total"))])
    assert sorted((figure.value, figure.witnesses) for figure in found.figures) == [(1_200, 1), (6_535, 2)]


def told_on(day: int, *figures: Figure) -> Record:
    return record(f"r{day}", *figures, day=f"2025-05-{day}")


def test_a_final_toll_replaces_the_earlier_ones() -> None:
    first = told_on(19, figure(9, "deaths"))
    final = told_on(22, figure(21, "deaths", sentence="بلغت الحصيلة النهائية {} {}"))
    assert (only([first, final]).status, only([first, final]).value) == ("superseded", 21)
    assert only([first, final, told_on(23, figure(30, "deaths"))]).status == "conflict"


def test_a_later_bound_that_the_toll_satisfies_replaces_nothing() -> None:
    counted, bounded = told_on(20, figure(186, "injured")), told_on(21, figure(180, "injured", "more_than"))
    found = only([told_on(19, figure(120, "injured")), counted, bounded])
    assert (found.status, found.value, len(found.supporting)) == ("superseded", 186, 2)


def test_the_newly_dead_are_not_the_toll() -> None:
    added = figure(4, "deaths", sentence="انتشلت الفرق جثث {} {}")
    toll = figure(13, "deaths", sentence="لترتفع حصيلة انهيار المنجم الواقع قرب المدينة إلى {} {}", start=300)
    (found,) = reconcile([told_on(20, added, toll), told_on(19, figure(9, "deaths"))])
    assert sorted((figure.value, figure.status) for figure in found.figures) == [(4, "single"), (13, "superseded")]


def test_a_verb_before_the_next_figure_is_not_of_this_one() -> None:
    text = "بلغ عدد المصابين 7 مصابين غادر 5 منهم المستشفى"
    seven = figure(7, "injured", sentence=text.replace("7", "{}{}"), unit="")
    (found,) = reconcile([record("a", seven, figure(5, "injured", sentence=text.replace("5", "{}{}"), scope="part"))])
    assert sorted((figure.value, figure.scope) for figure in found.figures) == [(5, "part"), (7, None)]


def test_two_cities_of_one_name() -> None:
    races = [event("ماراثون صور", "صور", start_date="2025-11-08")]
    records = [record("a", figure(77), events=races, country="OM"), record("b", figure(77), events=races, country="LB")]
    assert len(reconcile(records)) == 2


def test_an_article_without_edition_is_about_the_news_not_the_edition_recalled() -> None:
    editions = [
        event(edition=21, start_date="2025-05-10", end_date="2025-05-18"),
        event(edition=20, id="e2"),
    ]
    recalled = figure(60, event="e2", start=300)
    found = reconcile([record("a", figure(77), recalled, events=editions), record("b", figure(77), events=[event()])])
    assert [(one.event.edition, one.sources) for one in found] == [(20, ["a"]), (21, ["a", "b"])]


def test_a_flood_named_for_two_towns_that_both_articles_name() -> None:
    def told(id_: str, town: str, *places: str) -> Record:
        flood = event(f"سيول {town}", town, start_date="2025-05-18", end_date="2025-05-18")
        one = record(id_, figure(77, "deaths"), events=[flood])
        return one.model_copy(update={"cities": [City(name=place, country="MA", mentions=[]) for place in places]})

    assert len(reconcile([told("a", "تطوان", "تطوان", "شفشاون"), told("b", "شفشاون", "تطوان", "شفشاون")])) == 1
    assert len(reconcile([told("a", "تطوان", "تطوان"), told("b", "شفشاون", "شفشاون")])) == 2


def test_what_one_article_leaves_open_is_filled() -> None:
    records = [
        record("a", figure(77), events=[event(edition=4, start_date="2025-05-10", end_date="2025-05-18")]),
        record("b", figure(77), events=[event()]),
    ]
    (found,) = reconcile(records)
    assert (found.event.edition, found.event.start_date) == (4, "2025-05-10")
    assert {"edition-filled", "date-filled"} <= set(found.figures[0].rationale)


def test_part_never_stands_against_its_total() -> None:
    found = reconcile([record("a", figure(168_490, scope="total")), record("b", figure(31_075, scope="part"))])
    assert [figure.status for figure in found[0].figures] == ["single", "single"]


@pytest.mark.parametrize(
    ("kind", "sentence", "scope"),
    [
        ("visitors", "بلغ عدد {} {} القادمين من خارج المملكة", "part"),
        ("visitors", "حضر {} {} من داخل المملكة وخارجها", None),
        ("deaths", "سقط {} {} من الأطفال", "part"),
        ("deaths", "سقط {} {} من سكان الحي", None),
        ("people", "شارك {} {} من خارج المملكة", None),
    ],
)
def test_words_that_name_a_subset_make_a_part(kind: str, sentence: str, scope: str | None) -> None:
    assert only([record("a", figure(77, kind, sentence=sentence, unit="شخصا"))]).scope == scope


def test_part_above_its_total_is_flagged() -> None:
    (found,) = reconcile([record("a", figure(500, scope="total")), record("b", figure(900, scope="part"))])
    assert "part-above-total" in found.figures[1].rationale


def test_forecast_stands_apart_from_the_turnout() -> None:
    expected = figure(180_000, sentence="توقع المندوب أن يستقطب المعرض {} {}")
    (found,) = reconcile([record("a", expected), record("b", figure(168_000))])
    assert sorted((figure.value, "forecast" in figure.rationale) for figure in found.figures) == [
        (168_000, False),
        (180_000, True),
    ]


def test_currencies_stand_apart() -> None:
    money = [
        figure(3_600_000, "money", unit="ريال", currency="SAR"),
        figure(960_000, "money", unit="دولار", currency="USD"),
    ]
    (found,) = reconcile([record(f"r{number}", amount) for number, amount in enumerate(money)])
    assert {(figure.currency, figure.value) for figure in found.figures} == {("SAR", 3_600_000), ("USD", 960_000)}


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ([figure(77, lower=80, upper=70)], "lower 80 is above upper 70"),
        ([figure(77).model_copy(update={"end": 500})], "the span does not have the length"),
        ([figure(77, event="e9")], "there is no event 'e9'"),
    ],
)
def test_contradictory_records_are_refused(figures: list[Figure], message: str) -> None:
    with pytest.raises(InputError, match=message):
        reconcile([record("a", *figures)])


def test_one_id_with_two_contents_is_refused() -> None:
    with pytest.raises(InputError, match="'a'"):
        reconcile([record("a", figure(1)), record("a", figure(2))])


CLAIMS = st.tuples(
    st.one_of(st.none(), st.integers(1, 60).map(lambda n: n * 100 + 7)),
    st.sampled_from(["exact", "approx", "more_than", "at_most"]),
    st.integers(1, 9),
    st.sampled_from([None, None, "وزارة الصحة", "الدفاع المدني", "نقابة الأطباء"]),
)


def archive(claims: list[tuple[Any, ...]], kind: str, scale: int = 1) -> list[Record]:
    records = []
    for number, (value, qualifier, day, issuer) in enumerate(claims):
        claim = figure(value and value * scale, kind, qualifier, attribution=issuer)
        records.append(record(f"r{number}", claim, day=f"2025-06-{day:02}"))
    return records


KINDS = st.sampled_from(["visitors", "deaths", "missing", "injured"])


@given(st.lists(CLAIMS, min_size=1, max_size=7), KINDS, st.randoms())
def test_order_repetition_and_batches_do_not_show(
    claims: list[tuple[Any, ...]], kind: str, chance: random.Random
) -> None:
    records = archive(claims, kind)
    shuffled = [*records, *chance.sample(records, len(records) // 2)]
    chance.shuffle(shuffled)
    assert reconcile(shuffled) == reconcile(records)


@given(st.lists(CLAIMS, min_size=1, max_size=7), KINDS)
@example([(None, "exact", 1, None), (107, "exact", 1, "وزارة الصحة"), (1007, "at_most", 1, "وزارة الصحة")], "visitors")
def test_value_lies_between_low_and_high_and_no_claim_is_lost(claims: list[tuple[Any, ...]], kind: str) -> None:
    (found,) = reconcile(archive(claims, kind))
    for quantity in found.figures:
        if quantity.value is not None:
            assert quantity.low is None or quantity.low <= quantity.value
            assert quantity.high is None or quantity.value <= quantity.high
        assert 1 <= quantity.witnesses <= len(claims)
    stand = [c.source for q in found.figures for c in (*q.supporting, *q.dissenting, *q.superseded)]
    assert sorted(stand) == sorted(f"r{number}" for number in range(len(claims)))


@given(st.lists(CLAIMS, min_size=1, max_size=6), KINDS)
def test_agreeing_exact_witness_never_lowers_confidence(claims: list[tuple[Any, ...]], kind: str) -> None:
    records = archive(claims, kind)
    before = reconcile(records)[0].figures[0]
    # A bound alone is no value to agree with: beside «1007 على الأكثر» a later 107 stands, exactly 1007 it replaces.
    bounds = ("more_than", "at_most")
    if not any(c.value == before.value is not None and c.qualifier not in bounds for c in before.supporting):
        return
    day = max(claim.published or "" for claim in before.supporting)
    witness = record("x", figure(before.value, kind), day=day)
    after = next(
        f for e in reconcile([*records, witness]) for f in e.figures if "x" in {c.source for c in f.supporting}
    )
    assert after.value == before.value
    assert after.confidence >= before.confidence


@given(st.lists(CLAIMS.filter(lambda claim: claim[0] is not None), min_size=1, max_size=6), KINDS)
def test_ten_times_the_figures_give_ten_times_the_result(claims: list[tuple[Any, ...]], kind: str) -> None:
    small, large = only(archive(claims, kind)), only(archive(claims, kind, scale=10))
    assert (small.status, small.witnesses, small.confidence) == (large.status, large.witnesses, large.confidence)
    for name in ("value", "low", "high"):
        mine, theirs = getattr(small, name), getattr(large, name)
        assert (mine is None) == (theirs is None)
        assert mine is None or theirs == pytest.approx(mine * 10)


def write(path: Path, lines: list[str]) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def from_files(path: str, in_memory: int) -> tuple[list[str], list[str]]:
    errors: list[str] = []
    outcomes = [outcome.json for outcome in reconcile_files([path], lambda e: errors.append(str(e)), None, in_memory)]
    return outcomes, errors


@pytest.mark.parametrize("in_memory", [0, 1000])
def test_bad_lines_are_told_and_the_rest_is_reconciled(tmp_path: Path, in_memory: int) -> None:
    good, other = record("a", figure(77)), record("b", figure(77))
    later = json.loads(good.model_dump_json()) | {"id": "c", "schema_version": "2.0"}
    spanless = json.loads(good.model_dump_json()) | {"id": "d"}
    del spanless["figures"][0]["start"]
    crossed = record("e", figure(77, lower=80, upper=70))
    twin = record("b", figure(78))
    path = write(
        tmp_path / "records.jsonl",
        [
            good.model_dump_json(),
            other.model_dump_json(),
            json.dumps(later),
            json.dumps(spanless),
            crossed.model_dump_json(),
            twin.model_dump_json(),
            good.model_dump_json(),
            good.model_dump_json()[:90],
        ],
    )
    outcomes, errors = from_files(path, in_memory)
    assert outcomes == [event.model_dump_json() for event in reconcile([good, other])]
    assert sorted(error.removeprefix(path) for error in errors) == [
        ", line 3: a record of schema version 2.0, this is 1.0: parse the article again",
        ", line 4: no record of schema version 1.0: figures.0.start: Field required",
        ", line 5: record 'e': figure '77' at 100: lower 80 is above upper 70",
        (
            f", line 6: the id 'b' stands in {path}, line 2 with other content: left out;"
            " give each article an id of its own"
        ),
        ", line 8: not valid JSON: the line breaks off; is the file complete?",
    ]


def test_disk_and_memory_give_the_same_lines(tmp_path: Path) -> None:
    chance = random.Random(7)
    records = []
    for number in range(120):
        fair = event(edition=chance.randrange(1, 6), city=chance.choice(["تطوان", "فاس", None]))
        records.append(record(f"r{number}", figure(chance.randrange(100, 103)), events=[fair]))
    path = write(tmp_path / "records.jsonl", [item.model_dump_json() for item in records])
    assert from_files(path, 0) == from_files(path, 1000)


def test_missing_file_is_told() -> None:
    assert from_files("no-such-file.jsonl", 10) == ([], ["no-such-file.jsonl: no such file or directory"])


def command(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["reconcile", *arguments])


def test_command_selects_and_tells_of_conflicts(tmp_path: Path) -> None:
    disputed = [record("a", figure(500), figure(10, "count")), record("b", figure(700), figure(10, "count"))]
    alone = record("c", figure(77), events=[event("مهرجان الورود", "صفاقس")])
    path = write(tmp_path / "records.jsonl", [item.model_dump_json() for item in [*disputed, alone]])
    assert len(command(path).stdout.splitlines()) == 2
    assert len(command(path, "--min-sources", "2").stdout.splitlines()) == 1
    (line,) = command(path, "--only-conflicts").stdout.splitlines()
    assert [figure["status"] for figure in json.loads(line)["figures"]] == ["conflict"]
    assert (command(path).exit_code, command(path, "--fail-on-conflict").exit_code) == (0, 3)


def test_every_rule_is_explained() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(reconciliation.__file__).parent.glob("*.py"))
    assert all(source.count(f'"{rule}"') > 1 for rule in RULES), "a rule that nothing gives"
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    assert all(f"| `{rule}` | {explained} |" in readme for rule, explained in RULES.items())


def test_a_sort_that_fails_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: str) -> None:
        raise duckdb.OutOfMemoryException(f"no room in {folder}")

    monkeypatch.setattr(spill, "_database", fail)
    path = write(tmp_path / "records.jsonl", [record("a", figure(77)).model_dump_json()])
    with pytest.raises(NewsextractError, match=r"no room in .* set TMPDIR"):
        from_files(path, in_memory=0)
