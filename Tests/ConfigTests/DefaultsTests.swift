import Config
import Domain
import Foundation
import ResearchRouting
import Testing

@Suite struct `What the program carries inside` {
  /// The folder of the sources, where they are still there.
  static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Config/Defaults")

  @Test func `the listing holds every file of the folder`() throws {
    let listed =
      Defaults.programmeDocuments + Defaults.formDocuments + [Defaults.exportPolicyDocument]
    let walker = try #require(
      FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil))
    let files = walker.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }
    #expect(Set(files.map(\.lastPathComponent)) == Set(listed.map(\.name)))
    for file in files {
      let document = listed.first { $0.name == file.lastPathComponent }
      #expect(document?.bytes == Array(try Data(contentsOf: file)), "\(file.lastPathComponent)")
    }
  }

  @Test func `nine programmes, open and approved, whose rules are understood`() throws {
    let programmes = try Defaults.programmes()
    #expect(
      programmes.map(\.id) == [
        "BCG-NMIBC", "CD20-RITUX", "HER2-TARGETED", "IFN-ALPHA", "IL2-HD", "NEOANTIGEN-DRIVER",
        "NK-RESISTANCE", "PREV-VACCINE-FRA", "PREV-VACCINE-HER2",
      ])
    for programme in programmes {
      _ = try EligibilityExpression(programme.eligibility)
      #expect(programme.state == .open)
      #expect(!programme.references.isEmpty)
      #expect(programme.requiredScopes.isSuperset(of: [.tissueSurplus, .clinicalData]))
    }
  }

  private func programme(_ id: String) throws -> ResearchProgramme {
    try #require(try Defaults.programmes().first { $0.id == id })
  }

  private func truth(
    _ id: String, _ site: String, _ morphology: String, t: String? = nil,
    _ markers: [(Biomarker, BiomarkerResult)] = []
  ) throws -> Truth {
    var diagnosis = Diagnosis(
      site: try #require(Topography(site)), morphology: try #require(Morphology(morphology)))
    diagnosis.t = t.flatMap { TNMCategory($0, axis: .tumour) }
    diagnosis.biomarkers = markers.compactMap { BiomarkerFinding(biomarker: $0, result: $1) }
    return try EligibilityExpression(try programme(id).eligibility).compiled()
      .evaluate(TumourFacts(diagnosis: diagnosis))
  }

  @Test func `killing assays take living tumour and never FFPE`() throws {
    let tissue = try programme("NK-RESISTANCE").tissue
    #expect(tissue.accepted.allSatisfy { $0.isLiving })
    #expect(tissue.minimumViability == 70)
    #expect(tissue.windowDays == 2)
  }

  @Test func `BCG is for Tis, Ta and T1`() throws {
    #expect(try truth("BCG-NMIBC", "C67.9", "8130/3", t: "Ta") == .isTrue)
    #expect(try truth("BCG-NMIBC", "C67.9", "8120/2", t: "Tis") == .isTrue)
    #expect(try truth("BCG-NMIBC", "C67.9", "8130/3", t: "T2") == .isFalse)
    #expect(try truth("BCG-NMIBC", "C67.9", "8130/3") == .unknown)
  }

  @Test func `ductal carcinoma in situ has its vaccine`() throws {
    #expect(try truth("PREV-VACCINE-HER2", "C50.4", "8500/2", [(.her2IHC, .score1)]) == .isTrue)
    #expect(try truth("HER2-TARGETED", "C50.4", "8500/2", [(.her2IHC, .score3)]) == .isFalse)
  }

  @Test func `HER2-low is not HER2-positive`() throws {
    #expect(try truth("HER2-TARGETED", "C50.4", "8500/3", [(.her2IHC, .score1)]) == .isFalse)
    #expect(
      try truth(
        "HER2-TARGETED", "C50.4", "8500/3", [(.her2IHC, .score2), (.her2ISH, .notAmplified)])
        == .isFalse)
    #expect(
      try truth("HER2-TARGETED", "C16.0", "8140/3", [(.her2IHC, .score2), (.her2ISH, .amplified)])
        == .isTrue)
    #expect(try truth("HER2-TARGETED", "C15.4", "8140/3", [(.her2IHC, .score3)]) == .isFalse)
  }

  @Test func `triple-negative takes IHC 2+ without amplification for negative`() throws {
    let receptors: [(Biomarker, BiomarkerResult)] = [(.er, .negative), (.pr, .negative)]
    #expect(
      try truth(
        "PREV-VACCINE-FRA", "C50.4", "8500/3",
        receptors + [(.her2IHC, .score2), (.her2ISH, .notAmplified)]) == .isTrue)
    #expect(
      try truth("PREV-VACCINE-FRA", "C50.4", "8500/3", receptors + [(.her2IHC, .score2)])
        == .unknown)
    #expect(try truth("PREV-VACCINE-FRA", "C56.9", "8441/3") == .isTrue)
  }

  @Test func `neoantigen work needs matched normal and the germline scope`() throws {
    let neoantigen = try programme("NEOANTIGEN-DRIVER")
    #expect(neoantigen.tissue.needsMatchedNormal)
    #expect(neoantigen.tissue.minimumMilligrams == 100)
    #expect(neoantigen.requiredScopes.contains(.germlineGenomics))
    #expect(!neoantigen.tissue.accepted.contains(.ffpe))
    #expect(try truth("NEOANTIGEN-DRIVER", "C18.2", "8140/3") == .unknown)
    #expect(try truth("NEOANTIGEN-DRIVER", "C18.2", "8140/3", [(.kras, .mutated)]) == .isTrue)
  }

  @Test func `Kaposi sarcoma qualifies without an OncoTree node`() throws {
    #expect(try truth("IFN-ALPHA", "C44.5", "9140/3") == .isTrue)
    #expect(try programme("IFN-ALPHA").tissue.accepted.contains(.boneMarrow))
    #expect(!OncoTree.contains("KAPOSI") && !OncoTree.contains("KS"))
  }

  @Test func `no purpose rests on a disease that OncoTree has no node for`() throws {
    #expect(!OncoTree.contains("NMIBC"))
    for programme in try Defaults.programmes() {
      #expect(programme.purpose.diseases.allSatisfy(OncoTree.contains), "\(programme.id)")
    }
  }

  @Test func `CD20 that nobody recorded is unknown`() throws {
    #expect(try truth("CD20-RITUX", "C77.0", "9690/3") == .unknown)
    #expect(try truth("CD20-RITUX", "C77.0", "9690/3", [(.cd20, .positive)]) == .isTrue)
  }

  @Test func `the consent form asks for every scope on its own`() throws {
    let form = try #require(try Defaults.consentForms().first)
    #expect(form.reference.description == "broad-tissue-donation@1")
    #expect(form.scopes == .all)
    #expect(form.modules.allSatisfy { !$0.isMandatory && $0.items.count == 1 })
    let parents = form.modules.filter { $0.parent != nil }.map { "\($0.id) < \($0.parent ?? "")" }
    #expect(
      parents == [
        "tissue_extra_sampling < tissue_surplus", "cell_line_derivation < tissue_surplus",
        "xenograft < tissue_surplus", "recontact_samples < recontact_studies",
      ])
    #expect(form.ageOfMajority == 18)
    #expect(form.assentAge == nil)
    #expect(!form.requiresEvidence)
    #expect(form.inForceFrom.description == "2000-01-01")
  }

  @Test func `collecting is permitted for five years and using for thirty`() throws {
    let form = try #require(try Defaults.consentForms().first)
    let start = try #require(CivilDay(iso: "2026-01-01"))
    for scope in ConsentScope.allCases {
      let isCollecting = [.tissueExtraSampling, .bloodSample, .recontactSamples].contains(scope)
      #expect(
        form.validityEnd(of: scope, from: start)?.description
          == (isCollecting ? "2031-01-01" : "2056-01-01"), "\(scope)")
    }
  }

  @Test func `the export policy`() throws {
    let policy = try Defaults.exportPolicy()
    #expect(policy.k == 11)
    #expect(policy.dates == .year)
    #expect(policy.ageTopCode == 90)
    #expect(policy.restrictedZIP3.count == 17)
    #expect(policy.restrictedZIP3.first == "036")
    #expect(policy.suppressionLimit == 0.02)
    #expect(policy.quasiIdentifiers.contains("site"))
  }
}
