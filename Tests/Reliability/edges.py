"""Every command on a registry in which nothing has happened, into a full device, and into a pipe that
nobody reads: an answer or an error in words, never a crash, and a registry that is sound afterwards."""

import json
import os
import subprocess

from bench import CLOCK, PERSON, Bench

# Answers, rows rejected, not found, refused, conflict, verification failed, usage, malformed, cannot read
# or write, not permitted; 12 where a secret is not there.
STATUSES = {0, 1, 3, 4, 5, 6, 12, 20, 64, 65, 74, 77}
NOBODY, GRANT = "7GQM-WG90-AW4H-S9", ["--form", "broad-tissue-donation", "--scopes", "all"]
PROGRAMME = "NK-RESISTANCE"

# How each command is called where nobody is registered yet; "@" stands for a file in the work folder.
CALLS = {
    "anonymize": ["@table.csv", "--hierarchies", "@hierarchies", "--qi", "age", "--k", "2",
                  "--out", "@safe.csv", "--report", "@safe.json"],
    "backup": ["@copy.sqlite", "--with-keys"],
    "cohort count": ["--where", "site in C50"],
    "cohort export": ["--programme", PROGRAMME, "--recipient", "lab", "--out", "@out"],
    "cohort preview": ["--programme", PROGRAMME, "--recipient", "lab"],
    "consent due": [], "consent export": ["@consents.json"], "consent spool": [],
    "consent grant": [NOBODY, *GRANT], "consent renew": [NOBODY, *GRANT],
    "consent history": [NOBODY], "consent state": [NOBODY], "consent import": ["@consents.csv"],
    "consent object": [NOBODY, "--scopes", "all"], "consent refuse": [NOBODY, "--scopes", "all"],
    "consent reinstate": [NOBODY, "--scopes", "all"], "consent resume": [NOBODY, "--scopes", "all"],
    "consent suspend": [NOBODY, "--scopes", "all"], "consent void": ["1", "--reason", "x"],
    "consent withdraw": [NOBODY, "--no-further-use"],
    "demo": None, "init": ["@another"], "man": ["--out", "@man"], "explain": ["registry_busy"],
    "doctor": [], "stats": [], "report": ["--out", "@report.html"],
    "donor duplicates": [], "donor list": [], "donor find": ["--file", "@person.json"],
    "donor erase": [NOBODY, "--confirm", NOBODY, "--reason", "x"], "donor show": [NOBODY],
    "donor merge": [NOBODY, NOBODY, "--confirm", NOBODY, "--yes", "--reason", "x"],
    "donor not-duplicate": [NOBODY, NOBODY, "--reason", "x"], "donor report": [NOBODY],
    "donor postpone": [NOBODY, NOBODY, "--until", "2099-01-01", "--reason", "x"],
    "donor register": ["--file", "@nobody.json"], "donor split": [NOBODY, "--yes", "--reason", "x"],
    "donor replan": [NOBODY, "--file", "@person.json"],
    "form diff": ["broad-tissue-donation@1", "broad-tissue-donation@1"], "form list": [],
    "form publish": ["@form.yaml"], "form show": ["broad-tissue-donation"], "import": ["@table.csv"],
    "keys export": ["@keys.json"], "keys forget": ["k00000000"], "keys import": ["@keys.json"],
    "keys passphrase": ["--remove"], "keys rotate": [], "keys show": [],
    "ledger audit-checkpoint": ["@checkpoint", "--key", "x"], "ledger checkpoint": ["--out", "@checkpoint"],
    "ledger consistency": ["1", "2"], "ledger cosign": ["@checkpoint", "--state", "@state", "--key", "@key"],
    "ledger log": [], "ledger prove": ["1"], "ledger verify": [],
    "ledger witness add": ["x"], "ledger witness import": ["@checkpoint"], "ledger witness list": [],
    "ledger witness key": ["@witness.key"],
    "link compare": ["@a.link", "@b.link", "--secret-file", "@secret.txt", "--out", "@pairs.csv"],
    "link prepare": ["--secret-file", "@secret.txt", "--out", "@a.link", "--rows", "@rows.csv"],
    "link secret": ["@secret.txt"], "match": ["@table.csv"],
    "operator add": ["ada", "--roles", "auditor", "--public-key", "00" * 32],
    "operator key": ["@operator.key"], "operator list": [], "operator verify": [],
    "operator revoke": ["ada", "--reason", "x"],
    "policy publish": ["@policy.yaml"], "policy show": [],
    "programme add": ["@form.yaml"], "programme diff": ["@form.yaml"], "programme list": [],
    "programme show": [PROGRAMME],
    **{f"programme {verb}": [PROGRAMME, "--reason", "x"]
       for verb in ("approve", "close", "open", "submit", "suspend", "terminate", "forget-pseudonyms")},
    "recall list": [], **{f"recall {verb}": ["1"] for verb in ("acknowledge", "close", "notify")},
    "recipient add": ["lab"], "recipient list": [], "recipient share": ["lab", "lab-2"],
    "recipient show": ["lab"],
    "release due": [], "release list": [], "release requests": [], "release verify": ["@out"],
    "release record": ["R1"], "release show": ["R1"], "release destroyed": ["R1"],
    "release approve": ["1"], "release reject": ["1", "--reason", "x"],
    "release request": ["--programme", PROGRAMME, "--recipient", "lab"],
    "restore": ["@copy.sqlite", "--keyring", "@registry/keyring.json"],
    "route allocate": [], "route due": [], "route explain": [NOBODY, PROGRAMME], "route offers": [],
    **{f"route offer {verb}": ["1"] for verb in ("cancel", "decline", "release", "reserve")},
    "route run": [],
}


def leaves_of_help(bench):
    """The commands of which the program has a manual page, without the groups of them."""
    folder = os.path.join(bench.folder, "man")
    subprocess.run([bench.tool, "man", "--out", folder], env=CLOCK, capture_output=True, check=True)
    names = {name[len("tissuectl-"):-len(".1")] for name in os.listdir(folder) if "-" in name}
    return {name for name in names if not any(other.startswith(name + "-") for other in names)}


def file(bench, name, text):
    with open(os.path.join(bench.base, name), "w", encoding="utf-8") as out:
        out.write(text)


def empty(bench):
    """A registry in which nothing has happened, and files that say little."""
    other = Bench(bench.tool, bench.shim)
    os.makedirs(other.base)
    other.must("init", folder=other.base)
    file(other, "table.csv", "age\n34\n")
    file(other, "consents.csv", "donor,event\n")
    file(other, "person.json", json.dumps(PERSON))
    file(other, "nobody.json", "{}")
    return other


def call(bench, name, output=subprocess.PIPE, format="json"):
    arguments = [os.path.join(bench.work, one[1:]) if one.startswith("@") else one for one in CALLS[name]]
    command = [bench.tool, *name.split(), *arguments, "--registry", os.path.join(bench.work, "registry"),
               "--format", format]
    return subprocess.run(command, env=CLOCK, stdin=subprocess.DEVNULL, stdout=output,
                          stderr=subprocess.PIPE, timeout=120)


def said(done):
    """What is wrong with how a command ended."""
    if done.returncode not in STATUSES:
        return f"ended with {done.returncode}: {done.stderr.decode(errors='replace')[-200:]}"
    try:
        if done.stdout:
            json.loads(done.stdout)
        elif done.returncode not in (0, 1, 3):
            error = json.loads(done.stderr.strip().splitlines()[-1])["error"]
            if error["exit"] != done.returncode or not error["message"]:
                return f"unclear error {error}"
    except (ValueError, KeyError, IndexError) as problem:
        return f"no JSON ({problem}): {done.stdout[-100:]} {done.stderr[-200:]}"
    return None


def every_command(bench):
    """Each command alone on an empty registry, then all of them one after the other."""
    bench = empty(bench)
    faults = [f"nobody tries '{name}'" for name in
              leaves_of_help(bench) - {name.replace(" ", "-") for name in CALLS}]
    tried = [name for name, arguments in CALLS.items() if arguments is not None]
    try:
        for alone in (True, False):
            bench.reset()
            for name in tried:
                if alone:
                    bench.reset()
                problem = said(call(bench, name))
                if problem:
                    faults.append(f"{name} on an empty registry: {problem}")
                if alone and name != "restore":
                    faults += [f"after {name}: {fault}" for fault in bench.faults()]
        return len(tried) * 2, faults
    finally:
        bench.close()


def broken_outputs(bench):
    """Each command that answers, into /dev/full and into a pipe without a reader."""
    faults, count = [], 0
    other = Bench(bench.tool, bench.shim, bench.base)
    try:
        for name in (name for name, arguments in CALLS.items() if arguments is not None):
            for format in ("json", "table"):
                other.reset()
                normal = call(other, name, format=format)
                if normal.returncode or not normal.stdout:
                    continue
                count += 2
                other.reset()
                with open("/dev/full", "wb") as full:
                    done = call(other, name, full, format)
                if done.returncode != 74 or not done.stderr:
                    faults.append(f"{name} {format} into /dev/full: {done.returncode} {done.stderr[-200:]}")
                other.reset()
                reader, writer = os.pipe()
                os.close(reader)
                done = call(other, name, writer, format)
                os.close(writer)
                if done.returncode not in (0, 74):
                    faults.append(f"{name} {format} into a closed pipe: {done.returncode} "
                                  f"{done.stderr[-200:]}")
        return count, faults
    finally:
        other.close()
