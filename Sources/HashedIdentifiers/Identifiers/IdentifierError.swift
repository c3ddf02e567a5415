/// A field of a person's identifiers, named as a delimited file names it.
public enum IdentifierField: String, Hashable, Sendable, CaseIterable {
  /// Code of the facility.
  case facility
  /// Patient number at the facility.
  case mrn
  /// Family name.
  case family
  /// Given name.
  case given
  /// Birth date.
  case birthDate = "birth_date"
  /// Administrative sex.
  case sex
  /// Postcode.
  case postcode
  /// Telephone number.
  case phone
  /// System of the national number.
  case nationalSystem = "national_system"
  /// National number.
  case nationalValue = "national_value"

  /// Where the field stands in a registration in JSON.
  public var path: String {
    switch self {
    case .nationalSystem: "identifiers.national.system"
    case .nationalValue: "identifiers.national.value"
    default: "identifiers.\(rawValue)"
    }
  }
}

/// Why identifiers were refused.
///
/// Names the field, never its value.
public enum IdentifierError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A field was given without content.
  case empty(IdentifierField)
  /// A field is longer than the given number of bytes.
  case tooLong(IdentifierField, limit: Int)
  /// A field contains a control character or one that changes the direction of writing.
  case controlCharacter(IdentifierField)
  /// A field contains nothing that could identify anyone.
  case noContent(IdentifierField)
  /// A value that stands for "unknown".
  case placeholder(IdentifierField)
  /// The birth date is not written as `YYYY-MM-DD` or the calendar has no such day.
  case notADate
  /// The birth date lies after today.
  case bornInFuture
  /// The birth date lies further back than anyone has lived.
  case bornTooLongAgo
  /// A telephone number has no digit.
  case noDigit(IdentifierField)
  /// One field was given without another that it needs.
  case incomplete(IdentifierField, needs: IdentifierField)
  /// A number is not shaped as its system demands.
  case wrongShape(system: String, expected: String)
  /// The check digit of a number does not fit.
  case wrongCheckDigit(system: String)
  /// A number lies in a range that its system does not issue.
  case notIssued(system: String)
  /// A system of national numbers that the registry does not know.
  case unknownSystem(suggestion: String)
  /// Too few identifiers to know the person again.
  case insufficient

  /// Where to look, as a path of a registration in JSON; `identifiers` where it is all of them.
  public var field: String {
    switch self {
    case .empty(let field), .tooLong(let field, _), .controlCharacter(let field),
      .noContent(let field), .noDigit(let field), .placeholder(let field),
      .incomplete(let field, _):
      field.path
    case .notADate, .bornInFuture, .bornTooLongAgo: IdentifierField.birthDate.path
    case .wrongShape, .wrongCheckDigit, .notIssued: IdentifierField.nationalValue.path
    case .unknownSystem: IdentifierField.nationalSystem.path
    case .insufficient: "identifiers"
    }
  }

  /// What is wrong, without the field.
  public var problem: String {
    switch self {
    case .empty: "is empty"
    case .tooLong(_, let limit): "is longer than \(limit) bytes"
    case .controlCharacter: "contains a control or direction character"
    case .noContent: "contains no letter and no digit"
    case .placeholder: "is a placeholder for an unknown value"
    case .notADate: "is no day written as YYYY-MM-DD"
    case .bornInFuture: "lies in the future"
    case .bornTooLongAgo: "lies more than \(PersonIdentifiers.longestLife) years back"
    case .noDigit: "contains no digit"
    case .incomplete(_, let needs): "is given without \(needs.rawValue)"
    case .wrongShape(let system, let expected): "is no \(system) number, which has \(expected)"
    case .wrongCheckDigit(let system): "has a check digit that does not fit a \(system) number"
    case .notIssued(let system): "lies in a range in which no \(system) number is issued"
    case .unknownSystem: "is not known"
    case .insufficient: "are too few to know the person again"
    }
  }

  /// What to do about it.
  public var fix: String {
    switch self {
    case .empty, .noContent, .noDigit, .placeholder: "leave the field out, or write its value"
    case .tooLong: "write the field alone, without remarks"
    case .controlCharacter: "type the value again instead of pasting it"
    case .notADate: "write year, month and day with hyphens, for example 1970-12-31"
    case .bornInFuture, .bornTooLongAgo: "check the year"
    case .incomplete(_, let needs): "add \(needs.rawValue)"
    case .wrongShape, .wrongCheckDigit, .notIssued: "compare it with its source, or leave it out"
    case .unknownSystem(let suggestion): suggestion
    case .insufficient: "give a national number, or facility and mrn, or family, given, birth_date"
    }
  }

  /// The sentence shown for it.
  public var description: String { "\(field) \(problem); \(fix)" }
}
