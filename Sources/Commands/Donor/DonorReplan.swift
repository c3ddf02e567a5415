internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl donor replan`.
struct DonorReplan: ChangeCommand {
  static let configuration = CommandConfiguration(
    verb: "replan",
    abstract: "Strike out a planned procedure, or move it to another day.",
    discussion: """
      An operation that is called off or put off leaves the list of 'route due', or stands there \
      under its new day. The plan is named as 'donor show' shows it.

      Example:
        tissuectl donor replan CODE --procedure resection --planned-on 2027-01-12 --cancelled
        tissuectl donor replan CODE --procedure resection --planned-on 2027-01-12 --to 2027-01-26
      """)

  @Argument(help: "The donor's code.")
  var code: String

  @Option(
    help: ArgumentHelp("What is planned.", valueName: "kind"),
    transform: ArgumentReader.procedure)
  var procedure: ProcedureKind

  @Option(
    help: ArgumentHelp("The day it is planned for, YYYY-MM-DD.", valueName: "date"),
    transform: ArgumentReader.day)
  var plannedOn: CivilDay

  @Option(
    help: ArgumentHelp("The day it is moved to, YYYY-MM-DD.", valueName: "date"),
    transform: ArgumentReader.day)
  var to: CivilDay?

  @Flag(help: "It is not going to be done.")
  var cancelled = false

  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if cancelled == (to != nil) { throw ValidationError("give either --to DATE or --cancelled") }
  }

  func changed(_ registry: Registry, _ request: ChangeRequest) throws -> Record {
    let plan = PlannedProcedure(kind: procedure, plannedOn: plannedOn)
    return Record(try registry.replan(code, plan, to: to, request))
  }
}
