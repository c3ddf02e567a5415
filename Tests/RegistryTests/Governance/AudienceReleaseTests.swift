import Domain
import Foundation
import Registry
import Testing

struct AudienceReleaseTests {
  @Test func `releases to recipients who share are held against each other`() throws {
    let world = try World()
    let donors = try world.consented(12)
    try world.share("Lab A", "Hub")
    try world.share("Hub", "Lab B")
    _ = try world.release("one", to: "lab a")
    try world.withdraw(donors[0], level: "no_further_use")
    let refusal = failure { _ = try world.release("two", to: "Lab B") }
    #expect(refusal?.code == .privacyRefused)
    #expect(refusal?.message.contains("may come to hold") == true)
    let preview = try world.registry.cohortPreview(
      CohortPreviewRequest(
        selection: CohortSelection(expression: "site in C50"), recipient: "LAB B"))
    #expect(preview.refusal == refusal?.message)
    #expect(throws: Never.self) { try world.release("three", to: "Elsewhere") }
    #expect(try world.faults().isEmpty)
  }

  @Test func `a share that would single donors out in what has left is refused`() throws {
    let world = try World()
    let donors = try world.consented(12)
    _ = try world.release("one", to: "Lab A")
    try world.withdraw(donors[0], level: "no_further_use")
    _ = try world.release("two", to: "Lab B")
    let refusal = failure { try world.share("Lab A", "Lab B") }
    #expect(refusal?.code == .privacyRefused)
    #expect(refusal?.fix != nil)
    #expect(try world.registry.recipient("Lab A").sharesWith.isEmpty)
    try world.share("Lab A", "Lab C")
    #expect(try world.registry.recipient("lab a").heldBy == ["Lab C"])
  }

  @Test func `a recall reaches those to whom the data were handed on`() throws {
    let world = try World()
    let donors = try world.consented(12)
    try world.share("Lab A", "Hub")
    try world.share("Hub", "Lab B")
    let release = try world.release("one", to: "lab a")
    for donor in donors where try world.registry.donor(donor, on: nil).releases.isEmpty == false {
      try world.withdraw(donor, level: "no_further_use")
      break
    }
    _ = try world.registry.notifyRecalls(
      .recipient("Lab A"), to: world.path("letter.txt"), ChangeRequest())
    let letter = try String(contentsOfFile: world.path("letter.txt"), encoding: .utf8)
    #expect(letter.contains("  Hub, Lab B\n"))
    #expect(letter.contains(release.release))
  }

  @Test func `a share is recorded once and needs both on record`() throws {
    let world = try World()
    try world.share("A", "B")
    #expect(failure { try world.share("a", "b") }?.code == .operationConflict)
    #expect(
      failure { _ = try world.registry.shareRecipient("A", with: "Z", ChangeRequest()) }?.code
        == .notFound)
    #expect(
      failure { _ = try world.registry.addRecipient("  a ", ChangeRequest()) }?.code
        == .operationConflict)
    #expect(try world.registry.recipients().map(\.name) == ["A", "B"])
    #expect(try world.faults().isEmpty)
  }

  @Test func `a policy can keep data from everybody who is not on record`() throws {
    let world = try World()
    _ = try world.consented(12)
    try world.policy(["registered_recipients: false": "registered_recipients: true"])
    #expect(failure { _ = try world.release("one", to: "lab-a") }?.code == .privacyRefused)
    _ = try world.registry.addRecipient("lab-a", ChangeRequest())
    #expect(try world.release("one", to: "LAB-A").donors >= 11)
  }

  @Test func `the scheme of a family only ever becomes coarser`() throws {
    let world = try World()
    _ = try world.consented(120)
    try world.policy(["recoding: local": "recoding: full-domain"])
    try world.share("A", "B")
    let first = try world.release("one", to: "A") { $0.k = 120 }
    let second = try world.release("two", to: "B") { $0.k = 11 }
    for (before, after) in zip(first.levels, second.levels) {
      #expect(before.column == after.column)
      #expect(after.level >= before.level, "\(after.column)")
    }
    let alone = try world.release("three", to: "C") { $0.k = 11 }
    #expect(zip(alone.levels, first.levels).contains { $0.level < $1.level })
  }

  @Test func `with local recoding the same donors leave again in the same detail`() throws {
    let world = try World()
    _ = try world.consented(120)
    let first = try world.release("one", to: "A")
    let second = try world.release("two", to: "A")
    #expect(first.donors == 120)
    #expect(second.donors == 120)
    #expect(second.withheld == 0)
    #expect(second.loss <= first.loss)
    let coarse = try world.release("three", to: "B") { $0.conditions.recoding = .fullDomain }
    #expect(first.loss <= coarse.loss)
    #expect(coarse.levels.allSatisfy { $0.lowest == $0.level })
  }

  @Test func `diversity of the sensitive column is counted on the file and refused where missing`()
    throws
  {
    let world = try World()
    _ = try world.consented(30)
    let refusal = failure {
      _ = try world.release("one", to: "A") { $0.conditions.l = 2 }
    }
    #expect(refusal?.code == .privacyRefused)
    for number in 100..<140 {
      try world.grant(try world.staged(number))
    }
    let release = try world.release("two", to: "A") {
      $0.conditions.l = 2
    }
    #expect(release.k >= 11)
    #expect(try world.faults().isEmpty)
  }
}
