public import Anonymization
public import Domain

/// A cohort as it leaves: which members, and what stands in each column.
public struct AnonymizedCohort: Sendable {
  /// A quasi-identifier and how far it was generalised.
  public struct Level: Hashable, Sendable {
    /// Name of the column.
    public let column: String
    /// Level of its hierarchy, 0 is as recorded; the highest of all classes where each has its own.
    public let level: Int
    /// The lowest level that a class has.
    public let lowest: Int
    /// The highest level there is.
    public let highest: Int
    /// The share of detail that its cells lost, 0 to 1.
    public let loss: Double
  }

  /// The columns after the pseudonym.
  public let columns: [ReleasedColumn]
  /// Positions of the released members, in the order of their pseudonyms.
  public internal(set) var released: [Int]
  /// Members left out to protect the others.
  public internal(set) var suppressed: Int
  /// How far each quasi-identifier was generalised.
  public let levels: [Level]
  /// The sizes of the groups left out because earlier releases tell them apart from all others.
  public let apart: [Int]
  /// Whether all members have one scheme, or each class one of its own.
  public let recoding: CohortRecoding
  /// Loss of the generalisation, 0 to 1.
  public let loss: Double
  /// Names of the quasi-identifiers.
  public var quasiIdentifiers: [String] { levels.map(\.column) }
}

/// A column of a release with a value for every member of the cohort, released or not.
public struct ReleasedColumn: Sendable {
  /// Name, title and meaning.
  public let column: ReleaseColumn
  /// The distinct values.
  public let labels: ValueDictionary
  /// For each member the code of its value.
  public let codes: [UInt32]
  let isGeneralised: Bool

  fileprivate init(_ recorded: RecordedColumn, _ generalised: GeneralizedColumn?, _ rows: [Int]?) {
    column = recorded.column
    isGeneralised = generalised != nil
    guard let generalised else {
      labels = recorded.values.values
      codes = recorded.values.codes
      return
    }
    labels = generalised.labels
    guard let rows else {
      codes = generalised.codes
      return
    }
    var scattered = [UInt32](repeating: 0, count: recorded.values.rowCount)
    for (row, member) in rows.enumerated() { scattered[member] = generalised.codes[row] }
    codes = scattered
  }

  /// Whether something stands in the column for a released member; what was generalised always does.
  fileprivate func isFilled(for released: [Int]) -> Bool {
    if isGeneralised { return true }
    let isEmpty = (0..<UInt32(labels.count)).map { labels.utf8($0).isEmpty }
    return released.contains { !isEmpty[Int(codes[$0])] }
  }
}

/// Why a cohort cannot be released.
public enum CohortRefusal: Error, Equatable, CustomStringConvertible {
  /// Fewer donors than one class needs.
  case tooFew(donors: Int, k: Int)
  /// No generalisation protects enough donors.
  case unprotectable(k: Int, suppressionLimit: Double)
  /// A column of the policy is not there or cannot be generalised.
  case unknownColumn(String, known: [String])
  /// What earlier releases to the same recipient tell would isolate too few donors.
  case isolating(cells: Int, smallest: Int, remaining: Int, k: Int)
  /// The release fails a condition: without those who stay behind because of earlier releases, or
  /// as its file was written.
  case unmet(String)
  /// A sensitive column of the policy is not there, or others may know it of a person.
  case notSensitive(String)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .tooFew(let donors, let k):
      "\(donors) donors are eligible and permit it, fewer than the \(k) who have to look alike"
    case .unprotectable(let k, let limit):
      "no generalisation makes \(k) donors look alike without leaving out more than "
        + "\(limit * 100) % of them"
    case .unknownColumn(let name, _):
      "the policy names a quasi-identifier '\(name)' that is not one"
    case .isolating(let cells, let smallest, let remaining, let k):
      "beside the earlier releases that this recipient may come to hold \(cells) groups could be "
        + "told apart that do not protect their donors, the smallest of \(smallest); without them "
        + "\(remaining) donors are left, fewer than \(k)"
    case .notSensitive(let name):
      "the policy names a sensitive column '\(name)' that is none, or is a quasi-identifier too"
    case .unmet(let condition): "what would leave does not protect its donors: \(condition)"
    }
  }
}

/// Generalises a cohort until at least k donors look alike everywhere.
public enum CohortAnonymizer {
  /// Generalises a cohort under a policy.
  ///
  /// Where some of the donors can be told apart by earlier releases already, classes are made within
  /// what can be told apart, and nobody stays in of whom fewer than k look alike there.
  /// - Parameters:
  ///   - cohort: the donors whose consent permits it; their order does not show in the result.
  ///   - policy: what the release has to fulfil.
  ///   - earlier: for each donor a number for what earlier releases say of the donor; empty where
  ///     there are none.
  ///   - workers: what runs parts of the search at the same time.
  /// - Returns: what leaves.
  /// - Throws: ``CohortRefusal``, or an error of the anonymisation for a value no hierarchy knows.
  public static func anonymize(
    _ cohort: Cohort, policy: ReleasePolicy, earlier: [UInt32] = [], workers: Workers = .one
  ) throws -> AnonymizedCohort {
    guard cohort.count >= policy.k else {
      throw CohortRefusal.tooFew(donors: cohort.count, k: policy.k)
    }
    let groups = EarlierGroups(earlier, k: policy.k)
    guard groups.remaining >= policy.k else {
      throw CohortRefusal.isolating(
        cells: groups.apart.count, smallest: groups.apart.min() ?? 0, remaining: groups.remaining,
        k: policy.k)
    }
    let rows = groups.rows
    let recorded = try cohort.recorded()
    let quasi = try policy.quasiIdentifiers.map { name in
      guard let column = recorded.first(where: { $0.column.name == name }),
        let kind = column.column.generalisation
      else {
        throw CohortRefusal.unknownColumn(
          name, known: ReleaseColumn.all.filter(\.canBeGeneralised).map(\.name))
      }
      return (column: column, kind: kind)
    }
    let sensitive = try sensitiveColumns(of: recorded, policy)
    let limits = BuiltInHierarchy.Limits(
      ageTopCode: policy.ageTopCode, restrictedRegions: policy.restrictedRegions)
    let identifiers = try quasi.map { column, kind in
      let name = column.column.name
      return QuasiIdentifier(
        column: name,
        hierarchy: try kind.hierarchy(name: name, values: column.values.values, limits: limits))
    }
    let table = try Table(
      columns: try (quasi.map(\.column) + sensitive).map { try $0.values.selecting(rows) }
        + (rows == nil ? [] : [groups.column]))
    let result = try search(
      table, identifiers + (rows == nil ? [] : [try groups.quasiIdentifier]), policy,
      // Whoever is suppressed is missing beside an earlier release, and k - 1 others with them.
      suppressionLimit: rows == nil ? policy.suppressionLimit : 0, workers)
    let pseudonyms = cohort.pseudonyms
    let released = PseudonymOrder.sorted(
      result.outputRows.map { rows?[$0] ?? $0 }, by: pseudonyms)
    guard released.count >= policy.k else {
      throw CohortRefusal.unprotectable(k: policy.k, suppressionLimit: policy.suppressionLimit)
    }
    let generalised = Dictionary(
      uniqueKeysWithValues: identifiers.indices.map { (identifiers[$0].column, result.column($0)) })
    let columns = recorded.map { ReleasedColumn($0, generalised[$0.column.name], rows) }
    let ranges = result.levelRanges
    return AnonymizedCohort(
      columns: columns.filter {
        $0.isFilled(for: released) || policy.protected.contains($0.column.name)
      }, released: released,
      suppressed: cohort.count - released.count,
      levels: identifiers.indices.map { index in
        AnonymizedCohort.Level(
          column: identifiers[index].column, level: ranges?[index].upperBound ?? 0,
          lowest: ranges?[index].lowerBound ?? 0,
          highest: identifiers[index].hierarchy.levelCount - 1, loss: result.penalties[index])
      },
      apart: groups.apart, recoding: policy.recoding, loss: result.loss(of: identifiers.indices))
  }

  private static func sensitiveColumns(
    of recorded: [RecordedColumn], _ policy: ReleasePolicy
  ) throws -> [RecordedColumn] {
    try policy.protected.map { name in
      guard let column = recorded.first(where: { $0.column.name == name }),
        !policy.quasiIdentifiers.contains(name)
      else { throw CohortRefusal.notSensitive(name) }
      return column
    }
  }

  private static func search(
    _ table: Table, _ identifiers: [QuasiIdentifier], _ policy: ReleasePolicy,
    suppressionLimit: Double, _ workers: Workers
  ) throws -> AnonymizationResult {
    let coarser = AnonymizationScheme(
      levels: Dictionary(
        uniqueKeysWithValues: identifiers.map {
          ($0.column, min(policy.coarserThan[$0.column] ?? 0, $0.hierarchy.levelCount - 1))
        }))
    var request = try AnonymizationRequest(
      quasiIdentifiers: identifiers, models: policy.models,
      suppressionLimit: suppressionLimit, suppressedRecords: .dropped,
      recoding: policy.recoding == .local ? .local : .fullDomain
    ).following(coarser, .atLeast)
    request.workers = workers
    guard policy.recoding == .local else { return try anonymize(table, request, policy) }
    // The cover is greedy: now and then the best single scheme loses less than all it found.
    var single = request
    single.recoding = .fullDomain
    let (cover, scheme) = (request, single)
    let (outcome, whole) = workers.both {
      Result { try anonymize(table, cover, policy) }
    } _: {
      try? Anonymizer.anonymize(table, request: scheme)
    }
    let found = try outcome.get()
    guard found.levels == nil, let whole, whole.loss < found.loss else { return found }
    return whole
  }

  private static func anonymize(
    _ table: Table, _ request: AnonymizationRequest, _ policy: ReleasePolicy
  ) throws -> AnonymizationResult {
    let outcome: Result<AnonymizationResult, AnonymizationError>
    do { outcome = .success(try Anonymizer.anonymize(table, request: request)) } catch {
      outcome = .failure(error)
    }
    if case .failure(.noSolution) = outcome {
      throw CohortRefusal.unprotectable(
        k: policy.k, suppressionLimit: request.suppressionLimit)
    }
    return try outcome.get()
  }
}
