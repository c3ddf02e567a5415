"""A disk that really is full: a file system of a few hundred kilobytes, where this machine lets one be
mounted; where it does not, the failing operations of the other class stand for it."""

import json
import os
import shutil
import subprocess

from failures import STATUSES
from kills import examine

PAGE = 4096


def mounted(folder, size):
    os.makedirs(folder, exist_ok=True)
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "reliability", folder],
                          capture_output=True).returncode == 0


def on_small_disk(bench, name, room):
    """Runs a command on a disk that has so many bytes left."""
    taken = sum(PAGE * (1 + -(-os.path.getsize(os.path.join(folder, file)) // PAGE))
                for folder, _, files in os.walk(bench.base) for file in files)
    shutil.rmtree(bench.work, ignore_errors=True)
    if not mounted(bench.work, taken + room):
        return None
    try:
        shutil.copytree(bench.base, bench.work, symlinks=True, dirs_exist_ok=True)
        before = bench.leaves()
        arguments = bench.commands()[name] + ["--format", "json"]
        done = bench.run(*arguments)
        where = f"{room} bytes left"
        if done.returncode not in STATUSES:
            return [f"{name}, {where}: {done.returncode} {done.stderr.decode()[-300:]}"]
        if done.returncode not in (0, 3, 14):
            error = json.loads(done.stderr.strip().splitlines()[-1])["error"]
            if not error["message"] or done.stdout:
                return [f"{name}, {where}: unclear error {error}"]
        # Somebody makes room, and the work goes on.
        subprocess.run(["mount", "-o", "remount,size=64m", bench.work], check=True)
        return examine(bench, name, arguments, done.returncode, before, where)
    finally:
        subprocess.run(["umount", bench.work], check=True)


def every_size(bench, step):
    done, faults = 0, []
    for name in bench.commands():
        for pages in range(0, 97, step):
            found = on_small_disk(bench, name, pages * PAGE)
            if found is None:
                return "nothing may be mounted here", []
            done += 1
            faults += found
    return done, faults
