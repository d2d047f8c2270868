"""What goes together and what does not: pairs of documents on either side of each line."""

import pytest
from growing import calls
from written import DEFAULT, HOLDERS, NOTE, SENIOR, SOUND, codes, faults, underlined, with_events

NOTICE = "{{type: blockage_notice, date: 2009-03-03, defaults: [d1]{}}}"


def pair(sound, unsound, code, *others):
    assert codes(sound) == []
    assert codes(unsound) == [code, *others]


def events(form, good, bad, code, *others):
    pair(with_events(DEFAULT, form.format(good)), with_events(DEFAULT, form.format(bad)), code, *others)


def test_a_note_may_mature_on_the_day_of_issue_and_not_before():
    text = SOUND.replace(", issue_date: 2008-10-10", "")
    pair(text.replace("2010-05-31", "2008-09-26"), text.replace("2010-05-31", "2008-09-25"), "maturity-before-issue")


def test_the_first_payment_date_may_be_the_day_of_issue():
    pair(
        SOUND.replace("2008-11-01", "2008-09-26"),
        SOUND.replace("2008-11-01", "2008-09-25"),
        "payment-date-before-issue",
    )


def test_no_note_is_older_than_the_first():
    pair(SOUND.replace("2008-10-10", "2008-09-26"), SOUND.replace("2008-10-10", "2008-09-25"), "holder-before-note")


def test_no_note_is_issued_after_it_matured():
    pair(SOUND.replace("2008-10-10", "2010-05-31"), SOUND.replace("2008-10-10", "2010-06-01"), "maturity-before-issue")


def test_a_payment_to_all_is_not_before_the_first_note():
    events("{{type: payment, date: {}, amount: 5.00}}", "2008-09-26", "2008-09-25", "payment-before-issue")


def test_a_payment_to_one_is_not_before_its_note():
    events("{{type: payment, date: {}, amount: 5.00, to: birch}}", "2008-10-10", "2008-10-09", "payment-before-issue")


@pytest.mark.parametrize(
    "event",
    [
        "{{type: senior_acceleration, date: 2009-03-03, facility: pnc, rescinded: {}}}",
        "{{type: senior_default, date: 2009-03-03, id: d2, facility: pnc, kind: other, cured: {}}}",
        "{{type: senior_default, date: 2009-03-03, id: d2, facility: pnc, kind: other, waived: {}}}",
        "{{type: breach, date: 2009-03-03, cured: {}}}",
        "{{type: receiver, date: 2009-03-03, dismissed: {}}}",
        "{{type: judgment, date: 2009-03-03, amount: 5.00, satisfied: {}}}",
        "{{type: insolvency, date: 2009-03-03, voluntary: no, dismissed: {}}}",
        "{{type: nonpayment, date: 2009-03-03, amount: 5.00, paid: {}}}",
    ],
)
def test_an_end_may_fall_on_its_beginning_and_not_before(event):
    events(event, "2009-03-03", "2009-03-02", "end-before-beginning")


@pytest.mark.parametrize(
    "more",
    [
        ", method: mail, actual: DAY",
        ", borrower: DAY",
        ", received: {alder: DAY}",
        ", received: {others: DAY}",
    ],
)
def test_nothing_is_received_before_it_was_sent(more):
    notice = NOTICE.format(more)
    pair(
        with_events(DEFAULT, notice.replace("DAY", "2009-03-03")),
        with_events(DEFAULT, notice.replace("DAY", "2009-03-02")),
        "receipt-before-notice",
    )


def test_a_cure_notice_may_come_before_the_cure():
    """It founds nothing; that is for the rules to say."""
    default = DEFAULT.replace("other}", "other, cured: 2009-05-01}")
    assert codes(with_events(default, "{type: cure_notice, date: 2009-04-01, defaults: [d1]}")) == []


def test_a_notice_may_come_before_the_default_and_an_acceleration_before_any():
    assert codes(with_events(DEFAULT, "{type: blockage_notice, date: 2009-03-01, defaults: [d1]}")) == []
    assert codes(with_events("{type: acceleration, date: 2008-10-01, holder: alder, notice: 2008-09-30}")) == []


def test_what_is_returned_was_received_before():
    events(
        "{{type: senior_avoidance, date: 2009-06-01, facility: pnc, amount: 5.00, received: {}}}",
        "2009-06-01",
        "2009-06-02",
        "receipt-after-return",
    )


@pytest.mark.parametrize(("method", "sound"), [("hand", True), ("fax", True), ("courier", False), ("mail", False)])
def test_a_time_goes_with_a_hand_or_a_fax_and_an_actual_receipt_with_the_others(method, sound):
    time = NOTICE.format(f', method: {method}, time: "18:30"')
    actual = NOTICE.format(f", method: {method}, actual: 2009-03-04")
    assert codes(with_events(DEFAULT, time)) == ([] if sound else ["time-without-method"])
    assert codes(with_events(DEFAULT, actual)) == (["actual-without-method"] if sound else [])


def test_a_method_that_cannot_be_read_is_one_fault():
    assert codes(with_events(DEFAULT, NOTICE.format(', method: phone, time: "18:30"'))) == ["choice"]


def test_exactly_one_of_two_sums():
    payment = "{{type: payment, date: 2009-01-02{}}}"
    senior = "{{type: senior_payment, date: 2009-01-02, facility: pnc{}}}"
    events(payment, ", amount: 5", "", "one-of-two")
    events(payment, ", principal: 5", ", principal: 5, amount: 5", "one-of-two")
    events(senior, ", in_full: yes", ", in_full: no", "one-of-two")
    events(senior, ", amount: 5, in_full: no", ", amount: 5, in_full: yes", "one-of-two")


def test_a_sum_that_cannot_be_read_is_one_fault():
    assert codes(with_events("{type: payment, date: 2009-01-02, amount: five}")) == ["sum"]


def test_junior_interest_is_no_payment_default():
    form = "{{type: senior_default, date: 2009-03-03, id: d2, facility: pnc, kind: {}}}"
    events(form, "other, junior_interest: yes", "payment, junior_interest: yes", "junior-interest")
    assert codes(with_events(form.format("payment, junior_interest: no"))) == []


def test_a_transfer_goes_to_another():
    events("{{type: transfer, date: 2009-01-02, from: alder, to: {}}}", "birch", "alder", "transfer-to-itself")


def test_nobody_transfers_more_than_could_be_held():
    events(
        "{{type: transfer, date: 2009-01-02, from: alder, to: birch, amount: {}}}",
        "100000.00",
        "100000.01",
        "transfer-too-large",
    )


def test_what_came_by_an_earlier_transfer_can_go_on_whatever_the_order_in_the_file():
    onward = "{type: transfer, date: 2009-02-02, from: birch, to: alder, amount: 133333.33}"
    before = "{{type: transfer, date: {}, from: alder, to: birch}}"
    pair(
        with_events(onward, before.format("2009-02-01")),
        with_events(onward, before.format("2009-02-03")),
        "transfer-too-large",
    )


def test_nothing_can_be_transferred_before_it_is_issued():
    form = "{{type: transfer, date: {}, from: birch, to: alder, amount: 5.00}}"
    events(form, "2008-10-10", "2008-10-09", "transfer-too-large")


def test_a_holder_may_have_no_principal_and_never_receive_any():
    assert codes(SOUND.replace("33333.33", "0")) == []


def test_expenses_are_at_most_the_distribution():
    events("{{type: distribution, date: 2009-01-02, amount: 5.00, expenses: {}}}", "5.00", "5.01", "expenses-too-large")


@pytest.mark.parametrize(
    ("form", "good", "code"),
    [
        ("{{type: payment, date: 2009-01-02, amount: 5, to: {}}}", "alder", "unknown-holder"),
        ("{{type: expense, date: 2009-01-02, amount: 5, holder: {}}}", "alder", "unknown-holder"),
        ("{{type: acceleration, date: 2009-01-02, holder: {}}}", "alder", "unknown-holder"),
        ("{{type: transfer, date: 2009-01-02, from: {}, to: birch}}", "alder", "unknown-holder"),
        ("{{type: transfer, date: 2009-01-02, from: birch, to: {}}}", "alder", "unknown-holder"),
        ("{{type: senior_balance, date: 2009-01-02, facility: {}, outstanding: 0}}", "pnc", "unknown-facility"),
        ("{{type: senior_payment, date: 2009-01-02, facility: {}, amount: 5}}", "pnc", "unknown-facility"),
        ("{{type: senior_maturity, date: 2009-01-02, facility: {}}}", "pnc", "unknown-facility"),
        ("{{type: senior_acceleration, date: 2009-01-02, facility: {}}}", "pnc", "unknown-facility"),
        (
            "{{type: senior_avoidance, date: 2009-01-02, facility: {}, amount: 5, received: 2009-01-02}}",
            "pnc",
            "unknown-facility",
        ),
        ("{{type: senior_default, date: 2009-01-02, facility: {}, id: d2, kind: other}}", "pnc", "unknown-facility"),
        ("{{type: blockage_notice, date: 2009-03-03, defaults: [d1], by: {}}}", "pnc", "unknown-facility"),
        ("{{type: blockage_notice, date: 2009-03-03, defaults: [{}]}}", "d1", "unknown-default"),
        ("{{type: cure_notice, date: 2009-03-03, defaults: [{}]}}", "d1", "unknown-default"),
        (
            "{{type: cure_notice, date: 2009-03-03, defaults: [d1], received: {{{}: 2009-03-03}}}}",
            "others",
            "unknown-holder",
        ),
    ],
)
def test_references_are_to_what_the_document_lists(form, good, code):
    events(form, good, "nobody", code)
    assert underlined(with_events(DEFAULT, form.format("nobody"))) == ["nobody"]


def test_holders_of_the_written_notice_of_a_refinancing_are_listed():
    text = SOUND.replace("rank: 2", "rank: 2, refinances: pnc, notice: {alder: 2009-01-02}")
    pair(text, text.replace("{alder: 2009", "{others: 2009"), "unknown-holder")


def test_a_payment_made_before_names_a_maturity_of_its_facility():
    maturity = "{type: senior_maturity, date: 2009-04-01, facility: steel-city}"
    form = "{{type: senior_payment, date: 2009-03-30, amount: 5.00, facility: {}, for: {}}}"
    good = with_events(maturity, form.format("steel-city", "2009-04-01"))
    pair(good, with_events(maturity, form.format("steel-city", "2009-04-02")), "unknown-maturity")
    pair(good, with_events(maturity, form.format("pnc", "2009-04-01")), "unknown-maturity")


def test_refinancings_run_in_no_circle():
    def debts(*pairs):
        items = [f"  - {{id: {debt}, lender: L, principal: 5.00, refinances: {of}}}\n" for debt, of in pairs]
        return SOUND + "".join(items)

    pair(debts(("a", "pnc"), ("b", "a"), ("c", "a")), debts(("a", "a")), "circular-refinancing")
    (fault,) = faults(debts(("c", "b"), ("b", "a"), ("a", "c"), ("d", "c")))
    assert fault.what == "`c` refinances itself (c → b → a → c)"
    both = faults(debts(("a", "b"), ("b", "a"), ("c", "a"), ("d", "e"), ("e", "d")))
    assert [each.what for each in both] == ["`a` refinances itself (a → b → a)", "`d` refinances itself (d → e → d)"]


def test_twice_the_chain_of_refinancings_is_twice_the_work():
    def chain(links):
        items = [f"  - {{id: r{at + 1}, lender: L, principal: 5.00, refinances: r{at}}}\n" for at in range(links)]
        return SOUND + "  - {id: r0, lender: L, principal: 5.00}\n" + "".join(items)

    assert calls(codes, chain(800)) < 2.1 * calls(codes, chain(400))


@pytest.mark.parametrize(
    "due",
    ["{{type: senior_maturity, date: {}, facility: new}}", "{{type: senior_acceleration, date: {}, facility: new}}"],
)
def test_no_debt_falls_due_before_it_is_in_effect(due):
    base = SOUND + "  - {id: new, lender: L, principal: 5.00, in_effect: 2009-03-02}\n"
    good, bad = (with_events(due.format(on), base=base) for on in ("2009-03-02", "2009-03-01"))
    pair(good, bad, "due-before-in-effect")
    assert codes(with_events(due.format("2008-09-01").replace("new", "pnc"))) == []  # of no date: in effect all along


def test_ids_are_unique_among_their_own():
    same = SOUND.replace("steel-city", "alder")
    pair(same, SOUND.replace("steel-city", "pnc"), "repeated-id")
    pair(SOUND, SOUND.replace("id: birch", "id: alder"), "repeated-id")
    pair(with_events(DEFAULT), with_events(DEFAULT, DEFAULT), "repeated-id")


@pytest.mark.parametrize("taken", ["TOTAL", "others"])
def test_ids_that_the_program_needs_are_taken(taken):
    assert codes(SOUND.replace("id: birch", f"id: {taken}")) == ["reserved-id"]
    assert codes(SOUND.replace("id: pnc", f"id: {taken}")) == ["reserved-id"]
    assert codes(with_events(DEFAULT.replace("d1", taken))) == ["reserved-id"]


def test_a_holiday_is_added_or_removed():
    text = NOTE + "  holidays: {add: [2009-07-03], remove: [2009-02-12]}\n" + HOLDERS
    pair(text, text.replace("2009-02-12", "2009-07-03"), "holiday-both-ways")


def test_the_last_day_is_not_before_the_first():
    text = SOUND + "simulation: {through: 2008-09-26}\n"
    pair(text, text.replace("through: 2008-09-26", "through: 2008-09-25"), "through-before-issue")


def test_at_least_one_holder():
    assert codes(NOTE + "holders: []\n") == ["no-holders"]
    assert codes(NOTE + "holders:\n") == ["missing-value"]
    assert codes(NOTE) == ["missing-key"]


def test_what_stands_behind_a_syntax_error_is_not_missed():
    text = with_events("{type: payment, date: 2009-01-02, amount: 5, to: cedar}", NOTICE.format(""))
    assert codes(text) == ["unknown-holder", "unknown-default"]
    assert codes(text + "  - @\n") == ["syntax"]


def test_a_part_that_cannot_be_read_is_checked_as_far_as_it_can():
    (first, second) = faults(with_events("{type: judgment, date: 2009-03-03, amount: x, satisfied: 2009-03-02}"))
    assert (first.code, second.code) == ("sum", "end-before-beginning")
    assert codes(with_events("{type: financing, date: 2009-03-03, kind: debt, amount: x}")) == ["sum"]


def test_of_two_notes_issued_on_one_day_an_id_may_be_at_fault():
    """The one fault is told, and who holds what by when is not worked out with it."""
    later = "  - {id: cedar, name: Cedar, principal: 1.00, issue_date: 2008-10-10}\n"
    text = NOTE + HOLDERS + later + SENIOR
    assert codes(text) == []
    assert codes(text.replace("id: birch", "id: {a: b}")) == ["value-wanted"]


@pytest.mark.parametrize("cut", ["date: '2009-03-31'", "amount: '0.10'"])
def test_of_a_list_that_a_syntax_error_cuts_short_that_error_alone_is_told(cut):
    text = SOUND + f"terms:\n  principal:\n    instalments:\n    - {cut}\n        amount: 0.10\n"
    assert codes(text) == ["syntax"]
