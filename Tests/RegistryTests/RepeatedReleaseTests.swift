import TestSupport
import Domain
import Foundation
import Registry
import Testing

/// An attacker who holds the files of every release and knows who is in which.
struct RepeatedReleaseTests {
  /// What each file says of each donor: the quasi-identifiers of the donor's row.
  private func seen(
    _ world: World, _ files: [String: String]
  ) throws -> [String: [String: String]] {
    var rows: [String: [String: String]] = [:]
    for (release, path) in files {
      let lines = try String(contentsOfFile: path + "/cohort.csv", encoding: .utf8)
        .split(whereSeparator: \.isNewline)
      rows[release] = Dictionary(
        uniqueKeysWithValues: lines.dropFirst().map { line in
          (String(line.prefix { $0 != "," }), String(line.drop { $0 != "," }))
        })
    }
    var seen: [String: [String: String]] = [:]
    // Everybody leaves in the end, so that the recalls tell who is behind every pseudonym.
    for recall in try world.registry.recalls(RecallQuery(all: true)) {
      seen[recall.donor, default: [:]][recall.release] = rows[recall.release]?[recall.pseudonym]
    }
    return seen
  }

  /// The fewest donors whom any question about two releases singles out.
  private func fewest(_ seen: [String: [String: String]], _ releases: [String]) -> Int? {
    var cells: [String: Int] = [:]
    for first in releases {
      for second in releases {
        for rows in seen.values where rows[first] != nil || rows[second] != nil {
          let key = "\(first) \(second) \(rows[first] ?? "-") \(rows[second] ?? "-")"
          cells[key, default: 0] += 1
        }
      }
    }
    for rows in seen.values {
      cells[releases.map { rows[$0] ?? "-" }.joined(separator: " "), default: 0] += 1
    }
    return cells.values.min()
  }

  /// Releases to two institutes for overlapping questions, while donors come and leave.
  ///
  /// Answers with the fewest donors whom somebody singles out who holds all of them.
  private func play(seed: UInt64, areSharing: Bool) throws -> Int? {
    var random = SeededGenerator(seed: seed)
    let world = try World()
    if areSharing { try world.share("Institute A", "Institute B") }
    var staying = try world.consented(40)
    var coming = 100
    var files: [String: String] = [:]
    for round in 0..<5 {
      let recipient = random.pick(["Institute A", "institute b"])
      let question = random.pick(["site in C50", "site in C50, C61"])
      if let release = try? world.release("round-\(round)", to: recipient, where: question) {
        files[release.release] = world.path("round-\(round)")
        #expect(release.k >= 11)
      }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let leaving = staying.remove(at: Int.random(in: 0..<staying.count, using: &random))
        try world.withdraw(leaving, level: "no_further_use")
      }
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        let donor = try world.register(coming)
        coming += 1
        try world.grant(donor)
        staying.append(donor)
      }
    }
    for donor in staying { try world.withdraw(donor, level: "no_further_use") }
    return fewest(try seen(world, files), files.keys.sorted())
  }

  @Test(arguments: 0..<4)
  func `intersection, insertion and withdrawal differencing never single out fewer than k`(
    seed: UInt64
  ) throws {
    #expect(try #require(try play(seed: seed, areSharing: true)) >= 11, "seed \(seed)")
  }

  @Test func `where nobody said that they share, the same attack wins`() throws {
    let found = try (0..<4).compactMap { try play(seed: $0, areSharing: false) }
    #expect(found.contains { $0 < 11 }, "\(found)")
  }

  @Test func `a preview says beforehand what the export does, and stores nothing`() throws {
    let world = try World()
    let donors = try world.consented(24)
    _ = try world.register(900)
    _ = try world.export("one")
    try world.withdraw(donors[0], level: "no_further_use")
    let request = CohortPreviewRequest(
      selection: CohortSelection(expression: "site in C50"), recipient: "institute a")
    let before = try world.registry.stats().map(\.value)
    let preview = try world.registry.cohortPreview(request)
    #expect(try world.registry.stats().map(\.value) == before)
    #expect(preview.members == 23)
    #expect(preview.refusal == nil)
    let lost = Dictionary(
      preview.lost.map { ("\($0.rule) \($0.reason)", $0.donors) }, uniquingKeysWith: +)
    #expect(lost["consent clinical_data withdrawn"] == 1)
    #expect(lost["consent clinical_data not_asked"] == 1)
    #expect(preview.lost.contains { $0.rule == "earlier_releases" })
    let release = try world.export("two")
    #expect(preview.after?.donors == release.donors)
    #expect(preview.after?.classes == release.classes)
    #expect(preview.after?.k == release.k)
    #expect(release.withheld >= 10)
  }

  @Test func `one who left and nobody to hide behind refuses the second release`() throws {
    let world = try World()
    let donors = try world.consented(12)
    _ = try world.export("one")
    try world.withdraw(donors[0], level: "no_further_use")
    let refusal = failure { _ = try world.export("two") }
    #expect(refusal?.code == .privacyRefused)
    #expect(refusal?.message.contains("earlier releases") == true)
    let preview = try world.registry.cohortPreview(
      CohortPreviewRequest(
        selection: CohortSelection(expression: "site in C50"), recipient: "Institute A"))
    #expect(preview.refusal == refusal?.message)
    #expect(preview.after == nil)
    let other = try world.registry.cohortPreview(
      CohortPreviewRequest(
        selection: CohortSelection(expression: "site in C50"), recipient: "Institute B"))
    #expect(other.refusal == nil)
  }
}
