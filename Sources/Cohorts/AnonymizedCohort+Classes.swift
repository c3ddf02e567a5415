public import Anonymization

extension AnonymizedCohort {
  /// The class of each released member: members of one number look alike in every
  /// quasi-identifier.
  /// - Returns: numbers from 0, as ``released`` is ordered.
  public func equivalenceClasses() -> [UInt32] {
    var classes = [UInt32](repeating: 0, count: released.count)
    var classCount = 1
    for column in columns where column.isGeneralised {
      classCount = Self.refine(
        &classes, of: classCount, by: released.map { column.codes[$0] },
        of: column.labels.count)
    }
    return classes
  }

  /// Pairs of a class and a value are numbered in a table of all pairs up to this many.
  private static let mostPairs = 1 << 24

  /// Parts classes by the values of a column.
  /// - Returns: the number of classes there are now.
  private static func refine(
    _ classes: inout [UInt32], of classCount: Int, by codes: [UInt32], of codeCount: Int
  ) -> Int {
    guard classCount * codeCount > mostPairs else {
      var numbers = [UInt32](repeating: .max, count: classCount * codeCount)
      var next: UInt32 = 0
      for place in classes.indices {
        let pair = Int(classes[place]) * codeCount + Int(codes[place])
        if numbers[pair] == .max {
          numbers[pair] = next
          next += 1
        }
        classes[place] = numbers[pair]
      }
      return Int(next)
    }
    var numbers: [UInt64: UInt32] = [:]
    for place in classes.indices {
      let pair = UInt64(classes[place]) << 32 | UInt64(codes[place])
      let number = numbers[pair] ?? UInt32(numbers.count)
      numbers[pair] = number
      classes[place] = number
    }
    return numbers.count
  }

  /// What leaves of each released member in some columns.
  /// - Parameter names: the columns; one that is not there stands empty.
  /// - Returns: one list for each of ``released``, in its order.
  public func values(of names: [String]) -> [[String]] {
    let wanted: [ReleasedColumn?] = names.map { name in
      columns.first { $0.column.name == name }
    }
    return released.map { member in
      wanted.map { column -> String in
        guard let column else { return "" }
        return String(decoding: column.labels.utf8(column.codes[member]), as: UTF8.self)
      }
    }
  }

  /// The values of a column, of every member or of the released ones alone.
  /// - Parameters:
  ///   - name: the column.
  ///   - releasedOnly: whether the others are left out.
  /// - Returns: the column; nil where the cohort has none of this name.
  /// - Throws: `TableError`.
  public func column(_ name: String, releasedOnly: Bool) throws(TableError) -> Column? {
    guard let found = columns.first(where: { $0.column.name == name }) else { return nil }
    return try Column(
      name: name, values: found.labels,
      codes: releasedOnly ? released.map { found.codes[$0] } : found.codes)
  }

  /// The sensitive columns of a policy over every member, released or not: what the classes are
  /// close to.
  /// - Parameter policy: the policy.
  /// - Returns: the columns.
  /// - Throws: `TableError`.
  public func reference(_ policy: ReleasePolicy) throws(TableError) -> [Column] {
    var found: [Column] = []
    for name in policy.protected {
      if let column = try column(name, releasedOnly: false) { found.append(column) }
    }
    return found
  }

  /// Counts again whether the members who are released meet a policy.
  /// - Parameter policy: the policy.
  /// - Returns: a sentence for each condition that they fail.
  /// - Throws: `TableError`.
  public func violations(of policy: ReleasePolicy) throws(TableError) -> [String] {
    var read: [[Column]] = []
    for names in [quasiIdentifiers, policy.protected] {
      var found: [Column] = []
      for name in names {
        if let column = try column(name, releasedOnly: true) { found.append(column) }
      }
      read.append(found)
    }
    return try ReleaseCheck.violations(
      of: policy.models, quasiIdentifiers: read[0], sensitive: read[1], masked: .counted,
      reference: try reference(policy))
  }

  /// The cohort without some of its members.
  /// - Parameter places: which of ``released`` stay behind.
  /// - Returns: the rest.
  public func leavingOut(_ places: Set<Int>) -> AnonymizedCohort {
    guard !places.isEmpty else { return self }
    var rest = self
    rest.released = released.indices.filter { !places.contains($0) }.map { released[$0] }
    rest.suppressed += places.count
    return rest
  }
}
