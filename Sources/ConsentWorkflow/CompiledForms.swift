internal import Domain

/// The published forms, flattened for the fold: no text but the ids, no optional, no nesting.
struct CompiledForms {
  /// A day that never comes.
  static let never = Int32.max

  struct Form {
    var version: Int
    var recordedAt: Instant
    var groups: Range<Int>
    var outdatings: Range<Int>
    var ageOfMajority: Int
    var survivesDeath: Bool
  }

  /// Scopes of a form that run out on the same day.
  struct Group {
    var scopes: UInt16
    var periods: Range<Int>
  }

  /// The day from which a newer material version outdates a form.
  struct Outdating {
    var recordedAt: Instant
    var from: Int32
  }

  private(set) var ids: [String] = []
  private(set) var forms: [Form] = []
  private(set) var groups: [Group] = []
  private(set) var periods: [CivilPeriod] = []
  private(set) var outdatings: [Outdating] = []

  init(_ catalogue: FormCatalogue) {
    for entry in catalogue.entries {
      let form = entry.form
      let firstGroup = groups.count
      addGroups(of: form)
      let firstOutdating = outdatings.count
      addOutdatings(of: form, in: catalogue)
      ids.append(form.reference.id)
      forms.append(
        Form(
          version: form.reference.version, recordedAt: entry.recordedAt,
          groups: firstGroup..<groups.count, outdatings: firstOutdating..<outdatings.count,
          ageOfMajority: form.ageOfMajority, survivesDeath: form.survivesDeath))
    }
  }

  private mutating func addGroups(of form: ConsentForm) {
    var parts: [(periods: [CivilPeriod], scopes: ScopeSet)] = []
    for scope in form.scopes {
      let periods = Self.decisive(form.validities(of: scope))
      if let place = parts.firstIndex(where: { $0.periods == periods }) {
        parts[place].scopes.insert(scope)
      } else {
        parts.append((periods, [scope]))
      }
    }
    for part in parts {
      let first = periods.count
      periods += part.periods
      groups.append(Group(scopes: part.scopes.rawValue, periods: first..<periods.count))
    }
  }

  /// Leaves out periods that end no earlier than another one from any day.
  private static func decisive(_ periods: [CivilPeriod]) -> [CivilPeriod] {
    var kept: [CivilPeriod] = []
    for period in periods
    where !kept.contains(where: { $0.months <= period.months && $0.days <= period.days }) {
      kept.removeAll { period.months <= $0.months && period.days <= $0.days }
      kept.append(period)
    }
    return kept.sorted { ($0.months, $0.days) < ($1.months, $1.days) }
  }

  private mutating func addOutdatings(of form: ConsentForm, in catalogue: FormCatalogue) {
    for newer in catalogue.entries
    where newer.form.reference.id == form.reference.id
      && newer.form.reference.version > form.reference.version && newer.form.change == .material
    {
      let from =
        newer.form.gracePeriod.map { newer.form.inForceFrom.adding($0) } ?? newer.form.inForceFrom
      outdatings.append(Outdating(recordedAt: newer.recordedAt, from: from.daysSinceEpoch))
    }
  }

  /// The place of a form that was known; -1 where it was not.
  /// - Parameters:
  ///   - reference: the form.
  ///   - guess: the place to try first.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the place.
  func place(of reference: FormReference?, guess: Int, knownAt: Instant) -> Int {
    guard let reference else { return -1 }
    if forms.indices.contains(guess), matches(guess, reference) {
      return forms[guess].recordedAt <= knownAt ? guess : -1
    }
    for place in forms.indices where matches(place, reference) {
      return forms[place].recordedAt <= knownAt ? place : -1
    }
    return -1
  }

  private func matches(_ place: Int, _ reference: FormReference) -> Bool {
    forms[place].version == reference.version && ids[place] == reference.id
  }

  /// The day on which permissions of a group that began on a day run out.
  func end(of group: Int, from start: CivilDay) -> Int32 {
    var end = Self.never
    for period in groups[group].periods {
      end = min(end, start.adding(periods[period]).daysSinceEpoch)
    }
    return end
  }

  /// The first day from which a known material version outdates a form.
  func outdated(_ place: Int, knownAt: Instant) -> Int32 {
    var day = Self.never
    for outdating in forms[place].outdatings where outdatings[outdating].recordedAt <= knownAt {
      day = min(day, outdatings[outdating].from)
    }
    return day
  }
}
