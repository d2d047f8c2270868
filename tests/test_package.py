"""What is given away, wheel and source alike, is whole: licence, marker of types, the Note, templates, the guide."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "note_sched"
SHIPPED = sorted(
    str(path.relative_to(PACKAGE.parent))
    for path in PACKAGE.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
)
pytestmark = pytest.mark.long  # a builder is started


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with a wheel and a source archive of this checkout."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    """Every file of the wheel, with its bytes."""
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as files:
        return {each: files.read(each) for each in files.namelist()}


@pytest.fixture(scope="module")
def sdist(built):
    """Every file of the source archive, with its bytes, by its path in the checkout."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as files:
        return {
            each.name.partition("/")[2]: files.extractfile(each).read() for each in files.getmembers() if each.isfile()
        }


def test_every_file_of_the_package_is_in_both(wheel, sdist):
    """Whatever its kind: a page's template, a typeface, the text of the Note."""
    assert {
        "note_sched/py.typed",
        "note_sched/instruments/air_industries_2008/note.txt",
        "note_sched/rendering/page.html",
    } <= set(SHIPPED)
    for name in SHIPPED:
        raw = (PACKAGE.parent / name).read_bytes()
        assert wheel.get(name) == sdist.get(f"src/{name}") == raw, name


def test_nothing_else_is_in_the_wheel(wheel):
    outside = {name for name in wheel if ".dist-info/" not in name}
    assert sorted(outside) == SHIPPED


def test_the_licence_is_in_both_and_named(wheel, sdist):
    licence = (ROOT / "LICENSE").read_bytes()
    (name,) = (each for each in wheel if each.endswith(".dist-info/licenses/LICENSE"))
    assert wheel[name] == sdist["LICENSE"] == licence
    told = HeaderParser().parsestr(wheel[name.replace("licenses/LICENSE", "METADATA")].decode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (told["License-Expression"], told.get_all("License-File")) == (project["license"], ["LICENSE"])


def test_who_has_the_source_can_run_the_tests(sdist):
    """What the tests read lies beside them."""
    read = ("README.md", "CHANGELOG.md", "pyproject.toml", "samples/single-holder.yaml", "tests/cases/README.md")
    for name in read:
        assert sdist[name] == (ROOT / name).read_bytes()
