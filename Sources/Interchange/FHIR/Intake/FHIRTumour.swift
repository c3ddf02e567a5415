internal import Domain

/// A tumour of a Condition while what is said of it is gathered.
struct FHIRTumour {
  let place: Int
  let path: String
  var diagnosis: Diagnosis
  var staging = FHIRStaging()
  var findings: [(finding: BiomarkerFinding, path: String)] = []
}

/// TNM categories and stage groups of a tumour, by classification.
///
/// The pathological one is taken where it is stated, else the clinical one, else the one that says
/// neither; a missing category of metastasis is filled from the others, as the manual allows (AJCC
/// Cancer Staging Manual, 8th edition, chapter 1).
struct FHIRStaging {
  enum Classification: Int, CaseIterable {
    case pathological, clinical, other
  }

  struct Stated {
    var t: TNMCategory?
    var n: TNMCategory?
    var m: TNMCategory?
    var stage: StageGroup?
    var edition: UInt8?

    fileprivate var saysSomething: Bool { t != nil || n != nil || stage != nil }
  }

  private var stated = Array(repeating: Stated(), count: Classification.allCases.count)

  subscript(classification: Classification) -> Stated {
    get { stated[classification.rawValue] }
    set { stated[classification.rawValue] = newValue }
  }

  private var chosen: Stated { stated.first(where: \.saysSomething) ?? Stated() }

  var t: TNMCategory? { chosen.t }
  var n: TNMCategory? { chosen.n }
  var m: TNMCategory? { chosen.m ?? stated.compactMap(\.m).first }
  var stage: StageGroup? { chosen.stage }
  var edition: UInt8? {
    stage == nil && t == nil && n == nil && m == nil
      ? nil : chosen.edition ?? stated.compactMap(\.edition).first
  }
}
