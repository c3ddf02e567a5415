import Domain
import Interchange
import Testing

/// Consents of the German initiatives, read as they are; tests are off where no folder is named.
@Suite(.enabled(if: Shared.isThere, "REGISTRY_SHARED names no folder"))
struct FHIRDifferentialTests {
  private func only(_ path: String) throws -> FHIRConsentRow {
    let rows = try consents(try Shared.bytes(path))
    #expect(rows.count == 1)
    return try #require(rows.first)
  }

  /// The second example lets storing data (7) end with collecting it, after five years, and data
  /// that may not be stored may not be used: "the smallest that form, module and scope state".
  @Test(arguments: [("", "2050-08-31"), ("_2", "2025-08-31")])
  func `the examples of the profile permit data and tissue for as long as they say`(
    suffix: String, end: String
  ) throws {
    let row = try only("mii/examples/Example_MII_Consent_Einwilligung\(suffix).json")
    #expect(row.row.problems.isEmpty)
    #expect(row.row.event == "grant")
    #expect([row.row.signedOn, row.row.effectiveFrom] == ["2020-09-01", "2020-09-01"])
    #expect(
      row.days == [
        FHIRSamples.days(.tissueSurplus, "2020-09-01", "2050-08-31"),
        FHIRSamples.days(.clinicalData, "2020-09-01", end),
      ])
    #expect(row.row.donor == "9b4a702d-162c-428a-8c5d-8b98af21b693")
  }

  /// TORCH permits the use of data by codes 6 and 8 alone.
  ///
  /// Here storing (7) is asked for as well:
  /// "no information is `ineligible`" (Words, verdict), and the default form names all three.
  @Test func `TORCH's bundle permits nothing here, which is intended`() throws {
    let row = try only("torch/Bundle-test-consent-ext.json")
    #expect(row.row.line == 2)
    #expect(row.row.problems.map(\.field) == ["Consent.provision"])
    let all = try Shared.bytes("torch/Bundle-test-consent-ext.json")
    let storing = String(decoding: all, as: UTF8.self)
      .replacing("24.5.3.6\"", with: "24.5.3.7\"")
    #expect(try consents(storing).first?.row.problems.isEmpty == false)
  }

  /// TORCH needs code 6 beside 8 as well, and so finds no use of data in either document.
  ///
  /// It counts the day on whose first instant a period ends; here "closed-open days" (The function)
  /// decide, and a day that is not permitted whole is not permitted.
  @Test func `TORCH's single consents permit no use of data, and contact for so long`() throws {
    let row = try only("torch/VHF006_Consent.json")
    #expect(row.row.problems.isEmpty)
    #expect(
      row.days == [
        FHIRSamples.days(.recontactStudies, "2021-01-01", "2025-12-30"),
        FHIRSamples.days(.recontactSamples, "2021-01-01", "2025-12-30"),
        FHIRSamples.days(.returnOfFindings, "2021-01-01", "2025-12-30"),
      ])
    #expect(row.notices.count == 1)
    let failing = try only("torch/VHF006_Consent_Fail.json")
    #expect(failing.permitted == [.tissueExtraSampling])
  }

  /// A purpose or a data-use code narrows a permission: "unknown scope, form, answer, code or
  /// restriction: an error on entry" (Guards).
  @Test(arguments: ["fhir/consent_r4.json", "fhir/consent_r5.json", "fhir/minimal_r4.ndjson"])
  func `a consent that is narrowed by codes of others is kept out`(path: String) throws {
    let rows = try consents(try Shared.bytes(path))
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(!row.row.problems.isEmpty)
      #expect(row.days.isEmpty)
    }
  }

  @Test func `the table of policy codes is the published one`() throws {
    let published = try sheet(Shared.bytes("mii/mii-policy-codes.csv"))
    #expect(published.rows.count == MIIPolicyCode.all.count)
    for row in published.rows {
      let code = try #require(MIIPolicyCode(code: row[0]))
      #expect(code.code == row[0])
      #expect(code.module?.code ?? "" == row[2])
      #expect(code.validity?.description ?? "" == row[3], "\(code.number)")
    }
    #expect(Set(published.rows.map { $0[0] }) == Set(MIIPolicyCode.all.map(\.code)))
    #expect(MIIPolicyCode(code: FHIRSamples.policy + "0") == nil)
    #expect(MIIPolicyCode(code: FHIRSamples.policy + "+9") == nil)
  }
}
