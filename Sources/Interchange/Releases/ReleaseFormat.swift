public import Domain

/// The formats that a release can have beside its table.
public enum ReleaseFormat: String, CaseIterable, Sendable {
  /// A study folder of cBioPortal.
  case cbioportal
  /// FHIR R4 (4.0.1), NDJSON, one file a type of resource.
  case fhir
  /// GA4GH Phenopackets v2, one a line.
  case phenopackets

  /// The files of the format, each in a folder named after it.
  /// - Parameters:
  ///   - table: what leaves.
  ///   - terms: what is said of the release.
  /// - Returns: the files, ready to be written.
  public func files(of table: ReleaseTable, _ terms: ReleaseHeading) -> [ReleaseFile] {
    switch self {
    case .cbioportal: CBioPortalStudy(table, terms).files
    case .fhir: FHIRRelease(table).files
    case .phenopackets: [PhenopacketRelease(table, terms).file]
    }
  }
}

/// What the formats say of a release as a whole.
public struct ReleaseHeading: Sendable {
  /// Release id.
  public var release: String
  /// For which programme or expression.
  public var purpose: String
  /// Who receives it.
  public var recipient: String
  /// When it was sealed.
  public var sealedAt: Instant
  /// How many donors look alike at least.
  public var k: Int

  /// Describes a release.
  /// - Parameters:
  ///   - release: release id.
  ///   - purpose: for which programme or expression.
  ///   - recipient: who receives it.
  ///   - sealedAt: when it was sealed.
  ///   - k: how many donors look alike at least.
  public init(release: String, purpose: String, recipient: String, sealedAt: Instant, k: Int) {
    self.release = release
    self.purpose = purpose
    self.recipient = recipient
    self.sealedAt = sealedAt
    self.k = k
  }
}
