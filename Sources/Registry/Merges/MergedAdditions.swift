internal import Domain
internal import Storage

extension DonorRecord {
  /// What another report has and this record does not, in the terms of the one code it is recorded
  /// under.
  ///
  /// What any code of the person has is not added again. A result for a tumour that only another code
  /// has brings the tumour along, so that the report stands by itself when the codes part.
  /// - Parameters:
  ///   - other: the report.
  ///   - own: what was reported under the one code; nil where it is merged with none.
  /// - Returns: what is to be recorded.
  func additions(from other: DonorRecord, own: DonorRecord?) -> DonorAdditions {
    var additions = additions(from: other)
    guard let own else { return additions }
    let findings = additions.findings
    additions.findings = []
    for addition in findings {
      let tumour = tumours[addition.tumour]
      if let index = own.tumours.firstIndex(where: { $0.isSameTumour(as: tumour) }) {
        additions.findings.append(.init(tumour: index, finding: addition.finding))
      } else if let index = additions.tumours.firstIndex(where: { $0.isSameTumour(as: tumour) }) {
        additions.tumours[index].diagnosis.biomarkers.append(addition.finding)
      } else {
        var copy = tumour
        copy.diagnosis.biomarkers = [addition.finding]
        additions.tumours.append(copy)
      }
    }
    return additions
  }
}
