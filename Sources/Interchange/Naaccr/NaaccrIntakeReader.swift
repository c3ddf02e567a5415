public import Domain

/// Reads registrations from NAACCR XML: one patient with all tumours is one row.
///
/// Patients come out one by one in constant memory. The dictionary's rules are those of the whole
/// file: a file that breaks them ends with an error, after the patients before the place.
public struct NaaccrIntakeReader: DonorIntakeReader {
  private let parser: NaaccrParser
  private let options: IntakeOptions

  /// Reads a file.
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - catalogue: the items of the dictionary.
  ///   - expressedOn: the day that counts as the day of interest, whose source is the registry.
  ///   - options: what the caller knows; its facility wins over the file's registry.
  ///   - unknownItems: what becomes of items that the dictionary lacks, those of user dictionaries.
  public init(
    source: @escaping ByteSource, catalogue: NaaccrItemCatalogue, expressedOn: CivilDay,
    options: IntakeOptions = IntakeOptions(), unknownItems: UnknownColumns = .refused
  ) {
    self.options = {
      var options = options
      options.interest = Interest(source: .cancerRegistry, expressedOn: expressedOn)
      return options
    }()
    parser = NaaccrParser(
      source: source,
      structure: NaaccrStructure(catalogue: catalogue, unknownItems: unknownItems))
  }

  /// Reads the next patient.
  /// - Returns: the row; nil after the last.
  /// - Throws: ``NaaccrError``, or what the source throws.
  public mutating func next() throws -> IntakeRow? {
    try parser.next().map { NaaccrDonor.row($0, options: options) }
  }

  /// The items of a patient.
  public var names: IntakeNames {
    IntakeNames([
      "identifiers.facility": NaaccrField.registryId.id,
      "identifiers.mrn": NaaccrField.patientIdNumber.id,
      "identifiers.family": NaaccrField.nameLast.id, "identifiers.given": NaaccrField.nameFirst.id,
      "identifiers.birth_date": NaaccrField.dateOfBirth.id,
      "identifiers.phone": NaaccrField.telephone.id,
      "identifiers.postcode": NaaccrField.addrCurrentPostalCode.id,
      "identifiers.national.value": NaaccrField.socialSecurityNumber.id,
    ])
  }

  /// The patient's element in one quoted column.
  public var rejectsLayout: RejectsLayout { .quoted }
}
