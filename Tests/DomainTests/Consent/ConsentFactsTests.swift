import Domain
import Testing

struct `Consent facts` {
  static let day = FormSamples.day("2021-03-04")
  static let form = FormSamples.reference("f@2")

  static func full() throws -> ConsentFacts {
    try ConsentFacts(
      kind: .grant, form: form, permitted: [.tissueSurplus], declined: [.bloodSample],
      notChosen: [.xenograft], signedOn: day, effectiveFrom: FormSamples.day("2021-03-05"),
      signer: .legalGuardian, mandate: "court 1", witness: "Dr X", assent: true,
      evidence: DocumentHash(bytes: [UInt8](0..<32)), reason: "late")
  }

  @Test func `defaults are the donor, the day of the signature and the scopes of the level`() throws
  {
    let facts = try ConsentFacts(kind: .withdrawal, level: .noFurtherContact, signedOn: Self.day)
    #expect(facts.signer == .donor)
    #expect(facts.effectiveFrom == Self.day)
    #expect(facts.scopes == WithdrawalLevel.noFurtherContact.scopes)
    #expect(facts.namedScopes == facts.scopes)
    #expect(!facts.isAbsorbing)
    #expect(try Self.full().namedScopes == [.tissueSurplus, .bloodSample, .xenograft])
  }

  @Test func `a withdrawal and a refusal of all use absorb`() throws {
    for kind in [ConsentEventKind.withdrawal, .refusal] {
      let facts = try ConsentFacts(
        kind: kind, level: .noFurtherUse, destruction: .sample, signedOn: Self.day)
      #expect(facts.isAbsorbing)
    }
  }

  @Test func `parts that do not fit their kind are refused`() {
    let day = Self.day
    let form = Self.form
    let one: ScopeSet = [.xenograft]
    func expect(
      _ problem: ConsentFactsProblem, _ body: () throws -> ConsentFacts,
      location: SourceLocation = #_sourceLocation
    ) {
      #expect(throws: problem, sourceLocation: location) { try body() }
      #expect(problem.description.contains(";"))
    }
    expect(.noForm(.grant)) { try ConsentFacts(kind: .grant, permitted: one, signedOn: day) }
    expect(.noForm(.renewal)) { try ConsentFacts(kind: .renewal, permitted: one, signedOn: day) }
    expect(.contradictoryAnswers(one)) {
      try ConsentFacts(kind: .grant, form: form, permitted: one, declined: one, signedOn: day)
    }
    expect(.contradictoryAnswers(one)) {
      try ConsentFacts(kind: .grant, form: form, permitted: one, notChosen: one, signedOn: day)
    }
    expect(.contradictoryAnswers(one)) {
      try ConsentFacts(kind: .grant, form: form, declined: one, notChosen: one, signedOn: day)
    }
    expect(.nothingNamed(.grant)) { try ConsentFacts(kind: .grant, form: form, signedOn: day) }
    expect(.nothingNamed(.objection)) { try ConsentFacts(kind: .objection, signedOn: day) }
    expect(.misplaced("list of scopes beside its answers", in: .grant)) {
      try ConsentFacts(kind: .grant, form: form, permitted: one, scopes: one, signedOn: day)
    }
    expect(.misplaced("answers", in: .refusal)) {
      try ConsentFacts(kind: .refusal, permitted: one, scopes: one, signedOn: day)
    }
    expect(.misplaced("scopes", in: .void)) {
      try ConsentFacts(kind: .void, scopes: one, signedOn: day, reason: "x", target: 1)
    }
    expect(.misplaced("target", in: .refusal)) {
      try ConsentFacts(kind: .refusal, scopes: one, signedOn: day, target: 1)
    }
    expect(.misplaced("withdrawal level", in: .objection)) {
      try ConsentFacts(kind: .objection, level: .noFurtherContact, signedOn: day)
    }
    expect(.misplaced("destruction without a withdrawal of all use", in: .refusal)) {
      try ConsentFacts(kind: .refusal, scopes: one, destruction: .sample, signedOn: day)
    }
    expect(.noLevel) { try ConsentFacts(kind: .withdrawal, scopes: one, signedOn: day) }
    expect(.incompleteNoFurtherUse) {
      try ConsentFacts(kind: .withdrawal, level: .noFurtherUse, signedOn: day)
    }
    expect(.incompleteNoFurtherUse) {
      try ConsentFacts(
        kind: .withdrawal, scopes: one, level: .noFurtherUse, destruction: .sample, signedOn: day)
    }
    expect(.noTarget) { try ConsentFacts(kind: .void, signedOn: day, reason: "x") }
    expect(.noReason) { try ConsentFacts(kind: .void, signedOn: day, target: 1) }
    for text in ["", " ", "\u{7}", String(repeating: "x", count: 4001)] {
      expect(.text("reason")) {
        try ConsentFacts(kind: .refusal, scopes: one, signedOn: day, reason: text)
      }
      expect(.text("mandate")) {
        try ConsentFacts(kind: .refusal, scopes: one, signedOn: day, mandate: text)
      }
      expect(.text("witness")) {
        try ConsentFacts(kind: .refusal, scopes: one, signedOn: day, witness: text)
      }
    }
    expect(.day) {
      try ConsentFacts(kind: .refusal, scopes: one, signedOn: CivilDay(daysSinceEpoch: .min))
    }
  }
}

struct `Canonical bytes of consent facts` {
  /// One fact of every kind, and one with every part.
  static func samples() throws -> [ConsentFacts] {
    let day = `Consent facts`.day
    let one: ScopeSet = [.xenograft]
    return [
      try `Consent facts`.full(),
      try ConsentFacts(
        kind: .renewal, form: `Consent facts`.form, permitted: one, signedOn: day),
      try ConsentFacts(kind: .refusal, scopes: one, signedOn: day),
      try ConsentFacts(kind: .withdrawal, scopes: one, level: .scopes, signedOn: day),
      try ConsentFacts(
        kind: .withdrawal, level: .noFurtherUse, destruction: .sampleAndData, signedOn: day),
      try ConsentFacts(kind: .objection, scopes: one, signedOn: day, signer: .nextOfKin),
      try ConsentFacts(kind: .reinstatement, scopes: .all, signedOn: day),
      try ConsentFacts(kind: .void, signedOn: day, reason: "wrong donor", target: .max),
      try ConsentFacts(kind: .suspension, scopes: .all, signedOn: day),
      try ConsentFacts(kind: .resumption, scopes: .all, signedOn: day),
    ]
  }

  @Test func `every kind is read back as it was written`() throws {
    for facts in try Self.samples() {
      #expect(try ConsentFacts(canonicalBytes: facts.canonicalBytes) == facts)
    }
    #expect(Set(try Self.samples().map(\.kind)).count == ConsentEventKind.allCases.count)
  }

  @Test func `the bytes of a fact with every part never change`() throws {
    let expected: [UInt8] =
      [1, 1, 3, 0, 0, 0x49, 0x02, 0, 0, 0x49, 0x03]
      + [1, 0, 0, 0, 1, 0x66, 0, 0, 0, 2]
      + [0, 1, 0, 4, 1, 0, 0, 0] + [0, 0, 1]
      + [1, 0, 0, 0, 7] + Array("court 1".utf8) + [1, 0, 0, 0, 4] + Array("Dr X".utf8)
      + [1, 0, 0, 0, 4] + Array("late".utf8)
      + [1, 0, 0, 0, 32] + Array(0..<32) + [0]
    #expect(try `Consent facts`.full().canonicalBytes == expected)
  }

  @Test func `the bytes of a withdrawal of all use never change`() throws {
    let facts = try ConsentFacts(
      kind: .withdrawal, level: .noFurtherUse, destruction: .sampleAndData,
      signedOn: FormSamples.day("1970-01-02"))
    let expected: [UInt8] =
      [1, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0] + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
      + [1, 3, 1, 2, 0, 0, 0, 0, 0, 0]
    #expect(facts.canonicalBytes == expected)
  }

  @Test func `bytes cut short or with a tail are refused`() throws {
    for facts in try Self.samples() {
      let bytes = facts.canonicalBytes
      for count in 0..<bytes.count {
        #expect(throws: CanonicalReadError.self) {
          try ConsentFacts(canonicalBytes: Array(bytes[..<count]))
        }
      }
      #expect(throws: CanonicalReadError.trailingBytes(at: bytes.count)) {
        try ConsentFacts(canonicalBytes: bytes + [0])
      }
    }
  }

  @Test func `changed bytes are refused or are the bytes of another fact`() throws {
    for facts in try Self.samples() {
      let bytes = facts.canonicalBytes
      for place in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[place] ^= 1 << UInt8(bit)
          if let other = try? ConsentFacts(canonicalBytes: changed) {
            #expect(other != facts)
            #expect(other.canonicalBytes == changed)
          }
        }
      }
    }
  }

  @Test func `an unknown version, kind and scope pattern are refused`() throws {
    let bytes = try ConsentFacts(
      kind: .refusal, scopes: .all, signedOn: `Consent facts`.day
    ).canonicalBytes
    for (place, value) in [(0, 2), (1, 0), (1, 10), (2, 0), (2, 7), (11, 2)] as [(Int, UInt8)] {
      var changed = bytes
      changed[place] = value
      #expect(throws: CanonicalReadError.self) { try ConsentFacts(canonicalBytes: changed) }
    }
  }
}
