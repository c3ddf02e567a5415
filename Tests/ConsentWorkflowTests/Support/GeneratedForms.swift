import TestSupport
import ConsentWorkflow
import Domain

/// Thirty-two catalogues of random forms `a` and `b` in up to three versions.
enum GeneratedForms {
  /// What generated grants name; `c@1` is in no catalogue, and some versions are not in all.
  static let references =
    ["a@1", "a@1", "a@2", "a@3", "b@1", "b@1", "b@2", "c@1"].map(Samples.reference)

  static let pool: [(FormCatalogue, ConsentFold)] = (0..<32).map { seed in
    var random = SeededGenerator(seed: 1000 + UInt64(seed))
    do {
      let catalogue = try catalogue(&random)
      return (catalogue, ConsentFold(forms: catalogue))
    } catch {
      preconditionFailure("a generated form is none: \(error)")
    }
  }

  private static func catalogue(_ random: inout SeededGenerator) throws -> FormCatalogue {
    var catalogue = FormCatalogue()
    for id in ["a", "b"] {
      var inForce = [0, 0, 0].map { _ in GeneratedHistory.day(&random) }
      var recorded = [0, 0].map { _ in GeneratedHistory.instant(&random) }
      inForce.sort()
      recorded.sort()
      // The first version is known from the start; grants on unknown ones are generated too.
      recorded.insert(Instant(startOf: .earliest), at: 0)
      for version in 1...1 + random.below(3) {
        let form = try form(
          "\(id)@\(version)", version == 1 ? .initial : random.pick([.editorial, .material]),
          inForce[version - 1], &random)
        try catalogue.publish(form, recordedAt: recorded[version - 1])
      }
    }
    return catalogue
  }

  private static func period(_ random: inout SeededGenerator) -> CivilPeriod? {
    random.pick([
      nil, nil, CivilPeriod(months: 1), CivilPeriod(days: 30), CivilPeriod(months: 3),
      CivilPeriod(months: 6), CivilPeriod(years: 1), CivilPeriod(years: 2),
    ])
  }

  private static func form(
    _ text: String, _ change: FormChange, _ inForce: CivilDay, _ random: inout SeededGenerator
  ) throws -> ConsentForm {
    var modules: [FormModule] = []
    for (place, scopes) in [[0, 1], [2, 3], [4]].enumerated() {
      var items: [FormItem] = []
      for scope in scopes where !random.oneIn(8) {
        items.append(
          FormItem(
            scope: GeneratedHistory.scopes[scope], text: "x", validity: period(&random)))
      }
      if items.isEmpty { continue }
      modules.append(
        FormModule(id: "m\(place)", title: "m", validity: period(&random), items: items))
    }
    if modules.isEmpty {
      let item = FormItem(scope: .tissueSurplus, text: "x")
      modules = [FormModule(id: "m", title: "m", items: [item])]
    }
    return try ConsentForm(
      reference: Samples.reference(text), title: "t", language: "en", publishedOn: inForce,
      change: change, gracePeriod: period(&random), validity: period(&random),
      ageOfMajority: random.pick([18, 18, 21]), survivesDeath: !random.oneIn(4),
      modules: modules)
  }
}
