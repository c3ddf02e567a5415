internal import Domain

/// Why an eligibility expression was not understood, and where.
public struct ExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Characters (Unicode scalars) before the place, from 0.
  public let offset: Int
  /// How many characters are meant; 0 at the end of the expression.
  public let length: Int
  /// What is wrong, a lower-case sentence without full stop.
  public let problem: String
  /// What to write instead.
  public let fix: String

  /// States an error.
  /// - Parameters:
  ///   - offset: characters before the place.
  ///   - length: how many characters are meant.
  ///   - problem: what is wrong.
  ///   - fix: what to write instead.
  public init(offset: Int, length: Int, problem: String, fix: String) {
    self.offset = offset
    self.length = length
    self.problem = problem
    self.fix = fix
  }

  /// The sentence shown for it; the first character is number 1.
  public var description: String { "at character \(offset + 1): \(problem); \(fix)" }

  /// The line of the source that holds the place, and a line below it that points there.
  /// - Parameter source: the expression.
  /// - Returns: two lines without a line feed at the end.
  public func pointer(in source: String) -> String {
    var line: [Unicode.Scalar] = []
    var column = 0
    for (place, scalar) in source.unicodeScalars.enumerated() {
      if scalar == "\n" {
        if place >= offset { break }
        line.removeAll()
        column = 0
        continue
      }
      line.append((0x20..<0x7F).contains(scalar.value) ? scalar : "?")
      if place < offset { column += 1 }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line)
    let marks = String(repeating: "^", count: max(1, min(length, line.count - column)))
    return "\(String(text))\n\(String(repeating: " ", count: column))\(marks)"
  }
}

extension ExpressionError {
  /// An error at a token.
  init(at token: Token, _ problem: String, fix: String) {
    self.init(offset: token.offset, length: token.length, problem: problem, fix: fix)
  }

  /// What a message quotes of a token.
  static func quoted(_ token: Token) -> String {
    token.kind == .end ? "the end of the expression" : "'\(FieldProblem.excerpt(token.text))'"
  }
}
