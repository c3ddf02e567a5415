internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Storage

/// What each Consent of another registry says is permitted, to be held against what the whole file
/// gives.
///
/// Such a Consent tells the days on which its scopes are still permitted; what ended them stands in
/// Consents of its own. Where one of these is missing from the file, its scopes would be permitted
/// for longer than the file says, and nothing of it is taken.
struct DocumentPromises {
  struct Promise {
    let line: Int
    let form: FormReference
    let from: CivilDay
    let permitted: ScopeSet
    let days: [ConsentDays]
  }

  private(set) var byDonor: [Int64: [Promise]] = [:]
  /// Events of the file that were recorded before.
  var known: Set<UInt64> = []

  mutating func add(
    _ entry: FHIRConsentRow, form: FormReference, from: CivilDay
  ) throws {
    let donor = try DonorCode(parsing: entry.row.donor).value
    let answered = entry.row.scopes.flatMap { try? ScopeSet.parse($0, field: "scopes") } ?? []
    byDonor[donor, default: []].append(
      Promise(
        line: entry.row.line, form: form, from: from, permitted: answered, days: entry.days))
  }
}

extension Registry {
  /// Makes sure that no permission outlasts the Consent that states it.
  func check(
    _ promises: DocumentPromises, _ history: Snapshot.ConsentReader, _ change: Change
  ) throws {
    var fold = ConsentFold(forms: change.forms)
    for (donor, held) in promises.byDonor.sorted(by: { $0.key < $1.key }) {
      guard let stored = try change.snapshot.donorRow(donor) else { continue }
      // The file alone: what else was recorded here before keeps its own permissions.
      let events = try history.events(of: donor).filter {
        $0.recordedAt == change.recordedAt || promises.known.contains($0.sequence)
      }
      let timeline = fold.timeline(
        of: events, facts: stored.consentFacts, knownAt: .distantFuture)
      for promise in held {
        guard let form = change.forms.form(promise.form) else { continue }
        for scope in promise.permitted {
          let found = timeline.permittedDays(of: scope, by: form, from: promise.from)
          guard let excess = found.first(where: { !$0.isWithin(promise.days) }) else { continue }
          throw RegistryError(
            .consentRefused,
            "\(scope) would be permitted from \(excess.first)"
              + (excess.last.map { " to \($0)" } ?? " on") + ", longer than its Consent says",
            at: [
              .init("line", "\(promise.line)"), .init("donor", DonorCode.text(donor)),
            ], why: "what ended or interrupted it is not in the file, or was rejected",
            fix: "import the whole history of the donor in one file; nothing was taken")
        }
      }
    }
  }
}

extension ConsentTimeline {
  /// The days on which a scope is permitted, of those that a grant on a form reaches.
  func permittedDays(
    of scope: ConsentScope, by form: ConsentForm, from start: CivilDay
  ) -> [ConsentDays] {
    let end = form.scopes.contains(scope) ? form.validityEnd(of: scope, from: start) : start
    return intervals(of: scope).compactMap { interval in
      guard interval.state.permits else { return nil }
      let first = max(interval.from, start)
      let until = [interval.until, end].compactMap(\.self).min()
      if let until, until <= first { return nil }
      return ConsentDays(scope: scope, first: first, last: until.map { $0.adding(days: -1) })
    }
  }
}

extension ConsentDays {
  /// Whether all of these days are among others of the same scope.
  fileprivate func isWithin(_ others: [ConsentDays]) -> Bool {
    others.contains { other in
      other.scope == scope && other.first <= first
        && (other.last == nil || last.map { $0 <= other.last ?? $0 } ?? false)
    }
  }
}
