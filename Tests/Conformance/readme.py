"""Runs every command of the README, in order, so that it never says what does not work.

usage: readme.py README.md FOLDER_OF_THE_BINARIES WORK_FOLDER

Each code block marked `sh` is one script, run in WORK_FOLDER with the binaries on the PATH; it fails
with its first failing command. Of the blocks marked `sh setup`, which install, build and test and are
run by the steps before this one, only the command that starts the program is run here.
"""

import os
import re
import subprocess
import sys

readme, binaries, work = sys.argv[1:4]
os.makedirs(work, exist_ok=True)
environment = dict(os.environ, PATH=f"{os.path.abspath(binaries)}:{os.environ['PATH']}")
with open(readme, encoding="utf-8") as file:
    text = file.read()
failed = passed = 0
for kind, block in re.findall(r"^```sh([^\n]*)\n(.*?)^```", text, re.S | re.M):
    if kind.strip() == "setup":
        started = re.search(r"\.build/release/(tissuectl .*)$", block, re.M)
        block = started.group(1) if started else ""
    if not block.strip():
        continue
    done = subprocess.run(
        ["bash", "-eu", "-c", block], cwd=work, env=environment,
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )
    if done.returncode == 0:
        passed += 1
    else:
        failed += 1
        print(f"FAILED with {done.returncode}:\n{block}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
