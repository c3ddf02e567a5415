internal import Anonymization
internal import Cohorts
internal import Domain
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Works out what would leave, and stores and writes nothing.
  /// - Parameter request: which donors, and for whom.
  /// - Returns: what would leave, and who would not and why.
  /// - Throws: ``RegistryError``.
  public func cohortPreview(_ request: CohortPreviewRequest) throws -> CohortPreview {
    var export = CohortExportRequest(
      selection: request.selection, recipient: request.recipient ?? "-", out: "",
      k: request.k, suppression: request.suppression)
    export.conditions = request.conditions
    try refuse(export, on: today)
    return try read(.releases) { snapshot in
      let question = try CohortQuestion(request.selection, registry: self, snapshot: snapshot)
      var purposeGate = PurposeGate(question.programme, forms: try formCatalogue(snapshot))
      var history = try snapshot.consentCursor()
      let policy = try releasePolicy(export, for: question, in: snapshot)
      var losses = LossCount()
      var members = Cohort()
      var keys = MemberKeys()
      try snapshot.forEachPackedDonor(
        on: today, permitting: [], withFacility: question.asksFacility
      ) { donor in
        let judgement = try question.judge(donor, on: today, in: snapshot)
        guard let tumour = judgement.first else {
          return losses.count(
            "eligibility", judgement.verdict == .needsReview ? "needs review" : "not eligible")
        }
        let states = donor.states
        if let scope = question.needed.first(where: { !states[$0].permits }) {
          return losses.count("consent", "\(scope.name) \(states[scope].name)")
        }
        if let reason = try purposeGate?.loss(
          permitted: states.permitted, of: donor.code, &history)
        {
          return losses.count("consent", reason)
        }
        try members.append(
          donor, tumour: tumour, pseudonym: donor.code, &keys, in: snapshot)
      }
      let before = try members.measures(quasiIdentifiers: policy.quasiIdentifiers)
      var preview = CohortPreview(
        purpose: question.purpose, members: members.count, lost: losses.lines,
        before: CohortPreview.Protection(before), classSizes: [], levels: [])
      preview.approval = try neededApproval(in: snapshot)
      do {
        let protected = try ProtectedCohort(
          members, recipient: request.recipient, policy: policy, in: snapshot)
        preview.take(protected)
      } catch let refusal as CohortRefusal {
        preview.refusal = refusal.description
      } catch let problem as HierarchyError {
        preview.refusal = "a value cannot be generalised: \(problem)"
      }
      return preview
    }
  }
}

/// Counts who is lost to which rule.
private struct LossCount {
  private var counts: [String: [String: Int]] = [:]

  mutating func count(_ rule: String, _ reason: String) {
    counts[rule, default: [:]][reason, default: 0] += 1
  }

  var lines: [CohortPreview.Loss] {
    ["eligibility", "consent"].flatMap { rule in
      (counts[rule] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { CohortPreview.Loss(rule: rule, reason: $0.key, donors: $0.value) }
    }
  }
}

extension CohortPreview.Protection {
  fileprivate init(_ measures: ReleaseMeasures) {
    self.init(
      donors: measures.records, classes: measures.classes, k: measures.k,
      highestRisk: measures.highestRisk, averageRisk: measures.averageRisk)
  }
}

extension CohortPreview {
  fileprivate mutating func take(_ protected: ProtectedCohort) {
    let cohort = protected.cohort
    var sizes: [UInt32: Int] = [:]
    for number in protected.classes { sizes[number, default: 0] += 1 }
    let smallest = sizes.values.min() ?? 0
    after = Protection(
      donors: cohort.released.count, classes: sizes.count, k: smallest,
      highestRisk: smallest == 0 ? 0 : 1 / Double(smallest),
      averageRisk: cohort.released.isEmpty
        ? 0 : Double(sizes.count) / Double(cohort.released.count))
    classSizes = Self.ranges.compactMap { range in
      let found = sizes.values.filter { range.contains($0) }
      guard !found.isEmpty else { return nil }
      return ClassSizes(
        size: range.upperBound == .max
          ? "\(range.lowerBound)+" : "\(range.lowerBound)-\(range.upperBound)",
        classes: found.count, donors: found.reduce(0, +))
    }
    levels = cohort.levels.map { ReleaseSummary.Level($0) }
    loss = cohort.loss
    let withheld = protected.withheld.donors
    if cohort.suppressed > withheld {
      lost.append(
        Loss(
          rule: "suppression", reason: "too few donors look alike",
          donors: cohort.suppressed - withheld))
    }
    if withheld > 0 {
      lost.append(
        Loss(
          rule: "earlier_releases",
          reason: "\(protected.withheld.groups) groups could be told apart, the smallest of "
            + "\(protected.withheld.smallest)", donors: withheld))
    }
  }

  private static let ranges = [
    1...1, 2...4, 5...10, 11...20, 21...50, 51...100, 101...1000, 1001...Int.max,
  ]
}
