extension ConsentForm {
  /// Everything that the parts of a form must keep to, on their own and together.
  func check() throws(FormProblem) {
    guard TextRule.accepts(title) else { throw .text("the title of the form") }
    guard Self.isLanguageTag(language) else { throw .language }
    guard inForceFrom >= publishedOn else { throw .inForceBeforePublished }
    guard (12...25).contains(ageOfMajority), (0..<ageOfMajority).contains(assentAge ?? 0) else {
      throw .ages
    }
    try Self.check(validity, "the validity of the form")
    try Self.check(gracePeriod, "the grace period of the form")
    var seen = ScopeSet()
    for (place, module) in modules.enumerated() {
      try check(module, at: place, seen: &seen)
    }
    guard !seen.isEmpty else { throw .asksNothing }
  }

  private func check(
    _ module: FormModule, at place: Int, seen: inout ScopeSet
  ) throws(FormProblem) {
    guard FormReference.isIdentifier(module.id) else { throw .moduleID }
    guard TextRule.accepts(module.title) else { throw .text("the title of module '\(module.id)'") }
    if modules[..<place].contains(where: { $0.id == module.id }) {
      throw .duplicateModule(module.id)
    }
    try Self.check(module.validity, "the validity of module '\(module.id)'")
    try checkAncestors(of: module)
    if module.items.isEmpty, !modules.contains(where: { $0.parent == module.id }) {
      throw .emptyModule(module.id)
    }
    for item in module.items {
      guard seen.insert(item.scope).inserted else { throw .duplicateScope(item.scope) }
      try Self.check(item)
    }
  }

  private func checkAncestors(of module: FormModule) throws(FormProblem) {
    var current = module
    for _ in modules.indices {
      guard let parent = current.parent else { return }
      guard let above = modules.first(where: { $0.id == parent }) else {
        let others = modules.map(\.id).filter { $0 != current.id }
        throw .unknownParent(
          module: current.id, fix: NearestName.suggestion(for: parent, among: others))
      }
      current = above
    }
    throw .cycle(module: module.id)
  }

  private static func check(_ item: FormItem) throws(FormProblem) {
    guard TextRule.accepts(item.text) else { throw .text("the text of scope '\(item.scope)'") }
    try check(item.validity, "the validity of scope '\(item.scope)'")
    guard item.duoCodes.allSatisfy(isDUOCode) else { throw .code(item.scope, system: "DUO") }
    guard item.miiCodes.allSatisfy(isOID) else { throw .code(item.scope, system: "MII") }
  }

  private static func check(_ period: CivilPeriod?, _ what: String) throws(FormProblem) {
    guard let period else { return }
    guard (0..<12_000).contains(period.months), (0..<365_000).contains(period.days),
      period.months + period.days > 0
    else { throw .period(what) }
  }

  /// Two or three letters, then subtags of two to eight letters and digits.
  private static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count) && part.allSatisfy { isLetter($0) || isDigit($0) }
    }
  }

  private static func isDUOCode(_ code: String) -> Bool {
    code.utf8.starts(with: "DUO:".utf8) && code.utf8.count == 11
      && code.utf8.dropFirst(4).allSatisfy(isDigit)
  }

  private static func isOID(_ code: String) -> Bool {
    let arcs = code.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return arcs.count >= 2
      && arcs.allSatisfy { (1...20).contains($0.count) && $0.allSatisfy(isDigit) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
