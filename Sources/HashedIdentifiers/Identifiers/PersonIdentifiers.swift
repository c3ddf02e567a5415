public import Domain

/// What identifies a person, checked field by field and enough to know the person again.
///
/// Texts are kept as the site wrote them. Printing or reflecting a value shows nothing of it.
public struct PersonIdentifiers: Hashable, Sendable {
  /// Code of the facility that the patient number belongs to.
  public let facility: String?
  /// Patient number at the facility.
  public let mrn: String?
  /// Family name.
  public let family: String?
  /// Given name or names.
  public let given: String?
  /// Birth date.
  public let birthDate: CivilDay?
  /// Administrative sex as written.
  public let sex: String?
  /// Postcode.
  public let postcode: String?
  /// Telephone number.
  public let phone: String?
  /// National number.
  public let national: NationalNumber?

  /// Nobody is known to have lived longer, in years; 1900-01-01, which stands for "unknown", is within.
  static let longestLife = 130

  /// Checks identifiers.
  ///
  /// Enough are a national number, or facility and patient number, or both names and a birth date
  /// that is no placeholder.
  /// - Parameters:
  ///   - facility: code of the facility.
  ///   - mrn: patient number at the facility; needs the facility.
  ///   - family: family name.
  ///   - given: given name or names.
  ///   - birthDate: birth date.
  ///   - sex: administrative sex.
  ///   - postcode: postcode.
  ///   - phone: telephone number.
  ///   - national: national number.
  ///   - today: the civil day that no birth date may lie after.
  /// - Throws: ``IdentifierError`` for the first field that is wrong.
  public init(
    facility: String? = nil, mrn: String? = nil, family: String? = nil, given: String? = nil,
    birthDate: CivilDay? = nil, sex: String? = nil, postcode: String? = nil, phone: String? = nil,
    national: NationalNumber? = nil, today: CivilDay
  ) throws(IdentifierError) {
    if let facility { try Self.checkCode(facility, .facility) }
    if let mrn { try Self.checkCode(mrn, .mrn) }
    if mrn != nil, facility == nil { throw .incomplete(.mrn, needs: .facility) }
    if let family { try Self.checkName(family, .family) }
    if let given { try Self.checkName(given, .given) }
    if let sex { try IdentifierText.check(sex, .sex) }
    if let postcode {
      try IdentifierText.check(postcode, .postcode)
      guard IdentifierText.hasLetterOrDigit(postcode) else { throw .noContent(.postcode) }
    }
    if let phone {
      try IdentifierText.check(phone, .phone)
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      guard phone.utf8.contains(where: { digits.contains($0) }) else { throw .noDigit(.phone) }
    }
    if let birthDate {
      if birthDate > today { throw .bornInFuture }
      if today.year - birthDate.year > Self.longestLife { throw .bornTooLongAgo }
    }

    let birth = birthDate.map { BirthDate($0) }
    let isKnownByName = family != nil && given != nil && birth?.isUnknown == false
    guard national != nil || (facility != nil && mrn != nil) || isKnownByName else {
      throw .insufficient
    }
    self.init(
      unchecked: facility, mrn, family, given, birthDate, sex, postcode, phone, national)
  }

  /// Checks identifiers as an intake brings them.
  /// - Parameters:
  ///   - raw: the identifiers as written.
  ///   - today: the civil day that no birth date may lie after.
  /// - Throws: ``IdentifierError`` for the first field that is wrong.
  public init(_ raw: RawIdentifiers, today: CivilDay) throws(IdentifierError) {
    var birthDate: CivilDay?
    if let text = raw.birthDate {
      guard let day = CivilDay(iso: text) else { throw .notADate }
      birthDate = day
    }
    var national: NationalNumber?
    switch (raw.nationalSystem, raw.nationalValue) {
    case (nil, nil): break
    case (let system?, let value?): national = try NationalNumber(system: system, value: value)
    case (_?, nil): throw .incomplete(.nationalSystem, needs: .nationalValue)
    case (nil, _?): throw .incomplete(.nationalValue, needs: .nationalSystem)
    }
    try self.init(
      facility: raw.facility, mrn: raw.mrn, family: raw.family, given: raw.given,
      birthDate: birthDate, sex: raw.sex, postcode: raw.postcode, phone: raw.phone,
      national: national, today: today)
  }

  /// Takes over what was checked when it was sealed.
  init(
    unchecked facility: String?, _ mrn: String?, _ family: String?, _ given: String?,
    _ birthDate: CivilDay?, _ sex: String?, _ postcode: String?, _ phone: String?,
    _ national: NationalNumber?
  ) {
    self.facility = facility
    self.mrn = mrn
    self.family = family
    self.given = given
    self.birthDate = birthDate
    self.sex = sex
    self.postcode = postcode
    self.phone = phone
    self.national = national
  }

  private static func checkCode(
    _ text: String, _ field: IdentifierField
  ) throws(IdentifierError) {
    try IdentifierText.check(text, field)
    if IdentifierText.isPlaceholder(IdentifierText.code(text)) { throw .placeholder(field) }
  }

  private static func checkName(
    _ text: String, _ field: IdentifierField
  ) throws(IdentifierError) {
    try IdentifierText.check(text, field)
    if CanonicalName(text).isEmpty { throw .noContent(field) }
  }
}

extension PersonIdentifiers: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// Says nothing.
  public var description: String { "identifiers (not shown)" }
  /// Says nothing.
  public var debugDescription: String { description }
  /// Shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
