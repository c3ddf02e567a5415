import HashedIdentifiers
import RegistryCrypto
import Testing

struct OperatorKeyTests {
  private static let cost = ScryptCost(iterations: 16, blockSize: 8, parallelism: 1)

  private func reopened(_ bytes: [UInt8], _ passphrase: String? = nil) throws -> OperatorKey {
    try OperatorKey.decoding(bytes) { passphrase.map { Secret(copying: Array($0.utf8)) } }
  }

  private func refusal(_ text: String) -> OperatorKeyError? {
    do {
      _ = try reopened(Array(text.utf8))
      return nil
    } catch { return error as? OperatorKeyError }
  }

  @Test func `a key in the clear is read back and signs the same`() throws {
    let key = try OperatorKey.generate()
    let again = try reopened(try key.encoded())
    #expect(again.publicKey.bytes == key.publicKey.bytes)
    #expect(try again.sign([1, 2, 3]) == key.sign([1, 2, 3]))
  }

  @Test func `a sealed key opens with its passphrase alone`() throws {
    let key = try OperatorKey.generate()
    let sealed = try key.encoded(
      passphrase: Secret(copying: Array("open sesame".utf8)), cost: Self.cost)
    #expect(try reopened(sealed, "open sesame").publicKey.bytes == key.publicKey.bytes)
    #expect(throws: OperatorKeyError.wrongPassphrase) { try reopened(sealed, "open barley") }
    #expect(throws: OperatorKeyError.passphraseRequired) { try reopened(sealed) }
  }

  @Test func `a file that was altered or says a thing twice is refused`() throws {
    let text = String(decoding: try OperatorKey.generate().encoded(), as: UTF8.self)
    let other = String(decoding: try OperatorKey.generate().encoded(), as: UTF8.self)
    func line(_ name: String, of text: String) throws -> String {
      String(try #require(text.split(separator: "\n").first { $0.contains("\"\(name)\"") }))
    }
    let publicKey = try line("public_key", of: text)
    #expect(refusal(text) == nil)
    #expect(
      refusal(text.replacing(publicKey, with: try line("public_key", of: other))) == .malformed)
    #expect(refusal(text.replacing(publicKey, with: publicKey + "\n" + publicKey)) == .malformed)
    #expect(refusal(text.replacing(publicKey, with: "")) == .malformed)
    #expect(refusal(text.replacing("\"version\" : 1", with: "\"version\" : 2")) == .malformed)
    #expect(refusal(text.replacing("\"version\" : 1", with: "\"version\" : \"1\"")) == .malformed)
    #expect(refusal(text + "{}") == .malformed)
    #expect(refusal("") == .malformed)
  }
}
