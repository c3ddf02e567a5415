/// What one report says of the stage of a tumour: it means something within one edition only.
public struct Staging: Hashable, Sendable {
  /// AJCC stage group.
  public var stage: StageGroup?
  /// Edition of the AJCC manual that stage and categories follow.
  public var edition: UInt8?
  /// T category.
  public var t: TNMCategory?
  /// N category.
  public var n: TNMCategory?
  /// M category.
  public var m: TNMCategory?

  /// One part of it that reports can disagree about.
  public enum Part: String, CaseIterable, Sendable {
    /// The stage group.
    case stage
    /// The T category.
    case t
    /// The N category.
    case n
    /// The M category.
    case m
  }

  /// Says nothing yet.
  public init() {}

  /// Whether nothing is said, an edition alone included.
  public var isEmpty: Bool { stage == nil && t == nil && n == nil && m == nil }

  /// Whether both follow, as far as is known, one edition.
  func isComparable(with other: Staging) -> Bool {
    edition == nil || other.edition == nil || edition == other.edition
  }

  /// Whether both say something of a part and one of them cannot be what the other says less exactly.
  ///
  /// Clinical and pathological categories are two findings, and `X` is none.
  /// - Parameters:
  ///   - other: another report.
  ///   - part: the part.
  /// - Returns: whether they contradict each other; never across editions.
  public func contradicts(_ other: Staging, in part: Part) -> Bool {
    guard isComparable(with: other) else { return false }
    func differ(_ one: TNMCategory?, _ other: TNMCategory?) -> Bool {
      guard let one, let other, one.prefix == other.prefix, one.major != "X", other.major != "X"
      else { return false }
      return one.major != other.major
        || !(one.suffix.hasPrefix(other.suffix) || other.suffix.hasPrefix(one.suffix))
    }
    switch part {
    case .stage:
      guard let stage, let other = other.stage else { return false }
      return stage.major != other.major
        || !(stage.subgroup.hasPrefix(other.subgroup) || other.subgroup.hasPrefix(stage.subgroup))
    case .t: return differ(t, other.t)
    case .n: return differ(n, other.n)
    case .m: return differ(m, other.m)
    }
  }

  /// The value of a part as people write it.
  /// - Parameter part: the part.
  /// - Returns: the value, or nil.
  public func words(_ part: Part) -> String? {
    switch part {
    case .stage: stage?.description
    case .t: t?.description
    case .n: n?.description
    case .m: m?.description
    }
  }
}

extension Diagnosis {
  /// Stage and categories together.
  public var staging: Staging {
    get {
      var staging = Staging()
      (staging.stage, staging.edition) = (stage, edition)
      (staging.t, staging.n, staging.m) = (t, n, m)
      return staging
    }
    set {
      (stage, edition) = (newValue.stage, newValue.edition)
      (t, n, m) = (newValue.t, newValue.n, newValue.m)
    }
  }
}

extension TumourRecord {
  /// Whether a later report says something of the stage that is not recorded yet.
  /// - Parameter later: what the report says.
  /// - Returns: false where it says nothing, the same, or speaks of another edition.
  public func isNews(_ later: Staging) -> Bool {
    var copy = self
    copy.take(later)
    return copy != self
  }

  /// Completes the staging with what a later report says; nothing that is recorded is replaced.
  ///
  /// A report that contradicts what is recorded is kept beside it, for a person to settle. One that
  /// follows another edition is not comparable and completes nothing.
  /// - Parameter later: what the report says.
  public mutating func take(_ later: Staging) {
    let known = diagnosis.staging
    guard !later.isEmpty, !contradictions.contains(later) else { return }
    if known.isEmpty {
      var taken = later
      taken.edition = later.edition ?? known.edition
      return diagnosis.staging = taken
    }
    guard known.isComparable(with: later) else { return }
    if Staging.Part.allCases.contains(where: { later.contradicts(known, in: $0) }) {
      return contradictions.append(later)
    }
    diagnosis.edition = known.edition ?? later.edition
    diagnosis.stage = known.stage ?? later.stage
    diagnosis.t = known.t ?? later.t
    diagnosis.n = known.n ?? later.n
    diagnosis.m = known.m ?? later.m
  }

  /// The parts of the staging that reports contradict each other in.
  public var contradictedParts: [Staging.Part] {
    guard !contradictions.isEmpty else { return [] }
    return Staging.Part.allCases.filter { part in
      contradictions.contains { $0.contradicts(diagnosis.staging, in: part) }
    }
  }
}
