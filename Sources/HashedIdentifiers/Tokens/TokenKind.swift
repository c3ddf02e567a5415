/// What a match token is made of.
///
/// The raw values are part of every token and are frozen.
public enum TokenKind: UInt8, CaseIterable, Hashable, Sendable {
  /// National number and its system.
  case national = 1
  /// Facility and patient number.
  case facilityMRN = 2
  /// Both whole names, in either order, and birth date.
  case person = 3

  /// Both names in either order, year, day and month in either order.
  case sortedNamesYearUnorderedDayMonth = 16
  /// Soundex of both names, birth date.
  case soundexPairBirth = 17
  /// Initial, family name, birth date.
  case initialSurnameBirth = 18
  /// Given name, birth date.
  case givenBirth = 19
  /// Telephone number, initial.
  case phoneInitial = 20
  /// Soundex of both names, postcode.
  case soundexPairPostcode = 21
  /// Birth date, postcode.
  case birthPostcode = 22
  /// Both initials, year, day and month in either order.
  case initialsYearUnorderedDayMonth = 23
  /// Three letters of each name, postcode.
  case given3Surname3Postcode = 24
  /// Both names in either order, postcode.
  case sortedNamesPostcode = 25
  /// Soundex of both names, day and month in either order.
  case soundexPairUnorderedDayMonth = 26
  /// Initial, birth date.
  case initialBirth = 27
  /// Initial of the family name, birth date.
  case surnameInitialBirth = 28
  /// Both names in either order, year.
  case sortedNamesYear = 29
  /// Both names in either order, day and month.
  case sortedNamesDayMonth = 30
  /// Telephone number.
  case phone = 31
  /// Given name, postcode.
  case givenPostcode = 32
  /// Soundex of the family name, postcode.
  case soundexSurnamePostcode = 33
  /// Soundex of both names, year.
  case soundexPairYear = 34

  /// Whether an equal token is taken for the same person, under a unique index.
  public var isStrong: Bool { rawValue < 16 }

  /// Whether the kind is kept of people who come by the thousand.
  ///
  /// Together they find a slip in a name, names or day and month exchanged, a changed family name, a
  /// wrong birth date and a wrong postcode, one at a time.
  public var isEssential: Bool {
    switch self {
    case .sortedNamesYearUnorderedDayMonth, .soundexPairBirth, .givenBirth, .phoneInitial,
      .birthPostcode, .given3Surname3Postcode:
      true
    default: false
    }
  }

  /// How many donors may share a token that proposes them to each other.
  ///
  /// A household has one number; a number that dozens of one initial have is that of a ward, of a home,
  /// or stands for none, and says nothing of a person.
  public var groupLimit: Int {
    switch self {
    case .phone, .phoneInitial: 20
    default: 300
    }
  }

  /// Whether the kind is worth its size only below about two million donors, because many people
  /// share one such token.
  public var isBroad: Bool { rawValue >= TokenKind.initialBirth.rawValue }
}
