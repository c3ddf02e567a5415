/// A cohort to be looked at before it leaves.
public struct CohortPreviewRequest: Sendable {
  /// Which donors are asked for.
  public var selection: CohortSelection
  /// Who would receive it; earlier releases to the same recipient are then taken into account.
  public var recipient: String?
  /// Smallest class of donors who look alike; nil is the policy's, and a smaller one is refused.
  public var k: Int?
  /// Share of donors that may be left out; nil is the policy's, and a larger one is refused.
  public var suppression: Double?
  /// What else is asked of it.
  public var conditions = ReleaseConditions()
  /// The formats wanted beside the table, by name.
  public var formats: [String] = []

  /// Describes a preview.
  /// - Parameters:
  ///   - selection: which donors are asked for.
  ///   - recipient: who would receive it.
  ///   - k: smallest class of donors who look alike.
  ///   - suppression: share of donors that may be left out.
  public init(
    selection: CohortSelection, recipient: String? = nil, k: Int? = nil, suppression: Double? = nil
  ) {
    self.selection = selection
    self.recipient = recipient
    self.k = k
    self.suppression = suppression
  }
}

/// The answer to `cohort preview`.
public struct CohortPreview: Sendable {
  /// What a table of donors offers them.
  public struct Protection: Sendable {
    /// Donors in it.
    public var donors: Int
    /// Classes of donors who look alike.
    public var classes: Int
    /// Donors of the smallest class.
    public var k: Int
    /// Highest prosecutor risk.
    public var highestRisk: Double
    /// Average prosecutor risk.
    public var averageRisk: Double
  }

  /// Classes of one range of sizes.
  public struct ClassSizes: Sendable {
    /// The range, for example `11-20`.
    public var size: String
    /// Classes of it.
    public var classes: Int
    /// Donors in them.
    public var donors: Int
  }

  /// For which programme or expression.
  public var purpose: String
  /// Donors who are eligible and permit it.
  public var members: Int
  /// Donors lost to a rule, in the order in which the rules are asked.
  public var lost: [Loss]
  /// The members as recorded.
  public var before: Protection
  /// What would leave; nil where nothing may.
  public var after: Protection?
  /// The sizes of the classes that would leave.
  public var classSizes: [ClassSizes]
  /// How far each quasi-identifier would be generalised.
  public var levels: [ReleaseSummary.Level]
  /// Loss of the generalisation.
  public var loss: Double?
  /// Why nothing may leave.
  public var refusal: String?
  /// Who has to approve it; nil where the policy asks for nobody.
  public var approval: Approval?

  /// A second person's approval, which a release has to have.
  public struct Approval: Sendable {
    /// The operators who may give it; empty while nobody is enrolled, or nobody of them may.
    public var operators: [String]
    /// Who may give it, in words.
    public var words: String
  }

  /// Donors lost to one rule.
  public struct Loss: Sendable {
    /// `eligibility`, `consent`, `suppression` or `earlier_releases`.
    public var rule: String
    /// What of the rule.
    public var reason: String
    /// How many.
    public var donors: Int
  }
}
