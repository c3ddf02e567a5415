/// A field that the comparison of two people looks at.
public enum ComparisonField: UInt8, CaseIterable, Sendable, Hashable {
  /// First given name.
  case given
  /// Further given names.
  case middle
  /// Family name.
  case family
  /// Birth date.
  case birth
  /// Administrative sex.
  case sex
  /// Postcode.
  case postcode
  /// Telephone number.
  case phone
  /// National number.
  case national
  /// Patient number of one facility.
  case patientNumber
  /// Street of the address.
  case street
  /// House number of the address.
  case house
  /// Town or suburb of the address.
  case locality

  /// The levels that a comparison of the field can give, but for missing.
  var levels: [AgreementLevel] {
    switch self {
    case .given: [.equal, .nickname, .swapped, .close, .similar, .partial, .different]
    case .middle: [.equal, .close, .partial, .different]
    case .family: [.equal, .swapped, .close, .similar, .partial, .different]
    case .birth: [.equal, .swapped, .close, .similar, .partial, .different]
    case .sex, .patientNumber: [.equal, .different]
    case .postcode: [.equal, .close, .partial, .different]
    case .phone, .house: [.equal, .close, .different]
    case .national, .street, .locality: [.equal, .close, .similar, .different]
    }
  }

  /// Where people live, which changes as a whole.
  var isPlace: Bool {
    switch self {
    case .postcode, .street, .house, .locality: true
    default: false
    }
  }

  /// What a household has in common, whoever of it is meant.
  var isOfHousehold: Bool {
    switch self {
    case .family, .postcode, .phone, .street, .house, .locality: true
    case .given, .middle, .birth, .sex, .national, .patientNumber: false
    }
  }
}

/// How far two values of a field agree.
///
/// What `close`, `similar` and `partial` mean for a field is said where it is compared, in
/// ``RecordComparator``.
public enum AgreementLevel: UInt8, CaseIterable, Sendable, Hashable {
  /// One side has no value, or values that cannot be compared.
  case missing
  /// The same canonical value.
  case equal
  /// A given name and a short form of it, or two short forms of one name.
  case nickname
  /// Given and family name exchanged, or day and month.
  case swapped
  /// One slip of the keyboard apart.
  case close
  /// More than that in common than by chance.
  case similar
  /// A part of the value is equal: an initial, one of two family names, an area, a year.
  case partial
  /// None of these.
  case different

  /// The name that outputs use.
  public var name: String {
    switch self {
    case .missing: "missing"
    case .equal: "equal"
    case .nickname: "nickname"
    case .swapped: "swapped"
    case .close: "close"
    case .similar: "similar"
    case .partial: "partial"
    case .different: "different"
    }
  }
}

/// The levels of all fields of one comparison, packed into one word; no value is in it.
public struct AgreementLevels: Hashable, Sendable {
  /// Four bits a field, in the order of ``ComparisonField``.
  private(set) var word: UInt64 = 0

  /// All fields missing.
  public init() {}

  init(word: UInt64) { self.word = word }

  /// The level of a field.
  /// - Parameter field: the field.
  public subscript(_ field: ComparisonField) -> AgreementLevel {
    @inline(__always)
    get {
      let bits = word >> UInt64(4 * field.rawValue) & 15
      return AgreementLevel(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .missing
    }
    @inline(__always)
    set {
      let shift = UInt64(4 * field.rawValue)
      word = word & ~(15 << shift) | UInt64(newValue.rawValue) << shift
    }
  }

  /// Whether the given names differ and may be those of two people, as of twins called Maria and
  /// Marie, and not one name and a slip of it.
  public internal(set) var mayBeTwoNames: Bool {
    get { word >> 63 != 0 }
    set { word = word & ~(1 << 63) | (newValue ? 1 << 63 : 0) }
  }

  /// Whether the birth dates differ by years that lie between parent and child, and else agree.
  public internal(set) var mayBeTwoGenerations: Bool {
    get { word >> 62 & 1 != 0 }
    set { word = word & ~(1 << 62) | (newValue ? 1 << 62 : 0) }
  }

  /// The level of a field as a place in a table of eight.
  @inline(__always)
  func index(_ field: Int) -> Int { Int(truncatingIfNeeded: word >> UInt64(4 * field) & 15) }
}

extension AgreementLevels: CustomStringConvertible {
  /// The fields that could be compared, for example `given equal, birth swapped`.
  public var description: String {
    ComparisonField.allCases.filter { self[$0] != .missing }
      .map { "\($0) \(self[$0].name)" }.joined(separator: ", ")
  }
}
