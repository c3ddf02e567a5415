import Domain
import Testing

struct `The form catalogue` {
  /// Version 1 from 2020, an editorial version 2 from 2021, a material version 3 from 2022 with
  /// six months of grace, each recorded on the first day of December before.
  static func catalogue() throws -> FormCatalogue {
    var catalogue = FormCatalogue()
    try catalogue.publish(
      try FormSamples.broad(), recordedAt: FormSamples.instant("2019-12-01"))
    try catalogue.publish(
      try FormSamples.broad("broad@2", change: .editorial, inForce: "2021-01-01"),
      recordedAt: FormSamples.instant("2020-12-01"))
    try catalogue.publish(
      try FormSamples.broad("broad@3", change: .material, inForce: "2022-01-01"),
      recordedAt: FormSamples.instant("2021-12-01"))
    return catalogue
  }

  static let v1 = FormSamples.reference("broad@1")

  @Test(
    arguments: [
      ("2019-12-31", nil), ("2020-01-01", 1), ("2020-12-31", 1), ("2021-01-01", 2),
      ("2021-12-31", 2), ("2022-01-01", 3), ("2099-01-01", 3),
    ] as [(String, Int?)])
  func `the version in force changes on its day`(day: String, version: Int?) throws {
    let catalogue = try Self.catalogue()
    let form = catalogue.inForce("broad", on: FormSamples.day(day))
    #expect(form?.reference.version == version)
    #expect(
      catalogue.inForce(on: FormSamples.day(day)).map(\.reference.version)
        == [version].compactMap { $0 })
  }

  @Test func `what was recorded later is not seen`() throws {
    let catalogue = try Self.catalogue()
    let known = FormSamples.instant("2020-06-01")
    #expect(catalogue.latest("broad", knownAt: known)?.reference.version == 1)
    #expect(catalogue.latest("broad")?.reference.version == 3)
    #expect(catalogue.form(FormSamples.reference("broad@2"), knownAt: known) == nil)
    #expect(catalogue.form(FormSamples.reference("broad@2")) != nil)
    let later = FormSamples.day("2025-01-01")
    #expect(catalogue.inForce("broad", on: later, knownAt: known)?.reference.version == 1)
    #expect(catalogue.inForce(on: later, knownAt: known).map(\.reference.version) == [1])
    #expect(catalogue.outdating(of: Self.v1, knownAt: known) == nil)
    #expect(catalogue.latest("other") == nil)
  }

  @Test func `only a material version outdates, after its grace period`() throws {
    let catalogue = try Self.catalogue()
    for version in ["broad@1", "broad@2"] {
      let outdating = try #require(catalogue.outdating(of: FormSamples.reference(version)))
      #expect(outdating.by == FormSamples.reference("broad@3"))
      #expect(outdating.from == FormSamples.day("2022-07-01"))
    }
    #expect(catalogue.outdating(of: FormSamples.reference("broad@3")) == nil)
  }

  @Test func `the first of several outdatings counts`() throws {
    var catalogue = try Self.catalogue()
    try catalogue.publish(
      try FormSamples.broad("broad@4", change: .material, inForce: "2022-02-01", grace: nil),
      recordedAt: FormSamples.instant("2022-01-15"))
    let outdating = try #require(catalogue.outdating(of: Self.v1))
    #expect(outdating.by == FormSamples.reference("broad@4"))
    #expect(outdating.from == FormSamples.day("2022-02-01"))
  }

  @Test func `a published version is frozen and versions follow each other`() throws {
    var catalogue = try Self.catalogue()
    let before = catalogue
    func expect(_ problem: FormCatalogueProblem, _ form: ConsentForm, at iso: String) {
      #expect(throws: problem) {
        try catalogue.publish(form, recordedAt: FormSamples.instant(iso))
      }
      #expect(problem.description.contains(";"))
    }
    let v3 = FormSamples.reference("broad@3")
    let v4 = FormSamples.reference("broad@4")
    expect(
      .versionNotNew(v3, latest: 3),
      try FormSamples.broad("broad@3", change: .editorial, inForce: "2023-01-01"),
      at: "2022-12-01")
    expect(.change(v4), try FormSamples.broad("broad@4", inForce: "2023-01-01"), at: "2022-12-01")
    let first = FormSamples.reference("new@1")
    expect(.change(first), try FormSamples.broad("new@1", change: .material), at: "2022-12-01")
    expect(
      .inForceBeforeLatest(v4),
      try FormSamples.broad("broad@4", change: .editorial, inForce: "2021-12-31"),
      at: "2022-12-01")
    expect(
      .recordedBeforeLatest(v4),
      try FormSamples.broad("broad@4", change: .editorial, inForce: "2023-01-01"),
      at: "2021-11-30")
    #expect(catalogue == before)
  }

  @Test func `entries stand by id and version`() throws {
    var catalogue = try Self.catalogue()
    try catalogue.publish(
      try FormSamples.broad("animal@1"), recordedAt: FormSamples.instant("2022-01-01"))
    #expect(
      catalogue.entries.map(\.form.reference.description)
        == ["animal@1", "broad@1", "broad@2", "broad@3"])
    let day = FormSamples.day("2021-06-01")
    #expect(
      catalogue.inForce(on: day).map(\.reference.description) == ["animal@1", "broad@2"])
  }

  @Test func `a form is found by reference, by id and by being the only one`() throws {
    let catalogue = try Self.catalogue()
    let day = FormSamples.day("2021-06-01")
    #expect(try catalogue.resolve("broad@1", on: day).reference.version == 1)
    #expect(try catalogue.resolve("broad", on: day).reference.version == 2)
    #expect(try catalogue.resolve(nil, on: day).reference.version == 2)
    #expect(try catalogue.resolve("", on: day).reference.version == 2)
    // Before the first is in force, the id alone means the latest.
    #expect(
      try catalogue.resolve("broad", on: FormSamples.day("2019-01-01")).reference.version == 3)
  }

  @Test(arguments: [
    ("brod", "did you mean 'broad'?"), ("brod@1", "did you mean 'broad@1'?"),
    ("broad@9", "did you mean 'broad@3'?"), ("broad@x", "did you mean 'broad@1'?"),
  ])
  func `an unknown form or version is refused with the nearest one`(
    text: String, fix: String
  ) throws {
    let catalogue = try Self.catalogue()
    #expect {
      try catalogue.resolve(text, on: FormSamples.day("2021-06-01"), field: "form")
    } throws: { error in
      (error as? FieldProblem)?.fix == fix && (error as? FieldProblem)?.field == "form"
    }
  }

  @Test func `no form named is refused where none or several are in force`() throws {
    var catalogue = try Self.catalogue()
    #expect {
      try catalogue.resolve(nil, on: FormSamples.day("2019-01-01"))
    } throws: { "\($0)".contains("no form was in force") }
    try catalogue.publish(
      try FormSamples.broad("animal@1"), recordedAt: FormSamples.instant("2022-01-01"))
    #expect {
      try catalogue.resolve(nil, on: FormSamples.day("2021-01-01"))
    } throws: { "\($0)".contains("animal, broad") }
    #expect {
      try FormCatalogue().resolve("broad", on: FormSamples.day("2021-01-01"))
    } throws: { "\($0)".contains("publish a form first") }
  }
}
