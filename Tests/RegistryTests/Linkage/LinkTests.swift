import Domain
import Foundation
import Registry
import Testing

@Suite struct LinkTests {
  /// Two registries that share five of their eight people, and a secret.
  private static func worlds() throws -> (World, World, [String], [String]) {
    let left = try World()
    let right = try World()
    func fill(_ world: World, _ numbers: Range<Int>) throws -> [String] {
      try numbers.map { number in
        let donor = try world.register(number)
        try world.grant(donor)
        return donor
      }
    }
    let ours = try fill(left, 0..<8)
    let theirs = try fill(right, 3..<11)
    return (left, right, ours, theirs)
  }

  private static let secret = [UInt8](repeating: 0x5a, count: 32)

  private static func prepare(
    _ world: World, bloom: Bool = false, _ name: String = "people"
  ) throws -> (LinkPreparation, rows: [Int: String]) {
    let prepared = try world.registry.prepareLink(
      to: world.path("\(name).link"), rows: world.path("\(name).csv"), secret: secret,
      hasEncodings: bloom, ChangeRequest())
    let lines = try String(contentsOfFile: world.path("\(name).csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst()
    var rows: [Int: String] = [:]
    for line in lines {
      let cells = line.split(separator: ",")
      rows[try #require(Int(cells[0]))] = String(cells[1])
    }
    return (prepared, rows)
  }

  private static func compare(_ left: World, _ right: World) throws -> LinkComparison {
    try left.registry.compareLink(
      try InputFile.path(left.path("people.link")),
      with: try InputFile.path(right.path("people.link")), secret: secret,
      out: left.path("pairs.csv"), ChangeRequest())
  }

  @Test(arguments: [false, true])
  func `both find the people both know, by rows and scores`(bloom: Bool) throws {
    let (left, right, ours, theirs) = try Self.worlds()
    let (mine, myRows) = try Self.prepare(left, bloom: bloom)
    let (other, otherRows) = try Self.prepare(right, bloom: bloom)
    #expect(mine.exchange == other.exchange && mine.people == 8 && mine.leftOut == 0)
    let found = try Self.compare(left, right)
    // Only names and birth are known of the people, and they agree in full.
    let sure = found.pairs.filter { $0.score > 0.99 }
    let pairs = Set(sure.map { [myRows[$0.row] ?? "", otherRows[$0.otherRow] ?? ""] })
    #expect(pairs == Set((3..<8).map { [ours[$0], theirs[$0 - 3]] }))
    let back = try Self.compare(right, left)
    #expect(
      Set(back.pairs.map { [$0.otherRow, $0.row] })
        == Set(found.pairs.map { [$0.row, $0.otherRow] }))
    let csv = try String(contentsOfFile: left.path("pairs.csv"), encoding: .utf8)
    #expect(csv.hasPrefix("row,other_row,score\n"))
    #expect(csv.split(separator: "\n").count == found.pairs.count + 1)
  }

  @Test func `the file tells neither names nor the order of the registry`() throws {
    let (left, _, ours, _) = try Self.worlds()
    let (_, rows) = try Self.prepare(left)
    #expect(rows.sorted { $0.key < $1.key }.map(\.value) != ours.sorted())
    let bytes = try Data(contentsOf: URL(filePath: left.path("people.link")))
    for text in [
      "fam", "Fam", "ADA", "ada", ours[0], ours[0].replacingOccurrences(of: "-", with: ""),
    ] {
      #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func `who does not permit linking is left out`() throws {
    let (left, _, ours, _) = try Self.worlds()
    try left.withdraw(ours[2], scopes: ["data_linkage"])
    _ = try left.register(30)
    let (prepared, rows) = try Self.prepare(left)
    #expect(prepared.people == 7 && prepared.leftOut == 2)
    #expect(!rows.values.contains(ours[2]))
  }

  @Test func `a secret serves once, and what was done stands in the ledger`() throws {
    let (left, right, _, _) = try Self.worlds()
    let dry = try left.registry.prepareLink(
      to: left.path("people.link"), rows: left.path("people.csv"), secret: Self.secret,
      hasEncodings: false, ChangeRequest(dryRun: true))
    #expect(dry.sha256.isEmpty && !FileManager.default.fileExists(atPath: left.path("people.link")))
    _ = try Self.prepare(left)
    _ = try Self.prepare(right)
    #expect(failure { _ = try Self.prepare(left, "again") }?.code == .operationConflict)
    #expect(!FileManager.default.fileExists(atPath: left.path("again.link")))
    _ = try Self.compare(left, right)
    #expect(try left.registry.doctor().allSatisfy(\.ok))
  }

  @Test func `files of other exchanges, short secrets and registries of hashes are refused`() throws
  {
    let (left, right, _, _) = try Self.worlds()
    _ = try Self.prepare(left)
    _ = try right.registry.prepareLink(
      to: right.path("people.link"), rows: right.path("people.csv"),
      secret: [UInt8](repeating: 1, count: 32), hasEncodings: false, ChangeRequest())
    #expect(failure { _ = try Self.compare(left, right) }?.code == .verificationFailed)
    let short = failure {
      _ = try left.registry.prepareLink(
        to: left.path("b"), rows: left.path("c"), secret: Array("hunter2".utf8),
        hasEncodings: false, ChangeRequest())
    }
    #expect(short?.code == .usage && short?.message.contains("hunter2") == false)
    let hashes = try World(mode: .hashOnly)
    #expect(failure { _ = try Self.prepare(hashes) }?.code == .notPermitted)
  }
}
