"""Where faults are made, and where not."""

import faults
import pytest


def mutants(text):
    """All mutated lines of a text of one line."""
    return {(fault.kind, faults.apply(text, fault)) for fault in faults.faults_of(text)}


@pytest.mark.parametrize("kind, before, after", [
    ("sign", "  x = a + b;", "  x = a - b;"),
    ("sign", "  x -= b;", "  x += b;"),
    ("sign", "  x = a / b;", "  x = a * b;"),
    ("bound", "  if (a < b) c();", "  if (a <= b) c();"),
    ("bound", "  if (a && b) c();", "  if (a || b) c();"),
    ("negation", "  if (!a) c();", "  if (a) c();"),
    ("dropped factor", "  x = a * f(b, c).d[2] + e;", "  x = a + e;"),
    ("dropped factor", "  x = a * (b - c) * d;", "  x = a * d;"),
    ("dropped denominator", "  x = a / static_cast<double>(n);", "  x = a;"),
    ("off by one", "  x = a[3];", "  x = a[4];"),
    ("number", "  x = 1.0 - y;", "  x = 0.0 - y;"),
    ("number", "  x = 0.25F;", "  x = 0.5F;"),
    ("truth", "  x = true;", "  x = false;"),
    ("extreme", "  x = std::max(0.0, y);", "  x = std::min(0.0, y);"),
    ("extreme", "  x = *std::ranges::min_element(y);", "  x = *std::ranges::max_element(y);"),
    ("swapped arguments", "  x = f(a, g(b, c), d);", "  x = f(g(b, c), a, d);"),
    ("swapped arguments", "  x = f(a, g(b, c), d);", "  x = f(a, g(c, b), d);"),
    ("swapped arguments", "  x = std::clamp(a, b, c);", "  x = std::clamp(b, a, c);"),
    ("wrong key", "  sim::Random random(stream, Draw::law, i, 0);", "  sim::Random random(stream, Draw::law, i, 0 + 1);"),
    ("dropped statement", "  cell.add(Total::cost, x);", "  ;"),
    ("dropped statement", "  if (x > 0) return;", "  ;"),
    ("dropped statement", "  ++s.count[i];", "  ;"),
])
def test_a_fault_of_each_kind_can_be_made(kind, before, after):
    assert (kind, after) in mutants(before)


def test_another_draw_of_the_same_file_is_a_wrong_key():
    text = "  sim::Random a(stream, Draw::law, i, t);\n  sim::Random b(stream, Draw::aim, i, t);\n"
    assert ("wrong key", text.replace("Draw::law", "Draw::aim")) in mutants(text)


@pytest.mark.parametrize("text", [
    "  // a + b < 3",
    "  /* a + b\n   < 3 */",
    '  "a + b < 3, and \\" 4"',
    'R"(a + b < 3)"',
    "#if A < 3",
    "#define A(b, c) \\\n  b + c",
    "  assert(a < b && \"in order\");",
    "  static_assert(a + b == 3);",
    "template <int a = 3, int b = 4>\n",
    "void f(const World& world, double a);",
])
def test_what_no_test_could_notice_is_left_alone(text):
    assert faults.faults_of(text) == []


def test_numbers_within_names_and_literals_are_no_numbers():
    assert mutants("  x = y2.z0;") == {("dropped statement", "  ;")}


@pytest.mark.parametrize("call", ["std::max(a, f(b))", "std::min<std::size_t>(a, b)"])
def test_the_greater_of_two_is_the_same_the_other_way_round(call):
    assert "swapped arguments" not in {kind for kind, _ in mutants(f"  x = {call};")}


def test_a_fault_is_told_with_its_line_and_what_it_was():
    text = "int f() {\n  return a +\n         b;\n}\n"
    (fault,) = faults.faults_of(text)
    assert faults.lines_of(text, fault) == (2, "return a +", "return a -")


def test_the_same_seed_takes_the_same_faults_whatever_else_changes():
    lines = [f"  x{i} = a{i} + b{i};" for i in range(50)]
    one = {"f.cpp": "\n".join(lines)}
    longer = {"f.cpp": "\n".join(["  int first;", *lines]), "g.cpp": "  nothing();"}

    def told(texts, count, seed):
        taken = [(path, *faults.lines_of(texts[path], fault)[1:]) for path, fault in faults.sample(texts, count, seed)]
        return [row for row in taken if row[0] == "f.cpp"]

    assert told(one, 10, 1) == told(one, 10, 1)
    assert told(one, 10, 1) != told(one, 10, 2)
    assert told(longer, 51, 1) == told(one, 50, 1)
    assert told(one, 10, 1) == told(one, 50, 1)[:10]


def test_a_line_has_at_most_one_fault_of_a_sample():
    text = "  x = a + b * c - d / 4;\n  y = 3;\n"
    assert len(faults.sample({"f.cpp": text}, 10, 1)) == 2
