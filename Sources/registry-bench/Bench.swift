internal import Glibc

/// The measurements by name: each prints its rate, its peak memory and a ratio against a baseline
/// that was run in the same minute on the same data.
enum Bench {
  private static let usage = """
    usage: registry-bench intake|export|consent|all|routing|allocation [--rows N]

      intake   N synthetic donors from CSV into a fresh registry, against the sqlite3 shell's
               .import of the same file into one table
      consent  one consent for each of them from CSV, against the same
      export   a cohort of all of them, against the sqlite3 shell writing the same number of rows
               of a three-table join as CSV
      all      the three in turn
      routing  eligibility of N tumours for 100 programmes over packed columns, against the same
               programmes row by row
      allocation
               N donors over 100 programmes; --instance FILE keeps the instance for another solver

    Works in a folder of its own below the present one and removes it. Rows default to 100000.
    """

  static func run(_ arguments: [String]) -> Int32 {
    var names: [String] = []
    var rows = 100_000
    var instance: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--rows", let value = rest.popFirst().flatMap(Int.init), value > 0 {
        rows = value
      } else if argument == "--instance", let value = rest.popFirst() {
        instance = value
      } else if ["intake", "consent", "export", "all", "routing", "allocation"].contains(argument) {
        names.append(argument)
      } else {
        print(usage)
        return argument == "--help" ? 0 : 64
      }
    }
    guard let name = names.first, names.count == 1 else {
      print(usage)
      return 64
    }
    do {
      if name == "routing" || name == "allocation" {
        print(Measurement.header)
        if name == "routing" { try RoutingBench.eligibility(rows: rows) }
        if name == "allocation" { try RoutingBench.allocation(donors: rows, instance: instance) }
        return 0
      }
      let bench = try RegistryBench(rows: rows)
      defer { bench.removeFiles() }
      print(Measurement.header)
      try bench.intake(isShown: name == "intake" || name == "all")
      if name == "intake" { return 0 }
      try bench.consent(isShown: name == "consent" || name == "all")
      if name == "consent" { return 0 }
      try bench.export()
      return 0
    } catch {
      print("registry-bench: \(error)")
      return 1
    }
  }
}
