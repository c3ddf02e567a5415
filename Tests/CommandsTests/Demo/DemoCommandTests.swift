import Foundation
import Testing

@testable import Commands

@Suite struct DemoCommandTests {
  @Test func `the whole story ends with a sound registry, and the withdrawn donor is recalled`()
    throws
  {
    let world = try TestWorld()
    let folder = world.folder + "/demo"
    let run = world.run("demo", folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("The registry is examined"))
    #expect(run.output.contains("failed 0"))
    #expect(run.output.contains("rejected 4"))
    #expect(run.output.contains("first known, second possible_duplicate"))
    let told = run.output.split(separator: "\n").filter { !$0.contains(folder) }
    #expect(told.allSatisfy { $0.count <= 100 })

    let registry = folder + "/registry"
    let releases = try world.run("release", "list", "--registry", registry, "--format", "json")
      .array()
    let her2 = releases.filter { $0["purpose"] as? String == "HER2-TARGETED" }
    #expect(her2.count == 2)
    let ids = her2.compactMap { $0["release"] as? String }
    let donor = try #require(Self.withdrawnDonor(in: run.output))
    let shown = try ids.map {
      try world.run("release", "show", $0, "--registry", registry, "--format", "json").object()
    }
    let recalled = shown.map { release in
      (release["recall"] as? [[String: Any]] ?? []).compactMap { $0["donor"] as? String }
    }
    // One more donor is recalled from both: the one whose form was somebody else's.
    #expect(recalled.map(\.count) == [2, 1])
    #expect(recalled[0].contains(donor))
    #expect(!recalled[1].contains(donor))
    let summary = try world.run("donor", "show", donor, "--registry", registry, "--format", "json")
      .object()
    #expect(summary["releases"] as? [String] == [ids[0]])
    let files = try ["her2-first", "her2-second", "nk-resistance"].map {
      try FileManager.default.contentsOfDirectory(atPath: "\(folder)/exports/\($0)").sorted()
    }
    #expect(
      files.allSatisfy {
        $0 == ["cohort.csv", "datapackage.json", "manifest.json", "manifest.sig"]
      })
    #expect(world.run("doctor", "--registry", registry).status == 0)
    // Every line of research that the registry comes with has somebody to learn from.
    let routed = try world.run("route", "run", "--registry", registry, "--format", "json").array()
    #expect(routed.count == 9)
    #expect(routed.allSatisfy { $0["eligible"] as? Int ?? 0 > 0 }, "\(routed)")
  }

  /// The donor of the withdrawal that the story shows.
  private static func withdrawnDonor(in story: String) -> String? {
    let line = story.split(separator: "\n").first { $0.contains("--no-further-use") }
    return line?.split(separator: " ").first { $0.count == 17 && $0.contains("-") }
      .map(String.init)
  }

  @Test func `a folder that exists is refused with 6 and left alone`() throws {
    let world = try TestWorld()
    let path = try world.file("mine.txt", "mine")
    let run = world.run("demo", world.folder)
    #expect(run.status == 6)
    #expect(run.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder) == ["mine.txt"])
    #expect(world.run("demo", path).status == 6)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test func `a folder that cannot be made ends with 74`() throws {
    let world = try TestWorld()
    #expect(world.run("demo", world.folder + "/none/demo").status == 74)
  }

  @Test func `a rehearsal is refused`() throws {
    let world = try TestWorld()
    #expect(world.run("demo", world.folder + "/demo", "--dry-run").status == 64)
    #expect(!FileManager.default.fileExists(atPath: world.folder + "/demo"))
  }
}
