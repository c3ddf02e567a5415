/// One numbered step of the database schema, carried inside the binary.
public struct SchemaStep: Sendable {
  /// File name of the step in `Schema/Migrations`.
  public let name: String
  /// The SQL of the step, exactly as in its file.
  public let sql: [UInt8]
}

/// Every step, in the order in which they are applied.
///
/// The list is written by hand: an applied step is history and is never edited, a change is a new
/// step at the end.
public enum SchemaSteps {
  /// The steps, oldest first; the schema version is their count.
  public static let all: [SchemaStep] = [
    SchemaStep(name: "v001_ledger.sql", sql: PackageResources.v001_ledger_sql),
    SchemaStep(name: "v002_projections.sql", sql: PackageResources.v002_projections_sql),
    SchemaStep(name: "v003_keys.sql", sql: PackageResources.v003_keys_sql),
    SchemaStep(name: "v004_offers.sql", sql: PackageResources.v004_offers_sql),
    SchemaStep(name: "v005_governance.sql", sql: PackageResources.v005_governance_sql),
    SchemaStep(name: "v006_ledger.sql", sql: PackageResources.v006_ledger_sql),
    SchemaStep(name: "v007_operators.sql", sql: PackageResources.v007_operators_sql),
    SchemaStep(name: "v009_worklist.sql", sql: PackageResources.v009_worklist_sql),
    SchemaStep(name: "v010_timeline.sql", sql: PackageResources.v010_timeline_sql),
    SchemaStep(name: "v011_selection.sql", sql: PackageResources.v011_selection_sql),
    SchemaStep(name: "v012_outlines.sql", sql: PackageResources.v012_outlines_sql),
    SchemaStep(name: "v013_release_items.sql", sql: PackageResources.v013_release_items_sql),
    SchemaStep(name: "v014_study_keys.sql", sql: PackageResources.v014_study_keys_sql),
  ]

  /// The step that makes the tables of current state, which a rebuild beside the live ones needs
  /// alone.
  public static let projections: [SchemaStep] = all.filter { $0.name != "v001_ledger.sql" }
}
