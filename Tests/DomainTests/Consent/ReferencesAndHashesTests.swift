import Domain
import Testing

struct `Form references` {
  @Test(arguments: ["broad@1", "Broad-2.0_x@999999", "a@12"])
  func `what is written is read back`(text: String) throws {
    let reference = try #require(FormReference(text: text))
    #expect(reference.description == text)
    #expect(FormReference(id: reference.id, version: reference.version) == reference)
  }

  @Test(arguments: [
    "", "broad", "broad@", "@1", "broad@0", "broad@01", "broad@+1", "broad@-1", "broad@1000000",
    "broad@1@2", "-broad@1", ".b@1", "br oad@1", "brôad@1", "broad@1 ",
  ])
  func `anything else is refused`(text: String) {
    #expect(FormReference(text: text) == nil)
  }

  @Test func `an id has at most 64 bytes`() {
    #expect(FormReference(id: String(repeating: "a", count: 64), version: 1) != nil)
    #expect(FormReference(id: String(repeating: "a", count: 65), version: 1) == nil)
  }

  @Test func `versions sort as numbers`() throws {
    let texts = ["a@10", "b@1", "a@9", "a@1"]
    let sorted = try texts.map { try #require(FormReference(text: $0)) }.sorted()
    #expect(sorted.map(\.description) == ["a@1", "a@9", "a@10", "b@1"])
  }
}

struct `Document hashes` {
  /// SHA-256 of `abc`, FIPS 180-4 example.
  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `hexadecimal digits are read with and without their prefix, in either case`() throws {
    let hash = try #require(DocumentHash(text: Self.abc))
    #expect(hash.description == "sha256:" + Self.abc)
    #expect(DocumentHash(text: "sha256:" + Self.abc) == hash)
    #expect(DocumentHash(text: Self.abc.uppercased()) == hash)
    #expect(hash.bytes.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
    #expect(hash.bytes.suffix(2) == [0x15, 0xAD])
    #expect(DocumentHash(bytes: hash.bytes) == hash)
    #expect(hash.hashValue == DocumentHash(bytes: hash.bytes)?.hashValue)
  }

  @Test func `every byte counts`() throws {
    let hash = try #require(DocumentHash(text: Self.abc))
    for place in 0..<32 {
      var bytes = hash.bytes
      bytes[place] ^= 1
      #expect(DocumentHash(bytes: bytes) != hash)
    }
  }

  @Test(arguments: [
    "", "sha256:", "sha1:abc", abc + "0", abc + "00", "g" + abc.dropFirst(), " " + abc,
  ])
  func `anything else is refused`(text: String) {
    #expect(DocumentHash(text: text) == nil)
  }

  @Test func `31 and 33 bytes are no hash`() {
    #expect(DocumentHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(DocumentHash(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }
}
