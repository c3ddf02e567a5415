import Domain
import Testing

struct `Canonical bytes` {
  @Test func `each kind of value has the one form that is documented`() {
    var writer = CanonicalWriter()
    writer.write(UInt8(7))
    writer.write(UInt16(0x0102))
    writer.write(Int32(-2))
    writer.write(true)
    writer.write("aä")
    writer.write([UInt8]([9, 8]))
    writer.write(CivilDay(daysSinceEpoch: 1))
    writer.writeOptional(UInt8?.none) { $0.write($1) }
    writer.writeOptional(UInt8(3)) { $0.write($1) }
    writer.writeList([UInt8(1), 2]) { $0.write($1) }
    #expect(
      writer.bytes == [
        7, 1, 2, 0xFF, 0xFF, 0xFF, 0xFE, 1, 0, 0, 0, 3, 0x61, 0xC3, 0xA4, 0, 0, 0, 2, 9, 8, 0, 0, 0,
        1, 0, 1, 3, 0, 0, 0, 2, 1, 2,
      ])
    writer.removeAll()
    #expect(writer.bytes.isEmpty)
  }

  @Test func `integers of every width come back`() throws {
    func check<Value: FixedWidthInteger & Sendable>(_ values: [Value]) throws {
      for value in values {
        var writer = CanonicalWriter()
        writer.write(value)
        var reader = CanonicalReader(writer.bytes)
        #expect(try reader.read(Value.self) == value)
        try reader.finish()
      }
    }
    try check([UInt8.min, .max])
    try check([Int8.min, -1, .max])
    try check([UInt16.min, .max, 0x1234])
    try check([Int32.min, -1, 0, .max])
    try check([UInt64.min, .max, 0x0123_4567_89AB_CDEF])
    try check([Int64.min, -1, .max])
  }

  @Test func `bytes that end early or go on are refused`() {
    var writer = CanonicalWriter()
    writer.write("abc")
    for length in 0..<writer.bytes.count {
      var reader = CanonicalReader(Array(writer.bytes.prefix(length)))
      #expect(throws: CanonicalReadError.self) { try reader.readString() }
    }
    var reader = CanonicalReader(writer.bytes + [0])
    #expect(throws: Never.self) { try reader.readString() }
    #expect(throws: CanonicalReadError.trailingBytes(at: 7)) { try reader.finish() }
  }

  @Test func `a value has no second form`() {
    var truth = CanonicalReader([2])
    #expect(throws: CanonicalReadError.invalid("truth value", at: 1)) { try truth.readBool() }
    var text = CanonicalReader([0, 0, 0, 2, 0xC3, 0x28])
    #expect(throws: CanonicalReadError.self) { try text.readString() }
    var day = CanonicalReader([0x7F, 0xFF, 0xFF, 0xFF])
    #expect(throws: CanonicalReadError.self) { try day.readDay() }
  }

  @Test func `a count that lies is refused before memory is taken for it`() {
    var reader = CanonicalReader([0xFF, 0xFF, 0xFF, 0xFF, 1])
    #expect(throws: CanonicalReadError.truncated(at: 4)) {
      try reader.readList { reader throws(CanonicalReadError) in try reader.read(UInt8.self) }
    }
  }

  @Test func `a slice is read from its own start`() throws {
    var reader = CanonicalReader(([9, 9, 0, 5] as [UInt8])[2...])
    #expect(try reader.read(UInt16.self) == 5)
    #expect(reader.offset == 2)
    try reader.finish()
  }
}
