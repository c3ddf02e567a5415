internal import ArgumentParser
internal import Domain
internal import Registry

/// What is asked of a release beside k, and the terms under which it leaves.
struct ConditionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Different values that a class has of each sensitive column, at least.", valueName: "n"))
  var l: Int?

  @Option(
    help: ArgumentHelp(
      "How far the sensitive values of a class may lie from all, 0 to 1.", valueName: "x"),
    transform: ArgumentReader.share)
  var t: Double?

  @Option(
    help: ArgumentHelp("The highest risk of being recognised, 0 to 1.", valueName: "x"),
    transform: ArgumentReader.share)
  var maxRisk: Double?

  @Option(
    help: ArgumentHelp(
      "The highest mean of that risk over all donors, 0 to 1.", valueName: "x"),
    transform: ArgumentReader.share)
  var averageRisk: Double?

  @Option(
    help: ArgumentHelp(
      "Whether all donors have the same level of detail, or each class what its donors share; else "
        + "the policy's: full-domain or local.", valueName: "way"),
    transform: ArgumentReader.recoding)
  var recoding: CohortRecoding?

  @Option(help: ArgumentHelp("The agreement with the recipient.", valueName: "ref"))
  var agreement: String?

  @Option(
    help: ArgumentHelp(
      "The last day on which the recipient may hold the data.", valueName: "date"),
    transform: ArgumentReader.day)
  var until: CivilDay?

  func validate() throws {
    if let l, l < 1 { throw ValidationError("--l is 1 or more") }
    if maxRisk == 0 { throw ValidationError("--max-risk is more than 0") }
    if averageRisk == 0 { throw ValidationError("--average-risk is more than 0") }
    if until != nil, agreement == nil {
      throw ValidationError("--until is the end of an agreement: name it with --agreement")
    }
  }

  /// The conditions for the registry.
  var conditions: ReleaseConditions {
    var conditions = ReleaseConditions()
    conditions.l = l
    conditions.t = t
    conditions.maximumRisk = maxRisk
    conditions.averageRisk = averageRisk
    conditions.recoding = recoding
    conditions.agreement = agreement
    conditions.until = until
    return conditions
  }
}
