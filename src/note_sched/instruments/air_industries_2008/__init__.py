"""The Junior Subordinated Promissory Note due 2010 of Air Industries Group, Inc.: which clause plays which part."""

from note_sched.instruments.instrument import Instrument
from note_sched.terms.roles import Role
from note_sched.terms.terms import Blockage, Defaults, Limits, OtherDefault, Terms, Threshold

AIR_INDUSTRIES_2008 = Instrument(
    key="air-industries-2008",
    name="the Junior Subordinated Promissory Note due 2010 of Air Industries Group, Inc.",
    labels={
        Role.PROMISE: "preamble",
        Role.SUBORDINATION: "1",
        Role.SENIOR: "1(a)",
        Role.SENIOR_ORIGINAL: "1(a)(i)",
        Role.SENIOR_REFINANCING: "1(a)(ii)",
        Role.SENIOR_MATURED: "1(b)",
        Role.BORROWER_NOTICE: "1(c)",
        Role.BLOCKAGE: "1(d)",
        Role.OVERRIDE: "1(d)",
        Role.ACCELERATED_PRINCIPAL: "1(d)",
        Role.BLOCKAGE_PAYMENT: "1(d)(i)",
        Role.BLOCKAGE_OTHER: "1(d)(ii)",
        Role.BLOCKAGE_LIMITS: "1(d)(ii)",
        Role.BLOCKAGE_CURED: "1(d)(ii)(A)",
        Role.BLOCKAGE_LAPSED: "1(d)(ii)(B)",
        Role.EFFECT: "1(e)",
        Role.TURNOVER: "1(g)",
        Role.SUBROGATION: "1(h)",
        Role.INSOLVENCY: "1(i)",
        Role.INSOLVENCY_CLAIMS: "1(i)(i)",
        Role.DIVERSION: "1(i)(ii)",
        Role.ACCELERATION: "2",
        Role.DEFAULT_PAYMENT: "2(a)",
        Role.DEFAULT_COVENANT: "2(b)",
        Role.DEFAULT_REPRESENTATION: "2(c)",
        Role.DEFAULT_RECEIVER: "2(d)",
        Role.DEFAULT_JUDGMENT: "2(e)",
        Role.DEFAULT_PETITION: "2(f)",
        Role.DEFAULT_CROSS: "2(g)",
        Role.DEFAULT_SENIOR: "2(h)",
        Role.RATABLE: "3",
        Role.NOTICES: "4(b)",
        Role.SUCCESSION: "4(d)",
        Role.EXPENSES: "4(e)",
        Role.SAVINGS: "4(g)",
    },
    terms=Terms(
        blockage=Blockage(other_default=OtherDefault(days=365), limits=Limits(one_per_covenant=12)),
        override=365,
        defaults=Defaults(
            covenant=5,
            receiver=60,
            judgment=Threshold(over=50_000_00, days=45),
            petition=45,
            cross=Threshold(over=500_000_00, days=30),
        ),
    ),
)
