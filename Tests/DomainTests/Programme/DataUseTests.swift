import Domain
import Testing

@Suite struct `Data use terms` {
  @Test func `codes and shorthands of the ontology, release 2021-02-23`() {
    let permissions = DataUsePermission.allCases.map { "\($0.shorthand) \($0.duoCode)" }
    #expect(
      permissions == [
        "NRES DUO:0000004", "GRU DUO:0000042", "HMB DUO:0000006", "DS DUO:0000007",
        "POA DUO:0000011",
      ])
    let modifiers = Set(DataUseModifier.allCases.map { "\($0.shorthand) \($0.duoCode)" })
    #expect(
      modifiers == [
        "IRB DUO:0000021", "PUB DUO:0000019", "US DUO:0000026", "NPOA DUO:0000044",
        "COL DUO:0000020", "NCU DUO:0000046", "NPUNCU DUO:0000018", "RS DUO:0000012",
        "TS DUO:0000025", "NPU DUO:0000045", "MOR DUO:0000024", "GSO DUO:0000016",
        "RTN DUO:0000029", "CC DUO:0000043", "NMDS DUO:0000015", "IS DUO:0000028",
        "GS DUO:0000022", "PS DUO:0000027",
      ])
  }

  @Test func `names are read in any case`() throws {
    #expect(DataUsePermission(name: "HMB") == .biomedical)
    #expect(DataUseModifier(name: "NPU") == .notForProfitOrganisation)
    #expect(throws: FieldProblem.self) { try DataUsePermission.parse("HMBB", field: "permission") }
  }

  @Test func `which tissue lives and which is a piece of the tumour`() {
    #expect(TissueKind.allCases.filter(\.isLiving) == [.fresh, .viable, .blood, .boneMarrow])
    #expect(TissueKind.allCases.filter(\.isSolid) == [.ffpe, .frozen, .fresh, .viable])
  }
}
