public import Domain

/// What is known of a person for a comparison, as a list brings it: every field may be missing, and
/// values that no rule admits count as missing instead of being refused.
///
/// A registration checks its identifiers in ``PersonIdentifiers``; this is for lists whose rows are
/// compared as they are.
public struct ComparisonFields: Sendable {
  /// Family name.
  public var family: String?
  /// Given name or names.
  public var given: String?
  /// Birth date.
  public var birth: BirthDigits?
  /// Administrative sex.
  public var sex: String?
  /// Postcode.
  public var postcode: String?
  /// Telephone number.
  public var phone: String?
  /// System of the national number.
  public var nationalSystem: NationalSystem?
  /// National number as written.
  public var nationalValue: String?
  /// Code of the facility that the patient number belongs to.
  public var facility: String?
  /// Patient number at the facility.
  public var mrn: String?
  /// Street and house number in one line.
  public var address: String?
  /// Town or suburb.
  public var locality: String?

  /// Nothing known.
  public init() {}

  /// What identifiers hold.
  /// - Parameter person: the checked identifiers.
  public init(_ person: PersonIdentifiers) {
    family = person.family
    given = person.given
    birth = person.birthDate.map { BirthDigits($0) }
    sex = person.sex
    postcode = person.postcode
    phone = person.phone
    nationalSystem = person.national?.system
    nationalValue = person.national?.value
    facility = person.facility
    mrn = person.mrn
  }
}

/// The eight digits of a birth date, year first, which may be no day of the calendar.
///
/// A date with one wrong digit often is none, and still tells who is meant.
public struct BirthDigits: Hashable, Sendable {
  let text: PackedText

  /// The digits of a day.
  /// - Parameter day: the day.
  public init(_ day: CivilDay) {
    var bytes: [UInt8] = []
    day.appendISO(to: &bytes)
    bytes.removeAll { $0 == UInt8(ascii: "-") }
    text = PackedText(bytes)
  }

  /// The digits of a text, year, month, day; nil where they are not eight.
  /// - Parameter text: digits with anything between them.
  public init?(yearFirst text: some StringProtocol) {
    guard let digits = Self.digits(text) else { return nil }
    self.text = PackedText(digits)
  }

  /// The digits of a text, day, month, year; nil where they are not eight.
  /// - Parameter text: digits with anything between them.
  public init?(dayFirst text: some StringProtocol) {
    guard let digits = Self.digits(text) else { return nil }
    self.text = PackedText(digits[4...] + digits[2..<4] + digits[..<2])
  }

  private static func digits(_ text: some StringProtocol) -> [UInt8]? {
    let digits = text.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.count == 8 ? Array(digits) : nil
  }

  /// Whether day and month say nothing: 1 January stands for "some day of the year".
  var isDayUnknown: Bool { text.low >> 32 == 0x3130_3130 }

  /// Whether the whole date stands for "unknown".
  var isUnknown: Bool {
    // The years 1900 and 1901, first digit lowest.
    isDayUnknown && (text.low & 0xFFFF_FFFF == 0x3030_3931 || text.low & 0xFFFF_FFFF == 0x3130_3931)
  }
}

extension ComparisonFields: CustomStringConvertible, CustomReflectable {
  /// Says nothing.
  public var description: String { "identifiers (not shown)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension BirthDigits: CustomStringConvertible, CustomReflectable {
  /// Says nothing.
  public var description: String { "birth date (not shown)" }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
