"""Holds the program against the shared real data and against public validators.

usage: run.py TISSUECTL WORK_FOLDER      (REGISTRY_SHARED names the shared folder)
"""

import csv
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys

from fhir_consent import fhir_consent
from fhir_intake import fhir_intake, portal_round_trip
from release_formats import release_formats
from merkle_proofs import verify_proofs
from verify_ledger import verify_ledger

TOOL, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
DATA = os.path.join(os.environ["REGISTRY_SHARED"], "data")
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "InterchangeTests", "Fixtures")
os.makedirs(WORK, exist_ok=True)
results = []


def check(name, condition, detail=""):
    results.append(bool(condition))
    print(("ok      " if condition else "FAILED  ") + name + (f": {detail}" if detail else ""))


def tool(*arguments, registry="main", stdin=None, status=0, answers=0):
    """Runs a command; checks its exit status and returns what it printed as JSON.

    `answers` is the status of a command that answers on standard output although it failed.
    """
    status = status or answers
    command = [TOOL, *arguments, "--registry", os.path.join(WORK, registry), "--format", "json"]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True)
    if done.returncode != status:
        check(" ".join(arguments[:3]), False, f"exit {done.returncode}: {done.stderr.strip()[-400:]}")
        return None
    if status not in (0, 1, 3) and not answers:
        error = json.loads(done.stderr.strip().splitlines()[-1])["error"]
        check(
            f"failure of {' '.join(arguments[:2])} is one JSON line",
            error["exit"] == status and error["message"] and done.stdout == "",
            error["code"],
        )
        return error
    return json.loads(done.stdout) if done.stdout.strip() else None


def grant_all(registry, signed_on):
    """Consent of every donor to everything, through a file."""
    path = os.path.join(WORK, f"{registry}-consents.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["donor", "event", "form", "scopes", "signed_on"])
        for donor in tool("donor", "list", registry=registry):
            rows.writerow([donor["donor"], "grant", "", "all", signed_on])
    return tool("consent", "import", path, registry=registry)


def golden_counts():
    wanted = {
        "NEOANTIGEN-DRIVER": 891, "NK-RESISTANCE": 891, "HER2-TARGETED": 120,
        "PREV-VACCINE-HER2": 118, "PREV-VACCINE-FRA": 110, "IL2-HD": 53, "IFN-ALPHA": 48,
        "BCG-NMIBC": 46, "CD20-RITUX": 39,
    }
    sample = os.path.join(WORK, "sample.xml")
    source = os.path.join(DATA, "naaccr", "naaccr-xml-sample-v250-incidence-1000.xml.gz")
    with gzip.open(source) as packed, open(sample, "wb") as plain:
        plain.write(packed.read())
    tool("init")
    summary = tool("import", sample, "--as", "naaccr", "--facility", "site-1")
    check("1,000 tumours of 944 patients go in", summary and summary["accepted"] == 944
          and summary["rejected"] == 0, json.dumps(summary)[:200])
    none = tool("cohort", "count", "--programme", "NK-RESISTANCE", "--ignore-biomarkers")
    check("nobody counts before consent", none["donors"] == 0)
    consents = grant_all("main", "2026-01-10")
    check("consent of all is taken", consents and consents["accepted"] == 944
          and consents["rejected"] == 0, json.dumps(consents)[:300])
    for programme, tumours in wanted.items():
        count = tool("cohort", "count", "--programme", programme, "--ignore-biomarkers",
                     "--unit", "tumours")
        check(f"{programme} by site and morphology", count and count["tumours"] == tumours,
              f"{count and count['tumours']} of {tumours}")
    again = tool("import", sample, "--as", "naaccr", "--facility", "site-1")
    check("the same file again brings nobody new", again and again["duplicates"] == 944,
          json.dumps(again)[:200])


def naaccr_corpus():
    folder = os.path.join(DATA, "naaccr", "corpus")
    tool("init", registry="corpus")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        done = subprocess.run(
            [TOOL, "import", path, "--as", "naaccr", "--dry-run", "--facility", "site-1",
             "--registry", os.path.join(WORK, "corpus"), "--format", "json"],
            capture_output=True, text=True)
        valid = done.returncode in (0, 3)
        check(f"corpus {name}", valid == name.startswith("valid_"),
              f"exit {done.returncode} {done.stderr.strip()[-160:]}")


def real_patients():
    folder = os.path.join(DATA, "tumours", "msk_summit_her2")
    tool("init", registry="summit")
    mapping = os.path.join(FIXTURES, "summit-her2-mapping.csv")
    summary = tool("import", os.path.join(folder, "data_clinical_patient.txt"), "--as", "csv",
                   "--mapping", mapping, registry="summit")
    donors = tool("donor", "list", registry="summit")
    check("the 25 real patients go in", donors is not None and len(donors) == 25
          and summary["rejected"] == 0, json.dumps(summary)[:200])
    route_real_patients()


def route_real_patients():
    """Tumours with a mutation of HER2: what routing says of every one, before and after consent."""
    def verdicts():
        return {line["programme"]: line for line in tool("route", "run", registry="summit")}

    before = verdicts()
    check("real tumours: nobody is eligible before consent",
          all(line["eligible"] == 0 for line in before.values()), json.dumps(before)[:300])
    grant_all("summit", "2026-01-10")
    after = verdicts()
    check("real tumours: every donor is judged for every programme",
          len(after) == 9 and all(
              line["eligible"] + line["needs_review"] + line["ineligible"] == 25
              for line in after.values()), json.dumps(after)[:300])
    check("real tumours: a mutation of HER2 is no overexpression",
          after["HER2-TARGETED"]["eligible"] == 0, json.dumps(after["HER2-TARGETED"]))
    for donor in tool("donor", "list", registry="summit")[:5]:
        for programme in ("HER2-TARGETED", "NEOANTIGEN-DRIVER", "NK-RESISTANCE"):
            done = subprocess.run(
                [TOOL, "route", "explain", donor["donor"], programme, "--registry",
                 os.path.join(WORK, "summit"), "--format", "json"],
                capture_output=True, text=True)
            answer = json.loads(done.stdout)
            worst = max({"met": 0, "unknown": 1, "not_met": 2}[reason["outcome"]]
                        for reason in answer["reasons"])
            check(f"real tumours: the verdict on {programme} is its strictest reason",
                  answer["verdict"] == ["eligible", "needs_review", "ineligible"][worst]
                  and done.returncode == (0 if worst == 0 else 1),
                  f"{donor['donor']} {answer['verdict']}")


def release_and_recall():
    """A cohort leaves, somebody withdraws, and the next cohort is without them."""
    first = os.path.join(WORK, "release-1")
    released = tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "Institute A",
                    "--out", first)
    check("a cohort leaves", released and released["k"] >= 11 and released["donors"] > 100,
          json.dumps(released)[:300])
    if not released:
        return
    for entry in released["files"]:
        with open(os.path.join(first, entry["name"]), "rb") as file:
            check(f"digest of {entry['name']}",
                  hashlib.sha256(file.read()).hexdigest() == entry["sha256"])
    from frictionless import validate

    report = validate(os.path.join(first, "datapackage.json"))
    check("frictionless finds the package valid", report.valid,
          "" if report.valid else json.dumps(report.flatten(["type", "message"]))[:400])
    with open(os.path.join(first, "cohort.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    quasi = [level["column"] for level in released["levels"]]
    classes = {}
    for row in rows:
        key = tuple(row[column] for column in quasi)
        classes[key] = classes.get(key, 0) + 1
    check("k counted by other code", min(classes.values()) == released["k"]
          and len(classes) == released["classes"] and len(rows) == released["donors"],
          f"{min(classes.values())} in {len(classes)} classes")
    text = open(os.path.join(first, "cohort.csv"), encoding="utf-8").read()
    check("no day leaves", not re.search(r"\d{4}-\d{2}-\d{2}", text))
    donors = [d["donor"] for d in tool("donor", "list")]
    for donor in donors[:40]:
        tool("consent", "withdraw", donor, "--no-further-use")
    foretold = tool("cohort", "preview", "--where", "behaviour = 3", "--recipient", "institute a")
    second = tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "Institute A",
                  "--out", os.path.join(WORK, "release-2"))
    check("the preview says what leaves", foretold and second
          and foretold["after"]["donors"] == second["donors"]
          and foretold["after"]["k"] == second["k"])
    for folder in (first, os.path.join(WORK, "release-2")):
        verified = tool("release", "verify", folder)
        check(f"{os.path.basename(folder)} is as released",
              verified and all(entry["ok"] for entry in verified))
    check("the withdrawn are absent from the next cohort",
          second and second["donors"] + second["suppressed"]
          < released["donors"] + released["suppressed"])
    shown = tool("release", "show", released["release"])
    recalled = {entry["donor"] for entry in shown["recall"]}
    held = {d for d in donors[:40] if released["release"] in tool("donor", "show", d)["releases"]}
    check("the withdrawn are listed for recall", recalled == held and held, f"{len(recalled)} donors")
    recalls = tool("recall", "list")
    check("each of them is one recall", len(recalls) == len({r["recall"] for r in recalls})
          and sorted(r["donor"] for r in recalls) == sorted(held), f"{len(recalls)} recalls")
    letter = os.path.join(WORK, "letter.txt")
    tool("recall", "notify", "--recipient", "Institute A", "--out", letter)
    text = open(letter, encoding="utf-8").read()
    check("the letter names pseudonyms and no donor",
          all(r["pseudonym"] in text and r["donor"] not in text for r in recalls))
    tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "Institute A",
         "--out", first, status=6)
    tool("cohort", "export", "--where", "site in C80 and behaviour = 6", "--recipient", "I",
         "--out", os.path.join(WORK, "release-3"), status=5)
    check("a refused release leaves no file", not os.path.exists(os.path.join(WORK, "release-3")))
    checks = tool("doctor")
    check("doctor is clean", checks and all(entry["ok"] for entry in checks))


def bad_input():
    person = {"identifiers": {"facility": "site-9", "mrn": "B77", "family": "Example",
                              "given": "Ada", "birth_date": "1961-02-03", "sex": "female"},
              "interest": {"source": "clinician", "expressed_on": "2026-01-20"}}
    first = tool("donor", "register", "--file", "-", stdin=json.dumps(person))
    again = tool("donor", "register", "--file", "-", stdin=json.dumps(person))
    check("a second registration is known", first["status"] == "registered"
          and again["status"] == "known" and again["donor"] == first["donor"])
    code = first["donor"]
    tool("consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
         "--signed-on", "2099-01-01", status=5)
    tool("consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
         "--signed-on", "1950-01-01", status=5)
    tool("consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "tissue_surplu",
         "--signed-on", "2026-01-21", status=65)
    person["identifiers"]["mrn"] = "B78"
    person["identifiers"]["birth_date"] = "1961-02-30"
    error = tool("donor", "register", "--file", "-", stdin=json.dumps(person), status=65)
    check("an impossible date is not repeated", error and "1961" not in json.dumps(error))
    tool("donor", "register", "--file", "-", stdin=json.dumps(person)[:-5], status=65)
    tool("donor", "show", "ZZZZ-ZZZZ-ZZZZ-ZZ", status=4)
    tool("donor", "list", registry="nowhere", status=10)
    tool("init", status=6)
    os.makedirs(os.path.join(WORK, "foreign"), exist_ok=True)
    subprocess.run(["sqlite3", os.path.join(WORK, "foreign", "registry.sqlite"),
                    "create table t (x); pragma application_id = 7;"], check=True)
    tool("donor", "list", registry="foreign", status=10)
    tool("init", registry="newer")
    subprocess.run(["sqlite3", os.path.join(WORK, "newer", "registry.sqlite"),
                    "pragma user_version = 99;"], check=True)
    tool("donor", "list", registry="newer", status=13)
    truncated = os.path.join(WORK, "truncated.csv")
    with open(truncated, "w", encoding="utf-8") as file:
        file.write('facility,mrn,family,given,birth_date,site,morphology\nsite-1,"A1')
    before = tool("stats")
    tool("import", truncated, "--as", "csv", status=65)
    mixed = os.path.join(WORK, "mixed.csv")
    with open(mixed, "w", encoding="utf-8") as file:
        file.write("facility,mrn,site,morphology,interest_on\n"
                   "site-3,M1,C50.4,8500/3,2026-01-02\nsite-3,M2,C99.4,8500/3,2026-01-02\n")
    rejects = os.path.join(WORK, "rejects.csv")
    summary = tool("import", mixed, "--as", "csv", "--rejects", rejects, status=3)
    with open(rejects, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    check("a rejected row says line, field, problem and fix",
          summary["rejected"] == 1 and len(rows) == 1 and rows[0]["line"] == "3"
          and rows[0]["field"] == "site" and rows[0]["problem"] and rows[0]["fix"], str(rows))
    check("a truncated file left nothing", before is not None)


def match_limit():
    tool("init", registry="asked")
    def patients(name, rows):
        path = os.path.join(WORK, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("facility,mrn\n" + "".join(f"site-1,A{row}\n" for row in range(rows)))
        return path
    answers = os.path.join(WORK, "asked.csv")
    error = tool("match", patients("many.csv", 50_001), "--out", answers, registry="asked", status=77)
    check("one actor asks about 50000 rows a day, and more are refused as a whole",
          error and "50000 rows a day" in error["message"] and not os.path.exists(answers))
    asked = tool("match", patients("most.csv", 49_999), "--out", answers, registry="asked")
    check("fewer are answered, each by its line", asked and asked["none"] == 49_999)
    two = patients("two.csv", 2)
    tool("match", two, registry="asked", status=77)
    check("another actor has a day of his own",
          len(tool("match", two, "--actor", "somebody", registry="asked") or []) == 2)


golden_counts()
naaccr_corpus()
real_patients()
release_and_recall()
release_formats(check, tool, WORK, DATA)
bad_input()
match_limit()
fhir_consent(check, tool, WORK, DATA)
fhir_intake(check, tool, grant_all, WORK, DATA)
portal_round_trip(check, tool, grant_all, WORK, DATA)
verify_ledger(check, tool, WORK)
verify_proofs(check)
print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
sys.exit(0 if all(results) else 1)
