/// A part of a person's identifiers, in the form in which tokens are made of it.
enum TokenField: Int, CaseIterable {
  case nationalSystem, nationalValue, facility, mrn
  /// The whole names in the order of their bytes, so that swapped names give the same token.
  case lowerWholeName, higherWholeName
  /// The first given name and the family name in the order of their bytes.
  case lowerName, higherName
  case given, family, givenInitial, familyInitial, given3, family3
  case soundexPair, soundexFamily
  /// Year in two bytes, month, day.
  case birth
  case year
  /// Month and day in one byte each.
  case dayMonth
  /// Month and day, the smaller first, so that a swapped day and month give the same token.
  case unorderedDayMonth
  case postcode, phone
}

extension TokenKind {
  /// All kinds, in the order of their raw values.
  static let allKinds: [(kind: TokenKind, fields: [TokenField])] =
    allCases.sorted { $0.rawValue < $1.rawValue }.map { ($0, $0.fields) }

  /// The fields of a kind, in the order of its message.
  ///
  /// Part of every token, and frozen.
  var fields: [TokenField] {
    switch self {
    case .national: [.nationalSystem, .nationalValue]
    case .facilityMRN: [.facility, .mrn]
    case .person: [.lowerWholeName, .higherWholeName, .birth]
    case .sortedNamesYearUnorderedDayMonth: [.lowerName, .higherName, .year, .unorderedDayMonth]
    case .soundexPairBirth: [.soundexPair, .birth]
    case .initialSurnameBirth: [.givenInitial, .family, .birth]
    case .givenBirth: [.given, .birth]
    case .phoneInitial: [.phone, .givenInitial]
    case .soundexPairPostcode: [.soundexPair, .postcode]
    case .birthPostcode: [.birth, .postcode]
    case .initialsYearUnorderedDayMonth: [.givenInitial, .familyInitial, .year, .unorderedDayMonth]
    case .given3Surname3Postcode: [.given3, .family3, .postcode]
    case .sortedNamesPostcode: [.lowerName, .higherName, .postcode]
    case .soundexPairUnorderedDayMonth: [.soundexPair, .unorderedDayMonth]
    case .initialBirth: [.givenInitial, .birth]
    case .surnameInitialBirth: [.familyInitial, .birth]
    case .sortedNamesYear: [.lowerName, .higherName, .year]
    case .sortedNamesDayMonth: [.lowerName, .higherName, .dayMonth]
    case .phone: [.phone]
    case .givenPostcode: [.given, .postcode]
    case .soundexSurnamePostcode: [.soundexFamily, .postcode]
    case .soundexPairYear: [.soundexPair, .year]
    }
  }
}
