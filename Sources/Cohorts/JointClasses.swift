/// The joint-k rule over every release that one audience holds.
///
/// Donors are grouped by what each release says of them: their class in the first, in the second and
/// so on, "absent" being a value. Whoever holds all releases and knows who is in which can tell
/// donors apart only up to these cells, by intersection, by insertion of new donors as by the
/// absence of withdrawn ones. So every cell that is not empty has at least k donors.
public struct JointClasses: Sendable {
  /// What a release that is about to be made leaves out.
  public struct Repair: Hashable, Sendable {
    /// Positions of the members that have to stay behind.
    public var leftOut: Set<Int>
    /// Cells of the release as it was wanted that have fewer than k donors.
    public var smallCells: Int
    /// Donors of the smallest of them.
    public var smallest: Int
  }

  /// The cell of each person in the releases so far; a person in none of them has the cell 0.
  private var cells: [Int64: UInt32] = [:]
  /// Number of releases.
  public private(set) var releaseCount = 0

  /// No release.
  public init() {}

  /// Adds a release.
  /// - Parameter members: each person in it with the class of the person there.
  public mutating func add(_ members: some Sequence<(person: Int64, equivalenceClass: UInt32)>) {
    let classes = Dictionary(
      members.map { ($0.person, $0.equivalenceClass) }, uniquingKeysWith: { first, _ in first })
    var numbers: [UInt64: UInt32] = [:]
    func number(_ cell: UInt32, _ place: UInt32) -> UInt32 {
      let key = UInt64(cell) << 32 | UInt64(place)
      if let known = numbers[key] { return known }
      let next = UInt32(numbers.count + 1)
      numbers[key] = next
      return next
    }
    var next: [Int64: UInt32] = [:]
    for (person, cell) in cells {
      next[person] = number(cell, classes[person].map { $0 &+ 1 } ?? 0)
    }
    for (person, place) in classes where cells[person] == nil {
      next[person] = number(0, place &+ 1)
    }
    cells = next
    releaseCount += 1
  }

  /// The size of every cell that is not empty, by size.
  public var cellSizes: [Int] {
    var sizes: [UInt32: Int] = [:]
    for cell in cells.values { sizes[cell, default: 0] += 1 }
    return sizes.values.sorted()
  }

  /// Which members of a further release have to stay behind so that the rule holds.
  ///
  /// A cell below k stays behind; where between 1 and k - 1 donors of an earlier cell would be
  /// missing, further ones stay behind with them. Staying behind all together is always right, so
  /// this ends.
  /// - Parameters:
  ///   - persons: each member's person.
  ///   - classes: each member's class in the release.
  ///   - k: the smallest cell.
  /// - Returns: positions in `persons`, and what was wrong without them.
  public func repair(persons: [Int64], classes: [UInt32], k: Int) -> Repair {
    var repair = Repair(leftOut: [], smallCells: 0, smallest: 0)
    guard releaseCount > 0 else { return repair }
    var absent: [UInt32: Int] = [:]
    for cell in cells.values { absent[cell, default: 0] += 1 }
    var groups: [UInt32: [UInt32: [Int]]] = [:]
    for (position, person) in persons.enumerated() {
      let cell = cells[person] ?? 0
      groups[cell, default: [:]][classes[position], default: []].append(position)
      if cell != 0 { absent[cell, default: 0] -= 1 }
    }
    let sizes =
      groups.values.flatMap { $0.values.map(\.count) } + absent.values
    let small = sizes.filter { (1..<k).contains($0) }
    repair.smallCells = small.count
    repair.smallest = small.min() ?? 0
    for cell in Set(groups.keys).union(absent.keys) {
      var members = groups[cell] ?? [:]
      var missing = absent[cell] ?? 0
      for (place, positions) in members where positions.count < k {
        repair.leftOut.formUnion(positions)
        missing += positions.count
        members[place] = nil
      }
      while cell != 0, (1..<k).contains(missing), !members.isEmpty {
        let needed = k - missing
        // The largest class gives up what is needed, or goes whole where it would become too small.
        guard
          let place = members.keys.max(by: {
            (members[$0]?.count ?? 0, $1) < (members[$1]?.count ?? 0, $0)
          }), let positions = members[place]
        else { break }
        let given = positions.count - needed >= k ? needed : positions.count
        repair.leftOut.formUnion(positions.suffix(given))
        missing += given
        members[place] = given == positions.count ? nil : Array(positions.dropLast(given))
      }
    }
    return repair
  }
}
