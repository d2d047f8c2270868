"""What tests of several rooms need: a browser, a reader of PDFs. Without them a test is skipped, and says why.

And which tests are long: those marked so, those that need a browser, and every test with documents at random, of which
the short run tries a tenth, and the long one all.
"""

import gc
import os
import shutil

import pytest
from browser import MISSING, MISSING_POPPLER, Browser, find_browser
from hypothesis import is_hypothesis_test, settings

TENTH = 10
os.environ.pop("COLUMNS", None)  # what a pipe is as wide as where it says so

collect_ignore_glob = [
    "*conftest.py"
]  # looked through for doctests, two modules of one name would be in each other's way


@pytest.hookimpl(tryfirst=True)  # before what is not asked for is left out
def pytest_collection_modifyitems(config, items):
    short = config.option.markexpr == "not long"  # as pyproject.toml has it
    at_random = [item for item in items if is_hypothesis_test(getattr(item, "obj", None))]
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()) or (not short and item in at_random):
            item.add_marker(pytest.mark.long)
    if short:
        for test in {getattr(item.obj, "__func__", item.obj) for item in at_random}:
            few_examples(test)


def pytest_collection_finish():
    """What was collected lives to the end: the collector of garbage need not look through it again and again."""
    gc.freeze()


def few_examples(test):
    """Let a test with documents at random try a tenth of them. Hypothesis has no public word for it."""
    all_of_them = test._hypothesis_internal_use_settings  # noqa: SLF001
    tenth = -(-all_of_them.max_examples // TENTH)
    test._hypothesis_internal_use_settings = settings(all_of_them, max_examples=tenth)  # noqa: SLF001


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of this process."""
    program = find_browser()
    if program is None:
        pytest.skip(MISSING)
    with Browser(program) as running:
        yield running


@pytest.fixture(scope="session")
def poppler():
    """The programs that read a PDF back."""
    if shutil.which("pdftotext") is None:
        pytest.skip(MISSING_POPPLER)
