"""kill -9 before every file operation of every command, and at random moments."""

import os
import random
import signal
import subprocess
import tempfile
import time

from bench import CLOCK
from pool import spread


OUTPUTS = ("out", "copy.sqlite")


def examine(bench, name, arguments, status, before, where):
    """Holds a state after a kill, or an error, against what was acknowledged."""
    label = f"{name} {where}"
    # The program itself recovers what it left.
    faults = bench.faults(allowed=("releases", "withdrawals"))
    now = bench.leaves()
    if now[: len(before)] != before:
        faults.append("events that were there are gone or changed")
    is_done = status == 0
    if is_done and name != "backup" and len(now) == len(before):
        faults.append("acknowledged and not there")
    faults += bench.outputs()
    if is_done and name == "release" and not os.path.exists(os.path.join(bench.work, "out")):
        faults.append("a release acknowledged without its folder")
    if is_done and name == "backup" and not os.path.exists(os.path.join(bench.work, "copy.sqlite")):
        faults.append("a backup acknowledged without its file")
    # The next run finishes or removes what the last one left.
    faults += again(bench, name, arguments, is_done, len(now) > len(before))
    return [f"{label}: {fault}" for fault in faults]


def again(bench, name, arguments, is_done, is_there):
    repeated = bench.run(*arguments)
    expected = {0}
    # A second export may be refused by what the first one sealed; a second merge by the first.
    if is_done or is_there or any(os.path.exists(os.path.join(bench.work, name)) for name in OUTPUTS):
        expected |= {1, 3, 5, 6}
    faults = []
    if repeated.returncode not in expected:
        faults.append(f"run again: {repeated.returncode} {repeated.stderr.decode()[-200:]}")
    allowed = ("releases",) if repeated.returncode else ()
    faults += [f"after the next run: {fault}" for fault in bench.faults(
        allowed=allowed, is_settled=repeated.returncode == 0)]
    if repeated.returncode == 0 and bench.partials():
        faults.append(f"still there after the next run: {bench.partials()}")
    return faults


def operations(bench, arguments, mask=7):
    """How many file operations a command has."""
    bench.reset()
    count = os.path.join(bench.folder, "count")
    done = bench.shimmed(arguments, count=count, mask=mask)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{arguments[:2]}: {done.returncode} {done.stderr.decode()}")
    with open(count, encoding="utf-8") as file:
        return int(file.read())


def kill_at(bench, name, place):
    bench.reset()
    before = bench.leaves()
    arguments = bench.commands()[name]
    done = bench.shimmed(arguments, kill_at=place)
    if done.returncode not in (0, -signal.SIGKILL):
        return [f"{name} killed at {place}: ended with {done.returncode}"]
    return examine(bench, name, arguments, done.returncode, before, f"killed at operation {place}")


def kill_later(bench, name, seed):
    bench.reset()
    before = bench.leaves()
    arguments = bench.commands()[name]
    delay = random.Random(seed).random() * 0.08
    command = [bench.tool, *arguments, "--registry", os.path.join(bench.work, "registry")]
    process = subprocess.Popen(command, env=CLOCK, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.kill()
    process.communicate()
    return examine(bench, name, arguments, process.returncode, before, f"killed after {delay:.4f} s")


def every_operation(bench):
    tasks = [(name, place) for name, arguments in bench.commands().items()
             for place in range(1, operations(bench, arguments) + 1)]
    return len(tasks), spread(bench, kill_at, tasks)


def random_moments(bench, count, seed):
    names = list(bench.commands())
    tasks = [(names[number % len(names)], seed + number) for number in range(count)]
    return len(tasks), spread(bench, kill_later, tasks)


def kill_init(bench, place):
    """A new registry is whole or absent."""
    folder = os.path.join(bench.folder, "fresh")
    subprocess.run(["rm", "-rf", folder], check=True)
    os.makedirs(folder)
    registry = os.path.join(folder, "registry")
    variables = dict(CLOCK, LD_PRELOAD=bench.shim, FILEOPS_DIR=folder, FILEOPS_KILL_AT=str(place))
    subprocess.run([bench.tool, "init", registry], env=variables, capture_output=True)
    if not os.path.exists(registry):
        done = subprocess.run([bench.tool, "init", registry], env=CLOCK, capture_output=True)
        if done.returncode:
            return [f"init killed at {place}: run again {done.stderr.decode()[-200:]}"]
    found = bench.faults(folder=folder)
    found += [f"left behind: {name}" for name in os.listdir(folder) if name != "registry"
              and not name.startswith("registry.partial-")]
    return [f"init killed at {place}: {fault}" for fault in found]


def every_operation_of_init(bench):
    count = os.path.join(bench.folder, "count")
    with tempfile.TemporaryDirectory() as folder:
        variables = dict(CLOCK, LD_PRELOAD=bench.shim, FILEOPS_DIR=folder, FILEOPS_COUNT=count)
        subprocess.run([bench.tool, "init", os.path.join(folder, "registry")], env=variables, check=True,
                       capture_output=True)
    with open(count, encoding="utf-8") as file:
        places = range(1, int(file.read()) + 1)
    return len(places), spread(bench, kill_init, [(place,) for place in places])


SECRET = "correct horse battery staple"


def passphrase(bench, **settings):
    """Seals the key ring; the arguments of the shim, or none."""
    path = os.path.join(bench.work, "passphrase")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(SECRET + "\n")
    return bench.shimmed(["keys", "passphrase", "--new-file", path], **settings)


def kill_passphrase(bench, place):
    """The key ring is sealed or it is not, and the registry opens either way."""
    bench.reset()
    done = passphrase(bench, kill_at=place)
    label = f"keys passphrase killed at operation {place}"
    if done.returncode not in (0, -signal.SIGKILL):
        return [f"{label}: ended with {done.returncode}"]
    opened = {"TISSUECTL_PASSPHRASE_FILE": os.path.join(bench.work, "passphrase")}
    with open(os.path.join(bench.work, "registry", "keyring.json"), encoding="utf-8") as file:
        environment = opened if '"sealed"' in file.read() else {}
    if done.returncode == 0 and not environment:
        return [f"{label}: acknowledged and not sealed"]
    for arguments, variables in ((["doctor"], environment),
                                 (["keys", "passphrase", "--new-file", opened["TISSUECTL_PASSPHRASE_FILE"]],
                                  environment), (["doctor"], opened)):
        found = bench.run(*arguments, environment=variables)
        if found.returncode:
            return [f"{label}: {arguments[:2]} {found.returncode} {found.stderr.decode()[-200:]}"]
    return []


def every_operation_of_passphrase(bench):
    bench.reset()
    count = os.path.join(bench.folder, "count")
    done = passphrase(bench, count=count)
    if done.returncode:
        raise SystemExit(f"keys passphrase: {done.returncode} {done.stderr.decode()}")
    with open(count, encoding="utf-8") as file:
        places = range(1, int(file.read()) + 1)
    return len(places), spread(bench, kill_passphrase, [(place,) for place in places])
