"""``instruments`` and ``init --instrument`` as they are started: what ships, its terms, a document of that kind."""

import json

from note_sched.cli.completing import complete
from note_sched.document.starter import STARTER
from note_sched.instruments import KEYS


def test_without_a_name_every_instrument_is_listed_with_a_line(note_sched):
    run = note_sched("instruments")
    *lines, _, last = run.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == list(KEYS)
    assert last.startswith("Print the terms of one with `note-sched instruments NAME`")
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_slip_names_what_was_meant(note_sched):
    for command in (["instruments", "mezanine-180"], ["init", "--instrument", "mezanine-180"]):
        run = note_sched(*command)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode() == (
            f"note-sched: there is no instrument 'mezanine-180'\n"
            f"  hint: did you mean mezzanine-180? There are {', '.join(KEYS)}\n"
        )


def test_a_document_of_each_kind_is_begun_and_strictly_sound(note_sched):
    for key in KEYS:
        assert note_sched("init", "--instrument", key, "--output", f"{key}.yaml").returncode == 0
        checked = note_sched("check", "--strict", f"{key}.yaml")
        assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b""), key
    assert note_sched("init").stdout == STARTER.encode() == note_sched("init", "--instrument", KEYS[0]).stdout


def test_the_terms_of_an_instrument_are_pasted(note_sched, tmp_path):
    terms = note_sched("instruments", "standby").stdout.decode()
    begun = note_sched("init", "--instrument", "standby").stdout.decode()
    (tmp_path / "pasted.yaml").write_text(begun.replace("terms:\n  instrument: standby\n", terms))
    assert note_sched("check", "--strict", "pasted.yaml").returncode == 0
    told = json.loads(note_sched("simulate", "pasted.yaml", "--format", "json").stdout)
    (tmp_path / "begun.yaml").write_text(begun)
    assert told["terms"] == json.loads(note_sched("simulate", "begun.yaml", "--format", "json").stdout)["terms"]


def test_json_tells_the_terms_in_force_and_which_the_document_states(note_sched, tmp_path):
    """Of the reading, too: a switch over the instrument. Without `terms`, nothing of it."""
    begun = note_sched("init", "--instrument", "indenture-179").stdout.decode()
    (tmp_path / "a.yaml").write_text(begun + "reading: {window_end: blocked}\n")
    told = json.loads(note_sched("simulate", "a.yaml", "--format", "json").stdout)
    assert list(told)[-2:] == ["terms", "terms_stated"]
    assert told["terms"]["blockage"]["last_day"] == told["reading"]["window_end"] == "blocked"
    assert told["reading"]["block_trigger"] == "representative"
    assert told["terms"]["acceleration"] == {"by": "25%", "for": "any", "automatic": ["petition"]}
    assert told["terms_stated"] == ["instrument"]
    (tmp_path / "b.yaml").write_text(STARTER)
    assert "terms" not in json.loads(note_sched("simulate", "b.yaml", "--format", "json").stdout)


def test_names_and_terms_are_completed():
    assert [each.word for each in complete(["instruments", ""])] == list(KEYS)
    assert [each.word for each in complete(["init", "--instrument", "me"])] == ["mezzanine-180"]
    assert [each.word for each in complete(["bars", "a.yaml", "--set", "terms.blockage.la"])] == [
        "terms.blockage.last_day="
    ]
    assert [each.word for each in complete(["bars", "a.yaml", "--set", "terms.blockage.last_day="])] == [
        "terms.blockage.last_day=blocked",
        "terms.blockage.last_day=payable",
    ]
    assert [each.word for each in complete(["bars", "a.yaml", "--set", "terms.override=n"])] == ["terms.override=none"]
