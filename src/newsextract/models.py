"""The JSON contract: frozen models of a record and of a reconciled event.

Field order is the key order of the output; an unknown value is `null`, never an absent key. Offsets count Unicode code
points of the article's decoded text, end exclusive, so that `article[start:end] == text`. Ids and numbers are plain
JSON: a figure's `value` is an integer wherever it is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, ParamSpec, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Calendar = Literal["gregorian", "hijri"]
Inference = Literal["printed", "article", "weekday", "reference"]
Qualifier = Literal["exact", "approx", "more_than", "at_least", "less_than", "at_most", "range", "vague"]
Kind = Literal[
    "visitors", "people", "deaths", "injured", "missing", "displaced",
    "views", "money", "percent", "measure", "duration", "count",
]  # fmt: skip
Scope = Literal["part", "total"]
Category = Literal[
    "royal", "government", "security", "military", "judiciary", "parliament", "local",
    "diplomatic", "international", "party", "business", "expert", "other",
]  # fmt: skip
Status = Literal["single", "agreed", "compatible", "superseded", "conflict"]


class Model(BaseModel):
    """A frozen part of the contract; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


_Fields = ParamSpec("_Fields")
_Model = TypeVar("_Model", bound=Model)


def unvalidated(model: Callable[_Fields, _Model]) -> Callable[_Fields, _Model]:
    """The constructor of a model without validation, three times as fast: for values that mypy knows the types of.

    Every field is given by name, in the order of the model, which is that of the output.

    >>> unvalidated(Mention)(text="أمس", start=0, end=3) == Mention(text="أمس", start=0, end=3)
    True
    """
    cls = cast(type[_Model], model)
    names = set(cls.model_fields)
    new, assign = cls.__new__, object.__setattr__

    def build(*_: _Fields.args, **fields: _Fields.kwargs) -> _Model:
        instance = new(cls)
        assign(instance, "__dict__", fields)
        assign(instance, "__pydantic_fields_set__", names)
        assign(instance, "__pydantic_extra__", None)
        assign(instance, "__pydantic_private__", None)
        return instance

    return build


class Mention(Model):
    """A place of the article's text."""

    text: str = Field(description="The printed words, exactly as in the article.")
    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")


class Source(Model):
    """Where the article came from, as far as the input says."""

    path: str | None = Field(default=None, description="The input file.")
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = Field(default=None, description="Publication date given with the input, ISO 8601.")
    encoding: str | None = Field(default=None, description="Character encoding that the text was decoded from.")
    sha256: str | None = Field(default=None, description="SHA-256 of the article's text in UTF-8, hexadecimal.")


class Date(Mention):
    """A date mention."""

    value: str | None = Field(description="EDTF (ISO 8601-2); null where the printed date does not exist.")
    calendar: Calendar = "gregorian"
    inferred_from: list[Inference] = Field(default=[], description="What the parts of the value were read from.")


class City(Model):
    """A city, town or village with its mentions."""

    name: str = Field(description="Canonical Arabic name.")
    name_en: str | None = None
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2.")
    geoname_id: int | None = None
    latitude: float | None = Field(default=None, description="Degrees north (WGS 84).")
    longitude: float | None = Field(default=None, description="Degrees east (WGS 84).")
    mentions: list[Mention]


class Figure(Mention):
    """A quantity; `text` is the number itself, without its qualifier and counted noun."""

    value: int | float | None = Field(description="Null for ranges and vague quantities.")
    lower: int | float | None = Field(default=None, description="Least value that the words allow, null where open.")
    upper: int | float | None = Field(default=None, description="Greatest value that the words allow, null where open.")
    qualifier: Qualifier = "exact"
    unit: str | None = Field(default=None, description="The counted noun as printed, without article and prefixes.")
    kind: Kind = Field(default="count", description="What is measured.")
    currency: str | None = Field(default=None, description="ISO 4217, for money.")
    scope: Scope | None = Field(default=None, description="Relative to the event that the figure measures.")
    attribution: str | None = Field(default=None, description="The source that the sentence names, as printed.")
    issuer: str | None = Field(default=None, description="Who that source is, resolved within the article.")
    event: str | None = Field(default=None, description="Id of the event that the figure measures.")
    sentence: Mention = Field(description="The printed sentence that the figure stands in.")


class Official(Model):
    """A person with a public office or role, or an office that acts without a name."""

    name: str | None = Field(description="The fullest form printed, without honorifics; null for a bare office.")
    role: str | None = Field(default=None, description="The office as printed.")
    organisation: str | None = None
    category: Category = "other"
    mentions: list[Mention]


class Event(Model):
    """A named or countable happening that figures measure."""

    id: str = Field(description="Unique within the record.")
    name: str
    edition: int | None = None
    city: str | None = Field(default=None, description="The `name` of one of the record's cities.")
    start_date: str | None = Field(default=None, description="EDTF, day precision where known.")
    end_date: str | None = None
    organiser: str | None = None
    mentions: list[Mention]


class Record(Model):
    """What one article says."""

    schema_version: str = SCHEMA_VERSION
    id: str
    source: Source
    reference_date: str | None = Field(description="The day that relative dates count from, ISO 8601.")
    dates: list[Date]
    cities: list[City]
    figures: list[Figure]
    officials: list[Official]
    events: list[Event]
    warnings: list[str]


class Claim(Model):
    """One source's figure about a quantity."""

    source: str = Field(description="Id of the record.")
    text: str
    start: int
    end: int
    value: int | float | None
    lower: int | float | None
    upper: int | float | None
    qualifier: Qualifier
    attribution: str | None
    published: str | None


class Origin(Model):
    """An independent witness and the records that carry its word."""

    name: str | None = Field(description="The issuer or outlet that the claim goes back to.")
    records: list[str]


class ReconciledFigure(Model):
    """One quantity of one event, with every claim about it and what holds."""

    kind: Kind
    unit: str | None
    currency: str | None
    scope: Scope | None
    period: str | None = Field(description="EDTF of the sub-period that a partial figure covers.")
    status: Status
    value: int | float | None
    low: int | float | None
    high: int | float | None
    confidence: float = Field(ge=0, le=1, description="An evidence score, not a probability.")
    witnesses: int = Field(ge=1, description="Independent origins of all claims about the quantity.")
    origins: list[Origin]
    supporting: list[Claim]
    dissenting: list[Claim]
    superseded: list[Claim]
    rationale: list[str] = Field(description="Ids of the rules that decided, in order.")


class EventFrame(Model):
    """An event as its sources together describe it."""

    key: str
    name: str
    edition: int | None
    city: str | None
    country: str | None
    start_date: str | None
    end_date: str | None
    organiser: str | None


class ReconciledEvent(Model):
    """One event with its reconciled figures."""

    event: EventFrame
    sources: list[str] = Field(description="Ids of the records that tell of the event.")
    figures: list[ReconciledFigure]


class NumberMention(Mention):
    """A number of any kind in a text, ordinals and bare numbers included."""

    value: int | float
    ordinal: bool = False


DateMention = Date
