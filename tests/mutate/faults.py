"""Small faults in C++: places in a file where a sign, a bound, an argument or a statement could be wrong.

A fault is one edit of the text. What a fault does is for the compiler and the tests to say; here is only where one can
be made. Comments, texts, directives, assertions and lists of template parameters are left alone.
"""

import dataclasses
import functools
import hashlib
import re

TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)
LEFT_ALONE = re.compile(r"^[ \t]*#(?:.*\\\n)*.*$|\b(?:static_)?assert\([^;]*;|\btemplate <[^\n]*>\n|\bnoexcept\([^\n]*\)", re.MULTILINE)

SIGNS = {"+": "-", "-": "+", "*": "/", "/": "*"}
BOUNDS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
EXTREMES = {"min": "max", "max": "min", "min_element": "max_element", "max_element": "min_element"}
NO_STATEMENT = r"(?!return\b|else\b|case\b|default\b|using\b|throw\b|break\b|continue\b|public\b|delete\b|goto\b|co_)"
NAME = r"[A-Za-z_][\w.:>\-\[\]*()]*"
STATEMENT = re.compile(  # a guard, a step, or an assignment or call
    rf"^[ \t]+{NO_STATEMENT}(?:if (?=\([^\n]*\) (?:return|continue|break)\b)|(?:\+\+|--){NAME}(?=;)"
    rf"|\*?{NAME}(?: (?:[-+*/|&^%]|<<|>>)?= |\(|\+\+(?=;)|--(?=;)))", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Fault:
    """One edit: characters `start` to `end` of a file become `after`."""

    kind: str
    start: int
    end: int
    after: str


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def code_of(text):
    """The text with blanks where no fault is to be made, character for character."""
    return LEFT_ALONE.sub(blank, TEXT.sub(blank, text))


def closing(code, start):
    """Where the bracket that opens at `start` is closed, or None."""
    depth = 0
    for at in range(start, len(code)):
        if code[at] in "([{":
            depth += 1
        elif code[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at
    return None


def operand_end(code, start):
    """Where the operand ends that begins at `start`: a name or number with its calls, indices and members."""
    name = re.compile(r"[-!*]?[A-Za-z_0-9][\w.]*|(?=\()").match(code, start)
    if not name:
        return None
    at = name.end()
    while at < len(code):
        more = re.compile(r"(?:\.|->|::)[A-Za-z_]\w*").match(code, at)
        cast = re.compile(r"<[\w:]+(?:<\w+>)?>(?=\()").match(code, at)
        if code[at] in "([":
            end = closing(code, at)
            if end is None:
                return None
            at = end + 1
        elif more or cast:
            at = (more or cast).end()
        else:
            break
    return at


def arguments(code, opening):
    """Where each argument of the call begins and ends whose bracket opens there."""
    end = closing(code, opening)
    if end is None:
        return []
    parts, depth, start = [], 0, opening + 1
    for at in range(opening + 1, end + 1):
        if code[at] in "([{":
            depth += 1
        elif code[at] in ")]}" and at < end:
            depth -= 1
        elif depth == 0 and (code[at] == "," or at == end):
            inside = code[start:at]
            begin = start + len(inside) - len(inside.lstrip())
            parts.append((begin, begin + len(inside.strip())))
            start = at + 1
    return parts


def operators(code):
    for found in re.finditer(r"(?<=[\w)\]}] )([-+*/])(?=[ \n])", code):
        yield Fault("sign", found.start(), found.end(), SIGNS[found.group()])
    for found in re.finditer(r"(?<= )([-+*/])= ", code):
        yield Fault("sign", found.start(), found.start() + 1, SIGNS[found.group(1)])
    for found in re.finditer(r"(?<=[\w)\]}] )(<=?|>=?|==|!=|&&|\|\|)(?=[ \n])", code):
        yield Fault("bound", found.start(), found.end(), BOUNDS[found.group()])
    for found in re.finditer(r"(?<=[( ])!(?=[A-Za-z_(])", code):
        yield Fault("negation", found.start(), found.end(), "")


def dropped_factors(code):
    for found in re.finditer(r"(?<=[\w)\]}]) ([*/])\s+(?=\S)", code):
        end = operand_end(code, found.end())
        if end:
            kind = "dropped factor" if found.group(1) == "*" else "dropped denominator"
            yield Fault(kind, found.start(), end, "")


def numbers(code):
    for found in re.finditer(r"(?<![\w.\"'])(\d+)(U|UL|ULL|Z)?(?![\w.'\"])", code):
        yield Fault("off by one", found.start(1), found.end(1), str(int(found.group(1)) + 1))
    for found in re.finditer(r"(?<![\w.])(\d+\.\d*)(F?)(?![\w.])", code):
        value = float(found.group(1))
        yield Fault("number", found.start(1), found.end(1), {0.0: "1.0", 1.0: "0.0"}.get(value, repr(2 * value)))
    for found in re.finditer(r"\b(true|false)\b", code):
        yield Fault("truth", found.start(), found.end(), "false" if found.group() == "true" else "true")


def extremes(code):
    for found in re.finditer(r"(?<=::)(?:min|max)(?:_element)?(?=[(<])", code):
        yield Fault("extreme", found.start(), found.end(), EXTREMES[found.group()])


PARAMETER = re.compile(r"(?:const )?[\w:]+(?:<.*>)?[&*]* [&*]?\w+(?: = .*)?$")


SYMMETRIC = re.compile(r"\bstd::(?:max|min)(?:<[\w:]+>)?$")  # but for NaN and the sign of zero


def swapped_arguments(text, code):
    # What follows a control word, or declares, is no list of arguments.
    for found in re.finditer(r"(?<=\w)\(", code):
        if re.search(r"\b(?:if|for|while|switch|return|sizeof|decltype)$|^(?:\w.*)?[\w>&*] \*?[\w:]+$",
                     code[code.rfind("\n", 0, found.start()) + 1:found.start()]):
            continue
        parts = arguments(code, found.start())
        if len(parts) == 2 and SYMMETRIC.search(code[:found.start()]):
            continue
        for (a, b), (c, d) in zip(parts, parts[1:]):
            if a < b and c < d and text[a:b] != text[c:d] and not PARAMETER.match(text[a:b]):
                yield Fault("swapped arguments", a, d, text[c:d] + text[b:c] + text[a:b])


def wrong_keys(code):
    """Another random address: the purpose of another draw of the same file, or 1 more of an occasion."""
    purposes = sorted(set(re.findall(r"\bDraw::\w+", code)))
    for found in re.finditer(r"\bDraw::\w+", code):
        if len(purposes) > 1:
            other = purposes[(purposes.index(found.group()) + 1) % len(purposes)]
            yield Fault("wrong key", found.start(), found.end(), other)
    for found in re.finditer(r"\bsim::Random(?: \w+)?(?=\()", code):
        parts = arguments(code, found.end())
        if len(parts) == 4:
            yield Fault("wrong key", parts[3][1], parts[3][1], " + 1")


def dropped_statements(code):
    for found in STATEMENT.finditer(code):
        start = found.end() - len(found.group().lstrip())
        end, depth = start, 0
        while end < len(code) and (depth > 0 or code[end] not in ";{}"):
            depth += (code[end] in "([{") - (code[end] in ")]}")
            if depth < 0:
                break
            end += 1
        if depth == 0 and end < len(code) and code[end] == ";":
            yield Fault("dropped statement", start, end + 1, ";")


def faults_of(text):
    """All faults that can be made in this text, in its order."""
    code = code_of(text)
    makers = (operators, dropped_factors, numbers, extremes, functools.partial(swapped_arguments, text), wrong_keys,
              dropped_statements)
    found = {fault for maker in makers for fault in maker(code)}
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.kind, fault.after))


def apply(text, fault):
    return text[:fault.start] + fault.after + text[fault.end:]


def lines_of(text, fault):
    """Number of the line where the fault is, and all lines that it touches, before and after."""
    first = text.rfind("\n", 0, fault.start) + 1
    last = text.find("\n", fault.end)
    last = len(text) if last < 0 else last
    before, after = text[first:last], text[first:fault.start] + fault.after + text[fault.end:last]
    one_line = [" ".join(lines.split()) for lines in (before, after)]
    return text.count("\n", 0, fault.start) + 1, *one_line


def sample(texts, count, seed):
    """That many faults of the files, at most one a line: (path, fault), the same for a seed whatever else changes.

    Each fault has a number of its own, from seed, file and what the line says, and those with the least are taken.
    """
    best = {}
    for path, text in texts.items():
        seen = {}
        for fault in faults_of(text):
            line, before, after = lines_of(text, fault)
            again = seen[before, after] = seen.get((before, after), 0) + 1
            key = hashlib.sha256(f"{seed}\0{path}\0{before}\0{after}\0{again}".encode()).hexdigest()
            best[path, line] = min(best.get((path, line), (key, path, fault)), (key, path, fault), key=lambda b: b[0])
    return [(path, fault) for _, path, fault in sorted(best.values(), key=lambda b: b[0])[:count]]
