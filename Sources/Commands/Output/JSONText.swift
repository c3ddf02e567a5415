/// Writes the model as JSON (RFC 8259), keys in their order.
enum JSONText {
  /// A value on one line.
  /// - Parameter value: the value.
  /// - Returns: JSON without line feeds.
  static func compact(_ value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes, indentation: nil)
    return bytes
  }

  /// A value over several lines; lists of plain values stay on one.
  /// - Parameter value: the value.
  /// - Returns: JSON without a line feed at its end.
  static func pretty(_ value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes, indentation: 0)
    return bytes
  }

  /// Appends a value.
  /// - Parameters:
  ///   - value: the value.
  ///   - bytes: the buffer.
  ///   - indentation: spaces before the closing bracket, nil for one line.
  static func append(_ value: Value, to bytes: inout [UInt8], indentation: Int?) {
    switch value {
    case .none: bytes += "null".utf8
    case .flag(let flag): bytes += (flag ? "true" : "false").utf8
    case .integer(let number): bytes += String(number).utf8
    case .decimal(let number): bytes += (number.isFinite ? "\(number)" : "null").utf8
    case .text(let text): append(text, to: &bytes)
    case .list(let values):
      let inner = value.isNested ? indentation : nil
      append(values, brackets: ("[", "]"), to: &bytes, indentation: inner) {
        element, bytes, inner in
        append(element, to: &bytes, indentation: inner)
      }
    case .record(let record):
      append(record.fields, brackets: ("{", "}"), to: &bytes, indentation: indentation) {
        field, bytes, inner in
        append(field.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indentation != nil { bytes.append(UInt8(ascii: " ")) }
        append(field.value, to: &bytes, indentation: inner)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], brackets: (Unicode.Scalar, Unicode.Scalar), to bytes: inout [UInt8],
    indentation: Int?, _ write: (Element, inout [UInt8], Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 2 }
    bytes.append(UInt8(ascii: brackets.0))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newline(inner, to: &bytes)
      write(element, &bytes, inner)
    }
    if !elements.isEmpty { newline(indentation, to: &bytes) }
    bytes.append(UInt8(ascii: brackets.1))
  }

  private static func newline(_ indentation: Int?, to bytes: inout [UInt8]) {
    guard let indentation else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }

  /// Appends a string with what JSON and a terminal need escaped.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if isPlain {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\t": bytes += "\\t".utf8
      case "\r": bytes += "\\r".utf8
      case _ where Printable.isUnsafe(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          bytes += "\\u".utf8
          bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
          bytes += digits.utf8
        }
      default: bytes += String(scalar).utf8
      }
    }
  }
}
