internal import ArgumentParser
internal import Registry

/// The command `tissuectl doctor`.
struct DoctorCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "doctor",
    abstract: "Check the registry against its ledger; status 20 where they disagree.",
    discussion: """
      Rebuilds every projection beside the live one and compares them.

      Example:
        tissuectl doctor --format json
      """)

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    Self.answer(to: try session.openRegistry().doctor())
  }

  /// The answer that the checks give.
  /// - Parameter checks: the checks.
  /// - Returns: the list of them, with status 20 where one failed.
  static func answer(to checks: [DoctorCheck]) -> Answer {
    let records: [Record] = checks.map {
      ["check": .text($0.check), "ok": .flag($0.ok), "detail": .text($0.detail)]
    }
    var answer = Answer(.list(records, columns: ["check", "ok", "detail"]))
    let failed = checks.filter { !$0.ok }.map(\.check)
    if !failed.isEmpty {
      answer.status = ErrorCode.verificationFailed.exitStatus
      answer.remarks = [
        "failed: \(failed.joined(separator: ", ")); see 'tissuectl explain verification_failed'"
      ]
    }
    return answer
  }
}
