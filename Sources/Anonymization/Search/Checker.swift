/// What a check found out about a transformation.
struct Verdict: Sendable {
  /// The records in classes that fail a condition; of the blocks read when the check was given up.
  var suppressed = 0
  /// For each attribute what the metric charges more because these records are suppressed; zero
  /// where so many are doomed that nothing finer is feasible.
  var deficit: [Double]
  /// The same for records that fail at every finer transformation too.
  var doomed = 0
  var doomedDeficit: [Double]
  /// The number of classes that pass and the sum of the squares of their sizes, where the metric
  /// or a condition asks for them.
  var classes = 0
  var squares = 0.0
  /// Whether all blocks were read.
  var isComplete = true

  /// Nothing is suppressed yet.
  init(attributes: Int) {
    deficit = [Double](repeating: 0, count: attributes)
    doomedDeficit = deficit
  }
}

/// Checks transformations against the conditions.
struct Checker {
  private enum Outcome: UInt8 { case passes, fails, failsBelow }

  let problem: Problem
  var grouper: Grouper
  private(set) var checkedTransformations = 0
  private var translations: [[Int: Translation]]
  private var mergers: [HistogramMerger]
  private var outcomes: [Outcome] = []
  /// The classes of the present check that fail, but may hold others that do not.
  private var failing: [UInt32] = []
  /// The classes of the present check that fail with all that they hold.
  private var doomed: [UInt32] = []
  private let countsClasses: Bool

  init(_ problem: Problem) {
    countsClasses =
      [.discernibility, .classSize].contains(problem.request.metric)
      || problem.request.averageRisk < 1
    self.problem = problem
    grouper = Grouper(capacity: problem.tuples.count)
    translations = problem.superColumns.map { _ in [:] }
    mergers = problem.sensitive.map { HistogramMerger(valueCount: $0.column.values.count) }
  }

  /// The translations of all super-columns to a transformation, made once for each.
  mutating func translations(to levels: [UInt8]) -> [Translation] {
    problem.superColumns.indices.map { position in
      let superColumn = problem.superColumns[position]
      var key = 0
      for member in superColumn.members { key = key << 8 | Int(levels[member]) }
      if let known = translations[position][key] { return known }
      let made = Translation(superColumn, attributes: problem.attributes, levels: levels)
      translations[position][key] = made
      return made
    }
  }

  /// Groups the records by a transformation and tests every class.
  ///
  /// The check is given up as soon as records doomed at this and every finer transformation exceed
  /// the suppression limit; nobody asks then what their suppression would cost.
  ///
  /// - Parameters:
  ///   - levels: the transformation.
  ///   - source: classes of a finer transformation.
  /// - Returns: what would be suppressed.
  mutating func check(_ levels: [UInt8], from source: ClassTable) -> Verdict {
    checkedTransformations += 1
    let translations = translations(to: levels)
    let hasConditions = !problem.sensitive.isEmpty
    grouper.begin(translations, classesOf: hasConditions ? source.count : 0)
    failing.removeAll(keepingCapacity: true)
    doomed.removeAll(keepingCapacity: true)
    var verdict = Verdict(attributes: problem.attributes.count)
    for block in 1..<source.blocks.count {
      let range = source.blocks[block - 1]..<source.blocks[block]
      let classes = grouper.group(source, range, by: translations, keepsClasses: hasConditions)
      if hasConditions {
        test(source, range, classes)
        collectByOutcome(classes, &verdict)
      } else {
        collectBySize(classes, &verdict)
      }
      if countsClasses {
        for place in classes where passes(place, hasConditions ? place - classes.lowerBound : nil) {
          verdict.classes += 1
          verdict.squares += Double(grouper.counts[place]) * Double(grouper.counts[place])
        }
      }
      if verdict.doomed > problem.suppressionLimit {
        verdict.isComplete = block == source.blocks.count - 1
        verdict.suppressed += verdict.doomed
        return verdict
      }
    }
    verdict.doomedDeficit = deficit(of: doomed, source, translations)
    verdict.deficit = verdict.doomedDeficit
    if !failing.isEmpty {
      for (attribute, more) in deficit(of: failing, source, translations).enumerated() {
        verdict.deficit[attribute] += more
      }
    }
    verdict.suppressed += verdict.doomed
    return verdict
  }

  /// Remembers the classes that are too small.
  private mutating func collectBySize(_ classes: Range<Int>, _ verdict: inout Verdict) {
    let least = UInt32(problem.leastClassSize)
    let sizes = grouper.counts
    let counts = sizes.span
    for place in classes where counts[place] < least {
      doomed.append(UInt32(truncatingIfNeeded: place))
      verdict.doomed += Int(counts[place])
    }
  }

  /// Remembers the classes that failed the test.
  private mutating func collectByOutcome(_ classes: Range<Int>, _ verdict: inout Verdict) {
    for place in classes {
      switch outcomes[place - classes.lowerBound] {
      case .passes: break
      case .fails:
        failing.append(UInt32(truncatingIfNeeded: place))
        verdict.suppressed += Int(grouper.counts[place])
      case .failsBelow:
        doomed.append(UInt32(truncatingIfNeeded: place))
        verdict.doomed += Int(grouper.counts[place])
      }
    }
  }

  /// For each attribute what the suppression of some classes costs.
  private func deficit(
    of places: [UInt32], _ source: ClassTable, _ translations: [Translation]
  ) -> [Double] {
    var deficit = [Double](repeating: 0, count: problem.attributes.count)
    let counts = grouper.counts.span
    let members = grouper.representatives.span
    for (position, superColumn) in problem.superColumns.enumerated() {
      let (sourceCodes, translation) = (source.codes[position], translations[position])
      let codes = sourceCodes.span
      let labels = translation.labels.span
      let deficits = translation.deficits.span
      var lanes = SIMD4<Double>.zero
      for place in places {
        let label = labels[Int(codes[Int(members[Int(place)])])]
        lanes += Double(counts[Int(place)]) * deficits[Int(label)]
      }
      for (lane, member) in superColumn.members.enumerated() { deficit[member] = lanes[lane] }
    }
    return deficit
  }

  private func passes(_ place: Int, _ outcome: Int?) -> Bool {
    guard let outcome else { return grouper.counts[place] >= problem.leastClassSize }
    return outcomes[outcome] == .passes
  }

  /// Groups a whole table by a transformation and tests every class.
  /// - Parameters:
  ///   - levels: the transformation.
  ///   - source: the records, in one block.
  /// - Returns: for each class whether it passes, and for each member its class; nil when none does.
  mutating func safeClasses(
    _ levels: [UInt8], of source: ClassTable
  ) -> (passing: [Bool], classOf: [UInt32])? {
    checkedTransformations += 1
    let translations = translations(to: levels)
    grouper.begin(translations, classesOf: source.count)
    let range = 0..<source.count
    let classes = grouper.group(source, range, by: translations, keepsClasses: true)
    let least = UInt32(problem.leastClassSize)
    guard classes.contains(where: { grouper.counts[$0] >= least }) else { return nil }
    test(source, range, classes)
    let passing = outcomes.map { $0 == .passes }
    return passing.contains(true) ? (passing, grouper.classOf) : nil
  }

  /// For each class of a transformation whether it passes, by the classes of the latest roll-up.
  mutating func passing(_ table: ClassTable) -> [Bool] {
    let members = Array(0..<UInt32(table.count))
    outcomes = table.counts.map { $0 < problem.leastClassSize ? .failsBelow : .passes }
    testValues(table, 0..<table.count, 0..<table.count, classOf: members)
    return outcomes.map { $0 == .passes }
  }

  private mutating func test(_ source: ClassTable, _ range: Range<Int>, _ classes: Range<Int>) {
    outcomes.removeAll(keepingCapacity: true)
    for place in classes {
      outcomes.append(grouper.counts[place] < problem.leastClassSize ? .failsBelow : .passes)
    }
    testValues(source, range, classes, classOf: grouper.classOf)
  }

  private mutating func testValues(
    _ source: ClassTable, _ range: Range<Int>, _ classes: Range<Int>, classOf: [UInt32]
  ) {
    // Without suppression one failing class rules out every finer transformation, because all
    // conditions are monotone under merging.
    let failure = problem.suppressionLimit == 0 ? Outcome.failsBelow : .fails
    for (position, sensitive) in problem.sensitive.enumerated() {
      var outcomes = outcomes
      mergers[position].merge(
        source.histograms[position], range, classes: classes, classOf: classOf,
        where: { self.outcomes[$0 - classes.lowerBound] != .failsBelow }
      ) { place, touched, frequencies in
        let place = place - classes.lowerBound
        let total = touched.reduce(0.0) { $0 + Double(frequencies[Int($1)]) }
        for condition in sensitive.conditions
        where !condition.holds(touched: touched, frequencies: frequencies, total: total) {
          // What holds may hold: only failures ask for the necessary part.
          outcomes[place] =
            failure == .fails && condition.mayHold(touched: touched, frequencies: frequencies)
            ? .fails : .failsBelow
          if outcomes[place] == .failsBelow { break }
        }
      }
      self.outcomes = outcomes
    }
  }
}
