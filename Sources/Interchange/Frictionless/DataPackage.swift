/// A published file with its data dictionary.
///
/// Source: Frictionless Data, Tabular Data Resource, version 1.
public struct DataResource: Hashable, Sendable {
  /// A name in lower case without blanks.
  public var name: String
  /// The file, relative to `datapackage.json`.
  public var path: String
  /// A name for people.
  public var title: String?
  /// What the rows are.
  public var description: String?
  /// What stands between fields.
  public var separator: Separator
  /// SHA-256 of the file in lower-case hexadecimal digits.
  public var sha256: String?
  /// Size of the file.
  public var bytes: Int?
  /// The columns that tell rows apart.
  public var primaryKey: [String]
  /// What stands where there is no value.
  public var missingValues: [String]
  /// The columns in their order.
  public var fields: [DataField]

  /// Describes a file.
  /// - Parameters:
  ///   - name: a name in lower case without blanks.
  ///   - path: the file, relative to `datapackage.json`.
  ///   - title: a name for people.
  ///   - description: what the rows are.
  ///   - separator: what stands between fields.
  ///   - sha256: SHA-256 of the file in hexadecimal digits.
  ///   - bytes: size of the file.
  ///   - primaryKey: the columns that tell rows apart.
  ///   - missingValues: what stands where there is no value.
  ///   - fields: the columns in their order.
  public init(
    name: String, path: String, title: String? = nil, description: String? = nil,
    separator: Separator = .comma, sha256: String? = nil, bytes: Int? = nil,
    primaryKey: [String] = [], missingValues: [String] = [""], fields: [DataField]
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.description = description
    self.separator = separator
    self.sha256 = sha256
    self.bytes = bytes
    self.primaryKey = primaryKey
    self.missingValues = missingValues
    self.fields = fields
  }
}

/// The licence under which data are passed on.
public struct DataLicence: Hashable, Sendable {
  /// A short name, by SPDX where it has one.
  public var name: String
  /// A name for people.
  public var title: String?
  /// Where its text stands.
  public var path: String?

  /// States a licence.
  /// - Parameters:
  ///   - name: a short name.
  ///   - title: a name for people.
  ///   - path: where its text stands.
  public init(name: String, title: String? = nil, path: String? = nil) {
    self.name = name
    self.title = title
    self.path = path
  }
}

/// What `datapackage.json` says of a release: files, columns, hashes, terms.
///
/// Source: Frictionless Data, Tabular Data Package, version 1.
public struct DataPackage: Hashable, Sendable {
  /// A name in lower case without blanks.
  public var name: String
  /// A name for people.
  public var title: String?
  /// What the data are.
  public var description: String?
  /// The terms under which they are passed on; none where an agreement governs them alone.
  public var licence: DataLicence?
  /// What a reader has to know: agreement, obligations, how the data were made anonymous.
  public var notes: [String]
  /// The files.
  public var resources: [DataResource]

  /// Describes a release.
  /// - Parameters:
  ///   - name: a name in lower case without blanks.
  ///   - title: a name for people.
  ///   - description: what the data are.
  ///   - licence: the terms under which they are passed on.
  ///   - notes: what a reader has to know.
  ///   - resources: the files.
  public init(
    name: String, title: String? = nil, description: String? = nil, licence: DataLicence? = nil,
    notes: [String] = [], resources: [DataResource]
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.licence = licence
    self.notes = notes
    self.resources = resources
  }

  /// A name as the specification wants it: lower case, digits, `-`, `_` and `.`.
  /// - Parameter text: any text.
  /// - Returns: the text with everything else as hyphens.
  public static func slug(_ text: String) -> String {
    let bytes = text.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: "a")...UInt8(ascii: "z"), ASCII.zero...ASCII.nine, ASCII.minus,
        UInt8(ascii: "_"), UInt8(ascii: "."):
        byte
      default: ASCII.minus
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
