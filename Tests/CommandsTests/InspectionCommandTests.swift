import Testing

@testable import Commands
@testable import Registry

@Suite struct InspectionCommandTests {
  @Test func `doctor ends with 20 where a check failed, and names it`() {
    let good = DoctorCheck(check: "ledger", ok: true, detail: "7 events")
    let bad = DoctorCheck(check: "projections", ok: false, detail: "1 difference")
    #expect(DoctorCommand.answer(to: [good]).status == 0)
    let answer = DoctorCommand.answer(to: [good, bad])
    #expect(answer.status == 20)
    #expect(answer.remarks.first?.contains("projections") == true)
  }

  @Test func `doctor answers with check, ok and detail`() throws {
    let world = try TestWorld()
    world.run("init")
    let run = world.run("doctor", "--format", "json")
    #expect(run.status == 0)
    let checks = try run.array()
    #expect(!checks.isEmpty)
    for check in checks {
      #expect(check["check"] is String)
      #expect(check["ok"] as? Bool == true)
      #expect(check["detail"] is String)
    }
  }

  @Test func `stats is one object`() throws {
    let world = try TestWorld()
    world.run("init")
    #expect(try world.run("stats", "--format", "json").object().isEmpty == false)
  }

  @Test(arguments: ErrorCode.allCases)
  func `every code is explained with its status`(code: ErrorCode) throws {
    let run = try TestWorld().run("explain", code.rawValue, "--format", "json")
    #expect(run.status == 0)
    #expect(try run.object()["exit"] as? Int == Int(code.exitStatus))
    #expect((try run.object()["explanation"] as? String ?? "").count > 20)
  }

  @Test func `an unknown code ends with 4 and a suggestion`() throws {
    let run = try TestWorld().run("explain", "consent_refusd")
    #expect(run.status == 4)
    #expect(run.errors.contains("did you mean 'consent_refused'?"))
  }

  @Test func `forms and programmes are listed and shown`() throws {
    let world = try TestWorld()
    world.run("init")
    for noun in ["form", "programme"] {
      let list = try world.run(noun, "list", "--format", "json").array()
      let id = try #require(list.first?["id"] as? String)
      let show = world.run(noun, "show", id)
      #expect(show.status == 0)
      #expect(!show.output.contains("\u{1B}"))
      let json = try world.run(noun, "show", id, "--format", "json").object()
      #expect(json[noun] as? String == id)
      #expect(json["document"] is String)
    }
  }
}
