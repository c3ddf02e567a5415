/// One member of a JSON object.
public struct JSONMember: Hashable, Sendable {
  /// The name.
  public let key: String
  /// The value.
  public let value: JSONValue

  /// Pairs a name with its value.
  /// - Parameters:
  ///   - key: the name.
  ///   - value: the value.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// A JSON value (RFC 8259); objects keep the order of their members, numbers the way they are written.
public indirect enum JSONValue: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in their order, no name twice.
  case object([JSONMember])

  /// Reads one JSON document, strictly.
  ///
  /// Refused are what readers commonly let pass: names that occur twice, anything after the value,
  /// comments, numbers such as `01` or `NaN`, lone surrogates, bytes that are not UTF-8, and
  /// nesting that could exhaust the stack.
  /// - Parameters:
  ///   - bytes: the document.
  ///   - maximumDepth: how deep arrays and objects may be nested.
  /// - Throws: ``JSONError``.
  public init(parsing bytes: ArraySlice<UInt8>, maximumDepth: Int = 64) throws(JSONError) {
    var parser = JSONParser(bytes, maximumDepth: maximumDepth)
    self = try parser.document()
  }

  /// The member of an object with a name, or nil.
  /// - Parameter key: the name.
  public subscript(_ key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// The text of a string.
  public var text: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The value of a number that is a whole one and fits.
  public var integer: Int? {
    if case .number(let value) = self { Int(value) } else { nil }
  }

  /// The value of a number.
  public var double: Double? {
    if case .number(let value) = self { Double(value) } else { nil }
  }

  /// The truth value.
  public var truth: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements of an array.
  public var elements: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members of an object.
  public var members: [JSONMember]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// What kind of value it is, for messages.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// Writes the value.
  /// - Parameter writer: where it is written.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .number(let value): writer.verbatim(value)
    case .string(let value): writer.string(value)
    case .array(let values):
      writer.beginArray()
      for value in values { value.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }
}
