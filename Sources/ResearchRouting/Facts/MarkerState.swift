public import Domain

/// What all results of one biomarker on one tumour amount to.
public enum MarkerState: Hashable, Sendable {
  /// One finding, or the reason why there is none.
  case result(BiomarkerResult)
  /// Findings that contradict each other; a person has to settle it.
  case conflicting

  /// The name that people write.
  public var name: String {
    switch self {
    case .result(let result): result.name
    case .conflicting: "conflicting"
    }
  }

  /// The packed code: the raw value of a result, or ``conflictingCode``.
  var code: UInt8 {
    switch self {
    case .result(let result): result.rawValue
    case .conflicting: Self.conflictingCode
    }
  }

  /// The packed code of ``conflicting``; every code is below 64.
  static let conflictingCode: UInt8 = 63

  /// The state with a packed code.
  init(code: UInt8) {
    self =
      code == Self.conflictingCode
      ? .conflicting : .result(BiomarkerResult(rawValue: code) ?? .notRecorded)
  }

  /// What all reports on one marker amount to.
  ///
  /// Findings outweigh the reasons for there being none. Of two findings that agree the finer is
  /// kept (HER2 IHC `negative` and `1+`); two that do not agree are ``conflicting``, whatever their
  /// dates: which of them describes the tissue is not for a program to say.
  /// - Parameters:
  ///   - results: the results, in any order.
  ///   - marker: the marker.
  public init(combining results: some Sequence<BiomarkerResult>, of marker: Biomarker) {
    var finding: BiomarkerResult?
    var reason = BiomarkerResult.notRecorded
    for result in results {
      guard result.isFinding else {
        if result.rawValue < reason.rawValue { reason = result }
        continue
      }
      guard let present = finding, present != result else {
        finding = result
        continue
      }
      if Self.covers(present, result, of: marker) {
        finding = result
      } else if !Self.covers(result, present, of: marker) {
        self = .conflicting
        return
      }
    }
    self = .result(finding ?? reason)
  }

  /// Whether a finding says the same as a finer one, only less exactly.
  private static func covers(
    _ coarse: BiomarkerResult, _ fine: BiomarkerResult, of marker: Biomarker
  ) -> Bool {
    marker == .her2IHC && coarse == .negative && (fine == .score0 || fine == .score1)
  }

  /// Whether there is exactly one finding.
  public var isKnown: Bool {
    switch self {
    case .result(let result): result.isFinding
    case .conflicting: false
    }
  }
}
