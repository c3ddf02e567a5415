import Testing

@testable import HashedIdentifiers

struct MatchRulesTests {
  private let rules = MatchRules()
  private let scorer = MatchScorer(pool: 1_000_000)

  private func assess(_ left: ComparisonRecord, _ right: ComparisonRecord) -> MatchAssessment {
    rules.assess(RecordComparator.levels(left, right), scorer)
  }

  private let tanya = record(
    "Tanya Mary", "Cunningham", "1959-10-16", sex: "F", nhs: "9990000018", postcode: "OH5 6XD",
    phone: "07940626014")

  @Test func `the same person with a slip is linked`() {
    for other in [
      record("Tanya Mary", "Cunningham", "1959-10-16", sex: "F", postcode: "OH5 6XD"),
      record("Tanya", "Cuningham", "1959-10-16", sex: "F", postcode: "OH5 6XD"),
      record("Cunningham", "Tanya", "1959-10-16", sex: "F", phone: "07940626014"),
      record("Tanya", "Cunningham", "1959-16-10", sex: "F", nhs: "9990000018"),
    ] {
      let assessment = assess(tanya, other)
      #expect(assessment.matchClass == .automatic, "\(assessment.levels)")
    }
  }

  /// Pairs of names that parents give to twins.
  static let twins = [
    ("Tanya", "Robert"), ("Maria", "Marie"), ("Jayden", "Hayden"), ("Anna", "Hanna"),
    ("Jan", "Jon"), ("Christina", "Christine"), ("Alexander", "Alexandra"), ("Ella", "Bella"),
    ("Daniel", "Danielle"), ("Karl", "Carl"), ("Qeylani", "Qeylanu"), ("Sara", "Lara"),
    ("Jack", "Jake"), ("J", "John"), ("Aiden", "Jaiden"), ("Mia", "Maya"),
  ]

  @Test(arguments: twins)
  func `no twins are linked without asking, whatever else they share`(one: String, other: String) {
    for numbers in [(nil, nil), ("9990000018", nil), ("9990000018", "9434765919")] {
      for sexes in [("F", "F"), ("F", "M")] {
        for middle in ["", " Mary"] {
          let left = record(
            one + middle, "Cunningham", "1959-10-16", sex: sexes.0, nhs: numbers.0,
            postcode: "OH5 6XD", phone: "07940626014", address: "12 High Street",
            locality: "Ashton")
          let right = record(
            other + middle, "Cunningham", "1959-10-16", sex: sexes.1, nhs: numbers.1,
            postcode: "OH5 6XD", phone: "07940626014", address: "12 High Street",
            locality: "Ashton")
          #expect(assess(left, right).matchClass != .automatic)
        }
      }
    }
  }

  @Test(arguments: ["1989-10-16", "1979-10-16", "1934-02-28", "1989-01-01", "1961-03-04"])
  func `no relative of the same name is linked without asking`(birth: String) {
    for number in [nil, "9434765919"] {
      let relative = record(
        "Tanya Mary", "Cunningham", birth, sex: "F", nhs: number, postcode: "OH5 6XD",
        phone: "07940626014")
      let assessment = assess(tanya, relative)
      #expect(assessment.matchClass != .automatic, "\(assessment.levels)")
      #expect(!assessment.vetoes.isEmpty)
    }
  }

  @Test func `one wrong part of a birth date is spared where names and address agree`() {
    for (birth, phone, isLinked) in [
      ("1959-10-25", "07940626014", true), ("1959-12-16", "07940626014", true),
      ("1959-10-25", nil, false), ("1995-10-16", "07940626014", true),
      ("1989-10-16", "07940626014", false), ("1959-12-25", "07940626014", false),
    ] {
      let other = record("Tanya Mary", "Cunningham", birth, sex: "F", phone: phone)
      let assessment = assess(tanya, other)
      #expect(assessment.vetoes.isEmpty == isLinked, "\(birth): \(assessment.levels)")
    }
  }

  @Test func `a misspelt or exchanged name is spared where number and birth date agree`() {
    for (given, family, number, isLinked) in [
      ("RNY", "Cunningham", "9990000018", true), ("Cunningham", "Qwert", "9990000018", true),
      ("Miller", "Tanya", "9990000018", true), ("Miller", "Tanya", nil, false),
      ("RNY", "Cunningham", nil, false), ("Robert", "Cunningham", "9990000018", false),
    ] {
      let other = record(
        given, family, "1959-10-16", sex: "F", nhs: number, postcode: "OH5 6XD",
        phone: "07940626014")
      let assessment = assess(tanya, other)
      let isAutomatic = assessment.matchClass == .automatic
      #expect(isAutomatic == isLinked, "\(given): \(assessment)")
    }
  }

  @Test func `twins are unlikely to be one person before any rule says so`() {
    let twin = record(
      "Robert", "Cunningham", "1959-10-16", sex: "M", postcode: "OH5 6XD", phone: "07940626014")
    #expect(assess(tanya, twin).probability < 0.05)
    let sister = record(
      "Susan", "Cunningham", "1959-10-16", sex: "F", postcode: "OH5 6XD", phone: "07940626014")
    #expect(assess(tanya, sister).probability < 0.5)
    #expect(assess(tanya, sister).matchClass == .review)
  }

  @Test func `twins and namesakes at one address are asked about, whoever else is likelier`() {
    for (given, birth, sex, postcode, phone, number, isAsked) in [
      // Twins, by any way to reach them.
      ("Robert", "1959-10-16", "M", "OH5 6XD", nil, nil, true),
      ("Robert", "1959-10-16", "M", nil, "07940626014", nil, true),
      ("Robert", "1959-10-16", "M", "LE1 1AA", nil, nil, false),
      // Two valid numbers have told.
      ("Robert", "1959-10-16", "M", "OH5 6XD", "07940626014", "9434765919", false),
      // Mother and daughter; a postcode alone is no address.
      ("Tanya", "1989-02-03", "F", "OH5 6XD", "07940626014", nil, true),
      ("Tanya", "1989-02-03", "F", "OH5 6XD", nil, nil, false),
      // A husband.
      ("Robert", "1957-02-03", "M", "OH5 6XD", "07940626014", nil, false),
    ] {
      let other = record(
        given, "Cunningham", birth, sex: sex, nhs: number, postcode: postcode, phone: phone)
      let assessment = assess(tanya, other)
      let isReviewed = assessment.matchClass == .review
      #expect(isReviewed == isAsked, "\(given), \(birth): \(assessment)")
      #expect(MatchRules.areNearlyOne(assessment.levels) == isAsked, "\(given), \(birth)")
    }
  }

  @Test func `each veto has its reason`() {
    let otherNumber = record("Tanya", "Cunningham", "1959-10-16", nhs: "9434765919")
    #expect(assess(tanya, otherNumber).vetoes == .nationalNumber)
    #expect(assess(tanya, record("Tanya", "Cunningham", "1972-03-04")).vetoes == .birthDate)
    #expect(assess(tanya, record("Robert", "Cunningham", "1959-10-16")).vetoes == .givenName)
    let conflict = assess(tanya, record("Robert", "Smith", "1972-03-04", nhs: "9990000018"))
    #expect(conflict.matchClass == .conflict)
    #expect(conflict.vetoes.contains(.conflict))
    #expect(conflict.vetoes.reasons.count == 3)
    #expect(MatchVeto().reasons.isEmpty)
  }

  @Test func `strangers and members of one household are told apart from duplicates`() {
    #expect(
      assess(tanya, record("Robert", "Smith", "1972-03-04", sex: "M")).matchClass == .different)
    let husband = record(
      "Robert", "Cunningham", "1957-02-03", sex: "M", postcode: "OH5 6XD", phone: "07940626014")
    #expect(assess(tanya, husband).matchClass == .different)
    #expect(assess(tanya, husband).probability < 0.01)
  }

  @Test func `the larger the pool, the less an agreement proves`() {
    let levels = RecordComparator.levels(
      tanya, record("Tanya", "Cunningham", "1959-10-16", sex: "F"))
    let small = MatchScorer(pool: 1000).probability(levels)
    let large = MatchScorer(pool: 50_000_000).probability(levels)
    #expect(small > large)
    #expect((0...1).contains(small) && (0...1).contains(large))
  }

  @Test func `a new record is registered, known, or a possible duplicate`() {
    let stranger = record("Robert", "Smith", "1972-03-04", sex: "M", postcode: "LE1 1AA")
    #expect(rules.decide(tanya, among: [], scorer) == .registered)
    #expect(rules.decide(tanya, among: [stranger], scorer) == .registered)
    let known = rules.decide(tanya, among: [stranger, tanya], scorer)
    guard case .known(let candidate, let assessment) = known else {
      Issue.record("\(known.name)")
      return
    }
    #expect(candidate == 1)
    #expect(assessment.levels[.national] == .equal)
    #expect(rules.decide(tanya, among: [tanya, tanya], scorer).name == "possible_duplicate")
    let twin = record(
      "Tonia", "Cunningham", "1959-10-16", sex: "F", postcode: "OH5 6XD", phone: "07940626014")
    guard case .possibleDuplicate(let found) = rules.decide(tanya, among: [twin], scorer) else {
      Issue.record("a twin is to be reviewed")
      return
    }
    #expect(found.map(\.candidate) == [0])
    #expect(found[0].assessment.vetoes == .givenName)
  }

  @Test func `levels are told, and values never`() {
    let text = assess(tanya, tanya).levels.description
    #expect(text.contains("given equal") && text.contains("national equal"))
    #expect(!text.lowercased().contains("tanya") && !text.contains("999"))
  }
}
