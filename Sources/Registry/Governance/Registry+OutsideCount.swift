internal import Cohorts
internal import Config
internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

/// What an outsider is told who asks how many donors there are.
public struct OutsideCount: Sendable {
  /// Who asked.
  public var recipient: String
  /// The question in its canonical words.
  public var question: String
  /// The noisy count; nil where it is suppressed, or where nothing was stored.
  public var donors: Int?
  /// Whether the count is too small to be told.
  public var isSuppressed: Bool
  /// Whether the question was answered before, which costs nothing.
  public var isRepeated: Bool
  /// Smaller counts are suppressed.
  public var smallest: Int
  /// How far an answer is off on average, about.
  public var typicalError: Int
  /// What the question cost, in epsilon.
  public var cost: Double
  /// What the recipient has left, in epsilon.
  public var left: Double
}

extension Registry {
  /// Answers an outsider's question for a count, with noise and from the recipient's budget.
  ///
  /// The noise hangs on who is counted and on a key, and on nothing else: the same group always gets
  /// the same answer, however the question is put and whoever puts it, so that nothing is gained by
  /// asking again, by other words or by asking friends to ask. A group that differs by fewer than k
  /// donors from one that was answered before gets the answer of that one. A dry run says what the
  /// question would cost, and does not answer it.
  /// - Parameters:
  ///   - selection: which donors are asked for.
  ///   - recipient: who asks.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the answer.
  /// - Throws: ``RegistryError``, with ``ErrorCode/budgetSpent`` where nothing is left.
  public func outsideCount(
    _ selection: CohortSelection, recipient: String, _ request: ChangeRequest
  ) throws -> OutsideCount {
    guard selection.on == nil, selection.knownAt == nil else {
      throw RegistryError(
        .usage, "outsiders are told what is so today",
        fix: "leave --on and --known-at out")
    }
    let key = Recipient.key(recipient)
    guard !key.isEmpty else {
      throw RegistryError(
        .usage, "an outsider has a name", at: [.init("option", "--recipient")],
        fix: "say who asks")
    }
    return try commit(
      request,
      repeated: { [self] first, snapshot in
        guard case .countAnswered(let answer) = try keys.open(first, in: snapshot) else {
          return nil
        }
        return try told(answer, isRepeated: true, in: snapshot)
      }
    ) { change in
      // An answer that was given before needs no event that a role would have to permit.
      try change.authority.require(.counts)
      try refuseUnknown(recipient: recipient, in: change.snapshot)
      let question = try CohortQuestion(selection, registry: self, snapshot: change.snapshot)
      let words = Self.words(question, selection)
      let policy = try exportPolicy(in: change.snapshot)
      let (count, sketch) = try counted(question, in: change.snapshot)
      let answers = try change.snapshot.countAnswers()
      func isNear(_ answer: CountAnswer) -> Bool {
        CountSketch(bytes: answer.sketch).map { $0.distance(to: sketch) < policy.k } ?? false
      }
      if let own = answers.first(where: {
        $0.recipient == key && $0.question == words && isNear($0)
      }) {
        return try told(own, isRepeated: true, in: change.snapshot)
      }
      let cost = Int64(1_000_000 / policy.counts.noiseScale)
      try refuseSpent(cost, by: key, policy, in: change.snapshot)
      let near = answers.first(where: isNear)
      let answer = CountAnswer(
        recipient: key, question: words, cost: cost,
        answer: try near.map(\.answer) ?? noisy(count, sketch, policy.counts),
        sketch: near?.sketch ?? sketch.bytes)
      try change.append(.countAnswered(answer))
      var outcome = try told(answer, isRepeated: false, in: change.snapshot)
      if request.dryRun { (outcome.donors, outcome.isSuppressed) = (nil, false) }
      return outcome
    }
  }

  private static func words(_ question: CohortQuestion, _ selection: CohortSelection) -> String {
    let subject =
      question.programme.map { "programme \($0.id)@\($0.version)" }
      ?? "where " + question.purpose.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return subject + (selection.ignoreBiomarkers ? ", biomarkers ignored" : "")
  }

  /// The donors who fit and permit it, and the sketch of who they are.
  private func counted(
    _ question: CohortQuestion, in snapshot: Snapshot
  ) throws -> (count: Int, sketch: CountSketch) {
    let numbers = try keys.countingNumbers()
    let day = today
    var count = 0
    var sketch = CountSketch()
    var sweep = CohortSweep(question, on: day, forms: try formCatalogue(snapshot))
    try sweep.forEachMember(in: snapshot) { donor, _ in
      count += 1
      let (first, second) = try numbers.pair(of: donor.code)
      sketch.add(first, second)
    }
    return (count, sketch)
  }

  private func noisy(
    _ count: Int, _ sketch: CountSketch, _ policy: CountPolicy
  ) throws -> Int? {
    var generator = try keys.countingNumbers().generator(for: sketch.bytes)
    let noise = DiscreteLaplace(scale: UInt64(policy.noiseScale)).draw(using: &generator)
    let told = count + noise
    return count < policy.smallest || told < policy.smallest ? nil : told
  }

  private func refuseSpent(
    _ cost: Int64, by recipient: String, _ policy: ExportPolicy, in snapshot: Snapshot
  ) throws {
    let spent = try snapshot.spent(by: recipient)
    guard spent + cost > Int64(policy.counts.budget) * 1_000_000 else { return }
    throw RegistryError(
      .budgetSpent, "the budget for counts is spent", at: [.init("recipient", recipient)],
      why: "\(Double(spent) / 1_000_000) of \(policy.counts.budget) are used and a question costs "
        + "\(Double(cost) / 1_000_000)",
      fix: "ask one of the questions answered before, or have the policy raise count_budget")
  }

  private func told(
    _ answer: CountAnswer, isRepeated: Bool, in snapshot: Snapshot
  ) throws -> OutsideCount {
    let policy = try exportPolicy(in: snapshot).counts
    let spent = Double(try snapshot.spent(by: answer.recipient)) / 1_000_000
    return OutsideCount(
      recipient: answer.recipient, question: answer.question, donors: answer.answer,
      isSuppressed: answer.answer == nil, isRepeated: isRepeated, smallest: policy.smallest,
      typicalError: policy.noiseScale, cost: isRepeated ? 0 : Double(answer.cost) / 1_000_000,
      left: max(0, Double(policy.budget) - spent))
  }
}
