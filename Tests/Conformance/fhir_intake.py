"""Clinical FHIR and the cBioPortal round trip on real shapes of data.

Called by run.py with its own helpers: check(name, condition, detail), tool(*arguments, …) and
grant_all(registry, signed_on).
"""

import csv
import json
import os
import shutil

# What the three broken bundles are expected to be found guilty of, by the invariant in their own
# expected.json: fields of the problems and of the warnings.
FINDINGS = {
    "INV-SPECIMEN-1": (["Bundle.entry[8].resource.specimen", "Bundle.entry[6].resource.subject"],
                       ["Bundle.entry[4].resource.type", "Bundle.entry[6].resource.type"]),
    "INV-ICDO-1": (["Bundle.entry[1].resource.extension"], []),
    "STAGE_WITHOUT_CATEGORIES": ([], ["Bundle.entry[1].resource"]),
}
# Four people, by the codes in their bundles: two with breast cancer (8500/3), one with colon and
# prostate cancer, one with prostate cancer, all of them invasive carcinomas (8140/3). HER2 of the two
# is stated as an overall negative without its IHC score, which is what the HER2 programmes ask for:
# needs review. Every carcinoma fits the other two, whose tissue is not said how it is kept: needs
# review. As eligible, in need of review, ineligible.
ELIGIBLE = {
    "BCG-NMIBC": (0, 0, 4), "CD20-RITUX": (0, 0, 4), "HER2-TARGETED": (0, 2, 2),
    "IFN-ALPHA": (0, 0, 4), "IL2-HD": (0, 0, 4), "NEOANTIGEN-DRIVER": (0, 4, 0),
    "NK-RESISTANCE": (0, 4, 0), "PREV-VACCINE-FRA": (0, 0, 4), "PREV-VACCINE-HER2": (0, 2, 2),
}


def fhir_intake(check, tool, grant_all, work, data):
    folder = os.path.join(data, "fhir-intake")
    bundles = os.path.join(work, "bundles")
    for place, _, names in os.walk(os.path.join(folder, "patients")):
        # Beside the bundles stand reports that are no FHIR, which an import refuses.
        for name in (name for name in names if name.endswith(".bundle.json")):
            target = os.path.join(bundles, os.path.basename(os.path.dirname(place)))
            os.makedirs(target, exist_ok=True)
            shutil.copy(os.path.join(place, name), target)
    tool("init", registry="clinical")
    tool("import", os.path.join(folder, "patients"), "--as", "fhir", "--facility", "site-1",
         registry="clinical", status=65)
    summary = tool("import", bundles, "--as", "fhir", "--facility",
                   "site-1", "--interest-on", "2026-11-01", registry="clinical")
    check("ten bundles of four patients go in", summary and summary["read"] == 10
          and summary["accepted"] == 10 and summary["duplicates"] == 6
          and summary["rejected"] == 0, json.dumps(summary)[:300])
    donors = tool("donor", "list", registry="clinical")
    check("they are four donors", donors is not None and len(donors) == 4)
    again = tool("import", bundles, "--as", "fhir", "--facility",
                 "site-1", "--interest-on", "2026-11-01", registry="clinical")
    check("the same bundles again bring nobody new", again and again["duplicates"] == 10)
    for name in sorted(os.listdir(os.path.join(folder, "negatives"))):
        path = os.path.join(folder, "negatives", name)
        with open(os.path.join(path, "expected.json"), encoding="utf-8") as file:
            invariant = json.load(file)["invariant"]
        problems, warnings = FINDINGS[invariant]
        rejects = os.path.join(work, f"rejects-{invariant}.csv")
        found = tool("import", os.path.join(path, "bundle.json"), "--as", "fhir", "--facility",
                     "site-1", "--dry-run", "--rejects", rejects, registry="clinical",
                     status=3 if problems else 0)
        check(f"the bundle of {invariant} is found out", found
              and [p["field"] for p in found["problems"]] == problems
              and [w["field"] for w in found["notices"]] == warnings, json.dumps(found)[:300])
        if problems:
            with open(rejects, newline="", encoding="utf-8") as file:
                csv.field_size_limit(1 << 24)
                rows = list(csv.DictReader(file))
            check("its rejects say line, field, problem and fix",
                  len(rows) == found["rejected"] and all(
                      row["line"] and row["field"] and row["problem"] and row["fix"]
                      and row["row"] for row in rows))
    truncated = os.path.join(work, "truncated.json")
    with open(truncated, "w", encoding="utf-8") as file:
        file.write('{"resourceType":"Bundle","type":"transaction","entry":[{')
    tool("import", truncated, "--as", "fhir", "--facility", "s", registry="clinical", status=65)
    grant_all("clinical", "2026-11-02")
    routed = tool("route", "run", registry="clinical")
    counts = {line["programme"]: (line["eligible"], line["needs_review"], line["ineligible"])
              for line in routed}
    check("the four are routed", counts == ELIGIBLE, json.dumps(counts))
    checks = tool("doctor", registry="clinical")
    check("doctor is clean after clinical FHIR", checks and all(entry["ok"] for entry in checks))


def portal_round_trip(check, tool, grant_all, work, data):
    """The 25 SUMMIT patients, imported from cBioPortal files, leave as a cBioPortal study again."""
    consents = grant_all("summit", "2026-11-02")
    check("the 25 consent", consents and consents["accepted"] == 25)
    out = os.path.join(work, "summit-study")
    released = tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "SUMMIT",
                    "--out", out, "--as", "cbioportal", registry="summit")
    count = tool("cohort", "count", "--where", "behaviour = 3", registry="summit")
    check("those with a tumour on record leave as a study", released and count["donors"] == 23
          and released["donors"] + released["suppressed"] == 23, json.dumps(released)[:200])
    if not released:
        return
    from release_formats import portal_problems

    problems, tables = portal_problems(os.path.join(out, "cbioportal"))
    check("the study keeps to the portal's file formats", not problems, str(problems[:3]))
    with open(os.path.join(data, "tumours", "msk_summit_her2", "data_clinical_patient.txt"),
              encoding="utf-8") as file:
        source = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    patient = source[0].index("PATIENT_ID")
    check("no patient id of the source leaves",
          not {row[patient] for row in source[1:]} & {row["PATIENT_ID"] for row in tables["patient"]})
    check("every released patient has one sample",
          len(tables["patient"]) == len(tables["sample"]) == released["donors"])
    mutated = sum(row.get("ERBB2") == "mutated" for row in tables["sample"])
    check("the mutation that the study is about comes out again", mutated == released["donors"],
          f"{mutated} of {released['donors']}")
