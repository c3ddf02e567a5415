internal import Domain

/// What is drawn for tumours of one kind.
struct TumourKind: Sendable {
  /// A morphology; one that is not invasive brings its own stage.
  struct Histology: Sendable {
    let code: Morphology
    var staging: Staging?
  }

  /// Stage group and TNM of the 8th edition; empty where nobody staged the tumour.
  struct Staging: Sendable {
    var stage: StageGroup?
    var t: TNMCategory?
    var n: TNMCategory?
    var m: TNMCategory?

    init(_ stage: String = "", _ t: String = "", _ n: String = "", _ m: String = "") {
      self.stage = StageGroup(stage)
      self.t = TNMCategory(t, axis: .tumour)
      self.n = TNMCategory(n, axis: .nodes)
      self.m = TNMCategory(m, axis: .metastasis)
    }
  }

  let sites: WeightedChoice<Topography>
  let histologies: WeightedChoice<Histology>
  /// New cases a year in hundreds.
  let female: Int
  let male: Int
  let medianAge: Int
  /// Standard deviation of the age in years.
  let spread: Int
  let stagings: WeightedChoice<Staging>
  let panels: [MarkerPanel]
  let isPaired: Bool
  /// Whether there is blood or marrow in place of a block of tissue.
  let isLiquid: Bool

  init(
    sites: [(Int, String)], histologies: [(Int, String)], inSitu: [(Int, String, Staging)] = [],
    cases: (female: Int, male: Int), age: (median: Int, spread: Int),
    stagings: [(Int, Staging)] = [], panels: [MarkerPanel] = [], isPaired: Bool = false,
    isLiquid: Bool = false
  ) {
    self.sites = WeightedChoice(
      sites.compactMap { entry in Topography(entry.1).map { (entry.0, $0) } })
    self.histologies = WeightedChoice(
      histologies.compactMap { entry in
        Morphology(entry.1).map { (entry.0, Histology(code: $0)) }
      }
        + inSitu.compactMap { entry in
          Morphology(entry.1).map { (entry.0, Histology(code: $0, staging: entry.2)) }
        })
    self.stagings = WeightedChoice(stagings.map { ($0.0, $0.1) })
    (female, male) = cases
    (medianAge, spread) = age
    self.panels = panels
    self.isPaired = isPaired
    self.isLiquid = isLiquid
  }

  /// Stages from the three extents that cancer registries count; the rest is not staged.
  ///
  /// Two of three localised tumours are taken as stage I, regional spread as III.
  /// - Parameters:
  ///   - localised: percent.
  ///   - regional: percent.
  ///   - distant: percent.
  /// - Returns: stagings with their weights.
  static func extents(_ localised: Int, _ regional: Int, _ distant: Int) -> [(Int, Staging)] {
    [
      (localised * 2, Staging("I", "T1", "N0", "M0")),
      (localised, Staging("II", "T2", "N0", "M0")),
      (regional * 3, Staging("III", "T3", "N1", "M0")),
      (distant * 3, Staging("IV", "T3", "N1", "M1")),
      (3 * max(0, 100 - localised - regional - distant), Staging()),
    ]
  }
}

/// Biomarkers that are tested together, and how their results are distributed.
struct MarkerPanel: Sendable {
  /// Results, and panels whose results depend on them.
  struct Outcome: Sendable {
    var findings: [BiomarkerFinding]
    var then: [MarkerPanel]
  }

  private let tested: Int
  private let outcomes: WeightedChoice<Outcome>

  /// - Parameters:
  ///   - tested: percent of tumours that are tested.
  ///   - outcomes: weight, results and dependent panels.
  init(
    tested: Int = 100,
    _ outcomes: [(Int, [(Biomarker, BiomarkerResult)], then: [MarkerPanel])]
  ) {
    self.tested = tested
    self.outcomes = WeightedChoice(
      outcomes.map { entry in
        let findings = entry.1.compactMap {
          BiomarkerFinding(biomarker: $0.0, result: $0.1)
        }
        return (entry.0, Outcome(findings: findings, then: entry.then))
      })
  }

  /// One marker with a share of positive, mutated or otherwise noticeable results.
  static func share(
    _ marker: Biomarker, _ percent: Int, _ result: BiomarkerResult, else other: BiomarkerResult,
    tested: Int
  ) -> MarkerPanel {
    MarkerPanel(
      tested: tested,
      [(percent, [(marker, result)], then: []), (100 - percent, [(marker, other)], then: [])])
  }

  /// Every marker that the panel can report.
  var markers: Set<Biomarker> {
    outcomes.values.reduce(into: []) { found, outcome in
      found.formUnion(outcome.findings.map(\.biomarker))
      for panel in outcome.then { found.formUnion(panel.markers) }
    }
  }

  /// Draws results.
  func draw(
    into findings: inout [BiomarkerFinding], on day: CivilDay, _ random: inout SplitMix64
  ) {
    guard random.happens(percent: tested), let outcome = outcomes.draw(&random) else { return }
    for finding in outcome.findings {
      let dated = BiomarkerFinding(
        biomarker: finding.biomarker, result: finding.result, observedOn: day)
      if let dated { findings.append(dated) }
    }
    for panel in outcome.then { panel.draw(into: &findings, on: day, &random) }
  }
}
