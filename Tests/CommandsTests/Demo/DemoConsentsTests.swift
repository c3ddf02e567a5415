import Domain
import Registry
import Testing

@testable import Commands

@Suite struct DemoConsentsTests {
  private let cast = DemoCast(today: CivilDay(iso: "2026-11-23") ?? CivilDay(daysSinceEpoch: 0))
  private var codes: [Int: String] {
    Dictionary(
      uniqueKeysWithValues: (cast.bank + cast.newcomers.joined()).map { ($0.index, "C\($0.index)") }
    )
  }

  @Test func `everybody of the cast comes once, in the month of the interest`() {
    let all = cast.bank + cast.newcomers.joined()
    #expect(Set(all.map(\.mrn)).count == all.count)
    #expect(all.count == 3200)
    #expect(cast.bank.allSatisfy { $0.interest.expressedOn < cast.day(0) })
    for (month, batch) in cast.newcomers.enumerated() {
      #expect(
        batch.allSatisfy {
          $0.interest.expressedOn >= cast.day(month)
            && $0.interest.expressedOn < cast.day(month + 1)
        })
    }
    #expect(cast.newcomers.allSatisfy { $0.count > 40 })
  }

  @Test func `an answer is signed after the interest and before its file is sent`() {
    for month in 0..<23 {
      let batch = cast.newcomers[month]
      let rows = DemoConsents.answers(batch, codes: codes)
      let interest = Dictionary(
        uniqueKeysWithValues: batch.map { ("C\($0.index)", $0.interest.expressedOn) })
      for row in rows {
        #expect(interest[row.donor].map { $0 < row.signedOn } == true)
        #expect(row.signedOn <= cast.day(month + 2))
      }
    }
  }

  @Test func `some permit, some refuse, some are never asked, and parents sign for children`() {
    let rows = DemoConsents.transferred(cast.bank, codes: codes)
    #expect((1000...1200).contains(rows.count))
    #expect((40...120).contains(rows.count { $0.event == "refusal" }))
    #expect(rows.contains { $0.signer == "parent" })
    #expect(rows.allSatisfy { !$0.reason.isEmpty && $0.signedOn < cast.day(0) })
    #expect(DemoConsents.transferred(cast.bank, codes: [:]).isEmpty)
  }

  @Test func `a file of consents has one header and a hash for each signed form`() {
    let rows = DemoConsents.answers(cast.newcomers[0], codes: codes)
    let lines = String(decoding: DemoConsents.csv(rows), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == rows.count + 1)
    for row in rows where row.event == "grant" {
      #expect(row.evidence.hasPrefix("sha256:") && row.evidence.count == 71)
    }
  }

  @Test func `a mistake stands in the row of its donor alone, and can be taken back`() throws {
    let csv = try SyntheticDonors.csv(cast.bank)
    let mistakes = DemoMistakes.chosen(among: cast.bank)
    #expect(mistakes.count == 4)
    let spoiled = DemoMistakes.spoil(mistakes, in: csv)
    let before = csv.split(separator: 0x0A)
    let after = spoiled.split(separator: 0x0A)
    #expect(zip(before, after).count { $0 != $1 } == 4)
    #expect(before.count == after.count)
  }
}
