internal import Domain

/// Puts the tumours together that several samples of one donor describe.
enum TumourMerge {
  /// Tumours of equal site and morphology whose sides and days do not contradict each other are one.
  ///
  /// The first one states what both state; the later ones fill what it lacks and add their findings.
  /// - Parameter diagnoses: tumours in the order of their samples.
  /// - Returns: every tumour once.
  static func merged(_ diagnoses: [Diagnosis]) -> [Diagnosis] {
    var result: [Diagnosis] = []
    for diagnosis in diagnoses {
      if let place = result.firstIndex(where: { isSame($0, diagnosis) }) {
        result[place] = combined(result[place], diagnosis)
      } else {
        result.append(diagnosis)
      }
    }
    return result
  }

  private static func isSame(_ one: Diagnosis, _ other: Diagnosis) -> Bool {
    one.site == other.site && one.morphology == other.morphology
      && (one.laterality == other.laterality || one.laterality == .unknown
        || other.laterality == .unknown)
      && (one.diagnosedOn == nil || other.diagnosedOn == nil
        || one.diagnosedOn == other.diagnosedOn)
  }

  private static func combined(_ one: Diagnosis, _ other: Diagnosis) -> Diagnosis {
    var result = one
    if result.laterality == .unknown { result.laterality = other.laterality }
    result.diagnosedOn = one.diagnosedOn ?? other.diagnosedOn
    // Stage and categories mean something within one edition only: they come from one sample.
    if one.stage == nil, one.t == nil, one.n == nil, one.m == nil {
      result.stage = other.stage
      result.edition = other.edition ?? one.edition
      (result.t, result.n, result.m) = (other.t, other.n, other.m)
    }
    for finding in other.biomarkers where !result.biomarkers.contains(finding) {
      result.biomarkers.append(finding)
    }
    return result
  }
}
