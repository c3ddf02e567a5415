import Domain
import Foundation
import HashedIdentifiers
import TestSupport
import Testing

@testable import Registry

/// What a selection makes of rows that were changed on the disk.
struct ChangedCodesTests {
  @Test(.enabled(if: World.hasShell), arguments: 0..<3)
  func `changed codes are refused, or say the same`(seed: UInt64) throws {
    let world = try World()
    let donors = try world.consented(12)
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    let selection = CohortSelection(expression: "site in C50")
    let before = "\(try world.registry.cohortCount(selection))"
    let changed = try DonorCode(parsing: donors[1]).value
    let length = try #require(
      Int(try world.query("SELECT min(length(codes)) FROM donor_codes")[0]))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let place = random.below(length)
      try world.tamper(
        """
        UPDATE donor_codes SET codes = CAST(substr(codes, 1, \(place)) || randomblob(1)
          || substr(codes, \(place + 2)) AS BLOB) WHERE donor = \(changed)
        """)
      do {
        #expect("\(try world.registry.cohortCount(selection))" == before, "seed \(seed)")
      } catch let error as RegistryError {
        #expect(error.code == .verificationFailed, "seed \(seed): \(error)")
        #expect(failure { _ = try world.export("out") }?.code == .verificationFailed)
        #expect(!world.exists("out"))
      }
    }
    // The consent of a donor whose row says another's codes is the donor's own all the same.
    try world.tamper(
      """
      UPDATE donor_codes SET codes = (SELECT codes FROM donor_codes ORDER BY donor LIMIT 1)
      """)
    #expect(failure { _ = try world.registry.cohortSize(selection) }?.code == .verificationFailed)
    try world.tamper("UPDATE donor_codes SET codes = x''")
    #expect("\(try world.registry.cohortCount(selection))" == before, "seed \(seed)")
  }

  @Test(.enabled(if: World.hasShell))
  func `consent that was changed in its fold alone lets nobody out`() throws {
    let world = try World()
    let donors = try world.consented(13)
    try world.withdraw(donors[0], scopes: ["clinical_data"])
    let (withdrawn, other) = (
      try DonorCode(parsing: donors[0]).value, try DonorCode(parsing: donors[1]).value
    )
    try world.tamper(
      """
      UPDATE consent_timeline SET segments =
        (SELECT segments FROM consent_timeline WHERE donor = \(other)) WHERE donor = \(withdrawn)
      """)
    let selection = CohortSelection(expression: "site in C50")
    #expect(failure { _ = try world.registry.cohortSize(selection) }?.code == .verificationFailed)
    #expect(failure { _ = try world.export("out") }?.code == .verificationFailed)
    #expect(!world.exists("out"))
  }

  @Test(.enabled(if: World.hasShell), arguments: ["said", "terms"])
  func `a summary of consent that was changed on the disk answers for nobody`(column: String) throws
  {
    let world = try World()
    let changed = try DonorCode(parsing: try world.consented(12)[3]).value
    // The shell writes no generated column: for a moment it is a plain one, whose bytes are the same.
    let schema = try world.query("SELECT sql FROM sqlite_schema WHERE name = 'consent_event'")
      .joined(separator: "\n")
    let parts = schema.split(separator: "GENERATED ALWAYS AS (")
    let plain = try parts.dropFirst().reduce(String(parts[0])) { text, part in
      text + part[try #require(part.range(of: ") STORED")).upperBound...]
    }
    func become(_ sql: String) throws {
      try world.tamper(
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = '\(sql)' WHERE name = 'consent_event'
        """)
    }
    try become(plain)
    try become(schema)
    #expect(try world.registry.cohortSize(CohortSelection(expression: "site in C50")) == 12)
    try become(plain)
    try world.tamper(
      "UPDATE consent_event SET \(column) = \(column) + 65536 WHERE donor = \(changed)")
    try become(schema)
    #expect(failure { _ = try world.export("out") }?.code == .verificationFailed)
    #expect(!world.exists("out"))
  }
}
