"""Every kind of fault has a bad document of its own, and the report that it gets.

The folder and the kinds are the same set. ``NAME.yaml`` (or ``.bin``) is the document, ``NAME.txt`` the report.
"""

from pathlib import Path

import pytest

from note_sched.document.codes import CODES
from note_sched.document.load import load
from note_sched.document.text import readable
from note_sched.faults import Faulty
from note_sched.intake.beside import Beside
from note_sched.rendering.excerpt import write_faults

FOLDER = Path(__file__).parent / "faults"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".bin"))  # files/: what they name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_bad_document_gets_its_report(path):
    raw = path.read_bytes()
    with pytest.raises(Faulty) as faulty:
        load(raw, beside=Beside(str(FOLDER)))
    report = write_faults(path.name, readable(raw), faulty.value.faults, files=faulty.value.files)
    assert report == path.with_suffix(".txt").read_text("utf-8")
    assert path.stem in {fault.code for fault in faulty.value.faults}


def test_there_is_a_bad_document_for_every_kind_of_fault():
    assert {path.stem for path in DOCUMENTS} == set(CODES)


def test_there_is_a_report_for_every_bad_document_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.txt")} == {path.stem for path in DOCUMENTS}
