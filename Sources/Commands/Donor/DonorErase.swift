internal import ArgumentParser
internal import Registry

/// The command `tissuectl donor erase`.
struct DonorErase: ToolCommand {
  static let configuration = CommandConfiguration(
    verb: "erase",
    abstract: "Forget a person for ever: data keys, identifiers, tokens, consents, everything.",
    discussion: """
      The person goes with every code. Headers and hashes of the ledger stay, so it verifies as \
      before; what the person's keys sealed can be opened by nobody. Recipients of released data have \
      to be told: see 'recall list'. Copies made before keep what they hold: see 'backup'. Give no \
      fact about the person as the reason, it stays.

      Example:
        tissuectl donor erase CODE --reason "asked for in writing" --dry-run
      """)

  @Argument(help: "Any code of the donor.")
  var code: String

  @Option(
    help: ArgumentHelp("A code of the donor again, in place of a question.", valueName: "code"))
  var confirm: String?

  @OptionGroup var receipt: ReceiptOption
  @OptionGroup var change: ChangeOptions
  @OptionGroup var options: GlobalOptions

  func answer(_ session: Session) throws -> Answer {
    let registry = try session.openRegistry()
    if options.dryRun {
      let plan = try registry.erasurePlan(code)
      return Answer(
        .record(
          session.marked([
            "donor": .text(plan.donor), "codes": .texts(plan.codes),
            "events": .integer(plan.events), "releases": .texts(plan.releases),
          ])))
    }
    let proof = try receipt.begin(session)
    let confirmation = try confirm ?? asked(registry, session)
    let outcome = try registry.erase(code, confirmation: confirmation, session.request(change))
    var answer = Answer(
      .record([
        "codes": .texts(outcome.codes), "sequences": .texts(outcome.sequences.map { "\($0)" }),
        "erased_at": .instant(outcome.erasedAt), "recalls": .texts(outcome.recalls),
      ]),
      remarks: ["backups and key exports made before still hold what they held; let them expire"])
    // The first is the code that stands for the person; the checkpoint in its proof covers all.
    if let first = outcome.sequences.first { answer.add(proof, of: first, session) }
    return answer
  }

  /// The code that a person at the terminal types, after seeing whom it is about.
  private func asked(_ registry: Registry, _ session: Session) throws -> String? {
    // An operation that was done before has nobody left to ask about.
    if change.operation != nil { return nil }
    guard session.context.input.isTerminal else {
      throw RegistryError(
        .usage, "an erasure has to be confirmed", at: [.init("option", "--confirm")],
        fix: "look at it with --dry-run, then type a code of the donor: --confirm CODE")
    }
    let plan = try registry.erasurePlan(code)
    session.say("codes of this person: \(plan.codes.joined(separator: ", "))")
    session.say(
      "\(plan.events) events become unreadable, \(plan.releases.count) releases are recalled; this "
        + "cannot be undone. Type the code to go on:")
    let typed = try LineReader(read: session.context.input.read).next()
    guard !typed.isEmpty else {
      throw RegistryError(.interrupted, "not confirmed; nothing was changed")
    }
    return typed
  }
}
