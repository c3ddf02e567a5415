internal import Anonymization
internal import Cohorts
internal import Domain
internal import Interchange
internal import Ledger
internal import Storage

/// What was asked for, as the manifest repeats it.
struct ReleaseQuery {
  private let programme: String?
  private let version: Int?
  private let expression: String

  init(_ question: CohortQuestion) {
    programme = question.programme?.id
    version = question.programme?.version
    expression = question.programme?.eligibility ?? question.purpose
  }

  fileprivate func write(to writer: inout JSONWriter) {
    writer.key("query")
    writer.beginObject()
    if let programme {
      writer.member("programme", programme)
      writer.member("version", version)
    }
    writer.member("eligibility", expression)
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func texts(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}

/// The documents that travel with a release: the data dictionary and the manifest.
struct ReleaseDescription {
  var summary: ReleaseSummary
  var purpose: String
  var needed: ScopeSet
  var recipient: String
  var day: CivilDay
  var sealedAt: Instant
  var policy: ReleasePolicy
  var suppressedLimit: Double
  var query: ReleaseQuery
  var conditions: ReleaseConditions
  var policyVersion: Int
  /// Where the ledger stood, as the log's key signs it: whoever holds the release can prove later that
  /// the registry goes back on what it rested on.
  var checkpoint: SignedNote
  /// How the values of each protected sensitive column are spread in the written file.
  var diversity: [ColumnDiversity]

  /// The Frictionless data package with the dictionary of every column.
  func dataPackage(_ cohort: AnonymizedCohort, _ data: ReleaseSummary.File) -> [UInt8] {
    let pseudonym = DataField(
      name: "pseudonym", type: .string, title: "Pseudonym",
      description: "the donor in this release alone; quote it when data are recalled",
      constraints: DataField.Constraints(required: true, unique: true))
    let fields = cohort.columns.map(\.column).map { column in
      DataField(
        name: column.name, type: .string, title: column.title,
        description: column.meaning)
    }
    return DataPackage(
      name: "cohort-\(summary.release)", title: "Anonymised cohort: \(purpose)",
      description: "One row is one donor with the tumour the cohort is about; "
        + "\(summary.donors) donors, at least \(summary.k) of whom look alike everywhere.",
      licence: nil,
      notes: [
        "For \(recipient) and for this purpose alone. Do not try to identify anyone.",
        "When the registry recalls a pseudonym, delete its row and what was derived from it.",
      ],
      resources: [
        DataResource(
          name: "cohort", path: data.name, title: "Cohort", description: nil, separator: .comma,
          sha256: data.sha256, bytes: data.bytes, primaryKey: ["pseudonym"], missingValues: [""],
          fields: [pseudonym] + fields)
      ]
    ).json()
  }

  /// What was released, for whom, on which ground, and where the ledger stood.
  func manifest(_ files: [ReleaseSummary.File]) -> [UInt8] {
    var writer = JSONWriter(indented: true)
    writer.beginObject()
    writer.member("release", summary.release)
    writer.member("sealed_at", sealedAt)
    writer.member("recipient", recipient)
    writer.member("purpose", purpose)
    query.write(to: &writer)
    writer.member("as_of", day)
    writer.member("known_at", sealedAt)
    writer.member("agreement", conditions.agreement)
    writer.member("until", conditions.until)
    writer.member("approved_request", conditions.approval)
    writer.key("scopes")
    writer.beginArray()
    for scope in needed { writer.string(scope.name) }
    writer.endArray()
    writer.member("donors", summary.donors)
    writer.member("suppressed", summary.suppressed)
    writer.member("withheld", summary.withheld)
    writer.member("classes", summary.classes)
    writer.member("k", summary.k)
    writer.member("k_required", policy.k)
    writer.member("suppression_limit", suppressedLimit)
    writer.key("policy")
    writer.beginObject()
    writer.member("version", policyVersion)
    writer.member("k", policy.k)
    writer.member("l", policy.l)
    writer.member("t", policy.t)
    writer.member("average_risk", policy.averageRisk)
    writer.member("age_top_code", policy.ageTopCode)
    writer.key("quasi_identifiers")
    writer.texts(policy.quasiIdentifiers)
    writer.key("sensitive")
    writer.texts(policy.sensitive)
    writer.endObject()
    writer.key("diversity")
    writer.beginArray()
    for column in diversity {
      writer.beginObject()
      writer.member("column", column.column)
      writer.member("distinct", column.distinct)
      writer.member("dominance", column.dominance)
      writer.member("distance", column.distance)
      writer.endObject()
    }
    writer.endArray()
    writer.member("highest_risk", summary.highestRisk)
    writer.member("average_risk", summary.averageRisk)
    writer.member("recoding", policy.recoding.rawValue)
    writer.member("loss", summary.loss)
    writer.key("levels")
    writer.beginArray()
    for level in summary.levels {
      writer.beginObject()
      writer.member("column", level.column)
      writer.member("level", level.level)
      writer.member("lowest", level.lowest)
      writer.member("highest", level.highest)
      writer.member("loss", level.loss)
      writer.endObject()
    }
    writer.endArray()
    writer.key("files")
    writer.beginArray()
    for file in files {
      writer.beginObject()
      writer.member("name", file.name)
      writer.member("sha256", file.sha256)
      writer.member("bytes", file.bytes)
      writer.endObject()
    }
    writer.endArray()
    writer.member("ledger_size", Int(clamping: summary.ledgerSize))
    writer.member("root", summary.root)
    writer.member("checkpoint", String(decoding: checkpoint.encoded, as: UTF8.self))
    writer.endObject()
    writer.newLine()
    return writer.take()
  }

  /// The summary of a sealed release, read back from its manifest.
  static func summary(of release: SealedRelease) throws -> ReleaseSummary {
    let manifest = try JSONValue(parsing: Array(release.document.utf8)[...])
    func list(_ key: String) -> [JSONValue] { manifest[key]?.elements ?? [] }
    return ReleaseSummary(
      release: release.id, donors: manifest["donors"]?.integer ?? 0,
      suppressed: manifest["suppressed"]?.integer ?? 0,
      classes: manifest["classes"]?.integer ?? 0, k: manifest["k"]?.integer ?? 0,
      highestRisk: manifest["highest_risk"]?.double ?? 1,
      averageRisk: manifest["average_risk"]?.double ?? 1, loss: manifest["loss"]?.double ?? 1,
      levels: list("levels").map {
        ReleaseSummary.Level(
          column: $0["column"]?.text ?? "", level: $0["level"]?.integer ?? 0,
          lowest: $0["lowest"]?.integer ?? $0["level"]?.integer ?? 0,
          highest: $0["highest"]?.integer ?? 0, loss: $0["loss"]?.double ?? 0)
      },
      files: list("files").map {
        ReleaseSummary.File(
          name: $0["name"]?.text ?? "", sha256: $0["sha256"]?.text ?? "",
          bytes: $0["bytes"]?.integer ?? 0)
      },
      ledgerSize: UInt64(clamping: manifest["ledger_size"]?.integer ?? 0),
      root: manifest["root"]?.text ?? "", folder: release.folder,
      withheld: manifest["withheld"]?.integer ?? 0)
  }
}
