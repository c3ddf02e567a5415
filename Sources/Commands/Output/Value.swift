internal import Domain

/// What a command answers with: the one model that every format renders.
indirect enum Value: Equatable, Sendable {
  /// Nothing is known.
  case none
  /// Text, possibly from outside; every renderer escapes it.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A fraction.
  case decimal(Double)
  /// Yes or no.
  case flag(Bool)
  /// Several values in their order.
  case list([Value])
  /// Named values in their order.
  case record(Record)

  /// Text that may be missing.
  static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .none }

  /// A number that may be missing.
  static func integer(_ number: Int?) -> Value { number.map { .integer($0) } ?? .none }

  /// A ledger sequence or size.
  static func sequence(_ number: UInt64?) -> Value {
    number.map { .integer(Int(clamping: $0)) } ?? .none
  }

  /// A day as `YYYY-MM-DD`.
  static func day(_ day: CivilDay?) -> Value { day.map { .text($0.description) } ?? .none }

  /// An instant in UTC.
  static func instant(_ instant: Instant) -> Value { .text(instant.description) }

  /// A list of texts.
  static func texts(_ texts: [String]) -> Value { .list(texts.map { .text($0) }) }

  /// A list of records.
  static func records(_ records: [Record]) -> Value { .list(records.map { .record($0) }) }

  /// Whether a table sets it to the right.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    default: false
    }
  }

  /// Whether it needs more than one cell.
  var isNested: Bool {
    switch self {
    case .record: true
    case .list(let values): values.contains(where: \.isRecord)
    default: false
    }
  }

  /// Whether it is a record.
  var isRecord: Bool { if case .record = self { true } else { false } }
}

/// Named values in the order in which they are shown.
struct Record: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  /// A value with its name, which is its key in JSON.
  struct Field: Equatable, Sendable {
    /// Name in snake_case.
    var name: String
    /// The value.
    var value: Value
  }

  /// The fields in their order.
  var fields: [Field]
  /// What a cell shows where the record does not fit into one.
  var summary: String?

  /// Lists fields in the order written.
  init(dictionaryLiteral elements: (String, Value)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// Lists fields.
  /// - Parameter fields: the fields in their order.
  init(fields: [Field]) { self.fields = fields }

  /// The value of a field.
  subscript(name: String) -> Value { fields.first { $0.name == name }?.value ?? .none }

  /// Adds a field at the end.
  /// - Parameters:
  ///   - name: name in snake_case.
  ///   - value: the value.
  mutating func append(_ name: String, _ value: Value) {
    fields.append(Field(name: name, value: value))
  }

  /// The record with what stands for it in one cell.
  /// - Parameter text: what the cell shows.
  /// - Returns: the record.
  func summarised(as text: String) -> Record {
    var copy = self
    copy.summary = text
    return copy
  }
}
