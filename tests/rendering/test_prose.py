"""Markdown as plain text: what is typed keeps its columns, sentences are wrapped, tables are lists."""

from note_sched.rendering.prose import plain


def test_what_is_in_a_fence_is_indented_and_never_wrapped_or_read():
    code = "$ a | b   **c**  [d](e)\n\n# no title\n| no | table |"
    indented = "    $ a | b   **c**  [d](e)\n\n    # no title\n    | no | table |"
    assert plain(f"x\n\n```console\n{code}\n```\n", 10) == f"x\n\n{indented}\n"


def test_a_fence_ends_a_paragraph():
    assert plain("x:\n```sh\ny\n```\nz") == "x:\n\n    y\n\nz\n"


def test_a_cell_may_have_a_bar_in_it():
    assert plain("| a | b |\n|---|---|\n| `x\\|y` | z |") == "`x|y`\n    z\n"


def test_an_empty_cell_is_not_named():
    assert plain("| a | b | c |\n|---|---|---|\n| d |  | e |") == "d\n    c: e\n"


def test_items_hang_and_short_code_stays_in_one_piece():
    assert plain("- one two three `a b c` four\n- five", 18) == "- one two three\n  `a b c` four\n- five\n"
    assert plain("1. one two\n2. three", 8) == "1. one\n   two\n2. three\n"


def test_a_long_word_is_not_cut():
    assert plain("see https://a-very-long-name.example/x", 12) == "see\nhttps://a-very-long-name.example/x\n"
