import ConsentWorkflow
import Domain
import Testing

struct `Worklists` {
  static let today = Samples.day("2020-06-01")

  @Test func `re-consent is due while it is due, and ahead of it`() throws {
    var history = try History(forms: try Samples.formsWithMaterialChange())
    try history.grant("2018-01-01", [.tissueSurplus, .clinicalData])
    let timeline = history.timeline()
    func due(_ iso: String, _ days: Int) -> [String] {
      ConsentWorklist.due(.reconsentDue, in: timeline, on: Samples.day(iso), withinDays: days)
        .map { "\($0.scopes): \($0.due)" }
    }
    let entry = ["tissue_surplus, clinical_data: 2020-07-01"]
    #expect(due("2020-06-01", 29).isEmpty)
    #expect(due("2020-06-01", 30) == entry)
    #expect(due("2020-07-01", 0) == entry)
    #expect(due("2021-01-01", 0) == entry)
    #expect(due("2048-01-01", 0).isEmpty)
  }

  @Test func `what expires is listed until it has expired`() throws {
    var history = try History()
    try history.grant("2015-07-01", [.tissueSurplus, .bloodSample])
    let timeline = history.timeline()
    let due = ConsentWorklist.due(.expiring, in: timeline, on: Self.today, withinDays: 30)
    #expect(due.map(\.scopes) == [[.bloodSample]])
    #expect(due.map(\.due) == [Samples.day("2020-07-01")])
    #expect(
      ConsentWorklist.due(.expiring, in: timeline, on: Self.today, withinDays: 29).isEmpty)
    let after = Samples.day("2020-07-01")
    #expect(ConsentWorklist.due(.expiring, in: timeline, on: after, withinDays: 30).isEmpty)
  }

  @Test func `a permission that is withdrawn before it expires is not listed`() throws {
    var history = try History()
    try history.grant("2015-07-01", [.bloodSample])
    try history.add(.withdrawal, "2020-06-15", [.bloodSample])
    let due = ConsentWorklist.due(
      .expiring, in: history.timeline(), on: Self.today, withinDays: 365)
    #expect(due.isEmpty)
  }

  @Test func `majorities are listed by day over many donors`() throws {
    func donor(_ majority: String) throws -> ConsentTimeline {
      var history = try History()
      history.donor = DonorFacts(majorityDay: Samples.day(majority))
      try history.grant("2019-01-01", [.tissueSurplus], signer: .parent)
      return history.timeline()
    }
    let donors = [
      ("late", try donor("2022-01-01")), ("soon", try donor("2020-06-20")),
      ("past", try donor("2020-01-01")), ("same", try donor("2020-06-20")),
    ]
    let entries = ConsentWorklist.entries(
      .majority, among: donors, on: Self.today, withinDays: 30)
    #expect(entries.map(\.donor) == ["past", "soon", "same"])
    #expect(entries.map(\.due.description) == ["2020-01-01", "2020-06-20", "2020-06-20"])
    #expect(entries.allSatisfy { $0.scopes == [.tissueSurplus] })
  }

  @Test func `the names of the worklists never change`() {
    #expect(WorklistKind.names == ["reconsent_due", "expiring", "majority"])
    #expect(WorklistKind.allCases.map(\.rawValue) == [1, 2, 3])
  }
}
