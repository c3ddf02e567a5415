internal import Domain

/// Cuts an eligibility expression into tokens.
///
/// A word is letters, digits and `. _ + / - *`, so that `C50.4`, `8500-8543/3`, `3+` and
/// `2026-01-05` are one word each. Anything else has to stand in quotation marks.
enum Lexer {
  /// The longest expression, in characters.
  static let longest = 8192

  /// The tokens of an expression, with one ``Token/Kind/end`` after the last.
  static func tokens(of source: String) throws(ExpressionError) -> [Token] {
    let scalars = Array(source.unicodeScalars)
    guard scalars.count <= longest else {
      throw ExpressionError(
        offset: longest, length: scalars.count - longest,
        problem: "the expression is longer than \(longest) characters", fix: "shorten it")
    }
    var tokens: [Token] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" {
        position += 1
        continue
      }
      let token = try next(in: scalars, at: position)
      tokens.append(token)
      position += token.length
    }
    tokens.append(Token(kind: .end, text: "", offset: scalars.count, length: 0))
    return tokens
  }

  private static func next(
    in scalars: [Unicode.Scalar], at start: Int
  ) throws(ExpressionError) -> Token {
    func token(_ kind: Token.Kind, _ length: Int) -> Token {
      Token(
        kind: kind, text: text(scalars[start..<start + length]), offset: start, length: length)
    }
    let isEqualsNext = start + 1 < scalars.count && scalars[start + 1] == "="
    switch scalars[start] {
    case "(", "[": return token(.open, 1)
    case ")", "]": return token(.close, 1)
    case ",": return token(.comma, 1)
    case "=":
      return isEqualsNext
        ? Token(kind: .comparison, text: "=", offset: start, length: 2) : token(.comparison, 1)
    case "<", ">": return token(.comparison, isEqualsNext ? 2 : 1)
    case "!":
      if isEqualsNext { return token(.comparison, 2) }
    case "\"", "'": return try quoted(in: scalars, at: start)
    default:
      let length = scalars[start...].prefix(while: isWord).count
      if length > 0 { return token(.word, length) }
    }
    throw ExpressionError(
      offset: start, length: 1,
      problem: "unexpected '\(FieldProblem.excerpt(text(scalars[start...start])))'",
      fix: scalars[start] == "!"
        ? "write not, or != between a field and a value"
        : "put a value with unusual characters in quotation marks")
  }

  private static func quoted(
    in scalars: [Unicode.Scalar], at start: Int
  ) throws(ExpressionError) -> Token {
    let body = scalars[(start + 1)...].prefix { $0 != scalars[start] && $0 != "\n" }
    guard body.endIndex < scalars.count, scalars[body.endIndex] == scalars[start] else {
      throw ExpressionError(
        offset: start, length: scalars.count - start, problem: "the quotation mark is never closed",
        fix: "close it on the same line")
    }
    return Token(kind: .quoted, text: text(body), offset: start, length: body.count + 2)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "+", "/", "-", "*": true
    default: false
    }
  }

  static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars { view.append(scalar) }
    return String(view)
  }
}
