internal import ArgumentParser
internal import Registry

/// The command `tissuectl demo`.
struct DemoCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "demo",
    abstract: "Make a registry of synthetic donors and tell its story step by step.",
    discussion: """
      Two years of a registry in a folder of its own: interest, consent, withdrawal and expiry of \
      some 3,000 donors, three releases and a recall. Every donor in it is made up, and every run \
      tells the same story.

      Example:
        tissuectl demo ./demo
      """)

  @Argument(help: "The folder to make.")
  var dir: String = "./demo"

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if options.dryRun {
      throw ValidationError("the demo has no --dry-run: it touches nothing but its own new folder")
    }
  }

  func answer(_ session: Session) throws -> Answer {
    let isTold = options.format == .table
    var steps: [DemoStep] = []
    let style = TerminalStyle(width: session.context.output.terminalWidth, hasColor: false)
    let story = DemoStory(
      world: DemoWorld(folder: try DemoFolder(making: dir), session: session)
    ) { step in
      steps.append(step)
      // A story is told while it happens; data are given out whole or not at all.
      if isTold { try session.context.output.write(Array(step.text(width: style.width).utf8)) }
    }
    let isSound = try story.play()
    var answer = Answer(
      .list(
        isTold ? [] : steps.map(\.record), columns: ["step", "on", "title"],
        prose: isTold ? story.farewell : nil))
    if !isSound { answer.status = ErrorCode.verificationFailed.exitStatus }
    return answer
  }
}
