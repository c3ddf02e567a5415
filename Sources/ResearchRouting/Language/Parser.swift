internal import Domain

/// Reads tokens by recursive descent.
///
/// ```
/// either    = both { "or" both }
/// both      = negation { "and" negation }
/// negation  = "not" negation | "(" either ")" | predicate
/// predicate = field ( comparison value | [ "not" ] "in" values | "is" [ "not" ] state )
/// values    = value { "," value } | "(" value { "," value } ")"
/// state     = "known" | "unknown" | "conflicting"
/// ```
struct Parser {
  /// How deeply parentheses and negations may be nested.
  static let deepest = 30

  private let tokens: [Token]
  private var position = 0
  private var depth = 0

  /// Starts at the first token; the last one is ``Token/Kind/end``.
  init(tokens: [Token]) {
    self.tokens = tokens
  }

  private static let keywords: Set<String> = ["and", "or", "not", "in", "is"]

  private var current: Token { tokens[position] }

  private mutating func advance() -> Token {
    let token = current
    if token.kind != .end { position += 1 }
    return token
  }

  private mutating func skip(_ keyword: String) -> Bool {
    guard current.isKeyword(keyword) else { return false }
    position += 1
    return true
  }

  /// Reads a whole expression.
  mutating func expression() throws(ExpressionError) -> Syntax {
    if current.kind == .end {
      throw ExpressionError(
        at: current, "the expression is empty", fix: "write for example site in C50, C16")
    }
    let syntax = try either()
    guard current.kind == .end else {
      throw ExpressionError(
        at: current, "expected and, or, or the end, but found \(ExpressionError.quoted(current))",
        fix: current.kind == .close
          ? "take the parenthesis out or open it before" : "join two rules with and or or")
    }
    return syntax
  }

  private mutating func either() throws(ExpressionError) -> Syntax {
    var parts = [try both()]
    while skip("or") { parts.append(try both()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(ExpressionError) -> Syntax {
    var parts = [try negation()]
    while skip("and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(ExpressionError) -> Syntax {
    let start = current
    guard depth < Self.deepest else {
      throw ExpressionError(
        at: start, "the expression is nested more than \(Self.deepest) deep", fix: "flatten it")
    }
    depth += 1
    defer { depth -= 1 }
    if skip("not") { return .not(try negation()) }
    guard start.kind == .open else { return try predicate() }
    position += 1
    let inner = try either()
    guard current.kind == .close else {
      throw ExpressionError(
        at: current,
        "expected ) for the ( at character \(start.offset + 1), but found "
          + ExpressionError.quoted(current), fix: "close the parenthesis")
    }
    position += 1
    return inner
  }

  private mutating func predicate() throws(ExpressionError) -> Syntax {
    let name = current
    guard name.kind == .word, !Self.keywords.contains(name.text.lowercased()) else {
      throw ExpressionError(
        at: name, "expected the name of a field, but found \(ExpressionError.quoted(name))",
        fix: "write a rule as site in C50")
    }
    position += 1
    guard let field = EligibilityField(name: name.text) else {
      throw ExpressionError(
        at: name, "unknown field '\(FieldProblem.excerpt(name.text))'",
        fix: NearestName.suggestion(for: name.text, among: EligibilityField.names))
    }
    let sign = current
    let builder = PredicateBuilder(field: field, sign: sign)
    if sign.kind == .comparison {
      position += 1
      return try builder.compare(with: try value(of: field))
    }
    if skip("is") {
      let isNegated = skip("not")
      let syntax = try builder.state(advance())
      return isNegated ? .not(syntax) : syntax
    }
    let isNegated = skip("not")
    guard skip("in") else {
      throw ExpressionError(
        at: current,
        "expected a comparison after \(field.name), but found \(ExpressionError.quoted(current))",
        fix: "use =, !=, <, <=, >, >=, in or is known")
    }
    let syntax = try builder.member(of: try values(of: field))
    return isNegated ? .not(syntax) : syntax
  }

  private mutating func values(of field: EligibilityField) throws(ExpressionError) -> [Token] {
    let start = current
    let isEnclosed = start.kind == .open
    if isEnclosed { position += 1 }
    var found = [try value(of: field)]
    while current.kind == .comma {
      position += 1
      found.append(try value(of: field))
    }
    guard isEnclosed else { return found }
    guard current.kind == .close else {
      throw ExpressionError(
        at: current,
        "expected , or ) for the ( at character \(start.offset + 1), but found "
          + ExpressionError.quoted(current), fix: "close the list")
    }
    position += 1
    return found
  }

  private mutating func value(of field: EligibilityField) throws(ExpressionError) -> Token {
    let token = current
    let isKeyword =
      token.kind == .word && Self.keywords.contains(token.text.lowercased())
      && !(token.isKeyword("is") && field.topic == .staging)  // carcinoma in situ, Tis and 0is
    guard token.kind == .word || token.kind == .quoted, !isKeyword, !token.text.isEmpty else {
      throw ExpressionError(
        at: token, "expected a value of \(field.name), but found \(ExpressionError.quoted(token))",
        fix: "write a value; one that is spelled like a keyword goes in quotation marks")
    }
    position += 1
    return token
  }
}
