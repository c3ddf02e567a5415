import TestSupport
import Domain
import Testing

struct Instants {
  @Test(
    arguments: [
      ("1970-01-01T00:00Z", 0), ("1970-01-01T00:00:01Z", 1_000_000),
      ("1970-01-01T00:00:00.5Z", 500_000), ("1970-01-01T00:00:00.000001Z", 1),
      ("1969-12-31T23:59:59.999999Z", -1), ("2026-11-23T19:08:30Z", 1_795_460_910_000_000),
      ("1970-01-01", 86_399_999_999), ("9999-12-31", 253_402_300_799_999_999),
    ] as [(String, Int64)])
  func `RFC 3339 in UTC is read, and a day means its last moment`(_ text: String, _ micros: Int64) {
    #expect(Instant(text)?.microseconds == micros)
  }

  @Test(
    arguments: [
      "", "2026-11-23T", "2026-11-23T19Z", "2026-11-23T19:08", "2026-11-23T19:08:30",
      "2026-11-23T19:08:30+01:00", "2026-11-23 19:08Z", "2026-11-23T24:00Z", "2026-11-23T19:60Z",
      "2026-11-23T19:08:60Z", "2026-11-23T19:08:30.Z", "2026-11-23T19:08:30.1234567Z",
      "2026-02-30T00:00Z", "2026-11-23T19:08Zx", "2026-11-23T19:8Z",
    ])
  func `a local time or a sloppy one is no instant`(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `what is written is read again, and its day is the day it lies in`() {
    for seed in 0..<5000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let span = -3_786_825_600_000_000...253_402_300_799_999_999 as ClosedRange<Int64>
      let instant = Instant(microseconds: Int64.random(in: span, using: &generator))
      #expect(Instant(instant.description) == instant, "seed \(seed)")
      #expect(instant.description.hasPrefix(instant.day.description), "seed \(seed)")
      #expect(Instant(startOf: instant.day) <= instant, "seed \(seed)")
    }
  }

  @Test func `the far future is later than all that can be written`() throws {
    #expect(try #require(Instant("9999-12-31")) < .distantFuture)
    #expect(!Instant.distantFuture.description.isEmpty)
  }
}
