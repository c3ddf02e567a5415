/// What is known of a donor in codes of fixed width, for work on millions of donors.
///
/// One value serves donor after donor and keeps its memory.
public struct PackedDonor: Sendable {
  /// Administrative sex.
  public var sex = Sex.unknown
  /// Whether the donor lives, as far as is known.
  public var vitalStatus = VitalStatus.alive
  /// Year of birth, where known.
  public var birthYear: Int?
  /// Country of residence.
  public var country = ShortText.none
  /// First three characters of the postcode.
  public var postcode3 = ShortText.none
  /// The facility that reported the donor, where it was asked for.
  public var facility: String?
  /// Whether the donor may not be contacted.
  public var noContact = false
  /// Tumours, in the order reported.
  public internal(set) var tumours: [TumourCodes] = []
  /// Tissue, in the order reported.
  public internal(set) var tissue: [Specimen] = []

  /// Nobody.
  public init() {}

  /// Packs a donor; nil where more is known than there is room for.
  /// - Parameter record: what is known of the donor.
  public init?(_ record: DonorRecord) {
    guard let country = ShortText(record.country), let postcode3 = ShortText(record.postcode3)
    else { return nil }
    (sex, vitalStatus, birthYear) = (record.sex, record.vitalStatus, record.birthYear)
    (self.country, self.postcode3) = (country, postcode3)
    (facility, noContact, tissue) = (record.facility, record.noContact, record.tissue)
    for tumour in record.tumours {
      guard let codes = TumourCodes(tumour) else { return nil }
      tumours.append(codes)
    }
  }
}
