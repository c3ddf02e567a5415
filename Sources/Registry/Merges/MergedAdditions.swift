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
    let (findings, stagings) = (additions.findings, additions.stagings)
    (additions.findings, additions.stagings) = ([], [])
    for addition in findings {
      switch place(of: tumours[addition.tumour], own, &additions) {
      case .own(let index):
        additions.findings.append(.init(tumour: index, finding: addition.finding))
      case .brought(let index):
        additions.tumours[index].diagnosis.biomarkers.append(addition.finding)
      }
    }
    for addition in stagings {
      switch place(of: tumours[addition.tumour], own, &additions) {
      case .own(let index):
        additions.stagings.append(.init(tumour: index, staging: addition.staging))
      case .brought(let index): additions.tumours[index].take(addition.staging)
      }
    }
    return additions
  }

  private enum Place {
    case own(Int)
    case brought(Int)
  }

  /// Where what is said of a tumour belongs; brings along one that the code does not have, without the
  /// results, which another code reported.
  private func place(
    of tumour: TumourRecord, _ own: DonorRecord, _ additions: inout DonorAdditions
  ) -> Place {
    if let index = own.tumours.firstIndex(where: { $0.isSameTumour(as: tumour) }) {
      return .own(index)
    }
    if let index = additions.tumours.firstIndex(where: { $0.isSameTumour(as: tumour) }) {
      return .brought(index)
    }
    var copy = tumour
    copy.diagnosis.biomarkers = []
    copy.contradictions = []
    additions.tumours.append(copy)
    return .brought(additions.tumours.count - 1)
  }
}
