"""A senior subordinated note under an indenture, with a payment blockage of 179 days.

Terms in the market's usual form, without a text: the paper at hand decides. Where the numbers come from: the
subordination article that indentures of the last thirty years share (payment default of Senior bars by itself; notice
of another default blocks for 179 days from receipt, once in 360; a default that existed at the commencement is used up
unless cured for 90 days), thirty days of grace for interest, a quarter in principal to accelerate, interest twice a
year on 30/360.
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
    OtherDefault,
    PaymentGrace,
)

_BASE = AIR_INDUSTRIES_2008.terms  # for what the market's form leaves to the paper

INDENTURE_179 = Instrument(
    key="indenture-179",
    name="a subordinated note in the usual form of an indenture with a payment blockage of 179 days",
    labels={},
    terms=_BASE._replace(
        interest=Interest(every=6, on="same_day", day_count=DayCount.THIRTY_360, after_maturity="with_payment"),
        days=BusinessDayTerms(calendar="federal-reserve", convention="following", extension_interest=False),
        blockage=Blockage(
            payment_default="automatic",
            other_default=OtherDefault(179, "receipt", ends=("cure", "withdrawal"), given_by=None),
            starts="representative",
            last_day="payable",
            limits=Limits(
                scope="other_defaults",
                one_per=360,
                one_per_covenant=None,
                burns="existing",
                revives_after=90,
                arrears_paid=False,
                most=None,
            ),
        ),
        override=None,
        defaults=EventsOfDefault(
            payment=PaymentGrace(interest=Duration(30), principal=Duration(0), expenses=Duration(30)),
            covenant=Duration(60),
            representation=True,
            receiver=None,
            judgment=None,
            petition=Duration(60),
            cross=None,
            senior_accelerated=True,
        ),
        acceleration=AccelerationRight(by=25, counts=None, automatic=(Role.DEFAULT_PETITION,)),
    ),
)
