/// The days on which an ethics approval holds, closed-open.
public struct ApprovalInterval: Hashable, Sendable {
  /// The approval as the committee names it.
  public let reference: String
  /// The first day.
  public let from: CivilDay
  /// The first day on which it no longer holds; nil where no end is set.
  public let until: CivilDay?

  /// States an approval; the programme that takes it up checks it.
  /// - Parameters:
  ///   - reference: the approval as the committee names it.
  ///   - from: the first day.
  ///   - until: the first day on which it no longer holds.
  public init(reference: String, from: CivilDay, until: CivilDay? = nil) {
    self.reference = reference
    self.from = from
    self.until = until
  }

  /// Whether the approval holds on a day.
  /// - Parameter day: the day.
  /// - Returns: whether it does.
  public func contains(_ day: CivilDay) -> Bool {
    guard day >= from else { return false }
    guard let until else { return true }
    return day < until
  }
}
