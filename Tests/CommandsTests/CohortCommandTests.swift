import Domain
import Foundation
import Testing

@testable import Commands
@testable import Registry

@Suite struct CohortCommandTests {
  static func keys(_ record: Record) -> [String] { record.fields.map(\.name) }

  @Test func `the unit decides which count leads`() throws {
    let count = CohortCount(
      donors: 3, tumours: 4, donorsBeforeConsent: 5, needsReview: 1,
      lost: [CohortCount.Loss(reason: "tissue_surplus withdrawn", donors: 2)])
    #expect(
      Self.keys(Record(count, unit: .donors)) == [
        "donors", "tumours", "donors_before_consent", "needs_review", "lost",
      ])
    #expect(Self.keys(Record(count, unit: .tumours)).first == "tumours")
  }

  @Test func `cohort count answers with the contract's keys`() throws {
    let world = try TestWorld()
    world.run("init")
    let run = world.run(
      "cohort", "count", "--programme", "HER2-TARGETED", "--unit", "tumours",
      "--ignore-biomarkers", "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.object()["donors"] is Int)
    #expect(try run.object()["tumours"] is Int)
  }

  @Test func `a release answers with the contract's keys`() {
    let release = ReleaseSummary(
      release: "R-1", donors: 20, suppressed: 1, classes: 2, k: 11, highestRisk: 1.0 / 11,
      averageRisk: 0.05, loss: 0.25,
      levels: [.init(column: "site", level: 1, lowest: 0, highest: 2, loss: 0.5)],
      files: [.init(name: "donors.csv", sha256: "00", bytes: 10)], ledgerSize: 7, root: "ff",
      folder: "out")
    let record = Record(release)
    for key in [
      "release", "donors", "suppressed", "classes", "k", "highest_risk", "average_risk", "loss",
      "files", "ledger_size", "root", "levels", "folder",
    ] { #expect(Self.keys(record).contains(key), "\(key)") }
    #expect(
      record["files"]
        == .records([["name": .text("donors.csv"), "sha256": .text("00"), "bytes": .integer(10)]]))
    #expect(record["ledger_size"] == .integer(7))
    for line in RecordLayout.lines(record, width: 100) { #expect(line.count <= 100) }
  }

  @Test func `a release names whom to recall and why`() {
    let line = ReleaseLine(
      release: "R-1", sealedAt: Instant(microseconds: 0), recipient: "lab", purpose: "HER2",
      donors: 20,
      recall: [.init(donor: "D", pseudonym: "p", reason: "tissue_surplus withdrawn")])
    #expect(Record(line)["to_recall"] == .integer(1))
    #expect(
      Record.release(line)["recall"]
        == .records([
          [
            "donor": .text("D"), "pseudonym": .text("p"),
            "reason": .text("tissue_surplus withdrawn"),
          ]
        ]))
  }
}
