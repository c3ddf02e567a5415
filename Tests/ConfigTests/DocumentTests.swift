import Config
import Domain
import Testing

@Suite struct `Documents that people write` {
  static let programme = """
    id: P
    version: 1
    title: A programme
    purpose:
      permission: ds
      diseases: [BREAST]
    eligibility: site in C50
    tissue:
      accept: [ffpe]
    consent_scopes: [tissue_surplus]
    """

  private func problem(_ yaml: String) -> DocumentProblem? {
    do throws(DocumentProblem) {
      _ = try ProgrammeDocument.parse(yaml: Array(yaml.utf8), file: "p.yaml")
      return nil
    } catch {
      return error
    }
  }

  private func changed(_ line: String, to other: String) -> String {
    Self.programme.replacing(line, with: other)
  }

  @Test func `a short programme takes the defaults`() throws {
    let programme = try ProgrammeDocument.parse(yaml: Array(Self.programme.utf8), file: "p.yaml")
    #expect(programme.state == .draft)
    #expect(programme.priority == 50)
    #expect(!programme.isCommercial)
    #expect(programme.quota == nil)
  }

  @Test func `amount, pairs, time window and sensitive purposes are read`() throws {
    let yaml = changed(
      "accept: [ffpe]",
      to: "accept: [ffpe]\n  minimum_mg: 200\n  pre_post_pair: true\n  window_days: 3"
    ).replacing(
      "diseases: [BREAST]", with: "diseases: [BREAST]\n  sensitive: [stigmatised disease]")
    let programme = try ProgrammeDocument.parse(yaml: Array(yaml.utf8), file: "p.yaml")
    #expect(programme.tissue.minimumMilligrams == 200)
    #expect(programme.tissue.needsPrePostPair)
    #expect(programme.tissue.windowDays == 3)
    #expect(programme.purpose.sensitive == ["stigmatised disease"])
    let bad = changed("accept: [ffpe]", to: "accept: [ffpe]\n  window_day: 3")
    #expect(problem(bad)?.description.contains("did you mean 'window_days'?") == true)
  }

  @Test func `everything that can be written is read`() throws {
    let yaml =
      Self.programme + "\n" + """
        state: open
        approval: {reference: EC 1, from: 2026-01-01, until: 2027-01-01}
        sponsor: A foundation
        commercial: false
        countries: [US, IT]
        quota: 20
        priority: 90
        note: ~
        references: ["A 2001"]
        """
    let programme = try ProgrammeDocument.parse(yaml: Array(yaml.utf8), file: "p.yaml")
    #expect(programme.approval?.until?.description == "2027-01-01")
    #expect(programme.sponsor == "A foundation")
    #expect(programme.countries == ["US", "IT"])
    #expect(programme.quota == 20)
    #expect(programme.priority == 90)
    #expect(programme.note == nil)
    #expect(programme.references == ["A 2001"])
  }

  /// The line that is changed, what it becomes, and the sentence.
  static let wrong: [(String, String, String)] = [
    (
      "title: A programme", "titel: A programme",
      "p.yaml:3:1: unknown key 'titel'; did you mean 'title'?"
    ),
    (
      "  permission: ds", "  permision: ds",
      "p.yaml:5:3: purpose: unknown key 'permision'; did you mean 'permission'?"
    ),
    (
      "version: 1", "version: 01",
      "p.yaml:2:10: version: '01' is no whole number; write digits without leading zeros"
    ),
    (
      "accept: [ffpe]", "accept: [frozen, ffpee]",
      "p.yaml:9:20: tissue.accept[1]: unknown tissue kind 'ffpee'; did you mean 'ffpe'?"
    ),
    (
      "accept: [ffpe]", "accept: ffpe",
      "p.yaml:9:11: tissue.accept: expected a list; write [a, b], or a line with - for each element"
    ),
    (
      "consent_scopes: [tissue_surplus]", "consent_scopes: [tissue_surpluss]",
      "did you mean 'tissue_surplus'?"
    ),
    ("title: A programme", "", "p.yaml:1:1: 'title' is missing; add title: …"),
    ("title: A programme", "title:", "'title' is missing"),
    ("title: A programme", "title: [a]", "p.yaml:3:8: title: expected one value"),
    ("title: A programme", "id: Q", "the same key stands twice: id"),
    ("title: A programme", "title: a: b", "this is no YAML"),
    (
      "diseases: [BREAST]", "diseases: [breast]",
      "p.yaml:5:3: purpose: 'breast' has not the shape of an OncoTree code"
    ),
    ("permission: ds", "permission: hmb", "HMB research names diseases"),
    ("  accept: [ffpe]", "  accept: [ffpe]\n  minimum_viability: 70", "no cell lives in ffpe"),
    (
      "  accept: [ffpe]", "  accept: [ffpe]\n  matched_normal: yes",
      "p.yaml:10:19: tissue.matched_normal: 'yes' is no truth value; write true or false"
    ),
    ("version: 1", "version: 1\nstate: open", "the programme is open without an ethics approval"),
    (
      "version: 1", "version: 1\napproval: {reference: E, from: 2026-02-30}",
      "'2026-02-30' is no day"
    ),
    (
      "version: 1", "version: 1\napproval: EC 1",
      "p.yaml:3:11: approval: expected fields with values"
    ),
  ]

  @Test(arguments: wrong)
  func `what is wrong is told with line and column`(line: String, other: String, part: String) {
    let problem = problem(changed(line, to: other))
    #expect(problem?.description.contains(part) == true, "\(problem?.description ?? "read")")
    #expect(problem?.file == "p.yaml")
    #expect(problem?.line != nil)
  }

  @Test func `a document is one mapping in UTF-8`() {
    #expect(problem("")?.problem == "the document is empty")
    #expect(problem("- a")?.problem == "expected fields with values")
    #expect(problem("just text")?.problem == "expected fields with values")
    #expect(problem(Self.programme + "\n---\nid: Q")?.problem.contains("no YAML") == true)
    let bytes: [UInt8] = [0x69, 0x64, 0x3A, 0x20, 0xFF]
    let error = #expect(throws: DocumentProblem.self) {
      try ProgrammeDocument.parse(yaml: bytes, file: "p.yaml")
    }
    #expect(error?.problem == "the document is not UTF-8")
    let long = [UInt8](repeating: UInt8(ascii: "#"), count: 2_000_000)
    #expect(throws: DocumentProblem.self) {
      try ProgrammeDocument.parse(yaml: long, file: "p.yaml")
    }
  }

  @Test func `a form is read with its modules`() throws {
    let yaml = """
      id: f
      version: 2
      title: A form
      language: en
      published_on: 2026-01-01
      change: material
      grace_period: P6M
      modules:
        - id: m
          title: A module
          mandatory: true
          validity: P10Y
          items:
            - scope: tissue_surplus
              text: May it be used?
              validity: P5Y
              duo: ["DUO:0000006"]
      """
    let form = try FormDocument.parse(yaml: Array(yaml.utf8), file: "f.yaml")
    #expect(form.reference.description == "f@2")
    #expect(form.change == .material)
    #expect(form.gracePeriod?.description == "P6M")
    #expect(form.modules[0].isMandatory)
    #expect(form.requiresEvidence)
    #expect(form.modules[0].items[0].duoCodes == ["DUO:0000006"])
    let unknown = yaml.replacing("mandatory: true", with: "mandatry: true")
    let error = #expect(throws: DocumentProblem.self) {
      try FormDocument.parse(yaml: Array(unknown.utf8), file: "f.yaml")
    }
    #expect(
      error?.description
        == "f.yaml:11:5: modules[0]: unknown key 'mandatry'; did you mean 'mandatory'?")
    let parentless = yaml.replacing("mandatory: true", with: "parent: n")
    #expect(throws: DocumentProblem.self) {
      try FormDocument.parse(yaml: Array(parentless.utf8), file: "f.yaml")
    }
  }

  @Test func `a policy wants its ZIP digits quoted and its numbers in range`() throws {
    let yaml = Defaults.exportPolicyDocument.text
    func problem(_ line: String, _ other: String) -> String {
      do throws(DocumentProblem) {
        _ = try ExportPolicyDocument.parse(
          yaml: Array(yaml.replacing(line, with: other).utf8), file: "e.yaml")
        return "read"
      } catch {
        return error.description
      }
    }
    #expect(problem("- \"036\"", "- 036").contains("'036' is not quoted"))
    #expect(problem("- \"036\"", "- \"36\"").contains("no three ZIP digits"))
    #expect(problem("\nk: 11", "\nk: 1").contains("1 is out of range; write 2 to 1000000"))
    #expect(problem("suppression_limit: 0.02", "suppression_limit: 2").contains("is no share"))
    #expect(problem("recoding: local", "recoding: loose").contains("no way of generalising"))
    #expect(problem("dates: year", "dates: day").contains("write year"))
    #expect(problem("sensitive: [stage]", "sensitive: [site]").contains("one of them twice"))
    #expect(problem("sensitive: [stage]", "sensitive: []") == "read")
  }
}
