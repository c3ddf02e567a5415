/// The element of a NAACCR XML file that an item belongs to.
public enum NaaccrLevel: String, Sendable {
  /// The file.
  case root = "NaaccrData"
  /// A patient.
  case patient = "Patient"
  /// A tumour.
  case tumor = "Tumor"
}

/// One data item of the NAACCR dictionary.
public struct NaaccrItem: Hashable, Sendable {
  /// Its name in XML, `primarySite`.
  public let id: String
  /// Its number, 400.
  public let number: Int
  /// The element it belongs to.
  public let parent: NaaccrLevel
  /// The record types that have it, some of `AMCI`.
  public let recordTypes: String
  /// The kind of value, for example `digits`.
  public let dataType: String

  /// Describes an item.
  /// - Parameters:
  ///   - id: its name in XML.
  ///   - number: its number.
  ///   - parent: the element it belongs to.
  ///   - recordTypes: the record types that have it.
  ///   - dataType: the kind of value.
  public init(
    id: String, number: Int, parent: NaaccrLevel, recordTypes: String, dataType: String
  ) {
    self.id = id
    self.number = number
    self.parent = parent
    self.recordTypes = recordTypes
    self.dataType = dataType
  }
}

/// The data items that a NAACCR XML file may hold.
///
/// Built from the CSV lists that NAACCR publishes for each version of its base dictionary.
public struct NaaccrItemCatalogue: Sendable {
  private(set) var items: [NaaccrItem] = []
  private var places: [String: Int] = [:]

  /// Reads the list of one dictionary version.
  /// - Parameter csv: columns `NAACCR XML ID`, `NAACCR Number`, `Record Types`,
  ///   `Parent XML Element` and `Data Type`; others are passed over.
  /// - Throws: ``NaaccrCatalogueError``, ``DelimitedReadError`` or ``HeaderError``.
  public init(csv: [UInt8]) throws {
    try add(csv: csv)
  }

  /// Takes the items of any number of versions; the first of a name counts.
  /// - Parameter items: the items.
  public init(_ items: [NaaccrItem]) {
    for item in items { add(item) }
  }

  private mutating func add(_ item: NaaccrItem) {
    guard places[item.id] == nil else { return }
    places[item.id] = items.count
    items.append(item)
  }

  /// Adds the items of another version; an item that is known already stays as it is.
  /// - Parameter csv: the list as for ``init(csv:)``.
  /// - Throws: ``NaaccrCatalogueError``, ``DelimitedReadError`` or ``HeaderError``.
  public mutating func add(csv: [UInt8]) throws {
    var reader = try DelimitedReader(source: ByteSources.memory(csv))
    let names = [
      "NAACCR XML ID", "NAACCR Number", "Parent XML Element", "Record Types", "Data Type",
    ]
    let columns = try reader.bind(known: names, required: names, unknown: .ignored).map { $0 ?? -1 }
    while try reader.advance() {
      let cells = columns.map { reader.string($0) }
      guard reader.rowProblem == nil, !cells[0].isEmpty, let number = Int(cells[1]),
        let parent = NaaccrLevel(rawValue: cells[2])
      else { throw NaaccrCatalogueError.row(line: reader.line) }
      add(
        NaaccrItem(
          id: cells[0], number: number, parent: parent,
          recordTypes: cells[3].filter { $0.isLetter }, dataType: cells[4]))
    }
  }

  /// The item with a name in XML, or nil.
  /// - Parameter id: for example `primarySite`.
  public subscript(_ id: String) -> NaaccrItem? {
    places[id].map { items[$0] }
  }

  /// The place of an item in ``items``.
  func place(of id: String) -> Int? { places[id] }
}

/// Why a list of data items is not understood.
public enum NaaccrCatalogueError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A line without name, number or parent element.
  case row(line: Int)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .row(let line):
      "list of NAACCR items, line \(line): no name, number or parent element; take the list as "
        + "it is published"
    }
  }
}
