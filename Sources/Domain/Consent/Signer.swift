/// Who signed for the donor.
public enum Signer: UInt8, CodedValue {
  /// The donor.
  case donor = 1
  /// A parent; the signature ends when the donor comes of age.
  case parent = 2
  /// A legal guardian of a minor; the signature ends when the donor comes of age.
  case legalGuardian = 3
  /// A legal representative of an adult who cannot decide.
  case legalRepresentative = 4
  /// A person whom the donor named for this.
  case nominatedRepresentative = 5
  /// The next of kin, after the donor's death.
  case nextOfKin = 6

  /// `signer`.
  public static var vocabulary: String { "signer" }

  /// Whether what this person permits ends on the donor's majority day.
  public var endsAtMajority: Bool { self == .parent || self == .legalGuardian }

  /// Whether this person can permit something only with a mandate, such as a court's order.
  public var needsMandate: Bool {
    switch self {
    case .legalGuardian, .legalRepresentative, .nominatedRepresentative: true
    case .donor, .parent, .nextOfKin: false
    }
  }

  /// The name that people write.
  public var name: String {
    switch self {
    case .donor: "donor"
    case .parent: "parent"
    case .legalGuardian: "legal_guardian"
    case .legalRepresentative: "legal_representative"
    case .nominatedRepresentative: "nominated_representative"
    case .nextOfKin: "next_of_kin"
    }
  }
}
