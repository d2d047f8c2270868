"""Which debt is Senior Indebtedness, judged Holder by Holder.

Clause:
    1(a): "the principal of, and interest and premium, if any, on any and all, (i) indebtedness of the Borrower for
    borrowed money or obligations with respect to which the Borrower is a guarantor, to banks, insurance companies, or
    other financial institutions or entities regularly engaged in the business of lending money, in each case as in
    effect as of September 22, 2008, or as may be borrowed hereafter ... for working capital ... and (ii) any such
    indebtedness ... issued in exchange for or to refinance such Senior Indebtedness ... provided that such
    indebtedness ... is on commercially reasonable terms ... not to exceed the principal amount under such Senior
    Indebtedness and provided further that the Borrower provides the Holder with prior written notice of such action."

Reading:
    Principal, interest and premium: fees are not in the definition. Facts that a document does not give count as met,
    but a debt dated after September 22, 2008 (or a refinancing without a date) must show that it is for working
    capital to pass limb (i), and a refinancing of which no notice is on record has none. Of a refinancing that exceeds
    what it refinances only the excess loses seniority, and payments reduce the excess first (what Holders turn over
    does not: 1(g)); any other Senior debt is Senior for all that is outstanding, a revolver drawn beyond its opening
    too. A debt without a date is outstanding from the issue date, so notice of a refinancing is prior only if it was
    effective before that day. What fails limb (ii) may still pass limb (i). The junior notes of June 23, 2008 are
    expressly out.

Example:
    A bank loan first in effect on September 23, 2008 for an acquisition passes neither limb.

    >>> from datetime import date
    >>> from note_sched.document.model import SeniorDebt
    >>> loan = SeniorDebt(id="term", lender="Third Bank", principal=75_000_000,
    ...                   in_effect=date(2008, 9, 23), purpose="other")
    >>> seniority(loan, {"term": loan}, "alder", date(2008, 9, 26), date(2008, 9, 22)).limit
    0

Limits:
    Whether terms are commercially reasonable and who is regularly engaged in lending, the document says.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from note_sched.document.events import NEVER
from note_sched.document.model import LenderKind, SeniorDebt
from note_sched.record import Record
from note_sched.rules import ground
from note_sched.rules.ground import Ground

WITHOUT_LIMIT = 1 << 62
"""More cents than a sum can have: all that is outstanding is Senior."""


class Seniority(Record, frozen=True):
    """How much of a debt can be Senior as to a Holder: cents, 0 for none, or ``WITHOUT_LIMIT``.

    ``grounds``: why, one for each limb that was asked.
    """

    limit: int
    grounds: tuple[Ground, ...]


def opening(debt: SeniorDebt) -> int:
    """What counts of a debt when the Note's story begins: principal, interest and premium, in cents (1(a))."""
    return debt.principal + debt.interest + debt.premium


def limits(debts: Iterable[SeniorDebt], holder: str, issued: date, in_effect: date) -> dict[str, int]:
    """For each of the debts of a document, by id, the cents of it that can be Senior as to ``holder``."""
    by_id = {debt.id: debt for debt in debts}
    found: dict[str, bool] = {}
    return {name: seniority(debt, by_id, holder, issued, in_effect, found).limit for name, debt in by_id.items()}


def seniority(
    debt: SeniorDebt,
    debts: Mapping[str, SeniorDebt],
    holder: str,
    issued: date,
    in_effect: date,
    found: dict[str, bool] | None = None,
) -> Seniority:
    """Classify ``debt`` as to ``holder``.

    Args:
        debt: the one in question.
        debts: all those of the document by id.
        holder: whose Note it is.
        issued: the issue date of the note.
        in_effect: the day through which a debt must have been in effect to be Senior whatever it is for.
        found: for debts looked at before, as to the same Holder, whether anything of them is Senior; is added to.
    """
    if debt.excluded:
        return Seniority(0, (ground.ExpresslyExcluded(),))
    fails_first = _fails_limb_one(debt, in_effect)
    if fails_first is None:
        return Seniority(WITHOUT_LIMIT, (ground.Original(),))
    if debt.refinances is None:
        return Seniority(0, (fails_first,))
    refinanced = debts[debt.refinances]
    fails_second = _fails_limb_two(debt, holder, issued)
    if not _is_senior(refinanced, debts, holder, issued, in_effect, {} if found is None else found):
        fails_second = ground.RefinancesJunior(refinanced.id)
    if fails_second is not None:
        return Seniority(0, (fails_second, fails_first))
    excess = max(0, debt.principal - refinanced.principal)
    return Seniority(opening(debt) - excess if excess else WITHOUT_LIMIT, (ground.Refinancing(),))


def _is_senior(
    debt: SeniorDebt,
    debts: Mapping[str, SeniorDebt],
    holder: str,
    issued: date,
    in_effect: date,
    found: dict[str, bool],
) -> bool:
    """Whether anything of a debt is Senior: down the chain of what it refinances, to one that is Senior by itself.

    All that lie between stand or fall with that one, so a long chain is walked once (``found``).
    """
    passed: list[str] = []
    while debt.id not in found:
        passed.append(debt.id)
        if debt.excluded or _fails_limb_one(debt, in_effect) is None:
            found[debt.id] = not debt.excluded
        elif debt.refinances is None or _fails_limb_two(debt, holder, issued) is not None:
            found[debt.id] = False
        else:
            debt = debts[debt.refinances]
    is_senior = found[debt.id]
    found.update(dict.fromkeys(passed, is_senior))
    return is_senior


def _fails_limb_one(debt: SeniorDebt, in_effect: date) -> Ground | None:
    if debt.obligor == "other":
        return ground.NotTheBorrowers()
    if debt.lender_kind is LenderKind.OTHER:
        return ground.NoLender()
    in_time = debt.in_effect <= in_effect if debt.in_effect else debt.refinances is None
    if not in_time and debt.purpose != "working_capital":
        return ground.BorrowedLater(in_effect)
    return None


def _fails_limb_two(debt: SeniorDebt, holder: str, issued: date) -> Ground | None:
    if debt.commercially_reasonable is not None and not debt.commercially_reasonable:
        return ground.Unreasonable()
    notice = debt.notice.get(holder, debt.notice.get("others")) if isinstance(debt.notice, dict) else debt.notice
    if notice is None or notice == NEVER:
        return ground.HolderNeverTold()
    if notice >= (debt.in_effect or issued):
        return ground.HolderToldLate(notice)
    return None
