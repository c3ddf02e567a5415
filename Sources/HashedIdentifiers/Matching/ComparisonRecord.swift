/// What is compared of one person, in a fixed size without a reference: a million of them are one
/// array.
///
/// Made from canonical forms; placeholders are missing. Printing or reflecting a record shows nothing
/// of it.
public struct ComparisonRecord: Sendable {
  let given: PackedText
  let middle: PackedText
  let family: PackedText
  /// Eight digits, year first.
  let birth: PackedText
  let postcode: PackedText
  let phone: PackedText
  let national: PackedText
  let street: PackedText
  let house: PackedText
  let locality: PackedText
  /// Mix of facility and of facility with patient number, 0 without.
  let facility: UInt64
  let patientNumber: UInt64
  let nicknames: Nicknames.Entry
  /// The letters of the texts that are compared by similarity.
  let givenLetters, middleLetters, familyLetters, streetLetters, localityLetters: UInt32
  let soundexGiven: UInt32
  let soundexFamily: UInt32
  let nationalSystem: UInt32
  /// 1 male, 2 female, 0 unknown or other.
  let sex: UInt8
  /// Whether the national number satisfies the rules of its system.
  let isNationalValid: Bool
  /// Whether the birth date tells the year alone.
  let isBirthDayUnknown: Bool
  /// Whether the given name is one that many people have.
  let isGivenCommon: Bool
  /// Whether so many people have the telephone number that it says nothing of one.
  public var isPhoneShared = false
  /// How often the given name stands in the list that the record belongs to, 0 where nobody counted.
  var givenCount: UInt32 = 0
  /// How often the family name stands there.
  var familyCount: UInt32 = 0

  /// The record of checked identifiers.
  /// - Parameter person: the identifiers.
  public init(_ person: PersonIdentifiers) { self.init(ComparisonFields(person)) }

  /// The record of one row of a list.
  /// - Parameter fields: what the row holds.
  public init(_ fields: ComparisonFields) {
    let givenName = PlaceholderNames.canonical(fields.given.flatMap { $0.isEmpty ? nil : $0 })
    let familyName = PlaceholderNames.canonical(fields.family.flatMap { $0.isEmpty ? nil : $0 })
    let first = givenName?.first ?? []
    given = PackedText(first)
    middle = PackedText((givenName?.whole ?? []).dropFirst(first.count))
    family = PackedText(familyName?.whole ?? [])
    givenLetters = given.letters
    middleLetters = middle.letters
    familyLetters = family.letters
    nicknames = Nicknames.entry(of: given)
    isGivenCommon = CommonGivenNames.contains(given)
    soundexGiven = Soundex.code(first) ?? 0
    soundexFamily = familyName.flatMap { Soundex.code($0.whole[...]) } ?? 0

    let birth = fields.birth.flatMap { $0.isUnknown ? nil : $0 }
    self.birth = birth?.text ?? PackedText()
    isBirthDayUnknown = birth?.isDayUnknown ?? false
    postcode = Self.pack(fields.postcode) { ContactForms.appendPostcode($0, to: &$1) }
    phone = Self.pack(fields.phone) { ContactForms.appendPhone($0, to: &$1) }
    sex = Self.sex(fields.sex)

    if let system = fields.nationalSystem, let value = fields.nationalValue, !value.isEmpty {
      let checked = try? NationalNumber(system: system, value: value)
      isNationalValid = checked != nil
      let text = checked?.value ?? value
      let packed = Self.pack(text) { IdentifierText.appendLettersAndDigits($0, to: &$1) }
      let isRepeated = packed == PackedText([UInt8](repeating: packed[0], count: packed.count))
      national = isRepeated && checked == nil ? PackedText() : packed
      let number = PackedText(system.name.utf8)
      nationalSystem = UInt32(truncatingIfNeeded: number.mixed)
    } else {
      isNationalValid = false
      national = PackedText()
      nationalSystem = 0
    }
    let facility = Self.pack(fields.facility) { IdentifierText.appendCode($0, to: &$1) }
    let mrn = Self.pack(fields.mrn) { IdentifierText.appendCode($0, to: &$1) }
    let isNumbered = !facility.isEmpty && !mrn.isEmpty
    self.facility = isNumbered ? facility.mixed : 0
    patientNumber = isNumbered ? PackedText.mix(facility.mixed, mrn.mixed) : 0

    street = Self.pack(fields.address) { Self.appendLetters($0, to: &$1) }
    house = Self.pack(fields.address) { Self.appendFirstNumber($0, to: &$1) }
    locality = Self.pack(fields.locality) { Self.appendLetters($0, to: &$1) }
    streetLetters = street.letters
    localityLetters = locality.letters
  }

  private static func pack(
    _ text: String?, _ append: (String, inout [UInt8]) -> Void
  ) -> PackedText {
    guard let text, !text.isEmpty else { return PackedText() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(text, &bytes)
    return PackedText(bytes)
  }

  private static func sex(_ text: String?) -> UInt8 {
    switch text?.utf8.first {
    case UInt8(ascii: "m"), UInt8(ascii: "M"), UInt8(ascii: "1"): 1
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "w"), UInt8(ascii: "W"),
      UInt8(ascii: "2"):
      2
    default: 0
    }
  }

  private static func appendLetters(_ text: String, to bytes: inout [UInt8]) {
    let name = CanonicalName(text)
    for byte in name.whole where byte > UInt8(ascii: "9") { bytes.append(byte) }
  }

  private static func appendFirstNumber(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        bytes.append(byte)
      } else if !bytes.isEmpty {
        return
      }
    }
  }
}

extension ComparisonRecord: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// Says nothing.
  public var description: String { "comparison record (not shown)" }
  /// Says nothing.
  public var debugDescription: String { description }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
