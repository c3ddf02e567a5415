import Domain
import Foundation
import Registry
import Testing

struct ReleaseTermsTests {
  private func governed(_ world: World) throws -> ReleaseSummary {
    _ = try world.consented(12)
    return try world.release("one", to: "Lab A") {
      $0.conditions.agreement = "DTA-7"
      $0.conditions.until = CivilDay(iso: "2026-03-31")
    }
  }

  @Test func `the agreement stands in the manifest and in the list`() throws {
    let world = try World()
    let release = try governed(world)
    let manifest = try String(contentsOfFile: world.path("one/manifest.json"), encoding: .utf8)
    for part in [
      "\"agreement\": \"DTA-7\"", "\"until\": \"2026-03-31\"", "\"known_at\"", "\"query\"",
      "\"policy\"",
    ] { #expect(manifest.contains(part), "\(part)") }
    let line = try world.registry.release(release.release)
    #expect(line.terms.agreement == "DTA-7")
    #expect(line.terms.standing == .inForce)
    #expect(try world.registry.releasesDue().isEmpty)
    #expect(try world.registry.releasesDue(within: 120).map(\.release) == [release.release])
  }

  @Test func `an agreement that is over asks for destruction until that is confirmed`() throws {
    let world = try World()
    let release = try governed(world)
    world.clock.move(to: try #require(CivilDay(iso: "2026-04-01")))
    #expect(try world.registry.release(release.release).terms.standing == .expired)
    #expect(try world.registry.releasesDue().map(\.release) == [release.release])
    let hash = String(repeating: "ab", count: 32)
    let done = try world.registry.destroyRelease(
      release.release, evidence: .digest("sha256:" + hash), ChangeRequest())
    #expect(done.terms.standing == .destroyed)
    #expect(done.terms.evidence == "sha256:" + hash)
    #expect(try world.registry.releasesDue().isEmpty)
    let again = failure {
      _ = try world.registry.destroyRelease(
        release.release, evidence: .digest(hash), ChangeRequest())
    }
    #expect(again?.code == .recallRefused)
    #expect(try world.faults().isEmpty)
  }

  @Test func `an agreement that is over already is refused`() throws {
    let world = try World()
    _ = try world.consented(12)
    let refusal = failure {
      _ = try world.release("one", to: "Lab A") {
        $0.conditions.agreement = "DTA-7"
        $0.conditions.until = CivilDay(iso: "2025-12-31")
      }
    }
    #expect(refusal?.code == .usage)
    #expect(!FileManager.default.fileExists(atPath: world.path("one")))
  }

  @Test func `a policy is published once a version and says what a release has to fulfil`() throws {
    let world = try World()
    _ = try world.consented(30)
    try world.policy(["k: 11": "k: 15"])
    let weaker = failure { _ = try world.release("one", to: "A") { $0.k = 11 } }
    #expect(weaker?.code == .privacyRefused)
    #expect(try world.release("two", to: "A").k >= 15)
    #expect(failure { try world.policy(["k: 11": "k: 2"]) }?.code == .versionConflict)
    #expect(try world.registry.policyDocument().contains("k: 15"))
    #expect(failure { try world.policy(version: 3, ["k: 11": "k: none"]) }?.code == .inputMalformed)
    #expect(try world.faults().isEmpty)
  }
}
