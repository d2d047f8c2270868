"""A plain note: nothing ranks before it that bars its payment.

Terms in the market's usual form, without a text: the paper at hand decides. Where the numbers come from: the forms of
promissory notes that small companies sign: monthly interest on actual/365, no subordination, an acceleration by each
Holder and by itself on a petition.
"""

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument
from note_sched.measure.accrual import DayCount
from note_sched.terms.roles import Role
from note_sched.terms.terms import (
    AccelerationRight,
    BusinessDayTerms,
    Duration,
    EventsOfDefault,
    Interest,
    PaymentGrace,
)

_BASE = AIR_INDUSTRIES_2008.terms  # for what the market's form leaves to the paper

PLAIN = Instrument(
    key="plain",
    name="a plain promissory note in the usual form",
    labels={},
    terms=_BASE._replace(
        interest=Interest(every=1, on="same_day", day_count=DayCount.ACTUAL_365, after_maturity="with_payment"),
        days=BusinessDayTerms(calendar="federal-reserve", convention="following", extension_interest=True),
        senior_matured=False,
        insolvency=False,
        blockage=_BASE.blockage._replace(payment_default="none", other_default=None),
        override=None,
        defaults=EventsOfDefault(
            payment=PaymentGrace(interest=Duration(0), principal=Duration(0), expenses=Duration(0)),
            covenant=Duration(30),
            representation=True,
            receiver=Duration(60),
            judgment=None,
            petition=Duration(60),
            cross=None,
            senior_accelerated=False,
        ),
        acceleration=AccelerationRight(by="holder", counts=None, automatic=(Role.DEFAULT_PETITION,)),
    ),
)
