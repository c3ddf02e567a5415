internal import Domain
internal import Registry

/// One run of one command: its options, its world and the registry it works on.
struct Session {
  /// The options that every command has.
  let options: GlobalOptions
  /// The world.
  let context: CommandContext

  /// The registry folder: `--registry`, else `TISSUECTL_REGISTRY`, else `./registry`.
  var folder: String {
    options.registry ?? context.environment("TISSUECTL_REGISTRY") ?? "./registry"
  }

  /// Today, UTC.
  var today: CivilDay { context.clock().day }

  /// Who acts, and how progress is shown.
  var registryContext: RegistryContext {
    var progress: (@Sendable (Progress) -> Void)?
    if let width = context.errors.terminalWidth, !options.quiet, !options.format.isJSON {
      let line = ProgressLine(width: width, clock: context.clock, write: context.errors.write)
      progress = { line.show($0) }
    }
    return RegistryContext(
      clock: context.clock, actor: options.actor ?? context.userName, operatorKey: operatorKey,
      progress: progress, waitingTime: options.wait,
      passphrase: { [context] in try SecretInput.keyRingPassphrase(context) })
  }

  /// The operator's key: `--operator-key`, else `TISSUECTL_OPERATOR_KEY`.
  private var operatorKey: OperatorKeyFile? {
    let given = options.operatorKey ?? context.environment("TISSUECTL_OPERATOR_KEY")
    return given.flatMap { path in
      path.isEmpty
        ? nil
        : OperatorKeyFile(
          path: path,
          passphrase: options.operatorPassphraseFile
            ?? context.environment("TISSUECTL_OPERATOR_PASSPHRASE_FILE"))
    }
  }

  /// Opens the registry.
  /// - Returns: the registry.
  /// - Throws: `RegistryError` where there is none or it cannot be trusted.
  func openRegistry() throws -> Registry {
    let registry = try Registry.open(at: folder, context: registryContext)
    if context.isWholeProcess { registry.leaveOpen() }
    return registry
  }

  /// How a change is to be made.
  /// - Parameter change: the options of the changing command.
  /// - Returns: the request.
  func request(_ change: ChangeOptions) -> ChangeRequest {
    ChangeRequest(operation: change.operation, reason: change.reason, dryRun: options.dryRun)
  }

  /// A record that says when nothing was stored.
  /// - Parameter record: the answer of a changing command.
  /// - Returns: the record, with `dry_run` where it was one.
  func marked(_ record: Record) -> Record {
    guard options.dryRun else { return record }
    var copy = record
    copy.append("dry_run", .flag(true))
    return copy
  }

  /// Shows an answer.
  /// - Parameter answer: the answer.
  /// - Returns: the exit status.
  /// - Throws: `StreamFailure` where standard output cannot be written.
  func finish(_ answer: Answer) throws -> Int32 {
    let style = TerminalStyle(
      width: context.output.terminalWidth,
      hasColor: allowsColor && context.output.terminalWidth != nil)
    try Output(format: options.format, style: style, write: context.output.write)
      .show(answer.document)
    if !options.quiet, options.format == .table {
      var remarks = answer.remarks
      if options.dryRun { remarks.append("dry run: nothing was stored") }
      for remark in remarks { say(remark) }
    }
    return answer.status
  }

  /// Writes a sentence to standard error; one that cannot be written is lost.
  /// - Parameter sentence: the sentence.
  func say(_ sentence: String) {
    let style = TerminalStyle(width: context.errors.terminalWidth, hasColor: false)
    let lines = TextWrap.lines(Printable.text(sentence), width: style.width)
    try? context.errors.write(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private var allowsColor: Bool {
    !options.noColor && (context.environment("NO_COLOR") ?? "").isEmpty
  }
}
