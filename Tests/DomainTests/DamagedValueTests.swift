import Domain
import Testing

/// Numbers that no calendar has, as a damaged store may hold them.
struct DamagedValueTests {
  @Test(arguments: [Int32.min, -1_000_000, 0, 2_932_896, 2_932_897, Int32.max])
  func `every day number has ten characters`(number: Int32) {
    #expect(CivilDay(daysSinceEpoch: number).description.utf8.count == 10)
  }

  @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, Int64.max])
  func `every instant can be written`(microseconds: Int64) {
    #expect(Instant(microseconds: microseconds).description.hasSuffix("Z"))
  }
}
