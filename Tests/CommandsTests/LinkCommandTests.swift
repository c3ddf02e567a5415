import Foundation
import Testing

@Suite struct LinkCommandTests {
  private static func prepare(
    _ world: TestWorld, _ name: String, _ extra: String...
  ) -> TestWorld.Run {
    world.run(
      [
        "link", "prepare", "--out", world.folder + "/\(name).link", "--rows",
        world.folder + "/\(name).csv", "--format", "json",
      ] + extra)
  }

  @Test func `a file is prepared and compared under a secret from a file`() throws {
    let world = try TestWorld()
    let donor = try world.registered()
    #expect(
      world.run(
        "consent", "grant", donor, "--form", "broad-tissue-donation", "--scopes", "all",
        "--signed-on", "2026-02-01"
      ).status
        == 0)
    let secret = world.folder + "/shared.txt"
    #expect(world.run("link", "secret", secret).status == 0)
    #expect(world.run("link", "secret", secret).status == 6)
    let run = Self.prepare(world, "ours", "--secret-file", secret)
    let prepared = try run.object()
    #expect(prepared["people"] as? Int == 1 && prepared["bloom"] as? Bool == false)
    let text = try String(contentsOfFile: secret, encoding: .utf8).dropLast()
    #expect(!run.output.contains(text))
    #expect(Self.prepare(world, "again", "--secret-file", secret).status == 6)
    let pairs = try world.run(
      "link", "compare", world.folder + "/ours.link", world.folder + "/ours.link", "--secret-file",
      secret, "--format", "json"
    ).array()
    #expect(pairs.count <= 1)
    #expect(pairs.allSatisfy { Set($0.keys) == ["row", "other_row", "score"] })
    #expect(world.run("doctor").status == 0)
  }

  @Test func `a secret is never an argument and always given`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    #expect(Self.prepare(world, "ours").status == 64)
    #expect(Self.prepare(world, "ours", "--secret", "x").status == 64)
    let open = try world.file("open.txt", String(repeating: "7a", count: 32) + "\n")
    #expect(Self.prepare(world, "ours", "--secret-file", open).status == 12)
    let nowhere = world.folder + "/nowhere.txt"
    #expect(Self.prepare(world, "ours", "--secret-file", nowhere).status == 74)
    #expect(!FileManager.default.fileExists(atPath: world.folder + "/ours.link"))
  }
}
