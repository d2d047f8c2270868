"""Every kind of fault that a document can have, by a short stable name.

``tests/faults`` holds one bad document for each, under that name, with the report that it gets.
"""


class Code:
    """The kinds of fault, in the order in which they are looked for.

    Plain texts: an enum of sixty members costs every run two milliseconds, and only a fault ever needs one.
    """

    # The file as text
    BINARY = "binary"
    UTF16 = "utf16"
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"
    # The text as YAML
    EMPTY = "empty"
    TOP_LEVEL = "top-level"
    SYNTAX = "syntax"
    TAB = "tab"
    TOO_DEEP = "too-deep"
    SEVERAL_DOCUMENTS = "several-documents"
    ANCHOR = "anchor"
    ALIAS = "alias"
    MERGE_KEY = "merge-key"
    TAG = "tag"
    KEY_NOT_TEXT = "key-not-text"
    REPEATED_KEY = "repeated-key"
    # Keys and shapes
    UNKNOWN_KEY = "unknown-key"
    SPLIT_SUM = "split-sum"
    MISSING_KEY = "missing-key"
    MISSING_VALUE = "missing-value"
    LIST_WANTED = "list-wanted"
    MAPPING_WANTED = "mapping-wanted"
    VALUE_WANTED = "value-wanted"
    UNKNOWN_EVENT = "unknown-event"
    # Single values
    DATE = "date"
    NO_SUCH_DAY = "no-such-day"
    DAY_OUT_OF_RANGE = "day-out-of-range"
    SUM = "sum"
    ZERO_SUM = "zero-sum"
    RATE = "rate"
    RATE_WITHOUT_PERIOD = "rate-without-period"
    ID = "id"
    RESERVED_ID = "reserved-id"
    FLAG = "flag"
    CHOICE = "choice"
    TIME = "time"
    RANK = "rank"
    TERM = "term"
    CUT_TEXT = "cut-text"
    ODD_CHARACTER = "odd-character"
    TOO_LONG = "too-long"
    # References
    REPEATED_ID = "repeated-id"
    UNKNOWN_HOLDER = "unknown-holder"
    NAME_FOR_ID = "name-for-id"
    UNKNOWN_FACILITY = "unknown-facility"
    UNKNOWN_DEFAULT = "unknown-default"
    UNKNOWN_MATURITY = "unknown-maturity"
    NO_DEFAULTS = "no-defaults"
    NAMED_TWICE = "named-twice"
    CIRCULAR_REFINANCING = "circular-refinancing"
    # Files that the document names
    FILE = "file"
    FILE_CONTENT = "file-content"
    COLUMN = "column"
    PAYEE = "payee"
    # What goes together
    NO_HOLDERS = "no-holders"
    NO_INSTRUCTIONS = "no-instructions"
    ONE_OF_TWO = "one-of-two"
    TIME_WITHOUT_METHOD = "time-without-method"
    ACTUAL_WITHOUT_METHOD = "actual-without-method"
    TERM_AND_READING = "term-and-reading"
    FIRST_PAYMENT_DATE = "first-payment-date"
    PERIOD_WITHOUT_DATES = "period-without-dates"
    INSTALMENT_DATES = "instalment-dates"
    INSTALMENTS_ABOVE_PRINCIPAL = "instalments-above-principal"
    PREMIUM_DATES = "premium-dates"
    PREMIUM_WITHOUT_PREPAYMENT = "premium-without-prepayment"
    HOLDER_OR_HOLDERS = "holder-or-holders"
    UNKNOWN_WARNING = "unknown-warning"
    UNKNOWN_NOTICE = "unknown-notice"
    RECEIVED = "received-by-representative"
    JUNIOR_INTEREST = "junior-interest"
    TRANSFER_TO_ITSELF = "transfer-to-itself"
    TRANSFER_TOO_LARGE = "transfer-too-large"
    TRANSFER_OF_NOTHING = "transfer-of-nothing"
    RETURN_OF_NOTHING = "return-of-nothing"
    RETURN_TOO_LARGE = "return-too-large"
    EXPENSES_TOO_LARGE = "expenses-too-large"
    PIK_FORM = "pik-form"
    PIK_WITHOUT_DATES = "pik-without-dates"
    DEFAULT_RATE = "default-rate"
    RATE_FROM = "rate-from"
    RATE_ORDER = "rate-order"
    NO_INDEX_VALUE = "no-index-value"
    INDEX_TWICE = "index-twice"
    FLOOR_ABOVE_CAP = "floor-above-cap"
    HOLIDAY_BOTH_WAYS = "holiday-both-ways"
    # What comes before what
    MATURITY_BEFORE_ISSUE = "maturity-before-issue"
    PAYMENT_DATE_BEFORE_ISSUE = "payment-date-before-issue"
    HOLDER_BEFORE_NOTE = "holder-before-note"
    PAYMENT_BEFORE_ISSUE = "payment-before-issue"
    END_BEFORE_BEGINNING = "end-before-beginning"
    RECEIPT_BEFORE_NOTICE = "receipt-before-notice"
    RECEIPT_AFTER_RETURN = "receipt-after-return"
    DUE_BEFORE_IN_EFFECT = "due-before-in-effect"
    RETURN_BEFORE_PAYMENT = "return-before-payment"
    THROUGH_BEFORE_ISSUE = "through-before-issue"


CODES = frozenset(value for name, value in vars(Code).items() if name.isupper())
"""All of them."""

WARNINGS = frozenset(
    {
        "acceleration-without-notice",
        "acknowledged-nothing",
        "assumed-before-recorded",
        "assumed-though-returned",
        "conversion-above-principal",
        "cures-nothing",
        "default-never-noticed",
        "inherited-block",
        "instalment-after-maturity",
        "junior-notice-without-standstill",
        "last-day",
        "not-ratable",
        "nothing-recorded",
        "notice-never-effective",
        "offering-limit-exceeded",
        "overpayment",
        "payment-above-due",
        "payment-below-due",
        "prepayment-against-terms",
        "principal-not-accelerated",
        "prohibited-payment",
        "rate-projected",
        "read-as-2008",
        "read-by-nothing",
        "recorded-through-without-effect",
        "senior-by-date",
        "senior-overpaid",
        "senior-portion-not-covered",
        "states-nothing",
        "twice",
        "unstated-terms",
        "void-acceleration",
        "void-election",
        "void-notice",
        "void-rescission",
        "waives-nothing",
        "withdraws-nothing",
    }
)
"""Every kind of warning about a sound document; a document acknowledges one by its code and day."""
