internal import Glibc

/// The measurements by name: each prints its rate, its peak memory and a ratio against a baseline
/// that was run in the same minute on the same data.
enum Bench {
  private static let usage = """
    usage: registry-bench NAME [--rows N]

      intake      N synthetic donors from CSV into a fresh registry, against the sqlite3 shell's
                  .import of the same file into one table
      consent     one consent for each of them from CSV, against the same
      export      who is in a cohort of all of them, what would leave, and releases of it as CSV and
                  with a cBioPortal study and Phenopackets beside it, against the sqlite3 shell writing
                  the same number of rows of a three-table join as CSV; --folder DIR keeps the
                  registry there for the next run
      all         the three in turn
      rebuild     doctor over the ledger of N donors with their consents, every event opened and every
                  table built anew and compared, against the sqlite3 shell copying the same database
      offers      one donor of N explained (--tool FILE: by processes of the command-line tool too),
                  all of them judged for the registry's programmes and allocated with every offer
                  recorded, and withdrawals that cancel an offer
      state       16 scopes of a donor with 20 events, and a fold of N donors with 3 events each,
                  against the replay that names every event
      reproject   the consents of N donors with 3 events each, from their stored facts to written
                  intervals: a form is published, and every donor who signed it is folded anew;
                  against the sqlite3 shell reading the same facts and writing the same rows
      due         each worklist over N donors, stored directly, against the sqlite3 shell scanning
                  and joining the same rows
      formats     a release of N donors as cBioPortal study, FHIR and Phenopackets, against
                  its table as CSV
      ledger      verifying the ledger of N donors, proofs from it, and one acknowledged command,
                  against the sqlite3 shell reading the same bytes and committing one row
      routing     eligibility of N tumours for 100 programmes over packed columns, against the same
                  programmes row by row
      allocation  N donors over 100 programmes; --instance FILE keeps the instance for another solver
      anonymize   the census table of the folder that REGISTRY_SHARED names, from CSV to a checked
                  CSV, beside the figures of ARX 3.9.2 for the search alone
      registration
                  one registration after the other, rolled back, among N donors; --folder DIR keeps
                  their registry there for the next run
      linkage FOLDER [--set NAME] [--million] [--misses] [--learn]
                  duplicate detection on the sets of a folder whose truth is known, and its rates

    Works in a folder of its own below the present one and removes it. Rows default to 100000.
    """

  private static let names = [
    "intake", "consent", "export", "all", "rebuild", "offers", "state", "reproject", "due",
    "formats",
    "routing", "allocation", "ledger", "anonymize", "registration",
  ]

  static func run(_ arguments: [String]) -> Int32 {
    if arguments.first == "linkage" { return LinkageBench.run(Array(arguments.dropFirst())) }
    var asked: [String] = []
    var rows = 100_000
    var instance: String?
    var tool: String?
    var folder: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--rows", let value = rest.popFirst().flatMap(Int.init), value > 0 {
        rows = value
      } else if argument == "--instance", let value = rest.popFirst() {
        instance = value
      } else if argument == "--tool", let value = rest.popFirst() {
        tool = value
      } else if argument == "--folder", let value = rest.popFirst() {
        folder = value
      } else if names.contains(argument) {
        asked.append(argument)
      } else {
        print(usage)
        return argument == "--help" ? 0 : 64
      }
    }
    guard let name = asked.first, asked.count == 1 else {
      print(usage)
      return 64
    }
    do {
      switch name {
      case "anonymize": return try anonymize()
      case "registration": try RegistrationBench(donors: rows, keptIn: folder).run()
      case "state":
        print(Measurement.header)
        try ConsentFoldBench(donors: rows).run()
      case "reproject":
        print(Measurement.header)
        try ReprojectionBench(donors: rows).run()
      case "due":
        print(Measurement.header)
        try WorklistBench(donors: rows).run()
      case "formats":
        print(Measurement.header)
        try ReleaseFormatBench(rows: rows).run()
      case "ledger":
        print(Measurement.header)
        try LedgerBench(rows: rows).run()
      case "routing":
        print(Measurement.header)
        try RoutingBench.eligibility(rows: rows)
      case "allocation":
        print(Measurement.header)
        try RoutingBench.allocation(donors: rows, instance: instance)
      default: try registry(name, rows: rows, tool: tool, keptIn: folder)
      }
      return 0
    } catch {
      print("registry-bench: \(error)")
      return 1
    }
  }

  /// Intake, consent and export, each of which needs those before it.
  private static func registry(
    _ name: String, rows: Int, tool: String?, keptIn folder: String?
  ) throws {
    let bench = try RegistryBench(rows: rows, keptIn: name == "export" ? folder : nil)
    bench.tool = tool
    print(Measurement.header)
    if bench.isFilled { return try bench.export(withFormats: true) }
    try bench.intake(isShown: name == "intake" || name == "all")
    if name == "intake" { return }
    try bench.consent(isShown: name == "consent" || name == "all")
    if name == "consent" { return }
    if name == "offers" { return try bench.routing() }
    if name == "rebuild" { return try bench.rebuild() }
    try bench.markFilled()
    try bench.export(withFormats: name == "export")
  }

  private static func anonymize() throws -> Int32 {
    // Safe: the text is copied at once and nothing here changes the environment.
    guard let shared = unsafe getenv("REGISTRY_SHARED") else {
      print("registry-bench: anonymize needs REGISTRY_SHARED, the folder of the public tables")
      return 64
    }
    let bench = try AnonymizeBench(shared: unsafe String(cString: shared))
    defer { bench.removeFiles() }
    try bench.run()
    return 0
  }
}
