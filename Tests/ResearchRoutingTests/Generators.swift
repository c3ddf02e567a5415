import TestSupport
import Domain

@testable import ResearchRouting

enum Generate {
  static let predicates = [
    "site in C50, C16", "site = C50.4", "site in C15-C26", "site = *", "morphology = 8500/3",
    "morphology in 8500-8543/3, 8140/3", "morphology = */2", "histology in 8500, 8140-8149",
    "behaviour != 3", "laterality = left", "laterality in left, right", "t in Tis, Ta, T1",
    "t = 1c", "n != 0", "m = 1", "stage >= III", "stage < IIB", "stage = II", "stage = IIB",
    "stage.ajcc7 >= II", "sex = female", "age >= 50", "age in 18-65, 80", "birth_year < 1970",
    "diagnosed_on >= 2020", "diagnosed_on = 2021-03", "country in US, it", "facility = site-1",
    "tissue.kind in viable, fresh", "tissue.kind = blood", "tissue.matched_normal = yes",
    "her2.ihc = 3+", "her2_ihc in 0, 1+", "her2.ihc = negative", "her2.ish = amplified",
    "her2 = negative", "er = negative", "er in positive, not_tested", "kras = mutated",
    "kras != mutated", "cd20 = positive", "msi = high",
  ]

  static let states = [
    "site is known", "er is known", "her2.ihc is conflicting", "stage is unknown", "t is not known",
    "sex is unknown", "age is known", "facility is known", "tissue.kind is known",
    "edition is known", "kras is unknown", "laterality is known",
  ]

  /// An expression with at most so many nested parts.
  static func expression(
    depth: Int, from predicates: [String], using generator: inout SeededGenerator
  ) -> String {
    guard depth > 0 else { return generator.pick(predicates) }
    func part() -> String {
      "(" + expression(depth: depth - 1, from: predicates, using: &generator) + ")"
    }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "not \(part())"
    case 1: return "\(part()) and \(part()) and \(part())"
    case 2: return "\(part()) or \(part())"
    default: return generator.pick(predicates)
    }
  }

  static func donor(using generator: inout SeededGenerator) -> DonorRecord {
    var donor = DonorRecord(interest: Sample.interest)
    donor.sex = generator.pick(Sex.allCases)
    donor.facility = generator.maybe(generator.pick(["site-1", "site-2"]))
    donor.birthYear = generator.maybe(Int.random(in: 1930...2000, using: &generator))
    donor.country = generator.maybe(generator.pick(["US", "IT", "DE"]))
    donor.noContact = generator.pick([false, false, false, true])
    donor.tumours = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      tumour(using: &generator)
    }
    donor.tissue = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
      Specimen(
        kind: generator.pick(TissueKind.allCases),
        availableOn: generator.pick([
          nil, Sample.day("2024-01-01"), Sample.day("2025-01-01"), Sample.day("2025-12-30"),
          Sample.day("2027-01-01"),
        ]),
        matchedNormal: Bool.random(using: &generator),
        viability: generator.pick(Viability.allCases),
        milligrams: generator.maybe(generator.pick([10, 60, 250])),
        treatment: generator.pick(TreatmentTiming.allCases))
    }
    return donor
  }

  static func tumour(using generator: inout SeededGenerator) -> TumourRecord {
    let site = generator.pick(["C50.4", "C16.0", "C67.9", "C42.1", "C44.5", "C18.2"])
    let morphology = generator.pick(["8500/3", "8500/2", "8140/3", "9690/3", "8720/3", "8130/3"])
    var diagnosis = Sample.diagnosis(site, morphology)
    diagnosis.laterality = generator.pick(Laterality.allCases)
    diagnosis.stage = generator.pick(["I", "IIA", "II", "IIB", "IIIC2", "IV", "0", nil])
      .flatMap { StageGroup($0) }
    diagnosis.edition = generator.pick([nil, 7, 8, 8])
    diagnosis.t = generator.pick(["Tis", "Ta", "T1", "T1c", "T2", "TX", nil])
      .flatMap { TNMCategory($0, axis: .tumour) }
    diagnosis.n = generator.pick(["N0", "N1", nil]).flatMap { TNMCategory($0, axis: .nodes) }
    diagnosis.m = generator.pick(["M0", "M1b", nil]).flatMap { TNMCategory($0, axis: .metastasis) }
    diagnosis.diagnosedOn = generator.maybe(
      Sample.day("2021-03-05").adding(days: Int.random(in: -900...900, using: &generator)))
    diagnosis.biomarkers = (0..<Int.random(in: 0...4, using: &generator)).compactMap { _ in
      let marker = generator.pick([Biomarker.her2IHC, .her2ISH, .her2, .er, .kras, .cd20, .msi])
      return BiomarkerFinding(biomarker: marker, result: generator.pick(marker.results))
    }
    return TumourRecord(
      diagnosis: diagnosis,
      age: generator.maybe(Int.random(in: 0...99, using: &generator)))
  }
}

enum Sample {
  static let interest = Interest(source: .donor, expressedOn: day("2026-01-01"))

  static func day(_ iso: String) -> CivilDay {
    CivilDay(iso: iso) ?? .earliest
  }

  /// A breast carcinoma unless told otherwise.
  static func diagnosis(_ site: String = "C50.4", _ morphology: String = "8500/3") -> Diagnosis {
    guard let site = Topography(site), let morphology = Morphology(morphology) else {
      preconditionFailure("no such code in a test")
    }
    return Diagnosis(site: site, morphology: morphology)
  }

  static func facts(_ change: (inout Diagnosis) -> Void = { _ in }) -> TumourFacts {
    var diagnosis = diagnosis()
    change(&diagnosis)
    return TumourFacts(diagnosis: diagnosis)
  }

  static func facts(_ findings: [(Biomarker, BiomarkerResult)]) -> TumourFacts {
    facts { diagnosis in
      diagnosis.biomarkers = findings.compactMap { BiomarkerFinding(biomarker: $0, result: $1) }
    }
  }

  static func truth(_ expression: String, _ facts: TumourFacts) throws -> Truth {
    try EligibilityExpression(expression).compiled().evaluate(facts)
  }
}
