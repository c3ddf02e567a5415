internal import ArgumentParser
internal import Domain
internal import Registry

/// The command `tissuectl explain`.
struct ExplainCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "explain",
    abstract: "Explain the code of a failure, or list all codes.",
    discussion: """
      Example:
        tissuectl explain consent_refused
      """)

  @Argument(help: "The code, as an error prints it with --format json.")
  var code: String?

  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    guard let code else {
      return Answer(
        .list(ErrorCode.allCases.map { Self.record($0) }, columns: ["code", "exit", "explanation"]))
    }
    guard let known = ErrorCode(rawValue: code) else {
      throw RegistryError(
        .notFound, "there is no failure code '\(FieldProblem.excerpt(code))'",
        fix: NearestName.suggestion(for: code, among: ErrorCode.allCases.map(\.rawValue)))
    }
    return Answer(.record(Self.record(known)))
  }

  private static func record(_ code: ErrorCode) -> Record {
    [
      "code": .text(code.rawValue), "exit": .integer(Int(code.exitStatus)),
      "explanation": .text(code.explanation),
    ]
  }
}
