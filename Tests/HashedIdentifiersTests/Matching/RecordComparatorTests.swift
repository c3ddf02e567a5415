import TestSupport
import Testing

@testable import HashedIdentifiers

/// A record with what a test names.
func record(
  _ given: String? = nil, _ family: String? = nil, _ birth: String? = nil, sex: String? = nil,
  nhs: String? = nil, postcode: String? = nil, phone: String? = nil, facility: String? = nil,
  mrn: String? = nil, address: String? = nil, locality: String? = nil
) -> ComparisonRecord {
  var fields = ComparisonFields()
  fields.given = given
  fields.family = family
  fields.birth = birth.flatMap { BirthDigits(yearFirst: $0) }
  fields.sex = sex
  fields.nationalSystem = nhs == nil ? nil : .nhs
  fields.nationalValue = nhs
  fields.postcode = postcode
  fields.phone = phone
  fields.facility = facility
  fields.mrn = mrn
  fields.address = address
  fields.locality = locality
  return ComparisonRecord(fields)
}

struct RecordComparatorTests {
  private func level(
    _ field: ComparisonField, _ left: ComparisonRecord, _ right: ComparisonRecord
  ) -> AgreementLevel {
    let levels = RecordComparator.levels(left, right)
    #expect(levels == RecordComparator.levels(right, left))
    return levels[field]
  }

  @Test(arguments: [
    ("Robert", "ROBERT", AgreementLevel.equal), ("Bob", "Robert", .nickname),
    ("Bob", "Robbie", .nickname), ("Alexander", "Alexandra", .close), ("Robert", "Robetr", .close),
    ("Maria", "Marie", .close), ("J", "James", .partial), ("J", "Robert", .different),
    ("James", "Robert", .different), ("", "Robert", .missing), ("Unknown", "Robert", .missing),
    ("Ty", "Tay", .similar),
    ("Mary Jane", "Jane", .partial),
  ])
  func `given names`(left: String, right: String, expected: AgreementLevel) {
    #expect(level(.given, record(left, "Cooper"), record(right, "Cooper")) == expected)
  }

  @Test func `near names are two where both are frequent or both rare, and a slip where one is`() {
    for (left, right, areTwo) in [
      ("Maria", "Marie", true), ("Robert", "Robetr", false), ("Qeylani", "Qeylanu", true),
      ("Maria", "Maria", false),
    ] {
      let levels = RecordComparator.levels(record(left, "Cooper"), record(right, "Cooper"))
      #expect(levels.mayBeTwoNames == areTwo, "\(left)")
    }
  }

  @Test(arguments: [
    ("Müller", "Muller", AgreementLevel.equal), ("O’Brien", "OBRIEN", .equal),
    ("Thompson", "Thomson", .close), ("Smith-Jones", "Jones", .partial),
    ("Smith", "Smyth", .close), ("Garcia", "Vasquez", .different), ("Garcia", "", .missing),
    ("Meyer", "Maier", .similar),
  ])
  func `family names`(left: String, right: String, expected: AgreementLevel) {
    #expect(level(.family, record("Ada", left), record("Ada", right)) == expected)
  }

  @Test func `exchanged names are seen, also with a slip, and stay apart from other people's`() {
    let straight = record("Tanya", "Cunningham")
    for swapped in [record("Cunningham", "Tanya"), record("Cuningham", "Tanya")] {
      #expect(level(.given, straight, swapped) == .swapped)
      #expect(level(.family, straight, swapped) == .swapped)
    }
    #expect(level(.given, straight, record("Cunningham", "Robert")) == .different)
    // A given name in the place of the family name, which is another by now.
    #expect(level(.given, straight, record("Miller", "Tanya")) == .partial)
    #expect(level(.given, record("Xylo", "Miller"), record("Cunningham", "Xylo")) == .different)
    #expect(RecordComparator.levels(straight, record("Cunningham", "Tonya")).mayBeTwoNames)
  }

  @Test func `two misspellings of one frequent name are one name, and two rare names are not`() {
    for (left, right, areTwo) in [
      ("sndrew", "ndrew", false), ("Qeylani", "Qeylanu", true), ("sndrew", "qndri", true),
    ] {
      let levels = RecordComparator.levels(
        record(left, "Cooper", "1959-10-16"), record(right, "Cooper", "1959-10-16"))
      #expect(levels[.given] == .different || levels.mayBeTwoNames == areTwo, "\(left)")
    }
  }

  @Test(arguments: [
    ("1959-10-16", "1989-10-16", true), ("1959-10-16", "1959-10-26", false),
    ("1959-10-16", "1862-10-16", false), ("1947-10-16", "1974-10-16", false),
    ("1959-10-16", "1979-10-17", false),
  ])
  func `years between parent and child are told from slips`(
    left: String, right: String, expected: Bool
  ) {
    let levels = RecordComparator.levels(record("A", "B", left), record("A", "B", right))
    #expect(levels.mayBeTwoGenerations == expected)
  }

  @Test(arguments: [
    ("1959-10-16", "1959-10-16", AgreementLevel.equal), ("1959-10-06", "1959-06-10", .swapped),
    ("1959-10-16", "1959-10-17", .close), ("1959-10-16", "1959-10-61", .close),
    ("1959-10-16", "1862-10-16", .similar), ("1959-10-16", "1989-10-16", .similar),
    ("1959-10-16", "9159-10-16", .close), ("1959-10-16", "1959-12-25", .partial),
    ("1947-10-16", "1974-10-16", .close), ("1959-10-06", "1958-06-10", .partial),
    ("1959-10-16", "1952-10-61", .partial), ("1959-10-16", "1952-11-18", .different),
    ("1959-10-16", "1959-10-25", .similar), ("1959-10-16", "1959-01-01", .partial),
    ("1959-10-16", "1900-01-01", .missing), ("1959-10-16", "1972-03-04", .different),
  ])
  func `birth dates`(left: String, right: String, expected: AgreementLevel) {
    #expect(level(.birth, record("A", "B", left), record("A", "B", right)) == expected)
  }

  @Test func `numbers, places and sex`() {
    let one = record(
      sex: "F", nhs: "9990000018", postcode: "OH5 6XD", phone: "+44 7940 626014", facility: "h1",
      mrn: "7", address: "12 High Street", locality: "Ashton")
    let same = record(
      sex: "female", nhs: "999 000 0018", postcode: "oh56xd", phone: "07940626014",
      facility: "H1", mrn: "7", address: "High Street 12", locality: "ASHTON")
    let fields: [ComparisonField] = [
      .sex, .national, .postcode, .phone, .patientNumber, .street, .house, .locality,
    ]
    for field in fields { #expect(level(field, one, same) == .equal, "\(field)") }
    let other = record(
      sex: "M", nhs: "9434765919", postcode: "LE1 1AA", phone: "07111222333", facility: "H1",
      mrn: "8", address: "99 Mill Lane", locality: "Burton")
    for field in fields { #expect(level(field, one, other) == .different, "\(field)") }
    #expect(level(.postcode, one, record(postcode: "OH5 7AB")) == .partial)
    #expect(level(.postcode, one, record(postcode: "OH5 6XE")) == .close)
    #expect(level(.phone, one, record(phone: "07940626015")) == .close)
    var shared = one
    shared.isPhoneShared = true
    #expect(level(.phone, one, shared) == .missing)
    #expect(level(.patientNumber, one, record(facility: "H2", mrn: "7")) == .missing)
    #expect(level(.sex, one, record(sex: "unknown")) == .missing)
  }

  @Test func `a number that fails its check never counts as another valid one`() {
    let valid = record(nhs: "9990000018")
    #expect(level(.national, valid, record(nhs: "9990000019")) == .close)
    #expect(level(.national, valid, record(nhs: "4444444444")) == .missing)
    #expect(level(.national, valid, record(nhs: "1234567890")) == .missing)
  }

  @Test func `comparing is the same in both directions`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let people = (0..<300).map { _ in randomRecord(using: &generator) }
    for left in people {
      for right in people {
        #expect(
          RecordComparator.levels(left, right) == RecordComparator.levels(right, left),
          "seed \(seed)")
      }
    }
  }

  @Test func `levels are packed without touching each other`() {
    var levels = AgreementLevels()
    for (index, field) in ComparisonField.allCases.enumerated() {
      levels[field] = AgreementLevel.allCases[index % AgreementLevel.allCases.count]
    }
    for (index, field) in ComparisonField.allCases.enumerated() {
      #expect(levels[field] == AgreementLevel.allCases[index % AgreementLevel.allCases.count])
    }
    levels[.given] = .missing
    #expect(levels[.middle] == .equal)
  }

  @Test func `a comparison gives only the levels that its field has`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let people = (0..<200).map { _ in randomRecord(using: &generator) }
    for left in people {
      for right in people {
        let levels = RecordComparator.levels(left, right)
        for field in ComparisonField.allCases where levels[field] != .missing {
          #expect(field.levels.contains(levels[field]), "\(field) \(levels[field]), seed \(seed)")
        }
      }
    }
  }

  @Test func `records show nothing of themselves`() {
    let one = record("Tanya", "Cunningham", "1959-10-16")
    var text = ""
    dump(one, to: &text)
    text += "\(one) \(String(reflecting: one))"
    #expect(!text.lowercased().contains("tanya") && !text.contains("1959"))
  }
}

/// A person of few names, so that every kind of agreement turns up.
func randomRecord(using generator: inout SeededGenerator) -> ComparisonRecord {
  let given = ["Robert", "Bob", "Maria", "Marie", "J", "Tanya Mary", "Cunningham", "Robetr", ""]
  let family = ["Cunningham", "Cuningham", "Tanya", "Smith", "Smith-Jones", "Schmidt", ""]
  let birth = ["1959-10-16", "1959-10-61", "1959-01-01", "1989-10-16", "1972-03-04", "1958-10-16"]
  let number = ["9990000018", "9990000019", "9434765919", nil]
  func pick<Value>(_ values: [Value], _ generator: inout SeededGenerator) -> Value {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }
  return record(
    pick(given, &generator), pick(family, &generator), pick(birth, &generator),
    sex: pick(["M", "F", nil], &generator), nhs: pick(number, &generator),
    postcode: pick(["OH5 6XD", "OH5 6XE", "LE1 1AA", nil], &generator),
    phone: pick(["07940626014", "07940626015", nil], &generator),
    facility: "H1", mrn: pick(["1", "2", nil], &generator),
    address: pick(["12 High Street", "12 Hihg Street", "9 Mill Lane", nil], &generator),
    locality: pick(["Ashton", "Asthon", "Burton", nil], &generator))
}
