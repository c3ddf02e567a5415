import Config
import Domain
import ResearchRouting
import Testing

/// Disabled unless `REGISTRY_SHARED` names the folder of the reference data.
@Suite(.enabled(if: SharedData.isThere)) struct `Golden counts` {
  /// What an independent program counted by site and morphology alone.
  static let golden = [
    "NEOANTIGEN-DRIVER": 891, "NK-RESISTANCE": 891, "HER2-TARGETED": 120, "PREV-VACCINE-HER2": 118,
    "PREV-VACCINE-FRA": 110, "IL2-HD": 53, "IFN-ALPHA": 48, "BCG-NMIBC": 46, "CD20-RITUX": 39,
  ]

  /// Site and morphology of every tumour of the larger NAACCR sample.
  private func tumours() throws -> [TumourFacts] {
    let xml = try SharedData.unpacked("naaccr/naaccr-xml-sample-v250-incidence-1000.xml.gz")
    func value(_ item: String, in text: Substring) throws -> String {
      let start = try #require(text.firstRange(of: "naaccrId=\"\(item)\">")).upperBound
      return String(text[start...].prefix { $0 != "<" })
    }
    return try xml.split(separator: "<Tumor>").dropFirst().map { text in
      let morphology =
        try value("histologicTypeIcdO3", in: text) + "/" + value("behaviorCodeIcdO3", in: text)
      return TumourFacts(
        diagnosis: Diagnosis(
          site: try #require(Topography(try value("primarySite", in: text))),
          morphology: try #require(Morphology(morphology))))
    }
  }

  @Test func `by site and morphology alone`() throws {
    let tumours = try tumours()
    #expect(tumours.count == 1000)
    var counts: [String: Int] = [:]
    for programme in try Defaults.programmes() {
      let program = try EligibilityExpression(programme.eligibility)
        .compiled(ignoring: .feasibility)
      counts[programme.id] = tumours.count { program.evaluate($0) == .isTrue }
      // Nothing is left open by site and morphology.
      #expect(tumours.allSatisfy { program.evaluate($0) != .unknown })
    }
    #expect(counts == Self.golden)
  }

  @Test func `without their biomarkers, no tumour is silently eligible`() throws {
    let tumours = try tumours()
    for programme in try Defaults.programmes() where programme.id != "NK-RESISTANCE" {
      let program = try EligibilityExpression(programme.eligibility).compiled()
      let settled = tumours.count { program.evaluate($0) == .isTrue }
      // Ovarian, haematological and Kaposi tumours qualify by site and morphology alone.
      let expected =
        switch programme.id {
        case "PREV-VACCINE-FRA", "IFN-ALPHA": 1...Self.golden[programme.id, default: 0] - 1
        default: 0...0
        }
      #expect(expected.contains(settled), "\(programme.id): \(settled)")
    }
  }

  @Test func `each disease is an OncoTree code`() throws {
    let tree = try SharedData.text("oncotree/oncotree_2025_10_03.json")
    for programme in try Defaults.programmes() {
      for disease in programme.purpose.diseases {
        #expect(
          tree.contains("\"code\": \"\(disease)\"") || tree.contains("\"code\":\"\(disease)\""))
      }
    }
  }
}
