"""Print, as constraints for pip, the lowest version that pyproject.toml allows of every library the program runs with.

    python .ci/lowest.py > lowest.txt && pip install -e '.[test]' -c lowest.txt

What only the tests need stays free: nobody who installs the program gets it.
"""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
extras = [each for name, listed in project["optional-dependencies"].items() if name != "test" for each in listed]
for requirement in [*project["dependencies"], *extras]:
    if not requirement.startswith(f"{project['name']}["):  # an extra of extras
        name, lowest = re.fullmatch(r"([A-Za-z0-9-]+)>=([0-9.]+)(?:,<[0-9.]+)?", requirement).groups()
        print(f"{name}=={lowest}")  # noqa: T201
