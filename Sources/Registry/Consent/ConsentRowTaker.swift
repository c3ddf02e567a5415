internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// Takes rows into one transaction.
final class ConsentRowTaker {
  let change: Change
  let form: String?
  let history: Snapshot.ConsentReader
  private let registry: Registry
  private let reason: String?
  private let words: ConsentWords

  /// Prepares the taking of rows.
  /// - Parameters:
  ///   - registry: whose guards judge the rows.
  ///   - change: the operation that they belong to.
  ///   - form: the form of rows that name none.
  ///   - reason: the reason of rows that give none.
  /// - Throws: `StoreError`.
  init(_ registry: Registry, _ change: Change, form: String?, reason: String?) throws {
    self.registry = registry
    self.change = change
    self.form = form
    self.reason = reason
    history = try change.snapshot.consentReader()
    words = ConsentWords(forms: change.forms)
  }

  /// Records what a row says.
  /// - Returns: what is wrong with it, nothing where it was recorded.
  /// - Throws: what is not about the row itself.
  func problems(of row: ConsentImportRow) throws -> [FieldProblem] {
    guard row.problems.isEmpty else { return row.problems }
    do {
      try take(row)
      return []
    } catch { return [try Self.problem(error)] }
  }

  /// What a failed row says to the site; anything that is not about the row itself goes on up.
  static func problem(_ error: any Error) throws -> FieldProblem {
    switch error {
    case let refusal as ConsentRefusal:
      FieldProblem(field: "event", problem: refusal.sentence, fix: refusal.fix)
    case let error as DonorCodeError:
      FieldProblem(field: "donor", problem: "\(error)", fix: "correct the code")
    default: try Registry.rowProblem(error, IntakeNames())
    }
  }

  /// Records what a row says; `adjust` completes the request before it is judged.
  func take(
    _ row: ConsentImportRow, adjust: (inout ConsentRequest) throws -> Void = { _ in }
  ) throws {
    let donor = try donor(of: row)
    var request = try Self.request(row)
    request.form = request.form ?? form
    try adjust(&request)
    try record(request, reason: row.reason ?? reason, of: donor)
  }

  /// Records an event of a donor.
  func record(_ request: ConsentRequest, reason: String?, of donor: StoredDonor) throws {
    let needsBirth = donor.record.birthYear.map { year in
      (request.signedOn ?? registry.today).year - year <= 18
    }
    _ = try registry.record(
      request, reason: reason, donor: donor,
      birthDay: needsBirth == true ? try registry.birthDay(of: donor, in: change.snapshot) : nil,
      reader: history, words: words, change)
  }

  /// The donor that a row names.
  func donor(of row: ConsentImportRow) throws -> StoredDonor {
    let code = try DonorCode(parsing: row.donor)
    if let donor = try change.snapshot.donorRow(code.value) { return donor }
    throw FieldProblem(
      field: "donor", problem: "no donor has this code",
      fix: "find the donor with: tissuectl donor find")
  }

  private static func request(_ row: ConsentImportRow) throws -> ConsentRequest {
    var request = ConsentRequest(donor: row.donor, kind: row.event)
    request.form = row.form
    request.scopes = row.scopes.map { [$0] } ?? []
    request.decline = row.decline.map { [$0] } ?? []
    request.level = row.level
    request.destruction = row.destruction
    request.signedOn = try Self.day(row.signedOn, "signed_on")
    request.effectiveFrom = try Self.day(row.effectiveFrom, "effective_from")
    request.signer = row.signer
    request.mandate = row.mandate
    request.witness = row.witness
    request.evidence = row.evidence.map { .digest($0) }
    guard ["true", "false", nil].contains(row.assent) else {
      throw FieldProblem(
        field: "assent", problem: "neither true nor false", fix: "write true, or leave it empty")
    }
    request.assent = row.assent == "true"
    return request
  }

  private static func day(_ text: String?, _ field: String) throws(FieldProblem) -> CivilDay? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return day }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no date",
      fix: "write a day of the calendar as YYYY-MM-DD")
  }
}
