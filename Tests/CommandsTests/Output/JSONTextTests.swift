import TestSupport
import Foundation
import Testing

@testable import Commands

@Suite struct JSONTextTests {
  static func text(_ value: Value) -> String {
    String(decoding: JSONText.compact(value), as: UTF8.self)
  }

  @Test func `values keep their kind and keys their order`() {
    let record: Record = [
      "z": .integer(-1), "a": .decimal(0.1), "n": .none, "f": .flag(true), "l": .texts(["x", "y"]),
      "r": .record(["k": .text("v")]), "e": .list([]),
    ]
    #expect(
      Self.text(.record(record))
        == #"{"z":-1,"a":0.1,"n":null,"f":true,"l":["x","y"],"r":{"k":"v"},"e":[]}"#)
  }

  @Test func `numbers that JSON does not have are null`() {
    #expect(Self.text(.list([.decimal(.nan), .decimal(.infinity)])) == "[null,null]")
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("\n\t\r", #""\n\t\r""#), ("\u{1B}[0m", #""\u001b[0m""#),
    ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{202E}", #""\u202e""#), ("é漢", "\"é漢\""),
    ("\u{E0001}", #""\udb40\udc01""#),
  ])
  func `text is escaped as JSON and terminals need`(text: String, expected: String) {
    #expect(Self.text(.text(text)) == expected)
  }

  @Test func `any text comes back from a reader as it was, seeded`() throws {
    let seed: UInt64 = 20_261_123
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<12, using: &generator) {
        let limit: UInt32 = Bool.random(using: &generator) ? 0xA0 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
          text.append(scalar)
        }
      }
      for bytes in [
        JSONText.compact(.list([.text(String(text))])),
        JSONText.pretty(.list([.text(String(text))])),
      ] {
        let read = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String]
        let scalars = read?.first.map { Array($0.unicodeScalars) }
        #expect(scalars == Array(text), "seed \(seed)")
      }
    }
  }

  @Test func `pretty JSON has a field a line and simple lists on one`() {
    let record: Record = [
      "a": .integer(1), "l": .texts(["x", "y"]), "r": .records([["k": .none]]), "e": .list([]),
    ]
    #expect(
      String(decoding: JSONText.pretty(.record(record)), as: UTF8.self) == """
        {
          "a": 1,
          "l": ["x","y"],
          "r": [
            {
              "k": null
            }
          ],
          "e": []
        }
        """)
  }
}
