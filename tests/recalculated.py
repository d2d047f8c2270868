"""A workbook as a real spreadsheet program finds it: LibreOffice works out every formula, openpyxl reads the result."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

SOFFICE = shutil.which("soffice")
_skip = pytest.mark.skipif(
    SOFFICE is None, reason="NOT CHECKED by a spreadsheet program: install LibreOffice Calc (Debian: libreoffice-calc)"
)
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>
"""


def needs_soffice(test):
    """A test that starts LibreOffice is a long one, and is skipped where there is none."""
    return pytest.mark.long(_skip(test))


def converted(paths, folder, form="xlsx"):
    """The files as LibreOffice writes them after it has worked all out: a file of the same name in ``folder``."""
    profile = Path(folder) / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, "utf-8")
    subprocess.run(  # noqa: S603
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form,
         "--outdir", folder, *paths],
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        check=True,
        timeout=300,
    )  # fmt: skip
    return [Path(folder) / Path(path).with_suffix(f".{form}").name for path in paths]


def recalculated(paths, folder):
    """The workbooks with the values that LibreOffice found, by sheet name a list of rows."""
    return [values(path) for path in converted(paths, folder)]


def values(path):
    """The values of a workbook's cells, as the program that wrote it left them."""
    book = openpyxl.load_workbook(
        path, data_only=True, read_only=True
    )  # no charts: LibreOffice's are none of openpyxl's
    try:
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    finally:
        book.close()
