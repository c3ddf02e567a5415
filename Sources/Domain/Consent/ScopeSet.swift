/// A set of consent scopes in sixteen bits; bit n stands for the scope with raw value n.
///
/// It is a set of ``ConsentScope`` (not an option set of itself), so that it can be iterated and
/// written as a literal of scopes: `[.tissueSurplus, .bloodSample]`.
public struct ScopeSet: RawRepresentable, Hashable, Sendable, SetAlgebra, Sequence {
  /// One bit for each scope.
  public var rawValue: UInt16

  /// All sixteen scopes.
  public static let all = ScopeSet(rawValue: .max)

  /// A set from its bits; every pattern is a set.
  /// - Parameter rawValue: one bit for each scope.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The empty set.
  public init() { rawValue = 0 }

  /// A set of one scope.
  /// - Parameter scope: the only member.
  public init(_ scope: ConsentScope) { rawValue = 1 << UInt16(scope.rawValue) }

  /// How many scopes there are in the set.
  public var count: Int { rawValue.nonzeroBitCount }

  /// Whether there is no scope in the set.
  public var isEmpty: Bool { rawValue == 0 }

  /// Whether a scope is in the set.
  /// - Parameter member: the scope.
  /// - Returns: whether it is.
  public func contains(_ member: ConsentScope) -> Bool {
    rawValue & ScopeSet(member).rawValue != 0
  }

  /// The scopes that are in either set.
  /// - Parameter other: the other set.
  /// - Returns: the union.
  public func union(_ other: ScopeSet) -> ScopeSet {
    ScopeSet(rawValue: rawValue | other.rawValue)
  }

  /// The scopes that are in both sets.
  /// - Parameter other: the other set.
  /// - Returns: the intersection.
  public func intersection(_ other: ScopeSet) -> ScopeSet {
    ScopeSet(rawValue: rawValue & other.rawValue)
  }

  /// The scopes that are in exactly one of the sets.
  /// - Parameter other: the other set.
  /// - Returns: the symmetric difference.
  public func symmetricDifference(_ other: ScopeSet) -> ScopeSet {
    ScopeSet(rawValue: rawValue ^ other.rawValue)
  }

  /// Adds a scope.
  /// - Parameter newMember: the scope.
  /// - Returns: whether it was new, and the scope.
  @discardableResult
  public mutating func insert(
    _ newMember: ConsentScope
  ) -> (inserted: Bool, memberAfterInsert: ConsentScope) {
    let isNew = !contains(newMember)
    rawValue |= ScopeSet(newMember).rawValue
    return (isNew, newMember)
  }

  /// Takes a scope out.
  /// - Parameter member: the scope.
  /// - Returns: the scope where it was in the set.
  @discardableResult
  public mutating func remove(_ member: ConsentScope) -> ConsentScope? {
    let was = contains(member)
    rawValue &= ~ScopeSet(member).rawValue
    return was ? member : nil
  }

  /// Adds a scope.
  /// - Parameter newMember: the scope.
  /// - Returns: the scope where it was in the set already.
  @discardableResult
  public mutating func update(with newMember: ConsentScope) -> ConsentScope? {
    insert(newMember).inserted ? nil : newMember
  }

  /// Adds the scopes of another set.
  /// - Parameter other: the other set.
  public mutating func formUnion(_ other: ScopeSet) { rawValue |= other.rawValue }

  /// Keeps only the scopes that are in the other set as well.
  /// - Parameter other: the other set.
  public mutating func formIntersection(_ other: ScopeSet) { rawValue &= other.rawValue }

  /// Keeps the scopes that are in exactly one of the sets.
  /// - Parameter other: the other set.
  public mutating func formSymmetricDifference(_ other: ScopeSet) { rawValue ^= other.rawValue }

  /// Walks the scopes in the order of their raw values.
  public struct Iterator: IteratorProtocol, Sendable {
    var rest: UInt16

    /// The next scope.
    /// - Returns: the scope, or nil after the last.
    public mutating func next() -> ConsentScope? {
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return ConsentScope(rawValue: UInt8(rest.trailingZeroBitCount))
    }
  }

  /// Walks the scopes in the order of their raw values.
  /// - Returns: the iterator.
  public func makeIterator() -> Iterator { Iterator(rest: rawValue) }
}
