/// A stretch of days with the same states of all scopes, up to the next segment of a donor.
public struct ConsentSegment: Hashable, Sendable {
  /// The first day.
  public let from: CivilDay
  /// The states from then on.
  public let states: PackedStates

  /// Describes a stretch of days.
  /// - Parameters:
  ///   - from: the first day.
  ///   - states: the states from then on.
  public init(from: CivilDay, states: PackedStates) {
    self.from = from
    self.states = states
  }
}
