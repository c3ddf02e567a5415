internal import Anonymization
internal import Interchange

/// What a released table offers its donors, counted from its own bytes and held against what the
/// manifest claims.
struct ReleaseProtection {
  private let manifest: JSONValue
  private let path: String

  /// The checks "k" and "conditions" of a release folder.
  /// - Parameters:
  ///   - manifest: what was claimed.
  ///   - folder: the release folder.
  /// - Returns: one result for each check.
  /// - Throws: ``RegistryError`` where the table cannot be read.
  static func checks(_ manifest: JSONValue, in folder: String) throws -> [DoctorCheck] {
    try ReleaseProtection(manifest: manifest, path: "\(folder)/\(CohortFile.name)").checks()
  }

  private func checks() throws -> [DoctorCheck] {
    func failed(_ detail: String) -> [DoctorCheck] {
      ["k", "conditions"].map { DoctorCheck(check: $0, ok: false, detail: detail) }
    }
    guard FolderWork.exists(path) else { return failed("there is no \(CohortFile.name)") }
    let columns = (manifest["levels"]?.elements ?? []).compactMap { $0["column"]?.text }
    guard !columns.isEmpty,
      let (measures, violations) = try? CohortFile.examine(
        try InputFile.path(path), quasiIdentifiers: columns, sensitive: sensitive,
        models: conditions)
    else { return failed("\(CohortFile.name) lacks a column that the manifest names") }
    let problem = contradiction(measures)
    let failures =
      violations
      + (manifest["diversity"]?.elements ?? []).compactMap { contradiction($0, measures.diversity) }
    return [
      DoctorCheck(
        check: "k", ok: problem == nil,
        detail: problem
          ?? "\(measures.records) donors in \(measures.classes) classes, k = \(measures.k)"),
      DoctorCheck(
        check: "conditions", ok: failures.isEmpty,
        detail: failures.isEmpty
          ? "met: " + conditions.map(\.title).joined(separator: ", ")
          : failures.joined(separator: "; ")),
    ]
  }

  /// What of the numbers of the manifest the table does not bear out.
  private func contradiction(_ measures: ReleaseMeasures) -> String? {
    guard measures.k >= required else {
      return "\(measures.k) donors look alike and \(required) have to"
    }
    guard measures.k == manifest["k"]?.integer, measures.records == manifest["donors"]?.integer,
      measures.classes == manifest["classes"]?.integer
    else { return "donors, classes or k are not what the manifest says" }
    func differs(_ key: String, _ counted: Double) -> Bool {
      abs((manifest[key]?.double ?? .infinity) - counted) > 1e-9
    }
    return differs("highest_risk", measures.highestRisk)
      || differs("average_risk", measures.averageRisk)
      ? "the risks are not what the manifest says" : nil
  }

  /// What of the claims about a sensitive column the table does not bear out.
  private func contradiction(_ claimed: JSONValue, _ counted: [ColumnDiversity]) -> String? {
    let name = claimed["column"]?.text ?? ""
    guard let found = counted.first(where: { $0.column == name }) else {
      return "the manifest speaks of the values of '\(name)', of which nothing is asked"
    }
    func differs(_ key: String, _ counted: Double) -> Bool {
      abs((claimed[key]?.double ?? .infinity) - counted) > 1e-9
    }
    return claimed["distinct"]?.integer != found.distinct || differs("dominance", found.dominance)
      || differs("distance", found.distance)
      ? "the values of '\(name)' are not spread as the manifest says" : nil
  }

  private var required: Int { manifest["k_required"]?.integer ?? .max }

  private var sensitive: [String] {
    guard l > 1 || policy?["t"]?.double != nil else { return [] }
    return (policy?["sensitive"]?.elements ?? []).compactMap(\.text)
  }

  private var policy: JSONValue? { manifest["policy"] }
  private var l: Int { policy?["l"]?.integer ?? 1 }

  /// What the manifest says that the release meets.
  ///
  /// Classes are close to the cohort before anybody was left out. No file tells how its values were
  /// spread, and none may: less what was released it would be the values of those left out, few as
  /// they are, and beside an earlier release those of whoever withdrew in between. The released donors
  /// together lie no further from the cohort than the share of those left out, so that this much is
  /// allowed beside t when classes are held against the file itself. How far they lie from the file
  /// stands in the manifest, and is counted again to the last digit.
  private var conditions: [PrivacyModel] {
    var models: [PrivacyModel] = [.kAnonymity(required)]
    for column in sensitive {
      if l > 1 { models.append(.distinctDiversity(l: l, of: column)) }
      if let t = policy?["t"]?.double {
        models.append(.equalCloseness(t: min(1, t + leftOut), of: column))
      }
    }
    if let risk = policy?["average_risk"]?.double { models.append(.averageRisk(risk)) }
    return models
  }

  /// The share of the cohort that was left out.
  private var leftOut: Double {
    let suppressed = Double(manifest["suppressed"]?.integer ?? 0)
    let all = suppressed + Double(manifest["donors"]?.integer ?? 0)
    return all == 0 ? 0 : suppressed / all
  }
}
