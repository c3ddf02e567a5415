import Domain
import RegistryCrypto
import Testing

@testable import HashedIdentifiers

struct ExchangeFileTests {
  private let identifier = [UInt8](repeating: 7, count: 16)

  private func keys(_ first: UInt8 = 0, identifier: [UInt8]? = nil) throws -> ExchangeKeys {
    try ExchangeKeys(
      secret: Secret(copying: (0..<32).map { first + $0 }),
      identifier: identifier ?? self.identifier)
  }

  private func people() throws -> [PersonIdentifiers] {
    [
      try person(), try person(family: "Smith", given: "Robert", birthDate: "1972-03-04", nhs: nil),
      try person(facility: "h2", mrn: "77", family: "Cuningham", nhs: nil),
    ]
  }

  @Test(arguments: [false, true])
  func `a prepared file reads back, with the same people in it`(withEncodings: Bool) throws {
    let keys = try keys()
    let prepared = try ExchangeFile.prepare(try people(), keys: keys, withEncodings: withEncodings)
    let file = try ExchangeFile(decoding: prepared.bytes, keys: keys)
    #expect(file.count == 3)
    #expect(file.identifier == identifier)
    #expect(file.hasEncodings == withEncodings)
    #expect(prepared.order.sorted() == [0, 1, 2])
    #expect(file.entries.allSatisfy { ($0.encoding != nil) == withEncodings })
    #expect(file.entries.allSatisfy { $0.strong.allSatisfy { $0.kind != .facilityMRN } })
    // The order in which people were given does not show.
    let reversed = try ExchangeFile.prepare(
      Array(try people().reversed()), keys: keys, withEncodings: withEncodings)
    #expect(reversed.bytes == prepared.bytes)
  }

  @Test func `two sides find the people that both know`() throws {
    let keys = try keys()
    let left = try ExchangeFile.prepare(try people(), keys: keys, withEncodings: true)
    let others = [
      try person(
        family: "Garcia", given: "Luis", birthDate: "1980-02-03", postcode: "LE1 1AA",
        phone: "07111222333", nhs: nil),
      try person(facility: "h9", mrn: "1", given: "Tanya"),
    ]
    let right = try ExchangeFile.prepare(others, keys: keys, withEncodings: true)
    let result = try ExchangeComparison().compare(
      try ExchangeFile(decoding: left.bytes, keys: keys),
      try ExchangeFile(decoding: right.bytes, keys: keys))
    let found = Set(result.pairs.map { [left.order[$0.left], right.order[$0.right]] })
    #expect(found == [[0, 1], [2, 1]])
    let certain = result.pairs.first { left.order[$0.left] == 0 }
    #expect(certain?.strong == [.national])
    #expect((certain?.tokenScore ?? 0) > 0.9)
    #expect(result.overfullTokens == 0)
  }

  @Test func `another secret, another exchange and other bytes are refused`() throws {
    let keys = try keys()
    let bytes = try ExchangeFile.prepare(try people(), keys: keys).bytes
    let otherKeys = try self.keys(1)
    #expect(throws: ExchangeError.notAuthentic) {
      _ = try ExchangeFile(decoding: bytes, keys: otherKeys)
    }
    let otherExchange = try self.keys(identifier: [UInt8](repeating: 8, count: 16))
    #expect(throws: ExchangeError.otherExchange) {
      _ = try ExchangeFile(decoding: bytes, keys: otherExchange)
    }
    #expect(throws: ExchangeError.notAnExchangeFile) {
      _ = try ExchangeFile(decoding: Array("TDR".utf8), keys: keys)
    }
    #expect(throws: ExchangeError.notAnExchangeFile) {
      _ = try ExchangeFile(decoding: [], keys: keys)
    }
    var newer = bytes
    newer[4] = 2
    #expect(throws: ExchangeError.unknownVersion(2)) {
      _ = try ExchangeFile(decoding: newer, keys: keys)
    }
  }

  @Test func `a file is refused wherever it is cut or changed`() throws {
    let keys = try keys()
    let bytes = try ExchangeFile.prepare(try people(), keys: keys, withEncodings: true).bytes
    for count in stride(from: 0, to: bytes.count, by: 13) {
      #expect(throws: ExchangeError.self) {
        _ = try ExchangeFile(decoding: Array(bytes[..<count]), keys: keys)
      }
    }
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      #expect(throws: ExchangeError.self) { _ = try ExchangeFile(decoding: changed, keys: keys) }
    }
  }

  @Test func `an authentic file with a form that is not canonical is refused`() throws {
    let keys = try keys()
    for body: [UInt8] in [[], [0], [2], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 9]] {
      var bytes = ExchangeFile.magic + [ExchangeFile.version] + identifier + body
      try HMACSHA256(key: keys.file).authenticate(bytes).append(to: &bytes)
      #expect(throws: ExchangeError.self) { _ = try ExchangeFile(decoding: bytes, keys: keys) }
    }
  }

  @Test func `short secrets and identifiers are refused`() {
    #expect(throws: CryptoError.self) {
      _ = try ExchangeKeys(secret: Secret(copying: [1, 2, 3]), identifier: identifier)
    }
    #expect(throws: CryptoError.self) { _ = try keys(identifier: [1]) }
  }

  @Test func `nothing of a person stands in a file`() throws {
    let keys = try keys()
    let bytes = try ExchangeFile.prepare(try people(), keys: keys, withEncodings: true).bytes
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    for part in ["tanya", "cunningham", "9990000018", "oh56xd", "940626014"] {
      #expect(!text.contains(part))
    }
  }
}
