import ConsentWorkflow
import Domain
import Testing

struct `Consent guards` {
  static let opening: [ConsentEventKind] = [.grant, .renewal, .reinstatement, .resumption]
  static let closing: [ConsentEventKind] = [.refusal, .withdrawal, .objection, .suspension]
  static let forms: [ConsentEventKind] = [.grant, .renewal]

  /// What every kind of command is held to.
  static let common: [GuardCase] =
    ConsentEventKind.allCases.map { kind in
      GuardCase(kind, .signedInFuture) { $0.command.signedOn = Samples.day("2020-06-02") }
    }
    + ConsentEventKind.allCases.filter { $0 != .void }.flatMap { kind in
      [
        GuardCase(kind, .signedBeforeBirth) { $0.history.donor.birthYear = 2021 },
        GuardCase(kind, .signedBeforeBirth) { $0.birthDay = Samples.day("2020-05-02") },
        GuardCase(kind, .signedAfterDeath) {
          $0.history.donor.deathDay = Samples.day("2020-04-30")
        },
      ]
    }
    + opening.map { kind in
      GuardCase(kind, .effectiveBeforeSigned) {
        $0.command.effectiveFrom = Samples.day("2020-04-30")
      }
    }
    + closing.map { kind in
      GuardCase(kind, .earlierEffectNeedsReason) {
        $0.command.effectiveFrom = Samples.day("2020-04-30")
      }
    }
    + (closing + [.reinstatement, .resumption]).map { kind in
      GuardCase(kind, .nothingNamed) { $0.command.scopes = [] }
    }
    + ConsentEventKind.allCases.map { kind in
      GuardCase(kind, .malformed) { $0.command.reason = "\u{1B}[2J" }
    }

  /// What a signed form is held to.
  static let signedForm: [GuardCase] = forms.flatMap { kind in
    [
      GuardCase(kind, .historicNeedsReason) { $0.policy.historicReasonAfterDays = 30 },
      GuardCase(kind, .formMissing) { $0.command.form = nil },
      GuardCase(kind, .formNotPublished) { $0.command.form = Samples.reference("broad@7") },
      GuardCase(kind, .formNotPublished) { $0.command.form = Samples.reference("brood@1") },
      GuardCase(kind, .formNotInForce) { world in
        world.command.form = Samples.reference("broad@2")
        world.command.signedOn = Samples.day("2017-12-31")
      },
      GuardCase(kind, .scopeNotOnForm) { $0.command.permitted.insert(.xenograft) },
      GuardCase(kind, .scopeNotOnForm) { $0.command.declined.insert(.xenograft) },
      GuardCase(kind, .scopeNotOnForm) { $0.command.notChosen.insert(.xenograft) },
      GuardCase(kind, .contradictoryAnswers) { $0.command.declined.insert(.bloodSample) },
      GuardCase(kind, .contradictoryAnswers) { $0.command.notChosen.insert(.bloodSample) },
      GuardCase(kind, .contradictoryAnswers) { $0.command.notChosen.insert(.recontactStudies) },
      GuardCase(kind, .nothingNamed) { world in
        world.command.permitted = []
        world.command.declined = []
        world.command.notChosen = Samples.allScopes
      },
      GuardCase(kind, .moduleUnanswered) { $0.command.notChosen.remove(.useAfterDeath) },
      GuardCase(kind, .mandatoryModuleSplit) { world in
        world.command.permitted.remove(.clinicalData)
        world.command.declined.insert(.clinicalData)
      },
      GuardCase(kind, .mandatoryModuleSplit) { world in
        world.command.permitted.remove(.clinicalData)
        world.command.notChosen.insert(.clinicalData)
      },
      GuardCase(kind, .parentModuleNotPermitted) { world in
        world.command.permitted = [.bloodSample]
        world.command.declined.formUnion([.tissueSurplus, .clinicalData])
      },
      GuardCase(kind, .evidenceMissing) { $0.command.evidence = nil },
      GuardCase(kind, .evidenceMissing) { world in
        world.command.form = Samples.reference("plain@1")
        world.command.evidence = nil
        world.policy.evidence = .always
      },
      GuardCase(kind, .allUseWithdrawn) { try $0.history.withdraw("2015-01-01", .noFurtherUse) },
      GuardCase(kind, .allUseWithdrawn) { try $0.history.withdraw("2020-05-01", .noFurtherUse) },
    ]
  }

  /// Who may sign.
  static let signers: [GuardCase] = forms.flatMap { kind in
    [
      GuardCase(kind, .signerUnderAge) { $0.birthDay = Samples.day("2002-05-02") },
      GuardCase(kind, .signerUnderAge) {
        $0.history.donor.majorityDay = Samples.day("2020-05-02")
      },
      GuardCase(kind, .signerUnderAge) { $0.history.donor.birthYear = 2002 },
      GuardCase(kind, .signerUnderAge) { world in
        world.history.donor = DonorFacts()
        world.policy.acceptsUnknownBirth = false
      },
      GuardCase(kind, .signerNotEntitled) { $0.command.signer = .parent },
      GuardCase(kind, .signerNotEntitled) { world in
        world.command.signer = .legalGuardian
        world.command.mandate = "court 1"
      },
      GuardCase(kind, .signerNotEntitled) { $0.command.signer = .nextOfKin },
      GuardCase(kind, .signerNotEntitled) { world in
        world.command.signer = .nextOfKin
        world.history.donor.deathDay = Samples.day("2020-05-02")
      },
      GuardCase(kind, .signerNotEntitled) { world in
        world.history.donor = DonorFacts()
        world.command.signer = .parent
      },
      GuardCase(kind, .signerNotEntitled) { world in
        world.history.donor.majorityDay = Samples.day("2020-05-10")
        world.command.signer = .parent
        world.command.effectiveFrom = Samples.day("2020-05-10")
      },
      GuardCase(kind, .mandateMissing) { world in
        world.history.donor.majorityDay = Samples.day("2030-01-01")
        world.command.signer = .legalGuardian
      },
      GuardCase(kind, .mandateMissing) { $0.command.signer = .legalRepresentative },
      GuardCase(kind, .mandateMissing) { $0.command.signer = .nominatedRepresentative },
      GuardCase(kind, .assentMissing) { world in
        world.history.donor = DonorFacts(majorityDay: Samples.day("2026-05-01"))
        world.command.form = Samples.reference("young@1")
        world.command.signer = .parent
      },
      GuardCase(kind, .assentMissing) { world in
        world.history.donor = DonorFacts(majorityDay: Samples.day("2026-05-01"))
        world.birthDay = Samples.day("2008-05-01")
        world.command.form = Samples.reference("young@1")
        world.command.signer = .parent
      },
    ]
  }

  /// What only one kind is held to.
  static let particular: [GuardCase] = [
    GuardCase(.grant, .deniedSinceSigning) { world in
      try world.history.add(
        .withdrawal, "2015-01-01", [.bloodSample], signed: "2020-05-15")
    },
    GuardCase(.renewal, .nothingToRenew) { world in
      world.history = try History()
      try world.history.grant("2012-01-01", [.tissueSurplus, .clinicalData])
    },
    GuardCase(.renewal, .nothingToRenew) { try $0.history.void(1, "2013-01-01") },
    GuardCase(.renewal, .renewalOverDenial) {
      try $0.history.add(.withdrawal, "2015-01-01", [.bloodSample])
    },
    GuardCase(.reinstatement, .reinstatementNotByDonor) { $0.command.signer = .parent },
    GuardCase(.reinstatement, .nothingToReinstate) { $0.command.scopes = [.clinicalData] },
    GuardCase(.reinstatement, .nothingToReinstate) { try $0.history.void(2, "2016-01-01") },
    GuardCase(.reinstatement, .nothingToReinstate) { world in
      world.command.scopes = [.tissueSurplus]
      try world.history.add(.withdrawal, "2020-05-01", [.tissueSurplus])
    },
    GuardCase(.reinstatement, .evidenceMissing) { $0.policy.evidence = .always },
    GuardCase(.suspension, .alreadySuspended) { try $0.history.add(.suspension, "2015-01-01") },
    GuardCase(.resumption, .notSuspended) { $0.command.scopes = [.clinicalData] },
    GuardCase(.resumption, .notSuspended) { world in
      world.command.scopes = [.tissueSurplus]
      try world.history.add(.suspension, "2020-05-01", [.tissueSurplus])
    },
    GuardCase(.void, .voidWithoutReason) { $0.command.reason = nil },
    GuardCase(.void, .voidTargetUnknown) { $0.command.target = nil },
    GuardCase(.void, .voidTargetUnknown) { $0.command.target = 99 },
    GuardCase(.void, .voidedAlready) { try $0.history.void(1, "2015-01-01") },
    GuardCase(.void, .voidOfVoid) { world in
      try world.history.void(1, "2015-01-01")
      world.command.target = 2
    },
  ]

  @Test(arguments: ConsentEventKind.allCases)
  func `a command that is in order is let through`(kind: ConsentEventKind) throws {
    let facts = try GuardWorld(valid: kind).decide()
    #expect(facts.map(\.kind) == [kind])
  }

  @Test(arguments: common + signedForm + signers + particular)
  func `each guard refuses what it is there for`(example: GuardCase) throws {
    var world = try GuardWorld(valid: example.kind)
    try example.spoil(&world)
    #expect {
      try world.decide()
    } throws: { error in
      guard let refusal = error as? ConsentRefusal else { return false }
      #expect(refusal.rule == example.rule)
      #expect(refusal.command == example.kind)
      #expect(refusal.code == "consent_\(example.rule.name)")
      #expect(refusal.description.hasPrefix("\(example.kind) refused: "))
      #expect(!refusal.fix.isEmpty && !refusal.description.hasSuffix("."))
      #expect((refusal.state == nil) == refusal.scopes.isEmpty)
      return true
    }
  }

  @Test func `every guard is tried`() {
    let tried = Set((Self.common + Self.signedForm + Self.signers + Self.particular).map(\.rule))
    #expect(tried == Set(ConsentRule.allCases))
  }

  @Test func `codes and their integers never change`() {
    #expect(ConsentRule.allCases.map(\.rawValue) == Array(1...33))
    #expect(Set(ConsentRule.names).count == 33)
    #expect(ConsentRule.allUseWithdrawn.name == "all_use_withdrawn")
  }

  @Test func `a refusal names the state it found`() throws {
    var world = try GuardWorld(valid: .grant)
    try world.history.withdraw("2015-01-01", .noFurtherUse)
    #expect {
      try world.decide()
    } throws: { ($0 as? ConsentRefusal)?.state == .withdrawn }
    var renewal = try GuardWorld(valid: .renewal)
    try renewal.history.add(.withdrawal, "2015-01-01", [.bloodSample])
    #expect {
      try renewal.decide()
    } throws: { "\($0)".contains("blood_sample is withdrawn") }
  }

  @Test func `an unknown form or version suggests the nearest`() throws {
    var world = try GuardWorld(valid: .grant)
    world.command.form = Samples.reference("brod@1")
    #expect {
      try world.decide()
    } throws: { ($0 as? ConsentRefusal)?.fix == "did you mean 'broad@1'?" }
  }

  @Test func `the evidence rules of a policy are named and numbered for good`() {
    #expect(EvidenceRule.names == ["as_form_says", "always", "never"])
    #expect(EvidenceRule.allCases.map(\.rawValue) == [0, 1, 2])
    #expect {
      try EvidenceRule.parse("alway", field: "evidence")
    } throws: { "\($0)" == "evidence: unknown evidence rule 'alway'; did you mean 'always'?" }
    #expect(ConsentPolicy().evidence == .asFormSays)
  }
}
