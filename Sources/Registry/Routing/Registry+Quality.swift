internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Every biomarker whose results contradict each other, and every stage that two reports state
  /// differently, for a person to settle.
  /// - Returns: one line for each tumour and marker or part of the staging, by donor.
  /// - Throws: ``RegistryError``.
  public func qualityReport() throws -> [QualityLine] {
    try read { snapshot in
      var lines: [QualityLine] = []
      try snapshot.forEachDonor(on: nil) { donor, _ in
        let code = DonorCode.text(donor.code)
        for (place, tumour) in donor.record.tumours.enumerated() {
          let facts = TumourFacts(donor: donor.record, tumour: tumour)
          for marker in Biomarker.allCases where facts.state(of: marker) == .conflicting {
            let findings = tumour.findings(about: marker)
            lines.append(
              QualityLine(
                donor: code, tumour: place + 1, field: marker.name,
                found: findings.map(\.words).joined(separator: ", "),
                specimens: Self.specimens(findings)))
          }
          for part in tumour.contradictedParts {
            let reports = [tumour.diagnosis.staging] + tumour.contradictions
            lines.append(
              QualityLine(
                donor: code, tumour: place + 1, field: part.rawValue,
                found: reports.compactMap { $0.words(part) }.joined(separator: ", "),
                specimens: Self.unnamed))
          }
        }
      }
      return lines
    }
  }

  private static let unnamed = "not recorded"

  /// Two results on one piece of tissue are a mistake; two on different pieces can both be right.
  private static func specimens(_ findings: [BiomarkerFinding]) -> String {
    let named = findings.map(\.specimen)
    if named.contains(nil) { return unnamed }
    return Set(named).count > 1 ? "different" : "one"
  }
}
