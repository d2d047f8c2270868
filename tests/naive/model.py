"""The oracle's answers: the JSON of `simulate`, `payoff`, `can-pay` and `bars` (interface.md, section 2)."""

from datetime import date
from fractions import Fraction

from .counting import DAY, day_of, plain, shares, six_decimals
from .facts import Facts, Fault, known, optional_day
from .receipts import COMPONENTS, Bar, is_barred
from .world import World

__all__ = ["Fault", "bars", "can_pay", "payoff", "simulate"]

MONEY = ("expenses_paid", "interest_paid", "principal_paid", "turned_over")


def play(document: dict, last: date | None = None, at_least: date | None = None, asked: date | None = None) -> World:
    """Play a document; with an avoidance, first its books, for what `in_full` was worth on them (R-23)."""
    facts = Facts(document)
    books = None
    if facts.of("senior_avoidance"):
        books = World(facts, None, at_least=last or at_least).play().senior.paid_in_full
    world = World(facts, books, last, at_least)
    if asked is not None:
        world.asked[asked] = {}
    return world.play()


# ---------------------------------------------------------------- simulate


def simulate(document: dict, known_at: str | None = None, through: str | None = None) -> dict:
    """What fell due, was paid, was barred, per day and Holder."""
    document = known(document, known_at)
    last = optional_day(through or (document.get("simulation") or {}).get("through"))
    world = play(document, last)
    return {
        "maturity": maturity(world),
        "schedule": world.schedule,
        "windows": windows(document, world, last),
        "events_of_default": events_of_default(world),
        "accelerations": [{**row, "date": row["date"].isoformat()} for row in world.accelerations],
        "turnovers": turnovers(world),
        "subrogation": subrogation(world),
        "totals": totals(world),
        "through": world.today.isoformat(),
    }


def maturity(world: World) -> dict:
    """The latest maturity of the Notes."""
    day, cause = world.facts.latest_maturity()
    timely = world.facts.calendar.timely_through(day)
    return {
        "date": day.isoformat(),
        "timely_through": timely.isoformat(),
        "cause": cause,
        "clause": world.facts.label("promise"),
    }


def events_of_default(world: World) -> list[dict]:
    """Those that exist by the last simulated day, by from, clause, holder."""
    found = [("default_payment", holder, start, until) for holder, start, until in world.payment_defaults]
    found += [default for default in world.standing_defaults if default[2] <= world.today]
    found = [(world.facts.label(role), *others) for role, *others in found]
    found.sort(key=lambda default: (default[2], default[0], world.facts.ids.index(default[1]) + 1 if default[1] else 0))
    return [
        {"clause": clause, "holder": holder, "from": start.isoformat(), "until": iso(until), "cause": ""}
        for clause, holder, start, until in found
    ]


def turnovers(world: World) -> list[dict]:
    """One row per day, Holder and clause."""
    rows = []
    for (day, holder, clause), parts in world.turnovers.items():
        if sum(parts.values()):
            to = [{"facility": name, "amount": plain(parts[name])} for name in world.facts.debts if parts.get(name)]
            row = {"date": day.isoformat(), "holder": holder, "amount": plain(sum(parts.values()))}
            rows.append(row | {"to": to, "clause": clause})
    return sorted(rows, key=lambda row: (row["date"], world.facts.ids.index(row["holder"]), row["clause"]))


def subrogation(world: World) -> list[dict]:
    """R-22: the Holders that have a pool."""
    rows = []
    for holder, note in world.notes.items():
        if note.pool:
            claim = 0 if world.senior.left_to(holder) else min(note.pool, world.closing_owing[holder])
            row = {"holder": holder, "pool": plain(note.pool), "live_from": iso(note.live_from)}
            rows.append(row | {"claim": plain(claim)})
    return rows


def totals(world: World) -> dict:
    """Sums over the whole schedule."""
    sums = dict.fromkeys(MONEY, Fraction(0))
    for row in world.schedule:
        for column in MONEY:
            sums[column] += Fraction(row[column])
    shown = {column: plain(int(amount * 100)) for column, amount in sums.items()}
    return shown | {name: plain(amount) for name, amount in world.totals.items()}


# ---------------------------------------------------------------- bars


def bars(document: dict, known_at: str | None = None) -> dict:
    """Every window."""
    document = known(document, known_at)
    last = optional_day((document.get("simulation") or {}).get("through"))
    return {"windows": windows(document, play(document, last), last)}


def windows(document: dict, world: World, last: date | None) -> list[dict]:
    """Blocks and overrides from all facts, even beyond an explicit `through`; the others as on the simulated days."""
    longer = world if last is None else play(document, at_least=last)
    return sorted_rows(world, [*longer.block_rows, *longer.override_rows, *run_rows(world), *standstill_rows(world)])


def standstill_rows(world: World) -> list[dict]:
    """T-11: one per junior notice."""
    rows = []
    for event, last in world.facts.standstills():
        row = {"kind": "standstill", "holder": None, "start": day_of(event["date"]), "end": last, "effective": True}
        cause = [f"junior_notice {event['date']}"]
        rows.append(row | {"reason": None, "cause": cause, "clause": world.facts.label("standstill")})
    return rows


def run_rows(world: World) -> list[dict]:
    """1(b), 1(i) and the proviso of 1(d): unbroken runs of barred days, one row where they are the same for all."""
    spans: dict[tuple, list[str]] = {}
    for (key, holder), found in world.runs.items():
        for run in found:
            spans.setdefault((key, run.first, run.last, tuple(run.cause)), []).append(holder)
    rows = []
    for (key, start, last, cause), holders in spans.items():
        common = key[0] != "accelerated_principal" and holders == world.facts.ids
        bar = world.seen_bars[key]
        row = {"kind": bar.kind, "start": start, "end": None if last == world.today else last, "effective": True}
        row |= {"reason": None, "cause": list(cause), "clause": bar.clause, "key": key}
        rows += [{**row, "holder": holder} for holder in ([None] if common else holders)]
    return rows


def sorted_rows(world: World, rows: list[dict]) -> list[dict]:
    """By kind, start, Holder (null first), cause; dates as text."""
    place = {holder: number for number, holder in enumerate(world.facts.ids, 1)}
    rows = sorted(rows, key=lambda row: (row["kind"], row["start"], place.get(row["holder"], 0), row["cause"]))
    return [shown(row) for row in rows]


def shown(row: dict) -> dict:
    """A window as JSON has it."""
    names = ("kind", "holder", "start", "end", "effective", "reason", "cause", "clause")
    return {name: iso(row[name]) if name in ("start", "end") else row[name] for name in names}


# ---------------------------------------------------------------- payoff


def payoff(document: dict, as_of: str, known_at: str | None = None) -> dict:
    """What pays every Note in full on a day, and whether it may be paid."""
    document = known(document, known_at)
    day = day_of(as_of)
    world = play(document, at_least=day, asked=day)
    pictures = world.asked[day]
    lines = [quote(world, picture["owed"]) for picture in pictures.values()]
    exact = [picture["per_diem"] for picture in pictures.values()]
    total = {name: sum(line[name] for line in lines) for name in lines[0]}
    shown_lines = [money(line, per_diem) for line, per_diem in zip(lines, exact, strict=True)]
    return {
        "as_of": as_of,
        "holders": [{"holder": holder, **line} for holder, line in zip(pictures, shown_lines, strict=True)],
        "total": money(total, sum(exact, Fraction(0))),
        "permitted": is_permitted(world, day),
        "bars": rows_in_force(world, day),
        "payable_from": iso(first_day(world, day, lambda later: is_permitted(world, later))),
    }


def quote(world: World, owed: dict[str, int]) -> dict[str, int]:
    """The columns of a payoff line."""
    line = {"principal": owed["principal"], "interest_unpaid": owed["interest"]}
    line |= {"accrued_interest": owed["accrued"] + owed["in_kind"], "expenses_unpaid": owed["expenses"]}
    if world.facts.has_premium:
        line["premium"] = owed["premium"] + owed["on_prepaid"]
    return line | {"total": sum(line.values())}


def money(line: dict[str, int], per_diem: Fraction) -> dict[str, str]:
    """A payoff line as text."""
    return {name: plain(amount) for name, amount in line.items()} | {"per_diem": six_decimals(per_diem)}


def is_permitted(world: World, day: date) -> bool:
    """No bar on any component of which a Note owes something (as it stands after the day's recorded payments)."""
    return not any(
        is_barred(judged.bars, name) and judged.owed_after_recorded[name]
        for judged in world.judged[day].values()
        for name in COMPONENTS
    )


def rows_in_force(world: World, day: date) -> list[dict]:
    """The rows of `bars` that apply on a day, overrides and suspended blocks left out.

    A payoff looks as far as the later of `through` and the default last day, and so do the ends of its rows.
    """
    applying = {(bar.key, holder) for holder, judged in world.judged[day].items() for bar in judged.bars}
    keys = {key for key, _ in applying}
    blocks = [row for row in world.block_rows if (row["key"], row["holder"]) in applying]
    runs = [row for row in run_rows(world) if row["key"] in keys and row["start"] <= day <= (row["end"] or day)]
    return sorted_rows(world, [*blocks, *runs])


# ---------------------------------------------------------------- can-pay


def can_pay(document: dict, on: str, known_at: str | None = None) -> dict:
    """PAY, PAY ONLY, DO NOT PAY: per Holder and component, every bar, the day it lifts."""
    document = known(document, known_at)
    day = day_of(on)
    world = play(document, at_least=day, asked=day)
    turned = turned_if_paid(world, day)
    lines = [holder_line(world, holder, day, turned[holder]) for holder in world.facts.ids]
    verdicts = {line["verdict"] for line in lines}
    return {"on": on, "verdict": verdicts.pop() if len(verdicts) == 1 else "PAY ONLY", "holders": lines}


def holder_line(world: World, holder: str, day: date, turned: int) -> dict:
    """One Holder."""
    picture = world.asked[day][holder]
    judged = world.judged[day][holder]
    components = {}
    for name in COMPONENTS:
        free = first_day(world, day, lambda later, name=name: world.judged[later][holder].payable[name])
        line = {"payable": judged.payable[name], "amount": plain(picture["due"][name]), "payable_from": iso(free)}
        components[name] = line
    paying = any(judged.payable[name] and picture["due"][name] for name in COMPONENTS)
    verdict = "PAY" if all(judged.payable.values()) else "PAY ONLY" if paying else "DO NOT PAY"
    in_kind = {} if world.facts.pik is None else {"interest_capitalised": plain(picture["capitalised"])}
    return in_kind | {
        "holder": holder,
        "verdict": verdict,
        "components": components,
        "bars": bar_lines(world, holder, day),
        "default_from": iso(picture["default_from"]),
        "turnover": plain(turned),
    }


def bar_lines(world: World, holder: str, day: date) -> list[dict]:
    """Every bar on a Note on a day and the first later day on which it does not apply."""
    judged = world.judged[day][holder]
    lines = []
    for bar in judged.bars:
        lifts = first_day(world, day + DAY, lambda later, bar=bar: not has_bar(world, holder, later, bar))
        lines.append({"clause": bar.clause, "kind": bar.kind, "cause": list(bar.cause), "lifts": iso(lifts)})
    if judged.unratable:
        lifts = first_day(world, day + DAY, lambda later: not world.judged[later][holder].unratable)
        clause = world.facts.label("ratable")
        lines.append({"clause": clause, "kind": "ratable", "cause": judged.unratable, "lifts": iso(lifts)})
    return lines


def has_bar(world: World, holder: str, day: date, bar: Bar) -> bool:
    """Whether that very bar applies on a day."""
    return any(other.key == bar.key for other in world.judged[day][holder].bars)


def turned_if_paid(world: World, day: date) -> dict[str, int]:
    """What would be turned over by each Holder if all that is due were paid: up to Senior, pro rata."""
    pictures = world.asked[day]
    wanting = {holder: picture["prohibited"] for holder, picture in pictures.items() if picture["prohibited"]}
    over = dict.fromkeys(pictures, 0)
    amounts = [pictures[holder]["senior"] for holder in wanting]
    if amounts and all(other == amounts[0] for other in amounts):
        total = min(sum(amounts[0].values()), sum(wanting.values()))
        return over | dict(zip(wanting, shares(total, list(wanting.values())), strict=True))
    return over | turned_one_by_one(world, wanting, day)


def turned_one_by_one(world: World, wanting: dict[str, int], day: date) -> dict[str, int]:
    """The same where Senior differs by Holder: in document order, each leaving less for the next."""
    taken: dict[str, int] = {}
    over = {}
    for holder, amount in wanting.items():
        senior = world.asked[day][holder]["senior"]
        room = {name: max(0, left - taken.get(name, 0)) for name, left in senior.items()}
        over[holder] = left = min(amount, sum(room.values()))
        for rank in sorted({world.senior.facilities[name].rank for name in room}):
            names = [name for name in room if world.senior.facilities[name].rank == rank]
            part = min(left, sum(room[name] for name in names))
            left -= part
            for name, piece in zip(names, shares(part, [room[name] for name in names]), strict=True):
                taken[name] = taken.get(name, 0) + piece
    return over


# ---------------------------------------------------------------- small readings


def first_day(world: World, start: date, holds) -> date | None:
    """The first simulated day from `start` on for which something holds."""
    day = start
    while day <= world.today:
        if holds(day):
            return day
        day += DAY
    return None


def iso(day: date | None) -> str | None:
    """A date as text."""
    return None if day is None else day.isoformat()
