"""What tests of several rooms need: a browser, a reader of PDFs. Without them a test is skipped, and says why."""

import shutil

import pytest
from browser import MISSING, MISSING_POPPLER, Browser, find_browser

collect_ignore_glob = [
    "*conftest.py"
]  # looked through for doctests, two modules of one name would be in each other's way


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
