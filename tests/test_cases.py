"""The worked cases are answered as their authors worked them out: one legal situation a file (see cases/README.md)."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from expectations import unmet

from note_sched.document.load import load
from note_sched.rendering.json_text import json_page
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

HERE = Path(__file__).parent
NOT_YET = {}
"""Cases of terms that are refused so far."""
CASES = sorted([*HERE.glob("cases*/*.yaml"), *HERE.glob("cases_terms/*/*.yaml")])
REPORTS = {"simulate": schedule, "payoff": payoff, "can_pay": can_pay}


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path):
    case = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # every scalar as written
    document = load(yaml.dump(case["document"], Dumper=yaml.CSafeDumper, allow_unicode=True).encode())
    answers = {}

    def answer(command, day=None):
        if (command, day) not in answers:
            run = simulate(document, ask=day and date.fromisoformat(day))
            answers[command, day] = json.loads(json_page(REPORTS[command](run)))
        return answers[command, day]

    assert unmet(case["expect"], answer) == []


def test_there_are_cases():
    assert len(CASES) >= 60
    assert {path.parent.name for path in CASES} == {"cases", "cases-law", "first", "second"}
