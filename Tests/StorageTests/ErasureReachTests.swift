import Domain
import Foundation
import Testing

@testable import Storage

/// Holds what an erasure deletes against the schema, so that no table can be forgotten.
struct ErasureReachTests {
  /// Tables that name no donor; whoever adds one says so here.
  private static let aboutNobody: Set<String> = [
    "schema_step", "ledger_log", "registry", "consent_form", "programme", "data_release",
    "release_policy", "recipient", "recipient_share", "release_request", "release_terms",
    "release_class", "programme_termination", "count_answer", "ledger_tile", "ledger_node",
    "ledger_checkpoint", "witness", "cosignature", "scrub_due", "operator",
    "key_rotation", "inherited_key", "study_key", "forgotten_pseudonyms",
    // The pseudonym of an erased donor in a release, by the event that erased.
    "erased_recall",
    // Headers name donors for as long as the log lives; payloads are sealed with the donor's key.
    "event",
  ]

  /// References to a donor that are gone with the row they stand in: a person goes with every code.
  private static let goneWithTheRow: Set<ErasureReach.Column> = [
    .init(table: "donor", name: "merged_into")
  ]

  private func schema() throws -> SchemaTables {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try RegistryStore.create(
      at: folder.appending(path: "r.sqlite").path,
      identity: RegistryIdentity(
        logID: [UInt8](repeating: 7, count: 16), createdAt: Instant(microseconds: 1),
        identityMode: "vault", keyID: "k1", keyCheck: [UInt8](repeating: 9, count: 16)))
    return try store.schemaTables()
  }

  @Test func `every table names its donor or is listed as naming none`() throws {
    let schema = try schema()
    let reached = Set(schema.erased.map(\.table))
    for table in schema.tables where table != ErasureReach.kept {
      #expect(
        reached.contains(table) != Self.aboutNobody.contains(table),
        """
        \(table): give it a column 'donor', list its columns in ErasureReach, or say in this test \
        that it is about nobody
        """)
    }
    #expect(Self.aboutNobody.isSubset(of: schema.tables))
  }

  @Test func `every reference to a donor is reached`() throws {
    let schema = try schema()
    for column in schema.references where !Self.goneWithTheRow.contains(column) {
      #expect(schema.erased.contains(column), "\(column.table).\(column.name) is not reached")
    }
    #expect(!schema.references.isEmpty)
  }
}
