/// One word or sign of an eligibility expression.
struct Token: Hashable, Sendable {
  /// What a token is.
  enum Kind: Hashable, Sendable {
    /// A name, a code or a number.
    case word
    /// A text in quotation marks, taken as it is.
    case quoted
    /// `=`, `!=`, `<`, `<=`, `>`, `>=`.
    case comparison
    /// `(`.
    case open
    /// `)`.
    case close
    /// `,`.
    case comma
    /// After the last token.
    case end
  }

  /// What it is.
  let kind: Kind
  /// The characters, without quotation marks.
  let text: String
  /// Characters before it.
  let offset: Int
  /// Characters that it takes up, quotation marks included.
  let length: Int

  /// Whether it is a certain keyword, in any case.
  func isKeyword(_ keyword: String) -> Bool {
    kind == .word && text.utf8.count == keyword.utf8.count && text.lowercased() == keyword
  }
}
