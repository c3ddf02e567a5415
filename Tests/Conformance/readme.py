"""Runs every command of the README, in order, so that it never says what does not work.

usage: readme.py README.md FOLDER_OF_THE_BINARIES WORK_FOLDER

Code blocks marked `sh` are run line by line by one shell each, in WORK_FOLDER, with the binaries
on the PATH. Blocks marked `sh setup` install or build and are run by the steps before this one; a
command of theirs that starts the program is run here as well. A command that is expected to fail
says so in a comment: `# exit 5`.
"""

import os
import re
import subprocess
import sys

readme, binaries, work = sys.argv[1:4]
os.makedirs(work, exist_ok=True)
environment = dict(os.environ, PATH=f"{os.path.abspath(binaries)}:{os.environ['PATH']}")
text = open(readme, encoding="utf-8").read()
failed = passed = 0
for kind, block in re.findall(r"^```sh([^\n]*)\n(.*?)^```", text, re.S | re.M):
    block = re.sub(r"\\\n\s*", "", block)
    for line in block.splitlines():
        line = line.strip()
        if kind.strip() == "setup":
            started = re.search(r"(?:\.build/release/)(tissuectl .*)$", line)
            line = started.group(1) if started else ""
        if not line or line.startswith("#"):
            continue
        wanted = re.search(r"# exit (\d+)$", line)
        wanted = int(wanted.group(1)) if wanted else 0
        result = subprocess.run(
            ["bash", "-c", line], cwd=work, env=environment, capture_output=True, text=True
        )
        if result.returncode == wanted:
            passed += 1
        else:
            failed += 1
            print(f"FAILED ({result.returncode} instead of {wanted}): {line}")
            print(result.stdout[-2000:], result.stderr[-2000:])
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
