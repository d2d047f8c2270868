"""Working a figure out again from the steps of its explanation, as json has them: nothing of the program is used."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor


def cents(written):
    return int(Fraction(written) * 100)


def half_up(exact):
    return floor(exact + Fraction(1, 2))


def result(steps, divisions=()):
    """What the last step with arithmetic gives, every step checked against its own operands; None without one.

    ``divisions``: those of the same json, on which steps of the kind ``share`` rest.
    """
    results = []
    for step in steps:
        sums = step["arithmetic"]
        if sums is not None and sums["op"] == "share":
            sums = {**sums, "weights": weights(sums, divisions)}
        results.append(None if sums is None else OPERATIONS[sums["op"]](sums, results))
    return next((found for found in reversed(results) if found is not None), None)


def term(written, results):
    """A part of a sum: what it names, and if it is the result of an earlier step, that."""
    amount = cents(written["amount"])
    if written["step"] is not None:
        assert abs(results[written["step"] - 1]) == abs(amount), written
    return amount


def accrue(sums, results):
    del results
    running = Fraction()
    for line in sums["lines"]:
        if "carried" in line:
            running += Fraction(line["carried"])
        else:
            exact = Fraction(line["principal"]) * Fraction(line["rate"]) * line["days"] / line["basis"]
            assert exact == Fraction(line["exact"])
            running += exact
        assert running == Fraction(line["running"])
    assert Fraction(sums["exact"]) == running
    return running * 100


def rounded(sums, results):
    exact = Fraction(sums["exact"]) * 100
    earlier = [each for each in results if isinstance(each, Fraction)]
    assert exact == (earlier[-1] if earlier and exact else 0)
    return checked(sums, max(0, half_up(exact) - cents(sums["taken"])))


def round_to_dollar(sums, results):
    """Whole dollars, whatever is over a reason for one more, or for none."""
    exact = Fraction(sums["exact"])
    assert exact * 100 == next(each for each in reversed(results) if isinstance(each, Fraction))
    return checked(sums, 100 * {"dollar_up": ceil, "dollar_down": floor}[sums["rule"]](exact))


def add(sums, results):
    return checked(sums, sum(term(each, results) for each in sums["terms"]))


def least(sums, results):
    return checked(sums, min(term(each, results) for each in sums["terms"]))


def times(sums, results):
    return checked(sums, term(sums["given"], results) * sums["times"])


def pour(sums, results):
    left, parts = term(sums["given"], results), {}
    for tier in sums["tiers"]:
        parts[tier["tier"]] = min(left, cents(tier["owed"]))
        left -= parts[tier["tier"]]
    return checked(sums, parts[sums["wanted"]])


def weights(sums, divisions):
    """What the Holders weigh in the division that a share names."""
    (division,) = (each for each in divisions if each["division"] == sums["division"])
    assert cents(division["amount"]) == cents(sums["given"]["amount"])
    assert sum(cents(each["part"]) for each in division["weights"]) == cents(division["amount"])
    return division["weights"]


def share(sums, results):
    """Largest remainder, ties to the earlier Holder."""
    given, weights = term(sums["given"], results), [cents(each["weight"]) for each in sums["weights"]]
    whole = sum(weights)
    exact = [Fraction(given * weight, whole) for weight in weights]
    parts = [floor(each) for each in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: given - sum(parts)]:
        parts[at] += 1
    place = [each["holder"] for each in sums["weights"]].index(sums["holder"])
    assert Fraction(sums["exact"]) * 100 == exact[place]
    assert (cents(sums["weight"]), cents(sums["whole"])) == (weights[place], whole)
    assert [cents(each["part"]) for each in sums["weights"]] == parts
    return checked(sums, parts[place])


def days_later(sums, results):
    del results
    later = date.fromisoformat(sums["from"]) + timedelta(days=sums["days"])
    assert str(later) == sums["result"]
    return later


def months_later(sums, results):
    del results
    start, later = (date.fromisoformat(sums[key]) for key in ("from", "result"))
    assert 12 * (later.year - start.year) + later.month - start.month == sums["months"]
    assert later.day == start.day or (later.day < start.day and (later + timedelta(days=1)).day == 1)
    return later


def business_day(sums, results):
    """Which days are business days is tested elsewhere; here that the day is one of the week and no earlier."""
    del results
    found = date.fromisoformat(sums["result"])
    assert found.weekday() < 5
    assert found >= date.fromisoformat(sums["from"])
    return found


def earliest(sums, results):
    del results
    found = min((each["day"] for each in sums["days"] if each["day"]), default=None)
    assert found == sums["result"]
    return found


def checked(sums, found):
    assert cents(sums["result"]) == found, sums
    return found


OPERATIONS = {
    "accrue": accrue,
    "round": rounded,
    "round_to_dollar": round_to_dollar,
    "sum": add,
    "least": least,
    "times": times,
    "pour": pour,
    "share": share,
    "days_later": days_later,
    "months_later": months_later,
    "business_day": business_day,
    "earliest": earliest,
}
