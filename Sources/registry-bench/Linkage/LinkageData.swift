internal import Glibc
internal import HashedIdentifiers

/// Rows of people with the truth about who is who.
struct LinkageData {
  /// The columns that the comparison reads, by any of the names that the sets use.
  enum Column: String, CaseIterable {
    case id, given, middle, family, sex, birth, national, postcode, phone, facility, mrn
    case houseNumber, street, locality

    static func named(_ name: some StringProtocol) -> Column? {
      switch String(name) {
      case "rec_id": .id
      case "given", "given_name": .given
      case "middle": .middle
      case "surname", "family": .family
      case "sex": .sex
      case "dob", "date_of_birth", "birth_date": .birth
      case "nhs", "soc_sec_id", "national_value": .national
      case "postcode": .postcode
      case "phone": .phone
      case "facility": .facility
      case "mrn": .mrn
      case "street_number": .houseNumber
      case "address_1": .street
      case "suburb": .locality
      default: nil
      }
    }
  }

  let name: String
  var rows: [[Column: String]] = []
  /// The number of the person, by row.
  var entities: [Int] = []
  /// Whether national numbers are those of the United Kingdom's health service.
  var isNHS = true
  /// Whether the rows were made and not read.
  var isGenerated = false

  /// Pairs of rows of one person.
  var truePairs: Int {
    var sizes: [Int: Int] = [:]
    for entity in entities { sizes[entity, default: 0] += 1 }
    return sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  init(name: String) { self.name = name }

  /// Reads a file and the file of its truth, both with a heading; `.gz` goes through gzip.
  init(name: String, path: String, truth: String) throws {
    self.name = name
    let table = try Self.table(path)
    guard let heading = table.first else { throw LinkageFailure.unreadable(path) }
    let columns = heading.map { Column.named($0) }
    isNHS = !heading.contains("soc_sec_id")
    var entityOf: [String: Int] = [:]
    var numbers: [String: Int] = [:]
    for line in try Self.table(truth).dropFirst() where line.count == 2 {
      entityOf[line[0]] = numbers[line[1], default: numbers.count]
      numbers[line[1]] = entityOf[line[0]]
    }
    for line in table.dropFirst() {
      var row: [Column: String] = [:]
      for (column, value) in zip(columns, line) where !value.isEmpty {
        if let column { row[column] = value }
      }
      guard line.count == heading.count, let id = row[.id], let entity = entityOf[id] else {
        throw LinkageFailure.unreadable(path)
      }
      rows.append(row)
      entities.append(entity)
    }
  }

  /// The records to compare.
  func records(withoutNational: Bool = false) -> [ComparisonRecord] {
    fields(withoutNational: withoutNational).map { ComparisonRecord($0) }
  }

  /// What the rows hold, as a list brings it.
  func fields(withoutNational: Bool) -> [ComparisonFields] {
    rows.map { fields(of: $0, withoutNational: withoutNational) }
  }

  private func fields(of row: [Column: String], withoutNational: Bool) -> ComparisonFields {
    var fields = ComparisonFields()
    fields.given = [row[.given], row[.middle]].compactMap(\.self).joined(separator: " ")
    fields.family = row[.family]
    fields.sex = row[.sex]
    fields.birth = row[.birth].flatMap {
      // The sets write ISO days, and with slashes day first; slips may stand anywhere.
      $0.contains("/") ? BirthDigits(dayFirst: $0) : BirthDigits(yearFirst: $0)
    }
    fields.postcode = row[.postcode]
    fields.phone = row[.phone]
    fields.facility = row[.facility]
    fields.mrn = row[.mrn]
    fields.address = [row[.houseNumber], row[.street]].compactMap(\.self).joined(separator: " ")
    fields.locality = row[.locality]
    if !withoutNational, let national = row[.national] {
      fields.nationalSystem = isNHS ? .nhs : .local("set")
      fields.nationalValue = national
    }
    return fields
  }

  private static func table(_ path: String) throws -> [[String]] {
    let bytes = try contents(path)
    return try String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { line in
        if line.utf8.contains(UInt8(ascii: "\"")) { throw LinkageFailure.unreadable(path) }
        return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
  }

  private static func contents(_ path: String) throws -> [UInt8] {
    // Safe: paths are given by whoever runs the benchmark, in its own shell.
    let isPacked = path.hasSuffix(".gz")
    guard let file = unsafe isPacked ? popen("gzip -dc '\(path)'", "r") : fopen(path, "r") else {
      throw LinkageFailure.unreadable(path)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    let status = unsafe isPacked ? pclose(file) : fclose(file)
    guard status == 0, !bytes.isEmpty else { throw LinkageFailure.unreadable(path) }
    return bytes
  }
}

/// Why a set could not be compared.
enum LinkageFailure: Error, CustomStringConvertible {
  case unreadable(String)

  var description: String {
    switch self {
    case .unreadable(let path):
      "\(path) is missing, or no plain CSV with a heading that names rec_id and has its truth"
    }
  }
}
