/// Tumours, tissue and plans of a donor: the part of a record that grows with every report.
///
/// The ledger and the tables of current state hold it in the same canonical form. It has three: the
/// first is as old as the registry; the others begin with a marker that the first cannot begin with,
/// and are used where there is something that those before them have no place for, so that one value
/// still has one encoding.
public struct ClinicalFindings: Hashable, Sendable {
  /// Tumours, in the order reported.
  public var tumours: [TumourRecord]
  /// Tissue, in the order reported.
  public var tissue: [Specimen]

  /// Procedures that are planned, by day.
  public var procedures: [PlannedProcedure]

  /// Gathers findings.
  /// - Parameters:
  ///   - tumours: tumours, in the order reported.
  ///   - tissue: tissue, in the order reported.
  ///   - procedures: procedures that are planned.
  public init(
    tumours: [TumourRecord] = [], tissue: [Specimen] = [], procedures: [PlannedProcedure] = []
  ) {
    self.tumours = tumours
    self.tissue = tissue
    self.procedures = procedures
  }

  /// The last day for which something is planned.
  public var plannedUntil: CivilDay? { procedures.map(\.plannedOn).max() }

  /// What the later forms begin with: no list has so many entries.
  private static let marker = UInt32.max

  /// The first form that has a place for everything.
  private var form: UInt8 {
    if tumours.contains(where: \.needsThirdForm) { return 3 }
    return procedures.isEmpty && !tissue.contains { $0.needsSecondForm } ? 1 : 2
  }

  /// Appends the canonical form of the findings.
  /// - Parameter writer: the message to append to.
  public func encode(into writer: inout CanonicalWriter) {
    let form = form
    if form > 1 {
      writer.write(Self.marker)
      writer.write(form)
    }
    writer.writeList(tumours) { form == 3 ? $1.encodeWhole(into: &$0) : $1.encode(into: &$0) }
    guard form > 1 else { return writer.writeList(tissue) { $1.encode(into: &$0) } }
    writer.writeList(tissue) { $1.encodeWhole(into: &$0) }
    writer.writeList(procedures) { $1.encode(into: &$0) }
  }

  /// Reads what ``encode(into:)`` wrote.
  /// - Parameter reader: stands at the first byte of the findings.
  /// - Throws: ``CanonicalReadError``.
  public init(from reader: inout CanonicalReader) throws(CanonicalReadError) {
    var ahead = reader
    var form: UInt8 = 1
    if try ahead.read(UInt32.self) == Self.marker {
      reader = ahead
      form = try reader.read()
      guard (2...3).contains(form) else { throw reader.invalid("form of findings") }
    }
    tumours = try reader.readList { [form] reader throws(CanonicalReadError) in
      form == 3 ? try TumourRecord(wholeFrom: &reader) : try TumourRecord(from: &reader)
    }
    tissue = try reader.readList { [form] reader throws(CanonicalReadError) in
      form > 1 ? try Specimen(wholeFrom: &reader) : try Specimen(from: &reader)
    }
    procedures =
      form > 1
      ? try reader.readList { reader throws(CanonicalReadError) in
        try PlannedProcedure(from: &reader)
      } : []
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
  /// Tumours, tissue and plans together.
  public var findings: ClinicalFindings {
    get { ClinicalFindings(tumours: tumours, tissue: tissue, procedures: procedures) }
    set {
      tumours = newValue.tumours
      tissue = newValue.tissue
      procedures = newValue.procedures
    }
  }
}
