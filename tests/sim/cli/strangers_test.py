"""Files from strangers: damaged, endless, of a later version, or that lead elsewhere. Every reader
gives one error that names the file, in a bounded time, and takes nothing along."""

import os
import random
import shutil
import subprocess
import tempfile
import time

import h5py
import numpy as np
import pytest

from conftest import SANITIZED, TOY, WITHOUT_LEAKS, Call

READERS = ["status", "export", "reproduce", "diff", "merge"]


@pytest.fixture
def result(toy, folder):
    """A small result file, r.h5."""
    assert toy("run", "town.toml", "-n", "3", "-o", "r.h5", "-q").exit == 0
    return folder / "r.h5"


def arguments(command, name):
    return {
        "diff": ["diff", name, "r.h5"],
        "merge": ["merge", name, "-o", "m.h5", "--force"],
        "reproduce": ["reproduce", name, "-q"],
    }.get(command, [command, name])


def is_one_error(call, name):
    assert call.exit in (1, 2, 3, 4), (call.exit, call.err)
    assert call.err.count("maatwerk: ") == 1 and name in call.err, call.err
    assert "error of the program itself" not in call.err, call.err


def test_a_reader_survives_any_damage(folder, result):
    """Bytes of the file's structure are changed at random: a crash or an endless loop would show."""
    whole = result.read_bytes()
    luck = random.Random(20221)
    fine = failed = 0
    for attempt in range(40):
        bytes_ = bytearray(whole)
        for _ in range(luck.choice([1, 4, 64])):
            bytes_[luck.randrange(len(bytes_) if attempt % 2 else 4096)] = luck.randrange(256)
        (folder / "bad.h5").write_bytes(bytes_)
        command = READERS[attempt % 5]
        began = time.monotonic()
        call = Call(*arguments(command, "bad.h5"), folder=folder)
        assert time.monotonic() - began < 40
        assert call.exit in (0, 1, 2, 3, 4, 5, 7), (attempt, call.exit, call.err)
        if call.exit in (0, 5, 7):
            fine += 1
        else:
            failed += 1
            is_one_error(call, "bad.h5")
    assert fine and failed


@pytest.mark.parametrize("command", READERS)
def test_a_file_cut_short_is_one_error(folder, result, command):
    whole = result.read_bytes()
    for size in (0, 3, 512, len(whole) // 2, len(whole) - 1):
        (folder / "short.h5").write_bytes(whole[:size])
        is_one_error(Call(*arguments(command, "short.h5"), folder=folder), "short.h5")


@pytest.mark.parametrize("command", READERS)
def test_links_to_other_files_are_not_followed(folder, result, command):
    shutil.copy(result, folder / "secret.h5")
    with h5py.File(folder / "linked.h5", "w") as file, h5py.File(result) as source:
        file.attrs.update(source.attrs)
        for name in source:
            file[name] = h5py.ExternalLink("secret.h5", name)
    call = Call(*arguments(command, "linked.h5"), folder=folder)
    is_one_error(call, "linked.h5")
    assert "another file" in call.err


@pytest.mark.parametrize("command", ["export", "diff"])
def test_numbers_that_are_stored_elsewhere_are_not_read(folder, result, command):
    (folder / "secret.bin").write_bytes(np.arange(200.0).tobytes())
    with h5py.File(result, "r+") as file:
        name = next(name for name in file if isinstance(file[name], h5py.Dataset) and file[name].ndim == 2
                    and file[name].dtype.kind == "f")
        old = file[name]
        shape, attributes = old.shape, dict(old.attrs)
        del file[name]
        new = file.create_dataset(name, shape, "f8", external=[("secret.bin", 0, 1600)])
        for key in ("units", "long_name"):
            if key in attributes:
                new.attrs[key] = attributes[key]
    (folder / "elsewhere.h5").write_bytes(result.read_bytes())
    call = Call(*arguments(command, "elsewhere.h5"), folder=folder)
    assert call.exit == 4 and "elsewhere.h5" in call.err


@pytest.mark.skipif(SANITIZED, reason="the address sanitizer itself ends a program that asks for all memory")
def test_a_file_that_asks_for_all_memory_is_one_error(folder, result):
    with h5py.File(result, "r+") as file:
        scenarios = file["scenarios"]
        del scenarios["scenario"]
        scenarios.create_dataset(
            "scenario", (10**13,), dtype=h5py.string_dtype(), chunks=(1024,), maxshape=(None,)
        )
    (folder / "bomb.h5").write_bytes(result.read_bytes())
    for command in ("status", "export"):
        is_one_error(Call(command, "bomb.h5", folder=folder), "bomb.h5")


@pytest.mark.parametrize(
    "text",
    [
        "schema_version = 1\n" + ".".join(["a"] * 40000) + " = 1\n",
        "schema_version = 1\n[" + ".".join(["a"] * 40000) + "]\nb = 1\n",
        "schema_version = 1\na = " + "[" * 40000 + "]" * 40000 + "\n",
        "schema_version = 1\na = " + "{a=" * 40000 + "1" + "}" * 40000 + "\n",
        "schema_version = 1\n[run]\n" + "m" * 100000 + " = 1\n",
        'schema_version = 1\n[run]\nmonths = "' + "m" * 100000 + '"\n',
    ],
    ids=["key", "header", "list", "table", "long key", "long value"],
)
def test_scenarios_nested_or_long_beyond_reason_are_one_short_error_at_once(toy, folder, text):
    (folder / "deep.toml").write_text(text)
    for command in ("check", "run", "sweep --dry-run", "hypotheses"):
        began = time.monotonic()
        call = toy(*command.split(), "deep.toml")
        assert call.exit in (2, 3) and call.err.startswith("maatwerk: ")
        assert len(call.err) < 1000
        assert time.monotonic() - began < 5


def test_a_stored_scenario_that_nests_too_deep_is_one_error(folder, result):
    with h5py.File(result, "r+") as file:
        file["provenance/scenario_resolved"][0] = ".".join(["a"] * 40000) + " = 1\n"
    (folder / "deep.h5").write_bytes(result.read_bytes())
    is_one_error(Call("reproduce", "deep.h5", "-q", folder=folder), "deep.h5")


def test_what_a_later_version_added_is_left_alone(toy, folder, result):
    """A file of a later minor version has groups and rows that this program does not know."""
    with h5py.File(result, "r+") as file:
        file.create_group("later").create_dataset("numbers", data=np.arange(3.0))
        file.attrs["later"] = "yes"
        for name in ("dynamics", "loops"):
            if name in file:
                file[name].attrs["later"] = "yes"
    assert toy("status", "r.h5").exit == 0
    assert toy("export", "r.h5").exit == 0
    assert toy("reproduce", "r.h5", "-q").exit == 0


def test_the_program_goes_on_where_no_process_can_be_made(folder, result):
    """A limit on processes is no reason to read nothing. It does not bind the superuser."""
    with tempfile.TemporaryDirectory() as everybody:
        os.chmod(everybody, 0o755)
        shutil.copy(result, everybody)
        command = f"ulimit -u 1; exec {TOY} status r.h5"
        nobody = 65534 if os.geteuid() == 0 else None
        done = subprocess.run(["bash", "-c", command], cwd=everybody, user=nobody, extra_groups=[] if nobody else None,
                              env=WITHOUT_LEAKS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
