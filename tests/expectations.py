"""What the `expect` lists of the cases mean (cases/README.md): shared by every implementation that answers them.

An answerer is called with a command (`simulate`, `payoff`, `can_pay`) and a day or None, and returns its json.
"""

_NOT_A_FIELD = {"payoff": {"as_of", "holder"}, "can_pay": {"on", "holder", "component", "clause", "lifts"}}


def unmet(expectations, answer):
    """The expectations that do not hold, each with what was found instead."""
    return [each for each in (_unmet(expectation, answer) for expectation in expectations) if each]


def _unmet(expectation, answer):
    ((kind, wanted),) = expectation.items()
    wanted = {key: None if value in ("null", "") else value for key, value in wanted.items()}
    found = _KINDS[kind](wanted, answer)
    return None if found is None else f"{kind} {wanted}: {found}"


def _same(key, found, wanted):
    if isinstance(found, bool):
        return str(found).lower() == wanted
    if key == "clause" and found is not None and wanted is not None:
        return found.startswith(wanted)
    return found == wanted


def _has(found, wanted):
    return all(_same(key, found.get(key), value) for key, value in wanted.items())


def _schedule(wanted, answer):
    rows = answer("simulate")["schedule"]
    near = [row for row in rows if row["date"] == wanted["date"] and row["holder"] == wanted["holder"]]
    return None if any(_has(row, wanted) for row in near) else near or "no row"


def _no_row(wanted, answer):
    rows = [row for row in answer("simulate")["schedule"] if _has(row, wanted)]
    return rows or None


def _payoff(wanted, answer):
    quote = answer("payoff", wanted["as_of"])
    row = next((r for r in quote["holders"] if r["holder"] == wanted["holder"]), quote["total"])
    both = {**row, "permitted": quote["permitted"], "payable_from": quote["payable_from"]}
    fields = {key: value for key, value in wanted.items() if key not in _NOT_A_FIELD["payoff"]}
    return None if _has(both, fields) else both


def _one_of(listed, *, absent=False):
    def check(wanted, answer):
        found = answer("simulate")[listed]
        met = any(_has(each, wanted) for each in found)
        return None if met is not absent else found

    return check


def _can_pay(wanted, answer):
    said = answer("can_pay", wanted["on"])
    holder = next(each for each in said["holders"] if each["holder"] == wanted["holder"])
    component = {**holder["components"][wanted["component"]], "verdict": holder["verdict"]}
    fields = {key: value for key, value in wanted.items() if key not in _NOT_A_FIELD["can_pay"]}
    bar = {key: wanted[key] for key in ("clause", "lifts") if key in wanted}
    met = _has(component, fields) and (not bar or any(_has(each, bar) for each in holder["bars"]))
    return None if met else holder


def _turnover(wanted, answer):
    found = answer("simulate")["turnovers"]
    flat = [{**each, "to": {part["facility"]: part["amount"] for part in each["to"]}} for each in found]
    return None if any(_has(each, wanted) for each in flat) else found


def _subrogation(wanted, answer):
    found = {each["holder"]: each for each in answer("simulate")["subrogation"]}
    return None if _has(found.get(wanted["holder"], {**wanted, "pool": "0.00"}), wanted) else found


def _part(name):
    def check(wanted, answer):
        found = answer("simulate")[name]
        return None if _has(found, wanted) else found

    return check


_KINDS = {
    "schedule": _schedule,
    "no_row": _no_row,
    "payoff": _payoff,
    "window": _one_of("windows"),
    "no_window": _one_of("windows", absent=True),
    "can_pay": _can_pay,
    "default": _one_of("events_of_default"),
    "no_default": _one_of("events_of_default", absent=True),
    "acceleration": _one_of("accelerations"),
    "turnover": _turnover,
    "subrogation": _subrogation,
    "maturity": _part("maturity"),
    "totals": _part("totals"),
}
