internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// Takes rows into one transaction.
final class ConsentRowTaker {
  private let registry: Registry
  private let change: Change
  private let reason: String?
  private let history: Snapshot.ConsentReader
  private let words: ConsentWords

  init(_ registry: Registry, _ change: Change, reason: String?) throws {
    self.registry = registry
    self.change = change
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
    } catch let refusal as ConsentRefusal {
      return [FieldProblem(field: "event", problem: refusal.sentence, fix: refusal.fix)]
    } catch let error as DonorCodeError {
      return [FieldProblem(field: "donor", problem: "\(error)", fix: "correct the code")]
    } catch { return [try Registry.rowProblem(error)] }
  }

  private func take(_ row: ConsentImportRow) throws {
    let code = try DonorCode(parsing: row.donor)
    guard let donor = try change.snapshot.donorRow(code.value) else {
      throw FieldProblem(
        field: "donor", problem: "no donor has this code",
        fix: "find the donor with: tissuectl donor find")
    }
    var request = ConsentRequest(donor: row.donor, kind: row.event)
    request.form = row.form
    request.scopes = row.scopes.map { [$0] } ?? []
    request.signedOn = try Self.day(row.signedOn, "signed_on")
    request.effectiveFrom = try Self.day(row.effectiveFrom, "effective_from")
    request.signer = row.signer
    request.evidence = row.evidence.map { .digest($0) }
    let needsBirth = donor.record.birthYear.map { year in
      (request.signedOn ?? registry.today).year - year <= 18
    }
    _ = try registry.record(
      request, reason: row.reason ?? reason, donor: donor,
      birthDay: needsBirth == true ? try registry.birthDay(of: donor, in: change.snapshot) : nil,
      reader: history, words: words, change)
  }

  private static func day(_ text: String?, _ field: String) throws(FieldProblem) -> CivilDay? {
    guard let text else { return nil }
    if let day = CivilDay(iso: text) { return day }
    throw FieldProblem(
      field: field, problem: "'\(FieldProblem.excerpt(text))' is no date",
      fix: "write a day of the calendar as YYYY-MM-DD")
  }
}
