public import Domain
internal import ResearchRouting
internal import Storage

/// What a new version of a programme would change.
public struct ProgrammeComparison: Sendable {
  /// How many donors a version has, by verdict.
  public struct Standing: Hashable, Sendable {
    /// Its version.
    public var version: Int
    /// Donors who can be offered to it.
    public var eligible: Int
    /// Donors whom a person has to look at.
    public var needsReview: Int
    /// Donors who cannot.
    public var ineligible: Int

    /// Describes a version.
    /// - Parameters:
    ///   - version: its version.
    ///   - eligible: donors who can be offered to it.
    ///   - needsReview: donors whom a person has to look at.
    ///   - ineligible: donors who cannot.
    public init(version: Int, eligible: Int, needsReview: Int, ineligible: Int) {
      self.version = version
      self.eligible = eligible
      self.needsReview = needsReview
      self.ineligible = ineligible
    }
  }

  /// A key of the document with what it says in either version; nil where it says nothing.
  public struct Difference: Hashable, Sendable {
    /// The key.
    public var field: String
    /// In the published version.
    public var old: String?
    /// In the new one.
    public var new: String?

    /// Describes a difference.
    /// - Parameters:
    ///   - field: the key.
    ///   - old: what the published version says.
    ///   - new: what the new one says.
    public init(field: String, old: String?, new: String?) {
      self.field = field
      self.old = old
      self.new = new
    }
  }

  /// Id of the programme.
  public var programme: String
  /// The published version.
  public var old: Standing
  /// The new one.
  public var new: Standing
  /// Donors who can be offered to the published version and could not to the new one.
  public var lost: Int
  /// Donors who could be offered to the new version alone.
  public var gained: Int
  /// What differs, in the order of a document.
  public var differences: [Difference]
}

extension Registry {
  /// Holds a document against the published version of its programme, both as if they were open.
  /// - Parameters:
  ///   - input: the document, YAML.
  ///   - day: the day whose consent, approval and tissue count; nil is today.
  /// - Returns: what would change.
  /// - Throws: ``RegistryError``, where the document cannot be read or its programme is not known.
  public func compareProgramme(
    _ input: InputFile, on day: CivilDay?
  ) throws -> ProgrammeComparison {
    let next = try readProgramme(input).programme
    return try read { snapshot in
      let day = day ?? today
      let present = try programme(next.id, in: snapshot)
      // Whether it is open does not depend on its version; a draft states no approval yet.
      let both = [present, next].map { (try? $0.with(state: .open)) ?? $0 }
      let screened = try screen(both, on: day, in: snapshot)
      let (old, new) = (screened.verdicts[0], screened.verdicts[1])
      let places = screened.donors.indices
      return ProgrammeComparison(
        programme: present.id, old: .init(old, version: present.version),
        new: .init(new, version: next.version),
        lost: places.count { old[$0] == .eligible && new[$0] != .eligible },
        gained: places.count { new[$0] == .eligible && old[$0] != .eligible },
        differences: zip(present.fields, next.fields).filter { $0.value != $1.value }.map {
          .init(field: $0.name, old: $0.value, new: $1.value)
        })
    }
  }
}

extension ProgrammeComparison.Standing {
  fileprivate init(_ verdicts: VerdictBitmaps, version: Int) {
    self.init(
      version: version, eligible: verdicts.eligible, needsReview: verdicts.needingReview,
      ineligible: verdicts.ineligible)
  }
}

extension ResearchProgramme {
  /// What the document says, key by key.
  fileprivate var fields: [(name: String, value: String?)] {
    var fields: [(name: String, value: String?)] = []
    func add(_ name: String, _ value: String?) { fields.append((name, value)) }
    func add(_ name: String, _ values: [String]) {
      add(name, values.isEmpty ? nil : values.joined(separator: ", "))
    }
    func add(_ name: String, _ number: Int?) { add(name, number.map { String($0) }) }
    func add(_ name: String, _ flag: Bool) { add(name, String(flag)) }
    add("title", title)
    add("purpose.permission", purpose.permission.name)
    add("purpose.modifiers", purpose.modifiers.map(\.name))
    add("purpose.diseases", purpose.diseases)
    add("purpose.sensitive", purpose.sensitive)
    add("purpose.text", purpose.text)
    add("eligibility", eligibility)
    add("tissue.accept", tissue.accepted.map(\.name))
    add("tissue.prefer", tissue.preferred?.name)
    add("tissue.matched_normal", tissue.needsMatchedNormal)
    add("tissue.matched_blood", tissue.needsMatchedBlood)
    add("tissue.minimum_viability", tissue.minimumViability)
    add("tissue.pre_treatment_preferred", tissue.prefersPreTreatment)
    add("tissue.minimum_mg", tissue.minimumMilligrams)
    add("tissue.pre_post_pair", tissue.needsPrePostPair)
    add("tissue.window_days", tissue.windowDays)
    add("tissue.extras", tissue.extras)
    add("consent_scopes", requiredScopes.map(\.name))
    add("approval.reference", approval?.reference)
    add("approval.from", approval?.from.description)
    add("approval.until", approval?.until?.description)
    add("sponsor", sponsor)
    add("commercial", isCommercial)
    add("countries", countries)
    add("quota", quota)
    add("priority", priority)
    add("note", note)
    add("references", references)
    return fields
  }
}
