"""Every link of the documentation leads somewhere: docc over each library as it was built.

    documentation.py BUILD_FOLDER WORK_FOLDER

BUILD_FOLDER is that of a debug build. The symbols are read out of the built modules, so that nothing is
compiled again.
"""

import glob
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIBRARIES = [
    "Domain", "ConsentWorkflow", "ResearchRouting", "Anonymization", "RegistryCrypto",
    "HashedIdentifiers", "Ledger", "Storage", "Cohorts", "Interchange", "Registry",
]
# The toolchain may be reached by a link to the compiler alone.
TOOLCHAIN = os.path.dirname(os.path.realpath(shutil.which("swift") or "swift"))
C_MODULES = re.compile(r"/(CFileSystem|CSQLiteProfile)\.build/module|/(CYaml/include|GRDBSQLite)/module")


def symbols(library, build, folder):
    """Writes the symbol graph of a built library."""
    maps = [
        path
        for path in glob.glob(f"{build}/*.build/module.modulemap")
        + glob.glob(f"{ROOT}/.build/checkouts/*/Sources/**/module.modulemap", recursive=True)
        if C_MODULES.search(path)
    ]
    os.makedirs(folder)
    command = [f"{TOOLCHAIN}/swift-symbolgraph-extract", "-module-name", library]
    command += ["-I", f"{build}/Modules"]
    command += ["-I", f"{ROOT}/Sources/COpenSSL", "-I", f"{ROOT}/Sources/CExpat"]
    command += [word for path in maps for word in ("-Xcc", f"-fmodule-map-file={path}")]
    machine = os.path.basename(os.path.dirname(os.path.realpath(build)))
    command += ["-target", machine, "-minimum-access-level", "public", "-output-dir", folder]
    subprocess.run(command, cwd=ROOT, check=True)


def warnings(library, build, work):
    """What docc has to say of a library and of its articles."""
    symbols(library, build, f"{work}/{library}")
    articles = f"{ROOT}/Sources/{library}/{library}.docc"
    command = [f"{TOOLCHAIN}/docc", "convert"] + ([articles] if os.path.isdir(articles) else [])
    command += ["--fallback-display-name", library, "--fallback-bundle-identifier", library]
    command += ["--additional-symbol-graph-dir", f"{work}/{library}"]
    command += ["--output-path", f"{work}/{library}.doccarchive"]
    run = subprocess.run(command, capture_output=True, text=True)
    said = run.stdout + run.stderr
    lines = said.splitlines()
    found = [
        line + " " + (lines[place + 1].strip() if place + 1 < len(lines) else "")
        for place, line in enumerate(lines)
        if re.match(r"(warning|error):", line)
    ]
    pages = glob.glob(f"{work}/{library}.doccarchive/data/documentation/**/*.json", recursive=True)
    if run.returncode != 0 or len(pages) < 10:
        found.append(f"error: {library} gives {len(pages)} pages, status {run.returncode}\n{said}")
    return found, len(pages)


def main():
    build, work = sys.argv[1:3]
    found = []
    for library in LIBRARIES:
        said, pages = warnings(library, build, work)
        print(f"{library}: {pages} pages, {len(said)} warnings")
        found += said
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
