public import Domain

/// A cohort to be released.
public struct CohortExportRequest: Sendable {
  /// Which donors are asked for.
  public var selection: CohortSelection
  /// Who receives it.
  public var recipient: String
  /// The folder to make; nothing may stand there yet.
  public var out: String
  /// Smallest class of donors who look alike; nil is the policy's, and a smaller one is refused.
  public var k: Int?
  /// Share of donors that may be left out; nil is the policy's, and a larger one is refused.
  public var suppression: Double?
  /// What else is asked of it, and its terms.
  public var conditions = ReleaseConditions()
  /// The formats wanted beside the table, by name: `cbioportal`, `fhir`, `phenopackets`.
  public var formats: [String]

  /// Describes a release to be made.
  /// - Parameters:
  ///   - selection: which donors are asked for.
  ///   - recipient: who receives it.
  ///   - out: the folder to make.
  ///   - k: smallest class of donors who look alike.
  ///   - suppression: share of donors that may be left out.
  ///   - formats: the formats wanted beside the table.
  public init(
    selection: CohortSelection, recipient: String, out: String, k: Int? = nil,
    suppression: Double? = nil, formats: [String] = []
  ) {
    self.selection = selection
    self.recipient = recipient
    self.out = out
    self.k = k
    self.suppression = suppression
    self.formats = formats
  }
}

/// What is asked of a release beside the size of its classes, and the terms under which it leaves.
public struct ReleaseConditions: Hashable, Sendable {
  /// Fewest different values of a sensitive column in a class; nil is the policy's, and a smaller one
  /// is refused.
  public var l: Int?
  /// How far the values of a sensitive column in a class may lie from those of the cohort.
  public var t: Double?
  /// How donors are generalised; nil is the policy's.
  public var recoding: CohortRecoding?
  /// Highest risk of being recognised.
  public var maximumRisk: Double?
  /// Highest mean of that risk over all donors released.
  public var averageRisk: Double?
  /// Reference of the agreement.
  public var agreement: String?
  /// The last day on which the recipient may hold the data.
  public var until: CivilDay?
  /// Id of an approved request.
  public var approval: String?

  /// Asks for nothing more than the policy.
  public init() {}
}
