internal import Domain

extension FieldCollector {
  /// Refuses living cells in tissue that is fixed or snap-frozen.
  mutating func viability(_ viability: Viability, of kind: TissueKind, field: String) {
    guard viability.isLiving, kind == .ffpe || kind == .frozen else { return }
    problems.append(
      FieldProblem(
        field: field, problem: "\(viability) contradicts the kind \(kind), in which no cell lives",
        fix: "write non_viable, leave it out, or correct the kind"))
  }

  /// Which specimen was tested, without the number that a laboratory gave it.
  mutating func specimen(
    _ label: String?, _ options: IntakeOptions, field: String
  ) -> SpecimenReference? {
    guard let label else { return nil }
    if label.utf8.count <= 64, let reference = options.specimenReference(label) {
      return reference
    }
    problems.append(
      FieldProblem(
        field: field, problem: "the number of the specimen cannot be kept",
        fix: "write the laboratory's number in at most 64 bytes, or leave it out"))
    return nil
  }

  /// An amount of tissue.
  mutating func milligrams(_ text: String?, field: String) -> Int? {
    guard let text else { return nil }
    if let amount = Int(text), Specimen.amounts.contains(amount) { return amount }
    problems.append(
      FieldProblem(
        field: field, problem: "'\(FieldProblem.excerpt(text))' is no amount of tissue",
        fix: "write whole milligrams, from 1 on"))
    return nil
  }

  /// Notes that a planned procedure has a kind and no day, or the other way round.
  mutating func incompleteProcedure(field: String) {
    problems.append(
      FieldProblem(
        field: field, problem: "a planned procedure without its kind or its day",
        fix: "give both: one of \(ProcedureKind.names.joined(separator: ", ")), and a day"))
  }
}
