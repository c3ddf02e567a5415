"""Places the same tissue with this program and with OR-tools' minimum-cost flow.

usage: allocation.py REGISTRY_BENCH WORK_FOLDER [DONORS]      (needs: pip install ortools numpy)

Fails where the objectives differ; prints both times, which nothing depends on.
"""

import os
import resource
import subprocess
import sys

import numpy
from ortools.graph.python import min_cost_flow

bench, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
donors = sys.argv[3] if len(sys.argv) > 3 else "100000"
os.makedirs(work, exist_ok=True)
path = os.path.join(work, "allocation.txt")
done = subprocess.run(
    [bench, "allocation", "--rows", donors, "--instance", path],
    capture_output=True, text=True, check=True)
words = done.stdout.split()
cost = int(words[words.index("cost") + 1])
seconds = float(words[-1])

with open(path, encoding="ascii") as file:
    count, programmes, places = map(int, file.readline().split())
options = numpy.loadtxt(path, skiprows=1, dtype=numpy.int64)
source, sink = count + programmes, count + programmes + 1
each, rest = numpy.arange(count), numpy.arange(programmes)
flow = min_cost_flow.SimpleMinCostFlow()
flow.add_arcs_with_capacity_and_unit_cost(
    numpy.concatenate([numpy.full(count, source), options[:, 0], each, count + rest]),
    numpy.concatenate(
        [each, count + options[:, 1], numpy.full(count, sink), numpy.full(programmes, sink)]),
    numpy.concatenate(
        [numpy.ones(count, int), numpy.ones(len(options), int), numpy.ones(count, int),
         numpy.full(programmes, places)]),
    numpy.concatenate(
        [numpy.zeros(count, int), options[:, 2], numpy.zeros(count + programmes, int)]))
flow.set_node_supply(source, count)
flow.set_node_supply(sink, -count)
begin = resource.getrusage(resource.RUSAGE_SELF).ru_utime
status = flow.solve()
other = resource.getrusage(resource.RUSAGE_SELF).ru_utime - begin

print(f"this program   {cost:>14}   {seconds:.2f} s of processor time")
print(f"OR-tools       {flow.optimal_cost():>14}   {other:.2f} s of processor time")
if status != flow.OPTIMAL or flow.optimal_cost() != cost:
    sys.exit("the objectives differ")
