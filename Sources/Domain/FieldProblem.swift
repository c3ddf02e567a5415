/// One thing that is wrong with one field of an input, and what to do about it.
///
/// `problem` quotes coded values only; the value of an identifier never stands in it.
public struct FieldProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path of the field as the input names it, for example `diagnoses[0].site`.
  public var field: String
  /// What is wrong, a lower-case sentence without full stop.
  public var problem: String
  /// What to write instead.
  public var fix: String

  /// States a problem.
  /// - Parameters:
  ///   - field: path of the field as the input names it.
  ///   - problem: what is wrong.
  ///   - fix: what to do.
  public init(field: String, problem: String, fix: String) {
    self.field = field
    self.problem = problem
    self.fix = fix
  }

  /// The sentence shown for it.
  public var description: String { "\(field): \(problem); \(fix)" }

  /// A quotable beginning of a coded value: printable ASCII, at most 24 characters.
  ///
  /// A long or unprintable value is cut and masked, so that no terminal escape and no text that
  /// slipped into the wrong column is repeated in full.
  /// - Parameter text: the value as it was written.
  /// - Returns: what a message may show.
  public static func excerpt(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(24) {
      shown.unicodeScalars.append((0x20..<0x7F).contains(scalar.value) ? scalar : "?")
    }
    return text.unicodeScalars.count > 24 ? shown + "…" : shown
  }
}
