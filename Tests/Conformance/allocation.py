"""Places the same tissue with this program and with public minimum-cost flow solvers.

usage: allocation.py REGISTRY_BENCH WORK_FOLDER [DONORS] [SOLVER]

The solver is networkx (the default, of requirements.txt) or ortools (pip install ortools). Fails where
the objectives differ; prints the processor time of each, which nothing depends on.
"""

import os
import resource
import subprocess
import sys

bench, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
donors = sys.argv[3] if len(sys.argv) > 3 else "100000"
solver = sys.argv[4] if len(sys.argv) > 4 else "networkx"


def with_networkx(count, programmes, places, options):
    import networkx

    graph = networkx.DiGraph()
    graph.add_node("source", demand=-count)
    graph.add_node("sink", demand=count)
    for donor in range(count):
        graph.add_edge("source", ("donor", donor), capacity=1, weight=0)
        graph.add_edge(("donor", donor), "sink", capacity=1, weight=0)
    for programme in range(programmes):
        graph.add_edge(("programme", programme), "sink", capacity=places, weight=0)
    for donor, programme, cost in options:
        edge = (("donor", donor), ("programme", programme))
        # Of two ways to the same place the cheaper one counts.
        if not graph.has_edge(*edge) or graph.edges[edge]["weight"] > cost:
            graph.add_edge(*edge, capacity=1, weight=cost)
    return timed(lambda: networkx.network_simplex(graph)[0])


def with_ortools(count, programmes, places, options):
    import numpy
    from ortools.graph.python import min_cost_flow

    options = numpy.array(options, dtype=numpy.int64)
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

    def solve():
        if flow.solve() != flow.OPTIMAL:
            sys.exit("OR-tools found no optimum")
        return flow.optimal_cost()

    return timed(solve)


def timed(solve):
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    cost = solve()
    return cost, resource.getrusage(resource.RUSAGE_SELF).ru_utime - begin


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
    options = [tuple(map(int, line.split())) for line in file]
solvers = {"networkx": with_networkx, "ortools": with_ortools}
other, taken = solvers[solver](count, programmes, places, options)

print(f"{count} donors over {programmes} programmes")
print(f"this program  objective {cost}  {seconds:.3f} s of CPU")
print(f"{solver:12}  objective {other}  {taken:.3f} s of CPU, "
      f"{taken / max(seconds, 1e-3):.1f} times as long")
if other != cost:
    sys.exit("the objectives differ")
