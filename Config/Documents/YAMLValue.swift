internal import Domain

/// One value of a YAML document, with the place where it stands.
struct YAMLValue {
  let node: YAMLNode
  /// The file, as it was named.
  let file: String
  /// Path of the field.
  let field: String

  /// A problem of this value.
  func problem(_ problem: String, fix: String) -> DocumentProblem {
    DocumentProblem(
      file: file, line: node.line, column: node.column, field: field, problem: problem,
      fix: fix)
  }

  /// The text.
  func text() throws(DocumentProblem) -> String {
    guard let text = node.text else {
      throw problem("expected one value", fix: "write it on the line of the key")
    }
    return text
  }

  /// A text that is made of digits or may start with a zero, which has to be quoted.
  func quotedDigits() throws(DocumentProblem) -> String {
    let text = try text()
    guard case .text(_, isPlain: false) = node.content else {
      throw problem("'\(FieldProblem.excerpt(text))' is not quoted", fix: "write \"\(text)\"")
    }
    return text
  }

  /// A whole number.
  func integer() throws(DocumentProblem) -> Int {
    let text = try text()
    guard let number = Int(text), String(number) == text else {
      throw problem(
        "'\(FieldProblem.excerpt(text))' is no whole number",
        fix: "write digits without leading zeros")
    }
    return number
  }

  /// A number between 0 and 1.
  func share() throws(DocumentProblem) -> Double {
    let text = try text()
    let isPlain = text.utf8.allSatisfy {
      $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard isPlain, let number = Double(text), (0...1).contains(number) else {
      throw problem(
        "'\(FieldProblem.excerpt(text))' is no share", fix: "write a number from 0 to 1, as 0.02")
    }
    return number
  }

  /// `true` or `false`.
  func flag() throws(DocumentProblem) -> Bool {
    let text = try text()
    switch text {
    case "true": return true
    case "false": return false
    default:
      throw problem("'\(FieldProblem.excerpt(text))' is no truth value", fix: "write true or false")
    }
  }

  /// A civil day.
  func day() throws(DocumentProblem) -> CivilDay {
    let text = try text()
    if let day = CivilDay(iso: text) { return day }
    throw problem("'\(FieldProblem.excerpt(text))' is no day", fix: "write YYYY-MM-DD")
  }

  /// An ISO 8601 period.
  func period() throws(DocumentProblem) -> CivilPeriod {
    let text = try text()
    if let period = CivilPeriod(iso: text) { return period }
    throw problem("'\(FieldProblem.excerpt(text))' is no period", fix: "write P30Y, P6M or P90D")
  }

  /// A value of a closed vocabulary.
  func coded<Value: CodedValue>(_ type: Value.Type = Value.self) throws(DocumentProblem) -> Value {
    do {
      return try Value.parse(try text(), field: field)
    } catch let error as FieldProblem {
      throw problem(error.problem, fix: error.fix)
    } catch let error as DocumentProblem {
      throw error
    } catch {
      throw problem("unknown \(Value.vocabulary)", fix: "use one of: \(Value.names)")
    }
  }

  /// The elements of a list.
  func elements() throws(DocumentProblem) -> [YAMLValue] {
    guard case .list(let elements) = node.content else {
      throw problem("expected a list", fix: "write [a, b], or a line with - for each element")
    }
    return elements.enumerated().map { place, element in
      YAMLValue(node: element, file: file, field: "\(field)[\(place)]")
    }
  }

  /// The elements of a list of texts.
  func texts() throws(DocumentProblem) -> [String] {
    var found: [String] = []
    for element in try elements() { found.append(try element.text()) }
    return found
  }

  /// The elements of a list of names.
  func list<Value: CodedValue>(of type: Value.Type) throws(DocumentProblem) -> [Value] {
    var found: [Value] = []
    for element in try elements() { found.append(try element.coded()) }
    return found
  }
}
