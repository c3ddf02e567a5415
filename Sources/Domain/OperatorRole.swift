/// What an operator is enrolled for.
public enum OperatorRole: UInt8, CodedValue {
  /// Registers donors and records what they say.
  case coordinator = 0
  /// Brings data in and releases cohorts.
  case dataManager = 1
  /// Reads everything but who a donor is, and changes nothing.
  case auditor = 2
  /// Keeps keys, forms and operators.
  case administrator = 3
  /// Approves what another has prepared.
  case approver = 4
  /// Asks how many donors there are, and is answered as an outsider.
  case researcher = 5

  /// `role`.
  public static var vocabulary: String { "role" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .coordinator: "coordinator"
    case .dataManager: "data_manager"
    case .auditor: "auditor"
    case .administrator: "administrator"
    case .approver: "approver"
    case .researcher: "researcher"
    }
  }
}

/// A set of roles, one bit each.
public struct OperatorRoles: OptionSet, Hashable, Sendable {
  /// Bit n stands for the role with raw value n.
  public let rawValue: UInt8

  /// Roles from their bits.
  /// - Parameter rawValue: the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Some roles.
  /// - Parameter roles: the roles.
  public init(_ roles: some Sequence<OperatorRole>) {
    rawValue = roles.reduce(0) { $0 | 1 << $1.rawValue }
  }

  /// Every role.
  public static let every = OperatorRoles(OperatorRole.allCases)

  /// The roles, in the order of their codes.
  public var roles: [OperatorRole] {
    OperatorRole.allCases.filter { rawValue & 1 << $0.rawValue != 0 }
  }

  /// Whether every bit is a role and one is set.
  public var isWellFormed: Bool { !isEmpty && isSubset(of: .every) }
}
