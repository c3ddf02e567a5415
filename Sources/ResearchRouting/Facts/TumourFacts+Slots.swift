internal import Domain

extension TumourFacts {
  /// The packed code that a step asks for.
  func code(for step: Instruction) -> Int {
    switch step.slot {
    case .site: Int(site)
    case .morphology: Int(morphology)
    case .marker: Int(markers[Int(step.marker)])
    case .histology: Int(morphology) / 10
    case .behaviour: Int(morphology) % 10
    case .laterality: Int(laterality)
    case .t: Int(t)
    case .n: Int(n)
    case .m: Int(m)
    case .stage: Int(stage)
    case .sex: Int(sex)
    default: Int(matchedNormal)
    }
  }

  /// The number at a slot, or ``missing``.
  func number(at slot: Instruction.Slot) -> Int32 {
    switch slot {
    case .edition: edition == 0 ? Self.missing : Int32(edition)
    case .age: age
    case .birthYear: birthYear
    case .diagnosedOn: diagnosedOn
    default: country
    }
  }

  /// Bits of the kinds that are pieces of the tumour.
  private static let solid = TissueKind.allCases.filter(\.isSolid)
    .reduce(UInt16(0)) { $0 | 1 << UInt16($1.rawValue) }

  /// Whether tissue of one of some kinds is there.
  ///
  /// Where the tumour is kept, the kinds that are not listed are not there. A liquid that is not
  /// listed can still be taken, and a tumour of which nothing is listed may still be kept.
  func hasTissue(_ kinds: UInt16) -> Truth {
    if tissue & kinds != 0 { return .isTrue }
    if kinds & ~Self.solid != 0 { return .unknown }
    return tissue & Self.solid == 0 ? .unknown : .isFalse
  }
}
