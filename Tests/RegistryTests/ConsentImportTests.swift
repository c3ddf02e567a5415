import Domain
import Foundation
import Registry
import Testing

/// A consent import in batches: what is durable stays, and the rest follows.
struct ConsentImportTests {
  private static let operation = "0123456789ab7def8123456789abcdef"

  private static func text(_ donors: [String], broken: Bool = false) -> String {
    var text = "donor,event,scopes,signed_on\n"
    for (number, donor) in donors.enumerated() {
      text += "\(donor),\(number % 5 == 2 ? "grnt" : "grant"),all,2026-01-01\n"
    }
    // A quote that never closes spoils the file as a whole.
    return text + (broken ? "\"\(donors[0]),grant\n" : "")
  }

  private static func donors(_ world: World, _ count: Int) throws -> [String] {
    try (0..<count).map { try world.register($0) }
  }

  private static func change(dryRun: Bool = false) -> ChangeRequest {
    ChangeRequest(operation: operation, dryRun: dryRun)
  }

  private static func size(_ world: World) throws -> Int {
    Int(
      try world.registry.stats().first { $0.name == "ledger_events" }?.value ?? "") ?? 0
  }

  private static func permitted(_ world: World, _ donors: [String]) throws -> [Bool] {
    try donors.map { try world.state($0, .clinicalData) == "permitted" }
  }

  @Test func `what was interrupted goes on behind the last batch and ends as a whole run does`()
    throws
  {
    let (world, other) = (try World(), try World())
    let donors = try Self.donors(world, 23)
    let broken = try world.file("consents.csv", Self.text(donors, broken: true))
    let error = failure {
      _ = try world.registry.importConsents(
        input: broken, rejects: world.path("rejects.csv"), rowsPerBatch: 5, Self.change())
    }
    #expect(error?.code == .inputMalformed)
    #expect(error?.why?.contains("20 rows are stored") == true)
    #expect(!FileManager.default.fileExists(atPath: world.path("rejects.csv")))
    let stored = (0..<23).map { $0 < 20 && $0 % 5 != 2 }
    #expect(try Self.permitted(world, donors) == stored)

    world.clock.tick()
    let whole = try world.file("consents.csv", Self.text(donors))
    let summary = try world.reopened().importConsents(
      input: whole, rejects: world.path("rejects.csv"), rowsPerBatch: 5, Self.change())
    #expect((summary.read, summary.accepted, summary.rejected) == (23, 18, 5))
    #expect(try Self.permitted(world, donors) == (0..<23).map { $0 % 5 != 2 })

    // The same rows in one run: the same counts and the same rejects.
    let others = try Self.donors(other, 23)
    _ = try other.registry.importConsents(
      input: try other.file("consents.csv", Self.text(others)),
      rejects: other.path("rejects.csv"), ChangeRequest())
    func rejects(_ world: World, _ donors: [String]) throws -> String {
      var text = try String(contentsOfFile: world.path("rejects.csv"), encoding: .utf8)
      for (number, donor) in donors.enumerated() {
        text = text.replacing(donor, with: "D\(number)")
      }
      return text
    }
    #expect(try rejects(world, donors) == rejects(other, others))
    #expect(try world.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `an operation that has ended answers with its first outcome`() throws {
    let world = try World()
    let donors = try Self.donors(world, 7)
    func run(_ rows: Int?) throws -> ImportSummary {
      try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors)), rejects: nil, rowsPerBatch: rows,
        Self.change())
    }
    let first = try run(3)
    let size = try Self.size(world)
    for rows in [3, nil, 2] as [Int?] {
      world.clock.tick()
      let again = try run(rows)
      #expect(again.accepted == first.accepted && again.rejected == first.rejected)
    }
    #expect(try Self.size(world) == size)
  }

  @Test func `without resuming, a part of an operation is refused with the fix`() throws {
    let world = try World()
    let donors = try Self.donors(world, 7)
    _ = failure {
      _ = try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors, broken: true)), rejects: nil,
        rowsPerBatch: 3, Self.change())
    }
    let size = try Self.size(world)
    let error = failure {
      _ = try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors)), rejects: nil, Self.change())
    }
    #expect(error?.code == .operationConflict)
    #expect(error?.message.contains("after 6 rows") == true)
    #expect(error?.fix == "run it again with --resume")
    #expect(try Self.size(world) == size)
  }

  @Test func `another file cannot go on where the first one stopped`() throws {
    let world = try World()
    let donors = try Self.donors(world, 7)
    _ = failure {
      _ = try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors, broken: true)), rejects: nil,
        rowsPerBatch: 3, Self.change())
    }
    let size = try Self.size(world)
    for other in [Self.text(donors.reversed()), Self.text(Array(donors.prefix(4)))] {
      let error = failure {
        _ = try world.registry.importConsents(
          input: try world.file("consents.csv", other), rejects: nil, rowsPerBatch: 3,
          Self.change())
      }
      #expect(error?.code == .operationConflict)
      #expect(error?.message.contains("the file differs") == true)
    }
    #expect(try Self.size(world) == size)
  }

  @Test func `a dry run in batches stores nothing`() throws {
    let world = try World()
    let donors = try Self.donors(world, 7)
    let size = try Self.size(world)
    let summary = try world.registry.importConsents(
      input: try world.file("consents.csv", Self.text(donors)), rejects: nil, rowsPerBatch: 3,
      Self.change(dryRun: true))
    #expect(summary.accepted == 6)
    #expect(try Self.size(world) == size)
  }

  @Test func `an import that can be resumed needs an operation id`() throws {
    let world = try World()
    let donors = try Self.donors(world, 1)
    let error = failure {
      _ = try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors)), rejects: nil, resumes: true,
        ChangeRequest())
    }
    #expect(error?.code == .usage)
  }

  @Test func `an operation of another kind is not resumed`() throws {
    let world = try World()
    let donors = try Self.donors(world, 2)
    var request = ConsentRequest(donor: donors[0], kind: "refusal")
    request.scopes = ["all"]
    _ = try world.registry.consent(request, Self.change())
    let error = failure {
      _ = try world.registry.importConsents(
        input: try world.file("consents.csv", Self.text(donors)), rejects: nil, rowsPerBatch: 3,
        Self.change())
    }
    #expect(error?.code == .operationConflict)
  }

  @Test func `several events of one donor in one file see each other`() throws {
    let world = try World()
    let donor = try world.register(1)
    let summary = try world.registry.importConsents(
      input: try world.file(
        "consents.csv",
        """
        donor,event,scopes,signed_on
        \(donor),grant,all,2026-01-01
        \(donor),withdrawal,blood_sample,2026-01-01
        \(donor),renewal,blood_sample,2026-01-01
        \(donor),suspension,all,2026-01-01
        \(donor),suspension,all,2026-01-01

        """), rejects: nil, ChangeRequest())
    #expect(summary.problems.map(\.line) == [4, 6])
    #expect(try world.state(donor, .clinicalData) == "suspended")
    #expect(try world.state(donor, .bloodSample) == "withdrawn")
  }
}
