import TestSupport
import Domain
import Testing

struct `Civil days` {
  private func day(_ iso: String) throws -> CivilDay { try #require(CivilDay(iso: iso)) }

  @Test(
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2026-11-23", 20_780), ("1850-01-01", -43_829), ("9999-12-31", 2_932_896),
    ] as [(String, Int32)])
  func `known days have known numbers`(_ iso: String, _ number: Int32) throws {
    #expect(try day(iso).daysSinceEpoch == number)
    #expect(CivilDay(daysSinceEpoch: number).description == iso)
  }

  @Test func `every day of four centuries follows the one before it`() throws {
    var number = try day("1850-01-01").daysSinceEpoch
    for year in 1850..<2250 {
      for month in 1...12 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for date in 1...lengths[month - 1] {
          let day = try #require(CivilDay(year: year, month: month, day: date))
          guard day.daysSinceEpoch == number, day.components == (year, month, date) else {
            Issue.record("\(year)-\(month)-\(date)")
            return
          }
          number += 1
        }
        #expect(CivilDay(year: year, month: month, day: lengths[month - 1] + 1) == nil)
      }
    }
  }

  @Test func `what is written is read again`() {
    for seed in 0..<5000 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let number = Int32.random(in: -43_829...2_932_896, using: &generator)
      let day = CivilDay(daysSinceEpoch: number)
      #expect(CivilDay(iso: day.description) == day, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      "", "2026-1-05", "2026-01-5", "26-01-05", "2026/01/05", "20260105", "2026-01-05 ",
      " 2026-01-05", "2026-01-05T", "2026-00-05", "2026-13-05", "2026-01-00", "2026-01-32",
      "2026-02-29", "1900-02-29", "1849-12-31", "0000-01-01", "２０２６-01-05", "2026-01-0a",
      "-026-01-05",
    ])
  func `anything else is no day`(_ text: String) {
    #expect(CivilDay(iso: text) == nil)
  }

  @Test(
    arguments: [
      ("2024-02-29", 12, "2025-02-28"), ("2026-01-31", 1, "2026-02-28"),
      ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
      ("2026-12-15", 1, "2027-01-15"), ("1850-01-15", -1, "1850-01-01"),
      ("9999-12-15", 1, "9999-12-31"), ("2024-02-29", 48, "2028-02-29"),
    ])
  func `months end where they are short`(_ from: String, _ months: Int, _ to: String) throws {
    #expect(try day(from).adding(months: months).description == to)
  }

  @Test func `days are held within the calendar`() throws {
    #expect(try day("9999-12-30").adding(days: 5) == .latest)
    #expect(try day("1850-01-02").adding(days: -5) == .earliest)
    #expect(try day("2024-02-28").adding(days: 2).description == "2024-03-01")
  }

  @Test(
    arguments: [
      ("2000-05-10", "2018-05-09", 17), ("2000-05-10", "2018-05-10", 18),
      ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18),
      ("2000-05-10", "2000-05-10", 0), ("2000-05-10", "2000-05-09", -1),
    ])
  func `age counts birthdays`(_ birth: String, _ on: String, _ years: Int) throws {
    #expect(try day(birth).wholeYears(until: day(on)) == years)
  }

  @Test func `earlier days sort first`() throws {
    #expect(try day("2025-12-31") < day("2026-01-01"))
    #expect(try day("2026-01-01").year == 2026)
  }
}

struct `Civil periods` {
  @Test(
    arguments: [
      ("P30Y", 360, 0), ("P6M", 6, 0), ("P2W", 0, 14), ("P90D", 0, 90), ("P1Y6M", 18, 0),
      ("P1Y2M3W4D", 14, 25), ("P0Y1D", 0, 1),
    ])
  func `dates of ISO 8601 durations are read`(_ text: String, _ months: Int, _ days: Int) throws {
    let period = try #require(CivilPeriod(iso: text))
    #expect(period.months == months)
    #expect(period.days == days)
    #expect(CivilPeriod(iso: period.description) == period)
  }

  @Test(
    arguments: [
      "", "P", "30Y", "P30", "PT1H", "P1H", "P1Y1Y", "P1M1Y", "P-1Y", "P1.5Y", "P0D", "P00Y",
      "P12345D", "p1y", "P1Y ",
    ])
  func `anything else is no period`(_ text: String) {
    #expect(CivilPeriod(iso: text) == nil)
  }

  @Test func `months come before days`() throws {
    let day = try #require(CivilDay(iso: "2026-01-31"))
    #expect(day.adding(CivilPeriod(months: 1, days: 1)).description == "2026-03-01")
    #expect(day.adding(CivilPeriod(years: 1)).description == "2027-01-31")
  }
}
