internal import Domain
internal import Interchange

extension SyntheticDonors {
  /// The columns that the donors are written with, in the canonical order of an intake file.
  static let columns =
    [
      "facility", "mrn", "family", "given", "birth_date", "sex", "postcode", "phone",
      "national_system", "national_value", "country", "interest_source", "interest_on",
      "no_contact", "site", "morphology", "laterality", "diagnosed_on", "stage", "edition", "t",
      "n", "m", "tissue_kind", "tissue_available_on", "matched_normal", "viability",
      "tissue_mg",
    ] + markers.flatMap { [$0.name, "\($0.name)_on"] }

  /// The markers that any kind of tumour is tested for, in the order of their codes.
  static let markers: [Biomarker] = {
    let tested = (TumourKind.all + TumourKind.ofTheYoung).flatMap(\.panels)
      .reduce(into: Set<Biomarker>()) { $0.formUnion($1.markers) }
    return Biomarker.allCases.filter(tested.contains)
  }()

  /// Writes donors as an intake file of comma-separated values.
  /// - Parameter count: how many donors, from the first on.
  /// - Returns: the bytes of the file, header first; one row a donor, and one more for blood.
  /// - Throws: nothing in practice: the bytes go to memory.
  public func csv(count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 260)
    try writeCSV(0..<count) { bytes += $0 }
    return bytes
  }

  /// Writes donors as an intake file, piece by piece.
  /// - Parameters:
  ///   - indices: places in the sequence.
  ///   - write: takes the next bytes.
  /// - Throws: what `write` throws.
  public func writeCSV(
    _ indices: Range<Int>, to write: @escaping ([UInt8]) throws -> Void
  ) throws {
    var writer = DelimitedWriter(sink: write)
    try writer.row(Self.columns)
    for index in indices { try Self.appendRows(of: donor(index), to: &writer) }
    try writer.finish()
  }

  /// Writes some donors as an intake file.
  /// - Parameter donors: the donors.
  /// - Returns: the bytes of the file, header first.
  /// - Throws: nothing in practice: the bytes go to memory.
  public static func csv(_ donors: some Sequence<SyntheticDonor>) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = DelimitedWriter { bytes += $0 }
    try writer.row(columns)
    for donor in donors { try appendRows(of: donor, to: &writer) }
    try writer.finish()
    return bytes
  }

  /// A row holds one piece of tissue: blood has a row of its own.
  private static func appendRows(
    of donor: SyntheticDonor, to writer: inout DelimitedWriter
  ) throws {
    try append(donor, donor.specimen, to: &writer)
    if let blood = donor.blood { try append(donor, blood, to: &writer) }
  }

  private static func append(
    _ donor: SyntheticDonor, _ specimen: Specimen?, to writer: inout DelimitedWriter
  ) throws {
    writer.text(donor.facility)
    writer.text(donor.mrn)
    writer.text(donor.family)
    writer.text(donor.given)
    writer.day(donor.birthDate)
    writer.code(donor.sex)
    writer.text(donor.postcode)
    writer.text(donor.phone)
    writer.text(donor.nhsNumber == nil ? nil : "nhs")
    writer.text(donor.nhsNumber)
    writer.text("GB")
    writer.code(donor.interest.source)
    writer.day(donor.interest.expressedOn)
    writer.flag(donor.noContact ? true : nil)
    append(donor.diagnosis, to: &writer)
    writer.code(specimen?.kind)
    writer.day(specimen?.availableOn)
    writer.flag(specimen?.matchedNormal == true ? true : nil)
    writer.code(specimen.flatMap { $0.viability == .unknown ? nil : $0.viability })
    writer.text(specimen?.milligrams.map(String.init))
    for marker in markers {
      let finding = donor.diagnosis?.biomarkers.first { $0.biomarker == marker }
      writer.code(finding?.result)
      writer.day(finding?.observedOn)
    }
    try writer.endRow()
  }

  private static func append(_ diagnosis: Diagnosis?, to writer: inout DelimitedWriter) {
    writer.text(diagnosis?.site.description)
    writer.text(diagnosis?.morphology.description)
    writer.code(diagnosis?.laterality)
    writer.day(diagnosis?.diagnosedOn)
    writer.text(diagnosis?.stage?.description)
    writer.integer(diagnosis?.edition.map { Int($0) })
    writer.text(diagnosis?.t?.description)
    writer.text(diagnosis?.n?.description)
    writer.text(diagnosis?.m?.description)
  }
}
