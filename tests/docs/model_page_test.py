"""The page on a model of one's own is followed to the letter, in a folder beside the sources."""

import os
import pathlib
import re
import subprocess

import pytest

from blocks import WHOLE_PAGE, blocks
from blocks_test import commands

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ["MAATWERK_PROGRAM"]).resolve()
BUILD = PROGRAM.parents[1]
PAGE = (ROOT / "docs/howto/a-model-of-your-own.md").read_text(encoding="utf-8")
LINE = re.compile(r"^<!-- line: (\S+) -->\n```cpp\n(.*)\n```$", re.MULTILINE)


def written(folder):
    """Saves the files of the page."""
    for block in blocks(WHOLE_PAGE.sub("", PAGE)):
        name = block.mark("file: ")
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(block.text + "\n", encoding="utf-8")


def main_with_lines(folder):
    """models/main.cpp with the two lines, each below the last of its kind."""
    text = (ROOT / "models/main.cpp").read_text(encoding="utf-8").splitlines()
    lines = [line for file, line in LINE.findall(PAGE) if file == "models/main.cpp"]
    assert len(lines) == 2
    for line in lines:
        kind = "#include" if line.startswith("#include") else "&"
        below = max(at for at, old in enumerate(text) if old.strip().startswith(kind))
        text.insert(below + 1, line)
    (folder / "models/main.cpp").write_text("\n".join(text) + "\n", encoding="utf-8")


def compiled_texts(folder):
    """What maatwerk_compile_texts makes of a folder of texts."""
    rows = "".join(
        f'{{"{file.stem}", R"toml({file.read_text(encoding="utf-8")})toml"}},\n'
        for file in sorted((folder / "models/counter/words").glob("*.toml"))
    )
    text = (ROOT / "cmake/texts.cpp.in").read_text(encoding="utf-8")
    (folder / "models/counter/texts.cpp").write_text(
        text.replace("@namespace@", "counter").replace("@rows@", rows), encoding="utf-8"
    )


def ninja(*arguments):
    call = ["ninja", "-C", str(BUILD), *arguments]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout.splitlines()


def shell(command, folder, **more):
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, **more)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program with the page's model in it, made with the commands that make ours."""
    folder = tmp_path_factory.mktemp("model")
    written(folder)
    main_with_lines(folder)
    compiled_texts(folder)
    made = ninja("-t", "commands", "maatwerk")
    compile_main = next(line for line in made if "-c " in line and line.endswith("models/main.cpp"))
    link = made[-1]
    (main_object,) = re.findall(r"-o (\S+)", compile_main)
    flags = re.sub(r" -(MD|M[TF] \S+|o \S+|c \S+)", "", compile_main)
    objects = []
    for source in ("models/main.cpp", "models/counter/counter.cpp", "models/counter/texts.cpp"):
        objects.append(f"{folder / source}.o")
        shell(f"{flags} -I{folder} -o {objects[-1]} -c {folder / source}", BUILD)
    (old,) = re.findall(r"-o (\S+)", link)
    link = link.replace(main_object, " ".join(objects)).replace(f"-o {old}", f"-o {folder / 'maatwerk'}")
    shell(link, BUILD)
    return folder / "maatwerk"


def test_what_the_page_writes_is_built_and_every_command_on_it_works(program):
    folder = program.parent
    environment = {**os.environ, "PATH": f"{folder}:/usr/bin:/bin", "TERM": "dumb"}
    printed = ""
    for block in blocks(WHOLE_PAGE.sub("", PAGE)):
        if block.language == "console":
            for command in commands(block.text):
                printed += shell(command, folder, env=environment)
    assert "counter" in printed and "reproduced" in printed
    assert "Citizens come to a counter" in printed and "Probability that a citizen comes in a week." in printed
    assert (folder / "busy.csv").read_text(encoding="utf-8").count(",waiting,") == 5 * 52


def test_the_event_of_the_page_acts(program):
    by_week = {}
    for line in (program.parent / "busy.csv").read_text(encoding="utf-8").splitlines():
        if ",waiting," in line:
            cells = line.split(",")
            by_week.setdefault(int(cells[-4]), []).append(float(cells[-2]))
    means = {week: sum(values) / len(values) for week, values in by_week.items()}
    assert means[26] > 30 > 1 > means[52]
