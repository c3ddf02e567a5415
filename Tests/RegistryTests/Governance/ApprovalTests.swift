import Domain
import Foundation
import Registry
import Testing

struct ApprovalTests {
  private static let selection = CohortSelection(expression: "site in C50")

  private func asked(_ world: World) throws -> RequestLine {
    world.clock.tick()
    return try world.registry.requestRelease(
      CohortPreviewRequest(selection: Self.selection, recipient: "Lab A"), ChangeRequest())
  }

  private func approve(_ world: World, _ id: String, as actor: String) throws -> RequestLine {
    world.clock.tick()
    return try world.registry(as: actor).decideRelease(id, approved: true, ChangeRequest())
  }

  private func world(donors: Int = 14) throws -> (world: World, donors: [String]) {
    let world = try World()
    let donors = try world.consented(donors)
    try world.policy(["four_eyes: false": "four_eyes: true"])
    return (world, donors)
  }

  @Test func `a release waits for a second person and is made once`() throws {
    let (world, _) = try world()
    let bare = failure { _ = try world.release("bare", to: "Lab A") }
    #expect(bare?.code == .approvalRefused)
    #expect(bare?.code.exitStatus == 5)
    #expect(bare?.fix?.contains("release request") == true)
    let request = try asked(world)
    #expect(request.state == .waiting)
    #expect(request.donors == 14)
    let early = failure {
      _ = try world.release("early", to: "Lab A") { $0.conditions.approval = request.id }
    }
    #expect(early?.code == .approvalRefused)
    #expect(try approve(world, request.id, as: "second").state == .approved)
    let release = try world.release("done", to: "lab a") { $0.conditions.approval = request.id }
    #expect(release.donors >= 11)
    let line = try #require(try world.registry.releaseRequests().first)
    #expect(line.state == .released)
    #expect(line.release == release.release)
    #expect(line.decider == "second")
    let twice = failure {
      _ = try world.release("twice", to: "Lab A") { $0.conditions.approval = request.id }
    }
    #expect(twice?.message.contains("was used") == true)
    for name in ["bare", "early", "twice"] {
      #expect(!FileManager.default.fileExists(atPath: world.path(name)))
    }
    #expect(try world.faults().isEmpty)
  }

  @Test func `nobody approves a request of their own, however the name is written`() throws {
    let (world, _) = try world()
    let request = try asked(world)
    for actor in ["tester", "Tester ", ""] {
      #expect(failure { _ = try approve(world, request.id, as: actor) }?.code == .approvalRefused)
    }
    // Taking a request back needs nobody else.
    let taken = try world.registry.decideRelease(request.id, approved: false, ChangeRequest())
    #expect(taken.state == .rejected)
    #expect(failure { _ = try approve(world, request.id, as: "second") }?.code == .approvalRefused)
  }

  @Test(arguments: ["before", "after"])
  func `a withdrawal voids the request and the approval`(when: String) throws {
    let (world, donors) = try world(donors: 30)
    let request = try asked(world)
    if when == "after" { _ = try approve(world, request.id, as: "second") }
    try world.withdraw(donors[3], scopes: ["clinical_data"])
    let refusal =
      when == "after"
      ? failure {
        _ = try world.release("out", to: "Lab A") { $0.conditions.approval = request.id }
      } : failure { _ = try approve(world, request.id, as: "second") }
    #expect(refusal?.code == .approvalRefused)
    #expect(refusal?.message.contains("void") == true)
    #expect(refusal?.fix?.contains("release request") == true)
    #expect(!FileManager.default.fileExists(atPath: world.path("out")))
  }

  @Test func `who takes back and gives again voids it as well, and so does one more donor`() throws
  {
    let (world, donors) = try world(donors: 30)
    let first = try asked(world)
    _ = try approve(world, first.id, as: "second")
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    let next = World.firstDay.adding(days: 1)
    world.clock.move(to: next)
    try world.grant(donors[0], on: next)
    let refusal = failure {
      _ = try world.release("one", to: "Lab A") { $0.conditions.approval = first.id }
    }
    #expect(refusal?.message.contains("took something back") == true)
    let second = try asked(world)
    _ = try approve(world, second.id, as: "second")
    try world.grant(try world.register(900))
    #expect(
      failure {
        _ = try world.release("two", to: "Lab A") { $0.conditions.approval = second.id }
      }?.code == .approvalRefused)
  }

  @Test func `an approval is for one recipient, one purpose and its terms`() throws {
    let (world, _) = try world()
    let request = try asked(world)
    _ = try approve(world, request.id, as: "second")
    for change: (String, String, Int?) in [
      ("Lab B", "site in C50", nil), ("Lab A", "site in C50, C61", nil),
      ("Lab A", "site in C50", 12),
    ] {
      let refusal = failure {
        _ = try world.release("out", to: change.0, where: change.1) {
          $0.k = change.2
          $0.conditions.approval = request.id
        }
      }
      #expect(refusal?.code == .approvalRefused, "\(change)")
    }
  }

  @Test func `an approval is for its formats`() throws {
    let (world, _) = try world()
    world.clock.tick()
    var asking = CohortPreviewRequest(selection: Self.selection, recipient: "Lab A")
    asking.formats = ["fhir", "cbioportal", "fhir"]
    let request = try world.registry.requestRelease(asking, ChangeRequest())
    #expect(request.terms.contains("as=csv,cbioportal,fhir"))
    _ = try approve(world, request.id, as: "second")
    for formats in [[], ["fhir"], ["fhir", "cbioportal", "phenopackets"]] {
      let refusal = failure {
        _ = try world.release("out", to: "Lab A") {
          $0.formats = formats
          $0.conditions.approval = request.id
        }
      }
      #expect(refusal?.code == .approvalRefused, "\(formats)")
    }
    let release = try world.release("out", to: "Lab A") {
      $0.formats = ["cbioportal", "fhir"]
      $0.conditions.approval = request.id
    }
    #expect(release.files.contains { $0.name.hasPrefix("fhir/") })
    asking.formats = ["pdf"]
    #expect(
      failure { _ = try world.registry.requestRelease(asking, ChangeRequest()) }?.code == .usage)
  }

  @Test func `a preview says whose approval a release needs`() throws {
    let preview = CohortPreviewRequest(selection: Self.selection, recipient: "Lab A")
    let free = try World()
    _ = try free.consented(14)
    #expect(try free.registry.cohortPreview(preview).approval == nil)
    let (world, _) = try world()
    let needed = try #require(try world.registry.cohortPreview(preview).approval)
    #expect(needed.words.contains("anybody but"))
    #expect(needed.operators.isEmpty)
    #expect(try world.registry.cohortPreview(preview).html.contains("has to approve"))
  }

  @Test func `the erasure of a donor voids what was approved with it`() throws {
    let (world, donors) = try world(donors: 30)
    let request = try asked(world)
    _ = try approve(world, request.id, as: "second")
    world.clock.tick()
    _ = try world.registry.erase(donors[2], confirmation: donors[2], ChangeRequest())
    let refusal = failure {
      _ = try world.release("out", to: "Lab A") { $0.conditions.approval = request.id }
    }
    #expect(refusal?.code == .approvalRefused)
    #expect(refusal?.message.contains("void") == true)
    #expect(!FileManager.default.fileExists(atPath: world.path("out")))
    // What is left of the request names nobody, and a new one is made of those who are left.
    let again = try asked(world)
    #expect(again.donors == 29)
    _ = try approve(world, again.id, as: "second")
    _ = try world.release("out", to: "Lab A") { $0.conditions.approval = again.id }
    #expect(try world.faults().isEmpty)
  }

  @Test func `what could not be released cannot be asked for`() throws {
    let (world, _) = try world(donors: 5)
    #expect(failure { _ = try asked(world) }?.code == .privacyRefused)
  }

  @Test func `the same operation id asks and approves once`() throws {
    let (world, _) = try world()
    let change = ChangeRequest(operation: "0123456789abcdef0123456789abcdef")
    let request = CohortPreviewRequest(selection: Self.selection, recipient: "Lab A")
    let first = try world.registry.requestRelease(request, change)
    #expect(try world.registry.requestRelease(request, change).id == first.id)
    #expect(try world.registry.releaseRequests().count == 1)
  }
}
