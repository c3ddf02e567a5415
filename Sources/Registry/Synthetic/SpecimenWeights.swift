internal import Domain

/// How much of a tumour is kept for research.
///
/// Averages of the middle 80 % of tissues by organ: Nohle et al., Biopreserv Biobank 2018;16:463, over
/// 5,141 primary malignant tissues of the Cooperative Human Tissue Network. Nobody published how often a
/// weight is written down at all; two of three is an assumption.
enum SpecimenWeights {
  private static let recorded = 66
  private static let groups: [(milligrams: Int, organs: Set<String>)] = [
    (140, ["C09", "C10", "C61"]),
    (265, ["C02", "C06", "C07", "C08", "C25", "C32", "C34", "C44", "C50", "C73"]),
    (
      513,
      [
        "C15", "C16", "C17", "C18", "C19", "C20", "C22", "C40", "C41", "C53", "C54", "C55", "C56",
        "C64", "C67", "C71", "C74", "C77",
      ]
    ),
    (1201, ["C48", "C49"]),
  ]

  /// The same tissue with a weight, where it is of a kind that is weighed and somebody wrote it down.
  static func weighed(
    _ specimen: Specimen, of site: Topography, _ random: inout SplitMix64
  ) -> Specimen {
    guard [.frozen, .fresh, .viable].contains(specimen.kind), random.happens(percent: recorded),
      let group = groups.first(where: { $0.organs.contains(String("\(site)".prefix(3))) })
    else { return specimen }
    return Specimen(
      kind: specimen.kind, availableOn: specimen.availableOn,
      matchedNormal: specimen.matchedNormal, viability: specimen.viability,
      milligrams: group.milligrams * random.number(in: 20...180) / 100,
      treatment: specimen.treatment)
  }
}
