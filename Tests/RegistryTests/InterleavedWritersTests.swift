import TestSupport
import Domain
import Foundation
import Registry
import Testing

/// Several writers at once, each on a connection of its own, about the same donors.
struct InterleavedWritersTests {
  /// What a writer was told is recorded.
  private struct Acknowledged: Sendable {
    var sequence: UInt64
    var request: ConsentRequest
  }

  /// What the writers were told, taken down under a lock.
  private final class Notes: @unchecked Sendable {  // guarded by the lock below
    private let lock = NSLock()
    private var acknowledged: [Acknowledged] = []
    private var failures: [String] = []

    func add(_ entry: Acknowledged) { lock.withLock { acknowledged.append(entry) } }
    func add(failure: String) { lock.withLock { failures.append(failure) } }

    var all: (acknowledged: [Acknowledged], failures: [String]) {
      lock.withLock { (acknowledged.sorted { $0.sequence < $1.sequence }, failures) }
    }
  }

  private static let donors = 3
  private static let writers = 3
  private static let operations = 14

  private static func request(
    about donor: Int, _ random: inout SeededGenerator
  ) -> ConsentRequest {
    let kinds = ["grant", "withdrawal", "refusal", "suspension", "resumption", "renewal"]
    let scopes = ["tissue_surplus", "clinical_data", "blood_sample", "all"]
    var request = ConsentRequest(
      donor: "\(donor)", kind: kinds[Int.random(in: 0..<kinds.count, using: &random)])
    request.scopes = [scopes[Int.random(in: 0..<scopes.count, using: &random)]]
    request.signedOn = World.firstDay.adding(days: -Int.random(in: 0..<5, using: &random))
    return request
  }

  @Test(arguments: [UInt64(11), 12, 13, 14])
  func `writers at once leave what one writer leaves who does the same in the ledger's order`(
    seed: UInt64
  ) throws {
    let world = try World()
    let codes = try (0..<Self.donors).map { try world.register($0) }
    let notes = Notes()
    let connections = try (0..<Self.writers).map { _ in Connection(try world.reopened()) }
    let clock = world.clock
    DispatchQueue.concurrentPerform(iterations: Self.writers) { writer in
      var random = SeededGenerator(seed: seed &* 1000 &+ UInt64(writer))
      for _ in 0..<Self.operations {
        let donor = Int.random(in: 0..<Self.donors, using: &random)
        let request = Self.request(about: donor, &random)
        var named = request
        named.donor = codes[donor]
        clock.tick()
        do {
          let outcome = try connections[writer].registry.consent(named, ChangeRequest())
          notes.add(Acknowledged(sequence: outcome.sequence, request: request))
        } catch let error as RegistryError where error.code == .consentRefused {
          // The rule forbids it in the order in which it came, and nothing of it is left.
        } catch { notes.add(failure: "\(error)") }
      }
    }
    let (acknowledged, failures) = notes.all
    #expect(failures.isEmpty, "seed \(seed)")
    #expect(Set(acknowledged.map(\.sequence)).count == acknowledged.count, "seed \(seed)")
    #expect(acknowledged.count > Self.operations, "seed \(seed)")

    let alone = try World()
    let others = try (0..<Self.donors).map { try alone.register($0) }
    for entry in acknowledged {
      var request = entry.request
      request.donor = others[Int(request.donor) ?? 0]
      alone.clock.tick()
      _ = try alone.registry.consent(request, ChangeRequest())
    }
    for (code, other) in zip(codes, others) {
      let recorded = try world.registry.consentHistory(code, knownAt: nil).map(\.sequence)
      let told = acknowledged.filter { codes[Int($0.request.donor) ?? 0] == code }.map(\.sequence)
      #expect(recorded == told, "seed \(seed)")
      for days in [-6, -3, 0, 400, 2_000, 12_000] {
        let day = World.firstDay.adding(days: days)
        let states = try world.registry.consentStates(
          code, on: day, knownAt: nil, explain: false
        ).map(\.state)
        let expected = try alone.registry.consentStates(
          other, on: day, knownAt: nil, explain: false
        ).map(\.state)
        #expect(states == expected, "seed \(seed), day \(day)")
      }
    }
    #expect(try world.registry.doctor().allSatisfy(\.ok), "seed \(seed)")
  }
}

/// A registry used by one thread at a time.
private final class Connection: @unchecked Sendable {  // each is used by one iteration alone
  let registry: Registry

  init(_ registry: Registry) { self.registry = registry }
}
