internal import Domain

/// The systems of numbers that the registry can check, and local ones that it cannot.
public enum NationalSystem: Hashable, Sendable {
  /// NHS number of England, Wales and the Isle of Man, and Northern Ireland's H&C number.
  case nhs
  /// Community Health Index of Scotland.
  case chi
  /// Social security number of the United States.
  case ssn
  /// Burgerservicenummer of the Netherlands.
  case bsn
  /// A number that a named body gives out, taken as it is written.
  case local(String)

  /// What can be written, in the order of messages.
  static let known = ["nhs", "chi", "ssn", "bsn", "local:<name>"]

  /// Reads `nhs`, `chi`, `ssn`, `bsn` or `local:` and a name of a-z, 0-9, hyphen and underscore.
  /// - Parameter text: the system as written; case does not matter.
  /// - Throws: ``IdentifierError/unknownSystem(suggestion:)`` naming the nearest.
  public init(_ text: String) throws(IdentifierError) {
    let folded = text.lowercased()
    switch folded {
    case "nhs": self = .nhs
    case "chi": self = .chi
    case "ssn": self = .ssn
    case "bsn": self = .bsn
    default:
      let prefix = "local:"
      let name = folded.utf8.dropFirst(prefix.utf8.count)
      guard folded.hasPrefix(prefix), (1...32).contains(name.count),
        name.allSatisfy({
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        })
      else {
        throw .unknownSystem(suggestion: NearestName.suggestion(for: text, among: Self.known))
      }
      self = .local(String(folded.dropFirst(prefix.count)))
    }
  }

  /// The name as inputs write it.
  public var name: String {
    switch self {
    case .nhs: "nhs"
    case .chi: "chi"
    case .ssn: "ssn"
    case .bsn: "bsn"
    case .local(let name): "local:" + name
    }
  }
}

/// A national number that its system could have issued.
public struct NationalNumber: Hashable, Sendable {
  /// The system that issued it.
  public let system: NationalSystem
  /// Digits without spaces and hyphens; a local number with its letters, in upper case.
  public let value: String

  /// Checks a number against the rules of its system.
  /// - Parameters:
  ///   - system: the system as written, for example `nhs`.
  ///   - value: the number as written.
  /// - Throws: ``IdentifierError`` with the rule that it breaks.
  public init(system: String, value: String) throws(IdentifierError) {
    try IdentifierText.check(system, .nationalSystem)
    try self.init(system: try NationalSystem(system), value: value)
  }

  /// Checks a number against the rules of its system.
  /// - Parameters:
  ///   - system: the system.
  ///   - value: the number as written.
  /// - Throws: ``IdentifierError`` with the rule that it breaks.
  public init(system: NationalSystem, value: String) throws(IdentifierError) {
    try IdentifierText.check(value, .nationalValue)
    let canonical: [UInt8]
    switch system {
    case .local:
      canonical = IdentifierText.code(value)
      if IdentifierText.isPlaceholder(canonical) { throw .placeholder(.nationalValue) }
    default:
      let digits = try NationalRules.digits(of: value, system)
      try NationalRules.check(digits, system)
      canonical = digits.map { $0 + UInt8(ascii: "0") }
    }
    self.system = system
    self.value = String(decoding: canonical, as: UTF8.self)
  }
}
