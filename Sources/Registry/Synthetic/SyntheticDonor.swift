public import Domain

/// A made-up person with a tumour, as a site would report one.
public struct SyntheticDonor: Hashable, Sendable {
  /// Place in the sequence.
  public var index: Int
  /// Code of the facility.
  public var facility: String
  /// Patient number at the facility.
  public var mrn: String
  /// Family name.
  public var family: String
  /// Given name.
  public var given: String
  /// Birth date, never 1 January, which stands for an unknown one.
  public var birthDate: CivilDay
  /// Administrative sex.
  public var sex: Sex
  /// A postcode that no address has.
  public var postcode: String
  /// A telephone number that is kept free for fiction.
  public var phone: String
  /// NHS number of the range set aside for tests; not everybody has one.
  public var nhsNumber: String?
  /// Who passed the interest on, and when.
  public var interest: Interest
  /// Whether the donor asks not to be contacted.
  public var noContact: Bool
  /// The tumour with its biomarkers; nil where a person came forward and no report is there yet.
  public var diagnosis: Diagnosis?
  /// The tissue kept of it.
  public var specimen: Specimen?
  /// Blood that was taken with the tissue.
  public var blood: Specimen?
}

/// Made-up identifiers that cannot meet a real person's.
enum SyntheticNumbers {
  /// An NHS number of the range 999, which is set aside for tests; nil where the body has no check
  /// digit, and for the one number that repeats a digit.
  ///
  /// NHS Data Dictionary, "NHS NUMBER": modulus 11, weights 10 to 2.
  /// - Parameter body: 0 to 999,999, the six digits after 999.
  /// - Returns: ten digits.
  static func nhsNumber(_ body: Int) -> String? {
    guard (0..<999_999).contains(body) else { return nil }
    let digits = [9, 9, 9] + padded(body, 6).utf8.map { Int($0) - 48 }
    let sum = zip(digits, stride(from: 10, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
    let check = (11 - sum % 11) % 11
    return check == 10 ? nil : "999" + padded(body, 6) + String(check)
  }

  /// Ofcom, "Telephone numbers for use in TV and radio drama programmes": 07700 900000 to 900999.
  static func phone(_ random: inout SplitMix64) -> String {
    "07700 900" + padded(random.number(below: 1000), 3)
  }

  /// Digits with zeros before them.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
