/// Groups of records that automatic links join, and what keeps a group from being one person.
public struct MatchClusters: Sendable {
  /// Groups of two and more records, ascending within and by their first record.
  public private(set) var clusters: [[Int]] = []
  /// Groups that hold two valid national numbers far apart: their links are review cases, not links.
  public private(set) var contradicted: [[Int]] = []

  /// Joins records.
  /// - Parameters:
  ///   - links: the pairs; those that are not automatic are left out.
  ///   - records: the records they name.
  public init(links: [MatchedPair], records: [ComparisonRecord]) {
    var parents = Array(records.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    var isLinked = [Bool](repeating: false, count: records.count)
    for link in links where link.assessment.matchClass == .automatic {
      let left = root(link.left)
      let right = root(link.right)
      // The lower index leads, whatever the order of the links.
      parents[max(left, right)] = min(left, right)
      isLinked[link.left] = true
      isLinked[link.right] = true
    }
    var groups: [Int: [Int]] = [:]
    for index in records.indices where isLinked[index] {
      groups[root(index), default: []].append(index)
    }
    for leader in groups.keys.sorted() {
      guard let group = groups[leader] else { continue }
      if Self.isContradicted(group, records) {
        contradicted.append(group)
      } else {
        clusters.append(group)
      }
    }
  }

  private static func isContradicted(_ group: [Int], _ records: [ComparisonRecord]) -> Bool {
    let numbered = group.filter { records[$0].isNationalValid }
    for (position, left) in numbered.enumerated() {
      for right in numbered[(position + 1)...]
      where RecordComparator.levels(records[left], records[right])[.national] == .different {
        return true
      }
    }
    return false
  }
}
