import Domain
import Testing

struct `Consent forms` {
  @Test func `a form knows its scopes, modules and validities`() throws {
    let form = try FormSamples.broad()
    let start = FormSamples.day("2021-02-28")
    #expect(form.scopes == [.tissueSurplus, .clinicalData, .bloodSample])
    #expect(form.module(holding: .bloodSample)?.id == "collect")
    #expect(form.module(holding: .xenograft) == nil)
    // The smallest of form (40 years), module (30 years) and item (5 years).
    #expect(form.validityEnd(of: .bloodSample, from: start) == FormSamples.day("2026-02-28"))
    #expect(form.validityEnd(of: .tissueSurplus, from: start) == FormSamples.day("2051-02-28"))
    #expect(
      form.notChosen(permitted: [.tissueSurplus], declined: [.bloodSample]) == [.clinicalData])
  }

  @Test func `a form without any validity never ends`() throws {
    let item = FormItem(scope: .xenograft, text: "x")
    let form = try FormSamples.broad(
      validity: nil, modules: [FormModule(id: "m", title: "m", items: [item])])
    #expect(form.validityEnd(of: .xenograft, from: FormSamples.day("2021-01-01")) == nil)
  }

  @Test func `the first days of validities in months and in days are compared, not their numbers`()
    throws
  {
    let item = FormItem(scope: .xenograft, text: "x", validity: CivilPeriod(days: 30))
    let form = try FormSamples.broad(
      validity: CivilPeriod(months: 1), modules: [FormModule(id: "m", title: "m", items: [item])])
    let february = form.validityEnd(of: .xenograft, from: FormSamples.day("2021-02-01"))
    let july = form.validityEnd(of: .xenograft, from: FormSamples.day("2021-07-01"))
    #expect(february == FormSamples.day("2021-03-01"))
    #expect(july == FormSamples.day("2021-07-31"))
  }

  static func module(
    _ id: String, _ scopes: [ConsentScope] = [.xenograft], parent: String? = nil,
    title: String = "m", text: String = "x", validity: CivilPeriod? = nil, duo: [String] = [],
    mii: [String] = []
  ) -> FormModule {
    FormModule(
      id: id, title: title, parent: parent,
      items: scopes.map {
        FormItem(scope: $0, text: text, validity: validity, duoCodes: duo, miiCodes: mii)
      })
  }

  @Test(
    arguments: [
      ([], FormProblem.asksNothing),
      ([module("a"), module("a", [.bloodSample])], .duplicateModule("a")),
      ([module("a"), module("b")], .duplicateScope(.xenograft)),
      ([module("a", [.xenograft, .xenograft])], .duplicateScope(.xenograft)),
      ([module("a", parent: "b")], .unknownParent(module: "a", fix: "use one of: ")),
      (
        [module("use"), module("more", [.bloodSample], parent: "usse")],
        .unknownParent(module: "more", fix: "did you mean 'use'?")
      ),
      ([module("a", parent: "a")], .cycle(module: "a")),
      (
        [module("a", parent: "b"), module("b", [.bloodSample], parent: "a")],
        .cycle(module: "a")
      ),
      ([module("a", [])], .emptyModule("a")),
      ([module("a b")], .moduleID),
      ([module("a", title: "")], .text("the title of module 'a'")),
      ([module("a", text: "\u{1B}[2J")], .text("the text of scope 'xenograft'")),
      ([module("a", text: " \n")], .text("the text of scope 'xenograft'")),
      (
        [module("a", validity: CivilPeriod(years: 0))],
        .period("the validity of scope 'xenograft'")
      ),
      ([module("a", duo: ["DUO:42"])], .code(.xenograft, system: "DUO")),
      ([module("a", duo: ["duo:0000042"])], .code(.xenograft, system: "DUO")),
      ([module("a", mii: ["2..3"])], .code(.xenograft, system: "MII")),
      ([module("a", mii: ["2"])], .code(.xenograft, system: "MII")),
    ] as [([FormModule], FormProblem)])
  func `modules that contradict each other are no form`(
    modules: [FormModule], problem: FormProblem
  ) {
    #expect(throws: problem) { try FormSamples.broad(modules: modules) }
    #expect(problem.description.contains(";"))
  }

  @Test func `a module that only holds others together is allowed`() throws {
    let form = try FormSamples.broad(
      modules: [Self.module("top", []), Self.module("below", parent: "top")])
    #expect(form.scopes == [.xenograft])
  }

  @Test func `titles, languages, days, ages and periods are checked`() {
    #expect(throws: FormProblem.text("the title of the form")) {
      try FormSamples.broad(title: String(repeating: "x", count: 4001))
    }
    for language in ["", "e", "english", "en-", "en_GB", "en-Ĝ"] {
      #expect(throws: FormProblem.language) { try FormSamples.broad(language: language) }
    }
    #expect(throws: FormProblem.inForceBeforePublished) {
      try FormSamples.broad(inForce: "2019-12-31")
    }
    for (majority, assent) in [(11, nil), (26, nil), (18, 18), (18, -1)] as [(Int, Int?)] {
      #expect(throws: FormProblem.ages) {
        try FormSamples.broad(majority: majority, assent: assent)
      }
    }
    #expect(throws: FormProblem.period("the validity of the form")) {
      try FormSamples.broad(validity: CivilPeriod(days: -1))
    }
    #expect(throws: FormProblem.period("the grace period of the form")) {
      try FormSamples.broad(grace: CivilPeriod(years: 1000))
    }
  }

  @Test(arguments: ["en", "de-CH", "zh-Hant-TW", "gsw"])
  func `language tags are accepted`(language: String) throws {
    #expect(try FormSamples.broad(language: language).language == language)
  }
}

struct `Canonical bytes of forms` {
  @Test func `a form is read back as it was written`() throws {
    let form = try FormSamples.broad()
    #expect(try ConsentForm(canonicalBytes: form.canonicalBytes) == form)
    let plain = try FormSamples.broad(
      "plain@7", change: .material, grace: nil, validity: nil, assent: nil,
      modules: [`Consent forms`.module("m")])
    #expect(try ConsentForm(canonicalBytes: plain.canonicalBytes) == plain)
  }

  @Test func `the bytes of the smallest form never change`() throws {
    let form = try ConsentForm(
      reference: FormSamples.reference("f@2"), title: "T", language: "en",
      publishedOn: FormSamples.day("2020-01-01"), change: .editorial,
      gracePeriod: CivilPeriod(months: 6), requiresEvidence: false,
      modules: [`Consent forms`.module("m")])
    let expected: [UInt8] =
      [1, 0, 0, 0, 1, 0x66, 0, 0, 0, 2] + [0, 0, 0, 1, 0x54, 0, 0, 0, 2, 0x65, 0x6E]
      + [0, 0, 0x47, 0x56, 0, 0, 0x47, 0x56, 1] + [1, 0, 0, 0, 6, 0, 0, 0, 0, 0]
      + [18, 0, 0, 1] + [0, 0, 0, 1, 0, 0, 0, 1, 0x6D, 0, 0, 0, 1, 0x6D, 0, 0, 0]
      + [0, 0, 0, 1, 8, 0, 0, 0, 1, 0x78, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(form.canonicalBytes == expected)
  }

  @Test func `bytes cut short or with a tail are refused`() throws {
    let bytes = try FormSamples.broad().canonicalBytes
    for count in 0..<bytes.count {
      #expect(throws: CanonicalReadError.self) {
        try ConsentForm(canonicalBytes: Array(bytes[..<count]))
      }
    }
    #expect(throws: CanonicalReadError.trailingBytes(at: bytes.count)) {
      try ConsentForm(canonicalBytes: bytes + [0])
    }
  }

  @Test func `changed bytes are refused or are the bytes of another form`() throws {
    let form = try FormSamples.broad()
    let bytes = form.canonicalBytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        if let other = try? ConsentForm(canonicalBytes: changed) {
          #expect(other.canonicalBytes == changed)
        }
      }
    }
  }
}
