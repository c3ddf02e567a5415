public import Domain

extension TumourRecord {
  /// The findings that a marker's state rests on: the summary of HER2 rests on its tests as well.
  /// - Parameter marker: the marker.
  /// - Returns: the findings in the order reported; reasons for there being none are left out.
  public func findings(about marker: Biomarker) -> [BiomarkerFinding] {
    let sources: [Biomarker] = marker == .her2 ? [.her2, .her2IHC, .her2ISH] : [marker]
    return diagnosis.biomarkers.filter {
      sources.contains($0.biomarker) && $0.result.isFinding
    }
  }

  /// What an explanation shows for a field: where a specimen was named, every finding on it.
  func words(for field: EligibilityField, _ facts: TumourFacts) -> String {
    let words = "\(field.name) \(facts.words(for: field))"
    guard case .biomarker(let marker) = field else { return words }
    let findings = findings(about: marker)
    guard findings.contains(where: { $0.specimen != nil }) else { return words }
    return words + " (" + findings.map(\.words).joined(separator: "; ") + ")"
  }
}

extension BiomarkerFinding {
  /// The finding with its day and specimen, where they are known.
  public var words: String {
    let day = observedOn.map { " on \($0)" } ?? ""
    return "\(biomarker) \(result)" + day + (specimen.map { ", specimen \($0)" } ?? "")
  }
}
