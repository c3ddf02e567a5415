import Registry
import Testing

@testable import Commands

@Suite struct ImportCommandTests {
  @Test func `rejected rows end with 3, and the summary is still printed`() throws {
    let world = try TestWorld()
    world.run("init")
    let path = try world.file(
      "donors.ndjson", TestWorld.person("A1") + "\n" + #"{"identifiers":{}}"# + "\n")
    let run = world.run("import", path, "--format", "json")
    #expect(run.status == 3)
    let summary = try run.object()
    #expect(summary["read"] as? Int == 2)
    #expect(summary["accepted"] as? Int == 1)
    #expect(summary["rejected"] as? Int == 1)
    #expect(summary["duplicates"] is Int)
    #expect(summary["warnings"] is Int)
    #expect((summary["problems"] as? [[String: Any]])?.first?["field"] is String)
  }

  @Test func `words tell how many rows were rejected, and --quiet says nothing`() throws {
    let world = try TestWorld()
    world.run("init")
    let path = try world.file("donors.ndjson", TestWorld.person("A2") + "\n{}\n")
    let loud = world.run("import", path)
    #expect(loud.status == 3)
    #expect(loud.errors.contains("1 row was rejected"))
    let quiet = world.run("import", path, "--quiet")
    #expect(quiet.status == 3)
    #expect(quiet.errors.isEmpty)
  }

  @Test func `a file that is not there ends with 74`() throws {
    let world = try TestWorld()
    world.run("init")
    #expect(world.run("import", world.folder + "/none.csv").status == 74)
    #expect(world.run("consent", "import", world.folder + "/none.csv").status == 74)
  }

  @Test(arguments: [
    ("a.csv", ImportKind.csv), ("a.b.TSV", .csv), ("a.jsonl", .ndjson), ("x.ndjson", .ndjson),
    ("a.xml", .naaccr), ("a.xlsx", nil), ("-", nil), ("csv.d/file", nil),
  ])
  func `the end of a name tells what a file is`(name: String, kind: ImportKind?) {
    #expect(ImportKind(fileName: name) == kind)
  }
}
