internal import Anonymization

extension AnonymizedCohort {
  /// The class of each released member: members of one number look alike in every
  /// quasi-identifier.
  /// - Returns: numbers from 0, as ``released`` is ordered.
  public func equivalenceClasses() -> [UInt32] {
    var classes = [UInt32](repeating: 0, count: released.count)
    for column in columns where column.isGeneralised {
      var numbers: [UInt64: UInt32] = [:]
      for (place, member) in released.enumerated() {
        let key = UInt64(classes[place]) << 32 | UInt64(column.codes[member])
        if let known = numbers[key] {
          classes[place] = known
        } else {
          let next = UInt32(numbers.count)
          numbers[key] = next
          classes[place] = next
        }
      }
    }
    return classes
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
