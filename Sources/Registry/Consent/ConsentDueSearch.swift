internal import ConsentWorkflow
internal import Domain
internal import HashedIdentifiers
internal import Storage

/// Gathers the entries of one worklist in a compact shape, a few bytes each, so that a list of
/// millions can be sorted.
struct ConsentDueSearch {
  private struct Entry {
    var donor: Int64
    var facility: Int
    var due: CivilDay
    var scopes: ScopeSet
    var form: FormReference?
  }

  private let kind: WorklistKind
  private let days: Int
  private let day: CivilDay
  private let wantedFacility: String?
  private let knownAt: Instant
  private let forms: FormCatalogue
  private var entries: [Entry] = []
  /// Names of facilities, each once; the empty name stands for none.
  private var facilities: [String] = []
  private var places: [String: Int] = [:]

  init(_ request: ConsentDueRequest, today: CivilDay, forms: FormCatalogue) {
    switch request.work {
    case .reconsent: (kind, days) = (.reconsentDue, 0)
    case .expiring(let days): (kind, self.days) = (.expiring, max(0, days))
    case .majority(let days): (kind, self.days) = (.majority, max(0, days))
    }
    day = request.on ?? today
    wantedFacility = request.facility
    knownAt = request.knownAt ?? .distantFuture
    self.forms = forms
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Reads the stored folds of those donors alone who have a state that the list is about.
  mutating func readStoredFolds(
    _ snapshot: Snapshot, publications: [UInt64: FormReference]
  ) throws {
    let reader = try snapshot.worklistReader()
    let last = day.adding(days: days)
    if kind == .expiring, days == 0 { return }
    let beginning = (kind == .expiring ? day.adding(days: 1) : .earliest)...last
    try snapshot.forEachTimeline(with: kind.state, beginning: beginning, lastingAfter: day) {
      donor, segments in
      guard let timeline = ConsentTimeline(segments: segments) else {
        throw StoreError.corrupt(detail: "the consent timeline of a donor is out of order")
      }
      let due = ConsentWorklist.due(kind, in: timeline, on: day, withinDays: days)
      guard !due.isEmpty else { return }
      let facility = try reader.facility(of: donor)
      guard wantedFacility == nil || wantedFacility == facility else { return }
      let permissions = try reader.permissions(of: donor).map {
        (scopes: $0.permitted, from: $0.effectiveFrom, form: $0.formSequence)
      }
      for (scopes, due) in due {
        let form = Self.lastSigned(permissions, for: scopes, before: due)
        add(donor, facility, scopes, due, form.flatMap { $0.flatMap { publications[$0] } })
      }
    }
  }

  /// Folds the events of every donor as they were known at an instant.
  mutating func fold(_ snapshot: Snapshot, asKnown: AsKnown) throws {
    let reader = try snapshot.consentReader()
    var fold = ConsentFold(forms: forms)
    for donor in try snapshot.donorsWithConsentEvents() {
      guard let row = try snapshot.donorRow(donor), let known = try asKnown.donor(row),
        wantedFacility == nil || wantedFacility == known.record.facility
      else { continue }
      let events = try reader.events(of: donor).filter { $0.recordedAt <= knownAt }
      let timeline = fold.timeline(of: events, facts: known.consentFacts, knownAt: knownAt)
      let due = ConsentWorklist.due(kind, in: timeline, on: day, withinDays: days)
      guard !due.isEmpty else { continue }
      let voided = events.compactMap(\.facts.target)
      let permissions = events.filter {
        !$0.facts.permitted.isEmpty && !voided.contains($0.sequence)
      }.map { (scopes: $0.facts.permitted, from: $0.facts.effectiveFrom, form: $0.facts.form) }
      for (scopes, due) in due {
        let form = Self.lastSigned(permissions, for: scopes, before: due)
        add(donor, known.record.facility, scopes, due, form.flatMap { $0 })
      }
    }
  }

  /// The form that was signed last for some of the scopes and held before the day.
  private static func lastSigned<Form>(
    _ permissions: [(scopes: ScopeSet, from: CivilDay, form: Form)], for scopes: ScopeSet,
    before day: CivilDay
  ) -> Form? {
    var last: (from: CivilDay, form: Form)?
    for permission in permissions
    where permission.from < day && !permission.scopes.isDisjoint(with: scopes) {
      if last.map({ permission.from >= $0.from }) ?? true {
        last = (permission.from, permission.form)
      }
    }
    return last?.form
  }

  private mutating func add(
    _ donor: Int64, _ facility: String?, _ scopes: ScopeSet, _ due: CivilDay,
    _ form: FormReference?
  ) {
    let name = facility ?? ""
    let place = places[name] ?? facilities.count
    if place == facilities.count {
      facilities.append(name)
      places[name] = place
    }
    entries.append(
      Entry(donor: donor, facility: place, due: due, scopes: scopes, form: form))
  }

  /// Hands over the entries by facility, due day and donor.
  mutating func forEach(_ body: (ConsentDueLine) throws -> Void) rethrows {
    let byName = facilities.indices.sorted { left, right in
      guard !facilities[left].isEmpty else { return false }
      return facilities[right].isEmpty || facilities[left] < facilities[right]
    }
    var rank = Array(repeating: 0, count: facilities.count)
    for (position, place) in byName.enumerated() { rank[place] = position }
    entries.sort {
      (rank[$0.facility], $0.due, $0.donor) < (rank[$1.facility], $1.due, $1.donor)
    }
    var reasons: [FormReference?: String] = [:]
    for entry in entries {
      let why = reasons[entry.form] ?? self.why(entry.form)
      reasons[entry.form] = why
      let facility = facilities[entry.facility]
      try body(
        ConsentDueLine(
          donor: DonorCode.text(entry.donor), facility: facility.isEmpty ? nil : facility,
          scopes: entry.scopes.map(\.name), due: entry.due, form: entry.form?.description,
          why: why))
    }
  }

  private func why(_ form: FormReference?) -> String {
    switch kind {
    case .expiring: return "the time for which it was permitted ends"
    case .majority: return "a parent or guardian signed, and the donor comes of age"
    case .reconsentDue:
      guard let form, let newer = forms.outdating(of: form, knownAt: knownAt) else {
        return "no published form asks for it"
      }
      return "form \(newer.by) asks anew, with a material change"
    }
  }
}
