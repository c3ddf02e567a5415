/// Who may come to hold what, when recipients hand on to each other.
public struct Audience: Sendable {
  private let takers: [String: [String]]
  private let both: [String: [String]]

  /// Describes who hands on to whom.
  /// - Parameter shares: pairs of one who hands on and one who is handed it.
  public init(shares: [(giver: String, taker: String)]) {
    var takers: [String: [String]] = [:]
    var both: [String: [String]] = [:]
    for (giver, taker) in shares {
      takers[giver, default: []].append(taker)
      both[giver, default: []].append(taker)
      both[taker, default: []].append(giver)
    }
    self.takers = takers
    self.both = both
  }

  /// Everybody who may come to hold what a recipient receives, the recipient first of all.
  /// - Parameter recipient: the recipient.
  /// - Returns: the transitive closure of handing on.
  public func holders(of recipient: String) -> Set<String> { Self.closure([recipient], takers) }

  /// Everybody whose releases are held against those of a recipient: all who are linked to it by
  /// handing on, in whichever direction and over however many hands.
  ///
  /// That is more than any single holder has, and it has to be. The rule is kept by holding each new
  /// release against a set for which it was kept before; among releases that were never held against
  /// each other there are cells of any size. Where it is kept for all of them it is kept for every
  /// holder, because fewer releases tell donors apart less finely.
  /// - Parameter recipient: the recipient.
  /// - Returns: the recipient and all such others.
  public func meeting(_ recipient: String) -> Set<String> { Self.closure([recipient], both) }

  private static func closure(
    _ start: Set<String>, _ next: [String: [String]]
  ) -> Set<String> {
    var found = start
    var open = Array(start)
    while let name = open.popLast() {
      for other in next[name] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }
}
