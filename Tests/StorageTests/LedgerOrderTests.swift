import Domain
import Testing

@testable import Storage

/// A long transaction keeps the order of the ledger itself, and leaves it to the triggers afterwards.
struct LedgerOrderTests {
  private struct Failure: Error {}

  private func append(_ count: Int, operation: UInt8, to transaction: WriteTransaction) throws {
    for ordinal in 0..<count {
      _ = try transaction.append(
        EventDraft(
          operation: [UInt8](repeating: operation, count: 16), ordinal: UInt32(ordinal),
          actor: "tester", kind: "test", recordedAt: Instant(microseconds: 10),
          sealedWith: .registry(keyID: "k1"))
      ) { _ in [1, 2, 3] }
    }
  }

  private static let forbidden = [
    "UPDATE event SET kind = 'other' WHERE seq = 1", "DELETE FROM event WHERE seq = 1",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
    """
    INSERT INTO event SELECT seq + 9000, operation, 1, kind, subject, recorded_at, header, payload,
      leaf_hash, frontier FROM event WHERE seq = 1
    """,
  ]

  private func requireTriggers(of store: RegistryStore) {
    for sql in Self.forbidden {
      #expect(throws: (any Error).self, "\(sql)") {
        try store.write { try PreparedStatement(try $0.snapshot.database, sql).run() }
      }
    }
  }

  @Test(arguments: [1023, 1024, 1025, 3000])
  func `a transaction of any length is numbered without a gap`(count: Int) throws {
    try withScratchStore { store in
      try store.write { try append(2, operation: 1, to: $0) }
      try store.write { try append(count, operation: 2, to: $0) }
      requireTriggers(of: store)
      try store.write { try append(1, operation: 3, to: $0) }
      let found = try store.read { try $0.verifyLedger() }
      #expect(found.isValid && found.size == UInt64(count + 3))
    }
  }

  @Test func `the triggers hold again after a transaction that fails`() throws {
    try withScratchStore { store in
      try store.write { try append(2, operation: 1, to: $0) }
      #expect(throws: Failure.self) {
        try store.write { transaction in
          try append(2000, operation: 2, to: transaction)
          throw Failure()
        }
      }
      requireTriggers(of: store)
      #expect(try store.read { try $0.head().size } == 2)
    }
  }

  @Test func `a long transaction refuses a number that is not the next`() throws {
    try withScratchStore { store in
      try store.write { transaction in
        let order = LedgerOrder(try transaction.snapshot.database)
        for sequence in UInt64(1)...1023 { try order.keep(for: sequence) }
        // Nothing is stored, so that the event that takes the rule over has to be the first.
        try order.keep(for: 1)
        try order.keep(for: 2)
        #expect(throws: StoreError.self) { try order.keep(for: 4) }
        #expect(throws: StoreError.self) { try order.keep(for: 2) }
        try order.handBack()
      }
    }
  }
}
