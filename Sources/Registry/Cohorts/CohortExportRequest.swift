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

  /// Describes a release to be made.
  /// - Parameters:
  ///   - selection: which donors are asked for.
  ///   - recipient: who receives it.
  ///   - out: the folder to make.
  ///   - k: smallest class of donors who look alike.
  ///   - suppression: share of donors that may be left out.
  public init(
    selection: CohortSelection, recipient: String, out: String, k: Int? = nil,
    suppression: Double? = nil
  ) {
    self.selection = selection
    self.recipient = recipient
    self.out = out
    self.k = k
    self.suppression = suppression
  }
}
