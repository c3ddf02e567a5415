public import Domain

/// One registration as a reader found it: a donor, or everything that is wrong with the row.
public struct IntakeRow: Sendable {
  /// The line on which it begins, counted from 1.
  public let line: Int
  /// The donor, or all problems of the row at once.
  public let result: Result<DonorIntake, RejectedIntake>
  /// What is doubtful and does not keep the row out.
  public let warnings: [FieldProblem]
  /// The row exactly as it stands in the input, for the rejects file of the site.
  public let rawRow: [UInt8]

  init(
    line: Int, result: Result<DonorIntake, RejectedIntake>, warnings: [FieldProblem],
    rawRow: [UInt8]
  ) {
    self.line = line
    self.result = result
    self.warnings = warnings
    self.rawRow = rawRow
  }
}

/// Why a row was rejected: at least one problem.
public struct RejectedIntake: Error, Hashable, Sendable, CustomStringConvertible {
  /// Every problem found, in the order of the fields.
  public let problems: [FieldProblem]

  /// Wraps the problems of a row.
  /// - Parameter problems: at least one.
  public init(problems: [FieldProblem]) {
    self.problems = problems
  }

  /// One sentence after the other.
  public var description: String { problems.map(\.description).joined(separator: "; ") }
}

/// What every reader of registrations produces.
public protocol DonorIntakeReader {
  /// Reads the next registration.
  /// - Returns: the row, sound or rejected; nil after the last.
  /// - Throws: an error where the file is malformed as a whole.
  mutating func next() throws -> IntakeRow?

  /// What the rejects file of this input looks like.
  var rejectsLayout: RejectsLayout { get }

  /// How the input names the fields of a registration.
  var names: IntakeNames { get }
}

extension DonorIntakeReader {
  /// The paths of a registration, which inputs in JSON have.
  public var names: IntakeNames { IntakeNames() }
}
