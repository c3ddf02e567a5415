"""The formats of a release, held against public validators and against its table.

Called by run.py with its own helpers: check(name, condition, detail) and tool(*arguments, …).
"""

import collections
import csv
import json
import os
import re

# What the file formats of cBioPortal fix for attributes of these names.
PORTAL_LEVEL = {"AGE": "patient", "SEX": "patient", "GENDER": "patient", "OS_STATUS": "patient",
                "OS_MONTHS": "patient", "PRIMARY_SITE": "sample", "SAMPLE_TYPE": "sample",
                "METASTATIC_SITE": "sample", "TUMOR_SITE": "patient"}
PORTAL_NUMBER = {"AGE", "OS_MONTHS", "DFS_MONTHS"}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def portal_problems(folder):
    """Checks a study folder after the public documentation of its file formats."""
    problems, metas = [], {}
    for name in sorted(os.listdir(folder)):
        if name.startswith("meta_"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            metas[name] = dict(line.split(": ", 1) for line in text.splitlines())
    study = metas["meta_study.txt"]
    for key in ("type_of_cancer", "cancer_study_identifier", "name", "description"):
        if not study.get(key):
            problems.append(f"meta_study.txt lacks {key}")
    if not re.fullmatch(r"[A-Za-z0-9_]+", study["cancer_study_identifier"]):
        problems.append("the study's identifier is none")
    tables, samples = {}, []
    for name, meta in metas.items():
        if meta["cancer_study_identifier"] != study["cancer_study_identifier"]:
            problems.append(f"{name} is of another study")
        if name == "meta_study.txt":
            continue
        level = {"PATIENT_ATTRIBUTES": "patient", "SAMPLE_ATTRIBUTES": "sample"}[meta["datatype"]]
        with open(os.path.join(folder, meta["data_filename"]), encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        head, names, data = rows[:4], rows[4], rows[5:]
        if any(not row[0].startswith("#") or len(row) != len(names) for row in head):
            problems.append(f"{name}: the four lines about attributes")
        if set(head[2]) - {"#STRING", "STRING", "NUMBER", "BOOLEAN"}:
            problems.append(f"{name}: a data type that is none")
        for place, attribute in enumerate(names):
            if not re.fullmatch(r"[A-Z][A-Z0-9_]*", attribute):
                problems.append(f"{attribute} is no attribute")
            if PORTAL_LEVEL.get(attribute, level) != level:
                problems.append(f"{attribute} belongs to the other file")
            if (attribute in PORTAL_NUMBER) != (head[2][place].lstrip("#") == "NUMBER"):
                problems.append(f"{attribute} has another data type in every portal")
        if any(len(row) != len(names) or "" in row for row in data):
            problems.append(f"{name}: a row is too short or has a blank")
        key = names.index("PATIENT_ID" if level == "patient" else "SAMPLE_ID")
        ids = [row[key] for row in data]
        if len(set(ids)) != len(ids) or any(re.search(r"[^A-Za-z0-9_.-]", i) for i in ids):
            problems.append(f"{name}: its keys")
        samples = ids if level == "sample" else samples
        tables[level] = [dict(zip(names, row)) for row in data]
    if {row["PATIENT_ID"] for row in tables["sample"]} != {
            row["PATIENT_ID"] for row in tables["patient"]}:
        problems.append("patients and samples do not belong together")
    with open(os.path.join(folder, "case_lists", "cases_all.txt"), encoding="utf-8") as file:
        cases = dict(line.split(": ", 1) for line in file.read().splitlines())
    if cases["stable_id"] != study["cancer_study_identifier"] + "_all":
        problems.append("the list of all cases has another name")
    if cases["case_list_ids"].split("\t") != samples:
        problems.append("the list of all cases does not name all samples")
    return problems, tables


def portal_values(tables):
    """What the study says of each pseudonym, by the table's own columns."""
    names = {"AGE_GROUP": "age", "PRIMARY_SITE": "site", "HISTOLOGY": "morphology"}
    told = collections.defaultdict(dict)
    for rows in tables.values():
        for row in rows:
            for name, value in row.items():
                if not name.endswith("_ID") and value != "NA":
                    value = value.lower() if name == "SEX" else value
                    told[row["PATIENT_ID"]][names.get(name, name.lower())] = value
    return told


def band(low, high):
    return None if low is None else f"{low}+" if high is None else f"{low}-{high}"


def fhir_values(folder):
    told = collections.defaultdict(dict)

    def owner(resource):
        return told[resource["subject"]["reference"].removeprefix("Patient/")]

    for patient in lines(os.path.join(folder, "Patient.ndjson")):
        address = patient.get("address", [{}])[0]
        told[patient["id"]].update(
            sex=patient.get("gender"), country=address.get("country"),
            postcode3=address.get("text", "").removeprefix("postcode area ") or None,
            vital_status={True: "dead", False: "alive"}.get(patient.get("deceasedBoolean")))
    for condition in lines(os.path.join(folder, "Condition.ndjson")):
        one = owner(condition)
        for extension in condition.get("extension", []):
            if extension["url"].endswith("mcode-histology-morphology-behavior"):
                one["morphology"] = extension["valueCodeableConcept"]["text"]
            else:
                period = extension.get("valuePeriod", {})
                one["diagnosis_year"] = extension.get("valueDateTime") or band(
                    period.get("start"), period.get("end"))
        one["site"] = condition.get("bodySite", [{}])[0].get("text")
        limits = condition.get("onsetRange", {})
        low, high = (limits.get(key, {}).get("value") for key in ("low", "high"))
        age = condition.get("onsetAge", {}).get("value", band(low, high))
        one["age"] = None if age is None else str(age)
    for observation in lines(os.path.join(folder, "Observation.ndjson")):
        column = [c["code"] for c in observation["code"]["coding"] if c["system"].startswith("urn:")]
        owner(observation)[column[0]] = observation["valueCodeableConcept"]["text"]
    if os.path.exists(os.path.join(folder, "Specimen.ndjson")):
        for specimen in lines(os.path.join(folder, "Specimen.ndjson")):
            one = owner(specimen)
            kinds = [one["tissue"]] if "tissue" in one else []
            one["tissue"] = "|".join(kinds + [specimen["type"]["text"]])
    return told


def packet_values(packets):
    told = {}
    for packet in packets:
        disease = packet["diseases"][0]

        def label(value):
            text = (value or {}).get("label")
            return text.split()[-1] if text and text.startswith("ICD-O-3 ") else text

        onset = disease.get("onset", {})
        limits = onset.get("ageRange", {})
        low, high = (limits.get(key, {}).get("iso8601duration", "  ")[1:-1] or None
                     for key in ("start", "end"))
        morphology = label(disease["term"])
        told[packet["id"]] = {
            "age": onset.get("age", {}).get("iso8601duration", "")[1:-1]
            or band(low, None if high == "150" else high),
            "sex": packet["subject"].get("sex", "").lower().replace("other_sex", "other"),
            "vital_status": {"ALIVE": "alive", "DECEASED": "dead"}.get(
                packet["subject"].get("vitalStatus", {}).get("status")),
            "morphology": None if morphology == "Neoplasm" else morphology,
            "site": label(disease.get("primarySite")),
            "stage": label((disease.get("diseaseStage") or [None])[0]),
            "t": label((disease.get("clinicalTnmFinding") or [None])[0]),
            "tissue": "|".join(s["sampleType"]["label"] for s in packet.get("biosamples", [])),
            **{m["assay"]["label"]: m["value"]["ontologyClass"]["label"]
               for m in packet.get("measurements", [])},
        }
    return told


def validate_fhir(check, data, folder):
    from fhir.resources.R4B import get_fhir_model_class
    from jsonschema import Draft6Validator

    with open(os.path.join(data, "fhir", "fhir-r4.schema.json"), encoding="utf-8") as file:
        definitions = json.load(file)["definitions"]
    for name in sorted(os.listdir(folder)):
        kind = name.removesuffix(".ndjson")
        schema = Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": definitions})
        resources = lines(os.path.join(folder, name))
        model = get_fhir_model_class(kind)
        problems = []
        # The official schema is slow: it sees a sample, the other validator every resource.
        for resource in resources[::max(1, len(resources) // 60)]:
            problems += [error.message for error in schema.iter_errors(resource)]
        for resource in resources:
            try:
                model.model_validate(resource)
            except ValueError as error:
                problems.append(str(error))
        ids = {resource["id"] for resource in resources}
        check(f"{name} is valid FHIR R4", not problems and len(ids) == len(resources),
              f"{len(resources)} resources {problems[:1]}")


def validate_packets(check, path):
    from google.protobuf.json_format import Parse
    from phenopackets import Phenopacket

    packets, problems = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            packet = Parse(line, Phenopacket())
            prefixes = {resource.namespace_prefix for resource in packet.meta_data.resources}
            used = set(re.findall(r'"id":"([A-Z]+):', line)) | {"ICDO", "TDR"}
            if not (packet.id == packet.subject.id and packet.meta_data.created.seconds
                    and packet.meta_data.phenopacket_schema_version == "2.0" and used == prefixes):
                problems.append(packet.id)
            packets.append(json.loads(line))
    check("every phenopacket is one of version 2", packets and not problems,
          f"{len(packets)} packets {problems[:2]}")
    return packets


def release_formats(check, tool, work, data, registry="main"):
    out = os.path.join(work, "release-formats")
    released = tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "Institute F",
                    "--out", out, "--as", "csv,cbioportal,fhir,phenopackets", registry=registry)
    check("a cohort leaves in every format", released is not None)
    if not released:
        return
    verified = tool("release", "verify", out)
    check("release verify covers every file", verified and all(e["ok"] for e in verified)
          and len(verified) >= len(released["files"]))
    with open(os.path.join(out, "cohort.csv"), newline="", encoding="utf-8") as file:
        rows = {row.pop("pseudonym"): row for row in csv.DictReader(file)}
    quasi = [level["column"] for level in released["levels"]]

    def plain(values):
        """Unknown and suppressed are the same to a format: nothing stands there."""
        return {name: value for name, value in values.items() if value not in (None, "", "*")}

    table = {pseudonym: plain(row) for pseudonym, row in rows.items()}
    problems, tables = portal_problems(os.path.join(out, "cbioportal"))
    check("the study folder keeps to the portal's file formats", not problems, str(problems[:3]))
    validate_fhir(check, data, os.path.join(out, "fhir"))
    packets = validate_packets(check, os.path.join(out, "phenopackets", "phenopackets.ndjson"))
    wanted = collections.Counter(
        tuple(row.get(column) for column in quasi) for row in table.values())
    for name, values in (("cbioportal", portal_values(tables)),
                         ("fhir", fhir_values(os.path.join(out, "fhir"))),
                         ("phenopackets", packet_values(packets))):
        told = {pseudonym: plain(row) for pseudonym, row in values.items()}
        different = [p for p in table if told.get(p) != table[p]]
        check(f"{name} says of every donor what the table says, and nothing else",
              not different and told.keys() == table.keys(),
              f"{len(different)} differ {[(table[p], told.get(p)) for p in different[:1]]}")
        classes = collections.Counter(
            tuple(row.get(column) for column in quasi) for row in told.values())
        check(f"k counted again in {name}", classes == wanted
              and min(classes.values()) >= released["k"],
              f"{min(classes.values())} in {len(classes)} classes")
    text = "".join(open(os.path.join(folder, name), encoding="utf-8").read()
                   for folder, _, names in os.walk(out) for name in names
                   if not name.startswith("manifest"))
    sealed = {json.loads(line)["metaData"]["created"][:10] for line in open(
        os.path.join(out, "phenopackets", "phenopackets.ndjson"), encoding="utf-8")}
    days = set(re.findall(r"\d{4}-\d{2}-\d{2}", text)) - sealed
    check("no day leaves in any format", not days, str(sorted(days)[:3]))
    held = [d["donor"] for d in tool("donor", "list", registry=registry)]
    check("no donor code leaves in any format", not any(code in text for code in held))
    tool("cohort", "export", "--where", "behaviour = 3", "--recipient", "F", "--out",
         os.path.join(work, "release-odd"), "--as", "csv,fihr", status=64)
