import Testing

@testable import Commands

@Suite struct RouteCommandTests {
  @Test func `an explanation has the keys of the contract, and 1 says not eligible`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let run = world.run("route", "explain", code, "NK-RESISTANCE", "--format", "json")
    #expect(run.status == 1)
    let answer = try run.object()
    #expect(answer["verdict"] as? String == "ineligible")
    #expect(answer["documents"] is [Any])
    let reasons = try #require(answer["reasons"] as? [[String: Any]])
    for reason in reasons {
      #expect(Set(reason.keys) == ["rule", "outcome", "found", "needed"])
    }
    #expect(reasons.contains { $0["rule"] as? String == "viability" })
  }

  @Test func `losses are counted and the run lists every programme`() throws {
    let world = try TestWorld()
    _ = try world.registered()
    let losses = try world.run(
      "route", "explain", "--why-not", "NK-RESISTANCE", "--format", "json"
    ).object()
    #expect(losses["donors"] as? Int == 1)
    #expect(losses["ineligible"] as? Int == 1)
    #expect((losses["rules"] as? [Any])?.isEmpty == false)
    let lines = try world.run("route", "run", "--format", "json").array()
    #expect(lines.count == 9)
    #expect(lines.allSatisfy { $0["eligible"] as? Int == 0 })
    #expect(world.run("route", "run", "--programme", "NK-RESISTANC").status == 4)
  }

  @Test func `neither a donor nor why-not is a usage error`() throws {
    let world = try TestWorld()
    world.run("init")
    #expect(world.run("route", "explain").status == 64)
    #expect(world.run("route", "run", "--known-at", "2026-01-01").status == 64)
  }

  @Test func `a programme is suspended, and again is refused with 5`() throws {
    let world = try TestWorld()
    world.run("init")
    let run = world.run(
      "programme", "suspend", "NK-RESISTANCE", "--reason", "pause", "--format", "json")
    #expect(try run.object()["state"] as? String == "suspended")
    let again = world.run("programme", "suspend", "NK-RESISTANCE", "--format", "json")
    #expect(again.status == 5)
    #expect(try again.failure()["code"] as? String == "programme_refused")
    #expect(world.run("programme", "open", "NK-RESISTANCE").status == 0)
    #expect(world.run("programme", "close", "NK-RESISTANCE", "--early").status == 0)
  }

  @Test func `the quality report is a list`() throws {
    let world = try TestWorld()
    world.run("init")
    #expect(try world.run("stats", "--quality", "--format", "json").array().isEmpty)
  }
}
