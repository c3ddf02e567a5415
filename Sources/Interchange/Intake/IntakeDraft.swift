internal import Domain

/// A registration while it is being read: what was understood so far.
struct IntakeDraft {
  var identifiers = RawIdentifiers()
  var residence = Residence()
  var diagnoses: [Diagnosis] = []
  var tissue: [Specimen] = []
  var procedures: [PlannedProcedure] = []
  var struckPlans: [PlannedProcedure] = []
  var interest: Interest?
  /// As stated; a day of death without a status means dead.
  var vitalStatus: VitalStatus?
  var diedOn: CivilDay?
  var noContact = false
  /// Year of birth where the day is not known (NAACCR).
  var birthYear: Int?

  /// Takes up a plan, or that it is given up.
  mutating func take(_ plan: PlannedProcedure, _ status: PlanStatus?) {
    if status == .cancelled {
      struckPlans.append(plan)
    } else if !procedures.contains(plan) {
      procedures.append(plan)
    }
  }

  /// Checks the whole and makes the row: the donor, or all problems at once.
  func row(
    line: Int, rawRow: [UInt8], collector: FieldCollector, options: IntakeOptions,
    naming: @escaping FieldNaming
  ) -> IntakeRow {
    var check = IntakeCheck(options: options, naming: naming)
    check.problems = collector.problems
    check.warnings = collector.warnings
    check.examine(self)
    if interest == nil, check.problems.isEmpty {
      check.problems.append(
        FieldProblem(
          field: naming(.interest), problem: "nobody's interest is stated",
          fix: "say who passed it on and when, in the row or for the whole file"))
    }
    guard check.problems.isEmpty, let interest else {
      return IntakeRow(
        line: line, result: .failure(RejectedIntake(problems: check.problems)),
        warnings: check.warnings, rawRow: rawRow)
    }
    var intake = DonorIntake(
      identifiers: identifiers, interest: interest, residence: residence, diagnoses: diagnoses,
      tissue: tissue, vitalStatus: vitalStatus ?? (diedOn == nil ? .alive : .dead), diedOn: diedOn,
      noContact: noContact, birthYear: birthYear, procedures: procedures)
    intake.struckPlans = struckPlans
    return IntakeRow(
      line: line, result: .success(intake), warnings: check.warnings, rawRow: rawRow)
  }
}
