"""Consent as FHIR: what the registry writes, held against public validators and read back.

Called by run.py with its own helpers: check(name, condition, detail) and tool(*arguments, …).
"""

import copy
import json
import os
import shutil
import subprocess
import sys

POLICY_SYSTEM = "urn:oid:2.16.840.1.113883.3.1937.777.24.5.3"
CATEGORY = {
    "system": "https://www.medizininformatik-initiative.de/fhir/modul-consent/CodeSystem/"
              "mii-cs-consent-consent_category",
    "code": "2.16.840.1.113883.3.1937.777.24.2.184",
}
DIGEST = "sha256:" + "ab" * 32
DAYS = ["2026-02-01", "2026-03-01", "2026-03-31", "2026-04-15", "2026-05-01", "2031-02-01",
        "2056-01-31", "2056-02-01"]


def person(number):
    return {"identifiers": {"facility": "site-1", "mrn": f"F{number}", "family": "Example",
                            "given": "Ada", "birth_date": f"19{60 + number}-02-03",
                            "sex": "female"},
            "interest": {"source": "clinician", "expressed_on": "2026-01-20"}}


def tell_every_kind(tool, donors):
    """Every kind of event there is, on five donors."""
    first, second, third, fourth, fifth = donors

    def record(verb, *arguments):
        return tool("consent", verb, *arguments, registry="fhir-source")

    record("grant", first, "--form", "broad-tissue-donation", "--scopes", "all", "--decline",
           "commercial_use", "--signed-on", "2026-02-01", "--evidence", DIGEST, "--witness",
           "Nurse Example", "--reason", "told by Nurse Example")
    record("withdraw", first, "--scopes", "xenograft,animal_work", "--signed-on", "2026-03-01")
    record("suspend", first, "--scopes", "clinical_data", "--signed-on", "2026-04-01")
    record("resume", first, "--scopes", "clinical_data", "--signed-on", "2026-05-01")
    record("grant", second, "--form", "broad-tissue-donation", "--scopes",
           "tissue_surplus,clinical_data", "--signed-on", "2026-02-01")
    record("renew", second, "--scopes", "clinical_data", "--signed-on", "2026-03-01")
    record("withdraw", second, "--no-further-use", "--signed-on", "2026-03-20")
    record("reinstate", second, "--scopes", "all", "--signed-on", "2026-04-10")
    record("refuse", third, "--scopes", "all", "--signed-on", "2026-02-02")
    record("grant", third, "--form", "broad-tissue-donation", "--scopes", "recontact_studies",
           "--signed-on", "2026-04-01", "--signer", "legal_representative", "--mandate",
           "Order 17 of Dr Example")
    record("object", fourth, "--scopes", "data_linkage", "--signed-on", "2026-02-05")
    mistaken = record("grant", fourth, "--form", "broad-tissue-donation", "--scopes", "all",
                      "--signed-on", "2026-03-01")
    tool("consent", "void", str(mistaken["sequence"]), "--reason", "another donor's form",
         registry="fhir-source")
    record("grant", fifth, "--form", "broad-tissue-donation", "--scopes", "all", "--signed-on",
           "2026-02-01", "--effective", "2026-04-01")
    record("withdraw", fifth, "--no-further-contact", "--signed-on", "2026-03-05")


def states(tool, registry, donors):
    return {
        (donor, day): [(line["scope"], line["state"], line["from"], line["until"])
                       for line in tool("consent", "state", donor, "--on", day,
                                        registry=registry)]
        for donor in donors for day in DAYS
    }


def validate(check, data, bundle, version):
    resources = [entry["resource"] for entry in bundle["entry"]]
    if version == "r4":
        from fhir.resources.R4B.bundle import Bundle
        from jsonschema import Draft6Validator

        with open(os.path.join(data, "fhir", "fhir-r4.schema.json"), encoding="utf-8") as file:
            definitions = json.load(file)["definitions"]
        for name, values in (("Bundle", [bundle]), ("Consent", resources)):
            validator = Draft6Validator({"$ref": f"#/definitions/{name}",
                                         "definitions": definitions})
            errors = [error.message for value in values for error in validator.iter_errors(value)]
            check(f"every {name} is valid by the official R4 schema", not errors, str(errors)[:300])
        check("every Consent has a policy or a rule (ppc-1)",
              all("policy" in r or "policyRule" in r for r in resources))
    else:
        from fhir.resources.bundle import Bundle
    try:
        Bundle.model_validate(bundle)
        problem = ""
    except ValueError as error:
        problem = str(error)
    check(f"fhir.resources reads the {version} Bundle", not problem, problem[:300])
    roots = [r["provision"]["type"] if version == "r4" else r["decision"] for r in resources]
    check(f"every root of {version} denies", set(roots) == {"deny"}, str(set(roots)))
    return resources


def german_profile(check, resources, folder):
    """Grants as a reader of the German profile sees them: policy codes and nothing else."""
    projected = []
    for resource in resources:
        nested = [p for p in resource["provision"].get("provision", [])
                  if p["code"][0]["coding"][0]["system"] == POLICY_SYSTEM]
        if not nested or resource["status"] != "active":
            continue
        view = copy.deepcopy(resource)
        for name in ("extension", "sourceReference", "performer"):
            view.pop(name, None)
        view["category"] = [view["category"][0], {"coding": [CATEGORY]}]
        view["policy"] = [{"uri": "urn:oid:2.16.840.1.113883.3.1937.777.24.2.1791"}]
        view["provision"]["provision"] = nested
        projected.append(view)
    path = os.path.join(folder, "german.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(projected, file)
    done = subprocess.run(
        [sys.executable, "-m", "genomde_consent_check", "--json", "--no-hl7", "--no-cross", path],
        capture_output=True, text=True)
    report = json.loads(done.stdout)
    errors = [issue for resource in report["resources"] for issue in resource["issues"]
              if issue["severity"] == "error"]
    check("genomde-consent-check finds no error in the policy codes",
          len(report["resources"]) == len(projected) > 0 and not errors, str(errors)[:400])


def bad_consents(check, tool, folder, donor):
    def refused(name, change, field):
        consent = {
            "resourceType": "Consent", "status": "active",
            "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope",
                                  "code": "research"}]},
            "category": [{"coding": [{"system": "http://loinc.org", "code": "57016-8"}]}],
            "patient": {"reference": f"Patient/{donor}"}, "dateTime": "2026-02-01",
            "policy": [{"uri": "urn:oid:2.16.840.1.113883.3.1937.777.24.2.1791"}],
            "provision": {"type": "deny", "provision": [
                {"type": "permit", "period": {"start": "2026-02-01", "end": "2056-01-31"},
                 "code": [{"coding": [{"system": POLICY_SYSTEM,
                                       "code": "2.16.840.1.113883.3.1937.777.24.5.3.9"}]}]}]},
        }
        change(consent)
        rejects = os.path.join(folder, f"rejects-{name}.csv")
        summary = tool("consent", "import", "-", "--as", "fhir", "--rejects", rejects,
                       "--dry-run", registry="fhir-bad", stdin=json.dumps(consent),
                       status=0 if field is None else 3)
        if field is None:
            check(f"a sound consent of the German profile is taken ({name})",
                  summary and summary["accepted"] == 1, str(summary)[:300])
        else:
            problem = (summary or {}).get("problems", [{}])[0]
            check(f"{name} is a rejected row", field in problem.get("field", "")
                  and problem.get("fix"), str(problem)[:200])

    def code(consent):
        return consent["provision"]["provision"][0]["code"][0]["coding"][0]

    refused("sound", lambda c: None, None)
    refused("unknown-code", lambda c: code(c).update(code=code(c)["code"] + "99"), "coding[0].code")
    refused("unknown-system", lambda c: code(c).update(system="urn:x"), "coding[0].system")
    refused("unknown-status", lambda c: c.update(status="activ"), "Consent.status")
    refused("shorter-than-the-form",
            lambda c: c["provision"]["provision"][0]["period"].update(end="2027-01-31"),
            "Consent.provision")
    refused("root-permit", lambda c: c["provision"].update(type="permit"), "provision.type")
    refused("modifier", lambda c: c["provision"].update(modifierExtension=[{"url": "x"}]),
            "modifierExtension")
    refused("narrowed", lambda c: c["provision"]["provision"][0].update(
        purpose=[{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                  "code": "HRESCH"}]), "purpose")


def fhir_consent(check, tool, work, data):
    folder = os.path.join(work, "fhir-consent")
    os.makedirs(folder, exist_ok=True)
    tool("init", registry="fhir-source")
    donors = [tool("donor", "register", "--file", "-", registry="fhir-source",
                   stdin=json.dumps(person(number)))["donor"] for number in range(5)]
    for name in ("fhir-r4", "fhir-r5", "csv", "fhir-bad", "fhir-part"):
        shutil.copytree(os.path.join(work, "fhir-source"), os.path.join(work, name))
    tell_every_kind(tool, donors)
    wanted = states(tool, "fhir-source", donors)
    check("the source permits and denies", len({s for day in wanted.values() for _, s, _, _ in day})
          >= 7)
    for version in ("fhir-r4", "fhir-r5", "csv"):
        path = os.path.join(folder, f"consents.{version}")
        told = tool("consent", "export", "all", "--as", version, "--out", path,
                    registry="fhir-source")
        check(f"{version} leaves", told and told["donors"] == 5, str(told))
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if version != "csv":
            check(f"{version} names nobody", "Example" not in text and '"F1"' not in text)
            resources = validate(check, data, json.loads(text), version[-2:])
            check(f"{version} tells the voided grant",
                  [r["status"] for r in resources].count("entered-in-error") == 1)
            if version == "fhir-r4":
                german_profile(check, resources, folder)
        taken = tool("consent", "import", path, "--as", "csv" if version == "csv" else "fhir",
                     registry=version)
        check(f"{version} is taken by a second registry", taken and taken["rejected"] == 0
              and taken["accepted"] == told["events"], str(taken)[:300])
        found = states(tool, version, donors)
        other = [(key, a, b) for key in wanted for a, b in zip(wanted[key], found[key]) if a != b]
        check(f"{version} brings the same states on {len(wanted)} donor days", not other,
              str(other[:2]))
        checks = tool("doctor", registry=version)
        check(f"doctor is clean after {version}", checks and all(e["ok"] for e in checks))
    with open(os.path.join(folder, "consents.fhir-r4"), encoding="utf-8") as file:
        bundle = json.load(file)
    bundle["entry"] = [e for e in bundle["entry"] if not any(
        c["coding"][0]["code"] == "withdrawal" for c in e["resource"]["category"])]
    part = os.path.join(folder, "part.json")
    with open(part, "w", encoding="utf-8") as file:
        json.dump(bundle, file)
    tool("consent", "import", part, registry="fhir-part", status=5)
    check("a file without its withdrawals leaves nothing behind", all(
        tool("consent", "history", donor, registry="fhir-part") == [] for donor in donors))
    tool("consent", "export", donors[0], "--as", "fhir-r4", "--out", part,
         registry="fhir-source", status=6)
    bad_consents(check, tool, folder, donors[0])
