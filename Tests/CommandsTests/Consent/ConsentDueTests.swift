import Foundation
import Testing

@Suite struct ConsentDueTests {
  /// Three donors of two facilities: one whose permissions end soon, one much later, one minor.
  private static func world() throws -> (world: TestWorld, codes: [String]) {
    let world = try TestWorld()
    let people = [
      TestWorld.person("A1").replacingOccurrences(of: "site-1", with: "site-2"),
      TestWorld.person("A2"),
      TestWorld.person("A3").replacingOccurrences(of: "1961-02-03", with: "2009-01-05"),
    ]
    let codes = try people.map { try world.registered($0) }
    for (code, day) in zip(codes, ["2022-01-01", "2026-02-01", "2026-02-01"]) {
      let run = world.run(
        "consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
        "--signed-on", day)
      #expect(run.status == 0, "\(run.errors)")
    }
    return (world, codes)
  }

  @Test func `what expires within the days is listed with donor, facility, day, form and why`()
    throws
  {
    let (world, codes) = try Self.world()
    let lines = try world.run("consent", "due", "--expiring", "60", "--format", "json").array()
    let line = try #require(lines.first)
    #expect(lines.count == 1)
    #expect(line["donor"] as? String == codes[0])
    #expect(line["facility"] as? String == "site-2")
    #expect(line["due"] as? String == "2027-01-01")
    #expect(line["form"] as? String == "broad-tissue-donation@1")
    #expect(line["why"] is String)
    #expect(
      line["scopes"] as? [String] == ["tissue_extra_sampling", "blood_sample", "recontact_samples"]
    )
    #expect(try world.run("consent", "due", "--expiring", "38", "--format", "json").array().isEmpty)
    #expect(
      try world.run("consent", "due", "--expiring", "1", "--on", "2026-12-31", "--format", "json")
        .array().count == 1)
  }

  @Test func `who comes of age is listed before and after until the donor confirms`() throws {
    let (world, codes) = try Self.world()
    func due(_ words: String...) throws -> [String?] {
      try world.run(["consent", "due", "--format", "json"] + words).array()
        .map { $0["donor"] as? String }
    }
    #expect(try due("--majority", "42").isEmpty)
    #expect(try due("--majority", "43") == [codes[2]])
    #expect(try due("--majority", "0", "--on", "2027-01-04").isEmpty)
    #expect(try due("--majority", "0", "--on", "2027-01-05") == [codes[2]])
    #expect(try due("--majority", "0", "--on", "2027-06-05") == [codes[2]])
  }

  @Test func `facilities stand one after the other, and one can be asked for`() throws {
    let (world, codes) = try Self.world()
    func facilities(_ words: String...) throws -> [String?] {
      try world.run(["consent", "due", "--expiring", "3650", "--format", "json"] + words).array()
        .map { $0["facility"] as? String }
    }
    #expect(try facilities() == ["site-1", "site-2"])
    #expect(try facilities("--facility", "site-2") == ["site-2"])
    #expect(codes.count == 3)
    let run = world.run(
      "consent", "due", "--expiring", "10", "--facility", "sote-2", "--format", "json")
    #expect(run.status == 4)
    #expect(try run.failure()["fix"] as? String == "did you mean 'site-2'?")
  }

  @Test func `every format tells the same`() throws {
    let (world, codes) = try Self.world()
    let csv = world.run("consent", "due", "--expiring", "60", "--format", "csv").output
    #expect(csv.hasPrefix("donor,facility,scopes,due,form,why\n"))
    #expect(csv.contains("\(codes[0]),site-2,"))
    let lines = world.run("consent", "due", "--expiring", "60", "--format", "ndjson").output
    #expect(lines.split(separator: "\n").count == 1)
    let table = world.run("consent", "due", "--expiring", "60").output
    #expect(table.hasPrefix("donor"))
    for line in table.split(separator: "\n") { #expect(line.count <= 100) }
    let none = world.run("consent", "due", "--expiring", "1", "--format", "csv").output
    #expect(none == "donor,facility,scopes,due,form,why\n")
  }

  @Test(arguments: [
    [], ["--reconsent", "--expiring", "3"], ["--expiring", "0"], ["--expiring=-1"],
    ["--majority", "99999999"], ["--expiring", "soon"],
  ])
  func `anything but one list with a sensible number of days is a mistake`(words: [String]) throws {
    let world = try TestWorld()
    world.run("init")
    #expect(world.run(["consent", "due"] + words).status == 64)
  }
}
