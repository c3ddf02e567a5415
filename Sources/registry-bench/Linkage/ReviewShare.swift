internal import HashedIdentifiers

/// How many cases somebody has to look at, and what they are about.
struct ReviewShare {
  private var onePerson = 0
  private var twoAlike = 0
  private var strangers = 0
  private let rows: Int

  init(_ result: DedupeResult, of set: LinkageData) {
    rows = set.rows.count
    for pair in result.pairs where pair.assessment.matchClass == .review {
      if set.entities[pair.left] == set.entities[pair.right] {
        onePerson += 1
      } else if Self.areAlike(pair.assessment.levels) {
        twoAlike += 1
      } else {
        strangers += 1
      }
    }
  }

  /// Twins, relatives and members of a household: they have a way in common to be reached.
  private static func areAlike(_ levels: AgreementLevels) -> Bool {
    [ComparisonField.postcode, .phone, .street].contains { levels[$0] == .equal }
  }

  func show() {
    func share(_ cases: Int) -> String {
      "\(cases) (\(Measurement.number(Double(cases) * 1000 / Double(max(rows, 1)), 2)) of 1000 rows)"
    }
    print(
      "  cases to review: \(share(onePerson)) of one person, \(share(twoAlike)) of two people of one",
      "address, \(share(strangers)) of strangers")
  }
}
