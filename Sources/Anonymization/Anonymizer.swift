/// Finds the best anonymisation of a table.
public enum Anonymizer {
  /// Anonymises a table.
  ///
  /// With ``Recoding/fullDomain`` the result has the lowest loss of all transformations that meet
  /// the conditions; of equal ones the first in the order of levels is taken. With
  /// ``Recoding/local`` each class has levels of its own; where that would suppress more than allowed,
  /// or one scheme for all would lose less, the result is that of ``Recoding/fullDomain``. The second is
  /// asked of up to 32,768 different records and of the metric loss.
  ///
  /// - Parameters:
  ///   - table: the table; columns that the request does not name play no part.
  ///   - request: what the result must meet.
  /// - Returns: the anonymised table with its measures.
  /// - Throws: ``AnonymizationError``.
  public static func anonymize(
    _ table: Table, request: AnonymizationRequest
  ) throws(AnonymizationError) -> AnonymizationResult {
    let problem = try Problem(table: table, request: request)
    return switch request.recoding {
    case .fullDomain: try problem.solveFullDomain(table)
    case .local: try problem.solveLocally(table)
    case .sets: try problem.solveBySets(table)
    }
  }
}
