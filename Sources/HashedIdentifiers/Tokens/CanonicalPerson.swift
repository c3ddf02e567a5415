internal import Domain

/// The fields of one person behind each other in one buffer, each with its length before it.
///
/// A field that is missing, a placeholder, or not fit for its use is empty, and every token that
/// needs it is left out. The buffer is used again for the next person.
struct CanonicalPerson {
  private var bytes: [UInt8] = []
  private var ranges = [Range<Int>](repeating: 0..<0, count: TokenField.allCases.count)

  init() { bytes.reserveCapacity(512) }

  /// Writes the message of a kind: version, kind, number of fields, the fields.
  ///
  /// Two different lists of fields never give the same bytes.
  /// - Returns: the number of bytes written, 0 where a field is missing.
  func compose(_ kind: UInt8, _ fields: [TokenField], into message: inout [UInt8]) -> Int {
    var count = 3
    for field in fields {
      let length = ranges[field.rawValue].count
      if length == 0 { return 0 }
      count += length
    }
    if message.count < count { message = [UInt8](repeating: 0, count: count * 2) }
    message[0] = TokenMaker.normalisationVersion
    message[1] = kind
    message[2] = UInt8(fields.count)
    var position = 3
    // Byte by byte: fields have a dozen bytes, and a slice of an array costs more than that.
    for field in fields {
      for index in ranges[field.rawValue] {
        message[position] = bytes[index]
        position += 1
      }
    }
    return count
  }

  /// Takes the place of the person before.
  mutating func load(_ person: PersonIdentifiers) {
    bytes.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = 0..<0 }
    if let national = person.national {
      set(.nationalSystem) { $0.append(contentsOf: national.system.name.utf8) }
      set(.nationalValue) { $0.append(contentsOf: national.value.utf8) }
    }
    if let facility = person.facility, let mrn = person.mrn {
      set(.facility) { IdentifierText.appendCode(facility, to: &$0) }
      set(.mrn) { IdentifierText.appendCode(mrn, to: &$0) }
    }
    loadNames(
      given: PlaceholderNames.canonical(person.given),
      family: PlaceholderNames.canonical(person.family))
    if let date = person.birthDate { load(BirthDate(date)) }
    if let postcode = person.postcode {
      set(.postcode) { ContactForms.appendPostcode(postcode, to: &$0) }
    }
    if let phone = person.phone { set(.phone) { ContactForms.appendPhone(phone, to: &$0) } }
  }

  private mutating func loadNames(given: CanonicalName?, family: CanonicalName?) {
    if let given {
      set(.given) { $0.append(contentsOf: given.first) }
      set(.givenInitial) { $0.append(contentsOf: given.initial) }
      set(.given3) { $0.append(contentsOf: given.letters(3)) }
    }
    if let family {
      set(.family) { $0.append(contentsOf: family.whole) }
      set(.familyInitial) { $0.append(contentsOf: family.initial) }
      set(.family3) { $0.append(contentsOf: family.letters(3)) }
    }
    let familyCode = family.flatMap { Soundex.code($0.whole[...]) }
    if let familyCode { set(.soundexFamily) { Self.append(familyCode, to: &$0) } }
    guard let given, let family else { return }
    if let familyCode, let givenCode = Soundex.code(given.first) {
      set(.soundexPair) {
        Self.append(givenCode, to: &$0)
        Self.append(familyCode, to: &$0)
      }
    }
    setSorted(.lowerName, .higherName, given.first, family.whole[...])
    setSorted(.lowerWholeName, .higherWholeName, given.whole[...], family.whole[...])
  }

  private mutating func load(_ date: BirthDate) {
    if date.isUnknown { return }
    set(.year) { Self.append(date.year, to: &$0) }
    if date.isDayUnknown { return }
    set(.birth) {
      Self.append(date.year, to: &$0)
      $0.append(date.month)
      $0.append(date.day)
    }
    set(.dayMonth) {
      $0.append(date.month)
      $0.append(date.day)
    }
    set(.unorderedDayMonth) {
      $0.append(min(date.month, date.day))
      $0.append(max(date.month, date.day))
    }
  }

  private mutating func setSorted(
    _ lower: TokenField, _ higher: TokenField, _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>
  ) {
    let isSorted = left.lexicographicallyPrecedes(right)
    set(lower) { $0.append(contentsOf: isSorted ? left : right) }
    set(higher) { $0.append(contentsOf: isSorted ? right : left) }
  }

  /// Stores a field behind its length in two bytes; one without content stays missing.
  private mutating func set(_ field: TokenField, _ append: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes.append(0)
    bytes.append(0)
    append(&bytes)
    let count = bytes.count - start - 2
    if count == 0 { return }
    bytes[start] = UInt8(truncatingIfNeeded: count >> 8)
    bytes[start + 1] = UInt8(truncatingIfNeeded: count)
    ranges[field.rawValue] = start..<bytes.count
  }

  private static func append(_ year: UInt16, to bytes: inout [UInt8]) {
    bytes.append(UInt8(year >> 8))
    bytes.append(UInt8(year & 255))
  }

  private static func append(_ soundex: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: 24, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: soundex >> UInt32(shift)))
    }
  }
}

/// Names that stand for an unknown one.
enum PlaceholderNames {
  private static let names: Set<[UInt8]> = Set(
    ["unknown", "unk", "unbekannt", "inconnu", "notknown", "notavailable", "anonymous", "nn"]
      .map { Array($0.utf8) })

  static func canonical(_ text: String?) -> CanonicalName? {
    guard let text else { return nil }
    let name = CanonicalName(text)
    // Only names that begin like one of the list are looked up.
    switch name.whole.first {
    case UInt8(ascii: "u"), UInt8(ascii: "n"), UInt8(ascii: "i"), UInt8(ascii: "a"):
      return names.contains(name.whole) ? nil : name
    default: return name
    }
  }
}

/// Canonical forms of what reaches a person; nothing is appended where it reaches nobody.
enum ContactForms {
  /// Letters and digits; the first five digits of a United States ZIP+4.
  ///
  /// Nothing for the codes ZZ99 that the United Kingdom gives to addresses without one, and for one
  /// character repeated.
  static func appendPostcode(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    IdentifierText.appendLettersAndDigits(text, to: &bytes)
    var code = bytes[start...]
    if code.count == 9, code.allSatisfy({ $0 <= UInt8(ascii: "9") }) { code.removeLast(4) }
    let isUsable =
      (3...12).contains(code.count) && !code.allSatisfy({ $0 == code[start] })
      && !code.starts(with: noFixedAbode)
    let end = isUsable ? code.endIndex : start
    code = []
    bytes.removeLast(bytes.count - end)
  }

  private static let noFixedAbode = Array("ZZ99".utf8)

  /// The last nine digits, which country codes and trunk prefixes do not reach.
  ///
  /// Nothing for fewer than seven and for one digit repeated.
  static func appendPhone(_ text: String, to bytes: inout [UInt8]) {
    var count = 0
    for byte in text.utf8 where isDigit(byte) { count += 1 }
    guard count >= 7 else { return }
    let start = bytes.count
    for byte in text.utf8 where isDigit(byte) {
      if count <= 9 { bytes.append(byte) }
      count -= 1
    }
    let last = bytes[bytes.count - 1]
    for index in (start + 2)..<bytes.count where bytes[index] != last { return }
    bytes.removeLast(bytes.count - start)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
