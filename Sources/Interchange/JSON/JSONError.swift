internal import Domain

/// Why bytes are not one JSON document, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Hashable, Sendable {
    /// The document ends inside of a value.
    case ended
    /// A byte that cannot stand there.
    case unexpected(wanted: String)
    /// A name that the object has already.
    case duplicateKey(String)
    /// Nesting beyond the limit.
    case tooDeep(limit: Int)
    /// An escape that JSON does not have, or half a surrogate pair.
    case invalidEscape
    /// A control character that has to be escaped.
    case controlCharacter
    /// A text that is not UTF-8.
    case invalidUTF8
    /// A number that JSON does not allow.
    case invalidNumber
    /// Something after the value.
    case trailingContent
  }

  /// Line, counted from 1.
  public let line: Int
  /// Byte within the line, counted from 1.
  public let column: Int
  /// What is wrong.
  public let cause: Cause

  /// The sentence shown for it.
  public var description: String { "line \(line), column \(column): \(sentence)" }

  /// What is wrong and what to do, without the place.
  public var sentence: String {
    switch cause {
    case .ended: "the document ends too early; it is cut off or a bracket is missing"
    case .unexpected(let wanted): "not JSON here; write \(wanted)"
    case .duplicateKey(let key):
      "the name '\(FieldProblem.excerpt(key))' is there twice; keep one of them"
    case .tooDeep(let limit): "nested deeper than \(limit) levels; write a flatter document"
    case .invalidEscape: "no escape of JSON; write \\uXXXX, in pairs above U+FFFF"
    case .controlCharacter: "a control character in a text; write it as \\u00XX"
    case .invalidUTF8: "not UTF-8; save the document as UTF-8"
    case .invalidNumber: "no number of JSON; write digits without leading zeros, as 0.5 or 12"
    case .trailingContent: "something follows the document; write one value only"
    }
  }
}
