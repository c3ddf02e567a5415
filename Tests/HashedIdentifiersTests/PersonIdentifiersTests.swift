import Domain
import Testing

@testable import HashedIdentifiers

struct PersonIdentifiersTests {
  private func error(_ make: () throws -> PersonIdentifiers) -> IdentifierError? {
    do {
      _ = try make()
      return nil
    } catch { return error as? IdentifierError }
  }

  @Test func `each way of being known again is enough alone`() throws {
    #expect(
      error {
        try person(facility: nil, mrn: nil, family: nil, given: nil, birthDate: nil)
      } == nil)
    #expect(error { try person(family: nil, given: nil, birthDate: nil, nhs: nil) } == nil)
    #expect(error { try person(facility: nil, mrn: nil, nhs: nil) } == nil)
  }

  @Test func `less is not enough`() {
    #expect(error { try PersonIdentifiers(today: today) } == .insufficient)
    #expect(error { try person(mrn: nil, given: nil, nhs: nil) } == .insufficient)
    #expect(error { try person(mrn: nil, family: nil, nhs: nil) } == .insufficient)
    #expect(error { try person(mrn: nil, birthDate: nil, nhs: nil) } == .insufficient)
    #expect(error { try person(mrn: nil, birthDate: "1900-01-01", nhs: nil) } == .insufficient)
  }

  @Test func `a patient number needs its facility`() {
    #expect(error { try person(facility: nil) } == .incomplete(.mrn, needs: .facility))
  }

  @Test func `birth is never in the future`() {
    #expect(error { try person(birthDate: "2026-11-24") } == .bornInFuture)
    #expect(error { try person(birthDate: "2026-11-23") } == nil)
  }

  @Test func `birth is never further back than anyone has lived`() {
    #expect(error { try person(birthDate: "1895-12-31") } == .bornTooLongAgo)
    #expect(error { try person(birthDate: "1896-01-01") } == nil)
    #expect(IdentifierError.bornTooLongAgo.description.contains("130"))
    #expect(IdentifierError.bornTooLongAgo.field == "identifiers.birth_date")
  }

  @Test func `a telephone number has a digit`() {
    #expect(error { try person(phone: "ask her son") } == .noDigit(.phone))
    #expect(error { try person(phone: "ext. 7") } == nil)
    #expect(!IdentifierError.noDigit(.phone).description.contains("son"))
  }

  @Test(arguments: [
    "\u{0}", "\t", "\u{7F}", "\u{85}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{FEFF}",
  ])
  func `control and direction characters are refused in every field`(character: String) {
    let bad = "A" + character + "b"
    #expect(error { try person(facility: bad) } == .controlCharacter(.facility))
    #expect(error { try person(mrn: bad) } == .controlCharacter(.mrn))
    #expect(error { try person(family: bad) } == .controlCharacter(.family))
    #expect(error { try person(given: bad) } == .controlCharacter(.given))
    #expect(error { try person(postcode: bad) } == .controlCharacter(.postcode))
    #expect(error { try person(phone: bad) } == .controlCharacter(.phone))
    #expect(
      error {
        try PersonIdentifiers(facility: "h", mrn: "1", sex: bad, today: today)
      } == .controlCharacter(.sex))
  }

  @Test func `empty, over-long and empty-handed texts are refused by field`() {
    #expect(error { try person(family: "") } == .empty(.family))
    #expect(error { try person(family: "  ") } == .empty(.family))
    #expect(error { try person(given: "-.-") } == .noContent(.given))
    #expect(error { try person(postcode: "--") } == .noContent(.postcode))
    let long = String(repeating: "é", count: 101)
    #expect(error { try person(family: long) } == .tooLong(.family, limit: 200))
    #expect(error { try person(family: String(repeating: "é", count: 100)) } == nil)
    for placeholder in ["000", "0", "n/a", "UNKNOWN", " unk "] {
      #expect(error { try person(mrn: placeholder) } == .placeholder(.mrn), "\(placeholder)")
    }
  }

  @Test func `raw identifiers are read as an intake brings them`() throws {
    var raw = RawIdentifiers()
    raw.facility = "h014"
    raw.mrn = "1"
    raw.birthDate = "1959-10-16"
    raw.nationalSystem = "nhs"
    raw.nationalValue = "9990000018"
    let read = try PersonIdentifiers(raw, today: today)
    #expect(read.birthDate == day("1959-10-16"))
    #expect(read.national?.value == "9990000018")
    raw.birthDate = "16/10/1959"
    #expect(error { try PersonIdentifiers(raw, today: today) } == .notADate)
    raw.birthDate = nil
    raw.nationalSystem = nil
    #expect(
      error { try PersonIdentifiers(raw, today: today) }
        == .incomplete(.nationalValue, needs: .nationalSystem))
  }

  @Test func `no error and no printing repeats a value`() throws {
    let marker = "Zzyzx"
    let broken: [() throws -> PersonIdentifiers] = [
      { try person(family: marker + "\u{0}") }, { try person(mrn: marker + "\u{1}") },
      { try person(nhs: marker) },
      { try person(given: marker + String(repeating: "a", count: 300)) },
    ]
    for make in broken {
      let text = try #require(error(make)).description
      #expect(!text.contains(marker))
      #expect(text.first?.isLowercase == true && text.last != ".")
    }
    let shown = try person(family: marker)
    #expect(!"\(shown)".contains(marker) && !String(reflecting: shown).contains(marker))
    var dumped = ""
    dump(shown, to: &dumped)
    #expect(!dumped.contains(marker))
  }

  @Test func `the encoding gives back what went in, and refuses everything else`() throws {
    let full = try person(family: "Ærø \u{1F600}", given: "Zoë")
    let few = try person(
      facility: nil, mrn: nil, family: nil, given: nil, birthDate: nil, postcode: nil, phone: nil)
    for original in [full, few] {
      let bytes = original.encoded
      #expect(try PersonIdentifiers(decoding: bytes[...]) == original)
      for count in 0..<bytes.count {
        #expect(throws: CanonicalReadError.self) {
          try PersonIdentifiers(decoding: bytes[..<count])
        }
      }
      #expect(throws: CanonicalReadError.self) {
        try PersonIdentifiers(decoding: (bytes + [0])[...])
      }
      #expect(throws: CanonicalReadError.self) {
        try PersonIdentifiers(decoding: ([2] + bytes.dropFirst())[...])
      }
    }
  }
}
