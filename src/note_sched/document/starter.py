"""The document that ``note-sched init`` writes: small, sound, and with every part explained.

Lines that begin with ``#`` and two spaces are YAML to be used: the ``#`` alone is taken away, and the rest stands in
its column. All others that begin with ``#`` are explanation.
"""

STARTER = """\
# A Junior Subordinated Promissory Note, described for note-sched.
#
# note-sched check FILE                        is the document sound?
# note-sched simulate FILE                     what falls due, is paid, is barred
# note-sched payoff FILE --as-of 2009-06-15    what pays every Note in full on that day
#
# Sums:  750000, 750,000.00 or $750,000.00. Inside { } a sum with commas needs quotes.
# Dates: year-month-day, as 2008-09-26.
# Ids:   short names of your own: letters, digits, - _ and . without spaces.
# Texts: in quotes if they have a # or a colon in them.
# A line that begins with # is a comment. Below, a # with two spaces behind it hides a line that you may want: take the
# # away, and nothing else, and the line stands in its right column.

note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26              # interest runs from this day on, the day included
  maturity_date: 2010-05-31
  interest_rate: 1% per month         # or 12% per year
  first_payment_date: 2008-11-01      # then the same day of every month
  offering_limit: 5,950,000.00        # optional: Notes beyond it are reported
  financing_threshold: 10,000,000.00  # optional: a financing of this size brings maturity forward
#  legal_maximum_rate: 25% per year
#  holidays: {add: [2009-07-03], remove: []}
# Where the Holders wish to be paid, for payoff letters (which mask numbers): a text, or labels of your own.
#  payment_instructions: {bank: First Bank of Huntington, account: "0004471882", routing: "021000000"}

# Who holds the Notes. Every Holder needs id, name and principal.
holders:
  - id: alder
    name: Alder Growth Partners LP
    principal: 2,000,000.00
  - id: birch
    name: Birch Family Trust
    principal: 750,000.00
#    issue_date: 2008-10-10
  - id: cedar
    name: Cedar Capital LLC
    principal: 250,000.00
# In their place may stand a register beside this file, csv or xlsx: `holders: {file: register.csv}`.

# The Senior debt, which comes first. Of `rank` 1 is the highest; equal ranks share pro rata.
senior_debt:
  - id: pnc
    lender: PNC Bank, National Association
    agreement: Revolving Credit, Term Loan, Equipment Line and Security Agreement of 2005-11-30
    rank: 1
    principal: 8,000,000.00           # outstanding on the issue date
    interest: 40,000.00               # optional
    fees: 25,000.00                   # optional; recorded, never Senior
  - id: steel-city
    lender: Steel City Capital Funding LLC
    agreement: Loan and Security Agreement of 2007-08-24
    rank: 2
    principal: 5,000,000.00
# What decides whether a debt is Senior at all. A listed debt without these facts is taken to be.
#    lender_kind: institution
#    obligor: guaranteed
#    in_effect: 2007-08-24
#    excluded: no
# A debt that refinances another one:
#  - id: bridge
#    lender: Harbor Bridge Lenders LLC
#    rank: 2
#    principal: 4,000,000.00
#    in_effect: 2009-03-16
#    refinances: steel-city
#    commercially_reasonable: yes
#    notice: 2009-03-02
#    purpose: working_capital

# What happened, in any order. Every event has a type and a date; `recorded: DATE` says when it became known, if later.
events:
# A payment on the Notes: to all of them, ratably, unless `to` names a Holder. `principal` instead of `amount` retires
# that much principal, and what is owed before it.
#  - type: payment
#    date: 2008-11-03
#    amount: 35,000.00
#    memo: "first instalment, wire #1041"
#  - type: payment
#    date: 2009-01-15
#    principal: 50,000.00
#    to: cedar
# The payments of a bank's file beside this one, a row each: `- {type: payments, file: bank.csv}`.
# Something else that the Holders received on the Notes, less what its collection cost.
#  - type: distribution
#    date: 2009-09-14
#    amount: 12,000.00
#    kind: cash
#    expenses: 500.00
# A wire came back: the payment `of` that day (with the same `to`, if it had one) is undone from its own day on.
#  - type: payment_returned
#    date: 2008-11-05
#    of: 2008-11-03
#    amount: 1,000.00
# A Holder gives back what it received beyond all that was owed on the Notes.
#  - type: refund
#    date: 2010-06-15
#    holder: alder
#    amount: 250.00
# A Holder's demand for its expenses.
#  - type: expense
#    date: 2009-02-17
#    holder: birch
#    amount: 1,250.00
#    memo: counsel, January
# A Note changes hands; without an amount, all of it.
#  - type: transfer
#    date: 2009-03-09
#    from: cedar
#    to: birch
#    amount: 100,000.00
# A closing of a financing. Closings of one series are added up.
#  - type: financing
#    date: 2009-08-03
#    amount: 4,000,000.00
#    kind: equity
#    series: a
#    by: borrower

# Senior debt: what is outstanding, what falls due, what is paid.
#  - type: senior_balance
#    date: 2009-01-02
#    facility: pnc
#    outstanding: 7,600,000.00
#  - type: senior_maturity
#    date: 2009-04-01
#    facility: steel-city
#    amount: 250,000.00
#  - type: senior_payment
#    date: 2009-04-01
#    facility: steel-city
#    amount: 250,000.00
#    for: 2009-04-01
#  - type: senior_acceleration
#    date: 2009-11-02
#    facility: pnc
#    rescinded: 2009-11-20
#  - type: senior_avoidance
#    date: 2010-02-01
#    facility: steel-city
#    amount: 50,000.00
#    received: 2009-04-01
#  - type: senior_provided_for
#    date: 2010-02-15

# A default under Senior debt, the notice of it that blocks the Notes, and the notice that it was cured.
#  - type: senior_default
#    date: 2009-03-02
#    id: pnc-leverage
#    facility: pnc
#    kind: other
#    covenant: leverage-ratio
#    cured: 2009-06-12
#  - type: blockage_notice
#    date: 2009-03-10
#    defaults: [pnc-leverage]
#    by: pnc
#    method: courier
#    actual: 2009-03-11
#  - type: cure_notice
#    date: 2009-06-15
#    defaults: [pnc-leverage]
#    by: pnc
#    received: {alder: 2009-06-15, others: 2009-06-17}
#    borrower: 2009-06-15

# A Holder declares its Note due; the notices to the Borrower and to the Senior lenders open the override.
#  - type: acceleration
#    date: 2009-05-04
#    holder: alder
#    notice: {borrower: 2009-05-04, senior: 2009-05-06}

# Events of Default of section 2.
#  - type: breach
#    date: 2009-02-02
#    curable: yes
#    cured: 2009-02-06
#  - type: misrepresentation
#    date: 2008-09-26
#    memo: financial statements of 2007
#  - type: receiver
#    date: 2009-10-05
#    consented: no
#    dismissed: 2009-10-30
#  - type: judgment
#    date: 2009-05-18
#    amount: 62,500.00
#    satisfied: 2009-06-08
#  - type: insolvency
#    date: 2009-12-01
#    voluntary: no
#    dismissed: 2010-01-08
#  - type: nonpayment
#    date: 2009-07-01
#    amount: 600,000.00
#    contested: no
#    alternative_terms: no
#    paid: 2009-07-20
# Such an Event of Default is waived, by one Holder or, without `holder`, by all: with that day it ends.
#  - type: default_waived
#    date: 2009-02-05
#    default: covenant

# Where the Note can be read two ways. What is not written here has the value shown.
# (Another paper than the Note of 2008 states its terms: `note-sched init --instrument NAME` begins such a document.)
reading:
#  day_count: actual/month             # 30/360, actual/365 or actual/360
#  business_days: gcl25                # or strict: due means due
#  window_end: blocked                 # or payable: the last day of a block is outside
#  block_trigger: holder               # or borrower_and_holder: both must have received the notice
#  proviso_scope: all                  # or other_defaults: payment defaults may block again
#  mixed_block: per_note               # or all_or_none: no Note is paid while one is blocked
#  turnover_effect: not_discharged     # or discharged

simulation:
  payments: assumed                   # what is due is paid on the first day on which it may be; or recorded
#  recorded_through: 2009-06-30        # up to and including this day only recorded payments happen
#  assumed_through: 2009-12-31         # payments are assumed up to and including this day only
#  through: 2010-12-31                 # the last day simulated

# Warnings that are known, by the code and the day that `note-sched check` prints behind each; they are told no more.
acknowledged: []
"""
