import Foundation
import Registry
import Testing

struct ReleaseVerificationTests {
  private func failed(_ world: World, key: String? = nil) throws -> [String] {
    try ReleaseVerification.verify(folder: world.path("out"), publicKey: key)
      .filter { !$0.ok }.map(\.check)
  }

  private func released() throws -> World {
    let world = try World()
    _ = try world.consented(24)
    _ = try world.export("out")
    return world
  }

  private func edit(_ world: World, _ name: String, _ body: (inout String) -> Void) throws {
    let path = world.path("out/\(name)")
    var text = try String(contentsOfFile: path, encoding: .utf8)
    body(&text)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test func `a release is as released wherever it stands`() throws {
    let world = try released()
    #expect(try failed(world).isEmpty)
    let copy = world.path("copy")
    try FileManager.default.copyItem(atPath: world.path("out"), toPath: copy)
    let checks = try ReleaseVerification.verify(folder: copy)
    #expect(
      checks.map(\.check) == [
        "file cohort.csv", "file datapackage.json", "folder", "k", "conditions", "signature",
        "checkpoint",
      ])
    #expect(checks.filter { !$0.ok }.isEmpty)
  }

  @Test func `a changed, a missing and a strange file are found`() throws {
    let world = try released()
    try edit(world, "datapackage.json") { $0 += " " }
    try "x".write(toFile: world.path("out/more"), atomically: false, encoding: .utf8)
    #expect(try failed(world) == ["file datapackage.json", "folder"])
    try FileManager.default.removeItem(atPath: world.path("out/cohort.csv"))
    #expect(
      try failed(world) == [
        "file cohort.csv", "file datapackage.json", "folder", "k", "conditions",
      ])
  }

  @Test func `a value that differs by a blank alone is another value`() throws {
    let world = try released()
    try edit(world, "cohort.csv") { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines[1] = lines[1].replacing(/([a-z]),/, maxReplacements: 1) { "\($0.output.1) ," }[...]
      #expect(lines[1].contains(" ,"))
      text = lines.joined(separator: "\n")
    }
    #expect(try failed(world).prefix(2) == ["file cohort.csv", "k"])
  }

  @Test func `fewer donors than the manifest says are found by counting`() throws {
    let world = try released()
    try edit(world, "cohort.csv") { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      lines.remove(at: 1)
      text = lines.joined(separator: "\n")
    }
    // The donor taken away may have been one of a class of just k.
    #expect(try failed(world).prefix(2) == ["file cohort.csv", "k"])
  }

  /// Changes numbers of the manifest; the signature is then wrong too.
  @Test(arguments: [
    ("\"highest_risk\": ", "\"highest_risk\": 0.001, \"was\": ", ["k", "signature"]),
    ("\"average_risk\": 0.0", "\"average_risk\": 0.00", ["k", "signature"]),
    ("\"distance\": ", "\"distance\": 1, \"was\": ", ["conditions", "signature"]),
    ("\"distinct\": ", "\"distinct\": 9", ["conditions", "signature"]),
    ("\"l\": 2", "\"l\": 3", ["conditions", "signature"]),
    ("\"t\": 0.5", "\"t\": -1", ["conditions", "signature"]),
    ("\"average_risk\": 0.5", "\"average_risk\": 0.0001", ["conditions", "signature"]),
    ("\"k_required\": 11", "\"k_required\": 400", ["k", "conditions", "signature"]),
  ])
  func `every condition is counted again`(old: String, new: String, found: [String]) throws {
    let world = try World()
    for number in 0..<60 { try world.grant(try world.staged(number)) }
    _ = try world.release("out", to: "Lab A") {
      $0.conditions.l = 2
      $0.conditions.t = 0.5
      $0.conditions.averageRisk = 0.5
      $0.suppression = 0
    }
    #expect(try failed(world).isEmpty)
    try edit(world, "manifest.json") { text in
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    #expect(try failed(world) == found)
  }

  @Test func `values that one class shares are found although k stands`() throws {
    let world = try World()
    for number in 0..<40 { try world.grant(try world.staged(number)) }
    _ = try world.release("out", to: "Lab A") { $0.conditions.l = 2 }
    try edit(world, "cohort.csv") { $0 = $0.replacingOccurrences(of: "IIIB", with: "IIA") }
    #expect(try failed(world) == ["file cohort.csv", "conditions"])
  }

  @Test func `a changed manifest and another key are found by the signature`() throws {
    let world = try released()
    #expect(try failed(world, key: String(repeating: "0", count: 64)) == ["signature"])
    try edit(world, "manifest.json") {
      $0 = $0.replacingOccurrences(of: "Institute A", with: "Institute B")
    }
    #expect(try failed(world) == ["signature"])
    try FileManager.default.removeItem(atPath: world.path("out/manifest.sig"))
    #expect(try failed(world).isEmpty)
    #expect(try failed(world, key: String(repeating: "0", count: 64)) == ["signature"])
  }

  @Test func `a folder without a manifest is no release`() throws {
    let world = try World()
    try FileManager.default.createDirectory(
      atPath: world.path("out"), withIntermediateDirectories: false)
    #expect(failure { _ = try failed(world) }?.code == .inputOutput)
    try "{}".write(toFile: world.path("out/manifest.json"), atomically: false, encoding: .utf8)
    #expect(failure { _ = try failed(world) }?.code == .inputMalformed)
  }
}
