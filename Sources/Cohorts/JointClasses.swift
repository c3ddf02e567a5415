/// The joint-k rule over every release that one audience can hold.
///
/// Donors are grouped by what each release says of them: their class in the first, in the second and
/// so on, "absent" being a value. Whoever holds all releases and knows who is in which can tell
/// donors apart only up to these cells, by intersection, by insertion of new donors as by the
/// absence of withdrawn ones. So every cell that is not empty has at least k donors, and l different
/// values of every sensitive column where diversity is asked for.
public struct JointClasses: Sendable {
  /// What every cell has to fulfil.
  public struct Rule: Hashable, Sendable {
    /// The fewest donors.
    public var k: Int
    /// The fewest different values of a sensitive column; 1 asks for none.
    public var l: Int

    /// States a rule.
    /// - Parameters:
    ///   - k: the fewest donors.
    ///   - l: the fewest different values of a sensitive column.
    public init(k: Int, l: Int = 1) {
      self.k = k
      self.l = l
    }
  }

  /// What a release that is about to be made leaves out.
  public struct Repair: Hashable, Sendable {
    /// Positions of the members that have to stay behind.
    public var leftOut: Set<Int>
    /// Cells of the release as it was wanted that break the rule.
    public var smallCells: Int
    /// Donors of the smallest of them.
    public var smallest: Int
  }

  /// Everybody in a release so far, by code, each with a cell from 1.
  private(set) var persons: [Int64] = []
  private(set) var cells: [UInt32] = []
  /// Cells that have lost somebody to erasure, nobody knows how many.
  private(set) var pierced: Set<UInt32> = []
  /// What the last release said of a person in its sensitive columns.
  private(set) var sensitive: [Int64: [String]] = [:]
  /// Number of releases.
  public private(set) var releaseCount = 0

  /// No release.
  public init() {}

  /// Adds a release.
  /// - Parameters:
  ///   - members: each person in it with the class of the person there.
  ///   - piercedClasses: classes that have lost a donor to erasure since.
  ///   - sensitive: what it said of each person in its sensitive columns, where that is kept.
  public mutating func add(
    _ members: some Sequence<(person: Int64, equivalenceClass: UInt32)>,
    piercedClasses: Set<UInt32> = [], sensitive: [Int64: [String]] = [:]
  ) {
    var entries = members.map { ($0.person, $0.equivalenceClass) }
    if zip(entries, entries.dropFirst()).contains(where: { $0.0 > $1.0 }) {
      entries.sort { $0 < $1 }
    }
    var numbers = PairNumbers()
    var next = (persons: [Int64](), cells: [UInt32](), pierced: Set<UInt32>())
    next.persons.reserveCapacity(max(persons.count, entries.count))
    next.cells.reserveCapacity(max(persons.count, entries.count))
    var old = 0
    var new = 0
    while old < persons.count || new < entries.count {
      let known = old < persons.count ? persons[old] : .max
      let entry = new < entries.count ? entries[new].0 : .max
      let person = min(known, entry)
      let cell = known == person ? cells[old] : 0
      let place = entry == person ? entries[new].1 &+ 1 : 0
      let number = numbers.number(cell, place)
      next.persons.append(person)
      next.cells.append(number)
      if pierced.contains(cell) || place > 0 && piercedClasses.contains(place - 1) {
        next.pierced.insert(number)
      }
      if known == person { old += 1 }
      // A person released under two codes that were merged since counts once.
      while new < entries.count, entries[new].0 == person { new += 1 }
    }
    (persons, cells, pierced) = next
    self.sensitive.merge(sensitive) { $1 }
    releaseCount += 1
  }

  /// The size of every cell that is not empty, by size.
  public var cellSizes: [Int] {
    var sizes: [UInt32: Int] = [:]
    for cell in cells { sizes[cell, default: 0] += 1 }
    return sizes.values.sorted()
  }

  /// The cells that break a rule.
  /// - Parameter rule: what every cell has to fulfil.
  /// - Returns: the number of donors of each such cell, by size.
  public func broken(_ rule: Rule) -> [Int] {
    var tallies: [UInt32: Tally] = [:]
    for (person, cell) in zip(persons, cells) {
      tallies[cell, default: Tally()].count(rule.l > 1 ? sensitive[person] : nil)
    }
    return tallies.values.filter { !$0.fulfils(rule) }.map(\.donors).sorted()
  }

  /// What the releases so far say of some persons, as a number for each; 0 of those who are in none.
  /// - Parameter members: the persons.
  /// - Returns: the numbers; nothing where there is no release.
  public func cells(of members: [Int64]) -> [UInt32] {
    guard releaseCount > 0 else { return [] }
    return members.map { member in place(of: member).map { cells[$0] } ?? 0 }
  }

  /// Where a person stands among ``persons``; nil where the person is in no release.
  func place(of person: Int64) -> Int? {
    var (low, high) = (0, persons.count)
    while low < high {
      let middle = (low + high) / 2
      if persons[middle] < person { low = middle + 1 } else { high = middle }
    }
    return low < persons.count && persons[low] == person ? low : nil
  }
}

/// How many donors share a cell, and how many values they have in each sensitive column.
struct Tally {
  private(set) var donors = 0
  private var values: [Set<String>] = []

  mutating func count(_ traits: [String]?) {
    donors += 1
    guard let traits else { return }
    if values.isEmpty { values = traits.map { _ in [] } }
    for index in traits.indices where index < values.count { values[index].insert(traits[index]) }
  }

  func fulfils(_ rule: JointClasses.Rule) -> Bool {
    if donors == 0 { return true }
    guard donors >= rule.k else { return false }
    // Values that nobody kept are none.
    return rule.l <= 1 || !values.isEmpty && values.allSatisfy { $0.count >= rule.l }
  }
}

/// Numbers pairs from 1 in the order in which they come up.
struct PairNumbers {
  private var known: [UInt64: UInt32] = [:]

  var count: Int { known.count }

  mutating func number(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let key = UInt64(first) << 32 | UInt64(second)
    if let number = known[key] { return number }
    let next = UInt32(known.count + 1)
    known[key] = next
    return next
  }
}
