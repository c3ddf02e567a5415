/// An eligibility expression, read and typed: `site in C50, C16 and her2.ihc = 3+`.
///
/// What is not recorded leaves a rule unknown, never false; results that contradict each other do
/// the same. The language is described at ``EligibilityField`` and in the grammar of its parser.
public struct EligibilityExpression: Hashable, Sendable {
  /// The expression as it was written.
  public let source: String
  /// Every field asked about, in the order of first use.
  public let fields: [EligibilityField]

  let syntax: Syntax

  /// Reads an expression.
  /// - Parameter source: what was written.
  /// - Throws: ``ExpressionError`` that points at the character and suggests the nearest name.
  public init(_ source: String) throws(ExpressionError) {
    let tokens = try Lexer.tokens(of: source)
    var parser = Parser(tokens: tokens)
    self.source = source
    syntax = try parser.expression()
    fields = syntax.fields
    texts = Self.conjunctTexts(of: tokens, in: source)
  }

  /// The source of each part that the outermost `and` joins.
  private let texts: [String]

  /// The form that is evaluated over many tumours.
  /// - Parameter topics: what is left out: a rule about it counts as it would at best, as true, or
  ///   as false below a `not`.
  /// - Returns: the program.
  public func compiled(ignoring topics: EligibilityTopics = []) -> EligibilityProgram {
    EligibilityProgram(syntax, ignoring: topics)
  }

  /// The parts that the outermost `and` joins, each compiled on its own, for explanations.
  /// - Parameter topics: what is left out.
  /// - Returns: the parts in the order of the source; a single one where no `and` is outermost.
  public func conjuncts(ignoring topics: EligibilityTopics = []) -> [EligibilityConjunct] {
    var parts = [syntax]
    if case .all(let inner) = syntax, inner.count == texts.count { parts = inner }
    let sources = parts.count == texts.count ? texts : [source]
    return zip(parts, sources).map { part, text in
      EligibilityConjunct(
        source: text, fields: part.fields,
        program: EligibilityProgram(part, ignoring: topics))
    }
  }

  /// Cuts the source at every `and` that stands in no parentheses, unless an `or` stands beside it.
  private static func conjunctTexts(of tokens: [Token], in source: String) -> [String] {
    var depth = 0
    var cuts: [Token] = []
    for token in tokens {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      guard depth == 0 else { continue }
      if token.isKeyword("or") { return [source] }
      if token.isKeyword("and") { cuts.append(token) }
    }
    let scalars = Array(source.unicodeScalars)
    let starts = [0] + cuts.map { $0.offset + $0.length }
    let ends = cuts.map(\.offset) + [scalars.count]
    return zip(starts, ends).map { start, end in
      Lexer.text(scalars[start..<end]).split { $0.isWhitespace }.joined(separator: " ")
    }
  }
}

/// One rule of an expression, for explanations.
public struct EligibilityConjunct: Sendable {
  /// The rule as it was written.
  public let source: String
  /// The fields it asks about.
  public let fields: [EligibilityField]
  /// The rule, compiled.
  public let program: EligibilityProgram
}
