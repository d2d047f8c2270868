"""A seller's note on standby behind a bank loan.

Terms in the market's usual form, without a text: the paper at hand decides. Where the numbers come from: standby
agreements of lenders to small business: interest may be paid until the lender's stop notice, principal not before the
loan is paid; no demand meanwhile; what is received against it goes over within fifteen days.
"""

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument
from note_sched.measure.accrual import DayCount
from note_sched.terms.terms import (
    BusinessDayTerms,
    Duration,
    EventsOfDefault,
    Interest,
    PaymentGrace,
    Permitted,
    Standstill,
    TurnoverDuty,
)

_BASE = AIR_INDUSTRIES_2008.terms  # for what the market's form leaves to the paper

STANDBY = Instrument(
    key="standby",
    name="a seller's note on standby in the usual form",
    labels={},
    terms=_BASE._replace(
        interest=Interest(every=1, on="same_day", day_count=DayCount.ACTUAL_365, after_maturity="with_payment"),
        days=BusinessDayTerms(calendar="federal-reserve", convention="following", extension_interest=True),
        blockage=_BASE.blockage._replace(payment_default="none", other_default=None),
        override=None,
        permitted=Permitted(interest="free", principal="after_senior", expenses="free", stop_notice=True),
        standstill=Standstill(days=None, ends=("senior_paid",)),
        turnover=TurnoverDuty(discharges=False, within=15),
        defaults=EventsOfDefault(
            payment=PaymentGrace(interest=Duration(10), principal=Duration(10), expenses=Duration(10)),
            covenant=None,
            representation=False,
            receiver=None,
            judgment=None,
            petition=Duration(0),
            cross=None,
            senior_accelerated=False,
        ),
    ),
)
