import Domain
import Foundation
import ResearchRouting
import Testing

@Suite struct `The data-use match` {
  private let match = DataUseMatch(
    hierarchy: DiseaseHierarchy { ["MEL": ["SKIN"], "BRCA": ["BREAST"]][$0] ?? [] })

  private func request(_ change: (inout DataUseRequest) -> Void) -> DataUseRequest {
    var request = DataUseRequest()
    request.isCommercial = false
    change(&request)
    return request
  }

  /// Every request that asks for one thing.
  private var single: [DataUseRequest] {
    [
      request { $0.isGeneral = true }, request { $0.isBiomedical = true },
      request { $0.diseases = ["MEL"] }, request { $0.isAncestry = true },
      request { $0.isMethods = true },
    ]
  }

  @Test func `no permission recorded denies everything`() {
    for request in single + [DataUseRequest()] {
      #expect(match.verdict(request, on: DataUseTerms(permissions: [])) == .ineligible)
    }
  }

  /// Permission, and the answers to general, biomedical, disease, ancestry and methods research.
  @Test(arguments: [
    (DataUsePermission.noRestriction, [true, true, true, true, true]),
    (.generalResearch, [true, true, true, true, true]),
    (.biomedical, [false, true, true, false, true]),
    (.diseaseSpecific, [false, false, true, false, true]),
    (.ancestry, [false, false, false, true, true]),
  ])
  func `what each permission covers`(permission: DataUsePermission, answers: [Bool]) {
    let terms = DataUseTerms(permissions: [permission], diseases: ["SKIN"])
    #expect(single.map { match.verdict($0, on: terms) == .eligible } == answers)
  }

  @Test func `every disease has to equal or descend from a permitted one`() {
    let terms = DataUseTerms(permissions: [.diseaseSpecific], diseases: ["SKIN"])
    #expect(match.verdict(request { $0.diseases = ["SKIN", "MEL"] }, on: terms) == .eligible)
    #expect(match.verdict(request { $0.diseases = ["MEL", "BRCA"] }, on: terms) == .ineligible)
    let narrow = DataUseTerms(permissions: [.diseaseSpecific], diseases: ["MEL"])
    #expect(match.verdict(request { $0.diseases = ["SKIN"] }, on: narrow) == .ineligible)
  }

  @Test func `sensitive purposes need review, and a denial outranks that`() {
    let delicate = request {
      $0.isBiomedical = true
      $0.sensitive = ["stigmatised disease"]
    }
    #expect(match.verdict(delicate, on: DataUseTerms(permissions: [.biomedical])) == .needsReview)
    #expect(match.verdict(delicate, on: DataUseTerms(permissions: [.ancestry])) == .ineligible)
  }

  @Test(arguments: DataUseModifier.allCases)
  func `every restriction appears, and none is skipped`(modifier: DataUseModifier) {
    let asked = request {
      $0.isBiomedical = true
      $0.isMethods = true
      $0.isCommercial = nil
    }
    let terms = DataUseTerms(permissions: [.generalResearch], modifiers: [modifier])
    let reasons = match.reasons(asked, on: terms).filter { $0.rule == "restriction" }
    #expect(reasons.map(\.found) == [modifier.shorthand])
    let harmless: [DataUseModifier] = [.noAncestryResearch]
    #expect((reasons.first?.outcome == .met) == harmless.contains(modifier))
  }

  @Test(arguments: DataUseModifier.allCases)
  func `a restriction never raises a verdict`(modifier: DataUseModifier) {
    for permission in DataUsePermission.allCases {
      for request in single {
        let free = DataUseTerms(permissions: [permission], diseases: ["MEL"])
        var bound = free
        bound.modifiers = [modifier]
        #expect(match.verdict(request, on: bound) >= match.verdict(request, on: free))
      }
    }
  }

  @Test func `conditions are met by who accepts them`() {
    let terms = DataUseTerms(permissions: [.biomedical], modifiers: [.publicationRequired])
    let silent = request { $0.isBiomedical = true }
    #expect(match.verdict(silent, on: terms) == .needsReview)
    let willing = request {
      $0.isBiomedical = true
      $0.accepts = [.publicationRequired]
    }
    #expect(match.verdict(willing, on: terms) == .eligible)
  }

  @Test func `a programme asks for its purpose`() throws {
    let programme = try ResearchProgramme(
      id: "P", version: 1, title: "T",
      purpose: ResearchPurpose(
        permission: .diseaseSpecific, modifiers: [.publicationRequired], diseases: ["MEL"]),
      eligibility: "site in C44", tissue: TissueRequirement(accepted: [.ffpe]),
      requiredScopes: [.somaticGenomics])
    let asked = DataUseRequest(programme)
    #expect(asked.diseases == ["MEL"])
    #expect(asked.isCommercial == false)
    #expect(asked.isGenetic == true)
    // What only a scope that nobody asks for would lift does not stand in the way.
    #expect(asked.accepts == [.publicationRequired, .geographical, .clinicalCare])
    let terms = DataUseTerms(
      permissions: [.biomedical], modifiers: [.geneticStudiesOnly, .nonCommercial])
    #expect(match.verdict(asked, on: terms) == .eligible)
  }
}

/// Disabled unless `REGISTRY_SHARED` names the folder of the reference data.
@Suite(.enabled(if: SharedData.isThere)) struct `The data-use match against its peers` {
  private static let diseases = DiseaseHierarchy {
    [
      "DOID:10155": ["DOID:3119", "DOID:0050686", "DOID:162", "DOID:14566", "DOID:4"],
      "DOID:162": ["DOID:14566", "DOID:4"],
    ][$0] ?? []
  }

  private static let verdicts: [String: Verdict] = [
    "APPROVE": .eligible, "ABSTAIN": .needsReview, "DENY": .ineligible,
  ]

  private static func flag(_ text: Substring) -> Bool? {
    text == "true" ? true : text == "false" ? false : nil
  }

  /// Why this match is stricter than DUOS on a case, or nil where it has no reason to be.
  private func reason(
    _ request: DataUseRequest, _ terms: DataUseTerms, _ oracle: Verdict
  ) -> String? {
    if terms.permissions.isEmpty { return "no permission recorded is a denial" }
    if request.isGeneral, !terms.permissions.contains(.generalResearch) {
      return "research of any kind needs a permission for any kind"
    }
    if oracle == .needsReview { return "a denial outranks what needs review" }
    if !request.isGeneral, !request.isBiomedical, request.diseases.isEmpty, !request.isAncestry,
      !request.isMethods
    {
      return "a request without a purpose needs review"
    }
    return nil
  }

  @Test func `all 4,116 rows of the DUOS oracle: as strict, or stricter for a stated reason`()
    throws
  {
    let match = DataUseMatch(hierarchy: Self.diseases)
    let text = String(decoding: try SharedData.bytes("duos/duos_v4_oracle.tsv"), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst()
    #expect(rows.count == 4116)
    var disagreements: [String: Int] = [:]
    for row in rows {
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
      var terms = DataUseTerms(permissions: [], diseases: [String(cells[1])])
      if let permission = DataUsePermission(name: cells[0]) { terms.permissions = [permission] }
      if cells[2] == "true" { terms.modifiers = [.notForProfitOrganisation] }
      var request = DataUseRequest()
      request.isGeneral = cells[3] == "true"
      request.isBiomedical = cells[4] == "true"
      request.diseases = cells[5].isEmpty ? [] : [String(cells[5])]
      request.isAncestry = cells[6] == "true"
      request.isMethods = cells[7] == "true"
      request.isCommercial = Self.flag(cells[8]).map { !$0 }
      request.sensitive = cells[9].isEmpty ? [] : [String(cells[9])]
      let oracle = try #require(Self.verdicts[String(cells[10])])
      let verdict = match.verdict(request, on: terms)
      #expect(verdict >= oracle, "\(row)")
      if verdict != oracle {
        let why = try #require(reason(request, terms, oracle), "\(row)")
        disagreements[why, default: 0] += 1
      }
    }
    #expect(disagreements.count == 4, "\(disagreements)")
  }

  private struct Named: Decodable {
    struct Vector: Decodable {
      let name: String
      let dataset: [String: Value]
      let purpose: [String: Value]
      let expected: String
    }
    enum Value: Decodable {
      case flag(Bool)
      case diseases([String])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
          self = .flag(flag)
        } else {
          self = .diseases(try container.decode([String].self))
        }
      }

      var isTrue: Bool { if case .flag(true) = self { true } else { false } }
    }
    let vectors: [Vector]
  }

  @Test func `the 33 named cases of DUOS`() throws {
    let named = try JSONDecoder().decode(
      Named.self, from: try SharedData.bytes("duos/duos_v4_vectors.json"))
    #expect(named.vectors.count == 33)
    let match = DataUseMatch(hierarchy: Self.diseases)
    for vector in named.vectors {
      var terms = DataUseTerms(permissions: [])
      var request = DataUseRequest()
      for (key, value) in vector.dataset {
        if case .diseases(let diseases) = value { terms.diseases = diseases }
        if key == "NPU" {
          if value.isTrue { terms.modifiers = [.notForProfitOrganisation] }
        } else if let permission = DataUsePermission(name: key) {
          terms.permissions.insert(permission)
        }
      }
      for (key, value) in vector.purpose {
        switch (key, value) {
        case ("DS", .diseases(let diseases)): request.diseases = diseases
        case ("GRU", .flag(let isSet)): request.isGeneral = isSet
        case ("HMB", .flag(let isSet)): request.isBiomedical = isSet
        case ("POA", .flag(let isSet)): request.isAncestry = isSet
        case ("MDS", .flag(let isSet)): request.isMethods = isSet
        case ("NPU", .flag(let isSet)): request.isCommercial = !isSet
        default: request.sensitive.append(key)
        }
      }
      // Three cases state nothing but a not-for-profit use: no permission recorded is a denial.
      let isStricter = terms.permissions.isEmpty && vector.expected == "APPROVE"
      let expected = isStricter ? .ineligible : Self.verdicts[vector.expected]
      #expect(match.verdict(request, on: terms) == expected, "\(vector.name)")
    }
  }

  @Test func `REMS takes any disease that matches, this match every one`() {
    let hierarchy = DiseaseHierarchy {
      [
        "MONDO:0006486": ["MONDO:0005105", "MONDO:0045024"], "MONDO:0005105": ["MONDO:0045024"],
      ][$0] ?? []
    }
    let match = DataUseMatch(hierarchy: hierarchy)
    func verdict(_ permitted: [String], _ asked: [String]) -> Verdict {
      var request = DataUseRequest()
      request.diseases = asked
      return match.verdict(
        request, on: DataUseTerms(permissions: [.diseaseSpecific], diseases: permitted))
    }
    // Not compatible in REMS either.
    #expect(verdict([], ["MONDO:0005105", "MONDO:0100253"]) == .ineligible)
    #expect(verdict(["MONDO:0006486"], ["MONDO:0005105", "MONDO:0100253"]) == .ineligible)
    // Compatible in REMS, where the second disease is not looked at.
    #expect(verdict(["MONDO:0045024"], ["MONDO:0005105", "MONDO:0100253"]) == .ineligible)
    #expect(verdict(["MONDO:0045024"], ["MONDO:0005105"]) == .eligible)
    #expect(verdict(["MONDO:0005105", "MONDO:0006486"], ["MONDO:0006486"]) == .eligible)
  }
}
