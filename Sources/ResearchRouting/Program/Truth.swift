/// The truth of a rule about a tumour: what is not recorded is unknown, never false.
///
/// Conjunction is the minimum, disjunction the maximum, negation mirrors (strong three-valued logic:
/// Kleene, Introduction to Metamathematics, 1952, § 64).
public enum Truth: UInt8, Comparable, Sendable {
  /// The rule does not hold.
  case isFalse = 0
  /// What is recorded does not settle it.
  case unknown = 1
  /// The rule holds.
  case isTrue = 2

  /// A settled truth.
  /// - Parameter value: whether it holds.
  public init(_ value: Bool) { self = value ? .isTrue : .isFalse }

  /// False sorts before unknown, unknown before true.
  public static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

  /// Whether both hold.
  public static func && (left: Truth, right: Truth) -> Truth { min(left, right) }

  /// Whether either holds.
  public static func || (left: Truth, right: Truth) -> Truth { max(left, right) }

  /// Whether it does not hold.
  public static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .isFalse: .isTrue
    case .unknown: .unknown
    case .isTrue: .isFalse
    }
  }
}

extension Truth: CustomStringConvertible {
  /// `false`, `unknown` or `true`.
  public var description: String {
    switch self {
    case .isFalse: "false"
    case .unknown: "unknown"
    case .isTrue: "true"
    }
  }
}
