internal import Domain
internal import Glibc
internal import ResearchRouting

/// Eligibility of many tumours for many programmes, and the allocation of scarce tissue; both on
/// generated input that is the same in every run.
enum RoutingBench {
  private static let programmes = 100

  /// Columns against rows, on the same expressions and tumours.
  static func eligibility(rows: Int) throws {
    var random = SplitMix64(seed: 1)
    let programs = try (0..<programmes).map { number in
      let parts = (0..<4).map { _ in random.pick(predicates) }
      return try EligibilityExpression(
        "\(parts[0]) and age >= \(number % 80) and (\(parts[1]) or \(parts[2])) and \(parts[3])"
      ).compiled()
    }
    let facts = (0..<rows).map { _ in Self.facts(&random) }
    var columns = TumourColumns()
    Measurement.time("packing columns", rows: rows) {
      for tumour in facts { columns.append(tumour) }
    }.show(against: nil)
    var counts = [Int](repeating: 0, count: programs.count)
    let baseline = Measurement.time("row by row", rows: rows) {
      for (place, program) in programs.enumerated() {
        for tumour in facts where program.evaluate(tumour) == .isTrue { counts[place] += 1 }
      }
    }
    var found: [Int] = []
    let measured = Measurement.time("over columns", rows: rows) {
      found = TumourScreen(programs).evaluate(columns).map(\.holding)
    }
    baseline.show(against: nil)
    measured.show(against: baseline)
    guard found == counts else { throw RoutingBenchFailure.disagreement }
    print("\(programs.count) programmes, \(counts.reduce(0, +)) pairs eligible both ways")
  }

  /// An allocation, with its proof checked; the instance goes to a file where one is named.
  static func allocation(donors: Int, instance: String?) throws {
    var random = SplitMix64(seed: 2)
    let places = donors / programmes / 2
    var problem = AllocationProblem(
      programmes: (0..<programmes).map { _ in AllocationProblem.Programme(places: places) })
    var lines = ["\(donors) \(programmes) \(places)"]
    for donor in 0..<donors {
      let options = (0..<10).map { _ in
        AllocationProblem.Option(
          programme: random.number(below: programmes), cost: -1 - random.number(below: 1_000))
      }
      try problem.addDonor(portions: 1, options: options)
      guard instance != nil else { continue }
      for option in problem.options(of: donor) {
        lines.append("\(donor) \(option.programme) \(option.cost)")
      }
    }
    if let instance {
      guard let file = unsafe fopen(instance, "w") else {
        throw RoutingBenchFailure.unwritable(instance)
      }
      defer { unsafe fclose(file) }
      for line in lines { _ = unsafe fputs(line + "\n", file) }
    }
    var allocation: Allocation?
    let begin = clock()
    let measured = Measurement.time("allocation", rows: donors) { allocation = problem.solved() }
    // POSIX: a million to the second, whatever the real resolution.
    let seconds = Double(clock() - begin) / 1_000_000
    measured.show(against: nil)
    guard let allocation, AllocationCertificate(allocation, of: problem).isOptimal else {
      throw RoutingBenchFailure.notOptimal
    }
    print("cost \(allocation.cost) placed \(allocation.placed) processor \(seconds)")
  }

  private static let predicates = [
    "site in C50, C16", "site = C50.4", "site in C15-C26", "morphology = 8500/3",
    "morphology in 8500-8543/3, 8140/3", "morphology = */2", "behaviour != 3", "n != 0",
    "t in Tis, Ta, T1", "stage >= III", "stage < IIB", "sex = female", "birth_year < 1970",
    "diagnosed_on >= 2020", "country in US, IT", "tissue.kind in viable, fresh", "her2.ihc = 3+",
    "er = negative", "kras = mutated", "age >= 50",
  ]

  private static func facts(_ random: inout SplitMix64) -> TumourFacts {
    let sites = ["C50.4", "C16.0", "C67.9", "C42.1", "C44.5", "C18.2", "C61.9", "C34.1"]
    let morphologies = ["8500/3", "8500/2", "8140/3", "9690/3", "8720/3", "8130/3", "8070/3"]
    guard let site = Topography(random.pick(sites)),
      let morphology = Morphology(random.pick(morphologies))
    else { preconditionFailure("a code of this list is no code") }
    var diagnosis = Diagnosis(
      site: site, morphology: morphology,
      diagnosedOn: CivilDay(daysSinceEpoch: Int32(10_000 + random.number(below: 10_000))))
    if random.number(below: 2) == 0 {
      diagnosis.stage = StageGroup(random.pick(["I", "IIA", "IIIB", "IV"]))
      diagnosis.edition = 8
    }
    diagnosis.biomarkers = [Biomarker.her2IHC, .er, .kras].compactMap { marker in
      BiomarkerFinding(biomarker: marker, result: random.pick(marker.results))
    }
    var donor = DonorRecord(
      interest: Interest(source: .donor, expressedOn: CivilDay(daysSinceEpoch: 20_000)))
    donor.sex = random.pick(Sex.allCases)
    donor.birthYear = 1930 + random.number(below: 75)
    donor.country = random.pick(["US", "IT", "DE"])
    donor.tissue = [Specimen(kind: random.pick(TissueKind.allCases))]
    return TumourFacts(
      donor: donor, tumour: TumourRecord(diagnosis: diagnosis, age: random.number(below: 100)))
  }
}

/// Why a measurement of routing means nothing.
enum RoutingBenchFailure: Error, CustomStringConvertible {
  case disagreement
  case notOptimal
  case unstable
  case unwritable(String)

  var description: String {
    switch self {
    case .disagreement: "columns and rows disagree"
    case .notOptimal: "the prices do not prove the allocation"
    case .unstable: "an allocation that is run again changes something"
    case .unwritable(let path): "cannot write \(path)"
    }
  }
}
