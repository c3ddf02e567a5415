import Domain
import Interchange
import Testing

struct FHIRConsentReaderTests {
  private func problem(_ text: String) throws -> FieldProblem? {
    let rows = try consents(text)
    #expect(rows.count == 1)
    #expect(rows.first?.days.isEmpty == true || rows.first?.row.problems.isEmpty == true)
    return rows.first?.row.problems.first
  }

  @Test func `a scope is permitted where all of its policy codes are`() throws {
    let row = try #require(try consents(FHIRSamples.german([6, 7, 8, 19, 20])).first)
    #expect(row.row.problems.isEmpty)
    #expect(row.row.scopes == "clinical_data")
    #expect(!row.isWhole)
    #expect(row.row.form == nil)
    #expect(row.notices.count == 1)
    #expect(row.notices.first?.problem.contains("19, 20") == true)
    #expect(row.days == [FHIRSamples.days(.clinicalData, "2020-09-01", "2050-08-31")])
  }

  @Test func `a policy code lasts no longer than its own validity`() throws {
    let row = try #require(try consents(FHIRSamples.german([19, 25])).first)
    #expect(
      row.days == [
        FHIRSamples.days(.tissueExtraSampling, "2020-09-01", "2025-08-31"),
        FHIRSamples.days(.bloodSample, "2020-09-01", "2025-08-31"),
      ])
  }

  @Test func `a withdrawal takes back every scope that needs a denied code`() throws {
    let deny =
      #"{"type":"deny","code":[{"coding":[{"system":"urn:oid:2.16.840.1.113883.3.1937.777.24.5.3","#
      + #""code":"\#(FHIRSamples.policy)19"}]}]}"#
    let part = try #require(
      try consents(FHIRSamples.german([], document: 2721, provision: deny)).first)
    #expect(part.row.event == "withdrawal")
    #expect(part.row.scopes == "tissue_surplus;blood_sample")
    let module = deny.replacing("5.3.19\"", with: "5.3.18\"")
    #expect(
      try consents(FHIRSamples.german([], document: 2721, provision: module)).first?.row.scopes
        == "tissue_surplus;blood_sample")
    let whole = try #require(try consents(FHIRSamples.german([], document: 2720)).first)
    #expect(whole.row.scopes?.split(separator: ";").count == 16)
    #expect(
      try consents(FHIRSamples.german([], document: 4054)).first?.row.event == "refusal")
    #expect(
      try consents(FHIRSamples.german([], status: "rejected")).first?.row.event == "refusal")
    #expect(try problem(FHIRSamples.german([8], document: 2720))?.field.contains("code") == true)
  }

  @Test func `parents sign for a minor, and the minor's own sheet permits nothing`() throws {
    let row = try consents(FHIRSamples.german([9], document: 3542)).first?.row
    #expect(row?.signer == "parent")
    #expect(try problem(FHIRSamples.german([9], document: 3544))?.field == "Consent.policy")
  }

  @Test(arguments: [
    (#""system":"urn:oid:2.16.840.1.113883.3.1937.777.24.5.3""#, #""system":"urn:other""#),
    ("5.3.9\"", "5.3.125\""), ("5.3.9\"", "5.3.09\""),
    (#""status":"active""#, #""status":"actve""#),
    (#""status":"active""#, #""status":"proposed""#),
    (#""status":"active""#, #""status":"inactive""#), ("24.2.1791", "24.2.1792"),
    (#""type":"deny""#, #""type":"permit""#), (#""type":"permit""#, #""type":"allow""#),
    (#""type":"permit","#, ""), ("Patient/AB-12", "https://a.example/Patient/AB-12"),
    (#""reference":"Patient/AB-12""#, #""display":"Ada Example""#),
    (#""dateTime":"2020-09-01""#, #""dateTime":"2020-09""#),
    (#""end":"2050-08-31""#, #""end":"2050-08-32""#),
    (#""end":"2050-08-31""#, #""end":"2019-08-31""#),
    (#""code":"research""#, #""code":"treatment""#),
    (#""type":"permit","#, #""type":"permit","purpose":[{"code":"HRESCH"}],"#),
    (#""type":"permit","#, #""type":"permit","provision":[{"type":"deny"}],"#),
    (#""type":"permit","#, #""type":"permit","modifierExtension":[{"url":"x"}],"#),
    (#""status":"active","#, #""status":"active","implicitRules":"x","#),
    (#""status":"active","#, #""status":"active","_status":{"id":"x"},"#),
    (#""policy":[{"uri":"#, #""policy":[{"uri":"urn:x"},{"uri":"#),
  ])
  func `what is not understood keeps the whole Consent out`(place: (String, String)) throws {
    let sound = FHIRSamples.german([9])
    #expect(sound.contains(place.0))
    #expect(try problem(sound) == nil)
    let problem = try problem(sound.replacing(place.0, with: place.1))
    #expect(problem != nil)
    #expect(problem?.field.contains("Consent") == true)
    #expect(problem?.fix.isEmpty == false)
    #expect(problem?.description.contains("Ada") == false)
  }

  @Test func `an unknown policy code is told with its place and the nearest that is known`() throws
  {
    let problem = try problem(FHIRSamples.german([9, 125]))
    #expect(problem?.field == "Consent.provision.provision[1].code[0].coding[0].code")
    #expect(problem?.fix.contains("\(FHIRSamples.policy)12") == true)
  }

  @Test func `a code that is permitted and denied is refused`() throws {
    let deny =
      #"{"type":"deny","code":[{"coding":[{"system":"urn:oid:2.16.840.1.113883.3.1937.777.24.5.3","#
      + #""code":"\#(FHIRSamples.policy)9"}]}]}"#
    #expect(try problem(FHIRSamples.german([9], provision: deny)) != nil)
    #expect(
      try problem(FHIRSamples.german([9], provision: deny.replacing("5.3.9\"", with: "5.3.1\"")))
        != nil)
    #expect(
      try problem(FHIRSamples.german([9], provision: deny.replacing("5.3.9\"", with: "5.3.6\"")))
        == nil)
  }

  @Test func `a period that ends within a day does not hold for it`() throws {
    let text = FHIRSamples.german([9], to: "2050-08-31T00:00:00+01:00")
    #expect(try consents(text).first?.days.first?.last == day("2050-08-30"))
    let late = FHIRSamples.german([9], to: "2050-08-31T23:59:59+01:00")
    #expect(try consents(late).first?.days.first?.last == day("2050-08-31"))
    #expect(try problem(FHIRSamples.german([9], to: "2050-08-31T00:00:00")) != nil)
  }

  @Test func `lines, bundles and what comes along with consents`() throws {
    let consent = FHIRSamples.german([9])
    let patient = #"{"resourceType":"Patient","id":"AB-12"}"#
    let lines = try consents("\(patient)\n\n\(consent)\n{\n\(consent)\n")
    #expect(lines.map(\.row.line) == [3, 4, 5])
    #expect(lines.map { $0.row.problems.isEmpty } == [true, false, true])
    let bundle =
      #"{"resourceType":"Bundle","type":"transaction","entry":[{"resource":\#(patient)},"#
      + #"{"resource":\#(consent)},{"request":{"method":"DELETE","url":"Consent/1"}},{}]}"#
    let entries = try consents(bundle)
    #expect(entries.map(\.row.line) == [2, 3, 4])
    #expect(
      entries.map { $0.row.problems.first?.field } == [
        nil, "Bundle.entry[2].request.method", "Bundle.entry[3].resource",
      ])
    #expect(entries[0].row.rawRow == Array(consent.utf8))
    #expect(throws: FHIRDocumentError.bundleType("history")) {
      try consents(bundle.replacing("transaction", with: "history"))
    }
    #expect(throws: FHIRDocumentError.otherResource("Observation")) {
      try consents(#"{"resourceType":"Observation"}"#)
    }
    #expect(throws: FHIRDocumentError.noResource) { try consents("[\n]") }
    #expect(throws: JSONError.self) { try consents("{\n") }
  }

  @Test func `a Consent of this registry holds together`() throws {
    let statement = try FHIRSamples.grant(
      [FHIRSamples.days(.clinicalData, "2026-01-10", "2056-01-09")], declined: [.xenograft])
    let text = String(decoding: try written([statement], .r4, .lines), as: UTF8.self)
    for (old, new) in [
      (#""status":"active""#, #""status":"rejected""#),
      (#"permitted","valueCode":"clinical_data""#, #"permitted","valueCode":"xenograft""#),
      (#"permitted","valueCode":"clinical_data""#, #"permitted","valueCode":"clinical_date""#),
      (#"extension:permitted"#, #"extension:permited"#),
      (#""code":"clinical_data""#, #""code":"data_linkage""#),
      (#""code":"grant""#, #""code":"withdrawal""#), (#""code":"grant""#, #""code":"void""#),
      (#""code":"grant""#, #""code":"grnt""#), ("consent-form:broad@2", "consent-form:broad"),
      (#""code":"\#(FHIRSamples.policy)8""#, #""code":"\#(FHIRSamples.policy)9""#),
    ] {
      #expect(text.contains(old), "\(old)")
      #expect(try problem(text.replacing(old, with: new)) != nil, "\(new)")
    }
  }
}
