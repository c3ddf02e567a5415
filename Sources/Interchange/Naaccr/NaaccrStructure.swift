internal import Domain

/// Follows the elements of a NAACCR XML file, refuses what the dictionary does not allow, and
/// collects patients.
///
/// Source: NAACCR XML Data Exchange Standard, version 1.8. Elements of other namespaces are
/// extensions and passed over with all that is in them.
struct NaaccrStructure {
  private enum Level { case outside, root, patient, tumor, item(NaaccrLevel) }

  /// The longest text of one item.
  static let textLimit = 1_048_576

  private let catalogue: NaaccrItemCatalogue
  private let unknownItems: UnknownColumns
  /// For every item of the catalogue its ``NaaccrField``, or -1.
  private let wanted: [Int]
  /// For every item of the catalogue the element it was last seen in.
  private var lastSeen: [Int]
  private var elementCount = 0
  /// The file, patient and tumour that is open, each by its count.
  private var currentElement = [0, 0, 0]
  /// For every item of the catalogue the element it belongs to.
  private let parents: [Int]
  /// For every item of the catalogue whether the file's record type has it.
  private var isInRecordType: [Bool] = []

  private var level = Level.outside
  private var extensionDepth = 0
  private var recordType = ""
  private var file = NaaccrValues()
  private var tumor = NaaccrValues()
  private var text: [UInt8] = []
  private var textLength = 0
  private var field = -1

  /// The patient that is being read.
  var patient: NaaccrPatient?
  /// Whether the root element has been closed.
  private(set) var isComplete = false

  init(catalogue: NaaccrItemCatalogue, unknownItems: UnknownColumns) {
    self.catalogue = catalogue
    self.unknownItems = unknownItems
    let fields = Dictionary(
      uniqueKeysWithValues: NaaccrField.allCases.map { ($0.id, $0.rawValue) })
    wanted = catalogue.items.map { fields[$0.id] ?? -1 }
    parents = catalogue.items.map { Self.order($0.parent) }
    lastSeen = [Int](repeating: 0, count: catalogue.items.count)
  }

  /// Meets an opening tag.
  /// - Parameters:
  ///   - element: what opens.
  ///   - attributes: names, with namespace and a bar before those that have one, and values.
  /// - Throws: what is wrong with it.
  mutating func open(
    _ element: NaaccrElement, _ attributes: [(name: String, value: String)]
  ) throws(NaaccrError.Cause) {
    if extensionDepth > 0 {
      extensionDepth += 1
      return
    }
    switch (level, element) {
    case (.tumor, .item): try openItem(attributes, in: .tumor)
    case (.patient, .item): try openItem(attributes, in: .patient)
    case (.root, .item): try openItem(attributes, in: .root)
    case (.patient, .tumor):
      try refuseAttributes(attributes, of: "Tumor")
      tumor = NaaccrValues()
      enter(.tumor, .tumor)
    case (.root, .patient):
      try refuseAttributes(attributes, of: "Patient")
      patient = NaaccrPatient(file: file)
      enter(.patient, .patient)
    case (.outside, .file):
      recordType = try NaaccrRoot.recordType(attributes)
      isInRecordType = catalogue.items.map { $0.recordTypes.contains(recordType) }
      enter(.root, .root)
    case (_, .foreign(let name, let isQualified)):
      try openForeign(name, isQualified: isQualified)
    case (_, .other(let name)): throw .unknownElement(name)
    case (_, .item): throw .unknownElement("Item")
    case (_, .tumor): throw .unknownElement("Tumor")
    case (_, .patient): throw .unknownElement("Patient")
    case (_, .file): throw .unknownElement("NaaccrData")
    }
  }

  /// Meets a closing tag; true where it closes a patient.
  mutating func close() -> Bool {
    if extensionDepth > 0 {
      extensionDepth -= 1
      return false
    }
    switch level {
    case .outside: break
    case .root:
      level = .outside
      isComplete = true
    case .patient:
      level = .root
      return true
    case .tumor:
      patient?.tumors.append(tumor)
      level = .patient
    case .item(let parent):
      keepText(in: parent)
      switch parent {
      case .root: level = .root
      case .patient: level = .patient
      case .tumor: level = .tumor
      }
    }
    return false
  }

  /// Meets text.
  mutating func characters(_ bytes: Span<UInt8>) throws(NaaccrError.Cause) {
    guard extensionDepth == 0 else { return }
    if case .item = level {
      textLength += bytes.count
      guard textLength <= Self.textLimit else {
        throw .tooLarge("an item")
      }
      guard field >= 0 else { return }
      for index in bytes.indices { text.append(bytes[index]) }
    } else {
      for index in bytes.indices where !ASCII.isBlank(bytes[index]) {
        throw .strayText
      }
    }
  }

  private mutating func enter(_ next: Level, _ element: NaaccrLevel) {
    level = next
    elementCount += 1
    currentElement[Self.order(element)] = elementCount
  }

  private mutating func openForeign(
    _ name: String, isQualified: Bool
  ) throws(NaaccrError.Cause) {
    switch level {
    case .outside:
      throw name == "NaaccrData" ? .namespaceMissing : .unknownElement(name)
    case .item: throw .unknownElement(name)
    case .root, .patient, .tumor:
      guard isQualified else { throw .unknownElement(name) }
      extensionDepth = 1
    }
  }

  private mutating func keepText(in parent: NaaccrLevel) {
    guard field >= 0 else { return }
    let trimmed = text[...].trimmed
    guard !trimmed.isEmpty else { return }
    let value = String(decoding: trimmed, as: UTF8.self)
    switch parent {
    case .root: file.set(place: field, to: value)
    case .patient: patient?.values.set(place: field, to: value)
    case .tumor: tumor.set(place: field, to: value)
    }
  }

  private mutating func openItem(
    _ attributes: [(name: String, value: String)], in parent: NaaccrLevel
  ) throws(NaaccrError.Cause) {
    var id: String?
    var number: String?
    for attribute in attributes {
      switch attribute.name {
      case "naaccrId": id = attribute.value
      case "naaccrNum": number = attribute.value
      default:
        throw .unknownAttribute(attribute.name, element: "Item")
      }
    }
    guard let id else {
      throw .missingAttribute("naaccrId", element: "Item")
    }
    level = .item(parent)
    text.removeAll(keepingCapacity: true)
    textLength = 0
    field = -1
    guard let place = catalogue.place(of: id) else {
      if unknownItems == .ignored { return }
      let suggestion = NearestName.suggestion(for: id, among: catalogue.items.map(\.id))
      throw .unknownItem(id, suggestion: suggestion)
    }
    try check(place, number: number, parent: parent)
    field = wanted[place]
  }

  private mutating func check(
    _ place: Int, number: String?, parent: NaaccrLevel
  ) throws(NaaccrError.Cause) {
    let level = Self.order(parent)
    if parents[place] != level {
      let item = catalogue.items[place]
      throw .wrongParent(item.id, belongs: item.parent, found: parent)
    }
    if !isInRecordType[place] {
      throw .notInRecordType(catalogue.items[place].id, recordType: recordType)
    }
    if let number, Int(number) != catalogue.items[place].number {
      let item = catalogue.items[place]
      throw .wrongNumber(item.id, expected: item.number)
    }
    if lastSeen[place] == currentElement[level] {
      throw .duplicateItem(catalogue.items[place].id)
    }
    lastSeen[place] = currentElement[level]
  }

  private static func order(_ level: NaaccrLevel) -> Int {
    switch level {
    case .root: 0
    case .patient: 1
    case .tumor: 2
    }
  }

  private func refuseAttributes(
    _ attributes: [(name: String, value: String)], of element: String
  ) throws(NaaccrError.Cause) {
    if let first = attributes.first {
      throw .unknownAttribute(first.name, element: element)
    }
  }
}
