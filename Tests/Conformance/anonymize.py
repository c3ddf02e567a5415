"""Holds `tissuectl anonymize` against known optima and against an independent program.

usage: anonymize.py TISSUECTL WORK_FOLDER      (REGISTRY_SHARED names the shared folder)

The optima of the Adult and Cup tables were found with ARX 3.9.2; what each written file offers is
measured once more by pycanon, and how long ANJANA takes for a worse answer is printed beside.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import time

import pandas
from pycanon import anonymity

TOOL, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
DATA = os.path.join(os.environ["REGISTRY_SHARED"], "data", "deid")
os.makedirs(WORK, exist_ok=True)
results = []
ADULT = ["sex", "age", "race", "marital-status", "education", "native-country", "workclass",
         "occupation", "salary-class"]
CUP = ["ZIP", "AGE", "GENDER", "INCOME", "STATE", "RAMNTALL", "NGIFTALL", "MINRAMNT"]

# k, suppression limit, loss, suppressed records, levels in the order of ADULT
OPTIMA = [
    (2, 0, "0.529696", 0, "041132020"), (2, 0.02, "0.210119", 603, "030121110"),
    (2, 0.04, "0.177001", 1046, "030021110"), (2, 1, "0.162021", 2481, "030020010"),
    (5, 0, "0.573151", 0, "041132210"), (5, 0.02, "0.314860", 554, "030221120"),
    (5, 0.04, "0.272445", 1032, "030131110"), (5, 1, "0.221287", 2584, "030021110"),
    (10, 0.02, "0.368447", 555, "031122110"), (10, 0.04, "0.325354", 968, "030221120"),
    (10, 1, "0.262106", 4008, "030021110"),
]

# Options beside k = 5 with the occupation sensitive, and the loss at 0, 2 and 4 %. ARX finds
# 0.219849 for entropy at 4 %: its rounding rejects some classes of exactly three equally frequent
# values, whose entropy is log 3 as the definition asks.
MODELS = [
    (["--l", "3"], ["0.542211", "0.248135", "0.206696"]),
    (["--l", "3", "--l-model", "recursive", "--c", "4"], ["0.542211", "0.269037", "0.214731"]),
    (["--l", "3", "--l-model", "entropy"], ["0.613172", "0.276589", "0.219502"]),
    (["--t", "0.2"], ["0.918395", "0.815562", "0.815562"]),
    (["--t", "0.2", "--t-distance", "hierarchical"], ["0.759176", "0.734964", "0.696758"]),
]


def check(name, condition, detail=""):
    results.append(bool(condition))
    print(("ok      " if condition else "FAILED  ") + name + (f": {detail}" if detail else ""))


def anonymize(name, table, columns, *options, status=0):
    """Runs the command; returns its report, or the error it printed."""
    out = os.path.join(WORK, f"{name}.csv")
    report = os.path.join(WORK, f"{name}.json")
    for path in (out, report):
        if os.path.exists(path):
            os.remove(path)
    folder = os.path.join(DATA, table)
    command = [TOOL, "anonymize", os.path.join(folder, f"{table}.csv"), "--hierarchies",
               os.path.join(folder, "hierarchies"), "--qi", ",".join(columns), *options,
               "--out", out, "--report", report, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != status:
        check(name, False, f"exit {done.returncode}: {done.stderr.strip()[-400:]}")
        return None
    if status:
        absent = not os.path.exists(out) and not os.path.exists(report)
        check(f"{name} leaves no file", absent and not done.stdout)
        return json.loads(done.stderr.splitlines()[-1])["error"]
    with open(report, encoding="utf-8") as file:
        read = json.load(file)
    with open(out, newline="", encoding="utf-8") as file:
        read["frame"] = pandas.DataFrame(csv.DictReader(file))
    return read


def adult_optima():
    for k, limit, loss, suppressed, levels in OPTIMA:
        name = f"adult-{k}-{limit}"
        read = anonymize(name, "adult", ADULT, "--k", str(k), "--suppression", str(limit))
        if not read:
            continue
        found = "".join(str(read["levels"][column]) for column in ADULT)
        check(f"{name} is the known optimum", f"{read['loss']:.6f}" == loss
              and read["suppressed"] == suppressed and found == levels,
              f"{read['loss']:.6f}, {read['suppressed']}, {found}, {read['checked']} checked, "
              f"{read['seconds']:.3f} s")
        measured = anonymity.k_anonymity(read["frame"], ADULT)
        check(f"{name} has its k by pycanon", measured == read["k"] >= k, str(measured))
        check(f"{name} has all other records",
              len(read["frame"]) == read["rows"] - read["suppressed"])


def cup_optima():
    for limit, loss in [(0, "0.777699"), (0.02, "0.170313"), (0.04, "0.150893")]:
        read = anonymize(f"cup-{limit}", "cup", CUP, "--k", "5", "--suppression", str(limit))
        check(f"cup-{limit} is the known optimum", read and f"{read['loss']:.6f}" == loss,
              read and f"{read['loss']:.6f}, {read['seconds']:.3f} s")


def sensitive_optima():
    columns = [column for column in ADULT if column != "occupation"]
    for options, losses in MODELS:
        for limit, loss in zip([0, 0.02, 0.04], losses):
            name = "adult" + "".join(options).replace("--", "-") + f"-{limit}"
            read = anonymize(name, "adult", columns, "--k", "5", "--sensitive", "occupation",
                             "--suppression", str(limit), *options)
            if not read:
                continue
            check(f"{name} is the known optimum", f"{read['loss']:.6f}" == loss,
                  f"{read['loss']:.6f}, {read['checked']} checked, {read['seconds']:.3f} s")
            measures(name, read, columns, options, limit)


def measures(name, read, columns, options, limit):
    frame = read["frame"]
    check(f"{name} has its k by pycanon", anonymity.k_anonymity(frame, columns) == read["k"] >= 5)
    if "--l" in options:
        found = anonymity.l_diversity(frame, columns, ["occupation"])
        check(f"{name} has its l by pycanon",
              found == read["diversity"]["occupation"]["distinct"] >= 3, str(found))
    if "entropy" in options:
        found = anonymity.entropy_l_diversity(frame, columns, ["occupation"])
        check(f"{name} has its entropy by pycanon", found >= 2, str(found))
    # pycanon compares with the released records, which are the whole table only where none is left
    # out.
    if options == ["--t", "0.2"] and limit == 0:
        found = anonymity.t_closeness(frame, columns, ["occupation"])
        check(f"{name} has its t by pycanon", found <= 0.2 + 1e-9, str(found))


def schemes():
    first = anonymize("scheme-first", "adult", ADULT, "--k", "5")
    kept = os.path.join(WORK, "scheme.json")
    with open(kept, "w", encoding="utf-8") as file:
        json.dump({"levels": first["levels"]}, file)
    again = anonymize("scheme-again", "adult", ADULT, "--k", "5", "--scheme", kept)
    check("a scheme gives its table the same release again",
          again and again["sha256"] == first["sha256"])
    error = anonymize("scheme-refused", "adult", ADULT, "--k", "50", "--scheme", kept, status=5)
    check("a scheme that does not suffice is refused", error and "--coarser" in error["fix"])
    coarser = anonymize("scheme-coarser", "adult", ADULT, "--k", "50", "--scheme", kept,
                        "--coarser")
    check("a scheme becomes coarser only",
          coarser and all(coarser["levels"][name] >= first["levels"][name] for name in ADULT)
          and anonymity.k_anonymity(coarser["frame"], ADULT) >= 50)


def local_recoding():
    for k, goal in [(2, 0.0218), (5, 0.0519), (10, 0.0758)]:
        read = anonymize(f"local-{k}", "adult", ADULT, "--k", str(k), "--local",
                         "--suppression", "0")
        check(f"local-{k} keeps the known detail and every record",
              read and read["ncp"] <= goal and read["suppressed"] == 0
              and anonymity.k_anonymity(read["frame"], ADULT) >= k,
              read and f"NCP {read['ncp']:.4f}, {read['seconds']:.3f} s")
    columns = [column for column in ADULT if column != "occupation"]
    read = anonymize("local-t", "adult", columns, "--k", "5", "--sensitive", "occupation", "--t",
                     "0.2", "--local", "--suppression", "0")
    found = read and anonymity.t_closeness(read["frame"], columns, ["occupation"])
    check("local recoding with t suppresses nobody",
          read and read["suppressed"] == 0 and found <= 0.2 + 1e-9,
          read and f"NCP {read['ncp']:.4f}, t {found:.4f}")


def refusals():
    for name, options, status in [
        ("k larger than the table", ["--k", "40000"], 5),
        ("a column twice", ["--k", "5", "--sensitive", "age"], 64),
        ("a column that is not there", ["--k", "5", "--sensitive", "occupations"], 4),
    ]:
        error = anonymize(name.replace(" ", "-"), "adult", ADULT, *options, status=status)
        check(f"{name} is refused with the reason", error and error["message"] and error["fix"],
              error and error["message"])


def peer():
    """ANJANA on the same table, where the program has no optimum to offer."""
    try:
        from anjana.anonymity import k_anonymity
    except ImportError:
        return
    frame = pandas.read_csv(os.path.join(DATA, "adult", "adult.csv"), sep=";", dtype=str)
    hierarchies = {}
    for column in ADULT:
        path = os.path.join(DATA, "adult", "hierarchies", f"adult_hierarchy_{column}.csv")
        levels = pandas.read_csv(path, sep=";", header=None, dtype=str)
        hierarchies[column] = {level: levels[level].to_numpy() for level in levels}
    begin = time.process_time()
    released = k_anonymity(frame, [], ADULT, 5, 2, hierarchies)
    peer_seconds = time.process_time() - begin
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = anonymize("peer", "adult", ADULT, "--k", "5", "--suppression", "0.02")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    domain = {column: len(levels[0]) for column, levels in hierarchies.items()}
    penalty = 0.0
    for column in ADULT:
        rows = pandas.DataFrame(hierarchies[column])
        sizes = {}
        for level in rows:
            sizes.update(rows[level].value_counts().to_dict())
        lost = sum(sizes[value] - 1 for value in released[column]) / max(1, domain[column] - 1)
        penalty += (lost + len(frame) - len(released)) / len(frame) / len(ADULT)
    print(f"        adult, k 5, 2 %: ANJANA {peer_seconds:.2f} s CPU, NCP {penalty:.4f}; "
          f"tissuectl {seconds:.3f} s CPU from file to checked file, NCP {read['ncp']:.4f}; "
          "ARX 3.9.2 0.654 s CPU warm, 4.1 s cold, for the search alone")
    check("the peer loses more", penalty > read["ncp"])


begin = time.time()
adult_optima()
sensitive_optima()
cup_optima()
schemes()
local_recoding()
refusals()
peer()
print(f"{sum(results)} of {len(results)} passed in {time.time() - begin:.0f} s")
sys.exit(0 if all(results) else 1)
