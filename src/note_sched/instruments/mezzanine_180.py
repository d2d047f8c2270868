"""A mezzanine note with a standstill of 180 days.

Terms in the market's usual form, without a text: the paper at hand decides. Where the numbers come from: subordination
agreements of mezzanine lenders: Senior payment default bars by itself; notice of another default blocks for 179 days,
at most 180 days in 360; 180 days of standstill from notice to Senior; five business days of grace; interest by the
quarter on actual/360; a majority accelerates.
"""

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument
from note_sched.measure.accrual import DayCount
from note_sched.terms.roles import Role
from note_sched.terms.terms import (
    AccelerationRight,
    Blockage,
    BusinessDayTerms,
    Duration,
    EventsOfDefault,
    Interest,
    Limits,
    Most,
    OtherDefault,
    PaymentGrace,
    Standstill,
    Threshold,
    Unit,
)

_BASE = AIR_INDUSTRIES_2008.terms  # for what the market's form leaves to the paper

MEZZANINE_180 = Instrument(
    key="mezzanine-180",
    name="a mezzanine note in the usual form, with a standstill of 180 days",
    labels={},
    terms=_BASE._replace(
        interest=Interest(every=3, on="last_day", day_count=DayCount.ACTUAL_360, after_maturity="with_payment"),
        days=BusinessDayTerms(calendar="federal-reserve", convention="following", extension_interest=True),
        blockage=Blockage(
            payment_default="automatic",
            other_default=OtherDefault(179, "receipt", ends=("cure", "withdrawal"), given_by=None),
            starts="representative",
            last_day="blocked",
            limits=Limits(
                scope="other_defaults",
                one_per=None,
                one_per_covenant=None,
                burns="existing",
                revives_after=None,
                arrears_paid=False,
                most=Most(days=180, within=360),
            ),
        ),
        override=None,
        standstill=Standstill(
            days=180, ends=("insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity")
        ),
        defaults=EventsOfDefault(
            payment=PaymentGrace(
                interest=Duration(5, Unit.BUSINESS_DAYS),
                principal=Duration(0),
                expenses=Duration(5, Unit.BUSINESS_DAYS),
            ),
            covenant=Duration(30),
            representation=True,
            receiver=Duration(60),
            judgment=Threshold(over=250_000_00, days=Duration(60)),
            petition=Duration(60),
            cross=Threshold(over=250_000_00, days=Duration(30)),
            senior_accelerated=True,
        ),
        acceleration=AccelerationRight(by="majority", counts=None, automatic=(Role.DEFAULT_PETITION,)),
    ),
)
