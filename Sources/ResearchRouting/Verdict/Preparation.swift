public import Domain

/// What has to be ready when tissue is taken.
public enum Preparation: UInt8, CaseIterable, Sendable {
  /// A container that keeps cells alive.
  case viableContainer
  /// A container for tissue that is used at once.
  case freshContainer
  /// Liquid nitrogen or what does the same.
  case freezing
  /// Fixation and embedding.
  case fixation
  /// Normal tissue of the same donor.
  case matchedNormal
  /// A tube of blood.
  case blood
  /// A tube of bone marrow.
  case marrow
  /// A second sampling after treatment, with the first one before it.
  case prePostPair

  /// What the people at the site are told.
  public var words: String {
    switch self {
    case .viableContainer: "viable tissue container"
    case .freshContainer: "fresh tissue container"
    case .freezing: "snap freezing"
    case .fixation: "fixation"
    case .matchedNormal: "matched normal tissue"
    case .blood: "blood tube"
    case .marrow: "bone marrow tube"
    case .prePostPair: "sampling before and after treatment"
    }
  }

  /// What some programmes need of one procedure, each once, in the order of the cases.
  ///
  /// Of the kinds that a programme accepts, the one that it prefers is prepared, or else the first
  /// that the procedure can bring.
  /// - Parameters:
  ///   - programmes: the programmes that want the tissue.
  ///   - procedure: the procedure.
  /// - Returns: what has to be ready.
  public static func all(
    for programmes: [CompiledProgramme], at procedure: PlannedProcedure
  ) -> [Preparation] {
    var found: Set<Preparation> = []
    for programme in programmes.map(\.programme) {
      let needs = programme.tissue
      let kinds = needs.accepted.filter { procedure.kind.canYield($0) }
      let preferred = needs.preferred.flatMap { kinds.contains($0) ? $0 : nil }
      if let kind = preferred ?? kinds.first, let container = Preparation(container: kind) {
        found.insert(container)
      }
      if needs.needsMatchedNormal { found.insert(.matchedNormal) }
      if needs.needsMatchedBlood { found.insert(.blood) }
      if needs.needsPrePostPair { found.insert(.prePostPair) }
    }
    return allCases.filter(found.contains)
  }

  private init?(container kind: TissueKind) {
    switch kind {
    case .viable: self = .viableContainer
    case .fresh: self = .freshContainer
    case .frozen: self = .freezing
    case .ffpe: self = .fixation
    case .blood: self = .blood
    case .boneMarrow: self = .marrow
    case .urine, .saliva: return nil
    }
  }
}

extension CompiledProgramme {
  /// Whether a procedure can bring tissue of a kind that the programme takes.
  /// - Parameter procedure: the procedure.
  /// - Returns: whether it can.
  public func collects(on procedure: PlannedProcedure) -> Bool {
    programme.tissue.accepted.contains { procedure.kind.canYield($0) }
  }
}
