/// One line of a mapping.
struct Entry {
  let line: Int
  let target: String
  let source: String
  let value: [UInt8]
  let becomes: [UInt8]

  init(line: Int, cells: [[UInt8]]) {
    self.line = line
    target = String(decoding: cells[0], as: UTF8.self)
    source = String(decoding: cells[1], as: UTF8.self)
    value = cells[2]
    becomes = cells[3]
  }
}

extension ColumnMapping {
  /// Takes one line in.
  mutating func add(_ entry: Entry) throws(MappingError) {
    switch entry.target {
    case "join": try addJoin(entry)
    case "skip": skips.insert(try condition(entry))
    case "fallback": fallbacks.insert(try condition(entry))
    default: try addRule(entry)
    }
  }

  private mutating func addJoin(_ entry: Entry) throws(MappingError) {
    let parts = entry.source.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !entry.value.isEmpty,
      !entry.becomes.isEmpty
    else { throw .incomplete(line: entry.line, needs: "join,NAME:COLUMN,COLUMN,FILE") }
    guard join == nil else { throw .conflict("join", line: entry.line) }
    join = Join(
      alias: String(parts[0]), file: String(decoding: entry.becomes, as: UTF8.self),
      joinedKey: String(parts[1]), key: String(decoding: entry.value, as: UTF8.self))
  }

  private func condition(_ entry: Entry) throws(MappingError) -> Condition {
    guard !entry.source.isEmpty, !entry.value.isEmpty else {
      throw .incomplete(line: entry.line, needs: "\(entry.target),COLUMN,VALUE,")
    }
    return Condition(
      source: Source(column: entry.source, isJoined: false), value: entry.value)
  }

  private mutating func addRule(_ entry: Entry) throws(MappingError) {
    guard let place = IntakeColumn.allNames.firstIndex(of: entry.target) else {
      throw .unknownTarget(entry.target, line: entry.line)
    }
    guard !entry.source.isEmpty else {
      guard entry.value.isEmpty, !entry.becomes.isEmpty else {
        throw .incomplete(line: entry.line, needs: "\(entry.target),,,VALUE")
      }
      guard rules[place] == nil else { throw .conflict(entry.target, line: entry.line) }
      rules[place] = Rule(constant: entry.becomes)
      return
    }
    let source = Source(column: entry.source, isJoined: false)
    var rule = rules[place] ?? Rule(source: source)
    let translates = !entry.value.isEmpty || !entry.becomes.isEmpty
    guard rule.source == source,
      rules[place] == nil
        || (translates && !(rule.translations.isEmpty && rule.otherwise == nil)),
      rule.translations[entry.value] == nil,
      entry.value != Self.wildcard || rule.otherwise == nil
    else { throw .conflict(entry.target, line: entry.line) }
    if entry.value == Self.wildcard {
      rule.otherwise = entry.becomes
    } else if translates {
      rule.translations[entry.value] = entry.becomes
    }
    rules[place] = rule
  }

  /// Tells the columns of the joined file from those of the imported one, once the join is known.
  mutating func check() throws(MappingError) {
    guard let join else {
      if !fallbacks.isEmpty { throw .notJoined(fallbacks.map(\.source.column).min() ?? "") }
      return
    }
    let prefix = join.alias + ":"
    func resolved(_ source: Source) -> Source {
      guard source.column.hasPrefix(prefix) else { return source }
      return Source(column: String(source.column.dropFirst(prefix.count)), isJoined: true)
    }
    for (place, rule) in rules {
      rules[place]?.source = rule.source.map(resolved)
    }
    skips = Set(skips.map { Condition(source: resolved($0.source), value: $0.value) })
    fallbacks = Set(fallbacks.map { Condition(source: resolved($0.source), value: $0.value) })
    if let stray = fallbacks.first(where: { !$0.source.isJoined }) {
      throw .notJoined(stray.source.column)
    }
  }
}
