import TestSupport
import Domain
import Foundation
import Interchange
import Testing

struct JSONWriterTests {
  @Test func `members keep their order and commas stand between them`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("z", 1)
    writer.member("a", "x")
    writer.key("list")
    writer.beginArray()
    writer.integer(-2)
    writer.number(0.5)
    writer.number(.infinity)
    writer.bool(true)
    writer.null()
    writer.day(CivilDay(iso: "2026-02-03"))
    writer.instant(Instant(microseconds: 0))
    writer.code(Sex.male)
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.member("none", String?.none)
    writer.endObject()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"z":1,"a":"x","list":[-2,0.5,null,true,null,"2026-02-03","1970-01-01T00:00:00.000000Z","male",{},[]],"none":null}"#
    )
  }

  @Test func `indented documents put each member on a line`() {
    var writer = JSONWriter(indented: true)
    writer.value(
      .object([
        JSONMember("a", .array([.number("1"), .bool(false)])), JSONMember("b", .object([])),
      ]))
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "{\n  \"a\": [\n    1,\n    false\n  ],\n  \"b\": {}\n}")
  }

  @Test func `lines of NDJSON stand alone`() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.beginObject()
      writer.member("n", number)
      writer.endObject()
      writer.newLine()
    }
    #expect(writer.take() == Array("{\"n\":1}\n{\"n\":2}\n".utf8))
    #expect(writer.bytes.isEmpty)
  }

  @Test func `control characters never reach a terminal`() {
    var writer = JSONWriter()
    writer.string("\u{1B}[2J\u{0}\u{7F}\"\\\n\r\t")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #""\u001b[2J\u0000\u007f\"\\\n\r\t""#)
  }

  @Test func `what is written is read again, by this reader and by Foundation's`() throws {
    for seed in 0..<500 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let value = JSONValue.random(using: &generator, depth: 4)
      for indented in [false, true] {
        var writer = JSONWriter(indented: indented)
        writer.value(value)
        #expect(try JSONValue(parsing: writer.bytes[...]) == value, "seed \(seed)")
        #expect(
          throws: Never.self, "seed \(seed)"
        ) {
          try JSONSerialization.jsonObject(
            with: Data(writer.bytes), options: [.fragmentsAllowed])
        }
      }
    }
  }

  @Test func `numbers read back as they were`() throws {
    for number in [0, -0.0, 0.1, 1e300, .leastNonzeroMagnitude, -1.5e-7, 123456789.125] {
      var writer = JSONWriter()
      writer.number(number)
      #expect(try JSONValue(parsing: writer.bytes[...]).double == number)
    }
  }
}

extension JSONValue {
  static func random(using generator: inout SeededGenerator, depth: Int) -> JSONValue {
    switch generator.below(depth == 0 ? 4 : 6) {
    case 0: return .null
    case 1: return .bool(generator.below(2) == 0)
    case 2: return .number("\(generator.below(2000) - 1000)")
    case 3: return .string(generator.awkwardText(upTo: 8))
    case 4:
      return .array(
        (0..<generator.below(4)).map { _ in random(using: &generator, depth: depth - 1) })
    default:
      let keys = Set((0..<generator.below(4)).map { _ in generator.awkwardText(upTo: 3) })
      return .object(
        keys.sorted().map { JSONMember($0, random(using: &generator, depth: depth - 1)) })
    }
  }
}
