public import Domain

/// One donor of a cohort with the tumour that the cohort is about.
public struct CohortMember: Sendable {
  /// The donor's code; it never leaves the registry.
  public var donor: Int64
  /// The donor's pseudonym in this release alone, as a store keeps it.
  public var pseudonym: Int64
  /// What is known of the donor.
  public var record: DonorRecord
  /// The index tumour: the first of the donor's tumours that is eligible.
  public var tumour: TumourRecord

  /// Describes a member.
  /// - Parameters:
  ///   - donor: the donor's code.
  ///   - pseudonym: the donor's pseudonym in this release.
  ///   - record: what is known of the donor.
  ///   - tumour: the index tumour.
  public init(donor: Int64, pseudonym: Int64, record: DonorRecord, tumour: TumourRecord) {
    self.donor = donor
    self.pseudonym = pseudonym
    self.record = record
    self.tumour = tumour
  }
}
