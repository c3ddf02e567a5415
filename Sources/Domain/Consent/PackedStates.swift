/// The states of all sixteen scopes on one day, a nibble each; nibble n holds the scope with raw
/// value n.
public struct PackedStates: RawRepresentable, Hashable, Sendable {
  /// Sixteen nibbles, the lowest for the first scope.
  public private(set) var rawValue: UInt64

  /// Every scope ``ConsentState/notAsked``.
  public init() { rawValue = 0 }

  /// States from their nibbles; nil where a nibble is no state.
  /// - Parameter rawValue: sixteen nibbles.
  public init?(rawValue: UInt64) {
    // A nibble is above nine exactly when its bit 8 stands together with its bit 4 or 2.
    let bad = rawValue >> 3 & (rawValue >> 2 | rawValue >> 1) & 0x1111_1111_1111_1111
    guard bad == 0 else { return nil }
    self.rawValue = rawValue
  }

  /// States from four planes of bits: plane n holds bit n of the state of every scope.
  ///
  /// A pattern that is no state becomes ``ConsentState/notAsked``, which permits nothing.
  /// - Parameters:
  ///   - ones: scopes whose state has the bit of value 1.
  ///   - twos: scopes whose state has the bit of value 2.
  ///   - fours: scopes whose state has the bit of value 4.
  ///   - eights: scopes whose state has the bit of value 8.
  public init(ones: ScopeSet, twos: ScopeSet, fours: ScopeSet, eights: ScopeSet) {
    let valid = ~(eights.rawValue & (fours.rawValue | twos.rawValue))
    rawValue =
      Self.spread(ones.rawValue & valid) | Self.spread(twos.rawValue & valid) << 1
      | Self.spread(fours.rawValue & valid) << 2 | Self.spread(eights.rawValue & valid) << 3
  }

  /// Moves bit n to bit 4n.
  private static func spread(_ bits: UInt16) -> UInt64 {
    var wide = UInt64(bits)
    wide = (wide | wide << 24) & 0x0000_00FF_0000_00FF
    wide = (wide | wide << 12) & 0x000F_000F_000F_000F
    wide = (wide | wide << 6) & 0x0303_0303_0303_0303
    return (wide | wide << 3) & 0x1111_1111_1111_1111
  }

  /// The inverse of `spread`, for patterns with no other bit.
  private static func gather(_ wide: UInt64) -> UInt16 {
    var bits = wide
    bits = (bits | bits >> 3) & 0x0303_0303_0303_0303
    bits = (bits | bits >> 6) & 0x000F_000F_000F_000F
    bits = (bits | bits >> 12) & 0x0000_00FF_0000_00FF
    return UInt16(truncatingIfNeeded: bits | bits >> 24)
  }

  /// The state of one scope.
  /// - Parameter scope: the scope.
  public subscript(scope: ConsentScope) -> ConsentState {
    get {
      ConsentState(rawValue: UInt8(rawValue >> (4 * UInt64(scope.rawValue)) & 0xF)) ?? .notAsked
    }
    set {
      let shift = 4 * UInt64(scope.rawValue)
      rawValue = rawValue & ~(0xF << shift) | UInt64(newValue.rawValue) << shift
    }
  }

  /// The scopes in a state.
  /// - Parameter state: the state.
  /// - Returns: the scopes.
  public func scopes(in state: ConsentState) -> ScopeSet {
    let difference = rawValue ^ (UInt64(state.rawValue) &* 0x1111_1111_1111_1111)
    let unequal = difference | difference >> 1 | difference >> 2 | difference >> 3
    return ScopeSet(rawValue: Self.gather(~unequal & 0x1111_1111_1111_1111))
  }

  /// Whether some scope is in a state.
  /// - Parameter state: the state.
  /// - Returns: whether one is.
  public func contains(_ state: ConsentState) -> Bool {
    let difference = rawValue ^ (UInt64(state.rawValue) &* 0x1111_1111_1111_1111)
    let unequal = difference | difference >> 1 | difference >> 2 | difference >> 3
    return ~unequal & 0x1111_1111_1111_1111 != 0
  }

  /// The scopes that are permitted.
  public var permitted: ScopeSet { scopes(in: .permitted) }
}

extension PackedStates: CustomStringConvertible {
  /// Every scope that was asked, with its state.
  public var description: String {
    let asked = ConsentScope.allCases.filter { self[$0] != .notAsked }
    return asked.map { "\($0): \(self[$0])" }.joined(separator: ", ")
  }
}
