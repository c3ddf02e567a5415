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

  @Test func `a draft goes through submission and approval to its end`() throws {
    let world = try TestWorld()
    world.run("init")
    let text = world.run("programme", "show", "NK-RESISTANCE").output
    let draft = try world.file(
      "draft.yaml",
      text.replacing("state: open", with: "state: draft").replacing(
        "NK-RESISTANCE", with: "MY-PROGRAMME"))
    #expect(world.run("programme", "add", draft).status == 0)
    for (verb, state) in [
      ("submit", "submitted"), ("approve", "approved"), ("open", "open"), ("suspend", "suspended"),
      ("terminate", "terminated"),
    ] {
      let run = world.run("programme", verb, "MY-PROGRAMME", "--format", "json")
      #expect(try run.object()["state"] as? String == state)
    }
    #expect(world.run("programme", "submit", "MY-PROGRAMME").status == 5)
  }

  @Test func `offers are listed, moved, and refused with 5`() throws {
    let world = try TestWorld()
    let code = try world.registered()
    let plan = world.run("route", "allocate", "--explain", code, "--format", "json")
    #expect(try plan.object()["proposed"] as? Int == 0)
    #expect(try (plan.object()["reasons"] as? [Any])?.count == 9)
    #expect(try plan.object()["donor"] as? String == code)
    #expect(try plan.object()["placements"] == nil)
    let offers = world.run("route", "offers", "--state", "proposed", "--format", "json")
    #expect(try offers.array().isEmpty)
    let missing = world.run("route", "offer", "reserve", "1", "--format", "json")
    #expect(missing.status == 4)
    #expect(world.run("route", "offers", "--state", "propose").status == 64)
    #expect(world.run("route", "allocate", "--within", "0").status == 64)
  }

  @Test func `a document is held against the published version, and ends with 1 where they differ`()
    throws
  {
    let world = try TestWorld()
    world.run("init")
    let text = world.run("programme", "show", "NK-RESISTANCE").output
    let same = try world.file("same.yaml", text)
    #expect(world.run("programme", "diff", same).status == 0)
    let narrower = try world.file(
      "next.yaml",
      text.replacing("version: 1", with: "version: 2").replacing(
        "minimum_viability: 70", with: "minimum_viability: 80\n  minimum_mg: 50"))
    let run = world.run("programme", "diff", narrower, "--format", "json")
    #expect(run.status == 1)
    let differences = try #require(try run.object()["differences"] as? [[String: Any]])
    #expect(
      differences.map { $0["field"] as? String } == [
        "tissue.minimum_viability", "tissue.minimum_mg",
      ])
    #expect(differences.first?["old"] as? String == "70")
    #expect(differences.first?["new"] as? String == "80")
    let unknown = try world.file(
      "unknown.yaml", text.replacing("NK-RESISTANCE", with: "NK-RESISTANT"))
    #expect(world.run("programme", "diff", unknown).status == 4)
  }

  @Test func `planned procedures are shown and due`() throws {
    let world = try TestWorld()
    let person = """
      {"identifiers":{"facility":"site-1","mrn":"A7","birth_date":"1961-02-03","sex":"female"},\
      "diagnoses":[{"site":"C50.4","morphology":"8500/3","diagnosed_on":"2026-01-05"}],\
      "procedures":[{"kind":"resection","planned_on":"2026-12-01"}],\
      "interest":{"source":"clinician","expressed_on":"2026-01-20"}}
      """
    let code = try world.registered(person)
    let shown = try world.run("donor", "show", code, "--format", "json").object()
    let plans = try #require(shown["procedures"] as? [[String: Any]])
    #expect(plans.map { $0["planned_on"] as? String } == ["2026-12-01"])
    #expect(try world.run("route", "due", "--format", "json").array().isEmpty)
    world.run(
      "consent", "grant", code, "--form", "broad-tissue-donation", "--scopes", "all",
      "--signed-on", "2026-02-01")
    let due = try world.run("route", "due", "--within", "10", "--format", "json").array()
    #expect(due.map { $0["days"] as? Int } == [8])
    #expect(due.first?["facility"] as? String == "site-1")
    #expect((due.first?["programmes"] as? [String])?.contains("NK-RESISTANCE") == true)
    #expect((due.first?["prepare"] as? [String])?.first == "viable tissue container")
    #expect(try world.run("route", "due", "--within", "7", "--format", "json").array().isEmpty)
    let table = world.run("route", "due", "--format", "csv", "--facility", "site-1").output
    #expect(table.hasPrefix("facility,planned_on,days,procedure,donor"))
  }

  @Test func `the quality report is a list`() throws {
    let world = try TestWorld()
    world.run("init")
    #expect(try world.run("stats", "--quality", "--format", "json").array().isEmpty)
  }
}
