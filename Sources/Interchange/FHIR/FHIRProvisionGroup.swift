internal import Domain

/// Codes of one system that are permitted on the same days.
struct FHIRProvisionGroup {
  let system: String
  let first: CivilDay
  let last: CivilDay?
  var codes: [String]

  /// The provisions of an event: its scopes, and the policy codes of the German broad consent that
  /// follow from them.
  ///
  /// A policy code is written only where every scope that needs it is permitted, and for no longer
  /// than all of them and the code itself allow: it never says more than the scopes do.
  static func all(of statement: ConsentStatement) -> [FHIRProvisionGroup] {
    var groups: [FHIRProvisionGroup] = []
    func add(_ system: String, _ code: String, _ first: CivilDay, _ last: CivilDay?) {
      if let place = groups.firstIndex(where: {
        $0.system == system && $0.first == first && $0.last == last
      }) {
        groups[place].codes.append(code)
      } else {
        groups.append(FHIRProvisionGroup(system: system, first: first, last: last, codes: [code]))
      }
    }
    for held in statement.days { add(FHIRTerms.scope, held.scope.name, held.first, held.last) }
    for code in MIIPolicyCode.all where !code.scopes.isEmpty {
      for held in days(of: code, in: statement) {
        add(MIIPolicyCode.system, code.code, held.first, held.last)
      }
    }
    return groups
  }

  private static func days(
    of code: MIIPolicyCode, in statement: ConsentStatement
  ) -> [FHIRPeriod.Days] {
    let start = statement.facts.effectiveFrom
    let longest = code.validity.map { start.adding($0).adding(days: -1) }
    var common = [FHIRPeriod.Days(first: start, last: longest)]
    for scope in code.scopes {
      let held = statement.days.filter { $0.scope == scope }
      common = common.flatMap { days in
        held.compactMap { days.intersection($0.first, $0.last) }
      }
    }
    return common
  }
}

extension FHIRPeriod {
  /// Days with a first one.
  struct Days: Hashable {
    let first: CivilDay
    let last: CivilDay?

    /// The days that are in both; nil where there is none.
    func intersection(_ otherFirst: CivilDay, _ otherLast: CivilDay?) -> Days? {
      let first = max(first, otherFirst)
      let last = [last, otherLast].compactMap(\.self).min()
      if let last, last < first { return nil }
      return Days(first: first, last: last)
    }
  }
}
