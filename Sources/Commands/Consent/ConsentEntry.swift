internal import Domain
internal import Registry

/// What the consent commands have in common: a request is put together and recorded.
struct ConsentEntry {
  /// The donor code; empty for a void.
  var donor = ""
  /// Name of the kind of event.
  var kind: String
  /// The form, `ID` or `ID@VERSION`.
  var form: String?
  /// The scopes, `all` allowed.
  var scopes: [String] = []
  /// The scopes declined.
  var decline: [String] = []
  /// The level of a withdrawal.
  var level: String?
  /// The day of signature; nil for today.
  var signedOn: CivilDay?
  /// The rest of the signature.
  var signature: SignatureOptions?
  /// The event to void.
  var target: UInt64?

  /// Records the event.
  /// - Parameters:
  ///   - session: the run.
  ///   - change: how the change is to be made.
  ///   - receipt: the receipt to fill, where one is asked for.
  /// - Returns: the answer.
  /// - Throws: `RegistryError` where a guard refuses.
  func record(
    _ session: Session, _ change: ChangeOptions, receipt: ReceiptFile? = nil
  ) throws -> Answer {
    let digest = signature?.evidence.flatMap { text in
      text.hasPrefix("sha256:") ? String(text.dropFirst("sha256:".count)) : nil
    }
    var request = ConsentRequest(donor: donor, kind: kind)
    request.form = form
    request.scopes = scopes
    request.decline = decline
    request.level = level
    request.signedOn = signedOn
    request.effectiveFrom = signature?.effectiveFrom
    request.signer = signature?.signer
    request.mandate = signature?.mandate
    request.witness = signature?.witness
    request.assent = signature?.assent ?? false
    request.evidence = signature?.evidence.map { digest.map { .digest($0) } ?? .file($0) }
    request.target = target
    guard kind == "withdrawal" else {
      return Self.answer(
        try session.openRegistry().consent(request, session.request(change)), session)
    }
    switch try Registry.withdraw(
      request, session.request(change), at: session.folder, context: session.registryContext)
    {
    case .recorded(let outcome):
      var answer = Self.answer(outcome, session)
      answer.add(receipt, of: outcome.sequence, session)
      return answer
    case .spooled(let entry):
      var answer = Answer(.record(Record(entry)), status: ErrorCode.withdrawalSpooled.exitStatus)
      answer.remarks = [
        "the withdrawal is kept, but not yet in the ledger: \(entry.problem ?? "")",
        "nothing leaves the registry before it is; see 'tissuectl consent spool'",
      ]
      return answer
    }
  }

  private static func answer(_ outcome: ConsentOutcome, _ session: Session) -> Answer {
    var answer = Answer(.record(session.marked(Record(outcome))))
    if !outcome.recalls.isEmpty {
      answer.remarks.append(
        "releases hold this donor and have to be recalled: "
          + outcome.recalls.joined(separator: ", ") + "; see 'tissuectl release show'")
    }
    return answer
  }
}
