/// Why a form cannot be published.
public enum FormCatalogueProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// This version, or a later one, is published already.
  case versionNotNew(FormReference, latest: Int)
  /// The first version of a form must be `initial` and a later one must not be.
  case change(FormReference)
  /// It would be in force before the version that it replaces.
  case inForceBeforeLatest(FormReference)
  /// It would be recorded before the version that it replaces.
  case recordedBeforeLatest(FormReference)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .versionNotNew(let form, let latest):
      "form \(form) cannot be published: version \(latest) is published and frozen;"
        + " publish the change as version \(latest + 1)"
    case .change(let form):
      "form \(form) says wrongly how it relates to an earlier version; state change: initial for"
        + " the first version, and editorial or material for every later one"
    case .inForceBeforeLatest(let form):
      "form \(form) is in force before the version that it replaces; state a later in_force_from"
    case .recordedBeforeLatest(let form):
      "form \(form) is recorded before the version that it replaces; check the clock"
    }
  }
}

/// What made a version of a form outdated, and from when on.
public struct FormOutdating: Hashable, Sendable {
  /// The material version that did it.
  public let by: FormReference
  /// The first day on which grants on the old version need a new one: the day on which the
  /// material version came into force, and its grace period after that.
  public let from: CivilDay
}

/// Every published form, with the moment at which the registry learned of it.
public struct FormCatalogue: Hashable, Sendable {
  /// A published form.
  public struct Entry: Hashable, Sendable {
    /// The form.
    public let form: ConsentForm
    /// When the registry learned of it; it decides nothing that was known earlier.
    public let recordedAt: Instant
  }

  /// All published forms by id, and by version within an id.
  public private(set) var entries: [Entry] = []

  /// A catalogue without forms.
  public init() {}

  /// Publishes a form; from now on it is frozen.
  /// - Parameters:
  ///   - form: the form.
  ///   - recordedAt: the moment at which the registry learned of it.
  /// - Throws: ``FormCatalogueProblem`` where it does not follow on the versions before it.
  public mutating func publish(
    _ form: ConsentForm, recordedAt: Instant
  ) throws(FormCatalogueProblem) {
    let reference = form.reference
    let latest = entries.last { $0.form.reference.id == reference.id }
    guard (latest == nil) == (form.change == .initial) else { throw .change(reference) }
    if let latest {
      let version = latest.form.reference.version
      guard reference.version > version else {
        throw .versionNotNew(reference, latest: version)
      }
      guard form.inForceFrom >= latest.form.inForceFrom else {
        throw .inForceBeforeLatest(reference)
      }
      guard recordedAt >= latest.recordedAt else { throw .recordedBeforeLatest(reference) }
    }
    let place = entries.firstIndex { $0.form.reference > reference } ?? entries.endIndex
    entries.insert(Entry(form: form, recordedAt: recordedAt), at: place)
  }

  /// A version of a form.
  /// - Parameters:
  ///   - reference: the form and its version.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the form, or nil where it was not published.
  public func form(
    _ reference: FormReference, knownAt: Instant = .distantFuture
  ) -> ConsentForm? {
    entries.first { $0.form.reference == reference && $0.recordedAt <= knownAt }?.form
  }

  /// The latest version of a form, in force or not yet.
  /// - Parameters:
  ///   - id: the form.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the form, or nil where none was published.
  public func latest(_ id: String, knownAt: Instant = .distantFuture) -> ConsentForm? {
    entries.last { $0.form.reference.id == id && $0.recordedAt <= knownAt }?.form
  }

  /// The version of a form that is in force on a day.
  /// - Parameters:
  ///   - id: the form.
  ///   - day: the day.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the form, or nil where none is in force.
  public func inForce(
    _ id: String, on day: CivilDay, knownAt: Instant = .distantFuture
  ) -> ConsentForm? {
    entries.last {
      $0.form.reference.id == id && $0.recordedAt <= knownAt && $0.form.inForceFrom <= day
    }?.form
  }

  /// Every form that is in force on a day, one version of each id.
  /// - Parameters:
  ///   - day: the day.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the forms by id.
  public func inForce(on day: CivilDay, knownAt: Instant = .distantFuture) -> [ConsentForm] {
    var forms: [ConsentForm] = []
    for entry in entries where entry.recordedAt <= knownAt && entry.form.inForceFrom <= day {
      if forms.last?.reference.id == entry.form.reference.id { forms.removeLast() }
      forms.append(entry.form)
    }
    return forms
  }

  /// Whether and from when on a material version outdates a version.
  /// - Parameters:
  ///   - reference: the form and its version.
  ///   - knownAt: forms recorded later are not seen.
  /// - Returns: the version that does so first, or nil.
  public func outdating(
    of reference: FormReference, knownAt: Instant = .distantFuture
  ) -> FormOutdating? {
    var first: FormOutdating?
    for entry in entries where entry.recordedAt <= knownAt {
      let newer = entry.form
      guard newer.reference.id == reference.id, newer.reference.version > reference.version,
        newer.change == .material
      else { continue }
      let from = newer.gracePeriod.map { newer.inForceFrom.adding($0) } ?? newer.inForceFrom
      if first.map({ from < $0.from }) ?? true {
        first = FormOutdating(by: newer.reference, from: from)
      }
    }
    return first
  }
}
