/// How large the classes of a table are, and what that means for whoever is in it.
public struct RiskProfile: Sendable, Equatable {
  private static let smallSizes = 256

  /// For each size of a class how many classes have it, by rising size.
  public let classesBySize: [(size: Int, classes: Int)]

  /// Counts classes.
  /// - Parameter sizes: the number of records of each class; those without records do not count.
  public init(sizes: some Sequence<Int>) {
    // Nearly all sizes are small.
    var small = [Int](repeating: 0, count: Self.smallSizes)
    var large: [Int: Int] = [:]
    for size in sizes where size > 0 {
      if size < small.count { small[size] += 1 } else { large[size, default: 0] += 1 }
    }
    classesBySize =
      small.indices.filter { small[$0] > 0 }.map { (size: $0, classes: small[$0]) }
      + large.sorted { $0.key < $1.key }.map { (size: $0.key, classes: $0.value) }
  }

  /// The number of records.
  public var records: Int { classesBySize.reduce(0) { $0 + $1.size * $1.classes } }

  /// The number of classes.
  public var classes: Int { classesBySize.reduce(0) { $0 + $1.classes } }

  /// The number of records that are alone in their class.
  public var uniqueRecords: Int { classesBySize.first.map { $0.size == 1 ? $0.classes : 0 } ?? 0 }

  /// The highest risk of a record to be recognised by somebody who knows that it is in the table
  /// (prosecutor risk, El Emam 2013).
  public var highestRisk: Double { classesBySize.first.map { 1 / Double($0.size) } ?? 0 }

  /// The mean of that risk, which is also the share of records that somebody who tries them all
  /// recognises (marketer risk, El Emam 2013).
  public var averageRisk: Double { records == 0 ? 0 : Double(classes) / Double(records) }

  /// The share of records whose risk is above a limit.
  /// - Parameter limit: a risk from 0 to 1.
  /// - Returns: a share from 0 to 1.
  public func share(above limit: Double) -> Double {
    let exposed = classesBySize.filter { 1 / Double($0.size) > limit }
    return records == 0
      ? 0 : Double(exposed.reduce(0) { $0 + $1.size * $1.classes }) / Double(records)
  }

  /// The expected number of records that are alone in the population from which the table is a
  /// random sample.
  ///
  /// By the estimator of Zayatz 1991 ("Estimation of the percent of unique population elements on a
  /// microdata file using the sample", US Bureau of the Census): the sizes of population classes are
  /// distributed as those of the sample, and a class of F gives exactly one record with the
  /// hypergeometric probability.
  /// - Parameter population: the number of people, at least that of the records.
  /// - Returns: a number from 0 to that of the unique records.
  public func expectedPopulationUniques(population: Int) -> Double {
    let sampled = Double(records)
    let all = Double(max(population, records))
    guard uniqueRecords > 0, records > 0 else { return 0 }
    var alone = 0.0
    var once = 0.0
    var missed = 1.0
    var size = 0
    for (next, classes) in classesBySize {
      // The probability that `size` given members of a class are all missed.
      while size < next - 1, missed > 0 {
        missed *= max(0, all - sampled - Double(size)) / (all - 1 - Double(size))
        size += 1
      }
      let exactlyOne = Double(next) * sampled / all * missed
      once += exactlyOne * Double(classes)
      if next == 1 { alone = exactlyOne * Double(classes) }
    }
    return once > 0 ? Double(uniqueRecords) * alone / once : 0
  }

  /// Whether two tables have the same classes.
  public static func == (left: RiskProfile, right: RiskProfile) -> Bool {
    left.classesBySize.elementsEqual(right.classesBySize, by: ==)
  }
}

/// Risks of a release where the attacker does not know who is in it, from the number of people in
/// the population who fit each class.
public struct PopulationRisk: Sendable, Equatable {
  /// The highest risk of a record to be recognised (journalist risk, El Emam 2013).
  public let highest: Double
  /// The mean of that risk over the records; also the share that an attacker who tries them all
  /// recognises (marketer risk, El Emam 2013).
  public let average: Double
  /// Released records that are alone in the population.
  public let uniqueRecords: Int

  /// Computes the risks.
  /// - Parameter classes: for each class its records and the people who fit it.
  public init(_ classes: [(records: Int, people: Int)]) {
    // A person of the table is one of the people, even where the population was not told so.
    let sizes = classes.map { (records: $0.records, people: max($0.records, $0.people)) }
    let records = sizes.reduce(0) { $0 + $1.records }
    highest = sizes.map { 1 / Double(max(1, $0.people)) }.max() ?? 0
    let expected = sizes.reduce(0.0) { $0 + Double($1.records) / Double(max(1, $1.people)) }
    average = records == 0 ? 0 : expected / Double(records)
    uniqueRecords = sizes.reduce(0) { $0 + ($1.people == 1 ? $1.records : 0) }
  }
}
