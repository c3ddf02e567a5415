internal import Domain
internal import HashedIdentifiers
internal import ResearchRouting
internal import Storage

extension Registry {
  /// Every biomarker whose results contradict each other, for a person to settle.
  /// - Returns: one line for each tumour and marker, by donor.
  /// - Throws: ``RegistryError``.
  public func qualityReport() throws -> [QualityLine] {
    try read { snapshot in
      var lines: [QualityLine] = []
      try snapshot.forEachDonor(on: nil) { donor, _ in
        for (place, tumour) in donor.record.tumours.enumerated() {
          let facts = TumourFacts(donor: donor.record, tumour: tumour)
          for marker in Biomarker.allCases where facts.state(of: marker) == .conflicting {
            lines.append(
              QualityLine(
                donor: DonorCode.text(donor.code), tumour: place + 1, biomarker: marker.name,
                found: Self.words(tumour.diagnosis.biomarkers, about: marker)))
          }
        }
      }
      return lines
    }
  }

  /// The findings that a marker's state rests on: the summary of HER2 rests on its tests as well.
  private static func words(_ findings: [BiomarkerFinding], about marker: Biomarker) -> String {
    let sources: [Biomarker] = marker == .her2 ? [.her2, .her2IHC, .her2ISH] : [marker]
    return findings.filter { sources.contains($0.biomarker) && $0.result.isFinding }
      .map { finding in
        let day = finding.observedOn.map { " on \($0)" } ?? ""
        return "\(finding.biomarker) \(finding.result)" + day
      }.joined(separator: ", ")
  }
}
