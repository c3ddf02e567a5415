import Domain
import Foundation
import Registry
import Testing

struct RecallTests {
  private func held(_ world: World, _ donors: [String]) throws -> [String] {
    try donors.filter { try !world.registry.donor($0, on: nil).releases.isEmpty }
  }

  @Test func `a withdrawal opens one recall for every release that holds the donor`() throws {
    let world = try World()
    let donors = try world.consented(15)
    _ = try world.export("one")
    _ = try world.export("two")
    try world.withdraw(donors[3], level: "no_further_use")
    let recalls = try world.registry.recalls()
    #expect(recalls.count == 2)
    #expect(Set(recalls.map(\.release)).count == 2)
    #expect(recalls.allSatisfy { $0.donor == donors[3] && $0.state == .open && !$0.isOverdue })
    #expect(recalls.first?.reason.hasPrefix("withdrawal: clinical_data") == true)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a second withdrawal opens recalls of its own and other levels none`() throws {
    let world = try World()
    let donors = try world.consented(15)
    _ = try world.export("one")
    try world.withdraw(donors[0], level: "no_further_contact")
    try world.withdraw(donors[1], scopes: ["germline_genomics"])
    #expect(try world.registry.recalls().isEmpty)
    try world.withdraw(donors[2], scopes: ["clinical_data"])
    #expect(try world.registry.recalls().count == 1)
    try world.withdraw(donors[2], level: "no_further_use")
    let recalls = try world.registry.recalls()
    #expect(recalls.count == 2)
    #expect(Set(recalls.map(\.id)).count == 2)
    #expect(try world.faults().isEmpty)
  }

  @Test func `a recall goes from open to notified, acknowledged and closed`() throws {
    let world = try World()
    let donors = try world.consented(15)
    let release = try world.export("one")
    try world.withdraw(donors[0], level: "no_further_use")
    try world.withdraw(donors[1], level: "no_further_use")
    let ids = try world.registry.recalls().map(\.id)
    let notice = try world.registry.notifyRecalls(
      .recipient("institute  a"), to: world.path("letter"), ChangeRequest())
    #expect(Set(notice.recalls) == Set(ids))
    let letter = try String(contentsOfFile: world.path("letter"), encoding: .utf8)
    #expect(letter.contains(release.release))
    for recall in try world.registry.recalls() {
      #expect(recall.state == .notified)
      #expect(letter.contains(recall.pseudonym))
      #expect(!letter.contains(recall.donor))
      #expect(!letter.contains(recall.id))
    }
    let digest = "sha256:" + String(repeating: "ab", count: 32)
    world.clock.tick()
    let done = try world.registry.acknowledgeRecall(
      ids[0], evidence: .digest(digest), ChangeRequest())
    #expect(done.state == .acknowledged)
    #expect(done.evidence?.hasSuffix("abab") == true)
    #expect(
      failure {
        _ = try world.registry.acknowledgeRecall(
          ids[0], evidence: .digest(digest), ChangeRequest())
      }?.code == .recallRefused)
    #expect(failure { _ = try world.registry.closeRecall(ids[1], ChangeRequest()) }?.code == .usage)
    _ = try world.registry.closeRecall(ids[1], ChangeRequest(reason: "never opened"))
    #expect(try world.registry.recalls().map(\.id) == [ids[0]])
    #expect(try world.registry.recalls(RecallQuery(all: true)).count == 2)
    #expect(
      failure {
        _ = try world.registry.notifyRecalls(
          .recipient("Institute A"), to: world.path("again"), ChangeRequest())
      }?.code == .recallRefused)
    #expect(!FileManager.default.fileExists(atPath: world.path("again")))
    #expect(try world.faults().isEmpty)
  }

  @Test func `what is not confirmed within the policy's days is overdue`() throws {
    let world = try World()
    let donors = try world.consented(15)
    _ = try world.export("one")
    try world.withdraw(donors[0], level: "no_further_use")
    let due = try #require(try world.registry.recalls().first).due
    world.clock.move(to: due)
    #expect(try world.registry.recalls(RecallQuery(overdue: true)).isEmpty)
    world.clock.move(to: CivilDay(daysSinceEpoch: due.daysSinceEpoch + 1))
    #expect(try world.registry.recalls(RecallQuery(overdue: true)).count == 1)
    let failure = #expect(throws: RegistryError.self) {
      try world.registry.recalls(RecallQuery(recipient: "Somebody else", overdue: true))
    }
    let holder = try #require(try world.registry.recalls().first).recipient.lowercased()
    #expect(failure?.fix?.contains(holder) == true)
  }

  @Test func `a withdrawal that is voided takes its recall back`() throws {
    let world = try World()
    let donors = try world.consented(15)
    _ = try world.export("one")
    let withdrawal = try world.withdraw(donors[0], level: "no_further_use")
    world.clock.tick()
    var void = ConsentRequest(donor: donors[0], kind: "void")
    void.target = withdrawal.sequence
    _ = try world.registry.consent(void, ChangeRequest(reason: "another person"))
    #expect(try world.registry.recalls().isEmpty)
    #expect(try world.registry.recalls(RecallQuery(all: true)).map(\.state) == [.retracted])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a grant that is voided recalls what stood on it`() throws {
    let world = try World()
    let donors = try world.consented(15)
    _ = try world.export("one")
    let history = try world.registry.consentHistory(donors[0], knownAt: nil)
    world.clock.tick()
    var void = ConsentRequest(donor: donors[0], kind: "void")
    void.target = try #require(history.first).sequence
    _ = try world.registry.consent(void, ChangeRequest(reason: "another person"))
    #expect(try world.registry.recalls().map(\.donor) == [donors[0]])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a withdrawal that takes effect later recalls a release made before that day`() throws
  {
    let world = try World()
    let donors = try world.consented(15)
    world.clock.tick()
    var request = ConsentRequest(donor: donors[0], kind: "withdrawal")
    request.level = "no_further_use"
    request.effectiveFrom = CivilDay(iso: "2026-02-01")
    _ = try world.registry.consent(request, ChangeRequest())
    #expect(try world.registry.recalls().isEmpty)
    _ = try world.export("one")
    let recall = try #require(try world.registry.recalls().first)
    #expect(recall.donor == donors[0])
    #expect(recall.from == CivilDay(iso: "2026-02-01"))
    #expect(try world.faults().isEmpty)
  }

  @Test
  func `a merge brings one person's withdrawal to the other's release, a split takes it back`()
    throws
  {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    for number in 20..<34 {
      try world.grant(try world.register(number))
    }
    _ = try world.export("one")
    try world.withdraw(second, level: "no_further_use")
    #expect(try world.registry.recalls().isEmpty)
    _ = try world.merge(first, second, confirm: second, reason: "one person")
    #expect(try world.registry.recalls().map(\.donor) == [first])
    #expect(try world.faults().isEmpty)
    _ = try world.split(second)
    #expect(try world.registry.recalls().isEmpty)
    _ = try world.merge(first, second, confirm: second, reason: "one person after all")
    #expect(try world.registry.recalls(RecallQuery(all: true)).map(\.state) == [.open])
    #expect(try world.faults().isEmpty)
  }

  @Test func `the end of a programme before its time recalls everything released for it`() throws {
    let world = try World()
    let document = """
      id: P-1
      version: 1
      title: a programme
      state: open
      purpose:
        permission: hmb
      eligibility: "site in C50"
      tissue:
        accept: [viable, fresh]
      consent_scopes: [tissue_surplus, clinical_data]
      approval:
        reference: "EC 1"
        from: 2020-01-01
      commercial: false
      """
    _ = try world.registry.addProgramme(
      try world.file("programme.yaml", document), ChangeRequest())
    for number in 0..<14 {
      let donor = try world.register(number) { intake in
        intake.tissue = [
          Specimen(kind: .fresh, availableOn: World.firstDay, matchedNormal: true)
        ]
      }.donor
      try world.grant(donor)
    }
    world.clock.tick()
    let release = try world.registry.exportCohort(
      CohortExportRequest(
        selection: CohortSelection(programme: "P-1"), recipient: "Institute A",
        out: world.path("out")), ChangeRequest())
    world.clock.tick()
    _ = try world.registry.setProgramme("P-1", to: .terminated, ChangeRequest())
    let recalls = try world.registry.recalls()
    #expect(recalls.count == release.donors)
    #expect(recalls.allSatisfy { $0.reason == "programme terminated" })
    #expect(try world.faults().isEmpty)
  }

  @Test func `many withdrawals in one file are one recall each, a merged code's too`() throws {
    let world = try World()
    let (first, second) = try world.twoCodes()
    try world.grant(first)
    let others = try (20..<160).map { number in
      let donor = try world.register(number)
      try world.grant(donor)
      return donor
    }
    let release = try world.export("one")
    _ = try world.merge(first, second, confirm: second, reason: "one person")
    world.clock.tick()
    let rows = (others + [second]).map { "\($0),withdrawal,clinical_data,2026-01-01\n" }
    let summary = try world.registry.importConsents(
      input: try world.file("all.csv", "donor,event,scopes,signed_on\n" + rows.joined()),
      rejects: nil, ChangeRequest())
    #expect(summary.accepted == 141)
    let recalls = try world.registry.recalls()
    #expect(recalls.count == release.donors)
    #expect(Set(recalls.map(\.donor)).count == release.donors)
    #expect(try world.faults().isEmpty)
  }
}
