internal import Registry

extension Record {
  /// The answer to a bulk intake.
  init(_ summary: ImportSummary) {
    self = [
      "read": .integer(summary.read), "accepted": .integer(summary.accepted),
      "rejected": .integer(summary.rejected), "duplicates": .integer(summary.duplicates),
      "warnings": .integer(summary.warnings),
      "problems": .records(summary.problems.map { Record($0) }),
      "notices": .records(summary.notices.map { Record($0) }),
    ]
  }

  /// A problem with its line.
  init(_ problem: RowProblem) {
    self = ["line": .integer(problem.line)]
    fields += Record(problem.problem).fields
  }
}

extension Answer {
  /// The summary of a bulk intake; rejected rows end it with their own status.
  /// - Parameters:
  ///   - summary: the summary.
  ///   - rejects: the file that the rejected rows went to.
  ///   - session: the run.
  init(_ summary: ImportSummary, rejects: String?, session: Session) {
    self.init(.record(session.marked(Record(summary))))
    guard summary.rejected > 0 else { return }
    status = ErrorCode.rowsRejected.exitStatus
    let rows = summary.rejected == 1 ? "1 row was" : "\(summary.rejected) rows were"
    remarks.append(
      "\(rows) rejected, all others are stored; "
        + (rejects.map { "\($0) holds them with their problems" }
          ?? "name a file with --rejects to keep them with their problems"))
  }
}
