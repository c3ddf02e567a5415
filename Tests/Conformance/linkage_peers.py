"""Runs Splink and recordlinkage on the files that `registry-bench linkage` is measured on.

Usage: linkage_peers.py FOLDER [--set NAME] [--peer NAME] [--without-national] [--bench REGISTRY-BENCH]

FOLDER holds febrl1, febrl2, febrl3 (.csv) and donors100k (.csv.gz), each with its _truth beside it. Each
row is measured in a process of its own: precision, recall and F1 of the pairs from the probability of
0.5 on, the processor time of reading, learning and comparing, and the most memory held. With --bench
the same rows of registry-bench stand beside them, with its automatic links. Nobody's labels are used to
learn from: Splink estimates its parameters as its documentation shows, recordlinkage by its ECM
classifier. Needs `pip install splink==5.0.0 recordlinkage==0.16`; about eight minutes for everything.
"""

import argparse
import csv
import gzip
import itertools
import os
import re
import resource
import subprocess
import sys
import warnings

SETS = ["febrl1", "febrl2", "febrl3", "donors100k"]
PEERS = ["splink", "recordlinkage"]
HEADING = (f"{'set':<30} {'program':<30} {'precision':>9} {'recall':>9} {'F1':>9} {'CPU s':>8} {'peak MB':>8}"
           "  to reproduce")


def frame(folder, name):
    """The rows with one set of columns, and the pairs that are one person."""
    import pandas

    tail = ".csv.gz" if name.startswith("donors") else ".csv"
    opener = gzip.open if name.startswith("donors") else open
    with opener(os.path.join(folder, name + "_truth" + tail), "rt", encoding="utf-8", newline="") as file:
        truth = dict(itertools.islice(csv.reader(file), 1, None))
    rows = pandas.read_csv(os.path.join(folder, name + tail), dtype=str, keep_default_na=False)
    rows = rows.rename(columns={
        "rec_id": "unique_id", "given_name": "given", "date_of_birth": "dob", "soc_sec_id": "national",
        "nhs": "national", "address_1": "street", "street_number": "house", "suburb": "locality"})
    for column in ("given", "surname", "street", "locality", "middle"):
        if column in rows:
            rows[column] = rows[column].str.strip().str.casefold()
    rows["dob"] = rows["dob"].map(lambda day: "-".join(reversed(day.split("/"))) if "/" in day else day)
    rows["dob"] = rows["dob"].map(lambda day: re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", day))
    rows["postcode"] = rows["postcode"].str.upper().str.replace(" ", "")
    rows = rows.replace("", None)
    rows["unique_id"] = rows["unique_id"].astype(str)
    members = {}
    for record in rows["unique_id"]:
        members.setdefault(truth[record], []).append(record)
    pairs = {frozenset(pair) for group in members.values() for pair in itertools.combinations(group, 2)}
    return rows, pairs


def splink(rows, without_national):
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    national = "national" in rows and not without_national
    comparisons = [
        cl.ForenameSurnameComparison("given", "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
    ]
    if national:
        comparisons.append(cl.DamerauLevenshteinAtThresholds("national", [1, 2]))
    for column in ("phone", "house"):
        if column in rows:
            comparisons.append(cl.DamerauLevenshteinAtThresholds(column, [1]))
    for column in ("street", "locality", "middle"):
        if column in rows:
            comparisons.append(cl.JaroWinklerAtThresholds(column, [0.9, 0.8]))
    if "sex" in rows:
        comparisons.append(cl.ExactMatch("sex"))
    blocks = [block_on("given", "surname"), block_on("dob"), block_on("given", "postcode"),
              block_on("surname", "postcode"), block_on("substr(given, 1, 3)", "substr(surname, 1, 4)")]
    blocks += [block_on("national")] if national else []
    blocks += [block_on("phone")] if "phone" in rows else []
    blocks += [block_on("street", "locality"), block_on("house", "postcode")] if "street" in rows else []
    database = DuckDBAPI()
    table = database.register(rows)
    linker = Linker(
        table, SettingsCreator(
            "dedupe_only", comparisons=comparisons, blocking_rules_to_generate_predictions=blocks,
            retain_matching_columns=False, retain_intermediate_calculation_columns=False), log_level="ERROR")
    rules = [block_on("given", "surname", "dob"), block_on("dob", "postcode")]
    rules += [block_on("national")] if national else []
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("dob"), block_on("given", "surname"), block_on("postcode", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    return zip(found["unique_id_l"], found["unique_id_r"])


def recordlinkage(rows, without_national):
    import recordlinkage as library
    from recordlinkage.index import Block

    rows = rows.set_index("unique_id")
    index = library.Index()
    national = "national" in rows and not without_national
    blocks = [["dob"], ["given", "surname"], ["given", "postcode"], ["surname", "postcode"]]
    blocks += [["national"]] if national else []
    blocks += [["phone"]] if "phone" in rows else []
    blocks += [["street", "locality"], ["house", "postcode"]] if "street" in rows else []
    for columns in blocks:
        index.add(Block(columns))
    pairs = index.index(rows)
    compare = library.Compare()
    for column in ("given", "surname", "street", "locality"):
        if column in rows:
            compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
    for column in ("dob", "postcode", "national", "phone", "house"):
        if column in rows and (column != "national" or national):
            compare.string(column, column, method="damerau_levenshtein", threshold=0.8, label=column)
    if "sex" in rows:
        compare.exact("sex", "sex", label="sex")
    vectors = compare.compute(pairs, rows)
    found = library.ECMClassifier(binarize=0.5).fit_predict(vectors)
    return iter(found)


def measure(arguments):
    """One row, in a process of its own."""
    warnings.simplefilter("ignore")
    rows, real = frame(arguments.folder, arguments.set)
    found = {frozenset(map(str, pair)) for pair in globals()[arguments.peer](rows, arguments.without_national)}
    usage = resource.getrusage(resource.RUSAGE_SELF)
    right = len(found & real)
    show(arguments.set, arguments.without_national, arguments.peer, right / max(1, len(found)), right / len(real),
         usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
         f"linkage_peers.py FOLDER --set {arguments.set} --peer {arguments.peer}"
         + (" --without-national" if arguments.without_national else ""))


def show(name, without_national, program, precision, recall, seconds, megabytes, command):
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    label = name + (", no national number" if without_national else "")
    print(f"{label:<30} {program:<30} {precision:>9.5f} {recall:>9.5f} {f1:>9.5f} {seconds:>8.2f} {megabytes:>8.0f}"
          f"  {command}", flush=True)


def main():
    parser = argparse.ArgumentParser(description="Runs Splink and recordlinkage on the linkage sets.")
    parser.add_argument("folder")
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--peer", choices=PEERS)
    parser.add_argument("--without-national", action="store_true")
    parser.add_argument("--bench")
    parser.add_argument("--row", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.row:
        return measure(arguments)
    print(HEADING)
    failed = 0
    for name in [arguments.set] if arguments.set else SETS:
        variants = [True] if arguments.without_national else [False] if arguments.set else \
            [False, True] if name != "donors100k" else [False]
        for without in variants:
            more = ["--without-national"] if without else []
            if arguments.bench:
                failed |= subprocess.run(
                    [arguments.bench, "linkage", arguments.folder, "--set", name, "--bare", *more]).returncode
            for peer in [arguments.peer] if arguments.peer else PEERS:
                failed |= subprocess.run(
                    [sys.executable, os.path.abspath(__file__), arguments.folder, "--set", name, "--peer", peer,
                     "--row", *more], stderr=subprocess.DEVNULL if not os.environ.get("VERBOSE") else None).returncode
    return 1 if failed else 0


sys.exit(main())
