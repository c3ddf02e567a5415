internal import ArgumentParser
internal import Registry

/// The command `tissuectl anonymize`.
struct AnonymizeCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "anonymize",
    abstract:
      "Anonymise any table: find the best generalisation, write it, check what was written.",
    discussion: """
      Needs no registry. Columns that no option names are left out. Every quasi-identifier has a \
      file '*_COLUMN.csv' in the folder of hierarchies, each line a value and what stands for it at \
      every level, up to '*'; or '--hierarchy' names a file or one of the program's own: builtin:age, \
      date, year, postcode, topography, morphology, stage, flat. The output is read again and held \
      against every condition before it gets its name.

      Example:
        tissuectl anonymize donors.csv --hierarchies levels --hierarchy age=builtin:age \
      --qi age,sex,zip --k 11 --out a.csv --report a.json
      """)

  @Argument(help: "The table with a header, '-' for standard input.")
  var file: String

  @Option(help: ArgumentHelp("The folder of the hierarchies.", valueName: "dir"))
  var hierarchies: String?

  @Option(
    name: .customLong("hierarchy"),
    help: ArgumentHelp(
      "A column's hierarchy: a file, or builtin:NAME; repeat it for more.",
      valueName: "column=source"),
    transform: NamedHierarchy.init)
  var named: [NamedHierarchy] = []

  @Option(
    name: .customLong("qi"),
    help: ArgumentHelp(
      "The columns by which a record could be recognised.", valueName: "columns"),
    transform: ColumnList.init(text:))
  var quasiIdentifiers: ColumnList

  @Option(
    help: ArgumentHelp("The columns to protect by --l and --t.", valueName: "columns"),
    transform: ColumnList.init(text:))
  var sensitive = ColumnList(names: [])

  @Option(
    help: ArgumentHelp("Further columns to release as they stand.", valueName: "columns"),
    transform: ColumnList.init(text:))
  var keep = ColumnList(names: [])

  @OptionGroup var protection: ProtectionOptions

  @Option(
    help: ArgumentHelp("The largest share of records to leave out, 0 to 1.", valueName: "share"),
    transform: ArgumentReader.share)
  var suppression = 0.02

  @Option(help: "What the best generalisation has the least of; not with --local or --sets.")
  var metric: MetricArgument = .loss

  @Flag(help: "Let every class have levels of its own: more detail, no proof of the optimum.")
  var local = false

  @Flag(help: "List the values of each class in its cells, as {17|19}: the most detail.")
  var sets = false

  @Option(
    help: ArgumentHelp(
      "The report of an earlier release: use its levels again, refuse where they do not suffice.",
      valueName: "file"))
  var scheme: String?

  @Flag(help: "Let levels rise above those of --scheme, never fall below.")
  var coarser = false

  @Option(help: ArgumentHelp("A new file for the anonymised table.", valueName: "file"))
  var out: String

  @Option(help: ArgumentHelp("A new file for the report, JSON.", valueName: "file"))
  var report: String

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let columns = named.map(\.column)
    if Set(columns).count < columns.count {
      throw ValidationError("--hierarchy names a column twice: name it once")
    }
    if coarser, scheme == nil { throw ValidationError("--coarser needs --scheme") }
    if local, sets { throw ValidationError("name --local or --sets, not both") }
  }

  func answer(_ session: Session) throws -> Answer {
    var request = TableAnonymizationRequest(
      input: try .path(file), hierarchies: hierarchies,
      quasiIdentifiers: quasiIdentifiers.names, out: out, report: report)
    request.namedHierarchies = Dictionary(
      named.map { ($0.column, $0.source) }, uniquingKeysWith: { first, _ in first })
    request.sensitive = sensitive.names
    request.kept = keep.names
    try protection.apply(to: &request)
    request.suppression = suppression
    request.recoding = sets ? .sets : local ? .local : .fullDomain
    request.metric = AnonymizationMetric(rawValue: metric.rawValue) ?? .loss
    request.scheme = try scheme.map { try InputFile.path($0) }
    request.mayCoarsen = coarser
    request.dryRun = options.dryRun
    let summary = try TableAnonymization.run(request, context: session.registryContext)
    return Answer(.record(session.marked(Record(summary))), remarks: Self.remarks(summary))
  }

  private static func remarks(_ summary: TableAnonymizationSummary) -> [String] {
    summary.leftOut.isEmpty
      ? []
      : [
        "not in the output, because no option names them: "
          + summary.leftOut.joined(separator: ", ")
      ]
  }
}

/// A column and where its hierarchy comes from.
struct NamedHierarchy {
  let column: String
  let source: String

  /// Reads `column=source`.
  /// - Parameter text: what was written.
  /// - Throws: `ValidationError` where either is missing.
  init(_ text: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("write a column and its hierarchy, as age=builtin:age or age=ages.csv")
    }
    (column, source) = (String(parts[0]), String(parts[1]))
  }
}

/// What is optimised.
enum MetricArgument: String, CaseIterable, ExpressibleByArgument {
  case loss, entropy, discernibility, precision
  case classSize = "class-size"
}

/// Column names separated by commas.
struct ColumnList {
  /// The names in the order written.
  let names: [String]

  /// Takes names.
  /// - Parameter names: the names.
  init(names: [String]) { self.names = names }

  /// Reads a list.
  /// - Parameter text: what was written.
  /// - Throws: `ValidationError` where a name is empty.
  init(text: String) throws {
    names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("write column names separated by commas, as age,sex,zip")
    }
  }
}
