public import Domain

/// How exactly a release tells dates.
public enum DatePrecision: String, CaseIterable, Hashable, Sendable {
  /// The year alone, as Safe Harbor demands.
  case year
}

/// What a release must keep to unless its command asks for more.
public struct ExportPolicy: Hashable, Sendable {
  /// The version, from 1.
  public let version: Int
  /// The smallest number of donors who look alike.
  public let k: Int
  /// The share of records that may be left out.
  public let suppressionLimit: Double
  /// How exactly dates are told.
  public let dates: DatePrecision
  /// The age from which all ages are one class.
  public let ageTopCode: Int
  /// First three ZIP digits that may not be told.
  public let restrictedZIP3: [String]
  /// Columns that together could single out a person.
  public let quasiIdentifiers: [String]
  /// Columns that nobody should learn of a class as a whole.
  public let sensitive: [String]
  /// How donors are generalised unless a command asks for the other way.
  public let recoding: CohortRecoding
  /// Days within which a recipient has to confirm a recall.
  public let recallDays: Int
  /// Fewest different values that a class has of each sensitive column; 1 asks for none.
  public let l: Int
  /// Whether a second person has to approve a release before it is sealed.
  public let fourEyes: Bool
  /// Whether only recipients on record may receive anything.
  public let registeredRecipients: Bool
  /// So many events may be seen by no witness when a release is sealed; nil asks for no witness.
  public let unwitnessedLimit: Int?
  /// What outsiders are told when they ask for counts.
  public let counts: CountPolicy
}

/// What outsiders are told when they ask how many donors there are.
public struct CountPolicy: Hashable, Sendable {
  /// Smaller counts are suppressed.
  public let smallest: Int
  /// Scale of the noise: one over the epsilon of an answer.
  public let noiseScale: Int
  /// Epsilon that a recipient can spend in all.
  public let budget: Int
}

/// The YAML form of the export policy.
public enum ExportPolicyDocument {
  private static let keys = [
    "version", "k", "suppression_limit", "dates", "age_top_code", "restricted_zip3",
    "quasi_identifiers", "sensitive", "l", "recall_days", "four_eyes", "registered_recipients",
    "unwitnessed_limit",
    "count_smallest", "count_noise_scale", "count_budget",
    "recoding",
  ]

  /// Reads a policy.
  /// - Parameters:
  ///   - yaml: the document.
  ///   - file: its name, for messages.
  /// - Returns: the policy.
  /// - Throws: ``DocumentProblem`` with line and column.
  public static func parse(yaml: [UInt8], file: String) throws(DocumentProblem) -> ExportPolicy {
    let document = try YAMLDocument(yaml: yaml, file: file)
    try document.allow(keys)
    let dates = try document.required("dates")
    guard let precision = DatePrecision(rawValue: try dates.text()) else {
      throw dates.problem("dates cannot be told that exactly", fix: "write year")
    }
    let columns = try document.required("quasi_identifiers").texts()
    let sensitive = try document.value("sensitive")?.texts() ?? []
    guard !columns.isEmpty, Set(columns + sensitive).count == columns.count + sensitive.count else {
      throw document.problem(
        "quasi_identifiers", "no column is named, or one of them twice",
        fix: "name each column once, as quasi-identifier or as sensitive")
    }
    return ExportPolicy(
      version: try integer(document, "version", in: 1...999_999),
      k: try integer(document, "k", in: 2...1_000_000),
      suppressionLimit: try document.required("suppression_limit").share(), dates: precision,
      ageTopCode: try integer(document, "age_top_code", in: 1...120),
      restrictedZIP3: try zips(document.required("restricted_zip3")), quasiIdentifiers: columns,
      sensitive: sensitive, recoding: try recoding(document),
      recallDays: try integer(document, "recall_days", in: 1...3650),
      l: try integer(document, "l", in: 1...1000, default: 1),
      fourEyes: try document.value("four_eyes")?.flag() ?? false,
      registeredRecipients: try document.value("registered_recipients")?.flag() ?? false,
      unwitnessedLimit: try document.value("unwitnessed_limit")
        .map { _ throws(DocumentProblem) in
          try integer(document, "unwitnessed_limit", in: 0...1_000_000_000)
        },
      counts: CountPolicy(
        smallest: try integer(document, "count_smallest", in: 1...1_000_000, default: 11),
        noiseScale: try integer(document, "count_noise_scale", in: 1...1000, default: 2),
        budget: try integer(document, "count_budget", in: 0...1000, default: 10)))
  }

  private static func recoding(
    _ document: YAMLDocument
  ) throws(DocumentProblem) -> CohortRecoding {
    guard let value = document.value("recoding") else { return .fullDomain }
    guard let recoding = CohortRecoding(rawValue: try value.text()) else {
      throw value.problem("no way of generalising", fix: "write full-domain or local")
    }
    return recoding
  }

  private static func integer(
    _ document: YAMLDocument, _ key: String, in range: ClosedRange<Int>, default missing: Int? = nil
  ) throws(DocumentProblem) -> Int {
    if let missing, document.value(key) == nil { return missing }
    let value = try document.required(key)
    let number = try value.integer()
    guard range.contains(number) else {
      throw value.problem(
        "\(number) is out of range", fix: "write \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func zips(_ value: YAMLValue) throws(DocumentProblem) -> [String] {
    var found: [String] = []
    for element in try value.elements() {
      let zip = try element.quotedDigits()
      let isDigits = zip.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
      guard zip.utf8.count == 3, isDigits else {
        throw element.problem("no three ZIP digits", fix: "write three digits, as \"036\"")
      }
      found.append(zip)
    }
    return found
  }
}
