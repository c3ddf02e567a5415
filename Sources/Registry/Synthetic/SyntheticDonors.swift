public import Domain

/// A sequence of made-up donors whose distributions are those of published cancer statistics.
///
/// A donor depends on seed, index and days alone: the same ones give the same donor on every
/// machine, in any order. Patient numbers and NHS numbers of one seed never repeat below a million.
public struct SyntheticDonors: Sendable {
  private let seed: UInt64
  private let interestDays: ClosedRange<Int>

  /// Describes a sequence.
  /// - Parameters:
  ///   - seed: where the numbers begin.
  ///   - interest: the days between which interest is expressed; nil for 2021 to 2025.
  public init(seed: UInt64, interest: ClosedRange<CivilDay>? = nil) {
    self.seed = seed
    let days = interest ?? CivilDay(daysSinceEpoch: 18_628)...CivilDay(daysSinceEpoch: 20_453)
    interestDays = Int(days.lowerBound.daysSinceEpoch)...Int(days.upperBound.daysSinceEpoch)
  }

  /// Makes one donor.
  /// - Parameter index: place in the sequence, from 0.
  /// - Returns: the donor.
  public func donor(_ index: Int) -> SyntheticDonor {
    var random = SplitMix64(seed: seed, stream: index)
    let interestOn = CivilDay(daysSinceEpoch: Int32(random.number(in: interestDays)))
    let facility = PersonTables.facilities.draw(&random)
    let kind = facility?.kinds.draw(&random) ?? .breast
    let isWoman = random.number(below: max(1, kind.female + kind.male)) < kind.female
    // Most are asked around their treatment, the others years after it.
    let delay =
      random.happens(percent: 74)
      ? random.number(in: 24...160) : random.number(in: 161...1700)
    let diagnosedOn = interestOn.adding(days: -delay)
    let birth = Self.birthDate(kind, diagnosedOn, &random)
    let givenNames = isWoman ? PersonTables.women : PersonTables.men
    var source = PersonTables.sources.draw(&random) ?? .clinician
    if birth.wholeYears(until: interestOn) < 18 { source = .clinician }
    let isReported = source != .website || random.happens(percent: 60)
    let specimen = isReported ? kind.specimen(takenOn: diagnosedOn, &random) : nil
    var made = SyntheticDonor(
      index: index, facility: facility?.code ?? "",
      mrn: (facility?.prefix ?? "") + SyntheticNumbers.padded(index + 1, 7),
      family: PersonTables.families[random.number(below: PersonTables.families.count)],
      given: givenNames[random.number(below: givenNames.count)], birthDate: birth,
      sex: isWoman ? .female : .male, postcode: Self.postcode(&random),
      phone: SyntheticNumbers.phone(&random), nhsNumber: nhsNumber(index, &random),
      interest: Interest(source: source, expressedOn: interestOn),
      noContact: random.happens(percent: 2),
      diagnosis: isReported ? kind.diagnosis(on: diagnosedOn, &random) : nil,
      specimen: specimen, blood: Self.blood(with: specimen, &random))
    if let specimen, let site = made.diagnosis?.site {
      // A stream of its own: what was drawn before these two stays what it was.
      var later = SplitMix64(seed: ~seed, stream: index)
      made.specimen = SpecimenWeights.weighed(specimen, of: site, &later)
      made.blood = made.blood ?? Self.storedBlood(with: specimen, &later)
    }
    return made
  }

  /// The median of the kind and about as far from it as its spread says.
  private static func birthDate(
    _ kind: TumourKind, _ diagnosedOn: CivilDay, _ random: inout SplitMix64
  ) -> CivilDay {
    // Four uniform numbers add up to nearly a normal one (Irwin-Hall), whose deviation is 1/sqrt 3.
    let sum = (0..<4).reduce(0) { sum, _ in sum + random.number(below: 1001) }
    let distance = (sum - 2000) * kind.spread * 1732 / 1_000_000
    let age = min(max(kind.medianAge + distance, 2), 99)
    let birth = diagnosedOn.adding(months: -12 * age).adding(days: -random.number(below: 364))
    let (_, month, day) = birth.components
    return month == 1 && day == 1 ? birth.adding(days: 1) : birth
  }

  /// A tube of blood is taken with most tissue that is kept alive.
  private static func blood(
    with specimen: Specimen?, _ random: inout SplitMix64
  ) -> Specimen? {
    guard let specimen, specimen.kind == .viable || specimen.kind == .fresh,
      random.happens(percent: 78)
    else { return nil }
    return Specimen(kind: .blood, availableOn: specimen.availableOn)
  }

  /// A biobank that keeps a block or frozen tissue has blood of some of these donors too.
  private static func storedBlood(
    with specimen: Specimen, _ random: inout SplitMix64
  ) -> Specimen? {
    guard specimen.kind == .ffpe || specimen.kind == .frozen, random.happens(percent: 15) else {
      return nil
    }
    return Specimen(kind: .blood, availableOn: specimen.availableOn)
  }

  private static func postcode(_ random: inout SplitMix64) -> String {
    let letters = PersonTables.inwardLetters
    let district = PersonTables.districts.draw(&random) ?? "M14"
    return "\(district) \(random.number(below: 10))"
      + letters[random.number(below: letters.count)]
  }

  /// Four donors of five have a number; a bijection of the index keeps them apart.
  private func nhsNumber(_ index: Int, _ random: inout SplitMix64) -> String? {
    guard random.happens(percent: 88), index < 1_000_000 else { return nil }
    let offset = Int(seed % 1_000_000)
    return SyntheticNumbers.nhsNumber((index * 618_033 + offset) % 1_000_000)
  }
}

extension TumourKind {
  fileprivate func diagnosis(on day: CivilDay, _ random: inout SplitMix64) -> Diagnosis? {
    guard let histology = histologies.draw(&random), let site = sites.draw(&random) else {
      return nil
    }
    let staging = histology.staging ?? stagings.draw(&random)
    var findings: [BiomarkerFinding] = []
    let reportedOn = day.adding(days: random.number(in: 4...20))
    for panel in panels { panel.draw(into: &findings, on: reportedOn, &random) }
    return Diagnosis(
      site: site, morphology: histology.code,
      laterality: isPaired ? (random.happens(percent: 51) ? .left : .right) : .notPaired,
      diagnosedOn: day, stage: staging?.stage,
      edition: staging?.stage == nil ? nil : day.year < 2018 ? 7 : 8,
      t: staging?.t, n: staging?.n, m: staging?.m, biomarkers: findings)
  }

  fileprivate func specimen(takenOn day: CivilDay, _ random: inout SplitMix64) -> Specimen? {
    let kinds = isLiquid ? PersonTables.liquidTissue : PersonTables.solidTissue
    let isMatched = random.happens(percent: 24)
    let availableOn = day.adding(days: random.number(in: 0...12))
    guard let kind = kinds.draw(&random) ?? nil else { return nil }
    let viability: Viability =
      switch kind {
      case .viable: .cryopreservedViable
      case .fresh: .viable
      default: .unknown
      }
    return Specimen(
      kind: kind, availableOn: availableOn, matchedNormal: isMatched, viability: viability)
  }
}
