"""The front door for Python: what it answers, what it refuses, and that it leaves the importer's process alone."""

import ast
import inspect
import io
import json
import pickle
import re
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import Decimal, localcontext
from pathlib import Path

import from_python
import pytest
import warm
from sources import MODULES, SOURCE, name, nodes

import note_sched
from note_sched import Faulty, Offering, Played, Refusal, load, loads
from note_sched.cli.commands import bars as bars_command

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.yaml"))
SINGLE, COVENANT, RELEASE = (
    ROOT / "samples" / f"{name}.yaml" for name in ("single-holder", "covenant-default", "release-valve")
)
MAY_1 = date(2009, 5, 1)


def said(code):
    """What a fresh Python prints when it runs this."""
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout  # noqa: S603


class TestTheImportersProcess:
    """Nothing of it is changed: the collector and the end of a process are the program's own affair."""

    def test_importing_the_package_loads_nothing_else(self):
        loaded = said("import sys, typing; before = {*sys.modules}; import note_sched; print(*{*sys.modules} - before)")
        assert loaded.split() == ["note_sched"]

    def test_the_front_door_loads_nothing_of_the_command_line(self):
        loaded = set(said("import sys; from note_sched import load; print(*sys.modules)").split())
        assert "note_sched.front" in loaded
        assert loaded & {"typer", "rich", "jinja2", "note_sched.cli", "reportlab", "xlsxwriter"} == set()

    def test_no_module_changes_it_when_imported(self):
        """Of all modules together: the collector, signals, hooks, streams, the locale, the decimal context."""
        code = """
import decimal, gc, importlib, locale, pkgutil, signal, sys, typing
def state():
    return (gc.isenabled(), gc.get_threshold(), signal.getsignal(signal.SIGINT), sys.excepthook, sys.stdout, sys.stderr,
            locale.setlocale(locale.LC_ALL), repr(decimal.getcontext()), sys.getrecursionlimit())
before = state()
import note_sched
for module in pkgutil.walk_packages(note_sched.__path__, "note_sched."):
    importlib.import_module(module.name)
print(state() == before, len([name for name in sys.modules if name.startswith("note_sched")]) > 100)
"""
        assert said(code) == "True True\n"

    def test_only_the_program_switches_the_collector_off_or_ends_the_process(self):
        """``document.load`` pauses the collector, and leaves it as it was; a book has processes of its own."""
        found = {}
        for path in MODULES:
            for node in nodes(path):
                if isinstance(node, ast.Attribute) and node.attr in {"disable", "_exit"}:
                    found.setdefault(node.attr, set()).add(name(path))
        ours = "cli/book_work.py"
        assert found == {
            "disable": {"__main__.py", "document/load.py", ours},
            "_exit": {"__main__.py", "cli/main.py", ours},
        }

    @pytest.mark.parametrize("switch", ["enable", "disable"])
    def test_playing_leaves_the_collector_as_it_was(self, switch):
        play = f"from note_sched import load; load({str(SINGLE)!r}).play()"
        code = f"import gc; gc.{switch}(); {play}; print(gc.isenabled())"
        assert said(code) == f"{switch == 'enable'}\n"

    def test_what_a_command_prints_can_be_redirected(self):
        """To what takes text and has no bytes below it, as in a notebook."""
        text = io.StringIO()
        with redirect_stdout(text):
            bars_command(file=str(RELEASE))
            print("and more")  # noqa: T201 (it is about printing)
        assert text.getvalue().startswith("Windows (first and last day are inside)\n")
        assert text.getvalue().endswith("and more\n")


class TestWhatMayBeReliedOn:
    def test_all_is_there_and_nothing_else_is_promised(self):
        page = (SOURCE / "guide" / "python.md").read_text("utf-8")
        assert [name for name in note_sched.__all__ if f"`{name}`" not in page] == []
        assert {*note_sched.__all__} <= {*dir(note_sched)}
        assert all(getattr(note_sched, name) is not None for name in note_sched.__all__)
        with pytest.raises(AttributeError, match="no attribute 'simulate'"):
            note_sched.simulate  # noqa: B018

    def test_it_is_typed(self):
        assert (SOURCE / "py.typed").read_bytes() == b""

    @pytest.mark.parametrize("kind", [Offering, Played])
    def test_every_method_says_what_it_does(self, kind):
        public = {name: each for name, each in vars(kind).items() if not name.startswith("_")}
        assert len(public) >= 6
        assert [name for name, each in public.items() if not inspect.getdoc(each)] == []

    def test_a_callers_script(self):
        """Interest of the sample in its own words: 1,166.67, eighteen months of 1,000.00, and May 2010's 1,000.00."""
        assert from_python.faults_of("note: 1")[0].what
        assert from_python.faults_of(SINGLE.read_text("utf-8")) == []
        assert from_python.interest_paid(load(SINGLE).play()) == Decimal("1166.67") + 19 * 1000
        days = [date(2009, 6, 11), date(2009, 6, 12)]  # notice of the cure, the last blocked day, and the day after
        assert from_python.first_day_to_pay(load(COVENANT), days) == days[1]
        assert from_python.warnings_of(COVENANT) == ()  # the sample acknowledges the one that it has


def as_json(value):
    """An answer of Python's values as the command's json has it."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def told(*arguments):
    """The json that the program prints."""
    return json.loads(warm.run([*arguments, "--format", "json"], ROOT).stdout)


class TestAnswers:
    @pytest.mark.parametrize(
        "path", [RELEASE, ROOT / "samples" / "insolvency-with-avoidance.yaml"], ids=lambda p: p.stem
    )
    def test_they_are_those_of_the_commands(self, path):
        offering = load(path)
        played = offering.play()
        assert as_json(played.answer()) == told("simulate", path)
        assert as_json(played.bars("birch")) == told("bars", path, "--holder", "birch")["windows"]
        assert as_json(offering.payoff(MAY_1)) == told("payoff", path, "--as-of", str(MAY_1))
        wire = offering.can_pay(MAY_1, amount=Decimal("500.00"), to="birch")
        assert as_json(wire) == told("can-pay", path, "--on", str(MAY_1), "--amount", "500", "--to", "birch")

    @pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
    def test_rows_are_dicts_of_like_values(self, path):
        """As a frame wants them: the same keys in each row, sums with two places, days that are days."""
        rows = load(path).play().schedule()
        assert {tuple(row) for row in rows} == {tuple(rows[0])}
        for row in rows:
            sums = [value for value in row.values() if isinstance(value, Decimal)]
            besides = 2 * ("premium_due" in row) + ("interest_capitalised" in row)  # T-24 and T-21: at the end
            assert len(sums) == 12 + besides
            assert {value.as_tuple().exponent for value in sums} == {-2}
            assert type(row["date"]) is date

    def test_rows_have_the_types_of_the_contract(self):
        """The first instalment: 1,000.00 a month, of September five days in thirty, half a cent upwards."""
        (first, *_) = load(SINGLE).play().schedule()
        assert (first["date"], first["holder"], first["clauses"]) == (date(2008, 11, 1), "alder", [])
        assert first["interest_due"] == round(Decimal(1000) * 5 / 30, 2) + 1000

    def test_sums_are_exact_whatever_the_callers_context_is(self):
        with localcontext(prec=3):
            assert str(load(SINGLE).payoff(date(2008, 11, 1))["total"]["total"]) == "101166.67"

    def test_a_per_diem_has_six_places(self):
        """1% of 100,000.00 over the 31 days of May."""
        assert load(SINGLE).payoff(MAY_1)["total"]["per_diem"] == round(Decimal(1000) / 31, 6)

    def test_a_text_is_a_document_too(self):
        text = SINGLE.read_text("utf-8")
        assert loads(text).payoff(MAY_1) == loads(text.encode()).payoff(MAY_1) == load(str(SINGLE)).payoff(MAY_1)

    def test_holders(self):
        holders = [("alder", "Alder Growth Partners LP", Decimal("200000.00")), ("birch", "Birch Family Trust", 50_000)]
        assert [tuple(row.values()) for row in load(RELEASE).holders] == holders

    def test_a_daily_schedule_through_a_day(self):
        """From the issue date, September 26, through October 1: six days of one Note."""
        played = load(SINGLE).play(through=date(2008, 10, 1), daily=True)
        assert [row["date"].day for row in played.schedule()] == [26, 27, 28, 29, 30, 1]
        assert played.through == date(2008, 10, 1)


class TestSuppositions:
    PAYMENT = {"type": "payment", "date": MAY_1, "amount": Decimal("500.00"), "to": "birch", "memo": "it's ours"}  # noqa: RUF012

    def test_a_dict_is_the_same_as_a_line(self):
        line = 'payment date=2009-05-01 amount=500.00 to=birch memo="it\'s ours"'
        one, other = (load(RELEASE).suppose(each).play().answer() for each in (self.PAYMENT, line))
        assert one == other != load(RELEASE).play().answer()

    @pytest.mark.parametrize(
        ("event", "line"),
        [
            (
                {
                    "type": "acceleration",
                    "date": MAY_1,
                    "holder": "birch",
                    "notice": {"borrower": MAY_1, "senior": MAY_1},
                },
                "acceleration date=2009-05-01 holder=birch notice.borrower=2009-05-01 notice.senior=2009-05-01",
            ),
            (
                {"type": "breach", "date": "2009-05-01", "curable": False, "cured": None},
                "breach date=2009-05-01 curable=no",
            ),
            ({"type": "judgment", "date": MAY_1, "amount": Decimal("1E+5")}, "judgment date=2009-05-01 amount=100000"),
        ],
        ids=["parts", "flag and nothing", "exponent"],
    )
    def test_values_of_python_are_written_as_a_document_has_them(self, event, line):
        assert load(RELEASE).suppose(event).document.events == load(RELEASE).suppose(line).document.events

    def test_an_offering_stays_what_it_is(self):
        offering = load(RELEASE)
        before = offering.payoff(MAY_1)
        paid = offering.suppose(self.PAYMENT)
        assert offering.payoff(MAY_1) == before
        assert before["total"]["total"] - paid.payoff(MAY_1)["total"]["total"] == 500

    def test_suppositions_and_settings_add_up(self):
        """500.00 and then 1,666.67 of 2,166.67 due; of a switch the later value holds."""
        offering = load(RELEASE).suppose(self.PAYMENT).suppose(self.PAYMENT | {"amount": "1,666.67", "to": "alder"})
        assert offering.payoff(MAY_1)["total"]["interest_unpaid"] == 0
        twice = offering.set({"reading.window_end": "payable"}).set({"reading.window_end": "blocked"})
        assert twice.document.reading == offering.document.reading

    def test_a_setting_either_side_of_the_last_blocked_day(self):
        """Notice of the cure is effective on June 11: the last day inside, or the first outside, 1(d)(ii)(A)."""
        offering = load(COVENANT)
        assert offering.can_pay(date(2009, 6, 11))["verdict"] == "DO NOT PAY"
        assert offering.set({"reading.window_end": "payable"}).can_pay(date(2009, 6, 11))["verdict"] == "PAY"

    def test_what_was_known(self):
        """The notice was sent on February 26: the day before nobody knew of a bar."""
        offering, march = load(COVENANT), date(2009, 3, 2)
        assert offering.known_at(date(2009, 2, 25)).can_pay(march)["verdict"] == "PAY"
        assert offering.known_at(date(2009, 2, 26)).can_pay(march)["verdict"] == "DO NOT PAY"
        assert offering.known_at(date(2009, 2, 25)).known_at(None).document.events == offering.document.events


class TestRefusals:
    def test_faults_come_all_at_once_and_print_as_check_prints_them(self, tmp_path):
        bad = tmp_path / "bad.yaml"
        bad.write_text(
            SINGLE.read_text("utf-8").replace("1% per month", "1%").replace("100,000.00", "100.000,00"), "utf-8"
        )
        with pytest.raises(Faulty) as caught:
            load(bad)
        assert [(each.place.line, each.code) for each in caught.value.faults] == [
            (16, "rate-without-period"),
            (22, "sum"),
        ]
        command = [sys.executable, "-m", "note_sched", "check", str(bad)]
        shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stderr  # noqa: S603
        assert str(caught.value) == shown
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (our own; as processes of a pool hand it over)
        assert (again.faults, str(again)) == (caught.value.faults, shown)

    def test_a_fault_that_only_playing_finds_has_its_excerpt(self):
        with pytest.raises(Faulty, match=r"--add 'transfer ") as caught:
            load(SINGLE).suppose("transfer date=2009-05-04 from=alder to=alder amount=1").play()
        assert caught.value.faults[0].place.line == -1

    def test_an_event_of_no_type_is_a_fault_and_a_float_a_type_error(self):
        with pytest.raises(Faulty, match="where the type of the event is wanted"):
            load(SINGLE).suppose({"date": MAY_1})
        with pytest.raises(TypeError, match=r"0\.1 stands in no event"):
            load(SINGLE).suppose({"type": "payment", "date": MAY_1, "amount": 0.1})

    @pytest.mark.parametrize(
        ("ask", "words"),
        [
            (lambda offering: offering.can_pay(date(2008, 9, 25)), "before the issue date"),
            (lambda offering: offering.play(through=date(2008, 9, 25)), "before the issue date"),
            (lambda offering: offering.play().schedule("oak"), "'oak' is no Holder's id"),
            (lambda offering: offering.play().bars("oak"), "'oak' is no Holder's id"),
            (lambda offering: offering.can_pay(MAY_1, amount=1, to="oak"), "'oak' is no Holder's id"),
            (lambda offering: offering.can_pay(MAY_1, amount="1.234"), "is no sum"),
            (lambda offering: offering.set({"reading.window": "payable"}), "knows no key"),
            (lambda offering: offering.set({"reading.window_end": "open"}), "is not possible"),
        ],
    )
    def test_a_question_that_cannot_be_answered(self, ask, words):
        with pytest.raises(Refusal, match=re.escape(words)) as caught:
            ask(load(SINGLE))
        assert caught.value.hint
        assert pickle.loads(pickle.dumps(caught.value)).hint == caught.value.hint  # noqa: S301 (as above)

    @pytest.mark.parametrize("day", ["2009-05-01", datetime(2009, 5, 1)])  # noqa: DTZ001 (a day has no zone)
    def test_a_day_is_a_date(self, day):
        for ask in (load(SINGLE).can_pay, load(SINGLE).payoff, load(SINGLE).known_at):
            with pytest.raises(TypeError, match=r"is no datetime\.date"):
                ask(day)

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            load(tmp_path / "missing.yaml")
