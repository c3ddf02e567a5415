import Testing

@testable import HashedIdentifiers

struct PackedTextTests {
  @Test func `length, bytes, places and parts are those of the text, for every length`() {
    for count in 0...16 {
      let bytes = (0..<count).map { UInt8(97 + $0 % 5) }
      let text = PackedText(bytes)
      #expect(text.count == count)
      #expect((0..<count).map { text[$0] } == bytes)
      for byte in UInt8(97)...102 {
        let places = (0..<16).reduce(UInt32(0)) {
          $1 < count && bytes[$1] == byte ? $0 | 1 << UInt32($1) : $0
        }
        #expect(text.places(of: byte) == places)
      }
      for part in 0...16 {
        #expect(text.prefix(part) == PackedText(bytes.prefix(part)), "\(count) \(part)")
        #expect(text.dropFirst(part) == PackedText(bytes.dropFirst(part)), "\(count) \(part)")
      }
    }
  }

  @Test func `longer texts keep fourteen bytes and differ in the rest`() {
    let one = PackedText("abcdefghijklmnopqrs".utf8)
    let other = PackedText("abcdefghijklmnopqrt".utf8)
    #expect(one.count == 16)
    #expect(one != other)
    #expect(one.prefix(14) == other.prefix(14))
    #expect(one == PackedText("abcdefghijklmnopqrs".utf8))
  }

  @Test func `the common beginning is counted over both words`() {
    let text = PackedText("abcdefghijkl".utf8)
    #expect(text.commonPrefixCount(with: PackedText("abcdefghijkm".utf8)) == 11)
    #expect(text.commonPrefixCount(with: PackedText("abd".utf8)) == 2)
    #expect(text.commonPrefixCount(with: text) == 16)
  }
}
