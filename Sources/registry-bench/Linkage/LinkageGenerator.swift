internal import Domain

/// Makes people with twins, relatives of the same name, households and slips, in the likeness of the
/// set `donors100k`: names and their frequencies are taken from a set, everything else is drawn.
struct LinkageGenerator {
  private let given: [String]
  private let family: [String]
  private var generator: SplitMix64
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
  private static let short = [
    "Robert": "Bob", "William": "Bill", "Elizabeth": "Liz", "James": "Jim", "Margaret": "Peggy",
    "Michael": "Mike", "Richard": "Dick", "Thomas": "Tom", "Katherine": "Kate", "Susan": "Sue",
    "Patricia": "Pat", "Joseph": "Joe", "Charles": "Chuck", "Christopher": "Chris", "David": "Dave",
    "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve", "Kenneth": "Ken",
  ]

  /// - Parameters:
  ///   - set: the set whose names are drawn; those that stand in fewer than three rows are slips.
  ///   - seed: the same seed makes the same people.
  init(namesOf set: LinkageData, seed: UInt64) {
    given = Self.frequent(set.rows.compactMap { $0[.given] })
    family = Self.frequent(set.rows.compactMap { $0[.family] })
    generator = SplitMix64(seed: seed)
  }

  private static func frequent(_ names: [String]) -> [String] {
    let names = names.filter { $0 != $0.uppercased() }
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return names.filter { counts[$0, default: 0] >= 3 }
  }

  /// About as many rows as asked for.
  mutating func set(rows: Int) -> LinkageData {
    var set = LinkageData(name: rows == 1_000_000 ? "million" : "generated, \(rows) rows")
    set.isGenerated = true
    var entity = 0
    func add(_ row: [LinkageData.Column: String], _ entity: Int) {
      set.rows.append(row)
      set.entities.append(entity)
    }
    while set.rows.count < rows {
      var person = person()
      var people = [person]
      if chance(0.013) {
        // A twin: the same but for given name and number.
        var twin = person
        twin[.given] = pick(given)
        twin[.sex] = chance(0.5) ? "F" : "M"
        renumber(&twin)
        if twin[.given] != person[.given] { people.append(twin) }
      }
      if chance(0.011) {
        // A parent or cousin of the same name at the same address.
        var relative = person
        relative[.birth] = birth()
        renumber(&relative)
        people.append(relative)
      }
      if chance(0.035) {
        person[.given] = pick(given)
        person[.middle] = nil
        person[.birth] = birth()
        renumber(&person)
        people.append(person)
      }
      for one in people {
        var copies = 1
        if chance(0.2) { copies += chance(0.15) ? (chance(0.2) ? 3 : 2) : 1 }
        for copy in 0..<copies { add(slipped(one, isFirst: copy == 0), entity) }
        entity += 1
      }
    }
    // Rows of one person do not stand together.
    var order = Array(set.rows.indices)
    order.shuffle(using: &generator)
    set.rows = order.map { set.rows[$0] }
    set.entities = order.map { set.entities[$0] }
    return set
  }

  private mutating func person() -> [LinkageData.Column: String] {
    var row: [LinkageData.Column: String] = [:]
    row[.given] = pick(given)
    if chance(0.6) { row[.middle] = pick(given) }
    row[.family] = pick(family)
    row[.sex] = chance(0.5) ? "F" : "M"
    row[.birth] = birth()
    row[.postcode] = postcode()
    row[.phone] = phone()
    row[.street] = word(8) + " road"
    row[.houseNumber] = String(Int.random(in: 1...180, using: &generator))
    row[.locality] = word(7)
    renumber(&row)
    return row
  }

  private mutating func enrol(_ row: inout [LinkageData.Column: String]) {
    row[.facility] = "H" + padded(Int.random(in: 1...60, using: &generator), 3)
    row[.mrn] = padded(Int.random(in: 0...9_999_999, using: &generator), 7)
  }

  /// A row as one site wrote it.
  private mutating func slipped(
    _ person: [LinkageData.Column: String], isFirst: Bool
  ) -> [LinkageData.Column: String] {
    var row = person
    if !isFirst, chance(0.8) { enrol(&row) }
    let error = isFirst ? 0.25 : 1.0
    if chance(0.1 * error), let short = Self.short[row[.given] ?? ""] { row[.given] = short }
    if chance(0.2 * error) { row[.given] = typo(row[.given]) }
    if chance(0.2 * error) { row[.family] = typo(row[.family]) }
    if chance(0.05 * error) {
      row[.family] = chance(0.5) ? pick(family) : (row[.family] ?? "") + "-" + pick(family)
    }
    if chance(0.035 * error) { (row[.given], row[.family]) = (row[.family], row[.given]) }
    if chance(0.05) {
      row[.given] = row[.given]?.uppercased()
      row[.family] = row[.family]?.uppercased()
    }
    if let middle = row[.middle], chance(0.3) {
      row[.middle] = chance(0.6) ? String(middle.prefix(1)) : nil
    }
    if chance(0.05 * error) { row[.middle] = typo(row[.middle]) }
    if chance(0.02 * error) { row[.middle] = pick(given) }
    slipBirth(&row, error)
    if chance(0.03 * error) { row[.sex] = chance(0.5) ? "U" : row[.sex] == "F" ? "M" : "F" }
    if chance(0.15) { row[.national] = nil }
    if chance(0.05 * error) { row[.national] = digitSlip(row[.national]) }
    if chance(0.15 * error) {
      row[.postcode] = postcode()
      row[.street] = word(8) + " road"
      row[.houseNumber] = String(Int.random(in: 1...180, using: &generator))
      row[.locality] = word(7)
    }
    if chance(0.05 * error) { row[.street] = typo(row[.street]) }
    if chance(0.04 * error) { row[.postcode] = typo(row[.postcode]) }
    if chance(0.05 * error) { row[.locality] = typo(row[.locality]) }
    if chance(0.03) { row[.postcode] = nil }
    if chance(0.11 * error) { row[.phone] = phone() }
    if chance(0.02 * error) { row[.phone] = digitSlip(row[.phone]) }
    if chance(0.08) { row[.phone] = nil }
    return row
  }

  private mutating func slipBirth(_ row: inout [LinkageData.Column: String], _ error: Double) {
    guard let birth = row[.birth] else { return }
    let year = birth.prefix(4)
    let month = birth.dropFirst(5).prefix(2)
    let day = birth.suffix(2)
    if chance(0.025 * error) {
      row[.birth] = "\(year)-\(day)-\(month)"
    } else if chance(0.005 * error) {
      row[.birth] = "\(year)-01-01"
    } else if chance(0.06 * error) {
      row[.birth] = digitSlip(birth)
    } else if chance(0.02) {
      row[.birth] = "\(day)/\(month)/\(year)"
    }
  }

  private mutating func renumber(_ row: inout [LinkageData.Column: String]) {
    while true {
      // The range that is set aside for tests.
      var digits = [9, 9, 9]
      for _ in 0..<6 { digits.append(Int.random(in: 0...9, using: &generator)) }
      // Nine digits under 999 are a million numbers: more people need more room.
      if Bool.random(using: &generator) { digits[1] = Int.random(in: 0...9, using: &generator) }
      digits[2] = Int.random(in: 0...9, using: &generator)
      digits[0] = [4, 6, 7, 9].randomElement(using: &generator) ?? 9
      let sum = digits.enumerated().reduce(0) { $0 + $1.element * (10 - $1.offset) }
      let check = (11 - sum % 11) % 11
      if check == 10 { continue }
      enrol(&row)
      row[.national] = (digits + [check]).map(String.init).joined()
      return
    }
  }

  private mutating func birth() -> String {
    // More of the middle-aged, as in a clinic.
    let year =
      1935 + (0..<3).reduce(0) { sum, _ in sum + Int.random(in: 0...28, using: &generator) }
    let month = Int.random(in: 1...12, using: &generator)
    let day = Int.random(in: 1...28, using: &generator)
    return "\(year)-\(padded(month, 2))-\(padded(day, 2))"
  }

  private mutating func postcode() -> String {
    // Some ten thousand in all: the systems of most countries are as coarse.
    var place = SplitMix64(seed: UInt64.random(in: 0..<10_000, using: &generator))
    func letter() -> String {
      String(Self.letters.randomElement(using: &place) ?? "a").uppercased()
    }
    return letter() + letter() + "\(Int.random(in: 1...29, using: &place)) "
      + "\(Int.random(in: 1...9, using: &place))" + letter() + letter()
  }

  private mutating func phone() -> String {
    "07" + padded(Int.random(in: 0...999_999_999, using: &generator), 9)
  }

  private mutating func word(_ count: Int) -> String {
    String((0..<count).map { _ in Self.letters.randomElement(using: &generator) ?? "a" })
  }

  /// One letter wrong, lost, added or exchanged with its neighbour.
  private mutating func typo(_ text: String?) -> String? {
    guard var letters = text.map(Array.init), letters.count > 1 else { return text }
    let place = Int.random(in: 0..<letters.count, using: &generator)
    let letter = Self.letters.randomElement(using: &generator) ?? "a"
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: letters[place] = letter
    case 1: letters.remove(at: place)
    case 2: letters.insert(letter, at: place)
    default: letters.swapAt(place, max(0, place - 1))
    }
    return String(letters)
  }

  private mutating func digitSlip(_ text: String?) -> String? {
    guard var letters = text.map(Array.init) else { return text }
    let places = letters.indices.filter { letters[$0].isNumber }
    guard let place = places.randomElement(using: &generator) else { return text }
    letters[place] = Character(String(Int.random(in: 0...9, using: &generator)))
    return String(letters)
  }

  private mutating func pick(_ names: [String]) -> String {
    names.randomElement(using: &generator) ?? "Nobody"
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &generator) < share
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
