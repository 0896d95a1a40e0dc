"""A name given twice would lose one of two values without a word: it is refused, by its place."""

import pytest

from conftest import PROGRAM, Call

HEAD = 'schema_version = 1\nscenario = "town.toml"\n'
CSV = HEAD + '[design]\nkind = "csv"\nfile = "rows.csv"\n'
LHS = HEAD + '[design]\nkind = "lhs"\nn = 4\n[[factor]]\nname = "citizens.lens"\nmin = 0.1\nmax = 0.9\n'
GRID = HEAD + '[design]\nkind = "grid"\n[[factor]]\nname = "citizens.lens"\nvalues = '
NAMED = LHS.replace("scenario =", "base =")
CLAIM = """
[[hypothesis]]
name = "NAME"
text_en = "A claim."
metric = "underserved"
left = "persons"
direction = "less"
right = RIGHT
smallest_effect = 0.01
reason = "The toy says so."
"""
CLAIMS = 'schema_version = 1\nscenario = "town.toml"\nvariants = true\n'


def claim(name, right='"one-size"'):
    return CLAIM.replace("NAME", name).replace("RIGHT", right)


@pytest.mark.parametrize(
    "text, place, why",
    [
        (LHS + '[[factor]]\nname = "citizens.lens"\nvalues = [0.2]\n', "11:8", "a second factor"),
        (LHS + '[outputs]\nmetrics = ["trust", "waiting", "trust"]\n', "11:32", "given twice"),
        (GRID + "[0.1, 0.2, 0.1]\n", "7:21", "given twice"),
        (
            NAMED + '[[scenario]]\nname = "a"\n[[scenario]]\nname = "a"\n',
            "13:8",
            "a second scenario of this name",
        ),
        (
            NAMED + '[[scenario]]\nname = "a"\n'
            'set = { "policy.patience" = 3, policy = { patience = 4 } }\n',
            "12:43",
            "given twice, first at file.toml:12:9",
        ),
        (CLAIMS + claim("a") + claim("b") + claim("a"), "26:8", "a second hypothesis of this name"),
        (CLAIMS + claim("a", '["one-size", "one-size"]'), "11:22", "named twice"),
    ],
)
def test_a_double_in_a_file_is_refused_at_the_second(toy, folder, text, place, why):
    (folder / "file.toml").write_text(text)
    call = toy("check", "file.toml")
    assert call.exit == 3, call.out
    assert f"file.toml:{place}" in call.err and why in call.err, call.err


@pytest.mark.parametrize(
    "rows, place, why",
    [
        ("citizens.lens,policy.patience,citizens.lens\n0.1,3,0.9\n", "1:31", "first at rows.csv:1:1"),
        ("citizens.lens;policy.patience\n0,1;3\n", "1:14", "separated by commas"),
        ("citizens.lens\tpolicy.patience\n0.1\t3\n", "1:1", "a tab (cells are separated by commas)"),
        ("citizens.lens,policy.patience\n0.1;3\n", "2:4", "separated by commas"),
        ("citizens.lens,policy.patience\n0,1,3\n", "2:1", "numbers a point: 0.5, not 0,5"),
        ('citizens.lens,policy.patience\n"0,1",3\n', "2:2", "(a decimal comma). Write a point"),
        ("\n", "1:1", "no header"),
        ("citizens.lens\n", "2:1", "no row"),
    ],
)
def test_a_table_that_would_be_misread_is_refused_by_its_place(toy, folder, rows, place, why):
    (folder / "file.toml").write_text(CSV)
    (folder / "rows.csv").write_text(rows)
    call = toy("check", "file.toml")
    assert call.exit == 3 and f"rows.csv:{place}" in call.err and why in call.err, call.err


def test_factors_beside_those_of_a_table_are_refused(toy, folder):
    (folder / "rows.csv").write_text("citizens.lens\n0.1\n")
    for more in ('[[factor]]\nname = "policy.patience"\nmin = 1\nmax = 2\n', 'factors = "free"\n'):
        (folder / "file.toml").write_text(CSV + more)
        call = toy("check", "file.toml")
        assert call.exit == 3 and "csv has its factors in its header" in call.err, call.err


def test_a_table_from_a_spreadsheet_is_read(toy, folder):
    (folder / "file.toml").write_text(CSV)
    rows = b'\xef\xbb\xbf"citizens.lens","policy.decider"\r\n0.1,"manager"\r\n\r\n0.2,worker\r\n'
    (folder / "rows.csv").write_bytes(rows)
    call = toy("check", "file.toml")
    assert call.exit == 0 and "csv, 2 points of 2 factors" in call.out, call.err


@pytest.mark.parametrize(
    "first, second, double",
    [
        ("", "", True),
        ("", "offices = [1]\n", True),
        ("offices = [0, 1]\n", "offices = [1, 2]\n", True),
        ("offices = [0]\n", "offices = [1, 2]\n", False),
    ],
)
def test_two_events_do_not_set_one_value_in_one_month_and_office(
    toy, folder, first, second, double
):
    event = '[[event]]\nmonth = 3\n{}set = {{ "citizens.lens" = {} }}\n'
    text = (folder / "town.toml").read_text() + event.format(first, 0.1)
    line = text.count("\n") + 3 + bool(second)
    (folder / "town.toml").write_text(text + event.format(second, 0.2))
    call = toy("check", "town.toml")
    assert call.exit == (3 if double else 0), call.err
    if double:
        assert f"town.toml:{line}:9: event 2: citizens.lens = 0.2 (set twice" in call.err


def test_an_event_names_each_office_once(toy, folder):
    event = '[[event]]\nmonth = 3\noffices = [0, 2, 0]\nset = { "citizens.lens" = 0.1 }\n'
    (folder / "town.toml").write_text((folder / "town.toml").read_text() + event)
    call = toy("check", "town.toml")
    assert call.exit == 3 and "town.toml:9:18: event 1: offices has 0 twice" in call.err


@pytest.mark.parametrize(
    "line, why",
    [
        (("compare", "town.toml", "town.toml"), "a second scenario called town"),
        (
            ("run", "town.toml", "--until", "ci(trust@all)=1", "--until", "ci(trust@all)=2"),
            "a second one of this metric and window",
        ),
    ],
)
def test_a_double_on_the_command_line_is_refused(toy, line, why):
    call = toy(*line)
    assert call.exit == 2 and why in call.err


def test_a_metric_is_exported_once(toy):
    assert toy("run", "town.toml", "-o", "r.h5").exit == 0
    call = toy("export", "r.h5", "--metrics", "trust,trust")
    assert call.exit == 2 and "--metrics trust (given twice)" in call.err


def test_a_factor_of_its_own_beats_the_free_ones_and_only_once(folder):
    text = HEAD + '[design]\nkind = "lhs"\nn = 4\nfactors = "free"\n'
    own = '[[factor]]\nname = "citizens.lens"\ntimes = [0.9, 1.1]\n'
    (folder / "file.toml").write_text(text + own)
    assert Call("check", "file.toml", program=PROGRAM, folder=folder).exit == 0
    (folder / "file.toml").write_text(text + own + own)
    call = Call("check", "file.toml", program=PROGRAM, folder=folder)
    assert call.exit == 3 and "a second factor of this name" in call.err
