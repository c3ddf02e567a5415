/// Tumours and tissue of a donor: the part of a record that grows with every report.
///
/// The ledger and the tables of current state hold it in the same canonical form.
public struct ClinicalFindings: Hashable, Sendable {
  /// Tumours, in the order reported.
  public var tumours: [TumourRecord]
  /// Tissue, in the order reported.
  public var tissue: [Specimen]

  /// Gathers findings.
  /// - Parameters:
  ///   - tumours: tumours, in the order reported.
  ///   - tissue: tissue, in the order reported.
  public init(tumours: [TumourRecord] = [], tissue: [Specimen] = []) {
    self.tumours = tumours
    self.tissue = tissue
  }

  /// Appends the canonical form of the findings.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    writer.writeList(tumours) { $1.encode(into: &$0) }
    writer.writeList(tissue) { $1.encode(into: &$0) }
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the findings.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    tumours = try reader.readList { reader throws(CanonicalReadError) in
      try TumourRecord(from: &reader)
    }
    tissue = try reader.readList { reader throws(CanonicalReadError) in
      try Specimen(from: &reader)
    }
  }

  /// Reads findings that stand alone.
  /// - Parameter bytes: nothing but what ``encode(into:)`` wrote.
  /// - Throws: ``CanonicalReadError``.
  public init(decoding bytes: [UInt8]) throws(CanonicalReadError) {
    var reader = CanonicalReader(bytes)
    try self.init(from: &reader)
    try reader.finish()
  }
}

extension DonorRecord {
  /// Tumours and tissue together.
  public var findings: ClinicalFindings {
    get { ClinicalFindings(tumours: tumours, tissue: tissue) }
    set {
      tumours = newValue.tumours
      tissue = newValue.tissue
    }
  }
}
