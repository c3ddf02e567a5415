public import Domain

/// Whether ICD-O-3 sites and histologies go together.
///
/// The list is a plausibility check, not a rule: a pair that is not listed is worth a warning and
/// never a reason to reject a tumour.
public enum SiteHistology {
  /// Whether a pair is listed as valid.
  /// - Parameters:
  ///   - site: the site.
  ///   - morphology: histology and behaviour.
  /// - Returns: whether it is.
  public static func isListed(_ site: Topography, _ morphology: Morphology) -> Bool {
    let code = Int(morphology.histology) * 10 + Int(morphology.behaviour)
    guard let group = table.groups[code] else { return false }
    return table.sites[group][Int(site.code)]
  }

  /// How many pairs are listed.
  public static var count: Int {
    table.groups.values.reduce(0) { $0 + table.sites[$1].count { $0 } }
  }

  private struct Table {
    /// The group of each morphology.
    var groups: [Int: Int] = [:]
    /// For each group, whether a site belongs to it.
    var sites: [[Bool]] = []
  }

  private static let table = parse(SiteHistologyTable.text)

  private static func parse(_ text: String) -> Table {
    let parts = text.split(separator: ";")
    guard let first = parts.first else { return Table() }
    let inUse = membership(of: first, within: Array(repeating: true, count: 810))
    var table = Table()
    for part in parts.dropFirst() {
      let halves = part.split(separator: ":")
      guard halves.count == 2 else { continue }
      for word in halves[0].split(whereSeparator: \.isWhitespace) {
        if let morphology = Int(word) { table.groups[morphology] = table.sites.count }
      }
      table.sites.append(membership(of: halves[1], within: inUse))
    }
    return table
  }

  private static func membership(of text: Substring, within inUse: [Bool]) -> [Bool] {
    var members = Array(repeating: false, count: 810)
    for word in text.split(whereSeparator: \.isWhitespace) {
      let ends = word.split(separator: "-").compactMap { Int($0) }
      guard let low = ends.first, let high = ends.last, low <= high, high < 810 else { continue }
      for site in low...high where inUse[site] { members[site] = true }
    }
    return members
  }
}
