"""Looks for the identifiers of a registry wherever a process of tissuectl might have left them.

Usage: leaks.py TISSUECTL FOLDER

People with names, numbers and days of their own are registered, imported, matched, linked, exported,
backed up and rejected; a process is killed in the middle of an import and another one aborted with
identifiers in its memory. Then every identifier is looked for in every encoding that comes to mind:
in each file, in everything that was printed, and in what the system shows of a running process. The
same for the passphrase of the key ring, and leaks that were planted have to be found.
Standard library alone.
"""

import base64
import csv
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import unicodedata
import urllib.parse

tool, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
os.makedirs(folder)
registry = os.path.join(folder, "registry")
site = os.path.join(folder, "site")  # what a site holds anyway: its own lists and their rejects
os.makedirs(site)
failures = 0
told = {}


def check(name, condition, detail=""):
    global failures
    failures += not condition
    print(("ok   " if condition else "FAIL ") + name + (f": {detail}" if detail and not condition else ""))


def nhs(body):
    digit = (11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1))) % 11) % 11
    return None if digit == 10 else body + str(digit)


NAMES = [
    ("Łukaszewicz", "Władysław"), ("Straßenmüller", "Jürgen-Günther"), ("D’Angelovich", "İbrahimcan"),
    ("van der Bergström", "Åsa-Karoliina"), ("O'Shaughnessy", "Zoë-Chantalle"), ("Квасниковская", "Людмила"),
    ("Featherstonehaugh", "Bartholomew"),
]
people = []
number = 1
for index, (family, given) in enumerate(NAMES):
    national = None
    while national is None:
        national = nhs(f"999{(731 * number) % 1000000:06d}")
        number += 17
    people.append({
        "facility": "site-1", "mrn": f"MRN{7310057 + 31 * index}", "family": family, "given": given,
        "birth_date": f"19{41 + 5 * index}-0{1 + index}-{11 + 2 * index}", "sex": "female",
        "postcode": f"{83011 + 977 * index}-{4127 + 13 * index}", "phone": f"07{700900111 + 4271 * index}",
        "national": {"system": "nhs", "value": national}})


def registration(person):
    return {"identifiers": person, "residence": {"postcode": person["postcode"], "country": "GB"},
            "diagnoses": [{"site": "C50.4", "morphology": "8500/3", "diagnosed_on": "2026-01-05"}],
            "interest": {"source": "clinician", "expressed_on": "2026-01-20"}}


def spellings(person):
    """What identifies a person, as people and programs write it."""
    for name in (person["family"], person["given"]):
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        joined = re.sub(r"[^\w]", "", plain.casefold().translate(str.maketrans("łøđı", "lodi")))
        yield from {name, unicodedata.normalize("NFD", name), unicodedata.normalize("NFKD", name), plain, joined}
    year, month, day = person["birth_date"].split("-")
    for separator in ("-", "/", ".", ""):
        yield from (separator.join(parts) for parts in ((year, month, day), (day, month, year), (month, day, year)))
    yield person["mrn"]
    for text in (person["national"]["value"], person["phone"], person["postcode"]):
        digits = re.sub(r"\D", "", text)
        yield from {text, digits, digits[-9:], f"{digits[:3]} {digits[3:6]} {digits[6:]}"}


def encodings(text):
    for cased in {text, text.upper(), text.lower(), text.casefold(), text.title()}:
        for raw in {cased.encode(), cased.encode("utf-16-le"), cased.encode("utf-16-be")}:
            yield raw
            for turned in (raw, raw[::-1]):
                yield turned.hex().encode()
                yield turned.hex().upper().encode()
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + raw)
                whole = coded[4 if shift else 0: len(coded) - (0 if (shift + len(raw)) % 3 == 0 else 4)]
                yield whole
                yield whole.replace(b"+", b"-").replace(b"/", b"_")
        yield urllib.parse.quote(cased).encode()
        yield json.dumps(cased)[1:-1].encode()
        yield cased.encode()[::-1]
        for name in ("sha256", "sha1", "md5"):
            digest = hashlib.new(name, cased.encode()).digest()
            yield digest
            yield digest.hex().encode()
            yield base64.b64encode(digest).rstrip(b"=")


PASSPHRASE = "Quittenmus-Zwielicht 4711 Ährenfeld"
needles = {}
for text in [PASSPHRASE, *(text for person in people for text in spellings(person))]:
    for form in encodings(text):
        if len(form) >= 8:  # shorter ones stand somewhere by chance
            needles.setdefault(form, text)
starts = {}
for form in needles:
    starts.setdefault(form[:8], []).append(form)


def found(data):
    """The first identifier in some bytes, by windows of eight."""
    windows = {data[i:i + 8] for i in range(len(data) - 7)}
    for start in windows.intersection(starts):
        for form in starts[start]:
            if form in data:
                return needles[form]
    return None


def run(*arguments, stdin=None, status=0, name=None):
    done = subprocess.run([tool, *arguments], input=stdin, capture_output=True, env=environment)
    label = name or " ".join(arguments[:2])
    told[f"output of {label} {len(told)}"] = done.stdout + b"\n" + done.stderr
    if status is not None and done.returncode != status:
        check(label, False, f"exit {done.returncode}: {done.stderr.decode()[-300:]}")
    return done.stdout


environment = {"PATH": "/usr/bin:/bin", "TISSUECTL_REGISTRY": registry}
holder = "".join(p["family"] for p in people).encode()
check("what is there is found", all(found(b"xx" + f + b"yy") for f in list(needles)[::97]) and found(holder))
check("what is not there is not", found(os.urandom(1 << 16)) is None)

run("init", registry)
first = json.dumps(registration(people[0]), ensure_ascii=False).encode()
donor = json.loads(run("donor", "register", "--file", "-", "--format", "json", stdin=first))["donor"]
listed = os.path.join(site, "list.ndjson")
with open(listed, "w", encoding="utf-8") as file:
    for person in people[1:]:
        file.write(json.dumps(registration(person), ensure_ascii=False) + "\n")
    broken = registration(people[0])
    broken["identifiers"] = dict(people[0], birth_date=people[0]["family"], mrn=people[1]["mrn"])
    file.write(json.dumps(broken) + "\n")
run("import", listed, "--rejects", os.path.join(site, "rejects.csv"), "--format", "json", status=3)
for kind in ("json", "table"):
    run("match", listed, "--format", kind, status=3)
    for field, value in (("birth_date", people[2]["family"]), ("birth_date", "1961-02-31 " + people[2]["given"]),
                         ("national", {"system": "nhs", "value": people[2]["national"]["value"] + "1"}),
                         ("given", people[2]["given"] + "\u202e"), ("family", people[2]["family"] * 700),
                         ("sex", people[2]["given"]), ("mrn", people[2]["mrn"] + "\u0007")):
        bad = registration(dict(people[2], **{field: value}))
        run("donor", "register", "--file", "-", "--format", kind, stdin=json.dumps(bad).encode(), status=None)
    run("donor", "register", "--file", "-", "--format", kind, stdin=first[:-40], status=65)
    run("donor", "register", "--file", "-", "--format", kind, status=65,
        stdin=first.replace(people[0]["given"].encode(), b"\xff\xfe" + people[0]["given"].encode("utf-16-le")))
secret = os.path.join(site, "shared.txt")
run("link", "secret", secret)
for code in [line["donor"] for line in json.loads(run("donor", "list", "--format", "json"))]:
    run("consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all", "--signed-on", "2026-02-01", name="consent grant")
at = lambda name: os.path.join(folder, name)
run("link", "prepare", "--secret-file", secret, "--out", at("ours.link"), "--rows", at("rows.csv"), "--bloom")
run("link", "compare", at("ours.link"), at("ours.link"), "--secret-file", secret, "--out", at("pairs.csv"))
run("keys", "export", at("keys.json"))
run("keys", "rotate", "--batch", "2", "--batches", "1")
run("backup", at("half-rotated.sqlite"))
run("keys", "rotate")
run("cohort", "export", "--where", "site in C50", "--recipient", "r", "--k", "1", "--out", at("release"), status=None)
run("consent", "export", "all", "--as", "fhir-r4", "--out", at("consents.json"))
run("donor", "report", donor, "--as", "html", "--out", at("page.html"), status=None)
for words in (["donor", "show", donor], ["donor", "duplicates"], ["stats"], ["doctor"], ["ledger", "log"],
              ["keys", "show"], ["consent", "history", donor]):
    run(*words, "--format", "json")
run("backup", at("copy.sqlite"))

# Killed in the middle of an import: what is left of the journal.
many = os.path.join(site, "many.ndjson")
with open(many, "w", encoding="utf-8") as file:
    for index in range(60000):
        person = dict(people[index % len(people)], mrn=f"OTHER{index}", given=f"Vorname{index}")
        del person["national"]
        file.write(json.dumps(registration(person), ensure_ascii=False) + "\n")
killed = subprocess.Popen([tool, "import", many], env={"TISSUECTL_REGISTRY": registry},
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
journal = os.path.join(registry, "registry.sqlite-journal")
for _ in range(1500):
    if killed.poll() is not None or os.path.exists(journal) and os.path.getsize(journal) > 512:
        break
    time.sleep(0.01)
time.sleep(0.3)
killed.kill()
killed.wait()
check("the import was killed on its way", killed.returncode == -signal.SIGKILL, str(killed.returncode))

# What the system shows of a process that has identifiers in its memory, and what it leaves when it aborts.
cores = at("cores")
os.makedirs(cores)


def unlimited():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def shown(pid, label):
    """What the system shows of a process to whoever may look."""
    for name in ("cmdline", "environ", "comm", "limits", "status"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as file:
                told[f"{label} /proc/PID/{name}"] = told.get(f"{label} /proc/PID/{name}", b"") + file.read()
        except (PermissionError, ProcessLookupError, FileNotFoundError):
            told.setdefault(f"{label} /proc/PID/{name}", b"")


def interrupted(number):
    """Stops a registration that has read identifiers, by a signal that makes a core file elsewhere."""
    label = signal.Signals(number).name
    process = subprocess.Popen(
        [tool, "donor", "register", "--file", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=cores, env=environment, preexec_fn=unlimited)
    process.stdin.write(first[:-20])
    process.stdin.flush()
    time.sleep(0.5)
    shown(process.pid, label)
    limits = told[f"{label} /proc/PID/limits"].decode()
    check(f"no core file is allowed before {label}", re.search(r"Max core file size\s+0\s+0\b", limits) is not None)
    process.send_signal(number)
    out, err = process.communicate()
    told[f"output after {label}"] = out + err
    check(f"it ended by {label}", process.returncode == -number, str(process.returncode))
    left = os.listdir(cores)
    check(f"{label} leaves no core file", not left, str(left))


interrupted(signal.SIGABRT)

# The same with a key ring that a passphrase seals, and what commands show that read one.
passphrase = os.path.join(site, "passphrase.txt")
with open(os.open(passphrase, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
    file.write(PASSPHRASE + "\n")
run("keys", "passphrase", "--new-file", passphrase)
environment["TISSUECTL_PASSPHRASE_FILE"] = passphrase
exporting = subprocess.Popen(
    [tool, "keys", "export", at("sealed-keys.json"), "--passphrase-file", passphrase], cwd=cores, env=environment,
    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=unlimited)
looks = 0
while exporting.poll() is None:
    shown(exporting.pid, "keys export")
    looks += 1
    time.sleep(0.02)
out, err = exporting.communicate()
told["output of keys export under a passphrase"] = out + err
check("keys were exported under a passphrase", exporting.returncode == 0, err.decode()[-300:])
check("it was looked at on its way", looks > 1 and b"--passphrase-file" in told["keys export /proc/PID/cmdline"])
run("donor", "find", "--file", "-", stdin=first)
interrupted(signal.SIGSEGV)
run("keys", "export", at("no.json"), "--passphrase-file", listed, status=None)
del environment["TISSUECTL_PASSPHRASE_FILE"]
run("donor", "list", status=None)
environment["TISSUECTL_PASSPHRASE_FILE"] = passphrase

# Leaks that were planted are found: as an argument, in the environment, and in what a core would hold.
for name, words, more in (("argument", [PASSPHRASE, people[3]["mrn"]], {}), ("environment", [], {"SECRET": PASSPHRASE})):
    planted = subprocess.Popen([sys.executable, "-c", "input()", *words], env=more, stdin=subprocess.PIPE)
    time.sleep(0.1)
    data = b""
    for part in ("cmdline", "environ"):
        with open(f"/proc/{planted.pid}/{part}", "rb") as file:
            data += file.read()
    planted.communicate(b"\n")
    check(f"a leak planted in the {name} of a process is found", found(data) is not None)
for secret_text in (PASSPHRASE, people[1]["given"], people[2]["national"]["value"]):
    for raw in (secret_text.encode(), secret_text.encode("utf-16-le"), hashlib.sha256(secret_text.encode()).digest()):
        core = b"\x7fELF" + os.urandom(5000) + raw + os.urandom(5000)
        check("a leak planted in a core file is found", found(core) is not None, secret_text)

check("the registry is sound after that", all(c["ok"] for c in json.loads(run("doctor", "--format", "json"))))
places = dict(told)
for path, _, names in os.walk(folder):
    if path.startswith(site):
        continue
    for name in names:
        with open(os.path.join(path, name), "rb") as file:
            places[os.path.relpath(os.path.join(path, name), folder)] = file.read()
check("database, journal and backups were looked at",
      all(name in places for name in ("registry/registry.sqlite", "copy.sqlite", "half-rotated.sqlite", "ours.link")))
# A rejects file repeats the site's own row; what the registry adds to it names nobody.
with open(os.path.join(site, "rejects.csv"), encoding="utf-8", newline="") as file:
    rejects = list(csv.DictReader(file))
check("the broken row was rejected", len(rejects) == 1 and rejects[0]["line"] == str(len(people)))
places["rejects"] = json.dumps([[row[key] for key in ("line", "field", "problem", "fix")] for row in rejects]).encode()
for name, data in sorted(places.items()):
    leak = found(data)
    if leak:
        check(f"no identifier in {name}", False, leak)
check(f"no identifier in {len(places)} places, {len(needles)} forms of {len(people)} people", failures == 0)
sys.exit(1 if failures else 0)
