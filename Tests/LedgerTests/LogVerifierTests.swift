import RegistryCrypto
import Testing

@testable import Ledger

struct LogVerifierTests {
  private struct Row {
    var columns: EventColumns
    var operation: [UInt8]
    var kind: [UInt8]
    var header: [UInt8]
    var payload: [UInt8]
    var leaf: [UInt8]
    var frontier: [UInt8]
  }

  private static let log = UUIDBytes(high: 1, low: 2)

  private static func rows(_ count: Int) throws -> ([Row], root: [UInt8]) {
    var state = try LogState(id: log.bytes, size: 0, frontier: [])
    let rows = try (1...count).map { number in
      let operation = UUIDBytes(high: UInt64((number + 1) / 2), low: 9)
      let header = EventHeader(
        logID: log, sequence: UInt64(number), recordedAt: Int64(number) * 10,
        operation: operation, ordinal: UInt32(number % 3), actor: "somebody", kind: "grant",
        subject: Int64(number % 2), payloadKey: .none)
      let payload = [UInt8](repeating: UInt8(number), count: number * 3)
      let leaf = try state.append(header: header.encoded, payload: payload)
      return Row(
        columns: EventColumns(
          sequence: header.sequence, recordedAt: header.recordedAt, ordinal: header.ordinal,
          subject: header.subject),
        operation: operation.bytes, kind: Array("grant".utf8), header: header.encoded,
        payload: payload, leaf: leaf, frontier: number % 2 == 0 ? state.frontierBytes : [])
    }
    return (rows, try state.root())
  }

  private static func firstBad(_ rows: [Row]) throws -> (UInt64?, root: [UInt8]) {
    var verifier = try LogVerifier(id: log)
    for row in rows {
      try verifier.take(
        row.columns, operation: row.operation.span, kind: row.kind.span, header: row.header.span,
        payload: row.payload.span, leafHash: row.leaf.span, frontier: row.frontier.span)
    }
    return (verifier.firstBad, try verifier.root())
  }

  @Test func `a sound log is found sound, with the root it was written with`() throws {
    let (rows, root) = try Self.rows(20)
    let found = try Self.firstBad(rows)
    #expect(found.0 == nil)
    #expect(found.root == root)
  }

  @Test func `any change of any stored part is found at its event`() throws {
    let (rows, _) = try Self.rows(6)
    for place in rows.indices {
      let changes: [(inout Row) -> Void] = [
        { $0.columns.sequence += 1 }, { $0.columns.recordedAt += 1 }, { $0.columns.ordinal += 1 },
        { $0.columns.subject += 1 }, { $0.operation[3] ^= 1 }, { $0.kind[0] ^= 1 },
        { $0.kind.removeLast() }, { $0.header[20] ^= 1 }, { $0.header.append(0) },
        { $0.payload[0] ^= 1 }, { $0.payload.removeLast() }, { $0.leaf[31] ^= 1 },
        { $0.leaf.removeLast() },
      ]
      for (number, change) in changes.enumerated() {
        var altered = rows
        change(&altered[place])
        #expect(try Self.firstBad(altered).0 == UInt64(place + 1), "change \(number)")
      }
      if rows[place].frontier.isEmpty { continue }
      for byte in rows[place].frontier.indices {
        var altered = rows
        altered[place].frontier[byte] ^= 1
        #expect(try Self.firstBad(altered).0 == UInt64(place + 1))
      }
    }
  }

  @Test func `events that are left out or change places are found`() throws {
    let (rows, _) = try Self.rows(6)
    var missing = rows
    missing.remove(at: 3)
    #expect(try Self.firstBad(missing).0 == 4)
    var swapped = rows
    swapped.swapAt(1, 2)
    #expect(try Self.firstBad(swapped).0 == 2)
  }

  @Test func `a transaction's end that was taken away is found at its event`() throws {
    let (rows, _) = try Self.rows(6)
    for place in [1, 3] {
      var altered = rows
      altered[place].frontier = []
      #expect(try Self.firstBad(altered).0 == UInt64(place + 1))
    }
    var verifier = try LogVerifier(id: Self.log)
    let atStart = verifier.endsTransaction
    #expect(atStart)
    let row = rows[0]
    try verifier.take(
      row.columns, operation: row.operation.span, kind: row.kind.span, header: row.header.span,
      payload: row.payload.span, leafHash: row.leaf.span, frontier: row.frontier.span)
    let inside = verifier.endsTransaction
    #expect(!inside)
  }
}
