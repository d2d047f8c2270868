"""Section 2: the Events of Default, and acceleration.

Example:
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008 as note
    >>> note.quote("2(h)").partition("and such")[2]
    ' Senior Indebtedness is in fact accelerated by the Holder.'
"""

from note_sched.instruments.clause import Clause
from note_sched.terms.roles import Role
from note_sched.terms.terms import AccelerationRight, Duration, EventsOfDefault, PaymentGrace, Threshold, Unit

LABELS = {
    Role.ACCELERATION: "2",
    Role.DEFAULT_PAYMENT: "2(a)",
    Role.DEFAULT_COVENANT: "2(b)",
    Role.DEFAULT_REPRESENTATION: "2(c)",
    Role.DEFAULT_RECEIVER: "2(d)",
    Role.DEFAULT_JUDGMENT: "2(e)",
    Role.DEFAULT_PETITION: "2(f)",
    Role.DEFAULT_CROSS: "2(g)",
    Role.DEFAULT_SENIOR: "2(h)",
}

CLAUSES = (
    Clause("2", "Events of Default, acceleration", "2. Events of Default.", "except as set forth below:"),
    Clause("2(a)", "failure to pay", "(a) Failure to Pay", "due under this Note when due."),
    Clause("2(b)", "breach of covenant", "(b) Breach of Covenant.", "to the Borrower from the Holder."),
    Clause("2(c)", "false representation", "(c) Breach of Representations", "as of the date made."),
    Clause("2(d)", "receiver or trustee", "(d) Receiver or Trustee.", "within sixty (60) days of appointment."),
    Clause("2(e)", "judgments", "(e) Judgments.", "forty-five (45) days."),
    Clause("2(f)", "bankruptcy", "(f) Bankruptcy.", "forty-five (45) days of initiation."),
    Clause("2(g)", "non-payment of other obligations", "(g) Non-Payment.", "alternative payment terms."),
    Clause("2(h)", "acceleration of Senior Indebtedness", "(h) Cross Default.", "accelerated by the Holder."),
)

PASSAGES = {
    "acceleration": Clause("2", "acceleration", "The occurrence of any of the following", "as set forth below:"),
}

DEFAULTS = EventsOfDefault(
    payment=PaymentGrace(interest=Duration(0), principal=Duration(0), expenses=Duration(0)),
    covenant=Duration(5, Unit.BUSINESS_DAYS),
    representation=True,
    receiver=Duration(60),
    judgment=Threshold(over=50_000_00, days=Duration(45)),
    petition=Duration(45),
    cross=Threshold(over=500_000_00, days=Duration(30)),
    senior_accelerated=True,
)

ACCELERATION = AccelerationRight(by="holder", counts=None, automatic=())
