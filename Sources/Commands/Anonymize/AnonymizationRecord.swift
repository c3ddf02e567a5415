internal import Registry

extension Record {
  /// The answer to `anonymize`, with the keys of its report.
  /// - Parameter summary: what became of the table.
  init(_ summary: TableAnonymizationSummary) {
    self = [
      "rows": .integer(summary.rows), "suppressed": .integer(summary.suppressed),
      "masked_in_input": .integer(summary.masked), "classes": .integer(summary.classes),
      "k": .integer(summary.k),
      "levels": .record(
        Record(
          fields: summary.levels.map { Field(name: $0.column, value: .integer($0.level)) })),
      "loss": .decimal(summary.loss), "metric": .text(summary.metric),
      "score": summary.score.map { .decimal($0) } ?? .none, "ncp": .decimal(summary.penalty),
      "highest_risk": .decimal(summary.highestRisk),
      "average_risk": .decimal(summary.averageRisk), "models": .texts(summary.models),
      "checked": .integer(summary.checked), "transformations": .integer(summary.transformations),
      "optimal": .flag(summary.isOptimal), "left_out": .texts(summary.leftOut),
      "sha256": summary.sha256.isEmpty ? .none : .text(summary.sha256),
      "seconds": .decimal(summary.seconds),
    ]
  }
}
