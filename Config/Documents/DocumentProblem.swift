/// What is wrong with a form, a programme or a policy that somebody wrote, and where.
public struct DocumentProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as it was named.
  public let file: String
  /// The line, from 1, where there is one.
  public let line: Int?
  /// The column, from 1, where there is one.
  public let column: Int?
  /// Path of the field, for example `tissue.accept[1]`; empty for the whole document.
  public let field: String
  /// What is wrong, a lower-case sentence without full stop.
  public let problem: String
  /// What to write instead.
  public let fix: String

  /// States a problem.
  /// - Parameters:
  ///   - file: the file, as it was named.
  ///   - line: the line, from 1.
  ///   - column: the column, from 1.
  ///   - field: path of the field.
  ///   - problem: what is wrong.
  ///   - fix: what to write instead.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, field: String = "", problem: String,
    fix: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.field = field
    self.problem = problem
    self.fix = fix
  }

  /// The sentence shown for it, place first.
  public var description: String {
    var place = file
    if let line {
      place += ":\(line)"
      if let column { place += ":\(column)" }
    }
    return "\(place): " + (field.isEmpty ? "" : "\(field): ") + "\(problem); \(fix)"
  }
}
