"""From what a document states of its paper to a complete set of terms, and back to the words of a document.

>>> from note_sched.document.terms_form import BlockageForm, TermsForm
>>> overlay = TermsForm(instrument="indenture-179", blockage=BlockageForm(last_day="blocked"))
>>> resolved(overlay).terms.blockage.last_day, instrument("indenture-179").terms.blockage.last_day
('blocked', 'payable')
>>> stated(overlay)
('instrument', 'blockage.last_day')
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from msgspec import Struct, structs

from note_sched.document.fields import Annotation, Field, alternatives, fields_of, is_by_name, is_list, is_mapping
from note_sched.document.model import Document, Reading, as_read
from note_sched.document.scalars import Flag, Sum, SumOrZero
from note_sched.document.term_values import TermValue
from note_sched.document.terms_form import (
    DefaultInterestForm,
    InKindForm,
    InstalmentForm,
    PremiumStepForm,
    PrepaymentForm,
    RegularForm,
    TermsForm,
    TestForm,
)
from note_sched.instruments import AIR_INDUSTRIES_2008, Instrument, instrument
from note_sched.terms.roles import DefaultName, Role, default_role
from note_sched.terms.terms import (
    DefaultInterest,
    Duration,
    InKind,
    Instalment,
    Most,
    PremiumStep,
    Prepayment,
    Regular,
    Standstill,
    Terms,
    Test,
    Toggle,
)

_Form = TypeVar("_Form", bound=Struct)

_USUAL = {
    "pik": InKind(),
    "toggle": Toggle(None, Duration(0)),
    "default": DefaultInterest(),
    "most": Most(days=180, within=360),
    "standstill": Standstill(
        days=180, ends=("insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity")
    ),
}
"""What holds of a mapping that a document states in part, where neither its instrument nor that of 2008 has one."""

_NONE_BELOW: dict[type[Struct], Any] = {
    TestForm: Test(None, None),  # type: ignore[arg-type]  # a fault, until stated
    RegularForm: Regular(None, None, None, None, None, None),
    PrepaymentForm: Prepayment(),
}
"""What a mapping is laid over where a word or a list stands in its place below."""

_ITEMS: dict[type[Struct], Any] = {InstalmentForm: Instalment, PremiumStepForm: PremiumStep}
"""Records that stand in lists."""


def resolved(overlay: TermsForm) -> Instrument:
    """The paper: its instrument with the labels and terms that the document states laid over.

    A key that neither states has the value of the instrument of 2008.
    """
    base = instrument(overlay.instrument or AIR_INDUSTRIES_2008.key)
    terms: Terms = _laid_over(overlay, base.terms, AIR_INDUSTRIES_2008.terms)
    return base._replace(labels={**base.labels, **(overlay.cite or {})}, terms=_completed(terms, overlay))


def _completed(terms: Terms, overlay: TermsForm) -> Terms:
    """With what one term says of another: an overdue sum bears default interest while it is due, unless stated."""
    stated_default = None if overlay.interest is None else overlay.interest.default
    default = terms.interest.default
    if default is None or not isinstance(stated_default, DefaultInterestForm):
        return terms
    if stated_default.runs_from is not None or default.on == "principal":
        return terms
    return terms._replace(interest=terms.interest._replace(default=default._replace(runs_from="due")))


def _laid_over(form: Struct, base: Any, unstated: Any) -> Any:  # noqa: ANN401 (any record of terms)
    """A record of terms with what a form states; where the base is None, over what holds of an unstated key."""
    under = unstated if base is None else base
    says = {}
    for key, field in fields_of(type(form)).items():
        name, written = field.attribute, getattr(form, field.attribute)
        if written is None or name not in under._fields:
            continue
        if isinstance(written, Struct) and _states_nothing(written) and getattr(under, name) is None:
            continue
        if isinstance(written, Struct):
            usual, below = getattr(unstated, name), getattr(under, name)
            blank = _NONE_BELOW.get(type(written))
            if blank is not None:
                usual, below = blank, below if isinstance(below, type(blank)) else blank
            says[name] = _laid_over(written, below, _USUAL[key] if usual is None else usual)
        else:
            says[name] = _said(field.annotation, written)
    for name in ("instalments", "premium"):
        if says.get(name) == ():
            says[name] = None
    return under._replace(**says)


def _states_nothing(form: Struct) -> bool:
    """Whether a mapping is empty: then nothing comes of it where there is nothing that it could override."""
    return isinstance(form, InKindForm | DefaultInterestForm | RegularForm | PrepaymentForm) and not any(_leaves(form))


def _said(annotation: Annotation, written: Any) -> Any:  # noqa: ANN401 (whatever a form and terms hold)
    """The value that terms have for what a form holds."""
    if isinstance(written, TermValue):
        return written.value
    if isinstance(written, Flag):
        return bool(written)
    if isinstance(written, tuple):
        if _ROLES in alternatives(annotation):
            return tuple(map(default_role, written))
        return tuple(_record(each) if isinstance(each, Struct) else each for each in written)
    return None if isinstance(written, str) and _is_in_a_place(annotation) else written


def _record(item: Struct) -> Any:  # noqa: ANN401 (any record that stands in a list)
    """An item of a list as terms have it."""
    kind = _ITEMS[type(item)]
    fields = fields_of(type(item)).values()
    return kind(*(_said(field.annotation, getattr(item, field.attribute)) for field in fields))


_ROLES: Annotation = tuple[DefaultName, ...]
_WORD: Annotation = Literal


def _is_in_a_place(annotation: Annotation) -> bool:
    """Whether a word stands in the place of a mapping or a list: then it says that there is none, or no choice."""
    return any(is_mapping(each) or is_list(each) for each in alternatives(annotation))


# What is stated


def stated(overlay: Struct) -> tuple[str, ...]:
    """The dotted keys that a document states, in the order of the contract; or a part of its terms."""
    return tuple(key for key, _ in _leaves(overlay))


def _leaves(form: Struct, before: str = "") -> Iterator[tuple[str, Any]]:
    for key, field in fields_of(type(form)).items():
        written = getattr(form, field.attribute)
        if isinstance(written, Struct):
            yield from _leaves(written, f"{before}{key}.")
        elif isinstance(written, dict):
            yield from ((f"{before}{key}.{role}", label) for role, label in written.items())
        elif written is not None:
            yield f"{before}{key}", written


# Terms in the words of a document


def as_written(terms: Terms) -> TermsForm:
    """A complete set as a document would state it."""
    form: TermsForm = _form(TermsForm, terms)
    return form


def written_at(form: Struct, key: str) -> Any:  # noqa: ANN401 (whatever a form holds)
    """What a form holds behind a dotted key, or in the place of a mapping above it; None where it states nothing."""
    name, _, rest = key.partition(".")
    value = getattr(form, fields_of(type(form))[name].attribute)
    return written_at(value, rest) if rest and isinstance(value, Struct) else value


def _form(kind: type[Struct], terms: Any) -> Any:  # noqa: ANN401 (any record of terms, its form)
    form = {
        field.attribute: _written(field.annotation, getattr(terms, field.attribute))
        for field in fields_of(kind).values()
        if field.attribute in terms._fields
    }
    if isinstance(terms, Standstill) and terms.days is not None:
        form["runs_from"] = "notice"  # the only day from which a standstill counts
    return kind(**form)


def _written(annotation: Annotation, value: Any) -> Any:  # noqa: ANN401, PLR0911 (one line a kind of value)
    for admitted in alternatives(annotation):
        if hasattr(value, "_fields") and any(map(is_mapping, alternatives(annotation))) and not is_mapping(admitted):
            continue
        if admitted is Flag:
            return Flag.YES if value else Flag.NO
        if isinstance(admitted, type) and issubclass(admitted, TermValue):
            unsaid = value is None and None not in admitted.words.values()
            return None if unsaid else admitted.of(value)
        if is_mapping(admitted) and value is not None:
            return _form(admitted, value)
        if is_list(admitted) and value is not None:
            if admitted == _ROLES:
                return tuple(map(_name, value))
            (item, _) = get_args(admitted)
            return tuple(_form(item, each) for each in value) if is_mapping(item) else value
        if value is None and get_origin(admitted) is _WORD and _is_in_a_place(annotation):
            return get_args(admitted)[0]
    if Sum in alternatives(annotation) and value is not None:
        return Sum(value)
    return SumOrZero(value) if SumOrZero in alternatives(annotation) else value


def _name(role: Role) -> str:
    """How a document names the Event of Default of a role: as the key that gives its grace."""
    return "senior_accelerated" if role is Role.DEFAULT_SENIOR else role.value.removeprefix("default_")


# A document's own words over its paper


def switched(paper: Terms, chosen: Mapping[str, Any]) -> Reading:
    """The switches of a paper, with those that are ``chosen`` otherwise."""
    return structs.replace(as_read(paper), **chosen)


def chosen_of(document: Document) -> dict[str, Any]:
    """The switches that a document reads otherwise than its paper has them."""
    own = as_read(document.paper)
    names = Reading.__struct_fields__
    return {name: value for name in names if (value := getattr(document.reading, name)) != getattr(own, name)}


def under(document: Document, overlay: TermsForm | None, chosen: Mapping[str, Any]) -> Document:
    """A document under another paper, or the same with other words laid over; ``chosen``: its switches."""
    paper = resolved(overlay or TermsForm())
    return laid_over(document, overlay)._replace(reading=switched(paper.terms, chosen))


def laid_over(document: Document, overlay: TermsForm | None) -> Document:
    """A document with what its ``terms`` state; its switches stay as they are."""
    paper = resolved(overlay or TermsForm())
    keys_stated = None if overlay is None else stated(overlay)
    return document._replace(instrument=paper, paper=paper.terms, overlay=overlay, stated=keys_stated)


def stating(form: _Form, key: str, value: Any) -> _Form:  # noqa: ANN401 (whatever a form holds)
    """A form that states one key more, or otherwise: ``blockage.last_day``."""
    name, _, rest = key.partition(".")
    field = fields_of(type(form))[name]
    if rest:
        inner = getattr(form, field.attribute)
        if not isinstance(inner, Struct):
            inner = next(each for each in alternatives(field.annotation) if is_mapping(each))()
        value = stating(inner, rest, value)
    return structs.replace(form, **{field.attribute: value})


def keys(kind: type[Struct] = TermsForm, before: str = "terms.") -> Iterator[tuple[str, Field]]:
    """Every dotted key behind which something else than a mapping of terms may stand, with its field."""
    for key, field in fields_of(kind).items():
        for admitted in alternatives(field.annotation):
            if is_mapping(admitted) and not is_by_name(admitted):
                yield from keys(admitted, f"{before}{key}.")
            elif not is_by_name(admitted):
                yield f"{before}{key}", field
