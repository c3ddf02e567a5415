import Domain
import Interchange
import Testing

@Suite(.enabled(if: Shared.isThere, "REGISTRY_SHARED does not name the shared data"))
struct FHIRIntakeDataTests {
  private func rows(_ paths: [String]) throws -> [IntakeRow] {
    try all(
      FHIRIntakeReader(
        sources: try paths.map { ByteSources.memory(try Shared.bytes("fhir-intake/\($0)")) },
        options: IntakeOptions(
          facility: "site-1",
          interest: Interest(source: .hospital, expressedOn: day("2026-11-01")),
          today: day("2026-11-28"))))
  }

  private var bundles: [String] {
    Shared.names(in: "fhir-intake/patients").flatMap { patient in
      Shared.names(in: "fhir-intake/patients/\(patient)/fhir").map {
        "patients/\(patient)/fhir/\($0)"
      }
    }
  }

  /// A tumour in one line, as the bundle states it.
  private func line(_ diagnosis: Diagnosis) -> String {
    let staging = [diagnosis.t, diagnosis.n, diagnosis.m].map { $0?.description ?? "-" }
    let markers = diagnosis.biomarkers.map { "\($0.biomarker)=\($0.result)" }
    return
      ([
        "\(diagnosis.site)", "\(diagnosis.morphology)",
        diagnosis.diagnosedOn.map { "\($0)" } ?? "-",
        diagnosis.stage?.description ?? "-", diagnosis.edition.map { "\($0)" } ?? "-",
      ] + staging + markers).joined(separator: " ")
  }

  @Test func `the ten bundles state these tumours`() throws {
    let rows = try rows(bundles)
    #expect(rows.count == 10 && rows.allSatisfy { $0.problems.isEmpty })
    #expect(rows.map(\.line) == Array(1...10))
    #expect(
      rows.compactMap(\.donor).map { $0.diagnoses.map(line).joined(separator: " & ") } == [
        "C18.9 8140/3 2025-05-16 IVA 8 pT3 pN1b cM1a",
        "C61.9 8140/3 2026-06-03 IIIA 8 pT2 pN0 cM0",
        "C18.9 8140/3 2025-05-16 - - - - - kras=mutated braf=mutated msi=high",
        "C61.9 8140/3 2026-06-03 - - - - -",
        "C50.9 8500/3 2018-11-29 IIA 8 pT2 pN0 cM0 er=positive pr=positive her2=negative",
        "C50.9 8500/3 2018-11-29 - - - - - pik3ca=mutated tp53=mutated",
        "C61.9 8140/3 2018-06-01 IIC 8 pT2 pN0 cM0", "C61.9 8140/3 2018-06-01 - - - - -",
        "C50.9 8500/3 2018-06-27 IIB 8 pT2 pN1a cM0 er=positive pr=positive her2=negative",
        "C50.9 8500/3 2018-06-27 - - - - - pik3ca=mutated",
      ])
    #expect(Set(rows.compactMap { $0.donor?.identifiers.mrn }).count == 4)
    // Blood says what it is; "Tissue specimen" does not say how it is kept.
    #expect(
      rows.compactMap(\.donor).flatMap(\.tissue).allSatisfy { $0.kind == .blood }
        && rows.compactMap(\.donor).flatMap(\.tissue).count == 4)
    #expect(rows.flatMap(\.warnings).count == 5)
    #expect(rows.flatMap(\.warnings).allSatisfy { $0.field.hasSuffix(".type") })
  }

  @Test func `a finding from the tissue of another patient keeps both out`() throws {
    let rows = try rows(["negatives/09-INV-SPECIMEN-1-specimen-other-patient/bundle.json"])
    #expect(rows.map(\.line) == [2, 3])
    #expect(
      rows.map { $0.problems.map(\.field) } == [
        ["Bundle.entry[8].resource.specimen"], ["Bundle.entry[6].resource.subject"],
      ])
  }

  @Test func `a tumour without its morphology keeps the patient out`() throws {
    let rows = try rows(["negatives/11-INV-ICDO-1-icdo-no-morphology/bundle.json"])
    let problems = rows.flatMap(\.problems)
    #expect(problems.contains { $0.problem == "a tumour without its ICD-O-3 morphology" })
    #expect(problems.first?.field == "Bundle.entry[1].resource.extension")
  }

  @Test func `a stage without its categories is a warning`() throws {
    let rows = try rows(["negatives/16-STAGE_WITHOUT_CATEGORIES-stage-without-tnm/bundle.json"])
    #expect(rows.count == 1 && rows[0].donor?.diagnoses.first?.stage?.description == "IIA")
    #expect(rows[0].warnings.map(\.problem) == ["a stage group without T, N and M"])
  }
}
