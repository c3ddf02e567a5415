"""The small registry that the reliability tests work on, its commands, and how a state is examined."""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CLOCK = {"TZ": "UTC", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "NO_COLOR": "1"}
KNOWN_FILES = {
    "registry.sqlite", "registry.sqlite.lock", "keyring.json", "withdrawals.reserve", "withdrawals.lock",
}
PERSON = {
    "identifiers": {"facility": "site-9", "mrn": "Z1", "family": "Late", "given": "Lea",
                    "birth_date": "1960-05-06", "sex": "female"},
    "diagnoses": [{"site": "C50.4", "morphology": "8500/3", "diagnosed_on": "2025-01-05"}],
    "interest": {"source": "clinician", "expressed_on": "2026-01-20"},
}


def build_shim(folder):
    """Compiles the library that stands between the program and its files."""
    path = os.path.join(folder, "file_operations.so")
    source = os.path.join(HERE, "file_operations.c")
    subprocess.run(["cc", "-O2", "-fPIC", "-shared", "-o", path, source, "-ldl"], check=True)
    return path


class Bench:
    """One worker's copies of the registry: every state begins from the same base folder."""

    def __init__(self, tool, shim, base=None):
        self.tool, self.shim = tool, shim
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="reliability-", dir=memory)
        self.base = base or os.path.join(self.folder, "base")
        self.work = os.path.join(self.folder, "work")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *arguments, folder=None, environment=None, **more):
        """Runs one command on a registry folder."""
        command = [self.tool, *arguments, "--registry", os.path.join(folder or self.work, "registry")]
        variables = dict(CLOCK, **(environment or {}))
        return subprocess.run(command, env=variables, capture_output=True, timeout=120, **more)

    def shimmed(self, arguments, **settings):
        """Runs one command under the shim."""
        variables = {"LD_PRELOAD": self.shim, "FILEOPS_DIR": self.work}
        variables.update({f"FILEOPS_{name.upper()}": str(value) for name, value in settings.items()})
        return self.run(*arguments, environment=variables)

    def reset(self):
        """Puts the base where the commands work."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.base, self.work, symlinks=True)

    def make_base(self, donors=30):
        """A registry of donors who permit everything but two, and the files that the commands read."""
        os.makedirs(self.base)
        here = {"folder": self.base}
        self.must("init", **here)

        def file(name, text):
            with open(os.path.join(self.base, name), "w", encoding="utf-8") as out:
                out.write(text)

        header = "facility,mrn,birth_date,sex,site,morphology,diagnosed_on,interest_on\n"
        row = "site-1,M{0},1960-03-{1:02},female,C50.4,8500/3,2025-02-{1:02},2025-03-01\n"
        file("first.csv", header + "".join(row.format(i, 1 + i % 28) for i in range(donors)))
        file("second.csv", header + "".join(row.format(f"X{i}", 1 + i % 28) for i in range(6)))
        file("person.json", json.dumps(PERSON))
        self.must("import", os.path.join(self.base, "first.csv"), **here)
        listed = json.loads(self.must("donor", "list", "--format", "json", **here))
        codes = [donor["donor"] for donor in listed]
        columns = "donor,event,scopes,signed_on\n"
        file("grants.csv", columns + "".join(f"{code},grant,all,2026-01-05\n" for code in codes[:-2]))
        file("late.csv", columns + "".join(f"{code},grant,all,2026-01-06\n" for code in codes[-2:]))
        self.must("consent", "import", os.path.join(self.base, "grants.csv"), **here)
        file("codes.json", json.dumps(codes))

    def must(self, *arguments, **more):
        done = self.run(*arguments, **more)
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments[:3])}: {done.returncode} {done.stderr.decode()}")
        return done.stdout

    def commands(self):
        """Every kind of change, as its arguments; files stand in the work folder."""
        with open(os.path.join(self.base, "codes.json"), encoding="utf-8") as file:
            codes = json.load(file)
        at = lambda name: os.path.join(self.work, name)
        return {
            "register": ["donor", "register", "--file", at("person.json")],
            "withdraw": ["consent", "withdraw", codes[0], "--no-further-use", "--wait", "1"],
            "import": ["import", at("second.csv")],
            "consent import": ["consent", "import", at("late.csv")],
            "release": ["cohort", "export", "--where", "site in C50", "--recipient", "lab",
                        "--out", at("out")],
            "backup": ["backup", at("copy.sqlite"), "--with-keys"],
            "merge": ["donor", "merge", codes[1], codes[2], "--yes", "--confirm", codes[1],
                      "--reason", "one person"],
            "rotate": ["keys", "rotate", "--batch", "10"],
        }

    def leaves(self, folder=None):
        """The leaf hashes that stand in the database."""
        path = os.path.join(folder or self.work, "registry", "registry.sqlite")
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return [row[0] for row in database.execute("SELECT leaf_hash FROM event ORDER BY seq")]
        finally:
            database.close()

    def faults(self, allowed=(), folder=None, is_settled=False):
        """What the project's own examination finds, by the program itself.

        A journal without a header may stand until the next change: SQLite takes it for none. A key ring
        that was not put in its place may stand until the next change of the keys.
        """
        done = self.run("doctor", "--format", "json", folder=folder)
        try:
            checks = json.loads(done.stdout)
        except ValueError:
            return [f"doctor ended with {done.returncode}: {done.stderr.decode()[-300:]}"]
        found = [f"{check['check']}: {check['detail']}" for check in checks
                 if not check["ok"] and check["check"] not in allowed]
        registry = os.path.join(folder or self.work, "registry")
        strays = {name for name in os.listdir(registry)
                  if name not in KNOWN_FILES and not name.endswith(".spool")
                  and (is_settled or name not in ("registry.sqlite-journal", "keyring.json.next"))}
        return found + [f"left behind: {name}" for name in sorted(strays)]

    def spool(self):
        return [name for name in os.listdir(os.path.join(self.work, "registry")) if name.endswith(".spool")]

    def outputs(self):
        """What is wrong with the files that commands write: each is whole or absent."""
        wrong = []
        out, copy = os.path.join(self.work, "out"), os.path.join(self.work, "copy.sqlite")
        if os.path.exists(out) and self.run("release", "verify", out).returncode:
            wrong.append("a release folder that does not verify")
        if os.path.exists(copy):
            again = os.path.join(self.work, "again")
            keys = os.path.join(self.work, "registry", "keyring.json")
            done = subprocess.run([self.tool, "restore", copy, "--keyring", keys, "--registry", again],
                                  env=CLOCK, capture_output=True)
            if done.returncode:
                wrong.append(f"a backup that cannot be restored: {done.stderr.decode()[-200:]}")
            shutil.rmtree(again, ignore_errors=True)
        return wrong

    def partials(self):
        return [name for name in os.listdir(self.work) if ".partial-" in name]
