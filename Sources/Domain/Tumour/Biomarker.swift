/// A biomarker that the registry records.
///
/// IHC and ISH of HER2 are two tests and never one number; `her2` is the overall summary of a
/// registry that reports nothing finer (NAACCR 3855).
public enum Biomarker: UInt8, CodedValue {
  /// HER2 protein by immunohistochemistry, 0 to 3+.
  case her2IHC = 1
  /// HER2 gene by in situ hybridisation.
  case her2ISH = 2
  /// HER2 overall summary.
  case her2 = 3
  /// Oestrogen receptor.
  case er = 4
  /// Progesterone receptor.
  case pr = 5
  /// B-lymphocyte antigen CD20.
  case cd20 = 6
  /// KRAS gene.
  case kras = 7
  /// NRAS gene.
  case nras = 8
  /// BRAF gene.
  case braf = 9
  /// EGFR gene.
  case egfr = 10
  /// PIK3CA gene.
  case pik3ca = 11
  /// TP53 gene.
  case tp53 = 12
  /// IDH1 gene.
  case idh1 = 13
  /// JAK1 gene.
  case jak1 = 14
  /// JAK2 gene.
  case jak2 = 15
  /// Microsatellite instability.
  case msi = 16
  /// PD-L1 protein.
  case pdl1 = 17
  /// ALK gene fusion.
  case alk = 18
  /// Folate receptor alpha protein.
  case folateReceptorAlpha = 19
  /// ERBB2 (HER2) gene mutation, as opposed to its amplification.
  case erbb2 = 20

  /// `biomarker`.
  public static var vocabulary: String { "biomarker" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .her2IHC: "her2_ihc"
    case .her2ISH: "her2_ish"
    case .her2: "her2"
    case .er: "er"
    case .pr: "pr"
    case .cd20: "cd20"
    case .kras: "kras"
    case .nras: "nras"
    case .braf: "braf"
    case .egfr: "egfr"
    case .pik3ca: "pik3ca"
    case .tp53: "tp53"
    case .idh1: "idh1"
    case .jak1: "jak1"
    case .jak2: "jak2"
    case .msi: "msi"
    case .pdl1: "pd_l1"
    case .alk: "alk"
    case .folateReceptorAlpha: "folate_receptor_alpha"
    case .erbb2: "erbb2"
    }
  }

  /// Whether the marker can have a result.
  /// - Parameter result: the result.
  /// - Returns: whether ``results`` holds it.
  public func canBe(_ result: BiomarkerResult) -> Bool {
    Self.possible[Int(rawValue)] >> UInt64(result.rawValue) & 1 == 1
  }

  /// For each marker a bit for every result that it can have: findings are read by the million.
  private static let possible: [UInt64] = {
    var possible = [UInt64](repeating: 0, count: 1 + Int(allCases.map(\.rawValue).max() ?? 0))
    for marker in allCases {
      for result in marker.results {
        possible[Int(marker.rawValue)] |= 1 << UInt64(result.rawValue)
      }
    }
    return possible
  }()

  /// The results that this marker can have, the states that every marker shares included.
  public var results: [BiomarkerResult] {
    switch self {
    case .her2IHC:
      [.score0, .score1, .score2, .score3, .negative] + BiomarkerResult.shared
    case .her2ISH:
      [.amplified, .notAmplified, .equivocal] + BiomarkerResult.shared
    case .her2, .er, .pr, .cd20, .pdl1, .alk, .folateReceptorAlpha:
      [.positive, .negative, .equivocal] + BiomarkerResult.shared
    case .kras, .nras, .braf, .egfr, .pik3ca, .tp53, .idh1, .jak1, .jak2, .erbb2:
      [.mutated, .wildType] + BiomarkerResult.shared
    case .msi:
      [.stable, .low, .high] + BiomarkerResult.shared
    }
  }
}

/// What a biomarker test found, or why nothing was found.
///
/// A test that was not done, whose result is not known or that nobody recorded is never negative.
public enum BiomarkerResult: UInt8, CodedValue {
  /// IHC score 0.
  case score0 = 0
  /// IHC score 1+.
  case score1 = 1
  /// IHC score 2+, equivocal by ASCO/CAP.
  case score2 = 2
  /// IHC score 3+.
  case score3 = 3
  /// Stated as negative.
  case negative = 10
  /// Stated as positive.
  case positive = 11
  /// Neither positive nor negative.
  case equivocal = 12
  /// Gene amplified.
  case amplified = 13
  /// Gene not amplified.
  case notAmplified = 14
  /// Mutated.
  case mutated = 15
  /// Not mutated.
  case wildType = 16
  /// Microsatellites stable.
  case stable = 17
  /// Microsatellite instability, low.
  case low = 18
  /// Microsatellite instability, high.
  case high = 19
  /// Tested for by nobody.
  case notTested = 30
  /// Ordered, result not known.
  case orderedUnknown = 31
  /// Nothing stands in the record.
  case notRecorded = 32

  /// The states that say why there is no finding.
  static let shared: [BiomarkerResult] = [.notTested, .orderedUnknown, .notRecorded]

  /// Whether the test gave a finding.
  public var isFinding: Bool { rawValue < 30 }

  /// `biomarker result`.
  public static var vocabulary: String { "biomarker result" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .score0: "0"
    case .score1: "1+"
    case .score2: "2+"
    case .score3: "3+"
    case .negative: "negative"
    case .positive: "positive"
    case .equivocal: "equivocal"
    case .amplified: "amplified"
    case .notAmplified: "not_amplified"
    case .mutated: "mutated"
    case .wildType: "wild_type"
    case .stable: "stable"
    case .low: "low"
    case .high: "high"
    case .notTested: "not_tested"
    case .orderedUnknown: "ordered_unknown"
    case .notRecorded: "not_recorded"
    }
  }
}

/// One result of one biomarker test on a tumour.
public struct BiomarkerFinding: Hashable, Sendable {
  /// The marker tested.
  public let biomarker: Biomarker
  /// What was found.
  public let result: BiomarkerResult
  /// The day of the result, where known.
  public let observedOn: CivilDay?
  /// The specimen tested, where it was named.
  public let specimen: SpecimenReference?

  /// A result of a marker, or nil where the marker cannot have that result.
  /// - Parameters:
  ///   - biomarker: the marker tested.
  ///   - result: one of ``Biomarker/results``.
  ///   - observedOn: the day of the result.
  ///   - specimen: the specimen tested.
  public init?(
    biomarker: Biomarker, result: BiomarkerResult, observedOn: CivilDay? = nil,
    specimen: SpecimenReference? = nil
  ) {
    guard biomarker.canBe(result) else { return nil }
    self.biomarker = biomarker
    self.result = result
    self.observedOn = observedOn
    self.specimen = specimen
  }

  /// Reads a result by name, or says what is wrong with it.
  /// - Parameters:
  ///   - name: name of the marker.
  ///   - value: name of the result.
  ///   - observedOn: the day of the result.
  ///   - specimen: the specimen tested.
  ///   - field: path of the object that holds both.
  /// - Returns: the finding.
  /// - Throws: ``FieldProblem`` for an unknown marker or a result it cannot have.
  public static func parse(
    name: String, value: String, observedOn: CivilDay?, specimen: SpecimenReference? = nil,
    field: String
  ) throws(FieldProblem) -> BiomarkerFinding {
    let biomarker = try Biomarker.parse(name, field: "\(field).name")
    if let result = BiomarkerResult(name: value),
      let finding = BiomarkerFinding(
        biomarker: biomarker, result: result, observedOn: observedOn, specimen: specimen)
    {
      return finding
    }
    throw FieldProblem(
      field: "\(field).value",
      problem: "\(biomarker.name) cannot be '\(FieldProblem.excerpt(value))'",
      fix: NearestName.suggestion(for: value, among: biomarker.results.map(\.name)))
  }
}
