"""The script that is shipped, on a Slurm of one node: daemons of this test's own, in a folder of theirs, as whoever runs it."""

import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time

import pytest
from conftest import PROGRAM, ROOT, ended

DAEMONS = ("munged", "slurmctld", "slurmd")
LACKING = [name for name in DAEMONS if not shutil.which(name, path="/usr/sbin")]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"{', '.join(LACKING)} is not installed (slurm-wlm, munge)")
CONFIGURATION = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
SlurmUser={user}
SlurmdUser={user}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def waited(what, seconds=60):
    """Waits until what() is true."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "Slurm does not get there"
        time.sleep(0.2)


def answer(environment, *command):
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture
def slurm():
    """The environment in which commands of Slurm find this one."""
    with tempfile.TemporaryDirectory() as name:
        folder, host, user = pathlib.Path(name), socket.gethostname().split(".")[0], pwd.getpwuid(os.geteuid()).pw_name
        (folder / "state").mkdir()
        (folder / "spool").mkdir()
        (folder / "slurm.conf").write_text(CONFIGURATION.format(host=host, ports=free_ports(2), folder=folder, user=user))
        (folder / "munge.key").write_bytes(secrets.token_bytes(128))
        (folder / "munge.key").chmod(0o400)
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "SLURM_CONF": str(folder / "slurm.conf"), "HOME": name,
                       "MAATWERK": PROGRAM}
        munge = [f"--{what}={folder}/munge.{ending}" for what, ending in
                 [("socket", "socket"), ("key-file", "key"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed")]]
        daemons = []
        try:
            for command in (["munged", "--foreground", "--force", *munge], ["slurmctld", "-D"], ["slurmd", "-D", "-N", host]):
                with (folder / f"{command[0]}.log").open("w") as log:
                    daemons.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True))
                if command[0] == "munged":
                    waited(lambda: (folder / "munge.socket").exists())
            waited(lambda: "idle" in answer(environment, "sinfo", "-h", "-o", "%T"))
            yield environment
        finally:
            for daemon in reversed(daemons):
                daemon.terminate()
            for daemon in daemons:
                daemon.wait(30)


def test_an_array_of_tasks_makes_the_bytes_of_an_undivided_sweep(slurm, folder):
    (folder / "shards").mkdir()
    ended(["sbatch", "--array=1-2", ROOT / "scenarios/experiments/cluster/sweep.sbatch", "a $(touch PWNED) sweep.toml",
           "--deterministic"], folder, env=slurm)
    waited(lambda: not answer(slurm, "squeue", "-h"), 180)
    parts = sorted((folder / "shards").glob("*.h5"))
    logs = "".join(log.read_text() for log in (folder / "shards").glob("*.log"))
    assert [part.name for part in parts] == ["1-of-2.h5", "2-of-2.h5"], logs
    ended([PROGRAM, "merge", *parts, "-o", "merged.h5", "-q"], folder)
    assert (folder / "merged.h5").read_bytes() == (folder / "whole.h5").read_bytes()
    assert not (folder / "PWNED").exists()
