"""Defects planted on purpose, each of which the examination has to find: a harness that cannot fail
proves nothing."""

import os
import sqlite3
import stat

import corruption
import crowd
import kills
import power_loss

REGISTRY = "registry/registry.sqlite"


def change(bench, statement, path=REGISTRY):
    """Changes the database behind the program's back."""
    database = sqlite3.connect(os.path.join(bench.work, path))
    for trigger in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger[0]}")
    database.execute(statement)
    database.commit()
    database.close()


def changed(statement):
    def defect(bench):
        bench.reset()
        change(bench, statement)
        return [fault for fault in bench.faults() if not fault.startswith("database structure")]

    return defect


def lying_syncs(lie):
    def defect(bench):
        return power_loss.states(bench, 300, 1, lie)[1]

    return defect


def stand_in(bench, script):
    """A program in the place of the real one."""
    path = os.path.join(bench.folder, "stand-in")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\n{script.format(tool=bench.tool)}\n")
    os.chmod(path, stat.S_IRWXU)
    return path


def after_a_command(name, deed):
    """What is found where a command is acknowledged and something is then done behind its back."""

    def defect(bench):
        bench.reset()
        before = bench.leaves()
        arguments = bench.commands()[name]
        done = bench.run(*arguments)
        deed(bench)
        return kills.examine(bench, name, arguments, done.returncode, before, "seeded")

    return defect


def restored_ledger(bench):
    with open(os.path.join(bench.base, REGISTRY), "rb") as old, \
            open(os.path.join(bench.work, REGISTRY), "wb") as new:
        new.write(old.read())


def cut(name):
    def deed(bench):
        path = os.path.join(bench.work, name)
        os.truncate(path, os.path.getsize(path) // 2)

    return deed


def left_behind(bench):
    with open(os.path.join(bench.work, "registry", "stray"), "w", encoding="utf-8"):
        pass


def lost_update(bench):
    bench.reset()
    return crowd.examine(bench, {"00000000-0000-4000-8000-000000000000": ("grant", "")},
                         len(bench.leaves()))


def gap(bench):
    bench.reset()
    change(bench, "DELETE FROM event WHERE seq = 30")
    return [fault for fault in crowd.examine(bench, {}, 50) if "gap" in fault]


def with_stand_in(script, work):
    def defect(bench):
        tool, bench.tool = bench.tool, stand_in(bench, script)
        try:
            return work(bench)
        finally:
            bench.tool = tool

    return defect


def flips(bench):
    """Bytes of the first donor's row and of the schema are among these."""
    size = os.path.getsize(os.path.join(bench.base, REGISTRY))
    return corruption.change(bench, list(range(96, size, size // 40)), 1)


DEFECTS = {
    "syncs of files do nothing": lying_syncs(1),
    "syncs of folders do nothing": lying_syncs(2),
    "a consent changed in its table": changed(
        "UPDATE consent_event SET signed_on = signed_on + 1 WHERE seq = (SELECT max(seq) FROM consent_event)"),
    "a donor gone from its table": changed(
        "DELETE FROM strong_identifier WHERE donor = (SELECT min(code) FROM donor)"),
    "a payload changed": changed("UPDATE event SET payload = CAST(payload || x'00' AS BLOB) WHERE seq = 40"),
    "the last event gone": changed("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"),
    "the clock of the head changed": changed("UPDATE ledger_log SET last_recorded_at = last_recorded_at + 1"),
    "a data key wrapped by nobody's key": changed("UPDATE data_key SET key_id = key_id || 'x'"),
    "an acknowledged registration lost": after_a_command("register", restored_ledger),
    "a release cut short": after_a_command("release", cut("out/cohort.csv")),
    "a backup cut short": after_a_command("backup", cut("copy.sqlite")),
    "a file left behind": after_a_command("register", left_behind),
    "an update lost": lost_update,
    "an event gone from the middle": gap,
    "a doctor that finds nothing": with_stand_in(
        'case " $* " in *" doctor "*) echo "[]";; *) exec {tool} "$@";; esac', flips),
    "a wrong answer about consent": with_stand_in(
        'case " $* " in *" consent state "*) date +%N;; *) exec {tool} "$@";; esac', flips),
    "a crash on damage": with_stand_in(
        '{tool} "$@" || kill -SEGV $$', flips),
}


def every(bench):
    return len(DEFECTS), [f"not found: {name}" for name, defect in DEFECTS.items() if not defect(bench)]
